"""What can be wrong with one sheet of a workbook: rules FILE-012, FILE-013, FILE-015 and FILE-016."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text

NAMED_CELLS = 20


def shown(cells: Collection[str]) -> tuple[str, ...]:
    """Give the first addresses, and a mark that there are more."""
    first = tuple(cells)[:NAMED_CELLS]
    return first if len(cells) <= NAMED_CELLS else (*first, "…")


@rule(
    "FILE-012",
    Severity.ERROR,
    title=Text("A sheet is too large", "シートが大きすぎます", "工作表过大"),
    message=Text(
        "Sheet {sheet} is too large to be read ({size}).",
        "シート {sheet} は大きすぎるため、読み取れません（{size}）。",
        "工作表 {sheet} 过大，无法读取（{size}）。",
    ),
    remedy=Text(
        "Delete what stands far below or far to the right of the answers, and save again.",
        "回答から離れた下方や右方の内容を削除し、保存し直してください。",
        "请删除答案下方或右侧很远处的内容，然后重新保存。",
    ),
)
def sheet_too_large(source: Source, size: str) -> Iterator[Finding]:
    """A sheet must not reach beyond what can be read safely.

    What it checks
    The last row and column that hold something, the number of filled cells, and the size of the sheet's part.

    Why it matters
    One stray entry in the last cell of a sheet makes programs build millions of empty cells. The answers of the sheet
    were not read at all.

    How to put it right
    Have rows and columns outside of the answers deleted, not just emptied.

    Source
    Own limits, far above the official templates (about 2,500 rows and 35 columns).
    """
    yield sheet_too_large.finding(source, sheet=source.place.sheet, size=size)


@rule(
    "FILE-013",
    Severity.ERROR,
    title=Text("A sheet cannot be read", "シートを読み取れません", "工作表无法读取"),
    message=Text(
        "Sheet {sheet} cannot be read: {detail}.",
        "シート {sheet} を読み取れません。{detail}。",
        "工作表 {sheet} 无法读取：{detail}。",
    ),
    remedy=Text(
        "Open the file in the spreadsheet program, save it under a new name, and send that.",
        "表計算ソフトで開き、別名で保存して送付してください。",
        "请用电子表格软件打开该文件，以新文件名另存后重新发送。",
    ),
)
def sheet_unreadable(source: Source, detail: Text) -> Iterator[Finding]:
    """Each sheet that is looked at must be readable to its end.

    What it checks
    Whether the sheet's part exists, is whole, and is well-formed.

    Why it matters
    The answers of that sheet are unknown; the rest of the workbook was read.

    How to put it right
    Have the file saved again and sent again.

    Source
    ECMA-376 part 1, 18.3; MS-XLS 2.1.7.
    """
    yield sheet_unreadable.finding(source, sheet=source.place.sheet, detail=detail)


@rule(
    "FILE-015",
    Severity.INFO,
    title=Text("Numbers longer than 15 digits", "15 桁を超える数値があります", "超过 15 位的数字"),
    message=Text(
        "{count} cells of sheet {sheet} hold numbers of more than 15 digits ({cells}); the spreadsheet program may have "
        "replaced their last digits by zeros.",
        "シート {sheet} の {count} 個のセルに 15 桁を超える数値があります（{cells}）。表計算ソフトが末尾の桁を 0 に置き換えた可能性があります。",
        "工作表 {sheet} 有 {count} 个单元格的数字超过 15 位（{cells}）；电子表格软件可能已将末尾数位替换为 0。",
    ),
    remedy=Text(
        "Compare them with the records; such identifiers must be typed as text.",
        "記録と照合してください。このような識別番号は文字列として入力する必要があります。",
        "请与原始记录核对；此类编号应以文本形式输入。",
    ),
)
def long_numbers(source: Source, cells: Collection[str]) -> Iterator[Finding]:
    """Identifiers of more than 15 digits must be text.

    What it checks
    Whole numbers of 16 and more digits, and numbers longer than a spreadsheet program's own precision.

    Why it matters
    Spreadsheet programs keep 15 digits of a number and turn the rest into zeros, without a word. A product number that was
    typed as a number may have lost its end.

    How to put it right
    Compare with the sender's records. Have such identifiers typed into cells formatted as text.

    Source
    The documented precision of spreadsheet programs (IEEE 754 double, 15 significant digits).
    """
    if cells:
        yield long_numbers.finding(source, sheet=source.place.sheet, count=len(cells), cells=shown(cells))


@rule(
    "FILE-016",
    Severity.WARN,
    title=Text("Cells that cannot be read", "読み取れないセルがあります", "无法读取的单元格"),
    message=Text(
        "{count} cells of sheet {sheet} hold something that is no value ({cells}).",
        "シート {sheet} の {count} 個のセルの内容は、値として読み取れません（{cells}）。",
        "工作表 {sheet} 有 {count} 个单元格的内容不是有效的值（{cells}）。",
    ),
    remedy=Text(
        "Look at these cells in a spreadsheet program, and type what they should say.",
        "表計算ソフトでこれらのセルを確認し、正しい内容を入力してください。",
        "请用电子表格软件查看这些单元格，并填写正确内容。",
    ),
)
def cells_unreadable(source: Source, cells: Collection[str]) -> Iterator[Finding]:
    """Each cell must hold a value of the kind that it says.

    What it checks
    Numbers that are none, texts that refer to a missing entry of the list of texts, unknown kinds of cells.

    Why it matters
    Such cells come from faulty software. What the sender meant is unknown; where letters stand in place of a number they
    are kept as text, else the cell counts as empty.

    How to put it right
    Ask the sender what the cells should say.

    Source
    ECMA-376 part 1, 18.18.11 (cell types).
    """
    if cells:
        yield cells_unreadable.finding(source, sheet=source.place.sheet, count=len(cells), cells=shown(cells))


RULES: tuple[AnyRule, ...] = (sheet_too_large, sheet_unreadable, long_numbers, cells_unreadable)
