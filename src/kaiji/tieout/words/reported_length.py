"""How long the reported period is, and when it ended: the title and the first sentence against the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.when import whens_of
from kaiji.tieout.reading import Line

_LENGTHS = (
    (3, r"(?:three|3)[\s-]months?|(?:13|14|thirteen|fourteen)[\s-]weeks?|quarter(?:ly)?"),
    (
        6,
        r"(?:six|6)[\s-]months?|(?:26|27|twenty-six)[\s-]weeks?|(?:first |second )?half(?:[\s-]year(?:ly)?)?|interim|H1|1H",
    ),
    (9, r"(?:nine|9)[\s-]months?|(?:39|40|thirty-nine)[\s-]weeks?|three quarters|9M"),
    (
        12,
        r"(?:twelve|12)[\s-]months?|(?:52|53|fifty-two|fifty-three)[\s-]weeks?|(?:full|fiscal)[\s-]year|annual|year(?= end)",
    ),
)
LENGTH = re.compile("|".join(rf"\b(?P<m{months}>{words})\b" for months, words in _LENGTHS), re.IGNORECASE)
NAMES = {3: "a quarter", 6: "six months", 9: "nine months", 12: "a year"}
RESULTS = re.compile(r"\b(?:results?|earnings|reports?|announces?|statements?)\b", re.IGNORECASE)
ANNOUNCED = re.compile(
    r"\b(?:announce[sd]?|report(?:s|ed)|released?)\b[^.;]{0,120}?\bresults\b[^.;]{0,40}?\bfor (?:the |its )?(?P<period>[^.;]{0,40}?)"
    r"\bend(?P<tense>ed|ing)\s(?:on\s)?(?=\w)",
    re.IGNORECASE,
)
FIRST_LINES = 40
FIRST_TITLES, OFTEN = 12, 4
LONGEST_TITLE = 160
LEAST_HEADS = 2
A_HALF = 190


def _length(text: str) -> set[int]:
    """Give the lengths in months that a text names; a fiscal year behind a shorter period only tells which one it is of."""
    found = {int(name[1:]) for match in LENGTH.finditer(text) for name, said in match.groupdict().items() if said}
    return found - {12} if len(found) > 1 else found


@rule(
    "TIE-131",
    Severity.ERROR,
    title=Text("The title names a period of another length", "表題の期間の長さの相違"),
    message=Text(
        "The title speaks of {stated}; the results are announced for {expected}, and so are the tables.",
        "表題は{stated}ですが、本文と表は{expected}の業績です。",
    ),
    remedy=Text("Put the reported period into the title.", "表題の期間を訂正してください。"),
)
def title_of_another_length(lines: Sequence[Line]) -> Iterator[Finding]:
    """The title of a release names the length of the period that the release reports.

    What it checks
    A title of results at the head of a document that names one length (a quarter, a half, nine months, a year), against
    the first sentence that announces results for a period *ended* some day. An error where the document names the
    sentence's length elsewhere too, and the title's nowhere.

    Why it matters
    The title is what the news services take.

    How to put it right
    Put the reported period into the title.

    Source
    Rule of this project; period labels of results releases.
    """
    yield from _by_lengths(lines)
    announced = next(((line, match) for line in lines[:FIRST_LINES] if (match := ANNOUNCED.search(line.text))), None)
    if announced is None:
        return
    line, match = announced
    told = _length(match["period"])
    if len(told) != 1:
        return
    due = next(iter(told))
    titles = [
        one
        for one in lines[:FIRST_LINES]
        if one is not line
        and one.kind not in ("row", "head")
        and len(one.text) <= LONGEST_TITLE
        and RESULTS.search(one.text)
    ]
    for title in titles:
        named = _length(title.text)
        if len(named) != 1 or due in named or title.text.rstrip().endswith("."):
            continue
        others = Counter(
            length for one in lines if one is not title and one is not line for length in _length(one.text)
        )
        stray = next(iter(named))
        if others[due] >= LEAST_HEADS and not others[stray]:
            yield title_of_another_length.finding(
                title.at(0), line.at(match.start("period")), stated=NAMES[stray], expected=NAMES[due]
            )


def _by_lengths(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a title of a half where the whole document speaks of nine months, or the other way round."""
    counts = Counter(length for line in lines for length in set(_length(line.text)))
    for stray, due in ((6, 9), (9, 6)):
        if counts[stray] != 1 or counts[due] < OFTEN:
            continue
        title = next(line for line in lines if stray in _length(line.text))
        titled = title in lines[:FIRST_TITLES] and len(title.text) <= LONGEST_TITLE and RESULTS.search(title.text)
        if titled and title.kind not in ("row", "head") and not title.text.rstrip().endswith("."):
            proof = next(line for line in lines if due in _length(line.text))
            yield title_of_another_length.finding(title.at(0), proof.at(0), stated=NAMES[stray], expected=NAMES[due])


@rule(
    "TIE-132",
    Severity.ERROR,
    title=Text("The announced period ended on another day", "発表期間の末日の相違"),
    message=Text(
        "Results are announced for a period to {stated}; the tables are of {expected}.",
        "本文は{stated}に終了した期間の業績としていますが、表は{expected}のものです。",
    ),
    remedy=Text("Put right the day.", "日付を訂正してください。"),
)
def announced_day(lines: Sequence[Line]) -> Iterator[Finding]:
    """The results that the first sentence announces are of the period that the tables show.

    What it checks
    The day behind *announced its results for the … ended*, where no table names it, against the latest day that two
    heads of tables or more name, half a year or less apart.

    Why it matters
    The first sentence says which results these are.

    How to put it right
    Put right the day.

    Source
    Rule of this project.
    """
    heads = Counter(at for line in lines if line.kind in ("row", "head") for at in set(_days(line.text)))
    often = [at for at, count in heads.items() if count >= LEAST_HEADS]
    if not often:
        return
    main = max(often)
    for line in lines[:FIRST_LINES]:
        match = ANNOUNCED.search(line.text)
        if match is None or line.kind in ("row", "head"):
            continue
        said = [
            (start, when.at)
            for start, _, when in whens_of(line.text[:2000])
            if when.kind == "day" and start == match.end()
        ]
        for start, day in said:
            if day not in heads and 0 < abs(main - day) <= A_HALF:
                proof = next(one for one in lines if one.kind in ("row", "head") and main in _days(one.text))
                yield announced_day.finding(
                    line.at(start),
                    proof.at(0),
                    stated=long_date(date.fromordinal(day)),
                    expected=long_date(date.fromordinal(main)),
                )


def _days(text: str) -> list[int]:
    return [when.at for _, _, when in whens_of(text[:2000]) if when.kind == "day"]


RULES: tuple[AnyRule, ...] = (title_of_another_length, announced_day)
