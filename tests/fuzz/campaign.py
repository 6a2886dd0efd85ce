"""The fuzzing campaign over the workbook readers: thousands of damaged files, each read in a watched process.

    python tests/fuzz/campaign.py 10000 --from 0 --shard 0/2 -o report.json

Each file must end within 10 seconds of processor time and under 500 MB of memory, without an exception; and it must be
refused with a finding, read with a finding that the whole workbook has not, or read as the whole one. Damage inside parts that were
packed again makes another workbook; where it is read otherwise without a finding, openpyxl must read the same cells.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import re
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from fuzz.damage import Base, Made, bases, made  # noqa: E402
from kaiji.core.finding import Finding, has_errors  # noqa: E402
from kaiji.formats.xlsx.workbook import open_workbook  # noqa: E402
from kaiji.minerals.check import check  # noqa: E402
from kaiji.minerals.checker.judge import judge_opened  # noqa: E402
from kaiji.minerals.declaration import Declaration, EntryKind, ProductRow, SmelterRow  # noqa: E402
from kaiji.minerals.reader import Reading, read_opened  # noqa: E402
from kaiji.programmes import RULES  # noqa: E402

MOST_SECONDS = 10.0
MOST_MEGABYTES = 500
HANGS = 40.0  # seconds of processor time, which a busy machine does not lengthen
LONGEST_WAIT = 900.0
FINE = ("refused", "found", "the same", "another workbook")
Seen = frozenset[tuple[str, str]]


def look(data: bytes, name: str = "answer.xlsx") -> tuple[Reading, tuple[Finding, ...]]:
    """Do everything that the program does with a received file, the sentences of its findings included."""
    opened = open_workbook(data, name)
    reading = read_opened(opened, name)
    findings = check(reading, year=2025, as_of=date(2026, 1, 1))
    judge_opened(opened, name)
    for one in findings:
        RULES[one.code].say(one, "ja")
        RULES[one.code].advise(one, "en")
    return reading, findings


def told(findings: tuple[Finding, ...]) -> Seen:
    """Give what findings say, wherever the file lay."""
    return frozenset((one.code, f"{one.place} {RULES[one.code].say(one)}") for one in findings)


def said(declaration: Declaration | None) -> object:
    """Give everything a declaration says, with its cells."""
    if declaration is None:
        return None
    entries = [*declaration.company.items()]
    for answer in declaration.answers:
        entries += [("answer", answer.answer), ("comment", answer.comment)]
    rows: list[SmelterRow | ProductRow] = [
        *declaration.smelters,
        *declaration.products,
        *declaration.mines,
        *declaration.reasons,
    ]
    entries += [entry for row in rows for entry in row.cells.items()]
    about = (declaration.family, declaration.version, declaration.language, declaration.metals)
    return about, [(name, one.text, one.kind, str(one.source.place)) for name, one in entries]


_whole: dict[str, tuple[object, Seen]] = {}


def whole(base: Base) -> tuple[object, Seen]:
    """Give what the whole workbook says, and what is found in it."""
    if base.name not in _whole:
        _whole[base.name] = _look_at_whole(base)
    return _whole[base.name]


def _look_at_whole(base: Base) -> tuple[object, Seen]:
    reading, findings = look(base.data)
    return said(reading.declaration), told(findings)


def verdict(one: Made) -> str:
    """Read a damaged file and say what came of it; ``FINE`` names what may."""
    reading, findings = look(one.data)
    if reading.declaration is None:
        return "refused" if has_errors(findings) else "LOST IN SILENCE"
    before, known = whole(one.base)
    now, found = said(reading.declaration), told(findings)
    if now == before:
        return "the same"
    if found - known:
        return "found"
    if one.contents and confirmed(one.data, reading.declaration):
        return "another workbook"
    return "READ OTHERWISE IN SILENCE"


def confirmed(data: bytes, declaration: Declaration) -> bool:
    """Ask openpyxl whether the texts and numbers of a declaration stand in the workbook, and nothing else does."""
    import openpyxl  # noqa: PLC0415 - only for the few files that ask for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:  # noqa: BLE001 - a file that the other library cannot open confirms nothing
        return False
    entries = [*declaration.company.values()]
    entries += [entry for one in declaration.answers for entry in (one.answer, one.comment)]
    rows: list[SmelterRow | ProductRow] = [*declaration.smelters, *declaration.products]
    entries += [entry for row in rows for entry in row.cells.values()]
    for entry in entries:
        place = entry.source.place
        if entry.kind in (EntryKind.TEXT, EntryKind.EMPTY) and ":" not in place.cell:
            value = book[place.sheet][place.cell].value
            text = "" if value is None else str(value)
            if not isinstance(value, datetime) and " ".join(text.split()) != " ".join(entry.text.split()):
                return False
    return True


def peak() -> float:
    """Give the most memory this process had since it was last asked, in megabytes; 0 where the system does not tell."""
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.exists():
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
    reset.write_text("5")
    return int(found[1]) / 1024 if found else 0.0


def reader(pipe: Connection, reference: Path | None) -> None:
    """Read files whose numbers come through the pipe; the bytes come through a file, so that making them costs nothing here."""
    among = bases(reference)
    for base in among:
        whole(base)
    pipe.send("ready")
    while (order := pipe.recv()) is not None:
        number, kind, name, contents, path = order
        base = next(one for one in among if one.name == name)
        one = Made(number, kind, base, Path(path).read_bytes(), contents)
        peak()
        begun = time.process_time()
        try:
            came = verdict(one)
        except Exception:  # noqa: BLE001 - that is what is looked for
            came = "CRASH " + traceback.format_exc()
        pipe.send((came, time.process_time() - begun, peak()))


class Watched:
    """A reading process that is started again when it dies or hangs."""

    def __init__(self, reference: Path | None) -> None:
        self._reference = reference
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=reader, args=(other, self._reference), daemon=True)
        self._process.start()
        self._pipe.recv()

    def read(self, one: Made, path: Path) -> tuple[str, float, float]:
        """Give what came of a file, its seconds and its megabytes."""
        path.write_bytes(one.data)
        self._pipe.send((one.number, one.kind, one.base.name, one.contents, str(path)))
        begun, before = time.monotonic(), self._seconds()
        while not self._pipe.poll(0.2):
            dead, used = not self._process.is_alive(), self._seconds() - before
            if dead or used > HANGS or time.monotonic() - begun > LONGEST_WAIT:
                self._process.kill()
                self._process.join()
                self._start()
                return ("DIED" if dead else "HANG"), used, 0.0
        came: tuple[str, float, float] = self._pipe.recv()
        return came

    def _seconds(self) -> float:
        """Give the processor time of the reading process, as far as the system tells."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Let the process end."""
        self._pipe.send(None)
        self._process.join(10)


def main() -> int:
    """Run a shard of the campaign and write its report; status 1 where a file did what none may."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("count", type=int)
    arguments.add_argument("--from", dest="first", type=int, default=0)
    arguments.add_argument("--shard", default="0/1", help="which part of how many, such as 0/2")
    arguments.add_argument("-o", "--output", type=Path)
    given = arguments.parse_args()
    part, of = (int(word) for word in given.shard.split("/"))
    reference = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared"))).resolve()
    among, watched = bases(reference), Watched(reference)
    counts: Counter[tuple[str, str]] = Counter()
    worst: dict[str, Any] = {"seconds": (0.0, 0), "megabytes": (0.0, 0)}
    bad: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.first + part, given.first + given.count, of):
            one = made(number, among)
            came, seconds, megabytes = watched.read(one, Path(folder) / "answer.xlsx")
            if came in FINE and seconds > MOST_SECONDS:
                came = "SLOW"
            if came in FINE and megabytes > MOST_MEGABYTES:
                came = "LARGE"
            counts[one.kind, came if came in FINE else came.split()[0]] += 1
            worst["seconds"] = max(worst["seconds"], (round(seconds, 2), number))
            worst["megabytes"] = max(worst["megabytes"], (round(megabytes), number))
            if came not in FINE:
                bad.append(
                    {
                        "number": number,
                        "kind": one.kind,
                        "base": one.base.name,
                        "came": came,
                        "seconds": seconds,
                        "megabytes": megabytes,
                    }
                )
            if number // of % 20 == 0 or came not in FINE:
                _write(given.output, counts, worst, bad)
    watched.close()
    _write(given.output, counts, worst, bad)
    print(json.dumps(_report(counts, worst, bad), indent=1))  # noqa: T201 - that is its answer
    return 1 if bad else 0


def _report(counts: Counter[tuple[str, str]], worst: dict[str, Any], bad: list[dict[str, Any]]) -> dict[str, Any]:
    kinds: dict[str, dict[str, int]] = {}
    for (kind, came), count in sorted(counts.items()):
        kinds.setdefault(kind, {})[came] = count
    return {"files": sum(counts.values()), "worst": worst, "kinds": kinds, "bad": bad}


def _write(to: Path | None, counts: Counter[tuple[str, str]], worst: dict[str, Any], bad: list[dict[str, Any]]) -> None:
    if to is not None:
        to.write_text(json.dumps(_report(counts, worst, bad), indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
