"""The periods that sentences and tables compare: never a period with itself, and always as far apart as elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.phrase import SENTENCE
from kaiji.tieout.numbers.when import When, whens_of
from kaiji.tieout.reading import Line
from kaiji.tieout.words.twin_head import periods_of

COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|as compared (?:to|with)|in comparison (?:to|with)|versus|vs\.?|as against|against|from|over|than)\s"
    r"(?P<between>(?:[^.;:()]|\.\d|\bRs\.){0,90}?)$",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:increase|decrease|up|down|grew|growth|rose|fell|declin|higher|lower|improv|compared|versus|vs|against)",
    re.IGNORECASE,
)
KINDS = {"quarter": 3, "half": 6, "year": 12, "part of a year": 12}
YEAR = 12
OFTEN = 4
LEAST_TABLES = 2
LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Compared:
    """A period that is compared with, and the one before it in its sentence, with their offsets."""

    line: Line
    start: int
    text: str
    when: When
    first: tuple[int, str, When] | None
    between: str
    sentence: tuple[int, int]
    alone: bool
    place: int


def months_between(one: When, other: When) -> int:
    """Give the months from one period back to another of the same kind."""
    if one.kind == "day":
        return round((one.at - other.at) / 30.44)
    return (one.at - other.at) * KINDS.get(one.kind, 0)


def _compared(lines: Sequence[Line]) -> Iterator[Compared]:
    for line in lines:
        if line.kind in ("row", "head"):
            continue
        starts = [0, *(match.end() for match in SENTENCE.finditer(line.text)), len(line.text) + 1]
        found = [
            one
            for one in whens_of(line.text[:LONGEST])
            if one[2].kind in KINDS or (one[2].kind == "day" and one[2].months)
        ]
        for begin, stop in pairwise(starts):
            inside = [one for one in found if begin <= one[0] < stop]
            for at, (start, end, when) in enumerate(inside):
                match = COMPARED.search(line.text, begin, start)
                if match is None or not MOVED.search(line.text, begin, start):
                    continue
                before = [one for one in inside[:at] if one[2].kind == when.kind and one[2].months == when.months]
                before = [one for one in before if not COMPARED.search(line.text, begin, one[0])]
                first = (before[-1][0], line.text[before[-1][0] : before[-1][1]], before[-1][2]) if before else None
                yield Compared(
                    line,
                    start,
                    line.text[start:end],
                    when,
                    first,
                    match["between"],
                    (begin, stop),
                    len(inside) == at + 1 and at < 2,
                    at,
                )


@rule(
    "TIE-163",
    Severity.ERROR,
    title=Text("Compared with the wrong period", "比較対象期間の誤り"),
    message=Text(
        "The sentence compares {first} with {stated}; elsewhere the document compares with {expected}.",
        "文は{first}を{stated}と比較していますが、本書の他の箇所の比較対象は{expected}です。",
    ),
    remedy=Text("Put right the period.", "期間を訂正してください。"),
)
def compared_with_wrong_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """A sentence compares its period with another one, and with the one that the document compares with.

    What it checks
    Periods behind *compared to*, *from* and the like: the one that the sentence reports, named once more, for the same
    item; and, where the document compares four times or more with the period a year before the reported one, a period that
    it names nowhere else and that is neither a year nor a quarter before.

    Why it matters
    The change is that of another period, or of none.

    How to put it right
    Put right the period.

    Source
    Rule of this project.
    """
    found = list(_compared(lines))
    counts = Counter((when.kind, when.at) for line in lines for _, _, when in whens_of(line.text[:LONGEST]))
    pairs = Counter(
        (one.first[2], one.when)
        for one in found
        if one.first is not None and months_between(one.first[2], one.when) == YEAR
    )
    alone = Counter(one.when for one in found)
    for one in found:
        usual = [(pair, count) for pair, count in pairs.items() if pair[0].kind == one.when.kind]
        if one.first is not None and one.first[2] == one.when and one.alone:
            told = item_words(one.line.text[one.sentence[0] : one.start - len(one.between)])
            if item_words(one.between) <= told:
                yield from _itself(one, pairs)
            continue
        if not usual:
            continue
        (main, then), _ = max(usual, key=lambda item: item[1])
        text = next(x.text for x in found if x.when == then)
        if alone[then] < OFTEN:
            continue
        here = one.first[2] if one.first is not None else main
        apart = months_between(here, one.when)
        before = one.when.kind in ("quarter", "day") and apart == 3
        odd = one.when if counts[one.when.kind, one.when.at] == 1 else here
        if apart == YEAR or before or counts[odd.kind, odd.at] > 1 or one.place > 1:
            continue
        if odd is here and one.first is not None and one.when == then:
            yield compared_with_wrong_period.finding(
                one.line.at(one.first[0]), stated=one.text, first=one.first[1], expected=_named(found, main) or text
            )
        elif odd == one.when and here == main:
            first = one.first[1] if one.first is not None else _named(found, main)
            yield compared_with_wrong_period.finding(
                one.line.at(one.start), stated=one.text, first=first, expected=text
            )


def _itself(one: Compared, pairs: Counter[tuple[When, When]]) -> Iterator[Finding]:
    """Accuse a period that is compared with itself: the first of the two where it is the one compared with elsewhere."""
    first = one.first
    if first is None:
        return
    now = sum(count for pair, count in pairs.items() if pair[0] == one.when)
    then = sum(count for pair, count in pairs.items() if pair[1] == one.when)
    here = first[0] if then > now else one.start
    other = one.start if then > now else first[0]
    yield compared_with_wrong_period.finding(
        one.line.at(here),
        one.line.at(other),
        stated=one.text,
        first=first[1],
        expected=Text("another period", "別の期間"),
        side="both" if now == then else "first",
    )


def _named(found: Sequence[Compared], when: When) -> str:
    return next((one.first[1] for one in found if one.first is not None and one.first[2] == when), "")


@rule(
    "TIE-164",
    Severity.ERROR,
    title=Text("A table compares other periods than the rest", "表の比較期間の相違"),
    message=Text(
        "The table has {stated} beside {common}; the other tables have {expected}.",
        "この表は{common}と{stated}を並べていますが、他の表は{expected}です。",
    ),
    remedy=Text("Put right the head of the column.", "列見出しを訂正してください。"),
)
def table_of_other_periods(lines: Sequence[Line]) -> Iterator[Finding]:
    """The tables of a document compare the same two periods.

    What it checks
    Heads with just two periods. Where two other tables or more have one pair a year apart, a table that has one of them
    beside a period that the document names nowhere else, and that is neither a year nor a quarter from it, is an error.

    Why it matters
    Figures stand under a period that they are not of.

    How to put it right
    Put right the head of the column.

    Source
    Rule of this project.
    """
    heads: dict[frozenset[When], list[tuple[Line, list[tuple[int, str, When]]]]] = defaultdict(list)
    for line in lines:
        if (
            line.kind in ("row", "head")
            and len(periods := periods_of(line)) == 2
            and periods[0][2].kind == periods[1][2].kind
        ):
            heads[frozenset(when for *_, when in periods)].append((line, periods))
    counts = Counter((when.kind, when.at) for line in lines for _, _, when in whens_of(line.text[:LONGEST]))
    usual = [
        pair
        for pair, found in heads.items()
        if len(pair) == 2 and len(found) >= LEAST_TABLES and abs(_apart(pair)) == YEAR
    ]
    for pair, found in heads.items():
        near = [one for one in usual if len(one & pair) == 1]
        if len(found) != 1 or len(pair) != 2 or len(near) != 1 or abs(_apart(pair)) in (YEAR, 3):
            continue
        odd = next(iter(pair - near[0]))
        line, periods = found[0]
        if counts[odd.kind, odd.at] != 1:
            continue
        start, text, _ = next(one for one in periods if one[2] == odd)
        proof = heads[near[0]][0]
        common = next(said for _, said, when in periods if when != odd)
        due = next(said for _, said, when in proof[1] if when not in pair)
        yield table_of_other_periods.finding(line.at(start), proof[0].at(0), stated=text, common=common, expected=due)


def _apart(pair: frozenset[When]) -> int:
    one, other = pair
    return months_between(one, other)


RULES: tuple[AnyRule, ...] = (compared_with_wrong_period, table_of_other_periods)
