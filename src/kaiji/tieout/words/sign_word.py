"""Provided or used, income or loss: words that tell the sign of an amount, against the sign that the tables print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.tieout.numbers.engine import Numbers
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.sentence import Claim

_MONEY = r"(?:an?\s|the\s)?[^\w\s]{0,2}(?:JPY|USD|US|EUR|GBP)?[^\w\s]{0,2}\s?$"
_WORD = r"(?P<word>provided by|used in|used for|used by|generated (?:by|from))\s(?P<kind>operating|investing|financing) activities\b"
FLOW = re.compile(
    rf"cash (?:flows? )?{_WORD}[^;$¥€£]{{0,80}}?\b(?:was|of|were|totall?ed|amounted to|came to|reached)\s{_MONEY}",
    re.IGNORECASE,
)
# "JPY186 million of net cash was used in …", "compared to JPY177 million used in …"
FLOW_BEHIND = re.compile(
    rf"\s?(?:thousand|million|billion)?\s?(?:of\s)?(?:net\s)?(?:cash\s)?(?:flows?\s)?(?:was\s|were\s)?{_WORD}",
    re.IGNORECASE,
)
RESULT = re.compile(
    rf"\b(?P<kind>net|operating|ordinary)\s(?P<word>income|profit|loss)\b[^.;$¥€£\d]{{0,70}}?(?:(?:in|for)\s[^.;$¥€£]{{0,60}}?)?"
    rf"\b(?:was|of|totall?ed|amounted to|came to|reached)\s{_MONEY}",
    re.IGNORECASE,
)
GOOD = re.compile(r"provided|generated|income|profit", re.IGNORECASE)
OTHER_ITEM = re.compile(
    r"\b(?:tax|expense|before|per|margin|ratio|percent|from|excluding|adjusted|due)\b", re.IGNORECASE
)
TELLING = 2


def denied(numbers: Numbers, claim: Claim) -> Iterator[tuple[int, str, Mention]]:
    """Give the words whose sign the cell of the same amount denies: their offset, the words, the cell."""
    if claim.mention.is_percent:
        return
    before = claim.text[claim.sentence[0] : claim.start]
    behind = FLOW_BEHIND.match(claim.text, claim.end, claim.sentence[1])
    found = [
        (FLOW.search(before), claim.sentence[0], True),
        (behind, 0, True),
        (RESULT.search(before), claim.sentence[0], False),
    ]
    for match, offset, flow in found:
        if match is None or (not flow and OTHER_ITEM.search(match.group())):
            continue
        good = bool(GOOD.search(match["word"]))
        hits = [
            (one.printed > 0, one)
            for series in numbers.series
            if _is_row(flow, match["kind"].casefold(), series.label.casefold())
            for one in series.cells
            if one.printed and same_size(one, claim.mention) and not _bare(flow, series.label, one)
        ]
        if claim.mention.digits < TELLING:
            # A short number may be that of another period: the sign must be the same in all of them.
            hits = [
                (one.printed > 0, one)
                for series in numbers.series
                if flow and _is_row(flow, match["kind"].casefold(), series.label.casefold()) and hits
                for one in series.cells
            ]
        if hits and all(positive != good for positive, _ in hits):
            yield offset + match.start("word"), match["word"], hits[0][1]
            return


def _is_row(flow: bool, kind: str, label: str) -> bool:
    if flow:
        return kind in label and "activit" in label and "cash" in label
    return re.match(rf"{kind}\s(?:income|profit|loss)(?:\s\(loss\)|\s\(income\))?\W*$", label) is not None


def _bare(flow: bool, label: str, cell: Mention) -> bool:
    """Tell whether a row of uses or losses alone prints its amount without a sign."""
    good = re.search("provided|from" if flow else "income|profit", label, re.IGNORECASE)
    bad = re.search("used" if flow else "loss", label, re.IGNORECASE)
    return bool(bad) and not good and cell.printed > 0
