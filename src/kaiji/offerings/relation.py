"""What must hold among the figures that a written notice states, whatever the terms say: totals, halves, sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kaiji.offerings.offering import STAGES


@dataclass(frozen=True, slots=True)
class Relation:
    """One equation: a figure, and the figures it must be made of.

    Args:
        result: key of the figure on the left.
        sign: ``×``, ``+`` or ``-`` between the figures on the right.
        of: their keys; one that ends in ``*`` stands for all figures whose key begins so and ends like the result's stage.
    """

    result: str
    sign: str
    of: tuple[str, ...]

    def expected(self, stated: Mapping[str, Decimal]) -> Decimal | None:
        """Give what the result must be from what is stated; None where a figure is not stated."""
        keys = [found for one in self.of for found in _keys(one, stated)]
        if not keys or any(key not in stated for key in keys):
            return None
        value = stated[keys[0]]
        for key in keys[1:]:
            value = (
                value * stated[key]
                if self.sign == "×"
                else value + stated[key]
                if self.sign == "+"
                else value - stated[key]
            )
        return value

    def __str__(self) -> str:
        return f"{self.result} = " + f" {self.sign} ".join(self.of)


def _keys(name: str, stated: Mapping[str, Decimal]) -> Iterator[str]:
    if "*" not in name:
        yield name
        return
    before, _, after = name.partition("*")
    yield from sorted(key for key in stated if key.startswith(before) and key.endswith(after))


RELATIONS: tuple[Relation, ...] = (
    Relation("public.total", "×", ("public.number", "price.paid")),
    Relation("public.total_issue", "×", ("public.number", "price.issue")),
    Relation("oa.total", "×", ("oa.number", "price.issue")),
    Relation("tpa.total.max", "×", ("tpa.number", "price.paid")),
    Relation("tpa.total", "×", ("tpa.final", "price.paid")),
    Relation("tpa.total.max", "+", ("tpa.capital.max", "tpa.reserve.max")),
    Relation("tpa.total", "+", ("tpa.capital", "tpa.reserve")),
    Relation("price.paid", "+", ("price.capital", "price.reserve")),
    Relation("tpa.number", "+", ("tpa.final", "tpa.lapsed")),
    Relation("public.number", "+", ("public.new", "public.treasury")),
    Relation("shares.after", "+", ("shares.present", "shares.increase")),
    Relation("treasury.present", "+", ("treasury.after", "tpa.final")),
    Relation("shares.after_public.max", "+", ("shares.now.max", "shares.increase_public.max")),
    Relation("shares.after_all.max", "+", ("shares.after_public.max", "shares.increase_third.max")),
    Relation("shares.after_public", "+", ("shares.now", "shares.increase_public")),
    Relation("shares.after_all", "+", ("shares.after_public", "shares.increase_third")),
    *(Relation(f"net.{stage}", "-", (f"gross.{stage}", f"costs.{stage}")) for stage in STAGES),
    *(Relation(f"net.{stage}", "+", (f"use.*.{stage}",)) for stage in STAGES),
    Relation("net.pricing", "+", ("net.allotment", "net.shortfall")),
)
