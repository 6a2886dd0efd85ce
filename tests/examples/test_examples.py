"""The example: it is what its plan says, and every trap in it is found by the rule that its README names."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from kaiji.core.finding import Finding
from kaiji.core.source import digest_of
from kaiji.minerals.check import check
from kaiji.minerals.conclusion import Conclusions, conclude
from kaiji.minerals.country import country_of, is_covered
from kaiji.minerals.declaration import EntryKind, Topic
from kaiji.minerals.evidence_folder import Evidence, read_evidence
from kaiji.minerals.reader import Reading, read
from kaiji.minerals.rollup import roll_up
from kaiji.minerals.rules.across import check_survey
from kaiji.minerals.rules.catalogue import CATALOGUE
from kaiji.minerals.smelter.standing import NOT_LISTED
from kaiji.minerals.survey import Asked, Response, State, survey_of

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
KITANAMI = EXAMPLES / "kitanami"
RESPONSES = KITANAMI / "responses"
YEAR, AS_OF = 2025, date(2026, 5, 26)

# Worked out by hand from answers.toml and the layouts: code, then every place of the finding.
# Metals stand in the order tantalum, tin, gold, tungsten; smelter rows begin at row 5.
OLD = ("CMRT-304", "Declaration!J3")
FOUND: dict[str, list[tuple[str, ...]]] = {
    "S-001.xlsx": [],
    "S-002.xlsx": [
        ("CMRT-111", "Smelter List!B7"),  # third row
        ("CMRT-111", "Smelter List!C7"),
        ("SMT-002", "Smelter List!A7:Q7"),
        ("SMT-004", "Smelter List!A7:Q7"),
    ],
    "S-003.xlsx": [],
    "S-004.xlsx": [],
    "S-005.xlsx": [],
    "S-006.xlsx": [
        ("CMRT-101", "Declaration!D20"),
        ("CMRT-104", "Declaration!D41"),  # question 3 begins at row 38, tungsten is its fourth
        ("CMRT-106", "Declaration!G77"),
        ("CMRT-108", "Smelter List!B8"),  # the first free row: three smelters stand in rows 5 to 7
    ],
    "S-007.xlsx": [
        ("CMRT-201", "Smelter List!B9", "Smelter List!B10"),  # fifth and sixth row
        ("CMRT-202", "Smelter List!A7:Q7", "Declaration!D51"),  # third row; question 5, tin
        ("CMRT-203", "Declaration!D64", "Declaration!D58"),  # questions 7 and 6, gold
    ],
    "S-008.xlsx": [OLD, ("CMRT-307", "Smelter List")],
    "S-009.xlsx": [
        ("SMT-003", "Smelter List!A5:Q5"),
        ("SMT-021", "Smelter List!A6:Q6"),  # a misspelt name, and nobody else is near
        ("SMT-002", "Smelter List!A8:Q8"),
    ],
    "S-010.xlsx": [("CMRT-301", "Declaration!D22"), OLD],
    "S-011.xlsx": [OLD],
    "S-013-june.xlsx": [OLD],
    "S-013-november.xlsx": [],
    "broken.xlsx": [("FILE-005", "")],
}

VERSIONS = {
    "S-004.xlsx": "6.4",
    "S-007.xlsx": "6.4",
    "S-008.xlsx": "6.31",
    "S-010.xlsx": "6.01",
    "S-011.xlsx": "6.22",
    "S-013-june.xlsx": "3.01",
}


@cache
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example_generator", EXAMPLES / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


@cache
def evidence() -> Evidence:
    files = {
        path.relative_to(KITANAMI).as_posix(): path.read_bytes()
        for path in KITANAMI.rglob("*")
        if path.is_file() and path.parent != RESPONSES
    }
    responses = {path.name: digest_of(path.read_bytes()) for path in RESPONSES.iterdir()}
    return read_evidence(files, responses, name="kitanami")


@cache
def reading(file: str) -> Reading:
    return read((RESPONSES / file).read_bytes(), file)


@cache
def found(file: str) -> tuple[Finding, ...]:
    return check(reading(file), year=YEAR, as_of=AS_OF, reference=evidence().reference)


def responses() -> list[Response]:
    return [Response(reading(file), found(file)) for file in FOUND]


def register() -> list[Asked]:
    suppliers = evidence().suppliers
    assert suppliers is not None
    return [Asked(one.supplier, one.aliases, one.asked_on, one.responses) for one in suppliers.suppliers]


@cache
def conclusions() -> Conclusions:
    return conclude(evidence(), responses(), YEAR, CATALOGUE)


def parts(data: bytes) -> dict[str, bytes]:
    """Give the parts of a workbook; a cut-off one has none that can be listed."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_committed_workbooks_are_what_the_plan_gives_on_every_run() -> None:
    made, again = dict(generator().workbooks()), dict(generator().workbooks())
    committed = {path.name: path.read_bytes() for path in RESPONSES.iterdir()}
    assert made == again
    assert sorted(made) == sorted(committed) == sorted(FOUND)
    # Another zlib may deflate the same content to other bytes: what is inside must be equal.
    different = [name for name, data in made.items() if parts(committed[name]) != parts(data)]
    assert different == [], "run `python examples/generate.py` and look at what changed"


def test_the_workbooks_are_small() -> None:
    assert {path.name: path.stat().st_size < 30_000 for path in RESPONSES.iterdir()} == dict.fromkeys(FOUND, True)


@pytest.mark.parametrize("file", FOUND)
def test_each_trap_is_found_and_nothing_else(file: str) -> None:
    places = Counter((one.code, *(str(source.place) for source in one.sources)) for one in found(file))
    assert places == Counter(FOUND[file])


@pytest.mark.parametrize("file", sorted(set(FOUND) - {"broken.xlsx"}))
def test_each_workbook_is_recognised_by_its_own_layout(file: str) -> None:
    template = reading(file).template
    assert template is not None
    assert (template.family, template.version, template.exact) == ("CMRT", VERSIONS.get(file, "6.5"), True)


def test_a_workbook_without_a_trap_is_clean_and_the_other_way_round() -> None:
    clean = {one["file"] for one in generator().read_plan()["workbook"] if not one["trap"]}
    assert clean == {file for file, places in FOUND.items() if not places}
    assert len(clean) == 5


def test_the_readme_names_the_rules_that_find_each_trap() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+\.xlsx)` \|.*\| ([A-Z0-9, -]*)\|$", text, re.MULTILINE)
    assert {file: set(codes.replace(",", " ").split()) for file, codes in rows} == {
        file: {code for code, *_ in places} for file, places in FOUND.items()
    }
    across = set(re.findall(r"\| (SUP-\d{3}) \|", text))
    assert across == {one.code for one in check_survey(survey_of(register(), responses()))}


def test_an_id_typed_alone_is_looked_up_as_the_template_would_have_done() -> None:
    sheet = openpyxl.load_workbook(RESPONSES / "S-002.xlsx")["Smelter List"]
    saved = openpyxl.load_workbook(RESPONSES / "S-002.xlsx", data_only=True)["Smelter List"]
    assert (sheet["A6"].value, sheet["B6"].value[:7]) == ("CID900203", "=INDEX(")
    assert [saved[f"{column}6"].value for column in "BCEF"] == [None, None, None, None]
    assert (sheet["B7"].value[:7], saved["B7"].value) == ("=INDEX(", "#N/A")
    declaration = reading("S-002.xlsx").declaration
    assert declaration is not None
    row = declaration.smelters[1]
    assert (row.metal, row.given_id, row.given_name, row["country"].words) == (
        "Tin",
        "CID900203",
        "PT Pulau Seruni",
        "INDONESIA",
    )
    assert declaration.smelters[2]["metal"].kind is EntryKind.ERROR


def test_the_survey_knows_who_answered_who_is_silent_and_which_answer_counts() -> None:
    survey = survey_of(register(), responses())
    states = {line.key: line.state for line in survey.lines}
    assert {key: state for key, state in states.items() if state is not State.ANSWERED} == {
        "S-012": State.SILENT,
        "S-014": State.UNREADABLE,
    }
    assert len(states) == 14
    assert survey.strays == ()
    thirteen = next(line for line in survey.lines if line.key == "S-013")
    assert [one.file for one in thirteen.in_force] == ["S-013-november.xlsx"]
    places = [(one.code, *(str(source) for source in one.sources)) for one in check_survey(survey)]
    assert places == [
        ("SUP-001", "suppliers.csv: line 13, S-012"),
        ("SUP-004", "S-013-june.xlsx"),
        ("SUP-005", "broken.xlsx", "suppliers.csv: line 15, S-014"),
        ("SUP-006", "S-010.xlsx: Smelter List!A5:Q5", "S-011.xlsx: Smelter List!A5:Q5"),
    ]


def test_answers_find_their_supplier_by_name_or_alias_too() -> None:
    nameless = [replace(one, files=()) for one in register()]
    survey = survey_of(nameless, [replace(one, reading=_renamed(one.reading)) for one in responses()])
    assert [one.reading.source.file for one in survey.strays] == ["x-broken.xlsx"]
    five = next(line for line in survey.lines if line.key == "S-005")
    assert [one.company_name for one in five.in_force] == ["さざなみ電線株式会社"]


def _renamed(one: Reading) -> Reading:
    """Give the reading under a name that does not begin with a supplier's key."""
    return replace(one, source=replace(one.source, file=f"x-{one.source.file}"))


def test_one_supplier_says_that_its_tantalum_comes_from_a_covered_country() -> None:
    declaration = reading("S-011.xlsx").declaration
    assert declaration is not None
    assert declaration.says(Topic.COVERED_COUNTRIES, "Tantalum", "Yes")
    mines = [(row.row, row["mine_countries"].words) for row in declaration.smelters if row["mines"].given]
    assert mines == [(5, "RWANDA")]
    country = country_of("RWANDA")
    assert country is not None
    assert is_covered(country, date(2025, 10, 24))
    others = [
        file
        for file in FOUND
        if (one := reading(file).declaration) is not None
        and any(one.says(Topic.COVERED_COUNTRIES, metal, "Yes") for metal in one.metals)
    ]
    assert others == ["S-011.xlsx"]


def test_the_folder_itself_is_without_findings() -> None:
    assert evidence().findings == ()
    reference, audited = evidence().reference, evidence().audited
    assert reference is not None
    assert audited is not None
    assert Counter(one.metal for one in reference.facilities.values()) == {
        "Tantalum": 7,
        "Tin": 10,
        "Gold": 16,
        "Tungsten": 7,
    }
    assert (audited.as_of, len(audited.entries)) == (date(2026, 4, 30), 36)
    assert len({one.audit_status for one in audited.entries}) == 11
    assert {one.cid for one in audited.entries} < set(reference.facilities)


def test_the_revenue_of_the_products_in_scope_adds_up_to_the_company_s_figure() -> None:
    products, company = evidence().products, evidence().company
    assert products is not None
    assert company is not None
    assert company.revenue is not None
    assert company.revenue.covered is not None
    in_scope = [one.revenue for one in products.products if one.made == "contracted"]
    assert sum(filter(None, in_scope)) == company.revenue.covered.value == 18_640_000_000


def test_the_roll_up_counts_each_smelter_once() -> None:
    rollup = roll_up(survey_of(register(), responses()), evidence().reference, evidence().audited)
    # All but six of the forty are named; and three rows name nobody that the reference knows.
    listed = {one.cid for one in rollup.smelters if one.identified}
    assert evidence().reference is not None
    assert set(evidence().reference.facilities) - listed == {  # type: ignore[union-attr]
        "CID900304", "CID900306", "CID900204", "CID900208", "CID900209", "CID900407",
    }  # fmt: skip
    assert sorted(one.name for one in rollup.smelters if not one.identified) == [
        "CID909999",
        "Columbine Tantalum Inc.",
        "Golden Heron Trading Co., Ltd.",
    ]
    absent = sorted(one.name for one in rollup.smelters if one.identified and one.audit_status == NOT_LISTED)
    assert absent == ["Altyn Zhuldyz Refinery", "Baoyun Capacitor Metals", "Pampa Sol Ouro"]
    assert list(rollup.nameless) == ["S-003"]


def test_the_log_supports_every_measure_but_one() -> None:
    told = conclusions().told
    unproved = [(one.code, one.param("kinds")) for one in told.findings if one.code != "SD-103"]
    assert unproved == [("SD-101", ("corrective_action_closed",))]
    reached = {one.param("claim"): one.param("reached") for one in told.findings if one.code == "SD-103"}
    assert reached == {
        "training held": 9,
        "supplier question answered": 2,
        "reminder sent": 6,
        "clarification requested": 6,
        "corrective action opened": 4,
        "supplier review meeting": 3,
    }


def test_board_then_committee_then_signature_before_the_report_is_due() -> None:
    log, company = evidence().log, evidence().company
    assert log is not None
    assert company is not None
    assert company.signature is not None
    assert company.signature.signed_on is not None
    days = [log.of(kind)[0].day for kind in ("board_reported", "committee_approved", "filing_signed")]
    assert days == [date(2026, 5, 14), date(2026, 5, 20), company.signature.signed_on.value]
    assert company.signature.signed_on.value < conclusions().due == date(2026, 6, 1)


def test_nothing_in_the_example_can_be_taken_for_real() -> None:
    texts = [path for path in EXAMPLES.rglob("*") if path.suffix in (".toml", ".csv", ".txt", ".md")]
    words = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    hosts = set(re.findall(r"@[\w.-]+|https?://[\w.-]+", words))
    assert {host for host in hosts if not host.rstrip(".").endswith(".example")} == set()
    ids = set(re.findall(r"CID\d{6}", words))
    assert {one for one in ids if not one.startswith("CID9")} == set()
