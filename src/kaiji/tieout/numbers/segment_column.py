"""Tables of one period with segments over the columns: each segment's items are items of their own, not periods of one."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Column, Grid
from kaiji.tieout.numbers.series import OF_SEGMENT, UNITS, Series
from kaiji.tieout.numbers.when import When, whens_of

LEAST_COLUMNS = 3
# Over the last columns of such a table: what is left out, or not given to a segment, and the whole.
WHOLE = re.compile(
    r"\belimination|\bcorporate\b|\bconsolidated\b|\breconcil|\badjustments?\b|\bunallocated\b|\binter-?segment\b|消去|全社|調整額|連結",
    re.IGNORECASE,
)
CONSOLIDATED = re.compile(r"\bconsolidated\b|連結", re.IGNORECASE)
TIMES = re.compile(
    r"\b(?:previous|revised|forecast|target|plan|actual|prior|current|quarter|half|full[- ]year|changes?|results)\b|予想|前期|当期|増減",
    re.IGNORECASE,
)
# A whole before what is left out is no segment, and not what the statements show.
NOT_CONSOLIDATED = "all-segments"
_TERMS = tomllib.loads(files("kaiji.tieout.numbers").joinpath("terms.toml").read_text(encoding="utf-8"))
SALES: frozenset[str] = frozenset(_TERMS["sales_of_segments"])
BESIDE: frozenset[str] = frozenset(_TERMS["beside_segments"])
Key = tuple[frozenset[str], frozenset[str], str, str]


def has_segments(grid: Grid) -> bool:
    """Tell whether a table has segments over its columns: of one period, several names, and the whole that they make."""
    columns = [grid.columns[index] for index in grid.amounts]
    if len(columns) < LEAST_COLUMNS or any(row.when is not None for row in grid.rows):
        return False
    heads = [column.head for column in columns]
    if len({column.when for column in columns}) > 1 or any(column.change for column in columns):
        return False
    named = [one for one in heads if one.strip()]
    return len(set(named)) == len(heads) and any(map(WHOLE.search, named)) and not any(map(TIMES.search, named))


def segment_series(grids: Sequence[Grid]) -> list[Series]:
    """Give the items of the segments of such tables, through the periods of tables with one head."""
    found: list[Series] = []
    tables: dict[tuple[str, ...], list[Grid]] = defaultdict(list)
    for grid in grids:
        tables[tuple(column.head for column in grid.columns)].append(grid)
    for alike in tables.values():
        items: dict[Key, Series] = {}
        seen: set[When | None] = set()
        for grid in alike:
            when = _when(grid)
            if when in seen:
                found.extend(items.values())
                items, seen = {}, set()
            seen.add(when)
            for key, one in _items(grid, when):
                known = items.get(key)
                if known is None or one.grid == known.grid or when is None:
                    items[(*key[:2], f"{key[2]} {len(items)}", key[3]) if known else key] = one
                else:
                    known.cells += one.cells
        found.extend(items.values())
    return found


def _when(grid: Grid) -> When | None:
    """Give the one period of a table: that of its columns, or the nearest that its captions name."""
    own = next((column.when for column in grid.columns if column.when is not None), None)
    if own is not None:
        return own
    for part in grid.caption.split(" / ")[::-1]:
        named = {when for _, _, when in whens_of(part)}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _items(grid: Grid, when: When | None) -> Iterator[tuple[Key, Series]]:
    caption = item_words(grid.caption)
    for index, row in enumerate(grid.rows):
        section = item_words(row.section)
        for column, cell in row.cells.items():
            head = grid.columns[column]
            own = row.words or section
            if head.percent or cell.is_percent or not own:
                continue
            if when is not None:
                cell.when = when
            segment = segment_of(head)
            sales = own <= SALES
            key = (segment, own, cell.unit.kind, cell.unit.currency)
            yield (
                key,
                Series(
                    grid.number,
                    row.line,
                    f"{head.head} {row.label or row.section}".strip(),
                    segment | own,
                    section | caption | BESIDE | (frozenset({"revenue"}) if sales else OF_SEGMENT & {"operating"}),
                    [cell],
                    [],
                    index,
                    segment,
                    sales,
                ),
            )


def segment_of(column: Column) -> frozenset[str]:
    """Give the words of the segment that a column's head names: none for the whole company."""
    head = column.head
    for start, end, _ in reversed(whens_of(head)):
        head = head[:start] + " " + head[end:]
    words = item_words(head) - UNITS
    return words or (frozenset() if CONSOLIDATED.search(head) else frozenset({NOT_CONSOLIDATED}))
