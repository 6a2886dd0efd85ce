"""A seeded sample of the comparison with the official workbooks, as LibreOffice calculates them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oracle.language import in_languages
from oracle.recalculation import TEMPLATES, compared, office_python

SAMPLE = 15
SEED = 7
# How many languages each offers.
SAMPLED = {"RMI_AMRT_1.3.xlsx": 6, "2.03a_-_green.xlsx": 9, "1.00_-_empty.xlsx": 4, "3.01_-_empty.xls": 9}


@pytest.mark.office
@pytest.mark.reference
@pytest.mark.parametrize("name", TEMPLATES)
def test_the_verdict_is_the_sheet_s_own(name: str, reference: Path) -> None:
    if not office_python():
        pytest.skip("no LibreOffice with its Python bridge (packages libreoffice-calc and python3-uno)")
    template = reference / "templates" / TEMPLATES[name]
    if not template.is_file():
        pytest.skip(f"{template.name} is not among the reference data")
    judged = list(compared(template, SEED, SAMPLE))
    assert len(judged) == SAMPLE
    assert [(json.dumps(made, ensure_ascii=False), wrong) for made, wrong in judged if wrong] == []


@pytest.mark.office
@pytest.mark.reference
@pytest.mark.parametrize("name", SAMPLED)
def test_each_language_reads_as_the_same_declaration(name: str, reference: Path) -> None:
    """A sample of the workbooks; benchmarks/oracle_language.py takes them all."""
    if not office_python():
        pytest.skip("no LibreOffice with its Python bridge (packages libreoffice-calc and python3-uno)")
    found = list(in_languages(reference / "templates" / name))
    assert [(one.language, one.wrong) for one in found if one.wrong] == []
    assert len({one.language for one in found}) == len(found) == SAMPLED[name]
    assert len({one.heading for one in found}) == len(found)  # the workbook really was switched
