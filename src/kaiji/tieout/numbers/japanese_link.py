"""Numbers of Japanese sentences tied to the tables: by the item, the part of the business, the period and the direction they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, kinds_agree
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.japanese_claim import Said, said_of
from kaiji.tieout.numbers.likeness import slip_within
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.same_item import ValueIndex, equal, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import Calendar

CELL = Text("the same item in the table", "表の同一項目")
APART = Text("the difference of the item's two periods in the table", "表の同一項目の両期間の差")
CHANGE = Text("the change in per cent of the item in the table", "表の同一項目の増減率")
HOLDING, SLIPPED, TAKEN, STALE = 2.2, 2.1, 2.0, 3.2
HUNDRED = Fraction(100)
NOW = re.compile(r"当第|当連結|当事業|当期|当中間|当年度|今回")
THEN = re.compile(r"前第|前連結|前事業|前期|前中間|前年")
SALES = re.compile(r"売上|収益(?!性)|revenue", re.IGNORECASE)
PROFIT = re.compile(r"利益|損失|income|profit", re.IGNORECASE)
INNER = re.compile(r"セグメント間|内部|調整")
WHOLE = re.compile(r"^計$|合計|全社|調整")
ASIDE = re.compile(r"[(（]注[)）]?[0-9０-９\s,、．.]*[)）]?[0-9０-９]?|セグメント$|事業$|部門$")
FULL_YEAR = re.compile(r"^\s*(?:通期|今回(?:修正|発表)?予想)")
RATIO = re.compile(r"率")
MOST = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """An item's number of the reported period, and of the one before where there is one."""

    now: Mention
    then: Mention | None
    words: frozenset[str]


class JapaneseLinks:
    """Ties the numbers of Japanese sentences to the tables."""

    def __init__(self, grids: Sequence[Grid], series: Sequence[Series], calendar: Calendar) -> None:
        self.grids = grids
        self.calendar = calendar
        self.by_words: dict[frozenset[str], list[Series]] = defaultdict(list)
        for one in series:
            words = one.words - EMPTY
            if one.grid >= 0 and words and not one.generic and not self._of_parts(grids[one.grid]):
                self.by_words[words].append(one)
        self.ratios: dict[frozenset[str], list[Pair]] = defaultdict(list)
        for grid in grids:
            for words, pair in self._ratios(grid):
                self.ratios[words].append(pair)
        self.known = frozenset(self.by_words) | frozenset(self.ratios)
        self.every = ValueIndex([cell for grid in grids for row in grid.rows for cell in row.cells.values()])

    def _ratios(self, grid: Grid) -> Iterator[tuple[frozenset[str], Pair]]:
        """The ratios of the exchange's form: percentages below a head that names them, the periods as rows."""
        for at, column in enumerate(grid.columns):
            words = _item_words(column.head)
            if not at or not column.percent or column.change or not words or not RATIO.search(column.head):
                continue
            cells = [(self.calendar.back(row.when), row.cells[at]) for row in grid.rows if at in row.cells]
            now = [cell for back, cell in cells if back == 0]
            then = [cell for back, cell in cells if back is not None and back > 0]
            if len(now) == 1:
                yield words, Pair(now[0], then[0] if len(then) == 1 else None, words)

    def _of_parts(self, grid: Grid) -> bool:
        """Tell whether parts of the business stand over the columns of a table."""
        return any(re.search(r"調整額|^計$|報告セグメント", column.head) for column in grid.columns)

    def link(self, claims: Sequence[Claim], rows: set[int]) -> list[Relation]:
        """Give the relations that the words of Japanese sentences say, those that hold and those that do not.

        Args:
            claims: the numbers of the document's sentences.
            rows: lines of tables.
        """
        sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.line not in rows:
                sentences[claim.line, claim.sentence].append(claim)
        found: list[Relation] = []
        parts = frozenset({frozenset(words) for words in PART_WORDS}) | self.known
        for group in sentences.values():
            for said in said_of(group, parts if group[0].under else self.known):
                pairs = self._pairs(said)
                found += self._tied(said, pairs)
        return found

    def _pairs(self, said: Said) -> list[Pair]:
        if said.ahead:
            return [] if said.claim.under else list(self._expected(said))
        if said.claim.under:
            return list(self._of_part(said))
        ratios = self.ratios.get(said.words, []) if said.claim.mention.is_percent and said.part != "percent" else []
        return [*ratios, *(pair for one in self.by_words.get(said.words, ()) for pair in self._of_series(one))]

    def _of_series(self, one: Series) -> Iterator[Pair]:
        cells = [(self.calendar.back(cell.when), cell) for cell in one.cells]
        now = [cell for back, cell in cells if back == 0]
        then = [(back, cell) for back, cell in cells if back is not None and back > 0]
        nearest = min(then, key=lambda pair: pair[0])[1] if then else None
        if len(now) == 1:
            yield Pair(now[0], nearest, one.words - EMPTY)

    def _expected(self, said: Said) -> Iterator[Pair]:
        """The forecast of the exchange's form: a row of the full year, the change in per cent beside each amount."""
        for grid in self.grids:
            for row in grid.rows:
                if not FULL_YEAR.match(row.label) or (said.part == "percent" and "予想" in row.label):
                    continue
                for column, cell in row.cells.items():
                    head = grid.columns[column]
                    if not head.percent and _item_words(head.head) == said.words:
                        beside = row.cells.get(column + 1)
                        if said.part == "now":
                            yield Pair(cell, None, said.words)
                        elif said.part == "percent" and beside is not None and beside.is_percent:
                            yield Pair(beside, None, said.words)

    def _of_part(self, said: Said) -> Iterator[Pair]:
        name = _plain(said.claim.under)
        kind = SALES if SALES.search(said.item) else PROFIT if PROFIT.search(said.item) else None
        if kind is None or not name:
            return
        across: list[tuple[Grid, Mention, frozenset[str]]] = []
        for grid in self.grids:
            columns = [at for at, one in enumerate(grid.columns) if at and _plain(_last_line(one.head)) == name]
            for row in grid.rows:
                if not kind.search(row.label) or INNER.search(row.label):
                    continue
                across += [(grid, row.cells[at], row.words - EMPTY) for at in columns if at in row.cells]
            yield from self._down(grid, name)
        now = [
            (cell, words) for grid, cell, words in across if NOW.search(grid.caption) and not THEN.search(grid.caption)
        ]
        then = [
            (cell, words) for grid, cell, words in across if THEN.search(grid.caption) and not NOW.search(grid.caption)
        ]
        for cell, words in now:
            other = next((one for one, same in then if same == words), None)
            yield Pair(cell, other, words)

    def _down(self, grid: Grid, name: str) -> Iterator[Pair]:
        """Rows of which the label or the one above it is a part of the business, with the item beside it or over the columns."""
        label = ""
        for row in grid.rows:
            label = row.label or label
            if _plain(label) != name:
                continue
            cells: list[tuple[bool, Mention]] = []
            for column, cell in row.cells.items():
                head = grid.columns[column]
                if head.percent or head.change or cell.unit.kind not in (MONEY, ""):
                    continue
                here = self.calendar.back(cell.when)
                is_now = here == 0 or (here is None and bool(NOW.search(head.head)) and not THEN.search(head.head))
                cells.append((is_now, cell))
            now = [cell for is_now, cell in cells if is_now]
            then = [cell for is_now, cell in cells if not is_now]
            if len(now) == len(then) == 1:
                yield Pair(now[0], then[0], row.words - EMPTY)

    def _tied(self, said: Said, pairs: Sequence[Pair]) -> Iterator[Relation]:
        claim = said.claim
        found = [
            (pair, relation)
            for pair in pairs[: 4 * MOST]
            if kinds_agree(claim.mention, pair.now, "now" if said.ahead else said.part)
            for relation in _relations(said, pair)
        ]
        # The finest printing first: a coarse one hides what it shows.
        found.sort(key=lambda one: one[1].members[-1].step)
        holding = [(pair, one) for pair, one in found if one.holds()]
        if holding:
            for pair, relation in holding[:MOST]:
                relation.strength, relation.origin = HOLDING, claim
                claim.item = pair.words if claim.under else claim.item or pair.words
                claim.told = (said.sign, pair.now if said.part != "then" else pair.then)
                yield relation
            return
        if len({_key(one) for _, one in found}) > MOST:
            return
        slipped = [one for _, one in found if _slips(claim.mention, one)]
        taken = (
            claim.mention.digits >= 3
            and not claim.mention.is_percent
            and any(kinds_agree(claim.mention, cell) for cell in self.every.near(claim.mention))
        )
        due = slipped or ([one for _, one in found] if taken else [])
        stale = any(
            pair.then is not None and same_size(claim.mention, pair.then) for pair, one in found if one in due[:1]
        )
        for relation in due[:1]:
            relation.strength, relation.origin = (
                STALE if stale and said.part == "now" else SLIPPED if slipped else TAKEN,
                claim,
            )
            yield relation


# Items of a part of the business as sentences name them, whatever the table's label.
PART_WORDS = (
    ("revenue",),
    ("operating", "income"),
    ("セグメント", "income"),
    ("セグメント利益",),
    ("セグメント損失",),
    ("ordinary", "income"),
    ("事業利益",),
)


def _item_words(head: str) -> frozenset[str]:
    return item_words(head) - EMPTY - frozenset({"yen", "百万円"})


def _last_line(head: str) -> str:
    return re.sub(r"^.*(?:報告セグメント|[（(]単位[^）)]*[）)])\s*", "", head).strip()


def _plain(name: str) -> str:
    return ASIDE.sub("", re.sub(r"[\s\u3000]", "", name))


def _key(relation: Relation) -> Fraction:
    return relation.members[1].value


def _relations(said: Said, pair: Pair) -> Iterator[Relation]:
    claim, now, then = said.claim, pair.now, pair.then
    if said.ahead or said.part == "now":
        relation = equal(claim.mention, now, CELL, 0)
        relation.free = not claim.mention.signed
        yield relation
    elif then is None or then.scale != now.scale:
        return
    elif said.part == "then":
        relation = equal(claim.mention, then, CELL, 0)
        relation.free = not claim.mention.signed
        yield relation
    elif said.part == "by":
        sign = 1 if now.value >= then.value else -1
        yield linear("difference", (claim.mention, now, then), (sign, -1, 1), APART, 0)
    elif then.low > 0 and now.value >= 0:
        sign = 1 if now.value >= then.value else -1
        yield Relation("change", (claim.mention, now, then), CHANGE, by=HUNDRED * sign, less_one=True)


def _slips(mention: Mention, relation: Relation) -> bool:
    at = relation.members.index(mention)
    bounds = relation.solve(at)
    if bounds is None:
        return False
    low, high = sorted(map(abs, bounds))
    return mention.digits >= 2 and slip_within(mention, low, high) is not None
