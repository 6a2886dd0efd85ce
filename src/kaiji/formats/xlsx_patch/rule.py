"""What can keep a value from being written into a workbook: rules FILE-401 to FILE-410."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx.sheet_rule import shown

LONGEST_TEXT = 32_767


@rule(
    "FILE-401",
    Severity.ERROR,
    title=Text("The sheet to write into is missing", "書き込み先のシートがありません"),
    message=Text(
        "There is no worksheet {sheet} to write into; nothing was written.",
        "書き込み先のワークシート {sheet} がありません。何も書き込んでいません。",
    ),
    remedy=Text(
        "Give the official workbook with all its sheets as they were delivered.",
        "配布時のすべてのシートを含む公式ワークブックを指定してください。",
    ),
)
def sheet_not_there(source: Source) -> Iterator[Finding]:
    """Each sheet that is written into must be in the workbook.

    What it checks
    The names of the workbook's sheets, letter by letter, and that the sheet has cells (a chart sheet has none).

    Why it matters
    Values for a sheet that is not there would be lost without a word.

    How to put it right
    Use a workbook that has all its sheets.

    Source
    ECMA-376 part 1, 18.2.20 (sheets).
    """
    yield sheet_not_there.finding(source, sheet=source.place.sheet)


@rule(
    "FILE-402",
    Severity.ERROR,
    title=Text("The cell is covered by a merged cell", "結合セルに隠れているセルです"),
    message=Text(
        "Cell {cell} of sheet {sheet} is covered by the merged range {range}, of which only the first cell holds a value; "
        "nothing was written.",
        "シート {sheet} のセル {cell} は結合範囲 {range} の一部です。値を持てるのは先頭のセルだけです。何も書き込んでいません。",
    ),
    remedy=Text(
        "Write into the first cell of the range.",
        "範囲の先頭のセルに書き込んでください。",
    ),
)
def covered(source: Source, range: str) -> Iterator[Finding]:  # noqa: A002 - the word of the sentence
    """A value belongs into the first cell of a merged range.

    What it checks
    Whether the cell lies in a merged range without being its first one.

    Why it matters
    Nobody would ever see what stands under a merged cell.

    How to put it right
    Name the top left cell of the range.

    Source
    ECMA-376 part 1, 18.3.1.55 (mergeCells).
    """
    yield covered.finding(source, sheet=source.place.sheet, cell=source.place.cell, range=range)


@rule(
    "FILE-403",
    Severity.ERROR,
    title=Text("The text has characters that a workbook cannot hold", "ワークブックに保存できない文字があります"),
    message=Text(
        "The text for cell {cell} of sheet {sheet} has characters that a workbook cannot hold ({characters}); nothing was "
        "written.",
        "シート {sheet} のセル {cell} に書き込む文字列に、ワークブックに保存できない文字（{characters}）があります。何も書き込んでいません。",
    ),
    remedy=Text(
        "Take these characters out of the text; they are invisible and usually come from copying.",
        "これらの文字を取り除いてください。多くはコピー時に混入した、目に見えない文字です。",
    ),
)
def forbidden_characters(source: Source, characters: Collection[str]) -> Iterator[Finding]:
    """A text must be made of characters that XML knows.

    What it checks
    Control characters other than tab and line end, halves of surrogate pairs, U+FFFE and U+FFFF.

    Why it matters
    A workbook with such a character does not open, or only after a repair that drops cells.

    How to put it right
    Remove the characters from the text.

    Source
    XML 1.0, production 2 (Char).
    """
    if characters:
        yield forbidden_characters.finding(
            source, sheet=source.place.sheet, cell=source.place.cell, characters=shown(characters)
        )


@rule(
    "FILE-404",
    Severity.ERROR,
    title=Text("The text is too long for a cell", "文字列がセルの上限を超えています"),
    message=Text(
        "The text for cell {cell} of sheet {sheet} has {length} characters; a cell holds {most}. Nothing was written.",
        "シート {sheet} のセル {cell} に書き込む文字列は {length} 文字です。セルの上限は {most} 文字です。何も書き込んでいません。",
    ),
    remedy=Text(
        "Shorten the text, or refer to a separate document.",
        "文字列を短くするか、別の文書を参照する形にしてください。",
    ),
)
def text_too_long(source: Source, length: int) -> Iterator[Finding]:
    """A text must fit into one cell.

    What it checks
    The length of the text, counted as spreadsheet programs count it: a character outside of the basic plane counts twice.

    Why it matters
    The program cuts longer texts off, or repairs the file.

    How to put it right
    Shorten the text.

    Source
    The documented limit of a cell, 32,767 characters.
    """
    if length > LONGEST_TEXT:
        yield text_too_long.finding(
            source, sheet=source.place.sheet, cell=source.place.cell, length=length, most=LONGEST_TEXT
        )


@rule(
    "FILE-405",
    Severity.ERROR,
    title=Text("A cell cannot hold this value", "セルに保存できない値です"),
    message=Text(
        "Cell {cell} of sheet {sheet} cannot hold {value}: it is outside of the days or numbers that a workbook knows; "
        "nothing was written.",
        "シート {sheet} のセル {cell} に {value} は保存できません。ワークブックで扱える日付または数値の範囲外です。何も書き込んでいません。",
    ),
    remedy=Text("Correct the value, or write it as text.", "値を訂正するか、文字列として書き込んでください。"),
)
def out_of_range(source: Source, value: str) -> Iterator[Finding]:
    """A day or a number must lie within what a workbook can hold.

    What it checks
    Days before 1 January 1900 (1904 in workbooks that count from there) or after 9999, numbers beyond those of a double.

    Why it matters
    The program would show something else, or repair the file.

    How to put it right
    Correct the value; days before 1900 can only be written as text.

    Source
    ECMA-376 part 1, 18.17.4.1 (date systems); IEEE 754.
    """
    yield out_of_range.finding(source, sheet=source.place.sheet, cell=source.place.cell, value=value)


@rule(
    "FILE-406",
    Severity.WARN,
    title=Text("The day will show as a number", "日付が数値で表示されます"),
    message=Text(
        "The days in cells {cells} of sheet {sheet} will show as numbers, since these cells are not formatted for days.",
        "シート {sheet} のセル {cells} は日付の表示形式ではないため、日付が数値で表示されます。",
    ),
    remedy=Text(
        "Format the cells for days in the spreadsheet program, or use a workbook whose cell formats are unchanged.",
        "表計算ソフトで日付の表示形式を設定するか、書式が変更されていないワークブックを使用してください。",
    ),
)
def shown_as_number(source: Source, cells: Collection[str]) -> Iterator[Finding]:
    """A day should be written into a cell that shows days.

    What it checks
    The number format of each cell that a day was written into. The format itself is never changed.

    Why it matters
    A day is stored as a number; without a date format a reader sees 45,000 in place of 15 March 2023.

    How to put it right
    Format the cell for days, or begin with an unchanged official workbook.

    Source
    ECMA-376 part 1, 18.8.30 (numFmt).
    """
    if cells:
        yield shown_as_number.finding(source, sheet=source.place.sheet, cells=shown(cells))


@rule(
    "FILE-407",
    Severity.ERROR,
    title=Text("The cell is part of an array formula", "配列数式の一部のセルです"),
    message=Text(
        "Cell {cell} of sheet {sheet} belongs to the formula of the range {range}, which can only be changed as a whole; "
        "nothing was written.",
        "シート {sheet} のセル {cell} は範囲 {range} の数式の一部で、個別には変更できません。何も書き込んでいません。",
    ),
    remedy=Text(
        "Use an unchanged official workbook; its answer cells have no such formulas.",
        "変更されていない公式ワークブックを使用してください。回答欄にこのような数式はありません。",
    ),
)
def part_of_array(source: Source, range: str) -> Iterator[Finding]:  # noqa: A002 - the word of the sentence
    """A formula that fills a range of cells is not cut into.

    What it checks
    Array formulas and data tables that fill more than one cell.

    Why it matters
    The program would write its own result over the value, or refuse the file.

    How to put it right
    Write elsewhere, or use a workbook without that formula.

    Source
    ECMA-376 part 1, 18.3.1.40 (f).
    """
    yield part_of_array.finding(source, sheet=source.place.sheet, cell=source.place.cell, range=range)


@rule(
    "FILE-408",
    Severity.ERROR,
    title=Text("The workbook cannot be written into", "書き込みに対応していないワークブックです"),
    message=Text(
        "The workbook cannot be written into safely: {detail}. Nothing was written.",
        "このワークブックには安全に書き込めません。{detail}。何も書き込んでいません。",
    ),
    remedy=Text(
        "Open it in a spreadsheet program, save it as .xlsx, and use that; best is an unchanged official workbook.",
        "表計算ソフトで開いて .xlsx 形式で保存したもの、できれば変更されていない公式ワークブックを使用してください。",
    ),
)
def not_writable(source: Source, detail: Text) -> Iterator[Finding]:
    """A workbook must have a form in which single cells can be changed.

    What it checks
    That it is an .xlsx package, that its parts do not overlap, and that rows and cells stand in order, each once.

    Why it matters
    A change at a place that is not certain could hit another cell.

    How to put it right
    Have the workbook saved again by a spreadsheet program.

    Source
    ECMA-376 part 1, 18.3 (worksheets); APPNOTE.TXT 4.3 (ZIP).
    """
    yield not_writable.finding(source, detail=detail)


@rule(
    "FILE-409",
    Severity.WARN,
    title=Text("A written number has more than 15 digits", "15 桁を超える数値を書き込みました"),
    message=Text(
        "The number {value} was written into cell {cell} of sheet {sheet}; spreadsheet programs keep only its first 15 "
        "digits.",
        "数値 {value} をシート {sheet} のセル {cell} に書き込みました。表計算ソフトで保持されるのは先頭の 15 桁だけです。",
    ),
    remedy=Text("Write such identifiers as text.", "このような識別番号は文字列として書き込んでください。"),
)
def written_long(source: Source, value: str) -> Iterator[Finding]:
    """Identifiers of more than 15 digits should be written as text.

    What it checks
    The digits of each number that is written.

    Why it matters
    When the workbook is next saved, the digits beyond the fifteenth become zeros, without a word.

    How to put it right
    Give the identifier as text.

    Source
    The documented precision of spreadsheet programs (IEEE 754 double, 15 significant digits).
    """
    yield written_long.finding(source, sheet=source.place.sheet, cell=source.place.cell, value=value)


@rule(
    "FILE-410",
    Severity.WARN,
    title=Text("The workbook's digital signature is no longer valid", "ワークブックの電子署名が無効になります"),
    message=Text(
        "The workbook is digitally signed; since it was written into, its signature is no longer valid.",
        "ワークブックに電子署名があります。書き込みにより、署名は無効になりました。",
    ),
    remedy=Text(
        "Have it signed again, or use the unsigned official workbook.",
        "署名し直すか、署名のない公式ワークブックを使用してください。",
    ),
)
def signature_broken(source: Source, *, signed: bool) -> Iterator[Finding]:
    """A change to a signed workbook is told.

    What it checks
    Whether the package holds digital signatures.

    Why it matters
    The receiver is warned that the content was changed after it was signed, and must know why.

    How to put it right
    Sign the workbook again.

    Source
    ECMA-376 part 2, clause 13 (digital signatures).
    """
    if signed:
        yield signature_broken.finding(source)


RULES: tuple[AnyRule, ...] = (
    sheet_not_there,
    covered,
    forbidden_characters,
    text_too_long,
    out_of_range,
    shown_as_number,
    part_of_array,
    not_writable,
    written_long,
    signature_broken,
)
