"""Audited lists, from text and from workbooks; presence is never conformance."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kaiji.core.source import Source
from kaiji.minerals.evidence.list_register import ListStatement, read_list_register
from kaiji.minerals.evidence.smelter_list import ListRow, entries_from_rows, read_audited_list

CSV = """\
[list],as_of=2024-05-31,issuer=Example Initiative,version=May 2024
Smelter ID,Standard Smelter Name,Metal,RMAP Status,Country Location,Cross-recognition,Operational Status
cid000001,Alpha Refinery,Gold,Conformant,Japan,LBMA,Operating
CID000002,Beta  Smelting,錫,Outreach Required,Peru,,Closed
CID000003,Gamma Metals,Tungsten,,China,,
"""


def workbook(rows: list[list[object]], title: str = "List") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_list_as_text() -> None:
    read = read_audited_list(CSV.encode(), "list.csv")
    audited = read.audited
    assert read.findings == ()
    assert (audited.as_of, audited.issuer, audited.version) == (
        date(2024, 5, 31), "Example Initiative", "May 2024",
    )  # fmt: skip
    alpha, beta, gamma = audited.entries
    assert (alpha.cid, alpha.metal, alpha.audit_status, alpha.operational_status) == (
        "CID000001", "Gold", "conformant", "operational",
    )  # fmt: skip
    assert (alpha.country, alpha.cross_recognition, alpha.as_of) == ("Japan", "LBMA", date(2024, 5, 31))
    assert (beta.name, beta.metal, beta.audit_status, beta.operational_status) == (
        "Beta Smelting", "Tin", "outreach_required", "not_operational",
    )  # fmt: skip
    assert (gamma.audit_status, gamma.given_status) == ("", "")
    assert (alpha.source.place.cell, alpha.source.place.line) == ("A3", 3)
    assert audited.of(" cid000002 ") == (beta,)


def test_the_same_list_as_a_workbook() -> None:
    rows: list[list[object]] = [
        ["Conformant smelters"],
        [],
        ["Smelter ID", "Smelter Name", "Metal", "Status", "As of"],
        ["CID000001", "Alpha Refinery", "Gold", "Conformant", date(2024, 5, 31)],
        ["CID000002", "Beta Smelting", "Tin", "Nearly there", date(2024, 5, 31)],
    ]
    read = read_audited_list(workbook(rows), "list.xlsx")
    assert read.audited.as_of == date(2024, 5, 31)
    assert [(one.cid, one.audit_status) for one in read.audited.entries] == [
        ("CID000001", "conformant"), ("CID000002", ""),
    ]  # fmt: skip
    place = read.audited.entries[0].source.place
    assert (place.sheet, place.cell) == ("List", "A4")
    (found,) = read.findings
    assert (found.code, found.place.sheet, found.place.cell) == ("EVD-101", "List", "D5")


def test_a_status_that_is_a_formula_without_its_value_is_no_status_and_is_told() -> None:
    rows: list[list[object]] = [["CID", "Name", "Status", "As of"], ["CID000001", "A", '="Conformant"', "2024-05-31"]]
    read = read_audited_list(workbook(rows), "list.xlsx")
    assert [one.audit_status for one in read.audited.entries] == [""]
    assert [(one.code, one.param("value")) for one in read.findings] == [("EVD-101", "=?")]


def test_every_sheet_with_the_header_of_a_list_is_read() -> None:
    book = openpyxl.Workbook()
    for title, cid in (("Gold", "CID000001"), ("Tin", "CID000002")):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "CID", "Status"] if title == "Tin" else ["CID", "Name", "Status"])
        sheet.append(["Beta", cid, "Active"] if title == "Tin" else [cid, "Alpha", "Conformant"])
    stream = io.BytesIO()
    book.save(stream)
    read = read_audited_list(stream.getvalue(), "list.xlsx", as_of=date(2024, 5, 31))
    assert [(one.cid, one.name, one.audit_status, str(one.source.place)) for one in read.audited.entries] == [
        ("CID000001", "Alpha", "conformant", "Gold!A2"),
        ("CID000002", "Beta", "active", "Tin!B2"),
    ]
    assert read.findings == ()


def test_a_file_that_only_looks_like_a_workbook() -> None:
    read = read_audited_list(b"PK\x03\x04 no workbook", "list.xlsx")
    assert read.audited.entries == ()
    assert read.findings != ()


@pytest.mark.parametrize(
    ("text", "status"),
    [("No longer conformant", "former"), ("Not conformant", "non_conformant"), ("NON-CONFORMANT", "non_conformant")],
)
def test_a_word_that_holds_conformant_is_not_conformant(text: str, status: str) -> None:
    data = f"CID,Name,Status,As of\nCID000001,Alpha,{text},2024-05-31\n"
    (entry,) = read_audited_list(data.encode(), "list.csv").audited.entries
    assert entry.audit_status == status


def test_which_date_goes_first() -> None:
    statement = ListStatement(Source("lists.toml"), "list.csv", "audited", "Stated", date(2024, 6, 1))
    days = [
        read_audited_list(CSV.encode(), "list.csv", stated, told).audited.as_of
        for stated, told in ((None, None), (statement, None), (statement, date(2024, 6, 2)))
    ]
    assert days == [date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 2)]


def test_a_status_of_the_whole_list_does_not_mend_an_unknown_one() -> None:
    stated = ListStatement(Source("lists.toml"), "l.csv", "audited", "X", date(2024, 6, 1), "", "conformant", "Gold")
    data = b"CID,Name,Status\nCID000001,Alpha,\nCID000002,Beta,??\n"
    alpha, beta = read_audited_list(data, "l.csv", stated).audited.entries
    assert (alpha.audit_status, alpha.metal) == ("conformant", "Gold")
    assert beta.audit_status == ""


def test_rows_from_anywhere() -> None:
    rows = [ListRow(1, ("施設ID", "施設名", "監査状況"), "表"), ListRow(2, ("CID000009", "Delta", "適合"), "表")]
    read = entries_from_rows(rows, Source("x.xlsx"), as_of=date(2024, 1, 1))
    assert [(one.cid, one.audit_status, str(one.source.place)) for one in read.audited.entries] == [
        ("CID000009", "conformant", "表!A2"),
    ]  # fmt: skip
    assert read.findings == ()
    assert entries_from_rows([], Source("x.xlsx")).audited.entries == ()


def test_the_register() -> None:
    data = b"""\
[[list]]
file = "audited-2024-05.csv"
role = "audited"
issuer = "Example Initiative"
as_of = 2024-05-31
[[list]]
file = "old.csv"
role = "old ids"
issuer = "Example Initiative"
"""
    register = read_list_register(data, "lists/lists.toml")
    assert register.findings == ()
    assert [one.file for one in register.of("old_ids")] == ["old.csv"]
    found = register.named("audited-2024-05.csv")
    assert found is not None
    assert (found.as_of, found.source.place.line) == (date(2024, 5, 31), 1)
    assert register.named("x.csv") is None


@pytest.mark.reference
def test_an_official_look_up_list_proves_no_audit(reference: Path) -> None:
    file = reference / "smelters" / "lookup_CMRT_6.5.csv"
    read = read_audited_list(file.read_bytes(), file.name, as_of=date(2025, 4, 25))
    assert len(read.audited.entries) == 629
    assert {one.audit_status for one in read.audited.entries} == {""}
    assert {one.metal for one in read.audited.entries} == {"Gold", "Tantalum", "Tin", "Tungsten"}
    assert [one.code for one in read.findings] == ["EVD-106"]
