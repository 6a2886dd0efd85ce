"""What a sentence compares: with an earlier period, in the unit of the other amount, and the way its verb says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.phrase import SENTENCE
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import whens_of
from kaiji.tieout.reading import Line

COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|as compared (?:to|with)|versus|vs\.?|against|than in|from)\b(?:[^.;]|\.\d|\bRs\.){0,60}$",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\b(?:compared|versus|vs|against|from|than)\b|\(", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:to|and|or|[-–—])\s*$", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:each|per|a share|apiece|price|rate)\b", re.IGNORECASE)
SCALES = {3: "thousand", 5: "lakh", 7: "crore", 6: "million", 8: "hundred million", 9: "billion", 12: "trillion"}
FROM_TO = re.compile(
    r"\b(?:(?P<up>raised|increased|lifted|rose|grew|climbed)|(?P<down>lowered|decreased|cut|reduced|fell|declined|dropped))\s"
    r"(?:sharply\s|slightly\s)?from\s(?=\S)",
    re.IGNORECASE,
)
LONGEST = 4000


@rule(
    "TIE-134",
    Severity.ERROR,
    title=Text("Compared with a later period", "後の期間との比較"),
    message=Text(
        "The sentence compares {stated} with {expected}, which is later; {stated} stands nowhere else.",
        "文は{stated}をそれより後の{expected}と比較しています。{stated}は他の箇所にありません。",
    ),
    remedy=Text("Put right the period.", "期間を訂正してください。"),
)
def compared_with_later(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A sentence compares its period with an earlier one.

    What it checks
    Two periods of one kind and length in a sentence, the second behind *compared to* and the like and a year before the
    reported one: the first must be later. An error where the document names the first nowhere else.

    Why it matters
    The number is right, and stands under the wrong year.

    How to put it right
    Put in the reported period.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    counts = Counter(
        (when.kind, when.at, when.months) for line in lines for _, _, when in whens_of(line.text[:LONGEST])
    )
    for line in lines:
        if line.kind in ("row", "head"):
            continue
        for (start, end, one), (second, last, other) in pairwise(whens_of(line.text[:LONGEST])):
            between = line.text[end:second]
            if (one.kind, one.months) != (other.kind, other.months) or one.at >= other.at or SENTENCE.search(between):
                continue
            if not COMPARED.search(between) or counts[one.kind, one.at, one.months] != 1:
                continue
            if known.calendar.back(other) == 12:
                yield compared_with_later.finding(
                    line.at(start), stated=line.text[start:end].strip(), expected=line.text[second:last].strip()
                )


@rule(
    "TIE-135",
    Severity.ERROR,
    title=Text("An amount without the unit of the other", "単位の欠落"),
    message=Text(
        "“{stated}” lacks the unit of the amount it is compared with; it should say “{expected}”.",
        "「{stated}」に、比較対象と同じ単位がありません。「{expected}」であるべきです。",
    ),
    remedy=Text("Add the unit.", "単位を付けてください。"),
)
def unit_of_one_only(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """Two amounts that a sentence compares have one unit.

    What it checks
    Amounts of one currency and as many decimals that a sentence compares, of which one says *million* or the like and
    the other nothing, and that are of one size as printed; and a difference without a unit between two that have it.

    Why it matters
    The amount is a million times too small.

    How to put it right
    Add the unit.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in known.claims:
        if claim.mention.unit.kind == MONEY and lines[claim.line].kind not in ("row", "head"):
            groups[claim.line, claim.sentence].append(claim)
    for group in groups.values():
        for bare in _bare(group):
            scaled = next(one.mention for one in group if one.mention.scale)
            yield unit_of_one_only.finding(
                lines[bare.line].at(bare.start),
                stated=bare.mention.text.strip(),
                expected=f"{bare.mention.text.strip()} {SCALES.get(scaled.scale, '')}",
            )


def _bare(group: Sequence[Claim]) -> Iterator[Claim]:
    for one, other in pairwise(group):
        a, b = one.mention, other.mention
        bare, full = (one, b) if not a.scale else (other, a)
        between = one.text[one.end : other.start]
        if bool(a.scale) == bool(b.scale) or a.unit.currency != b.unit.currency or not a.places == b.places > 0:
            continue
        if RANGE.match(between) or WHOLE.search(one.text[one.sentence[0] : one.sentence[1]]):
            continue
        size = abs(float(bare.mention.printed / full.printed)) if full.printed else 0.0
        apart = [x.mention.printed for x in group if x.mention.scale == full.scale]
        differs = len(apart) == 2 and abs(abs(apart[0] - apart[1]) - abs(bare.mention.printed)) <= 2 * (
            bare.mention.step
        )
        if (BESIDE.search(between) and bare.part != "by" and 0.1 <= size <= 10) or (bare.part == "by" and differs):
            yield bare


@rule(
    "TIE-136",
    Severity.ERROR,
    title=Text("Raised or lowered, against the amounts", "増減の語と金額の矛盾"),
    message=Text(
        "The sentence says “{stated}”, and the amount went from {first} to {second}.",
        "文は「{stated}」としていますが、金額は{first}から{second}になっています。",
    ),
    remedy=Text("Put right the word, or the amounts.", "語または金額を訂正してください。"),
)
def moved_the_other_way(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """What is raised from one amount to another is more than before.

    What it checks
    *Raised from A to B*, *lowered from A to B* and the like, where both amounts are of one unit and above nothing.

    Why it matters
    A forecast that was lowered is read as one that was raised.

    How to put it right
    Put right the word, or the order of the amounts.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    by_line: dict[int, list[Claim]] = defaultdict(list)
    for claim in known.claims:
        by_line[claim.line].append(claim)
    for number, claims in by_line.items():
        text = lines[number].text
        for match in FROM_TO.finditer(text):
            pair = [one for one in claims if one.start >= match.end()][:2]
            if (
                len(pair) != 2
                or pair[0].start - match.end() > 1
                or not re.fullmatch(
                    r"\s(?:per share\s|million\s|billion\s|yen\s)*to\s", text[pair[0].end : pair[1].start]
                )
            ):
                continue
            one, other = (claim.mention for claim in pair)
            same = (
                one.unit.kind == other.unit.kind
                and one.unit.currency == other.unit.currency
                and one.scale == other.scale
            )
            if not same or min(one.value, other.value) <= 0 or one.value == other.value:
                continue
            if (other.value > one.value) != bool(match["up"]):
                yield moved_the_other_way.finding(
                    lines[number].at(match.start()),
                    stated=(match["up"] or match["down"]),
                    first=one.text.strip(),
                    second=other.text.strip(),
                )


RULES: tuple[AnyRule, ...] = (compared_with_later, unit_of_one_only, moved_the_other_way)
