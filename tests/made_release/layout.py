"""Made documents set as text: tables by tabs, in aligned columns, or in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from made_release.mark import Grid, Made, plain

LAYOUTS = ("tab", "aligned", "pipe")


@dataclass(frozen=True, slots=True)
class Text:
    """A document as text, and the 1-based line of each paragraph and row by (block, row)."""

    text: str
    line: dict[tuple[int, int], int]


def set_text(made: Made, layout: str = "") -> Text:
    """Set a document as text in its own layout, or in another."""
    lines: list[str] = []
    where: dict[tuple[int, int], int] = {}
    for number, block in enumerate(made.blocks):
        if isinstance(block, Grid):
            how = layout or made.layout
            texts = _table([[plain(cell) for cell in cells] for cells in block.rows], how)
            for index, text in enumerate(texts):
                lines.append(text)
                # Markdown's rule below the head is no row of the table.
                if how != "pipe" or index != 1:
                    where[number, index - (how == "pipe" and index > 1)] = len(lines)
        else:
            lines.append(plain(block))
            where[number, 0] = len(lines)
        lines.append("")
    return Text("\n".join(lines), where)


def _table(rows: list[list[str]], layout: str) -> list[str]:
    if layout == "tab":
        return ["\t".join(cells) for cells in rows]
    count = max(map(len, rows))
    full = [cells + [""] * (count - len(cells)) for cells in rows]
    if layout == "pipe":
        head, *body = ["| " + " | ".join(cells) + " |" for cells in full]
        return [head, "|" + "---|" * count, *body]
    widths = [max(len(cells[column]) for cells in full) for column in range(count)]
    return [
        "   ".join(
            c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in full
    ]
