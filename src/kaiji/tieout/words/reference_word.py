"""References to notes, tables and appendices that the document has not; and how many of the shares are taken up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import days_in
from kaiji.tieout.reading import Line

KINDS = r"Note|Table|Appendix|Annex|Exhibit|Schedule|Section|Attachment|注記|(?<![受発])注|別紙"
REFERENCE = re.compile(
    rf"(?<![A-Za-z])(?P<kind>{KINDS})s?\s?(?P<number>\d{{1,2}}|[A-H])(?![A-Za-z\d.,、])(?!\s?[.:：\)]\s?\S*\s?[A-Z]\w+\s\w+.{{80}})",
    re.IGNORECASE,
)
DEFINED = re.compile(
    rf"^[\s(（*#_|-]*(?P<kind>{KINDS})\s?(?P<number>\d{{1,2}}|[A-H])(?![\w,、])(?:\s?[.:：)）—–-]|\s?$|\s{{1,2}}[A-Z\u3040-\u9fff])",
    re.IGNORECASE,
)
# "Made Company, Inc. Appendix 1: Balance Sheets": a title behind the name of the company.
TITLED = re.compile(
    r"(?<![a-z] )(?<![,;(] )\b"
    r"(?P<kind>Appendix|Annex|Attachment|Exhibit|Schedule|Table)\s(?P<number>\d{1,2}|[A-H])\s?[:：]\s(?=[A-Z])"
)
# Behind another sentence or the name of the company: "… rounding. Note 2: Measures …", "Made Company - Table 1 - Balance Sheets".
WITHIN = re.compile(
    rf"(?:[.。;]\s|\s[-–—|]\s)(?P<kind>{KINDS})\s?(?P<number>\d{{1,2}}|[A-H])\s?(?:[:：]|\s[-–—])\s?(?=\S)",
    re.IGNORECASE,
)
LONGEST_TITLE = 200
ELSEWHERE = re.compile(
    r"^\s?(?:to|of|in)\s(?:the|our|its)\b|^\s?(?:to|of|in) (?:Form|Item|Part)|^,? (?:of|to) |\bof Regulation|^\s?of the (?:Act|Rules)|の有価証券",
    re.IGNORECASE,
)
LEAST_DEFINED = 1
LEAST_TITLES = 3
SUBSCRIBE = re.compile(
    r"\bsubscribe (?:to|for) (?P<extent>all|part|none|some|a part|any)\b|"
    r"(?P<ja>全部|一部|全株|すべて)(?:について|を|の)?.{0,12}(?:申込み|引き?受け|払込み)",
    re.IGNORECASE,
)
COUNTS = re.compile(
    r"(?P<issued>\d[\d,]*)\s?(?:shares|株)?\s?[(（][^()（）]{0,40}?(?:scheduled|planned|maximum|予定)[^()（）\d]{0,30}(?P<planned>\d[\d,]*)",
    re.IGNORECASE,
)
SHARES_ISSUED = re.compile(r"number of (?:new )?shares|株式の?数|発行新株式", re.IGNORECASE)


@rule(
    "TIE-117",
    Severity.ERROR,
    title=Text("A reference leads nowhere", "参照先がない"),
    message=Text(
        "“{stated}” is not in the document; it has {expected}.",
        "「{stated}」は本書にありません。あるのは{expected}です。",
    ),
    remedy=Text("Name the one that is meant, or add it.", "参照先を訂正するか、追加してください。"),
)
def reference_missing(lines: Sequence[Line]) -> Iterator[Finding]:
    """A note, table or appendix that a text refers to is there.

    What it checks
    *Note 4*, *Table 2*, *Appendix 3* against what begins a line of the document. Only kinds of which the document has at
    least one are looked at; references to other documents (*Note 12 to the …*) are left out.

    Why it matters
    The reader who follows it finds nothing; often a note was renumbered.

    How to put it right
    Name the note that is meant.

    Source
    Rule of this project.
    """
    defined: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines:
        for match in _defined(line):
            defined[_kind(match["kind"])].setdefault(match["number"].upper(), line)
    for line in lines:
        own = [match.span() for match in _defined(line)] if REFERENCE.search(line.text) else []
        for match in REFERENCE.finditer(line.text):
            kind, number = _kind(match["kind"]), match["number"].upper()
            known = defined.get(kind, {})
            if any(start <= match.start() < end for start, end in own):
                continue
            if len(known) < LEAST_DEFINED or number in known or ELSEWHERE.match(line.text[match.end() :]):
                continue
            if number.isdigit() != next(iter(known)).isdigit():
                continue
            first = next(iter(known.values()))
            yield reference_missing.finding(
                line.at(match.start()),
                first.at(0),
                stated=match.group().strip(),
                expected=", ".join(f"{match['kind']} {one}" for one in known),
            )


def _defined(line: Line) -> list[re.Match[str]]:
    """Give the numbers of the notes, tables and appendices that a line begins, or that begin within it."""
    within = list(WITHIN.finditer(line.text))
    if match := DEFINED.match(line.text):
        return [match, *within]
    if line.kind not in ("row", "head") and len(line.text) <= LONGEST_TITLE and (title := TITLED.search(line.text)):
        return [title, *within]
    return within


@rule(
    "TIE-162",
    Severity.ERROR,
    title=Text("Appendices are not numbered in order", "別紙等の番号の乱れ"),
    message=Text(
        "{stated} stands where {expected} is due.",
        "{expected}であるべき箇所に{stated}とあります。",
    ),
    remedy=Text("Put right the number.", "番号を訂正してください。"),
)
def numbers_in_order(lines: Sequence[Line]) -> Iterator[Finding]:
    """Appendices are numbered one after the other.

    What it checks
    The titles of appendices, annexes, attachments, exhibits and schedules, where there are three or more, each number once:
    one number that is out of order, while all others stand where they are due.

    Why it matters
    References lead to the wrong place.

    How to put it right
    Put right the number.

    Source
    Rule of this project.
    """
    titles: dict[str, list[tuple[Line, re.Match[str]]]] = defaultdict(list)
    for line in lines:
        match = (
            TITLED.search(line.text) if line.kind not in ("row", "head") and len(line.text) <= LONGEST_TITLE else None
        )
        if match is not None and match["number"].isdecimal():
            titles[match["kind"]].append((line, match))
    for kind, found in titles.items():
        numbers = [int(match["number"]) for _, match in found]
        odd = [at for at, number in enumerate(numbers) if number != at + 1]
        if len(found) >= LEAST_TITLES and len(odd) == 1:
            line, match = found[odd[0]]
            yield numbers_in_order.finding(
                line.at(match.start()), stated=f"{kind} {match['number']}", expected=f"{kind} {odd[0] + 1}"
            )


def _kind(text: str) -> str:
    return text.casefold().rstrip("s")


@rule(
    "TIE-118",
    Severity.ERROR,
    title=Text("All, part or none of the shares", "全部・一部の相違"),
    message=Text(
        "The text says {stated} of the shares; {issued} of {planned} planned are issued: it should be {expected}.",
        "本文は「{stated}」ですが、予定{planned}株のうち{issued}株が発行されます：「{expected}」であるべきです。",
    ),
    remedy=Text("Put right the word, or the number.", "語または株数を訂正してください。"),
)
def extent_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """All, part or none of the new shares, as the numbers say.

    What it checks
    What an allottee subscribes to, against the number of shares to be issued and the number that was planned.

    Why it matters
    The word is what the market reads; the number is what is issued.

    How to put it right
    Put right the word, or the number.

    Source
    Rule of this project; notices of a third-party allotment.
    """
    counts = [
        (line, int(match["issued"].replace(",", "")), int(match["planned"].replace(",", "")))
        for line in lines
        if SHARES_ISSUED.search(line.text) and (match := COUNTS.search(line.text))
    ]
    if len(counts) != 1:
        return
    evidence, issued, planned = counts[0]
    due = Text("all", "全部") if issued == planned else Text("none", "なし") if not issued else Text("part", "一部")
    for line in lines:
        for match in SUBSCRIBE.finditer(line.text):
            word = (match["extent"] or match["ja"]).casefold()
            said = "all" if word in ("all", "全部", "全株", "すべて") else "none" if word == "none" else "part"
            if said != due.en:
                yield extent_contradicted.finding(
                    line.at(match.start()),
                    evidence.at(0),
                    stated=match["extent"] or match["ja"],
                    expected=due,
                    issued=f"{issued:,}",
                    planned=f"{planned:,}",
                )


MEETING = re.compile(
    r"(?:resolved|resolution|decided|approved)\b[^.;]{0,320}?\bmeeting of (?:the |its )?Board of Directors[^.;]{0,20}? held on\s",
    re.IGNORECASE,
)


@rule(
    "TIE-119",
    Severity.ERROR,
    title=Text("One meeting on two days", "同一会議の日付の相違"),
    message=Text(
        "The meeting of the Board is said to be on {stated} here and on {expected} elsewhere.",
        "取締役会の日付が、ここでは{stated}、他の箇所では{expected}となっています。",
    ),
    remedy=Text("Name the day of the meeting, the same in both places.", "取締役会の日付を統一してください。"),
)
def meeting_on_two_days(lines: Sequence[Line]) -> Iterator[Finding]:
    """The meeting of the Board at which an issue was resolved has one day.

    What it checks
    The days behind *resolved at the meeting of the Board of Directors held on*: the one that stands least often against the
    one that stands most; where both stand as often, the later in the text against the first.

    Why it matters
    The day of the resolution dates the whole issue.

    How to put it right
    Look into the minutes.

    Source
    Rule of this project; notices of share issues.
    """
    found = []
    for line in lines:
        for match in MEETING.finditer(line.text):
            day = next((one for one in days_in(line.text) if one[0] == match.end()), None)
            if day is not None:
                found.append((line, match.end(), line.text[day[0] : day[1]]))
    counts = Counter(text for _, _, text in found)
    if len(counts) < 2:
        return
    main = max(counts, key=lambda text: (counts[text], -[one[2] for one in found].index(text)))
    evidence = next(line for line, _, text in found if text == main)
    for line, start, text in found:
        if text != main:
            yield meeting_on_two_days.finding(line.at(start), evidence.at(0), stated=text, expected=main)


RULES: tuple[AnyRule, ...] = (reference_missing, numbers_in_order, extent_contradicted, meeting_on_two_days)
