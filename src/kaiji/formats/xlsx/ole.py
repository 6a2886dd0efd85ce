"""The older container (OLE): what it holds, and how a workbook locked with the default password is opened."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from kaiji.core.text import Text
from kaiji.formats.xlsx.container import has_entities
from kaiji.formats.xlsx.guard_rule import locked
from kaiji.formats.xlsx.limit import Limits
from kaiji.formats.xlsx.record import BOF, BOUND_SHEET, EOF, FILE_PASS, UNLOCKED_RECORDS, records
from kaiji.formats.xlsx.refusal import Refused, refuse_bomb, refuse_damaged, refuse_foreign, refuse_unsupported

DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - published; the programs use it on their own
SLOW_LOCK_BYTES = 4_000_000
LOCKED_BYTES = 16_000_000
MOST_RECORDS = 500_000
INFO_BYTES = 1_000_000
SPINS = re.compile(rb"""spinCount\s*=\s*["'](\d{1,12})["']""")

FOREIGN = (
    ("WordDocument", Text("a Word document", "Word 文書", "Word 文档")),
    ("PowerPoint Document", Text("a presentation", "プレゼンテーション", "演示文稿")),
    ("__properties_version1.0", Text("an e-mail message", "電子メール", "电子邮件")),
    ("VisioDocument", Text("a Visio drawing", "Visio 図面", "Visio 绘图")),
)
OTHER = Text("an Office document of another kind", "別種の Office 文書", "其他类型的 Office 文档")


@dataclass(frozen=True, slots=True)
class Content:
    """What an OLE container held.

    Args:
        stream: the records of an .xls workbook, or the bytes of an .xlsx package.
        package: whether ``stream`` is an .xlsx package.
        unlocked: whether it was opened with the default password.
    """

    stream: bytes
    package: bool
    unlocked: bool


def open_ole(data: bytes, limits: Limits) -> Content:
    """Take the workbook out of an OLE container; a locked, damaged or foreign one is refused."""
    import olefile  # noqa: PLC0415 - only old or locked files need it

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {entry[0].lower() for entry in ole.listdir() if entry}
            if "encryptedpackage" in names and "encryptioninfo" in names:
                return Content(_unlock_package(data, ole.openstream("EncryptionInfo").read(), limits), True, True)
            if "workbook" in names:
                stream: bytes = ole.openstream("Workbook").read()
                return _unlock_stream(data, stream)
    except Refused:
        raise
    except Exception as error:  # the libraries raise many kinds on damaged files
        raise refuse_damaged("its container is broken", "格納形式が壊れています", "其存储结构损坏") from error
    if "book" in names:
        raise refuse_unsupported("the format of Excel 5 or 95", "Excel 5.0/95 形式", "Excel 5.0/95 格式")
    for name, words in FOREIGN:
        if name.lower() in names:
            raise refuse_foreign(words)
    raise refuse_foreign(OTHER)


def _unlock_package(data: bytes, info: bytes, limits: Limits) -> bytes:
    import msoffcrypto  # noqa: PLC0415 - only locked files need it
    from msoffcrypto.exceptions import DecryptionError  # noqa: PLC0415

    if len(info) > INFO_BYTES or has_entities(info) or b"<\x00!\x00" in info:
        raise refuse_damaged("its protection data are broken", "保護情報が壊れています", "其保护数据损坏")
    if any(int(spins) > limits.spins for spins in SPINS.findall(info)):
        raise refuse_bomb("EncryptionInfo")
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    package = io.BytesIO()
    try:
        office.load_key(password=DEFAULT_PASSWORD)
        office.decrypt(package)
    except DecryptionError as error:
        raise Refused(locked) from error
    except ValueError as error:  # the wrong key gives lengths that no cipher takes
        raise Refused(locked) from error
    return package.getvalue()


def _unlock_stream(data: bytes, stream: bytes) -> Content:
    for kind, _, start, end in records(stream, 0):
        if kind == FILE_PASS:
            return Content(_unlocked_records(data, stream, stream[start : start + 2]), False, True)
        if kind == EOF or end > INFO_BYTES:
            break
    return Content(stream, False, False)


def _unlocked_records(data: bytes, stream: bytes, method: bytes) -> bytes:
    """Decrypt records; the library's own loop takes eight bytes of memory and a call for each byte of the file."""
    import msoffcrypto  # noqa: PLC0415 - only locked files need it
    from msoffcrypto.exceptions import DecryptionError  # noqa: PLC0415
    from msoffcrypto.method.rc4 import DocumentRC4  # noqa: PLC0415
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI  # noqa: PLC0415

    if len(stream) > LOCKED_BYTES:
        raise refuse_bomb("Workbook")
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    try:
        office.load_key(password=DEFAULT_PASSWORD)
    except DecryptionError as error:
        raise Refused(locked) from error
    masked = bytearray(stream)
    plain: list[tuple[int, bytes]] = []
    for count, (kind, header, start, end) in enumerate(records(stream, 0)):
        if count > MOST_RECORDS:
            raise refuse_bomb("Workbook")
        kept = end if kind in UNLOCKED_RECORDS else start + 4 if kind == BOUND_SHEET else start
        plain.append((header, b"\0" * 4 + b"\0" * (end - start) if kind == FILE_PASS else stream[header:kept]))
        masked[header : end if kind in UNLOCKED_RECORDS else start] = bytes(
            (end if kind in UNLOCKED_RECORDS else start) - header
        )
    if method == b"\0\0":
        if len(stream) > SLOW_LOCK_BYTES:
            raise refuse_bomb("Workbook")
        return _unlocked_by_library(office)
    if office.type == "rc4":
        clear = bytearray(DocumentRC4.decrypt(office.key, office.salt, io.BytesIO(masked), blocksize=1024).read())
    else:
        clear = bytearray(
            DocumentRC4CryptoAPI.decrypt(
                office.key, office.salt, office.keySize, io.BytesIO(masked), blocksize=1024
            ).read()
        )
    for offset, content in plain:
        clear[offset : offset + len(content)] = content
    if clear[:2] != BOF.to_bytes(2, "little"):
        raise Refused(locked)
    return bytes(clear)


def _unlocked_by_library(office: object) -> bytes:
    import olefile  # noqa: PLC0415

    whole = io.BytesIO()
    office.decrypt(whole)  # type: ignore[attr-defined]
    with olefile.OleFileIO(io.BytesIO(whole.getvalue())) as ole:
        stream: bytes = ole.openstream("Workbook").read()
        return stream
