"""Plant errors in made documents of the second generation, and know of each where it stands and what the document decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from made_release import slip
from made_release.oracle import Held, Verdict, verdict
from made_release.sheet import Page, Paragraph, Place, Table


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with one error.

    Args:
        kind: the kind of the error.
        page: the document with it.
        places: where it shows; the first is the one to put right.
        stated: what the line says now.
        expected: what it said.
        was: what the spoiled token said; empty where there is not one.
        numeric: whether arithmetic shows it, or words.
        verdict: what the document decides; words are always decided.
    """

    kind: str
    page: Page
    places: tuple[Place, ...]
    stated: str
    expected: str
    was: str
    numeric: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: which roles it spoils and how."""

    roles: tuple[str, ...]
    edit: slip.Slip | Callable[[Page, int, Random], Page | None]
    numeric: bool
    whole: bool = False


def _near(page: Page, number: int, pattern: str, new: str) -> Page | None:
    """Edit the words about a token in a paragraph; the pattern has the token's place as {}."""
    place = page.places[number]
    block = page.blocks[place.block]
    if not isinstance(block, Paragraph):
        return None
    mark = f"\ue000{number}\ue001"
    text, times = re.subn(pattern.replace("{}", mark), new.replace("{}", mark), block.text, count=1)
    if not times:
        return None
    blocks = list(page.blocks)
    blocks[place.block] = replace(block, text=text)
    return page.with_blocks(tuple(blocks))


def _doubled(page: Page, number: int, random: Random) -> Page | None:
    return _near(page, number, r"{} (million|billion|crore)\b", r"{} \1 \1")


def _unitless(page: Page, number: int, random: Random) -> Page | None:
    return _near(page, number, r"{} (million|billion|crore)( yen)?\b", r"{}\2")


def _percentless(page: Page, number: int, random: Random) -> Page | None:
    return _near(page, number, "{}%", "{}")


def _doubled_percent(page: Page, number: int, random: Random) -> Page | None:
    return _near(page, number, "{}%", "{}%%")


def _with_rows(page: Page, block: int, rows: tuple[tuple[str, ...], ...]) -> Page:
    blocks = list(page.blocks)
    old = blocks[block]
    assert isinstance(old, Table)
    blocks[block] = replace(old, rows=rows)
    return page.with_blocks(tuple(blocks))


def _swap(page: Page, one: int, other: int) -> Page:
    """Let two tokens change what they say."""
    return page.with_texts({one: page.tokens[other].text, other: page.tokens[one].text})


def _rows_swapped(page: Page, number: int, random: Random) -> Page | None:
    place = page.places[number]
    here, there = (
        (page.numbers_in(Place(place.block, place.row + more))[1:] for more in (0, 1))
        if _has_next(page, place)
        else ((), ())
    )
    pairs = list(zip(here, there, strict=False))
    same = len(here) == len(there) and all(page.tokens[a].fact[:1] == page.tokens[b].fact[:1] for a, b in pairs)
    if not pairs or not same or any(page.tokens[a].text == page.tokens[b].text for a, b in pairs):
        return None
    for a, b in pairs:
        page = _swap(page, a, b)
    return page


def _has_next(page: Page, place: Place) -> bool:
    block = page.blocks[place.block]
    if not isinstance(block, Table) or place.row + 1 >= len(block.rows):
        return False
    numbers = page.numbers_in(Place(place.block, place.row + 1))
    return bool(numbers) and page.tokens[numbers[0]].role == "label"


def _cells_swapped(page: Page, number: int, random: Random) -> Page | None:
    numbers = [n for n in page.numbers_in(page.places[number]) if page.tokens[n].fact[:1] == ("amount",)]
    if len(numbers) < 2:
        return None
    one, other = numbers[:2]
    return _swap(page, one, other) if page.tokens[one].text != page.tokens[other].text else None


def _columns_swapped(page: Page, number: int, random: Random) -> Page | None:
    block = page.blocks[page.places[number].block]
    if not isinstance(block, Table):
        return None
    for row in range(block.head, len(block.rows)):
        numbers = [
            n for n in page.numbers_in(Place(page.places[number].block, row)) if page.tokens[n].fact[:1] == ("amount",)
        ]
        if len(numbers) >= 2:
            page = _swap(page, numbers[0], numbers[1])
    return page


def _repeated(page: Page, number: int, random: Random) -> Page | None:
    place = page.places[number]
    block = page.blocks[place.block]
    text = slip.other_digit(random, page.tokens[number])
    if not isinstance(block, Paragraph) or text is None:
        return None
    again = Paragraph(page.say(block.text.replace(f"\ue000{number}\ue001", text)))
    return page.with_blocks((*page.blocks[: place.block + 1], again, *page.blocks[place.block + 1 :]))


CELLS = ("cell", "history")
AMOUNTS = (*CELLS, "total", "prose")
MONEY = ("prose", "cause")
KINDS: dict[str, Kind] = {
    "digit in a cell": Kind(CELLS, slip.other_digit, True),
    "digit in a total": Kind(("total",), slip.other_digit, True),
    "digit in prose": Kind(("prose",), slip.other_digit, True),
    "digit before its item": Kind(("cause",), slip.other_digit, True),
    "digit in a percentage of prose": Kind(("percent",), slip.other_digit, True),
    "digit in a percentage of a table": Kind(("change", "share", "part", "form change"), slip.other_digit, True),
    "digit in a margin": Kind(("margin", "table margin", "form margin"), slip.other_digit, True),
    "digit in a difference": Kind(("difference",), slip.other_digit, True),
    "digit in a translation": Kind(("usd",), slip.other_digit, True),
    "digit in an amount per share": Kind(("each", "each prose", "price"), slip.other_digit, True),
    "digit in a multiple": Kind(("fold",), slip.other_digit, True),
    "digit in a figure of another unit": Kind(("kpi", "kpi prose"), slip.other_digit, True),
    "digit in a product or half": Kind(("product", "half"), slip.other_digit, True),
    "digit in a number of shares": Kind(("count", "shares issued", "scheduled", "shares"), slip.other_digit, True),
    "digit in a use of proceeds": Kind(("use",), slip.other_digit, True),
    "digit in a dividend or forecast": Kind(("dividend", "dividend said"), slip.other_digit, True),
    "transposed digits": Kind((*AMOUNTS, "cause", "product", "half", "count", "use"), slip.transposed, True),
    "factor of ten": Kind((*AMOUNTS, "count", "product"), slip.factor, True),
    "sign dropped": Kind((*CELLS, "total", "change", "difference"), slip.unsigned, True),
    "rows swapped": Kind(("label",), _rows_swapped, True, whole=True),
    "cells swapped": Kind(("total", "cell"), _cells_swapped, True, whole=True),
    "columns swapped": Kind(("total",), _columns_swapped, True, whole=True),
    "percentage stale": Kind(("percent",), slip.stale, True),
    "prose figure stale": Kind(("prose", "each prose"), slip.stale, True),
    "unit caption": Kind(("unit",), slip.stale, False),
    "unit doubled": Kind(MONEY, _doubled, False, whole=True),
    "unit missing": Kind(MONEY, _unitless, False, whole=True),
    "percent sign missing": Kind(("percent", "margin"), _percentless, False, whole=True),
    "percent sign doubled": Kind(("percent", "margin"), _doubled_percent, False, whole=True),
    "period in a heading": Kind(("title",), slip.stale, False),
    "period in a table head": Kind(("head",), slip.stale, False),
    "period in prose": Kind(("period",), slip.stale, False),
    "date of the period's end": Kind(("period end",), slip.stale, False),
    "date": Kind(("date",), slip.stale, False),
    "weekday": Kind(("weekday",), slip.stale, False),
    "order of events": Kind(("event",), slip.stale, False),
    "direction": Kind(("direction",), slip.stale, False),
    "gain or loss": Kind(("gain",), slip.stale, False),
    "provided or used": Kind(("flow",), slip.stale, False),
    "item": Kind(("item",), slip.stale, False),
    "segment": Kind(("segment",), slip.stale, False),
    "ended or ending": Kind(("ended",), slip.stale, False),
    "all or part": Kind(("extent",), slip.stale, False),
    "placeholder": Kind((*MONEY, "product", "use", "dividend said"), slip.holding, False),
    "computed cell blank": Kind(("change", "share", "total"), slip.nothing, False),
    "company name": Kind(("company",), slip.misspelt, False),
    "code": Kind(("code",), slip.other_code, False),
    "address": Kind(("address",), slip.other_address, False),
    "reference": Kind(("reference",), slip.stale, False),
    "duplicated passage that differs": Kind(("prose",), _repeated, False, whole=True),
}
SURE = Verdict(decided=True, sided=True)


def spoil(page: Page, kind: str, number: int, random: Random) -> Page | None:
    """Spoil one token, or what stands about it, in the way of a kind."""
    how = KINDS[kind]
    if how.whole:
        return how.edit(page, number, random)  # type: ignore[arg-type,call-arg,return-value]
    text = how.edit(random, page.tokens[number])  # type: ignore[arg-type,call-arg]
    if not isinstance(text, str) or text == page.tokens[number].text:
        return None
    return page.with_texts({number: text})


def plant(page: Page, held: list[Held], kind: str, random: Random, *, decided: bool = True) -> Planted | None:
    """Plant one error of a kind, or give None where the document has no place for it.

    Args:
        page: a clean document.
        held: its relations, as ``oracle.relations`` finds them.
        kind: of ``KINDS``.
        random: which token, and how.
        decided: only what the document itself decides.
    """
    how = KINDS[kind]
    numbers = [n for n, token in enumerate(page.tokens) if token.role in how.roles and n in page.places]
    random.shuffle(numbers)
    for number in numbers:
        changed = spoil(page, kind, number, random)
        if changed is None:
            continue
        texts = {
            n: t.text for n, (t, old) in enumerate(zip(changed.tokens, page.tokens, strict=True)) if t.text != old.text
        }
        if not how.numeric and not _shown(page, kind, number, held):
            continue
        told = verdict(page, held, texts) if how.numeric else _told(page, number)
        if decided and not told.decided:
            continue
        place = page.places[number]
        places = tuple(dict.fromkeys(page.places[n] for n in texts)) if how.whole and how.numeric else (place,)
        if kind == "duplicated passage that differs":
            places = (place, Place(place.block + 1))
        was = page.tokens[number].text if len(texts) == 1 else ""
        return Planted(kind, changed, places, changed.line(place), page.line(place), was, how.numeric, told)
    return None


def _told(page: Page, number: int) -> Verdict:
    """Tell whether a document shows which spelling is wrong: where one stands against two."""
    token = page.tokens[number]
    if token.role not in {"company", "code", "address"}:
        return SURE
    others = sum(token.text == other.text and token.role == other.role for other in page.tokens)
    return Verdict(decided=others > 1, sided=others > 2)


def _shown(page: Page, kind: str, number: int, held: list[Held]) -> bool:
    """Tell whether the document denies a wrong word: the item or period of a figure only where the figure has a witness."""
    if kind not in {"item", "segment", "period in prose", "direction", "gain or loss", "provided or used"}:
        return True
    here = page.places[number]
    figures = {n for n in page.numbers_in(here) if page.tokens[n].fact}
    if kind == "direction" and not any(page.tokens[n].fact[0] in {"change", "difference"} for n in figures):
        return len(figures) > 1
    return any(one.kind == "same" and len(figures & set(one.tokens)) == 1 for one in held)


def plants(page: Page, held: list[Held], seed: int, kinds: tuple[str, ...] = ()) -> Iterator[Planted]:
    """Plant one error of every kind that a document has a place for, each in a copy of its own."""
    for kind in kinds or tuple(KINDS):
        random = Random(f"{page.house}:{page.kind}:{page.seed}:{kind}:{seed}")  # noqa: S311
        if found := plant(page, held, kind, random):
            yield found
