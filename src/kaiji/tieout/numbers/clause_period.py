"""Which periods a sentence gives a number: those named before it in its clause, or right behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kaiji.tieout.numbers.when import When, whens_of

REACH = 400
NEAR = 60
FARTHEST = 80
MOST_TEXT = 20_000
COMPARED = (
    r"(?:from|having been|compar(?:ed|es|ing) (?:to|with)|as compared (?:to|with)|vis-[aà]-vis|in comparison (?:to|with)|"
    r"versus|vs\.?|against|over|(?<!less )(?<!more )than)"
)
COMPARING = re.compile(rf"\b(?:{COMPARED[3:-1]})\b|,\s(?:an?|up|down)\s", re.IGNORECASE)
COMPARED_TO = re.compile(rf"\b{COMPARED}\s(?:the\s)?$", re.IGNORECASE)
TURN = re.compile(
    r"\bdue to\b|\bowing to\b|result(?:ing|ed) (?:from|in)|\bbecause\b|\breflect|\battribut|\bincluding\b|\bsuch as\b|\boffset|\bincurred\b|"
    r"\bof which\b|\bconsisting\b|\brelated to\b|\bdriven by\b|\bled by\b|\bexclud",
    re.IGNORECASE,
)
# Behind a number: a period that only the reader can name ("in the prior year"), or only its length ("for the quarter").
_REST = r"[^\s]*(?:\s(?:thousand|million|billion|trillion|shares|per\s(?:\w+\s){0,2}share))*,?\s"
RELATIVE = re.compile(
    rf"{_REST}(?:(?:in|for|at|during|of)\s)?(?:the\s)?(?:(?:end|beginning|close)\sof\s)?(?:the\s)?"
    r"(?:prior|previous|preceding|last|same|corresponding|comparable|year[- ]ago)\b",
    re.IGNORECASE,
)
LENGTH = re.compile(
    rf"{_REST}(?:for|in|during)\sthe\s(?:(?P<quarter>(?:first|second|third|fourth)?\s?quarter)|(?P<year>(?:full\s|fiscal\s)?year))\b"
    r"(?!\s(?:of|end))",
    re.IGNORECASE,
)
LENGTH_BEFORE = re.compile(
    r"\b(?:(?P<year>full[- ]year|for the (?:fiscal )?year)|(?:for|in|during) the quarter)\b(?! (?:of|end))",
    re.IGNORECASE,
)
# In parentheses behind a number: another period with its own number.
ANOTHER = re.compile(
    r"[^\s(（]*(?:\s(?:million|billion|thousand|trillion|yen))*\s?[(（][^()（）]*[:：][^()（）]*\d[^()（）]*[)）]",
    re.IGNORECASE,
)


# Between a period and its number in a list.
LISTED = re.compile(r"\s?[:：]\s{0,3}(?:¥|￥|JPY\s?|\$|US\$)?\s?|\s{1,3}")


def _closed(text: str, start: int, at: int) -> bool:
    """Tell whether a period stands in parentheses before a colon, which close before an offset: *(H1 2023: £33.8m)*."""
    opened = text.rfind("(", max(0, start - NEAR), start)
    closed = text.find(")", start, at)
    return opened >= 0 and closed >= 0 and ")" not in text[opened:start] and ":" in text[start:closed]


@dataclass(slots=True)
class ClausePeriods:
    """The periods of the numbers of one text, and where its clauses turn to causes: looked for once in each clause."""

    text: str
    turns: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    lengths: dict[tuple[int, int], list[re.Match[str]]] = field(default_factory=dict)
    told: dict[tuple[int, int], int] = field(default_factory=dict)

    def before(self, clause: tuple[int, int], at: int) -> list[int]:
        """Give where a clause turns to causes before an offset."""
        if clause not in self.turns:
            self.turns[clause] = [match.start() for match in TURN.finditer(self.text, *clause)]
        return [one for one in self.turns[clause] if one < at]

    def lengths_before(self, clause: tuple[int, int], at: int) -> list[re.Match[str]]:
        """Give what tells a length of time in a clause before an offset."""
        if clause not in self.lengths:
            self.lengths[clause] = list(LENGTH_BEFORE.finditer(self.text, *clause))
        return [one for one in self.lengths[clause] if one.end() <= at]

    def of(self, clause: tuple[int, int], at: int, end: int) -> tuple[list[When], bool]:
        """Give the periods that are a number's own, and whether one is named right behind it.

        They are named before it in its clause, or behind it before anything is compared.

        Args:
            clause: offsets of its clause.
            at: offset of the number.
            end: offset behind it.
        """
        text = self.text
        own = text[at : min(clause[1], at + 2 * NEAR)]
        if RELATIVE.match(own):
            return [], False
        first, last = max(clause[0], at - REACH), min(clause[1], len(text), at + REACH)
        # A month named alone tells when something happened, not over what the amount runs.
        found = [
            (start + clause[0], end + clause[0], when)
            for start, end, when in whens_of(text[clause[0] : clause[1]])
            if when.kind != "month" and first <= start + clause[0] and end + clause[0] <= last
        ]
        listed = [
            when
            for start, end, when in found
            if end <= at
            and LISTED.fullmatch(text, end, at)
            and not COMPARED_TO.search(text[max(clause[0], start - 40) : start])
        ]
        if listed:
            return listed[-1:], True  # a list: "December 31, 2009: 202,544 shares", whatever period its next line names
        behind = [
            when
            for start, _, when in found
            if start > at
            and not COMPARING.search(text, at, start)
            and not ANOTHER.match(text, at)
            and not re.search(r"\d[^\d]*[$¥€£%]", text[end:start])
        ]
        before = [
            when
            for start, end, when in reversed(found)
            if end <= at
            and not COMPARED_TO.search(text[max(clause[0], start - 40) : start])
            and not _closed(text, start, at)
        ]
        turns = self.before(clause, at)
        if turns and (compared := COMPARING.search(text, clause[0], turns[-1])):
            # *… compared to … in the year before, mainly due to …*: the cause is of the period that is reported.
            before = [
                when
                for start, end, when in reversed(found)
                if end <= at and not compared.start() < start < turns[-1] and when in before
            ]
        if behind:
            start = next(start for start, _, when in found if when is behind[0] and start > at)
            if start - at < FARTHEST:
                return [behind[0], *before], True
        if length := LENGTH.match(own):
            return [When("length", 0, 3 if length["quarter"] else 12), *before], True
        lengths = self.lengths_before(clause, at)
        if lengths and not before:
            return [When("length", 0, 12 if lengths[-1]["year"] else 3)], False
        return before, False

    def months(self, sentence: tuple[int, int]) -> int:
        """Give the one length in months of the periods that a sentence names, or 0."""
        if sentence not in self.told:
            text = self.text[sentence[0] : sentence[1]]
            lengths = {when.months for _, _, when in whens_of(text[:MOST_TEXT]) if when.months}
            self.told[sentence] = lengths.pop() if len(lengths) == 1 else 0
        return self.told[sentence]
