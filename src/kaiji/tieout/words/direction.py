"""Words of direction against the figures: increase and decrease, provided and used, income and loss."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.fact import EMPTY, WEAK
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import COUNT, PER_SHARE
from kaiji.tieout.reading import Line
from kaiji.tieout.words.cell_move import CellMoves
from kaiji.tieout.words.hedge import QUALIFIED
from kaiji.tieout.words.move_word import MOVE_WORD, due, said_by, word_of
from kaiji.tieout.words.sign_word import TwoSided, denied, two_sided

_MONEY = r"(?:an?\s|the\s|only\s|just\s|approximately\s)?[^\w\s]{0,2}(?:JPY|USD|US|EUR|GBP)?[^\w\s]{0,2}\s?$"
FROM = re.compile(rf"^\s(?:(?!range|result|due\b|because|reflect|driven)(?:[^.;]|\.\d)){{0,80}}?\bfrom\s{_MONEY}")
TO_NOW = re.compile(rf"^(?:[^.;\d]|\d(?=\d{{3}}\b)){{0,80}}?\bto\s{_MONEY}")
TO_NUMBER = re.compile(r"\bto\s[^\s\d]{0,12}\s?[^\s\d]{0,4}\d")
TO = re.compile(
    r"\bto\s(?:an?\s|the\s|approximately\s)?(?:[a-z]+\s){0,3}?[^\w\s]{0,2}\s?$|\bat\s[^\w\s]{0,2}\s?$", re.IGNORECASE
)
BESIDE = re.compile(r"(?:,\sor|\()\s[^\w\s]{0,2}$", re.IGNORECASE)
LEVEL = re.compile(r"\bto\s$", re.IGNORECASE)
LOSS = re.compile(r"\bloss(?:es)?\b|\bdeficits?\b|損失", re.IGNORECASE)
# Percentages that are better where they are more.
RISING = re.compile(
    r"\b(?:gross|operating|profit|net|EBITDA) margins?\b|\b(?:gross|operating) profit\b|\breturn on\b|\bequity ratio\b",
    re.IGNORECASE,
)
REACH = 80
SURE = 2.0
TELLING = 2


@dataclass(frozen=True, slots=True)
class Moved:
    """Which way an item really went, by two numbers or by a printed change: 1 up, -1 down."""

    sign: int
    series: Series | None
    proofs: tuple[Mention, ...]


@rule(
    "TIE-112",
    Severity.ERROR,
    title=Text("The direction is not the figure's", "増減の向きの誤り"),
    message=Text(
        "The sentence says “{stated}”; by the document's own figures it should be {expected} ({proof}).",
        "文では「{stated}」ですが、本書の数値によれば{expected}です（{proof}）。",
    ),
    remedy=Text(
        "Put right the word, or the figure if that is wrong.",
        "語を訂正してください（数値が誤っている場合は数値を訂正）。",
    ),
)
def direction_wrong(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A word of direction must fit the figures: increase, decline, up, lower, provided, used, income, loss.

    What it checks
    A percentage or an amount of change with a word of direction against the change of the same item in the tables; an
    amount “to … from …” against its own two values; cash provided or used, and income or loss, against the sign of the
    same amount in the tables. The percentage or amount itself must be found, with the opposite sign and nowhere with the
    same.

    Why it matters
    “Increase” over a falling figure says the opposite of the truth in the line that is quoted.

    How to put it right
    Look at the table that is named as proof; one of both is wrong.

    Source
    Rule of this project. Ambiguous sentences are left alone.
    """
    known = numbers or numbers_of(lines)
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in known.claims:
        if lines[claim.line].kind not in ("row", "head"):
            sentences[claim.line, claim.sentence].append(claim)
    cells = CellMoves(known)
    owner = {cell: one for one in known.series for cell in (*one.cells, *one.changes)}
    signed = two_sided(known.series)
    for claims in sentences.values():
        told: dict[Source, Finding] = {}
        for at, claim in enumerate(claims):
            within = _within(lines, claims, at) or _from_to(lines, claims, at)
            for one in (
                *within,
                *(() if within else _changed(lines, known, owner, cells, claims, at)),
                *signs_against(lines, known, signed, claim),
            ):
                if one.sources[0] not in told or told[one.sources[0]].severity.rank > one.severity.rank:
                    told[one.sources[0]] = one
        yield from told.values()


def signs_against(
    lines: Sequence[Line], numbers: Numbers, signed: Sequence[TwoSided], claim: Claim
) -> Iterator[Finding]:
    """Find provided or used, income or loss, that the sign of the same amount in the tables denies."""
    for start, word, cell in denied(numbers, signed, claim):
        yield _finding(lines, (claim.line, start), [cell], word, Text("the opposite", "逆"), sure=True)


def _finding(
    lines: Sequence[Line],
    at: tuple[int, int],
    proofs: Sequence[Mention],
    stated: str,
    expected: Text,
    *,
    sure: bool,
    proof: str = "",
) -> Finding:
    line, start = at
    table = next((one for one in proofs if one.table >= 0), None)
    return direction_wrong.finding(
        lines[line].at(start),
        *(lines[one.spot.line].at(one.spot.start) for one in proofs),
        severity=Severity.ERROR if sure else Severity.WARN,
        stated=stated,
        expected=expected,
        proof=proof or (lines[table.spot.line].text[:80] if table else ""),
    )


# ---- Two amounts of one sentence


def _within(lines: Sequence[Line], claims: Sequence[Claim], at: int) -> list[Finding]:
    """Find a direction that the two amounts of its own sentence deny: *to … from …*, or *…, up from …*."""
    then = claims[at]
    if then.part != "then":
        return []
    now = next(
        (
            one
            for one in reversed(claims[:at])
            if one.part in ("now", "then")
            and not one.aside
            and one.mention.is_percent == then.mention.is_percent
            and not _is_move(one)
            # "rose to $5.5 million, or $0.38 per share, from $4.4 million": the amount per share is only beside.
            and not (
                one.mention.unit.kind == PER_SHARE != then.mention.unit.kind and BESIDE.search(one.text[: one.start])
            )
        ),
        None,
    )
    if now is None or now.part != "now" or not _alike(now.mention, then.mention):
        return []
    text, one, other = then.text, now.mention, then.mention
    between = list(MOVE_WORD.finditer(text, now.end, then.start))
    if len({said_by(word, False) for word in between}) > 1:
        return []
    word = between[0] if between else None
    if word is None:
        word = word_of(text, max(now.sentence[0], now.start - REACH), now.start, last=True)
        if word is None or not _leads_to(word.end(), now, claims):
            return []
    if one.value * other.value < 0 or re.search(r";|\bwhile\b|\bwhereas\b", text[now.end : then.start]):
        return []
    subject = text[now.sentence[0] : then.start]
    loss = bool(LOSS.search(subject)) or one.value < 0
    apart = abs(one.value) - abs(other.value)
    judged = bool(word["better"] or word["worse"])  # a ratio of costs gets better where it falls
    near_loss = LOSS.search(text[max(0, now.start - REACH) : now.start])
    if judged and ((loss and not near_loss) or (one.is_percent and not RISING.search(subject))):
        return []
    said = said_by(word, loss)
    if said * apart >= 0 or abs(apart) < max(one.step, other.step):
        return []
    sure = not (loss or one.about or other.about or re.search(r"expense.*benefit", subject))
    return [
        _finding(
            lines,
            (now.line, word.start()),
            (one, other),
            word.group(),
            due(-said),
            sure=sure
            or (bool(re.match(r"increas|decreas|narrow|widen", word.group(), re.IGNORECASE)) and not one.about),
            proof=f"{other.text.strip()} → {one.text.strip()}",
        )
    ]


def _leads_to(start: int, now: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether a word of direction leads *to* a number, and to none before it.

    In *rose to $1.6 million (1.5), corresponding to a margin of 10.9 %* what rose is the first amount.
    """
    between = now.text[start : now.start]
    if not TO.search(between) or ";" in between:
        return False
    return not any(
        start < one.start < now.start and one.part in ("now", "then") and not _is_move(one) for one in claims
    )


def _from_to(lines: Sequence[Line], claims: Sequence[Claim], at: int) -> list[Finding]:
    """Find a direction that the two amounts behind it deny: *raised from … to …*."""
    if not at:
        return []
    then, now = claims[at - 1], claims[at]
    text, one, other = now.text, now.mention, then.mention
    shared = other.unit.kind in ("", COUNT) and not other.unit.currency  # "from 7,560 to 9,150 million yen"
    if (
        one.is_percent != other.is_percent
        or not (_alike(one, other) or shared)
        or not TO_NOW.match(text[then.end : now.start])
    ):
        return []
    word = word_of(text, max(now.sentence[0], then.start - REACH), then.start, last=True)
    if word is None or word["better"] or word["worse"] or not FROM.match(text[word.end() : then.start]):
        return []
    # "rose to 49 % from 48 %, and costs fell to 11 %": the amounts of two statements.
    if TO_NUMBER.search(text, word.end(), then.start) or MOVE_WORD.search(text, then.end, now.start):
        return []
    said, apart = said_by(word, False), abs(one.value) - abs(other.value)
    if shared:
        apart = abs(one.printed) - abs(other.printed)
    if one.value * other.value <= 0 or said * apart >= 0 or (not shared and abs(apart) < max(one.step, other.step)):
        return []
    proof = f"{other.text.strip()} → {one.text.strip()}"
    sure = not (one.about or other.about)
    return [_finding(lines, (now.line, word.start()), (one, other), word.group(), due(-said), sure=sure, proof=proof)]


def _is_move(claim: Claim) -> bool:
    level = LEVEL.search(claim.text, max(0, claim.start - 4), claim.start)  # "improved to 29.5 %": what it came to
    return claim.part == "by" or (claim.mention.is_percent and bool(claim.direction) and level is None)


def _alike(one: Mention, other: Mention) -> bool:
    return one.unit.kind == other.unit.kind and one.unit.currency == other.unit.currency


# ---- A change that the tables know


def _of_change(
    lines: Sequence[Line], numbers: Numbers, owner: dict[Mention, Series], claims: Sequence[Claim], at: int
) -> list[Finding] | None:
    """Find a change whose size is its item's and whose direction is not; nothing where no item is known."""
    claim = claims[at]
    if not claim.direction or not (claim.mention.is_percent or claim.part == "by"):
        return []
    moved = [*_moves(numbers, owner, claim), *_pair(claims, at)]
    if not moved:
        return None
    word = _stated(claim)
    if word is None or any(one.sign == claim.direction for one in moved):
        return []
    tables = [one for one in moved if one.series is not None and _names(claim, one.series)]
    best = next(iter(tables), None) or next((one for one in moved if one.series is None), moved[0])
    named = best.series is None or bool(tables)
    start = claim.clause[0]
    hedged = bool(QUALIFIED.search(claim.text[start : claim.end]))
    exact = claim.mention.places > 0 or claim.mention.digits > TELLING
    sure = not claim.mention.about and not hedged and (named or (exact and best.sign and _covered(claim, best.series)))
    return [
        _finding(
            lines,
            (claim.line, min(word.start(), claim.start)),
            best.proofs,
            claim.text[min(word.start(), claim.start) : max(word.end(), claim.end)],
            due(best.sign),
            sure=bool(sure),
            proof="" if best.series is not None else f"{best.proofs[1].text.strip()} → {best.proofs[0].text.strip()}",
        )
    ]


def _changed(
    lines: Sequence[Line],
    numbers: Numbers,
    owner: dict[Mention, Series],
    cells: CellMoves,
    claims: Sequence[Claim],
    at: int,
) -> list[Finding]:
    """Find a change that went the other way: by its item, or, where that is not known for sure, by any two cells."""
    found = _of_change(lines, numbers, owner, claims, at)
    if found is None or any(one.severity is Severity.WARN for one in found):
        return _of_cells(lines, cells, claims, at) or found or []
    return found


def _of_cells(lines: Sequence[Line], cells: CellMoves, claims: Sequence[Claim], at: int) -> list[Finding]:
    """Find a change that two cells have, with the amount it stands with, and that goes the other way in them."""
    claim = claims[at]
    if not claim.direction or not (claim.mention.is_percent or claim.part == "by") or claim.mention.about:
        return []
    moves, word = cells.of(claims, at), _stated(claim)
    if not moves or word is None or any(one.sign == claim.direction for one in moves):
        return []
    best = max(moves, key=lambda one: one.sure)
    start, end = min(word.start(), claim.start), max(word.end(), claim.end)
    return [
        _finding(
            lines,
            (claim.line, start),
            (best.now, best.then),
            claim.text[start:end],
            due(best.sign),
            sure=best.sure,
            proof=f"{best.then.text.strip()} → {best.now.text.strip()}",
        )
    ]


def _stated(claim: Claim) -> re.Match[str] | None:
    behind = word_of(claim.text, claim.end, min(len(claim.text), claim.end + 20), last=False)
    if behind is not None and re.fullmatch(
        r"[%％\s]*(?:percent\s)?(?:[百千億万]*円)?の?", claim.text[claim.end : behind.start()]
    ):
        return behind
    return word_of(claim.text, max(claim.clause[0], claim.start - REACH), claim.start, last=True)


def _moves(numbers: Numbers, owner: dict[Mention, Series], claim: Claim) -> Iterator[Moved]:
    """Give which way the items went whose change, in the tables, is of the claim's size."""
    for relation in numbers.network.of.get(claim.mention, ()):
        if not numbers.network.holding[relation] or (
            relation.members[0] is not claim.mention and relation.kind != "equal"
        ):
            continue
        others = [one for one in relation.members if one is not claim.mention]
        series = owner.get(others[0])
        if series is None:
            continue
        if relation.kind in ("change", "difference") and len(others) == 2:
            now, then = others
            if now.value != then.value and now.value * then.value > 0:
                yield Moved(1 if abs(now.value) > abs(then.value) else -1, series, (now, then))
        elif relation.kind == "equal" and others[0] in series.changes and others[0].printed:
            yield Moved(1 if others[0].printed > 0 else -1, series, (others[0],))


def _pair(claims: Sequence[Claim], at: int) -> Iterator[Moved]:
    """Give which way the two amounts beside a change went, where it is the change between them."""
    claim = claims[at]
    plain = [one for one in claims if not _is_move(one) and not one.mention.is_percent and not one.aside]
    now = next((one for one in reversed(plain) if one.start < claim.start and one.part == "now"), None)
    then = next((one for one in plain if one.start > claim.start), None)
    if then is not None and then.part != "then":
        now, then = then, next((one for one in plain if one.start > then.start and one.part == "then"), None)
    if now is None or then is None or not _alike(now.mention, then.mention):
        return
    one, other = now.mention, then.mention
    if one.value <= 0 or other.low <= 0 or one.value == other.value:
        return
    size = abs(claim.mention.value)
    if claim.mention.is_percent:
        ends = sorted((abs(one.low / other.high - 1) * 100, abs(one.high / other.low - 1) * 100))
    elif _alike(claim.mention, one):
        ends = sorted((abs(one.low - other.high), abs(one.high - other.low)))
    else:
        return
    if ends[0] - claim.mention.step / 2 <= size <= ends[1] + claim.mention.step / 2:
        yield Moved(1 if one.value > other.value else -1, None, (one, other))


def _names(claim: Claim, series: Series) -> bool:
    """Tell whether the words before a number name an item, and nothing else that neither its row nor its table says."""
    words = series.words - EMPTY
    said = claim.item - EMPTY
    return bool(words - WEAK) and words <= said and said <= series.words | series.context


def _covered(claim: Claim, series: Series | None) -> bool:
    return series is not None and bool(series.words - WEAK) and series.words <= claim.sentence_words


RULES: tuple[AnyRule, ...] = (direction_wrong,)
