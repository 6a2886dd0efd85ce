"""Shared formulas: one cell holds the text, others only its number, so the text must outlive the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, unescape

from kaiji.formats.xlsx.value import address_of
from kaiji.formats.xlsx_patch.change import Edit
from kaiji.formats.xlsx_patch.form import ATTRIBUTE, Element, Form, NotPlain
from kaiji.formats.xlsx_patch.formula import moved

LONGEST_FORMULA = 16_384
MOST_UNSHARED = 20_000

Edits = Mapping[int, Mapping[int, Edit]]
Splice = tuple[int, int, bytes]


@dataclass(slots=True)
class Group:
    """A shared formula: its text, the cell it is written for, and the cells that refer to it and are not changed."""

    text: str
    row: int
    column: int
    master_goes: bool
    left: list[tuple[int, int, Element]] = field(default_factory=list)


def keep_shared(form: Form, edits: Edits) -> list[Splice]:
    """Give what must be written elsewhere so that no shared formula loses its text with an overwritten cell."""
    if b't="shared"' not in form.xml:
        return []
    groups: dict[bytes, Group] = {}
    found: list[Group] = []
    for formula in form.formulas():
        if formula.get(b"t") != b"shared":
            continue
        number = formula.get(b"si")
        row, column = form.cell_around(formula.start)
        edit = edits.get(row, {}).get(column)
        goes = edit is not None and not edit.keeps_formula
        if formula.get(b"ref") and not formula.closed:
            text = unescape(form.xml[formula.inner : formula.inner_end].decode(), {"&quot;": '"', "&apos;": "'"})
            groups[number] = Group(text, row, column, goes)
            found.append(groups[number])
        elif number in groups and not goes:
            groups[number].left.append((row, column, formula))
    return [splice for group in found if group.master_goes and group.left for splice in _rehomed(form, group)]


def _rehomed(form: Form, group: Group) -> list[Splice]:
    """Give the text to the first cell that is left; where that is not the corner of the others, to each of them."""
    if len(group.text) > LONGEST_FORMULA or "&#" in group.text:
        raise NotPlain
    first_row, first_column, first = group.left[0]
    corner = all(row >= first_row and column >= first_column for row, column, _ in group.left)
    if corner:
        last = address_of(max(row for row, *_ in group.left), max(column for _, column, _ in group.left))
        area = f"{address_of(first_row, first_column)}:{last}"
        kept = _attributes(first, area)
        return [_formula(form, group, first_row, first_column, first, kept)]
    if len(group.left) > MOST_UNSHARED:
        raise NotPlain
    return [
        _formula(form, group, row, column, element, element.without(b"t", b"si", b"ref"))
        for row, column, element in group.left
    ]


def _attributes(element: Element, area: str) -> bytes:
    """Give a formula's attributes with the range that it now serves."""
    pairs = [(key, value) for key, value in ATTRIBUTE.findall(element.attributes) if key != b"ref"]
    pairs.insert(next(place for place, (key, _) in enumerate(pairs) if key == b"t") + 1, (b"ref", area.encode()))
    return b"".join(b' %s="%s"' % pair for pair in pairs)


def _formula(form: Form, group: Group, row: int, column: int, element: Element, attributes: bytes) -> Splice:
    text = escape(moved(group.text, row - group.row, column - group.column)).encode()
    tag = form.prefix + b"f"
    return element.start, element.end, b"<%s%s>%s</%s>" % (tag, attributes, text, tag)
