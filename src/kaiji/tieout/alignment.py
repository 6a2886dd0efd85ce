"""Which line of a document is which entry of its ledger, when lines were edited, added, removed or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.tieout.comparison import canonical, words_of

ALIKE = 0.5
ALIKE_IN_PLACE = 0.3
SHORT = 4
MOST_PAIRS = 40_000
WINDOW = 8

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What belongs together, by index.

    Args:
        pairs: entry and line, in the order of the entries; of ``moved`` ones, too.
        moved: those of the pairs whose line stands elsewhere than the order of the entries says.
        missing: entries without a line.
        extra: lines without an entry.
    """

    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]
    missing: tuple[int, ...]
    extra: tuple[int, ...]


def align(expected: Sequence[str], read: Sequence[str]) -> Alignment:
    """Find for each expected text the one that stands for it.

    Equal texts that occur once on both sides and keep their order are certain. Between them, equal texts in the same
    order, then the most alike ones, are taken. Equal texts that are left have moved.

    Args:
        expected: texts of the entries.
        read: texts of the lines.
    """
    here, there = [canonical(text) for text in expected], [canonical(text) for text in read]
    fixed = _anchors(here, there)
    found: list[Pair] = []
    last = (-1, -1)
    for anchor in (*fixed, (len(here), len(there))):
        found.extend(_between(expected, read, here, there, last, anchor))
        if anchor[0] < len(here):
            found.append(anchor)
        last = anchor
    moved = _moved(here, there, found)
    pairs = sorted((*found, *moved))
    used_here, used_there = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return Alignment(
        tuple(pairs),
        frozenset(moved),
        tuple(index for index in range(len(here)) if index not in used_here),
        tuple(index for index in range(len(there)) if index not in used_there),
    )


def _anchors(here: Sequence[str], there: Sequence[str]) -> list[Pair]:
    """Give the longest run of texts that occur once on both sides and keep their order."""
    counts_here, counts_there = Counter(here), Counter(there)
    position = {text: index for index, text in enumerate(there) if counts_there[text] == 1}
    pairs = [(k, position[text]) for k, text in enumerate(here) if counts_here[text] == 1 and text in position]
    tops: list[int] = []
    chosen: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, at) in enumerate(pairs):
        slot = bisect_left(tops, at)
        before[number] = chosen[slot - 1] if slot else -1
        tops[slot : slot + 1] = [at]
        chosen[slot : slot + 1] = [number]
    run: list[Pair] = []
    number = chosen[-1] if chosen else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _between(
    expected: Sequence[str],
    read: Sequence[str],
    here: Sequence[str],
    there: Sequence[str],
    low: Pair,
    high: Pair,
) -> Iterator[Pair]:
    """Pair what stands between two certain pairs: equal texts in order first, then the most alike ones."""
    first, last = low[0] + 1, high[0]
    read_first, read_last = low[1] + 1, high[1]
    while first < last and read_first < read_last and here[first] == there[read_first]:
        yield first, read_first
        first, read_first = first + 1, read_first + 1
    behind: list[Pair] = []
    while first < last and read_first < read_last and here[last - 1] == there[read_last - 1]:
        last, read_last = last - 1, read_last - 1
        behind.append((last, read_last))
    if first < last and read_first < read_last:
        ours = [words_of(expected[index]) for index in range(first, last)]
        theirs = [words_of(read[index]) for index in range(read_first, read_last)]
        texts = here[first:last], there[read_first:read_last]
        for one, other in _most_alike(ours, theirs, *texts):
            yield first + one, read_first + other
    yield from reversed(behind)


def _most_alike(
    ours: Sequence[frozenset[str]],
    theirs: Sequence[frozenset[str]],
    here: Sequence[str],
    there: Sequence[str],
) -> list[Pair]:
    small = len(ours) * len(theirs) <= MOST_PAIRS
    pairs = _best(ours, theirs, here, there) if small else _greedy(ours, theirs, here, there)
    # What is left between two pairs, as many on both sides, was rewritten in its place.
    rest: list[Pair] = []
    last = (-1, -1)
    for pair in (*pairs, (len(ours), len(theirs))):
        if pair[0] - last[0] == pair[1] - last[1]:
            for step in range(1, pair[0] - last[0]):
                one, other = ours[last[0] + step], theirs[last[1] + step]
                if max(len(one), len(other)) <= SHORT or _alike(one, other) >= ALIKE_IN_PLACE:
                    rest.append((last[0] + step, last[1] + step))
        last = pair
    return sorted((*pairs, *rest))


def _best(
    ours: Sequence[frozenset[str]],
    theirs: Sequence[frozenset[str]],
    here: Sequence[str],
    there: Sequence[str],
) -> list[Pair]:
    """Give the pairs, in order on both sides, whose likeness adds up to the most."""
    width = len(theirs) + 1
    scores = [[0.0] * width]
    likes: list[list[float]] = []
    for one, text in zip(ours, here, strict=True):
        above = scores[-1]
        line, like_line, left = [0.0], [], 0.0
        for at, other in enumerate(theirs):
            like = 2.0 if text == there[at] else _alike(one, other)
            like_line.append(like)
            left = max(above[at + 1], left, above[at] + like if like >= ALIKE else 0.0)
            line.append(left)
        scores.append(line)
        likes.append(like_line)
    pairs: list[Pair] = []
    row, column = len(ours), len(theirs)
    while row and column:
        like = likes[row - 1][column - 1]
        if like >= ALIKE and scores[row][column] == scores[row - 1][column - 1] + like:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif scores[row][column] == scores[row - 1][column]:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]


def _greedy(
    ours: Sequence[frozenset[str]],
    theirs: Sequence[frozenset[str]],
    here: Sequence[str],
    there: Sequence[str],
) -> list[Pair]:
    """Give pairs for stretches too long to weigh them all: the best of the next few lines each time."""
    pairs: list[Pair] = []
    at = 0
    for number, one in enumerate(ours):
        near = range(at, min(at + WINDOW, len(theirs)))
        best = max(
            near,
            key=lambda k, one=one, number=number: (here[number] == there[k], _alike(one, theirs[k]), -k),  # type: ignore[misc]
            default=None,
        )
        if best is not None and (here[number] == there[best] or _alike(one, theirs[best]) >= ALIKE):
            pairs.append((number, best))
            at = best + 1
    return pairs


def _moved(here: Sequence[str], there: Sequence[str], found: Sequence[Pair]) -> list[Pair]:
    used_here, used_there = {pair[0] for pair in found}, {pair[1] for pair in found}
    free: dict[str, list[int]] = {}
    for index in range(len(there) - 1, -1, -1):
        if index not in used_there:
            free.setdefault(there[index], []).append(index)
    return [(index, free[text].pop()) for index, text in enumerate(here) if index not in used_here and free.get(text)]


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how alike two sets of words are, from 0 to 1 (Dice)."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 1.0
