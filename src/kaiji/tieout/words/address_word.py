"""Postal addresses that stand in several places of a document and differ by a sign or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

_NUMBER = r"\d{1,5}(?:-\d{1,4}){0,3}"
_WORDS = r"(?:[A-Z][\w’'.-]*|of|de|la|the)(?:\s(?:[A-Z][\w’'.-]*|of|de|la|the))*"
# "2-14-3 Kamimachi, Minato-ku", "4100 Alder Creek Road, Fremont", and the street before its number: "Kaistrasse 18, Hamburg".
ADDRESS = re.compile(rf"(?<![\w.,-])(?:{_NUMBER}\s{_WORDS},\s{_WORDS}|{_WORDS}\s{_NUMBER},\s{_WORDS})")
MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
YEAR = re.compile(r"(?:^|\s)(?:19|20)\d\d,")
SHORTEST = 14
SHORTEST_STREET = 9
STREET = re.compile(
    r"(?:weg|stra(?:ss|ß)e|gasse|platz|allee|damm|ring|laan|straat|gade|vej)\b|"
    r"\b(?:Street|Road|Avenue|Lane|Drive|Way|Square|Rue|Via|Calle)\b",
    re.IGNORECASE,
)
MOST = 400


@rule(
    "TIE-133",
    Severity.ERROR,
    title=Text("An address is written in two ways", "住所の表記の相違"),
    message=Text(
        "The address is “{stated}” here and “{expected}” elsewhere.",
        "住所がここでは「{stated}」、他では「{expected}」です。",
    ),
    remedy=Text("Use the right one in all places.", "住所を統一してください。"),
)
def address_in_two_ways(lines: Sequence[Line]) -> Iterator[Finding]:
    """One postal address is written alike wherever it stands.

    What it checks
    Street, number and place, as they stand in English texts: two that differ by one digit, or by one letter or two that
    changed places, are one address. An error where one of them stands twice or more and the other once, or where two
    stand once each; which is wrong is then for the reader.

    Why it matters
    What is sent to the wrong number does not arrive, and shows that a text was typed again.

    How to put it right
    Look the address up, and use it in all places.

    Source
    Rule of this project.
    """
    seen: dict[str, list[tuple[Line, int]]] = {}
    for line in lines:
        for match in ADDRESS.finditer(line.text):
            text = match.group().rstrip(".,’'-")
            long = len(text) >= SHORTEST or (len(text) >= SHORTEST_STREET and STREET.search(text))
            if long and not MONTH.search(text) and not YEAR.search(text):
                seen.setdefault(text, []).append((line, match.start()))
    texts = list(seen)[:MOST]
    told: set[str] = set()
    for text in texts:
        for other in texts:
            if text == other or text in told or other in told or len(seen[text]) > 1:
                continue
            # A longer one goes on to the town: what both have is compared.
            size = min(len(text), len(other))
            if OSA.distance(text[:size], other[:size], score_cutoff=1) != 1:
                continue
            if len(seen[other]) == 1 and texts.index(other) > texts.index(text):
                continue
            told.add(text)
            (line, start), (proof, at) = seen[text][0], seen[other][0]
            yield address_in_two_ways.finding(line.at(start), proof.at(at), stated=text, expected=other)


RULES: tuple[AnyRule, ...] = (address_in_two_ways,)
