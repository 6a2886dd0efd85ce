"""What can be wrong with the rows of a table of text (CSV), whatever they say."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text

SHOWN = 40


@rule(
    "FILE-205",
    Severity.WARN,
    title=Text("Very long cell", "長すぎるセル"),
    message=Text(
        "This cell holds {length} characters; a spreadsheet keeps {limit} and cuts the rest.",
        "このセルには{length}文字あります。表計算ソフトは{limit}文字までしか保持せず、残りは失われます。",
    ),
    remedy=Text(
        "Check the quotation marks around it, or shorten the text. The whole text was kept here.",
        "前後の引用符を確認するか、文を短くしてください。ここでは全文を保持しています。",
    ),
)
def cell_too_long(source: Source, length: int, limit: int) -> Iterator[Finding]:
    """A cell that no spreadsheet could hold is kept, and pointed out.

    What it checks
    The number of characters of each cell.

    Why it matters
    It is usually a forgotten quotation mark that swallowed the rows behind it; the next save would cut it.

    How to put it right
    Look for a missing quotation mark at the place named.

    Source
    Excel's limit of 32,767 characters in a cell.
    """
    if length > limit:
        yield cell_too_long.finding(source, length=length, limit=limit)


@rule(
    "FILE-206",
    Severity.ERROR,
    title=Text("Row longer than its header", "見出しより長い行"),
    message=Text(
        "This row has {cells} cells, the header has {columns}; without a column: {extra}",
        "この行には{cells}個のセルがありますが、見出しは{columns}列です。列のない値：{extra}",
    ),
    remedy=Text(
        "Put quotation marks around a text that holds the delimiter, or add the missing heading.",
        "区切り文字を含む文を引用符で囲むか、足りない見出しを追加してください。",
    ),
)
def row_longer(source: Source, texts: tuple[str, ...], width: int) -> Iterator[Finding]:
    """A row with more values than headings has probably slipped to the right.

    What it checks
    Each row's number of cells against the header's. Empty cells at the end, as spreadsheets leave them, do
    not count.

    Why it matters
    One comma too many moves every value behind it under the wrong heading.

    How to put it right
    Put the text with the comma in quotation marks.

    Source
    RFC 4180, section 2: each line should hold the same number of fields.
    """
    if len(texts) <= width:
        return
    extra = tuple(text.strip()[:SHOWN] for text in texts[width:] if text.strip())
    if extra:
        yield row_longer.finding(source, cells=len(texts), columns=width, extra=extra[:5])


@rule(
    "FILE-207",
    Severity.WARN,
    title=Text("Row shorter than its header", "見出しより短い行"),
    message=Text(
        "This row has {cells} cells, the header has {columns}; the missing ones were read as empty.",
        "この行のセルは{cells}個で、見出しの{columns}列より少ないため、足りない分は空欄として読み取りました。",
    ),
    remedy=Text(
        "Check that no line break or delimiter was lost in this row.",
        "改行や区切り文字が抜けていないか、この行を確認してください。",
    ),
)
def row_shorter(source: Source, texts: tuple[str, ...], width: int) -> Iterator[Finding]:
    """A row with fewer cells than headings is kept, its last columns empty.

    What it checks
    Each row's number of cells against the header's.

    Why it matters
    A row that was cut, or broken in two by a line break without quotation marks, has lost values.

    How to put it right
    Compare the row with its origin.

    Source
    RFC 4180, section 2.
    """
    if len(texts) < width:
        yield row_shorter.finding(source, cells=len(texts), columns=width)


@rule(
    "FILE-208",
    Severity.ERROR,
    title=Text("The same heading twice", "見出しの重複"),
    message=Text("The heading “{heading}” stands in {count} columns.", "見出し「{heading}」が{count}列にあります。"),
    remedy=Text("Rename or remove all but one of them.", "一つを残し、ほかの列は名前を変えるか削除してください。"),
)
def header_twice(places: tuple[Source, ...], headings: tuple[str, ...]) -> Iterator[Finding]:
    """Two columns with one heading leave open which of them is meant.

    What it checks
    The headings, letter case and outer blanks aside; columns without a heading are not compared.

    Why it matters
    A value would be taken from one of them by chance.

    How to put it right
    Keep the right column, rename or delete the other.

    Source
    A rule of this project.
    """
    seen: dict[str, list[int]] = {}
    for column, heading in enumerate(headings):
        if heading.strip():
            seen.setdefault(heading.strip().casefold(), []).append(column)
    for columns in seen.values():
        if len(columns) > 1:
            yield header_twice.finding(
                *(places[column] for column in reversed(columns)),
                heading=headings[columns[0]].strip(),
                count=len(columns),
            )


@rule(
    "FILE-210",
    Severity.ERROR,
    title=Text("Quotation marks not in order", "引用符の不整合"),
    message=Text(
        "The quotation marks of this cell do not close as they should: {text}",
        "このセルの引用符が正しく閉じられていません：{text}",
    ),
    remedy=Text(
        "Close the quotation mark, and double every quotation mark inside the text.",
        "引用符を閉じ、文中の引用符は二つ重ねて入力してください。",
    ),
)
def quote_broken(source: Source, text: str) -> Iterator[Finding]:
    """A cell whose quotation marks are broken is kept to the end of its line, and reported.

    What it checks
    Whether a cell that opens with a quotation mark closes, and ends there. The first such cell of a row is
    reported.

    Why it matters
    One forgotten mark can swallow all rows behind it.

    How to put it right
    Close the mark. Inside a quoted text write two marks for one.

    Source
    RFC 4180, section 2, rules 5 to 7.
    """
    yield quote_broken.finding(source, text=text[:SHOWN])


@rule(
    "FILE-212",
    Severity.ERROR,
    title=Text("Too many columns", "列数の超過"),
    message=Text(
        "This row has {cells} cells; those beyond {limit} were not read.",
        "この行には{cells}個のセルがあります。{limit}個を超える分は読み取っていません。",
    ),
    remedy=Text("Check that it is the right file.", "正しいファイルかどうか確認してください。"),
)
def row_too_wide(source: Source, cells: int, limit: int) -> Iterator[Finding]:
    """A row wider than any spreadsheet is cut, and that is said.

    What it checks
    Each row's number of cells against the limit.

    Why it matters
    Such a file is damaged, or made to do harm.

    How to put it right
    Look whether it is the file that was meant.

    Source
    Excel's limit of 16,384 columns.
    """
    if cells > limit:
        yield row_too_wide.finding(source, cells=cells, limit=limit)


RULES: tuple[AnyRule, ...] = (
    cell_too_long,
    row_longer,
    row_shorter,
    header_twice,
    quote_broken,
    row_too_wide,
)
