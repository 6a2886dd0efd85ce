"""Plant exactly one error in a made document, and know where it stands and what it should say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from made_release.layout import set_text
from made_release.mark import Grid, Made, Spot, plain

Change = Callable[[Made, Spot, Random], Made | None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with one error.

    Args:
        kind: the kind of the error.
        made: the document with it.
        places: the (block, row) at which it shows; the first is the one to put right.
        stated: what the document says now.
        expected: what it said.
        numeric: whether arithmetic shows it, or words.
    """

    kind: str
    made: Made
    places: tuple[tuple[int, int], ...]
    stated: str
    expected: str
    numeric: bool

    def lines(self, layout: str = "") -> tuple[int, ...]:
        """Give the 1-based lines at which it shows when the document is set as text."""
        where = set_text(self.made, layout).line
        return tuple(where[place] for place in self.places)


def _other_digit(random: Random, text: str) -> str | None:
    # The last two digits are left alone unless they are all there is: a change there may be within the rounding.
    at = [index for index, letter in enumerate(text) if letter.isdigit()]
    at = at[:-2] or at[:1]
    if not at:
        return None
    index = random.choice(at)
    digit = random.choice([d for d in "123456789" if d != text[index]])
    return text[:index] + digit + text[index + 1 :]


def _transposed(random: Random, text: str) -> str | None:
    at = [index for index, letter in enumerate(text) if letter.isdigit()][:-1]
    pairs = [(a, b) for a, b in itertools.pairwise(at) if text[a] != text[b] and (text[b] != "0" or a != at[0])]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def _factor(random: Random, text: str) -> str | None:
    number = re.sub(r"[^\d.]", "", text)
    if not number or number.strip("0.") == "" or text.startswith(("(", "-", "△")):
        return None
    places = len(number.partition(".")[2])
    return f"{float(number) * 10:,.{places}f}"


def _unsigned(random: Random, text: str) -> str | None:
    bare = text.strip("()-△")
    return bare if bare != text else None


def _misspelt(random: Random, text: str) -> str | None:
    word = text.partition(" ")[0]
    index = random.randrange(1, len(word) - 2)
    if word[index] == word[index + 1]:
        return None
    return word[:index] + word[index + 1] + word[index] + text[index + 2 :]


def _without_percent(random: Random, text: str) -> str | None:
    return text.replace("%", "") if "%" in text else None


def _by(edit: Callable[[Random, str], str | None]) -> Change:
    def change(made: Made, spot: Spot, random: Random) -> Made | None:
        text = edit(random, spot.text)
        return None if text is None or text == spot.text else made.with_text(spot, text)

    return change


def _wrong(made: Made, spot: Spot, random: Random) -> Made | None:
    return made.with_text(spot, spot.wrong) if spot.wrong and spot.wrong != spot.text else None


def _rows_swapped(made: Made, spot: Spot, random: Random) -> Made | None:
    block = made.blocks[spot.block]
    if not isinstance(block, Grid) or spot.row + 1 >= len(block.rows):
        return None
    here, there = block.rows[spot.row], block.rows[spot.row + 1]
    if "\ue000label" not in there[0] or here[1:] == there[1:]:
        return None
    rows = list(block.rows)
    rows[spot.row], rows[spot.row + 1] = (here[0], *there[1:]), (there[0], *here[1:])
    return made.with_block(spot.block, Grid(tuple(rows)))


def _cells_swapped(made: Made, spot: Spot, random: Random) -> Made | None:
    cells = list(made.cells(spot))
    if len(cells) < 3 or plain(cells[1]) == plain(cells[2]):
        return None
    cells[1], cells[2] = cells[2], cells[1]
    return made.with_row(spot.block, spot.row, tuple(cells))


def _duplicated(made: Made, spot: Spot, random: Random) -> Made | None:
    block = made.blocks[spot.block]
    text = _other_digit(random, spot.text)
    if isinstance(block, Grid) or text is None:
        return None
    changed = made.with_text(spot, text).blocks[spot.block]
    return made.with_block(spot.block, block, changed)


def _put(*texts: str) -> Change:
    return _by(lambda random, _text: random.choice(texts))


NUMBERS = ("cell", "total", "amount", "exact", "product", "half", "count", "use")
KINDS: dict[str, tuple[tuple[str, ...], Change, bool]] = {
    "digit in a cell": (("cell",), _by(_other_digit), True),
    "digit in a total": (("total",), _by(_other_digit), True),
    "digit in prose": (("amount",), _by(_other_digit), True),
    "digit in a percentage of prose": (("percent",), _by(_other_digit), True),
    "digit in a percentage of a table": (("change",), _by(_other_digit), True),
    "digit in a margin": (("margin",), _by(_other_digit), True),
    "digit in a per-share amount": (("share", "price"), _by(_other_digit), True),
    "digit in a product or half": (("product", "half"), _by(_other_digit), True),
    "digit in a number of shares": (("count", "number"), _by(_other_digit), True),
    "digit in a use of proceeds": (("use",), _by(_other_digit), True),
    "transposed digits": (NUMBERS, _by(_transposed), True),
    "factor of ten": (("cell", "total", "amount"), _by(_factor), True),
    "sign dropped": (("negative",), _by(_unsigned), True),
    "rows swapped": (("label",), _rows_swapped, True),
    "cells swapped": (("total",), _cells_swapped, True),
    "stale amount": (("amount",), _wrong, True),
    "direction": (("direction",), _wrong, False),
    "provided or used": (("flow",), _wrong, False),
    "item": (("item",), _wrong, False),
    "unit caption": (("unit",), _wrong, False),
    "period in a heading": (("title",), _wrong, False),
    "period in a table head": (("head",), _wrong, False),
    "period in prose": (("period",), _wrong, False),
    "date": (("date",), _wrong, False),
    "weekday": (("weekday",), _wrong, False),
    "ended or ending": (("ended",), _wrong, False),
    "placeholder": (("amount", "use", "product"), _put("xxx", "[●]", "TBD", "XX,XXX", "___"), False),
    "computed cell blank": (("change",), _put(""), False),
    "percent sign missing": (("percent",), _by(_without_percent), False),
    "company name": (("company",), _by(_misspelt), False),
    "code": (("code",), _by(lambda _random, text: text[:-2] + text[-1] + text[-2]), False),
    "reference": (("reference",), _wrong, False),
    "all, part or none": (("extent",), _wrong, False),
    "duplicated passage that differs": (("amount",), _duplicated, False),
}


def plant(made: Made, kind: str, random: Random) -> Planted | None:
    """Plant one error of a kind, or give None where the document has no place for it."""
    marks, change, numeric = KINDS[kind]
    spots = [spot for spot in made.spots() if spot.kind in marks]
    random.shuffle(spots)
    for spot in spots:
        changed = change(made, spot, random)
        if changed is None:
            continue
        here = (spot.block, spot.row)
        places = [here]
        if kind == "rows swapped":
            places.append((spot.block, spot.row + 1))
        if kind == "duplicated passage that differs":
            places.append((spot.block + 1, 0))
        old, new = (" | ".join(plain(c) for c in one.cells(spot)) for one in (made, changed))
        if old == new and len(places) == 1:
            continue
        return Planted(kind, changed, tuple(places), new, old, numeric)
    return None


def plants(made: Made, seed: int) -> Iterator[Planted]:
    """Plant one error of every kind that a document has a place for, each in a copy of its own."""
    for kind in KINDS:
        if found := plant(made, kind, Random(f"{made.family}:{made.seed}:{kind}:{seed}")):  # noqa: S311
            yield found
