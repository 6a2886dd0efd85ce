"""The blocks that notices share: heads, item tables, the change in shares, the use of proceeds, legends."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.core.document import Block, Cell, Paragraph, Part, Role, Run, Section, Table, Words
from kaiji.core.sentence import Filling, fill
from kaiji.offerings.notice.voice import Voice
from kaiji.offerings.notice.wording import legends

Row = tuple[str, Filling]


def runs(filling: Filling) -> tuple[Run, ...]:
    """Give a filling as runs."""
    return tuple(filling) if isinstance(filling, Sequence) else (filling,)


def paragraph(parts: Sequence[Part], key: str, role: Role = "body") -> Paragraph:
    """Make a paragraph."""
    return Paragraph(tuple(parts), role, key)


def head(voice: Voice) -> Section:
    """Give what stands above the title: for release, company, date."""
    blocks: list[Block] = [
        paragraph(voice.say("head", "release"), "head.release", "note"),
        paragraph(voice.say("head", "dateline"), "head.dateline", "signature"),
        paragraph(voice.say("head", "company"), "head.company", "signature"),
    ]
    if voice.told("issuer.representative"):
        blocks.append(paragraph(voice.say("head", "by"), "head.by", "signature"))
    return Section("", tuple(blocks), 1, "head")


def heading(voice: Voice, key: str, number: int) -> str:
    """Give a numbered heading."""
    voice.extra["no"] = Words(str(number))
    return voice.words("heading", key)


def label(voice: Voice, key: str) -> str:
    """Give the label of an item."""
    return voice.words("label", key)


def items(voice: Voice, rows: Sequence[Row], key: str) -> Table:
    """Make a table of items: what, and its figure, day or name."""
    body = tuple((Cell(fill(label(voice, name), {}), "head"), Cell(runs(value))) for name, value in rows)
    return Table((), body, key=key)


def money_rows(voice: Voice, total: tuple[str, str], each: str) -> Row:
    """Give an amount with what it is per share behind it."""
    name, key = total
    value = runs(voice.money(key))
    if each and voice.has(each):
        value = (*value, Words(BEFORE_EACH[voice.language]), *runs(voice.money(each)), Words(_behind_each(voice)))
    return name, value


BEFORE_EACH = {"en": " (", "ja": "（"}


def _behind_each(voice: Voice) -> str:
    return f" per {voice.word('one')})" if voice.language == "en" else f"／{voice.word('one')}）"


def counts(voice: Voice, rows: Sequence[tuple[tuple[Part, ...], str]], key: str, totals: int = 1) -> Table:
    """Make a table of share counts: what there is, what is added, and the sum as its last row.

    With ``totals`` 0 the rows are no sum: what there is, what is taken away, what is left.
    """
    body = tuple((Cell(name), Cell((voice.figure(fact),), "number")) for name, fact in rows)
    return Table((), body, totals=totals, key=key)


def uses(voice: Voice, stage: str) -> Table:
    """Make the table of the uses of proceeds, with their total."""
    rows: list[tuple[Cell, ...]] = []
    for index in voice.offering.uses():
        number = index + 1
        fact = f"use.{number}.{stage}"
        if voice.has(fact):
            rows.append(
                (
                    Cell((voice.quote(f"use[{index}].purpose"),)),
                    Cell((voice.figure(fact),), "number"),
                    Cell((voice.deadline(f"use[{index}].deadline"),)),
                )
            )
    total = (Cell(voice.say("label", "total")), Cell((voice.figure(f"net.{stage}"),), "number"), Cell())
    names = tuple(Cell(voice.say("label", name)) for name in ("purpose", "amount", "deadline"))
    return Table((names,), (*rows, total), totals=1, key=f"uses.{stage}")


def has_uses(voice: Voice, stage: str) -> bool:
    """Tell whether the proceeds and at least one purpose are known."""
    return voice.has(f"net.{stage}", f"use.1.{stage}")


def tail(voice: Voice) -> list[Section]:
    """Give what closes every notice: about the company, contact, legends."""
    sections: list[Section] = []
    if voice.told("issuer.about"):
        about = (paragraph((voice.quote("issuer.about"),), "about"),)
        sections.append(Section(voice.words("head", "about"), about, 3, "about.title"))
    lines: list[Block] = []
    for name in ("contact", "phone", "email", "url"):
        if voice.told(f"issuer.{name}"):
            before: tuple[Run, ...] = (*voice.say("label", "phone"), Words(" ")) if name == "phone" else ()
            lines.append(paragraph((*before, voice.quote(f"issuer.{name}")), f"contact.{name}"))
    if lines:
        sections.append(Section(voice.words("head", "contact"), tuple(lines), 3, "contact.title"))
    notes: list[Block] = [
        paragraph(fill(legends()[key].words.say(voice.language), voice), f"legend.{key}", "note")
        for key in voice.terms.texts("issuer.legends")
        if key in legends()
    ]
    notes.append(paragraph((voice.sentence("forward"),), "forward", "note"))
    sections.append(Section(voice.words("head", "legend"), tuple(notes), 3, "legend.title"))
    return sections
