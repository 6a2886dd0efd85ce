"""Days in their order: what comes first, where a period begins and ends."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import days_in
from kaiji.tieout.reading import Line

_TERMS = tomllib.loads(files("kaiji.tieout.words").joinpath("terms.toml").read_text(encoding="utf-8"))
EVENTS = tuple((one["name"], re.compile("|".join(one["labels"]), re.IGNORECASE)) for one in _TERMS["event"])
# Which comes before which, by their numbers in the list of events; on the same day is right, too, where it is said.
ORDER = tuple((tuple(one["events"]), bool(one["same_day"])) for one in _TERMS["order"])
BETWEEN = re.compile(
    r"\s*(?:,?\s?(?:to|through|thru|until|till|up to)\s(?:and including\s)?|[-–—~～〜]|から|より|至\s?)\s*(?:[A-Z][a-z]+day,?\s)?",
    re.IGNORECASE,
)
LABEL = 90


@rule(
    "TIE-124",
    Severity.ERROR,
    title=Text("A period ends before it begins", "期間の前後"),
    message=Text(
        "The period “{stated}” ends before it begins.",
        "期間「{stated}」は終了日が開始日より前です。",
    ),
    remedy=Text("Put right one of the days.", "いずれかの日付を訂正してください。"),
)
def range_backwards(lines: Sequence[Line]) -> Iterator[Finding]:
    """A period ends after its first day.

    What it checks
    Two full dates with *to*, *through*, a dash or a Japanese から between them; the same for years of four digits.

    Why it matters
    A period with its days the wrong way round has a wrong year in one of them.

    How to put it right
    Put right one of the days.

    Source
    Rule of this project.
    """
    for line in lines:
        days = list(days_in(line.text))
        for (start, end, first), (begin, last, second) in pairwise(days):
            if second < first and BETWEEN.fullmatch(line.text, end, begin):
                yield range_backwards.finding(line.at(start), stated=line.text[start:last])


@rule(
    "TIE-125",
    Severity.ERROR,
    title=Text("Events are out of order", "日程の前後"),
    message=Text(
        "{stated} is on {day}, which does not fit {other} on {expected}.",
        "{stated}が{day}であり、{other}（{expected}）と前後しています。",
    ),
    remedy=Text("Put right one of the days.", "いずれかの日付を訂正してください。"),
)
def events_out_of_order(lines: Sequence[Line]) -> Iterator[Finding]:
    """The days of an offering and of a dividend follow one another as they must.

    What it checks
    Days that a label names: pricing before subscription, subscription before payment, payment before delivery; the record
    date before a dividend's payment. Only where the document has one day for each.

    Why it matters
    Money moves on these days.

    How to put it right
    Look into the timetable.

    Source
    Rule of this project; timetables of share offerings and dividends.
    """
    known: dict[str, dict[date, tuple[Line, int]]] = defaultdict(dict)
    for line in lines:
        days = list(days_in(line.text))
        if len({day for _, _, day in days}) != 1:
            continue
        start, _, day = days[0]
        label = line.text[max(0, start - LABEL) : start]
        named = [name for name, pattern in EVENTS if pattern.search(label)]
        if len(named) == 1:
            known[named[0]].setdefault(day, (line, start))
    for (one, other), same in ORDER:
        if len(known[one]) != 1 or len(known[other]) != 1:
            continue
        (first, (line, start)), (second, (there, begin)) = *known[one].items(), *known[other].items()
        if first > second or (first == second and not same):
            yield events_out_of_order.finding(
                there.at(begin),
                line.at(start),
                stated=NAMES[other],
                day=long_date(second),
                other=NAMES[one],
                expected=long_date(first),
            )


NAMES = {one["name"]: Text(one["en"], one["ja"]) for one in _TERMS["event"]}
RULES: tuple[AnyRule, ...] = (range_backwards, events_out_of_order)
