"""Hostile and odd input: each ends in a finding or in a refusal, in bounded time, and never in a traceback."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
import zlib
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


def pdf(drawn: bytes) -> bytes:
    packed = zlib.compress(drawn, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, part) for at, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def wide(columns: int, parting: bytes) -> bytes:
    made = random.Random(1)  # noqa: S311
    return b"\n".join(
        b"Item %d" % at + b"".join(parting + b"%d" % made.randrange(1, 10**4) for _ in range(columns))
        for at in range(5)
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
    "many.docx": (lambda: word("<w:p><w:r><w:t>5</w:t></w:r></w:p>" * 500_000), "FILE-156"),
    "loop.pdf": (lambda: LOOP, "FILE-153"),
    "bomb.pdf": (lambda: pdf(b"BT /F 10 Tf 50 700 Td ET " * 2_000_000), "FILE-152"),
    "deep.html": (lambda: b"<div>" * 1_000_000 + b"5", "FILE-156"),
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
    "columns.txt": lambda: wide(10_000, b"\t"),
    "columns.html": lambda: b"<table><tr><td>" + wide(10_000, b"<td>").replace(b"\n", b"<tr><td>") + b"</table>",
    "columns.md": lambda: b"| " + wide(10_000, b" | ").replace(b"\n", b" |\n| ") + b" |",
    "pipes.md": lambda: b"|" * 5_000_000,
    "tabs.txt": lambda: b"1\t" * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_what_is_too_long_is_proved_so_far_and_told(tmp_path: Path, name: str) -> None:
    status, codes, _ = proved(tmp_path, name, CUT[name]())
    assert status == 0
    assert "TIE-215" in codes


def test_a_row_of_ten_thousand_columns_is_told_at_the_column_where_the_proof_ends(tmp_path: Path) -> None:
    path = tmp_path / "columns.html"
    path.write_bytes(CUT["columns.html"]())
    data = json.loads(run(path, "--format", "json").stdout)
    told = [one for one in data["findings"] if one["code"] == "TIE-215"]
    assert [one["level"] for one in told] == ["warn"] * 3
    assert [place["element"].rsplit("/", 1)[1] for one in told for place in one["places"]] == ["td[201]"] * 3
    assert data["certificate"]["numbers"] == 5 * 199


LONG_TEXT: dict[str, tuple[bytes, int]] = {
    "lines": (b"the company and its shareholders\n", 250_000),
    "letters": (b"The company and its shareholders. " * 1_000 + b"\n\n", 500),
}


@pytest.mark.parametrize("name", LONG_TEXT)
def test_a_text_of_many_lines_is_read_so_far_and_told_where(tmp_path: Path, name: str) -> None:
    line, count = LONG_TEXT[name]
    path = tmp_path / "long.txt"
    path.write_bytes(line * count)
    data = json.loads(run(path, "--format", "json").stdout)
    (told,) = (one for one in data["findings"] if one["code"] == "FILE-156")
    assert told["level"] == "error"
    assert "Split it into parts" in told["message"]
    assert told["lines"] == [min(200_000, (line * count)[:16_000_000].count(b"\n") + 1)]


def test_thirty_megabytes_of_text_need_less_than_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"the company and its shareholders in general meeting assembled\n" * 500_000)
    code = (
        "import resource, sys; from kaiji.cli.main import app\n"
        "try: app(['tieout', sys.argv[1], '--format', 'json'])\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FILE-156" in done.stdout
    assert int(done.stderr.split()[-1]) < 1_000_000


def test_one_word_over_and_over_is_told_once_in_a_while(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("The board of of of of the company met.\n")
    data = json.loads(run(path, "--format", "json").stdout)
    assert [(one["code"], one["stated"]) for one in data["findings"]] == [("TIE-122", "of of of of")]


STRANGE: dict[str, tuple[str, int]] = {
    "only numbers": ("\n".join(f"{at * 7919 % 9973:,}" for at in range(3_000)), 3_000),
    "UTF-16": ("Revenues were 1,234 million yen in 2008.\n\n" * 500, 500),
    "right to left": ("\u202e12,345\u202c\u200f\u0301 \n\n" * 500, 500),
    "German": ("Der Umsatz betrug 1234 Mio. EUR.\n\n" * 500, 500),
    "Russian": ("Выручка составила 1234 млн рублей.\n\n" * 500, 500),
    "Thai": ("รายได้ ๑๒,๓๔๕ ล้านบาท\n\n" * 500, 500),
    "no numbers": ("The company said nothing at all about it.\n\n" * 2_000, 0),
    "Arabic digits": ("الإيرادات ١٢٣٤٥ مليون ريال\n\n" * 500, 500),
    "Hindi digits": ("राजस्व १२,३४५ करोड़\n\n" * 500, 500),
    "full width": ("売上高は１２，３４５百万円です。\n\n" * 500, 500),
    "Chinese numerals": ("売上高は一万二千三百四十五円です。\n\n" * 500, 0),
}


@pytest.mark.parametrize("name", STRANGE)
def test_other_languages_are_read_and_never_accused(tmp_path: Path, name: str) -> None:
    text, numbers = STRANGE[name]
    status, _, certificate = proved(tmp_path, "a.txt", text.encode("utf-16" if name == "UTF-16" else "utf-8"))
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
