"""What a sentence says again: the change of the sentence before, and the item it has just named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.fact import EMPTY, WEAK
from kaiji.tieout.numbers.phrase import DOWN, SENTENCE, UP
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.reading import Line
from kaiji.tieout.words.hedge import QUALIFIED

_NOUN = r"(?:(?P<up>increase|growth|rise|improvement)|(?P<down>decrease|decline|reduction|drop|fall))"
AGAIN = re.compile(
    rf"The(?:se|ir)?\s{_NOUN}s?\s(?:was|is|were|reflects?|reflected|resulted|came|results)\b(?!\s(?:partially|partly|offset))",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"(?:\ban?|\bthe)\s(?:(?P<up>increase|rise)|(?P<down>decrease|decline|reduction|drop|fall))\s(?:of|by)\s[^\s]{0,4}?\d|"
    rf"\b(?:(?P<grew>{UP})|(?P<fell>{DOWN}))\s(?:by\s)?[^\s]{{0,4}}?\d",
    re.IGNORECASE,
)
MOVED = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)
REACH = 120
INSIDE = re.compile(
    r"\b(?:(?P<up>increased|grew|rose|improved|expanded|(?:increase|rise|growth) in (?:[a-z]+\s){0,3}[a-z]+)|"
    r"(?P<down>decreased|declined|fell|dropped|contracted|(?:decrease|decline|drop) in (?:[a-z]+\s){0,3}[a-z]+))\s?[(（]"
    r"(?:(?P<more>up|an? increase of)|(?P<less>down|an? decrease of))\s(?:by\s)?[^\s()]{0,4}?\d(?P<rest>[^()（）]*)[)）]",
    re.IGNORECASE,
)


@rule(
    "TIE-158",
    Severity.ERROR,
    title=Text("The change is said to go both ways", "増減の語の矛盾"),
    message=Text(
        "“{stated}” speaks of {expected} just said: the two go opposite ways.",
        "「{stated}」は、直前の「{expected}」と向きが逆です。",
    ),
    remedy=Text("Put right the word that is wrong.", "誤っている語を訂正してください。"),
)
def change_said_otherwise(lines: Sequence[Line]) -> Iterator[Finding]:
    """A change goes one way, where it is told and where it is explained.

    What it checks
    Sentences that begin with *The increase was …* or *The decrease reflects …* behind a sentence with one change (*a
    decrease of 3.2%*), and a change in parentheses directly behind its verb (*increased (down 5.9%)*).

    Why it matters
    One of the two says the opposite of the truth.

    How to put it right
    Look at the figures, and put right the word.

    Source
    Rule of this project.
    """
    for line in lines:
        if line.kind in ("row", "head"):
            continue
        for match in INSIDE.finditer(line.text):
            if bool(match["up"]) == bool(match["less"]) and not QUALIFIED.search(match["rest"]):
                yield change_said_otherwise.finding(
                    line.at(match.start()), stated=match.group(), expected=match["up"] or match["down"]
                )
        starts = [0, *(match.end() for match in SENTENCE.finditer(line.text))]
        for before, start in pairwise(starts):
            again = AGAIN.match(line.text, start)
            if again is None:
                continue
            told = line.text[before:start]
            ways = {bool(match["up"] or match["grew"]) for match in CHANGE.finditer(told)}
            every = {bool(match["up"]) for match in MOVED.finditer(told)}
            if len(ways) == 1 and every == ways and bool(again["up"]) not in ways:
                said = CHANGE.search(told)
                yield change_said_otherwise.finding(
                    line.at(start), stated=again.group(), expected=said.group() if said else ""
                )


@rule(
    "TIE-159",
    Severity.ERROR,
    title=Text("One item named for two amounts", "同一項目の重複"),
    message=Text(
        "The sentence names “{stated}” twice, with {first} and {second}; one of them is {expected}.",
        "文は「{stated}」を2回挙げ、{first}と{second}としています。一方は{expected}です。",
    ),
    remedy=Text("Put in the item that is meant.", "正しい項目名に訂正してください。"),
)
def item_named_twice(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """Amounts that a sentence lists are of different items.

    What it checks
    Two amounts of one period that a sentence gives, each directly behind the same name of an item of the tables, where one
    of the amounts is that item's and the other is another item's of the same table.

    Why it matters
    The name of one segment stands where another was meant.

    How to put it right
    Put in the item that is meant.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    by_sentence: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in known.claims:
        plain = claim.part == "now" and claim.mention.unit.kind == MONEY and not claim.mention.about
        if plain and lines[claim.line].kind not in ("row", "head"):
            by_sentence[claim.line, claim.sentence].append(claim)
    rows = [one for one in known.series if one.grid >= 0 and not one.generic and one.words - WEAK - EMPTY]
    for claims in by_sentence.values():
        for one, other in pairwise(claims):
            yield from _twice(lines, rows, one, other)


def _twice(lines: Sequence[Line], rows: Sequence[Series], one: Claim, other: Claim) -> Iterator[Finding]:
    """Find one item named before both of two amounts, of which one is another item's."""
    before = item_words(one.text[max(one.sentence[0], one.start - REACH) : one.start])
    between = item_words(one.text[one.end : other.start])
    # What stands between the two names nothing that was not named before the first.
    if not (before & between) - WEAK - EMPTY or not between <= before or one.mention.value == other.mention.value:
        return
    if one.when[:1] != other.when[:1] and one.when and other.when:
        return
    named = [row for row in rows if row.words <= before and row.words <= between]
    named = [row for row in named if not any(row.words < wide.words <= before | between for wide in rows)]
    hits = [any(_has(row, each) for row in named) for each in (one, other)]
    if hits[0] == hits[1]:
        return
    wrong = other if hits[0] else one
    grids, words = {row.grid for row in named}, {row.words for row in named}
    true = next((row for row in rows if row.grid in grids and row.words not in words and _has(row, wrong)), None)
    if true is None:
        return
    label = named[0].label.strip(" :")
    start = one.text.casefold().rfind(label.casefold(), one.sentence[0], wrong.start)
    yield item_named_twice.finding(
        lines[one.line].at(start if start >= 0 else wrong.start),
        lines[true.line].at(0),
        stated=one.text[start : start + len(label)] if start >= 0 else wrong.mention.text.strip(),
        first=one.mention.text.strip(),
        second=other.mention.text.strip(),
        expected=true.label.strip(" :"),
    )


def _has(row: Series, claim: Claim) -> bool:
    return any(same_size(cell, claim.mention) for cell in row.cells)


ALONE: tuple[AnyRule, ...] = (change_said_otherwise,)
AGAINST_NUMBERS: tuple[AnyRule, ...] = (item_named_twice,)
