"""Periods named in headings, captions and heads of tables, against each other and against the day of the release."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import FULL_DATE, date_of
from kaiji.tieout.numbers.dateline import first_day, release_day
from kaiji.tieout.reading import Line

QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
QUARTER = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+quarter\b", re.IGNORECASE)
SHORT_QUARTER = re.compile(r"\b(?:([1-4])Q|Q([1-4]))[\s-]?(?:FY)?'?(?:20)?(\d\d)\b")
AHEAD = re.compile(
    r"outlook|guidance|expect|forecast|target|dividend|call|conference|webcast|schedul|plan|next|upcoming|future|prior|previous|"
    r"estimat|anticipat|project|\bwill\b|subsequent|compar|history|trend|full|half|nine|six|year[- ]to[- ]date",
    re.IGNORECASE,
)
# "Overview of first quarter results and outlook": the quarter is that of the results.
OF_RESULTS = re.compile(
    r"\bquarter(?:\s(?:of\s)?(?:FY|fiscal\s(?:year\s)?)?(?:20)?\d\d)?\s(?:consolidated\s|financial\s|unaudited\s)*results\b",
    re.IGNORECASE,
)
BACK = re.compile(
    r"prior|previous|subsequent|compar|history|trend|conference|call|webcast|expect|schedul", re.IGNORECASE
)
COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|comparison (?:to|with)|relative to|versus|vs\.?|from|over|than|against|up|down)\s(?:the\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
FORESEEN = re.compile(r"outlook|guidance|forecast|expect|target|project", re.IGNORECASE)
LONGEST_HEADING = 120
SPAN = re.compile(
    r"\b(?P<word>ended|ending)\s+(?=(?:on\s+)?(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d)",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"\b(?:announce[sd]?|report(?:s|ed)|released?)\b[^.;]{0,120}?\bresults\b[^.;]{0,80}$", re.IGNORECASE
)
AS_OF = re.compile(r"\bas (?:of|at)\s+(?=[A-Z])", re.IGNORECASE)
CAPTION_REACH = 3
# Behind the first day of a span.
PART_OF_YEAR = re.compile(
    r"\b(?:half|halves|quarter|months|period)\b[^.;:\d]{0,30}\byear\s(?:ended|ending|to end(?: on)?|that (?:ended|ends)(?: on)?)\s$",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\s?(?:\bto\b|\bthrough\b|\buntil\b|[-–—~〜])\s?(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spanned:
    """A date behind *ended* or *ending*."""

    word: str
    day: date
    line: Line
    start: int


def spans_of(lines: Sequence[Line]) -> Iterator[Spanned]:
    """Give each date that stands directly behind *ended* or *ending*."""
    for line in lines:
        for mark in SPAN.finditer(line.text):
            if day := first_day(line.text[mark.end() : mark.end() + 24]):
                yield Spanned(mark["word"].casefold(), day, line, mark.start())


def quarters_of(text: str) -> set[int]:
    """Give the quarters that a text names, without those it only compares with."""
    named = [(match.start(), QUARTERS[match.group(1).casefold()]) for match in QUARTER.finditer(text)]
    named += [(match.start(), int(match[1] or match[2])) for match in SHORT_QUARTER.finditer(text)]
    return {quarter for start, quarter in named if not COMPARED.search(text, max(0, start - 40), start)}


@rule(
    "TIE-105",
    Severity.ERROR,
    title=Text("A heading names another quarter", "見出しの四半期の相違"),
    message=Text(
        "The heading says quarter {stated}; the document reports quarter {expected}: “{heading}”.",
        "見出しは第{stated}四半期ですが、本書は第{expected}四半期の報告です：「{heading}」。",
    ),
    remedy=Text("Put the reported quarter into the heading.", "見出しの四半期を訂正してください。"),
)
def heading_of_another_quarter(lines: Sequence[Line]) -> Iterator[Finding]:
    """Headings name the quarter that the document reports.

    What it checks
    Each short line outside tables that names one quarter, against the quarter that the document names most. Headings
    that look ahead or back (outlook, comparison), and those right above what is expected, are left out. An error where
    one heading alone names a quarter, and four mentions in five or more are of the other, or the document has figures
    of a half-year or of nine months, which tell the quarter; else a warning.

    Why it matters
    A release is written over the last one; a heading that was not changed dates all figures below it wrongly.

    How to put it right
    Put the reported quarter into the heading, and look whether the text below it was updated.

    Source
    Rule of this project; period labels of results releases.
    """
    named = [found for at, line in enumerate(lines) if (found := _named(line)) and not _leads_ahead(lines, at)]
    heads = {id(line) for line, _, _ in named}
    headings = Counter(quarter for _, _, quarter in named)
    counts = headings.copy()
    counts.update(quarter for line in lines if id(line) not in heads for quarter in quarters_of(line.text))
    told = _told(lines)
    if not counts or (len(counts) < 2 and (told is None or told[0] in counts)):
        return
    main, votes = counts.most_common(1)[0]
    if told is not None and (counts[told[0]] >= votes or len(counts) < 2):
        main, evidence = told
    else:
        told, evidence = None, next(line for line in lines if main in quarters_of(line.text))
    for line, start, quarter in named:
        if quarter == main or headings[quarter] > 1 or (votes < 2 and told is None):
            continue
        # A half-year beside the quarter says which quarter it is.
        sure = told is not None and counts[quarter] == 1 and bool(RESULTS.search(line.text))
        yield heading_of_another_quarter.finding(
            line.at(start),
            evidence.at(0),
            severity=Severity.ERROR if sure or (votes >= 3 and votes + 1 >= 0.8 * counts.total()) else Severity.WARN,
            stated=quarter,
            expected=main,
            heading=line.text[:LONGEST_HEADING],
        )


def _leads_ahead(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a heading leads to what is expected: *For the third quarter:*, and below it a range."""
    short = len(lines[at].text) <= LONGEST_HEADING and not RESULTS.search(lines[at].text)
    return short and any(EXPECTED.search(one.text) for one in lines[at + 1 : at + 2])


EXPECTED = re.compile(
    r"\b(?:expect|anticipat|forecast|guidance|estimat|project(?:s|ed)\b|outlook|range of)", re.IGNORECASE
)
RESULTS = re.compile(r"results|earnings|net income|profit|\bloss|highlights|revenue|sales|\breports?\b", re.IGNORECASE)
TO_DATE = re.compile(
    r"\b(?P<two>(?:first\s)?six[- ]months?|first[- ]half|26[- ]weeks?|twenty-six[- ]weeks?)|"
    r"\b(?P<three>(?:first\s)?nine[- ]months?|39[- ]weeks?|thirty-nine[- ]weeks?)\b",
    re.IGNORECASE,
)


def _told(lines: Sequence[Line]) -> tuple[int, Line] | None:
    """Give the quarter that the year to date tells, where the document has a half-year or nine months, not both."""
    found: dict[int, Line] = {}
    for line in lines:
        for match in TO_DATE.finditer(line.text):
            found.setdefault(2 if match["two"] else 3, line)
    return next(iter(found.items())) if len(found) == 1 else None


ANNOUNCED = re.compile(
    r"\b(?:announce[sd]?|report(?:s|ed)|released?)\s(?:(?:today|its|their|the|financial|consolidated|results|for|unaudited)\s){0,6}",
    re.IGNORECASE,
)


def _named(line: Line) -> tuple[Line, int, int] | None:
    """Give the one quarter that a heading, or the announcement of a dateline, names."""
    text = line.text.strip("*#_ ")
    if line.kind in ("row", "head"):
        return None
    if len(text) <= LONGEST_HEADING and not text.endswith((".", ";")) and not text.startswith(("-", "•", "–")):
        found = quarters_of(text)
        ahead = AHEAD.search(text) if not OF_RESULTS.search(text) else BACK.search(text)
        return (line, 0, next(iter(found))) if len(found) == 1 and not ahead else None
    for mark in ANNOUNCED.finditer(text):
        if named := QUARTER.match(text, mark.end()):
            return line, line.text.find(named.group()), QUARTERS[named[1].casefold()]
    return None


@rule(
    "TIE-106",
    Severity.ERROR,
    title=Text("Ended or ending", "期間の時制"),
    message=Text(
        "The document says “{stated} {day}” and is dated {release}: it should be “{expected}”.",
        "「{stated} {day}」とありますが、文書の日付は{release}であり、「{expected}」とすべきです。",
    ),
    remedy=Text("Put right the word, or the date.", "語または日付を訂正してください。"),
)
def tense_of_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """A period has ended before the day of the release, and is ending after it.

    What it checks
    Each date behind *ended* and *ending* against the date of the dateline. A period that *ended* after the release
    is an error, in the head of a table of an outlook a warning; a period *ending* before it is an error where the
    document elsewhere says *ended* of the same day, or where results are announced for it, else a warning, because many
    issuers use the word loosely.

    Why it matters
    The word tells a result from a forecast; the wrong one is the mark of a wrong year.

    How to put it right
    Look whether the word or the year is wrong.

    Source
    Rule of this project; use of the words in results releases.
    """
    release = release_day(lines)
    if release is None:
        return
    spans = tuple(spans_of(lines))
    ended = Counter(one.day for one in spans if one.word == "ended")
    loose = sum(1 for one in spans if one.word == "ending" and one.day < release)
    for one in spans:
        if one.word == "ended" and one.day > release:
            heads = one.line.kind in ("row", "head") and FORESEEN.search(one.line.text)
            severity = Severity.WARN if heads else Severity.ERROR
            right = "ending"
        elif one.word == "ending" and one.day < release:
            announced = ANNOUNCED.search(one.line.text[: one.start]) is not None
            sure = loose == 1 and (ended[one.day] or announced)
            severity, right = (Severity.ERROR if sure else Severity.WARN), "ended"
        else:
            continue
        yield tense_of_period.finding(
            one.line.at(one.start),
            severity=severity,
            stated=one.word,
            expected=right,
            day=long_date(one.day),
            release=long_date(release),
        )


@rule(
    "TIE-107",
    Severity.ERROR,
    title=Text("Caption and head of a table name different dates", "表題と列見出しの日付の相違"),
    message=Text(
        "The caption names {stated}, the columns of its table {expected}.",
        "表題の日付は{stated}ですが、表の列見出しは{expected}です。",
    ),
    remedy=Text("Put right the one that is wrong.", "誤っている方を訂正してください。"),
)
def caption_of_another_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """The dates in a table's caption are the dates of its columns.

    What it checks
    Full dates in the three lines before a table, where they name as many dates as the table's first two rows, and
    at least one in common. With no date in common it is a warning.

    Why it matters
    The caption says of which days the figures are.

    How to put it right
    Compare both with the period that is reported. The one that other tables agree with is the likely right one.

    Source
    Rule of this project.
    """
    counts = Counter(day for line in lines for day in _dates(line.text))
    for index, line in enumerate(lines):
        if line.kind in ("row", "head") or not 0 < len(line.text) <= 2 * LONGEST_HEADING or line.text.endswith("."):
            continue
        captioned = _dates(line.text, last=True)
        following = [one for one in lines[index + 1 : index + 1 + CAPTION_REACH] if one.kind in ("row", "head")][:2]
        headed = {day for one in following for day in _dates(one.text)}
        if not captioned or len(captioned) != len(headed) or captioned == headed:
            continue
        common = captioned & headed
        odd = min(captioned - headed, key=lambda day: counts[day])
        other = min(headed - captioned, key=lambda day: counts[day])
        wrong, right = (line, following[0]) if counts[odd] <= counts[other] else (following[0], line)
        yield caption_of_another_period.finding(
            wrong.at(_offset(wrong.text, odd if wrong is line else other)),
            right.at(_offset(right.text, other if wrong is line else odd)),
            severity=Severity.ERROR if common or len(captioned) == 1 else Severity.WARN,
            stated=tuple(long_date(day) for day in sorted(captioned)),
            expected=tuple(long_date(day) for day in sorted(headed)),
        )


@rule(
    "TIE-108",
    Severity.ERROR,
    title=Text("A table compares with an odd period", "比較期間の相違"),
    message=Text(
        "The table's columns are dated {stated}; the other tables with {common} compare with {expected}.",
        "この表の列は{stated}ですが、{common}を含む他の表の比較対象は{expected}です。",
    ),
    remedy=Text("Put right the date of the column.", "列の日付を訂正してください。"),
)
def head_of_another_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """Tables of one document compare the same pair of periods.

    What it checks
    Heads with two dates behind *ended*. Where all other tables name the same pair, a quarter or a year apart, a table
    that shares one date of the pair and whose own dates are neither is an error.

    Why it matters
    Figures under a wrong date are figures of another period.

    How to put it right
    Put right the date in the head of the column.

    Source
    Rule of this project.
    """
    pairs = [
        (line, found)
        for line in lines
        if line.kind in ("head", "row") and len(found := frozenset(one.day for one in spans_of([line]))) == 2
    ]
    counts = Counter(pair for _, pair in pairs)
    regular = [pair for pair in counts if _regular(pair)]
    if len(counts) != 2 or len(regular) != 1:
        return
    main, odd = regular[0], next(pair for pair in counts if pair != regular[0])
    if counts[odd] != 1 or len(main & odd) != 1:
        return
    line = next(line for line, pair in pairs if pair == odd)
    proof = next(line for line, pair in pairs if pair == main)
    yield head_of_another_period.finding(
        line.at(0),
        proof.at(0),
        stated=tuple(long_date(day) for day in sorted(odd)),
        common=long_date(next(iter(main & odd))),
        expected=long_date(next(iter(main - odd))),
    )


def _regular(pair: frozenset[date]) -> bool:
    """Tell whether two ends of periods are a quarter or a year apart, as compared periods are."""
    apart = (max(pair) - min(pair)).days
    return 85 <= apart <= 97 or 358 <= apart <= 372  # quarters of 13 weeks and years of 52 or 53 have other ends


def _offset(text: str, day: date) -> int:
    return next((match.start() for match in FULL_DATE.finditer(text) if date_of(match) == day), 0)


def _dates(text: str, *, last: bool = False) -> set[date]:
    """Give the days that a text names; of a span (*from April 1, 2009 to September 30, 2009*) its last one where asked.

    The end of the year that a part is of (*first half of the fiscal year ending September 30, 2020*) is not a day of that part.
    """
    return {
        day
        for match in FULL_DATE.finditer(text)
        if (day := date_of(match))
        and not (last and GOES_ON.match(text, match.end()))
        and not PART_OF_YEAR.search(text, 0, match.start())
    }


RULES: tuple[AnyRule, ...] = (
    heading_of_another_quarter,
    tense_of_period,
    caption_of_another_period,
    head_of_another_period,
)
