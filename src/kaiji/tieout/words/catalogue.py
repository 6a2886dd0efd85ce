"""Every rule of the words, in one list, and the function that runs them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kaiji.core.finding import Finding, Param
from kaiji.core.rule import AnyRule
from kaiji.core.source import Place, Source
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line
from kaiji.tieout.words import (
    address_word,
    amount_unit,
    blank_answer,
    calendar_word,
    caption_word,
    code_word,
    compared_period,
    comparison_word,
    contact_word,
    date_word,
    direction,
    echo_word,
    head_unit,
    item_claim,
    japanese_period,
    length_word,
    mark_word,
    name_word,
    order_word,
    own_name,
    period_word,
    placeholder,
    quarter_word,
    reference_word,
    repeat_word,
    reported_length,
    scale_word,
    span_word,
    told_way,
    twin_head,
    year_label,
)

ALONE: tuple[AnyRule, ...] = (
    *calendar_word.RULES,
    *placeholder.RULES,
    *period_word.RULES,
    *quarter_word.RULES,
    *name_word.RULES,
    *own_name.RULES,
    *code_word.RULES,
    *repeat_word.RULES,
    *order_word.RULES,
    *reference_word.RULES,
    *reported_length.RULES,
    *address_word.RULES,
    *contact_word.RULES,
    *mark_word.RULES,
    *blank_answer.RULES,
    *date_word.RULES,
    *span_word.RULES,
    *year_label.RULES,
    *twin_head.RULES,
    *compared_period.RULES,
    *head_unit.RULES,
    *echo_word.ALONE,
    *japanese_period.RULES,
)
AGAINST_NUMBERS: tuple[AnyRule, ...] = (
    *direction.RULES,
    *item_claim.RULES,
    *comparison_word.RULES,
    *scale_word.RULES,
    *amount_unit.RULES,
    *caption_word.RULES,
    *told_way.RULES,
    *length_word.RULES,
    *echo_word.AGAINST_NUMBERS,
)
RULES: tuple[AnyRule, ...] = (*ALONE, *AGAINST_NUMBERS)
"""All of them: those that need words alone, and those that need the numbers of the document, too."""


@dataclass(frozen=True, slots=True)
class _Offset:
    """Stands for the place of a piece of a line: tells the line's number and the offset in it."""

    number: int
    start: int

    def at(self, offset: int) -> Source:
        return Source("", "", Place(line=self.number, record=str(self.start + offset)))


def check_words(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Run every rule of the words over the lines of one document, rule by rule.

    Args:
        lines: of one document in reading order; headings may be plain paragraphs.
        numbers: of the same lines.
    """
    # The rules tell places by the line and an offset in it. Given lines whose places are just that, what they find has spots.
    counted = [
        replace(line, places=tuple(_Offset(number, start) for start in line.starts)) if line.starts else line
        for number, line in enumerate(lines)
    ]
    ends = {(one.spot.line, one.spot.start): one.spot.end for one in numbers.mentions}
    for one in ALONE:
        for finding in one(counted):
            yield _placed(finding, lines, ends)
    for one in AGAINST_NUMBERS:
        for finding in one(counted, numbers):
            yield _placed(finding, lines, ends)


def _placed(finding: Finding, lines: Sequence[Line], ends: dict[tuple[int, int], int]) -> ProofFinding:
    stated = plainly(finding.param("stated")) if any(name == "stated" for name, _ in finding.params) else ""
    expected = plainly(dict(finding.params).get("expected", ""))
    both = any(param == ("side", "both") for param in finding.params)
    places: list[ProofPlace] = []
    for source in finding.sources:
        number, start = source.place.line, int(source.place.record or 0)
        text = lines[number].text
        if not places and stated and text.startswith(stated, start):
            end = start + len(stated)
        else:
            end = ends.get((number, start)) or _piece_end(lines[number], start)
        places.append(ProofPlace(Spot(number, start, end), "evidence" if places or both else "wrong"))
    sources = tuple(lines[place.spot.line].at(place.spot.start) for place in places)
    root = f"{places[0].spot.line}:{places[0].spot.start}" if places else finding.code
    return ProofFinding(replace(finding, sources=sources), tuple(places), stated, expected, root)


def _piece_end(line: Line, start: int) -> int:
    """Give the end of the cell that begins at an offset; of all of the line where none but the first does."""
    if start and start in line.starts:
        later = [one for one in line.starts if one > start]
        return later[0] - 1 if later else len(line.text)
    return len(line.text)


def plainly(value: Param) -> str:
    """Give a finding's value in plain English."""
    if isinstance(value, tuple):
        return " / ".join(value)
    return value.en if isinstance(value, Text) else str(value)
