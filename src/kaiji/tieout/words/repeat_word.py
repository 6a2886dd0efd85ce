"""What stands twice: a word, and passages that differ in one number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line
from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.words", "terms.toml")
SMALL: frozenset[str] = frozenset(_TERMS["small"])
MAY_REPEAT: frozenset[str] = frozenset(_TERMS["may_repeat"])
WORD_TWICE = re.compile(
    r"(?<![\w'’.-])(?P<word>[A-Za-z]{1,20})\s+(?P<again>(?P=word))(?:\s+(?P=word)){0,40}(?![\w'’-])", re.IGNORECASE
)
PARTICLE_TWICE = re.compile(
    r"をを|(?<=[一-鿿ァ-ヶ])がが(?=[一-鿿ァ-ヶ])|(?<=[一-鿿ァ-ヶ])でで(?=[一-鿿ァ-ヶ])|ますます。|しましました|いたしいたし"
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORD = re.compile(r"[A-Za-z][\w’'-]*|\d[\d,.]*\d|\d")
MANY_WORDS = 25
MOST_SAME = 12
LONGEST_PASSAGE = 6000
SHORTEST = 70
LEAST_WORDS = 10
SAID = re.compile(r"[.。!?][\s”\"'’)）」]*$")
LEAST_SAME = 2
LONG = 160
LONGEST = 40
# "phased in in 2010": the first belongs to the verb.
AGAIN = re.compile(
    r"\b(?:\w+ed|came|comes?|coming|\w+ing|brought|set|built|held|kept|put|sent|goes|went|stand|take) (?:in|on)\Z",
    re.IGNORECASE,
)


@rule(
    "TIE-122",
    Severity.ERROR,
    title=Text("A word stands twice", "語の重複"),
    message=Text("A word stands twice: “{stated}”.", "語が重複しています：「{stated}」。"),
    remedy=Text("Take one out.", "一方を削除してください。"),
)
def word_twice(lines: Sequence[Line]) -> Iterator[Finding]:
    """No word stands twice in a row by mistake.

    What it checks
    Small words in running text (*the the*, *of of*) and Japanese particles (をを) as errors; other words in lower case as
    warnings, where they are none that may stand twice (*had had*, *that that*).

    Why it matters
    It is left from editing, and sometimes a word that was meant is missing there.

    How to put it right
    Take one out, or put in what was meant.

    Source
    Rule of this project.
    """
    for line in lines:
        for match in WORD_TWICE.finditer(line.text):
            word = match["word"].casefold()
            if not match["again"].islower() or word in MAY_REPEAT or match.start("again") in line.starts:
                continue
            if AGAIN.search(line.text, max(0, match.start() - LONGEST), match.end("word")):
                continue
            if (word not in SMALL and len(word) < 3) or match["word"] == "A":
                continue
            yield word_twice.finding(
                line.at(match.start()),
                severity=Severity.ERROR if word in SMALL else Severity.WARN,
                stated=match.group(),
            )
        for match in PARTICLE_TWICE.finditer(line.text):
            yield word_twice.finding(line.at(match.start()), stated=match.group())


@rule(
    "TIE-123",
    Severity.ERROR,
    title=Text("A passage stands twice and differs", "重複した文章の相違"),
    message=Text(
        "This passage stands twice, here with “{stated}” and elsewhere with “{expected}”.",
        "同じ文章が2か所にあり、ここでは「{stated}」、他の箇所では「{expected}」となっています。",
    ),
    remedy=Text(
        "Put right the number, and take one of the passages out.", "数値を訂正し、一方の文章を削除してください。"
    ),
)
def passage_differs(lines: Sequence[Line]) -> Iterator[Finding]:
    """A passage that stands twice says the same both times.

    What it checks
    Paragraphs of ten words or more that are alike in every word and differ in one number only. With two other numbers that
    are the same, or in long passages, in whole sentences, it is an error, else a warning, because lists repeat their words.

    Why it matters
    One of the two is an older version.

    How to put it right
    Find out which number is right.

    Source
    Rule of this project.
    """
    seen: dict[str, list[tuple[Line, list[re.Match[str]]]]] = defaultdict(list)
    for line in lines:
        if line.kind in ("row", "head") or len(line.text) < SHORTEST:
            continue
        numbers = list(NUMBER.finditer(line.text))
        plain = re.sub(r"[\s“”\"'’‘]+", " ", NUMBER.sub("0", line.text)).casefold()
        if not numbers or (len(plain.split()) < LEAST_WORDS and line.text.isascii()):
            continue
        for other, before in seen[plain][:8]:
            apart = [(a, b) for a, b in zip(numbers, before, strict=False) if a.group() != b.group()]
            if len(numbers) != len(before) or len(apart) != 1:
                continue
            here, there = apart[0]
            yield passage_differs.finding(
                line.at(here.start()),
                other.at(there.start()),
                severity=Severity.ERROR
                if (len(numbers) > LEAST_SAME or len(line.text) >= LONG) and SAID.search(line.text)
                else Severity.WARN,
                stated=here.group(),
                expected=there.group(),
            )
            break
        seen[plain].append((line, numbers))


@rule(
    "TIE-166",
    Severity.ERROR,
    title=Text("A passage stands twice and differs in a word", "重複した文章の語の相違"),
    message=Text(
        "This passage stands twice, here with “{stated}” and elsewhere with “{expected}”.",
        "同じ文章が2か所にあり、ここでは「{stated}」、他の箇所では「{expected}」となっています。",
    ),
    remedy=Text("Find out which wording is meant, and use it in both.", "正しい文言を確認し、統一してください。"),
)
def wording_differs(lines: Sequence[Line]) -> Iterator[Finding]:
    """A passage that stands twice has the same words both times.

    What it checks
    Paragraphs of twenty-five words or more in whole sentences that differ in one word in small letters only, with the same
    numbers. Where the passage stands three times or more, the word that stands once is said to be wrong.

    Why it matters
    A legend or a note that was typed again says something else in one place.

    How to put it right
    Find out which wording is meant, and use it in both places.

    Source
    Rule of this project.
    """
    seen: dict[tuple[str, ...], list[tuple[Line, tuple[str, ...], list[int]]]] = defaultdict(list)
    for line in lines:
        if line.kind in ("row", "head") or len(line.text) < LONG or not SAID.search(line.text):
            continue
        found = list(WORD.finditer(line.text[:LONGEST_PASSAGE]))
        words = tuple(match.group() for match in found)
        if len(words) >= MANY_WORDS:
            # Half of the words are alike, whichever one differs.
            half = len(words) // 2
            starts = [match.start() for match in found]
            for key in ((str(len(words)), *words[:half]), (str(len(words)), *words[half:])):
                seen[key].append((line, words, starts))
    groups: dict[tuple[int, int], tuple[str, str]] = {}
    for same in seen.values():
        for at, (line, words, starts) in enumerate(same[:MOST_SAME]):
            others = [one for one in same[:MOST_SAME] if one[0] is not line]
            for other, there, places in others:
                apart = [k for k, (a, b) in enumerate(zip(words, there, strict=True)) if a.casefold() != b.casefold()]
                if len(apart) != 1 or not (words[apart[0]].islower() and there[apart[0]].islower()):
                    continue
                k = apart[0]
                here = sum(1 for one in same if one[1][k] == words[k])
                elsewhere = sum(1 for one in same if one[1][k] == there[k])
                later = at > same.index((other, there, places))
                if here < elsewhere or (here == elsewhere == 1 and later):
                    mark = (id(line), starts[k])
                    if mark not in groups:
                        groups[mark] = (words[k], there[k])
                        yield wording_differs.finding(
                            line.at(starts[k]),
                            other.at(places[k]),
                            stated=words[k],
                            expected=there[k],
                            side="first" if here < elsewhere else "both",
                        )


RULES: tuple[AnyRule, ...] = (word_twice, passage_differs, wording_differs)
