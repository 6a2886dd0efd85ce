"""Which country a name means, and which countries Rule 13p-1 covers on a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.law.table import rows, table

LONGEST_NAME = 200  # no country's name comes near it; what is longer is no name
ACCENT = re.compile(r"[\u0300-\u036f]")
JOINED = re.compile(r"['’‘`´ʼ.・]")
BREAK = re.compile(r"[^\w]+|_+")
FILLERS = frozenset({"the", "of", "and"})
SHORT_FORMS = {"st": "saint", "rep": "republic", "dem": "democratic"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1.

    Args:
        alpha2: two-letter code.
        alpha3: three-letter code.
        short_name: the English short name of the standard (``Congo (the Democratic Republic of the)``).
        name: the name to print, in English, Japanese and Chinese.
    """

    alpha2: str
    alpha3: str
    short_name: str
    name: Text

    @property
    def print_name(self) -> str:
        """The name to print in an English document."""
        return self.name.en


@cache
def countries() -> Mapping[str, Country]:
    """Give all countries of ISO 3166-1 by their two-letter code."""
    return {
        row["alpha2"]: Country(
            row["alpha2"],
            row["alpha3"],
            row["short_name"],
            Text(row["print_name"], row["ja"], row["zh"]),
        )
        for row in rows("countries")
    }


def country_of(text: str) -> Country | None:
    """Give the country that a code or a name means, or None where it means none or more than one.

    Codes count in capitals only; names in English, Japanese and Chinese count whatever their letter case,
    accents, punctuation and order of words. ``Congo`` alone is never decided; :func:`candidates` says why.
    """
    found = candidates(text)
    return found[0] if len(found) == 1 and _key(text) not in _ambiguous() else None


def candidates(text: str) -> tuple[Country, ...]:
    """Give every country that ``text`` may mean: none where it names nobody, several where in doubt."""
    if len(text) > LONGEST_NAME:
        return ()
    known, key, code = countries(), _key(text), text.strip()
    if key in (several := _ambiguous()):
        return tuple(known[one] for one in several[key])
    found = code if code in known else _alpha3().get(code) or _names().get(key)
    return (known[found],) if found else ()


def is_covered(country: Country, on: date) -> bool:
    """Tell whether the country is the DRC or shares a recognised border with it on that day."""
    return country.alpha2 in {one.alpha2 for one in covered_countries(on)}


def covered_countries(on: date) -> tuple[Country, ...]:
    """Give the covered countries of a day as they are printed: the DRC, then its neighbours by name."""
    known = countries()
    listed = [one for one in table("covered")["country"] if one.get("from", on) <= on]
    centre = [known[one["code"]] for one in listed if one["role"] == "drc"]
    around = [known[one["code"]] for one in listed if one["role"] == "adjoining"]
    return (*centre, *sorted(around, key=lambda one: one.print_name))


def _key(text: str) -> str:
    """Reduce a name to its words in a fixed order: ``Korea, Republic of`` is ``Republic of Korea``."""
    plain = ACCENT.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)))
    joined = JOINED.sub("", unicodedata.normalize("NFC", plain).casefold())
    words = (SHORT_FORMS.get(word, word) for word in BREAK.split(joined) if word)
    return " ".join(sorted(word for word in words if word not in FILLERS))


@cache
def _alpha3() -> Mapping[str, str]:
    return {one.alpha3: one.alpha2 for one in countries().values()}


@cache
def _ambiguous() -> Mapping[str, tuple[str, ...]]:
    return {_key(one["name"]): tuple(one["codes"]) for one in table("names")["ambiguous"]}


@cache
def _names() -> Mapping[str, str]:
    names = {}
    for one in countries().values():
        for name in (one.short_name, one.name.en, one.name.ja, one.name.zh):
            names[_key(name)] = one.alpha2
    for row in table("names")["country"]:
        for name in row["names"]:
            names[_key(name)] = row["code"]
    return names


@rule(
    "SD-003",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("A country's name with more than one meaning", "複数の意味を持つ国名"),
    message=Text(
        '"{name}" does not say which country is meant. It may be: {countries}.',
        "「{name}」だけでは、どの国か特定できません。考えられる国：{countries}。",
    ),
    remedy=Text(
        "Ask which country is meant and write its full name or its ISO code.",
        "どの国を指すのかを確認し、正式な国名またはISOコードで記入してください。",
    ),
    citation="Form SD Item 1.01(d): adjoining country",
)
def ambiguous_country(name: str, source: Source) -> Iterator[Finding]:
    """A country's name may mean several countries.

    What it checks
        Whether a name, such as "Congo" or "Korea" alone, may stand for more than one country.

    Why it matters
        The Democratic Republic of the Congo and the Republic of the Congo are two covered countries; North
        and South Korea stand apart in every sanctions check. A guess would end up in the filing.

    How to put it right
        Ask whoever wrote the name, and record the full name or the ISO code.

    Source
        Form SD Item 1.01(d), definition of an adjoining country; ISO 3166-1.
    """
    if country_of(name) is None and (found := candidates(name)):
        names = tuple(f"{one.print_name} ({one.alpha2})" for one in found)
        yield ambiguous_country.finding(source, name=name.strip(), countries=names)


@rule(
    "SD-004",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("A country that nobody knows", "国名として認識できない記載"),
    message=Text(
        '"{name}" is not the name or the code of a country.',
        "「{name}」は国名または国コードとして認識できません。",
    ),
    remedy=Text(
        "Correct the spelling, or write the ISO code of the country.",
        "表記を訂正するか、その国のISOコードを記入してください。",
    ),
    citation="ISO 3166-1",
)
def unknown_country(name: str, source: Source) -> Iterator[Finding]:
    """A country's name is in no list.

    What it checks
        Whether a name or code is one of ISO 3166-1, or a usual English, Japanese or Chinese name. An empty
        name is not looked at.

    Why it matters
        A country that cannot be read can be neither inside nor outside the covered countries.

    How to put it right
        Correct the spelling or write the two-letter code. If the name is right, add it to the list of names.

    Source
        ISO 3166-1.
    """
    if name.strip() and not candidates(name):
        yield unknown_country.finding(source, name=name.strip()[:LONGEST_NAME])


@rule(
    "SD-005",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("A covered country is missing from the list", "対象国の一覧に漏れがあります"),
    message=Text(
        "The list of covered countries lacks {country}.",
        "対象国の一覧に{country}がありません。",
    ),
    remedy=Text(
        "Print the DRC and all of its nine neighbours as they stand on the last day of the year.",
        "対象年度末日時点のコンゴ民主共和国と隣接9か国をすべて記載してください。",
    ),
    citation="Form SD Item 1.01(d): adjoining country",
)
def covered_country_missing(names: Sequence[str], on: date, source: Source) -> Iterator[Finding]:
    """A printed or used list of covered countries is short.

    What it checks
        Whether a list that should name the DRC and its neighbours on a day names each of them.

    Why it matters
        Real filings have left out South Sudan, and tools have left out the Republic of the Congo: minerals
        from there then pass as harmless.

    How to put it right
        Take the list from Kaiji, which knows it by day (South Sudan since 9 July 2011).

    Source
        Form SD Item 1.01(d), definition of an adjoining country.
    """
    named = {one.alpha2 for name in names if (one := country_of(name))}
    for country in covered_countries(on):
        if country.alpha2 not in named:
            yield covered_country_missing.finding(source, country=country.name)


@rule(
    "SD-006",
    Severity.ERROR,
    klass=FindingClass.INACCURATE,
    title=Text("A country that the rule does not cover", "規則の対象でない国の記載"),
    message=Text(
        "{country} stands in a list of covered countries, but Rule 13p-1 does not cover it.",
        "対象国の一覧に{country}がありますが、規則13p-1の対象国ではありません。",
    ),
    remedy=Text(
        "Take it out. High-risk areas of the EU or the OECD, and sanctioned countries, are lists of their own.",
        "一覧から除いてください。EU・OECDの高リスク地域や制裁対象国は別の一覧です。",
    ),
    citation="Form SD Item 1.01(d): adjoining country",
)
def country_not_covered(names: Sequence[str], on: date, source: Source) -> Iterator[Finding]:
    """A list of covered countries names a country that is none.

    What it checks
        Whether each country named is the DRC or one of its neighbours on the day. A name that cannot be read
        is left to the rules on names.

    Why it matters
        Sudan is often printed for South Sudan, and the EU's list of conflict-affected and high-risk areas is
        taken for the list of the rule. Both make the report wrong.

    How to put it right
        Remove the country, and where South Sudan was meant write South Sudan.

    Source
        Form SD Item 1.01(d), definition of an adjoining country; Regulation (EU) 2017/821 has its own list.
    """
    for name in names:
        country = country_of(name)
        if country and not is_covered(country, on):
            yield country_not_covered.finding(source, country=country.name)


RULES: tuple[AnyRule, ...] = (
    ambiguous_country,
    unknown_country,
    covered_country_missing,
    country_not_covered,
)
