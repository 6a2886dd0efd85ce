"""Tables of which a reader must say that it may have misunderstood them: what was put together from places on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kaiji.core.document import Block, Paragraph, Table, text_of_parts
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.cell_value import YEAR, is_amount, is_nothing, is_value, is_whole
from kaiji.formats.document_read import BlockPlace, Read
from kaiji.formats.document_rule import table_unsure

LAID = re.compile(r"(?:^|/)table\[a\d+\]$")  # tables that a text sets with blanks
PART = re.compile(r"[)\]%.,]+|[(\[][\d.,]*|,\d+|\.\d+\)?")
GROUP = re.compile(r",\d{3}(?!\d)")
DECIMALS = re.compile(r"[^\d(]*\d{1,3}(?:[ .\u00a0]\d{3})*,\d{1,2}[^\d)]*")
LEAST = 2  # a slip of the pen is one; what was misread is seldom alone
BROKEN = Text("amounts are broken off", "数値が途中で切れています")
TOGETHER = Text("amounts of two columns stand in one cell", "2列の数値が1つのセルに入っています")
CUT = Text("text is cut off at the edge of its page", "文字列がページの端で切れています")
BESIDE = Text("rows beside it could not be put into its columns", "前後の行を列に割り当てられません")


def with_doubts(read: Read) -> Read:
    """Tell of the tables that were put together from places on a page whether they are surely right.

    Only tables of a PDF, and those that a text sets with blanks, are looked at: elsewhere the file says what a cell is.
    Doubted are those with amounts that something was broken off, with several amounts in one cell, or with rows right
    beside them that found no place.
    """
    if read.document is None:
        return read
    blocks = list(read.document.blocks())
    doubted: dict[int, tuple[Source, Text]] = {}
    number = -1
    for at, (block, place) in enumerate(zip(blocks, read.places, strict=True)):
        if not isinstance(block, Table):
            continue
        number += 1
        if not _is_laid(place):
            continue
        cut = any(row.source.place.page in read.cut for row in place.rows)
        reason = (CUT if cut else _reason(block)) or (BESIDE if _has_rows_beside(blocks, at) else None)
        if reason is not None:
            doubted[number] = place.rows[0].source if place.rows else place.text.source, reason
    findings = [one for source, reason in doubted.values() for one in table_unsure(source, reason)]
    return replace(read, findings=(*read.findings, *findings), doubted=frozenset(doubted)) if doubted else read


def _is_laid(place: BlockPlace) -> bool:
    where = place.text.source.place
    row = place.rows[0].source.place if place.rows else where
    return bool(row.page) or LAID.search(row.element.rsplit("/row[", 1)[0]) is not None


def _reason(table: Table) -> Text | None:
    texts = [text_of_parts(cell.parts).strip() for row in table.rows for cell in row[1:]]
    groups = any(GROUP.search(text) for text in texts)  # where there are none, commas stand before decimals
    parts = [text for text in texts if _is_part(text) and (groups or not DECIMALS.fullmatch(text))]
    if len(parts) >= LEAST:
        return BROKEN
    if sum(map(_is_several, texts)) >= LEAST:
        return TOGETHER
    return None


def _is_part(text: str) -> bool:
    """Tell whether a text is an amount that something was broken off, or what was broken off."""
    return bool(PART.fullmatch(text)) or (is_value(text) and not is_whole(text))


def _is_several(text: str) -> bool:
    """Tell whether a text is two amounts or more and nothing else; an amount with its percentage is one."""
    words = text.split()
    amounts = [word for word in words if is_amount(word) and not YEAR.fullmatch(word)]
    if len(amounts) < LEAST or not all(is_value(word) or is_nothing(word) for word in words):
        return False
    return (not is_value(text) and not words[-1].startswith(("(", "["))) or len(amounts) > LEAST


def _has_rows_beside(blocks: list[Block], at: int) -> bool:
    """Tell whether a paragraph right before or behind a table is a row of amounts."""
    return any(_is_row(one) for one in _beside(blocks, at))


def _beside(blocks: list[Block], at: int) -> Iterator[Paragraph]:
    for near in (at - 1, at + 1):
        if 0 <= near < len(blocks) and isinstance(blocks[near], Paragraph):
            one = blocks[near]
            if isinstance(one, Paragraph):
                yield one


def _is_row(one: Paragraph) -> bool:
    words = text_of_parts(one.parts).split()
    values = 0
    for word in reversed(words):
        if not (is_value(word) or is_nothing(word) or _is_part(word)) or YEAR.fullmatch(word):
            break
        values += 1
    return values > LEAST
