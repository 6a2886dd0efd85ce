"""Facts that somebody gives beside a document: item, period, unit and value, each with the cell it came from."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.tieout.fact_file_rule import column_missing, column_misspelt, fact_twice, item_missing, value_unreadable

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "item": ("item", "account", "line item", "account name", "caption", "項目", "科目", "勘定科目", "科目名", "項目名"),
    "period": (
        "period",
        "quarter",
        "term",
        "date",
        "as of",
        "期間",
        "期",
        "会計期間",
        "対象期間",
        "日付",
        "基準日",
        "時点",
    ),
    "unit": ("unit", "units", "currency", "単位", "通貨"),
    "value": ("value", "amount", "balance", "値", "金額", "数値", "残高"),
    "entity": ("entity", "segment", "company", "scope", "会社", "会社名", "セグメント", "区分", "連結区分", "範囲"),
    "scenario": ("scenario", "version", "basis", "シナリオ", "実績・予想", "実績予想", "予実", "予実区分"),
}
COMPULSORY = ("item", "value")
SCALES = {
    "thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
    "千": 3, "万": 4, "百万": 6, "億": 8, "十億": 9, "兆": 12,
}  # fmt: skip
SCALE = re.compile(r"thousands?|millions?|billions?|trillion|百万|十億|千|万|億|兆", re.IGNORECASE)
MEASURES = (
    ("%", re.compile(r"%|percent|パーセント", re.IGNORECASE)),
    ("JPY", re.compile(r"jpy|yen|¥|円", re.IGNORECASE)),
    ("USD", re.compile(r"usd|us\$|dollars?|\$|ドル", re.IGNORECASE)),
    ("EUR", re.compile(r"eur|euros?|€|ユーロ", re.IGNORECASE)),
    ("GBP", re.compile(r"gbp|pounds?|£|ポンド", re.IGNORECASE)),
    ("CNY", re.compile(r"cny|rmb|yuan|元", re.IGNORECASE)),
    ("shares", re.compile(r"shares?|株", re.IGNORECASE)),
)
PER = re.compile(r"\bper\b|当たり|あたり|/", re.IGNORECASE)
NUMBER = re.compile(
    r"(?P<minus>[-−△▲])?\s*(?P<open>\()?\s*(?P<money>JPY|USD|EUR|GBP|CNY|US\$|[$¥€£])?\s*(?P<minus2>[-−])?"
    r"(?P<body>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:[eE](?P<power>[+-]?\d{1,2}))?\s*(?P<percent>%)?\s*(?P<close>\))?"
)
MOST_DIGITS = 60
LONGEST_NAME = 40
ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class SourceFact:
    """One fact that a document can be held against.

    Args:
        item: as the file calls it.
        period: as the file writes it (``1Q26``, ``three months ended June 30, 2026``), or nothing.
        unit: as the file writes it (``JPY millions``), or nothing.
        value: as written, in that unit.
        places: decimals as written: the fact is not known closer than that.
        source: the cell of the value.
        entity: the part of the company, as the file writes it, or nothing.
        scenario: *actual*, *forecast*, *restated*, as the file writes it, or nothing.
    """

    item: str
    period: str
    unit: str
    value: Decimal
    places: int
    source: Source
    entity: str = ""
    scenario: str = ""

    @property
    def scale(self) -> int:
        """Power of ten that the unit names (6 for millions), else 0."""
        found = SCALE.search(self.unit)
        return SCALES[found.group().casefold()] if found else 0

    @property
    def measure(self) -> str:
        """What the unit counts: ``%``, a currency code, ``shares``, ``JPY/share``, or nothing where it does not say."""
        part, _, rest = _halves(self.unit)
        measure = _measure(part)
        below = _measure(rest)
        return f"{measure}/{below.removesuffix('s') or 'unit'}" if rest and measure not in ("", "%") else measure


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a table of facts: the texts of its cells, and the place of each."""

    texts: Sequence[str]
    places: Sequence[Source]


@dataclass(frozen=True, slots=True)
class FactFile:
    """What a file of facts says, and what is wrong with it."""

    facts: tuple[SourceFact, ...] = ()
    findings: tuple[Finding, ...] = ()


def facts_of(source: Source, header: Sequence[str], rows: Iterable[FactRow]) -> FactFile:
    """Make facts of a table.

    Args:
        source: the file, for findings about all of it.
        header: names of the columns: item, period, unit, value, entity, scenario, in English or Japanese and in any
            order; others are left aside. Without item or value nothing can be read.
        rows: below the header; empty ones are passed over.

    Returns:
        The facts in order; each row that is none is a finding.
    """
    columns = _columns(header)
    missing = [name for name in COMPULSORY if name not in columns]
    if missing:
        return FactFile((), tuple(column_missing(source, missing, [_plain(one)[:40] for one in header])))
    facts: list[SourceFact] = []
    findings: list[Finding] = [
        one for column, meant in _misspelt(header, columns) for one in column_misspelt(source, column, meant)
    ]
    seen: dict[tuple[str, ...], SourceFact] = {}
    for row in rows:
        said = {name: _cell(row, at) for name, at in columns.items()}
        if not any(said.values()):
            continue
        place = row.places[columns["value"]] if columns["value"] < len(row.places) else source
        number = number_of(said["value"])
        if not said["item"]:
            findings += item_missing(place, said["value"])
        elif number is None:
            findings += value_unreadable(place, said["item"], said["value"])
        else:
            value, decimals, unit = number
            one = SourceFact(
                said["item"],
                said.get("period", ""),
                said.get("unit", "") or unit,
                value,
                decimals,
                place,
                said.get("entity", ""),
                said.get("scenario", ""),
            )
            key = tuple(part.casefold() for part in (one.item, one.period, one.unit, one.entity, one.scenario))
            before = seen.setdefault(key, one)
            findings += fact_twice(one.source, before.source, one.item, before.value, one.value)
            facts.append(one)
    return FactFile(tuple(facts), tuple(findings))


def number_of(text: str) -> tuple[Decimal, int, str] | None:
    """Give value, decimals and unit of a cell: ``5,480``, ``(120)``, ``△120``, ``12.5%``; None where it is no number."""
    found = NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or len(found["body"]) > MOST_DIGITS or bool(found["open"]) != bool(found["close"]):
        return None
    value = Decimal(found["body"].replace(",", ""))
    if found["power"]:
        value = Decimal(f"{value}E{found['power']}")
    decimals = max(0, -int(value.as_tuple().exponent))
    negative = bool(found["minus"] or found["minus2"] or found["open"])
    return -value if negative else value, decimals, "%" if found["percent"] else found["money"] or ""


def _words(header: Sequence[str]) -> list[str]:
    return [" ".join(unicodedata.normalize("NFKC", one).split()).casefold() for one in header]


def _misspelt(header: Sequence[str], columns: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Give the columns that are left aside though they nearly have the name of one that is missing, each with that name."""
    open_ = {known: name for name, every in COLUMNS.items() if name not in columns for known in every}
    for at, word in enumerate(_words(header)):
        if at not in columns.values() and (
            near := difflib.get_close_matches(word[:LONGEST_NAME], list(open_), 1, ALIKE)
        ):
            yield _plain(header[at])[:LONGEST_NAME], near[0]


def _columns(header: Sequence[str]) -> dict[str, int]:
    words = _words(header)
    return {name: words.index(found) for name, known in COLUMNS.items() if (found := _first(known, words))}


def _first(known: Sequence[str], words: Sequence[str]) -> str:
    return next((one for one in known if one in words), "")


def _cell(row: FactRow, at: int) -> str:
    return _plain(row.texts[at]) if at < len(row.texts) else ""


def _plain(text: str) -> str:
    """Give a text with single blanks, and a mark for each character that no screen shows."""
    return "".join(one if one.isprintable() else "\ufffd" for one in " ".join(text.split()))


def _measure(unit: str) -> str:
    return next((name for name, pattern in MEASURES if pattern.search(unit)), "")


def _halves(unit: str) -> tuple[str, str, str]:
    found = PER.search(unit)
    return (unit[: found.start()], found.group(), unit[found.end() :]) if found else (unit, "", "")
