"""What Word hides in a file, read: tracked changes, notes, text boxes, numbers that Word counts, merged cells."""

from __future__ import annotations

import io
import zipfile

from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from made_shapes import shown

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(body: str, **parts: str) -> Read:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            made.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{content}</w:{name}>")
    return read_any_document(raw.getvalue(), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def test_the_final_text_of_tracked_changes() -> None:
    read = word(
        p(
            run("Sales were "),
            f"<w:del>{run('1,100').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{run('1,200')}</w:ins>",
            run(" yen", "<w:vanish/>"),
        )
    )
    assert shown(read) == [["Sales were 1,200"]]
    assert [one.code for one in read.findings] == ["FILE-158"]


def test_notes_stand_at_the_end_with_their_raised_number() -> None:
    read = word(
        p(run("Sales"), '<w:r><w:footnoteReference w:id="7"/></w:r>', run(" rose")),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p(run("x"))}</w:footnote><w:footnote w:id="7">{p(run("Before tax."))}</w:footnote>',
    )
    assert shown(read) == [["Sales\u00b9 rose"], ["\u00b9 Before tax."]]
    assert read.places[1].text.source.place.element == "footnotes/footnote[2]"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(run('In the box: 7'))}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    assert shown(word(p(run("Before"), drawn) + p(run("After")))) == [["Before"], ["In the box: 7"], ["After"]]


def test_numbers_that_word_counts() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%1.%3")))
    )
    numbering = f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>'
    texts = [(0, "One"), (1, "In one"), (1, "More"), (0, "Two"), (1, "In two"), (2, "Deep")]
    body = "".join(
        p(run(text), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>') for at, text in texts
    )
    assert [row[0] for row in shown(word(body, numbering=numbering))] == [
        "1. One",
        "(a) In one",
        "(b) More",
        "2. Two",
        "(a) In two",
        "2.i Deep",
    ]


def cell(text: str, properties: str = "", indent: int = 0) -> str:
    inside = p(run(text) if text else "", properties=f'<w:ind w:left="{indent}"/>')
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def test_merged_cells_and_indents() -> None:
    span = '<w:gridSpan w:val="2"/>'
    rows = [
        cell("", '<w:vMerge w:val="restart"/>') + cell("2026", span),
        cell("", "<w:vMerge/>") + cell("JPY") + cell("%"),
        cell("Sales") + cell("1,000") + cell("100.0"),
        cell("Services", indent=240) + cell("600") + cell("60.0"),
    ]
    read = word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    assert shown(read) == [
        [">", "", "2026 <2>"],
        [">", "", "JPY", "%"],
        ["", "Sales", "1,000", "100.0"],
        ["", "  Services", "600", "60.0"],
    ]
