"""Names, codes and addresses spelled in two ways, and passages that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.reading import Line
from kaiji.tieout.words.code_word import Seen, twins

_FORM = r"(?:Inc|Incorporated|Corporation|Corp|Ltd|Limited|LLC|L\.P|LLP|PLC|plc|Co|Company|Holdings?|Group|AG|SE|N\.V|S\.A|GmbH|K\.K|KK)"
COMPANY = re.compile(rf"\b(?:[A-Z][\w&'’-]*,?\s){{1,6}}{_FORM}\b")
PERSON = re.compile(
    r"\b([A-Z][a-zé'’-]+(?:\s[A-Z]\.)?\s[A-Z][a-zé'’-]+)(?=,?\s(?:(?:the|our)\s)?(?:[A-Z][\w’']+\s){0,3}?"
    r"(?:President|Chief|CEO|CFO|COO|Director|Chairman|Chairperson|Chair|Executive|Vice|Founder|Representative|Managing)\b)"
)
# One company has one legal form; what may be a subsidiary (LLC, GmbH) is left out.
LEGAL = re.compile(
    r"\b(?P<name>(?:[A-Z][\w&'’-]*\s(?:&\s)?){1,5}?(?:[A-Z][\w&'’-]*))(?P<co>,?\sCo\.)?,?\s"
    r"(?P<form>Inc|Incorporated|Corp|Corporation|Ltd|Limited|PLC|plc)\b(?!\s(?:of|[A-Z]))"
)
RENAMED = re.compile(
    r"\bformer(?:ly)?\s(?:known|named|name|[A-Z])|\brenamed\b|\bchang\w+ (?:of )?(?:its|the|our) (?:\w+ )?name\b|\bname change\b"
)
FORMS = {
    "inc": "Inc.", "incorporated": "Inc.", "corp": "Corp.", "corporation": "Corp.", "ltd": "Ltd.", "limited": "Ltd.", "plc": "plc",
}  # fmt: skip
TWO_WORDS, LEAST_WORDS, LONG_WORD, OFTEN = 2, 3, 6, 3
SHORTEST_NAME = 8
MOST_PEOPLE = 200
SHORTEST_PASSAGE = 120


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
    titled = {_bare(match.group(1)) for line in lines for match in PERSON.finditer(line.text)}
    seen: Seen = {}
    pair = re.compile(r"(?=\b([A-Z][a-zé'’-]+(?:\s[A-Z]\.)?\s[A-Z][a-zé'’-]+)\b)")
    if titled:
        for line in lines:
            for match in pair.finditer(line.text):
                name = _bare(match.group(1))
                if name in titled or any(OSA.distance(name, one, score_cutoff=2) <= 2 for one in titled):
                    seen.setdefault(name, []).append(line.at(match.start(1)))
    return seen


def _bare(name: str) -> str:
    """Leave out the ending of a possessive: *Ethan Hall's chairman* is not another person than *Ethan Hall*."""
    return re.sub("['’]s$", "", name)


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
    """One company or person has one spelling in a document.

    What it checks
    Names of companies (by their legal form) and of persons with an office: a spelling that stands once and is one or two
    letters away from one that stands twice or more. Where the difference may be meant (a number, an ending), it is a
    warning.

    Why it matters
    A wrong name is a wrong party.

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
            doubt = _only_inflected(name, usual) and not (_lost_ending(name, usual) and len(seen[usual]) >= OFTEN)
            yield name_spelled_twice.finding(
                seen[name][0],
                seen[usual][0],
                severity=Severity.WARN if doubt else Severity.ERROR,
                stated=name,
                expected=usual,
            )

    yield from _offices(lines)
    yield from _forms(lines)


def _lost_ending(one: str, other: str) -> bool:
    """Tell whether two names with one legal form differ by the last letter of one long word."""
    left, right = one.split(), other.split()
    apart = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    return (
        len(left) == len(right) >= LEAST_WORDS
        and len(apart) == 1
        and left[-1] == right[-1]
        and min(map(len, apart[0])) >= LONG_WORD
        and apart[0][0].rstrip("s") == apart[0][1].rstrip("s")
    )


def _forms(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a company that has one legal form here and another one elsewhere."""
    seen: dict[str, dict[str, list[tuple[Source, str]]]] = {}
    if any(RENAMED.search(line.text) for line in lines):
        return
    for line in lines:
        for match in LEGAL.finditer(line.text):
            form = FORMS.get(match["form"].casefold().rstrip("."), "")
            name = match["name"].rstrip(" ,")
            if form and len(name.split()) >= TWO_WORDS:
                found = seen.setdefault(name.casefold(), {}).setdefault(form, [])
                found.append((line.at(match.start()), match.group().strip()))
    for forms in seen.values():
        if len(forms) != TWO_WORDS:
            continue
        (_, rare), (_, often) = sorted(forms.items(), key=lambda item: len(item[1]))
        if len(rare) == 1:
            yield name_spelled_twice.finding(
                rare[0][0],
                often[0][0],
                stated=rare[0][1],
                expected=often[0][1],
                side="first" if len(often) > 1 else "both",
            )


def _offices(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find two persons with an office who stand once each, and whose names have one word in common and one letter not."""
    seen: Seen = {}
    for line in lines:
        for match in PERSON.finditer(line.text):
            seen.setdefault(_bare(match.group(1)), []).append(line.at(match.start(1)))
    once = [name for name, places in seen.items() if len(places) == 1][:MOST_PEOPLE]
    for at, one in enumerate(once):
        for other in once[:at]:
            same = set(one.split()) & set(other.split())
            if same and OSA.distance(one, other, score_cutoff=1) == 1 and not _only_inflected(one, other):
                yield name_spelled_twice.finding(seen[one][0], seen[other][0], stated=one, expected=other, side="both")


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
