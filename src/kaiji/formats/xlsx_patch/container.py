"""Writing a ZIP container again with some parts changed: every other part is carried over byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from kaiji.formats.xlsx.refusal import refuse_damaged, refuse_hostile

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
EXTRA = struct.Struct("<HH")
DESCRIPTOR_FOLLOWS = 0x8
IN_EXTRA = 0xFFFFFFFF
ZIP64 = 1
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Member:
    """One part: its line of the directory as it stands, and the span of its bytes in the file."""

    info: zipfile.ZipInfo
    line: bytes
    start: int
    end: int

    @property
    def name(self) -> str:
        """The part's name as parts are asked for."""
        return self.info.filename.replace("\\", "/").lower()


def repacked(data: bytes, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> bytes:
    """Give a container with some parts changed.

    Args:
        data: a container that passed the look-over.
        changed: new contents by part; they keep their method of compression, their time and their place.
        dropped: parts that are left out.
    """
    new = {name.lower(): content for name, content in changed.items()}
    gone = {name.lower() for name in dropped}
    members, comment = _members(data)
    out = io.BytesIO()
    lines = {}
    for member in sorted(members, key=lambda one: one.start):
        if member.name in gone:
            continue
        offset = out.tell()
        if member.name in new:
            lines[member.start] = _written(out, data, member, new[member.name], offset)
        else:
            out.write(data[member.start : member.end])
            lines[member.start] = _line(member, offset)
    start, kept = out.tell(), [lines[one.start] for one in members if one.start in lines]
    out.write(b"".join(kept))
    out.write(END.pack(b"PK\x05\x06", 0, 0, len(kept), len(kept), out.tell() - start, start, len(comment)) + comment)
    return out.getvalue()


def _members(data: bytes) -> tuple[list[Member], bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos, place, comment = archive.infolist(), archive.start_dir, archive.comment
    directory = place
    lines = []
    for _ in infos:
        head = data[place : place + CENTRAL.size]
        if len(head) < CENTRAL.size or not head.startswith(b"PK\x01\x02"):
            raise refuse_damaged("its table of contents is broken", "目次が壊れています", "其目录已损坏")
        name, extra, remark = CENTRAL.unpack(head)[10:13]
        length = CENTRAL.size + name + extra + remark
        lines.append(data[place : place + length])
        place += length
    starts = sorted({info.header_offset for info in infos})
    following = dict(zip(starts, (*starts[1:], directory), strict=True))
    members = [
        Member(info, line, info.header_offset, following[info.header_offset])
        for info, line in zip(infos, lines, strict=True)
    ]
    if len(starts) != len(infos) or any(_content(data, one)[1] > one.end for one in members):
        raise refuse_hostile("its parts overlap", "部品が重なり合っています", "其部件相互重叠")
    return members, comment


def _content(data: bytes, member: Member) -> tuple[int, int]:
    """Give where the packed content of a part begins and ends."""
    head = data[member.start : member.start + LOCAL.size]
    if len(head) < LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise refuse_damaged(
            f"the part {member.info.filename} is not where it should be",
            f"{member.info.filename} の位置が不正です",
            f"部件 {member.info.filename} 的位置不正确",
        )
    *_, name, extra = LOCAL.unpack(head)
    start = member.start + LOCAL.size + name + extra
    return start, start + member.info.compress_size


def _written(out: io.BytesIO, data: bytes, member: Member, content: bytes, offset: int) -> bytes:
    """Write a changed part, and give its line of the directory."""
    packed = content
    if member.info.compress_type == zipfile.ZIP_DEFLATED:
        machine = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = machine.compress(content) + machine.flush()
    sizes = (zlib.crc32(content), len(packed), len(content))
    sign, version, flags, method, clock, day, *_, name, extra = LOCAL.unpack(
        data[member.start : member.start + LOCAL.size]
    )
    place = member.start + LOCAL.size
    title, more = data[place : place + name], _without_sizes(data[place + name : place + name + extra])
    flags &= ~DESCRIPTOR_FOLLOWS
    out.write(
        LOCAL.pack(sign, version, flags, method, clock, day, *sizes, len(title), len(more)) + title + more + packed
    )
    return _line(member, offset, sizes)


def _line(member: Member, offset: int, sizes: tuple[int, int, int] | None = None) -> bytes:
    """Give a part's line of the directory for its new place, and its new sizes where it was changed."""
    fields = list(CENTRAL.unpack(member.line[: CENTRAL.size]))
    name, extra = fields[10], fields[11]
    rest = member.line[CENTRAL.size :]
    if sizes or IN_EXTRA in (fields[8], fields[9], fields[16]):
        kept = _without_sizes(rest[name : name + extra])
        rest = rest[:name] + kept + rest[name + extra :]
        fields[11] = len(kept)
        info = member.info
        fields[7:10] = sizes or (info.CRC, info.compress_size, info.file_size)
    if sizes:
        fields[3] &= ~DESCRIPTOR_FOLLOWS
    fields[16] = offset
    return CENTRAL.pack(*fields) + rest


def _without_sizes(extra: bytes) -> bytes:
    """Give extra fields without the long sizes, which have room in the header."""
    kept, place = b"", 0
    while place + EXTRA.size <= len(extra):
        kind, length = EXTRA.unpack_from(extra, place)
        end = place + EXTRA.size + length
        kept += b"" if kind == ZIP64 else extra[place:end]
        place = end
    return kept
