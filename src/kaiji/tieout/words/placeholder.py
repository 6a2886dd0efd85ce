"""What was never filled in, and units that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import MONTHS
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.block_rule import PLACEHOLDER
from kaiji.tieout.reading import Line

_SIGN = r"(?:JPY|USD|EUR|GBP|CNY|US\$|[$¥￥€£])"
_SCALE = r"(?:thousand|million|billion|trillion|crores?|lakhs?)"
_UNIT = rf"(?:[%％]|percent\b|{_SCALE}|shares?\b|per\b|yen\b|dollars?\b|basis points|百万|千円|億|円|株(?!式|主|価))"
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(name[:3] for name in MONTHS)}|Sept)\.?)"
_BEFORE = "".join(
    rf"(?<=\b{word} )|" for word in ("was", "were", "of", "by", "to", "from", "totaled", "totalled", "at")
)
_BULLET = r"[●•○◯〇■□_*・…]"
_OPEN_DAY = rf"(?:\[\s?[^\[\]]{{0,6}}?\s?\]|_{{1,}}|X{{1,2}}|x{{2}}|{_BULLET}{{1,2}}|\?{{1,2}}|\*{{2,3}}|N\.N|DD?|dd)"
_OPEN_YEAR = r"(?:[Yy]{4}|20(?:XX|xx|YY|yy|\?\?|__|_{1,2}|[●○〇]{1,2}|\[\s?[●•_ ]{0,2}\s?\]))(?![A-Za-z])"
_KANJI_OPEN = r"[○〇●◯◎■]{1,2}|[XxＸｘ]{1,2}|＿{1,2}|_{1,4}"
WORDS = (
    r"insert|date|day|month|year|amount|name|number|company|address|place|time|title|price|percentage|currency|quarter|to come|to follow|"
    r"to be (?:added|updated|confirmed|completed|determined|provided|inserted|announced)|tbd|tbc|tba|tk|link|url|figure|placeholder"
)

# What stands for a value wherever it stands.
ALWAYS = (
    PLACEHOLDER.pattern,
    r"\[\s?[●•○◯■][\s●•○◯■]*\]|[（(【]\s?[●○◯]+\s?[)）】]|(?<!^)(?<![●○◯])[●○◯](?=[%％円株年月日]|\s?million|百万)",
    rf"\[\s?x{{2,3}}\s?\](?=\s{_MONTH})",
    rf"\[\s?(?:{WORDS})\b[^\[\]]{{0,60}}\]|<\s?(?:{WORDS})\b[^<>]{{0,40}}>|\{{\{{?[A-Za-z][\w .-]{{1,40}}\}}?\}}",
    r"<<[^<>]{0,60}>>|\bto be (?:filled in|inserted)\b|\blorem ipsum\b|\binsert\s(?:\w+\s){0,3}here\b",
    rf"(?<![A-Za-z0-9_.])x{{2,}}(?:[,.]x{{1,}})*(?=\s?{_UNIT})|{_SIGN}\s?x{{2,}}(?:[,.]x+)*\b|(?<![\w.,])X{{1,3}}(?:,X{{3}})+(?![\w])",
    r"\bX{2,}\.X{1,3}\b|\bXX\b(?=\s?[%％])|\?{3,}|(?<![\w#])#{1,3}(?:,#{3})+|(?<![\w#])#+\.#+",
    rf"{_SIGN}\s?(?:TBD|TBC|#{{2,}}|N\.N|_{{2,}}|\*{{2,}}(?![\w$¥€£(*])|\[\s*[\w●*_.]{{0,4}}\s*\]|\?+(?=\s?{_SCALE}))|\bN{{1,3}}\.N{{1,2}}(?=\s?[%％])",
    rf"(?<=\s)_{{2,}}(?=\s?{_UNIT})|(?<=\s)\*{{2,}}(?=\s?{_UNIT})|(?<=\s)\[\s*[*_.]{{0,4}}\s*\](?=\s?{_UNIT})|#{{2,}}(?=\s?{_UNIT})",
    # In Japanese no blank parts a word from what stands beside it.
    rf"(?<![A-Za-z])TB[DC](?=\s?(?:百万|千|億|兆|円|株(?!式|主|価)|[%％]))|[Ｘｘ]{{2,}}(?=\s?{_UNIT})|(?<=[は：:、がを])\[\s*[*_.]{{0,4}}\s*\](?=\s?{_UNIT})",
    r"#(?:REF!|N/A\b|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)",
    rf"(?:{_BEFORE}(?!)){_SIGN}\s?{_SCALE}\b(?! (?:of|yen|dollars))",
    rf"(?:{_BEFORE}(?!))(?:_{{3,}}|\*{{3,}}(?![\w$¥€£(*])|\[\s*[*_.]{{0,4}}\s*\]|#{{3,}})(?=\s?[.,;)]|\s?$|\s(?:in|for|at|as|from|compared|and|or|to)\b)",
)
# Days and years that were left open; the case of letters counts.
DATES = (
    rf"\b{_MONTH}\s{_OPEN_DAY},?\s(?:(?:19|20)\d\d\b|{_OPEN_YEAR})|\b{_MONTH}\s\d{{1,2}},\s{_OPEN_YEAR}",
    rf"\b(?:ended|FY|fiscal(?: year)?)\s?{_OPEN_YEAR}|\b(?:MM|DD)[/ .-](?:DD|MM)(?:[/ .-]|,\s)(?:YYYY|YY|\d{{4}})\b",
    r"\b(?:mm|dd)[/.-](?:dd|mm)[/.-](?:yyyy|yy|\d{4})\b|\b[Yy]{4}[/.-][Mm]{2}[/.-][Dd]{2}\b",
    r"(?<![\w])(?:20(?:XX|YY)|[Yy]{4})(?![\w])",
    rf"(?<![一二三四五六七八九十〇])(?:{_KANJI_OPEN})年(?:\s?(?:\d{{1,2}}|{_KANJI_OPEN})月(?:\s?(?:\d{{1,2}}|{_KANJI_OPEN})日)?)?",
    rf"(?:\d{{1,4}}年\s?|(?<![一二三四五六七八九十〇\d]))(?:{_KANJI_OPEN})月\s?(?:\d{{1,2}}|{_KANJI_OPEN})日",
    rf"\d月\s?(?:{_KANJI_OPEN})日|\d{{2,4}}年\s*月\s*日|20(?:[XxＸ]{{2}}|[○〇●◯]{{2}})年",
    r"(?<![一二三四五六七八九十〇百千])〇{2,}(?![一二三四五六七八九十百千])(?=\s?(?:円|株|百万|千|億|[%％]|$|\s|、|。))",
)
OPEN = re.compile("|".join(ALWAYS), re.IGNORECASE)
OPEN_DATE = re.compile("|".join(DATES))
# A cell that is nothing else, in a row that has numbers.
OPEN_CELL = re.compile(
    r"\(?[$¥€£]?\s?(?:x{2,}(?:[,.]x+)*|X{2,}(?:[,.]X+)*|TB[DC]|N\.N+|n\.n+|#+[,.]#+|#{2,}|_{2,}|\?{2,}|[●○◯〇]{2,}|\[\s*[●*_.]{0,4}\s*\])\s?[%％]?\)?$"
)
# What every shape has something of: the other lines need no look.
HINT = re.compile(
    r"[\[●○◯〇■□◎#?_{<＿]|\*\*|[xXｘＸ]{2}|[xXｘＸ][年月日]|TB[DC]|TK|\bn{1,3}\.n|yy|\bmm\b|\bdd?\b|lorem|insert|to be |年\s*月|月\s*日|"
    rf"{_SIGN}\s?{_SCALE}",
    re.IGNORECASE,
)
FEW = 2
STARS = re.compile(r"\(?[$¥€£]?\s?\*{3,}\s?[%％]?\)?$")
ROMAN = re.compile(r"\b(?:XIX|XXI|XXIX|XXXI)\b")
BEFORE_BRACKET = re.compile(rf"{_SIGN}\s?(?=\[)")
BOX = re.compile(r"\[\s?[xX✓✔]\s?\]|[☐☑☒]")

TWICE = re.compile(
    rf"\d\s?[%％]\s?[%％]|\b(?:JPY\s?JPY|USD\s?USD|EUR\s?EUR|GBP\s?GBP)(?=\s?\d)|(?<!\$)\$\s?\$(?=\s?\d)|[¥￥]\s?[¥￥](?=\s?\d)"
    rf"|€\s?€(?=\s?\d)|£\s?£(?=\s?\d)|\d\s+(?P<scale>{_SCALE})\s+{_SCALE}\b|\d\s?(?:円円|株株|百万円百万円|千円千円|億円億円)"
    r"|\d\s?[%％]\s+per\s?cent\b|[$¥￥€£]\s?(?!(?P<same>[$¥￥€£]))[$¥￥€£]\s?\d|(?<![$¥￥€£])(?:\$\s?[¥￥€£]|[¥￥]\s?[$€£]|€\s?[$¥￥£]|£\s?[$¥￥€])(?=\s?\d)"
)
PARENTHESES = re.compile(r"\(\(\s?[$¥€£]?\d[\d,.]*\)?|\d[\d,.]*\s?[%％]?\)\)")
MARKER = re.compile(r"(?:^|\s)(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")


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
    Signs that stand for a value (xxx, [●], TBD, ???, 〇〇, {amount}), days and years left open (March [ ], 20XX, ○月○日), error
    values of spreadsheets (#REF!), filler text, and a currency with its scale but without its number. Boxes to tick and
    lines to sign on are left alone.

    Why it matters
    It shows that the document was not finished, and nobody knows what should stand there.

    How to put it right
    Fill in the value from its source.

    Source
    Rule of this project.
    """
    counted = any(ROMAN.search(line.text) for line in lines)
    lone = sum(1 for line in lines for _ in _lone(line))
    stars = any("***" in line.text for line in lines if line.kind not in ("row", "head"))
    for line in lines:
        if not HINT.search(line.text):
            continue
        taken: list[tuple[int, int]] = []
        for pattern in (OPEN_DATE, OPEN):
            for match in pattern.finditer(line.text):
                if BOX.search(line.text) and re.fullmatch(r"\[\s*\]", match.group()):
                    continue
                if counted and match.group() in ("XX", "XXX"):
                    continue  # the twentieth or thirtieth note
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
        for start, end in (*_cells(line, explained=stars), *(_lone(line) if lone <= FEW else ())):
            if not any(first < end and start < last for first, last in taken):
                taken.append((start, end))
        for first, end in sorted(taken):
            signed = BEFORE_BRACKET.match(line.text, first, end)
            start = signed.end() if signed else first
            yield place_open.finding(line.at(start), stated=line.text[start:end].strip())


def _lone(line: Line) -> Iterator[tuple[int, int]]:
    """Give the cells that hold a bullet between amounts; where many do, it is a mark of the table."""
    if line.kind != "row" or sum(1 for text in line.cells[1:] if re.search(r"\d", text)) < FEW:
        return
    ends = [*line.starts[1:], len(line.text) + 1]
    for start, end in zip(line.starts, ends, strict=False):
        if start and line.text[start : end - 1].strip() in ("●", "○", "■"):
            yield start, end - 1


def _cells(line: Line, *, explained: bool) -> Iterator[tuple[int, int]]:
    """Give the cells of a row with numbers that hold nothing but a sign for a value."""
    if line.kind != "row" or not any(re.search(r"\d", text) for text in line.cells[1:]):
        return
    ends = [*line.starts[1:], len(line.text) + 1]
    for start, end in zip(line.starts, ends, strict=False):
        text = line.text[start : end - 1].strip()
        if start and (OPEN_CELL.match(text) or (not explained and STARS.match(text))):
            yield start, end - 1


@rule(
    "TIE-104",
    Severity.ERROR,
    title=Text("A unit stands twice", "単位の重複"),
    message=Text("A number has its unit twice: “{stated}”.", "数値の単位が重複しています：「{stated}」。"),
    remedy=Text("Take one of them out.", "一方を削除してください。"),
)
def unit_twice(lines: Sequence[Line]) -> Iterator[Finding]:
    """A number has one currency sign, one scale, one percent sign, and one pair of parentheses.

    What it checks
    Two currencies, percent signs or words of scale at one number; two parentheses that open or close at a number, where the
    line has no partner for one of them.

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
        text = MARKER.sub(lambda found: " " * len(found.group()), line.text)
        apart = text.count("(") - text.count(")")
        for match in PARENTHESES.finditer(text) if apart else ():
            if (apart > 0) == match.group().startswith("(("):
                yield unit_twice.finding(line.at(match.start()), stated=match.group())


RULES: tuple[AnyRule, ...] = (place_open, unit_twice)
