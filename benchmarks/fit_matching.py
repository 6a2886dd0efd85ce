"""Fits the weights and thresholds of ``kaiji.matching`` to labelled names, and says how well that carries over.

    python benchmarks/fit_matching.py DEV.csv --reference LOOKUP.csv… [-o src/kaiji/matching/data/weights.toml]

Two logistic regressions with a ridge, by Newton's method. The first is over pairs of a name and a listed thing; its sum
is a candidate's strength. The second is over the strongest candidate of each name, from its strength and its rivals.
A weight whose sign contradicts the feature's description is set to nought. Beside the labelled names two kinds of
negatives are made: every name whose right thing is taken out of the reference, and the standard name of every listed
thing with that thing taken out: what is left are neighbours, and none of them is meant.

What is printed first is cross-validated: names are put in ten folds by the most telling word of the thing they mean, so
that no thing is both fitted and judged. Names of real facilities enter the weights only as counts.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kaiji.matching.feature import PAIR_FEATURES, RIVAL_FEATURES
from kaiji.matching.known import Standing
from kaiji.matching.match import LEVEL, Matcher, Weighed
from kaiji.matching.view import views_of
from kaiji.matching.weight import Weights, probability
from kaiji.minerals.smelter.graph import Graph, graph_of
from kaiji.minerals.smelter.matching import SmelterMatcher, query_of
from kaiji.minerals.smelter.reference import read_reference

FOLDS = 10
PAIRS = 4
RIDGE = 2.0
STEPS = 12
NEIGHBOUR = 0.5
# Too few cases to fit, and the costly mistakes: another plant of the company, and what left the list beside a neighbour.
FIXED = {"mark_conflict": -4.0, "mark_unknown": -2.0, "code_former": -3.0, "former_rival": -2.0, "words_conflict": -1.0}
FALSE, MADE = 0.005, 0.03
AGAINST = {
    "missing_known", "words_conflict", "words_differ", "mark_conflict", "mark_missing", "mark_unknown", "place_other", "place_named", "code_other",
    "code_former", "code_unknown", "little_said", "former_rival", "elsewhere",
}  # fmt: skip
PAIR_NAMES = ("base", *(one.__name__ for one in PAIR_FEATURES))
RIVAL_NAMES = ("base", "strength", *(one.__name__ for one in RIVAL_FEATURES))

Vector = dict[int, float]
Judged = tuple["Case", str, float, bool]


@dataclass
class Case:
    """One name: its pairs, as the matcher weighs them, and what is right."""

    kind: str
    family: str
    wanted: str
    weight: float
    listed: list[Weighed]
    gone: list[Weighed]
    away: list[Weighed]
    row: str = ""


def main() -> int:
    """Fit, judge, and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--reference", type=Path, action="append", required=True)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each wrong or missed name of the cross-validation")
    asked = parser.parse_args()
    readings = [read_reference(path.read_bytes(), path.name) for path in asked.reference]
    graph = graph_of([one.reference for one in readings if one.reference is not None])
    cases = cases_of(asked.labelled, graph)
    judged = [one for fold in range(FOLDS) for one in _judge_fold(cases, fold)]
    accept, review = thresholds(judged)
    print(f"{len(cases)} names; thresholds {accept} and {review}; cross-validated by family, {FOLDS} folds:")
    report(judged, accept, review)
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9):
        print(f"at {threshold}:")
        report(judged, threshold, review)
    if asked.errors:
        _print_errors(judged, accept)
    fitted = fit(cases)
    print("fitted on all (not for judging):")
    report([(case, *answer(case, fitted)) for case in cases], accept, review)
    if asked.output:
        asked.output.write_text(as_toml(fitted, accept, review), encoding="utf-8")
    return 0


def cases_of(labelled: Path, graph: Graph) -> list[Case]:
    """Give the labelled names, and the negatives made of them and of the reference."""
    matcher = SmelterMatcher(graph).engine
    with labelled.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    cases = []
    for row in rows:
        asked = (row["query_name"], row["query_metal"], row["query_country"], row["query_id"])
        wanted = row["expected_cid"]
        family = _family(matcher, graph.members[wanted].facility.name if wanted else row["query_name"])
        cases.append(_case(matcher, asked, "labelled", family, wanted, 1.0, ()))
        cases[-1].row = f"{row['row_id']} {row['difficulty']}: {' | '.join(asked)}"
        if wanted:
            cases.append(_case(matcher, asked, "taken out", family, "", 1.0, (wanted,)))
    for key, member in graph.members.items():
        if member.standing is Standing.LISTED:
            facility = member.facility
            asked = (facility.name, facility.metal, facility.country, "")
            family = _family(matcher, facility.name)
            cases.append(_case(matcher, asked, "neighbour", family, "", NEIGHBOUR, (key,)))
    return cases


def _case(
    matcher: Matcher,
    asked: tuple[str, str, str, str],
    kind: str,
    family: str,
    wanted: str,
    weight: float,
    without: tuple[str, ...],
) -> Case:
    query = query_of(*asked)
    inside, outside = matcher.weigh(query, matcher.views(query), without)
    listed = [one for one in inside if one.pair.known.standing is Standing.LISTED]
    gone = [one for one in inside if one.pair.known.standing is not Standing.LISTED]
    return Case(kind, family, wanted, weight, listed, gone, outside, f"{kind}: {' | '.join(asked)}")


def _family(matcher: Matcher, name: str) -> str:
    """Give the most telling word of a name; things that share it are one family."""
    words = {word for view in views_of(name) for word in view.words}
    counts = matcher.index.vocabulary.weight
    return max(sorted(words), key=lambda word: min(counts(word), 0.7) + len(word) / 1000, default="")


def _judge_fold(cases: Sequence[Case], fold: int) -> list[Judged]:
    inside = [one for one in cases if zlib.crc32(one.family.encode()) % FOLDS == fold]
    outside = [one for one in cases if zlib.crc32(one.family.encode()) % FOLDS != fold]
    fitted = fit(outside)
    return [(case, *answer(case, fitted)) for case in inside]


def fit(cases: Sequence[Case]) -> Weights:
    """Fit both regressions."""
    pairs = [
        (pair_vector(one), one.pair.known.key == case.wanted, case.weight)
        for case in cases
        for one in case.listed[:PAIRS]
    ]
    pair = dict(zip(PAIR_NAMES, regress(pairs, PAIR_NAMES), strict=True))
    tops = []
    for case in cases:
        if found := first(case, pair):
            vector, key, beaten, _ = found
            if not beaten:
                tops.append((vector, key == case.wanted, case.weight))
    rival = dict(zip(RIVAL_NAMES, regress(tops, RIVAL_NAMES), strict=True))
    return Weights(pair, rival, 1.0, 1.0)


def pair_vector(one: Weighed) -> Vector:
    """Give the values of a pair's features that are not nought."""
    return {0: 1.0} | {number + 1: found.value for number, found in enumerate(one.evidence) if found.value}


def strength(one: Weighed, pair: dict[str, float]) -> float:
    """Give the strength of a pair under other weights than it was weighed with."""
    return sum(pair[PAIR_NAMES[number]] * value for number, value in pair_vector(one).items())


def first(case: Case, pair: dict[str, float]) -> tuple[Vector, str, bool, bool] | None:
    """Give the strongest listed candidate with its rivals, and whether something gone is stronger, or the next one level."""

    def weighed(things: Sequence[Weighed]) -> list[Weighed]:
        again = [Weighed(one.pair, one.evidence, strength(one, pair)) for one in things]
        return sorted(again, key=lambda one: (-one.strength, one.pair.known.key))

    listed, gone, away = weighed(case.listed), weighed(case.gone), weighed(case.away)
    if not listed:
        return None
    rivals = Matcher.rivals(listed, 0, gone, away)
    vector = {0: 1.0, 1: rivals.own}
    for number, function in enumerate(RIVAL_FEATURES):
        if value := function(rivals).value:
            vector[number + 2] = value
    beaten = bool(gone) and gone[0].strength > max(rivals.own, 0.0)
    level = rivals.own - rivals.next[0] < LEVEL
    return vector, listed[0].pair.known.key, beaten, level


def answer(case: Case, fitted: Weights) -> tuple[str, float, bool]:
    """Give the key of the first candidate, its probability, and whether the right one is among the first five."""
    found = first(case, dict(fitted.pair))
    if found is None:
        return "", 0.0, False
    vector, key, beaten, level = found
    score = probability(sum(fitted.rival[RIVAL_NAMES[number]] * value for number, value in vector.items()))
    shown = sorted(case.listed, key=lambda one: (-strength(one, dict(fitted.pair)), one.pair.known.key))[:5]
    return key, 0.0 if beaten or level else score, any(one.pair.known.key == case.wanted for one in shown)


def regress(rows: Sequence[tuple[Vector, bool, float]], names: Sequence[str]) -> list[float]:
    """Fit a logistic regression with a ridge; weights of the wrong sign are taken out and the rest fitted again."""
    fixed = {number: FIXED[name] for number, name in enumerate(names) if name in FIXED}
    kept = [number for number in range(len(names)) if number not in fixed]
    while True:
        found = fixed | _newton(rows, kept, fixed)
        wrong = [one for one in kept if one and found[one] * (-1 if names[one] in AGAINST else 1) < 0]
        if not wrong:
            return [found.get(number, 0.0) for number in range(len(names))]
        kept = [one for one in kept if one not in wrong]


def _newton(
    rows: Sequence[tuple[Vector, bool, float]], kept: Sequence[int], fixed: Mapping[int, float]
) -> dict[int, float]:
    place = {number: at for at, number in enumerate(kept)}
    size = len(kept)
    sparse = [
        (
            [(place[n], v) for n, v in vector.items() if n in place],
            sum(fixed[n] * v for n, v in vector.items() if n in fixed),
            right,
            weight,
        )
        for vector, right, weight in rows
    ]
    beta = [0.0] * size
    for _ in range(STEPS):
        slope = [-(RIDGE * b if number else 0.0) for number, b in zip(kept, beta, strict=True)]
        curve = [[(RIDGE if i == j and kept[i] else 1e-9 if i == j else 0.0) for j in range(size)] for i in range(size)]
        for vector, offset, right, weight in sparse:
            p = probability(offset + sum(beta[i] * v for i, v in vector))
            error, spread = weight * (right - p), weight * max(p * (1 - p), 1e-9)
            for i, v in vector:
                slope[i] += error * v
                line, scaled = curve[i], spread * v
                for j, u in vector:
                    line[j] += scaled * u
        step = _solve(curve, slope)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return dict(zip(kept, beta, strict=True))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations by Gauss with pivots."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            if factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - math.fsum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found


def thresholds(judged: Sequence[Judged]) -> tuple[float, float]:
    """Give the thresholds, in steps of 0.05 and 0.01.

    Accept: the lowest from which at most ``FALSE`` of the labelled names that mean nobody, and ``MADE`` of the made
    negatives, are accepted. For review: the highest that loses at most one in a hundred right candidates.
    """
    nobody = [score for case, _, score, _ in judged if case.kind == "labelled" and not case.wanted]
    made = [score for case, _, score, _ in judged if case.kind != "labelled"]
    steps = [number / 20 for number in range(10, 20)]
    safe = [one for one in steps if _above(nobody, one) <= FALSE and _above(made, one) <= MADE]
    right = sorted(score for case, key, score, _ in judged if case.wanted and key == case.wanted)
    review = right[len(right) // 100] if right else 0.0
    return min(safe, default=0.95), round(min(max(review, 0.05), 0.5), 2)


def _above(scores: Sequence[float], floor: float) -> float:
    return sum(one >= floor for one in scores) / max(1, len(scores))


def report(judged: Sequence[Judged], accept: float, review: float) -> None:
    """Print the figures of the field for the labelled names, and what became of the made negatives."""
    real = [one for one in judged if one[0].kind == "labelled"]
    wanted = [one for one in real if one[0].wanted]
    taken = [one for one in real if one[2] >= accept]
    right = sum(case.wanted == key for case, key, *_ in taken)
    precision, recall = right / max(1, len(taken)), right / len(wanted)
    false = sum(not case.wanted for case, *_ in taken) / max(1, len(real) - len(wanted))
    wrong = sum(bool(case.wanted) and case.wanted != key for case, key, *_ in taken) / len(wanted)
    five = sum(one[3] for one in wanted) / len(wanted)
    print(
        f"  precision {precision:.2%}  recall {recall:.2%}  F1 {2 * precision * recall / (precision + recall):.2%}  "
        f"false accepts {false:.2%}  wrong {wrong:.2%}  recall@5 {five:.2%}  recall at 99 % {recall_at(real, 0.99):.2%}"
    )
    for kind in ("taken out", "neighbour"):
        made = [one for one in judged if one[0].kind == kind]
        print(f"  {kind}: {sum(one[2] >= accept for one in made)} of {len(made)} accepted")
    seen = sum(review <= one[2] < accept for one in real)
    print(f"  for review: {seen} of {len(real)}")


def recall_at(judged: Sequence[Judged], floor: float) -> float:
    """Give the best recall at a threshold whose precision is at least ``floor``."""
    wanted = sum(bool(case.wanted) for case, *_ in judged)
    best = right = 0
    for number, (case, key, score, _) in enumerate(sorted(judged, key=lambda one: -one[2]), 1):
        right += bool(score) and case.wanted == key
        if right / number >= floor:
            best = max(best, right)
    return best / wanted


def _print_errors(judged: Sequence[Judged], accept: float) -> None:
    problem: Callable[[Case, str, float], bool] = lambda case, key, score: (  # noqa: E731
        (score >= accept and key != case.wanted) or (bool(case.wanted) and (score < accept or key != case.wanted))
    )
    for case, key, score, _ in sorted(judged, key=lambda one: -one[2]):
        if problem(case, key, score):
            print(f"    {score:.3f} {key:10} wanted {case.wanted:10} {case.row}")


def as_toml(fitted: Weights, accept: float, review: float) -> str:
    """Give the data file."""
    lines = [
        "# Weights and thresholds of the matching engine, fitted by benchmarks/fit_matching.py. Log-odds; what each feature",
        "# says stands in kaiji.matching.feature. No names: nothing here was learnt about any one facility.",
        f"accept = {accept}",
        f"review = {review}",
    ]
    for title, table in (("pair", fitted.pair), ("rival", fitted.rival)):
        lines += ["", f"[{title}]", *(f"{name} = {value:.3f}" for name, value in table.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
