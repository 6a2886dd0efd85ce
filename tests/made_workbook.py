"""Workbooks made for tests: honest ones, odd ones, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import msoffcrypto

from kaiji.formats.xlsx.ole import DEFAULT_PASSWORD

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'


def relations(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def parts(
    data: str = "",
    *,
    strings: str = "",
    styles: str = "",
    properties: str = "",
    sheet: str | bytes = "",
) -> dict[str, bytes]:
    """Make the parts of a workbook with one sheet, ``S``."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": (
            f'<workbook {HEAD}>{properties}<sheets><sheet name="S" sheetId="1" r:id="worksheet1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            {"worksheet1": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
        ),
        "xl/worksheets/sheet1.xml": sheet or f"<worksheet {HEAD}><sheetData>{data}</sheetData></worksheet>",
    }
    if strings:
        made["xl/sharedStrings.xml"] = f"<sst {HEAD}>{strings}</sst>"
    if styles:
        made["xl/styles.xml"] = f"<styleSheet {HEAD}>{styles}</styleSheet>"
    return {name: content.encode() if isinstance(content, str) else content for name, content in made.items()}


def packed(contents: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts into a container."""
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return container.getvalue()


def workbook(data: str = "", **others: str) -> bytes:
    """Make a workbook with one sheet, ``S``, from the rows of its XML."""
    return packed(parts(data, **others))


def cells(*written: str) -> str:
    """Make the XML of row 1."""
    return f'<row r="1">{"".join(written)}</row>'


def styles(*formats: int, written: Mapping[int, str] | None = None) -> str:
    """Make the XML of cell styles 0, 1, 2, ... with these number formats."""
    codes = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in (written or {}).items())
    used = "".join(f'<xf numFmtId="{number}"/>' for number in formats)
    return f"<numFmts>{codes}</numFmts><cellXfs>{used}</cellXfs>"


def with_declared_size(data: bytes, name: str, size: int) -> bytes:
    """Change the unpacked size that both headers of one part declare."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        (length,) = struct.unpack_from("<H", changed, at + 28)
        if bytes(changed[at + 46 : at + 46 + length]) == name.encode():
            struct.pack_into("<I", changed, at + 24, size)
            (local,) = struct.unpack_from("<I", changed, at + 42)
            struct.pack_into("<I", changed, local + 22, size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def bomb(name: str, megabytes: int) -> bytes:
    """Make a workbook one part of which unpacks to so many megabytes of blanks, without holding them."""
    contents = parts(cells('<c r="A1"><v>1</v></c>'), strings="<si><t>a</t></si>", styles=styles(0))
    contents.pop(name, None)
    container = io.BytesIO(packed(contents))
    with (
        zipfile.ZipFile(container, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=False) as part,
    ):
        block = b" " * (1 << 20)
        for _ in range(megabytes):
            part.write(block)
    return container.getvalue()


def locked(data: bytes, password: str) -> bytes:
    """Lock a workbook with a password."""
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def unlocked_by_library(data: bytes) -> bytes:
    """Unlock a workbook that has the default password, as the library does it."""
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    office.load_key(password=DEFAULT_PASSWORD)
    out = io.BytesIO()
    office.decrypt(out)
    return out.getvalue()
