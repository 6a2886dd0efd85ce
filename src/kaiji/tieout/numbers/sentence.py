"""Numbers in sentences and in texts of cells: in which clause they stand, and what the words around make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.bracketed import is_prior, opens_beside, settle_prior
from kaiji.tieout.numbers.clause_period import COMPARED, COMPARING, TURN, ClausePeriods
from kaiji.tieout.numbers.grid import Numbering
from kaiji.tieout.numbers.japanese_section import parts_of_text
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.note_mark import is_note_mark, note_marks
from kaiji.tieout.numbers.phrase import DOWN, DOWN_VERBS, SENTENCE, UP, UP_VERBS
from kaiji.tieout.numbers.quantity import quantities_in, quantity_of
from kaiji.tieout.numbers.relative_period import moved_like
from kaiji.tieout.numbers.sentence_bound import bounds_of
from kaiji.tieout.numbers.subject import subject_of
from kaiji.tieout.numbers.table_part import has_amounts
from kaiji.tieout.numbers.unit import COUNT, MONEY, PER, PER_SHARE, SHARES
from kaiji.tieout.numbers.when import When, whens_of
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading import Line, is_empty

Part = Literal["now", "then", "by", "beside"]
MOST_TEXT = 20_000
LONGEST_BETWEEN = 90
THEN = re.compile(
    rf"\b{COMPARED}\s(?:(?:[^;$¥€£.,()]|\d,\s?\d|,\s\d{{4}}){{0,70}}?\b(?:of|was|were)\s|(?:an?|the|net)\s(?:[a-z’' -]{{1,60}}?\sof\s)?)?$",
    re.IGNORECASE,
)
SOURCE = re.compile(r"(?:from|against|over|than)\b", re.IGNORECASE)
FROM_NAME = re.compile(r"from\s(?:continuing\s|discontinued\s)?operat(?:ions|ing)\b", re.IGNORECASE)
MOVED = re.compile(rf"\b(?:{UP}|{DOWN}|change[ds]?|difference|improve(?:d|ment)|rise|drop|fall)\b|\d", re.IGNORECASE)
BY = re.compile(
    rf"\b(?:(?:{UP}|{DOWN}|change[ds]?|difference|improve(?:d|ment)|rise|drop|fall)\s(?:by|of)|"
    rf"(?:{UP_VERBS}|{DOWN_VERBS})|(?<=,\s)(?:up|down)|or\sby)\s(?:approximately\s|about\s)?[$¥€£]?$",
    re.IGNORECASE,
)
BY_BEHIND = re.compile(
    r"\s*(?:more|less|higher|lower|above|below|greater|fewer)\s(?:than\b|in the\b|from\b)", re.IGNORECASE
)
MOVE = re.compile(
    rf"\b(?:(?P<up>{UP}|rise|improve(?:d|ment))|(?P<down>{DOWN}|drop|fall))\b(?:[^%;.]|\.\d){{0,50}}$", re.IGNORECASE
)
# What an amount is of another is no change: "decreased $9 million and represented 24 % of total deposits".
PART_OF = re.compile(r"\b(?:represent|account|compris|constitut|made up|makes up)", re.IGNORECASE)
# "0.7 % or $57,000": the same change, told twice.
OR_BY = re.compile(r"\d\s?(?:%|percent|per cent),?\s(?:or|i\.e\.,?)\s(?:approximately\s|about\s)?$", re.IGNORECASE)
MOVE_BEHIND = re.compile(
    r"^[%\s]*(?:percent\s)?(?:(?P<up>increase|growth|higher|rise|up|増)|(?P<down>decrease|decline|lower|reduction|drop|down|減))",
    re.IGNORECASE,
)
# "512百万円減少": the change as an amount.
BY_KANJI = re.compile(
    r"(?:百万円|千円|億円|万円|円|千株|株|名|人|社)?(?:の|ずつ|、?それぞれ)?(?:(?P<up>増(?!資)加?)|(?P<down>減(?!価|損|資|益|収)少?))"
)
# "現金が424百万円、売掛金が86百万円それぞれ増加": what all the amounts of a list did is told behind the last.
BOTH_KANJI = re.compile(
    r"(?:百万円|千円|億円|万円|円)(?:、|及び|並びに)[^。\d]{1,40}[△\d,.]+(?:百万円|千円|億円|万円|円)"
    r"(?:(?:、|及び|並びに)[^。\d]{1,40}[△\d,.]+(?:百万円|千円|億円|万円|円))*、?それぞれ(?:(?P<up>増(?!資)加?)|(?P<down>減(?!価|損|資|益|収)少?))"
)
# "契約負債の増加額110百万円", "増加額は110百万円": a change as an amount, told before it.
BY_KANJI_BEFORE = re.compile(r"(?:(?P<up>増加|上昇)|(?P<down>減少|低下)|増減)額?(?:は|が)?\s?$")
# What opens an aside on what an amount holds; a comma closes it: "$9 million, including $2 million of refunds, up 4 % from".
ASIDE = re.compile(
    r"(?:,|\(|\bmillion|\bbillion|\bthousand)\s(?:inclusive of|including|excluding|of which|net of|consisting of|comprising)\b[^,;()]*$",
    re.IGNORECASE,
)
# "... and recorded no impairment, compared to $1.2 million": what is compared is of the item that there was none of.
NONE_THEN = re.compile(rf"\b(?:no|nil|none)\b[^;]{{1,60}}\b{COMPARED}\s(?:an?\s|the\s)?[^\w\s]{{0,2}}$", re.IGNORECASE)
# A change as an amount: "up $1.2 million since".
UP_BY = re.compile(r"\b(?:up|down)\s(?:by\s)?(?:approximately\s|about\s|some\s)?$", re.IGNORECASE)
CLAUSE = re.compile(r"[;；]\s*|(?<=\D),?\s(?:while|whereas)\s|(?<=[。])")
NOTE_NUMBER = re.compile(r"\s*\d{1,2}[.)]?\s+[A-Z]")
NOTE_ENDS = 3
PER_BEHIND = re.compile(
    r"^\s*(?:(?:yen|US dollars?|dollars?|euros?|cents?)\s)?(?:per|an?)\s(?:\w+\s){0,3}?(?:share|ADS|ADR|unit)s?\b",
    re.IGNORECASE,
)
ITEM = re.compile(r"[(（]?\d{1,2}[)）.．]?")
OPEN = re.compile(r"\(\s*\\?(?:or\s|approximately\s|about\s|equivalent to\s|US)?\s?$", re.IGNORECASE)
# In parentheses behind a number, an earlier period and what it had.
BRACKETED = re.compile(r"[(（](?P<period>[^()（）:：]{2,60})[:：]\s?(?:[^\d()（）]{0,20})$")
BEFORE_NOW = re.compile(
    r"\s*(?:the\s)?(?:previous|prior|preceding|last|same|corresponding|comparative|comparable|year[- ]ago)\b|\s*(?:p\.?y\.?|PCP|PY)\s*$",
    re.IGNORECASE,
)
# In parentheses behind a number, what it was in another period: "(JPY1,380 million for the nine months ended December 31, 2008)".
OF_PERIOD = re.compile(
    r"(?:\s(?:million|billion|thousand|yen))*\s(?:for|in|at|as of|as at|during)\s(?P<period>[^()]{3,80})\)",
    re.IGNORECASE,
)
THE_PERIOD = re.compile(
    r"(?:the\s)?(?:same|corresponding|previous|prior|preceding|last|year[- ]ago|[1-4]Q\d\d|[12]H\d\d|FY\s?\d\d)",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"\d[^()（）;]{0,30}$")
PART_OF = re.compile(r"\s?(?:percent\s|per cent\s)?of\s(?:\w+\s){0,2}(?:sales|revenues?|total|net)\b", re.IGNORECASE)
# "EPS increased 36% to $2.11".
MOVED_TO = re.compile(r"[%\s]*(?:percent\s)?to\s[$€£¥]?\s?", re.IGNORECASE)
# The thing that a number counts, right behind it: *445 retail stores in 42 states*.
THING = re.compile(
    r"\s(?:[A-Za-z-]+\s){0,2}?[A-Za-z-]+(?=[.,;:)]|\s(?:in|at|as|on|for|of|and|with|across|from|to|compared|during|by|were|was)\b|$)"
)
# "compared with $3.2 million, or $0.06 per share"
EACH_OF = re.compile(r",?\s(?:or|and)\s(?:approximately\s|about\s)?\(?", re.IGNORECASE)
TOGETHER = re.compile(r",?\s(?:as well as|along with|together with|plus)\b", re.IGNORECASE)
# What an amount was for, told behind it.
BEHIND = re.compile(
    r"\s*(?:million|billion|thousand|yen)?\s*(?:was\s|were\s)?(?:for|in|of|on|from|related to)\s(?:the\s)?"
    r"(?P<item>(?!first|second|third|fourth|fiscal|quarter|year)[^;.()\d]{3,110})",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Claim:
    """A number in a sentence.

    Args:
        mention: the number.
        line: number of its line.
        sentence: offsets of its sentence in the line.
        clause: offsets of its clause.
        text: of the line.
        part: whether it is the amount itself, what it is compared with, a change, or stands in parentheses beside one.
        direction: 1 where a word makes it an increase, -1 a decrease.
        words: of its clause.
        sentence_words: of its sentence.
        before: the words between it and the number before it.
        subject: the text between the number before it (or the beginning of the clause) and its verb.
        turned: whether words before it turn to causes and particulars, so that it need not be of the item named before.
        aside: whether it tells what the amount before it holds, so that nothing behind is compared with it.
        behind: the words behind it that say what it was for: *payment of … for income taxes*.
        when: periods named in its clause, nearest first.
        dated: whether its period is named right behind it.
        item: words of the item that is named before it, filled in when numbers are linked to items.
        thing: words of what a mere count counts, told right behind it.
        section: words of the segment whose heading stands above its paragraph.
        beside: the claim right behind which it stands in brackets, as the figure of the comparison period.
        under: the business or place whose name stands above it, of a Japanese text.
        told: which sign words give it (1 gain or inflow, -1 loss or outflow, 0 untold), and the cell it was found to be.
        ahead: whether its section speaks of what is to come.
        back: how many months before the reported period it is, or, of a change, what it is compared with; None if untold.
        months: the one length of the periods that its sentence names, 0 where it names none or several.
    """

    mention: Mention
    line: int
    sentence: tuple[int, int]
    clause: tuple[int, int]
    text: str
    part: Part = "now"
    direction: int = 0
    words: frozenset[str] = frozenset()
    sentence_words: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    subject: str = ""
    turned: bool = False
    aside: bool = False
    behind: str = ""
    when: list[When] = field(default_factory=list)
    dated: bool = False
    item: frozenset[str] = frozenset()
    months: int = 0
    thing: frozenset[str] = frozenset()
    beside: Claim | None = None
    section: frozenset[str] = frozenset()
    under: str = ""
    told: tuple[int, Mention | None] = (0, None)
    back: int | None = None
    ahead: bool = False

    @property
    def start(self) -> int:
        """Offset of the number in the line."""
        return self.mention.spot.start

    @property
    def end(self) -> int:
        """Offset behind the number."""
        return self.mention.spot.end


def claims_of(lines: Sequence[Line], numbering: Numbering) -> list[Claim]:
    """Give the numbers that stand outside the columns of tables."""
    found: list[Claim] = []
    marks = note_marks(lines)
    for number, line in enumerate(lines):
        for start, text in _texts(line):
            found.extend(_claims(number, line, start, text, numbering, marks))
    parts = parts_of_text(lines)
    for claim in found:
        claim.under = next((one.name for one in parts.get(claim.line, ()) if one.start <= claim.start < one.end), "")
    return found


def _texts(line: Line) -> Iterator[tuple[int, str]]:
    """Give the running texts of a line with their offsets: all of a paragraph, the labels and texts of a row."""
    if line.kind not in ("row", "head"):
        yield 0, line.text
        return
    if line.kind == "head" and not any(one.unit.kind in (MONEY, SHARES) for one in quantities_in(line.text)):
        return
    starts = iter(line.starts)
    for column, text in enumerate(line.cells):
        if is_empty(text):
            continue
        start = next(starts, 0)
        if column == 0 and ITEM.fullmatch(text.strip()):
            continue
        if column == 0 or (line.kind == "head" and not has_amounts(line)) or quantity_of(text) is None:
            yield start, text


def _claims(
    number: int, line: Line, offset: int, text: str, numbering: Numbering, marks: frozenset[str]
) -> Iterator[Claim]:
    if not any(one.isdigit() for one in text):
        return
    bounds = bounds_of(text, SENTENCE)
    clauses = bounds_of(text, CLAUSE)
    earlier: Mention | None = None
    told: Claim | None = None
    amount: Mention | None = None
    last = moved = 0
    each = False
    words: dict[tuple[int, int], frozenset[str]] = {}
    periods = ClausePeriods(text)
    labelled = line.kind in ("row", "head") and offset == 0
    for found in quantities_in(text[:MOST_TEXT]):
        if labelled and NOTE_NUMBER.match(text) and found.start < NOTE_ENDS:
            continue
        if is_note_mark(text, found.start, found.end, marks):
            continue
        mention = numbering.add(
            Spot(number, offset + found.start, offset + found.end), text[found.start : found.end], found, found.unit
        )
        sentence = next(one for one in bounds if one[0] <= found.start < one[1])
        clause = next(one for one in clauses if one[0] <= found.start < one[1])
        clause = (max(clause[0], sentence[0]), min(clause[1], sentence[1]))
        # "$(8.6) million": the sign of the currency belongs to the number.
        begins = len(text[: found.start].rstrip("$€£¥₹₩")) if text[found.start] == "(" else found.start
        before = text[clause[0] : begins]
        each = bool(PER.search(PER_BEHIND.sub("", text[max(last, clause[0], found.start - 120) : found.start]))) or (
            each and mention.unit.kind == MONEY and MOVED_TO.fullmatch(text[last : found.start]) is not None
        )
        if (
            mention.unit.kind == MONEY
            and not mention.scale
            and (each or _as_before(mention, earlier, text[last : found.start]))
        ):
            mention.unit = replace(mention.unit, kind=PER_SHARE, scale=0)
            mention.settle()
        prior = is_prior(mention, earlier, text[last : found.start])
        if prior and earlier is not None:
            settle_prior(mention, earlier)
        claim = Claim(mention, number, _shift(sentence, offset), _shift(clause, offset), line.text)
        then = _is_earlier(mention, amount, text, found.end, clause[1]) and OPEN.search(before[-110:])
        claim.part = "then" if prior or then else _part(before)
        if told is not None and told.part == "then" and mention.is_per_share and EACH_OF.fullmatch(text[last:begins]):
            claim.part = "then"  # what it is compared with, told per share too
        claim.beside = told if prior or (claim.part == "then" and last and opens_beside(text[last:begins])) else None
        _settle_part(claim, text, before, found.end, moved)
        moved = moved_like(claim, text, (last, found.start, found.end), clause, moved)
        claim.words = _words_of(words, text, clause)
        claim.sentence_words = _words_of(words, text, sentence)
        claim.before = item_words(text[max(last, sentence[0]) : found.start])
        between = text[max(last, clause[0]) : begins]
        claim.subject, claim.turned = (
            subject_of(between, first=last <= clause[0]),
            bool(TURN.search(between) or NONE_THEN.search(between)),
        )
        claim.aside = earlier is not None and bool(ASIDE.search(text, max(clause[0], last), found.start))
        claim.when, claim.dated = periods.of(clause, found.start, found.end)
        _settle_behind(claim, text, before, (found.end, clause[1]))
        claim.months = periods.months(sentence)
        mention.when = None
        last, earlier, told = found.end, mention, claim
        amount = amount if mention.is_percent and amount is not None else mention
        yield claim


def _settle_part(claim: Claim, text: str, before: str, end: int, moved: int) -> None:
    """Tell which way a number went, and whether it is the change itself."""
    percent = claim.mention.is_percent
    claim.direction = _direction(before[-70:], text[end : end + 30])
    if not percent and (by := _by_kanji(text, before, end)) is not None:
        claim.part, claim.direction = "by", by
    up = UP_BY.search(before[-40:]) and not percent
    if claim.part == "now" and (up or BY_BEHIND.match(text, end)):
        claim.part = "by"
    if OR_BY.search(before[-120:]) and moved and not percent:
        claim.part, claim.direction = "by", claim.direction or moved
    if percent and PART_OF.match(text, end):
        claim.direction = 0  # "increased to $91.5 million and were 31.4% of sales": the part it is, not how it moved


def _settle_behind(claim: Claim, text: str, before: str, rest: tuple[int, int]) -> None:
    """Take down the period that parentheses give a number, and what stands right behind it."""
    # Told behind both, a period is the reported figure's: "812 (777) million in July 2023".
    if claim.beside is not None and claim.dated and claim.when[:1] == claim.beside.when[:1]:
        claim.when, claim.dated = [], False
    if claim.part == "then" and (aside := BRACKETED.search(before[-110:])):
        own = [when for _, _, when in whens_of(aside["period"])]
        claim.when, claim.dated = own[:1], bool(own)
    if match := BEHIND.match(text, *rest):
        claim.behind = TOGETHER.split(match["item"])[0]
    if claim.mention.unit.kind == COUNT and (thing := THING.match(text, rest[0])):
        claim.thing = item_words(thing.group())


def _by_kanji(text: str, before: str, end: int) -> int | None:
    """Give the direction of an amount that Japanese words make a change: 0 where they leave it open, None where they do not."""
    found = BY_KANJI.match(text, end) or BOTH_KANJI.match(text, end) or BY_KANJI_BEFORE.search(before[-12:])
    return None if found is None else 1 if found["up"] else -1 if found["down"] else 0


def _words_of(known: dict[tuple[int, int], frozenset[str]], text: str, bounds: tuple[int, int]) -> frozenset[str]:
    if bounds not in known:
        known[bounds] = item_words(text[bounds[0] : bounds[1]])
    return known[bounds]


def _shift(bounds: tuple[int, int], by: int) -> tuple[int, int]:
    return bounds[0] + by, bounds[1] + by


def _part(before: str) -> Part:
    tail = before[-110:]
    if (
        (aside := BRACKETED.search(tail))
        and (whens_of(aside["period"]) or BEFORE_NOW.match(aside["period"]))
        and AMOUNT.search(before, 0, len(before) - len(aside.group()))
    ):
        return "then"  # "(the first half of 2012: 16,017 million yen)"
    if OPEN.search(tail):
        return "beside"
    if BY.search(tail):
        return "by"
    if (match := THEN.search(tail)) and _compares(match, before):
        return "then"
    return "now"


def _is_earlier(mention: Mention, earlier: Mention | None, text: str, end: int, last: int) -> bool:
    """Tell whether a number in parentheses is the one before it of another period: *(JPY1,380 million for the nine months ended ...)*."""
    if earlier is None or (not mention.is_percent and mention.unit.currency != earlier.unit.currency):
        return False
    inside = OF_PERIOD.match(text, end, last)
    return inside is not None and (bool(whens_of(inside["period"])) or bool(THE_PERIOD.match(inside["period"])))


def _compares(match: re.Match[str], before: str) -> bool:
    """Tell whether a word like *from* compares with an earlier amount: something moved before it, and no cause is told."""
    if not SOURCE.match(match.group()):
        return True
    if FROM_NAME.match(match.group()):
        return False  # "income from operations was"
    ahead = before[: len(before) - len(match.string) + match.start()]
    moves = list(MOVED.finditer(ahead))
    return bool(moves) and not TURN.search(ahead, moves[-1].end())


def _direction(before: str, behind: str) -> int:
    if match := MOVE_BEHIND.match(behind):
        return 1 if match["up"] else -1
    if (match := MOVE.search(before)) and not PART_OF.search(match.group()):
        return 1 if match["up"] else -1
    return 0


def _as_before(mention: Mention, earlier: Mention | None, between: str) -> bool:
    """Tell whether an amount is per share because the one that it is compared with, or stands beside, is."""
    return (
        earlier is not None
        and earlier.unit.kind == PER_SHARE
        and earlier.unit.currency == mention.unit.currency
        and earlier.places == mention.places > 0
        and len(between) <= LONGEST_BETWEEN
        and (COMPARING.search(between) is not None or between.lstrip().startswith("("))
    )
