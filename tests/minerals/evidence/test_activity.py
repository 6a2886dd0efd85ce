"""activities.csv to the log, and the questions that a report asks it."""

from __future__ import annotations

from datetime import date

import pytest

from kaiji.core.period import Period
from kaiji.minerals.evidence.activity import kinds, read_activities
from kaiji.minerals.evidence.schema import schema

DATA = """\
id,date,kind,step,suppliers,who,document,detail,language
A-1,2024-02-01,取引先説明会,,all,,,Survey,ja
A-2,2024-06-03,request_sent,,S-1; S-2,,,,
A-3,2025-01-20,supplier_review_meeting,3,S-1,Procurement; Compliance Department,notes.pdf;slides.pdf,Accuracy,
A-4,05/06/2024,supplier_review_meeting,,S-2,,,Accuracy,
""".encode()
LOG = read_activities(DATA, "activities.csv")
YEAR = Period.calendar_year(2024)


def test_activities() -> None:
    first, _, third, fourth = LOG.activities
    assert (first.id, first.day, first.kind, first.step) == ("A-1", date(2024, 2, 1), "supplier_meeting", 1)
    assert (third.who, third.document, third.documents) == (
        ("Procurement", "Compliance Department"), "notes.pdf", ("notes.pdf", "slides.pdf"),
    )  # fmt: skip
    assert (fourth.day, fourth.source.place.line) == (None, 5)
    assert [(one.code, one.place.line) for one in LOG.findings] == [("EVD-005", 5)]


def ids(kind: str, within: Period | None = None, suppliers: tuple[str, ...] | None = None) -> list[str]:
    return [one.id for one in LOG.of(kind, within, suppliers)]


def test_acts_of_a_kind() -> None:
    assert ids("supplier_review_meeting") == ["A-3", "A-4"]
    assert ids("supplier_review_meeting", YEAR) == []
    assert ids("supplier_review_meeting", Period.calendar_year(2025), ("S-2",)) == []
    assert ids("supplier_meeting", YEAR, ("S-9",)) == ["A-1"]
    assert ids("request_sent", YEAR, ("S-2", "S-3")) == ["A-2"]
    with pytest.raises(KeyError):
        LOG.of("suplier_meeting")


def test_whom_acts_reached() -> None:
    among = ("S-1", "S-2", "S-3")
    assert LOG.reached("request_sent", among, YEAR) == ("S-1", "S-2")
    assert LOG.reached("supplier_meeting", among) == among
    assert LOG.reached("supplier_review_meeting", among, Period.calendar_year(2025)) == ("S-1",)


def test_kinds() -> None:
    columns = {field.key for field in schema("activities").columns.fields}
    for kind in kinds().values():
        assert 0 <= kind.step <= 5
        assert set(kind.needs) <= columns
        assert kind.proves.ja
    assert (kinds()["grievance_channel_opened"].step, kinds()["audit_reliance_decided"].step) == (1, 4)
