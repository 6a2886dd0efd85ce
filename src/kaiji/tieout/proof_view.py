"""A proved document as a page shows it: its lines cut into pieces, its numbers with what proves them, its findings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from kaiji.core.rule import Catalogue
from kaiji.core.text import Language
from kaiji.tieout.proof import DocumentProof, NumberProof, ProofFinding, Spot
from kaiji.tieout.proof_data import elsewhere_of, line_number
from kaiji.tieout.proof_measure import column_widths, line_height, note_height, text_width
from kaiji.tieout.proof_part import (
    BesideView,
    Block,
    CellView,
    FactView,
    FindingView,
    LineView,
    Link,
    NumberView,
    Part,
    Piece,
    Reason,
)
from kaiji.tieout.reading import Line, is_empty

MANY = 20_000  # numbers above which a page says less of each
LONGEST_TITLE = 90
NO_TITLE = re.compile(r"@|://|\bTel\b")


@dataclass(frozen=True)
class ProofView:
    """A proved document, ready to be shown.

    Args:
        proof: of the document.
        rules: for the words of the findings.
        language: of the page.
    """

    proof: DocumentProof
    rules: Catalogue
    language: Language
    _numbers: dict[int, list[int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for index, number in enumerate(self.proof.numbers):
            self._numbers.setdefault(number.spot.line, []).append(index)

    @cached_property
    def findings(self) -> tuple[FindingView, ...]:
        """All findings, those that stand first, each by the number that the page gives it."""
        ordered = (*self.proof.standing, *self.proof.suppressed)
        first: dict[tuple[str, str], int] = {}
        views = []
        for number, one in enumerate(ordered, 1):
            grouped = bool(one.root and one.stated) and one.root != one.finding.code
            earlier = first.setdefault((one.root, one.stated), number) if grouped else number
            views.append(self._finding(number, one, 0 if earlier == number else earlier))
        return tuple(views)

    def blocks(self) -> Iterator[Block]:
        """Give the document's blocks in reading order."""
        notes, marks = self._notes(), self._marks()
        lines = self.proof.lines
        for _, together in groupby(
            range(len(lines)), key=lambda at: lines[at].table if lines[at].table >= 0 else ~at - 1
        ):
            numbers = tuple(together)
            widths = column_widths([lines[at] for at in numbers])
            yield Block(tuple(self._line(at, notes, marks, widths) for at in numbers), widths)

    def parts(self) -> tuple[Part, ...]:
        """Give the document's pages, or where it has none its sections, that hold numbers or findings."""
        starts = self._starts()
        if len(starts) < 2:
            return ()
        counts = [dict.fromkeys(("proved", "single", "unproved"), 0) for _ in starts]
        found = [0] * len(starts)
        lines = [start for start, _, _ in starts]
        for number in self.proof.numbers:
            counts[bisect_right(lines, number.spot.line) - 1][number.state] += 1
        for one in self.proof.standing:
            if one.places:
                found[bisect_right(lines, one.places[0].spot.line) - 1] += 1
        return tuple(
            Part(title, page, f"#l{line}", counts[at], found[at])
            for at, (line, title, page) in enumerate(starts)
            if any(counts[at].values()) or found[at]
        )

    def facts(self) -> tuple[FactView, ...]:
        """Give the facts from files, each with the places that state it."""
        return tuple(
            FactView(one.item, one.period, one.value, one.state, str(one.source), tuple(map(self.link, one.spots[:4])))
            for one in self.proof.facts
        )

    def link(self, spot: Spot) -> Link:
        """Give the link to a place: to the number that stands there, else to its line."""
        page = self.proof.source(spot).place.page
        known = self._numbers.get(spot.line, [])
        at = bisect_right(known, spot.start, key=lambda index: self.proof.numbers[index].spot.end)
        meant = known[at : at + 1]
        hit = bool(meant) and _overlap(self.proof.numbers[meant[0]].spot, spot.start, spot.end)
        href = f"#n{meant[0]}" if hit else f"#l{spot.line}"
        return Link(href, line_number(self.proof, spot), page, self.proof.quote(spot))

    def looks_like_title(self, at: int) -> bool:
        """Tell whether a line reads like a heading, whatever its reader made of it."""
        line = self.proof.lines[at]
        if line.kind == "heading":
            return True
        text = line.text.strip()
        return (
            line.kind == "paragraph"
            and len(text) <= LONGEST_TITLE
            and at not in self._numbers
            and text[0].isalpha()
            and not text[0].islower()
            and text[-1] not in ".,;。、："
            and not NO_TITLE.search(text)
        )

    def _starts(self) -> list[tuple[int, str, int]]:
        lines = self.proof.lines
        pages = [line.at(0).place.page for line in lines]
        if len(set(pages)) > 1:
            return [(at, "", page) for at, page in enumerate(pages) if page and (not at or page != pages[at - 1])]
        starts = [(at, lines[at].text, 0) for at in range(len(lines)) if self.looks_like_title(at)]
        return starts if not starts or starts[0][0] == 0 else [(0, "", 0), *starts]

    def _finding(self, number: int, one: ProofFinding, same_as: int) -> FindingView:
        rule, said = self.rules[one.finding.code], one.suppression
        links = [self.link(placed.spot) for placed in one.places]
        return FindingView(
            number,
            one.finding.code,
            str(one.finding.severity),
            rule.say(one.finding, self.language),
            rule.advise(one.finding, self.language),
            one.stated,
            one.expected,
            links[0] if links else None,
            elsewhere_of(self.proof, one),
            tuple(links[1:]),
            same_as,
            said.reason if said else "",
            ", ".join(part for part in (said.by, said.day) if part) if said else "",
            tuple(BesideView(str(other.source), other.quote, other.role == "wrong") for other in one.beside),
        )

    def _notes(self) -> dict[int, list[FindingView]]:
        notes: dict[int, list[FindingView]] = {}
        for view, one in zip(self.findings, (*self.proof.standing, *self.proof.suppressed), strict=True):
            if one.places:
                notes.setdefault(one.places[0].spot.line, []).append(view)
        return notes

    def _marks(self) -> dict[int, list[tuple[Spot, bool, int]]]:
        """Give the places of the findings that stand, by line: the stretch, whether it is wrong, the finding's number."""
        marks: dict[int, list[tuple[Spot, bool, int]]] = {}
        for number, one in enumerate(self.proof.standing, 1):
            for placed in one.places:
                marks.setdefault(placed.spot.line, []).append((placed.spot, placed.role == "wrong", number))
        return marks

    def _line(
        self,
        at: int,
        notes: Mapping[int, Sequence[FindingView]],
        marks: Mapping[int, Sequence[tuple[Spot, bool, int]]],
        widths: Sequence[int],
    ) -> LineView:
        line, found = self.proof.lines[at], marks.get(at, ())
        whole = [one for one in found if self._is_whole(at, one[0])]
        marked = [one for one in found if one not in whole]
        if widths and line.cells:
            cells = tuple(self._cells(at, line, marked, widths))
        else:
            cells = (CellView(tuple(self._pieces(at, 0, len(line.text), marked))),)
        kind = "title" if self.looks_like_title(at) else line.kind
        number = line_number(self.proof, Spot(at, 0, 0))
        look = "wrong" if any(one[1] for one in whole) else "evid" if whole else ""
        here = tuple(notes.get(at, ()))
        return LineView(f"l{at}", number, kind, cells, here, look, self._room(at, notes) if here else 0)

    def _is_whole(self, at: int, spot: Spot) -> bool:
        """Tell whether a place is a whole line: then no number in it is meant by itself, unless it is all of the line."""
        if spot.start > 0 or spot.end < len(self.proof.lines[at].text):
            return False
        spots = (self.proof.numbers[index].spot for index in self._numbers.get(at, ()))
        return not any(one.start <= spot.start and spot.end <= one.end for one in spots)

    def _room(self, at: int, notes: Mapping[int, Sequence[FindingView]]) -> float:
        """Give the height that a line's findings lack beside the lines that follow until the margin is needed again."""
        lacking = sum(note_height(_texts_of(one), corrected=bool(one.expected)) for one in notes[at])
        for following in range(at, len(self.proof.lines)):
            if following in notes and following != at:
                break
            own = line_height(self.proof.lines[following])
            if following != at:
                lacking -= own
            if lacking <= 0:
                break
        return round(max(lacking, 0), 1)

    def _cells(
        self, at: int, line: Line, marked: Sequence[tuple[Spot, bool, int]], widths: Sequence[int]
    ) -> Iterator[CellView]:
        filled = [column for column, text in enumerate(line.cells) if not is_empty(text)]
        starts = dict(zip(filled, line.starts, strict=False))
        column = 0
        while column < len(widths):
            text = line.cells[column] if column < len(line.cells) else ""
            if column not in starts:
                yield CellView(())
                column += 1
                continue
            room, span = widths[column], 1
            following = next((one for one in filled if one > column), len(widths))
            while text_width(text) > room and column + span < following:  # a heading over several columns
                room, span = room + widths[column + span], span + 1
            start = starts[column]
            pieces = tuple(self._pieces(at, start, start + len(text), marked))
            yield CellView(pieces, span, column > 0)
            column += span

    def _pieces(self, at: int, start: int, end: int, marked: Sequence[tuple[Spot, bool, int]]) -> Iterator[Piece]:
        """Cut a stretch of a line where numbers and places begin and end; a number stays whole."""
        text, known = self.proof.lines[at].text, self._numbers.get(at, [])
        first = bisect_left(known, start, key=lambda index: self.proof.numbers[index].spot.start)
        last = bisect_left(known, end, key=lambda index: self.proof.numbers[index].spot.start)
        spots = {self.proof.numbers[index].spot.start: index for index in known[first:last]}
        places = sorted({cut for spot, _, _ in marked for cut in (spot.start, spot.end) if start < cut < end})
        here, ahead = start, iter([*places, end])
        cut = next(ahead)
        for begin in [*sorted(spots), end]:
            while here < begin:
                while cut <= here:
                    cut = next(ahead)
                to = min(cut, begin)
                yield self._piece(text, here, to, None, marked)
                here = to
            if begin < end and here == begin:
                here = min(self.proof.numbers[spots[begin]].spot.end, end)
                yield self._piece(text, begin, here, spots[begin], marked)

    def _piece(
        self, text: str, start: int, end: int, index: int | None, marked: Sequence[tuple[Spot, bool, int]]
    ) -> Piece:
        wrong = _touching(marked, start, end, wrong=True)
        evidence = _touching(marked, start, end, wrong=False)
        number = None
        if index is not None:
            number = self._number(index, self.proof.numbers[index], (*wrong, *evidence))
        return Piece(text[start:end], number, wrong, evidence)

    def _number(self, index: int, number: NumberProof, against: tuple[int, ...]) -> NumberView:
        many = len(self.proof.numbers) > MANY
        most_reasons, most_links = (1, 2) if many else (4, 6)
        reasons = tuple(
            Reason(
                tick.reason.say(self.language),
                tuple(self.link(spot) for spot in tick.spots[:most_links]),
                max(0, len(tick.spots) - most_links),
            )
            for tick in number.ticks[:most_reasons]
        )
        return NumberView(f"n{index}", number.state, reasons, against)


def _touching(marked: Iterable[tuple[Spot, bool, int]], start: int, end: int, *, wrong: bool) -> tuple[int, ...]:
    return tuple(
        dict.fromkeys(number for spot, is_wrong, number in marked if is_wrong is wrong and _overlap(spot, start, end))
    )


def _overlap(spot: Spot, start: int, end: int) -> bool:
    return spot.start < end and start < spot.end


def _texts_of(one: FindingView) -> list[str]:
    beside = " ".join(f"{other.quote} ({other.where})," for other in one.beside[:6])
    return [
        one.message,
        one.reason or one.remedy,
        "evidence" * len(one.evidence[:6]),
        "same" if one.same_as else "",
        beside,
    ]
