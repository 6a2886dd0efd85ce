"""Who is meant by a smelter row: against the official look-up lists, and against a set with known answers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import made_smelters
from kaiji.core.source import Source
from kaiji.matching.weight import weights
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.smelter.identity import How, Identity, identify
from kaiji.minerals.smelter.identity_rule import check_identity
from kaiji.minerals.smelter.reference import Reference, read_reference, together
from kaiji.programmes import RULES
from minerals.building import changed, complete_cells, declaration_of, layout_of

CSV = b"""metal,alias,standard_name,country,cid
Tin,Beta Tin,Beta Tin Smelting,MALAYSIA,CID900002
Tin,BTS,Beta Tin Smelting,MALAYSIA,CID900002
Tin,BTS,Bolivar Tin S.A.,BOLIVIA,CID900012
Tin,Sao Paulo Estanho,Sao Paulo Estanho Ltda.,BRAZIL,CID900020
Gold,Gamma Gold,Gamma Gold Refinery,JAPAN,CID900004
"""


def read(data: bytes, name: str = "reference.csv") -> Reference:
    found = read_reference(data, name).reference
    assert found is not None
    return found


def row_of(metal: str, name: str = "", cid: str = "", country: str = "") -> SmelterRow:
    layout = layout_of("6.5")
    given_row = {"metal": metal, "lookup": name, "id_input": cid, "country": country}
    cells = changed(complete_cells(layout), layout, {"smelters": [given_row]})
    return declaration_of(layout, cells).smelters[0]


def identity_of(metal: str, name: str = "", cid: str = "", reference: Reference | None = None) -> Identity:
    return identify(row_of(metal, name, cid), reference or read(CSV))


@pytest.mark.parametrize(
    ("given", "how", "cid"),
    [
        (("Tin", "Beta Tin"), How.NAME, "CID900002"),
        (("tin", "ＢＥＴＡ　ＴＩＮ"), How.NAME, "CID900002"),
        (("Tin", "Beta-Tin Smelting."), How.SPELLING, "CID900002"),
        (("Tin", "São Paulo Estanho Ltda"), How.SPELLING, "CID900020"),
        (("Tin", "", "cid900002"), How.ID, "CID900002"),
        (("Tin", "BTS", "CID900012"), How.ID, "CID900012"),
        (("Tin", "Trader", "CID900002"), How.ID, "CID900002"),
        (("Tin", "Beta Tin", "CID900012"), How.CONFLICT, ""),
        (("Tin", "BTS"), How.AMBIGUOUS, ""),
        (("Tin", "Gamma Gold"), How.UNKNOWN, ""),
        (("Tin", "Beta"), How.LIKENESS, "CID900002"),
        (("Tin", "Betta Tin"), How.LIKENESS, "CID900002"),
        (("Tin", "Beta Tin 2"), How.REVIEW, ""),
        (("Tin", "", "CID900004"), How.UNKNOWN, ""),
        (("Tin", "Beta Tin", "CID900004"), How.NAME, "CID900002"),
        (("Tin", "Smelter not yet identified"), How.NOBODY, ""),
        (("Tin", "SMELTER NOT LISTED"), How.NOBODY, ""),
        (("Tin", ""), How.NOBODY, ""),
        (("Tin", "---"), How.UNKNOWN, ""),
    ],
)
def test_by_hand(given: tuple[str, ...], how: How, cid: str) -> None:
    metal, name, cid_given = (*given, "")[:3]
    found = identity_of(metal, name, cid_given)
    assert (found.how, found.facility.cid if found.facility else "") == (how, cid)


def test_without_a_reference_nobody_is_identified() -> None:
    assert identify(row_of("Tin", "Beta Tin"), None).how is How.UNKNOWN


def test_an_ambiguous_name_keeps_its_candidates_in_a_stable_order() -> None:
    assert [one.cid for one in identity_of("Tin", "BTS").candidates] == ["CID900002", "CID900012"]


@given(st.text(max_size=40), st.text(max_size=12), st.sampled_from(["Tin", "Gold", "", "Cobalt"]))
def test_a_stranger_is_never_taken_for_a_smelter(name: str, cid: str, metal: str) -> None:
    reference = read(CSV)
    row = row_of(metal, name, cid)
    found = identify(row, reference)
    list(check_identity(row, found, reference))  # whatever was typed, the rules do not fail
    if found.how is How.LIKENESS:
        assert found.match is not None
        assert found.facility is not None
        assert found.match.score >= weights().accept
        assert found.facility.metal.casefold() == metal.casefold()
    elif found.facility is not None:
        known = reference.named(metal, row.given_name)[0]
        assert found.facility in known or found.facility == reference.by_id(row.given_id)


def test_a_list_without_ids_is_told_apart_by_metal_and_name() -> None:
    reference = read(b"metal,name,country\nTin,Beta Tin Smelting,MALAYSIA\nGold,Beta Tin Smelting,JAPAN\n")
    tin, gold = (identity_of(metal, "beta tin smelting", reference=reference).facility for metal in ("Tin", "Gold"))
    assert tin is not None
    assert gold is not None
    assert (tin.metal, tin.country, gold.country, tin.cid) == ("Tin", "MALAYSIA", "JAPAN", "")
    assert tin.source == Source("reference.csv", reference.source.digest).at(line=2)


# Distinct ids, and rows of the look-up list, as counted in the official workbooks by hand; the names of the
# list in a smaller number where the list repeats some.
OFFICIAL = {
    "RMI_CMRT_6.5.xlsx": ("CMRT 6.5", 349, 629),
    "RMI_CMRT_6.22.xlsx": ("CMRT 6.22", 350, 620),
    "RMI_CMRT_6.01.xlsx": ("CMRT 6.01", 311, None),
    "3.01_-_empty.xls": ("CMRT 3.01", 217, None),
}


@pytest.mark.reference
@pytest.mark.parametrize("name", OFFICIAL)
def test_an_official_workbook_serves_as_reference(reference: Path, name: str) -> None:
    version, facilities, aliases = OFFICIAL[name]
    found = read((reference / "templates" / name).read_bytes(), name)
    assert (found.version, len(found.facilities)) == (version, facilities)
    assert aliases is None or len(found.aliases) == aliases
    assert {one.metal for one in found.facilities.values()} == {"Tantalum", "Tin", "Gold", "Tungsten"}
    assert not any("not listed" in alias or "not yet" in alias for _, alias in found.aliases)


@pytest.mark.reference
def test_the_look_up_sheet_and_its_copy_as_a_table_are_one_reference(reference: Path) -> None:
    book = read((reference / "templates" / "RMI_CMRT_6.5.xlsx").read_bytes(), "book.xlsx")
    table = read((reference / "smelters" / "lookup_CMRT_6.5.csv").read_bytes(), "table.csv")
    assert book.aliases == table.aliases
    assert book.spellings == table.spellings
    for key, one in book.facilities.items():
        other = table.facilities[key]
        assert (one.cid, one.metal, one.name, one.country) == (other.cid, other.metal, other.name, other.country)


@pytest.mark.reference
def test_every_name_of_the_official_list_finds_its_own_smelter(reference: Path) -> None:
    path = reference / "smelters" / "lookup_CMRT_6.5.csv"
    found = read(path.read_bytes())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 629
    for row in rows:
        for name in (row["alias"], row["standard_name"]):
            identity = identity_of(row["metal"], name, reference=found)
            assert identity.facility is not None, row
            assert identity.facility.cid == row["cid"]


@pytest.mark.reference
def test_no_trader_bank_or_delisted_smelter_passes(reference: Path) -> None:
    """A thousand queries with known answers: what is accepted is right, but for a few beside which a finding stands."""
    folder = reference / "smelters"
    files = ("lookup_CMRT_6.5.csv", "lookup_CMRT_3.01.csv", "old_to_new_ids.csv")
    found = together([read((folder / name).read_bytes(), name) for name in files])
    assert found is not None
    with (folder / "dev.csv").open(encoding="utf-8-sig", newline="") as file:
        queries = list(csv.DictReader(file))
    right = 0
    wrong: list[tuple[str, set[str]]] = []
    for one in queries:
        row = row_of(one["query_metal"], one["query_name"], one["query_id"], one["query_country"])
        identity = identify(row, found)
        if identity.facility is not None:
            codes = {finding.code for finding in check_identity(row, identity, found)}
            if identity.facility.cid == one["expected_cid"]:
                right += 1
            else:
                wrong.append((one["row_id"], codes))
    assert len(queries) == 1005
    assert right >= 535
    # A real id beside a name that is nobody's: the id decides, and a finding asks a person to look.
    assert len(wrong) <= 2
    assert all("SMT-007" in codes for _, codes in wrong), wrong


@pytest.mark.parametrize(
    "name",
    [
        "Smelting, Beta Tin",
        "Beta Tin Smelters Sdn. Bhd.",
        "BETA锡冶炼有限公司",
        "Betta Tin Smelter",
        "Beta T1n Smelting",
    ],
)
def test_a_listed_name_in_other_words_is_accepted_with_its_reasons(name: str) -> None:
    reference = read(CSV)
    row = row_of("Tin", name)
    found = identify(row, reference)
    assert found.how is How.LIKENESS
    assert found.facility is not None
    assert found.facility.cid == "CID900002"
    (finding,) = check_identity(row, found, reference)
    assert finding.code == "SMT-021"
    assert "Beta Tin Smelting (CID900002)" in RULES[finding.code].say(finding)


def test_a_name_of_another_metal_says_where_it_stands() -> None:
    reference = read(CSV)
    row = row_of("Tin", "Gamma Gold Refining")
    (finding,) = check_identity(row, identify(row, reference), reference)
    assert (
        RULES[finding.code]
        .say(finding)
        .endswith("is in no reference list under this metal; nearest is Gamma Gold Refinery (CID900004), under gold.")
    )


def test_what_left_the_list_is_said_so() -> None:
    whole = together(made_smelters.references())
    assert whole is not None
    row = row_of("Tin", "Brankovel Tin", country="POLAND")
    (finding,) = check_identity(row, identify(row, whole), whole)
    assert "it is Brankovel Tin Ltd. (CID910099), which is listed no more (last in CMRT 3.01)" in RULES[
        finding.code
    ].say(finding)


def test_the_newest_list_is_the_reference_whatever_the_order() -> None:
    for given_in in (made_smelters.references(), made_smelters.references()[::-1]):
        whole = together(given_in)
        assert whole is not None
        assert str(whole.edition) == "CMRT 6.5"
        assert len(whole.older) == 2
    assert together([]) is None
