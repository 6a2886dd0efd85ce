#!/usr/bin/env python3
"""Read each official workbook in each language it offers, calculated by LibreOffice: is it the same declaration?

python benchmarks/oracle_language.py [--template RMI_CMRT_6.5.xlsx] [--show]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from oracle.language import WORKBOOKS, in_languages  # noqa: E402
from oracle.recalculation import office_python  # noqa: E402


def main() -> int:
    """Run the comparison; the exit status is 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--template", choices=WORKBOOKS, action="append")
    parser.add_argument("--show", action="store_true", help="print each difference")
    chosen = parser.parse_args()
    if not office_python():
        print("LibreOffice with its Python bridge (uno) is not here.")
        return 2
    folder = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared"))) / "templates"
    count = failed = 0
    for name in chosen.template or WORKBOOKS:
        began = time.perf_counter()
        found = list(in_languages(folder / name))
        differing = [one for one in found if one.wrong]
        count, failed = count + len(found), failed + len(differing)
        seconds = time.perf_counter() - began
        print(f"{name}: {len(found) - len(differing)} of {len(found)} languages agree ({seconds:.0f} s)", flush=True)
        for one in differing:
            print(
                f"    {one.language}: {len(one.wrong)} differences", *(one.wrong if chosen.show else ()), sep="\n      "
            )
    print(f"{count - failed} of {count} agree")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
