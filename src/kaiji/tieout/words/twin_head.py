"""Columns and rows of one table that are headed with the same period, or with an ordinal twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.when import When, when_of, whens_of
from kaiji.tieout.reading import Line

# What a head may say besides the period without making two columns of one period different.
UNIT = re.compile(
    r"\W*(?:(?:in|of|thousands?|millions?|billions?|yen|jpy|usd|us|u\.s\.|dollars?|eur|euros?|%|percent|amount|unaudited|note|notes|restated|and|total|"
    r"revenues?|sales|per|cent|£|€|\$|¥|千円|百万円|円|株)\W*)*$",
    re.IGNORECASE,
)
CHANGE = re.compile(r"\b(?:change|yoy|y-o-y|y/y|increase|growth|variance)\b|増減|前年", re.IGNORECASE)
ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th|[1-4]Q|Q[1-4])\b|第\s?[1-4１-４]\s?四半期", re.IGNORECASE
)
LEAST_ORDINALS = 3
OFTEN = 2


@rule(
    "TIE-161",
    Severity.ERROR,
    title=Text("Two columns are headed alike", "列見出しの重複"),
    message=Text(
        "“{stated}” heads two columns or rows of one table; one of them should be {expected}.",
        "1つの表に「{stated}」という見出しが2つあります。一方は{expected}のはずです。",
    ),
    remedy=Text("Put right the head that is wrong.", "誤っている見出しを訂正してください。"),
)
def headed_alike(lines: Sequence[Line]) -> Iterator[Finding]:
    """The columns of a table are of different periods.

    What it checks
    Heads with just two periods that are the same, where the table's head says nothing else that would tell the columns
    apart, and no text stands in the columns; tables of which each row is one period, two of them the same; and heads with
    three ordinals or more (*first quarter*, *second quarter*) of which one stands twice.

    Why it matters
    The reader cannot tell which figures are of which period.

    How to put it right
    Put right the head that is wrong: the other tables show which periods are compared.

    Source
    Rule of this project.
    """
    tables: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.table >= 0:
            tables[line.table].append(line)
    pairs: Counter[tuple[When, When]] = Counter()
    said: dict[When, str] = {}
    for table in tables.values():
        for line in table:
            periods = periods_of(line)
            said.update({when: text for _, text, when in periods})
            if len(periods) == 2:
                pairs[periods[0][2], periods[1][2]] += 1
    for table in tables.values():
        yield from _columns(table, pairs, said)
        yield from _rows(table)
        yield from _ordinals(table)


def _cells(line: Line) -> list[tuple[int, str]]:
    """Give the filled cells of a row with their offsets."""
    ends = [*line.starts[1:], len(line.text) + 1]
    return [(start, line.text[start : end - 1]) for start, end in zip(line.starts, ends, strict=False)]


def periods_of(line: Line) -> list[tuple[int, str, When]]:
    """Give the cells of a head that are periods with their offsets, or nothing where it has another cell or amounts."""
    found = []
    for start, text in _cells(line):
        when = when_of(text) if re.search(r"\d", text) else None
        if when is None:
            if not UNIT.fullmatch(text) and not CHANGE.search(text):
                return []
            continue
        spots = whens_of(text)
        rest = text[: spots[0][0]] + text[spots[-1][1] :]
        if re.search(r"\d", rest) or len(text) > 60:
            return []
        found.append((start, text, when))
    return found


def _columns(table: Sequence[Line], pairs: Counter[tuple[When, When]], said: dict[When, str]) -> Iterator[Finding]:
    heads = [line for line in table[:4] if line.kind == "head" or periods_of(line)]
    named = [(line, found) for line in heads if len(found := periods_of(line)) == 2]
    if len(named) != 1 or named[0][1][0][1].casefold() != named[0][1][1][1].casefold():
        return
    line, ((first, text, when), (second, _, _)) = named[0]
    rest = [one for one in heads if one is not line]
    if any(not (UNIT.fullmatch(cell) or CHANGE.search(cell)) for one in rest for _, cell in _cells(one)) or _texts(
        table, line
    ):
        return
    usual = [(pair, count) for pair, count in pairs.items() if when in pair and pair[0] != pair[1]]
    if not usual:
        return
    pair, count = max(usual, key=lambda one: one[1])
    start = second if pair[0] == when else first
    other = pair[1] if pair[0] == when else pair[0]
    yield headed_alike.finding(
        line.at(start),
        line.at(first if start == second else second),
        severity=Severity.ERROR if count >= OFTEN else Severity.WARN,
        stated=text,
        expected=said[other],
    )


def _texts(table: Sequence[Line], head: Line) -> bool:
    """Tell whether texts stand in the columns, as in balance sheets whose two sides stand side by side."""
    rows = [one for one in table if one is not head and one.kind == "row"]
    return any(
        re.search(r"[A-Za-zぁ-んァ-ヶ一-鿿]{3}", cell) and not re.search(r"\d", cell)
        for one in rows
        for _, cell in _cells(one)[1:]
        if not UNIT.fullmatch(cell)
    )


def _rows(table: Sequence[Line]) -> Iterator[Finding]:
    rows = [(line, _cells(line)) for line in table if line.kind == "row"]
    labels = [
        (line, cells[0][1], when_of(cells[0][1])) for line, cells in rows if len(cells) > 1 and line.cells[0].strip()
    ]
    if len(labels) != 2 or any(when is None for *_, when in labels) or len(labels[0][1]) > 60:
        return
    (first, text, when), (second, other, then) = labels
    numbers = [[cell for _, cell in _cells(line)[1:] if re.search(r"\d", cell)] for line in (first, second)]
    if (
        when == then
        and text.casefold() == other.casefold()
        and len(numbers[0]) == len(numbers[1]) > 0
        and numbers[0] != numbers[1]
    ):
        yield headed_alike.finding(
            first.at(0), second.at(0), stated=text, expected=Text("another period", "別の期間"), side="both"
        )


def _ordinals(table: Sequence[Line]) -> Iterator[Finding]:
    for line in table[:3]:
        if line.kind != "head":
            continue
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for start, text in _cells(line):
            named = ORDINAL.findall(text)
            if len(named) == 1 and len(text) < 60:
                found[ORDINAL.sub("#", text).casefold()].append((start, named[0].casefold()))
        for cells in found.values():
            counts = Counter(name for _, name in cells)
            twice = [name for name, count in counts.items() if count == 2]
            if len(cells) < LEAST_ORDINALS or len(twice) != 1 or len(cells) > 4:
                continue
            first, second = (start for start, name in cells if name == twice[0])
            yield headed_alike.finding(
                line.at(first), line.at(second), stated=twice[0], expected=Text("another one", "別のもの"), side="both"
            )


RULES: tuple[AnyRule, ...] = (headed_alike,)
