"""The bytes of a text document as text: what they are, in which encoding, and what in them cannot be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import chain

from kaiji.core.finding import Finding, has_errors
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.document_rule import (
    characters_unreadable,
    document_empty,
    document_too_large,
    encoding_guessed,
    not_text,
)

LIMIT = 16 * 1024 * 1024
SIGNATURES = (
    (b"%PDF-", Text("a PDF file", "PDFファイル")),
    (b"PK\x03\x04", Text("a ZIP container (perhaps Word or Excel)", "ZIP形式（WordやExcelなど）")),
    (b"\xd0\xcf\x11\xe0", Text("an old Office file", "旧形式のOfficeファイル")),
    (b"\x89PNG", Text("a picture", "画像")),
    (b"\xff\xd8\xff", Text("a picture", "画像")),
    (b"GIF8", Text("a picture", "画像")),
    (b"\x1f\x8b", Text("a compressed file", "圧縮ファイル")),
)
BINARY = Text("binary data", "バイナリデータ")
LOOKED_AT = 4096
MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
TRUSTED = frozenset((
    "ascii", "utf-8", "cp1252", "iso8859-1", "cp932", "shift_jis", "euc_jp", "iso2022_jp", "utf-16",
))  # fmt: skip
SHOWN = {"cp1252": "Windows-1252", "cp932": "Shift_JIS (cp932)", "iso8859-1": "Windows-1252"}
JAPANESE_SHARE = 0.15
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
C1 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document with ``\\n`` for line ends, or None, and what was found on the way."""

    text: str | None
    findings: tuple[Finding, ...]


def read_text(data: bytes, source: Source, limit: int = LIMIT) -> DocumentText:
    """Read bytes as text; what is no text gives findings and no text, never an exception.

    Args:
        data: the whole file.
        source: the file, for the findings.
        limit: the most bytes that are looked at.
    """
    refused = (*document_too_large(source, len(data), limit),)
    refused = refused or (*not_text(source, _other_kind(data)),)
    if refused:
        return DocumentText(None, refused)
    encoding = _encoding(data)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = re.search("\ufffd", text) if b"\xef\xbf\xbd" not in data else None
    if found := CONTROL.search(text):
        text = CONTROL.sub("\ufffd", text)
    first = min((match.start() for match in (bad, found) if match), default=-1)
    findings = chain(
        encoding_guessed(source, "" if encoding in ("utf-8", "ascii") else SHOWN.get(encoding, encoding)),
        characters_unreadable(source, 0 if first < 0 else text.count("\n", 0, first) + 1),
        document_empty(source, text),
    )
    kept = tuple(findings)
    return DocumentText(None if has_errors(kept) and not text.strip() else text, kept)


def as_browsers(text: str) -> str:
    """Give the characters that browsers show for references to the C1 controls (``&#146;`` is an apostrophe)."""
    return text.translate(C1) if CONTROL.search(text) else text


def _other_kind(data: bytes) -> Text | None:
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    return BINARY if b"\0" in data[:LOOKED_AT] else None


def _encoding(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if _fits(data, "utf-8"):
        return "utf-8"
    if declared := DECLARED.search(data[:LOOKED_AT]):
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
        except LookupError:
            name = ""
        if name in TRUSTED and name not in ("utf-8", "ascii", "utf-16"):
            return "cp1252" if name == "iso8859-1" else name
        if name == "utf-8":
            return name
    high = sum(byte >= 0x80 for byte in data[: LOOKED_AT * 16])
    japanese = high > JAPANESE_SHARE * min(len(data), LOOKED_AT * 16) and _fits(data, "cp932")
    return "cp932" if japanese else "cp1252"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
