"""Sentences with gaps: a template of our own words, filled with figures and quotes that know their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kaiji.core.document import Assertion, Quote, Run, Words
from kaiji.core.source import Source

GAP = re.compile(r"\{([\w.:\[\]]+)\}")
Filling = Run | Sequence[Run]


def fill(template: str, values: Mapping[str, Filling]) -> tuple[Run, ...]:
    """Put runs into the gaps of a template; a gap without a value is a bug and raises KeyError."""
    runs: list[Run] = []
    end = 0
    for gap in GAP.finditer(template):
        if gap.start() > end:
            runs.append(Words(template[end : gap.start()]))
        value = values[gap.group(1)]
        runs += list(value) if isinstance(value, Sequence) else [value]
        end = gap.end()
    if end < len(template):
        runs.append(Words(template[end:]))
    return tuple(runs)


def assertion(template: str, values: Mapping[str, Filling], key: str, sources: Sequence[Source] = ()) -> Assertion:
    """Make a sentence that asserts something; its sources are the given ones and those of its runs."""
    runs = fill(template, values)
    if runs and isinstance(runs[0], Quote) and template.startswith("{"):
        first = runs[0]
        runs = (Quote(first.text[:1].upper() + first.text[1:], first.key, first.sources), *runs[1:])
    own = [source for run in runs if not isinstance(run, Words) for source in run.sources]
    return Assertion(runs, key, tuple(dict.fromkeys((*sources, *own))))


def gaps(template: str) -> tuple[str, ...]:
    """Give the names of a template's gaps, in order."""
    return tuple(GAP.findall(template))


def join(runs: Sequence[Run], last: str = " and ") -> list[Run]:
    """List runs as English does: ``a``, ``a and b``, ``a, b and c``."""
    joined: list[Run] = []
    for index, run in enumerate(runs):
        if index:
            joined.append(Words(last if index == len(runs) - 1 else ", "))
        joined.append(run)
    return joined
