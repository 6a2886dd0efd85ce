"""How much of a stranger's file is worth reading: bounds that keep memory and time small."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; a blank official template needs about a tenth of each.

    Args:
        file_bytes: of the file as received.
        members: files inside the container.
        declared_bytes: of all files inside the container together, as the container says.
        sheet_bytes: of one worksheet, unpacked.
        part_bytes: of any other part that is read (texts, styles, the list of sheets), unpacked.
        ratio: unpacked to packed bytes of one part; looked at from ``ratio_from`` unpacked bytes on.
        ratio_from: see ``ratio``.
        rows: last used row of one sheet.
        dense_cells: rows times columns of the used box of one sheet, and of all that are read together.
        loose_cells: filled cells of all sheets together that are read one by one (odd XML, .xls).
        small_bytes: worksheets up to this size are opened together, larger ones one at a time.
        spins: rounds of the key derivation that a locked file may ask for.
    """

    file_bytes: int = 50_000_000
    members: int = 10_000
    declared_bytes: int = 512_000_000
    sheet_bytes: int = 32_000_000
    part_bytes: int = 16_000_000
    ratio: int = 300
    ratio_from: int = 4_000_000
    rows: int = 110_000
    dense_cells: int = 3_000_000
    loose_cells: int = 600_000
    small_bytes: int = 512_000
    spins: int = 1_000_000


LIMITS = Limits()
