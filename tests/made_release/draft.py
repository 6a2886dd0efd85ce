"""Drafts: releases with dozens of errors at once, among as many look-alikes that are only rounding or other facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from made_release.house import House
from made_release.ledger import Ledger
from made_release.oracle import Held, holds, interval, relations, verdict
from made_release.planting import KINDS, spoil
from made_release.sheet import Page, Paragraph, Place

ALONE = {"columns swapped", "duplicated passage that differs", "unit caption", "rows swapped"}
"""Kinds that spoil many lines, or move the lines below: not planted in a draft."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One of the errors of a draft."""

    kind: str
    place: Place
    stated: str
    expected: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A document with many errors."""

    page: Page
    faults: tuple[Fault, ...]


def with_look_alikes(page: Page, house: House, ledger: Ledger, random: Random) -> Page:
    """Add what looks wrong and is not: plugs, restated, pro forma and adjusted figures, targets, round figures."""
    page = _with_plugs(page, relations(page, ledger))
    unit, span = house.prose, max(t.fact[2] for t in page.tokens if t.fact[:2] == ("amount", "revenue"))
    revenue, operating = (ledger.amount(item, span) for item in ("revenue", "operating"))

    def coin(thousands: float) -> str:
        return f"{house.sign}{unit.digits(int(thousands))} {house.word}{house.tail}"

    market = f"{Decimal(revenue) / unit.scale * 40:,.0f}"
    told = [
        f"Before the change in segments, {house.segments[0]} would have had revenue of {coin(ledger.amount('segment0', span) * 0.97)}.",
        f"On a pro forma basis, as if the acquisition had been made a year earlier, revenue would have been {coin(revenue * 1.04)}.",
        f"Excluding one-time items, operating profit would have been {coin(abs(operating) * 1.12)}.",
        "At constant exchange rates, revenue growth would have been 1.3 percentage points higher.",
        f"Under its medium-term plan the company aims at revenue of {coin(revenue * 1.5)} and an operating margin of 19.5%.",
        f"The market for its products is worth more than {house.sign}{market} {house.word}{house.tail}, and grows by about 4% a year.",
    ]
    at = next(i for i, b in enumerate(page.blocks) if isinstance(b, Paragraph) and b.text == "Financial position")
    added = tuple(Paragraph(text) for text in told)
    return page.with_blocks((*page.blocks[:at], *added, *page.blocks[at:]))


def _with_plugs(page: Page, held: list[Held]) -> Page:
    """Make one table foot in its printed units, by last units of its greatest parts, as many houses do."""
    by_block: dict[int, list[Held]] = {}
    for one in held:
        blocks = {page.places[n].block for n in one.tokens}
        if one.kind == "sum" and len(blocks) == 1 and len(one.tokens) > 3:
            by_block.setdefault(blocks.pop(), []).append(one)
    for sums in by_block.values():
        texts, plugs, used = {}, {}, set[int]()
        for one in sums:
            gap = _gap(page, one)
            parts = [n for n in one.tokens[1:] if n not in used]
            used |= set(one.tokens)
            if abs(gap) != 1 or not parts:
                continue
            token_sign = dict(zip(one.tokens, one.signs, strict=True))
            part = max(parts, key=lambda n: abs((interval(page.tokens[n]) or (Fraction(0), Fraction(0)))[0]))
            token = page.tokens[part]
            negative = any(sign in token.text for sign in "(-△")
            move = -gap * token_sign[part] * token.sign * (-1 if negative else 1)
            texts[part], plugs[part] = _moved(token.text, move), move
        if texts and all(texts.values()):
            tokens = list(page.tokens)
            for n, text in texts.items():
                tokens[n] = replace(tokens[n], text=text, plug=plugs[n])
            plugged = replace(page, tokens=tuple(tokens))
            if all(holds(one, plugged, {}) is not False for one in held):
                return plugged
    return page


def _gap(page: Page, one: Held) -> int:
    total = Decimal(0)
    for sign, n in zip(one.signs, one.tokens, strict=True):
        token = page.tokens[n]
        bounds = interval(token)
        if bounds is None or token.down:
            return 0
        middle = (bounds[0] + bounds[1]) / 2 / token.step
        total += sign * int(middle)
    return int(total)


def _moved(text: str, by: int) -> str:
    digits = text.strip("()-△%+")
    places = len(digits.partition(".")[2])
    value = int(digits.replace(",", "").replace(".", "")) + by
    return text.replace(digits, f"{value / 10**places:,.{places}f}")


def make_draft(page: Page, held: list[Held], seed: int, count: int = 30) -> Draft:
    """Plant so many errors at once, each on a line of its own, at most five in one table; every numeric one decided."""
    random = Random(f"draft:{page.house}:{seed}")  # noqa: S311
    kinds = [kind for kind in KINDS if kind not in ALONE]
    faults: list[Fault] = []
    lines, blocks, clean = set[Place](), Counter[int](), page
    words = Counter[str]()
    for at in range(count * 4):
        if len(faults) >= count:
            break
        kind = kinds[at % len(kinds)] if at < len(kinds) else random.choice(kinds)
        how = KINDS[kind]
        numbers = [n for n, token in enumerate(clean.tokens) if token.role in how.roles and n in clean.places]
        random.shuffle(numbers)
        for number in numbers:
            place = clean.places[number]
            if place in lines or blocks[place.block] >= 5 or (not how.numeric and words[kind] > 1):
                continue
            changed = spoil(page, kind, number, random)
            if changed is None or not _decided(clean, changed, held, kind, place):
                continue
            page = changed
            faults.append(Fault(kind, place, changed.line(place), clean.line(place), how.numeric))
            lines.add(place)
            blocks[place.block] += 1
            words[kind] += 1
            break
    return Draft(page, tuple(faults))


def _decided(clean: Page, changed: Page, held: list[Held], kind: str, place: Place) -> bool:
    if not KINDS[kind].numeric:
        return True
    here = {
        n: t.text for n, (t, old) in enumerate(zip(changed.tokens, clean.tokens, strict=True)) if t.text != old.text
    }
    own = {n: text for n, text in here.items() if clean.places.get(n) == place}
    # Witnesses that are wrong themselves are no witnesses.
    others = set(here) - set(own)
    fair = [one for one in held if not others & set(one.tokens)]
    return verdict(clean, fair, own).decided


def drafts(made: Iterator[tuple[Page, House, Ledger]], seed: int, count: int = 30) -> Iterator[Draft]:
    """Make a draft of each release, with look-alikes."""
    for page, house, ledger in made:
        random = Random(f"alike:{page.house}:{seed}")  # noqa: S311
        alike = with_look_alikes(page, house, ledger, random)
        yield make_draft(alike, relations(alike, ledger), seed, count)
