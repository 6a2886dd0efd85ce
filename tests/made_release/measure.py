"""Measure the tie-out with planted errors: recall by kind and by layout, sides named, false alarms, and drafts.

    cd tests && python -m made_release.measure --looked
    cd tests && python -m made_release.measure --held --what draft
    cd tests && python -m made_release.measure --strict sealed

A planted error is found when a finding at error level has a place on its line. A side is named when such a finding calls a
place *wrong*; it is the right side when that place is on a planted line. A false alarm is a finding at error level none of
whose places is on a planted line.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof, ProofFinding
from made_release.announcement import KINDS as NOTICES
from made_release.announcement import make_announcement
from made_release.draft import drafts
from made_release.house import House
from made_release.houses import HOUSES
from made_release.houses_held import ALL_HOUSES, HELD
from made_release.houses_strict import ALL_STRICT, OPEN, SEALED, make_strict_draft
from made_release.ledger import Ledger
from made_release.oracle import relations
from made_release.planting import KINDS, plants
from made_release.report import make_report
from made_release.setting import LAYOUTS, set_page
from made_release.sheet import Page, Place
from made_release.strict_house import StrictHouse, make_strict

EVERY: tuple[House | StrictHouse, ...] = (*ALL_HOUSES, *ALL_STRICT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one planted error."""

    house: str
    layout: str
    kind: str
    numeric: bool
    sided: bool
    found: bool
    side: str
    false: tuple[str, ...]
    stated: str
    expected: str


@dataclass(slots=True)
class Tally:
    """Counts of a group of outcomes."""

    planted: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    false: int = 0
    misses: list[Outcome] = field(default_factory=list)

    def add(self, one: Outcome) -> None:
        """Count one."""
        self.planted += 1
        self.found += one.found
        self.right += one.sided and one.side == "right"
        self.wrong += one.sided and one.side == "wrong"
        self.false += len(one.false)
        if not one.found:
            self.misses.append(one)


def prove(page: Page, layout: str) -> tuple[DocumentProof, dict[Place, int]]:
    """Read a set document and prove it."""
    made = set_page(page, layout)
    return prove_document(made.name, read_any_document(made.data, made.name)), made.line


def errors(proof: DocumentProof) -> list[ProofFinding]:
    """Give the findings at error level."""
    return [one for one in proof.findings if one.finding.severity is Severity.ERROR]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


class Lines:
    """Which lines of a proof are given places of the page, whatever the layout."""

    def __init__(self, page: Page, places: Iterable[Place], proof: DocumentProof, where: dict[Place, int]) -> None:
        self.proof = proof
        self.numbers = {where[place] for place in places} if where else set()
        self.texts = set() if where else {_bare(page.line(place)) for place in places}

    def has(self, line: int, start: int = 0) -> bool:
        """Tell whether a line of the proof is one of them."""
        if self.texts:
            return _bare(self.proof.lines[line].text) in self.texts
        return self.proof.lines[line].at(start).place.line in self.numbers

    def touched(self, finding: ProofFinding) -> bool:
        """Tell whether a finding has a place on one of them."""
        return any(self.has(place.spot.line, place.spot.start) for place in finding.places)

    def side(self, findings: list[ProofFinding]) -> str:
        """Tell which side the findings on these lines name: "right", "wrong" or none."""
        wrong = [place for one in findings if self.touched(one) for place in one.places if place.role == "wrong"]
        if any(self.has(place.spot.line, place.spot.start) for place in wrong):
            return "right"
        return "wrong" if wrong else ""


def _say(proof: DocumentProof, one: ProofFinding) -> str:
    quotes = "; ".join(f"{place.role}: {proof.lines[place.spot.line].text[:90]!r}" for place in one.places[:3])
    return f"{one.finding.code} {one.stated!r} -> {one.expected!r} [{quotes}]"


def house_of(key: str) -> House | StrictHouse:
    """Give a house by its key."""
    return next(one for one in EVERY if one.key == key)


def pages_of(house: House | StrictHouse, seed: int) -> Iterator[tuple[Page, Ledger | None]]:
    """Give the clean documents of a house: a release, and one notice (a strict house has releases only)."""
    if isinstance(house, StrictHouse):
        yield make_strict(house, seed)
        return
    yield make_report(house, seed)
    yield make_announcement(house, tuple(NOTICES)[(seed + len(house.key)) % len(NOTICES)], seed), None


def measure_house(key: str, seed: int, layout: str, kinds: tuple[str, ...]) -> list[Outcome]:
    """Plant one error of every kind in the documents of a house, each in a copy, and see what is found."""
    house = house_of(key)
    made = []
    for page, ledger in pages_of(house, seed):
        for one in plants(page, relations(page, ledger), seed, kinds):
            proof, where = prove(one.page, layout or page.layout)
            found = errors(proof)
            lines = Lines(one.page, one.places, proof, where)
            false = tuple(_say(proof, x) for x in found if not lines.touched(x))
            hit = any(lines.touched(x) for x in found)
            side = lines.side(found)
            told = (one.kind, one.numeric, one.verdict.sided, hit, side, false, one.stated, one.expected)
            made.append(Outcome(key, layout or page.layout, *told))
    return made


def measure_clean(key: str, seed: int, layout: str) -> list[Outcome]:
    """Prove the clean documents of a house."""
    house = house_of(key)
    made = []
    for page, _ in pages_of(house, seed):
        proof, _ = prove(page, layout or page.layout)
        false = tuple(_say(proof, one) for one in errors(proof))
        made.append(Outcome(key, layout or page.layout, f"clean {page.kind}", True, False, True, "", false, "", ""))
    return made


def measure_draft(key: str, seed: int, layout: str) -> list[Outcome]:
    """Prove a draft of dozens of errors and look-alikes; alarms that touch none of the errors stand with the first."""
    house = house_of(key)
    made: list[Outcome] = []
    if isinstance(house, StrictHouse):
        found_drafts = [make_strict_draft(house, seed)]
    else:
        page, ledger = make_report(house, seed)
        found_drafts = list(drafts(iter([(page, house, ledger)]), seed))
    for draft in found_drafts:
        page = draft.page
        proof, where = prove(draft.page, layout or page.layout)
        found = errors(proof)
        every = Lines(draft.page, [one.place for one in draft.faults], proof, where)
        false = tuple(_say(proof, one) for one in found if not every.touched(one))
        for number, one in enumerate(draft.faults):
            lines = Lines(draft.page, [one.place], proof, where)
            hit = any(lines.touched(x) for x in found)
            told = (
                one.kind,
                one.numeric,
                True,
                hit,
                lines.side(found),
                () if number else false,
                one.stated,
                one.expected,
            )
            made.append(Outcome(key, layout or page.layout, *told))
    return made


def table(title: str, groups: dict[str, Tally]) -> Iterator[str]:
    """Print counts as a table."""
    yield f"{title:40} planted  found      %  side right  wrong  false alarms"
    for name, one in groups.items():
        rate = 100 * one.found / one.planted if one.planted else 0
        yield f"{name:40} {one.planted:7} {one.found:6} {rate:6.1f} {one.right:11} {one.wrong:6} {one.false:13}"


def grouped(outcomes: Iterable[Outcome], by: str) -> dict[str, Tally]:
    """Count outcomes by one of their fields, or as numeric and worded."""
    groups: dict[str, Tally] = defaultdict(Tally)
    for one in outcomes:
        name = ("numeric" if one.numeric else "worded") if by == "sort" else str(getattr(one, by))
        groups[name].add(one)
    return dict(groups)


def _work(job: tuple[str, str, int, str, tuple[str, ...]]) -> list[Outcome]:
    what, key, seed, layout, kinds = job
    if what == "clean":
        return measure_clean(key, seed, layout)
    return measure_draft(key, seed, layout) if what == "draft" else measure_house(key, seed, layout, kinds)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held", action="store_true", help="the houses held out")
    parser.add_argument("--looked", action="store_true", help="the houses that may be looked at")
    parser.add_argument(
        "--strict", choices=("open", "sealed"), help="the strict houses: the open ones or the sealed ones"
    )
    parser.add_argument("--house", action="append", default=[], help="this house")
    parser.add_argument("--kind", action="append", default=[], choices=tuple(KINDS), help="this kind of error")
    parser.add_argument(
        "--layout", action="append", default=[], choices=(*LAYOUTS, "own"), help="set in this layout; own: the house's"
    )
    parser.add_argument("--seed", action="append", type=int, default=[], help="made from this seed")
    parser.add_argument("--what", choices=("single", "draft", "clean"), default="single")
    parser.add_argument(
        "--misses",
        action="store_true",
        help="show what was missed and every false alarm (never of held or sealed houses)",
    )
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args(arguments)
    strict: dict[str, tuple[StrictHouse, ...]] = {"open": OPEN, "sealed": SEALED}
    houses: tuple[House | StrictHouse, ...] = (
        *(HELD if asked.held else ()),
        *(HOUSES if asked.looked else ()),
        *strict.get(asked.strict or "", ()),
        *(h for h in EVERY if h.key in asked.house),
    )
    layouts = ["" if one == "own" else one for one in asked.layout or ["own"]]
    jobs = [
        (asked.what, house.key, seed, layout, tuple(asked.kind))
        for house in houses
        for seed in asked.seed or [0]
        for layout in layouts
    ]
    if asked.processes > 1:
        with ProcessPoolExecutor(asked.processes) as pool:
            outcomes = [one for made in pool.map(_work, jobs) for one in made]
    else:
        outcomes = [one for job in jobs for one in _work(job)]
    say(outcomes, {house.key for house in HELD} | {house.key for house in SEALED}, misses=asked.misses)
    return 0


def say(outcomes: list[Outcome], held: set[str], *, misses: bool) -> None:
    """Print the tables, and what was missed of houses that may be looked at."""
    out = sys.stdout
    for title, by in (("by kind", "kind"), ("by house", "house"), ("by layout", "layout"), ("in all", "sort")):
        out.write("\n".join(table(title, grouped(outcomes, by))) + "\n\n")
    sided = [one for one in outcomes if one.sided and one.found and one.side]
    right = Counter(one.side for one in sided)["right"]
    out.write(f"side named right: {right} of {len(sided)} named where the document decides\n")
    if not misses:
        return
    for one in outcomes:
        if one.house in held:
            continue
        if not one.found:
            out.write(f"MISSED {one.house} {one.kind}: {one.stated!r}\n   was {one.expected!r}\n")
        elif one.sided and one.side == "wrong":
            out.write(f"SIDE {one.house} {one.kind}: {one.stated!r}\n   was {one.expected!r}\n")
        for text in one.false:
            out.write(f"FALSE {one.house} {one.kind}: {text}\n   planted {one.stated!r} was {one.expected!r}\n")


if __name__ == "__main__":
    sys.exit(main())
