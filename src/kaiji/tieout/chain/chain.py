"""A document in a chain: its network of relations and those of the other documents as one, with what ties them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kaiji.core.finding import Severity
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.chain.chain_rule import (
    figures_restated,
    how_much_compared,
    language_day_differs,
    language_differs,
    notice_day_outside,
    notice_differs,
    notice_exceeds,
    notice_misquoted,
    one_last_unit,
    other_document_wrong,
    periods_do_not_add_up,
)
from kaiji.tieout.chain.chained import Chained, chained, settle_together
from kaiji.tieout.chain.link import Pairing, Why, noticed_pairing, pairing, translated_pairing
from kaiji.tieout.chain.notice import OfferingTerm, Quoted
from kaiji.tieout.chain.notice_link import NoticeBreak
from kaiji.tieout.chain.period_sum import PeriodSum, period_sums
from kaiji.tieout.chain.table_match import CellPair
from kaiji.tieout.chain.two_languages import SURELY_SHARED, Twin, translated
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import SURE, WORTH_A_LOOK, Conflict, Network
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.proof import (
    BesidePlace,
    DocumentProof,
    NumberProof,
    ProofFinding,
    ProofPlace,
    Role,
    SupportCount,
    Tick,
)
from kaiji.tieout.reading import Line
from kaiji.tieout.support_rule import other_document_differs

REASONS: Mapping[Why | str, Text] = {
    "restated": Text("One of the columns is headed as restated.", "一方の列に修正再表示の旨の見出しがあります。"),
    "split": Text("The number of shares was split or consolidated.", "株式の分割または併合があります。"),
    "told": Text(
        "It is said that earlier figures were restated or reclassified.",
        "過去の数値の修正再表示または組替えの記載があります。",
    ),
    "coherent": Text(
        "Each of the documents adds up with its own figure: earlier figures may have been restated, without a word of it.",
        "いずれの文書も自らの数値で計算が合っています。記載のない修正再表示の可能性があります。",
    ),
    "column": Text(
        "So many of one column differ that it is of another period or scope, or was restated without a word of it.",
        "同じ列の多くの数値が異なります。別の期間・範囲の数値であるか、記載のない修正再表示の可能性があります。",
    ),
}
BOARD = Text("meeting of the Board of Directors", "取締役会の開催日")
UNDECIDED = Text(
    "Which of the two is wrong, the documents do not tell.", "いずれが誤りかは、文書からは判断できません。"
)
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document that another one is held against."""

    name: str
    lines: Sequence[Line]


def hold_in_chain(proof: DocumentProof, others: Sequence[OtherDocument]) -> DocumentProof:
    """Hold a document against others of one company: earlier quarters, the half-year, last year's.

    What the numbers of all documents are to each other is one network: the document's own relations, those of each other
    document, and between them one fact that both state, periods that make up a longer one, balances carried on. The
    smallest repair tells which place, and so which document, is wrong.

    Args:
        proof: of the document in hand, by itself.
        others: what it is held against.

    Returns:
        The proof with what was found besides, and with a further tick of each number that another document bears out.
    """
    if not others:
        return proof
    chain = _Chain(proof, others)
    findings = [
        *chain.contradictions(),
        *chain.coherent(),
        *chain.twins(),
        *chain.notices(),
        *chain.noted(),
        *chain.counted(),
    ]
    spoken = {
        (place.spot.line, place.spot.start)
        for one in findings
        if one.finding.severity is not Severity.INFO
        for place in one.places
        if place.role == "wrong"
    }
    ticks = chain.ticks()
    numbers = tuple(_proved(number, ticks, spoken) for number in proof.numbers)
    return replace(
        proof, numbers=numbers, findings=(*proof.findings, *findings), support=(*proof.support, *chain.support())
    )


class _Chain:
    """The documents of a chain with all that holds between their numbers."""

    def __init__(self, proof: DocumentProof, others: Sequence[OtherDocument]) -> None:
        self.one = chained(proof.name, proof.lines)
        documents = [self.one]
        for other in others:
            first = sum(len(known.numbers.mentions) for known in documents)
            documents.append(chained(other.name, other.lines, first))
        settle_together(documents)
        self.home: dict[Mention, Chained] = {
            mention: document for document in documents for mention in document.numbers.mentions
        }
        self.pairings = [
            translated_pairing(self.one, other) if translated(self.one, other) else pairing(self.one, other)
            for other in documents[1:]
        ]
        for found in self.pairings:
            noticed_pairing(self.one, found.other, found)
        self.of_pair = {id(pair): found for found in self.pairings for pair in found.relations.values()}
        self.sums: dict[Relation, PeriodSum] = {one.relation: one for one in period_sums(self.one, self.pairings)}
        self.pairs: dict[Relation, CellPair] = {}
        for found in self.pairings:
            self.pairs |= found.relations
        own = [relation for document in documents for relation in document.numbers.network.relations]
        self.network = Network([*own, *self.pairs, *self.sums])
        self.told: set[Relation] = set()

    def contradictions(self) -> Iterator[ProofFinding]:
        """Give what one number of the chain says against others, where the smallest repair tells it."""
        seen: set[Mention] = set()
        for conflict in self.network.conflicts():
            across = [one for one in conflict.broken if one in self.pairs or one in self.sums]
            if not across or conflict.weight < WORTH_A_LOOK:
                continue
            self.told.update(across)
            if conflict.wrong in seen:
                continue
            seen.add(conflict.wrong)
            yield self._conflict(conflict, max(across, key=lambda one: one.strength))

    def coherent(self) -> Iterator[ProofFinding]:
        """Give the differences that no repair mends without breaking more: each document bears out its own figure."""
        for found in self.pairings:
            sure = {id(pair): relation.strength >= SURE for relation, pair in found.relations.items()}
            left = [
                pair
                for relation, pair in found.relations.items()
                if relation not in self.told
                and not self.network.holding.get(relation, True)
                and relation.strength >= WORTH_A_LOOK
            ]
            alone = [pair for pair in left if found.translation is not None or id(pair) in found.noticed]
            yield from (self._side_by_side(found, pair, sure=sure[id(pair)]) for pair in alone)
            left = [pair for pair in left if pair not in alone]
            if left:
                why = "told" if self.one.restates or found.other.restates else "coherent"
                yield self._restated(found, left, why)
        for relation, summed in self.sums.items():
            if relation in self.told or self.network.holding.get(relation, True) or relation.strength < WORTH_A_LOOK:
                continue
            mention = summed.whole.mention
            expected = print_like(mention, _middle(relation, 0))
            yield self._sum(relation, mention, expected, doubtful=True, decided=False)

    def twins(self) -> Iterator[ProofFinding]:
        """Give numbers and days of sentences that are others in the other language."""
        for found in self.pairings:
            for twin in found.translation.twins if found.translation else ():
                yield self._twin(found, twin)

    def _twin(self, found: Pairing, twin: Twin) -> ProofFinding:
        here, there = twin.here, twin.there
        source = self.one.lines[here.spot.line].at(here.spot.start)
        other = found.other.lines[there.spot.line].at(there.spot.start)
        doubtful = twin.shared < SURELY_SHARED
        if here.day:
            finding = next(language_day_differs(source, other, here.text, there.text, doubtful=doubtful))
        else:
            item = " ".join(self.one.lines[here.spot.line].text[max(0, here.spot.start - 40) : here.spot.start].split())
            finding = next(
                language_differs(source, other, item, here.text, there.text, there.text, UNDECIDED, doubtful=doubtful)
            )
        places = (ProofPlace(here.spot, "evidence"),)
        beside = (BesidePlace(other, there.text, "evidence"),)
        return ProofFinding(
            finding, places, here.text, there.text, f"{here.spot.line}:{here.spot.start}", beside=beside
        )

    def _side_by_side(self, found: Pairing, pair: CellPair, *, sure: bool) -> ProofFinding:
        """Give a number of a table that is another one in the other language, where each adds up with its own."""
        here, there = pair.here.mention, pair.there.mention
        places, beside = self._places([here], [there])
        expected = print_like(here, there.value)
        differs = notice_differs if id(pair) in found.noticed else language_differs
        finding = next(
            differs(
                self.one.source(here), found.other.source(there), pair.rows.here.label.strip(), here.text.strip(), expected,
                there.text.strip(), UNDECIDED, doubtful=not sure,
            )
        )  # fmt: skip
        return ProofFinding(finding, places, here.text.strip(), expected, _root(here), beside=beside)

    def notices(self) -> Iterator[ProofFinding]:
        """Give the terms of an offering that a later notice does not keep."""
        for found in self.pairings:
            for broken in found.breaks:
                if broken.mine is not None and broken.other is not None:
                    yield self._notice(found, broken, broken.mine, broken.other)

    def _notice(
        self, found: Pairing, broken: NoticeBreak, mine: OfferingTerm | Quoted, other: OfferingTerm | Quoted
    ) -> ProofFinding:
        here = self.one.lines[mine.spot.line].at(mine.spot.start)
        there = found.other.lines[other.spot.line].at(other.spot.start)
        item = next((one.label.strip() for one in (mine, other) if isinstance(one, OfferingTerm) and one.label), "")
        later, earlier = broken.here, broken.there
        name_of = {id(mine): self.one.name, id(other): str(there)}
        if broken.how == "exceeds":
            made = notice_exceeds(
                [here, there], item, later.text, name_of[id(later)], earlier.text, name_of[id(earlier)]
            )
        elif broken.how == "outside":
            made = notice_day_outside([here, there], item, mine.text, other.text, str(there), doubtful=not broken.sure)
        elif broken.how == "quoted":
            day = earlier.day if isinstance(earlier, Quoted) and earlier.mention is None else None
            known = earlier.text if day is None else f"{day:%Y-%m-%d}"
            made = notice_misquoted([here, there], later.text, known, name_of[id(earlier)])
        else:
            made = notice_differs(
                here, there, item or BOARD.say(), mine.text, other.text, other.text, UNDECIDED, doubtful=not broken.sure
            )
        finding = next(made)
        places = (ProofPlace(mine.spot, "wrong" if broken.how == "quoted" and mine is later else "evidence"),)
        beside = (BesidePlace(there, other.text, "wrong" if broken.how == "quoted" and other is later else "evidence"),)
        return ProofFinding(finding, places, mine.text, "", f"{mine.spot.line}:{mine.spot.start}", beside=beside)

    def noted(self) -> Iterator[ProofFinding]:
        """Give what differs for a known reason."""
        for found in self.pairings:
            groups: dict[Why, list[CellPair]] = defaultdict(list)
            for why, pair in found.noted:
                groups[why].append(pair)
            for why, pairs in groups.items():
                if why == "unit":
                    first = pairs[0]
                    places, beside = self._places(
                        [pair.here.mention for pair in pairs], [pair.there.mention for pair in pairs]
                    )
                    for finding in one_last_unit(
                        self._sources(places, beside), found.other.name, len(pairs), first.rows.here.label.strip(),
                        first.here.mention.text.strip(), first.there.mention.text.strip(),
                    ):  # fmt: skip
                        yield ProofFinding(finding, places, root=f"{finding.code}:{found.other.name}", beside=beside)
                else:
                    told = why == "column" and (self.one.restates or found.other.restates)
                    yield self._restated(found, pairs, "told" if told else why)

    def counted(self) -> Iterator[ProofFinding]:
        """Tell how much of each document was compared."""
        for one in self.support():
            for finding in how_much_compared(Source(one.name), one.numbers, one.compared, one.agreeing):
                yield ProofFinding(finding, root=f"{finding.code}:{one.name}")

    def support(self) -> tuple[SupportCount, ...]:
        """Give how much of each other document was compared."""
        found = []
        for one in self.pairings:
            numbers = {cell.mention for table in one.other.tables for row in table.rows for cell in row.cells}
            kept = {result.there.mention for result in one.kept if result.there.mention is not None}
            differ = {pair.there.mention for pair in one.relations.values() if id(pair) in one.noticed}
            differ |= {broken.other.mention for broken in one.breaks if broken.other and broken.other.mention}
            if one.translation is None and (one.kept or one.noticed or one.breaks):
                numbers = set(one.other.numbers.mentions)
            summed = {
                part.mention for each in self.sums.values() for part in (each.whole, *each.parts)
                if self.home[part.mention] is one.other
            }  # fmt: skip
            agreeing = {pair.there.mention for pair in one.agreeing}
            if one.translation is not None:
                told = {there.mention for _, there in one.translation.agreeing if there.mention is not None}
                differ = {twin.there.mention for twin in one.translation.twins if twin.there.mention is not None}
                compared = len(one.compared | told | differ)
                found.append(SupportCount(one.other.name, one.translation.numbers, compared, len(agreeing | told)))
                continue
            agreeing |= kept - differ
            both = (one.compared | summed | agreeing | differ) & numbers
            broken = {
                member for relation in self.sums if not self.network.holding.get(relation, True) for member in relation.members
            }  # fmt: skip
            agreeing |= summed - broken - {pair.there.mention for pair in one.relations.values() if not pair.agrees}
            found.append(SupportCount(one.other.name, len(numbers), len(both), len(agreeing & both)))
        return tuple(found)

    def ticks(self) -> dict[tuple[int, int], list[Tick]]:
        """Give what other documents bear out, by the place of the number."""
        ticks: dict[tuple[int, int], list[Tick]] = defaultdict(list)
        for found in self.pairings:
            for pair in found.agreeing:
                spot, text = pair.here.mention.spot, pair.there.mention.text.strip()
                where = found.other.source(pair.there.mention)
                ticks[spot.line, spot.start].append(Tick(Text(f"{where} says {text}", f"{where}の記載：{text}")))
        for found in self.pairings:
            for mine, other in found.translation.agreeing if found.translation else ():
                where = found.other.lines[other.spot.line].at(other.spot.start)
                reason = Text(f"{where} says {other.text}", f"{where}の記載：{other.text}")
                ticks[mine.spot.line, mine.spot.start].append(Tick(reason))
        for found in self.pairings:
            for kept in found.kept:
                if kept.here.mention is not None and kept.there.mention is not None:
                    where = found.other.source(kept.there.mention)
                    reason = Text(f"{where} says {kept.there.text}", f"{where}の記載：{kept.there.text}")
                    ticks[kept.here.spot.line, kept.here.spot.start].append(Tick(reason))
        for relation in self.sums:
            if not self.network.holding.get(relation) or relation.strength < SURE or not relation.telling():
                continue
            for member in relation.members:
                if self.home[member] is self.one:
                    equation = self._equation(relation)
                    spots = tuple(
                        one.spot for one in relation.members if one is not member and self.home[one] is self.one
                    )
                    reason = Text(f"periods of several documents: {equation}", f"複数文書の期間合計：{equation}")
                    ticks[member.spot.line, member.spot.start].append(Tick(reason, spots))
        return ticks

    def _conflict(self, conflict: Conflict, main: Relation) -> ProofFinding:
        wrong = conflict.wrong
        decided = conflict.decided and main.kind != "exchange"
        doubtful = conflict.weight < SURE
        value = conflict.expected if conflict.expected is not None else _middle(main, main.members.index(wrong))
        expected = print_like(wrong, value) if main.kind != "exchange" else self._other_text(main, wrong)
        others = [
            member for relation in sorted(conflict.broken, key=lambda one: -one.strength) for member in relation.members
        ]
        if main in self.sums and (self.home[wrong] is self.one or not decided):
            return self._sum(main, wrong, expected, doubtful=doubtful, decided=decided, also=others)
        pair = self.pairs.get(main)
        item = (pair.rows.here.label if pair else self.sums[main].row.label).strip()
        if self.home[wrong] is self.one or not decided:
            assert pair is not None  # noqa: S101 - sums were told above
            here, there = pair.here.mention, pair.there.mention
            mine = [here, *(one for one in others if one is not here)]
            places, beside = self._places(mine, [there, *others], wrong if decided else None)
            verdict = (
                Text(
                    f"By the documents' own figures it should say {expected}.",
                    f"文書の数値からは{expected}となるべきです。",
                )
                if decided
                else UNDECIDED
            )
            expected = expected if decided else print_like(here, there.value)
            source = self.home[there].source(there)
            home = self.of_pair[id(pair)]
            differs = (
                notice_differs
                if id(pair) in home.noticed
                else language_differs
                if home.translation is not None
                else other_document_differs
            )
            finding = next(
                differs(
                    self.one.source(here),
                    source,
                    item,
                    here.text.strip(),
                    expected,
                    there.text.strip(),
                    verdict,
                    doubtful=doubtful,
                )
            )
            return ProofFinding(finding, places, here.text.strip(), expected, _root(here), beside=beside)
        mine = [member for member in main.members if self.home[member] is self.one]
        places, beside = self._places([*mine, *others], [wrong, *others], wrong)
        proof = Text(self._equation(main), self._equation(main))
        stated = mine[0].text.strip() if mine else ""
        finding = next(
            other_document_wrong(
                self._sources(places, beside),
                self.home[wrong].name,
                item,
                stated,
                wrong.text.strip(),
                expected,
                proof,
                doubtful=doubtful,
            )
        )
        root = f"{self.home[wrong].name}:{_root(wrong)}"
        return ProofFinding(finding, places, wrong.text.strip(), expected, root, beside=beside)

    def _sum(
        self,
        relation: Relation,
        mention: Mention,
        expected: str,
        *,
        doubtful: bool,
        decided: bool,
        also: Sequence[Mention] = (),
    ) -> ProofFinding:
        members = [mention, *relation.members, *also]
        places, beside = self._places(members, members, mention if decided else None)
        item = self.sums[relation].row.label.strip()
        finding = next(
            periods_do_not_add_up(
                self._sources(places, beside),
                item,
                mention.text.strip(),
                expected,
                self._equation(relation),
                doubtful=doubtful,
            )
        )
        return ProofFinding(finding, places, mention.text.strip(), expected, _root(mention), beside=beside)

    def _restated(self, found: Pairing, pairs: Sequence[CellPair], why: Why | str) -> ProofFinding:
        first = pairs[0]
        places, beside = self._places([pair.here.mention for pair in pairs], [pair.there.mention for pair in pairs])
        finding = next(
            figures_restated(
                self._sources(places, beside), found.other.name, len(pairs), first.rows.here.label.strip(),
                first.here.mention.text.strip(), first.there.mention.text.strip(), REASONS[why], unsaid=why in ("coherent", "column"),
            )
        )  # fmt: skip
        root = f"{finding.code}:{found.other.name}:{why}"
        return ProofFinding(finding, places, first.here.mention.text.strip(), "", root, beside=beside)

    def _other_text(self, relation: Relation, wrong: Mention) -> str:
        return next(member for member in relation.members if member is not wrong).text.strip()

    def _places(
        self, here: Sequence[Mention], there: Sequence[Mention], wrong: Mention | None = None
    ) -> tuple[tuple[ProofPlace, ...], tuple[BesidePlace, ...]]:
        """Give the places of numbers, those of the document in hand and those of others, the wrong one first."""
        mine = dict.fromkeys(one for one in here if self.home.get(one) is self.one)
        theirs = dict.fromkeys(one for one in there if one in self.home and self.home[one] is not self.one)

        def role(one: Mention) -> Role:
            return "wrong" if one is wrong else "evidence"

        places = [ProofPlace(one.spot, role(one)) for one in list(mine)[:MOST_PLACES]]
        beside = [
            BesidePlace(self.home[one].source(one), one.text.strip(), role(one)) for one in list(theirs)[:MOST_PLACES]
        ]
        return (
            tuple(sorted(places, key=lambda place: place.role != "wrong")),
            tuple(sorted(beside, key=lambda place: place.role != "wrong")),
        )

    def _sources(self, places: Sequence[ProofPlace], beside: Sequence[BesidePlace]) -> list[Source]:
        mine = [self.one.lines[place.spot.line].at(place.spot.start) for place in places]
        return [*mine, *(place.source for place in beside)]

    def _equation(self, relation: Relation) -> str:
        def said(member: Mention) -> str:
            home = self.home[member]
            return member.text.strip() if home is self.one else f"{member.text.strip()} [{home.name}]"

        first, *rest = relation.members
        return f"{' + '.join(map(said, rest))} = {said(first)}"


def _middle(relation: Relation, index: int) -> Fraction:
    bounds = relation.solve(index)
    return (bounds[0] + bounds[1]) / 2 if bounds else relation.members[index].value


def _root(mention: Mention) -> str:
    return f"{mention.spot.line}:{mention.spot.start}"


def _proved(
    number: NumberProof, ticks: Mapping[tuple[int, int], list[Tick]], spoken: set[tuple[int, int]]
) -> NumberProof:
    at = (number.spot.line, number.spot.start)
    if at in spoken:
        return replace(number, state="unproved")
    found = ticks.get(at)
    if not found:
        return number
    state = "proved" if number.state == "single" else number.state
    return replace(number, state=state, ticks=(*number.ticks, *found))
