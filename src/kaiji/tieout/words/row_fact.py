"""Facts that a document's tables state: the item of a row, its values, their scale and their change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from kaiji.tieout.reading import Line
from kaiji.tieout.words.calendar_word import FULL_DATE, date_of

_TERMS = tomllib.loads(files("kaiji.tieout.words").joinpath("terms.toml").read_text(encoding="utf-8"))
NEUTRAL: frozenset[str] = frozenset(_TERMS["neutral"])
SAME: Mapping[str, str] = _TERMS["same"]
SCALES = (
    (re.compile(r"in thousands|thousands? of|\bJPY thousand|\$ ?000|千円", re.IGNORECASE), 3),
    (re.compile(r"in millions|millions? of|\bmillions\b|\bJPY million|百万円", re.IGNORECASE), 6),
    (re.compile(r"in billions|billions? of|十億円", re.IGNORECASE), 9),
)
CHANGE = re.compile(r"yoy|change|growth|increase|decrease|variance|前年.{0,4}比|増減", re.IGNORECASE)
SHARE = re.compile(r"% ?of|percent|構成比", re.IGNORECASE)
CELL = re.compile(r"^[(△▲−-]?\s?[$¥€£]?\s?[(−-]?(\d[\d,]*(?:\.\d+)?)\s?([%％])?\)?\s?([%％])?\)?$")
QUARTER_OF_YEAR = re.compile(r"\b(?:([1-4])Q|Q([1-4]))[\s-]?(?:FY)?\s?'?(20\d\d|\d\d)\b")
YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
CONTEXT = 3
MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Amount:
    """A value of a cell, signed, with the number of its printed decimals; ``percent`` tells a percentage."""

    value: Decimal
    decimals: int
    percent: bool
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class RowFact:
    """What one row of a table states.

    Args:
        label: of the row, as printed.
        words: that tell its item.
        context: words of the table's caption and of the headings within it.
        amounts: in the order of columns.
        changes: the percentages that stand in a column of changes.
        scale: power of ten of the table, or None where nothing tells it.
        line: the row.
        when: of each column, what kind of date its head names, and a number by which such dates follow one another.
    """

    label: str
    words: frozenset[str]
    context: frozenset[str]
    amounts: tuple[Amount, ...]
    changes: tuple[Amount, ...]
    scale: int | None
    line: Line
    when: tuple[tuple[str, int], ...] = ()

    def order(self, one: Amount, other: Amount) -> int:
        """Give 1 where the first amount's column is the later one, -1 where the second's is, 0 where it is not known."""
        if max(one.column, other.column) >= len(self.when):
            return 0
        (kind, first), (same, second) = self.when[one.column], self.when[other.column]
        if not kind or kind != same or first == second:
            return 0
        return 1 if first > second else -1

    def is_about(self, words: frozenset[str]) -> bool:
        """Tell whether words name this row's item, with nothing left that neither the row nor its table says."""
        return bool(self.words) and self.words <= words and words <= self.words | self.context


def item_words(text: str) -> frozenset[str]:
    """Give the words by which an item is known: singular, in lower case, without mere fillers, alike for synonyms."""
    found = set()
    for raw in re.findall(r"[A-Za-z][A-Za-z&/-]*", re.sub(r"[’']s?\b", "", text)):
        word = raw.casefold()
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = "activity" if word == "activities" else word[:-1]
        word = SAME.get(word, word)
        if word not in NEUTRAL:
            found.add(word)
    return frozenset(found)


def amount_of(text: str, column: int = 0) -> Amount | None:
    """Give the value that a cell is, or None where it is none; parentheses and triangles mean less than nothing."""
    plain = text.strip()
    match = CELL.match(plain)
    if match is None or len(match[1]) > MOST_DIGITS:
        return None
    number = match[1].replace(",", "")
    value = Decimal(number)
    decimals = len(number.partition(".")[2])
    negative = plain[0] in "(△▲−-" or "(" in plain
    return Amount(-value if negative else value, decimals, bool(match[2] or match[3]), column, plain)


def equal_amounts(row: RowFact, value: Decimal, half: Decimal) -> list[Amount]:
    """Give the amounts of a row that a printed amount can be: its value in single units, and half its last unit."""
    found = []
    for one in row.amounts:
        if one.percent or not one.value:
            continue
        for power in (row.scale,) if row.scale is not None else (0, 3, 6, 9):
            if abs(abs(one.value).scaleb(power) - value) <= Decimal(1).scaleb(power - one.decimals) / 2 + half:
                found.append(one)
                break
    return found


def scale_of(texts: Sequence[str]) -> int | None:
    """Give the one scale that captions and heads name, or None where they name none or several."""
    found = {scale for text in texts for pattern, scale in SCALES if pattern.search(text)}
    return next(iter(found)) if len(found) == 1 else None


def rows_of(lines: Sequence[Line]) -> tuple[RowFact, ...]:
    """Give the facts that the tables of a document state, row by row."""
    facts: list[RowFact] = []
    before: list[str] = []
    table, head, section = -1, [""], ""
    above: tuple[str, ...] = ()
    for line in lines:
        if line.kind not in ("row", "head"):
            before = [*before[-(CONTEXT - 1) :], line.text]
            continue
        if line.table != table:
            table, head, section, above = (
                line.table,
                [],
                "",
                tuple(text for text in before if len(text) < 200 and not text.rstrip().endswith((".", "。"))),
            )
            before = []
        label = line.cells[0] if line.cells else ""
        amounts = tuple(one for column, text in enumerate(line.cells) if column and (one := amount_of(text, column)))
        if not amounts or not label.strip():
            if line.kind == "head" or not facts or facts[-1].line.table != table:
                head = [f"{a} {b}" for a, b in _zip(head, _spread(line.cells))]
            if label.strip() and not amounts:
                section = label
            continue
        changed = {column for column, text in enumerate(head) if CHANGE.search(text) and not SHARE.search(text)}
        facts.append(
            RowFact(
                label,
                item_words(label),
                item_words(" ".join((*above, section))),
                tuple(one for one in amounts if one.column not in changed),
                tuple(one for one in amounts if one.column in changed and (one.percent or "%" in head[one.column])),
                scale_of((*above, *head)),
                line,
                tuple(_when(text) for text in head),
            )
        )
    return tuple(facts)


def _spread(cells: Sequence[str]) -> list[str]:
    """Let a head stand over the empty columns to its right."""
    spread: list[str] = []
    for column, text in enumerate(cells):
        spread.append(text if text.strip() or column < 2 else spread[-1])
    return spread


def _when(head: str) -> tuple[str, int]:
    days = [day for match in FULL_DATE.finditer(head) if (day := date_of(match))]
    if days:
        return ("day", days[0].toordinal()) if len(set(days)) == 1 else ("", 0)
    if match := QUARTER_OF_YEAR.search(head):
        quarter, year = (match[1] or match[2]), match[3]
        return "quarter", int(year[-2:]) * 4 + int(quarter)
    years = set(YEAR.findall(head))
    return ("year", int(years.pop())) if len(years) == 1 else ("", 0)


def _zip(head: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    longest = max(len(head), len(cells))
    return list(zip([*head, *[""] * (longest - len(head))], [*cells, *[""] * (longest - len(cells))], strict=True))
