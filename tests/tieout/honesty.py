"""Is *proved* honest? Change numbers that a clean document's certificate calls proved, one at a time, and see what is found.

The changes are made in the text of the file, before any reading, so that nothing but the file tells of them. From the folder ``tests``:
``python -m tieout.honesty FILE… --per 40 --seed 1 --kind digit --misses``.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.exchange import Traded
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.quantity import quantity_of
from kaiji.tieout.numbers.unit import COUNT, SHARES
from kaiji.tieout.proof import DocumentProof

KINDS = ("digit", "transposed", "dropped", "added", "point", "sign", "in row", "in column", "rows", "columns")
FEW = ("in row", "in column", "rows", "columns")
BODY = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
SIGN = re.compile(r"^\s*[-−–△▲]\s*")
BEYOND_ROUNDING = 3
SHOWN = 1.0


@dataclass(frozen=True, slots=True)
class Slip:
    """One change of a document.

    Args:
        kind: of the slip.
        sort: what the number is: money, percent, per share or count, in a table or in prose.
        text: of the whole file with the slip in it.
        spots: line from 1 and columns from and to, of each changed stretch as it is then.
        told: what was changed, for people.
        denials: the relations of the clean document's proof that break by it, of that strength at least from which one is shown.
            Two parts of a sum that change places, and stand nowhere else, are denied by nothing.
    """

    kind: str
    sort: str
    text: str
    spots: tuple[tuple[int, int, int], ...]
    told: str
    denials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the engine makes of a slip: whether an error lies on its line, and on which side the wrong place is laid."""

    found: bool
    named: bool
    elsewhere: bool
    warned: bool
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a number stands in the text of its file: line from 0, from and to; and what it is."""

    line: int
    start: int
    end: int
    mention: Mention


def prove(name: str, text: str) -> DocumentProof:
    """Prove a text file."""
    return prove_document(name, read_any_document(text.encode(), name))


def stretches(raw: Sequence[str], proof: DocumentProof, numbers: Numbers) -> dict[Mention, Stretch]:
    """Find where in the text of a file its proved numbers stand; what cannot be told for sure is left out."""
    proved = {(one.spot.line, one.spot.start) for one in proof.numbers if one.state == "proved"}
    found = {}
    for mention in numbers.mentions:
        spot = mention.spot
        if (spot.line, spot.start) not in proved:
            continue
        line = proof.lines[spot.line]
        at = line.at(spot.start).place.line - 1
        quote = line.text[spot.start : spot.end]
        if quote != quote.strip() or not 0 <= at < len(raw):
            continue
        pattern = re.compile(rf"(?<![\d.,]){re.escape(quote)}(?![\d]|[.,]\d)")
        before = len(pattern.findall(line.text[: spot.end])) - 1
        here = list(pattern.finditer(raw[at]))
        if 0 <= before < len(here) == len(pattern.findall(line.text)):
            found[mention] = Stretch(at, here[before].start(), here[before].end(), mention)
    return found


def sort_of(mention: Mention) -> str:
    """Name what a number is and where it stands."""
    kind = "percent" if mention.is_percent else "per share" if mention.is_per_share else "money"
    kind = "count" if mention.unit.kind in (COUNT, SHARES) else kind
    return f"{kind} in {'a table' if mention.table >= 0 else 'prose'}"


def regrouped(body: str, digits: str, places: int) -> str | None:
    """Write digits as a number was written; None where that would not be one."""
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    if not whole or (len(whole) > 1 and whole[0] == "0"):
        return None
    if "," in body or (len(whole) > 3 and len(body.partition(".")[0]) <= 3):
        whole = f"{int(whole):,}"
    return whole + (f".{part}" if part else "")


def slipped(text: str, kind: str, rng: random.Random) -> str | None:
    """Make one slip of the pen in a printed number, or None where it has no room for it."""
    if kind == "sign":
        if "(" in text and ")" in text:
            return text.replace("(", "").replace(")", "")
        return SIGN.sub("", text) if SIGN.match(text) else f"({text})"
    match = BODY.search(text)
    if match is None:
        return None
    body = match.group()
    places = len(body.partition(".")[2])
    digits = re.sub(r"\D", "", body)
    last = len(digits) - 1
    if kind == "digit":
        choices = [(at, one) for at in range(len(digits)) for one in "0123456789"]
        near = [(at, one) for at, one in choices if at < last or abs(int(one) - int(digits[at])) >= BEYOND_ROUNDING]
        found = [digits[:at] + one + digits[at + 1 :] for at, one in near if one != digits[at]]
    elif kind == "transposed":
        found = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(last)]
        found = [one for one in found if abs(int(one) - int(digits)) >= BEYOND_ROUNDING]
    elif kind == "dropped":
        found = [digits[:at] + digits[at + 1 :] for at in range(len(digits))] if len(digits) > 2 else []
        found = [one for one in found if places or abs(int(one) - int(digits)) >= BEYOND_ROUNDING]
    elif kind == "added":
        found = [digits[:at] + one + digits[at:] for at in range(len(digits) + 1) for one in "0123456789"]
        found = [one for one in found if one[0] != "0"]
    else:
        # Of a number printed in full, a nought at its end.
        found = ([digits] if len(digits) > 1 else []) if places else [f"{digits}0", re.sub("0$", "", digits)]
        places += rng.choice([1, -1]) if places else 0
    written = [one for one in (regrouped(body, one, places) for one in found) if one is not None and one != body]
    return text[: match.start()] + rng.choice(written) + text[match.end() :] if written else None


def changed(raw: Sequence[str], edits: Sequence[tuple[Stretch, str]]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Give the text with stretches replaced, and where the new ones stand."""
    lines, spots = list(raw), []
    for line in {stretch.line for stretch, _ in edits}:
        here = sorted(((one.start, one.end, new) for one, new in edits if one.line == line), reverse=True)
        for start, end, new in here:
            lines[line] = lines[line][:start] + new + lines[line][end:]
        moved = 0
        for start, end, new in reversed(here):
            spots.append((line + 1, start + moved, start + moved + len(new)))
            moved += len(new) - (end - start)
    return "\n".join(lines), tuple(spots)


def _pairs(kind: str, numbers: Numbers) -> Iterator[list[tuple[Mention, Mention]]]:
    """Give what changes places with what: two cells, two rows or two columns."""
    for grid in numbers.grids:
        if kind in ("in column", "rows"):
            for one, other in pairwise(grid.rows):
                both = [(one.cells[at], other.cells[at]) for at in one.cells if at in other.cells]
                if kind == "rows" and set(one.cells) == set(other.cells):
                    yield both
                elif kind == "in column":
                    yield from ([pair] for pair in both)
        elif kind == "in row":
            for row in grid.rows:
                cells = [row.cells[at] for at in sorted(row.cells)]
                yield from ([pair] for pair in pairwise(cells))
        else:
            columns = sorted({at for row in grid.rows for at in row.cells if at})
            for here, there in pairwise(columns):
                rows = [row.cells for row in grid.rows if here in row.cells or there in row.cells]
                if len(rows) > 2 and all(here in cells and there in cells for cells in rows):
                    yield [(cells[here], cells[there]) for cells in rows]


def _alike(one: Mention, other: Mention) -> bool:
    same = (one.is_percent, one.unit.kind, one.unit.currency) == (
        other.is_percent,
        other.unit.kind,
        other.unit.currency,
    )
    return same and one.unit.scale == other.unit.scale


def broken(numbers: Numbers, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Name the relations that held in the clean document and do not hold as its numbers are put now, the strongest first."""
    network = numbers.network
    around = {id(one): one for mention in mentions for one in network.of.get(mention, ())}
    found = [one for one in around.values() if network.holding[one] and one.strength >= SHOWN and not one.holds()]
    return tuple(
        f"{one.kind} {one.strength:g}: {one.reason.en}" for one in sorted(found, key=lambda one: -one.strength)
    )


def denials(numbers: Numbers, stretch: Stretch, text: str) -> tuple[str, ...]:
    """Name the relations of the clean document that deny a number as it is printed after a slip."""
    mention, found = stretch.mention, quantity_of(text)
    if found is None:
        return ("no number",)
    kept = mention.state
    mention.printed, mention.places = found.printed, found.places
    mention.settle()
    try:
        return broken(numbers, [mention])
    finally:
        mention.state = kept


def slips(name: str, text: str, kinds: Sequence[str], per: int, seed: int) -> Iterator[Slip]:
    """Give up to ``per`` slips of each kind in the proved numbers of a clean text, always the same for a seed."""
    raw = text.split("\n")
    proof = prove(name, text)
    numbers = numbers_of(proof.lines)
    where = stretches(raw, proof, numbers)
    for kind in kinds:
        rng = random.Random(f"{seed} {kind} {name}")  # noqa: S311
        if kind in FEW:
            moves = []
            for pairs in _pairs(kind, numbers):
                known = [(one, other) for one, other in pairs if one.text.strip() != other.text.strip()]
                if not known or not all(one in where and other in where and _alike(one, other) for one, other in known):
                    continue
                if any(abs(one.value - other.value) >= BEYOND_ROUNDING * one.step for one, other in known):
                    moves.append(known)
            for known in rng.sample(moves, min(per, len(moves))):
                edits = [(where[a], b.text.strip()) for one, other in known for a, b in ((one, other), (other, one))]
                new, spots = changed(raw, edits)
                told = f"{known[0][0].text} <> {known[0][1].text}"
                with Traded(known):
                    why = broken(numbers, [one for pair in known for one in pair])
                yield Slip(kind, sort_of(known[0][0]), new, spots, told, why)
            continue
        order = list(where.values())
        rng.shuffle(order)
        count = 0
        for stretch in order:
            old = raw[stretch.line][stretch.start : stretch.end]
            if kind == "sign" and (stretch.mention.table < 0 or not stretch.mention.value):
                continue
            new_text = slipped(old, kind, rng)
            if new_text is None or count == per:
                continue
            count += 1
            new, spots = changed(raw, [(stretch, new_text)])
            yield Slip(
                kind, sort_of(stretch.mention), new, spots, f"{old} -> {new_text}", denials(numbers, stretch, new_text)
            )


def seen(name: str, slip: Slip) -> Seen:
    """Prove a text with a slip in it."""
    proof = prove(name, slip.text)
    raw = slip.text.split("\n")
    lines = {line for line, _, _ in slip.spots}
    found = named = elsewhere = warned = False
    errors = []
    for one in proof.findings:
        where = [proof.source(place.spot).place.line for place in one.places]
        if one.finding.severity is not Severity.ERROR:
            warned |= one.finding.severity is Severity.WARN and bool(lines & set(where))
            continue
        errors.append(f"{one.finding.code} {where[:3]} {one.stated!r} -> {one.expected!r}")
        found |= bool(lines & set(where))
        for place, line in zip(one.places, where, strict=True):
            if place.role != "wrong":
                continue
            stated = proof.quote(place.spot).strip()
            here = [raw[line - 1][a:b] for at, a, b in slip.spots if at == line]
            if any(stated in new or new in stated for new in here):
                named = True
            else:
                elsewhere = True
    return Seen(found, named, elsewhere and not named, warned, tuple(errors))


def _job(job: tuple[str, Slip]) -> tuple[str, Slip, Seen]:
    return job[0], job[1], seen(*job)


def say(text: str) -> None:
    """Show a line."""
    sys.stdout.write(f"{text}\n")


def main(words: Sequence[str]) -> None:
    """Measure and print, by kind and by what the number is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--per", type=int, default=20)
    parser.add_argument("--most", type=int, default=0, help="slips in all, chosen among all files")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", action="append")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args(words)
    jobs = []
    for path in chosen.files:
        text = path.read_text(encoding="utf-8")
        jobs += [(path.name, one) for one in slips(path.name, text, chosen.kind or KINDS, chosen.per, chosen.seed)]
    if chosen.most and len(jobs) > chosen.most:
        jobs = random.Random(chosen.seed).sample(jobs, chosen.most)  # noqa: S311
    table: dict[str, Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor(min(chosen.jobs, os.cpu_count() or 1)) as pool:
        for name, slip, got in pool.map(_job, jobs, chunksize=4):
            state = "denied" if slip.denials else "not denied"
            for key in (f"{slip.kind}, {state}", f"{slip.sort}, {state}", state):
                table[key]["planted"] += 1
                for what in ("found", "named", "elsewhere", "warned"):
                    table[key][what] += getattr(got, what) and (what != "warned" or not got.found)
            if chosen.misses and slip.denials and (not got.found or (got.elsewhere and not got.named)):
                line = slip.text.split("\n")[slip.spots[0][0] - 1]
                state = "ASIDE" if got.found else "WARN " if got.warned else "MISS "
                say(f"{state} {slip.kind}, {slip.sort}: {name}:{slip.spots[0][0]} {slip.told}\n    {line[:160]}")
                for one in (*(f"- {why}" for why in slip.denials[:4]), *got.errors[:3]):
                    say(f"    {one}")
    for key, counts in sorted(table.items()):
        share = 100 * counts["found"] / counts["planted"]
        rest = ", ".join(f"{what} {counts[what]}" for what in ("named", "elsewhere", "warned"))
        say(f"{key:34} {counts['found']}/{counts['planted']} found ({share:.1f} %), {rest}")


if __name__ == "__main__":
    main(sys.argv[1:])
