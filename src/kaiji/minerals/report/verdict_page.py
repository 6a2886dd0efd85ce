"""The verdict on received files as a page: for each cell what it says now, what is wrong, and what to change it to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import Catalogue
from kaiji.core.text import Language, Text
from kaiji.core.version import VERSION
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.layout import Layout
from kaiji.minerals.report.form_map import Box, FormMap, Said, Spot, form_map, marks_of, order_of, said_of, spot_of
from kaiji.minerals.report.page import environment, words

ALSO = 8


@dataclass(frozen=True)
class FileVerdict:
    """One received file as the page shows it.

    Args:
        name: the file's name.
        template: family and version, or nothing.
        language: the language the workbook is switched to.
        findings: in any order.
        declaration: what was read; None where nothing could be.
        layout: of the declaration's version.
        changes: what is new since the supplier's earlier file: what, before, now, place.
        earlier: the earlier file's name, where one was compared.
    """

    name: str
    template: str
    language: str
    findings: tuple[Finding, ...]
    declaration: Declaration | None = None
    layout: Layout | None = None
    changes: tuple[tuple[Text, str, str, str], ...] = ()
    earlier: str = ""


class Files(Protocol):
    """Files in their order, given as often as they are asked for; they need not all be in memory."""

    def __iter__(self) -> Iterator[FileVerdict]:
        """Give them once more."""
        ...

    def __len__(self) -> int:
        """Say how many there are."""
        ...


def verdict_page(files: Files, rules: Catalogue, language: Language) -> bytes:
    """Write the page: one section a file, its findings by sheet and cell in the order in which the form is filled."""
    return b"".join(verdict_pieces(files, rules, language))


def verdict_pieces(files: Files, rules: Catalogue, language: Language) -> Iterator[bytes]:
    """Write the page piece by piece; the files are looked at one after the other, three times."""
    w = words(language)
    errors = warnings = 0
    codes: list[str] = []
    name = ""
    for one in files:
        errors += _count(one.findings, Severity.ERROR)
        warnings += _count(one.findings, Severity.WARN)
        codes = codes or [found.code for found in one.findings[:1]]
        name = name or one.name
    alone = len(files) == 1
    text = (w["fix_text"] if errors else w["look_text"] if warnings else w["clean_text"]).format(
        errors=errors, warnings=warnings
    )
    pieces = (
        environment()
        .get_template("verdict.html.j2")
        .generate(
            w=w,
            company="",
            subtitle=name if alone else w["checked"],
            other_file="",
            ready=not errors,
            verdict=(w["fix_first"] if errors else w["fix_none"]),
            verdict_text=text,
            how=bool(codes),
            alone=alone,
            listed=(_line(number, one) for number, one in enumerate(files, start=1)),
            files=(
                _file(number, one, rules, language)
                for number, one in enumerate(files, start=1)
                if alone or one.findings or one.changes
            ),
            example_code=codes[0] if codes else "CMRT-108",
            kaiji_version=VERSION,
        )
    )
    return (piece.encode() for piece in pieces)


def _line(number: int, one: FileVerdict) -> dict[str, Any]:
    return {
        "number": number,
        "name": one.name,
        "template": one.template,
        "language": one.language,
        "errors": _count(one.findings, Severity.ERROR),
        "warnings": _count(one.findings, Severity.WARN),
        "shown": bool(one.findings or one.changes),
    }


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(one.severity is severity for one in findings)


def _file(number: int, one: FileVerdict, rules: Catalogue, language: Language) -> dict[str, Any]:
    said = said_of(one.declaration) if one.declaration else {}
    sheets: tuple[str, ...] = ()
    picture = None
    if one.declaration is not None and one.layout is not None:
        layout = one.layout
        sheets = (layout.declaration, layout.smelter_list.sheet, layout.product_list.sheet)
        picture = _picture(form_map(one.declaration, layout, marks_of(one.findings)), number, language)
    ordered = sorted(one.findings, key=lambda found: (order_of(spot_of(found.place), sheets), found.severity.rank))
    groups = [
        {
            "sheet": sheet,
            "cells": [
                _cell(number, spot, tuple(cell_findings), said, rules, language)
                for spot, cell_findings in groupby(found, key=lambda finding: spot_of(finding.place))
            ],
        }
        for sheet, found in groupby(ordered, key=lambda finding: finding.place.sheet)
    ]
    return _line(number, one) | {
        "company": one.declaration.company_name if one.declaration else "",
        "groups": groups,
        "picture": picture,
        "earlier": one.earlier,
        "changes": [
            {"what": what.say(language), "before": before, "now": now, "place": place}
            for what, before, now, place in one.changes
        ],
    }


def _cell(
    number: int,
    spot: Spot,
    findings: tuple[Finding, ...],
    said: Mapping[Spot, Said],
    rules: Catalogue,
    language: Language,
) -> dict[str, Any]:
    place = findings[0].place
    known = said.get((place.sheet, place.cell)) or said.get(spot)
    return {
        "anchor": _anchor(number, spot),
        "cell": place.cell,
        "label": known.label.say(language) if known else "",
        "now": known.text if known else None,
        "findings": [
            {
                "code": one.code,
                "severity": str(one.severity),
                "message": rules[one.code].say(one, language),
                "remedy": rules[one.code].advise(one, language),
                "also": [
                    str(source.place)
                    for source in one.sources[1 : ALSO + 1]
                    if source.place.cell and source.file == one.file
                ],
            }
            for one in findings
        ],
    }


def _anchor(number: int, spot: Spot) -> str:
    """Give an anchor of letters and digits only, whatever a sheet is called."""
    sheet = "".join(one if one.isascii() and one.isalnum() else f"_{ord(one):x}_" for one in spot[0])
    return f"f{number}-{sheet}-{spot[1]}"


def _picture(drawn: FormMap, number: int, language: Language) -> dict[str, Any]:
    def box(one: Box | None) -> dict[str, str] | None:
        if one is None:
            return None
        return {
            "label": one.label.say(language),
            "cell": one.spot[1],
            "mark": str(one.mark) if one.mark else "",
            "anchor": _anchor(number, one.spot),
        }

    return {
        "company": [box(one) for one in drawn.company],
        "metals": [one.say(language) for one in drawn.metals],
        "questions": [
            {"title": title.say(language), "boxes": [box(one) for one in boxes]} for title, boxes in drawn.questions
        ],
        "programme": [box(one) for one in drawn.programme],
        "smelters": [box(one) for one in drawn.smelters],
        "products": [box(one) for one in drawn.products],
        "smelter_count": drawn.counts[0],
        "product_count": drawn.counts[1],
    }
