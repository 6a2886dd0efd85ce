"""The oracle: official workbooks recalculated by LibreOffice, against the verdict computed here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Self

from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.checker.cell import TypedCells, WorkbookCells
from kaiji.minerals.checker.rule_set import rule_set
from kaiji.minerals.checker.verdict import Verdict, verdict
from kaiji.minerals.template import recognise
from oracle.made_declaration import Made, Maker, typed

WORKER = Path(__file__).with_name("office.py")
TEMPLATES = {
    "CMRT 6.5": "RMI_CMRT_6.5.xlsx",
    "CMRT 6.22": "RMI_CMRT_6.22.xlsx",
    "CMRT 6.01": "RMI_CMRT_6.01.xlsx",
    "EMRT 2.1": "RMI_EMRT_2.1.xlsx",
    "EMRT 1.3": "RMI_EMRT_1.3.xlsx",
    "AMRT 1.3": "RMI_AMRT_1.3.xlsx",
    "CRT 2.2": "RMI_CRT_2.21.xlsx",
    "CMRT 3.01": "3.01_-_green.xlsx",
    "CMRT 2.03a": "2.03a_-_green.xlsx",
}
UNSEEN = ("Smelter List!F5:J2505", "Smelter List!R5:T2505")
PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python", "python3")


@cache
def office_python() -> str:
    """Give a Python that has LibreOffice's ``uno``, or nothing where there is none, or no LibreOffice."""
    if shutil.which("soffice") is None:
        return ""
    for python in PYTHONS:
        path = shutil.which(python)
        if path and subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return path
    return ""


class Office:
    """One official workbook, kept open by LibreOffice; use it in a ``with``.

    Args:
        template: the workbook.
        emptied: ranges that are emptied first.
    """

    def __init__(self, template: Path, emptied: tuple[str, ...] = ()) -> None:
        self._template = template
        self._emptied = emptied

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="kaiji-oracle")
        copy = Path(self._folder.name) / f"template{self._template.suffix}"
        data = self._template.read_bytes()
        copy.write_bytes(without_protection(data) if zipfile.is_zipfile(self._template) else data)
        self._worker = subprocess.Popen(
            [office_python(), str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._send(str(copy))
        self._send(json.dumps(self._emptied))
        return self

    def __exit__(self, *_: object) -> None:
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._worker.stdin.close()
        self._worker.stdout.close()
        self._worker.wait(60)
        self._folder.cleanup()

    def _send(self, line: str) -> None:
        assert self._worker.stdin is not None
        self._worker.stdin.write(line + "\n")
        self._worker.stdin.flush()

    def says(self, made: Made) -> dict[str, Any]:
        """Type a declaration and give what the Checker sheet then shows."""
        assert self._worker.stdout is not None
        self._send(json.dumps(made))
        found: dict[str, Any] = json.loads(self._worker.stdout.readline())
        return found

    def saved(self, made: Made, path: Path) -> bytes:
        """Type a declaration and give the whole workbook as calculated; ``path`` is where it is kept meanwhile."""
        self.says({**made, "save as": str(path)})
        return path.read_bytes()


def without_protection(data: bytes) -> bytes:
    """Take the protection off the sheets, so that cells can be put back as they were; nothing else changes."""
    with tempfile.TemporaryFile() as out:
        with tempfile.TemporaryFile() as given:
            given.write(data)
            with zipfile.ZipFile(given) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
                for part in source.infolist():
                    content = source.read(part)
                    if part.filename.startswith("xl/worksheets/sheet"):
                        content = re.sub(rb"<sheetProtection[^>]*/>", b"", content)
                    target.writestr(part.filename, content)
        out.seek(0)
        return out.read()


def differences(said: dict[str, Any], found: Verdict) -> list[str]:
    """Say where the sheet and the verdict differ: rows, required, missing, total, and what the top shows."""
    rows = {int(row): tuple(marks) for row, marks in said["rows"].items()}
    total = max(rows)
    own = {one.row: (one.required, one.missing) for one in found.rows}
    wrong = [
        f"row {row}: the sheet says {rows.get(row)}, we {own.get(row)}"
        for row in sorted((rows.keys() | own.keys()) - {total})
        if rows.get(row) != own.get(row)
    ]
    if rows[total][1] != found.total:
        wrong.append(f"total: the sheet says {rows[total][1]}, we {found.total}")
    if str(said["shown"]) != found.shown:
        wrong.append(f"shown: the sheet says {said['shown']}, we {found.shown}")
    return wrong


def compared(template: Path, seed: int, count: int, *, lean: bool = False) -> Iterator[tuple[Made, list[str]]]:
    """Make declarations, have both sides judge them, and give each with the differences.

    ``lean`` empties columns of the smelter list that show street, city and the like, which take half of the time: no
    cell that leads to the Checker looks at them.
    """
    workbook = open_workbook(template.read_bytes(), template.name).workbook
    assert workbook is not None
    which = recognise(workbook)
    rules = rule_set(which.family, which.version)
    assert rules is not None
    cells = WorkbookCells(workbook)
    maker = Maker(rules, cells, Random(seed))  # noqa: S311 - for tests
    with Office(template, UNSEEN if lean and rules.smelters.number else ()) as office:
        for _ in range(count):
            made = maker.make()
            found = verdict(TypedCells(typed(made), rules, cells), which.family, which.version)
            yield made, differences(office.says(made), found)
