"""The worst files that pass the limits stay within memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_MEGABYTES = 500
MOST_SECONDS = 10  # of processor time, so that a busy machine does not count

SCRIPT = """
import sys
import made_workbook as made
kind = sys.argv[1]
def cell(row, column, inside='<v>1</v>', more=''):
    return f'<c r="{column}{row}"{more}>{inside}</c>'
columns = [*'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
many = range(1, 40_000)
strings = ''
if kind == 'numbers':
    data = ''.join(f'<row r="{r}">' + ''.join(cell(r, c) for c in columns) + '</row>' for r in many)
elif kind == 'texts':
    strings = '<si><t>abc</t></si>' * 800_000
    data = ''.join(f'<row r="{r}">' + ''.join(cell(r, c, f'<v>{r}</v>', ' t="s"') for c in columns[:18]) + '</row>' for r in many)
elif kind == 'dense':
    data = '<row r="1"><c r="B2"><v>1</v></c></row>' + '<row r="100000"><c r="AB100000"><v>1</v></c></row>'
elif kind == 'odd':
    data = ''.join(f'<row r="{r}">' + ''.join(cell(r, c, '<v>1E+3</v>') for c in columns[:14]) + '</row>' for r in many)
elif kind == 'loose':
    data = '<!-- -->' + ''.join(f'<row r="{r}">' + ''.join(cell(r, c) for c in columns[:10]) + '</row>' for r in many)
elif kind == 'tags':
    data = '<a/>' * 1_900_000
data = made.packed(made.parts(data, strings=strings), 0)
open(sys.argv[2], 'wb').write(data)
"""

READ = """
import json, re, resource, sys, time
from pathlib import Path
from kaiji.formats.xlsx.workbook import open_workbook
data = open(sys.argv[1], 'rb').read()
begun = time.process_time()
opened = open_workbook(data, 'a.xlsx')
sheet = opened.workbook.sheet('S')
# The system hands a parent's peak down in ru_maxrss; the peak of this program alone stands in /proc, where there is one.
status = Path('/proc/self/status')
peak = re.search(r'VmHWM:\\s+(\\d+)', status.read_text()) if status.exists() else None
kilobytes = int(peak[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({
    'seconds': time.process_time() - begun,
    'megabytes': kilobytes / 1024,
    'rows': sheet.last_row if sheet else 0,
    'codes': [finding.code for finding in opened.workbook.findings],
}))
"""


def run(script: str, *arguments: str) -> str:
    path = os.pathsep.join(str(ROOT / folder) for folder in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("kind", "rows", "codes"),
    [
        ("numbers", 39_999, []),
        ("texts", 39_999, []),
        ("dense", 100_000, []),
        ("odd", 39_999, []),
        ("loose", 39_999, []),
        ("tags", 0, []),
    ],
)
def test_peak_memory_and_time(tmp_path: Path, kind: str, rows: int, codes: list[str]) -> None:
    made = tmp_path / "made.xlsx"
    run(SCRIPT, kind, str(made))
    seen = json.loads(run(READ, str(made)))
    assert seen["megabytes"] < MOST_MEGABYTES, seen
    assert seen["seconds"] < MOST_SECONDS, seen
    assert (seen["rows"], seen["codes"]) == (rows, codes), seen
    print(kind, seen)  # noqa: T201 - seen with -s
