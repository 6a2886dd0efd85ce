"""One fact in several tables: the same item of the same period must be the same number, in whatever unit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import TOTAL
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.series import GENERIC, Rarity, Series
from kaiji.tieout.numbers.unit import PER_SHARE, PERCENT, same_kind
from kaiji.tieout.numbers.when import Calendar

SAME = Text("the same item of the same period elsewhere", "他の箇所の同一期間・同一項目")
CARRIED = Text("the same amount elsewhere under a like name", "他の箇所の同名の金額")
ALIKE = 0.45
FULL = 0.99
MOST_ALIKE = 40
MOST_NAMED = 60
BARE = frozenset({"total", "net"})
Pair = tuple[Mention, Mention]


class ValueIndex:
    """Finds numbers by their size, whatever their sign."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.order = sorted((one for one in mentions if one.printed), key=lambda one: abs(one.value))
        self.keys = [_size(one) for one in self.order]
        self.widest = max((float(one.step) for one in self.order), default=0.0)

    def near(self, mention: Mention) -> Iterator[Mention]:
        """Give the other numbers that may be the same one, printed more coarsely or more finely."""
        value, step = _size(mention), float(mention.step)
        room = max(step, min(self.widest, value / 5))
        start, end = bisect_left(self.keys, value - room), bisect_right(self.keys, value + room)
        for other in self.order[start:end]:
            if other is not mention and same_size(mention, other):
                yield other


def _size(mention: Mention) -> float:
    """Give a number without its sign as a floating number."""
    return abs(mention.value.numerator) / mention.value.denominator


def same_size(one: Mention, other: Mention) -> bool:
    """Tell whether two numbers can be the same, their sign apart."""
    (low, high), (low2, high2) = one.ends, other.ends
    if abs(abs(low + high) - abs(low2 + high2)) > 8 * (high - low + high2 - low2) + 1e-6 * abs(low):
        return False
    if (one.unit.kind == PERCENT) != (other.unit.kind == PERCENT):
        return False
    if one.unit.currency and other.unit.currency and one.unit.currency != other.unit.currency:
        return False
    if one.down == other.down and (one.step is other.step or one.step == other.step):
        a, b = one.value, other.value
        return a.denominator == b.denominator and abs(a.numerator) == abs(b.numerator)
    # A coarser printing may have been moved by one last unit so that its column foots (results practice, rule R7).
    coarse = one if one.step > other.step else other
    apart = abs(abs(one.value) - abs(other.value))
    return not coarse.counted and (2 * apart <= coarse.step or (coarse.digits >= 3 and 2 * apart < 3 * coarse.step))


def equal(one: Mention, other: Mention, reason: Text, strength: float) -> Relation:
    """Make the relation that two numbers are one, with the sign in which they agree."""
    alike = one.step is other.step or one.step == other.step
    if not alike and one.step < other.step:
        one, other = other, one
    sign = -1 if one.value.numerator * other.value.numerator < 0 else 1
    relation = linear("equal", (one, other), (1, -sign), reason, strength)
    if not alike:
        relation.slack = 1
    return relation


def agree(one: Mention, other: Mention) -> bool:
    """Tell whether two printings of one number agree: printed alike they must be alike, else within rounding."""
    return same_size(one, other)


def telling(one: Mention) -> bool:
    """Tell whether a number has digits enough not to be met by chance."""
    return one.digits >= 3 or (one.is_percent and one.digits >= 2)


def same_items(series: Sequence[Series], calendar: Calendar, rarity: Rarity) -> Iterator[Relation]:
    """Give the relations between the same items of different tables (and of one table, where it repeats itself)."""
    owner: dict[Mention, Series] = {cell: one for one in series for cell in one.cells}
    index = ValueIndex(list(owner))
    ties: dict[tuple[int, int], list[tuple[Mention, Mention]]] = defaultdict(list)
    number = {id(one): at for at, one in enumerate(series)}
    for cell, one in owner.items():
        if not telling(cell):
            continue
        for other_cell in index.near(cell):
            other = owner[other_cell]
            here, there = number[id(one)], number[id(other)]
            if here < there and calendar.same(cell.when, other_cell.when):
                ties[here, there].append((cell, other_cell))
    exchanged, crosswise = _exchanged(series, ties, calendar, rarity)
    for (here, there), pairs in ties.items():
        if (here, there) not in crosswise:
            yield from _tied(series[here], series[there], pairs, calendar, rarity)
    yield from exchanged
    yield from _named_alike(series, ties, calendar)
    yield from _crossed(series, ties, owner, index, calendar, rarity)
    yield from _carried(owner, index, calendar, rarity)


def _tied(
    one: Series, other: Series, pairs: Sequence[tuple[Mention, Mention]], calendar: Calendar, rarity: Rarity
) -> Iterator[Relation]:
    named = not one.generic and not other.generic
    alike = max(
        rarity.alike(one.words - BARE, other.words - BARE) if named else 0.0,
        0.5 if one.words & (other.words | other.context) and other.generic else 0.0,
    )
    alike = max(alike, 0.5 if other.words & one.context and one.generic else 0.0)
    failing = [
        (a, b)
        for a in one.cells
        for b in other.cells
        if calendar.same(a.when, b.when)
        and not same_size(a, b)
        and same_kind(a.unit, b.unit)
        and not any(a in pair or b in pair for pair in pairs)
    ]
    periods = {pair[0].when for pair in pairs}
    digits = max(min(a.digits, b.digits) for a, b in pairs)
    if one.grid == other.grid and (failing or (alike < FULL and len(periods) < 2)):
        # Two totals of one table, of which one period agrees: what is owned and what is owed.
        if (
            one.kind != PER_SHARE
            and digits >= 4
            and len(failing) == 1
            and TOTAL.search(one.label)
            and TOTAL.search(other.label)
        ):
            for a, b in (*pairs, *failing):
                yield equal(a, b, SAME, 1.5)
        return
    if not failing:
        strength = (
            3.0
            if len(periods) > 1 and (alike or digits >= 4)
            else 2.0
            if alike >= ALIKE
            else 1.0
            if alike or digits >= 5
            else 0.0
        )
    elif alike >= ALIKE:
        strength = 2.0 if digits >= 4 or (digits == 3 and alike >= FULL) or len(periods) > 1 else 1.5
    else:
        strength = 1.0 if alike and digits >= 4 else 0.0
    if not strength:
        return
    signs = {a.value * b.value > 0 for a, b in pairs if a.value and b.value}
    for a, b in pairs:
        # With one sign here and the other there, one of them is wrong: sums must tell which.
        yield equal(a, b, SAME, strength if len(signs) == 1 else 0.5)
    if strength >= 1 and len(failing) == 1:
        for a, b in failing:
            yield equal(a, b, SAME, strength)


def _named_alike(
    series: Sequence[Series], ties: dict[tuple[int, int], list[tuple[Mention, Mention]]], calendar: Calendar
) -> Iterator[Relation]:
    """Items of one name and period in tables of which other items tie, and that do not tie themselves."""
    tables: dict[tuple[int, int], int] = defaultdict(int)
    for here, there in ties:
        tables[series[here].grid, series[there].grid] += 1
    by_words: dict[frozenset[str], list[int]] = defaultdict(list)
    for at, one in enumerate(series):
        if one.words and not one.generic:
            by_words[one.words].append(at)
    for places in by_words.values():
        if len(places) > MOST_ALIKE:
            continue
        for here in places:
            for there in places:
                a, b = series[here], series[there]
                if (
                    here >= there
                    or a.grid == b.grid
                    or (here, there) in ties
                    or a.kind != b.kind
                    or a.currency != b.currency
                ):
                    continue
                shared = tables.get((a.grid, b.grid), 0)
                cells = [(x, y) for x in a.cells for y in b.cells if calendar.same(x.when, y.when)]
                if len(cells) != 1 or a.cells[0].unit.scale is None or b.cells[0].unit.scale is None:
                    continue
                x, y = cells[0]
                if not same_size(x, y):
                    yield equal(x, y, SAME, 1.0 if shared >= 2 else 0.5)


def _crossed(
    series: Sequence[Series],
    ties: dict[tuple[int, int], list[tuple[Mention, Mention]]],
    owner: dict[Mention, Series],
    index: ValueIndex,
    calendar: Calendar,
    rarity: Rarity,
) -> Iterator[Relation]:
    """Items of like name whose two periods agree crosswise in tables that otherwise agree straight: two cells changed places."""
    straight: dict[tuple[int, int], int] = defaultdict(int)
    for here, there in ties:
        straight[series[here].grid, series[there].grid] += 1
        straight[series[there].grid, series[here].grid] += 1
    for at, one in enumerate(series):
        if len(one.cells) != 2 or not all(telling(cell) for cell in one.cells):
            continue
        first, second = one.cells
        if same_size(first, second):
            continue
        for found in index.near(first):
            other = owner[found]
            if other is one or len(other.cells) != 2 or id(other) < id(one) or not straight[one.grid, other.grid]:
                continue
            mate = next(cell for cell in other.cells if cell is not found)
            crosswise = calendar.same(first.when, mate.when) and calendar.same(second.when, found.when)
            if crosswise and same_size(second, mate) and rarity.alike(one.words, other.words) >= ALIKE and at >= 0:
                yield equal(first, mate, SAME, 2.0)
                yield equal(second, found, SAME, 2.0)


def _exchanged(
    series: Sequence[Series], ties: Mapping[tuple[int, int], Sequence[Pair]], calendar: Calendar, rarity: Rarity
) -> tuple[list[Relation], set[tuple[int, int]]]:
    """Find rows that tie to each other's namesakes: the numbers, or the labels, of two rows changed places.

    Gives what the numbers should be by their names, and the ties that only show the exchange.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(series):
        for word in one.words - GENERIC:
            by_word[word].append(at)
    tied: dict[int, set[int]] = defaultdict(set)
    for here, there in ties:
        tied[here].add(there)
        tied[there].add(here)
    found: list[Relation] = []
    crossed: set[tuple[int, int]] = set()
    seen: set[frozenset[int]] = set()
    for at, one in enumerate(series):
        if one.generic or any(namesakes(series[other], one) for other in tied[at]):
            continue
        named = [home for home in _named(by_word, one) if series[home].grid != one.grid]
        for home in [home for home in named if series[home].kind == one.kind and namesakes(series[home], one)]:
            mates = [mate for mate in sorted(tied[home]) if _beside(series[mate], one) and mate != at]
            if len(mates) != 1 or frozenset((at, mates[0])) in seen:
                continue
            mate = series[mates[0]]
            if namesakes(mate, series[home]) or not _agree(mate, series[home], calendar):
                continue
            far = next(
                (
                    series[other]
                    for other in (*sorted(tied[at]), *_named(by_word, mate))
                    if series[other].grid != one.grid
                    and rarity.alike(series[other].words, mate.words) > rarity.alike(series[other].words, one.words)
                    and _agree(one, series[other], calendar)
                ),
                None,
            )
            if far is None or any(namesakes(series[other], mate) for other in tied[mates[0]]):
                continue
            seen.add(frozenset((at, mates[0])))
            crossed |= {(min(row, third), max(row, third)) for row in (at, mates[0]) for third in tied[row]}
            found += [*_by_name(one, series[home], calendar), *_by_name(mate, far, calendar)]
    return found, crossed


def _beside(one: Series, other: Series) -> bool:
    return (one.grid, one.kind, one.currency) == (other.grid, other.kind, other.currency)


def _named(by_word: Mapping[str, Sequence[int]], one: Series) -> list[int]:
    """Give the items that have the rarest word of a name."""
    words = sorted(one.words - GENERIC, key=lambda word: (len(by_word[word]), word))
    return list(by_word[words[0]])[:MOST_NAMED] if words else []


def namesakes(one: Series, other: Series) -> bool:
    """Tell whether two items have one name, what their captions say left out."""
    apart = one.words ^ other.words
    return bool(one.words & other.words - GENERIC) and (not apart or apart <= one.context | other.context | BARE)


def _agree(one: Series, other: Series, calendar: Calendar) -> bool:
    """Tell whether two items have the same numbers in all periods that both have."""
    pairs = [(a, b) for a in one.cells for b in other.cells if calendar.same(a.when, b.when)]
    return bool(pairs) and all(same_size(a, b) for a, b in pairs)


def _by_name(one: Series, other: Series, calendar: Calendar) -> Iterator[Relation]:
    for cell in one.cells:
        for known in other.cells:
            if calendar.same(cell.when, known.when) and not same_size(cell, known) and same_kind(cell.unit, known.unit):
                yield equal(cell, known, SAME, 2.0)


def _carried(owner: dict[Mention, Series], index: ValueIndex, calendar: Calendar, rarity: Rarity) -> Iterator[Relation]:
    """Balances carried over, and amounts that stand under a like name without a period that can be compared."""
    for cell, one in owner.items():
        # Of an amount per share the noughts behind the point tell nothing.
        if cell.digits < 4 or (cell.is_per_share and cell.printed.denominator == 1):
            continue
        for other_cell in index.near(cell):
            other = owner[other_cell]
            if cell.number >= other_cell.number or one is other or calendar.same(cell.when, other_cell.when):
                continue
            shared = one.words & other.words - {"net", "total", "other"}
            if shared and (rarity.alike(one.words, other.words) > 0.2 or cell.digits >= 6):
                yield equal(cell, other_cell, CARRIED, 1.0)
