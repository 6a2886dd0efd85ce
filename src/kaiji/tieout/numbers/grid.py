"""Tables as they are meant: rows and columns with their unit and period, parts that were torn apart joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.cell_unit import (
    UNIT_LINE,
    caption_scales,
    caption_unit,
    listed_units,
    share_scale,
    unit_of_cell,
    unit_over,
)
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.percent_column import percent_columns
from kaiji.tieout.numbers.quantity import Quantity, is_dash, quantities_in, quantity_of
from kaiji.tieout.numbers.table_again import go_on, width_of
from kaiji.tieout.numbers.table_head import caption_in, is_marks, parts_apart, periods_over, unit_alone, when_over
from kaiji.tieout.numbers.table_part import (
    GROUPED,
    LONGEST_SECTION,
    YEAR_CELL,
    is_head,
    parts_of,
    segments_of,
    spread,
)
from kaiji.tieout.numbers.unit import MONEY, NOTHING, PER_SHARE, PERCENT, SHARES, Unit, unit_of
from kaiji.tieout.numbers.when import When, when_of
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading import Line, is_empty

LARGEST_EACH, FULL_YEAR = 10_000_000, 12
# "Daily operating expenses (U.S. dollars)", "Average rate (in dollars)": an amount of one thing, in a currency told again.
OF_ONE = re.compile(
    r"^(?=.*\b(?:daily|average|rates?|price|per|each)\b).*[(（](?:in\s)?[^()（）\d]{1,20}[)）]\s*$", re.IGNORECASE
)
PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")
BARE_YEAR = re.compile(r"\s*(?:FY|fiscal|full[- ]year)?\s*20\d\d\s*", re.IGNORECASE)
CHANGE = re.compile(
    r"yoy|y/y|y-o-y|\bchanges?\b|growth|increase|decrease|variance|\bvs\b|前年.{0,5}比|増減|対前", re.IGNORECASE
)
SHARE = re.compile(r"% ?of|percent(?:age)? of|構成比|ratio to|as a % ", re.IGNORECASE)
NOTE_HEAD = re.compile(r"^\(?(?:notes?|ref\.?|no\.?|注記|注)\)?$", re.IGNORECASE)
TOTAL = re.compile(
    r"\btotals?\b|\bsum\b|\bnet\b(?! of\b)|subtotal|合計|小計|総数|総額|計$|"
    r"\b(?:financial|operating|net) result\b|\bEBIT(?:DA|A)?\b|\bA?FFO\b|\bfree cash flow\b|\bmovement in net\b|"
    r"\bunderwriting (?:income|result)\b|\bNPAT\b|"
    r"^adjusted\b|^non-GAAP\b|gross (?:profit|margin)|"
    r"\b(?:operating|pre-?\s?tax|ordinary) (?:income|profit|loss)|\b(?:profit|income|loss|earnings) (?:\(loss\) )?(?:before|for the)|"
    r"\bequity attributable to\b|(?:shareholders|stockholders|owners)['’]? equity$|"
    r"営業利益|経常利益|総利益|純利益|\bend of (?:the )?(?:period|year|quarter)|期末残高|\bclosing (?:balance|cash)",
    re.IGNORECASE,
)
UNIT_CELL = re.compile(
    r"[(（\[]\s*(?:[%％]|百万円|千円|億円|円|株|千株|名|人|社|倍|(?:(?:millions?|thousands?)(?: of)? )?(?:yen|dollars|shares))\s*[)）\]]$",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def _is_total(label: str) -> bool:
    return bool(TOTAL.search(label))


@dataclass(slots=True)
class Column:
    """A column: the text that stands over it, its unit and its period.

    Args:
        head: the texts of its head rows, from the top.
        unit: as its head tells it.
        when: its period or day.
        percent: whether its numbers are percentages.
        of_total: whether its numbers were found to be parts of a total.
    """

    head: str = ""
    unit: Unit = NOTHING
    when: When | None = None
    percent: bool = False
    of_total: bool = False

    @property
    def change(self) -> bool:
        """Whether its head says that it shows a change."""
        return bool(CHANGE.search(self.head)) and not SHARE.search(self.head)

    @property
    def share(self) -> bool:
        """Whether its head says that it shows parts of a total."""
        return bool(SHARE.search(self.head))


@dataclass(slots=True)
class Row:
    """A row with numbers.

    Args:
        line: number of its line in the document.
        label: its first cell.
        section: the label above it that has no numbers.
        words: by which its item is known.
        cells: the number in each column that has one.
        dashes: the columns in which a dash says that there is none.
        when: the period or day that its label names.
    """

    line: int
    label: str
    section: str
    words: frozenset[str]
    indent: int = 0
    cells: dict[int, Mention] = field(default_factory=dict)
    dashes: set[int] = field(default_factory=set)
    when: When | None = None

    @property
    def total(self) -> bool:
        """Whether its label says that it is a total."""
        return _is_total(self.label)


@dataclass(slots=True)
class Grid:
    """A table.

    Args:
        number: in reading order.
        caption: what stands above it.
        unit: as the caption tells it.
        columns: from the left, the labels' first.
        rows: those that have numbers.
        shares: power of ten in which its numbers of shares are, where the caption tells it.
        scales: power of ten of each currency, where the caption names several.
    """

    number: int
    caption: str
    unit: Unit
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    shares: int | None = None
    scales: dict[str, int] = field(default_factory=dict)

    @property
    def amounts(self) -> list[int]:
        """The columns that show amounts, neither percentages nor changes."""
        return [
            index
            for index, column in enumerate(self.columns)
            if not column.percent and not column.change and any(index in row.cells for row in self.rows)
        ]

    @property
    def percents(self) -> list[int]:
        """The columns that show percentages."""
        return [index for index, column in enumerate(self.columns) if column.percent]


@dataclass(slots=True)
class Numbering:
    """Gives the mentions their numbers in reading order of discovery."""

    mentions: list[Mention] = field(default_factory=list)

    def add(self, spot: Spot, text: str, found: Quantity, unit: Unit) -> Mention:
        """Put down a number."""
        mention = Mention(
            len(self.mentions), spot, text, found.printed, found.places, unit, about=found.about, signed=found.signed
        )
        self.mentions.append(mention)
        return mention


def grids_of(lines: Sequence[Line], numbering: Numbering) -> list[Grid]:
    """Give the tables of a document with their numbers."""
    grids: list[Grid] = []
    last_heads: tuple[str, ...] = ()
    over: list[int] = []
    for before, numbers in parts_apart(lines, segments_of(lines)):
        texts = [text for one in before if (text := caption_in(lines[one].text))]
        heads, body = parts_of(lines, numbers)
        if alone := [one for one in heads if unit_alone(lines[one])]:
            texts += [unit_alone(lines[one]) for one in alone]
            heads = [one for one in heads if one not in alone]
        if not (before or heads) and grids and body and width_of(lines, body) == len(grids[-1].columns):
            heads = over  # only an empty line parts it from the table above, whose head holds on
        over = heads
        grid = _grid(len(grids), lines, texts, heads, body, numbering)
        names = tuple(column.head for column in grid.columns)
        # The same head again with nothing between: the table goes on, as on the next page.
        again = grids and grid.rows and not before and heads and names == last_heads
        if again and go_on(grids[-1], grid):
            continue
        if grid.rows:
            grids.append(grid)
            last_heads = names
    for grid in grids:
        for index, row in enumerate(grid.rows):
            for column, mention in row.cells.items():
                mention.table, mention.row, mention.column = grid.number, index, column
    return grids


def _grid(
    number: int,
    lines: Sequence[Line],
    captions: Sequence[str],
    heads: Sequence[int],
    body: Sequence[int],
    numbering: Numbering,
) -> Grid:
    rows = [lines[one] for one in body if lines[one].kind in ("row", "head")]
    width = max((len(line.cells) for line in [*rows, *(lines[one] for one in heads)]), default=0)
    head_rows = spread([lines[one].cells for one in heads if lines[one].cells], width)
    corner = " ".join(row[0] for row in head_rows if row and row[0])
    grid = Grid(number, " / ".join([*captions, corner]).strip(" /"), NOTHING, [Column() for _ in range(width)])
    # What stands within the table is nearer than its captions: the corner, and lines of units before the first numbers.
    opening = [text for text in _opening(lines, body) if UNIT_LINE.match(text)]
    grid.unit = caption_unit([*opening[::-1], corner, *captions[::-1]])
    grid.shares = share_scale(" / ".join((grid.caption, *opening)), grid.unit)
    grid.scales = caption_scales([*opening[::-1], corner, *captions[::-1]])
    for index, column in enumerate(grid.columns):
        parts: list[str] = []
        for row in head_rows:
            if row[index] and row[index] not in parts and index:
                parts.append(row[index])
        column.head = " ".join(parts)
        column.unit = unit_over(column.head, [row[index] for row in head_rows] if index else [])
        column.when = when_over(column.head) if index else None
    _lengthen_years(grid.columns)
    found = list(_rows_of(grid, lines, body))
    for index in percent_columns([(one.unit, one.change) for one in grid.columns], [line for _, line, *_ in found]):
        grid.columns[index].percent = True
    if grid.scales:
        _give_currencies(grid, [line for _, line, *_ in found])
    for one, line, part, over in found:
        filled = _row(grid, one, line, part, numbering)
        for place, cell in filled.cells.items():
            cell.when = over.get(place, cell.when)
        if filled.cells or filled.dashes:
            grid.rows.append(filled)
    return grid


def _rows_of(
    grid: Grid, lines: Sequence[Line], body: Sequence[int]
) -> Iterator[tuple[int, Line, str, dict[int, When]]]:
    """Give the rows with numbers: each with the label above it, and the periods of a head within the table."""
    section, rows_since = "", True
    renewed: dict[int, When] = {}
    for one in body:
        line = lines[one]
        values = [(index, text) for index, text in enumerate(line.cells) if index and not is_empty(text)]
        if line.kind not in ("row", "head") or not values:
            # A label below a label is its part: "Net loss per share:", "Basic and diluted".
            section = line.text if rows_since or len(section) > LONGEST_SECTION else f"{section} {line.text}"
            rows_since = False
            continue
        rows_since = True
        if is_marks(line.cells[0], [text for _, text in values]):
            section = next((text.strip() for text in line.cells if YEAR_CELL.match(text.strip())), section)
            continue
        if (
            is_head(line)
            and not any(quantity_of(text) for _, text in values if not YEAR_CELL.match(text.strip()))
            and len(values) > 1
        ):
            _renew(grid, line)
            renewed = periods_over(line) or renewed
            continue
        yield one, line, section, renewed


def _lengthen_years(columns: Sequence[Column]) -> None:
    """Take a mere year for the full one where other columns are of parts of a year."""
    parts = any(one.when is not None and 0 < one.when.months < FULL_YEAR for one in columns)
    for one in columns if parts else ():
        if one.when is not None and one.when.kind == "year" and not one.when.months and BARE_YEAR.fullmatch(one.head):
            one.when = replace(one.when, months=FULL_YEAR)


def _opening(lines: Sequence[Line], body: Sequence[int]) -> Iterator[str]:
    """Give the labels that stand before the first row with numbers."""
    for one in body:
        if any(not is_empty(text) for text in lines[one].cells[1:]):
            return
        yield lines[one].text


def _give_currencies(grid: Grid, rows: Sequence[Line]) -> None:
    """Let the sign at a column's first amount hold for the whole column, and give it the scale of its currency."""
    for index, column in enumerate(grid.columns):
        if not index or column.percent or column.unit.currency:
            continue
        cells = [found for line in rows if index < len(line.cells) and (found := quantity_of(line.cells[index]))]
        signs = {one.unit.currency for one in cells if one.unit.currency}
        if cells and len(signs) == 1 and cells[0].unit.currency in grid.scales:
            column.unit = Unit(MONEY, cells[0].unit.currency, grid.scales[cells[0].unit.currency])


def _renew(grid: Grid, line: Line) -> None:
    """A head inside the body: its units and periods hold for the rows below only where the columns had none."""
    for index, column in enumerate(grid.columns):
        if index and index < len(line.cells) and not is_empty(line.cells[index]) and not column.head:
            column.head = line.cells[index].strip()
            column.unit = unit_of(column.head, loose=True)
            column.when = when_over(column.head)


def _section_unit(section: str, line: Line) -> Unit:
    """Give the unit that the label above tells: thousands are no amounts per share, such a label does not reach that far."""
    unit = unit_of(section, loose=True)
    return NOTHING if unit.kind == PER_SHARE and any(GROUPED.search(text) for text in line.cells[1:]) else unit


def _is_large(found: Quantity) -> bool:
    """Tell whether a number that says itself that it is money is too large for the price of one share that stands over it."""
    return found.unit.kind == MONEY and found.printed >= LARGEST_EACH


def _when_of_cell(column: Column, line: Line, index: int, year: str) -> When | None:
    """Give the period over a cell, or beside it in a form: *2024年３月期 | 6,204,800株*."""
    over = column.when or (when_of(f"{column.head} {year}") if year else None)
    return over or (when_of(line.cells[index - 1]) if index > 1 else None)


def _settled(own: Unit, label: str, table: Unit) -> Unit:
    """Give the unit that a row's label tells for its cells: not that of a number within it, and not always in the table's scale."""
    if own.kind in (MONEY, SHARES, PER_SHARE):
        inside = {found.unit.kind for found in quantities_in(label)}
        if inside & {SHARES, MONEY, PER_SHARE} or (inside and own.kind == MONEY):
            # The unit of a number within the label, as of shares issued and their par value; what stands in parentheses behind
            # an amount per share only says how it is printed: *(in ¥1, $1 unit)*.
            plain = PARENTHESES.sub(" ", label)
            each = own.kind == PER_SHARE and not any(quantities_in(plain)) and unit_of(plain).kind == PER_SHARE
            own = unit_of(plain) if each else NOTHING
    if own.kind == MONEY and own.scale is None and own.currency == table.currency and OF_ONE.search(label):
        own = replace(own, scale=0)  # that the currency is told again says that the table's scale is not meant
    return own


def _row(grid: Grid, number: int, line: Line, section: str, numbering: Numbering) -> Row:
    label = line.cells[0].strip() if line.cells else ""
    row = Row(
        number, label, section, item_words(label), len(line.cells[0]) - len(line.cells[0].lstrip()) if line.cells else 0
    )
    row.when = when_of(label)
    own = unit_of(label)
    if len(line.cells) > 2 and UNIT_CELL.match(line.cells[1].strip()):
        # A column of units stands beside the labels.
        beside = unit_of(line.cells[1], loose=True)
        own = replace(own, currency=beside.currency) if own.kind in (PER_SHARE, SHARES) else beside
    own = _settled(own, label, grid.unit)
    above = _section_unit(section, line)
    if not own.kind and above.kind in (PER_SHARE, SHARES) and grid.unit.kind != above.kind:
        own = above
    elif own.scale is None and own.kind in ("", MONEY) and above.kind in ("", MONEY) and above.scale is not None:
        own = replace(own, scale=above.scale)
    listed = listed_units(line)
    year = section.strip() if YEAR_CELL.match(section.strip()) else ""  # over its rows, the days over the columns
    starts = iter(line.starts)
    for index, text in enumerate(line.cells):
        if is_empty(text):
            continue
        start = next(starts, 0)
        if not index:
            continue
        column = grid.columns[index]
        if is_dash(text):
            row.dashes.add(index)
            continue
        found = quantity_of(text)
        if found is None or NOTE_HEAD.match(column.head.strip()):
            continue
        over = NOTHING if column.unit.kind == PER_SHARE and _is_large(found) else column.unit
        unit = unit_of_cell(found.unit, own, over, column.percent, grid.unit, grid.shares)
        if listed and unit.kind != PERCENT:
            unit = replace(unit, currency=listed.pop(0).currency)
        spot = Spot(number, start + found.start, start + found.end)
        mention = numbering.add(spot, text[found.start : found.end], found, unit)
        mention.when = _when_of_cell(column, line, index, year) or row.when
        row.cells[index] = mention
    return row
