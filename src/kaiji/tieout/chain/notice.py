"""The terms of a share offering that a notice states: numbers of shares, prices, amounts and days, each with its part of the offering."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaiji.tieout.chain.chained import Chained
from kaiji.tieout.chain.written_day import days_in, in_western_years
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.offering_pattern import PROCEEDS, USE
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import COUNT, MONEY, PER_SHARE, PERCENT, SHARES
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading import Line
from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.chain", "notice.toml")
TITLE = re.compile(_TERMS["title"]["pattern"], re.IGNORECASE)
SCOPES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TERMS["scope"].items()}
LABELS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TERMS["terms"].items()}
_WORDS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TERMS["words"].items()}
MOST, ANNOUNCED, BOARD, CHANGED = (_WORDS[name] for name in ("most", "announced", "board", "changed"))
DAYS = ("subscription", "payment", "delivery", "pricing")
COUNTED = ("number", "scheduled", "after", "present", "increase")
HEADING = re.compile(r"^\s*[(（<\[【]?(?:[0-9]{1,2}|[０-９]{1,2}|[IVXⅠ-Ⅹ]{1,4})?[.．)）>\]】、]?\s*\S")
LONGEST_HEADING = 90
FIRST_LINES = 40
TITLES = re.compile(r"[“\"「『](?P<title>[^”\"」』]{8,200})[”\"」』]")
LEAST = 3
LEAST_USES = 2
LONGEST_USE = 60
AND = re.compile(r"[\s,;、]*(?:\band\b|及び|並びに|を|、)?[\s,;、]*$")
DIGITS = re.compile(r"\d[\d,.]*")
NEAR, FAR = 24, 45
STOP = re.compile(r"\.\s|。")


@dataclass(slots=True, eq=False)
class OfferingTerm:
    """One term of an offering as a notice states it.

    Args:
        name: of the term: *number*, *paid total*, *paid each*, *payment* and so on.
        scope: the part of the offering: *public*, *over*, *third*, or nothing where it is not told.
        label: of its row.
        spot: where it stands.
        text: as printed.
        mention: the number, or None of days.
        days: the days of its row, in order.
        most: whether it is an upper limit.
    """

    name: str
    scope: str
    label: str
    spot: Spot
    text: str
    mention: Mention | None = None
    days: tuple[date, ...] = ()
    most: bool = False


@dataclass(slots=True, eq=False)
class Quoted:
    """A day that a notice gives for another notice, or an amount that it says was announced on a day."""

    spot: Spot
    text: str
    day: date
    title: str = ""
    mention: Mention | None = None


@dataclass(slots=True, eq=False)
class Uses:
    """A sentence that says what the proceeds are for.

    Args:
        words: of the sentence, without its numbers.
        amounts: as terms, each labelled with the words behind it, in order.
    """

    words: str
    amounts: list[OfferingTerm]


@dataclass(slots=True, eq=False)
class Notice:
    """A notice of an offering.

    Args:
        document: that it is.
        title: of the notice.
        day: on which it was published, or None.
        terms: that it states.
        boards: the days of the board's meeting that it names, each with its place.
        quoted: what it says of other notices.
        uses: the sentences that say what the proceeds are for.
    """

    document: Chained
    title: str
    day: date | None
    terms: list[OfferingTerm]
    boards: list[OfferingTerm]
    quoted: list[Quoted]
    uses: list[Uses] = field(default_factory=list)


def notice_of(document: Chained) -> Notice | None:
    """Give the notice that a document is, or None where it is none."""
    title = next((line.text.strip() for line in document.lines[:FIRST_LINES] if _is_title(line)), "")
    if not title:
        return None
    terms = list(_terms(document, title))
    if len(terms) < LEAST:
        return None
    published = next(
        (day for line in document.lines[:FIRST_LINES] for _, _, day in days_in(in_western_years(line.text))), None
    )
    return Notice(
        document, title, published, terms, list(_boards(document)), list(_quoted(document)), list(_uses(document))
    )


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    return (
        line.kind not in ("row", "head")
        and len(text) < 160
        and not text.endswith((".", "。"))
        and bool(TITLE.search(text))
    )


def _scope(text: str) -> str:
    found = [name for name, pattern in SCOPES.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else ""


def _terms(document: Chained, title: str) -> Iterator[OfferingTerm]:
    by_line: dict[int, list[Mention]] = defaultdict(list)
    for mention in document.numbers.mentions:
        by_line[mention.spot.line].append(mention)
    whole = _scope(title)
    scope = whole
    for number, line in enumerate(document.lines):
        if line.kind not in ("row", "head"):
            if line.kind == "heading" or (
                len(line.text) <= LONGEST_HEADING and not line.text.rstrip().endswith((".", "。", ":", "："))
            ):
                scope = _scope(line.text) or whole
            continue
        label = line.cells[0] if line.cells else ""
        name = next((name for name, pattern in LABELS.items() if pattern.search(label)), "")
        if not name or not label.strip():
            continue
        here = _scope(label) or scope
        start = len(label) if line.cells and line.cells[0] else 0
        most = bool(MOST.search(label))
        if name in DAYS:
            text = in_western_years(line.text)
            days = tuple(day for at, _, day in days_in(text) if at >= min(start, len(text)))
            if days:
                rest = line.text[start:].strip()
                spot = Spot(number, line.text.find(rest, start), len(line.text))
                yield OfferingTerm(name, here, label, spot, rest, None, days, most)
            continue
        mentions = [one for one in by_line.get(number, ()) if one.spot.start >= start and one.unit.kind != PERCENT]
        yield from _numbers(name, here, label, line, mentions, most=most)


def _numbers(
    name: str, scope: str, label: str, line: Line, mentions: Sequence[Mention], *, most: bool
) -> Iterator[OfferingTerm]:
    if name in COUNTED:
        counts = [one for one in mentions if one.unit.kind in (SHARES, COUNT, "")]
        for at, one in enumerate(counts):
            before = line.text[counts[at - 1].spot.end if at else len(label) : one.spot.start]
            told = "scheduled" if LABELS["scheduled"].search(before) else name
            if at and told == name:
                continue
            yield OfferingTerm(told, scope, label, one.spot, one.text.strip(), one, (), most)
        return
    # Of a single share the total may be the smaller one: what is said to be per share comes last.
    money = sorted(
        (one for one in mentions if one.unit.kind in (MONEY, PER_SHARE, "")),
        key=lambda one: (one.unit.kind == PER_SHARE, -one.value),
    )
    total = bool(re.search(r"total|総額|合計", label, re.IGNORECASE)) or name in ("capital", "reserve")
    for one in money[:2]:
        each = one.unit.kind == PER_SHARE or (len(money) > 1 and one is money[1]) or not total
        yield OfferingTerm(
            f"{name} {'each' if each else 'total'}",
            scope,
            label,
            one.spot,
            one.text.strip(),
            one,
            (),
            most and not each,
        )


def _boards(document: Chained) -> Iterator[OfferingTerm]:
    for number, line in enumerate(document.lines):
        if BOARD.search(line.text):
            text = in_western_years(line.text)
            for start, end, day in days_in(text):
                around = text[max(0, start - 90) : end + 40]
                if BOARD.search(around) and len(text) == len(line.text) and not ANNOUNCED.search(text[end : end + 12]):
                    yield OfferingTerm("board", "", "", Spot(number, start, end), line.text[start:end], None, (day,))
                    break


def _quoted(document: Chained) -> Iterator[Quoted]:
    by_line: dict[int, list[Mention]] = defaultdict(list)
    for mention in document.numbers.mentions:
        by_line[mention.spot.line].append(mention)
    for number, line in enumerate(document.lines):
        if line.kind in ("row", "head"):
            continue
        text = in_western_years(line.text)
        if len(text) != len(line.text):
            continue
        days = list(days_in(text))
        for match in TITLES.finditer(text):
            if not TITLE.search(match["title"]):
                continue
            behind = [one for one in days if 0 <= one[0] - match.end() < 14]
            before = [one for one in days if 0 <= match.start() - one[1] < 4]
            for start, end, day in (before or behind)[:1]:
                yield Quoted(Spot(number, start, end), line.text[start:end], day, match["title"])
        for start, end, day in days:
            if not ANNOUNCED.search(text[max(0, start - 14) : start] + "|" + text[end : end + 6]):
                continue
            if near := _amount_at(text, start, end, by_line.get(number, ())):
                yield Quoted(near.spot, near.text.strip(), day, "", near)


def _uses(document: Chained) -> Iterator[Uses]:
    """Give the sentences that say what the proceeds are for, with two amounts or more, also those of a row's text."""
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in document.numbers.claims:
        if claim.mention.unit.kind == MONEY:
            sentences[claim.line, claim.sentence].append(claim)
    for (number, (start, end)), claims in sentences.items():
        text = document.lines[number].text
        said = text[start:end]
        if len(claims) < LEAST_USES or not (USE.search(said) and PROCEEDS.search(said)):
            continue
        amounts = []
        for at, one in enumerate(claims):
            behind = text[one.end : claims[at + 1].start if at + 1 < len(claims) else min(end, len(text))]
            label = AND.sub("", " ".join(behind.split())[:LONGEST_USE]).strip(" ,.;、。")
            amounts.append(OfferingTerm("use", "", label, one.mention.spot, one.mention.text.strip(), one.mention, ()))
        yield Uses(" ".join(DIGITS.sub("0", said).split()), amounts)


def _amount_at(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """Give the amount that is said to have been announced on a day: the next one behind it, else the last before it."""
    money = [one for one in mentions if one.unit.kind == MONEY and one.digits >= LEAST]
    behind = [one for one in money if 0 <= one.spot.start - end < NEAR]
    before = [one for one in money if 0 <= start - one.spot.end < FAR]
    for one in (*behind[:1], *before[-1:]):
        if not STOP.search(text[min(end, one.spot.end) : max(start, one.spot.start)]):
            return one
    return None
