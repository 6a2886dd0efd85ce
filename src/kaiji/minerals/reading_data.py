"""A Reading as JSON and back, so that an unchanged file need not be read again; what comes back is the same or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, DecimalException
from typing import Any

from kaiji.core.finding import Finding, Param, Severity
from kaiji.core.source import Place, Source
from kaiji.core.text import LANGUAGES, Text
from kaiji.minerals.declaration import Declaration, ProductRow, SmelterRow
from kaiji.minerals.declaration_data import declaration_as_data, declaration_from_data
from kaiji.minerals.layout import Layout, ListLayout, layouts
from kaiji.minerals.reader import Reading
from kaiji.minerals.rules.catalogue import CATALOGUE
from kaiji.minerals.template import Template

PLACE = ("sheet", "cell", "page", "line", "element", "record")
# Whatever JSON holds, these are all that making values of it can raise.
ODD = (ValueError, TypeError, LookupError, AttributeError, DecimalException, RecursionError, OverflowError)


def reading_as_json(reading: Reading) -> bytes:
    """Write a reading as JSON; empty where it would not come back the same."""
    template, declaration = reading.template, reading.declaration
    data = {
        "source": _source_as_data(reading.source),
        "template": None
        if template is None
        else {
            "family": template.family,
            "version": template.version,
            "revision": template.revision,
            "language": template.language,
            "layout": None if template.layout is None else [template.layout.family, template.layout.version],
            "exact": template.exact,
        },
        "declaration": None if declaration is None else declaration_as_data(declaration),
        "offered": dict(reading.offered),
        "findings": [_finding_as_data(one) for one in reading.findings],
    }
    content = json.dumps(data, separators=(",", ":")).encode()
    return content if reading_from_json(content) == reading else b""


def reading_from_json(content: bytes) -> Reading | None:
    """Make a reading of what :func:`reading_as_json` wrote; None of anything else, however hostile it is.

    The declaration must have the fields and answers of its layout, and each finding a rule and the values of its
    sentences, so that nothing that looks at the reading later can fail on it.
    """
    try:
        return _reading(json.loads(content))
    except ODD:
        return None


def _reading(data: Any) -> Reading | None:
    declaration: Declaration | None = None
    if data["declaration"] is not None:
        declaration, _ = declaration_from_data(data["declaration"])
        if declaration is None:
            return None
    template = None if data["template"] is None else _template(data["template"])
    if declaration is not None and not _fits(declaration, template):
        return None
    offered = {_text(metal): _count(count) for metal, count in data["offered"].items()}
    findings = tuple(_finding(one) for one in data["findings"])
    return Reading(_source(data["source"]), template, declaration, offered, findings)


def _template(data: Mapping[str, Any]) -> Template:
    layout = None if data["layout"] is None else layouts()[tuple(data["layout"])]
    return Template(
        _text(data["family"]),
        _text(data["version"]),
        _text(data["revision"]),
        _text(data["language"]),
        layout,
        exact=data["exact"] is True,
    )


def _fits(declaration: Declaration, template: Template | None) -> bool:
    """Tell whether a declaration has the fields, answers and columns of its layout."""
    layout = template.layout if template else None
    if template is None or layout is None:
        return False
    asked = [(one.number, one.topic, metal) for one, metal, _ in layout.places(declaration.metals)]
    answered = [(one.question, one.topic, one.metal) for one in declaration.answers]
    about = (declaration.family, declaration.version) == (template.family, template.version)
    return (
        about and asked == answered and set(declaration.company) == _fields(layout) and _rows_fit(declaration, layout)
    )


def _fields(layout: Layout) -> set[str]:
    return {*layout.company, *(["effective_date"] if layout.date_parts else [])}


def _rows_fit(declaration: Declaration, layout: Layout) -> bool:
    def fit(rows: tuple[SmelterRow, ...] | tuple[ProductRow, ...], listing: ListLayout) -> bool:
        return all(set(row.cells) <= set(listing.columns) for row in rows)

    return (
        fit(declaration.smelters, layout.smelter_list)
        and fit(declaration.products, layout.product_list)
        and fit(declaration.mines, layout.mine_list)
        and fit(declaration.reasons, layout.reason_list)
    )


def _finding_as_data(finding: Finding) -> list[object]:
    return [
        finding.code,
        str(finding.severity),
        [[name, _param_as_data(value)] for name, value in finding.params],
        [_source_as_data(one) for one in finding.sources],
    ]


def _finding(data: Any) -> Finding:
    code, severity, params, sources = data
    values = tuple((_text(name), _param(value)) for name, value in params)
    finding = Finding(_text(code), Severity(severity), values, tuple(_source(one) for one in sources))
    for language in LANGUAGES:  # a sentence that lacks a value fails here and not when somebody reads it
        CATALOGUE[code].say(finding, language)
        CATALOGUE[code].advise(finding, language)
    return finding


def _param_as_data(value: Param) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return {"text": value.as_data()}
    if isinstance(value, tuple):
        return list(value)
    return {type(value).__name__: str(value)}


def _param(data: Any) -> Param:
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        return tuple(_text(one) for one in data)
    ((kind, value),) = data.items()
    match kind:
        case "text":
            return Text(**{_text(language): _text(words) for language, words in value.items()})
        case "int":
            return int(_text(value))
        case "Decimal":
            return Decimal(_text(value))
    return date.fromisoformat(_text(value))


def _source_as_data(source: Source) -> list[object]:
    place = source.place
    return [source.file, source.digest, *(getattr(place, name) for name in PLACE)]


def _source(data: Any) -> Source:
    file, digest, sheet, cell, page, line, element, record = data
    place = Place(_text(sheet), _text(cell), _count(page), _count(line), _text(element), _text(record))
    return Source(_text(file), _text(digest), place)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is none")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a number is none")
    return value
