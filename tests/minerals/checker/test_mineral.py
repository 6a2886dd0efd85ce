"""The sorting of minerals, against Python's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kaiji.formats.xlsx.value import CellError
from kaiji.minerals.checker.cell import TypedCells
from kaiji.minerals.checker.mineral import slots
from made_checker import rules_of

NAMES = st.lists(st.none() | st.text("abcXYZ", min_size=1, max_size=4), min_size=10, max_size=10)


@given(NAMES)
def test_slots_are_the_sorted_names_each_once(names: list[str | None]) -> None:
    rules = rules_of("AMRT", "1.2")
    assert rules.minerals is not None
    typed = {f"Declaration!{cell}": name for cell, name in zip(rules.minerals.cells, names, strict=True)}
    found = slots(TypedCells(typed, rules), rules.minerals)
    expected = sorted({name.lower() for name in names if name is not None})
    assert [str(one).lower() for one in found] == expected + [""] * (10 - len(expected))


def test_an_error_takes_over_the_slots_beside_it() -> None:
    rules = rules_of("EMRT", "2.1")
    assert rules.minerals is not None
    found = slots(TypedCells({"Declaration!D12": CellError("#N/A")}, rules), rules.minerals)
    assert found[0] == CellError("#N/A")
    assert set(found[1:]) == {""}
