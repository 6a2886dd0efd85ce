"""What a number counts, and in which size: read from the number itself, its caption, its column or its row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

MONEY = "money"
PERCENT = "percent"
SHARES = "shares"
PER_SHARE = "per share"
COUNT = "count"
POINTS = "points"

_CURRENCIES = (
    (
        "USD",
        (
            r"US\$|U\.?S\.? ?dollars?|\bUSD\b|(?<!Canadian )(?<!Australian )(?<!Kong )(?<!Singapore )(?<!Taiwan )(?<!Zealand )"
            r"\bdollars?\b|(?<![A-Za-z])\$|米ドル|ドル"
        ),
    ),
    ("JPY", r"\bJPY\b|¥|￥|\byen\b|(?<![百千億万])円|百万円|千円|億円|万円"),
    ("EUR", r"\b[MTK]?EUR(?=k?m?n?\b)|€|\beuros?\b"),
    ("GBP", r"\bGBP(?=m?\b)|£|\bpounds? sterling\b"),
    ("CNY", r"\bCNY\b|\bRMB\b|\brenminbi\b|人民元"),
    ("KRW", r"\bKRW\b|₩|\bwon\b"),
    ("CHF", r"\b[TK]?CHF(?=k?m?n?\b)"),
    ("SEK", r"\b[MTK]?SEK(?=k?m?n?\b)|\bkronor\b"),
    ("NOK", r"\b[MTK]?NOK(?=k?m?n?\b)"),
    ("DKK", r"\b[MTK]?DKK(?=k?m?n?\b)"),
    ("PLN", r"\b[MTK]?PLN(?=k?m?n?\b)"),
    ("ZAR", r"\bZAR\b"),
    ("TWD", r"\bNT\$|\bTWD\b|\bTaiwan dollars?\b"),
    ("INR", r"\bINR\b|₹|\brupees?\b|\bRs\b\.?"),
    ("CAD", r"\bC\$|\bCAD\b|\bCanadian dollars?\b"),
    ("AUD", r"\bA\$|\bAUD\b|\bAustralian dollars?\b"),
    ("HKD", r"\bHK\$|\bHKD\b|\bHong Kong dollars?\b"),
    ("SGD", r"\bS\$|\bSGD\b|\bSingapore dollars?\b"),
    ("NZD", r"\bNZ\$|\bNZD\b|\bNew Zealand dollars?\b"),
)
# Codes and signs behind or before which a single letter is a scale: "£m", "SEK m", "MEUR", "TSEK".
CODE = r"(?:SEK|NOK|DKK|EUR|CHF|GBP|USD|PLN|AUD|CAD|ZAR|INR|JPY|NZD|SGD)"
CURRENCY = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _CURRENCIES)
SCALE = (
    (
        3,
        re.compile(
            r"\bthousands?\b|\bin 000s?\b|['’]000s?\b|[$£€] ?000s?\b|千円|千株|千米ドル|\bK\b(?= )|千ドル|"
            rf"[$£€]\s?k\b|\b[TK]{CODE}\b|\b{CODE}\s?(?:k\b|1[,.]000s?\b)",
            re.IGNORECASE,
        ),
    ),
    (
        6,
        re.compile(
            r"\bmillions?\b|\bmm\b|\bmln\b|百万|\bmn\b|\bmil\.|\bmill\b|\bmio\b|"
            rf"[$£€]\s?mn?\b|\bM{CODE}\b|\b{CODE}\s?mn?\b",
            re.IGNORECASE,
        ),
    ),
    (5, re.compile(r"\blakhs?\b", re.IGNORECASE)),
    (7, re.compile(r"\bcrores?\b", re.IGNORECASE)),
    (8, re.compile(r"億円|億ドル|\b100 millions? (?:of )?yen", re.IGNORECASE)),
    (9, re.compile(r"\bbillions?\b|\bbn\b|十億", re.IGNORECASE)),
    (12, re.compile(r"\btrillions?\b|兆円", re.IGNORECASE)),
)
PER = re.compile(
    r"\bper (?:\w+ )?(?:ordinary |common |diluted |basic )?(?:share|ADS|ADR|unit)|\bEPS\b|[１1一][株口](?:当た?り|あたり|につき|に対し)|株当た?り",
    re.IGNORECASE,
)
# What one barrel, test or store brings is printed in full, whatever the scale of its table.
PER_THING = re.compile(
    r"\bper (?!(?:cents?|annum|year|month|day|quarter|week|hour|US|EUR|JPY|one|dollar|euro|yen|capita|the|our|its)\b)[A-Za-z]{2,14}\b"
    r"(?! (?:day|annum|year)\b)",
    re.IGNORECASE,
)
# Amounts per share in hundredths: *EPS (cents)*.
CENTS = re.compile(
    r"[(,]\s?(?:in\s)?(?:A|US|NZ|C|€)?\s?cents?\b|¢|[(,]\s?(?:in\s)?(?:pence|p)\b|\bpence per\b|\bcents? per\b|\bcps\b",
    re.IGNORECASE,
)
EXCEPT = re.compile(r",?\s*(?:except|other than|unless)\b.*$", re.IGNORECASE | re.DOTALL)
SHARE_COUNT = re.compile(
    r"\bshares? (?:outstanding|used|issued)|^shares\b(?=\s*(?:$|[-–—,(:]|outstanding|issued\b(?! for)|used|basic|diluted|in\b))|"
    r"number of (?:\w+ ){0,6}(?:shares?|ADSs?|stock|ADS equivalents)|\bshares\b\s*\)?$|"
    r"^\(?shares\)?$|\bshares\b.*\b(?:basic|diluted)\b|"
    r"\baverage (?:\w+ ){0,5}shares|株式数|発行済株式",
    re.IGNORECASE,
)
NUMERATOR = re.compile(r"\s*numerator\b", re.IGNORECASE)
DENOMINATOR = re.compile(r"\s*denominator\b", re.IGNORECASE)
PER_FIRST = re.compile(
    r"[^a-z]*(?:basic |diluted |net |adjusted )*(?:income|earnings|loss|profit|dividends?|book value|net assets?|equity)\b",
    re.IGNORECASE,
)
PERCENTAGE = re.compile(r"%|％|\bpercent|\bper cent|\bratio\b|\bmargin\b.*\(%|構成比|比率|増減率|伸び率", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    Args:
        kind: money, percent, shares, per share, count, or nothing where it is not told.
        currency: of money, where it is told.
        scale: power of ten of the printed number, None where nothing tells it.
    """

    kind: str = ""
    currency: str = ""
    scale: int | None = None

    def under(self, outer: Unit) -> Unit:
        """Give this unit with what it does not tell taken from what stands above it."""
        if self.kind and outer.kind and self.kind not in (outer.kind, MONEY):
            return replace(self, currency=self.currency or outer.currency)
        return Unit(
            self.kind or outer.kind,
            self.currency or outer.currency,
            self.scale if self.scale is not None else outer.scale,
        )


NOTHING = Unit()


def same_kind(one: Unit, other: Unit) -> bool:
    """Tell whether two numbers of a table count the same: many tables print the currency only in their first and last rows."""
    return (one.kind or MONEY) == (other.kind or MONEY)


@lru_cache(maxsize=16_384)
def unit_of(text: str, *, loose: bool = False) -> Unit:
    """Give the unit that a caption, a column's head or a row's label tells.

    Args:
        text: of the caption, head or label.
        loose: also take a mere *thousands* for a scale where no currency stands beside it.
    """
    plain = EXCEPT.sub("", text)
    if not plain.strip():
        return NOTHING
    codes = [code for code, pattern in CURRENCY if pattern.search(plain)]
    currency = codes[0] if len(codes) == 1 else ""
    scales = [power for power, pattern in SCALE if pattern.search(plain)]
    scale = scales[0] if len(scales) == 1 else None
    if (SHARE_COUNT.search(plain) and not PER_FIRST.match(plain)) or DENOMINATOR.match(plain):
        return Unit(SHARES, "", scale)
    if NUMERATOR.match(plain):
        return Unit(MONEY if currency else "", currency, scale)
    if PER.search(plain) or (not loose and PER_THING.search(plain)):
        return Unit(PER_SHARE, currency, -2 if CENTS.search(plain) else 0)
    if PERCENTAGE.search(plain) and not currency and scale is None:
        return Unit(PERCENT, "", 0)
    if currency:
        return Unit(MONEY, currency, scale)
    if scale is not None and loose:
        return Unit("", "", scale)
    return NOTHING
