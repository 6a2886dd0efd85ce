"""What may keep the Checker's verdict from being had, or from being the official one."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.minerals.checker.rule_set import RuleSet, rule_sets
from kaiji.minerals.checker.verdict import Row, Verdict
from kaiji.minerals.template import Template

SHOWN_ROWS = 8


@rule(
    "CHK-001",
    Severity.ERROR,
    title=Text("No Checker to go by", "Checkerのない版", "没有可依据的 Checker"),
    message=Text(
        "{family} {version} has no Checker sheet, or one whose rules are not known; there is no verdict.",
        "{family} {version} にはCheckerシートがないか、規則が不明なため、判定できません。",
        "{family} {version} 没有 Checker 工作表，或其规则未知，因此无法判定。",
    ),
    remedy=Text(
        "Answer in one of these versions: {known}.",
        "次のいずれかの版で回答してください：{known}",
        "请用下列版本之一答复：{known}",
    ),
)
def checker_unknown(source: Source, template: Template) -> Iterator[Finding]:
    """The first template had no Checker; of a few later ones its rules are not known.

    What it checks
    Whether the rules of the Checker sheet are known for the family and version that the workbook states.

    Why it matters
    No verdict is not the same as nothing missing.

    How to put it right
    Ask for an answer in a version that has a Checker, or go by the findings of the check command.

    Source
    The official templates: CMRT 1.00 (the EICC-GeSI template) has no such sheet.
    """
    known = tuple(sorted(version for family, version in rule_sets() if family == template.family))
    yield checker_unknown.finding(
        source.at(sheet="Checker"), family=template.family, version=template.version, known=known
    )


@rule(
    "CHK-002",
    Severity.WARN,
    title=Text("Judged by another version's Checker", "別の版の規則による判定", "按其他版本的规则判定"),
    message=Text(
        "{family} {version} was judged by the rules of the Checker of {by}.",
        "{family} {version} は、{by} のCheckerの規則で判定しました。",
        "{family} {version} 是按 {by} 的 Checker 规则判定的。",
    ),
    remedy=Text(
        "Compare the total with the workbook's own Checker sheet before you rely on it.",
        "利用前に、ブックのCheckerシートの合計と照合してください。",
        "使用前请与工作簿中 Checker 工作表的总数核对。",
    ),
)
def checker_of_another(source: Source, template: Template, rules: RuleSet) -> Iterator[Finding]:
    """A version without rules of its own is judged by its nearest relative's, and that is said.

    What it checks
    Whether the rules are the version's own. CMRT 2.00 to 2.02 compute their number by a subtraction that can give
    wrong results, so they are judged by the rules of 2.03a; a revision newer than all known ones is judged by the
    newest of its family.

    Why it matters
    The rows and the total may differ from what the supplier saw.

    How to put it right
    Look at the Checker sheet of the workbook.

    Source
    The Checker sheets of the official templates.
    """
    if rules.by != template.version:
        yield checker_of_another.finding(
            source.at(sheet="Checker"), family=template.family, version=template.version, by=rules.by
        )


@rule(
    "CHK-003",
    Severity.ERROR,
    title=Text("A sheet that the Checker needs is missing", "Checkerに必要なシートの欠落", "缺少 Checker 所需的工作表"),
    message=Text(
        "The sheet {sheet} is missing or cannot be read; there is no verdict.",
        "シート「{sheet}」がないか読み取れないため、判定できません。",
        "缺少工作表“{sheet}”或无法读取，因此无法判定。",
    ),
    remedy=Text(
        "Send the whole workbook, with all its sheets as they were delivered.",
        "配布時のシートをすべて含むブック全体を送付してください。",
        "请发送整个工作簿，并保留原有的全部工作表。",
    ),
)
def checked_sheet_missing(workbook: Workbook, rules: RuleSet) -> Iterator[Finding]:
    """A sheet that was taken out is not an empty sheet.

    What it checks
    Whether the Declaration, the Smelter List and the Product List are there and can be read.

    Why it matters
    Without them everything would seem missing, or nothing.

    How to put it right
    Ask for the whole workbook.

    Source
    The sheets that the rules of the version look at.
    """
    for name in rules.sheets:
        if workbook.sheet(name) is None:
            yield checked_sheet_missing.finding(workbook.source.at(sheet=name), sheet=name)


@rule(
    "CHK-004",
    Severity.ERROR,
    title=Text("An error hides the Checker's total", "エラー値による合計の表示不能", "错误值使总数无法显示"),
    message=Text(
        "The Checker shows {total} instead of a number, because of an error value in its rows {rows}.",
        "Checkerの行 {rows} にエラー値があるため、合計が数値ではなく {total} と表示されます。",
        "由于 Checker 的第 {rows} 行存在错误值，总数显示为 {total} 而不是数字。",
    ),
    remedy=Text(
        "Look at {place}: correct the smelter id that the look-up does not know, or type the answer anew.",
        "{place} を確認し、検索リストにない製錬所IDを訂正するか、回答を入力し直してください。",
        "请检查 {place}：更正查找表中没有的冶炼厂识别号，或重新输入答案。",
    ),
)
def total_hidden(source: Source, verdict: Verdict, errors: tuple[str, ...]) -> Iterator[Finding]:
    """An error in one cell takes the count away from the supplier and from whoever receives the workbook.

    What it checks
    Whether the total of the Checker is an error value, and in which rows the error stands.

    Why it matters
    The most frequent cause is a smelter id in column A that the template's look-up list does not have. The sheet then
    shows no number at all, and fields that are missing go unnoticed.

    How to put it right
    Correct or remove the id; for other cells, type the answer over the formula.

    Source
    The formulas of the Checker sheets: an error in any row is the total's value too.
    """
    wrong: list[Row] = [one for one in verdict.rows if one.counted and isinstance(one.missing, str)]
    if wrong:
        place = wrong[0].source if "!" in wrong[0].source or not errors else errors[0]
        sheet, _, cell = place.partition("!")
        rows = tuple(str(one.row) for one in wrong[:SHOWN_ROWS])
        yield total_hidden.finding(
            source.at(sheet=sheet, cell=cell),
            total=verdict.shown,
            rows=rows + (("…",) if len(wrong) > SHOWN_ROWS else ()),
            place=place,
        )


RULES: tuple[AnyRule, ...] = (checker_unknown, checker_of_another, checked_sheet_missing, total_hidden)
