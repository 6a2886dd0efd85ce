"""What shows only when all suppliers' answers lie side by side."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.rules import alike
from kaiji.minerals.survey import State, Survey, source_of


@rule(
    "SUP-001",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("A supplier has not answered", "未回答の取引先", "供应商未答复"),
    message=Text(
        "{name} ({key}) has not answered.", "{name}（{key}）から回答がありません。", "{name}（{key}）尚未答复。"
    ),
    remedy=Text(
        "Remind the supplier, record the reminder in the activity log, and escalate if it stays silent.",
        "督促して活動記録に記載し、回答がない場合は上位者に報告してください。",
        "请催促供应商并记入活动记录；如仍无答复，请向上级报告。",
    ),
)
def supplier_silent(survey: Survey) -> Iterator[Finding]:
    """A supplier that was asked and sent nothing is a gap in the inquiry.

    What it checks
    For each supplier of the register, whether at least one file belongs to it.

    Why it matters
    The inquiry may conclude with gaps, but only with known ones; the silent supplier's metals stay undetermined.

    How to put it right
    Remind, and record what was done.

    Source
    Rule 13p-1: a reasonable country-of-origin inquiry follows up on warning signs.
    """
    for line in survey.lines:
        if line.state is State.SILENT:
            yield supplier_silent.finding(source_of(line), name=line.name, key=line.key)


@rule(
    "SUP-002",
    Severity.ERROR,
    title=Text("An answer of nobody", "取引先不明の回答", "不属于任何供应商的答复"),
    message=Text(
        "This file belongs to no supplier of the register (declaring company: {company}).",
        "このファイルは取引先一覧のどの取引先にも対応しません（申告会社：{company}）。",
        "该文件不属于供应商名册中的任何供应商（申报公司：{company}）。",
    ),
    remedy=Text(
        "Enter the file's name in the column “response” of the supplier it belongs to, or add the company's name as "
        "an alias.",
        "該当する取引先の response 列にファイル名を記入するか、会社名を別名（aliases）に追加してください。",
        "请在相应供应商的 response 列填写文件名，或将该公司名称添加为别名（aliases）。",
    ),
)
def response_of_nobody(survey: Survey) -> Iterator[Finding]:
    """A file that belongs to no supplier is counted for none.

    What it checks
    Whether each received file is named in the register, declares under a registered name or alias, or carries a
    supplier's key at the beginning of its name.

    Why it matters
    Either a supplier is missing from the register, or a supplier that did answer is counted as silent.

    How to put it right
    Say in the register whose answer it is.

    Source
    Rule of this project.
    """
    for one in survey.strays:
        company = one.declaration.company_name if one.declaration else ""
        if survey.registered or one.declaration is not None:
            yield response_of_nobody.finding(one.reading.source, company=company or "—")


@rule(
    "SUP-003",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("Several answers of one date", "同日付の複数回答", "同一日期的多份答复"),
    message=Text(
        "{name} sent several different answers of the same date and scope: {files}. All of them are counted.",
        "{name} から同じ日付・範囲の異なる回答が複数届いています：{files}。すべて集計に含めています。",
        "{name} 发来多份日期和范围相同但内容不同的答复：{files}。均已计入。",
    ),
    remedy=Text(
        "Ask which one holds, and move the others out of the folder of responses.",
        "有効な回答を確認し、他は回答フォルダーから外してください。",
        "请确认以哪一份为准，并将其余文件移出答复文件夹。",
    ),
)
def answers_undecided(survey: Survey) -> Iterator[Finding]:
    """Of several answers, the latest holds; when dates are equal, nobody can tell but the supplier.

    What it checks
    Files of one supplier with the same scope and the same effective date (or none), but other content.

    Why it matters
    Leaving one out might lose a smelter; counting all may count one that no longer applies. All are counted, so
    that nothing is lost.

    How to put it right
    Ask the supplier.

    Source
    Rule of this project.
    """
    for line in survey.lines:
        if files := survey.undecided.get(line.key):
            sources = [
                one.declaration["effective_date"].source
                for one in line.responses
                if one.declaration is not None and one.reading.source.file in files
            ]
            yield answers_undecided.finding(*sources, name=line.name, files=files)


@rule(
    "SUP-004",
    Severity.INFO,
    title=Text("Replaced by a later answer", "後の回答による差し替え", "已被较新答复取代"),
    message=Text(
        "This answer of {name} is not counted: {why}.",
        "{name} のこの回答は集計に含めていません：{why}。",
        "{name} 的这份答复未计入：{why}。",
    ),
    remedy=Text(
        "Nothing needs to be done; the file is kept.",
        "対応は不要です。ファイルは保管されます。",
        "无需处理；文件予以保留。",
    ),
)
def answer_replaced(survey: Survey) -> Iterator[Finding]:
    """An earlier answer is kept and not counted.

    What it checks
    Files of one supplier with the same scope: all but the latest by effective date, and copies of one content.

    Why it matters
    Figures must rest on one answer a supplier, and nobody should wonder where the other file went.

    How to put it right
    Nothing.

    Source
    Rule of this project.
    """
    words = {
        "superseded": Text("a later one is there", "より新しい回答があります", "已有较新的答复"),
        "same content": Text(
            "another file has the same content", "同一内容の別ファイルがあります", "另有内容相同的文件"
        ),
    }
    for line in survey.lines:
        for one in line.responses:
            if one.why in words:
                yield answer_replaced.finding(one.reading.source, name=line.name, why=words[one.why])


@rule(
    "SUP-005",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("The answer cannot be read", "読み取れない回答", "答复无法读取"),
    message=Text(
        "No answer of {name} ({key}) could be read: {files}.",
        "{name}（{key}）の回答はいずれも読み取れません：{files}",
        "{name}（{key}）的答复均无法读取：{files}",
    ),
    remedy=Text(
        "See what was found in the file, and ask the supplier to send it again.",
        "ファイルの指摘事項を確認し、再送を依頼してください。",
        "请查看该文件的问题，并请供应商重新发送。",
    ),
)
def supplier_unreadable(survey: Survey) -> Iterator[Finding]:
    """A file that cannot be read is no answer yet.

    What it checks
    Suppliers all of whose files were refused or hold no readable declaration.

    Why it matters
    It must not be counted as an answer, and not be forgotten as silence either.

    How to put it right
    Ask for the file again.

    Source
    Rule of this project.
    """
    for line in survey.lines:
        if line.state is State.UNREADABLE:
            files = tuple(one.reading.source.file for one in line.responses)
            sources = (*(one.reading.source for one in line.responses), source_of(line))
            yield supplier_unreadable.finding(*sources, name=line.name, key=line.key, files=files)


@rule(
    "SUP-008",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("No answer at all", "回答なし", "没有任何答复"),
    message=Text(
        "No file of any supplier was received.",
        "取引先からの回答ファイルが一つもありません。",
        "未收到任何供应商的文件。",
    ),
    remedy=Text(
        "Put the received workbooks into the folder “responses”, or name them with --responses.",
        "受領したブックを responses フォルダーに入れるか、--responses で指定してください。",
        "请将收到的工作簿放入 responses 文件夹，或用 --responses 指定。",
    ),
)
def nothing_received(survey: Survey) -> Iterator[Finding]:
    """A survey without a single answer supports nothing.

    What it checks
    Whether at least one file was received.

    Why it matters
    An empty folder of responses is more often a wrong path than a silent supply chain.

    How to put it right
    Check the folder.

    Source
    Rule of this project.
    """
    if not survey.responses:
        yield nothing_received.finding(Source("responses"))


def check_survey(survey: Survey) -> Iterator[Finding]:
    """Run the rules on the whole survey."""
    for one in OWN:
        yield from one(survey)
    yield from alike.check_alike([line.side for line in survey.lines])
    yield from nothing_received(survey)


OWN: tuple[AnyRule, ...] = (
    supplier_silent,
    response_of_nobody,
    answers_undecided,
    answer_replaced,
    supplier_unreadable,
)

RULES: tuple[AnyRule, ...] = (*OWN, *alike.RULES, nothing_received)
