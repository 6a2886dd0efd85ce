"""What sentences claim: of which item, how much, and in which direction it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kaiji.tieout.reading import Line
from kaiji.tieout.words.row_fact import item_words

UP = r"increas(?:e[sd]?|ing)|gr(?:ew|own|owth|owing)|rose|risen|up|higher|climbed|expanded"
DOWN = r"decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|fell|fallen|down|lower|dropped|reduced|reduction"
_BARE_AMOUNT = r"(?:JPY|USD|EUR|GBP|US\$|[$¥€£])\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:thousand|million|billion|trillion))?"
AMOUNT = re.compile(
    r"(?P<currency>JPY|USD|EUR|GBP|US\$|[$¥€£])\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>thousand|million|billion|trillion))?"
    r"(?![\d-])(?! per)"
)
POWER = {None: 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_PERCENT = r"(?P<percent>\d{1,4}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)"
MOVE_BEFORE = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\s(?:(?:of|by)\s)?(?:(?:approximately|about|{_BARE_AMOUNT},?\s(?:or|\())\s?)?{_PERCENT}",
    re.IGNORECASE,
)
MOVE_BEHIND = re.compile(
    rf"{_PERCENT}\s(?:(?P<up>increase|growth|higher|rise)|(?P<down>decrease|decline|lower|reduction|drop))\b",
    re.IGNORECASE,
)
VERB = re.compile(
    rf"\b(?:was|were|is|are|totall?ed|amounted to|reached|came to|{UP.replace('|up|higher', '')}|{DOWN.replace('|down|lower', '')})\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?:in|for|of|during|as of|as at|at)?\s?(?:the\s)?(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)\s(?:fiscal\s)?quarter"
    r"(?:\s(?:of\s)?(?:fiscal\s(?:year\s)?)?(?:20\d\d|FY\s?\d{2,4}))?"
    r"|(?:three|six|nine|twelve) months ended\s\w+\s\d{1,2},?(?:\s\d{4})?|[1-4]Q(?:FY)?'?\d\d|Q[1-4]\s?(?:FY)?'?(?:\d\d(?:\d\d)?)?"
    r"|[12]H\d\d|FY\s?\d{2,4}"
    r"|fiscal (?:year )?(?:ended )?20\d\d|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\s\d{1,2},\s\d{4}"
    r"|quarter|full[- ]year(?:\s20\d\d)?|20\d\d)\b",
    re.IGNORECASE,
)
QUALIFIED = re.compile(
    r"adjusted|non-GAAP|excluding|exclud|constant[- ]currency|currency[- ]neutral|organic|pro forma|same[- ]store|comparable|segment|"
    r"expect|forecast|guidance|outlook|target|anticipat|estimat|project|would|could|may\b|per share|compound|sequential|"
    r"prior quarter|previous quarter|month|year[- ]to[- ]date|full[- ]year|attributable|continuing|basis points|margin|average|"
    r"revised|original|approximately|nearly|over \d|more than|at least|half|if ",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;。])\s+(?=[A-Z\"“(])|(?<=。)")
CLAUSE = re.compile(
    rf";\s+|,?\s(?:and|while|whereas|but)\s(?=(?:the\s)?[a-z]\w+(?:\s[\w’'-]+){{0,5}}?\s"
    rf"(?:{UP.replace('|up|higher', '')}|{DOWN.replace('|down|lower', '')})\b)"
)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in a sentence: its value in single units of currency, and half its last printed unit."""

    value: Decimal
    half: Decimal
    number: str
    text: str
    start: int
    end: int
    currency: str
    power: int


@dataclass(frozen=True, slots=True)
class Move:
    """A percentage with its direction: 1 up, -1 down."""

    percent: Decimal
    decimals: int
    sign: int
    word: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence with figures.

    Args:
        line: in which it stands.
        start: its offset in the line.
        text: of the sentence.
        item: the words of its subject, without those of its period.
        moves: percentages with a direction.
        money: amounts of money.
        qualified: whether it speaks of something else than the plain reported figure.
    """

    line: Line
    start: int
    text: str
    item: frozenset[str]
    subject: str
    verb: int
    moves: tuple[Move, ...]
    money: tuple[Money, ...]
    qualified: bool


def money_in(text: str) -> tuple[Money, ...]:
    """Give the amounts of money in a text, each with its currency sign."""
    found = []
    for match in AMOUNT.finditer(text):
        number = match["number"].replace(",", "")
        if len(number) > 25:
            continue
        power = POWER[match["scale"]]
        unit = Decimal(1).scaleb(power - len(number.partition(".")[2]))
        value = Decimal(number).scaleb(power)
        found.append(
            Money(value, unit / 2, match["number"], match.group(), match.start(), match.end(), match["currency"], power)
        )
    return tuple(found)


def moves_in(text: str) -> tuple[Move, ...]:
    """Give the percentages in a text that stand with a word of direction."""
    found: dict[int, Move] = {}
    for pattern in (MOVE_BEFORE, MOVE_BEHIND):
        for match in pattern.finditer(text):
            word = match["up"] or match["down"]
            at = match.start("percent")
            if at not in found:
                found[at] = Move(
                    Decimal(match["percent"]),
                    len(match["percent"].partition(".")[2]),
                    1 if match["up"] else -1,
                    word,
                    match["percent"] + "%",
                    match.start("up") if match["up"] else match.start("down"),
                )
    return tuple(found[at] for at in sorted(found))


def claims_of(line: Line) -> Iterator[Claim]:
    """Give the sentences of a line outside tables that claim an amount or a move."""
    if line.kind in ("row", "head") or not re.search(r"\d", line.text):
        return
    at = 0
    for piece in _clauses(line.text):
        start = line.text.index(piece, at)
        at = start + len(piece)
        text = piece[:LONGEST]
        money, moves = money_in(text), moves_in(text)
        verb = VERB.search(text)
        if (money or moves) and verb:
            subject = text[: verb.start()].lstrip("-•*– ")
            # An opening of place or time (“For current assets,”) is not the subject.
            if re.match(r"(?:as of|for|in|at|during)\b", subject, re.IGNORECASE):
                subject = re.sub(r"^[^,]*(?:\d, \d{4})?[^,]*,\s", "", WHEN.sub(" ", subject)) or subject
            subject = WHEN.sub(" ", subject)
            reach = max([verb.end(), *(one.end for one in money[:1])]) + 30
            qualified = bool(QUALIFIED.search(text[:reach]))
            yield Claim(line, start, text, item_words(subject), subject, verb.end(), moves, money, qualified)


def _clauses(text: str) -> Iterator[str]:
    for sentence in SENTENCE.split(text):
        yield from CLAUSE.split(sentence)
