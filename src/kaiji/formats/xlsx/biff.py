"""An .xls workbook (BIFF8) read record by record: values, error cells, dates, and never more than was asked for."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from kaiji.core.text import Text
from kaiji.formats.xlsx.loose import Loose
from kaiji.formats.xlsx.record import (
    BIFF8,
    BOF,
    BOOL_ERR,
    BOUND_SHEET,
    CONTINUE,
    DATE_MODE,
    EOF,
    FORMAT,
    FORMULA,
    LABEL,
    LABEL_SST,
    MUL_RK,
    NUMBER,
    RICH_STRING,
    RK,
    SST,
    STRING,
    XF,
    records,
)
from kaiji.formats.xlsx.refusal import Refused, refuse_bomb, refuse_damaged, refuse_hostile, refuse_unsupported
from kaiji.formats.xlsx.sheet_rule import sheet_too_large, sheet_unreadable
from kaiji.formats.xlsx.style import is_day_format
from kaiji.formats.xlsx.value import (
    SAFE_DIGITS,
    CellError,
    CellValue,
    address_of,
    decimal_of,
    plain_text,
    read_day,
)

# MS-XLS 2.5.10 (BErr).
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
WORKSHEET = 0
MOST_RECORDS = 3_000_000
MOST_TEXTS = 500_000
MOST_SHEETS = 2_000
NOT_WHOLE = Text("its records are not whole", "レコードが不完全です", "其记录不完整")

DOUBLE = struct.Struct("<d")
CELL = struct.Struct("<HHH")


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """One sheet of the list: name, place of its records, state, and whether it has cells."""

    name: str
    offset: int
    hidden: bool
    has_cells: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the globals of an .xls workbook say.

    Args:
        stream: all records.
        sheets: in the order of the tabs.
        date1904: whether serials count from 1904.
        strings: the shared texts.
        day_styles: numbers of the cell styles that show a number as a day.
    """

    stream: bytes
    sheets: tuple[SheetRecord, ...]
    date1904: bool
    strings: tuple[str, ...]
    day_styles: frozenset[int]


def read_book(stream: bytes) -> Book:
    """Read the globals; a stream that is not BIFF8, or broken, is refused."""
    try:
        return _read_book(stream)
    except (struct.error, IndexError, UnicodeError) as error:
        raise refuse_damaged(
            "its list of sheets or texts is broken", "シートまたは文字列の一覧が壊れています", "工作表或文本列表损坏"
        ) from error


def _read_book(stream: bytes) -> Book:
    sheets: dict[str, SheetRecord] = {}
    written: dict[int, str] = {}
    formats: list[int] = []
    pieces: list[bytes] = []
    date1904 = previous_sst = whole = False
    for count, (kind, _, start, end) in enumerate(records(stream, 0)):
        if count == 0 and (kind != BOF or _word(stream, start) != BIFF8):
            raise refuse_unsupported("a format older than Excel 97", "Excel 97 より前の形式", "早于 Excel 97 的格式")
        if kind == EOF:
            whole = True
            break
        if kind == BOUND_SHEET:
            offset, state, what = struct.unpack_from("<IBB", stream, start)
            name = _short_string(stream[start + 6 : end])
            if len(sheets) >= MOST_SHEETS:
                raise refuse_hostile(
                    f"it lists more than {MOST_SHEETS} sheets",
                    f"シートが {MOST_SHEETS} 枚を超えています",
                    f"工作表超过 {MOST_SHEETS} 个",
                )
            sheets.setdefault(name, SheetRecord(name, offset, bool(state & 3), what == WORKSHEET))
        elif kind == DATE_MODE:
            date1904 = _word(stream, start) == 1
        elif kind == FORMAT:
            written[_word(stream, start)] = _long_string(stream[start + 2 : end])
        elif kind == XF:
            formats.append(_word(stream, start + 2))
        elif kind == SST or (kind == CONTINUE and previous_sst):
            pieces.append(stream[start:end])
        previous_sst = kind == SST or (kind == CONTINUE and previous_sst)
    if not whole or not sheets:
        raise refuse_damaged("it has no whole list of sheets", "シートの一覧が不完全です", "工作表列表不完整")
    days = frozenset(index for index, number in enumerate(formats) if is_day_format(number, written))
    return Book(stream, tuple(sheets.values()), date1904, _strings(pieces), days)


def read_records(book: Book, sheet: SheetRecord, most: int) -> Loose:
    """Read the cells of one sheet; broken records, or more than ``most`` filled cells, are refused."""
    found = Loose()
    try:
        for row, column, value, long in _cells(book, sheet.offset):
            if long:
                found.long.append(address_of(row, column))
            if value is None:
                found.last_row = max(found.last_row, row)  # a formula that gives an empty text
            found.put(row, column, value, most)
    except (struct.error, IndexError, UnicodeError) as error:
        raise Refused(lambda source: sheet_unreadable(source, detail=NOT_WHOLE)) from error
    return found


def _cells(book: Book, offset: int) -> Iterator[tuple[int, int, CellValue, bool]]:
    stream, depth, waiting = book.stream, 0, (0, 0)
    for count, (kind, _, start, end) in enumerate(records(stream, offset)):
        if count > MOST_RECORDS:
            raise Refused(lambda source: sheet_too_large(source, size=f"> {MOST_RECORDS} records"))
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth != 1:
            continue  # a chart inside the sheet has cells of its own
        elif kind == STRING and waiting != (0, 0):
            yield *waiting, plain_text(_string_with_rest(stream, start, end)), False
            waiting = (0, 0)
        elif kind in READERS:
            yield from READERS[kind](book, start, end)
        elif kind == FORMULA:
            row, column, style = CELL.unpack_from(stream, start)
            result = stream[start + 6 : start + 14]
            if len(result) == 8 and result[6:] == b"\xff\xff":
                waiting = (row + 1, column + 1) if result[0] == 0 else (0, 0)
                yield row + 1, column + 1, _special_result(result), False
            else:
                yield _number(book, row, column, style, DOUBLE.unpack(result)[0])
    raise Refused(lambda source: sheet_unreadable(source, detail=NOT_WHOLE))


def _special_result(result: bytes) -> CellValue:
    if result[0] == 1:
        return result[2] != 0
    if result[0] == 2:
        return CellError(ERRORS.get(result[2], f"#ERR{result[2]}"))
    return None


def _number_cell(book: Book, start: int, _end: int) -> Iterator[tuple[int, int, CellValue, bool]]:
    row, column, style = CELL.unpack_from(book.stream, start)
    yield _number(book, row, column, style, DOUBLE.unpack_from(book.stream, start + 6)[0])


def _rk_cells(book: Book, start: int, end: int) -> Iterator[tuple[int, int, CellValue, bool]]:
    row, column = struct.unpack_from("<HH", book.stream, start)
    for place in range(start + 4, end - 5, 6):
        style, packed = struct.unpack_from("<HI", book.stream, place)
        yield _number(book, row, column, style, _rk(packed))
        column += 1


def _shared_text(book: Book, start: int, _end: int) -> Iterator[tuple[int, int, CellValue, bool]]:
    row, column, _ = CELL.unpack_from(book.stream, start)
    (index,) = struct.unpack_from("<I", book.stream, start + 6)
    yield row + 1, column + 1, plain_text(book.strings[index]), False


def _own_text(book: Book, start: int, end: int) -> Iterator[tuple[int, int, CellValue, bool]]:
    row, column, _ = CELL.unpack_from(book.stream, start)
    yield row + 1, column + 1, plain_text(_long_string(book.stream[start + 6 : end])), False


def _flag_or_error(book: Book, start: int, _end: int) -> Iterator[tuple[int, int, CellValue, bool]]:
    row, column, _ = CELL.unpack_from(book.stream, start)
    code, is_error = book.stream[start + 6], book.stream[start + 7]
    value = CellError(ERRORS.get(code, f"#ERR{code}")) if is_error else code != 0
    yield row + 1, column + 1, value, False


READERS = {
    NUMBER: _number_cell,
    RK: _rk_cells,
    MUL_RK: _rk_cells,
    LABEL_SST: _shared_text,
    LABEL: _own_text,
    RICH_STRING: _own_text,
    BOOL_ERR: _flag_or_error,
}


def _number(book: Book, row: int, column: int, style: int, stored: float) -> tuple[int, int, CellValue, bool]:
    value = decimal_of(stored)
    if value is None:
        return row + 1, column + 1, CellError("#NUM!"), False
    long = value == value.to_integral_value() and abs(value) >= 10**SAFE_DIGITS
    if style in book.day_styles:
        return row + 1, column + 1, read_day(value, date1904=book.date1904), False
    return row + 1, column + 1, value, long


def _rk(packed: int) -> float:
    """Undo the short form of numbers (MS-XLS 2.5.217)."""
    if packed & 2:
        number: float = (packed >> 2) - (1 << 30 if packed & 0x80000000 else 0)
    else:
        number = DOUBLE.unpack(struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else float(number)


def _word(stream: bytes, start: int) -> int:
    word: int = struct.unpack_from("<H", stream, start)[0]
    return word


def _short_string(content: bytes) -> str:
    return _characters(content[2:], content[0], wide=bool(content[1] & 1)).replace("\0", "")


def _long_string(content: bytes) -> str:
    return _characters(content[3:], _word(content, 0), wide=bool(content[2] & 1))


def _characters(content: bytes, count: int, *, wide: bool) -> str:
    return content[: 2 * count].decode("utf-16-le", "replace") if wide else content[:count].decode("latin-1")


def _string_with_rest(stream: bytes, start: int, end: int) -> str:
    """Read the text result of a formula, which may go on in records that continue it."""
    pieces = [stream[start:end]]
    for kind, _, begin, finish in records(stream, end):
        if kind != CONTINUE:
            break
        pieces.append(stream[begin:finish])
    count, flags = struct.unpack_from("<HB", pieces[0])
    reader = Pieces(pieces)
    reader.skip(3)
    return reader.text(count, wide=bool(flags & 1))


def _strings(pieces: list[bytes]) -> tuple[str, ...]:
    if not pieces:
        return ()
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    if min(count, sum(map(len, pieces)) // 3) > MOST_TEXTS:
        raise refuse_bomb("SST")
    reader = Pieces(pieces)
    reader.skip(8)
    texts = []
    for _ in range(count):
        characters, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", reader.take(4))[0] if flags & 4 else 0
        texts.append(reader.text(characters, wide=bool(flags & 1)))
        reader.skip(4 * runs + extra)
    return tuple(texts)


class Pieces:
    """A reader over a record and those that continue it; a text that is cut says its width anew at each piece."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._index = 0
        self._place = 0

    def _left(self) -> int:
        return len(self._pieces[self._index]) - self._place

    def _next(self) -> None:
        self._index += 1
        self._place = 0
        if self._index >= len(self._pieces):
            raise IndexError("the texts end too early")

    def take(self, size: int) -> bytes:
        """Take bytes, across pieces if need be."""
        taken = b""
        while len(taken) < size:
            if not self._left():
                self._next()
            more = min(size - len(taken), self._left())
            taken += self._pieces[self._index][self._place : self._place + more]
            self._place += more
        return taken

    def skip(self, size: int) -> None:
        """Pass over bytes, across pieces if need be."""
        while size > self._left():
            size -= self._left()
            self._next()
        self._place += size

    def text(self, count: int, *, wide: bool) -> str:
        """Take characters; where a text is cut, the next piece begins with its width."""
        texts = []
        while count:
            if not self._left():
                self._next()
                wide = bool(self.take(1)[0] & 1)
            width = 2 if wide else 1
            now = min(count, self._left() // width)
            if not now:
                raise IndexError("a text is cut inside a character")
            texts.append(_characters(self.take(now * width), now, wide=wide))
            count -= now
        return "".join(texts)
