"""A blank workbook of an invented revision 6.9, with English labels in words of its own: rows moved, one question new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from made_checker import workbook_of

FIELDS = (
    "Company name (*)", "Declaration scope (*)", "Description of scope", "", "Unique ID", "Unique ID authority", "",
    "Address", "Contact name (*)", "E-mail, contact (*)", "Phone, contact (*)", "Authorizer (*)", "Title of authorizer (*)",
    "E-mail of authorizer (*)", "Phone of authorizer", "Effective date (*)",
)  # fmt: skip
METALS = ("Tantalum (*)", "Tin (*)", "Gold (*)", "Tungsten (*)")
QUESTIONS = (
    "1) Is the metal intentionally put in?", "2) Does it remain in the goods?", "3) Is it from covered countries?",
    "4) Is it from high-risk areas?", "5) Is all of it recycled?", "6) What percentage of suppliers answered?",
    "7) Have you identified all smelters?", "8) Has everything been reported in this declaration?",
)  # fmt: skip
COMPANY = (
    "A. Have you a policy?", "B. Is it publicly available?", "C. Do you require suppliers to source from audited smelters?",
    "D. Have you implemented due diligence?", "E. Do you conduct a survey?", "F. Do you review the information?",
    "G. Is there corrective action?", "H. Must you file an annual report?",
)  # fmt: skip
SMELTERS = (
    "Input column", "Metal (*)", "Smelter look-up (*)", "Smelter name", "Smelter country (*)", "Smelter identification",
    "Source of the id", "Street", "City", "State", "Contact name", "Contact e-mail", "Next steps", "Name of mine",
    "Location (country) of mine", "Is all feedstock scrap?", "Comments",
)  # fmt: skip


def revision(change: Mapping[str, Any] | None = None) -> bytes:
    """Make the workbook, with changes by ``Sheet!A1``; None takes a cell out."""
    sheets: dict[str, dict[str, Any]] = {
        "Declaration": {
            "D2": "A template (CMRT)", "D3": "English", "J3": "Revision 6.9\nMay 8, 2027",
            **{f"B{row}": words for row, words in enumerate(FIELDS, start=9) if words},
            **{f"B{28 + 6 * at}": words for at, words in enumerate(QUESTIONS)},
            **{f"B{29 + 6 * at + line}": metal for at in range(8) for line, metal in enumerate(METALS)},
            **{f"B{80 + 2 * at}": words for at, words in enumerate(COMPANY)},
        },
        "Smelter List": {f"{letter}5": words for letter, words in zip("ABCDEFGHIJKLMNOPQ", SMELTERS, strict=True)},
        "Product List": {"B5": "Product number (*)", "C5": "Product name", "D5": "Comments", "B1207": "© Nobody"},
    }  # fmt: skip
    for at, value in (change or {}).items():
        sheet, _, cell = at.partition("!")
        if value is None:
            sheets[sheet].pop(cell, None)
        else:
            sheets[sheet][cell] = value
    return workbook_of(sheets)
