"""When Form SD is due, which days it reports on, and when an acquired company must be in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import Period, add_months
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.law.table import Row, table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the Commission is closed: the day it is kept on, and its name."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class FirstYear:
    """The first reporting year of an acquired company.

    Args:
        year: by Kaiji's count.
        other: the year that a count one day apart gives; the same where there is no doubt.
    """

    year: int
    other: int

    @property
    def disputed(self) -> bool:
        """Tell whether one day more or less in the count changes the year."""
        return self.year != self.other


def due_date(year: int) -> date:
    """Give the day on which Form SD for the reporting year ``year`` is due.

    31 May of the next year, or the next business day of the Commission. A year before 2013 raises ValueError.
    """
    first = table("year")["year"][0]["first"]
    if year < first:
        raise ValueError(f"Rule 13p-1 begins with the calendar year {first}; nothing was due for {year}")
    row = table("calendar")["due"]
    return next_business_day(date(year + 1, row["month"], row["day"]))


def next_business_day(day: date) -> date:
    """Give the day itself if the Commission is open on it, or the next day on which it is."""
    while not is_business_day(day):
        day += DAY
    return day


def is_business_day(day: date) -> bool:
    """Tell whether the Commission is open: no Saturday, no Sunday, no federal holiday.

    Closures by special order are not known here.
    """
    return day.weekday() < WEEKDAYS.index("saturday") and day not in {one.day for one in holidays(day.year)}


@cache
def holidays(year: int) -> tuple[Holiday, ...]:
    """Give the federal holidays that are kept in a calendar year, in the order of the days.

    One that falls on a Saturday is kept on the Friday before, one on a Sunday on the Monday after; so New
    Year's Day may be kept on 31 December.
    """
    kept = [
        Holiday(_kept(row, one), row["name"])
        for one in (year, year + 1)
        for row in table("calendar")["holiday"]
        if row.get("first", one) <= one
    ]
    return tuple(sorted((one for one in kept if one.day.year == year), key=lambda one: one.day))


def _kept(row: Row, year: int) -> date:
    if "day" in row:
        day = date(year, row["month"], row["day"])
        return day + {5: -DAY, 6: DAY}.get(day.weekday(), timedelta())
    wanted = WEEKDAYS.index(row["weekday"])
    if row["nth"] < 0:
        last = add_months(date(year, row["month"], 1), 1) - DAY
        return last - timedelta(days=(last.weekday() - wanted) % 7)
    first = date(year, row["month"], 1)
    return first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (row["nth"] - 1))


def first_reporting_year_after_acquisition(effective: date) -> FirstYear:
    """Give the first year that must cover a company acquired on ``effective``, and whether one day decides.

    Form SD lets it be left out until the first calendar year that begins no sooner than eight months after
    the acquisition took effect; only a company that had no earlier duty of its own. Filers count differently
    by a day, so where the day before or after would give another year, that year is shown too.
    """
    counted = _first_year(effective)
    around = {_first_year(effective - DAY), _first_year(effective + DAY)} - {counted}
    return FirstYear(counted, around.pop() if around else counted)


def _first_year(effective: date) -> int:
    month = add_months(effective, table("calendar")["acquisition"]["months"])
    return month.year if month == date(month.year, 1, 1) else month.year + 1


@rule(
    "SD-007",
    Severity.ERROR,
    title=Text("A due date that is not the rule's", "提出期限の誤り"),
    message=Text(
        "The plan says that Form SD for {year} is due on {stated}; it is due on {due}.",
        "計画では{year}年分のForm SDの期限を{stated}としていますが、正しい期限は{due}です。",
    ),
    remedy=Text(
        "Plan for {due}. It does not depend on the fiscal year, and there is no other day of grace.",
        "期限を{due}として計画してください。会計年度には左右されず、ほかに猶予はありません。",
    ),
    citation="Form SD, General Instruction B",
)
def stated_due_date(year: int, stated: date, source: Source) -> Iterator[Finding]:
    """A stated due date differs from the computed one.

    What it checks
        Whether a plan or a document gives the due date of the reporting year: 31 May of the next year, or the
        next day on which the Commission is open.

    Why it matters
        Tools have used 30 June, and days counted from the end of the fiscal year. A day too late is a missed
        filing; the day moves when 31 May is a weekend or Memorial Day.

    How to put it right
        Use the date that Kaiji computes.

    Source
        Form SD, General Instruction B; 5 U.S.C. 6103 for the holidays.
    """
    if stated != (due := due_date(year)):
        yield stated_due_date.finding(source, year=year, stated=stated, due=due)


@rule(
    "SD-008",
    Severity.ERROR,
    title=Text("A period that is not the calendar year", "対象期間が暦年でない"),
    message=Text(
        "The period reported on is {start} to {end}. Form SD for {year} reports on 1 January to 31 December {year}.",
        "対象期間が{start}から{end}となっています。{year}年分のForm SDの対象期間は{year}年1月1日から12月31日です。",
    ),
    remedy=Text(
        "Report on the products whose manufacture was completed in the calendar year, whatever the fiscal year is.",
        "会計年度にかかわらず、その暦年中に製造が完了した製品について報告してください。",
    ),
    citation="17 CFR 240.13p-1",
)
def stated_period(year: int, period: Period, source: Source) -> Iterator[Finding]:
    """The period of the report is not the calendar year.

    What it checks
        Whether the period is 1 January to 31 December of the reporting year.

    Why it matters
        All companies report on the calendar year, also those whose fiscal year ends in another month, and the
        year reported on is the one before the filing.

    How to put it right
        Set the period to the calendar year, and look again at which products were completed in it.

    Source
        Rule 13p-1 (17 CFR 240.13p-1).
    """
    if period != Period.calendar_year(year):
        yield stated_period.finding(source, year=year, start=period.start, end=period.end)


@rule(
    "SD-009",
    Severity.WARN,
    title=Text("An acquisition on the edge of the eight months", "8か月の境目にあたる買収"),
    message=Text(
        "{name} was acquired on {day}. By Kaiji's count the first report to cover it is for {year}; counted "
        "one day apart, it is {other}.",
        "{name}の買収日は{day}です。本システムの計算では{year}年分から対象ですが、"
        "数え方が1日違うと{other}年分からになります。",
    ),
    remedy=Text(
        "Let counsel decide which count holds and record the decision, or include the company from the "
        "earlier year on.",
        "どちらの数え方によるかを弁護士が判断して記録するか、早いほうの年から対象に含めてください。",
    ),
    citation="Form SD, Instruction 3 to Item 1.01",
)
def acquisition_on_the_edge(name: str, effective: date, source: Source) -> Iterator[Finding]:
    """One day decides in which year an acquired company must be in the report.

    What it checks
        Whether the first reporting year changes when the day of the acquisition is taken one day earlier or
        later.

    Why it matters
        A real filer left out a company acquired on 1 May where a plain count of eight months would have
        included it. The reading is not settled.

    How to put it right
        Have counsel decide, and keep the decision; or include the company from the earlier year on.

    Source
        Form SD, Instruction 3 to Item 1.01.
    """
    first = first_reporting_year_after_acquisition(effective)
    if first.disputed:
        yield acquisition_on_the_edge.finding(source, name=name, day=effective, year=first.year, other=first.other)


RULES: tuple[AnyRule, ...] = (stated_due_date, stated_period, acquisition_on_the_edge)
