"""What a made document itself decides: an independent count of the relations between its tokens, by exact intervals.

It knows every fact by its key and guesses nothing. So it tells whether a planted error can be seen from the document at
all, and whether the document shows which of several places is the wrong one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from made_release.ledger import Ledger
from made_release.sheet import Page, Place, Table, Token

Interval = tuple[Fraction, Fraction]
_PRINTED = re.compile(r"[-+△(\s]*([\d,]+(?:\.\d+)?)[%)\s]*(?:[A-Za-z ]*)")


@dataclass(frozen=True, slots=True)
class Held:
    """A relation: the tokens in it, and its kind with what it needs."""

    kind: str
    tokens: tuple[int, ...]
    signs: tuple[int, ...] = ()
    factor: Fraction = Fraction(1)


def interval(token: Token, text: str | None = None) -> Interval | None:
    """Give the bounds of the fact that a printed number tells, in the fact's own unit; None where it is no number."""
    text = token.text if text is None else text
    found, true = _PRINTED.fullmatch(text), _PRINTED.fullmatch(token.text)
    if not found or not true:
        return None
    digits = found[1].replace(",", "")
    if len(digits.partition(".")[2]) != len(true[1].partition(".")[2]):
        return None
    value = (int(digits.replace(".", "")) - token.plug) * token.step
    half = token.step / 2
    low, high = (value, value + token.step) if token.down else (value - half, value + half)
    minus = "(" in text or "-" in text or "△" in text
    if minus != (token.sign < 0):
        low, high = -high, -low
    return low, high


def relations(page: Page, ledger: Ledger | None = None) -> list[Held]:
    """Find everything that ties tokens of a document together; a notice has no ledger."""
    by_fact: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_block: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    by_row: dict[Place, dict[tuple[str, str], int]] = defaultdict(dict)
    for number, token in enumerate(page.tokens):
        if not token.fact or number not in page.places:
            continue
        by_fact[token.fact].append(number)
        place = page.places[number]
        if token.fact[0] == "amount" and isinstance(page.blocks[place.block], Table):
            by_block[place.block, token.fact[2]].setdefault(token.fact[1], number)
            by_row[place].setdefault((token.fact[1], token.fact[2]), number)
    found = [Held("same", (a, b)) for same in by_fact.values() for i, a in enumerate(same) for b in same[i + 1 :]]
    found += _sums(by_block, ledger) if ledger else []
    found += [one for one in _spans(by_row) if not ledger or _adds_up(page, one, ledger)]
    found += _derived(page, by_fact)
    found += [Held("sum", tuple(n for _, n in one), tuple(s for s, _ in one)) for one in page.linear]
    found += [Held("product", one) for one in page.products]
    return found


def _sums(blocks: Mapping[tuple[int, str], dict[str, int]], ledger: Ledger) -> Iterator[Held]:
    for here in blocks.values():
        for item, ways in ledger.sums.items():
            for parts in ways:
                if item in here and all(part in here for part in parts):
                    tokens = (here[item], *(here[part] for part in parts))
                    yield Held("sum", tokens, (-1, *parts.values()))


def _spans(rows: Mapping[Place, dict[tuple[str, str], int]]) -> Iterator[Held]:
    for here in rows.values():
        for (item, when), whole in here.items():
            year, _, rest = when.partition(":")
            first, _, last = rest.partition("-")
            if not last or first == last:
                continue
            parts = [here.get((item, f"{year}:{q}-{q}")) for q in range(int(first), int(last) + 1)]
            if all(part is not None for part in parts):
                tokens = (whole, *(part for part in parts if part is not None))
                yield Held("sum", tokens, (-1, *(1 for _ in parts)))


def _adds_up(page: Page, one: Held, ledger: Ledger) -> bool:
    """Tell whether an item of a span is the sum of its quarters: averages are not."""
    amounts = [ledger.amount(*page.tokens[n].fact[1:3]) for n in one.tokens]
    return sum(sign * worth for sign, worth in zip(one.signs, amounts, strict=True)) == 0


def _derived(page: Page, facts: Mapping[tuple[str, ...], list[int]]) -> Iterator[Held]:
    rates = [n for fact, numbers in facts.items() if fact == ("rate",) for n in numbers]
    for fact, numbers in facts.items():
        kind, item = fact[0], fact[1] if len(fact) > 1 else ""
        pairs: tuple[tuple[str, ...], ...]
        if kind in {"change", "difference", "fold"}:
            pairs = (("amount", item, fact[2]), ("amount", item, fact[3]))
        elif kind == "share":
            pairs = (("amount", item, fact[3]), ("amount", fact[2], fact[3]))
        elif kind == "each":
            pairs = (("amount", item, fact[2]), ("shares", fact[2]))
        elif kind == "per":
            pairs = (("amount", item, fact[3]), ("amount", fact[2], fact[3]))
        elif kind == "usd":
            for number in numbers:
                yield from (
                    Held("usd", (number, a, r)) for a in facts.get(("amount", item, fact[2]), ()) for r in rates[:1]
                )
            continue
        else:
            continue
        for number in numbers:
            for one in facts.get(pairs[0], ()):
                for other in facts.get(pairs[1], ()):
                    blocks = {page.places[n].block for n in (one, other)}
                    # Operands from one place, or the one beside the number: what a reader would put together.
                    if len(blocks) == 1 or page.places[number].block in blocks:
                        yield Held(kind, (number, one, other), (), Fraction(fact[4]) if kind == "per" else Fraction(1))


def holds(held: Held, page: Page, texts: Mapping[int, str]) -> bool | None:
    """Test a relation with some tokens saying something else; None where a token is no number."""
    told = [interval(page.tokens[n], texts.get(n)) for n in held.tokens]
    known = [one for one in told if one is not None]
    if len(known) < len(told):
        return None
    tokens = [page.tokens[n] for n in held.tokens]
    if held.kind == "same":
        one, other = known
        slack = max(abs(t.plug) for t in tokens) * max(t.step for t in tokens)
        return one[0] <= other[1] + slack and other[0] <= one[1] + slack
    if held.kind == "sum":
        low = sum((s * (i[0] if s > 0 else i[1]) for s, i in zip(held.signs, known, strict=True)), Fraction(0))
        high = sum((s * (i[1] if s > 0 else i[0]) for s, i in zip(held.signs, known, strict=True)), Fraction(0))
        plugged = any(t.plug for t in tokens)
        return low - plugged * tokens[0].step <= 0 <= high + plugged * tokens[0].step
    if held.kind == "per":
        low, high = known[0]
        return _of_two("per", (low / held.factor, high / held.factor), *known[1:])
    return _of_two(held.kind, *known)


def _of_two(kind: str, told: Interval, one: Interval, other: Interval) -> bool:
    if kind == "product":
        values = [a * b for a in told for b in one]
        return min(values) <= other[1] and other[0] <= max(values)
    if kind == "difference":
        low, high = one[0] - other[1], one[1] - other[0]
        return low <= told[1] and told[0] <= high
    if other[0] <= 0 <= other[1]:
        return True
    values = [a / b for a in one for b in other]
    low, high = min(values), max(values)
    if kind in {"change", "share"}:
        low, high = low * 100, high * 100
    if kind == "change":
        low, high = low - 100, high - 100
    return low <= told[1] and told[0] <= high


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the document shows that something is wrong, and whether it shows what."""

    decided: bool
    sided: bool


def verdict(page: Page, held: list[Held], texts: Mapping[int, str]) -> Verdict:
    """Say what the document decides when some tokens say something else."""
    broken = [one for one in held if set(one.tokens) & set(texts) and holds(one, page, texts) is False]
    others = [set(one.tokens) - set(texts) for one in broken]
    return Verdict(bool(broken), len(broken) > 1 and not set.intersection(*others))
