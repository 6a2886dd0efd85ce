"""Checks of a written file against what EDGAR takes: its tags one by one, its bytes and its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.formats.edgar_law import Attribute, Tag
from kaiji.formats.edgar_rule import SHOWN, byte_not_ascii, findings_omitted, line_too_long, name_forbidden
from kaiji.formats.edgar_tag_rule import (
    active_content,
    attribute_forbidden,
    link_outside,
    tag_broken,
    tag_forbidden,
    text_hidden,
)

MOST_OF_A_KIND = 50
TAG_OPEN = re.compile(r"<!--|<([/!?]?)([A-Za-z][^\s/<>]*)?")
INSIDE = re.compile(r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++))?""")
TABLE_TAG = re.compile(rb"\s*<(/?)TABLE>\s*$", re.IGNORECASE)


def check_edgar_html(data: bytes, name: str) -> Iterator[Finding]:
    """Check an HTML file for what EDGAR would not take: its name, bytes, tags, attributes, links and hidden text.

    Args:
        data: the whole file.
        name: its name in the submission.
    """
    source = Source(name, digest_of(data))
    yield from _few(source, _html(data, name, source))


def check_edgar_text(data: bytes, name: str) -> Iterator[Finding]:
    """Check a text file for what EDGAR would not take: its name, its bytes, and the length of its lines.

    Args:
        data: the whole file.
        name: its name in the submission.
    """
    source = Source(name, digest_of(data))
    yield from _few(source, _text(data, name, source))


def _html(data: bytes, name: str, source: Source) -> Iterator[Finding]:
    yield from name_forbidden(source, name, (".htm",))
    for line, content in enumerate(data.split(b"\n"), 1):
        yield from byte_not_ascii(source, line, content.rstrip(b"\r"))
    for found in tags_of(data.decode("latin-1"), source):
        if isinstance(found, Finding):
            yield found
        else:
            for one in (tag_forbidden, attribute_forbidden, active_content, link_outside, text_hidden):
                yield from one(found)


def _text(data: bytes, name: str, source: Source) -> Iterator[Finding]:
    yield from name_forbidden(source, name, (".txt",))
    table = False
    for line, raw in enumerate(data.split(b"\n"), 1):
        content = raw.rstrip(b"\r")
        if tag := TABLE_TAG.match(content):
            table = not tag.group(1)
        yield from byte_not_ascii(source, line, content)
        yield from line_too_long(source, line, content, table=table)


def tags_of(text: str, source: Source) -> Iterator[Tag | Finding]:
    """Give the opening tags of an HTML text as they are written, and a finding for each that does not end."""
    newlines = [match.start() for match in re.finditer("\n", text)]

    def at(position: int) -> Source:
        return source.at(line=bisect_right(newlines, position - 1) + 1)

    position = 0
    while found := TAG_OPEN.search(text, position):
        position = found.end()
        if found.group() == "<!--":
            end = text.find("-->", position)
            if end < 0:
                yield from tag_broken(at(found.start()), text[found.start() : found.start() + SHOWN])
                return
            position = end + 3
        elif found.group(2):
            inside = INSIDE.match(text, position)
            position = inside.end() if inside else position
            if text[position : position + 1] != ">":
                yield from tag_broken(at(found.start()), text[found.start() : found.start() + SHOWN])
            if not found.group(1):
                attributes = tuple(
                    Attribute(match.group(1).casefold(), (match.group(2) or "").strip("\"'"))
                    for match in ATTRIBUTE.finditer(inside.group() if inside else "")
                )
                yield Tag(found.group(2).casefold(), attributes, at(found.start()))


def _few(source: Source, findings: Iterator[Finding]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= MOST_OF_A_KIND:
            yield finding
    for code, count in counts.items():
        yield from findings_omitted(source, code, count - MOST_OF_A_KIND)
