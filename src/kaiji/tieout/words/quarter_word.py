"""The number of a quarter against the day on which it ends and the month in which the fiscal year does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import MONTHS, long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import MONTH, days_in
from kaiji.tieout.reading import Line
from kaiji.tieout.token import MONTH_NUMBERS
from kaiji.tieout.words.period_word import COMPARED, QUARTERS

YEAR_END = re.compile(
    rf"\b(?:fiscal\s|financial\s)?years?\s(?:ended|ending|to|that ends?|ends?)\s(?:on\s)?(?:\d{{1,2}}\s)?(?P<month>{MONTH})\b",
    re.IGNORECASE,
)
YEAR_END_KANJI = re.compile(r"(?<!\d)\d{2,4}年\s?(?P<month>\d{1,2})\s?月期")
NAMED = re.compile(
    r"\b(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal\s)?quarter\b|\b(?P<short>[1-4])Q\b|\bQ(?P<other>[1-4])\b|第\s?(?P<kanji>[1-4１-４])\s?四半期",
    re.IGNORECASE,
)
# What may stand between the number of the quarter and its last day; a year named between has the day for itself.
ENDED = re.compile(
    r"(?:(?!year|half|months|compared|from|versus|前|年)[^.;:。\d(（]){0,40}?\b(?:ended|ending)\s(?:on\s)?$",
    re.IGNORECASE,
)
SPAN = re.compile(r"(?:(?!compared|versus|前)[^.;:。\d(（]){0,40}?[（(]\s?(?:from\s|自\s?)?$", re.IGNORECASE)
AT_END = re.compile(r"(?:(?!前)[^.;。\d(（]){0,20}?末?[（(]\s?$")
UNTIL = re.compile(r"\s*(?:to|through|until|[-–—~～〜]|から|至|、?至)\s*", re.IGNORECASE)
ANNOUNCED = re.compile(
    rf"\b(?:announce[sd]?|report(?:s|ed)?|releases?d?|発表)\b(?:(?!compar|versus|prior|previous|expect|dividend)[^.;]){{0,140}}?(?:{NAMED.pattern})",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"\bresults?\b|\bearnings\b|\breports?\b|\bannounces?\b|\bprofits?\b|\bfinancial\b|決算|業績", re.IGNORECASE
)
NOT_TITLE = re.compile(
    r"outlook|guidance|expect|forecast|target|dividend|call|conference|webcast|schedul|next|upcoming|prior|previous|subsequent|compar|"
    r"予想|配当|前",
    re.IGNORECASE,
)
LENGTHS = {"six": 6, "6": 6, "nine": 9, "9": 9, "twenty-six": 6, "26": 6, "thirty-nine": 9, "39": 9}
LENGTH = re.compile(
    rf"\b(?:(?P<months>three|six|nine|3|6|9)[\s-]months?|(?P<weeks>quarter|13[\s-]weeks|thirteen[\s-]weeks))\s(?:ended|ending)\s(?:on\s)?"
    rf"(?P<month>{MONTH})\s(?P<day>\d{{1,2}})\b",
    re.IGNORECASE,
)
ANNOUNCED_LINES = 40
LEAST_SENTENCE = 120
FIRST_LINES = 15
LONGEST_TITLE = 160
WEEK = 7


def year_end(lines: Sequence[Line]) -> int | None:
    """Give the month in which the fiscal year ends, or None where the document names none or several."""
    found: Counter[int] = Counter()
    for line in lines:
        for match in YEAR_END.finditer(line.text):
            found[MONTH_NUMBERS[match["month"].rstrip(".").casefold()]] += 1
        for match in YEAR_END_KANJI.finditer(line.text):
            if 1 <= int(match["month"]) <= 12:
                found[int(match["month"])] += 1
    return next(iter(found)) if len(found) == 1 else None


def quarter_of(day: date, last: int) -> int | None:
    """Give the quarter that ends on a day, where the fiscal year ends in month ``last``; None where none does."""
    month = (day - timedelta(days=WEEK)).month if day.day <= WEEK else day.month  # weeks end some days late
    apart = (month - last) % 12
    return None if apart % 3 else apart // 3 or 4


def dated_quarters(lines: Sequence[Line]) -> Iterator[tuple[Line, int, str, int, date]]:
    """Give the quarters that stand with their last day: line, offset, words, number, day."""
    for line in lines:
        days = list(days_in(line.text))
        if not days:
            continue
        for match in NAMED.finditer(line.text):
            following = [one for one in days if one[0] >= match.end()][:2]
            if not following:
                continue
            start, end, day = following[0]
            between = line.text[match.end() : start]
            if len(following) == 2 and UNTIL.fullmatch(line.text, end, following[1][0]):
                if SPAN.fullmatch(between):
                    yield line, match.start(), match.group(), _number(match), following[1][2]
            elif ENDED.fullmatch(between) or (match["kanji"] and AT_END.fullmatch(between)):
                yield line, match.start(), match.group(), _number(match), day


def _number(match: re.Match[str]) -> int:
    if match["word"]:
        return QUARTERS[match["word"].casefold()]
    digit = match["short"] or match["other"] or match["kanji"]
    return int(digit.translate(str.maketrans("１２３４", "1234")))


@rule(
    "TIE-127",
    Severity.ERROR,
    title=Text("The number of the quarter is another", "四半期の番号の相違"),
    message=Text(
        "It says “{stated}”; the quarter to {day} is number {expected} of a fiscal year that ends in {month}.",
        "「{stated}」とありますが、{day}までの四半期は、{month}に終わる年度の第{expected}四半期です。",
    ),
    remedy=Text("Put right the number of the quarter, or the day.", "四半期の番号または日付を訂正してください。"),
)
def quarter_of_another_number(lines: Sequence[Line]) -> Iterator[Finding]:
    """A quarter has the number that its last day gives it.

    What it checks
    Quarters with their last day or their span of days (*second quarter ended September 30*, 第2四半期（自…至…）) against the month
    in which the fiscal year ends, where the document names one such month only.

    Why it matters
    A release is written over the last one.

    How to put it right
    Put right the number of the quarter, or the day.

    Source
    Rule of this project; fiscal years of 52 or 53 weeks may end a week into the next month.
    """
    last = year_end(lines)
    if last is None:
        return
    for line, start, stated, number, day in dated_quarters(lines):
        due = quarter_of(day, last)
        if due not in (None, number):
            yield quarter_of_another_number.finding(
                line.at(start), stated=stated, day=long_date(day), expected=due, month=MONTHS[last - 1]
            )


@rule(
    "TIE-128",
    Severity.ERROR,
    title=Text("The title names another quarter", "表題の四半期の相違"),
    message=Text(
        "The title says quarter {stated}; the document reports quarter {expected}: “{proof}”.",
        "表題は第{stated}四半期ですが、本書は第{expected}四半期の報告です：「{proof}」。",
    ),
    remedy=Text("Put the reported quarter into the title.", "表題の四半期を訂正してください。"),
)
def title_of_another_quarter(lines: Sequence[Line]) -> Iterator[Finding]:
    """The title of a release names the quarter that the release reports.

    What it checks
    Titles of results that name one quarter, against the quarter that the first sentence announces; that the days of the
    document give; or that follows from its lengths (with six months to the same day it is the second).

    Why it matters
    The title is what the news services take.

    How to put it right
    Put the reported quarter into the title.

    Source
    Rule of this project; period labels of results releases.
    """
    told = _reported(lines)
    if told is None:
        return
    proof, main = told
    for line in lines[:FIRST_LINES]:
        text = line.text
        if (
            line is proof
            or line.kind in ("row", "head")
            or len(text) > LONGEST_TITLE
            or text.endswith((".", "。", ";"))
        ):
            continue
        named = list(NAMED.finditer(text))
        numbers = {_number(match) for match in named}
        if len(numbers) != 1 or main in numbers or not TITLE.search(text) or NOT_TITLE.search(text):
            continue
        if not COMPARED.search(text, 0, named[0].start()):
            yield title_of_another_quarter.finding(
                line.at(named[0].start()),
                proof.at(0),
                stated=_number(named[0]),
                expected=main,
                proof=proof.text[:LONGEST_TITLE],
            )


def _reported(lines: Sequence[Line]) -> tuple[Line, int] | None:
    """Give the quarter that a document reports, with the line that tells it, or None where nothing or several do."""
    found: dict[int, Line] = {}
    last = year_end(lines)
    if last is not None:
        for line, _, _, number, day in dated_quarters(lines):
            if quarter_of(day, last) == number:
                found.setdefault(number, line)
    for line in lines[:ANNOUNCED_LINES]:
        match = None if line.kind in ("row", "head") or len(line.text) < LEAST_SENTENCE else ANNOUNCED.search(line.text)
        if match is not None:
            found.setdefault(_number(match), line)
            break
    if not found:
        found = _by_length(lines)
    return (next(iter(found.values())), next(iter(found))) if len(found) == 1 else None


def _by_length(lines: Sequence[Line]) -> dict[int, Line]:
    """Give the quarter that follows from two lengths to one day: three months and six, or three and nine."""
    lengths: dict[str, dict[int, Line]] = {}
    for line in lines:
        for match in LENGTH.finditer(line.text):
            months = LENGTHS.get(match["months"].casefold(), 3) if match["months"] else 3
            lengths.setdefault(f"{match['month'][:3].casefold()} {match['day']}", {}).setdefault(months, line)
    both = [one for one in lengths.values() if 3 in one and len(one) == 2]
    return (
        {months // 3: line for one in both[:1] for months, line in one.items() if months != 3} if len(both) == 1 else {}
    )


RULES: tuple[AnyRule, ...] = (quarter_of_another_number, title_of_another_quarter)
