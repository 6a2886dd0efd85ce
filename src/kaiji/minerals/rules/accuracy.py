"""Inaccurate: answers that are there, agree with each other, and cannot be right or cannot be relied on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.country import country_of, is_covered
from kaiji.minerals.declaration import Declaration, EntryKind, Topic
from kaiji.minerals.label import field_label, metal_label, question_label
from kaiji.minerals.rules.consistency import everybody
from kaiji.minerals.rules.context import Context, countries_in, is_due, metals_in_use
from kaiji.minerals.rules.word_list import says_same

INACCURATE = FindingClass.INACCURATE
COPIED_SHARE = 80
COPIED_FROM = 30


@rule(
    "CMRT-305",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("“Same” instead of a person", "「同上」による記入", "以“同上”代替具体内容"),
    message=Text(
        "The {field} is “{text}” instead of a name or an address.",
        "「{field}」に具体的な内容ではなく「{text}」と記入されています。",
        "“{field}”填写为“{text}”，而非具体内容。",
    ),
    remedy=Text(
        "Write the {field} out in {cell}.",
        "{cell} に「{field}」を具体的に記入してください。",
        "请在 {cell} 写明“{field}”。",
    ),
)
def same_as_above(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """An authorizer is a person with a name.

    What it checks
    That no field of the contact and authorizer block says "same", "ditto" or the like.

    Why it matters
    The authorizer answers for the declaration; a reference to another cell is lost when fields are copied.

    How to put it right
    Have the name, address or number written out.

    Source
    Practice of reviewing declarations; the templates' own Checker accepts any text.
    """
    del context
    for name, entry in declaration.company.items():
        if name.startswith(("contact_", "authorizer_")) and says_same(entry):
            yield same_as_above.finding(
                entry.source, field=field_label(name), text=entry.words, cell=entry.source.place.cell
            )


@rule(
    "CMRT-306",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text("Text in place of an answer", "選択肢にない回答", "以文字代替选项"),
    message=Text(
        "{question} is answered “{text}”, which is none of the answers.",
        "{question}の回答「{text}」は選択肢にありません。",
        "{question}的答案“{text}”不在选项之中。",
    ),
    remedy=Text(
        "Choose one of these in {cell}: {choices}. Put the explanation into the comment.",
        "{cell} で次から選択し、説明はコメント欄に記入してください：{choices}",
        "请在 {cell} 选择：{choices}，说明请写入备注。",
    ),
)
def answer_not_offered(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A free text cannot be counted.

    What it checks
    That each answer is one of its list, letter case and blanks aside; a typed 100 % is the listed 100%. Questions
    that the earlier answers close are left out.

    Why it matters
    "Partly" or "see attachment" is neither Yes nor No, and the origin inquiry may take it for neither.

    How to put it right
    Ask the supplier to choose from the list.

    Source
    The answer lists of the official templates.
    """
    for one in declaration.answers:
        question = context.layout.question(one.topic)
        closed = not is_due(declaration, context.layout, one)
        if not question or closed or not one.answer.given or one.answer.says(*question.offered(one.metal)):
            continue
        listed_whole = any(everybody(choice) for choice in question.offered(one.metal))
        if one.topic is Topic.SUPPLIER_SHARE and listed_whole and one.answer.words in ("1", "1.0", "100%", "100"):
            continue
        yield answer_not_offered.finding(
            one.answer.source,
            question=question_label(one),
            text=one.answer.words,
            cell=one.answer.source.place.cell,
            choices=question.offered(one.metal),
        )


@rule(
    "CMRT-307",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text("The look-up list was copied in", "検索リストの丸写し", "整表抄录查找清单"),
    message=Text(
        "The Smelter List holds {count} different names for {metal}, and the template's own list knows {offered} "
        "smelters: the whole list seems to have been copied.",
        "製錬所リストの{metal}に{count}件の名称があり、テンプレートの検索リストにある製錬所は{offered}件です。リスト全体の転記とみられます。",
        "冶炼厂清单的{metal}有 {count} 个不同名称，而模板的查找清单共有 {offered} 家冶炼厂，疑似整表复制。",
    ),
    remedy=Text(
        "Keep only the smelters of {metal} that are really in the supply chain, and clear the other rows of the Smelter List.",
        "実際にサプライチェーンにある{metal}の製錬所のみを残し、製錬所リストの他の行を消去してください。",
        "请仅保留供应链中{metal}的实际冶炼厂，并清空冶炼厂清单的其他行。",
    ),
)
def list_copied(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A supplier that names every smelter in the world names none.

    What it checks
    For each metal: whether the smelter rows hold as many different names as 80 per cent of the smelters in the
    workbook's own look-up list, and at least thirty. Several names of one smelter in that list count as one.

    Why it matters
    Over-declaration hides the real smelters among hundreds and makes the risk assessment meaningless.

    How to put it right
    Ask for the smelters of the parts that you buy.

    Source
    Practice of reviewing declarations; the share and the number are ours.
    """
    counts = Counter(row.metal for row in declaration.smelters if not row.names_nobody)
    for metal, offered in context.offered.items():
        names = {row.given_name.casefold() for row in declaration.rows_of(metal) if not row.names_nobody}
        if counts[metal] >= COPIED_FROM and len(names) * 100 >= offered * COPIED_SHARE:
            listing = context.layout.smelter_list
            yield list_copied.finding(
                declaration.source.at(sheet=listing.sheet),
                metal=metal_label(metal),
                count=len(names),
                offered=offered,
            )


@rule(
    "CMRT-308",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text(
        "No covered country, yet a mine in one", "対象国の鉱山と「いいえ」の回答", "称不来自所涉国家却列有该国矿山"
    ),
    message=Text(
        "{metal} is said not to come from covered countries ({answer_cell}), but row {row} places a mine in {country}.",
        "{metal}は対象国を原産としないとの回答（{answer_cell}）ですが、{row} 行目の鉱山所在国は{country}です。",
        "{metal}申报并非来自所涉国家（{answer_cell}），但第 {row} 行的矿山位于{country}。",
    ),
    remedy=Text(
        "If the mine is in {country}, change {answer_cell} to Yes; if not, correct the mine country in {cell}.",
        "鉱山が{country}にある場合は {answer_cell} をYesに、そうでない場合は {cell} の鉱山所在国を訂正してください。",
        "若矿山确在{country}，请将 {answer_cell} 改为 Yes；否则请更正 {cell} 的矿山国家。",
    ),
)
def mine_in_covered_country(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A mine in a covered country is an origin in a covered country.

    What it checks
    Where a metal is said not to come from covered countries, that no smelter row of it places a mine in one. The
    smelter's own country is no origin and is not looked at.

    Why it matters
    This one answer decides whether due diligence and a report are due.

    How to put it right
    Ask the supplier for the origin, and treat the metal as possibly from a covered country until it is clear.

    Source
    Section 1502 of the Dodd-Frank Act: the Democratic Republic of the Congo and the countries that adjoin it.
    """
    day = declaration.effective_date or context.as_of or date.max
    for metal in metals_in_use(declaration, context.layout):
        origin = declaration.answer(Topic.COVERED_COUNTRIES, metal)
        if origin is None or not origin.answer.says("No"):
            continue
        for row in declaration.rows_of(metal):
            for name in countries_in(row["mine_countries"].text):
                country = country_of(name)
                if country is not None and is_covered(country, day):
                    yield mine_in_covered_country.finding(
                        row["mine_countries"].source,
                        origin.answer.source,
                        metal=metal_label(metal),
                        row=row.row,
                        country=country.name,
                        answer_cell=f"{origin.answer.source.place.sheet}!{origin.answer.source.place.cell}",
                        cell=row["mine_countries"].source.place.cell,
                    )


@rule(
    "CMRT-309",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("No 3TG at all", "すべて「いいえ」の回答", "申报完全不含 3TG"),
    message=Text(
        "All of {metals} are said not to be in the products.",
        "{metals}のすべてが製品に含まれないとの回答です。",
        "申报称产品中不含{metals}。",
    ),
    remedy=Text(
        "If a product holds any of them (solder holds tin, contacts hold gold), change its first question to Yes ({cells}); "
        "if none does, say why in the comment.",
        "製品にいずれかが含まれる場合（はんだはスズ、接点は金）は最初の質問（{cells}）をYesにし、含まれない場合は理由をコメント欄に記入してください。",
        "若产品含其中任何一种（焊料含锡，触点含金），请将相应的第一个问题（{cells}）改为 Yes；若均不含，请在备注中说明理由。",
    ),
)
def nothing_used(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A plain No to everything is a reason to look, not to close.

    What it checks
    Whether every metal is excluded by the first questions.

    Why it matters
    For electronics, solder alone holds tin. A declaration of non-use is not enough where the metals plainly are.

    How to put it right
    Look at what the supplier delivers, and ask.

    Source
    Guidance of the Responsible Minerals Initiative on non-use declarations.
    """
    if declaration.metals and not metals_in_use(declaration, context.layout):
        labels = [metal_label(metal) for metal in declaration.metals]
        first = declaration.answer(Topic.ADDED, declaration.metals[0])
        yield nothing_used.finding(
            first.answer.source if first else declaration.source,
            cells=tuple(one.answer.source.place.cell for one in declaration.asked(Topic.ADDED)),
            metals=Text(
                ", ".join(one.en for one in labels),
                "・".join(one.ja for one in labels),
                "、".join(one.zh for one in labels),
            ),
        )


@rule(
    "CMRT-310",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("Unknown metal in the smelter list", "製錬所リストの不明な金属名", "冶炼厂清单中的未知金属"),
    message=Text(
        "Row {row} of the Smelter List is for “{text}”, which is none of the template's metals.",
        "製錬所リスト {row} 行目の金属「{text}」はテンプレートの対象金属ではありません。",
        "冶炼厂清单第 {row} 行的金属“{text}”不属于模板所列金属。",
    ),
    remedy=Text(
        "Choose the metal from the list in {cell}.",
        "{cell} で金属を一覧から選択してください。",
        "请在 {cell} 从列表中选择金属。",
    ),
)
def metal_unknown(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A row for an unknown metal belongs to no question.

    What it checks
    That the metal of each smelter row is one of the template's metals, letter case aside.

    Why it matters
    Such a row would be counted for no metal, and its smelter would be lost.

    How to put it right
    Have the metal chosen from the list; look whether the columns were shifted.

    Source
    The metal list of the official template.
    """
    del context
    known = {metal.casefold() for metal in declaration.metals}
    for row in declaration.smelters:
        entry = row["metal"]
        if entry.given and entry.kind is EntryKind.TEXT and entry.words.casefold() not in known:
            yield metal_unknown.finding(entry.source, row=row.row, text=entry.words, cell=entry.source.place.cell)


@rule(
    "CMRT-311",
    Severity.INFO,
    klass=INACCURATE,
    title=Text("The same smelter twice", "製錬所の重複", "同一冶炼厂重复列出"),
    message=Text(
        "Row {row} names the same smelter as row {other} ({name}).",
        "{row} 行目は {other} 行目と同じ製錬所です（{name}）。",
        "第 {row} 行与第 {other} 行为同一冶炼厂（{name}）。",
    ),
    remedy=Text(
        "Nothing needs to be done; it is counted once.",
        "対応は不要です。集計では1件として数えます。",
        "无需处理，统计时只计一次。",
    ),
)
def smelter_repeated(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A smelter that stands twice in one list is one smelter.

    What it checks
    Rows with the same metal, name, country and id.

    Why it matters
    Copied blocks of rows make the list look larger than it is.

    How to put it right
    Nothing; the roll-up counts it once.

    Source
    Practice of reviewing declarations.
    """
    del context
    first: dict[tuple[str, ...], int] = {}
    for row in declaration.smelters:
        if row.names_nobody:
            continue
        key = tuple(words.casefold() for words in (row.metal, row.given_name, row["country"].words, row.given_id))
        other = first.setdefault(key, row.row)
        if other != row.row:
            yield smelter_repeated.finding(row.source, row=row.row, other=other, name=row.given_name or row.given_id)


RULES: tuple[AnyRule, ...] = (
    same_as_above,
    answer_not_offered,
    list_copied,
    mine_in_covered_country,
    nothing_used,
    metal_unknown,
    smelter_repeated,
)
