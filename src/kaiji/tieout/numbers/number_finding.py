"""From conflicts of numbers to findings: which rule, what it says, what it should say, and where the proof stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from kaiji.core.finding import Finding, Severity
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.exchange import Exchange
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import SURE, WORTH_A_LOOK, Conflict
from kaiji.tieout.numbers.print_like import plainly, print_like
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.proof import NumberProof, NumberState, ProofFinding, ProofPlace, Tick
from kaiji.tieout.reading import Line

CODES = {
    "sum": "TIE-201",
    "difference": "TIE-201",
    "change": "TIE-202",
    "share": "TIE-203",
    "ratio": "TIE-203",
    "translation": "TIE-204",
    "equal": "TIE-205",
    "product": "TIE-206",
    "exchange": "TIE-205",
}
UNDECIDED = "TIE-207"
EXCHANGED = "TIE-216"
PLUGGED = "TIE-208"
WIDE = 4
MOST_TICKS = 6
MOST_TERMS = 12
LONGEST_NAME = 60
MOST_PLACES = 12


def findings_of(lines: Sequence[Line]) -> list[ProofFinding]:
    """Give what the numbers of a document say against each other."""
    return number_findings(lines, numbers_of(lines))


def number_findings(lines: Sequence[Line], numbers: Numbers) -> list[ProofFinding]:
    """Give a finding for every conflict worth a look, and for every number that was moved by one last unit.

    Args:
        lines: of the document.
        numbers: found in them.
    """
    names = _names(numbers)
    found = [_contradiction(lines, one, names) for one in numbers.network.conflicts() if one.weight >= WORTH_A_LOOK]
    accused = {place.spot for one in found for place in one.places}
    found += [one for one in _plugs(lines, numbers) if not any(place.spot in accused for place in one.places)]
    return sorted(found, key=lambda one: (one.places[0].spot.line, one.places[0].spot.start, one.finding.code))


def _names(numbers: Numbers) -> dict[Mention, str]:
    """Give the item and the head under which each number of a table stands, as a reader would name it."""
    return {
        cell: ", ".join(
            part for part in (f"“{_short(row.label)}”" if row.label else "", _short(grid.columns[column].head)) if part
        )
        for grid in numbers.grids
        for row in grid.rows
        for column, cell in row.cells.items()
    }


def _short(text: str) -> str:
    plain = " ".join(text.split()).rstrip(":：")
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1].rstrip() + "…"


def _exchanged(
    lines: Sequence[Line], conflict: Conflict, exchange: Exchange, names: Mapping[Mention, str]
) -> ProofFinding:
    """Say that numbers have changed places: both are wrong, and each should say what the other one says."""
    main = max(conflict.broken, key=lambda one: one.strength)
    pairs = exchange.pairs[:MOST_PLACES]
    moved = [one for pair in pairs for one in pair]
    if exchange.rows:
        moved = [pair[0] for pair in pairs] + [pair[1] for pair in pairs]
    evidence = [one for one in _evidence(conflict) if one not in moved]
    places = [ProofPlace(one.spot, "wrong" if conflict.decided else "evidence") for one in moved]
    places += [ProofPlace(one.spot, "evidence") for one in evidence[:MOST_PLACES]]
    stated = [", ".join(pair[side].text.strip() for pair in pairs) for side in (0, 1)]
    finding = Finding(
        EXCHANGED,
        Severity.ERROR if conflict.weight >= SURE else Severity.WARN,
        (
            ("stated", stated[0]),
            ("expected", stated[1]),
            ("reason", main.reason),
            ("proof", _equation(main, None)),
            ("here", names.get(pairs[0][0], "")),
            ("there", names.get(pairs[0][1], "")),
        ),
        tuple(lines[place.spot.line].at(place.spot.start) for place in places),
    )
    root = f"{moved[0].spot.line}:{moved[0].spot.start}"
    return ProofFinding(finding, tuple(places), stated[0], stated[1], root)


def _contradiction(lines: Sequence[Line], conflict: Conflict, names: Mapping[Mention, str]) -> ProofFinding:
    if conflict.exchange is not None:
        return _exchanged(lines, conflict, conflict.exchange, names)
    wrong = conflict.wrong
    main = max(conflict.broken, key=lambda one: one.strength)
    expected = print_like(wrong, _signed(wrong, conflict.expected)) if conflict.expected is not None else ""
    shown = expected
    if conflict.bounds is not None and conflict.bounds[1] - conflict.bounds[0] > WIDE * wrong.step:
        shown = f"≈ {expected}"
    code = CODES[main.kind] if conflict.decided else UNDECIDED
    evidence = _evidence(conflict)
    places = [ProofPlace(wrong.spot, "wrong" if conflict.decided else "evidence")]
    places += [ProofPlace(one.spot, "evidence") for one in evidence[:MOST_PLACES]]
    finding = Finding(
        code,
        Severity.ERROR if conflict.weight >= SURE else Severity.WARN,
        (
            ("stated", wrong.text.strip()),
            ("expected", shown),
            ("reason", main.reason),
            ("proof", _equation(main, wrong if conflict.decided else None, shown, names)),
            ("subject", _subject(names.get(wrong, ""))),
        ),
        tuple(lines[place.spot.line].at(place.spot.start) for place in places),
    )
    root = f"{wrong.spot.line}:{wrong.spot.start}"
    return ProofFinding(finding, tuple(places), wrong.text.strip(), expected, root)


def _signed(wrong: Mention, value: Fraction) -> Fraction:
    """In a sentence the size stands without a sign."""
    return abs(value) if wrong.table < 0 and wrong.printed >= 0 else value


def _evidence(conflict: Conflict) -> list[Mention]:
    seen: dict[Mention, None] = {}
    for relation in sorted(conflict.broken, key=lambda one: -one.strength):
        for member in relation.members:
            if member is not conflict.wrong and member.number >= 0:
                seen.setdefault(member)
    for rival in conflict.rivals:
        if rival is not conflict.wrong and rival.number >= 0:
            seen.setdefault(rival)
    return list(seen)


def _subject(name: str) -> Text:
    """Say which item says it, where it stands in a table."""
    return Text(f"{name} says", f"{name}：") if name else Text("It says", "")


def _equation(
    relation: Relation, wrong: Mention | None, expected: str = "", names: Mapping[Mention, str] = MappingProxyType({})
) -> str:
    """Give the relation as a formula: with what the wrong number should be, or, where none is named, as it fails."""
    members = relation.members
    texts = [plainly(one) if one.text else f"{float(one.value):.6g}" for one in members]
    if relation.kind in ("equal", "exchange"):
        if wrong is None:
            return " ≠ ".join(texts) if expected else " / ".join(texts)
        other = next((member for member in members if member is not wrong), members[-1])
        text = texts[members.index(other)]
        return f"{names[other]}: {text}" if other in names else text
    if wrong is not None and expected and wrong in members:
        texts[members.index(wrong)] = expected
    equals = "≠" if wrong is None and expected else "="
    if relation.factors:
        terms = []
        for text, factor in list(zip(texts, relation.factors, strict=True))[1:][:MOST_TERMS]:
            sign = "+" if factor / relation.factors[0] < 0 else "−"
            terms.append(f"{sign} {text}")
        more = " + …" if len(members) - 1 > MOST_TERMS else ""
        return f"{' '.join(terms).removeprefix('+ ')}{more} {equals} {texts[0]}"
    base = texts[2] if len(texts) > 2 else f"{float(relation.constant or 0):g}"
    if relation.less_one and relation.by < 0:
        return f"1 − {texts[1]} / {base} {equals} {texts[0]}"
    less = " − 1" if relation.less_one else ""
    return f"{texts[1]} / {base}{less} {equals} {texts[0]}"


def _plugs(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    seen: set[Mention] = set()
    for relation in numbers.network.relations:
        first = relation.members[0]
        if first.table < 0:
            continue  # no column was made to foot in a sentence
        if not relation.slack or relation.strength < SURE or first.number < 0 or first in seen:
            continue
        if relation.plugged and relation.telling():
            seen.add(first)
            others = [one for one in relation.members[1:] if one.number >= 0]
            places = (ProofPlace(first.spot, "evidence"), *(ProofPlace(one.spot, "evidence") for one in others))
            finding = Finding(
                PLUGGED,
                Severity.INFO,
                (("stated", first.text.strip()), ("reason", relation.reason), ("proof", _equation(relation, first))),
                tuple(lines[place.spot.line].at(place.spot.start) for place in places),
            )
            yield ProofFinding(finding, places, first.text.strip(), "", f"{first.spot.line}:{first.spot.start}")


def number_proofs(numbers: Numbers, findings: Sequence[ProofFinding]) -> list[NumberProof]:
    """Give every number with its state and the relations that prove it, in reading order."""
    accused = {place.spot for one in findings if one.finding.severity is not Severity.INFO for place in one.places[:1]}
    found = []
    for mention in numbers.mentions:
        proofs = numbers.network.proofs(mention)
        state: NumberState = (
            "unproved" if mention.spot in accused else "proved" if numbers.network.is_borne_out(mention) else "single"
        )
        ticks = tuple(
            Tick(
                one.reason, tuple(member.spot for member in one.members if member is not mention and member.number >= 0)
            )
            for one in proofs[:MOST_TICKS]
        )
        found.append(NumberProof(mention.spot, mention.text, state, ticks))
    return sorted(found, key=lambda one: (one.spot.line, one.spot.start))
