"""The scale of a table against the same numbers in other tables and in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.unit import SCALE, SHARES
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line

Witnesses = dict[Fraction, list[tuple[Mention, frozenset[str]]]]
POWERS = (3, 6, -3, -6)
NAMES = {
    0: Text("units", "単位"),
    3: Text("thousands", "千"),
    6: Text("millions", "百万"),
    9: Text("billions", "十億"),
    8: Text("hundred millions", "億"),
}
LEAST_DIGITS = 3
LEAST_WITNESSES = 2
ALONE_DIGITS = 4
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
    Each amount of a table against amounts of like name in other tables and sentences that have the same digits a thousand or
    a million times larger or smaller. A table that such witnesses contradict and none bears out is an error with two
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
    witnesses: Witnesses = defaultdict(list)
    for series in numbers.series:
        for cell in series.cells:
            witnesses[abs(cell.value)].append((cell, series.words))
    for claim in numbers.claims:
        witnesses[abs(claim.mention.value)].append((claim.mention, claim.sentence_words))
    for grid in numbers.grids:
        proofs = _votes(numbers, grid, witnesses)
        best = max(POWERS, key=lambda power: len(proofs[power]))
        if proofs[0] or not proofs[best]:
            continue
        strong = len(proofs[best]) >= LEAST_WITNESSES or any(one.digits >= ALONE_DIGITS for one in proofs[best])
        yield from _caption(lines, grid, best, proofs[best], Severity.ERROR if strong else Severity.WARN)


def _votes(numbers: Numbers, grid: Grid, witnesses: Witnesses) -> dict[int, list[Mention]]:
    """Give, for each power of ten, the numbers of like name elsewhere that are by it larger than those of a table."""
    proofs: dict[int, list[Mention]] = defaultdict(list)
    for series in numbers.series:
        if series.grid != grid.number or not series.words:
            continue
        for cell in series.cells:
            if cell.unit.scale is None or cell.unit.kind == SHARES or cell.digits < LEAST_DIGITS or cell.is_percent:
                continue
            for power in (0, *POWERS):
                proofs[power] += [
                    other
                    for other, words in witnesses.get(abs(cell.value) * Fraction(10) ** power, ())
                    if other.table != grid.number
                    and other.unit.scale is not None
                    and series.words <= words
                    and numbers.calendar.same(cell.when, other.when) is not False
                ]
    return proofs


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
