"""Readers of documents on odd and damaged input: never an exception, never a row without its places."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaiji.formats.any_document import read_any_document
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.pdf_write import pdf_available, write_pdf
from kaiji.formats.word_write import write_word
from kaiji.tieout.reading import lines_of
from made_shapes import aligned, document, newswire_html, pipes, tabs, with_tables

PIECES = st.sampled_from([
    "Revenues", "net of", "1,200", "(1,200)", "(", ")", "$", "%", "12.3%", "-", "\u2014", "n/a", "2026", "June 30,", "  ", "    ", "\t",
    "\n", "\n\n", "|", "---", "=====", "|--|", "\\|", "...", "<TABLE>\n", "</TABLE>\n", "<S>  <C>\n", "<PAGE>\n", "\u25b3", "\u58f2\u4e0a\u9ad8",
    "<b>", "</b>", "\u00a0", "\u3000", "\u00b9", "+---+", ":", "x" * 300, "\f", "\r", "\ufeff", "\u2028",
])  # fmt: skip
TAGS = st.sampled_from([
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td colspan=3>", "<td rowspan=2>", "<th>", "<td hidden>", "<p>", "<br>", "<sup>1</sup>",
    "<ix:nonFraction>", "</ix:nonFraction>", "<div style='display:none'>", "</div>", "<thead>", "<caption>", "<li>", "<h1>", "1,200", "$", "(3",
    ")", "%", "Sales", "2026", "&nbsp;", "<span style='vertical-align:super'>", "</span>", "<!--", "-->", "<td colspan=99999>", "\n",
])  # fmt: skip


def look(data: bytes, name: str) -> None:
    read = read_any_document(data, name)
    assert read.document is not None or read.findings
    if read.document is None:
        return
    for line in lines_of(read):
        for at in (0, len(line.text) // 2, len(line.text)):
            assert line.at(at).file == name


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_odd_text(pieces: list[str]) -> None:
    look("".join(pieces).encode("utf-8"), "a.txt")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TAGS, max_size=60))
def test_odd_html(pieces: list[str]) -> None:
    look(("<html><body>" + "".join(pieces)).encode("utf-8"), "a.htm")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_odd_bytes(data: bytes) -> None:
    look(data, "a")


def damaged(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311
    made = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(made))
        kind = chance.randrange(3)
        if kind == 0:
            made[at] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + chance.randrange(1, 60)]
        else:
            made[at:at] = made[: chance.randrange(1, 60)]
        if len(made) < 8:
            break
    return bytes(made)


@pytest.mark.parametrize("kind", ["html", "newswire", "word", "pdf", "tabs", "aligned", "pipes"])
def test_damaged_files(kind: str) -> None:
    if kind == "pdf" and not pdf_available():
        pytest.skip("WeasyPrint cannot be loaded here")
    made: dict[str, Callable[[], bytes]] = {
        "html": lambda: write_edgar_html(document()), "newswire": newswire_html, "word": lambda: write_word(document()),
        "pdf": lambda: write_pdf(document()), "tabs": lambda: with_tables(tabs).encode(),
        "aligned": lambda: with_tables(aligned).encode(), "pipes": lambda: with_tables(pipes).encode(),
    }  # fmt: skip
    data = made[kind]()
    for seed in range(40):
        look(damaged(data, seed), f"a.{kind}")
