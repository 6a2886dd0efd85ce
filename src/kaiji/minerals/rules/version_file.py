"""What is suspicious in the file itself beside a supplier's earlier one: its date, its template, its absence."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.earlier import Comparison, Pair
from kaiji.minerals.layout import layouts

INACCURATE = FindingClass.INACCURATE


def day_of(one: Declaration) -> str:
    """Give the day that a declaration carries, or a dash."""
    return one["effective_date"].words or "—"


@rule(
    "SUP-104",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("An old answer with a new date", "日付だけ新しい回答", "仅更改日期的旧答复"),
    message=Text(
        "Nothing but the date differs from {file}: {before} there, {now} here.",
        "{file} との違いは日付だけです（以前 {before}、今回 {now}）。",
        "与 {file} 相比仅日期不同：原为 {before}，现为 {now}。",
    ),
    remedy=Text(
        "Go through the answers for the new period; if they still hold, say so in the mail with the file.",
        "新しい対象期間について回答を見直し、変更がない場合はその旨を送付時に明記してください。",
        "请按新的期间重新核对答案；若仍然有效，请在发送时说明。",
    ),
)
def only_redated(pair: Pair) -> Iterator[Finding]:
    """A year later, some product, person or smelter is usually another.

    What it checks
    That a declaration with another date differs from the earlier one in at least one field, answer, smelter or product.

    Why it matters
    A file that was only dated again is last year's evidence under this year's date.

    How to put it right
    Ask whether the inquiry was made again.

    Source
    Rule 13p-1: the period is the calendar year.
    """
    entry, before = pair.now["effective_date"], pair.earlier["effective_date"]
    if pair.unchanged and entry.words != before.words:
        yield only_redated.finding(
            entry.source,
            before.source,
            file=pair.earlier.file,
            before=before.words or "—",
            now=entry.words or "—",
        )


@rule(
    "SUP-105",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("An older template than last time", "前回より古いテンプレート", "模板比上次更旧"),
    message=Text(
        "Answered in {family} {version}; last time {file} was in {before}.",
        "{family} {version} での回答ですが、前回の {file} は {before} でした。",
        "使用 {family} {version} 作答，而上次的 {file} 使用 {before}。",
    ),
    remedy=Text(
        "Move the answers into {family} {before} or newer; an older file may have been sent by mistake.",
        "{family} {before} 以降に回答を移してください。古いファイルを誤って送付した可能性もあります。",
        "请将答案移入 {family} {before} 或更新版本；也可能误发了旧文件。",
    ),
)
def template_older(pair: Pair) -> Iterator[Finding]:
    """Nobody goes back to an older form on purpose.

    What it checks
    That the version of the template was not released before that of the earlier file.

    Why it matters
    Often an old file was taken from a folder, changed in a few cells and sent again.

    How to put it right
    Ask whether the right file was sent.

    Source
    Release dates of the versions, in the layout files.
    """
    known = layouts()
    new = known.get((pair.now.family, pair.now.version))
    old = known.get((pair.earlier.family, pair.earlier.version))
    if new is not None and old is not None and new.released < old.released:
        yield template_older.finding(
            pair.now.source.at(sheet=new.declaration, cell=new.version_cell),
            pair.earlier.source.at(sheet=old.declaration, cell=old.version_cell),
            family=pair.now.family,
            version=pair.now.version,
            before=pair.earlier.version,
            file=pair.earlier.file,
        )


@rule(
    "SUP-106",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("Dated no later than last time", "前回以前の日付", "日期不晚于上次"),
    message=Text(
        "The declaration is dated {now}, which is not after {before}, the date of {file}; yet it differs from it.",
        "有効日が {now} で、前回の {file} の {before} より後ではありませんが、内容は異なります。",
        "日期为 {now}，不晚于上次 {file} 的 {before}，但内容不同。",
    ),
    remedy=Text(
        "Put the day on which these answers were given into {cell}.",
        "{cell} に今回回答した日付を記入してください。",
        "请在 {cell} 填写本次作答日期。",
    ),
)
def not_dated_anew(pair: Pair) -> Iterator[Finding]:
    """New answers have a new date.

    What it checks
    Where both dates can be read and something differs: that the date is after the earlier one's.

    Why it matters
    With one date on two answers nobody can tell which of them holds.

    How to put it right
    Ask for the date, or whether an older file was sent.

    Source
    Meaning of the effective date in the templates.
    """
    entry, before = pair.now["effective_date"], pair.earlier["effective_date"]
    if entry.day and before.day and entry.day <= before.day and not pair.unchanged:
        yield not_dated_anew.finding(
            entry.source,
            before.source,
            now=entry.day,
            before=before.day,
            file=pair.earlier.file,
            cell=entry.source.place.cell,
        )


@rule(
    "SUP-107",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("The same answer again", "以前と同一の回答", "与以往相同的答复"),
    message=Text(
        "This is {file} again: {same}.",
        "{file} と同じものです（{same}）。",
        "这与 {file} 相同：{same}。",
    ),
    remedy=Text(
        "Answer anew for the present period, with the day on which the answers are given.",
        "今回の対象期間について回答し、回答日を記入してください。",
        "请就本期间重新作答，并填写作答日期。",
    ),
)
def sent_again(pair: Pair) -> Iterator[Finding]:
    """Last year's file is no answer to this year's question.

    What it checks
    That a file is not the earlier one, byte for byte, and does not say the same in every cell, the date included.

    Why it matters
    Counted as an answer, it would support a period that it does not speak of.

    How to put it right
    Ask for a new answer.

    Source
    Rule 13p-1: the period is the calendar year.
    """
    same = pair.now.digest == pair.earlier.digest
    if same or (pair.unchanged and pair.now["effective_date"].words == pair.earlier["effective_date"].words):
        how = (
            Text("the same file, byte for byte", "バイト単位で同一", "逐字节相同")
            if same
            else Text(
                "every answer, smelter and the date are the same",
                "回答・製錬所・日付がすべて同一",
                "答案、冶炼厂和日期完全相同",
            )
        )
        yield sent_again.finding(pair.now.source, pair.earlier.source, file=pair.earlier.file, same=how)


@rule(
    "SUP-111",
    Severity.INFO,
    title=Text("No earlier answer", "以前の回答なし", "没有以往答复"),
    message=Text(
        "No earlier file belongs to “{name}” ({family}).",
        "「{name}」（{family}）に対応する以前のファイルはありません。",
        "没有属于“{name}”（{family}）的以往文件。",
    ),
    remedy=Text(
        "If it answered before, look under which name, unique ID and e-mail address.",
        "以前に回答している場合は、当時の会社名・固有ID・メールアドレスを確認してください。",
        "若曾答复，请查看当时使用的名称、识别号和电子邮件地址。",
    ),
)
def nothing_earlier(comparison: Comparison) -> Iterator[Finding]:
    """A new supplier is told from one whose name changed.

    What it checks
    Declarations for which no earlier file of the same family has the company's unique ID, name or e-mail address.

    Why it matters
    What was not compared must not look like what did not change.

    How to put it right
    Nothing, for a new supplier.

    Source
    Rule of this project.
    """
    for one in comparison.new:
        name = one["company_name"]
        yield nothing_earlier.finding(
            name.source if name.source.file else one.source, name=name.words or "—", family=one.family
        )


@rule(
    "SUP-112",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("Answered before, not now", "今回未回答の取引先", "曾答复而本次未答复"),
    message=Text(
        "“{name}” answered on {day} ({file}), and has no file among the present ones.",
        "「{name}」は {day} に回答していますが（{file}）、今回のファイルにはありません。",
        "“{name}”曾于 {day} 答复（{file}），但本次没有其文件。",
    ),
    remedy=Text(
        "Ask for its answer, unless nothing is bought from it any more.",
        "取引が終了していない場合は、回答を依頼してください。",
        "除非已不再采购，请索取其答复。",
    ),
)
def silent_now(comparison: Comparison) -> Iterator[Finding]:
    """Who fell silent is seen only beside last year's answers.

    What it checks
    Companies with an earlier file whose unique ID and name no present file has, of whatever family.

    Why it matters
    A gap in the survey must be known to be followed up.

    How to put it right
    Remind the supplier, or take it out of the register.

    Source
    Rule 13p-1: a reasonable country-of-origin inquiry follows up on warning signs.
    """
    for one in comparison.silent:
        yield silent_now.finding(one["company_name"].source, name=one.company_name, day=day_of(one), file=one.file)


@rule(
    "SUP-113",
    Severity.INFO,
    title=Text("An earlier file without a declaration", "読み取れない以前のファイル", "无法读取的以往文件"),
    message=Text(
        "{file} holds no declaration that could be read, and was not compared.",
        "{file} には読み取れる申告がないため、比較していません。",
        "{file} 中没有可读取的申报，未作比较。",
    ),
    remedy=Text(
        "Check the file by itself to see why.",
        "ファイルを単独で確認し、理由を調べてください。",
        "请单独检查该文件以了解原因。",
    ),
)
def earlier_unreadable(source: Source) -> Iterator[Finding]:
    """What could not be compared is said.

    What it checks
    Whether each earlier file holds a declaration.

    Why it matters
    Its supplier would otherwise look new.

    How to put it right
    See what ``kaiji minerals check`` finds in it.

    Source
    Rule of this project.
    """
    yield earlier_unreadable.finding(source, file=source.file)
