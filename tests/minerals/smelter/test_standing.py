"""Snapshots and statuses: the last list on or before the day speaks, whatever the order, and nothing counts by presence."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.source import Source
from kaiji.minerals.evidence.smelter_list import AuditedEntry, AuditedList, read_audited_list
from kaiji.minerals.evidence.snapshot import snapshots_on
from kaiji.minerals.smelter.standing import indexes_of, standing_of

SOURCE = Source("list.csv")
DAY = date(2025, 12, 31)
STATUSES = ("conformant", "active", "non_conformant", "eligible", "")


def entry(status: str, operation: str = "", cid: str = "CID900001") -> AuditedEntry:
    return AuditedEntry(cid, "Alpha Refinery", "Gold", "JAPAN", status, operation, SOURCE)


def a_list(day: date | None, *entries: AuditedEntry, issuer: str = "Some Programme") -> AuditedList:
    return AuditedList(f"{issuer}-{day}.csv", issuer, day, entries, Source(f"{issuer}-{day}.csv"))


def status(*lists: AuditedList, day: date = DAY) -> str:
    return standing_of("Gold", "CID900001", "Alpha Refinery", indexes_of(snapshots_on(lists, day))).audit_status


def test_each_day_has_the_status_of_its_list() -> None:
    lists = (a_list(date(2024, 5, 31), entry("active")), a_list(date(2025, 5, 31), entry("conformant")))
    days = {date(2024, 5, 30): "no list", date(2024, 5, 31): "active", date(2025, 5, 30): "active"}
    days |= {date(2025, 5, 31): "conformant", date(2030, 1, 1): "conformant"}
    assert {day: status(*lists, day=day) for day in days} == days


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(STATUSES)), min_size=1, max_size=6, unique_by=lambda one: one[0]
    ),
    st.integers(0, 400),
    st.randoms(),
)
def test_the_last_list_on_or_before_the_day_speaks(found: list[tuple[int, str]], after: int, random: object) -> None:
    start = date(2024, 1, 1)
    lists = [a_list(start + timedelta(days), entry(said)) for days, said in found]
    past = sorted(one for one in found if one[0] <= after)
    expected = (past[-1][1] or "not clear") if past else "no list"
    random.shuffle(lists)  # type: ignore[attr-defined]
    assert status(*lists, day=start + timedelta(after)) == expected


def test_presence_is_no_status_and_two_statuses_are_none() -> None:
    assert status(a_list(DAY, entry(""))) == "not clear"
    assert status(a_list(DAY, entry("conformant"), entry("active"))) == "not clear"
    assert status(a_list(DAY, entry("conformant"), entry("conformant"))) == "conformant"
    assert status(a_list(DAY, entry("conformant", cid="CID900002"))) == "not listed"
    assert status() == "no list"
    assert status(a_list(None, entry("conformant"))) == "no list"


def test_several_programmes() -> None:
    def other(said: str) -> AuditedList:
        return a_list(DAY, entry(said), issuer="Another")

    rows = {"conformant": "conformant", "active": "conformant", "eligible": "conformant"}
    rows |= {"non_conformant": "not clear", "former": "not clear", "suspended": "not clear"}
    assert {one: status(a_list(DAY, entry("conformant")), other(one)) for one in rows} == rows
    assert status(a_list(DAY, entry("eligible")), other("former")) == "former"
    assert status(a_list(DAY, entry("active")), other("former")) == "not clear"


def test_who_left_a_list_that_still_speaks_of_the_metal() -> None:
    before = a_list(date(2025, 1, 31), entry("conformant"))
    assert status(before, a_list(DAY, entry("conformant", cid="CID900002"))) == "former"
    tin = AuditedEntry("CID900003", "Beta", "Tin", "PERU", "conformant", "", SOURCE)
    assert status(before, a_list(DAY, tin)) == "not listed"
    assert (
        status(a_list(date(2025, 1, 31), entry("active")), a_list(DAY, entry("active", cid="CID900002")))
        == "not listed"
    )


def test_the_operation_is_a_question_of_its_own() -> None:
    lists = snapshots_on([a_list(DAY, entry("conformant", "not_operational"))], DAY)
    found = standing_of("Gold", "CID900001", "Alpha Refinery", indexes_of(lists))
    assert (found.audit_status, found.operational_status) == ("conformant", "not_operational")


def test_a_history_in_one_file_is_cut_at_the_day() -> None:
    text = "CID,Name,Metal,Status,As of\n"
    text += "CID900001,Alpha Refinery,Gold,Conformant,2024-03-01\nCID900001,Alpha Refinery,Gold,Former,2025-06-01\n"
    read = read_audited_list(text.encode(), "history.csv")
    assert (read.findings, read.audited.as_of) == ((), None)
    days = {date(2024, 2, 29): "no list", date(2025, 5, 31): "conformant", date(2025, 6, 1): "former"}
    assert {day: status(read.audited, day=day) for day in days} == days


def test_a_list_without_ids_goes_by_exact_names() -> None:
    text = "[list],issuer=Some Programme,as_of=2025-06-30,metal=Gold,status=conformant\n"
    text += "Refiner,Country\nAlpha Refinery,Japan\nGamma Mint,Japan\n"
    read = read_audited_list(text.encode(), "members.csv")
    assert [(one.code, str(one.severity)) for one in read.findings] == [("EVD-105", "warn")]
    assert status(read.audited) == "conformant"
    assert (
        standing_of("Gold", "CID900009", "Alpha Mint", indexes_of(snapshots_on([read.audited], DAY))).audit_status
        == "not listed"
    )
