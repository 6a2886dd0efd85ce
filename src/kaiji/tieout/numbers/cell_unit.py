"""What a cell of a table counts: told by the cell, its row, its column and the caption, the nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.quantity import quantity_of
from kaiji.tieout.numbers.unit import COUNT, EXCEPT, MONEY, NOTHING, PER_SHARE, PERCENT, POINTS, SHARES, Unit, unit_of
from kaiji.tieout.reading import Line

BARE = re.compile(
    r"[(（\[]?\s*(?:units?\s*[:：]|単位\s*[:：]|in)?\s*(?:japanese )?(?:yen|JPY|円|U\.?S\.? dollars|USD)\s*[)）\]]?$",
    re.IGNORECASE,
)
PER_DATA = re.compile(
    r",?\s*(?:and\s+)?per[- ](?:\w+[- ])?(?:share|unit|ADS)s?\s+(?:amounts?|data|information|figures|values)",
    re.IGNORECASE,
)


LISTED = re.compile(r",\s|\band\b|&")


def caption_unit(texts: Sequence[str]) -> Unit:
    """Give the unit that the nearest caption with a scale names, or none.

    Args:
        texts: the nearest first.
    """
    units = [
        replace(unit, scale=0) if unit.kind == MONEY and unit.scale is None and BARE.match(text.strip()) else unit
        for text in texts
        for unit in (unit_of(PER_DATA.sub("", text), loose=True),)
    ]
    listed = {index for index, text in enumerate(texts) if LISTED.search(text)}
    scaled = [(index, unit) for index, unit in enumerate(units) if unit.scale is not None and unit.kind != PERCENT]
    # A caption that speaks of amounts per share tells nothing of the others; least where it lists them.
    amounts = [unit for _, unit in scaled if unit.kind != PER_SHARE]
    for unit in (*amounts, *(unit for index, unit in scaled if unit.kind == PER_SHARE and index not in listed)):
        return replace(unit, kind=MONEY if unit.currency else "")
    return NOTHING


def caption_scales(texts: Sequence[str]) -> dict[str, int]:
    """Give the scale of each currency of a caption that names several: *(Billions of yen, millions of U.S. dollars)*."""
    for text in texts:
        found: dict[str, int] = {}
        for part in re.split(r"[,;()（）、／/]|\band\b", EXCEPT.sub("", text)):
            unit = unit_of(part)
            if unit.kind == MONEY and unit.currency and unit.scale is not None:
                found.setdefault(unit.currency, unit.scale)
        if len(found) > 1:
            return found
    return {}


SHARES_IN = re.compile(r"shares[^.)]{0,40}?\bin (?P<word>thousands|millions)", re.IGNORECASE)
SHARES_EXCEPTED = re.compile(
    r"(?:except|other than)[^)]*?(?<!per )(?<!per-)\bshares?\b(?! data| amounts)|except (?:for )?shares? and per",
    re.IGNORECASE,
)


ONLY_PERCENT = re.compile(
    r"[(（\[]?[%％][)）\]]?|[%％] ?change|change ?[(（]?[%％][)）]?|(?:composition|percentage) ratio|percent(?:age)?",
    re.IGNORECASE,
)
UNIT_LINE = re.compile(
    r"[\s(*]*(?:\(?unaudited\)?|\(?audited\)?)?[\s.,;()]*(?:(?:dollars?|amounts?|figures|shares|expressed|stated|all|except|U\.?S\.?|and|in|of|"
    r"EUR|JPY|USD|GBP|[$€£¥])[\s,]*)*(?:thousands|millions|billions)\b",
    re.IGNORECASE,
)


def share_scale(caption: str, unit: Unit) -> int | None:
    """Give the power of ten of numbers of shares: as amounts are, unless the caption excepts them or says their own."""
    if match := SHARES_IN.search(caption):
        return 3 if match["word"].casefold() == "thousands" else 6
    return 0 if SHARES_EXCEPTED.search(caption) else unit.scale


UNIT_LIST = re.compile(r"\(([^()]{2,60}/[^()]{2,60})\)\s*$")


def listed_units(line: Line) -> list[Unit]:
    """Give the units that a label lists for its cells one by one: *(U.S. Dollars / JPY / JPY)*."""
    match = UNIT_LIST.search(line.cells[0]) if line.cells else None
    if match is None:
        return []
    units = [unit_of(part) for part in match[1].split("/")]
    cells = sum(1 for text in line.cells[1:] if quantity_of(text))
    return units if len(units) == cells and all(unit.currency for unit in units) else []


def unit_of_cell(cell: Unit, row: Unit, column: Unit, percent: bool, caption: Unit, shares: int | None) -> Unit:
    """Give what a cell counts, from what is written at it, in its row, over its column and above the table.

    Args:
        cell: as the cell itself tells it.
        row: as its label or section does.
        column: as the head does.
        percent: whether the column shows percentages.
        caption: as the caption does.
        shares: power of ten in which numbers of shares are.
    """
    if cell.kind in (PERCENT, SHARES, POINTS, COUNT):
        return cell
    if percent:
        return Unit(PERCENT, "", 0)
    if cell.kind == PER_SHARE:
        return cell
    if row.kind == PER_SHARE:
        currency = cell.currency or column.currency or row.currency or caption.currency
        return Unit(PER_SHARE, currency, 0 if cell.currency else row.scale or 0)
    if column.kind == PER_SHARE and not cell.scale and row.kind not in (MONEY, SHARES, PERCENT):
        return Unit(PER_SHARE, cell.currency or column.currency or caption.currency, 0)
    if row.kind == SHARES and not cell.currency:
        return Unit(SHARES, "", row.scale if row.scale is not None else shares)
    if row.kind == PERCENT and not cell.currency and cell.scale is None:
        return Unit(PERCENT, "", 0)
    return cell.under(Unit(row.kind if row.kind == MONEY else "", row.currency, row.scale)).under(column).under(caption)


def unit_over(head: str, texts: Sequence[str]) -> Unit:
    """Give the unit that a column's head tells; a sign of per cent lowest in it goes before the unit of the amounts beside it."""
    lowest = next((text.strip() for text in reversed(texts) if text.strip()), "")
    return Unit(PERCENT, "", 0) if ONLY_PERCENT.fullmatch(lowest) else unit_of(head, loose=True)


def settle_cells(cells: Iterable[Mention], unit: Unit, shares: int | None) -> None:
    """Give amounts and numbers of shares without a scale that of a caption which stands elsewhere.

    Args:
        cells: of a table; changed in place.
        unit: as the caption tells it.
        shares: power of ten in which numbers of shares are.
    """
    for cell in cells:
        if cell.unit.scale is not None:
            continue
        if cell.unit.kind in (MONEY, ""):
            cell.unit = cell.unit.under(unit)
        elif cell.unit.kind == SHARES:
            cell.unit = replace(cell.unit, scale=shares)
        cell.settle()
