"""Incomplete: the minerals that a declaration is about."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.rules.context import Context


@rule(
    "CMRT-120",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("No mineral is chosen", "鉱物の選択なし", "未选择矿产"),
    message=Text(
        "No mineral is chosen in {cells}; the declaration is about nothing.",
        "{cells} で鉱物が選択されておらず、申告の対象がありません。",
        "{cells} 中未选择任何矿产，申报没有对象。",
    ),
    remedy=Text(
        "Choose the minerals of the declaration in {cells}, then answer the questions for each.",
        "{cells} で対象の鉱物を選択し、それぞれの質問に回答してください。",
        "请在 {cells} 选择申报的矿产，并逐一回答问题。",
    ),
)
def minerals_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A template with a choice of minerals asks nothing until one is chosen.

    What it checks
    Whether a mineral is chosen in the cells of the company block, where the version has them.

    Why it matters
    Without one, no question has a row, and an empty workbook looks complete.

    How to put it right
    Ask the supplier which minerals it was asked for.

    Source
    The Checker of the official EMRT 2.1 and AMRT 1.3, row 7.
    """
    choice = context.layout.minerals
    if choice is not None and not declaration.metals:
        cells = f"{context.layout.declaration}!{choice.cells[0]}:{choice.cells[-1]}"
        place = declaration.source.at(sheet=context.layout.declaration, cell=choice.cells[0])
        yield minerals_missing.finding(place, cells=cells)


RULES: tuple[AnyRule, ...] = (minerals_missing,)
