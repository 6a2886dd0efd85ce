from __future__ import annotations

from typing import get_args

import pytest

from kaiji.core.source import Source
from kaiji.minerals.applicability import Applicability, Filer, Made, ProductFacts, decide_applicability

FILER = Filer(reports=True, registered_investment_company=False)
NONE_NEEDED = dict.fromkeys(("tantalum", "tin", "tungsten", "gold"), False)


def product(
    made: Made = "contracted", *, outside: bool | None = False, name: str = "router", **metals: bool | None
) -> ProductFacts:
    return ProductFacts(name, Source(f"{name}.csv"), made, {**NONE_NEEDED, **metals}, outside)


def keys(found: Applicability) -> list[str]:
    return [one.key for one in found.reasons]


def codes(found: Applicability) -> list[str]:
    return [one.code for one in found.findings]


def test_all_five_questions_answered_yes() -> None:
    found = decide_applicability(FILER, [product(tin=True, gold=True)])
    assert (found.files, found.metals, found.open_metals) == (True, ("Tin", "Gold"), ())
    assert keys(found) == ["a1-yes", "a2-yes", "made-contracted", "a3-yes", "a4-yes", "a5-yes"]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("filer", "products", "last"),
    [
        (Filer(False, None), [product(tin=True)], "a1-no"),
        (Filer(True, True), [product(tin=True)], "a2-no"),
        (Filer(None, False), [product("resold", tin=True)], "a3-no"),
        (FILER, [product()], "a4-no"),
        (FILER, [product(tin=True, outside=True)], "a5-no"),
    ],
)
def test_the_first_no_ends_it(filer: Filer, products: list[ProductFacts], last: str) -> None:
    found = decide_applicability(filer, products)
    assert (found.files, found.metals, found.findings) == (False, (), ())
    assert keys(found)[-1] == last


@pytest.mark.parametrize("made", sorted(set(get_args(Made)) - {"manufactured", "contracted", ""}))
def test_what_is_not_manufacture(made: Made) -> None:
    found = decide_applicability(FILER, [product(made, tin=True)])
    assert found.files is False
    assert f"made-{made}" in keys(found)


@pytest.mark.parametrize(
    ("filer", "products", "code"),
    [
        (Filer(None, False), [product(tin=True)], "SD-010"),
        (Filer(True, None), [product(tin=True)], "SD-010"),
        (FILER, [], "SD-011"),
        (FILER, [product("", tin=True)], "SD-012"),
        (FILER, [product(tin=None)], "SD-013"),
        (FILER, [product(tin=True, outside=None)], "SD-014"),
    ],
)
def test_unknown_stays_unknown(filer: Filer, products: list[ProductFacts], code: str) -> None:
    found = decide_applicability(filer, products)
    assert found.files is None
    assert codes(found) == [code]


def test_a_metal_without_an_entry_is_unknown_and_not_no() -> None:
    one = ProductFacts("x", Source("x"), "manufactured", {"Tin": True}, outside_supply_chain=False)
    found = decide_applicability(FILER, [one])
    assert (found.files, found.metals) == (True, ("Tin",))
    assert found.open_metals == ("Tantalum", "Gold", "Tungsten")
    assert codes(found) == ["SD-013"]


def test_metals_of_an_exempt_or_resold_product_do_not_count() -> None:
    found = decide_applicability(
        FILER,
        [product(tin=True), product(name="old", gold=True, outside=True), product("resold", tungsten=True)],
    )
    assert (found.metals, found.open_metals) == (("Tin",), ())


def test_a_sure_and_an_unsure_product_leave_the_unsure_metal_open() -> None:
    found = decide_applicability(FILER, [product(tin=True), product("", name="cable", gold=True)])
    assert (found.files, found.metals, found.open_metals) == (True, ("Tin",), ("Gold",))


def test_a_product_that_only_may_be_in_scope_decides_nothing() -> None:
    # One product is in scope without a metal, the other has a metal and may not be in scope.
    found = decide_applicability(FILER, [product(), product("", name="cable", tin=True)])
    assert (found.files, found.metals, found.open_metals) == (None, (), ("Tin",))


def test_a_reason_carries_its_count_and_its_sources() -> None:
    found = decide_applicability(FILER, [product(tin=True), product("resold", name="phone")])
    counted = next(one for one in found.reasons if one.key == "a3-yes")
    assert counted.text.en.endswith("1 of 2 in the register.")
    assert counted.sources == (Source("router.csv"),)
