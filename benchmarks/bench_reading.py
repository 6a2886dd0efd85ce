"""Reading, checking and judging a real CMRT 6.5 workbook, beside openpyxl doing the same reads and the floor, in one run.

Prints medians and ratios; asserts nothing. The workbook is the reference data's filled CMRT 6.5 where that is at hand
(KAIJI_REFERENCE_DATA, default ../shared), else one of the example's, which are much smaller than a real one.

The floor is what no reader can do without: inflating the parts that the answers stand in, and one pass over them. It is
shown twice: the pass made by a parser (expat, without asking anything of it), and made by a mere search for cells.
"""

from __future__ import annotations

import io
import os
import statistics
import time
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.parsers import expat

import openpyxl

from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.limit import LIMITS
from kaiji.formats.xlsx.package import read_package
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.check import check
from kaiji.minerals.checker.judge import judge_opened
from kaiji.minerals.layout import layouts
from kaiji.minerals.reader import read_opened

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
LAYOUT = layouts()["CMRT", "6.5"]
SHEETS = ("Declaration", "Smelter List", "Product List")


def workbook() -> Path:
    """Give the workbook to read."""
    reference = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared")))
    real = reference / "checker_cases" / "p-cmrt6.5-085.xlsx"
    return real if real.exists() else min((ROOT / "examples" / "kitanami" / "responses").glob("*.xlsx"))


def kaiji_reads(data: bytes) -> int:
    """Read, check and judge with Kaiji; gives the number of answers and smelter rows."""
    opened = open_workbook(data, "answer.xlsx")
    reading = read_opened(opened, "answer.xlsx")
    check(reading, year=2025, as_of=date(2026, 1, 1))
    judge_opened(opened, "answer.xlsx")
    declaration = reading.declaration
    return len(declaration.answers) + len(declaration.smelters) if declaration else 0


def openpyxl_reads(data: bytes, *, read_only: bool) -> int:
    """Read the same cells with openpyxl: company block, answers, comments, smelter and product lists."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=read_only)
    block = book[LAYOUT.declaration]
    rows = block.iter_rows(max_row=92, max_col=10, values_only=True)
    cells = {(number, column): value for number, row in enumerate(rows, 1) for column, value in enumerate(row, 1)}
    answers = sum(1 for one in LAYOUT.questions for offset in range(4) if (one.row + offset, 4) in cells)
    answers += sum(1 for one in LAYOUT.company_questions if (one.row, 4) in cells)
    smelters = 0
    for row in book[LAYOUT.smelter_list.sheet].iter_rows(min_row=5, max_row=2504, max_col=17, values_only=True):
        smelters += any(value not in (None, "", 0) for value in row)
    for _ in book[LAYOUT.product_list.sheet].iter_rows(min_row=6, max_row=2005, max_col=4, values_only=True):
        pass
    return answers + smelters


def needed_parts(data: bytes) -> tuple[str, ...]:
    """Give the parts without which the answers cannot be read."""
    package = read_package(look_over(data, LIMITS), LIMITS)
    sheets = tuple(sheet.part for sheet in package.sheets if sheet.name in SHEETS)
    return ("xl/workbook.xml", "xl/styles.xml", package.strings, *sheets)


def floor(data: bytes, names: tuple[str, ...], look: Callable[[bytes], int]) -> int:
    """Inflate parts and pass once over each."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(look(archive.read(name)) for name in names)


def parsed(xml: bytes) -> int:
    """Pass over XML with a parser that is asked nothing."""
    expat.ParserCreate().Parse(xml, True)
    return 0


def medians(acts: dict[str, Callable[[], int]]) -> dict[str, tuple[float, int]]:
    """Time the acts in turn, so that a slower machine slows all of them; gives median seconds and what each counted."""
    counted = {name: act() for name, act in acts.items()}
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(RUNS):
        for name, act in acts.items():
            start = time.process_time()
            act()
            times[name].append(time.process_time() - start)
    return {name: (statistics.median(times[name]), counted[name]) for name in acts}


def main() -> None:
    """Print the comparison."""
    path = workbook()
    data = path.read_bytes()
    names = needed_parts(data)
    acts: dict[str, Callable[[], int]] = {
        "kaiji: read, check and verdict": lambda: kaiji_reads(data),
        "openpyxl: full load, same reads": lambda: openpyxl_reads(data, read_only=False),
        "openpyxl: read-only, same reads": lambda: openpyxl_reads(data, read_only=True),
        "floor: inflate, parse once": lambda: floor(data, names, parsed),
        "floor: inflate, search once": lambda: floor(data, names, lambda xml: xml.count(b"<c ")),
    }
    results = medians(acts)
    own = results["kaiji: read, check and verdict"][0]
    print(f"{path.name}, {len(data) / 1e6:.2f} MB, processor time, median of {RUNS} runs in turn")
    for name, (seconds, counted) in results.items():
        told = f"({counted} answers and smelter rows)" if name.startswith(("kaiji", "openpyxl")) else ""
        print(f"  {name:34} {seconds * 1000:8.1f} ms   {seconds / own:6.2f} x   {told}")


if __name__ == "__main__":
    main()
