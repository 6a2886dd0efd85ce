"""A document in a chain: its network of relations and those of the other documents as one, with what ties them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from kaiji.core.finding import Severity
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.chain.chain_network import ChainNetwork, OtherDocument
from kaiji.tieout.chain.chain_rule import (
    figures_restated,
    how_much_compared,
    one_last_unit,
    other_document_wrong,
    periods_do_not_add_up,
)
from kaiji.tieout.chain.language_rule import language_day_differs, language_differs
from kaiji.tieout.chain.link import Pairing, Why
from kaiji.tieout.chain.notice import OfferingTerm, Quoted
from kaiji.tieout.chain.notice_link import NoticeBreak
from kaiji.tieout.chain.notice_rule import notice_day_outside, notice_differs, notice_exceeds, notice_misquoted
from kaiji.tieout.chain.table_match import CellPair
from kaiji.tieout.chain.two_languages import SURELY_SHARED, Twin
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import SURE, WORTH_A_LOOK, Conflict
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.proof import (
    BesidePlace,
    DocumentProof,
    NumberProof,
    ProofFinding,
    ProofPlace,
    Tick,
)
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
    chain = _Findings(proof, others)
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


class _Findings(ChainNetwork):
    """What the documents of a chain say against each other."""

    def __init__(self, proof: DocumentProof, others: Sequence[OtherDocument]) -> None:
        super().__init__(proof, others)
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
        places, beside = self.places([here], [there])
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
                    places, beside = self.places(
                        [pair.here.mention for pair in pairs], [pair.there.mention for pair in pairs]
                    )
                    for finding in one_last_unit(
                        self.sources(places, beside), found.other.name, len(pairs), first.rows.here.label.strip(),
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
            places, beside = self.places(mine, [there, *others], wrong if decided else None)
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
        places, beside = self.places([*mine, *others], [wrong, *others], wrong)
        proof = Text(self.equation(main), self.equation(main))
        stated = mine[0].text.strip() if mine else ""
        finding = next(
            other_document_wrong(
                self.sources(places, beside),
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
        places, beside = self.places(members, members, mention if decided else None)
        item = self.sums[relation].row.label.strip()
        finding = next(
            periods_do_not_add_up(
                self.sources(places, beside),
                item,
                mention.text.strip(),
                expected,
                self.equation(relation),
                doubtful=doubtful,
            )
        )
        return ProofFinding(finding, places, mention.text.strip(), expected, _root(mention), beside=beside)

    def _restated(self, found: Pairing, pairs: Sequence[CellPair], why: Why | str) -> ProofFinding:
        first = pairs[0]
        places, beside = self.places([pair.here.mention for pair in pairs], [pair.there.mention for pair in pairs])
        finding = next(
            figures_restated(
                self.sources(places, beside), found.other.name, len(pairs), first.rows.here.label.strip(),
                first.here.mention.text.strip(), first.there.mention.text.strip(), REASONS[why], unsaid=why in ("coherent", "column"),
            )
        )  # fmt: skip
        root = f"{finding.code}:{found.other.name}:{why}"
        return ProofFinding(finding, places, first.here.mention.text.strip(), "", root, beside=beside)

    def _other_text(self, relation: Relation, wrong: Mention) -> str:
        return next(member for member in relation.members if member is not wrong).text.strip()


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
