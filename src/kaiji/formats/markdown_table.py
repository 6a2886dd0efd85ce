"""Tables of a text that are drawn with pipes: Markdown with and without its row of dashes, and boxes of plus and minus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CELL_END = re.compile(r"(?<!\\)(?:\\\\)*\|")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
DASHES = re.compile(r"\s*:?-+:?\s*")
BOX = re.compile(r"\s*\+?[-=+|:\s\u2500-\u257f]+\+?\s*")
DRAWN = str.maketrans({"\u2502": "|", "\u2503": "|", "\u2551": "|", "\uff5c": "|"})
EMPHASIS = re.compile(r"(?<![*\w])(\*{1,3}|__)(?=\S)(.+?)(?<=\S)\1(?![*\w])")
LONGEST = 20_000
MOST_CELLS = 400


@dataclass(frozen=True, slots=True)
class PipeTable:
    """A table: its first line (from 0) and the one behind it, its rows as (line, cells), and how many are head."""

    first: int
    last: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    head: int
    totals: int = 0


def pipe_tables(lines: Sequence[str]) -> Iterator[PipeTable]:
    """Find the tables that are drawn with pipes.

    Rows begin with a pipe, or a row of dashes stands under the first. A backslash takes a pipe's meaning away; stars
    around a whole text are emphasis and are left out.
    """
    at = 0
    while at < len(lines):
        if not _has_pipe(lines[at]) and not _is_frame(lines[at]):
            at += 1
            continue
        end = at
        while end < len(lines) and (_has_pipe(lines[end]) or _is_frame(lines[end])):
            end += 1
        yield from _table(lines, at, end)
        at = max(end, at + 1)


def _has_pipe(line: str) -> bool:
    return len(line) <= LONGEST and ("|" in line or "\u2502" in line or "\uff5c" in line or "\u2503" in line)


def _is_frame(line: str) -> bool:
    plain = line.strip()
    return plain[:1] in ("+", "\u250c", "\u251c", "\u2514") and len(plain) > 2 and BOX.fullmatch(plain) is not None


def _table(lines: Sequence[str], first: int, last: int) -> Iterator[PipeTable]:
    rows: list[tuple[int, tuple[str, ...]]] = []
    head, rules = 0, list[int]()
    for at in range(first, last):
        line = lines[at].translate(DRAWN)
        if _is_frame(line):
            rules.append(len(rows))
            continue
        cells = _cells(line)
        if all(DASHES.fullmatch(cell) for cell in cells) and any("-" in cell for cell in cells):
            head = head or len(rows)
            rules.append(len(rows))
            continue
        rows.append((at, tuple(_plain(cell) for cell in cells)))
    if not head and rules[:1] == [0] and len(rules) > 2:
        head = rules[1]
    drawn = all(lines[at].lstrip().translate(DRAWN).startswith(("|", "+")) for at, _ in rows)
    wide = sum(len(cells) > 1 for _, cells in rows)
    if rows and wide and (head or rules or (drawn and len(rows) > 1)):
        yield PipeTable(first, last, tuple(rows), head if head < len(rows) else 0)


def _cells(line: str) -> list[str]:
    plain = line.strip()
    if plain.startswith("|"):
        plain = plain[1:]
    cells: list[str] = []
    begin = 0
    for match in CELL_END.finditer(plain):
        if len(cells) >= MOST_CELLS:
            break
        cells.append(plain[begin : match.end() - 1])
        begin = match.end()
    rest = plain[begin:]
    return [*cells, rest] if rest.strip() or not cells else cells


def _plain(cell: str) -> str:
    return ESCAPED.sub(r"\1", EMPHASIS.sub(r"\2", cell.replace("<br>", " "))).strip(" \t")
