"""Writing TOML: what is written reads back as it was."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.formats.toml_write import toml_text

TEXT = st.text(max_size=12)
PLAIN = st.one_of(TEXT, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.dates())
DATA = st.dictionaries(
    TEXT,
    st.recursive(
        st.one_of(PLAIN, st.lists(st.one_of(PLAIN, st.dictionaries(TEXT, PLAIN, max_size=3)), max_size=4)),
        lambda inside: st.dictionaries(TEXT, inside, max_size=3),
        max_leaves=8,
    ),
    max_size=5,
)


@given(DATA)
def test_it_reads_back(data: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(data)) == data


def test_its_form() -> None:
    data = {"b": 1, "t": {"6.5": {"day": date(2025, 4, 25)}, "x": {}}, "a": [{"n": "1", "on": True}], "e": ["ä\n"]}
    assert toml_text(data) == (
        'b = 1\na = [\n  { n = "1", on = true },\n]\ne = ["ä\\n"]\n\n[t."6.5"]\nday = 2025-04-25\n\n[t.x]\n'
    )


def test_what_toml_has_no_form_for_is_misuse() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        toml_text({"a": None})
