"""Days in their order: what comes first, where a period begins and ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import days_in
from kaiji.tieout.reading import Line
from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.words", "terms.toml")
EVENTS = tuple((one["name"], re.compile("|".join(one["labels"]), re.IGNORECASE)) for one in _TERMS["event"])
# Which comes before which, by their numbers in the list of events; on the same day is right, too, where it is said.
ORDER = tuple((tuple(one["events"]), bool(one["same_day"])) for one in _TERMS["order"])
BETWEEN = re.compile(
    r"\s*(?:,?\s?(?:to|through|thru|until|till|up to)\s(?:and including\s)?|[-–—~～〜]|から|より|至\s?)\s*(?:[A-Z][a-z]+day,?\s)?",
    re.IGNORECASE,
)
LABEL = 90
SENTENCE_ENDS = re.compile(r"(?<![A-Z]\.[A-Z])(?<=[a-z0-9)])[.!?]\s+(?=[A-Z])|[。;]")


@dataclass(frozen=True, slots=True)
class Event:
    """An event of an offering or a dividend with its day, and where the day stands in its line."""

    name: str
    start: int
    day: date


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
    date before a dividend's payment. Only where the document, or one sentence, has one day for each.

    Why it matters
    Money moves on these days.

    How to put it right
    Look into the timetable.

    Source
    Rule of this project; timetables of share offerings and dividends.
    """
    for line in lines:
        for early, late in _backwards_in(line):
            yield _out_of_order(line, early, line, late)
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
            yield _out_of_order(line, Event(one, start, first), there, Event(other, begin, second))


def _out_of_order(line: Line, one: Event, there: Line, other: Event) -> Finding:
    return events_out_of_order.finding(
        there.at(other.start),
        line.at(one.start),
        stated=NAMES[other.name],
        day=long_date(other.day),
        other=NAMES[one.name],
        expected=long_date(one.day),
    )


def _backwards_in(line: Line) -> Iterator[tuple[Event, Event]]:
    """Give the events of each sentence of a line that are out of order, where it has one day for each of the two."""
    days = list(days_in(line.text)) if line.kind not in ("row", "head") else []
    if len(days) < 2:
        return
    found: dict[tuple[int, str], list[Event]] = defaultdict(list)
    sentence = at = 0
    for start, end, day in days:
        between = line.text[at:start]
        sentence += bool(SENTENCE_ENDS.search(between))
        label = SENTENCE_ENDS.split(between)[-1][-LABEL:]
        spots = [(match.end(), name) for name, pattern in EVENTS for match in pattern.finditer(label)]
        if spots:
            name = max(spots)[1]
            found[sentence, name].append(Event(name, start, day))
        at = end
    for (one, other), same in ORDER:
        for place in range(sentence + 1):
            first, second = found.get((place, one), []), found.get((place, other), [])
            if len(first) == len(second) == 1 and first[0].day >= second[0].day + timedelta(days=same):
                yield first[0], second[0]


NAMES = {one["name"]: Text(one["en"], one["ja"]) for one in _TERMS["event"]}
RULES: tuple[AnyRule, ...] = (range_backwards, events_out_of_order)
