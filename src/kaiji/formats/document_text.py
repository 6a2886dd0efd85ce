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
    (b"{\\rtf", Text("an RTF document", "RTF文書")),
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
SHOWN = {
    "cp1252": "Windows-1252", "cp932": "Shift_JIS (cp932)", "shift_jis": "Shift_JIS", "iso8859-1": "Windows-1252",
    "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
}  # fmt: skip
JAPANESE_SHARE = 0.15
GUESSED_FROM = 65_536
PLAIN_SHARE = 0.9
ZERO_SHARE = 0.25
ESCAPED = b"\x1b$"  # how ISO-2022-JP turns to Japanese
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc\u3001\u3002]")
KANJI = re.compile("[\u4e00-\u9fff\uff01-\uff5e]")
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
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
    return BINARY if b"\0" in data[:LOOKED_AT] and not _wide(data) else None


def _encoding(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if _fits(data, "utf-8"):
        return "iso2022_jp" if ESCAPED in data and _fits(data, "iso2022_jp") else "utf-8"
    if b"\0" in data[:LOOKED_AT]:
        return _wide(data) or "cp1252"
    if declared := DECLARED.search(data[:LOOKED_AT]):
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
        except LookupError:
            name = ""
        if name in TRUSTED and name not in ("utf-8", "ascii", "utf-16"):
            return "cp1252" if name == "iso8859-1" else name
        if name == "utf-8":
            return name
    return _guessed(data[:GUESSED_FROM])


def _wide(data: bytes) -> str:
    """Tell which byte comes first in UTF-16 without its mark: such text is full of blanks and line ends.

    Text of single bytes with a stray zero in it is none: nearly all its other bytes are letters, and few are zeros.
    """
    seen = data[:LOOKED_AT]
    letters = sum(0x20 <= one < 0x7F or one in b"\t\n\r" for one in seen)
    filled = len(seen) - seen.count(0)
    if letters > PLAIN_SHARE * filled and seen.count(0) < ZERO_SHARE * len(seen):
        return ""
    for encoding, low, high in (("utf-16-le", data[:LOOKED_AT:2], 1), ("utf-16-be", data[1:LOOKED_AT:2], 0)):
        zeros = data[high:LOOKED_AT:2].count(0)
        if zeros * 20 > len(low) and low.count(0) * 20 < zeros and _fits(data[: LOOKED_AT & ~1], encoding):
            return encoding
    return ""


def _guessed(data: bytes) -> str:
    """Tell the encoding by what the bytes would say in each: Japanese is full of kana, half-width kana are rare."""
    multibyte = data.decode("utf-8", "replace")
    bad = multibyte.count("\ufffd")
    if sum(one > "\x7f" for one in multibyte) - bad > 10 * bad:
        return "utf-8"  # damaged in a few places: those become marks, and the finding names the first
    best, most = "cp1252", 0
    high = sum(byte >= 0x80 for byte in data)
    for encoding in ("euc_jp", "cp932"):
        text = data.decode(encoding, "replace")
        odd = text.count("\ufffd") + len(HALF_WIDTH.findall(text))
        kana, kanji = len(KANA.findall(text)), len(KANJI.findall(text))
        score = 2 * kana + kanji - 3 * odd
        likely = kana * 10 > kana + kanji or high > JAPANESE_SHARE * len(data)
        if likely and odd * 20 <= kana + kanji and score > most:
            best, most = encoding, score
    return best


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
