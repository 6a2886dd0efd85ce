"""A declaration as JSON and back: nothing is lost, and what is not a declaration is told where."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaiji.core.source import Place, Source
from kaiji.minerals.declaration import Answer, Declaration, Entry, EntryKind, ProductRow, SmelterRow, Topic
from kaiji.minerals.declaration_data import declaration_as_data, declaration_from_data, declaration_from_json
from kaiji.minerals.declaration_schema import declaration_schema, faults
from kaiji.minerals.reader import read
from minerals.building import VERSIONS, declare

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "0123456789abcdef" * 4
OWN = Source("a.xlsx", DIGEST)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLACES = st.builds(Place, TEXTS, TEXTS, st.integers(0, 9), st.integers(0, 9), TEXTS, TEXTS)
SOURCES = st.one_of(st.builds(Source, st.just("a.xlsx"), st.just(DIGEST), PLACES), st.just(Source("other.csv")))
DAYS = st.dates()
ENTRIES = st.one_of(
    st.builds(Entry, TEXTS, SOURCES, st.sampled_from([EntryKind.TEXT, EntryKind.ERROR, EntryKind.FLAG])),
    st.builds(Entry, st.just(""), SOURCES, st.sampled_from([EntryKind.EMPTY, EntryKind.UNCACHED, EntryKind.TEXT])),
    st.builds(
        lambda number, source: Entry(f"{number:f}", source, EntryKind.NUMBER),
        st.decimals(-(10**9), 10**9, places=3),
        SOURCES,
    ),
    st.builds(lambda day, source: Entry(day.isoformat(), source, EntryKind.DATE, day), DAYS, SOURCES),
    st.builds(lambda day, source: Entry(f"{day} 10:20:30", source, EntryKind.DATE, day), DAYS, SOURCES),
)
CELLS = st.dictionaries(TEXTS, ENTRIES, max_size=4)
DECLARATIONS = st.builds(
    Declaration,
    file=st.just("a.xlsx"), digest=st.just(DIGEST), family=TEXTS, version=TEXTS, revision=TEXTS, language=TEXTS,
    company=CELLS,
    answers=st.lists(st.builds(Answer, TEXTS, st.sampled_from(Topic), TEXTS, ENTRIES, ENTRIES), max_size=3).map(tuple),
    smelters=st.lists(st.builds(SmelterRow, st.integers(0, 9999), SOURCES, CELLS), max_size=3).map(tuple),
    products=st.lists(st.builds(ProductRow, st.integers(0, 9999), SOURCES, CELLS), max_size=3).map(tuple),
    metals=st.lists(TEXTS, max_size=4).map(tuple), source=st.one_of(st.just(OWN), SOURCES),
)  # fmt: skip


@settings(max_examples=80)
@given(DECLARATIONS)
def test_there_and_back(declaration: Declaration) -> None:
    content = json.dumps(declaration_as_data(declaration)).encode()
    assert declaration_from_json(content) == (declaration, ())


@pytest.mark.parametrize("version", VERSIONS)
def test_made_declarations_of_each_version(version: str) -> None:
    declaration = declare(version, {"company_name": "#N/A", "effective_date": 45000})
    data = declaration_as_data(declaration)
    assert list(faults(json.loads(json.dumps(data)))) == []
    assert declaration_from_data(data) == (declaration, ())


@pytest.mark.reference
def test_official_workbooks(reference: Path) -> None:
    for path in [*sorted((reference / "checker_cases").glob("*.xlsx")), reference / "templates/3.01_-_green.xlsx"]:
        declaration = read(path.read_bytes(), path.name).declaration
        assert declaration is not None
        assert declaration_from_json(json.dumps(declaration_as_data(declaration)).encode()) == (declaration, ())


def test_the_least_that_is_a_declaration() -> None:
    data = {
        "format": "kaiji-declaration-1",
        "family": "CMRT",
        "version": "6.5",
        "company": {"company_name": {"value": "A"}},
        "answers": [{"topic": "policy", "answer": {"value": "Yes"}}],
    }
    declaration, findings = declaration_from_data(data)
    assert findings == ()
    assert declaration is not None
    assert declaration["company_name"] == Entry("A", Source(""))
    assert declaration.answers == (
        Answer("", Topic.POLICY, "", Entry("Yes", Source("")), Entry("", Source(""), EntryKind.EMPTY)),
    )
    assert declaration.metals == ("Tantalum", "Tin", "Gold", "Tungsten")


def test_the_published_schema_is_the_code_s_own() -> None:
    published = json.loads((ROOT / "docs/reference/declaration.schema.json").read_text(encoding="utf-8"))
    assert published == declaration_schema()


def test_each_key_of_the_data_is_in_the_schema() -> None:
    schema = declaration_schema()
    data = declaration_as_data(replace(declare("AMRT 1.3", {"products": ["P-1"]}), source=Source("b.xlsx")))

    def check(value: Any, form: Any) -> None:
        form = schema["$defs"][form["$ref"].rpartition("/")[2]] if "$ref" in form else form
        if isinstance(value, dict):
            for name, inner in value.items():
                check(inner, form.get("properties", {}).get(name) or form["additionalProperties"])
        elif isinstance(value, list):
            for inner in value:
                check(inner, form["items"])

    check(data, schema)
    assert set(data) == set(schema["properties"])


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"{", b"\xff\xfe", b"null", b"[]", b'"x"', b"1e999", b"NaN"])
def test_what_is_no_json_object_is_a_finding(content: bytes) -> None:
    declaration, findings = declaration_from_json(content, "a.json")
    assert declaration is None
    assert {one.code for one in findings} == {"CMRT-405"}
    assert findings[0].file == "a.json"
