"""How a reader reaches the company: telephone numbers and postal codes that are complete, towns and exchanges told one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

# A number of North America: three digits, three digits, four digits.
NUMBER = re.compile(
    r"(?<![\d-])(?:\+?1[-. ])?(?:\((?P<area>[2-9]\d\d)\)\s?|(?P<plain>[2-9]\d\d)[-.])(?P<first>\d{2,4})[-. ](?P<last>\d{3,5})(?![\d-])"
)
TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO", "Connecticut": "CT",
    "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA",
    "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI",
    "Minnesota": "MN", "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH",
    "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND", "Ohio": "OH",
    "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD",
    "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT", "Virginia": "VA", "Washington": "WA", "West Virginia": "WV",
    "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip
_SHORT = {
    "Ala.": "AL", "Ariz.": "AZ", "Ark.": "AR", "Calif.": "CA", "Colo.": "CO", "Conn.": "CT", "Del.": "DE", "Fla.": "FL", "Ga.": "GA",
    "Ill.": "IL", "Ind.": "IN", "Kan.": "KS", "Ky.": "KY", "La.": "LA", "Mass.": "MA", "Md.": "MD", "Mich.": "MI", "Minn.": "MN",
    "Miss.": "MS", "Mo.": "MO", "Neb.": "NE", "Nev.": "NV", "N.H.": "NH", "N.J.": "NJ", "N.M.": "NM", "N.Y.": "NY", "N.C.": "NC",
    "Okla.": "OK", "Ore.": "OR", "Pa.": "PA", "R.I.": "RI", "S.C.": "SC", "Tenn.": "TN", "Tex.": "TX", "Vt.": "VT", "Va.": "VA",
    "Wash.": "WA", "W.Va.": "WV", "Wis.": "WI", "Wyo.": "WY",
}  # fmt: skip
STATES = {name.casefold(): code for name, code in (*_STATES.items(), *_SHORT.items())} | {
    code.casefold(): code for code in _STATES.values()
}
_STATE = "|".join(sorted(map(re.escape, (*_STATES, *_SHORT, *_STATES.values())), key=len, reverse=True))
TOWN = re.compile(rf"\b(?P<town>[A-Z][A-Za-z’'-]+(?:\s[A-Z][A-Za-z’'-]+){{0,2}}),\s(?P<state>{_STATE})(?=\W|$)")
POSTAL = re.compile(rf",\s(?:{_STATE})\s+(?P<code>\d{{3,6}})(?:-\d+)?(?![\d,.]\d|\w)")
YEARS = range(1900, 2100)
FIVE = 5
SHORTEST_TOWN = 6
LISTED = re.compile(
    r"\b(?:traded?|trades|trading|listed|quoted)\s(?:publicly\s)?(?:on|in)\s(?:the\s)?(?P<exchange>[^.;()]{3,60}?)\s(?:and\s[^.;()]{3,40}?\s)?"
    r"(?:under|by) the (?:\w+\s)?symbols?\s[“\"‘']?(?P<code>[A-Z]{1,6})\b"
)
BRACKETED = re.compile(r"[(（](?P<exchange>[^()（）:：;]{3,60}?)\s?[:：]\s?(?P<code>[A-Z]{1,6})\s?[)）;,]")
HOUSES = ("nasdaq", "new york stock exchange", "nyse", "toronto", "tsx", "london", "lse", "tokyo")
ALIKE = {"new york stock exchange": "nyse", "toronto": "tsx", "london": "lse"}


@rule(
    "TIE-180",
    Severity.ERROR,
    title=Text("A telephone number or postal code is not complete", "電話番号・郵便番号の桁数の誤り"),
    message=Text("“{stated}” has a digit too few or too many.", "「{stated}」は桁数が合いません。"),
    remedy=Text("Look the number up and put it right.", "番号を確認して訂正してください。"),
)
def number_of_wrong_length(lines: Sequence[Line]) -> Iterator[Finding]:
    """Telephone numbers of North America have ten digits, and postal codes of the United States five.

    What it checks
    Numbers with an area code in parentheses or three groups, in a document that has another one of three, three and four
    digits, or behind an area code that is free of charge; and the digits behind a town and its state.

    Why it matters
    Nobody is reached under it.

    How to put it right
    Look the number up.

    Source
    North American Numbering Plan; Domestic Mail Manual of the United States Postal Service, ZIP codes.
    """
    found = [
        (line, match) for line in lines if line.kind not in ("row", "head") for match in NUMBER.finditer(line.text)
    ]
    good = any((len(match["first"]), len(match["last"])) == (3, 4) for _, match in found)
    for line, match in found:
        sizes = (len(match["first"]), len(match["last"]))
        free = (match["area"] or match["plain"]) in TOLL_FREE
        if sizes != (3, 4) and abs(sum(sizes) - 7) == 1 and (good or free):
            yield number_of_wrong_length.finding(line.at(match.start()), stated=match.group().strip())
    for line in lines:
        for match in POSTAL.finditer(line.text):
            code = match["code"]
            # "in Austin, Texas 2019 was a year": four digits may be a year.
            if len(code) != FIVE and not (len(code) == 4 and int(code) in YEARS) and TOWN.search(line.text):
                yield number_of_wrong_length.finding(line.at(match.start("code")), stated=code)


@rule(
    "TIE-181",
    Severity.ERROR,
    title=Text("A town or an exchange is told in two ways", "所在地・上場取引所の表記の相違"),
    message=Text(
        "“{stated}” stands here and “{expected}” elsewhere.", "ここでは「{stated}」、他では「{expected}」です。"
    ),
    remedy=Text("Put in the right one.", "正しいものに統一してください。"),
)
def told_in_two_ways(lines: Sequence[Line]) -> Iterator[Finding]:
    """A town is spelled, and the exchange of a code is named, in one way.

    What it checks
    Towns before one state that are a letter apart; and the exchange on which shares trade *under the symbol* of a code,
    against the exchange that stands before the same code elsewhere.

    Why it matters
    The reader looks for the company where it is not.

    How to put it right
    Put in the right one in all places.

    Source
    Rule of this project.
    """
    yield from _towns(lines)
    yield from _exchanges(lines)


def _towns(lines: Sequence[Line]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], list[tuple[Source, str]]] = {}
    for line in lines:
        for match in TOWN.finditer(line.text):
            town = match["town"].split(" in ")[-1]
            key = (town.casefold(), STATES[match["state"].casefold()])
            seen.setdefault(key, []).append((line.at(match.start()), town))
    keys = sorted(seen, key=lambda key: len(seen[key]))
    for at, key in enumerate(keys):
        for other in keys[at + 1 :]:
            near = key[1] == other[1] and OSA.distance(key[0], other[0], score_cutoff=1) == 1
            if near and len(seen[key]) == 1 and min(len(key[0]), len(other[0])) >= SHORTEST_TOWN:
                yield told_in_two_ways.finding(
                    seen[key][0][0],
                    seen[other][0][0],
                    stated=seen[key][0][1],
                    expected=seen[other][0][1],
                    side="first" if len(seen[other]) > 1 else "both",
                )
                break


def _house(text: str) -> str:
    found = {ALIKE.get(one, one) for one in HOUSES if one in text.casefold()}
    return next(iter(found)) if len(found) == 1 else ""


def _exchanges(lines: Sequence[Line]) -> Iterator[Finding]:
    before = [(line, match) for line in lines for match in BRACKETED.finditer(line.text) if _house(match["exchange"])]
    for line in lines:
        for match in LISTED.finditer(line.text):
            house = _house(match["exchange"])
            others = [(there, one) for there, one in before if one["code"] == match["code"]]
            if house and others and all(_house(one["exchange"]) != house for _, one in others):
                there, one = others[0]
                yield told_in_two_ways.finding(
                    line.at(match.start("exchange")),
                    there.at(one.start("exchange")),
                    stated=match["exchange"].strip(),
                    expected=one["exchange"].strip(),
                    side="both",
                )


RULES: tuple[AnyRule, ...] = (number_of_wrong_length, told_in_two_ways)
