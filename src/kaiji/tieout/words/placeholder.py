"""What was never filled in, and units that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.block_rule import PLACEHOLDER
from kaiji.tieout.reading import Line

_CURRENCY = r"(?:JPY|USD|EUR|GBP|CNY|US\$|[$¥￥€£])"
_SCALE = r"(?:thousand|million|billion|trillion)"
OPEN = re.compile(
    "|".join(
        (
            PLACEHOLDER.pattern,
            r"\[\s?[●•○◯■_*・]+\s?\]|[（(【]\s?[●○◯]+\s?[)）】]|(?<!^)(?<![●○◯])[●○◯](?=[%％円株年月日]|\s?million|百万)",
            rf"(?<![\w.])x{{2,}}(?:[,.]x{{2,}})*(?=\s?(?:%|{_SCALE}|shares?\b|per\b|million))|{_CURRENCY}\s?x{{2,}}(?:[,.]x+)*\b",
            r"\bX{2}[.,]X{1,3}\b|\bXX\b(?=\s?%)|\?{3,}|(?:JPY|USD|EUR|[$¥€£])\s?TBD\b",
            rf"(?<=\s)_{{3,}}(?=\s?(?:%|{_SCALE}|shares))|{_CURRENCY}\s?_{{2,}}",
            r"#(?:REF!|N/A\b|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|\blorem ipsum\b",
            (
                rf"(?:(?<=\bwas )|(?<=\bwere )|(?<=\bof )|(?<=\bby )|(?<=\bto )|(?<=\bfrom )|(?<=\btotaled )|(?<=\btotalled ))"
                rf"(?:JPY|USD|EUR|GBP|US\$|[$¥€£])\s?{_SCALE}\b(?! (?:of|yen|dollars))"
            ),
            r"\bto be (?:filled in|inserted)\b|\[(?:date|amount|name|number|month|company|insert[^\]]{0,40})\]",
        )
    ),
    re.IGNORECASE,
)

ROMAN = re.compile(r"\b(?:XIX|XXI|XXIX|XXXI)\b")
TWICE = re.compile(
    rf"\d\s?[%％]\s?[%％]|\b(?:JPY\s?JPY|USD\s?USD|EUR\s?EUR|GBP\s?GBP)(?=\s?\d)|(?<!\$)\$\s?\$(?=\s?\d)|[¥￥]\s?[¥￥](?=\s?\d)"
    rf"|€\s?€(?=\s?\d)|£\s?£(?=\s?\d)|\d\s+(?P<scale>{_SCALE})\s+{_SCALE}\b|\d\s?(?:円円|株株|百万円百万円|千円千円)"
    r"|\d\s?[%％]\s+per\s?cent\b"
)


@rule(
    "TIE-103",
    Severity.ERROR,
    title=Text("A place was never filled in", "未記入箇所"),
    message=Text(
        "The document still says “{stated}” where a value belongs.",
        "値が入るべき箇所に「{stated}」が残っています。",
    ),
    remedy=Text("Fill in the value, or take the words out.", "値を記入するか、該当の文言を削除してください。"),
)
def place_open(lines: Sequence[Line]) -> Iterator[Finding]:
    """A disclosure that goes out has nothing left to fill in.

    What it checks
    Signs that stand for a value (xxx, [●], TBD, ???), error values of spreadsheets (#REF!), filler text, and a
    currency with its scale but without its number.

    Why it matters
    It shows that the document was not finished, and nobody knows what should stand there.

    How to put it right
    Fill in the value from its source.

    Source
    Rule of this project.
    """
    counted = any(ROMAN.search(line.text) for line in lines)
    for line in lines:
        for match in OPEN.finditer(line.text):
            if counted and match.group() in ("XX", "XXX"):
                continue  # the twentieth or thirtieth note
            yield place_open.finding(line.at(match.start()), stated=match.group().strip())


@rule(
    "TIE-104",
    Severity.ERROR,
    title=Text("A unit stands twice", "単位の重複"),
    message=Text("A number has its unit twice: “{stated}”.", "数値の単位が重複しています：「{stated}」。"),
    remedy=Text("Take one of them out.", "一方を削除してください。"),
)
def unit_twice(lines: Sequence[Line]) -> Iterator[Finding]:
    """A number has one currency sign, one scale, one percent sign.

    What it checks
    The same currency, percent sign or a word of scale twice at one number.

    Why it matters
    Two scales are two readings: a thousand times too much or a slip of the keyboard.

    How to put it right
    Take out the one too many, and look at the amount.

    Source
    Rule of this project.
    """
    for line in lines:
        for match in TWICE.finditer(line.text):
            yield unit_twice.finding(line.at(match.start()), stated=match.group())


RULES: tuple[AnyRule, ...] = (place_open, unit_twice)
