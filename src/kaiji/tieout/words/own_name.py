"""The words of the company's own name, and of others that a document names often, misspelt in one place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

WORD = re.compile(r"\b[A-Z][A-Za-z’'&-]{3,}\b")
FORM = re.compile(
    r"((?:\b[A-Z][\w&'’-]*,?\s(?:&\s)?){1,6}?)(?:Inc|Incorporated|Corporation|Corp|Ltd|Limited|LLC|PLC|plc|Co|Company|Holdings?|Group|AG|SE|K\.K)\b"
)
DEFINED = re.compile(r"[(（][\"“”「'‘]([A-Z][A-Za-z’'& -]{3,40})[\"“”」'’]")
# Names of products stand before their mark.
PRODUCT = re.compile(r"\b([A-Z][A-Za-z-]{4,})\s?[®™]")
OFTEN = 3
SHORT, LONG = 5, 7
TWICE = 2
MOST_WORDS = 4000


@rule(
    "TIE-116",
    Severity.ERROR,
    title=Text("A word of a name is misspelt", "名称の誤記"),
    message=Text(
        "“{stated}” stands only here; the name is “{expected}” everywhere else.",
        "「{stated}」はここだけにあり、他の箇所ではすべて「{expected}」です。",
    ),
    remedy=Text("Put right the spelling.", "表記を訂正してください。"),
)
def own_name_misspelt(lines: Sequence[Line]) -> Iterator[Finding]:
    """A word of the company's name is spelled as everywhere else in the document.

    What it checks
    Capitalised words of names (before a legal form, or defined in quotation marks) and of products (before their mark) that
    stand three times or more, or twice with the same word beside them, or twice where they are long, against each
    capitalised word that stands once and differs by one letter, or by two that changed places. Endings (a plural, a
    possessive) do not count.

    Why it matters
    A misspelt issuer is seen by every reader and found by no search.

    How to put it right
    Put right the spelling.

    Source
    Rule of this project.
    """
    where: dict[str, list[tuple[Line, int]]] = defaultdict(list)
    for line in lines:
        for match in WORD.finditer(line.text):
            where[match.group()].append((line, match.start()))
    counts = Counter({word: len(places) for word, places in where.items()})
    spelled = Counter(word.casefold() for word in counts.elements())
    names = {word for word in _names(lines) if counts[word] and spelled[word.casefold()] >= TWICE}
    often = {word for word, count in counts.items() if count >= TWICE and spelled[word.casefold()] >= TWICE} - names
    often = {word for word in often if len(word) >= SHORT}
    once = [word for word, count in counts.items() if count == 1 and spelled[word.casefold()] == 1][:MOST_WORDS]
    for word in once:
        line, start = where[word][0]
        near = [name for name in names if name[0] == word[0] or sorted(name) == sorted(word)]
        # A word that is in no company's name must have the same word beside it.
        near += [
            name
            for name in often
            if name[0] == word[0]
            and abs(len(name) - len(word)) <= 1
            and (around := _beside(line, start, word))
            and any(around & _beside(place, at, name) for place, at in where[name])
        ]
        near = [
            name
            for name in near
            if not _inflected(word, name) and 0 < OSA.distance(word.casefold(), name.casefold(), score_cutoff=1) <= 1
        ]
        if not near:
            continue
        expected = max(near, key=lambda one: counts[one])
        places = [(place, at) for place, at in where[expected] if place is not line] or where[expected]
        beside = any(_beside(line, start, word) & _beside(place, at, expected) for place, at in where[expected])
        if not beside and min(len(word), len(expected)) < SHORT:
            continue
        # A long word of a company's name; behind a first name it may be somebody of a like name.
        long = expected in names and len(expected) >= LONG and not _behind_a_name(line, start)
        if spelled[expected.casefold()] >= OFTEN or beside or long:
            yield own_name_misspelt.finding(
                line.at(start),
                places[0][0].at(places[0][1]),
                severity=Severity.ERROR if counts[expected] >= OFTEN or beside or long else Severity.WARN,
                stated=word,
                expected=expected,
            )


def _beside(line: Line, start: int, word: str) -> set[tuple[int, str]]:
    """Give the capitalised words that stand directly before and behind one."""
    before = re.search(r"([A-Z][\w&.'’-]*)[ ,]+$", line.text[max(0, start - 40) : start])
    behind = re.match(r"[ ,]+([A-Z][\w&'’-]*)", line.text[start + len(word) : start + len(word) + 40])
    return {(side, found[1].casefold()) for side, found in ((0, before), (1, behind)) if found}


def _behind_a_name(line: Line, start: int) -> bool:
    before = re.search(r"([A-Z][\w.’'-]*)\s$", line.text[max(0, start - 30) : start])
    return before is not None and before[1] not in ("The", "Our", "Of", "In", "At", "And")


def _names(lines: Sequence[Line]) -> set[str]:
    found: set[str] = set()
    for line in lines:
        for match in FORM.finditer(line.text):
            found.update(WORD.findall(match[1]))
        for match in DEFINED.finditer(line.text):
            found.update(WORD.findall(match[1]))
        found.update(match[1] for match in PRODUCT.finditer(line.text))
    return found


def _inflected(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()  # a title in capitals is spelled as its word
    stem = re.compile(r"(?:[’']s|s|es|ed|ing|al|n|an|ese)$")
    return stem.sub("", one) == stem.sub("", other) or one in other or other in one


RULES: tuple[AnyRule, ...] = (own_name_misspelt,)
