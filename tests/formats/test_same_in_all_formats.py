"""The same release in every format is read as the same paragraphs and the same tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kaiji.core.document import Document, Paragraph, Table, text_of_parts
from kaiji.formats.any_document import read_any_document
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.pdf_write import pdf_available, write_pdf
from kaiji.formats.plain_text import write_plain_text
from kaiji.formats.print_html import write_print_html
from kaiji.formats.unicode_text import write_unicode_text
from kaiji.formats.word_write import write_word
from kaiji.tieout.document import prove_document
from made_shapes import (
    AFTER,
    BEFORE,
    SHAPES,
    aligned,
    document,
    newswire_html,
    pipes,
    pipes_without_rule,
    tabs,
    with_tables,
)  # fmt: skip

FORMATS: dict[str, Callable[[], bytes]] = {
    "text with tabs": lambda: with_tables(tabs).encode(),
    "text with blanks": lambda: with_tables(aligned).encode(),
    "Markdown": lambda: with_tables(pipes).encode(),
    "Markdown without a rule": lambda: with_tables(pipes_without_rule).encode(),
    "HTML of a newswire": newswire_html,
    "own EDGAR text": lambda: write_plain_text(document()),
    "own Unicode text": lambda: write_unicode_text(document()),
    "own EDGAR HTML": lambda: write_edgar_html(document()),
    "own page for print": lambda: write_print_html(document()),
    "own Word": lambda: write_word(document()),
    "own PDF": lambda: write_pdf(document()),
}


def flat(text: str) -> str:
    return " ".join(text.split())


def spread(table: Table) -> tuple[list[list[str]], list[list[str]]]:
    """Give head and body; a cell over several columns says the same in each."""

    def lines(rows: object) -> list[list[str]]:
        assert isinstance(rows, tuple)
        return [[flat(text_of_parts(cell.parts)) for cell in row for _ in range(cell.span)] for row in rows]

    return lines(table.head), lines(table.rows)


def expected(name: str) -> tuple[list[list[str]], list[list[str]]]:
    head, body = SHAPES[name]
    rows = []
    for row in head:
        said: list[str] = []
        for text in row:
            said.append(said[-1] if text == "<" else text)
        rows.append(said)
    return rows, [list(row) for row in body]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_paragraphs_and_tables(name: str) -> None:
    if name == "own PDF" and not pdf_available():
        pytest.skip("WeasyPrint cannot be loaded here")
    read = read_any_document(FORMATS[name](), "release")
    assert isinstance(read.document, Document)
    assert not read.findings
    blocks = list(read.document.blocks())
    assert [flat(text_of_parts(one.parts)) for one in blocks if isinstance(one, Paragraph)][-len(SHAPES) - 1 :] == [
        BEFORE, *[AFTER] * len(SHAPES)
    ]  # fmt: skip
    tables = [one for one in blocks if isinstance(one, Table)]
    assert [spread(table) for table in tables] == [expected(shape) for shape in SHAPES]


@pytest.mark.reference
@pytest.mark.parametrize("name", ["iij-2008-08-12-results-1q.txt", "iij-2013-08-01-allotment-notice.txt"])
@pytest.mark.parametrize("write", [write_edgar_html, write_print_html, write_word, write_pdf])
def test_a_real_release_is_proved_the_same_in_every_format(
    reference: Path, name: str, write: Callable[[Document], bytes]
) -> None:
    if write is write_pdf and not pdf_available():
        pytest.skip("WeasyPrint cannot be loaded here")
    text = read_any_document((reference / "filings" / name).read_bytes(), name)
    assert isinstance(text.document, Document)
    proofs = [prove_document(name, one) for one in (text, read_any_document(write(text.document), name))]
    states, codes = ([Counter(one.state for one in proof.numbers) for proof in proofs], [
        sorted(found.finding.code for found in proof.findings) for proof in proofs
    ])  # fmt: skip
    assert states[0] == states[1]
    assert codes[0] == codes[1]
