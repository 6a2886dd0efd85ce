"""The period that a sentence names for an amount, against the column in which the amount stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line
from kaiji.tieout.words.claim import Claim, Money, claims_of
from kaiji.tieout.words.row_fact import RowFact, equal_amounts, rows_of

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NAMED = re.compile(
    rf"\b(?P<day>(?:{_MONTHS})\s\d{{1,2}},\s\d{{4}})|\b(?P<short>[1-4]Q\s?(?:FY)?\s?'?(?:20)?\d\d|Q[1-4]\s?(?:FY)?\s?'?(?:20)?\d\d)\b"
    r"|\b(?P<long>(?:first|second|third|fourth)\s(?:fiscal\s)?quarter\sof\s(?:fiscal\s)?(?:year\s)?20\d\d)\b",
    re.IGNORECASE,
)
REACH = 45
OTHER = re.compile(r",|;|\b(?:compared|from|versus|over|against|to)\b")


@rule(
    "TIE-115",
    Severity.ERROR,
    title=Text("The amount is not of the named period", "期間と金額の不一致"),
    message=Text(
        "The sentence dates {amount} “{stated}”; in the table it is the amount of “{expected}”.",
        "文では{amount}が「{stated}」の金額とされていますが、表では「{expected}」の金額です。",
    ),
    remedy=Text("Put right the period, or the amount.", "期間または金額を訂正してください。"),
)
def amount_of_another_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """An amount in a sentence is dated as its column is.

    What it checks
    Sentences whose first amount stands in exactly one dated column of the row that they name. The document itself
    shows how its sentences call each column: where two sentences or more call it by one name, a sentence that calls
    it by another name of the same form, which stands for that item nowhere else, is an error.

    Why it matters
    The amount is right and its date is not: the last release's sentence was kept.

    How to put it right
    Put in the period of the column.

    Source
    Rule of this project. Fiscal and calendar years need no setting, because the names are learned from the document.
    """
    rows = rows_of(lines)
    seen: list[tuple[Claim, Money, str, str, str, int, tuple[str, int], RowFact]] = [
        (claim, *found) for line in lines for claim in claims_of(line) if (found := _dated(claim, rows)) is not None
    ]
    calls: dict[tuple[tuple[str, int], str], Counter[str]] = defaultdict(Counter)
    columns: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for _, _, form, name, _, _, when, _ in seen:
        calls[when, form][name] += 1
        columns[name].add(when)
    for claim, money, form, name, stated, start, when, row in seen:
        usual, count = calls[when, form].most_common(1)[0]
        if name != usual and count >= 2 and calls[when, form][name] == 1 and columns[usual] == {when}:
            yield amount_of_another_period.finding(
                claim.line.at(claim.start + start), row.line.at(0), amount=money.text, stated=stated, expected=usual
            )


def _dated(claim: Claim, rows: Sequence[RowFact]) -> tuple[Money, str, str, str, int, tuple[str, int], RowFact] | None:
    first = next((one for one in claim.money if one.start >= claim.verb), None)
    if first is None or claim.qualified:
        return None
    if re.search(r"\bby\s$", claim.text[: first.start]):
        first = next((one for one in claim.money if claim.text[: one.start].endswith(" to ")), None)
        if first is None:
            return None
    behind = claim.text[first.end : first.end + REACH]
    end = OTHER.search(re.sub(r"(\d), (\d{4})", r"\1_ \2", behind))
    named = NAMED.search(claim.text, first.end, first.end + (end.start() if end else REACH))
    named = named or NAMED.search(claim.text, 0, claim.verb)
    tied = [
        (row, one) for row in rows if row.is_about(claim.item) for one in equal_amounts(row, first.value, first.half)
    ]
    whens = {row.when[one.column] for row, one in tied if one.column < len(row.when)}
    if named is None or len(whens) != 1 or not next(iter(whens))[0]:
        return None
    name = re.sub(r"\s+", " ", named.group()).casefold()
    return first, named.lastgroup or "", name, named.group(), named.start(), whens.pop(), tied[0][0]


RULES: tuple[AnyRule, ...] = (amount_of_another_period,)
