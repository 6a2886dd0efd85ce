"""A document of any kind is told from its bytes, not from its name."""

from __future__ import annotations

import pytest

from kaiji.core.document import Document, Paragraph, Section, Words, text_of_parts
from kaiji.formats.any_document import read_any_document
from kaiji.formats.unicode_text import write_unicode_text
from kaiji.formats.word_write import write_word

SAID = "Revenues were JPY5,480 million."
MADE = Document("", "A release", (Section("", (Paragraph((Words(SAID),)),)),))


@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(),
        f"<!DOCTYPE html><html><body><p>{SAID}</p></body></html>".encode(),
        f"<div>{SAID}</div>".encode(),
        write_word(MADE),
        write_unicode_text(MADE),
    ],
)
def test_the_same_words_whatever_the_format(data: bytes) -> None:
    read = read_any_document(data, "release.bin")
    assert read.document is not None
    texts = [text_of_parts(one.parts) for one in read.document.blocks() if isinstance(one, Paragraph)]
    assert SAID in texts


def test_a_damaged_pdf_is_a_finding() -> None:
    read = read_any_document(b"%PDF-1.4 no more", "a.pdf")
    assert read.document is None
    assert [one.code for one in read.findings] == ["FILE-153"]
