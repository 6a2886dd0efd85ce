"""What is said when a declaration is written into a workbook: rules CMRT-401 to CMRT-404, 406 and 407."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration, Entry
from kaiji.minerals.label import field_label, metal_label

NAMED_CELLS = 20


@rule(
    "CMRT-401",
    Severity.ERROR,
    title=Text("The workbook is of another version", "ワークブックの版が申告と異なります"),
    message=Text(
        "The declaration is {declared}, and the workbook is {template}; nothing was written.",
        "申告は {declared}、ワークブックは {template} です。何も書き込んでいません。",
    ),
    remedy=Text(
        "Use an official workbook of {declared}, or convert the declaration with “kaiji minerals convert”.",
        "{declared} の公式ワークブックを使用するか、kaiji minerals convert で申告を変換してください。",
    ),
)
def other_version(source: Source, declaration: Declaration, family: str, version: str) -> Iterator[Finding]:
    """A declaration is written only into a workbook of its own family and version.

    What it checks
    Family and version of both, as printed in the workbook and as told by the declaration.

    Why it matters
    The same cell holds different questions in different versions. An answer would come to stand under a question that
    nobody answered.

    How to put it right
    Use a workbook of the declaration's version, or convert the declaration first.

    Source
    Cell J3 of the official workbooks; the layout files of this project.
    """
    if (declaration.family, declaration.version) != (family, version):
        declared, template = f"{declaration.family} {declaration.version}", f"{family} {version}"
        yield other_version.finding(source, declared=declared, template=template)


@rule(
    "CMRT-402",
    Severity.WARN,
    title=Text("No cell for a value", "書き込み先のセルがない値があります"),
    message=Text(
        "The workbook's version has no cell for “{name}”; {count} values were not written.",
        "この版のワークブックには「{name}」のセルがありません。{count} 件の値は書き込んでいません。",
    ),
    remedy=Text(
        "Check the name in the declaration, or give the information in a comment.",
        "申告データの名前を確認するか、コメント欄に記載してください。",
    ),
)
def no_cell(said: Iterable[tuple[str, Sequence[Entry]]]) -> Iterator[Finding]:
    """Each value of a declaration must have a cell in the workbook.

    What it checks
    Fields of the company block, questions, and columns of the lists that the declaration fills and the version of the
    workbook does not have.

    Why it matters
    The receiver of the workbook would not see these values.

    How to put it right
    Correct a misspelled name; what the version does not ask can be told in a comment.

    Source
    The layout files of this project.
    """
    for name, entries in said:
        sources = tuple(entry.source for entry in entries)[:NAMED_CELLS]
        yield no_cell.finding(*sources, name=field_label(name), count=len(entries))


@rule(
    "CMRT-403",
    Severity.WARN,
    title=Text("No value to write", "書き込む値がないセルがあります"),
    message=Text(
        "The declaration has no value here but {found}; the cell was left empty.",
        "申告のこのセルには値がなく、{found} となっています。セルは空のままにしました。",
    ),
    remedy=Text("Give the answer that is meant, and fill again.", "正しい回答を記入し、もう一度書き込んでください。"),
)
def not_a_value(source: Source, entry: Entry) -> Iterator[Finding]:
    """An error cell, or a formula whose value was not saved, is not carried over.

    What it checks
    The kind of each value of the declaration.

    Why it matters
    An error such as `#N/A` would be read as an answer by some programs and as an error by others.

    How to put it right
    Find out what the supplier meant, and put it into the declaration.

    Source
    Own experience with received workbooks.
    """
    found: Text | str = entry.text or Text("a formula that was saved without its value", "値が保存されていない数式")
    yield not_a_value.finding(source, found=found)


@rule(
    "CMRT-404",
    Severity.WARN,
    title=Text("The rows were divided among several workbooks", "複数のワークブックに分割しました"),
    message=Text(
        "The rows do not fit into one workbook: {smelters} smelter rows and {products} product rows were divided among "
        "{count} workbooks, each with the company block and all answers. Metals that are not in each of them: {missing}.",
        "一つのワークブックに収まらないため、製錬所 {smelters} 行と製品 {products} 行を {count} 個のワークブックに分割しました。"
        "会社情報と回答はすべてに記入しています。一部のワークブックにしか含まれない金属：{missing}。",
    ),
    remedy=Text(
        "Send all {count} workbooks together. The Checker of each one sees only its own rows.",
        "{count} 個すべてをまとめて送付してください。各ワークブックの Checker は自身の行だけを検査します。",
    ),
)
def split(source: Source, whole: Declaration, parts: Sequence[Declaration]) -> Iterator[Finding]:
    """A declaration that is longer than its template is divided, and that is said.

    What it checks
    The rows of the smelter list and of the product list against the last data rows of the version.

    Why it matters
    Rows below the last data row are not seen by the template's own formulas, nor by most readers. A workbook without
    rows for a metal in use is incomplete to its own Checker, though all together are complete.

    How to put it right
    Send all parts together; or give fewer rows, if some are there twice.

    Source
    The last data rows of the official workbooks.
    """
    if len(parts) < 2:
        return
    metals = {row.metal for row in whole.smelters}
    partial = sorted(metal for metal in metals if any(all(row.metal != metal for row in one.smelters) for one in parts))
    words = [metal_label(metal) for metal in partial]
    english, japanese = [one.say("en") for one in words], [one.say("ja") for one in words]
    missing = Text(", ".join(english) or "none", "、".join(japanese) or "なし")
    yield split.finding(
        source, smelters=len(whole.smelters), products=len(whole.products), count=len(parts), missing=missing
    )


@rule(
    "CMRT-406",
    Severity.ERROR,
    title=Text("The written workbook reads otherwise", "書き込み後の内容が申告と一致しません"),
    message=Text(
        "The workbook was read back after writing, and {count} cells do not hold what was written ({cells}); it was not given out.",
        "書き込み後に読み直したところ、{count} 個のセルが書き込んだ内容と一致しませんでした（{cells}）。ファイルは出力していません。",
    ),
    remedy=Text(
        "Use an unchanged official workbook; if it happens there too, report it with the workbook.",
        "変更されていない公式ワークブックを使用してください。それでも発生する場合は、ワークブックを添えて報告してください。",
    ),
)
def reads_otherwise(source: Source, cells: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What was written is read back before it is given out.

    What it checks
    Each written cell, with the reader that reads received workbooks.

    Why it matters
    A declaration goes to customers; what they read must be what was meant.

    How to put it right
    Begin with an unchanged official workbook.

    Source
    The rule of this house that nothing is trusted because Kaiji wrote it.
    """
    found = [f"{sheet}!{cell}" for sheet, cell in cells]
    if found:
        shown = tuple(found[:NAMED_CELLS])
        yield reads_otherwise.finding(
            source, count=len(found), cells=shown if len(found) <= NAMED_CELLS else (*shown, "…")
        )


@rule(
    "CMRT-407",
    Severity.INFO,
    title=Text("Written as text", "文字列として書き込みました"),
    message=Text(
        "{value} was written as text: the cell could not have held or shown it otherwise.",
        "{value} を文字列として書き込みました。他の形式ではセルに正しく保持または表示できないためです。",
    ),
    remedy=Text("Nothing needs to be done.", "対応は不要です。"),
)
def written_as_text(source: Source, entry: Entry) -> Iterator[Finding]:
    """Numbers of more than 15 digits, and days in cells that are not formatted for days, are written as text.

    What it checks
    The kind of each value that is written.

    Why it matters
    Spreadsheet programs keep 15 digits of a number, and show a day in an unformatted cell as a number.

    How to put it right
    Nothing needs to be done; it is told because the kind of the cell differs from the declaration's.

    Source
    The documented precision of spreadsheet programs; ECMA-376 part 1, 18.8.30 (numFmt).
    """
    yield written_as_text.finding(source, value=entry.text)


RULES: tuple[AnyRule, ...] = (other_version, no_cell, not_a_value, split, reads_otherwise, written_as_text)
