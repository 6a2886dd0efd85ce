"""Settings files (TOML) read by their schema: every value typed, with the line on which it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kaiji.core.finding import Finding
from kaiji.core.source import Place, Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.csv_rule import file_too_large
from kaiji.formats.csv_table import check_encoding, decode
from kaiji.formats.toml_text import setting_lines
from kaiji.minerals.evidence.field import FieldValue, Given, Reading, read_value
from kaiji.minerals.evidence.field_rule import (
    name_unknown,
    setting_missing,
    settings_unreadable,
    value_missing,
    value_unreadable,
)
from kaiji.minerals.evidence.record import Record
from kaiji.minerals.evidence.schema import KINDS, Field, FileSchema, Section
from kaiji.minerals.evidence.vocabulary import closest, plain, vocabulary

LARGEST = 1024 * 1024
DIGITS = 200

BAD_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\s*$")


@dataclass(frozen=True, slots=True)
class Settings:
    """The sections of a settings file, by key, and what was found on reading."""

    source: Source
    sections: Mapping[str, tuple[Record, ...]]
    findings: tuple[Finding, ...]

    def one(self, key: str) -> Record | None:
        """Give the section of a key, or None where it was not written."""
        return next(iter(self.sections.get(key, ())), None)

    def all(self, key: str) -> tuple[Record, ...]:
        """Give every section of a key."""
        return self.sections.get(key, ())


def read_settings(data: bytes, name: str, schema: FileSchema) -> Settings:
    """Read a settings file by its schema.

    Args:
        data: the file's bytes.
        name: its name, for people.
        schema: of a file whose shape is ``settings``.

    Returns:
        Its sections; a file that is not TOML has none, and a finding names the line.
    """
    source = Source(name, digest_of(data))
    if len(data) > LARGEST:
        return Settings(source, {}, tuple(file_too_large(source, len(data), LARGEST)))
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n")
    findings = list(check_encoding(decoded, source))
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        problem = str(error) if isinstance(error, ValueError) else "a number or a nesting beyond all bounds"
        found = BAD_LINE.search(problem)
        line = int(found.group(1)) if found and found.group(1) else len(text.rstrip().split("\n"))
        problem = problem[: found.start()] if found else problem
        return Settings(source, {}, (*findings, *settings_unreadable(source, line, problem)))
    reader = _Reader(source, setting_lines(text))
    sections = reader.read(content, schema)
    return Settings(source, sections, (*findings, *reader.findings))


class _Reader:
    """Walks through the content of one file beside its schema."""

    def __init__(self, source: Source, lines: Mapping[str, int]) -> None:
        self.source, self.lines = source, lines
        self.findings: list[Finding] = []

    def read(self, content: Mapping[str, Any], schema: FileSchema) -> dict[str, tuple[Record, ...]]:
        known = {section.key: section for section in schema.sections}
        self._unknown(content, known, "", "")
        sections: dict[str, tuple[Record, ...]] = {}
        for section in schema.sections:
            if section.key in content:
                sections[section.key] = tuple(self._section(section, content[section.key]))
            elif section.required:
                self.findings += setting_missing(self.source, f"[{section.key}]", section.label)
        return sections

    def _section(self, section: Section, value: Any) -> Iterator[Record]:
        if section.many:
            if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                self._odd(section.key, f"[{section.key}]", f"[[{section.key}]]")
                return
            for index, one in enumerate(value):
                title = f"[[{section.key}]] {index + 1}"
                yield self._record(section, one, f"{section.key}[{index}]", title)
        elif not isinstance(value, dict):
            self._odd(section.key, _shown(value), f"[{section.key}]")
        elif section.per:
            yield from self._per(section, value)
        else:
            yield self._record(section, value, section.key, f"[{section.key}]")

    def _per(self, section: Section, value: Mapping[str, Any]) -> Iterator[Record]:
        words = vocabulary(section.per)
        for name, one in value.items():
            path, term = f"{section.key}.{name}", words.find(name)
            if term is None:
                self.findings += name_unknown(self._at(path, f"[{path}]"), name, words.suggest(name) or words.keys)
            elif not isinstance(one, dict):
                self._odd(path, _shown(one), f"[{path}]")
            else:
                yield self._record(section, one, path, f"[{path}]", term.key)

    def _record(self, section: Section, content: Mapping[str, Any], path: str, title: str, key: str = "") -> Record:
        self._unknown(content, {field.key: field for field in section.fields}, f"{path}.", f"{title} ")
        given: dict[str, Given[FieldValue]] = {}
        place = self._at(path, title)
        for field in section.fields:
            name = f"{title} {field.key}"
            if field.key not in content:
                if field.required:
                    self.findings += setting_missing(place, name, field.label)
                continue
            source = self._at(f"{path}.{field.key}", name, place.place.line)
            value = content[field.key]
            reading = self._value(field, value, source)
            self.findings += reading.findings
            if reading.value is not None:
                given[field.key] = Given(reading.value, source)
            elif field.required and not reading.findings:
                self.findings += value_missing(source, name, field.label)
        return Record(section, place, given, key)

    def _value(self, field: Field, value: object, source: Source) -> Reading:
        if isinstance(value, str):
            if field.kind == "flag":  # TOML has its own true and false
                return Reading(None, tuple(value_unreadable(source, field.key, f'"{value}"', KINDS["flag"])))
            return read_value(field, value, source)
        if field.kind == "flag" and isinstance(value, bool):
            return Reading(value)
        if field.kind == "date" and isinstance(value, date):
            return Reading(value.date() if isinstance(value, datetime) else value)
        if field.kind == "amount" and isinstance(value, int | Decimal) and not isinstance(value, bool):
            return read_value(field, _shown(value), source)
        return Reading(None, tuple(value_unreadable(source, field.key, _shown(value), KINDS[field.kind])))

    def _unknown(self, content: Mapping[str, Any], known: Mapping[str, object], path: str, title: str) -> None:
        for name in content:
            if name not in known:
                near = closest(plain(name), {plain(one) for one in known})
                names = tuple(one for word in near for one in known if plain(one) == word)
                line = self.lines.get(f"{path}{name}", 0) or self.lines.get(f"{path}{name}[0]", 0)
                source = self._placed(line, f"{title}{name}")
                self.findings += name_unknown(source, name, names or tuple(known))

    def _odd(self, path: str, value: str, expected: str) -> None:
        self.findings += value_unreadable(
            self._at(path, expected), path, value, Text(f"a section {expected}", f"セクション {expected}")
        )

    def _at(self, path: str, record: str, otherwise: int = 0) -> Source:
        return self._placed(self.lines.get(path, 0) or otherwise, record)

    def _placed(self, line: int, record: str) -> Source:
        return Source(self.source.file, self.source.digest, Place(line=line, record=record))


def _shown(value: object) -> str:
    """Write a value in short; a hostile number may stand for millions of digits."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return f"{value:f}" if isinstance(exponent, int) and abs(exponent) < DIGITS else str(value)
    if isinstance(value, int) and value.bit_length() > DIGITS:
        return "…"
    return str(value)
