"""Types declarations into an official workbook that LibreOffice keeps open, and reads its Checker sheet back.

Run by a Python that has LibreOffice's ``uno``. Speaks JSON lines: first the path of the workbook, then a list of ranges
to empty once, then one declaration a line (``{"Sheet!A1": value}``); answers each with one line. A value is a text, a
number, null (the cell is emptied), ``{"date": "YYYY-MM-DD"}`` or ``{"formula": "=..."}``. Before each declaration the
workbook is made as it was. With ``{"save as": path}`` in it, the workbook is saved there, and the answer is empty.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

EVERYTHING = 1 | 2 | 4 | 16
NOT_AVAILABLE, NO_REFERENCE, NO_VALUE = 32767, 524, 519
CODES = {NOT_AVAILABLE: "#N/A", NO_REFERENCE: "#REF!", NO_VALUE: "#VALUE!"}
LAST_ROW = 130
SECONDS = 90


def started(profile: str) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice on a pipe of its own and give its desktop."""
    import uno  # type: ignore[import-not-found]  # noqa: PLC0415 - only there in LibreOffice's Python

    pipe = f"kaiji{Path(profile).name}".replace("_", "")
    office = subprocess.Popen(
        [
            "soffice", "--headless", "--norestore", "--nologo", "--nodefault",
            f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + SECONDS
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            if time.monotonic() > until:
                office.kill()
                raise
            time.sleep(0.3)


def opened(desktop: Any, path: str) -> Any:
    """Open the workbook without a window, and calculate it once in full."""
    import uno  # noqa: PLC0415

    hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (hidden,))
    document.enableAutomaticCalculation(False)
    document.calculateAll()
    return document


def put(cell: Any, value: Any, zero: date) -> None:
    """Type one value into a cell as it is, without the program's guesses."""
    if value is None:
        cell.clearContents(EVERYTHING)
    elif isinstance(value, dict):
        if "date" in value:
            cell.setValue((date.fromisoformat(value["date"]) - zero).days)
        else:
            cell.setFormula(value["formula"])
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def shown(checker: Any, row: int, column: int, value: Any) -> Any:
    """Give a cell of the Checker: number, text, or the code of its error."""
    if value is not None:
        return int(value) if isinstance(value, float) else value
    error = checker.getCellByPosition(column, row - 1).getError()
    return CODES.get(error, f"error {error}")


class Sheets:
    """The workbook's cells: typed values are put in and taken out again, and only those that differ are touched."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.typed: dict[str, Any] = {}
        self.originals: dict[str, tuple[Any, str, str]] = {}
        zero = document.NullDate
        self.zero = date(zero.Year, zero.Month, zero.Day)

    def type(self, typed: dict[str, Any]) -> None:
        """Make the workbook the blank one with these values typed in."""
        self.document.addActionLock()
        for key in self.typed.keys() - typed.keys():
            restore(*self.originals[key])
        for key, value in typed.items():
            if key not in self.typed or self.typed[key] != value:
                put(self.cell(key), value, self.zero)
        self.typed = typed
        self.document.removeActionLock()
        self.document.calculateAll()

    def cell(self, key: str) -> Any:
        """Give a cell by its address, and remember what the workbook has there."""
        if key not in self.originals:
            sheet, _, address = key.rpartition("!")
            cell = self.document.Sheets.getByName(sheet).getCellRangeByName(address).getCellByPosition(0, 0)
            self.originals[key] = cell, cell.getFormula(), cell.getType().value
        return self.originals[key][0]

    def checker(self) -> dict[str, Any]:
        """Read the Checker sheet: required and missing of each row, and what its top shows."""
        checker = self.document.Sheets.getByName("Checker")
        marks = checker.getCellRangeByName(f"F1:H{LAST_ROW}")
        values, formulas = marks.getDataArray(), marks.getFormulaArray()
        rows = {
            row: [shown(checker, row, 5, values[row - 1][0]), shown(checker, row, 7, values[row - 1][2])]
            for row in range(4, LAST_ROW + 1)
            if formulas[row - 1][2] != ""
        }
        top = checker.getCellRangeByName("D2").getDataArray()[0][0]
        return {"rows": rows, "shown": shown(checker, 2, 3, top)}


def saved(document: Any, path: str) -> None:
    """Save a copy as .xlsx, with every value as calculated."""
    import uno  # noqa: PLC0415

    form = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    form.Name, form.Value = "FilterName", "Calc MS Excel 2007 XML"
    document.storeToURL(Path(path).as_uri(), (form,))


def restore(cell: Any, formula: str, kind: str) -> None:
    """Give a cell what the blank workbook has there."""
    if kind == "FORMULA":
        cell.setFormula(formula)
    elif kind == "EMPTY":
        cell.clearContents(EVERYTHING)
    elif kind == "TEXT":
        cell.setString(formula)
    else:
        cell.setValue(float(formula))


def main() -> None:
    """Answer declarations until there are no more."""
    with tempfile.TemporaryDirectory(prefix="kaiji") as profile:
        office, desktop = started(profile)
        try:
            document = opened(desktop, sys.stdin.readline().strip())
            for key in json.loads(sys.stdin.readline()):
                sheet, _, cells = key.rpartition("!")
                document.Sheets.getByName(sheet).getCellRangeByName(cells).clearContents(EVERYTHING)
            sheets = Sheets(document)
            for line in sys.stdin:
                asked = json.loads(line)
                where = asked.pop("save as", "")
                sheets.type(asked)
                if where:
                    saved(document, where)
                print(json.dumps({} if where else sheets.checker()), flush=True)  # noqa: T201
            document.close(True)
        finally:
            with contextlib.suppress(Exception):
                desktop.terminate()
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


if __name__ == "__main__":
    main()
