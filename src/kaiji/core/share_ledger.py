"""The ledger of shares: issued and treasury shares, and the ADS ratio, as of any day, from what changed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from kaiji.core.source import Source

MovementKind = OneOf["issue", "split", "cancellation", "treasury purchase", "treasury disposal"]


@dataclass(frozen=True, slots=True)
class ShareMovement:
    """What changed the number of shares on one day.

    Args:
        day: on which it took effect (of an issue, the payment date: Companies Act, article 209).
        kind: an issue or a cancellation changes the issued shares; a purchase or disposal of treasury shares only who
            holds them; a split (or, with a ratio under one, a consolidation) both numbers.
        number: of shares; nothing for a split.
        ratio: new shares for one old share; nothing but for a split.
        source: the resolution or record.
    """

    day: date
    kind: MovementKind
    number: int = 0
    ratio: Fraction = Fraction(1)
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class AdsRatio:
    """From a day on, how many shares one American Depositary Share stands for."""

    since: date
    shares: Fraction
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ShareCount:
    """The numbers at the end of a day, and where they came from."""

    day: date
    issued: int
    treasury: int
    sources: tuple[Source, ...] = ()

    @property
    def outstanding(self) -> int:
        """Issued shares without treasury shares: those that carry votes and dividends."""
        return self.issued - self.treasury


class LedgerError(ValueError):
    """The movements cannot have happened: fewer than no shares, or a treasury larger than the whole."""

    def __init__(self, movement: ShareMovement, count: ShareCount) -> None:
        super().__init__(f"{movement.kind} on {movement.day}: {count.issued} issued, {count.treasury} in treasury")
        self.movement, self.count = movement, count


@dataclass(frozen=True)
class ShareLedger:
    """A known count, and every movement after it.

    Args:
        opening: the count at the end of its day.
        movements: in any order; those on or before the opening's day are already in it and change nothing.
        ads_ratios: in any order.
    """

    opening: ShareCount
    movements: tuple[ShareMovement, ...] = ()
    ads_ratios: tuple[AdsRatio, ...] = ()

    def on(self, day: date) -> ShareCount:
        """Give the count at the end of a day.

        A day before the opening is not known and raises ValueError; impossible movements raise :class:`LedgerError`.
        A split leaves no fractions of shares: what is less than one share is dropped (Companies Act, article 235).
        """
        if day < self.opening.day:
            raise ValueError(f"the ledger begins on {self.opening.day}; {day} is before it")
        count = self.opening
        for one in self._between(self.opening.day, day):
            count = _after(count, one)
            if count.issued < 0 or not 0 <= count.treasury <= count.issued:
                raise LedgerError(one, count)
        return ShareCount(day, count.issued, count.treasury, count.sources)

    def split_factor(self, since: date, until: date) -> Fraction:
        """Give how many shares at the end of ``until`` stand for one share at the end of ``since``.

        Per-share figures of an earlier day are divided by it when they are shown beside later ones.
        """
        factor = Fraction(1)
        for one in self._between(since, until):
            if one.kind == "split":
                factor *= one.ratio
        return factor

    def shares_per_ads(self, day: date) -> Fraction | None:
        """Give the ADS ratio in force on a day, or None where there is none."""
        known = [one for one in self.ads_ratios if one.since <= day]
        return max(known, key=lambda one: one.since).shares if known else None

    def _between(self, after: date, until: date) -> list[ShareMovement]:
        found = [one for one in self.movements if after < one.day <= until]
        # On the same day a split comes first: what is issued on that day is already counted in new shares.
        return sorted(found, key=lambda one: (one.day, one.kind != "split"))

    def average(self, since: date, until: date) -> Fraction:
        """Give the average number of outstanding shares over the days from ``since`` to ``until``, both included.

        Every day counts with the shares at its end, in shares of ``until``: earlier counts are put up by later splits.
        """
        if until < since:
            raise ValueError(f"a period cannot end ({until}) before it starts ({since})")
        edges = sorted({since, *(one.day for one in self._between(since, until))})
        total = Fraction(0)
        for start, end in zip(edges, [*edges[1:], date.fromordinal(until.toordinal() + 1)], strict=True):
            days = end.toordinal() - start.toordinal()
            total += self.on(start).outstanding * self.split_factor(start, until) * days
        return total / (until.toordinal() - since.toordinal() + 1)


def _after(count: ShareCount, one: ShareMovement) -> ShareCount:
    issued, treasury = count.issued, count.treasury
    match one.kind:
        case "issue":
            issued += one.number
        case "cancellation":  # only treasury shares can be cancelled: Companies Act, article 178
            issued, treasury = issued - one.number, treasury - one.number
        case "treasury purchase":
            treasury += one.number
        case "treasury disposal":
            treasury -= one.number
        case "split":
            issued, treasury = int(issued * one.ratio), int(treasury * one.ratio)
    return ShareCount(one.day, issued, treasury, (*count.sources, *((one.source,) if one.source else ())))
