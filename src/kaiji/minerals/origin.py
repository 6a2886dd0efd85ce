"""What suppliers say of the origin of a metal, and what one answer is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.country import Country, country_of, is_covered
from kaiji.minerals.law.statute import mineral_of


class Reply(StrEnum):
    """What a supplier replied to one question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    MISSING = "missing"


class Standing(StrEnum):
    """What one answer, or a supplier's answers together, say of a metal; the gravest first."""

    COVERED = "covered"
    INCONSISTENT = "inconsistent"
    UNUSABLE = "unusable"
    MISSING = "missing"
    UNKNOWN = "unknown"
    SCRAP = "scrap"
    OUTSIDE = "outside"
    NOT_NECESSARY = "not-necessary"

    @property
    def open(self) -> bool:
        """Tell whether it leaves the origin undetermined."""
        return self in (Standing.INCONSISTENT, Standing.UNUSABLE, Standing.MISSING, Standing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class OriginAnswer:
    """One answer of one supplier on one metal; a silent or unreadable supplier replies MISSING throughout.

    Args:
        supplier: key or name, the same for all answers of one supplier.
        metal: name of the metal.
        necessary: whether the metal is in, or necessary to, what is supplied.
        covered: whether any comes from a covered country (not: from a high-risk area, not: is smelted there).
        scrap: whether all comes from recycled or scrap sources.
        usable: False where the answer cannot be relied on.
        doubts: codes of the findings that spoil the answer.
        sources: where it was read, the gravest place first.
        countries: countries of origin that the supplier named, as written.
    """

    supplier: str
    metal: str
    necessary: Reply
    covered: Reply
    scrap: Reply
    usable: bool = True
    doubts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Smelter:
    """A smelter that suppliers named, and the country where it stands (code or name)."""

    name: str
    metal: str
    country: str
    source: Source


def standing_of(answer: OriginAnswer, on: date) -> Standing:
    """Tell what one answer says, by the covered countries of the day ``on``.

    A yes to the covered countries, or a covered country named, counts even in an answer that cannot be relied
    on: a warning sign is not to be passed over.
    """
    silent = (answer.necessary, answer.covered, answer.scrap) == (Reply.MISSING,) * 3
    in_order = (
        (Standing.INCONSISTENT, contradicts_itself(answer)),
        (Standing.COVERED, answer.covered is Reply.YES or bool(_covered_named(answer, on))),
        (Standing.MISSING, silent),
        (Standing.UNUSABLE, not answer.usable),
        (Standing.NOT_NECESSARY, answer.necessary is Reply.NO),
        (Standing.SCRAP, answer.scrap is Reply.YES),
        (Standing.OUTSIDE, answer.covered is Reply.NO),
        (Standing.MISSING, answer.covered is Reply.MISSING),
        (Standing.UNKNOWN, True),
    )
    return next(standing for standing, holds in in_order if holds)


def contradicts_itself(answer: OriginAnswer) -> bool:
    """Tell whether an answer says covered countries, and also all scrap or not in the product at all."""
    return answer.covered is Reply.YES and (answer.scrap is Reply.YES or answer.necessary is Reply.NO)


def same_metal(one: str, other: str) -> bool:
    """Tell whether two names of a metal are the same, letter case and outer blanks aside."""
    return one.strip().casefold() == other.strip().casefold()


def words_of(metal: str) -> Text:
    """Give the name of a metal in the readers' languages, or as it is where it is none of the four."""
    found = mineral_of(metal)
    return found.words if found else Text(metal)


def stands_in_covered(smelter: Smelter, on: date) -> bool:
    """Tell whether the smelter stands in a country that is covered on the day; says nothing of its ore."""
    country = country_of(smelter.country)
    return country is not None and is_covered(country, on)


def _covered_named(answer: OriginAnswer, on: date) -> tuple[Country, ...]:
    found = [country_of(name) for name in answer.countries]
    return tuple(one for one in found if one and is_covered(one, on))


@rule(
    "SD-022",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("An answer on origin that contradicts itself", "原産国に関する回答の矛盾"),
    message=Text(
        "{supplier} answers that {metal} comes from covered countries, and also that {other}.",
        "{supplier}は、{metal}が対象国原産であると回答する一方、{other}とも回答しています。",
    ),
    remedy=Text(
        "Ask the supplier which of the two holds. Until then the origin counts as not determined.",
        "どちらが正しいかをサプライヤーに確認してください。それまで原産国は判定不能として扱います。",
    ),
    citation="Form SD Item 1.01: reasonable country of origin inquiry",
)
def answer_contradicts_itself(answers: Iterable[OriginAnswer]) -> Iterator[Finding]:
    """One answer says two things that cannot both be.

    What it checks
        Whether a supplier that says yes to the covered countries also says that all of the metal is recycled
        or scrap, or that the metal is not in the product or not necessary to it.

    Why it matters
        An inconsistent answer is a warning sign. It can support neither that all is scrap nor that the metal
        plays no part.

    How to put it right
        Ask the supplier, and read the corrected declaration.

    Source
        Adopting release of Rule 13p-1 on warning signs; not checked at its text.
    """
    for one in answers:
        if contradicts_itself(one):
            other = (
                Text("all of it is recycled or scrap", "すべてリサイクル・スクラップ起源である")
                if one.scrap is Reply.YES
                else Text("the metal is not in what it supplies", "供給品に含まれない、または必要でない")
            )
            yield answer_contradicts_itself.finding(
                *one.sources, supplier=one.supplier, metal=words_of(one.metal), other=other
            )


@rule(
    "SD-030",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("A covered country is named beside another answer", "回答と食い違う対象国の記載"),
    message=Text(
        "{supplier} does not answer that {metal} comes from covered countries, but names {country} as a "
        "country of origin.",
        "{supplier}は{metal}を対象国原産と回答していませんが、原産国として{country}を挙げています。",
    ),
    remedy=Text(
        "Ask the supplier. Until it is cleared up there is reason to believe that the metal comes from there.",
        "サプライヤーに確認してください。解明されるまでは、対象国原産と考える理由があるものとして扱います。",
    ),
    citation="Form SD Item 1.01: reasonable country of origin inquiry",
)
def covered_country_named(answers: Iterable[OriginAnswer], on: date) -> Iterator[Finding]:
    """A supplier names a covered country of origin but does not answer yes.

    What it checks
        Whether the countries of origin that a supplier wrote down include one that the rule covers, while the
        answer on the covered countries is not yes.

    Why it matters
        A warning sign that is passed over spoils the whole inquiry.

    How to put it right
        Ask the supplier whether the country is one of origin, and have the declaration corrected.

    Source
        Form SD Item 1.01(a); adopting release on warning signs, not checked at its text.
    """
    for one in answers:
        named = _covered_named(one, on)
        if one.covered is not Reply.YES and named:
            yield covered_country_named.finding(
                *one.sources, supplier=one.supplier, metal=words_of(one.metal), country=named[0].name
            )


@rule(
    "SD-031",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("Yes to the covered countries, but none is named", "対象国と回答しながら対象国の記載がない"),
    message=Text(
        "{supplier} answers that {metal} comes from covered countries, but names only: {countries}. None of "
        "them is covered by Rule 13p-1.",
        "{supplier}は{metal}を対象国原産と回答していますが、挙げた国は{countries}のみで、"
        "いずれも対象国ではありません。",
    ),
    remedy=Text(
        "Ask whether the supplier took another list, such as the EU's high-risk areas, for the covered "
        "countries. The answer counts as yes until it is corrected.",
        "EUの高リスク地域など別の一覧と取り違えていないか確認してください。訂正されるまでは「はい」として扱います。",
    ),
    citation="Form SD Item 1.01(d): adjoining country",
)
def other_list_taken(answers: Iterable[OriginAnswer], on: date) -> Iterator[Finding]:
    """A supplier seems to have taken another list of countries for the covered ones.

    What it checks
        Whether a supplier that says yes to the covered countries names countries of origin, and none of
        them is covered. Names that cannot be read keep the rule silent.

    Why it matters
        The EU's conflict-affected and high-risk areas, and sanctioned countries, are lists of their own.
        Taken for the covered countries they bring a report that nobody owes.

    How to put it right
        Ask the supplier. Kaiji never turns the answer round by itself.

    Source
        Form SD Item 1.01(d), definition of an adjoining country; Regulation (EU) 2017/821.
    """
    for one in answers:
        read = [country for name in one.countries if (country := country_of(name))]
        all_read = bool(read) and len(read) == len(one.countries)
        if one.covered is Reply.YES and all_read and not _covered_named(one, on):
            names = Text(
                ", ".join(country.name.en for country in read),
                "、".join(country.name.ja for country in read),
            )
            yield other_list_taken.finding(
                *one.sources, supplier=one.supplier, metal=words_of(one.metal), countries=names
            )


@rule(
    "SD-029",
    Severity.INFO,
    title=Text("A smelter that stands in a covered country", "対象国に所在する製錬所"),
    message=Text(
        "{smelter} ({metal}) stands in {country}. That is where it is, not where its ore comes from; the "
        "result of the inquiry does not change.",
        "{smelter}（{metal}）は{country}に所在します。これは所在地であって鉱石の原産地ではなく、"
        "調査の結論は変わりません。",
    ),
    remedy=Text(
        "Look at where its ore comes from. A smelter elsewhere is no proof of harmless origin either.",
        "鉱石の原産地を確認してください。対象国の外にある製錬所も、安全な原産地の証明にはなりません。",
    ),
    citation="Form SD Item 1.01(b)",
)
def smelter_is_a_note(metals: Sequence[str], smelters: Iterable[Smelter], on: date) -> Iterator[Finding]:
    """A smelter's country is told as a note and triggers nothing.

    What it checks
        Whether a smelter that suppliers named stands in a covered country.

    Why it matters
        Filings confuse the place of the smelter with the origin of the ore more often than anything else.

    How to put it right
        Nothing for the conclusion. The due diligence on this smelter should ask for the origin of its ore.

    Source
        Form SD Item 1.01(b) and (c).
    """
    for one in smelters:
        country = country_of(one.country)
        if country and is_covered(country, on) and any(same_metal(one.metal, metal) for metal in metals):
            yield smelter_is_a_note.finding(
                one.source, smelter=one.name, metal=words_of(one.metal), country=country.name
            )


RULES: tuple[AnyRule, ...] = (
    answer_contradicts_itself,
    covered_country_named,
    other_list_taken,
    smelter_is_a_note,
)
