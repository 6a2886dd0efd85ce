"""The records of an .xls workbook (BIFF8): where they stand, and what the few that matter are called."""

from __future__ import annotations

import struct
from collections.abc import Iterator

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
FILE_PASS, DATE_MODE, FORMAT, XF, BOUND_SHEET, SST = 0x002F, 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC
FORMULA, STRING, NUMBER, LABEL, BOOL_ERR = 0x0006, 0x0207, 0x0203, 0x0204, 0x0205
RK, MUL_RK, LABEL_SST, RICH_STRING = 0x027E, 0x00BD, 0x00FD, 0x00D6
USER_EXCLUSIVE, FILE_LOCK, INTERFACE, REVISION_INFO, REVISION_HEAD = 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138

BIFF8 = 0x0600
# MS-XLS 2.2.10: records that are never encrypted.
UNLOCKED_RECORDS = frozenset((BOF, FILE_PASS, USER_EXCLUSIVE, FILE_LOCK, INTERFACE, REVISION_INFO, REVISION_HEAD))
HEADER = struct.Struct("<HH")


def records(stream: bytes, start: int) -> Iterator[tuple[int, int, int, int]]:
    """Give kind, place of the header, start and end of the content of each whole record from ``start`` on."""
    unpack, length = HEADER.unpack_from, len(stream)
    while 0 <= start <= length - 4:
        kind, size = unpack(stream, start)
        end = start + 4 + size
        if end > length:
            return
        yield kind, start, start + 4, end
        start = end
