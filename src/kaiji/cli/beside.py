"""What shows only beside other files: alike files of this folder, and the suppliers' earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import track

from kaiji.bulk.map import map_files
from kaiji.cli.inputs import files_of
from kaiji.cli.out import err, misuse
from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.earlier import Pair, compare
from kaiji.minerals.reader import Reading, read
from kaiji.minerals.rules.alike import check_alike
from kaiji.minerals.rules.version_change import check_versions
from kaiji.minerals.rules.version_file import earlier_unreadable
from kaiji.minerals.survey import Response, survey_of

Checked = tuple[str, Reading | None, tuple[Finding, ...]]


@dataclass(frozen=True)
class Beside:
    """The files with what was found beside others, and what each is compared with.

    Args:
        checked: the files in their order, then earlier ones about which something is to be said.
        pairs: by the name of the present file.
    """

    checked: list[Checked]
    pairs: Mapping[str, Pair] = field(default_factory=dict)


def beside_each_other(checked: Sequence[Checked]) -> Beside:
    """Find what files of different suppliers have in common; one file alone has nothing beside it."""
    readings = [reading for _, reading, _ in checked if reading is not None and reading.declaration is not None]
    if len(readings) < 2:
        return Beside(list(checked))
    survey = survey_of(None, [Response(reading, ()) for reading in readings])
    return Beside(_with(checked, check_alike(survey)))


def beside_earlier(beside: Beside, previous: Path, jobs: int | None) -> Beside:
    """Read the earlier files, and compare each declaration with the earlier one of its company."""
    if not previous.is_dir():
        misuse(f"{previous} is no folder.", "Name the folder that holds the suppliers' earlier workbooks.")
    inputs = [(path, f"{previous.name or previous}/{name}") for path, name in files_of([previous])]
    outcomes = track(
        map_files(_declared, inputs, jobs=jobs),
        "Reading earlier files",
        total=len(inputs),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    earlier: list[Declaration] = []
    unread: list[Finding] = []
    for one in outcomes:
        if one.value is None:
            unread += earlier_unreadable(Source(one.name))
        else:
            earlier.append(one.value)
    now = [reading.declaration for _, reading, _ in beside.checked if reading is not None and reading.declaration]
    comparison = compare(now, earlier)
    found = (*check_versions(comparison), *unread)
    return Beside(_with(beside.checked, found), {pair.now.file: pair for pair in comparison.pairs})


def _declared(data: bytes, name: str) -> Declaration | None:
    return read(data, name).declaration


def _with(checked: Sequence[Checked], found: Iterable[Finding]) -> list[Checked]:
    """Put findings to the files that they are about; a file that is not among them gets a line of its own."""
    by_file: dict[str, list[Finding]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    merged: list[Checked] = [
        (name, reading, (*findings, *by_file.pop(name, ()))) for name, reading, findings in checked
    ]
    return merged + [(name, None, tuple(findings)) for name, findings in by_file.items()]
