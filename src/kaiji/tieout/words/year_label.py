"""The label of the fiscal year in titles, and where it is defined, against the label that the document uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

LABEL = re.compile(
    r"\b(?P<label>(?P<kind>FY|fiscal(?:\syear)?|FYE)(?P<gap>[\s']?)(?P<year>20\d\d|\d\d))\b(?![,.]\d|\s?(?:and|or|to|[-–])\s?(?:FY|fiscal)?\s?\d)",
    re.IGNORECASE,
)
QUARTER = (
    r"(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter|[1-4]Q|Q[1-4]|(?:first|second|third)[\s-]half|"
    r"(?:three|six|nine)[\s-]months|half[\s-]year|full[\s-]year"
)
BESIDE = re.compile(rf"(?:{QUARTER})(?:\sof)?(?:\sthe)?\s?$", re.IGNORECASE)
BEHIND = re.compile(rf"\s?(?:{QUARTER})\b", re.IGNORECASE)
DEFINED = re.compile(
    r"\b(?:fiscal\s|financial\s)?year\s(?:ended|ending)\s[^()（）;]{6,30}?[(（][\"“](?P<label>(?P<kind>FY|fiscal(?:\syear)?)(?P<gap>[\s']?)(?P<year>20\d\d|\d\d))[\"”]",
    re.IGNORECASE,
)
ELSEWHEN = re.compile(
    r"outlook|guidance|expect|forecast|target|plan|next|prior|previous|compar|versus|\bvs|against|from|over|history|trend|change",
    re.IGNORECASE,
)
RESULTS = re.compile(r"^\W*(?:\w+\s){0,2}results\b", re.IGNORECASE)
OFTEN = 2
LONGEST = 120


@rule(
    "TIE-157",
    Severity.ERROR,
    title=Text("A heading names another fiscal year", "見出しの年度の相違"),
    message=Text(
        "It says “{stated}”; the document is about “{expected}”.",
        "「{stated}」とありますが、本書は「{expected}」に関するものです。",
    ),
    remedy=Text("Put right the year.", "年度を訂正してください。"),
)
def year_of_heading(lines: Sequence[Line]) -> Iterator[Finding]:
    """Headings and definitions name the fiscal year that the document is about.

    What it checks
    Headings that name a quarter or half with its fiscal year: one year that stands there once, where the year before or
    after it stands so in two headings or more. And a fiscal year defined by its last day (*fiscal year ending March 31,
    2031 (“FY2030”)*) whose label the document uses nowhere, while it uses the next one and defines it nowhere.

    Why it matters
    A heading of last year dates all figures below it wrongly.

    How to put it right
    Put right the year.

    Source
    Rule of this project; labels of fiscal years in results releases.
    """
    yield from _headings(lines)
    yield from _definitions(lines)


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    return year if year > 99 else 2000 + year


def _headings(lines: Sequence[Line]) -> Iterator[Finding]:
    found: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        text = line.text.strip("*#_ ")
        if line.kind in ("row", "head") or len(text) > LONGEST or text.endswith((".", ";", "。")):
            continue
        labels = list(LABEL.finditer(line.text))
        if len(labels) == 1 and (
            BESIDE.search(line.text, 0, labels[0].start()) or BEHIND.match(line.text, labels[0].end())
        ):
            results = RESULTS.match(BEHIND.sub("", line.text[labels[0].end() :], count=1))
            if results or not ELSEWHEN.search(line.text):
                found.append((line, labels[0]))
    counts = Counter(_year(match) for _, match in found)
    if len(counts) != 2:
        return
    main, odd = (year for year, _ in counts.most_common())
    if counts[odd] != 1 or counts[main] < OFTEN or abs(main - odd) != 1:
        return
    line, match = next(one for one in found if _year(one[1]) == odd)
    proof, other = next(one for one in found if _year(one[1]) == main)
    yield year_of_heading.finding(
        line.at(match.start()), proof.at(other.start()), stated=match["label"], expected=other["label"]
    )


def _definitions(lines: Sequence[Line]) -> Iterator[Finding]:
    used: Counter[str] = Counter(match["label"].casefold() for line in lines for match in LABEL.finditer(line.text))
    defined = [(line, match) for line in lines for match in DEFINED.finditer(line.text)]
    known = {match["label"].casefold() for _, match in defined}
    for line, match in defined:
        near = [f"{match['kind']}{match['gap']}{int(match['year']) + step:0{len(match['year'])}d}" for step in (-1, 1)]
        others = [one for one in near if used[one.casefold()] >= OFTEN and one.casefold() not in known]
        if used[match["label"].casefold()] == 1 and len(others) == 1:
            proof = next(one for one in lines if others[0].casefold() in one.text.casefold())
            yield year_of_heading.finding(
                line.at(match.start("label")), proof.at(0), stated=match["label"], expected=others[0]
            )


RULES: tuple[AnyRule, ...] = (year_of_heading,)
