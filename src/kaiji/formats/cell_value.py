"""What a table's cell looks like: an amount, a mark that belongs to the amount beside it, or words."""

from __future__ import annotations

import re
from functools import lru_cache

CURRENCY = r"(?:US\$|U\.S\.\$|[$\u00a5\uffe5\u20ac\u00a3]|JPY|USD|EUR|GBP|Yen)"
SIGN = "[-\u2212\u2013\u25b3\u25b2+]"
MARKS = r"(?:[*\u2020\u2021\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e]|\(\d\)(?=$))*"
UNIT = (
    r"(?:%|pts?\.?|p\.p\.|bps|ppt|x|times|[kmgt]bps|bn|mn|[kmg]wh?|shares?|ADSs?"
    r"|\u5186|\u5343\u5186|\u767e\u4e07\u5186|\u682a|\u30dd\u30a4\u30f3\u30c8)"
)
SIGNS = r"(?:%|pts?\.?|p\.p\.|bps|ppt|x|\u5186|\u5343\u5186|\u767e\u4e07\u5186|\u682a|\u30dd\u30a4\u30f3\u30c8)"
AMOUNT = r"(?:\d+(?:,\d+)*(?:\.\d+)?|\.\d+)"
VALUE = re.compile(
    rf"(?:{CURRENCY}\s*)?[(\[]?\s*{SIGN}?\s*(?:{CURRENCY}\s*)?[(\[]?\s*{AMOUNT}\s*{UNIT}?\s*[)\]]?\s*{UNIT}?{MARKS}",
    re.IGNORECASE,
)
BROKEN = re.compile(
    r"(?<![\d.])\d{4,},|,\d(?!\d)|,\d\d(?![\d,])|,\d{4,}"
)  # groups of three digits, in India of two before the last
YEAR = re.compile(r"(?:19|20)\d\d(?:\s*(?:\([A-Za-z]\)|E|A|F))?")
NOTHING = re.compile(
    rf"(?:{CURRENCY}\s*)?(?:[-\u2010-\u2015\u2212\uff0d\uff70\u30fc\u2500]{{1,3}}|n\.?/?[am]\.?|nil)\s*%?",
    re.IGNORECASE,
)
PREFIX = re.compile(rf"(?:{CURRENCY}\s*[(\[]?|[(\[]\s*{CURRENCY}?|[\u2212\u25b3\u25b2])\s*", re.IGNORECASE)
CLOSING = re.compile(r"[)\]]\s*(?:%|x|pts?)?|%\s*[)\]]")
SUFFIX = re.compile(rf"{SIGNS}|[*\u2020\u2021\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e]+", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def is_value(text: str) -> bool:
    """Tell whether a text is one amount and nothing else; a year is one too."""
    return VALUE.fullmatch(text) is not None


@lru_cache(maxsize=65_536)
def is_whole(text: str) -> bool:
    """Tell whether a text is one amount that nothing was broken off: brackets are closed, and its groups of digits are full."""
    closed = text.count("(") == text.count(")") and text.count("[") == text.count("]")
    return closed and is_value(text) and not BROKEN.search(text)


def is_amount(text: str) -> bool:
    """Tell whether a text is one amount that is no year."""
    return is_value(text) and not YEAR.fullmatch(text)


@lru_cache(maxsize=4_096)
def is_nothing(text: str) -> bool:
    """Tell whether a text stands for no amount: a dash, ``n/a``."""
    return NOTHING.fullmatch(text) is not None


def goes_before(mark: str, value: str) -> bool:
    """Tell whether a cell holds what belongs before the amount in the next: a currency, an opening parenthesis."""
    if not PREFIX.fullmatch(mark):
        return False
    opens = mark.rstrip().endswith(("(", "["))
    return is_value(value) or is_nothing(value) or (opens and is_value(value.rstrip(")]% ")))


def goes_behind(value: str, mark: str) -> bool:
    """Tell whether a cell holds what belongs behind the amount before it: a closing parenthesis, a unit, a mark."""
    opened = value.count("(") + value.count("[") > value.count(")") + value.count("]")
    if CLOSING.fullmatch(mark):
        return opened
    known = is_value(value) or (opened and is_value(value + ")")) or is_nothing(value)
    return bool(SUFFIX.fullmatch(mark)) and known and not value.endswith(mark)
