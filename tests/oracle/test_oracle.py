"""A seeded sample of the comparison with the official workbooks, as LibreOffice calculates them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oracle.recalculation import TEMPLATES, compared, office_python

SAMPLE = 15
SEED = 7


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
