"""Dates of the evidence in sentences; the sentences themselves are made in :mod:`kaiji.core.sentence`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kaiji.core.document import Quote, Run, Words
from kaiji.core.figure import Figure
from kaiji.core.period import long_date
from kaiji.core.sentence import GAP, Filling, assertion, fill, gaps, join
from kaiji.core.source import Source

__all__ = ["GAP", "Filling", "assertion", "fill", "gaps", "join", "quote_date", "quote_dates"]


def quote_date(day: date, key: str, *sources: Source) -> Quote:
    """Print a date of the evidence."""
    return Quote(long_date(day), key, sources)


def quote_dates(days: Sequence[tuple[date, Source]], key: str) -> tuple[Run, ...]:
    """Print dates of the evidence: up to three in full, more as their number and the first and the last."""
    single: dict[date, list[Source]] = {}
    for day, source in sorted(days, key=lambda pair: (pair[0], str(pair[1]))):
        single.setdefault(day, []).append(source)
    quotes: list[Run] = [Quote(long_date(day), key, tuple(sources)) for day, sources in single.items()]
    if len(quotes) <= 3:
        return tuple(join(quotes))
    everything = tuple(source for sources in single.values() for source in sources)
    number = Figure.of(Decimal(len(quotes)), key=f"{key}.days", sources=everything)
    return (number, Words(" days between "), quotes[0], Words(" and "), quotes[-1])
