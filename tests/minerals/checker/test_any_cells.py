"""Whatever the cells hold, every version's Checker gives a verdict: its rows, and a total that is theirs."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kaiji.formats.xlsx.value import UNCACHED, CellError, CellValue
from kaiji.minerals.checker.cell import TypedCells
from kaiji.minerals.checker.rule_set import RuleSet, rule_sets
from kaiji.minerals.checker.verdict import verdict
from made_checker import LOOKUP

VALUES: st.SearchStrategy[CellValue] = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "Yes",
            "no",
            "Unknown",
            "*",
            "~",
            "Smelter not listed",
            "Gold",
            "Cobalt",
            "CID000001",
            "Other [specify below]",
        ]
    ),
    st.text(max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.sampled_from([None, UNCACHED, CellError("#N/A"), CellError("#REF!"), time(0), time(7, 30)]),
    st.sampled_from([date(2025, 5, 1), datetime(2025, 5, 1, 7)]),  # noqa: DTZ001 - a cell knows no time zone
    st.sampled_from([Decimal(0), Decimal(5), Decimal("1E+400")]),
)
ROWS = st.sampled_from([1, 4, 5, 6, 14, 15, 2495, 2504, 2505, 3000])
ADDRESSES = st.one_of(
    st.builds("Declaration!{}{}".format, st.sampled_from("DEGHI"), st.integers(7, 140)),
    st.builds("Smelter List!{}{}".format, st.sampled_from("ABCDE"), ROWS),
    st.builds("Product List!B{}".format, st.integers(5, 8)),
    st.builds("Smelter Look-up!{}{}".format, st.sampled_from("ABCDEJ"), st.integers(4, 8)),
)


@given(st.sampled_from(list(rule_sets().values())), st.dictionaries(ADDRESSES, VALUES, max_size=60))
@settings(max_examples=300, deadline=None)
def test_there_is_always_a_verdict(rules: RuleSet, cells: dict[str, CellValue]) -> None:
    typed = TypedCells({}, rules, lookup=LOOKUP)
    typed.put(cells)
    found = verdict(typed, rules.family, rules.version)
    counted = [one.missing for one in found.rows if one.counted]
    faults = [one for one in counted if isinstance(one, str)]
    assert found.total == (faults[0] if faults else sum(one for one in counted if isinstance(one, int)))
    assert found.shown == str(found.total)
    for one in found.rows:
        assert one.required in (0, 1, "") or str(one.required).startswith("#")
        assert one.missing in (0, 1) or not one.counted or str(one.missing).startswith("#")
