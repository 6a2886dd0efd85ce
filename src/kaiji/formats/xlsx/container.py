"""The ZIP container of a workbook: looked over before anything is unpacked, and unpacked only so far as is safe."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from kaiji.core.text import Text
from kaiji.formats.xlsx.guard_rule import entities
from kaiji.formats.xlsx.limit import Limits
from kaiji.formats.xlsx.refusal import (
    Refused,
    refuse_bomb,
    refuse_damaged,
    refuse_foreign,
    refuse_hostile,
    refuse_unsupported,
)

ENTRY = b"PK\x01\x02"
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
ENCRYPTED = 0x1

CLIMBS = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|[\x00-\x1f]")
ENCODING = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,20})["'][^>]*\?>""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
OTHER_ENCODINGS = (
    "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252", "windows-932", "shift_jis", "euc-jp",
    "gb2312", "gbk", "gb18030", "big5", "euc-kr",
)  # fmt: skip

FOREIGN = (
    ("word/", Text("a Word document", "Word 文書", "Word 文档")),
    ("ppt/", Text("a presentation", "プレゼンテーション", "演示文稿")),
    ("visio/", Text("a Visio drawing", "Visio 図面", "Visio 绘图")),
    (
        "Index/",
        Text(
            "a document of Apple's iWork (Numbers, Pages or Keynote)",
            "Apple iWork の文書（Numbers、Pages、Keynote）",
            "Apple iWork 文档（Numbers、Pages、Keynote）",
        ),
    ),
    ("META-INF/MANIFEST.MF", Text("a Java archive", "Java アーカイブ", "Java 归档文件")),
)
ZIP_ARCHIVE = Text("a ZIP archive of other files", "他のファイルをまとめた ZIP 書庫", "含其他文件的 ZIP 压缩包")


class Parts:
    """The parts of one container that passed the look-over, unpacked one by one when asked for."""

    def __init__(self, data: bytes, members: Mapping[str, zipfile.ZipInfo], limits: Limits) -> None:
        self._data = data
        self._members = members
        self._limits = limits

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> tuple[str, ...]:
        """Give the parts' names in the order of the container."""
        return tuple(member.filename for member in self._members.values())

    def size(self, name: str) -> int:
        """Give the unpacked size that the container declares; 0 for a part that is not there."""
        member = self._members.get(name.lower())
        return member.file_size if member else 0

    def read(self, name: str, most: int) -> bytes:
        """Unpack one part; what is missing, damaged, or larger than ``most`` bytes is refused.

        The lengths in the container are a stranger's words: they are checked against what comes out.
        """
        member = self._members.get(name.lower())
        if member is None:
            raise refuse_damaged(f"the part {name} is missing", f"{name} がありません", f"缺少部件 {name}")
        if member.flag_bits & ENCRYPTED or member.compress_type not in (STORED, DEFLATED):
            raise refuse_damaged(
                f"the part {name} is packed in an unknown way",
                f"{name} の圧縮方式が不明です",
                f"部件 {name} 的压缩方式未知",
            )
        if member.file_size > most or self._ratio_is_hostile(member):
            raise refuse_bomb(name)
        packed = self._packed(member)
        deflated = member.compress_type == DEFLATED
        content = _inflate(packed, name, member.file_size) if deflated else packed
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise refuse_damaged(f"the part {name} is not whole", f"{name} が不完全です", f"部件 {name} 不完整")
        return content

    def xml(self, name: str, most: int) -> bytes:
        """Unpack one part as XML in UTF-8 without entities."""
        content = as_utf8(self.read(name, most), name)
        prolog = content.find(b"<sheetData")
        if has_entities(content if prolog < 0 else content[:prolog]):
            raise Refused(lambda source: entities(source, part=name))
        return content

    def _ratio_is_hostile(self, member: zipfile.ZipInfo) -> bool:
        limits = self._limits
        return member.file_size > limits.ratio_from and member.file_size > max(member.compress_size, 1) * limits.ratio

    def _packed(self, member: zipfile.ZipInfo) -> bytes:
        start = member.header_offset
        header = self._data[start : start + LOCAL_HEADER.size]
        if len(header) < LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise refuse_damaged(
                f"the part {member.filename} is not where it should be",
                f"{member.filename} の位置が不正です",
                f"部件 {member.filename} 的位置不正确",
            )
        *_, name_length, extra_length = LOCAL_HEADER.unpack(header)
        start += LOCAL_HEADER.size + name_length + extra_length
        return self._data[start : start + member.compress_size]


def look_over(data: bytes, limits: Limits) -> Parts:
    """Look over a ZIP container without unpacking it; a hostile, damaged or foreign one is refused."""
    if data.count(ENTRY) > limits.members:
        raise refuse_hostile(
            f"it holds more than {limits.members} parts",
            f"{limits.members} 個を超える部品があります",
            f"其部件超过 {limits.members} 个",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError, EOFError) as error:
        raise refuse_damaged(
            "its table of contents is missing or broken", "目次が欠けているか壊れています", "其目录缺失或损坏"
        ) from error
    members: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in infos:
        name = info.filename.replace("\\", "/")
        if CLIMBS.search(name):
            raise refuse_hostile(f"a part is named {name!r}", f"部品の名前が {name!r} です", f"有部件名为 {name!r}")
        if name.endswith("/"):
            continue
        if name.lower() in members:
            raise refuse_hostile(f"the part {name} is there twice", f"{name} が重複しています", f"部件 {name} 重复")
        info.filename = name
        members[name.lower()] = info
        total += info.file_size
        if total > limits.declared_bytes:
            raise refuse_bomb(name)
    parts = Parts(data, members, limits)
    _refuse_foreign_kinds(parts)
    return parts


def as_utf8(content: bytes, name: str) -> bytes:
    """Give XML in UTF-8 without a byte order mark, from whichever encoding its head names."""
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    encoding = ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif content.startswith(b"<\x00"):
        encoding = "utf-16le"
    elif content.startswith(b"\x00<"):
        encoding = "utf-16be"
    elif match := ENCODING.match(content):
        encoding = match[1].decode().lower()
    if not encoding or encoding in UTF8:
        return content
    if encoding not in OTHER_ENCODINGS:
        raise refuse_damaged(
            f"the part {name} is in an unknown encoding", f"{name} の文字コードが不明です", f"部件 {name} 的编码未知"
        )
    try:
        return DECLARATION.sub("", content.decode(encoding)).encode()
    except (UnicodeError, LookupError) as error:
        raise refuse_damaged(
            f"the part {name} is not in the encoding it names",
            f"{name} の文字コードが宣言と異なります",
            f"部件 {name} 的编码与其声明不符",
        ) from error


def has_entities(xml: bytes) -> bool:
    """Tell whether XML in UTF-8 declares a document type or entities."""
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml


def _inflate(packed: bytes, name: str, size: int) -> bytes:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = machine.decompress(packed, size + 1)
    except zlib.error as error:
        raise refuse_damaged(f"the part {name} is not whole", f"{name} が不完全です", f"部件 {name} 不完整") from error
    if len(content) > size:
        raise refuse_bomb(name)
    return content


def _refuse_foreign_kinds(parts: Parts) -> None:
    if "xl/workbook.bin" in parts:
        raise refuse_unsupported("the binary format .xlsb", "バイナリ形式（.xlsb）", "二进制格式（.xlsb）")
    if "content.xml" in parts and "mimetype" in parts:
        kind = parts.read("mimetype", 200)
        if b"spreadsheet" in kind:
            raise refuse_unsupported(
                "the OpenDocument format (.ods)", "OpenDocument 形式（.ods）", "OpenDocument 格式（.ods）"
            )
        raise refuse_foreign(
            Text("an OpenDocument text or drawing", "OpenDocument の文書または図", "OpenDocument 文档或绘图")
        )
    if "[Content_Types].xml" in parts and any(name.lower().startswith("xl/") for name in parts.names()):
        return
    for start, words in FOREIGN:
        if any(name.startswith(start) for name in parts.names()):
            raise refuse_foreign(words)
    if "[Content_Types].xml" not in parts:
        raise refuse_foreign(ZIP_ARCHIVE)
