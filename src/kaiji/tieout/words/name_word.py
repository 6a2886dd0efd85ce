"""Names, codes and addresses spelled in two ways, and passages that stand twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

_FORM = r"(?:Inc|Incorporated|Corporation|Corp|Ltd|Limited|LLC|L\.P|LLP|PLC|plc|Co|Company|Holdings?|Group|AG|SE|N\.V|S\.A|GmbH|K\.K|KK)"
COMPANY = re.compile(rf"\b(?:[A-Z][\w&'’-]*,?\s){{1,6}}{_FORM}\b")
PERSON = re.compile(
    r"\b([A-Z][a-zé'’-]+(?:\s[A-Z]\.)?\s[A-Z][a-zé'’-]+)(?=,?\s(?:(?:the|our)\s)?(?:[A-Z][\w’']+\s){0,3}?"
    r"(?:President|Chief|CEO|CFO|COO|Director|Chairman|Chairperson|Chair|Executive|Vice|Founder|Representative|Managing)\b)"
)
TICKER = re.compile(
    r"(?:\b(?i:NASDAQ|NYSE|TSE|LSE|TSX|Tokyo Stock Exchange[\w ]{0,20}|code(?: number)?)|\b[A-Z][\w ]{2,30}Exchange"
    r"|\((?!(?:Tel|Fax|Code|Note)\b)[A-Z][A-Za-z]{1,9}(?=\s?[:：]\s?\w{3,6}[),;]))"
    r"\s?[:：]\s?(?P<code>[A-Z]{3,6}\b|\d{4,6}\b)"
)
HOST = re.compile(r"(?:@|https?://(?:www\.)?|\bwww\.)(?P<host>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
SHORTEST_NAME = 8
SHORTEST_PASSAGE = 120
MOST_NAMES = 2000

Seen = dict[str, list[Source]]


def swapped(seen: Mapping[str, list[Source]]) -> Iterator[tuple[str, str]]:
    """Give two codes, each standing once, that have the same signs in another order: the later one, then the first."""
    once = [name for name, places in seen.items() if len(places) == 1][:MOST_NAMES]
    first: dict[str, str] = {}
    for name in once:
        other = first.setdefault("".join(sorted(name)), name)
        if other != name and OSA.distance(name, other) == 1:
            yield name, other


def twins(seen: Mapping[str, list[Source]], *, most: int) -> Iterator[tuple[str, str]]:
    """Give each spelling that stands once next to one that stands twice or more, and is ``most`` letters away."""
    counts = Counter({name: len(places) for name, places in seen.items()})
    usual = [name for name, count in counts.items() if count >= 2][:MOST_NAMES]
    for name in [name for name, count in counts.items() if count == 1][:MOST_NAMES]:
        near = [
            other
            for other in usual
            if name.casefold() != other.casefold() and 0 < OSA.distance(name, other, score_cutoff=most) <= most
        ]
        if near:
            yield name, max(near, key=lambda other: counts[other])


def _only_inflected(one: str, other: str) -> bool:
    """Tell whether two names differ by a number, a single letter word or an ending only: that may be meant."""
    if re.sub(r"\d", "0", one) == re.sub(r"\d", "0", other) and one != other and re.search(r"\d", one):
        return True
    left, right = one.replace(",", "").split(), other.replace(",", "").split()
    if len(left) != len(right):
        return one.replace(" ", "") == other.replace(" ", "")
    for a, b in zip(left, right, strict=True):
        if a != b and (len(a) < 4 or len(b) < 4 or a.rstrip("s.") == b.rstrip("s.") or a.casefold() == b.casefold()):
            return True
    return False


def _names(lines: Sequence[Line]) -> Seen:
    seen: Seen = {}
    for line in lines:
        for match in COMPANY.finditer(line.text):
            # What stands before a name may have a capital, too: each ending of the phrase is a candidate.
            parts = match.group().replace(",", "").split()
            for first in range(len(parts) - 1):
                name = " ".join(parts[first:])
                if len(name) >= SHORTEST_NAME:
                    seen.setdefault(name, []).append(line.at(match.start()))
    return seen


def _people(lines: Sequence[Line]) -> Seen:
    titled = {match.group(1) for line in lines for match in PERSON.finditer(line.text)}
    seen: Seen = {}
    pair = re.compile(r"(?=\b([A-Z][a-zé'’-]+(?:\s[A-Z]\.)?\s[A-Z][a-zé'’-]+)\b)")
    if titled:
        for line in lines:
            for match in pair.finditer(line.text):
                near = match.group(1) in titled or any(
                    OSA.distance(match.group(1), one, score_cutoff=2) <= 2 for one in titled
                )
                if near:
                    seen.setdefault(match.group(1), []).append(line.at(match.start(1)))
    return seen


@rule(
    "TIE-109",
    Severity.ERROR,
    title=Text("A name is spelled in two ways", "名称の表記の相違"),
    message=Text(
        "“{stated}” stands here once; elsewhere the document says “{expected}”.",
        "ここだけ「{stated}」とあり、他の箇所では「{expected}」です。",
    ),
    remedy=Text(
        "Use one spelling, or make sure that both are meant.",
        "表記を統一するか、別のものであることを確認してください。",
    ),
)
def name_spelled_twice(lines: Sequence[Line]) -> Iterator[Finding]:
    """One company, person, code or address has one spelling in a document.

    What it checks
    Names of companies (by their legal form), of persons with an office, ticker and stock codes behind their
    exchange, and hosts of web and e-mail addresses: a spelling that stands once and is one or two letters away from
    one that stands twice or more. Where the difference may be meant (a number, an ending, a class of shares), it
    is a warning.

    Why it matters
    A wrong code or address leads to somebody else; a wrong name is a wrong party.

    How to put it right
    Use the spelling of the company's register or of its own letterhead.

    Source
    Rule of this project.
    """
    for seen in (_names(lines), _people(lines)):
        told: set[Source] = set()
        for name, usual in sorted(twins(seen, most=2), key=lambda pair: -len(pair[0])):
            if seen[name][0] in told:
                continue
            told.add(seen[name][0])
            yield name_spelled_twice.finding(
                seen[name][0],
                seen[usual][0],
                severity=Severity.WARN if _only_inflected(name, usual) else Severity.ERROR,
                stated=name,
                expected=usual,
            )
    hosts: Seen = {}
    codes: dict[bool, Seen] = {True: {}, False: {}}
    for line in lines:
        for match in HOST.finditer(line.text):
            hosts.setdefault(match["host"].casefold(), []).append(line.at(match.start("host")))
        for match in TICKER.finditer(line.text):
            codes[match["code"].isdecimal()].setdefault(match["code"], []).append(line.at(match.start("code")))
    for name, usual in twins(hosts, most=1):
        yield name_spelled_twice.finding(
            hosts[name][0],
            hosts[usual][0],
            severity=Severity.ERROR
            if name.split(".")[1:] == usual.split(".")[1:] or name.count(".") == 1
            else Severity.WARN,
            stated=name,
            expected=usual,
        )
    for numeric, seen in codes.items():
        for name, usual in (*twins(seen, most=1), *swapped(seen)):
            classes = not numeric and (name[:-1] == usual[:-1] or name[:-1] == usual or usual[:-1] == name)
            yield name_spelled_twice.finding(
                seen[name][0],
                seen[usual][0],
                severity=Severity.WARN if classes else Severity.ERROR,
                stated=name,
                expected=usual,
            )


@rule(
    "TIE-110",
    Severity.INFO,
    title=Text("A passage stands twice", "文章の重複"),
    message=Text("This passage stands twice in the document: “{passage}”", "同じ文章が2か所にあります：「{passage}」"),
    remedy=Text("Take one out, unless both are wanted.", "必要がなければ一方を削除してください。"),
)
def passage_twice(lines: Sequence[Line]) -> Iterator[Finding]:
    """The same paragraph stands twice.

    What it checks
    Paragraphs of 120 characters or more that are the same, whatever kind of quotation marks they have.

    Why it matters
    It is mostly left from copying. A legal legend may stand twice on purpose.

    How to put it right
    Take one out.

    Source
    Rule of this project.
    """
    first: dict[str, Line] = {}
    for line in lines:
        if line.kind in ("row", "head") or len(line.text) < SHORTEST_PASSAGE:
            continue
        plain = re.sub(r"[“”\"'’‘\s]+", " ", line.text).casefold()
        if plain in first:
            yield passage_twice.finding(line.at(0), first[plain].at(0), passage=line.text[:60] + "…")
        else:
            first[plain] = line


APPENDIX = re.compile(r"\b(?P<kind>Appendix|Annex|Schedule|Attachment)\s(?P<number>\d{1,2}|[A-H])\b")


@rule(
    "TIE-111",
    Severity.WARN,
    title=Text("A reference leads nowhere", "参照先なし"),
    message=Text(
        "The document refers to {stated}, and has only {expected}.",
        "「{stated}」を参照していますが、本書にあるのは{expected}のみです。",
    ),
    remedy=Text("Put right the reference.", "参照先を訂正してください。"),
)
def reference_without_target(lines: Sequence[Line]) -> Iterator[Finding]:
    """A reference to an appendix names one that the document has.

    What it checks
    Where lines begin with two appendices, annexes, schedules or attachments or more, each reference to one of them.

    Why it matters
    The proof that the reader is sent to is not there.

    How to put it right
    Name the right one.

    Source
    Rule of this project.
    """
    present: dict[str, set[str]] = {}
    for line in lines:
        for match in APPENDIX.finditer(line.text):
            if match.start() == 0 and (len(line.text) == match.end() or line.text[match.end()] in ":.-–— ("):
                present.setdefault(match["kind"], set()).add(match["number"])
    for line in lines:
        for match in APPENDIX.finditer(line.text):
            there = present.get(match["kind"], set())
            if len(there) >= 2 and match["number"] not in there:
                yield reference_without_target.finding(
                    line.at(match.start()),
                    stated=match.group(),
                    expected=tuple(f"{match['kind']} {number}" for number in sorted(there)),
                )


RULES: tuple[AnyRule, ...] = (name_spelled_twice, passage_twice, reference_without_target)
