"""One value of the evidence folder: from the text that somebody typed to a typed value, or a finding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from kaiji.core.finding import Finding
from kaiji.core.period import MONTHS
from kaiji.core.source import DIGEST_LENGTH, Source
from kaiji.minerals.evidence.column_rule import cell_error
from kaiji.minerals.evidence.field_rule import (
    date_ambiguous,
    date_unreadable,
    email_odd,
    url_odd,
    value_unreadable,
    word_unknown,
)
from kaiji.minerals.evidence.schema import KINDS, Field
from kaiji.minerals.evidence.vocabulary import vocabulary

T = TypeVar("T")
FieldValue = str | bool | int | Decimal | date | tuple[str, ...]

ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)")
LIST_MARK = re.compile(r"[;；\n]")
CLOCK = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
CLEAR_DATES = (  # a pattern, and which of its groups are year, month and day
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"), (1, 3, 4)),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), (1, 2, 3)),
    (re.compile(r"(\d{4})(\d\d)(\d\d)"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})"), (3, 2, 1)),
    (re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"), (3, 1, 2)),
)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
ERA = re.compile(r"(令和|平成)(\d{1,2}|元)年(\d{1,2})月(\d{1,2})日")
ERA_BEFORE_FIRST_YEAR = {"令和": 2018, "平成": 1988}
AMOUNT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
EMAIL = re.compile(r"[^@\s;,<>()\"]+@[^@\s;,<>()\".]+(?:\.[^@\s;,<>()\".]+)+")
URL = re.compile(r"https?://[^\s/@:<>\"]+(?::\d+)?(?:[/?#][^\s<>\"]*)?")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """A value that somebody gave, and where."""

    value: T
    source: Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one value: None where it could not be read, then ``findings`` says why."""

    value: FieldValue | None
    findings: tuple[Finding, ...] = ()


def read_value(field: Field, text: str, source: Source) -> Reading:
    """Read one value of a field from its text.

    Args:
        field: what the value may be.
        text: as typed; blanks around it do not count. An empty text reads as None, without a finding.
        source: its place.
    """
    text = text.strip().replace("\0", "")
    if not text:
        return Reading(None)
    if ERRORS.fullmatch(text):
        return Reading(None, tuple(cell_error(source, field.key, text)))
    return _READERS[field.kind](field, text, source)


def day_readings(text: str) -> tuple[date, ...]:
    """Give the days that a text may mean: one for a clear date, two for ``05/06/2024``, none for no date.

    A year of two digits or a bare number of days is never a clear date.
    """
    if len(text) > LONGEST:
        return ()
    text = CLOCK.sub("", unicodedata.normalize("NFKC", text).strip())
    for pattern, order in CLEAR_DATES:
        if found := pattern.fullmatch(text):
            return _days(*(found.group(part) for part in order))
    if found := ERA.fullmatch(text):
        year = 1 if found.group(2) == "元" else int(found.group(2))
        return _days(str(ERA_BEFORE_FIRST_YEAR[found.group(1)] + year), found.group(3), found.group(4))
    if found := YEAR_LAST.fullmatch(text):
        first, _, second, last = found.groups()
        return tuple(dict.fromkeys((*_days(last, second, first), *_days(last, first, second))))
    return ()


def _days(year: str, month: str, day: str) -> tuple[date, ...]:
    try:
        return (date(int(year), int(month) if month.isdigit() else _month(month), int(day)),)
    except ValueError:
        return ()


def _month(word: str) -> int:
    """Give the month that a name or its beginning means; 0, which no date has, where it is none."""
    names = [
        name for name in MONTHS if name.casefold().startswith("sep" if word.casefold() == "sept" else word.casefold())
    ]
    return MONTHS.index(names[0]) + 1 if len(names) == 1 else 0


def _read_text(_field: Field, text: str, _source: Source) -> Reading:
    return Reading(text)


def _read_key(field: Field, text: str, source: Source) -> Reading:
    if re.search(r"[\s;；]", text):
        return Reading(text, tuple(value_unreadable(source, field.key, text, KINDS["key"])))
    return Reading(text)


def _read_list(_field: Field, text: str, _source: Source) -> Reading:
    return Reading(tuple(dict.fromkeys(one.strip() for one in LIST_MARK.split(text) if one.strip())))


def _read_choice(field: Field, text: str, source: Source) -> Reading:
    words = vocabulary(field.choices)
    if term := words.find(text):
        return Reading(term.key)
    return Reading(None, tuple(word_unknown(source, field.key, text, words.suggest(text) or words.keys)))


def _read_flag(field: Field, text: str, source: Source) -> Reading:
    term = vocabulary("yes_no_unknown").find(text)
    if term is None or term.key == "unknown":
        return Reading(None, tuple(value_unreadable(source, field.key, text, KINDS["flag"])))
    return Reading(term.key == "yes")


def _read_date(field: Field, text: str, source: Source) -> Reading:
    days = day_readings(text)
    if len(days) == 1:
        return Reading(days[0])
    if days:
        return Reading(None, tuple(date_ambiguous(source, field.key, text, days)))
    return Reading(None, tuple(date_unreadable(source, field.key, text)))


def _read_amount(field: Field, text: str, source: Source) -> Reading:
    number = unicodedata.normalize("NFKC", text[:LONGEST])
    if len(text) <= LONGEST and AMOUNT.fullmatch(number):
        return Reading(Decimal(number.replace(",", "")))
    return Reading(None, tuple(value_unreadable(source, field.key, text, KINDS["amount"])))


def _read_count(field: Field, text: str, source: Source) -> Reading:
    number = unicodedata.normalize("NFKC", text[:LONGEST])
    if re.fullmatch(r"[0-9]{1,9}", number):
        return Reading(int(number))
    return Reading(None, tuple(value_unreadable(source, field.key, text, KINDS["count"])))


def _read_pattern(pattern: str) -> Callable[[Field, str, Source], Reading]:
    def read(field: Field, text: str, source: Source) -> Reading:
        if re.fullmatch(pattern, text):
            return Reading(text)
        return Reading(None, tuple(value_unreadable(source, field.key, text, KINDS[field.kind])))

    return read


def _read_address(
    pattern: re.Pattern[str], odd: Callable[[Source, str, str], Iterator[Finding]]
) -> Callable[[Field, str, Source], Reading]:
    def read(field: Field, text: str, source: Source) -> Reading:
        if pattern.fullmatch(text):
            return Reading(text)
        return Reading(None, tuple(odd(source, field.key, text)))

    return read


_READERS: Mapping[str, Callable[[Field, str, Source], Reading]] = {
    "text": _read_text,
    "key": _read_key,
    "keys": _read_list,
    "files": _read_list,
    "choice": _read_choice,
    "flag": _read_flag,
    "date": _read_date,
    "amount": _read_amount,
    "count": _read_count,
    "currency": _read_pattern("[A-Z]{3}"),
    "email": _read_address(EMAIL, email_odd),
    "url": _read_address(URL, url_odd),
    "digest": _read_pattern(f"[0-9a-f]{{{DIGEST_LENGTH}}}"),
}
