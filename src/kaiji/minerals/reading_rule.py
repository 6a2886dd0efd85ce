"""What a reader found that belongs to no field: answers in rows of no mineral, and rows below the end of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


@rule(
    "CMRT-007",
    Severity.ERROR,
    title=Text("Rows below the end of the list", "リストの末尾を超えた行", "清单末尾之后的行"),
    message=Text(
        "{sheet} ends at row {last}, but {count} rows below it are filled, the first at {cell}; they were not read.",
        "「{sheet}」は {last} 行目までですが、その下の {count} 行（最初は {cell}）に記入があり、読み取っていません。",
        "“{sheet}”到第 {last} 行为止，但其下有 {count} 行已填写（首个为 {cell}），未予读取。",
    ),
    remedy=Text(
        "Move these rows up into the list, or into a second workbook.",
        "これらの行をリストの範囲内に移すか、別のブックに分けてください。",
        "请将这些行移入清单范围内，或移到另一个工作簿。",
    ),
)
def rows_past_end(source: Source, sheet: str, last: int, rows: Sequence[int], column: str) -> Iterator[Finding]:
    """The template's own formulas and its Checker look at no row below the last one.

    What it checks
    Whether cells of the metal or number column, and of the column beside it, are filled below the last row of a list.

    Why it matters
    Smelters that stand there are in no count and in no look-up; a reader that took them in would disagree with the
    workbook itself, one that passed them over would lose them.

    How to put it right
    Move the rows into the list.

    Source
    The last data row of each version, from its layout.
    """
    if rows:
        cell = f"{column}{rows[0]}"
        yield rows_past_end.finding(
            source.at(sheet=sheet, cell=cell), sheet=sheet, last=last, count=len(rows), cell=cell
        )


@rule(
    "CMRT-008",
    Severity.ERROR,
    klass=FindingClass.INCONSISTENT,
    title=Text("An answer of no mineral", "鉱物のない行の回答", "没有对应矿产的答案"),
    message=Text(
        "{cell} holds “{text}”, but no mineral is chosen for this row.",
        "{cell} に「{text}」とありますが、この行に対応する鉱物が選択されていません。",
        "{cell} 为“{text}”，但该行没有选定的矿产。",
    ),
    remedy=Text(
        "Clear {cell}; if a mineral was taken out of the choice by mistake, choose it again and check every answer.",
        "{cell} を消去してください。鉱物の選択を誤って外した場合は選び直し、すべての回答を確認してください。",
        "请清除 {cell}；如误取消了某种矿产，请重新选择并核对全部答案。",
    ),
)
def answer_of_nobody(entries: Sequence[tuple[Source, str]]) -> Iterator[Finding]:
    """Answers do not move when the choice of minerals does.

    What it checks
    Templates in which minerals are chosen have as many rows as minerals can be chosen, sorted by name. An answer or a
    comment in a row beyond the chosen ones belongs to none.

    Why it matters
    It was left behind when a mineral was taken out of the choice. The minerals behind it moved up by a row then, and
    their answers did not: those that stand now beside a name may have been given for another.

    How to put it right
    Clear the cell, and check the answers of every mineral.

    Source
    The formulas of the official EMRT 2.1 and AMRT 1.3.
    """
    for source, text in entries:
        yield answer_of_nobody.finding(source, cell=source.place.cell, text=text)


RULES: tuple[AnyRule, ...] = (rows_past_end, answer_of_nobody)
