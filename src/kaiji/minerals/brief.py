"""What of a file is compared with other suppliers' files: small enough to hold for thousands at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kaiji.core.source import Source, digest_of
from kaiji.matching.name import fold, letters
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.reader import Reading

SHARED_FROM = 5
COMMENTS_FROM = 3
MARK = 16  # bytes of a digest that stand for one smelter


@dataclass(frozen=True, slots=True)
class Brief:
    """One received file, in brief.

    Args:
        source: the file and its digest.
        declared: it holds a declaration that could be read; without one, the rest is empty.
        company: the declaring company, and where it says so.
        day: the effective date.
        scope: digest of what the declaration covers; equal ones replace each other.
        emails: addresses of contact and authorizer, each with its cell.
        smelters: a mark for each different smelter of a metal, in order.
        listed: the first row of the smelter list.
        said: digest of everything it says, the company block aside; nothing where that is too little to be no chance.
    """

    source: Source
    declared: bool = False
    company: str = ""
    company_source: Source | None = None
    day: date = date.min
    scope: str = ""
    emails: tuple[tuple[str, Source], ...] = ()
    smelters: bytes = b""
    listed: Source | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """All files of one company, in the order of its survey line.

    Args:
        key: the supplier's key, or one that was made for it.
        name: of the supplier.
        briefs: all of its files.
        in_force: those of them that hold.
    """

    key: str
    name: str
    briefs: tuple[Brief, ...]
    in_force: tuple[Brief, ...]

    @property
    def smelters(self) -> frozenset[bytes]:
        """The marks of the smelters of all declarations that hold."""
        return frozenset(
            one.smelters[at : at + MARK] for one in self.in_force for at in range(0, len(one.smelters), MARK)
        )


def brief_of(reading: Reading) -> Brief:
    """Give what of a file is compared with others."""
    declaration = reading.declaration
    if declaration is None:
        return Brief(reading.source)
    name = declaration["company_name"]
    emails = ((entry.words, entry.source) for entry in (declaration["contact_email"], declaration["authorizer_email"]))
    named = {
        (row.metal.casefold(), letters(row.given_name or row.given_id))
        for row in declaration.smelters
        if not row.names_nobody
    }
    return Brief(
        reading.source,
        declared=True,
        company=declaration.company_name,
        company_source=name.source,
        day=declaration.effective_date or date.min,
        scope=digest_of(repr(_scope(declaration)).encode()),
        emails=tuple((words, source) for words, source in emails if "@" in words.strip("@")),
        smelters=b"".join(sorted(bytes.fromhex(digest_of(repr(one).encode()))[:MARK] for one in named)),
        listed=declaration.smelters[0].source if declaration.smelters else None,
        said=said_by(declaration) if _tells_enough(declaration) else "",
    )


def sides_of(briefs: Iterable[Brief]) -> list[Side]:
    """Bring files together by declaring company; those that name none are left out."""
    groups: dict[str, list[Brief]] = {}
    for one in sorted(briefs, key=lambda one: (one.source.file, one.source.digest)):
        if one.company:
            groups.setdefault(letters(one.company), []).append(one)
    sides = []
    for number, group in enumerate(groups.values(), start=1):
        order, _ = settle(group)
        ordered = tuple(group[index] for index, _ in order)
        holding = tuple(group[index] for index, why in order if not why)
        sides.append(Side(f"R-{number:03}", group[0].company, ordered, holding))
    return sides


def settle(briefs: Sequence[Brief]) -> tuple[list[tuple[int, str]], tuple[str, ...]]:
    """Decide which files of one supplier are in force: per scope, the latest date; equal dates leave it open.

    Returns:
        The files by index, those in force first and else by file name, each with the reason why it is not in force or
        nothing; and the names of the files among which nobody but the supplier can decide.
    """
    settled: list[tuple[int, str]] = []
    groups: dict[str, list[int]] = {}
    seen: set[str] = set()
    for index, one in enumerate(briefs):
        if not one.declared:
            settled.append((index, "unreadable"))
        elif one.source.digest in seen:
            settled.append((index, "same content"))
        else:
            seen.add(one.source.digest)
            groups.setdefault(one.scope, []).append(index)
    tied: tuple[str, ...] = ()
    for group in groups.values():
        ordered = sorted(group, key=lambda index: briefs[index].day, reverse=True)
        latest = briefs[ordered[0]].day
        newest = [index for index in ordered if briefs[index].day == latest]
        settled += [(index, "" if index in newest else "superseded") for index in ordered]
        if len(newest) > 1:
            tied = (*tied, *(briefs[index].source.file for index in newest))
    return sorted(settled, key=lambda one: (bool(one[1]), briefs[one[0]].source.file)), tied


def said_by(declaration: Declaration) -> str:
    """Give a digest of everything a declaration says, its company block aside: equal ones say the same."""
    answers = [
        (str(one.topic), one.metal, fold(one.answer.words), fold(one.comment.words)) for one in declaration.answers
    ]
    smelters = sorted(
        sorted((name, fold(entry.words)) for name, entry in row.cells.items()) for row in declaration.smelters
    )
    products = sorted(
        sorted((name, fold(entry.words)) for name, entry in row.cells.items()) for row in declaration.products
    )
    return digest_of(repr((declaration.family, answers, smelters, products)).encode())


def _tells_enough(declaration: Declaration) -> bool:
    named = sum(1 for row in declaration.smelters if not row.names_nobody)
    return named >= SHARED_FROM or sum(one.comment.given for one in declaration.answers) >= COMMENTS_FROM


def _scope(declaration: Declaration) -> tuple[str, ...]:
    """Give what a declaration covers: its scope letter, description and products; equal ones replace each other."""
    letter = declaration["scope"].words[:1].upper()
    if letter in ("", "A"):
        return ("A",)
    products = sorted(row["number"].words for row in declaration.products)
    return (letter, letters(declaration["scope_description"].words), *products)
