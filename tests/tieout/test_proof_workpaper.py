"""The workpaper: every number a row, no cell a formula, and what proves it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from kaiji.core.finding import Finding, Severity
from kaiji.core.text import Text
from kaiji.formats.text_document import read_plain_text
from kaiji.formats.xlsx_table import XlsxTable, write_xlsx
from kaiji.programmes import RULES
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof, ProofFinding, ProofPlace, Suppression, Tick
from kaiji.tieout.proof_workpaper import workpaper

TEXT = "=1+2 paid 5\n\nServices\t3\t4\n@SUM(A1)\t+7\t-8\n"


def made() -> DocumentProof:
    proof = prove_document("=cmd.txt", read_plain_text(TEXT.encode(), "=cmd.txt"))
    first, second = proof.numbers[0], proof.numbers[1]
    tick = Tick(Text("=2+3"), (second.spot,))
    one = ProofFinding(
        Finding("TIE-103", Severity.ERROR, (("stated", "=x"),)),
        (ProofPlace(first.spot, "wrong"), ProofPlace(second.spot, "evidence")),
        "=x",
        "+y",
        "r1",
    )
    kept = replace(one, suppression=Suppression("TIE-103", "", "", "=wanted", "A. Mori", "2026-11-26"))
    return replace(
        proof, numbers=(replace(first, state="proved", ticks=(tick,)), *proof.numbers[1:]), findings=(one, kept)
    )


def test_every_number_and_finding_is_a_row() -> None:
    proof = made()
    sheets = {name: rows for name, _, rows in workpaper(proof, RULES, "en")}
    assert list(sheets) == ["Certificate", "Numbers", "Relations", "Findings"]
    assert [row[4] for row in sheets["Numbers"]] == [one.text for one in proof.numbers]
    assert sheets["Numbers"][0][5:7] == ("proved", "=2+3")
    assert sheets["Relations"] == (
        ("N1", proof.numbers[0].text, "line 1", "=2+3", "N2", f"line 1: {proof.numbers[1].text}"),
    )
    assert [row[-1] for row in sheets["Findings"]] == ["", "=wanted / A. Mori / 2026-11-26"]
    assert {row[0]: row[1] for row in sheets["Certificate"]}["proved"] == "1"
    assert all(len(row) == len(header) for _, header, rows in workpaper(proof, RULES, "ja") for row in rows)


def test_the_workbook_holds_text_only_with_filters_and_a_frozen_head() -> None:
    data = write_xlsx(XlsxTable(*one, to_read=True) for one in workpaper(made(), RULES, "en"))
    assert data == write_xlsx(XlsxTable(*one, to_read=True) for one in workpaper(made(), RULES, "en"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert str(sheet.auto_filter.ref).startswith("A1:")
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s"}
    assert book["Certificate"]["B2"].value == "=cmd.txt"


def test_nothing_read_has_its_sheets_too() -> None:
    proof = prove_document("a.txt", read_plain_text(b"", "a.txt"))
    assert [len(rows) for _, _, rows in workpaper(proof, RULES, "en")] == [10, 0, 0, 0]
