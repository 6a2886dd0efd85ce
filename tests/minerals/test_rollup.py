"""The survey and the roll-up: nothing depends on the order of files, totals foot, and what is replaced never counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kaiji.core.party import Supplier
from kaiji.core.source import Source
from kaiji.minerals.evidence.smelter_list import AuditedEntry, AuditedList
from kaiji.minerals.fact import facts
from kaiji.minerals.rollup import NamedSmelter, RollUp, metals_named, roll_up
from kaiji.minerals.smelter.identity import How
from kaiji.minerals.smelter.reference import Reference, read_reference
from kaiji.minerals.smelter.standing import NO_LIST, NOT_CLEAR, NOT_LISTED
from kaiji.minerals.survey import Asked, Response, State, Survey, survey_of
from kaiji.minerals.table import RESPONSES, Table, answer_table, response_table, smelter_table, supplier_table
from kaiji.programmes import RULES
from minerals.building import declare, reading_of, with_content

REFERENCE_CSV = """metal,alias,standard_name,country,cid
Tin,Beta Tin,Beta Tin Smelting,MALAYSIA,CID900002
Tin,BTS,Beta Tin Smelting,MALAYSIA,CID900002
Tin,BTS,Bolivar Tin S.A.,BOLIVIA,CID900012
Gold,Gamma Gold,Gamma Gold Refinery,JAPAN,CID900004
Tungsten,Delta,Delta Tungsten,AUSTRIA,CID900005
"""
SOURCE = Source("audited.csv")
AUDITED = AuditedList(
    "audited.csv",
    "Some programme",
    date(2026, 3, 31),
    (
        AuditedEntry("CID900002", "Beta Tin Smelting", "Tin", "MALAYSIA", "conformant", "operational", SOURCE),
        AuditedEntry("CID900004", "Gamma Gold Refinery", "Gold", "JAPAN", "", "", SOURCE, "Pending review"),
        AuditedEntry("CID900099", "Another", "Gold", "JAPAN", "active", "", SOURCE),
    ),
    SOURCE,
)
NAMES = ("Uji Denki", "Kibune Kogyo", "Sagano Parts K.K.")
ROWS = (
    {"metal": "Tin", "lookup": "Beta Tin"},
    {"metal": "tin", "lookup": "BETA TIN SMELTING", "country": "MALAYSIA"},
    {"metal": "Tin", "id_input": "CID900002"},
    {"metal": "Tin", "lookup": "BTS"},
    {"metal": "Tin", "lookup": "Beta Tin", "identification": "CID900012"},
    {"metal": "Gold", "lookup": "Gamma Gold", "identification": "CID999999"},
    {"metal": "Gold", "lookup": "Corner Bank", "country": "PERU"},
    {"metal": "GOLD", "lookup": "CORNER  BANK", "country": "CHILE"},
    {"metal": "Gold", "lookup": "Smelter not yet identified"},
    {"metal": "Tungsten"},
    {"metal": "Cobalt", "lookup": "Kobold Works"},
    {"metal": "Tungsten", "lookup": "Delta"},
)
answers = st.fixed_dictionaries(
    {
        "company": st.sampled_from(NAMES),
        "day": st.sampled_from([None, date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)]),
        "rows": st.lists(st.sampled_from(ROWS), max_size=6),
        "scope": st.sampled_from(["", "Line X"]),
    }
)
surveys = st.lists(answers, max_size=6)


def reference() -> Reference:
    found = read_reference(REFERENCE_CSV.encode(), "reference.csv").reference
    assert found is not None
    return found


def response(number: int, one: dict[str, Any]) -> Response:
    change: dict[str, Any] = {"company_name": one["company"], "effective_date": one["day"], "smelters": one["rows"]}
    if one["scope"]:
        change |= {"scope": "C. User defined [Specify in 'Description of scope']", "scope_description": one["scope"]}
    return Response(reading_of(declare("6.5", change, f"{number:02}.xlsx")), ())


def responses(made: Sequence[dict[str, Any]]) -> list[Response]:
    return [response(number, one) for number, one in enumerate(made)]


REGISTER = [
    Asked(Supplier(f"S-{at:03}", name, source=Source("suppliers.csv").at(line=at))) for at, name in enumerate(NAMES, 2)
]


def rolled(found: Sequence[Response], *, registered: bool = True, audited: AuditedList | None = AUDITED) -> RollUp:
    return roll_up(survey_of(REGISTER if registered else None, found), reference(), audited)


def tables(rollup: RollUp) -> dict[str, Table]:
    made = (supplier_table(rollup, RULES), smelter_table(rollup), answer_table(rollup), response_table(rollup))
    return {table.name: table for table in made}


def counts(rollup: RollUp) -> dict[str, int]:
    statuses = tuple(sorted({one.audit_status for one in rollup.smelters if one.identified}))
    found = facts(metals_named(rollup.smelters), statuses)
    return {one.key: int(one.derivation.of(tables(rollup))) for one in found}


@settings(max_examples=20, deadline=None)
@given(surveys, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_files_changes_nothing(made: list[dict[str, Any]], chance: Any, registered: bool) -> None:
    found = responses(made)
    shuffled = found.copy()
    chance.shuffle(shuffled)
    first, second = rolled(found, registered=registered), rolled(shuffled, registered=registered)
    assert first.smelters == second.smelters
    assert first.nameless == second.nameless
    assert {name: table.content for name, table in tables(first).items()} == {
        name: table.content for name, table in tables(second).items()
    }
    assert first.survey.undecided == second.survey.undecided


@settings(max_examples=20, deadline=None)
@given(surveys, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_suppliers_changes_no_smelter(made: list[dict[str, Any]], chance: Any) -> None:
    def bare(one: NamedSmelter) -> tuple[object, ...]:
        return (
            one.metal,
            one.name,
            one.country,
            one.cid,
            one.how,
            one.audit_status,
            one.suppliers,
            one.given,
            len(one.cells),
        )

    turned = [one | {"rows": chance.sample(one["rows"], len(one["rows"]))} for one in made]
    register = chance.sample(REGISTER, len(REGISTER))
    first = rolled(responses(made))
    second = roll_up(survey_of(register, responses(turned)), reference(), AUDITED)
    assert [bare(one) for one in first.smelters] == [bare(one) for one in second.smelters]


@settings(max_examples=25, deadline=None)
@given(surveys, st.booleans())
def test_totals_foot(made: list[dict[str, Any]], with_list: bool) -> None:
    rollup = rolled(responses(made), audited=AUDITED if with_list else None)
    found = counts(rollup)
    metals = [key.removeprefix("smelters.named.") for key in found if key.startswith("smelters.named.")]
    statuses = [key for key in found if key.startswith("smelters.status.") and key.count(".") == 2]
    assert (
        found["smelters.named"] == len(rollup.smelters) == found["smelters.identified"] + found["smelters.unidentified"]
    )
    for kind in ("named", "identified", "unidentified"):
        assert sum(found[f"smelters.{kind}.{metal}"] for metal in metals) == found[f"smelters.{kind}"]
    assert sum(found[key] for key in statuses) == found["smelters.identified"]
    for key in statuses:
        assert sum(found[f"{key}.{metal}"] for metal in metals) == found[key]
    rows = [row for line in rollup.survey.lines for one in line.in_force for row in one.smelters]
    assert found["smelters.rows"] + found["smelters.nameless"] == len(rows)
    assert found["responses.received"] == len(made)
    assert found["responses.in_force"] == sum(len(line.in_force) for line in rollup.survey.lines)
    assert found["suppliers.asked"] == len(REGISTER)
    states = ("answered", "silent", "unreadable")
    assert sum(found[f"suppliers.{state}"] for state in states) == found["suppliers.asked"]
    assert found["suppliers.answered"] == sum(line.state is State.ANSWERED for line in rollup.survey.lines)


@settings(max_examples=20, deadline=None)
@given(surveys, answers)
def test_a_superseded_file_never_counts(made: list[dict[str, Any]], late: dict[str, Any]) -> None:
    late |= {"day": date(2025, 8, 1), "scope": ""}
    early = {**late, "day": date(2025, 4, 1), "rows": [{"metal": "Gold", "lookup": "Only in the old answer"}]}
    newest = [*responses(made), response(90, late)]
    old = response(91, early)
    first, second = rolled(newest), rolled([old, *newest])
    assert first.smelters == second.smelters
    before, after = tables(first), tables(second)
    files = {row["file"] for row in after[RESPONSES].rows} - {row["file"] for row in before[RESPONSES].rows}
    assert files == {"91.xlsx"}  # it is named as received
    assert {name: table.rows for name, table in before.items() if name != RESPONSES} == {
        name: table.rows for name, table in after.items() if name != RESPONSES
    }
    assert counts(first) | {"responses.received": 0, "responses.read": 0} == counts(second) | {
        "responses.received": 0,
        "responses.read": 0,
    }
    (replaced,) = (one for one in second.survey.responses if one.reading.source.file == "91.xlsx")
    assert (replaced.in_force, replaced.why) == (False, "superseded")


def named(rollup: RollUp) -> dict[tuple[str, str], NamedSmelter]:
    return {(one.metal, one.name): one for one in rollup.smelters}


def one_answer(*rows: dict[str, str], audited: AuditedList | None = AUDITED) -> RollUp:
    made = {"company": NAMES[0], "day": date(2025, 6, 1), "rows": list(rows), "scope": ""}
    return rolled([response(1, made)], audited=audited)


def test_one_smelter_under_three_names_is_one_smelter() -> None:
    found = named(one_answer(ROWS[0], ROWS[1], ROWS[2]))
    assert list(found) == [("Tin", "Beta Tin Smelting")]
    one = found["Tin", "Beta Tin Smelting"]
    assert (one.cid, one.country, one.how, one.audit_status) == ("CID900002", "MALAYSIA", How.ID, "conformant")
    assert one.given == ("BETA TIN SMELTING", "Beta Tin", "CID900002")
    assert [str(cell.place) for cell in one.cells] == [f"Smelter List!A{row}:Q{row}" for row in (5, 6, 7)]
    assert one.suppliers == ("S-002",)


def test_what_nobody_identified_is_kept_apart_and_counted() -> None:
    rollup = one_answer(ROWS[3], ROWS[4], ROWS[6], ROWS[7], ROWS[8], ROWS[9])
    found = named(rollup)
    assert [(key, one.how) for key, one in found.items()] == [
        (("Tin", "Beta Tin"), How.CONFLICT),
        (("Tin", "BTS"), How.AMBIGUOUS),
        (("Gold", "CORNER BANK"), How.UNKNOWN),
    ]
    assert not any(one.identified for one in found.values())
    assert {one.audit_status for one in found.values()} == {NOT_LISTED}
    assert found["Gold", "CORNER BANK"].country == "CHILE"  # the first by alphabet, not by row
    assert [str(source.place) for source in rollup.nameless["S-002"]] == ["Smelter List!A9:Q9", "Smelter List!A10:Q10"]


def test_a_status_is_what_the_list_says_and_nothing_else() -> None:
    found = named(one_answer(ROWS[0], ROWS[5], ROWS[11]))
    assert {one.name: one.audit_status for one in found.values()} == {
        "Beta Tin Smelting": "conformant",
        "Gamma Gold Refinery": NOT_CLEAR,  # listed, with a word for its status that is not known
        "Delta Tungsten": NOT_LISTED,
    }
    assert {one.audit_status for one in one_answer(ROWS[0], audited=None).smelters} == {NO_LIST}


def test_the_name_decides_only_where_the_list_has_no_ids() -> None:
    bare = AuditedList(
        "names.csv",
        "",
        None,
        (AuditedEntry("", "beta tin smelting", "tin", "", "conformant", "", SOURCE),),
        SOURCE,
    )
    assert [one.audit_status for one in one_answer(ROWS[0], audited=bare).smelters] == ["conformant"]
    other = AuditedEntry("CID900055", "Beta Tin Smelting", "Tin", "", "conformant", "", SOURCE)
    with_ids = AuditedList("ids.csv", "", None, (other,), SOURCE)
    assert [one.audit_status for one in one_answer(ROWS[0], audited=with_ids).smelters] == [NOT_LISTED]


def survey(*made: Response, register: Sequence[Asked] | None = None) -> Survey:
    return survey_of(register, made)


def test_without_a_register_each_declaring_company_is_a_supplier() -> None:
    made = [
        response(at, {"company": name, "day": None, "rows": [], "scope": ""})
        for at, name in enumerate(["B K.K.", "A Inc.", "b kk"])
    ]
    found = survey(*made)
    assert [(line.key, line.name, len(line.responses)) for line in found.lines] == [
        ("R-001", "B K.K.", 2),
        ("R-002", "A Inc.", 1),
    ]
    assert not found.registered


def test_a_file_is_brought_to_its_supplier_by_register_then_name_then_key() -> None:
    register = [
        Asked(Supplier("S-1", "Uji Denki"), files=("third.xlsx",)),
        Asked(Supplier("S-10", "Kibune Kogyo"), aliases=("貴船工業 株式会社",)),
    ]

    def answer(file: str, company: str) -> Response:
        return Response(reading_of(declare("6.5", {"company_name": company}, file)), ())

    found = survey(
        answer("in/third.xlsx", "Kibune Kogyo"),
        answer("x.xlsx", "貴船工業株式会社"),
        answer("s-1_answer.xlsx", "Nobody"),
        answer("S-10.xlsx", "Nobody"),
        answer("S-100.xlsx", "Nobody"),
        register=register,
    )
    assert [[one.reading.source.file for one in line.responses] for line in found.lines] == [
        ["in/third.xlsx", "s-1_answer.xlsx"],
        ["S-10.xlsx", "x.xlsx"],
    ]
    assert [one.reading.source.file for one in found.strays] == ["S-100.xlsx"]


def test_two_files_of_one_name_in_either_order() -> None:
    first, second = (
        Response(reading_of(with_content(declare("6.5", {"company_name": name}, "a.xlsx"), digest)), ())
        for name, digest in (("Uji Denki", "1"), ("Kibune Kogyo", "2"))
    )
    assert survey(first, second) == survey(second, first)


def test_minerals_of_every_family_in_one_spelling_and_order() -> None:
    rows = [{"metal": metal, "lookup": "Works"} for metal in ("zinc", "MICA", "Borates", "cobalt", "Cobalt", "gold")]
    found = one_answer(*rows)
    assert [one.metal for one in found.smelters] == ["Gold", "Cobalt", "Mica", "Zinc", "Borates"]
    assert metals_named(found.smelters) == ("Gold", "Cobalt", "Mica", "Zinc", "Borates")
    assert [len(one.cells) for one in found.smelters] == [1, 2, 1, 1, 1]
