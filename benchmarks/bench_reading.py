"""Reading and checking a real CMRT 6.5 workbook, beside openpyxl doing the same reads, in one run.

Prints medians and ratios; asserts nothing. The workbook is the reference data's filled CMRT 6.5 where that is at hand
(KAIJI_REFERENCE_DATA, default ../shared), else one of the example's, which are much smaller than a real one.
"""

from __future__ import annotations

import io
import os
import statistics
import time
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from kaiji.minerals.check import check
from kaiji.minerals.layout import layouts
from kaiji.minerals.reader import read

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7
LAYOUT = layouts()["CMRT", "6.5"]


def workbook() -> Path:
    """Give the workbook to read."""
    reference = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared")))
    real = reference / "checker_cases" / "p-cmrt6.5-085.xlsx"
    return real if real.exists() else min((ROOT / "examples" / "kitanami" / "responses").glob("*.xlsx"))


def kaiji_reads(data: bytes) -> int:
    """Read and check with Kaiji; gives the number of answers and smelter rows."""
    reading = read(data, "answer.xlsx")
    check(reading, year=2025, as_of=date(2026, 1, 1))
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


def median(act: Callable[[], int]) -> tuple[float, int]:
    """Time an act some times after a warm-up; gives the median in seconds and what it counted."""
    counted = act()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times), counted


def main() -> None:
    """Print the comparison."""
    path = workbook()
    data = path.read_bytes()
    acts: dict[str, Callable[[], int]] = {
        "kaiji: read and check": lambda: kaiji_reads(data),
        "openpyxl: full load, same reads": lambda: openpyxl_reads(data, read_only=False),
        "openpyxl: read-only, same reads": lambda: openpyxl_reads(data, read_only=True),
    }
    results = {name: median(act) for name, act in acts.items()}
    own = results["kaiji: read and check"][0]
    print(f"{path.name}, {len(data) / 1e6:.2f} MB, median of {RUNS} runs")
    for name, (seconds, counted) in results.items():
        print(f"  {name:34} {seconds * 1000:8.1f} ms   {seconds / own:5.1f} x   ({counted} answers and smelter rows)")


if __name__ == "__main__":
    main()
