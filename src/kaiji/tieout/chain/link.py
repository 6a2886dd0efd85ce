"""What ties the numbers of one document to those of another: one fact in both, periods that add up, balances carried on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaiji.core.text import Text
from kaiji.tieout.chain.chained import ChainCell, Chained, ChainRow
from kaiji.tieout.chain.item import item_of
from kaiji.tieout.chain.notice import OfferingTerm, notice_of
from kaiji.tieout.chain.notice_link import NoticeAgreement, NoticeBreak, hold_notices, is_of_one_offering
from kaiji.tieout.chain.table_match import CellPair, RowPair, TablePair, agrees, cell_pairs, same_unit, table_pairs
from kaiji.tieout.chain.term import Term
from kaiji.tieout.chain.two_languages import SURELY_SHARED, Translation, Twin, translation
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.same_item import telling
from kaiji.tieout.numbers.series import GENERIC
from kaiji.tieout.numbers.unit import PER_SHARE, SHARES

SAME = Text("the same item of the same period in the other document", "他の文書の同一期間・同一項目")
CARRIED = Text("the balance that the other document ends with", "他の文書の期末残高")
ALIKE = 0.99
ALWAYS = 0.9  # labels that name one item without doubt
TRANSLATED = Text("the same place in the other language", "他言語版の同一箇所")
Why = Literal["restated", "split", "unit", "column"]


@dataclass(slots=True, eq=False)
class Pairing:
    """What was found between two documents.

    Args:
        other: the document that the one in hand is held against.
        relations: that bind numbers of both, with what each says.
        noted: differences that are no errors, or are not known to be, with the reason.
        agreeing: numbers that agree.
        tables: the tables that correspond.
        compared: how many numbers of the other document were compared.
        translation: what was found where the other document says the same in another language.
        noticed: the pairs that are terms of one offering in two of its notices, by identity.
        breaks: terms that do not go together, and are no two numbers that should be one.
        kept: terms that do.
    """

    other: Chained
    relations: dict[Relation, CellPair] = field(default_factory=dict)
    noted: list[tuple[Why, CellPair]] = field(default_factory=list)
    agreeing: list[CellPair] = field(default_factory=list)
    tables: list[TablePair] = field(default_factory=list)
    compared: set[Mention] = field(default_factory=set)
    translation: Translation | None = None
    noticed: set[int] = field(default_factory=set)
    breaks: list[NoticeBreak] = field(default_factory=list)
    kept: list[NoticeAgreement] = field(default_factory=list)


def pairing(one: Chained, other: Chained) -> Pairing:
    """Hold the tables of a document against those of another."""
    found = Pairing(other, tables=table_pairs(one, other))
    columns = _best(_columns(cell_pairs(found.tables)))
    carried = list(_carried(one, other))
    beside = _beside([pair for column in columns for pair in column.pairs])
    for column in columns:
        column.judge(one, other, found, beside)
    trusted = len({id(pair.here) for pair in found.agreeing}) >= ENOUGH
    for pair in carried:
        found.compared.add(pair.there.mention)
        if pair.agrees:
            found.agreeing.append(pair)
        _relate(found, pair, 2.0 if trusted else 1.0, CARRIED)
    return found


def translated_pairing(one: Chained, other: Chained) -> Pairing:
    """Hold a document against the same one in another language."""
    found = Pairing(other, translation=translation(one, other))
    for pair, strength in found.translation.pairs if found.translation else ():
        found.compared.add(pair.there.mention)
        if pair.agrees:
            found.agreeing.append(pair)
        _relate(found, pair, strength, TRANSLATED)
    if found.translation is not None:
        found.translation.twins = [twin for twin in found.translation.twins if not _tied(one, found, twin)]
    return found


def noticed_pairing(one: Chained, other: Chained, found: Pairing) -> None:
    """Hold two notices of one offering against each other, the later against the earlier."""
    here, there = notice_of(one), notice_of(other)
    if here is None or there is None or not is_of_one_offering(here, there):
        return
    turned = here.day is not None and there.day is not None and here.day < there.day
    results = hold_notices(here, there) if turned else hold_notices(there, here)
    for result in results:
        if isinstance(result, NoticeAgreement):
            found.kept.append(NoticeAgreement(result.there, result.here) if turned else result)
            continue
        mine, other_place = (result.there, result.here) if turned else (result.here, result.there)
        result.mine, result.other = mine, other_place
        if result.how == "differs" and mine.mention is not None and other_place.mention is not None:
            label = mine.label.strip() if isinstance(mine, OfferingTerm) else ""
            row = ChainRow(item_of(""), label, item_of(""))
            cells = [
                ChainCell(place.mention, Term("fiscal", 0), frozenset(), False)
                for place in (mine, other_place)
                if place.mention
            ]
            pair = CellPair(cells[0], cells[1], RowPair(row, row, 1.0, 1.0), False)
            found.noticed.add(id(pair))
            relation = linear("equal", (cells[0].mention, cells[1].mention), (1, -1), SAME, 2.0 if result.sure else 1.0)
            relation.origin = None if result.sure else (cells[0].mention, "notice")  # of several notices it counts once
            found.relations[relation] = pair
        else:
            found.breaks.append(result)


def _tied(one: Chained, found: Pairing, twin: Twin) -> bool:
    """Tie two numbers of text that should be one; days, and numbers that are written in parts, are told by themselves."""
    here, there = twin.here.mention, twin.there.mention
    if here is None or there is None:
        return False
    before = one.lines[here.spot.line].text[max(0, here.spot.start - BEFORE) : here.spot.start]
    row = ChainRow(item_of(""), " ".join(before.split()), item_of(""))
    cells = [ChainCell(mention, Term("fiscal", 0), frozenset(), False) for mention in (here, there)]
    pair = CellPair(cells[0], cells[1], RowPair(row, row, 1.0, 1.0), False)
    count = len(found.relations)
    _relate(found, pair, 2.0 if twin.shared >= SURELY_SHARED else 1.0, TRANSLATED)
    return len(found.relations) > count


ENOUGH = 3
BEFORE = 40


@dataclass(slots=True, eq=False)
class _Column:
    """A column of a table beside one of the other document's."""

    key: tuple[int, int, int, int]
    caption: float
    pairs: list[CellPair] = field(default_factory=list)

    @property
    def agreeing(self) -> list[CellPair]:
        return [one for one in self.pairs if one.agrees and telling(one.here.mention)]

    @property
    def differing(self) -> list[CellPair]:
        return [one for one in self.pairs if not one.agrees]

    @property
    def score(self) -> float:
        return 2 * len(self.agreeing) - len(self.differing) + self.caption

    @property
    def sure(self) -> bool:
        """Whether it is the same column without doubt: under one caption, with few numbers that differ."""
        return self.caption > ALIKE and len(self.agreeing) >= max(ENOUGH, 3 * len(self.differing))

    def judge(self, one: Chained, other: Chained, found: Pairing, beside: Mapping[int, int]) -> None:
        """Make of its pairs relations, notes and agreements.

        ``beside`` counts, for the one number that differs on a line of a period, those that agree there.
        """
        agreeing, differing = self.agreeing, self.differing
        if not agreeing and self.caption < 1 and len([one for one in differing if _named(one)]) > 1:
            return  # tables that have only their rows in common
        found.compared.update(pair.there.mention for pair in self.pairs)
        for pair in self.pairs:
            if pair.agrees:
                found.agreeing.append(pair)
                _relate(found, pair, 2.0 if pair.rows.named >= ALWAYS else 1.0, SAME)
        rest = []
        for pair in differing:
            why = _excused(pair, one, other)
            if why is None:
                rest.append(pair)
            else:
                found.noted.append((why, pair))
        if len(rest) >= ENOUGH and len(agreeing) < 2 * len(rest):
            found.noted += [("column", pair) for pair in rest]
            return
        changed = _exchanged(rest)
        for pair in rest:
            strength = 2.0 if pair in changed else self._strength(pair, len(agreeing), len(rest))
            if beside.get(id(pair), 0) >= ENOUGH and len(rest) == 1:
                strength = max(strength, self._strength(pair, beside[id(pair)], 1))
            if one.restates or other.restates:
                strength = min(strength, 1.2)
            _relate(found, pair, strength, SAME, exchanged=pair in changed)

    def _strength(self, pair: CellPair, agreeing: int, differing: int) -> float:
        """Tell how sure it is that two numbers which differ are of one fact."""
        rows = pair.rows
        if not _told(pair) or (not _named(pair) and agreeing < ENOUGH):
            return 0.0
        if rows.named < ALWAYS:
            return 1.0 if agreeing >= ENOUGH and differing == 1 else 0.0
        sure = (1.0, 1.2, 1.5, 2.0)[min(agreeing, ENOUGH)]
        if differing > 1 and 4 * differing > agreeing:
            sure = min(sure, 1.0)
        flow = not pair.here.term.months and not rows.here.item.role
        return min(sure, 1.2) if flow and not agreeing else sure


def _beside(pairs: Sequence[CellPair]) -> dict[int, int]:
    """Count what agrees on the line of each number that alone differs there, in tables that have a period on each line.

    There a column has few numbers, and its line shows as well as a column of other tables that it is of one period.
    """
    lines: dict[tuple[int, int], list[CellPair]] = defaultdict(list)
    for pair in pairs:
        lines[pair.here.mention.spot.line, pair.there.mention.spot.line].append(pair)
    found: dict[int, int] = {}
    for group in lines.values():
        differing = [pair for pair in group if not pair.agrees]
        agreeing = {id(pair.rows.here) for pair in group if pair.agrees and telling(pair.here.mention)}
        if len(differing) == 1:
            found[id(differing[0])] = len(agreeing - {id(differing[0].rows.here)})
    return found


def _named(pair: CellPair) -> bool:
    """Tell whether the row's label names an item, and not one of many (*Other*, *Total*)."""
    return bool(pair.rows.here.item.words - GENERIC)


def _told(pair: CellPair) -> bool:
    a, b = pair.here.mention.unit, pair.there.mention.unit
    return (a.scale is None) == (b.scale is None) and (a.kind == b.kind or not (a.kind and b.kind))


def _relate(found: Pairing, pair: CellPair, strength: float, reason: Text, *, exchanged: bool = False) -> None:
    if not strength or not _told(pair):
        return
    one, other = pair.here.mention, pair.there.mention
    fine, coarse = (one, other) if one.step < other.step else (other, one)
    relation = linear("exchange" if exchanged else "equal", (coarse, fine), (1, -1), reason, strength)
    if exchanged:
        relation.origin = one
    if one.step != other.step:
        relation.slack = 1  # a coarser printing may have been moved so that its column foots
    if pair.agrees and not relation.holds():
        return
    found.relations[relation] = pair


def _columns(pairs: Iterable[CellPair]) -> list[_Column]:
    columns: dict[tuple[int, int, int, int], _Column] = {}
    for pair in pairs:
        here, there = pair.here.mention, pair.there.mention
        key = (here.table, here.column, there.table, there.column)
        if key not in columns:
            columns[key] = _Column(key, pair.rows.caption)
        columns[key].pairs.append(pair)
    return list(columns.values())


def _best(columns: Sequence[_Column]) -> list[_Column]:
    """Keep, for each column of a document, the column of the other one that fits best, and those that are no less sure.

    Of the rest only what agrees is kept: tables may have their rows in common and nothing else.
    """
    best: dict[tuple[int, int], _Column] = {}
    for one in columns:
        home = one.key[:2]
        if home not in best or one.score > best[home].score:
            best[home] = one
    kept = list(best.values())
    kept += [one for one in columns if one not in kept and one.sure]
    chosen = {id(one) for one in kept}
    rest = [one for one in columns if id(one) not in chosen and one.agreeing]
    return kept + [_Column(one.key, one.caption, [pair for pair in one.pairs if pair.agrees]) for one in rest]


def _excused(pair: CellPair, one: Chained, other: Chained) -> Why | None:
    """Tell why two numbers of one fact may differ without an error."""
    here, there = pair.here, pair.there
    if here.restated != there.restated:
        return "restated"
    a, b = here.mention, there.mention
    if (
        {a.unit.kind, b.unit.kind} & {PER_SHARE, SHARES}
        and (one.splits or other.splits)
        and a.value
        and b.value
        and _is_split(a, b)
    ):
        return "split"
    if a.step == b.step and a.scale and abs(a.value - b.value) == a.step and a.digits >= 2:
        return "unit"
    return None


def _is_split(one: Mention, other: Mention) -> bool:
    """Tell whether two numbers differ by a whole factor, within their rounding."""
    large, small = (one, other) if abs(one.value) >= abs(other.value) else (other, one)
    low, high = sorted((abs(small.low), abs(small.high)))
    for factor in (*range(2, 11), 15, 20, 25, 30, 40, 50, 100, 200, 400, 500, 1000):
        for by in (Fraction(factor), Fraction(factor + 1, 2) if factor == 2 else Fraction(factor)):
            if low * by <= max(abs(large.low), abs(large.high)) and min(abs(large.low), abs(large.high)) <= high * by:
                return True
    return False


def _exchanged(pairs: Sequence[CellPair]) -> list[CellPair]:
    """Give the pairs of two rows whose numbers changed places: each has the other's."""
    found = []
    for at, one in enumerate(pairs):
        for other in pairs[at + 1 :]:
            if agrees(one.here.mention, other.there.mention) and agrees(other.here.mention, one.there.mention):
                found += [one, other]
    return found if len(found) == 2 else []


def _carried(one: Chained, other: Chained) -> Iterator[CellPair]:
    """Give the balances at the beginning of a period that another document has as those at the end of one, or otherwise."""
    ends: dict[frozenset[str], list[ChainRow]] = defaultdict(list)
    for table in other.tables:
        for row in table.rows:
            if row.item.role:
                ends[row.item.words].append(row)
    for table in one.tables:
        for row in table.rows:
            if not row.item.role:
                continue
            fitting = [there for there in ends.get(row.item.words, ()) if there.item.role != row.item.role]
            for cell in row.cells:
                cells = [
                    (there, known)
                    for there in fitting
                    for known in there.cells
                    if known.term == cell.term and same_unit(cell.mention, known.mention) and known.head == cell.head
                ]
                values = {known.mention.value for _, known in cells}
                if len(values) == 1:
                    there, known = cells[0]
                    yield CellPair(cell, known, RowPair(row, there, 1.0, -1), agrees(cell.mention, known.mention))
