"""Periods as Japanese reports name them: the number of the quarter, the first and the last day, this year and the year before."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import days_in
from kaiji.tieout.reading import Line, is_empty

TITLE = re.compile(r"第\s?(?P<number>[1-4１-４])\s?四半期(?:連結)?決算(?:短信|概要|補足|説明)")
REPORTED = re.compile(r"(?P<which>当|前)第\s?(?P<number>[1-4１-４])\s?四半期")
FIRST_DAY = re.compile(r".{0,20}?期首")
FIRST_LINES = 15
LEAST = 3
MOST_ODD = 2
SPAN = re.compile(r"\s*(?:から|より|[～〜~－–—-]|、?\s?至\s?)\s*")
PERIOD = re.compile(r"累計期間|会計期間|会計年度|事業年度|連結業績|個別業績|の業績|中間期間")
NOT_WHOLE = re.compile(r"取得期間|申込|行使|募集|予定|適用|就任|契約|開始")
FROM, TO = re.compile(r"自\s?$"), re.compile(r"至\s?$")
LENGTHS = (3, 6, 9, 12)
NOW = re.compile(r"当(?:連結|事業|期|第|中間|年度|四半期)")
THEN = re.compile(r"前(?:連結|事業|期|第|中間|年度|四半期)")
Spot = tuple[Line, int]


def _digit(text: str) -> int:
    return int(text)


@rule(
    "TIE-177",
    Severity.ERROR,
    title=Text("Another quarter than the one reported", "報告対象と異なる四半期"),
    message=Text(
        "It says “{stated}”; the document reports quarter {expected}.",
        "「{stated}」とありますが、本書は第{expected}四半期の報告です。",
    ),
    remedy=Text("Put right the number of the quarter.", "四半期の番号を訂正してください。"),
)
def another_quarter(lines: Sequence[Line]) -> Iterator[Finding]:
    """In a Japanese quarterly report, 当第N四半期 and 前第N四半期 have the number of the title.

    What it checks
    The number of the quarter in the title (第N四半期決算短信) against 当第N四半期 and 前第N四半期 in texts and heads. A number that
    stands once or twice, while that of the title stands three times or more, is wrong; the first day of a quarter from which
    a rule is applied is left alone.

    Why it matters
    A report is written over the one of the quarter before.

    How to put it right
    Put right the number of the quarter.

    Source
    Rule of this project; form of the Tokyo Stock Exchange for quarterly results.
    """
    titles = [(line, match) for line in lines[:FIRST_LINES] if (match := TITLE.search(line.text))]
    if len({_digit(match["number"]) for _, match in titles}) != 1:
        return
    line, title = titles[0]
    due = _digit(title["number"])
    found: dict[int, list[tuple[Line, re.Match[str]]]] = defaultdict(list)
    for one in lines:
        for match in REPORTED.finditer(one.text):
            if not FIRST_DAY.match(one.text, match.end()):
                found[_digit(match["number"])].append((one, match))
    if len(found[due]) < LEAST:
        return
    for number, spots in found.items():
        for there, match in spots if number != due and len(spots) <= MOST_ODD else ():
            yield another_quarter.finding(
                there.at(match.start()), line.at(title.start()), stated=match.group(), expected=due
            )


@rule(
    "TIE-178",
    Severity.ERROR,
    title=Text("A reported period of an odd length", "報告期間の日付の誤り"),
    message=Text(
        "The period from {first} to {stated} should end on {expected}.",
        "{first}から{stated}までの期間は、{expected}に終わるはずです。",
    ),
    remedy=Text("Put right one of the days.", "いずれかの日付を訂正してください。"),
)
def odd_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """A reported period that begins on the first of a month ends with a month, and lasts three, six, nine or twelve.

    What it checks
    Spans of days (自…至…, …～…) in heads of Japanese tables and in texts that speak of a fiscal period, whose first day is the first
    of a month. A span that does not end with a month is wrong; one of another length is wrong where the document has spans that
    begin, or end, with one of its days and last as they should.

    Why it matters
    All figures below are of that period.

    How to put it right
    Put right one of the days.

    Source
    Rule of this project; fiscal years that begin within a month are left alone.
    """
    spans = list(_spans(lines))
    sound = {(first, last) for _, _, first, last in spans if _months(first, last) in LENGTHS}
    for line, start, first, last in spans:
        end = date(last.year, last.month, calendar.monthrange(last.year, last.month)[1])
        if last != end:
            due = end
        elif _months(first, last) in LENGTHS:
            continue
        else:
            near = [other for begin, other in sound if begin == first] + [
                _moved(last, first, begin) for begin, other in sound if other == last
            ]
            if not near:
                continue
            due = near[0]
        yield odd_period.finding(
            line.at(start), first=long_date(first), stated=long_date(last), expected=long_date(due)
        )


def _moved(last: date, first: date, begin: date) -> date:
    """Give the day on which a span would end that is as long as the sound one to the same day."""
    months = (first.year - begin.year) * 12 + first.month - begin.month
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _spans(lines: Sequence[Line]) -> Iterator[tuple[Line, int, date, date]]:
    """Give the spans of reported periods that begin on the first of a month: line and offset of the last day, first, last."""
    above: dict[int, date] = {}
    for line in lines:
        days = list(days_in(line.text))
        begun = {line.column(start): day for start, _, day in days if FROM.search(line.text, 0, start)}
        for at, (start, end, first) in enumerate(days):
            if at + 1 < len(days) and SPAN.fullmatch(line.text, end, days[at + 1][0]):
                told = FROM.search(line.text, 0, start) or PERIOD.search(line.text[max(0, start - 40) : start])
                if told and first.day == 1 and not NOT_WHOLE.search(line.text[max(0, start - 40) : start]):
                    yield line, days[at + 1][0], first, days[at + 1][2]
            elif line.kind in ("row", "head") and TO.search(line.text, 0, start) and line.column(start) in above:
                opened = above[line.column(start)]
                if opened.day == 1 and opened < first:
                    yield line, start, opened, first
        above = begun if line.kind in ("row", "head") else {}


@rule(
    "TIE-179",
    Severity.ERROR,
    title=Text("This year and the year before under one day", "前期と当期の見出しの日付"),
    message=Text(
        "The column of the year before and that of this year say {stated} and {expected}.",
        "前期の欄が{expected}、当期の欄が{stated}となっています。",
    ),
    remedy=Text("Put right the day over one of the columns.", "いずれかの欄の日付を訂正してください。"),
)
def one_day_for_both(lines: Sequence[Line]) -> Iterator[Finding]:
    """The column of the year before has an earlier day over it than that of this year.

    What it checks
    Heads of Japanese tables with one column of the period before (前連結会計年度, 前第N四半期 …) and one of the reported (当…), each with its day or
    span in the same cell or in the row below. The day over the former must be the earlier one.

    Why it matters
    The reader cannot tell which figures are of which period.

    How to put it right
    Put right the day over one of the columns.

    Source
    Rule of this project.
    """
    names: dict[int, str] = {}
    for line in lines:
        if line.kind not in ("row", "head"):
            names = {}
            continue
        cells = {at: text for at, text in enumerate(line.cells) if not is_empty(text)}
        own = {
            at: "now" if NOW.search(text) else "then"
            for at, text in cells.items()
            if bool(NOW.search(text)) != bool(THEN.search(text))
        }
        names = own if sorted(own.values()) == ["now", "then"] else names
        last: dict[str, tuple[int, date]] = {}
        for start, _, day in days_in(line.text):
            if (which := names.get(line.column(start))) is not None:
                last[which] = (start, day)
        if len(last) == 2 and last["then"][1] >= last["now"][1]:
            yield one_day_for_both.finding(
                line.at(last["now"][0]),
                line.at(last["then"][0]),
                stated=long_date(last["now"][1]),
                expected=long_date(last["then"][1]),
                side="both",
            )
        if last:
            names = {}


RULES: tuple[AnyRule, ...] = (another_quarter, odd_period, one_day_for_both)
