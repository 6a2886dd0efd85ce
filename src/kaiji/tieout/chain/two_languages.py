"""One release in two languages: tables and paragraphs put beside each other by their numbers, places and words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from kaiji.tieout.chain.chained import ChainCell, Chained, ChainRow
from kaiji.tieout.chain.item import JAPANESE, item_of
from kaiji.tieout.chain.table_match import CellPair, RowPair, same_unit
from kaiji.tieout.chain.term import Term
from kaiji.tieout.chain.written_day import days_in, in_western_years
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.unit import COUNT, MONEY, PERCENT
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading import Line

T = TypeVar("T")
LETTER = re.compile(r"[A-Za-z]")
TOGETHER = re.compile(
    r"(?:(?P<trillion>\d[\d,]*)兆)?(?:(?P<hundred>\d[\d,]*)億)?(?:(?P<million>\d[\d,]*)百万)?(?:(?P<myriad>\d[\d,]*)万)?円"
)
POWERS = {"trillion": 12, "hundred": 8, "million": 6, "myriad": 4}
SURELY_SHARED = 2
SHARED_LEAST = 0.5
FEW = 4
NAMED = 0.6
MOST_LINES = 2000
NO_TERM = Term("fiscal", 0)


@dataclass(frozen=True, slots=True)
class Said:
    """A number or a day in running text."""

    spot: Spot
    text: str
    value: Fraction
    kind: str
    day: date | None = None
    mention: Mention | None = None

    @property
    def key(self) -> tuple[str, Fraction]:
        """By which it is the same in another language."""
        return ("day" if self.day else PERCENT if self.kind == PERCENT else "", abs(self.value))


@dataclass(slots=True, eq=False)
class Twin:
    """Two places of text that should say the same, and do not."""

    here: Said
    there: Said
    shared: int


@dataclass(slots=True, eq=False)
class Translation:
    """What was found between a document and the same one in another language.

    Args:
        pairs: cells of tables that correspond, with how sure that is.
        twins: numbers and days of texts that correspond and differ.
        agreeing: numbers of texts that are the same.
        numbers: how many numbers the other document has.
    """

    pairs: list[tuple[CellPair, float]] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    agreeing: list[tuple[Said, Said]] = field(default_factory=list)
    numbers: int = 0


def in_japanese(lines: Sequence[Line]) -> bool:
    """Tell whether a document is in Japanese."""
    ours = latin = 0
    for line in lines[:MOST_LINES]:
        ours += len(JAPANESE.findall(line.text[:500]))
        latin += len(LETTER.findall(line.text[:500]))
    return ours * 4 > latin


def translated(one: Chained, other: Chained) -> bool:
    """Tell whether two documents say the same in two languages: one is in Japanese, and most numbers are in both."""
    if in_japanese(one.lines) == in_japanese(other.lines):
        return False
    here, there = (Counter(_keys(document)) for document in (one, other))
    least = min(here.total(), there.total())
    return least >= FEW and (here & there).total() >= SHARED_LEAST * least


def _keys(document: Chained) -> Iterator[object]:
    """Give all numbers and days of a document that tell something, as they are the same in another language."""
    for grid in document.numbers.grids:
        for row in grid.rows:
            yield from (_key(cell) for cell in row.cells.values() if cell.digits >= 3)
    for text in _texts(document):
        yield from (said.key for said in text if said.mention is None or said.mention.digits >= 3)


def translation(one: Chained, other: Chained) -> Translation:
    """Put a document beside the same one in another language."""
    found = Translation(numbers=len(other.numbers.mentions))
    for here, there in _in_order(one.numbers.grids, other.numbers.grids, _tables_alike):
        found.pairs += _table(here, there)
    names: dict[int, frozenset[str]] = {}
    texts: list[list[list[Said]]] = []
    for document in (one, other):
        texts.append(_texts(document)[:MOST_LINES])
        names |= {id(text): _name(document, text) for text in texts[-1]}

    def alike(a: list[Said], b: list[Said]) -> float:
        return _texts_alike(a, b) + (NAMED if names[id(a)] and names[id(a)] == names[id(b)] else 0.0)

    for a, b in _in_order(texts[0], texts[1], alike):
        _compare(a, b, found, sure=bool(names[id(a)]) and names[id(a)] == names[id(b)])
    return found


def _name(document: Chained, text: Sequence[Said]) -> frozenset[str]:
    """Give the words of the item that a row of text is of; nothing of a paragraph."""
    label = document.lines[text[0].spot.line].cells[:1]
    return item_of(label[0]).words if label and label[0].strip() else frozenset()


def _in_order(here: Sequence[T], there: Sequence[T], alike: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Put two sequences beside each other so that as much as can be is alike, each kept in its order."""
    likes = [[alike(a, b) for b in there] for a in here]
    width = len(there) + 1
    best = [[0.0] * width for _ in range(len(here) + 1)]
    for i in range(len(here) - 1, -1, -1):
        row, below, like = best[i], best[i + 1], likes[i]
        for j in range(width - 2, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + like[j] if like[j] else 0.0)
    found = []
    i = j = 0
    while i < len(here) and j < len(there):
        if likes[i][j] and best[i][j] == best[i + 1][j + 1] + likes[i][j]:
            found.append((here[i], there[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _tables_alike(one: Grid, other: Grid) -> float:
    here, there = (Counter(_key(cell) for row in grid.rows for cell in row.cells.values()) for grid in (one, other))
    shared = (here & there).total()
    return (
        shared / max(1, min(here.total(), there.total())) * shared
        if 2 * shared >= min(here.total(), there.total())
        else 0.0
    )


def _key(mention: Mention) -> tuple[bool, Fraction]:
    return mention.is_percent, abs(mention.value if mention.unit.scale is not None else mention.printed)


def _rows_alike(one: Row, other: Row) -> float:
    here, there = (Counter(_key(cell) for cell in row.cells.values()) for row in (one, other))
    shared = (here & there).total()
    named = item_of(one.label).words == item_of(other.label).words
    return shared + (0.8 if named else 0.0) + (0.1 if shared and len(one.cells) == len(other.cells) else 0.0)


def _table(here: Grid, there: Grid) -> list[tuple[CellPair, float]]:
    rows = list(_by_place(here, there, _in_order(here.rows, there.rows, _rows_alike)))
    columns = _columns([(a, b) for a, b, _ in rows])
    cells: list[tuple[CellPair, bool]] = []
    for a, b, sure in rows:
        turned = _turned(a, b, columns)
        pair = RowPair(_chain_row(a), _chain_row(b), 1.0, 1.0)
        for column, mention in a.cells.items():
            other = b.cells.get(columns.get(column, -1))
            if other is not None and same_unit(mention, other):
                agrees = same_size(mention, other) and (turned or mention.value * other.value >= 0)
                cells.append((CellPair(_chain_cell(mention), _chain_cell(other), pair, agrees), sure))
    agreeing = sum(pair.agrees for pair, _ in cells)
    failing = len(cells) - agreeing
    doubtful = 4 * failing > agreeing or agreeing < 2
    return [(pair, 1.0 if doubtful or not sure else 2.0) for pair, sure in cells]


def _by_place(here: Grid, there: Grid, pairs: Sequence[tuple[Row, Row]]) -> Iterator[tuple[Row, Row, bool]]:
    """Give the pairs of rows, and those between two of them that only their place makes a pair; with whether it is sure."""
    order = {id(row): at for rows in (here.rows, there.rows) for at, row in enumerate(rows)}
    places = [(order[id(a)], order[id(b)]) for a, b in pairs]
    for a, b in pairs:
        yield a, b, True
    for (i, j), (k, m) in pairwise([(-1, -1), *places, (len(here.rows), len(there.rows))]):
        if k - i == m - j:
            for a, b in zip(here.rows[i + 1 : k], there.rows[j + 1 : m], strict=True):
                if len(a.cells) == len(b.cells):
                    yield a, b, k - i == 2


def _columns(rows: Sequence[tuple[Row, Row]]) -> dict[int, int]:
    """Give for each column that of the other table in which most numbers are the same; each is given once."""
    votes: Counter[tuple[int, int]] = Counter()
    for a, b in rows:
        for i, one in a.cells.items():
            for j, other in b.cells.items():
                if same_unit(one, other) and same_size(one, other):
                    votes[i, j] += 1
    found: dict[int, int] = {}
    for (i, j), _ in sorted(votes.items(), key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), item[0])):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _turned(one: Row, other: Row, columns: dict[int, int]) -> bool:
    """Tell whether a row has its signs the other way in the other language, in all of its cells: a way of writing."""
    products = [
        mention.value * there.value
        for column, mention in one.cells.items()
        if (there := other.cells.get(columns.get(column, -1))) is not None and same_size(mention, there)
    ]
    signs = {product > 0 for product in products if product}
    return signs == {False} and len(products) > 1


def _chain_row(row: Row) -> ChainRow:
    return ChainRow(item_of(row.label), row.label, item_of(row.section))


def _chain_cell(mention: Mention) -> ChainCell:
    return ChainCell(mention, NO_TERM, frozenset(), False)


def _texts(document: Chained) -> list[list[Said]]:
    """Give the numbers and days of each text that has any, in reading order."""
    by_line: dict[int, list[Mention]] = defaultdict(list)
    for claim in document.numbers.claims:
        by_line[claim.line].append(claim.mention)
    found = []
    for number, line in enumerate(document.lines):
        said = [*_said(number, line, by_line.get(number, ()))]
        if said:
            found.append(sorted(said, key=lambda one: one.spot.start))
    return found


def _said(number: int, line: Line, mentions: Sequence[Mention]) -> Iterator[Said]:
    taken: list[tuple[int, int]] = []
    if "円" in line.text:
        for match in TOGETHER.finditer(line.text):
            parts = {name: text for name, text in match.groupdict().items() if text}
            if len(parts) > 1:
                taken.append(match.span())
                value = sum(int(text.replace(",", "")) * 10 ** POWERS[name] for name, text in parts.items())
                yield Said(Spot(number, *match.span()), match.group(), Fraction(value), MONEY)
    for mention in mentions:
        if not any(start < mention.spot.end and mention.spot.start < end for start, end in taken):
            yield Said(mention.spot, mention.text.strip(), mention.value, mention.unit.kind, None, mention)
    text = in_western_years(line.text)
    for start, end, day in days_in(text):
        # Where years of an era were put into Western ones the offsets have moved: the line is named as a whole.
        spot = Spot(number, start, end) if len(text) == len(line.text) else Spot(number, 0, len(line.text))
        yield Said(
            spot,
            line.text[start:end] if len(text) == len(line.text) else day.isoformat(),
            Fraction(day.toordinal()),
            "day",
            day,
        )


def _texts_alike(one: Sequence[Said], other: Sequence[Said]) -> float:
    here, there = Counter(said.key for said in one), Counter(said.key for said in other)
    shared = (here & there).total()
    return shared * shared / max(here.total(), there.total())


def _compare(one: Sequence[Said], other: Sequence[Said], found: Translation, *, sure: bool) -> None:
    left = list(other)
    alone: list[Said] = []
    shared = FEW if sure else 0
    for said in one:
        same = next((there for there in left if there.key == said.key), None) or next(
            (there for there in left if said.mention and there.mention and _same(said.mention, there.mention)), None
        )
        if same is None:
            alone.append(said)
            continue
        left.remove(same)
        shared += 1
        found.agreeing.append((said, same))
    for kind in ("day", PERCENT, "amount"):
        here, there = ([said for said in said_alone if _kind(said) == kind] for said_alone in (alone, left))
        if len(here) == len(there) == 1 and (here[0].kind == there[0].kind or kind == "day"):
            found.twins.append(Twin(here[0], there[0], shared))


def _same(one: Mention, other: Mention) -> bool:
    return one.unit.kind == other.unit.kind and same_size(one, other)


def _kind(said: Said) -> str:
    if said.day:
        return "day"
    if said.kind == PERCENT:
        return PERCENT
    return "amount" if said.kind != COUNT else "count"
