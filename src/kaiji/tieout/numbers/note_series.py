"""Items that a note gives for several periods: *(Reference) Equity: As of June 30, 2021: 44,939 million yen*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import When, whens_of
from kaiji.tieout.term_file import terms_of

CHANGE = Text("the change in per cent between the two amounts of the note", "注記の２つの金額の増減率")
_TERMS = terms_of("kaiji.tieout.numbers", "terms.toml")
EMPTY: frozenset[str] = frozenset(_TERMS["empty"])
OF_CHANGE: frozenset[str] = frozenset(_TERMS["changes_beside"])
LEAST = 2
MOST = 6
LONGEST = 600
NEAR = 120
SURE = 2.0
UNSURE = 1.0
NOTE = -2


@dataclass(frozen=True, slots=True)
class Dated:
    """An amount of a note with its period and the change in per cent beside it."""

    amount: Claim
    when: When
    change: Claim | None


def note_series(claims: Sequence[Claim]) -> Iterator[tuple[Series, list[Dated]]]:
    """Give the items of which a text gives one amount for each of several periods.

    Args:
        claims: the numbers of the document's texts.
    """
    lines: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        lines[claim.line].append(claim)
    waiting: tuple[int, str, frozenset[str], list[Dated]] | None = None
    for line, group in sorted(lines.items()):
        text = group[0].text
        amounts = [one for one in group if one.mention.unit.kind == MONEY and one.mention.scale]
        if not 1 <= len(amounts) <= MOST or len(text) > LONGEST:
            continue
        dated = _dated(text, group, amounts)
        if dated is None:
            continue
        first = min(amounts[0].start, *(start for start, _, _ in whens_of(text)))
        words = item_words(text[:first]) - {"note", "reference", "参考", "注"}
        if waiting and waiting[0] == line - 1 and not words - EMPTY:
            # The note goes on: the next period in a paragraph of its own.
            waiting = (line, waiting[1], waiting[2], [*waiting[3], *dated])
            continue
        yield from _series(waiting)
        waiting = (line, text[:first], words, dated)
    yield from _series(waiting)


def _series(found: tuple[int, str, frozenset[str], list[Dated]] | None) -> Iterator[tuple[Series, list[Dated]]]:
    if found is None:
        return
    line, label, words, dated = found
    if not LEAST <= len(dated) <= MOST or len({one.when for one in dated}) < len(dated):
        return
    if len({(one.amount.mention.unit, one.amount.mention.scale) for one in dated}) > 1:
        return
    for one in dated:
        one.amount.mention.when = one.when
    yield Series(NOTE, line, label, words, frozenset(), [one.amount.mention for one in dated], []), dated


def _dated(text: str, group: Sequence[Claim], amounts: Sequence[Claim]) -> list[Dated] | None:
    whens = [one for one in whens_of(text) if one[2].kind != "named quarter"]
    if len({when for _, _, when in whens}) < len(amounts):
        return None
    before = any(end <= amounts[0].start for _, end, _ in whens)
    found: list[Dated] = []
    for index, one in enumerate(amounts):
        low = amounts[index - 1].end if index else 0
        high = amounts[index + 1].start if index + 1 < len(amounts) else len(text)
        near = (
            [when for _, end, when in whens if low <= end <= one.start][-1:]
            if before
            else [when for start, _, when in whens if one.end <= start < high][:1]
        )
        if not near:
            return None
        change = next(
            (
                other
                for other in group
                if other.mention.is_percent and one.end <= other.start < high and other.start - one.end < NEAR
            ),
            None,
        )
        found.append(Dated(one, near[0], change))
    return found


def note_changes(words: frozenset[str], dated: Sequence[Dated]) -> Iterator[Relation]:
    """Give the changes in per cent that stand beside the later of two amounts of a note.

    Args:
        words: of the note's item; of some, the exchange's form wants the change, so that a percentage can be nothing else.
        dated: its amounts.
    """
    for one in dated:
        for other in dated:
            if one is other or one.change is None or one.when.kind != other.when.kind or one.when.at <= other.when.at:
                continue
            now, then, p = one.amount.mention, other.amount.mention, one.change.mention
            if then.low <= 0 or now.value < 0 or one.when.months != other.when.months:
                continue
            # Parentheses in a sentence need not be a sign.
            turns = (1, -1) if p.text.startswith("(") else (-1,) if one.change.direction < 0 and not p.signed else (1,)
            both = [
                Relation("change", (p, now, then), CHANGE, by=Fraction(100 * turn), less_one=True) for turn in turns
            ]
            relation = next((one for one in both if one.holds()), both[0])
            relation.strength = SURE if relation.holds() or words & OF_CHANGE else UNSURE
            if relation.holds() or relation.strength == SURE or is_slip(p, abs(now.value / then.value - 1) * 100):
                yield relation
