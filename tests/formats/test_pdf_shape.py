"""PDF as other programs make it: labels over lines in rows with room, rotated pages, heads close together, text cut off."""

from __future__ import annotations

import io

import pytest

from kaiji.core.text import Text
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.formats.pdf_write import pdf_available
from made_shapes import shown

pytestmark = pytest.mark.skipif(not pdf_available(), reason="WeasyPrint cannot be loaded here")
ROWS = [
    ("Receivables, net of allowances, and other items that are due within twelve months", "1,200", "(1,100)"),
    ("Cash", "31,200", "31,100"),
    ("Income before taxes of the group, without extraordinary items", "4,200", "5,100"),
    ("Net (loss)", "(700)", "9"),
]
TABLE = [[">", "", "2026", "2025"], *(["", *row] for row in ROWS)]
STYLE = "td { padding: 4pt 6pt; text-align: right } td:first-child { width: 30mm; text-align: left }"


def pdf(body: str, style: str = "") -> bytes:
    import weasyprint  # noqa: PLC0415

    page = "@page { size: A4; margin: 20mm } body { font: 10pt 'Liberation Serif', serif }"
    data = weasyprint.HTML(string=f"<style>{page} {style}</style><body>{body}").write_pdf()
    assert isinstance(data, bytes)
    return data


def read(body: str, style: str = "") -> Read:
    return read_any_document(pdf(body, style), "a.pdf")


def table(head: str = "<tr><td></td><td>2026</td><td>2025</td></tr>") -> str:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
    return f"<table>{head}{rows}</table>"


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_lines_of_a_label_stand_closer_than_rows_wherever_its_amounts_stand(align: str) -> None:
    assert shown(read(table(), f"{STYLE} td {{ vertical-align: {align} }}")) == TABLE


def turned(data: bytes, quarters: int) -> bytes:
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(90 * quarters)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_is_turned_reads_the_same(quarters: int) -> None:
    assert shown(read_any_document(turned(pdf(table(), STYLE), quarters), "a.pdf")) == TABLE


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_that_is_turned_on_its_page_reads_the_same(angle: int) -> None:
    style = f"{STYLE} div {{ transform: rotate({angle}deg); transform-origin: 80mm 80mm; width: 150mm }}"
    assert shown(read(f"<div>{table()}</div>", style)) == TABLE


def test_text_of_another_direction_stands_behind_the_main_one() -> None:
    style = f"{STYLE} p {{ position: absolute; left: 150mm; top: 60mm; white-space: nowrap; transform: rotate(90deg) }}"
    assert shown(read(f"{table()}<p>As of 7 June</p>", style)) == [*TABLE, ["As of 7 June"]]


@pytest.mark.parametrize(
    "heads", [("2026", "2025", "% change"), ("Q2 2026", "Q2 2025", "Q1 2026"), ("June 2026", "May 2026", "%")]
)
def test_heads_that_stand_close_are_several(heads: tuple[str, str, str]) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{n},100</td><td>{n},200</td><td>{n}.5</td></tr>"
        for name, n in (("All that was sold", 1), ("Costs", 2))
    )
    head = "<tr><td></td>" + "".join(f"<td>{one}</td>" for one in heads) + "</tr>"
    close = "table { border-spacing: 0 } td { padding: 0 1.7pt; text-align: right } td:first-child { text-align: left }"
    assert shown(read(f"<table>{head}{rows}</table>", close)) == [
        [">", "", *heads], ["", "All that was sold", "1,100", "1,200", "1.5"], ["", "Costs", "2,100", "2,200", "2.5"]
    ]  # fmt: skip


def test_a_table_goes_on_over_a_page_in_smaller_type() -> None:
    rows = "".join(f"<tr><td>Item {at} of all</td><td>{at},100</td><td>({at},200)</td></tr>" for at in range(1, 91))
    text = f"<p>{'A page of large type. ' * 9}</p><table><tr><td></td><td>2026</td><td>2025</td></tr>{rows}</table>"
    found = shown(read(text, f"{STYLE} p {{ font-size: 15pt }} table {{ font-size: 8pt }}"))
    assert found[1:] == [
        [">", "", "2026", "2025"], *(["", f"Item {at} of all", f"{at},100", f"({at},200)"] for at in range(1, 91))
    ]  # fmt: skip


def test_what_stands_behind_a_line_of_text_is_no_running_head() -> None:
    pages = "".join(
        f"<p>Text {word} of it.</p><p>Three months</p><p>{word} more</p><hr>" for word in ("one", "two", "three")
    )
    said = " ".join(row[0] for row in shown(read(pages, "hr { break-after: page; border: none; margin: 0 }")))
    assert said.count("Three months") == 3


def test_text_that_is_cut_off_at_the_edge_is_told() -> None:
    found = read(
        "<pre>" + "Sales were 12,345 million in the quarter, and costs 9,876 million of it all. " * 3 + "</pre>"
    )
    assert [one.code for one in found.findings] == ["FILE-156"]
    reason = dict(found.findings[0].params)["reason"]
    assert isinstance(reason, Text)
    assert "(page 1)" in reason.en
    assert read("<p>Sales were 12,345 million.</p>").findings == ()
