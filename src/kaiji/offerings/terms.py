"""offering.toml read: every setting typed, with the line on which it stands."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from kaiji.core.finding import Finding
from kaiji.core.source import Place, Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.toml_text import setting_lines
from kaiji.offerings.schedule import DayTerm, Offset, offset_of
from kaiji.offerings.schema import KINDS, Field, Section, sections
from kaiji.offerings.term_rule import name_unknown, terms_unreadable, value_missing, value_unreadable

T = TypeVar("T")

LARGEST = 1024 * 1024
LONGEST = 20_000  # characters of a text
LARGEST_NUMBER = Decimal(10) ** 15
MOST_ITEMS = 2_000
REMAINDER = "remainder"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,16}(?:\.\d{1,6})?")
MONTH = re.compile(r"(\d{4})-(\d{2})")
NOT_TEXT = Text("it is not text in UTF-8", "UTF-8のテキストではありません")
BAD_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\s*$")


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a deadline: by its end."""

    year: int
    month: int

    @property
    def last_day(self) -> date:
        """Its last day."""
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)


Value = str | int | Decimal | date | Offset | Month | tuple[str, ...] | tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A value, and where it stands; one that was not written has the place of its file."""

    value: Value
    source: Source
    written: bool = True


@dataclass(frozen=True)
class Terms:
    """The terms by path (``public.number``, ``use[0].amount``), and what was found on reading."""

    source: Source
    values: Mapping[str, Given]
    counts: Mapping[str, int]
    findings: tuple[Finding, ...] = ()

    def has(self, section: str) -> bool:
        """Tell whether a section was written."""
        return self.counts.get(section, 0) > 0

    def text(self, path: str) -> str:
        """Give a text, or nothing."""
        found = self.values.get(path)
        return found.value if found and isinstance(found.value, str) else ""

    def number(self, path: str) -> int | None:
        """Give a number of shares, or None."""
        found = self.values.get(path)
        return found.value if found and isinstance(found.value, int) else None

    def amount(self, path: str) -> Decimal | None:
        """Give a price, an amount or a ratio, or None."""
        found = self.values.get(path)
        return found.value if found and isinstance(found.value, Decimal) else None

    def ratio(self, path: str) -> Fraction | None:
        """Give a ratio exactly, or None."""
        found = self.amount(path)
        return None if found is None else Fraction(found)

    def texts(self, path: str) -> tuple[str, ...]:
        """Give a list of texts."""
        found = self.values.get(path)
        return tuple(str(one) for one in found.value) if found and isinstance(found.value, tuple) else ()

    def dates(self, path: str) -> tuple[date, ...]:
        """Give a list of dates."""
        found = self.values.get(path)
        if found is None or not isinstance(found.value, tuple):
            return ()
        return tuple(one for one in found.value if isinstance(one, date))

    def day(self, path: str) -> DayTerm | None:
        """Give a date or an offset, or None."""
        found = self.values.get(path)
        return found.value if found and isinstance(found.value, date | Offset) else None

    def fixed_day(self, path: str) -> date | None:
        """Give a date that was written as one, or None."""
        found = self.values.get(path)
        return found.value if found and isinstance(found.value, date) else None

    def deadline(self, path: str) -> Month | date | None:
        """Give a month or a date, or None."""
        found = self.values.get(path)
        return found.value if found and isinstance(found.value, Month | date) else None

    def source_of(self, *paths: str) -> tuple[Source, ...]:
        """Give the places of those settings that are there; the file itself where none is."""
        found = tuple(self.values[one].source for one in paths if one in self.values and self.values[one].written)
        return tuple(dict.fromkeys(found)) or (self.source,)


def read_terms(data: bytes, name: str) -> Terms:
    """Read the terms of an offering; what cannot be read or understood is among the findings, and left out.

    Args:
        data: the file's bytes.
        name: its name, for people.
    """
    source = Source(name, digest_of(data))
    if len(data) > LARGEST:
        size = Text(
            f"it has {len(data):,} bytes, more than {LARGEST:,}",
            f"{len(data):,}バイトで上限{LARGEST:,}バイトを超えています",
        )
        return Terms(source, {}, {}, tuple(terms_unreadable(source, size)))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        content = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        return Terms(source, {}, {}, tuple(terms_unreadable(source, NOT_TEXT)))
    except (ValueError, ArithmeticError, RecursionError) as error:
        problem = str(error) if isinstance(error, ValueError) else "a number or a nesting beyond all bounds"
        found = BAD_LINE.search(problem)
        line = int(found.group(1)) if found and found.group(1) else 0
        place = Source(source.file, source.digest, Place(line=line))
        problem = problem[: found.start()] if found else problem
        return Terms(source, {}, {}, tuple(terms_unreadable(place, Text(problem[:200]))))
    reader = _Reader(source, setting_lines(text))
    reader.read(content)
    return Terms(source, reader.values, reader.counts, tuple(reader.findings))


class _Reader:
    """Walks through the content beside the schema."""

    def __init__(self, source: Source, lines: Mapping[str, int]) -> None:
        self.source, self.lines = source, lines
        self.values: dict[str, Given] = {}
        self.counts: dict[str, int] = {}
        self.findings: list[Finding] = []

    def read(self, content: Mapping[str, Any]) -> None:
        known = sections()
        self._unknown(content, tuple(known), "")
        for section in known.values():
            if section.key not in content:
                if section.required:
                    self.findings += value_missing(
                        self._at(section.key, f"[{section.key}]"), f"[{section.key}]", section.label
                    )
                continue
            value = content[section.key]
            if section.many:
                self._many(section, value)
            elif isinstance(value, dict):
                self._section(section, value, section.key, f"[{section.key}]")
                self.counts[section.key] = 1
            else:
                self._odd(section.key, value, section)
        for section in known.values():
            if not section.many and section.key not in content:
                self._defaults(section, section.key)

    def _many(self, section: Section, value: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._odd(section.key, value, section)
            return
        for index, one in enumerate(value[:MOST_ITEMS]):
            self._section(section, one, f"{section.key}[{index}]", f"[[{section.key}]] {index + 1}")
        if len(value) > MOST_ITEMS:
            self._odd(section.key, f"{len(value)} × [[{section.key}]]", section)
        self.counts[section.key] = min(len(value), MOST_ITEMS)

    def _section(self, section: Section, content: Mapping[str, Any], path: str, title: str) -> None:
        self._unknown(content, tuple(section.fields), path)
        for field in section.fields.values():
            name = f"{path}.{field.key}"
            source = self._at(name, f"{title} {field.key}", self.lines.get(path, 0))
            if field.key not in content or content[field.key] == "":
                if field.required:
                    self.findings += value_missing(source, f"{title} {field.key}", field.label)
                continue
            value = _value(field, content[field.key])
            if value is None:
                expected = KINDS[field.kind]
                if field.choices:
                    words = ", ".join(field.choices)
                    expected = type(expected)(f"one of: {words}", f"次のいずれか：{words}")
                self.findings += value_unreadable(source, f"{title} {field.key}", _shown(content[field.key]), expected)
            else:
                self.values[name] = Given(value, source)
        self._defaults(section, path)

    def _defaults(self, section: Section, path: str) -> None:
        for field in section.fields.values():
            name = f"{path}.{field.key}"
            if field.default is not None and name not in self.values:
                value = _value(field, field.default)
                assert value is not None, f"terms.toml: default of {name}"  # noqa: S101
                self.values[name] = Given(value, self.source, written=False)

    def _unknown(self, content: Mapping[str, Any], known: tuple[str, ...], path: str) -> None:
        for name in content:
            if name not in known:
                near = difflib.get_close_matches(name[:60].lower(), known, n=3, cutoff=0.5)
                place = f"{path}.{name}" if path else name
                line = self.lines.get(place) or self.lines.get(f"{place}[0]") or self.lines.get(path, 0)
                source = Source(self.source.file, self.source.digest, Place(line=line, record=place[:120]))
                self.findings += name_unknown(source, place[:120], near or known)

    def _odd(self, path: str, value: object, section: Section) -> None:
        expected = f"[[{section.key}]]" if section.many else f"[{section.key}]"
        words = type(section.label)(f"a section {expected}", f"セクション {expected}")
        self.findings += value_unreadable(self._at(path, expected), path, _shown(value), words)

    def _at(self, path: str, record: str, otherwise: int = 0) -> Source:
        line = self.lines.get(path, 0) or otherwise
        return Source(self.source.file, self.source.digest, Place(line=line, record=record))


def _value(field: Field, raw: object) -> Value | None:
    """Give the typed value of a setting, or None where it is not of the field's kind."""
    if field.kind == "choice":
        return raw.strip() if isinstance(raw, str) and raw.strip() in field.choices else None
    return _READERS[field.kind](raw)


def _text(raw: object) -> str | None:
    if not isinstance(raw, str) or len(raw) > LONGEST or not raw.strip() or any(map(_is_hidden, raw)):
        return None
    return " ".join(raw.split())


def _is_hidden(one: str) -> bool:
    """Tell whether a character cannot be seen, or turns the order of others: it would stand in three notices."""
    return not one.isspace() and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _whole(raw: object) -> int | None:
    number = _decimal(raw)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _positive(raw: object) -> Decimal | None:
    number = _decimal(raw)
    return number if number is not None and number > 0 else None


def _share_of_proceeds(raw: object) -> Value | None:
    return REMAINDER if isinstance(raw, str) and raw.strip().lower() == REMAINDER else _decimal(raw)


def _day(raw: object) -> DayTerm | None:
    return (offset_of(raw) if isinstance(raw, str) else None) or _date(raw)


def _deadline(raw: object) -> Value | None:
    return _month(raw) or _date(raw)


def _texts(raw: object) -> tuple[str, ...] | None:
    return _list(raw, lambda one: text if (text := _text(one)) and len(text) <= 500 else None)


def _dates(raw: object) -> tuple[date, ...] | None:
    return _list(raw, _date)


def _list(raw: object, of: Callable[[object], T | None]) -> tuple[T, ...] | None:
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
        return None
    found = [value for one in raw if (value := of(one)) is not None]
    return tuple(found) if len(found) == len(raw) else None


def _decimal(raw: object) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, str):
        plain = raw.strip()
        if not NUMBER.fullmatch(plain):
            return None
        raw = Decimal(plain.replace(",", ""))
    if isinstance(raw, int):
        if raw.bit_length() > 64:
            return None
        raw = Decimal(raw)
    if not isinstance(raw, Decimal) or not raw.is_finite() or not 0 <= raw < LARGEST_NUMBER:
        return None
    exponent = raw.as_tuple().exponent
    return raw if isinstance(exponent, int) and exponent >= -12 else None


def _date(raw: object) -> date | None:
    found: date | None = None
    if isinstance(raw, date) and not isinstance(raw, datetime):
        found = raw
    elif isinstance(raw, str) and len(raw.strip()) == 10:
        try:
            found = date.fromisoformat(raw.strip())
        except ValueError:
            return None
    # Beyond these years no calendar knows the holidays, and offsets could leave the calendar.
    return found if found is not None and 1950 <= found.year <= 2098 else None


def _month(raw: object) -> Month | None:
    found = MONTH.fullmatch(raw.strip()) if isinstance(raw, str) and len(raw) < 20 else None
    if found is None or not 1 <= int(found[2]) <= 12 or not 1950 <= int(found[1]) <= 2098:
        return None
    return Month(int(found[1]), int(found[2]))


def _shown(value: object) -> str:
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    if isinstance(value, int) and value.bit_length() > 200:
        return "…"
    return str(value)[:80]


_READERS: Mapping[str, Callable[[object], Value | None]] = {
    "text": _text,
    "number": _whole,
    "price": _positive,
    "ratio": _positive,
    "money": _decimal,
    "share_of_proceeds": _share_of_proceeds,
    "date": _date,
    "day": _day,
    "deadline": _deadline,
    "texts": _texts,
    "dates": _dates,
}
