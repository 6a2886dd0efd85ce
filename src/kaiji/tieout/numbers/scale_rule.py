"""The scale of a table against the same numbers in other tables and in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.row_ratio import RESULT_WORDS
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY, PER_SHARE, SCALE, SHARES
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line

POWERS = (3, 6, -3, -6)
INDIAN = (2, -2)  # from lakhs to crores and back
LAKHS = (5, 7)
FACTORS = tuple((power, 10.0**power, power in INDIAN) for power in (0, *POWERS, *INDIAN))
ROUGHLY = 2.0
NAMES = {
    0: Text("units", "単位"),
    3: Text("thousands", "千"),
    6: Text("millions", "百万"),
    9: Text("billions", "十億"),
    8: Text("hundred millions", "億"),
    5: Text("lakhs", "十万"),
    7: Text("crores", "千万"),
}
LEAST_DIGITS = 3
LEAST_WITNESSES = 2
ALONE_DIGITS = 4
FULL_DIGITS = 6
MOST_ROWS = 12
REACH = 6


@rule(
    "TIE-214",
    Severity.ERROR,
    title=Text("A table is in another scale than its caption says", "表の単位の相違"),
    message=Text(
        "The caption says {stated}; the same figures elsewhere in the document are in {expected} ({proof}).",
        "見出しの単位は{stated}ですが、本書の他の箇所の同じ数値は{expected}です（{proof}）。",
    ),
    remedy=Text("Put right the caption.", "単位の記載を訂正してください。"),
)
def scale_of_table(lines: Sequence[Line]) -> Iterator[Finding]:
    """The scale in a table's caption is that of its numbers.

    What it checks
    Each amount of a table against amounts of like name in other tables and sentences that are the same, as far as they are
    printed, a thousand or a million times larger or smaller; and its results against its own amounts per share, where
    the numbers of shares are printed in full. A table that such witnesses contradict and none bears out is an error with two
    witnesses, or with one of four digits.

    Why it matters
    A thousand times too much or too little.

    How to put it right
    Put right the caption.

    Source
    Rule of this project.
    """
    for one in look_at_scales(lines, numbers_of(lines)):
        if one.finding.code == "TIE-214":
            yield scale_of_table.finding(
                *one.finding.sources, severity=one.finding.severity, **dict(one.finding.params)
            )


def look_at_scales(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give the tables whose caption the same figures elsewhere contradict."""
    witnesses = Witnesses(numbers)
    rows: dict[int, list[Series]] = defaultdict(list)
    for one in numbers.series:
        rows[one.grid].append(one)
    for grid in numbers.grids:
        proofs = _votes(numbers, grid, rows[grid.number], witnesses)
        best = max((*POWERS, *INDIAN), key=lambda power: len(proofs[power]))
        if proofs[0] or not proofs[best]:
            continue
        strong = len(proofs[best]) >= LEAST_WITNESSES or any(one.digits >= ALONE_DIGITS for one in proofs[best])
        yield from _caption(lines, grid, best, proofs[best], Severity.ERROR if strong else Severity.WARN)


class Witnesses:
    """The numbers of a document, found by the words that stand with them."""

    def __init__(self, numbers: Numbers) -> None:
        self.by_word: dict[str, list[tuple[Mention, frozenset[str]]]] = defaultdict(list)
        self.known: dict[frozenset[str], list[tuple[Mention, float, bool]]] = {}
        told = [(cell, one.words) for one in numbers.series for cell in one.cells]
        told += [(one.mention, one.sentence_words) for one in numbers.claims]
        for mention, words in told:
            if mention.unit.scale is not None and mention.printed and not mention.is_percent:
                for word in words:
                    self.by_word[word].append((mention, words))

    def of(self, words: frozenset[str]) -> list[tuple[Mention, float, bool]]:
        """Give the numbers with which all of these words stand, each with its size and whether it is in lakhs or crores."""
        if words not in self.known:
            rarest = min(words, key=lambda word: len(self.by_word.get(word, ())))
            self.known[words] = [
                (mention, max(map(abs, mention.ends)), mention.scale in LAKHS)
                for mention, others in self.by_word.get(rarest, ())
                if words <= others
            ]
        return self.known[words]


def _votes(numbers: Numbers, grid: Grid, rows: Sequence[Series], witnesses: Witnesses) -> dict[int, list[Mention]]:
    """Give, for each power of ten, the numbers of like name elsewhere that are by it larger than those of a table."""
    proofs: dict[int, list[Mention]] = defaultdict(list)
    for series in rows:
        if not series.words:
            continue
        cells = [
            one
            for one in series.cells
            if not (one.unit.scale is None or one.unit.kind in (SHARES, PER_SHARE) or one.is_percent)
            and one.digits >= LEAST_DIGITS
        ]
        sizes = [(cell, max(map(abs, cell.ends)), cell.scale in LAKHS) for cell in cells]
        for other, size, in_lakhs in witnesses.of(series.words) if cells else ():
            if other.table == grid.number or (other.table < 0 and other.digits < LEAST_DIGITS):
                continue
            for cell, own, own_in_lakhs in sizes:
                power = _power(size / own, in_lakhs or own_in_lakhs) if size and own else None
                if (
                    power is not None
                    and numbers.calendar.same(cell.when, other.when) is not False
                    and _is_times(other, cell, Fraction(10) ** power)
                ):
                    proofs[power].append(other)
                    if not power:
                        return proofs  # one that is the same bears the caption out
    for power, others in _by_shares(grid).items():
        proofs[power] += others
    return proofs


def _power(times: float, in_lakhs: bool) -> int | None:
    """Give the one power of ten by which a number can be another one that it is so many times, at a first look."""
    for power, factor, of_lakhs in FACTORS:
        if 1 / ROUGHLY < times / factor < ROUGHLY and (in_lakhs or not of_lakhs):
            return power
    return None


def _is_times(other: Mention, cell: Mention, factor: Fraction) -> bool:
    """Tell whether a number is another one times a power of ten, as exactly as the coarser of both is printed."""
    apart = abs(abs(other.value) - abs(cell.value) * factor)
    if other.step <= cell.step * factor:
        return apart == 0
    return 2 * apart <= other.step


def _by_shares(grid: Grid) -> dict[int, list[Mention]]:
    """Give the powers of ten by which a table's results are off its own amounts per share, where shares are printed in full."""
    counts = [row for row in grid.rows if any(_in_full(one) for one in row.cells.values())]
    each = [row for row in grid.rows if any(one.is_per_share and one.printed for one in row.cells.values())]
    results = [
        row for row in grid.rows if row.words & RESULT_WORDS and any(_is_money(one) for one in row.cells.values())
    ]
    votes: dict[int, list[Mention]] = {}
    for per in each[:MOST_ROWS]:
        for count in counts[:MOST_ROWS]:
            for result in results[:MOST_ROWS]:
                for power in (0, *POWERS):
                    fitting = [column for column in per.cells if _fits(per, count, result, column, power)]
                    if len(fitting) >= LEAST_WITNESSES and len(fitting) == len(per.cells.keys() & result.cells.keys()):
                        votes.setdefault(power, []).extend(per.cells[column] for column in fitting)
    return votes


def _in_full(one: Mention) -> bool:
    return one.unit.kind == SHARES and one.counted and one.digits >= FULL_DIGITS


def _is_money(one: Mention) -> bool:
    return one.unit.kind in (MONEY, "") and one.digits >= LEAST_DIGITS


def _fits(per: Row, count: Row, result: Row, column: int, power: int) -> bool:
    each, shares, amount = per.cells.get(column), count.cells.get(column), result.cells.get(column)
    if each is None or shares is None or amount is None or not (_in_full(shares) and _is_money(amount)):
        return False
    if each.digits < 2 or each.value * amount.value <= 0:
        return False
    found = abs(amount.value) * Fraction(10) ** power / shares.value
    return abs(each.value) - each.step <= found <= abs(each.value) + each.step


def _caption(
    lines: Sequence[Line], grid: Grid, power: int, proofs: Sequence[Mention], severity: Severity
) -> Iterator[ProofFinding]:
    """Accuse the words above the table that name its scale."""
    first = grid.rows[0].line
    for number in range(first - 1, max(-1, first - REACH), -1):
        for scale, pattern in SCALE:
            if match := pattern.search(lines[number].text):
                spot = Spot(number, match.start(), match.end())
                due = NAMES.get(scale + power)
                if due is None:
                    return
                places = (ProofPlace(spot, "wrong"), *(ProofPlace(one.spot, "evidence") for one in proofs[:6]))
                finding = scale_of_table.finding(
                    *(lines[place.spot.line].at(place.spot.start) for place in places),
                    severity=severity,
                    stated=NAMES.get(scale, due),
                    expected=due,
                    proof=proofs[0].text.strip(),
                )
                yield ProofFinding(finding, places, match.group(), due.en, f"{number}:{match.start()}")
                return


RULES: tuple[AnyRule, ...] = (scale_of_table,)
