"""The same release printed or converted by other programs, where they are installed: the same findings and certificate."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from formats.test_same_from_other_hands import BY_KEY, proof_of, said
from kaiji.core.document import Document
from kaiji.formats.print_html import write_print_html
from kaiji.formats.unicode_text import write_unicode_text
from made_files.html_set import edgar_split, plain_table
from made_files.source import document_of
from made_files.word_set import ruled
from made_release.release import make_release
from office import SOFFICE

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MADE = document_of(make_release(BY_KEY["us-thousands"], 3))


def run(*arguments: str | Path) -> None:
    subprocess.run([str(one) for one in arguments], capture_output=True, timeout=240, check=True)


def converted(data: bytes, name: str, kind: str, folder: Path, *more: str) -> bytes:
    """Give a file as LibreOffice saves it in another format."""
    given = folder / name
    given.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(
        str(SOFFICE),
        profile,
        "--headless",
        "--norestore",
        *more,
        "--convert-to",
        kind,
        "--outdir",
        folder / "out",
        given,
    )
    return (folder / "out" / given.with_suffix(f".{kind.partition(':')[0]}").name).read_bytes()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize("make", [plain_table, edgar_split, write_print_html])
def test_printed_by_a_browser(make: object, tmp_path: Path) -> None:
    assert callable(make)
    page = make(MADE)
    (tmp_path / "page.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    out = tmp_path / "page.pdf"
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'user'}",
    )
    run(str(CHROMIUM), *flags, f"--print-to-pdf={out}", (tmp_path / "page.html").as_uri())
    assert said(proof_of(out.read_bytes())) == said(proof_of(write_unicode_text(MADE)))


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here")
@pytest.mark.parametrize("kind", ["pdf", "html", "odt"])
def test_converted_by_an_office_program(kind: str, tmp_path: Path) -> None:
    made: Document = MADE
    if kind == "odt":  # a page, opened and saved as Word
        odt = converted(edgar_split(made).encode(), "a.html", "odt:writer8", tmp_path, "--infilter=HTML (StarWriter)")
        data = converted(odt, "b.odt", "docx", tmp_path)
    else:
        data = converted(ruled(made), "a.docx", kind, tmp_path)
    assert said(proof_of(data)) == said(proof_of(write_unicode_text(made)))
