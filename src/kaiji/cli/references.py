"""Reference lists of smelters that a command is given."""

from __future__ import annotations

from pathlib import Path

from kaiji.cli.out import misuse
from kaiji.core.finding import Finding
from kaiji.minerals.smelter.reference import Reference, read_reference


def references_in(paths: list[Path]) -> tuple[list[Reference], tuple[Finding, ...]]:
    """Read reference files, in the order in which they are named. A file that is not there is misuse."""
    found: list[Reference] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            misuse(f"{path} cannot be read: {error.strerror}", "Name an official workbook or a CSV with --reference.")
        reading = read_reference(data, path.name)
        found += [reading.reference] if reading.reference is not None else []
        findings += reading.findings
    return found, tuple(findings)
