#!/usr/bin/env python3
"""Compare the Checker's verdict with the official workbooks, recalculated by LibreOffice, on random declarations.

python benchmarks/oracle_checker.py [--count 1000] [--seed 1] [--template "CMRT 6.5"] [--lean] [--show]
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from oracle.recalculation import TEMPLATES, compared, office_python  # noqa: E402


def main() -> int:
    """Run the comparison; the exit status is 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--template", choices=tuple(TEMPLATES), action="append")
    parser.add_argument("--lean", action="store_true", help="empty columns that no part of the Checker looks at")
    parser.add_argument("--show", action="store_true", help="print each declaration that differs")
    chosen = parser.parse_args()
    if not office_python():
        print("LibreOffice with its Python bridge (uno) is not here.")
        return 2
    folder = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared"))) / "templates"
    failed = 0
    for name in chosen.template or TEMPLATES:
        began, agreed, totals, rows = time.perf_counter(), 0, collections.Counter[str](), collections.Counter[str]()
        for made, wrong in compared(folder / TEMPLATES[name], chosen.seed, chosen.count, lean=chosen.lean):
            agreed += not wrong
            rows.update(wrong)
            totals["differs" if wrong else "agrees"] += 1
            if wrong and chosen.show:
                print(json.dumps(made, ensure_ascii=False), *wrong, sep="\n  ")
        failed += agreed != chosen.count
        print(f"{name}: {agreed} of {chosen.count} agree ({time.perf_counter() - began:.0f} s)", flush=True)
        for line, times in rows.most_common(8):
            print(f"    {times} × {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
