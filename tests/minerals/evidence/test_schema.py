"""The schema data, the vocabularies, and the page that is made of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaiji.minerals.evidence.schema import FILES, Section, schema, schema_page
from kaiji.minerals.evidence.vocabulary import plain, vocabularies, vocabulary

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "evidence-folder.md"
SECTIONS = [pytest.param(one, id=f"{name}{one.key}") for name in FILES for one in schema(name).sections]


def test_the_committed_page_is_the_one_that_the_schema_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == schema_page(), "write schema_page() into the page again"


def test_the_page_shows_every_field_and_every_word() -> None:
    page = schema_page()
    for name in FILES:
        for section in schema(name).sections:
            assert all(f"| `{field.key}` |" in page for field in section.fields)
    assert all(f"| `{kind}` |" in page for kind in vocabulary("activity_kind").keys)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_heading_means_two_columns(section: Section) -> None:
    for field in section.fields:
        for word in (field.key, *field.also):
            assert section.named(word) is field, word


@pytest.mark.parametrize("name", sorted(vocabularies()))
def test_every_word_is_found_by_its_key_and_its_labels(name: str) -> None:
    for term in vocabulary(name).terms:
        for word in (term.key, term.key.upper(), term.label.en, term.label.ja, *term.also):
            assert vocabulary(name).find(word) is term


def test_spellings_and_suggestions() -> None:
    status = vocabulary("audit_status")
    assert [one.key if (one := status.find(text)) else None for text in ("NON CONFORMANT", "ｃｏｎｆｏｒｍａｎｔ", "fine")] == [
        "non_conformant", "conformant", None,
    ]  # fmt: skip
    assert vocabulary("activity_kind").suggest("suplier_meeting")[0] == "supplier_meeting"
    assert vocabulary("activity_kind").suggest("x" * 100_000) == ()
    assert plain("  Smelter‐ID_Number ") == "smelter id number"


def test_words_of_earlier_days_are_dated() -> None:
    word = vocabulary("audit_status").dated_word("Compliant")
    assert word is not None
    assert word.until == date(2017, 12, 31)
    assert vocabulary("audit_status").dated_word("Conformant") is None
