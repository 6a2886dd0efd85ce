"""What a number of a sentence speaks of: the words between it and the number before, without what belongs to that one."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.phrase import NO_ITEM, VERB, WHEN
from kaiji.tieout.numbers.when import whens_of

_TERMS = tomllib.loads(files("kaiji.tieout.numbers").joinpath("terms.toml").read_text(encoding="utf-8"))
# The mark of a list before its first word.
BULLET = re.compile(r"^\s*(?:[•·▪◦●○■□➢✓*–—−‑-]|o(?=\s)|\(?[a-z0-9]{1,2}[.)])\s*")
# Behind a number, what it was for; the next number is not of that item: "spent $3 million on machines and $2 million on ...".
FOR = re.compile(r"\s*(?:for|on|in|of|to|towards?|in respect of)\s", re.IGNORECASE)
AND = re.compile(r",|\b(?:and|plus|as well as|along with|together with)\b", re.IGNORECASE)
# What still belongs to the number before: "... per diluted share, compared to a net loss of".
TAIL = re.compile(
    r"^[\s,]*(?:(?:thousand|million|billion|trillion|cents?|yen|percent|per cent|%)\s*)*"
    r"(?:(?:per|an?)\s(?:\w+\s){0,3}?(?:share|ADS|ADR|unit)s?\b|shares?\b)?"
    r"(?:\s(?:on an?\s)?(?:\(?(?:fully[- ])?diluted\)?|basic)(?:\s(?:and\s\w+\s)?basis)?(?!\s\w))?\s*[)）]?",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"(?:\bas )?\b(?:compar(?:ed|es|ing|able) (?:to|with)|in comparison (?:to|with)|versus|vs\.?|against)\s(?:an?\s|the\s)?",
    re.IGNORECASE,
)
# What stands in parentheses behind a number, with few words between, is of that number: "... in revenue (up 38 %)".
OPENED = re.compile(r"(?:[^()（）.;,]{0,30})[(（](?=[^()（）:：]*$)")
# A comparison that stands before all else: "Compared with the first half of 2019, net revenue rose".
AGAINST = re.compile(
    r"^\s*(?:[-–•*]\s*)?(?:As )?(?:compared (?:to|with)|relative to|against|versus|year[- ]on[- ]year)\b[^.;,]{0,60},\s",
    re.IGNORECASE,
)
# What somebody says is told behind it: "announced today that net income was".
SAID = re.compile(
    r"\b(?:announced|reported|said|stated|noted)\b[^.;]{0,40}?\bthat\s|"
    r"\b(?:announce[sd]?|report(?:s|ed)|post(?:s|ed)|record(?:s|ed)|generate[sd]|deliver(?:s|ed)|achieve[sd]|earned)\s(?=\w)",
    re.IGNORECASE,
)
# Behind the verb, an item whose amount follows: "are revenues of JPY 68,500 million".
NAMED_AFTER = re.compile(
    r"\s*(?:an?\s|the\s|net\s)?(?P<item>[A-Za-z][A-Za-z ()/-]{3,60}?)\sof\s*(?:JPY|¥|￥|US|\$|€|£)?\s?"
)
TELLS_NOTHING: frozenset[str] = frozenset(_TERMS["weak"]) | frozenset(_TERMS["empty"]) | frozenset(_TERMS["timing"])
THERE = re.compile(r"\bthere\s*$", re.IGNORECASE)


def subject_of(between: str, *, first: bool) -> str:
    """Give the words that name the item of a number.

    Args:
        between: the text from the number before it, or from the beginning of its clause, to the number.
        first: whether no number stands before it in its clause.
    """
    if first:
        between = AGAINST.sub("", between)
        between = BULLET.sub("", between)
        between = between[max(between.rfind(mark) for mark in "“„«") + 1 :]
        label, _, rest = between.rpartition(": ")
        if label and item_words(rest):
            between = rest  # "Net Loss/Income: GAAP net loss was"
        if said := list(SAID.finditer(between)):
            between = between[said[-1].end() :]
    else:
        if opened := OPENED.match(between):
            between = between[opened.end() :]
        if FOR.match(between):
            between = _own(between)
        between = between[tail.end() :] if (tail := TAIL.match(between)) else between
        if compared := list(COMPARED.finditer(between)):
            between = between[compared[-1].end() :]
    verb = VERB.search(between)
    if verb and THERE.search(between, 0, verb.start()) and between.rstrip().endswith(" of"):
        return _undated(between[verb.end() :])
    if (
        verb
        and (named := NAMED_AFTER.fullmatch(between, verb.end()))
        and item_words(named["item"]) - NO_ITEM - TELLS_NOTHING
    ):
        return _undated(named["item"])  # "The targets are revenues of"
    return _undated(between[: verb.start()] if verb else between)


def _undated(text: str) -> str:
    """Leave out the periods that a text names."""
    for start, end, _ in reversed(whens_of(text)):
        text = text[:start] + "quarter" + text[end:]
    return WHEN.sub(" ", text)


def _own(between: str) -> str:
    """Leave out what the number before was for, where only an empty *and* leads to the next number."""
    ends = [match.end() for match in AND.finditer(between)]
    return between[ends[-1] :] if ends and not item_words(between[ends[-1] :]) - NO_ITEM else between
