"""Hostile and odd input: each ends in a finding or in a refusal, in bounded time, and never in a traceback."""

from __future__ import annotations

import io
import json
import os
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app

MOST_SECONDS = 60  # of processor time, also on a slow machine
SENTENCE = b"Revenues were 1,234 million in 2008 and costs 1,000. "


def run(path: Path, *more: str) -> Result:
    begun = time.process_time()
    result = CliRunner().invoke(app, ["tieout", str(path), *more])
    assert time.process_time() - begun < MOST_SECONDS
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def proved(tmp_path: Path, name: str, content: bytes) -> tuple[int, set[str], Any]:
    path = tmp_path / name
    path.write_bytes(content)
    result = run(path, "--format", "json")
    data = json.loads(result.stdout)
    return result.exit_code, {one["code"] for one in data["findings"]}, data["certificate"]


def word(body: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        made.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
    return raw.getvalue()


def rows(count: int) -> bytes:
    made = random.Random(1)  # noqa: S311
    return (
        b"\t2008\t2007\t%\n"
        + "\n".join(
            f"Item {at}\t{made.randrange(1, 10**6):,}\t{made.randrange(1, 10**6):,}\t{made.randrange(1, 999) / 10}%"
            for at in range(count)
        ).encode()
    )


LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n130\n%%EOF"
)
READ_NOT_AT_ALL: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (lambda: b"", "FILE-151"),
    "blank.txt": (lambda: b" \n" * 100_000, "FILE-151"),
    "binary.txt": (lambda: random.Random(1).randbytes(100_000), "FILE-153"),  # noqa: S311
    "large.txt": (lambda: SENTENCE * 1_000_000, "FILE-152"),
    "zeros.txt": (lambda: b"Revenues were 5\0 and 6.\n" * 1_000, "FILE-153"),
    "bomb.docx": (lambda: word(f"<w:p><w:r><w:t>{'1,234 ' * 9_000_000}</w:t></w:r></w:p>"), "FILE-152"),
    "deep.docx": (lambda: word("<w:tbl><w:tr><w:tc>" * 500 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 500), "FILE-153"),
    "loop.pdf": (lambda: LOOP, "FILE-153"),
    "deep.html": (lambda: b"<div>" * 100_000 + b"5", "FILE-156"),
}


@pytest.mark.parametrize("name", READ_NOT_AT_ALL)
def test_what_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    make, code = READ_NOT_AT_ALL[name]
    status, codes, certificate = proved(tmp_path, name, make())
    assert status == 1
    assert code in codes
    assert certificate["numbers"] == 0


CUT: dict[str, Callable[[], bytes]] = {
    "line.txt": lambda: SENTENCE * 40_000,
    "line.html": lambda: b"<html><body><p>" + SENTENCE * 40_000 + b"</p></body></html>",
    "cell.html": lambda: b"<table><tr><td>A</td><td>" + b"12,345 " * 50_000 + b"</td></tr><tr><td>B</td><td>5</td></tr></table>",
    "rows.txt": lambda: rows(14_000),
    "tables.html": lambda: b"<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>\n" * 21_000,
    "digits.txt": lambda: b"1" * 3_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_what_is_too_long_is_proved_so_far_and_told(tmp_path: Path, name: str) -> None:
    status, codes, _ = proved(tmp_path, name, CUT[name]())
    assert status == 0
    assert "TIE-215" in codes


STRANGE: dict[str, tuple[str, int]] = {
    "no numbers": ("The company said nothing at all about it.\n\n" * 2_000, 0),
    "Arabic digits": ("الإيرادات ١٢٣٤٥ مليون ريال\n\n" * 500, 500),
    "Hindi digits": ("राजस्व १२,३४५ करोड़\n\n" * 500, 500),
    "full width": ("売上高は１２，３４５百万円です。\n\n" * 500, 500),
    "Chinese numerals": ("売上高は一万二千三百四十五円です。\n\n" * 500, 0),
}


@pytest.mark.parametrize("name", STRANGE)
def test_other_languages_are_read_and_never_accused(tmp_path: Path, name: str) -> None:
    text, numbers = STRANGE[name]
    status, _, certificate = proved(tmp_path, "a.txt", text.encode())
    assert status == 0
    assert certificate["numbers"] == numbers


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    loop, pipe, locked = tmp_path / "loop.txt", tmp_path / "pipe.txt", tmp_path / "locked.txt"
    loop.symlink_to("loop.txt")
    os.mkfifo(pipe)
    locked.write_text("5")
    locked.chmod(0)
    for path in (tmp_path / "missing.txt", loop, pipe, tmp_path):
        assert run(path).exit_code == 2
    if os.geteuid():  # whoever may read everything is not refused
        assert run(locked).exit_code == 2


def test_names_that_hide_what_they_are_show_it(tmp_path: Path) -> None:
    path = tmp_path / "release\u202etxt.exe\x1b[31m.txt"
    path.write_text("Revenue was JPY xxx million.\n")
    for shape in ("text", "html"):
        said = run(path, "--format", shape).stdout
        assert "\x1b[31m.txt" not in said
        assert "\u202e" not in said
