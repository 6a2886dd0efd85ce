"""Provided or used, income or loss: words that tell the sign of an amount, against the sign that the tables print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers
from kaiji.tieout.numbers.fact import EMPTY, WEAK
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series

_MONEY = r"(?:an?\s|the\s)?[^\w\s]{0,2}(?:[A-Z]{1,3})?[^\w\s]{0,2}\s?$"
_WORD = r"(?P<word>provided by|used in|used for|used by|generated (?:by|from))\s(?P<kind>operating|investing|financing) activities\b"
FLOW = re.compile(
    rf"cash (?:flows? )?{_WORD}[^;$¥€£]{{0,80}}?"
    rf"\b(?:was|is|of|were|at|totall?ed|recorded|posted|amounted to|came to|reached|stood at|(?:in|de)creased to|rose to|fell to)\s{_MONEY}",
    re.IGNORECASE,
)
# "JPY186 million of net cash was used in …", "compared to JPY177 million used in …"
FLOW_BEHIND = re.compile(
    rf"\s?(?:thousand|million|billion)?\s?(?:of\s)?(?:net\s)?(?:cash\s)?(?:flows?\s)?(?:was\s|were\s)?{_WORD}",
    re.IGNORECASE,
)
# "Operating activities provided JPY186 million of cash", "cash outflow from investing activities of …"
ACTIVE = re.compile(
    rf"\b(?P<kind>operating|investing|financing) activities (?P<word>provided|used|generated|consumed)\b[^.;$¥€£\d]{{0,40}}?\s{_MONEY}|"
    rf"cash (?P<word2>inflows?|outflows?) from (?P<kind2>operating|investing|financing) activities\b[^;$¥€£]{{0,60}}?"
    rf"\b(?:was|of|were|totall?ed|amounted to|came to|reached|stood at)\s{_MONEY}",
    re.IGNORECASE,
)
RESULT = re.compile(
    rf"\b(?P<kind>net|operating|ordinary)\s(?P<word>income|profit|loss)\b(?!\s?\((?:loss|income|profit))[^.;$¥€£\d]{{0,70}}?(?:(?:in|for)\s[^.;$¥€£]{{0,60}}?)?"
    rf"\b(?:was|of|totall?ed|amounted to|came to|reached)\s{_MONEY}",
    re.IGNORECASE,
)
# "net other income of JPY65 million", "equity in net loss of investees of JPY20 million"
NOUN = re.compile(
    rf"\b(?P<word>income|gains?|profits?|loss(?:es)?|expenses?|benefits?|provision)(?:,?\snet)?"
    rf"(?:\sof\s[a-z][a-z -]{{3,60}}?)?\s(?:of|was|were)\s{_MONEY}",
    re.IGNORECASE,
)
# Labels that say which sign is the good one: "Other income (expense)", "Gross margin".
BOTH = re.compile(
    r"\b(?:income|gains?|profits?|earnings)\b[\s,–—-]*\((?:loss(?:es)?|expenses?|deficits?)\)|"
    r"\bgross (?:margin|profit)\W*$|\bmargin\W*$",
    re.IGNORECASE,
)
# Labels that say it the other way round: "Income tax expense (benefit)".
TURNED = re.compile(
    r"\b(?:expenses?|provision|loss(?:es)?)\b[^()]{0,40}\((?:benefits?|income|gains?|credit)\)", re.IGNORECASE
)
FROM_OPERATIONS = re.compile(r"\(?(?:income|profit|loss|earnings)\)?(?:\s\((?:loss|income)\))? from operations\W*$")
SIGNS: frozenset[str] = frozenset(
    {"income", "loss", "gain", "profit", "expense", "earning", "margin", "benefit", "provision"}
)
GOOD = re.compile(r"provided|generated|inflow|income|profit|gain|benefit", re.IGNORECASE)
OTHER_ITEM = re.compile(
    r"\((?:loss|income|expense)|\b(?:tax|expense|before|per|margin|ratio|percent|from|excluding|adjusted|due)\b",
    re.IGNORECASE,
)
# "foreign exchange losses of JPY1,106 million", where gains and losses are rows of their own.
TWO_ROWS = re.compile(
    rf"\b(?P<item>(?:[A-Za-z-]+\s){{1,6}})(?P<word>gains?|loss(?:es)?|income|expenses?)\s(?:of|was|were|totall?ed)\s{_MONEY}",
    re.IGNORECASE,
)
OPPOSITES = {"gain": "loss", "loss": "gain", "losse": "gain", "income": "expense", "expense": "income"}
TELLING = 2
TwoSided = tuple[frozenset[str], list[Mention], bool]
_SIGN = r"(?P<word>利益|損失|黒字|赤字|獲得|得られ|使用|収入|支出|増加|減少|流入|流出|調達|プラス|マイナス)"
SIGN_WORD = re.compile(_SIGN)
SIGN_BEHIND = re.compile(rf"(?:百万円|千円|億円|円)?の[^。、）)\d]{{0,24}}?{_SIGN}")
SIGNED = re.compile(r"[(（△▲-]\s?[^\w\s]{0,2}\s?$")


def two_sided(series: Sequence[Series]) -> list[TwoSided]:
    """Give the items whose label tells which sign is which: the words that name them, their numbers but noughts, and whether
    it is the expense or the loss that has no sign.
    """
    found = []
    for one in series:
        words = one.words - EMPTY - WEAK | one.words & SIGNS
        turned = TURNED.search(one.label) is not None
        if words and not one.generic and (turned or BOTH.search(one.label)):
            found.append((words, [cell for cell in one.cells if cell.printed], turned))
    return found


def denied(numbers: Numbers, signed: Sequence[TwoSided], claim: Claim) -> Iterator[tuple[int, str, Mention]]:
    """Give the words whose sign the cell of the same amount denies: their offset, the words, the cell.

    Args:
        numbers: of the document.
        signed: its items whose label tells which sign is which.
        claim: the amount.
    """
    if claim.mention.is_percent:
        return
    yield from _told(claim)
    before = claim.text[claim.sentence[0] : claim.start]
    if claim.mention.signed or SIGNED.search(before):
        return  # the amount has a sign of its own
    behind = FLOW_BEHIND.match(claim.text, claim.end, claim.sentence[1])
    active = ACTIVE.search(before)
    found = [
        (FLOW.search(before), claim.sentence[0], True),
        (behind, 0, True),
        (active, claim.sentence[0], True),
        (RESULT.search(before), claim.sentence[0], False),
    ]
    for match, offset, flow in found:
        if match is None or (not flow and OTHER_ITEM.search(match.group())):
            continue
        second = match is active and match["word"] is None
        word, kind = (match["word2"], match["kind2"]) if second else (match["word"], match["kind"])
        rows = [one for one in numbers.series if _is_row(flow, kind.casefold(), one.label.casefold())]
        hits = [
            (positive, cell)
            for series in rows
            for positive, cell in _signed(flow, series)
            if same_size(cell, claim.mention)
        ]
        if claim.mention.digits < TELLING:
            # A short number may be that of another period: the sign must be the same in all of them.
            hits = [one for series in rows if flow and hits for one in _signed(flow, series)]
        if hits and all(positive != bool(GOOD.search(word)) for positive, _ in hits):
            yield offset + match.start("word2" if second else "word"), word, hits[0][1]
            return
    yield from _named(signed, claim)
    yield from _opposite(numbers, claim)


def _told(claim: Claim) -> Iterator[tuple[int, str, Mention]]:
    """Give the Japanese word that makes an amount a gain or an inflow where its cell is a loss or an outflow, or the reverse."""
    sign, cell = claim.told
    if not sign or cell is None or claim.mention.signed or not cell.printed or (cell.printed > 0) == (sign > 0):
        return
    if not same_size(cell, claim.mention) or claim.mention.digits < TELLING:
        return
    behind = SIGN_BEHIND.match(claim.text, claim.end, claim.sentence[1])
    words = [behind] if behind else list(SIGN_WORD.finditer(claim.text, claim.sentence[0], claim.start))
    if words and words[-1] is not None:
        yield words[-1].start("word"), words[-1]["word"], cell


def _named(signed: Sequence[TwoSided], claim: Claim) -> Iterator[tuple[int, str, Mention]]:
    """Give income or loss said of an amount of an item whose label tells which sign is which."""
    match = NOUN.search(claim.text[claim.sentence[0] : claim.start])
    if match is None or claim.mention.digits < TELLING or claim.mention.about:
        return
    hits = [
        ((cell.printed > 0) != turned, cell)
        for words, cells, turned in signed
        if _said(words, claim)
        for cell in cells
        if same_size(cell, claim.mention)
    ]
    good = bool(GOOD.match(match["word"]))
    if hits and all(positive != good for positive, _ in hits):
        yield claim.sentence[0] + match.start("word"), match["word"], hits[0][1]


def _opposite(numbers: Numbers, claim: Claim) -> Iterator[tuple[int, str, Mention]]:
    """Give gains or losses, income or expenses said of an amount that stands in the row of the other word alone."""
    match = TWO_ROWS.search(claim.text[claim.sentence[0] : claim.start])
    if match is None or claim.mention.digits < TELLING or claim.mention.about:
        return
    word = next(iter(item_words(match["word"])), "")
    other, said = OPPOSITES.get(word, ""), item_words(match["item"]) - EMPTY
    named = [
        one for one in numbers.series if word in one.words and one.words - {word} <= said and one.words - {word} - WEAK
    ]
    for own in named:
        twins = [one for one in numbers.series if one.words == (own.words - {word}) | {other}]
        hits = [cell for one in twins for cell in one.cells if cell.printed and same_size(cell, claim.mention)]
        if hits and not any(same_size(cell, claim.mention) for one in named for cell in one.cells):
            yield claim.sentence[0] + match.start("word"), match["word"], hits[0]
            return


def _said(words: frozenset[str], claim: Claim) -> bool:
    """Tell whether a sentence names an item, the words for its sign apart, of which one is enough."""
    return words - SIGNS <= claim.sentence_words and bool(words - SIGNS or words & claim.sentence_words)


def _signed(flow: bool, series: Series) -> list[tuple[bool, Mention]]:
    """Give an item's numbers with whether they are gains; a row of uses or losses alone prints them with a sign or without."""
    cells = [one for one in series.cells if one.printed]
    good = re.search("provided|from|generated" if flow else "income|profit", series.label, re.IGNORECASE)
    bad = re.search("used" if flow else "loss", series.label, re.IGNORECASE)
    if bad and not good:
        return [(False, one) for one in cells] if len({one.printed > 0 for one in cells}) == 1 else []
    return [(one.printed > 0, one) for one in cells]


def _is_row(flow: bool, kind: str, label: str) -> bool:
    if flow:
        return kind in label and "activit" in label and "cash" in label
    if kind == "operating" and FROM_OPERATIONS.match(label):
        return True
    return re.match(rf"{kind}\s(?:income|profit|loss)(?:\s\(loss\)|\s\(income\))?\W*$", label) is not None
