"""How long a period is, in a sentence and in a table's head, against the numbers and against the rest of the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import AHEAD, SENTENCE
from kaiji.tieout.numbers.same_item import ValueIndex
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import MONTHS, length_in_months
from kaiji.tieout.reading import Line

NAMES = {3: ("a quarter", "四半期"), 6: ("six months", "6か月"), 9: ("nine months", "9か月"), 12: ("a year", "1年")}
HALF = re.compile(r"\b(?:first|second|latter)?[\s-]?half\b|\bhalf[- ]year|\binterim\b", re.IGNORECASE)
LEAST_DIGITS = 3
LEAST = 2
OFTEN = 3


@rule(
    "TIE-185",
    Severity.ERROR,
    title=Text("A period of another length", "期間の長さの誤り"),
    message=Text(
        "It says “{stated}”; the numbers are those of {expected}.",
        "「{stated}」とありますが、数値は{expected}のものです。",
    ),
    remedy=Text("Put right the length of the period.", "期間の長さを訂正してください。"),
)
def length_of_period(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A period is as long as the numbers it stands over, or that stand in its sentence.

    What it checks
    Sentences that name one length (*six months*, *thirteen weeks*), two numbers or more of which are their item's for
    another length, and none of which is of the length that is named; and heads of columns with a length that the document
    names nowhere else, where its text names a shorter or longer one three times and no head does.

    Why it matters
    Nine months read as six are a year that does not exist.

    How to put it right
    Put right the length.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    yield from _sentences(lines, known)
    yield from _heads(lines)


def _sentences(lines: Sequence[Line], numbers: Numbers) -> Iterator[Finding]:
    owner: dict[Mention, Series] = {cell: one for one in numbers.series for cell in one.cells if cell.table >= 0}
    index = ValueIndex(list(owner))
    groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in numbers.claims:
        if lines[claim.line].kind not in ("row", "head"):
            groups[claim.line, claim.sentence].append(claim)
    for (number, sentence), claims in groups.items():
        text = lines[number].text
        spots = list(MONTHS.finditer(text, *sentence))
        said = {length_in_months(one): one for one in reversed(spots) if one["months"] or one["weeks"]}
        if not said or len(said) > LEAST or HALF.search(text, *sentence):
            continue
        found: dict[tuple[int, int, int], list[tuple[Claim, Mention]]] = defaultdict(list)
        for claim in claims:
            if claim.mention.is_percent or claim.mention.digits < LEAST_DIGITS or claim.mention.is_per_share:
                continue
            for cell in index.near(claim.mention):
                row = owner[cell]
                if cell.when is not None and cell.when.months and row.words and row.words <= claim.sentence_words:
                    found[cell.table, cell.row, cell.when.months].append((claim, cell))
        lengths = {length for _, _, length in found}
        for (_, _, length), pairs in found.items():
            sure = min(len({claim for claim, _ in pairs}), len({cell.when for _, cell in pairs})) >= LEAST
            wrong = [months for months in said if months not in lengths]
            if not sure or length not in NAMES or len(wrong) != 1 or (len(said) == LEAST and length not in said):
                continue
            spot = said[wrong[0]]
            yield length_of_period.finding(
                lines[number].at(spot.start()),
                *(lines[cell.spot.line].at(cell.spot.start) for _, cell in pairs[:2]),
                stated=spot.group(),
                expected=Text(*NAMES[length]),
            )
            break


def _heads(lines: Sequence[Line]) -> Iterator[Finding]:
    texts, heads = Counter[int](), Counter[int]()
    spots: dict[int, tuple[Line, re.Match[str]]] = {}
    proofs: dict[int, Line] = {}
    for line in lines:
        found = [(length_in_months(one), one) for one in MONTHS.finditer(line.text[:4000])]
        if line.kind == "head" or (line.kind == "row" and found and not re.search(r"\d[\d,]*\.\d|\d,\d{3}", line.text)):
            for length, match in found:
                heads[length] += 1
                spots[length] = (line, match)
        elif line.kind != "row":
            for length, _ in found:
                texts[length] += 1
                proofs.setdefault(length, line)
            if any(not AHEAD.search(one) for one in SENTENCE.split(line.text) if HALF.search(one)):
                texts[6] += 1
    for length, (line, match) in spots.items():
        if heads[length] != 1 or texts[length] or not (match["months"] or match["weeks"]):
            continue
        missing = [one for one, count in texts.items() if count >= OFTEN and not heads[one] and one < 12]
        if len(missing) == 1 and missing[0] in NAMES and missing[0] in proofs:
            yield length_of_period.finding(
                line.at(match.start()),
                proofs[missing[0]].at(0),
                stated=match.group(),
                expected=Text(*NAMES[missing[0]]),
            )


RULES: tuple[AnyRule, ...] = (length_of_period,)
