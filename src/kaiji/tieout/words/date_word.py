"""Days that a document names in two ways: beside another day, behind a title, at its head, and against its own day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import days_in
from kaiji.tieout.numbers.dateline import HEAD_LINES, release_day
from kaiji.tieout.reading import Line

AND = re.compile(
    r",?\s(?:and|or|compared (?:to|with)|versus|及び)\s(?:as\s)?(?:at\s|of\s|on\s)?(?:the\s)?", re.IGNORECASE
)
OFTEN = 2
AT = re.compile(r"\b(?:at|as of)\s$", re.IGNORECASE)
ROW = re.compile(r"\s*As (?:of|at)\s$", re.IGNORECASE)
LEAST_AMOUNTS = 2
TITLE = re.compile(
    r"[“\"「](?P<title>[^“”\"「」]{12,200})[”\"」](?:\s?[(（][^()（）]{0,40}[)）])?,?\s?"
    r"(?:(?:dated|of|on|released on|issued on|published on|announced on|made public on|posted on)\s|[(（]?(?=\d{4}年|(?:[A-Z][a-z]{2,8}) \d))",
    re.IGNORECASE,
)
WORDS = re.compile(r"[\w’'-]+")
LONG_LEAD = 12
EVENT = re.compile(r"\b(?:on|dated|since)\s(?:[A-Z][a-z]+day,\s)?$")
LONE = re.compile(r"[\s*_#()（）]*$")
AS_OF = re.compile(r"\b(?:as of|as at|at)\s$", re.IGNORECASE)
HELD = re.compile(
    r",?\s(?:(?!(?:which|that|who|will|to)\b)[\w’'&-]+\s){0,4}?(?:was|were|increased|decreased|amounted|totall?ed|stood|rose|fell|declined|grew)\b",
    re.IGNORECASE,
)
NOT_HELD = re.compile(
    r"\brecord\b|holders?\b|regist|payable|effective|split|dividend|expect|would|will\b|assum|pro forma|schedul|matur|forecast|target|project|"
    r"due\b|expir|resolved|plan",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will (?:be|hold|host|begin|start|take|commence|pay|file|submit)|is scheduled|are scheduled|(?:is|are) to be)\b"
    r"(?P<way>(?:[^.;]|\.\S){0,120}?)\bon\s"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s)?$",
    re.IGNORECASE,
)
PASSED = re.compile(
    r"\b(?:was|were|been|resolved|announced|dated|released|issued|filed|approved|adopted|disclosed|published)\s"
    r"(?:[^.;,]{0,60}\s)?(?:held\s)?(?:on|dated)\s$|[”\"]\s(?:dated|on)\s$",
    re.IGNORECASE,
)
COMING = re.compile(
    r"\b(?:will|to be|would|shall|expect|plan|schedul|until|through|may|ending|effective|due|matur|payable|record|expir|commenc)",
    re.IGNORECASE,
)
SCHEDULED = re.compile(r"\s?[(（]\s?(?:scheduled|planned|tentative|予定)\s?[)）]", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:announced|dated|issued|resolved|held|filed|entered|adopted|approved|published|released|made|signed|acquired|disclosed|decided|completed|as)\b",
    re.IGNORECASE,
)


END = re.compile(r"\b(?P<word>ended|ending|as of|as at|at)\s(?:on\s)?$", re.IGNORECASE)
MANY_ENDS = 10
WEEKS = re.compile(r"\bweeks?\b", re.IGNORECASE)  # those of market research end on a Sunday
NOT_BALANCE = re.compile(
    r"\b(?:shares?|stock|record|holders?|prices?|rates?|employees|closing|market|regist|publish|releas|announc|resol|agreement|loan|maturi|effective)\w*",
    re.IGNORECASE,
)


def slipped(one: date, other: date) -> bool:
    """Tell whether two days differ in one of day, month and year only."""
    return ((one.day != other.day) + (one.month != other.month) + (one.year != other.year)) == 1


@rule(
    "TIE-153",
    Severity.ERROR,
    title=Text("A pair of days that stands otherwise elsewhere", "対になる日付の相違"),
    message=Text(
        "It says {stated} beside {common}; everywhere else {common} stands with {expected}.",
        "ここでは{common}とともに{stated}とありますが、他の箇所では{expected}です。",
    ),
    remedy=Text("Put right the day.", "日付を訂正してください。"),
)
def odd_pair(lines: Sequence[Line]) -> Iterator[Finding]:
    """The two days that a document compares are the same everywhere.

    What it checks
    Two full dates with *and* or *compared to* between them. Where a pair stands twice or more, one that has one of its
    days, and another that stands nowhere else and differs from the usual one in its day, its month or its year only, is
    an error.

    Why it matters
    Balances are dated by it.

    How to put it right
    Put right the day.

    Source
    Rule of this project.
    """
    pairs: list[tuple[Line, int, date, int, date]] = []
    times: Counter[date] = Counter()
    for line in lines:
        days = list(days_in(line.text))
        times.update(day for _, _, day in days)
        for (start, end, one), (begin, _, other) in pairwise(days):
            if one != other and AND.fullmatch(line.text, end, begin):
                pairs.append((line, start, one, begin, other))
    counts = Counter(frozenset((one, other)) for _, _, one, _, other in pairs)
    usual = [pair for pair, count in counts.items() if count >= OFTEN]
    for line, start, one, begin, other in pairs:
        for odd, at, common in ((one, start, other), (other, begin, one)):
            turned = (
                counts[frozenset((one, other))] == 1 and one < other and AT.search(line.text, max(0, start - 12), start)
            )
            if times[odd] > 1 and not turned:
                continue
            near = [day for pair in usual if common in pair for day in pair - {common} if slipped(day, odd)]
            if times[odd] > 1:  # the later day stands first everywhere
                near = [
                    day
                    for day in near
                    if counts[frozenset((day, common))] > OFTEN and (day > other if odd is one else day < one)
                ]
            if near:
                proof = next(x for x in pairs if {x[2], x[4]} == {near[0], common})
                yield odd_pair.finding(
                    line.at(at),
                    proof[0].at(proof[1]),
                    stated=long_date(odd),
                    common=long_date(common),
                    expected=long_date(near[0]),
                )


@rule(
    "TIE-154",
    Severity.ERROR,
    title=Text("The same is dated in two ways", "同一事項の日付の相違"),
    message=Text(
        "“{what}” is dated {stated} here and {expected} elsewhere.",
        "「{what}」の日付が、ここでは{stated}、他の箇所では{expected}となっています。",
    ),
    remedy=Text("Look up the day, and use it in all places.", "日付を確認し、統一してください。"),
)
def dated_in_two_ways(lines: Sequence[Line]) -> Iterator[Finding]:
    """What a document dates twice has one day.

    What it checks
    Days behind a title in quotation marks (*“Notice of …” dated July 2, 2030*), and days behind the same twelve words or
    more of running text, where it is no period. The day that stands more often in the document is taken for the right one.

    Why it matters
    The reader looks for the release of that day and finds none.

    How to put it right
    Look up the day, and use it in all places.

    Source
    Rule of this project; notices of share issues refer to the notices before them.
    """
    times: Counter[date] = Counter()
    groups: dict[str, list[tuple[Line, int, date]]] = defaultdict(list)
    for line in lines:
        days = list(days_in(line.text))
        times.update(day for _, _, day in days)
        if line.kind in ("row", "head"):
            continue
        for match in TITLE.finditer(line.text):
            day = next((one for one in days if one[0] == match.end()), None)
            if day is not None:
                title = " ".join(match["title"].split()).casefold()
                groups[title].append((line, day[0], day[2]))
        for start, _, when in days:
            lead = line.text[max(0, start - 400) : start]
            words = WORDS.findall(lead)
            if len(words) >= LONG_LEAD and EVENT.search(lead) and not re.search(r"[”\"」]\W*\w*\s*$", lead):
                groups[" ".join(words[-LONG_LEAD:]).casefold()].append((line, start, when))
    for what, found in groups.items():
        said = {day for _, _, day in found}
        if len(said) != 2:
            continue
        right = max(said, key=lambda day: (times[day], -min(at for at, one in enumerate(found) if one[2] == day)))
        wrong = next(iter(said - {right}))
        if sum(1 for *_, day in found if day == wrong) != 1:
            continue
        line, start, _ = next(one for one in found if one[2] == wrong)
        proof = next(one for one in found if one[2] == right)
        yield dated_in_two_ways.finding(
            line.at(start),
            proof[0].at(proof[1]),
            stated=long_date(wrong),
            expected=long_date(right),
            what=what[:80],
            side="first" if times[right] > times[wrong] else "both",
        )


@rule(
    "TIE-155",
    Severity.ERROR,
    title=Text("The head of the document has two days", "文書の日付の相違"),
    message=Text(
        "The document is dated {stated} here and {expected} elsewhere.",
        "文書の日付が、ここでは{stated}、他の箇所では{expected}となっています。",
    ),
    remedy=Text("Put right the day of the document.", "文書の日付を訂正してください。"),
)
def two_datelines(lines: Sequence[Line]) -> Iterator[Finding]:
    """A document has one day.

    What it checks
    The day of the dateline against days that stand alone on a line. An error where one of them stands nowhere else, the
    other twice or more, and they differ in the day, the month or the year only.

    Why it matters
    The day of the release decides what was known when.

    How to put it right
    Put right the day.

    Source
    Rule of this project.
    """
    times: Counter[date] = Counter(day for line in lines for _, _, day in days_in(line.text))
    main = release_day(lines)
    if main is None:
        return
    head = next(
        (
            (line, start)
            for line in lines[:HEAD_LINES]
            if line.kind not in ("row", "head")
            for start, _, day in days_in(line.text)
            if day == main
        ),
        None,
    )
    for line in lines:
        days = list(days_in(line.text)) if len(line.text) < 40 and line.kind not in ("row", "head") else []
        if head is None or len(days) != 1:
            continue
        start, end, day = days[0]
        if line is head[0] or not (LONE.fullmatch(line.text[:start]) and LONE.fullmatch(line.text[end:])):
            continue
        if slipped(day, main) and sorted((times[day], times[main]))[0] == 1 < max(times[day], times[main]):
            here, there = (head, (line, start)) if times[main] == 1 else ((line, start), head)
            stated, expected = (main, day) if times[main] == 1 else (day, main)
            yield two_datelines.finding(
                here[0].at(here[1]), there[0].at(there[1]), stated=long_date(stated), expected=long_date(expected)
            )


@rule(
    "TIE-156",
    Severity.ERROR,
    title=Text("A day on the wrong side of the release", "公表日との前後関係の誤り"),
    message=Text(
        "{stated} is {where} the day of this document ({release}), and the sentence speaks of it as {told}.",
        "{stated}は本書の日付（{release}）より{where}ですが、文の時制と合いません（{told}）。",
    ),
    remedy=Text("Put right the day, or the words.", "日付または表現を訂正してください。"),
)
def wrong_side_of_release(lines: Sequence[Line]) -> Iterator[Finding]:
    """What was, was before the day of the document; what will be, comes after it.

    What it checks
    Days behind *as of* that come after the day of the dateline, where what they date *was* or *increased*; and days before it
    behind *will be … on*.

    Why it matters
    It shows a wrong year or month at once.

    How to put it right
    Put right the day.

    Source
    Rule of this project.
    """
    release = release_day(lines)
    if release is None:
        return
    dated = [
        line.at(start)
        for line in lines[:HEAD_LINES]
        if line.kind not in ("row", "head")
        for start, _, day in days_in(line.text)
        if day == release
    ][:1]
    for line in lines:
        if line.kind in ("row", "head"):
            first = next(iter(days_in(line.text)), None)
            amounts = [cell for cell in line.cells[1:] if re.search(r"\d", cell)]
            if first and first[2] > release and ROW.fullmatch(line.text[: first[0]]) and len(amounts) >= LEAST_AMOUNTS:
                yield wrong_side_of_release.finding(
                    line.at(first[0]),
                    *dated,
                    stated=long_date(first[2]),
                    where=Text("after", "後"),
                    release=long_date(release),
                    told=Text("past", "過去"),
                )
            continue
        for start, end, day in days_in(line.text):
            lead, behind = line.text[max(0, start - 160) : start], line.text[end : end + 90]
            sentence = lead[max(lead.rfind(". "), lead.rfind("; "), 0) :]
            if day > release and AS_OF.search(lead) and HELD.match(behind) and not NOT_HELD.search(sentence + behind):
                told, where = Text("past", "過去"), Text("after", "後")
            elif (
                day < release
                and (ahead := AHEAD.search(sentence))
                and not PAST.search("".join(ahead["way"].split(None, 1)[1:]))
            ) or (day < release and SCHEDULED.match(behind)):
                told, where = Text("to come", "将来"), Text("before", "前")
            elif day > release and PASSED.search(sentence) and not COMING.search(sentence):
                told, where = Text("past", "過去"), Text("after", "後")
            else:
                continue
            yield wrong_side_of_release.finding(
                line.at(start), *dated, stated=long_date(day), where=where, release=long_date(release), told=told
            )


@rule(
    "TIE-160",
    Severity.ERROR,
    title=Text("A period ends on a day that no other does", "期末日の誤り"),
    message=Text(
        "It says {stated}; all periods and balances of the document end with a month, and {expected} stands everywhere else.",
        "「{stated}」とありますが、本書の期末日はすべて月末であり、他の箇所では{expected}です。",
    ),
    remedy=Text("Put right the day.", "日付を訂正してください。"),
)
def end_of_no_month(lines: Sequence[Line]) -> Iterator[Finding]:
    """Periods and balances end with a month, where all others do.

    What it checks
    Days behind *ended*, *ending* and *as of*. Where ten or more of them are the last of a month, one that is not, stands
    nowhere else, and differs only in its day or its month from one that stands three times or more, is an error. Days on
    which shares are counted or prices taken are left out.

    Why it matters
    It says of which day a balance is.

    How to put it right
    Put right the day.

    Source
    Rule of this project. Companies whose fiscal years have 52 or 53 weeks end on other days.
    """
    found: list[tuple[Line, int, date, str]] = []
    times: Counter[date] = Counter()
    for line in lines:
        for start, _, day in days_in(line.text):
            times[day] += 1
            if mark := END.search(line.text, max(0, start - 30), start):
                found.append((line, start, day, mark["word"].casefold()))
    counts = Counter(day for _, _, day, _ in found)
    ends = sum(count for day, count in counts.items() if _is_month_end(day))
    odd = [one for one in found if not _is_month_end(one[2])]
    if ends < MANY_ENDS or len(odd) > 1:
        return
    for line, start, day, word in odd:
        near = [one for one in counts if counts[one] >= 3 and slipped(one, day) and one.year == day.year]
        around = line.text[max(0, start - 90) : start + 90]
        if (
            times[day] > 1
            or not near
            or WEEKS.search(line.text, max(0, start - 60), start)
            or (not word.startswith("end") and NOT_BALANCE.search(around))
        ):
            continue
        right = max(near, key=lambda one: counts[one])
        proof = next(one for one in found if one[2] == right)
        yield end_of_no_month.finding(
            line.at(start), proof[0].at(proof[1]), stated=long_date(day), expected=long_date(right)
        )


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


RULES: tuple[AnyRule, ...] = (end_of_no_month, odd_pair, dated_in_two_ways, two_datelines, wrong_side_of_release)
