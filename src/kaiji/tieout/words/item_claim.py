"""The item that a sentence names against the items of the tables whose numbers it gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.fact import EMPTY, WEAK, facts_of, kinds_agree
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.member import KIND
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import VERB
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.retold import QUALIFIERS
from kaiji.tieout.numbers.same_item import ValueIndex, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.reading import Line
from kaiji.tieout.words.hedge import qualified

LEAST_DIGITS = 3
LEAST_TOGETHER = 5
MOST_EXPECTED = 4
FARTHEST = 45
LEAST_ALIKE, NEARLY_ALL = 4, 0.75
TURNED = re.compile(r"\bby\b|\bfrom\b|\bnet\b|\bexpense\b|,|\d")
BEHIND = re.compile(
    r"(?:\s(?:thousand|million|billion))?\sof\s(?:the\s|our\s|its\s)?(?P<item>[a-z][a-z ,&/-]{3,60}?)"
    r"(?=\s(?:in|for|during|was|were|at|as|compared)\b|[,.;(]|$)",
    re.IGNORECASE,
)
Clause = tuple[int, tuple[int, int]]


def as_long(claim: Claim, cell: Mention) -> bool:
    """Tell whether a number may be of a period as long as a cell's, as far as both are told."""
    named = next((when.months for when in claim.when[:1]), 0)
    return cell.when is None or not cell.when.months or not named or named == cell.when.months


def words_of(claim: Claim) -> frozenset[str]:
    """Give the words of the item that a number is of: those before it, or those right behind (*$5 million of net income*)."""
    behind = BEHIND.match(claim.text, claim.end, claim.sentence[1])
    return item_words(behind["item"]) - EMPTY if behind else claim.item


class Items:
    """The items of the tables, found by their words and by their numbers."""

    def __init__(self, numbers: Numbers) -> None:
        self.calendar = numbers.calendar
        self.members = numbers.members
        self.by_words: dict[frozenset[str], list[Series]] = defaultdict(list)
        self.owner: dict[Mention, Series] = {}
        for one in numbers.series:
            words = one.words - EMPTY
            if one.grid >= 0 and not one.generic and words - WEAK:
                self.by_words[words].append(one)
                self.owner.update(dict.fromkeys(one.cells, one))
        self.by_word: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for at, words in enumerate(self.by_words):
            self.by_word[min(words)].append((at, words))
        self.sales = [one for one in numbers.series if one.sales]
        self.index = ValueIndex(list(self.owner))

    def named(self, claim: Claim) -> list[Series]:
        """Give the items that the words before a number name in full, with nothing else that neither row nor table says."""
        said = words_of(claim)
        if not said:
            return []
        if (member := self.members.get(claim)) and member.tells(said):
            return member.of(said)
        found = [
            one
            for _, words in sorted(found for word in said for found in self.by_word.get(word, ()) if found[1] <= said)
            for one in self.by_words[words]
            if said <= words | one.context
            and not (said & QUALIFIERS) - words - KIND  # adjusted figures are not those of a row of that table
            and any(kinds_agree(claim.mention, cell) and as_long(claim, cell) for cell in one.cells)
        ]
        of = {one.segment for one in found if one.sales}
        # Of the sales of a segment, to others or in all, sentences mean either.
        return found + [one for one in self.sales if one.segment in of and one not in found]

    def longer(self, claim: Claim, rows: Sequence[Series]) -> bool:
        """Tell whether the tables give items only for longer periods than the document's shortest, and a claim tells none."""
        lengths = {cell.when.months for one in rows for cell in one.cells if cell.when is not None and cell.when.months}
        told = any(when.months for when in claim.when)
        return bool(lengths) and min(lengths) > self.calendar.shortest > 0 and not told

    def owners(self, claim: Claim) -> list[Series]:
        """Give the items that have a claim's number, in any period."""
        near = (cell for cell in self.index.near(claim.mention) if kinds_agree(claim.mention, cell))
        return list({id(self.owner[cell]): self.owner[cell] for cell in near}.values())

    def has(self, series: Series, claim: Claim) -> bool:
        """Tell whether a claim's number is one that an item's row states or implies."""
        mention = claim.mention
        if any(same_size(cell, mention) for cell in (*series.cells, *series.changes)):
            return True
        size, half = float(abs(mention.value)), float(mention.step) / 2
        part = "percent" if mention.is_percent else "by"
        return any(
            one.part == part and one.low - half <= size <= one.high + half for one in facts_of(self.calendar, series)
        )


@rule(
    "TIE-113",
    Severity.ERROR,
    title=Text("The amount is not the named item's", "項目と金額の不一致"),
    message=Text(
        "The sentence gives {stated} for “{item}”; the table says {expected}. {other}",
        "文では「{item}」が{stated}ですが、表では{expected}です。{other}",
    ),
    remedy=Text("Put right the amount, or the item's name.", "金額または項目名を訂正してください。"),
)
def amount_of_another_item(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """An amount in a sentence is the amount of the item that the sentence names.

    What it checks
    The first amount behind the verb of a sentence against all values of the rows whose label its subject names, by
    the tables' scale and the printed precision. An error where the amount is another row's, or is a digit away from
    the row's; a warning where it is not found at all, or where the sentence may speak of something else (adjusted
    figures, forecasts).

    Why it matters
    The sentence is what is quoted; the table is what is proved.

    How to put it right
    Look at both places; the table that foots is the likely right one.

    Source
    Rule of this project; practice of results releases.
    """
    known = numbers or numbers_of(lines)
    items = Items(known)
    for claim in known.claims:
        if lines[claim.line].kind in ("row", "head") or not _direct(claim):
            continue
        named = items.named(claim)
        if not named or any(items.has(one, claim) for one in named) or _of_segment(items, claim, claim.item):
            continue
        yield _mismatch(lines, items, claim, named)


def _direct(claim: Claim) -> bool:
    """Tell whether a number is the amount that the verb gives its subject."""
    mention = claim.mention
    if mention.is_percent or not mention.unit.currency or mention.unit.scale is None or claim.part != "now":
        return False
    start = claim.text.rfind(claim.subject.strip()[-12:], claim.clause[0], claim.start)
    verb = VERB.search(claim.text, max(start, claim.clause[0]), claim.start)
    between = claim.text[verb.end() : claim.start] if verb else claim.text
    return (
        item_words(claim.subject) - EMPTY == claim.item
        and len(between) <= FARTHEST
        and (between.endswith(" to ") or not TURNED.search(between))
    )


def _of_segment(items: Items, claim: Claim, said: frozenset[str]) -> bool:
    """Tell whether a number is the named item's of some segment, as texts on segments give it without saying so again."""
    spoken = item_words(claim.text[: claim.end])
    return any(
        one.segment and (one.words - one.segment <= said or one.segment <= spoken) for one in items.owners(claim)
    )


def _mismatch(lines: Sequence[Line], items: Items, claim: Claim, named: Sequence[Series]) -> Finding:
    mention = claim.mention
    others = [one for one in items.owners(claim) if same_size(one.cells[0], mention) and not one.words <= claim.item]
    cells = [cell for one in named for cell in one.cells if kinds_agree(mention, cell)][:MOST_EXPECTED]
    close = mention.digits >= LEAST_DIGITS and any(is_slip(mention, abs(cell.value)) for cell in cells)
    hedged = (
        mention.about
        or items.longer(claim, named)
        or qualified(claim.text[claim.clause[0] : claim.end], named[0].context)
    )
    sure = not hedged and ((bool(others) and mention.digits >= LEAST_DIGITS) or close)
    evidence = [*cells[:1], *(one.cells[0] for one in others[:1])]
    label = others[0].label if others else ""
    return amount_of_another_item.finding(
        lines[claim.line].at(claim.start),
        *(lines[one.spot.line].at(one.spot.start) for one in evidence),
        severity=Severity.ERROR if sure else Severity.WARN,
        stated=mention.text.strip(),
        item=claim.subject.strip()[:60],
        expected=tuple(dict.fromkeys(print_like(mention, abs(cell.value)) for cell in cells)) or ("?",),
        other=Text(
            f"{mention.text.strip()} is the amount of “{label}”.", f"{mention.text.strip()}は「{label}」の金額です。"
        )
        if others
        else Text("", ""),
    )


@rule(
    "TIE-120",
    Severity.ERROR,
    title=Text("The sentence names another item", "項目名の誤り"),
    message=Text(
        "The sentence names “{stated}”; its numbers {amounts} are those of “{expected}”.",
        "文は「{stated}」としていますが、{amounts}は「{expected}」の数値です。",
    ),
    remedy=Text("Put right the item's name, or all of its numbers.", "項目名、または数値をすべて訂正してください。"),
)
def another_item_named(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A sentence names the item whose numbers it gives.

    What it checks
    Sentences that name an item of the tables in full. Where none of their numbers is that item's and two or more are
    those of one other item, the name is wrong, not the numbers.

    Why it matters
    Right numbers under a wrong name are believed.

    How to put it right
    Put in the name of the item whose numbers these are.

    Source
    Rule of this project: the smallest repair.
    """
    known = numbers or numbers_of(lines)
    items = Items(known)
    groups: dict[tuple[Clause, frozenset[str]], list[Claim]] = defaultdict(list)
    sentences: dict[Clause, list[Claim]] = defaultdict(list)
    for claim in known.claims:
        if lines[claim.line].kind not in ("row", "head"):
            sentences[claim.line, claim.sentence].append(claim)
    for clause, claims in sentences.items():
        first = words_of(claims[0])
        for claim in claims:
            said = words_of(claim) or first
            if said and not claim.mention.about:
                groups[clause, said].append(claim)
    for ((number, sentence), said), claims in groups.items():
        named = next((found for claim in claims if words_of(claim) == said and (found := items.named(claim))), [])
        if (
            len(claims) < 2
            or any(claim.turned for claim in claims)
            or any(items.has(one, claim) for one in named for claim in claims)
        ):
            continue
        amounts = [one for one in claims if not one.mention.is_percent]
        if not named or sum(one.mention.digits for one in claims) < LEAST_TOGETHER or not amounts:
            continue
        others = [
            (sum(1 for claim in claims if items.has(other, claim)), other)
            for other in items.owners(max(amounts, key=lambda one: one.mention.digits))
            if other.label.strip()
            and not other.words <= claims[0].sentence_words | claims[0].section
            and not _alike(other, said)
            and not any(_of_segment(items, claim, said) for claim in amounts)
        ]
        if not others:
            continue
        count, other = max(others, key=lambda one: one[0])
        if (
            count < 2
            or count < len(claims) - 1
            or qualified(claims[0].text[sentence[0] : claims[0].end], other.context)
        ):
            continue
        text, start = _phrase(claims[0], said)
        of = [claim for claim in claims if items.has(other, claim)]
        yield another_item_named.finding(
            lines[number].at(start),
            *(lines[number].at(claim.start) for claim in of),
            lines[other.line].at(0),
            stated=text,
            expected=other.label.strip(),
            amounts=tuple(claim.mention.text.strip() for claim in of),
        )


def _alike(other: Series, said: frozenset[str]) -> bool:
    """Tell whether an item has nearly all words that are said: it is the same one, told in other words."""
    words = other.words - EMPTY
    return len(words & said) >= LEAST_ALIKE and len(words & said) >= NEARLY_ALL * len(words)


def _phrase(claim: Claim, said: frozenset[str]) -> tuple[str, int]:
    """Give the words of a sentence that name an item, and where they stand."""
    behind = BEHIND.match(claim.text, claim.end, claim.sentence[1])
    if behind is not None:
        return behind["item"], behind.start("item")
    before = claim.text[claim.sentence[0] : claim.start]
    spots = [match.span() for match in re.finditer(r"[A-Za-z][\w&/’'-]*", before) if item_words(match.group()) & said]
    if not spots:
        return before.strip()[:60] or claim.text[:60], claim.sentence[0]
    start, end = spots[0]
    for first, last in spots[1:]:
        if first - end <= len(" of the "):
            end = last
    return before[start:end], claim.sentence[0] + start


RULES: tuple[AnyRule, ...] = (amount_of_another_item, another_item_named)
