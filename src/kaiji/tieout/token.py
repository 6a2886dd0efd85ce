"""Everything in a text that has a digit in it: numbers, percentages, dates, years, and labels that count nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal as OneOf

from kaiji.core.period import MONTHS

Kind = OneOf["number", "percent", "date", "year", "label"]

PERCENT = "%"
MOST_DIGITS = 60
CURRENCIES = {
    "JPY": "JPY", "¥": "JPY", "￥": "JPY", "USD": "USD", "US$": "USD", "$": "USD", "EUR": "EUR", "€": "EUR",
    "GBP": "GBP", "£": "GBP", "CNY": "CNY", "RMB": "CNY", "KRW": "KRW", "₩": "KRW", "CHF": "CHF", "INR": "INR", "₹": "INR",
    "Rs.": "INR", "C$": "CAD", "CAD": "CAD", "NT$": "TWD",
    "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "ZAR": "ZAR", "AUD": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
}  # fmt: skip
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7}
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS)}
MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)
} | {"sept": 9}  # fmt: skip

_MONTH = r"(?:" + "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS) + r"|Sept\.?)"
_MONEY = "|".join(re.escape(mark) for mark in sorted(CURRENCIES, key=len, reverse=True))
# Grouped by thousands, or as in India: 12,34,567.
_BODY = r"(?:\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d++)?|\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++)"
_REFERENCE = (
    r"(?:Items?|Rules?|Sections?|Sec\.|Exhibits?|Forms?|Parts?|Notes?|Steps?|Tables?|Annex(?:es)?|Appendix|"
    r"Schedules?|Articles?|Chapters?|Principles?|Version|Release|Regulation|Reg\.|Pages?|Columns?|Lines?|Rows?|"
    r"Paragraphs?|Questions?|Levels?|Tiers?|Resolution|EX|Nos?\.|File)"
)
_REST = r"[\w.:/()\u2010-\u2014-]*[\w)]"

# In order: what stands first wins at the same place.
TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>]++ | (?<![\w.+-])[\w.+-]{{1,64}}+@[\w-]{{1,64}}+\.[\w.-]{{0,99}}\w)
    | (?P<iso>(?<![\w.-])(?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?![\w-]))
    | (?P<cjk>(?P<cy>\d{{4}})\s?年\s?(?P<cm>\d{{1,2}})\s?月(?:\s?(?P<cd>\d{{1,2}})\s?日)?)
    | (?P<mdy>\b(?P<mm>{_MONTH})\s+(?P<md>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:\s*,?\s+(?P<my>\d{{4}})\b)?)
    | (?P<dmy>\b(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<dm>{_MONTH})\s*,?\s+(?P<dy>\d{{4}})\b)
    | (?P<my_only>\b{_MONTH}\s+\d{{4}}\b)
    | (?P<us>(?<![\w.-])(?P<um>\d{{1,2}})/(?P<ud>\d{{1,2}})/(?P<uy>\d{{4}})(?![\w-]))
    | (?P<phone>(?:\+|(?:Tel|TEL|Fax|Phone|Telephone)[.:]?\s*+\+?)\d[\d()\u2010-\u2014\s.-]{{5,24}}\d\b)
    | (?P<law>\d++\s+(?:CFR|C\.F\.R\.|U\.S\.C\.|USC)\s+(?:Parts?\s+)?\d{_REST})
    | (?P<reference>\b{_REFERENCE}(?:\s+Nos?\.)?[\s-]{{0,2}}(?=[\w.-]{{0,9}}\d)[\w.-](?:{_REST})?
        (?:(?:,|,?\s+and|,?\s+or|\s+to|\s+through)\s+\d++(?:\.\d++|\(\w\))++)*)
    | (?P<zip>\b(?:D\.C\.|[A-Z]{{2}})\s+\d{{5}}(?:-\d{{4}})?\b)
    | (?P<marker>\A\s*(?:\(?\d{{1,2}}[.)]++(?=\s)|\d{{1,2}}\.\Z))
    | (?P<percent>(?P<popen>\((?=[-\u2212]?[\d.,]++\)?\s?[%％]\)?))?(?P<pminus>[-\u2212])?(?<![\w.])(?P<pbody>{_BODY})(?P<pclose>\))?\s?
        (?:[%％]|(?:percent|per\s+cent|percentage\s+points?)\b)(?P<pclose2>\))?)
    | (?P<number>(?P<open>\((?=[-\u2212]?(?:{_MONEY})?\s?[\d.,]++\)))?(?P<minus>(?<![\w)])[-\u2212])?(?:(?P<money>{_MONEY})\s?(?P<minus2>[-\u2212])?)?
        (?<![\w.])(?<![\w][-/])(?P<body>{_BODY})(?![\w]|[-/.:]\d|\u2013\d)
        (?P<close>\))?(?:\s(?P<scale>thousand|million|billion|trillion|lakhs?|crores?)\b)?)
    | (?P<money_number>(?P<m2open>\((?=(?:{_MONEY})\s?[\d.,]++\)))?(?P<m2>{_MONEY})\s?(?P<m2minus>[-\u2212])?(?P<m2body>{_BODY})(?![\w]|[.,]\d)
        (?P<m2close>\))?(?:\s(?P<m2scale>thousand|million|billion|trillion|lakhs?|crores?)\b)?)
    | (?P<label>(?:(?<![\w.+:/\u2010-\u2014-])[\w.+:/\u2010-\u2014-]{{0,40}}?)?\d[\w.+:/\u2010-\u2014()-]*)
    """,
    re.VERBOSE,
)
HAS_NUMBER = re.compile(r"\d|[^\x00-\xb1\u3040-\u9fff]|[\xb2-\xbe]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text with a digit in it.

    Args:
        kind: a number or percentage counts something, a date or year dates it, a label only names it.
        text: as it stands, with its sign, currency and unit.
        start: offset of its first character.
        end: offset behind its last.
        value: the number as printed, negative in parentheses or behind a minus; None where there is none.
        unit: ``%``, a currency code, or nothing.
        scale: power of ten of a word behind the number (``million`` is 6).
        day: the day that a full date names.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    unit: str = ""
    scale: int = 0
    day: date | None = None

    @property
    def counts(self) -> bool:
        """Tell whether it says how much or how many, and so needs evidence."""
        return self.kind in ("number", "percent")


def tokens_of(text: str) -> tuple[Token, ...]:
    """Give all pieces of a text that have a digit in them, in order; no digit is left out.

    Digits are the decimal digits of any script; characters that are numbers by themselves (``²``, ``½``, ``①``)
    are labels. Number words (*five*) are not looked for here: see :func:`value_of`.
    """
    if not HAS_NUMBER.search(text):
        return ()
    tokens: list[Token] = []
    position = 0
    for match in TOKEN.finditer(text):
        if any(one.isdecimal() for one in match.group()):
            tokens.extend(_odd(text, position, match.start()))
            tokens.append(_token(match))
            position = match.end()
    tokens.extend(_odd(text, position, len(text)))
    return tuple(tokens)


def value_of(text: str) -> Decimal | None:
    """Give the number that a text is, if it is one and nothing else: digits, a percentage, or a word (*five*)."""
    plain = " ".join(text.split())
    if (word := NUMBER_WORDS.get(plain.casefold())) is not None:
        return Decimal(word)
    if plain.startswith("(") and not plain.endswith((")", "%")):
        plain += ")"  # filers put the closing parenthesis into a cell of its own
    found = tokens_of(" " + plain)
    if len(found) != 1 or found[0].end - found[0].start != len(plain):
        return None
    token = found[0]
    return Decimal(token.text) if token.kind == "year" else token.value


def _odd(text: str, start: int, end: int) -> Iterator[Token]:
    """Give characters that are numbers without being digits."""
    for at in range(start, end):
        one = text[at]
        if not one.isascii() and unicodedata.category(one) in ("No", "Nl"):
            yield Token("label", one, at, at + 1)


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    name = match.lastgroup or ""  # the outermost group: the one that closes last
    start, end = match.span()
    if name in DATES:
        return Token("date", text, start, end, day=_day(match, name))
    if name == "percent":
        negative = bool(match["pminus"]) or bool(match["popen"] and (match["pclose"] or match["pclose2"]))
        return _number(match, "percent", match["pbody"], negative, PERCENT, None)
    if name == "number":
        if _is_year(match):
            return Token("year", match["body"], *match.span("body"))
        negative = bool(match["minus"] or match["minus2"] or (match["open"] and match["close"]))
        return _number(match, "number", match["body"], negative, CURRENCIES.get(match["money"], ""), "scale")
    if name == "money_number":
        negative = bool(match["m2minus"] or (match["m2open"] and match["m2close"]))
        return _number(match, "number", match["m2body"], negative, CURRENCIES[match["m2"]], "m2scale")
    while text.endswith(")") and text.count(")") > text.count("("):
        text, end = text[:-1], end - 1  # it belongs to the sentence
    return Token("label", text, start, end)


DATES = {
    "iso": ("iy", "im", "id"), "cjk": ("cy", "cm", "cd"), "mdy": ("my", "mm", "md"), "dmy": ("dy", "dm", "dd"),
    "us": ("uy", "um", "ud"), "my_only": None,
}  # fmt: skip


def _is_year(match: re.Match[str]) -> bool:
    body = match["body"]
    alone = not (match["money"] or match["minus"] or match["minus2"] or match["scale"])
    return alone and len(body) == 4 and body.isdecimal() and 1900 <= int(body) <= 2099


def _number(match: re.Match[str], kind: Kind, body: str, negative: bool, unit: str, scale: str | None) -> Token:
    text, (start, end) = match.group(), match.span()
    # A parenthesis without its partner belongs to the sentence, and blanks before the number to nobody.
    cut = len(text) - len(text.lstrip())
    if text.startswith("(") and ")" not in text:
        cut = 1
    if text.endswith(")") and "(" not in text:
        end, text = end - 1, text[:-1]
    text, start = text[cut:], start + cut
    if len(body) > MOST_DIGITS:
        return Token("label", text, start, end)
    value = Decimal(body.replace(",", ""))
    word = match[scale] if scale else None
    return Token(kind, text, start, end, -value if negative else value, unit, SCALES[word] if word else 0)


def _day(match: re.Match[str], name: str) -> date | None:
    groups = DATES[name]
    if groups is None or any(match[group] is None for group in groups):
        return None
    year, month, day = (match[group] for group in groups)
    try:
        number = int(month) if month.isdecimal() else MONTH_NUMBERS[month.rstrip(".").casefold()]
        return date(int(year), number, int(day))
    except ValueError:
        return None
