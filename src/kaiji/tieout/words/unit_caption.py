"""The scale that a table's caption names, against the same figures elsewhere in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line
from kaiji.tieout.words.claim import Claim, Money, claims_of
from kaiji.tieout.words.row_fact import RowFact, rows_of, scale_of

LEAST_DIGITS = 3
NAMES = {3: Text("thousands", "千"), 6: Text("millions", "百万"), 9: Text("billions", "十億"), 0: Text("units", "単位")}
MOST_WITNESSES = 50


@rule(
    "TIE-114",
    Severity.ERROR,
    title=Text("The scale of a caption or amount is contradicted", "単位の桁の矛盾"),
    message=Text(
        "Here the figures are in {stated}; the same figures elsewhere in the document are in {expected} ({proof}).",
        "ここでは単位が{stated}ですが、本書の他の箇所の同じ数値は{expected}です（{proof}）。",
    ),
    remedy=Text("Put right the unit.", "単位を訂正してください。"),
)
def scale_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """One figure has one scale in a document: not millions here and thousands there.

    What it checks
    The digits of rows with the same label in other tables, and of amounts in sentences about the same item. A
    table, all of whose witnesses (two or more) name another scale, is an error; so is an amount in a sentence whose
    digits are those of its item in two tables or sentences or more, all of another scale.

    Why it matters
    A thousand times too much or too little.

    How to put it right
    Put right the caption, or the word behind the amount.

    Source
    Rule of this project.
    """
    rows = [row for row in rows_of(lines) if row.scale is not None]
    claims = [claim for line in lines for claim in claims_of(line)]
    alike = _alike(rows)
    votes = _Votes()
    votes.tables(alike)
    for claim, money in _stated(claims):
        tied = [row for row in alike.get(_digits(money.number), ()) if row.is_about(claim.item)]
        votes.sentence(claim, money, tied)
        if len({row.line.table for row in tied}) >= 2 and all(row.scale != money.power for row in tied):
            yield scale_contradicted.finding(
                claim.line.at(claim.start + money.start),
                tied[0].line.at(0),
                stated=_name(money.power),
                expected=_name(tied[0].scale),
                proof=tied[0].line.text[:60],
            )
    scales = {row.line.table: row.scale for row in rows}
    first: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.kind in ("row", "head"):
            first.setdefault(line.table, index)
    for table, witnesses in votes.against.items():
        if len(witnesses) < 2 or votes.agreed[table]:
            continue
        index = first[table]
        near = lines[max(0, index - 3) : index + 3]
        place = next((one for one in near if scale_of([one.text]) == scales[table]), lines[index])
        yield scale_contradicted.finding(
            place.at(0),
            *(one.at(0) for _, one in witnesses[:2]),
            stated=_name(scales[table]),
            expected=_name(witnesses[0][0]),
            proof=witnesses[0][1].text[:60],
        )


@dataclass(frozen=True)
class _Votes:
    """Who says what of a table's scale."""

    against: dict[int, list[tuple[int, Line]]] = field(default_factory=lambda: defaultdict(list))
    agreed: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def tables(self, alike: Mapping[str, Sequence[RowFact]]) -> None:
        """Let the rows of other tables vote that have the same label and the same digits."""
        for same in alike.values():
            few = same[:MOST_WITNESSES]
            for one, other in permutations(few, 2):
                if other.line.table != one.line.table and other.words == one.words:
                    self._vote(one, other.scale or 0, other.line)

    def sentence(self, claim: Claim, money: Money, tied: Sequence[RowFact]) -> None:
        """Let an amount in a sentence vote on the tables that have its digits and its item."""
        for row in tied:
            self._vote(row, money.power, claim.line)

    def _vote(self, row: RowFact, scale: int, line: Line) -> None:
        if row.scale == scale:
            self.agreed[row.line.table] += 1
        else:
            self.against[row.line.table].append((scale, line))


def _alike(rows: Sequence[RowFact]) -> dict[str, list[RowFact]]:
    """Give the rows by the digits of their amounts."""
    found: dict[str, list[RowFact]] = defaultdict(list)
    for row in rows:
        for amount in row.amounts:
            if not amount.percent and len(plain := _digits(amount.text)) >= LEAST_DIGITS:
                found[plain].append(row)
    return found


def _name(scale: int | None) -> Text:
    return NAMES.get(scale or 0, NAMES[0])


def _stated(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Money]]:
    for claim in claims:
        for money in claim.money:
            if money.power and len(_digits(money.number)) >= LEAST_DIGITS:
                yield claim, money


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdecimal())


RULES: tuple[AnyRule, ...] = (scale_contradicted,)
