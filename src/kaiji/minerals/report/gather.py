"""Pieces of the report's material, taken from the evidence as they stand, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kaiji.core.document import Quote, Words
from kaiji.core.figure import PERCENT, Figure, share
from kaiji.core.period import long_date
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.country import country_of
from kaiji.minerals.deadline import due_date
from kaiji.minerals.evidence.company import CompanyFile, Page
from kaiji.minerals.evidence_folder import Evidence
from kaiji.minerals.fact import Fact, Quotient
from kaiji.minerals.report.claim import Season
from kaiji.minerals.report.material import Amendment, Signature
from kaiji.minerals.report.sentence import Filling, join
from kaiji.minerals.rollup import RollUp


def templates(rollup: RollUp) -> tuple[Words | Quote, ...]:
    """Name the survey template with the versions in which answers came."""
    sources: dict[str, list[Source]] = {}
    for line in rollup.survey.lines:
        for one in line.in_force:
            sources.setdefault(f"{one.family} {one.version}", []).append(one.source.at(sheet="Declaration", cell="J3"))
    if not sources:
        return ()
    quotes = [Quote(name, "template", tuple(places)) for name, places in sorted(sources.items())]
    listed = join(quotes)
    return (
        Words("Conflict Minerals Reporting Template (answers came in "),
        *(run for run in listed if not isinstance(run, Figure)),
        Words(")"),
    )


def cover(company: CompanyFile | None) -> Mapping[str, Quote]:
    """Give the cover page's fields that company.toml has."""
    if company is None:
        return {}
    party = company.company
    texts = {
        "name": (party.name, "company.name"),
        "name_in_english": (party.name_in_english, "company.name_in_english"),
        "short_name": (party.short_name, "company.short_name"),
        "jurisdiction": (party.jurisdiction, "company.jurisdiction"),
        "file_number": (party.file_number, "company.file_number"),
        "irs_number": (party.irs_number, "company.irs_number"),
        "address": (party.address, "company.address"),
        "zip_code": (party.zip_code, "company.zip_code"),
        "contact_name": (party.contact.name, "contact.name"),
        "contact_phone": (party.contact.phone, "contact.phone"),
    }
    return {
        name: Quote(text, f"cover.{name}", (company.source_of(setting),))
        for name, (text, setting) in texts.items()
        if text
    }


def products(evidence: Evidence) -> tuple[Quote, ...]:
    """Give the names of the products in scope that hold a necessary mineral."""
    return tuple(
        Quote(one.name, f"product.{one.key}", (one.source,))
        for one in (evidence.products.products if evidence.products else ())
        if one.made in ("manufactured", "contracted") and one.necessary
    )


def made(evidence: Evidence) -> str:
    """Tell how the products in scope are made: ``manufactured``, ``contracted`` or ``both``."""
    products = evidence.products.products if evidence.products else ()
    found = {one.made for one in products if one.necessary} & {"manufactured", "contracted"}
    return "both" if len(found) > 1 else next(iter(found), "contracted")


def revenue(company: CompanyFile | None) -> tuple[tuple[Figure, Quote] | None, tuple[Fact, ...]]:
    """Give the share of revenue of the products in scope with its fiscal year, and the fact to count it again."""
    given = company.revenue if company else None
    if given is None or not given.covered or not given.total or not given.fiscal_year_end or not given.total.value:
        return None, ()
    places = 2
    sources = (given.covered.source, given.total.source)
    figure = Figure.of(
        share(given.covered.value, given.total.value),
        unit=PERCENT,
        places=places,
        key="revenue.share",
        sources=sources,
    )
    end = Quote(long_date(given.fiscal_year_end.value), "revenue.fiscal_year", (given.fiscal_year_end.source,))
    fact = Fact(
        "revenue.share",
        Text("share of the covered products in revenue", "売上高に占める対象製品の割合"),
        Quotient(given.covered.value, given.total.value, places),
    )
    return (figure, end), (fact,)


def plans(evidence: Evidence, year: int, due: date) -> tuple[Quote, ...]:
    """Give the planned improvements that were recorded up to the filing, in the words of the log."""
    season = Season(year, signed_on(evidence.company) or due).window("season")
    return tuple(
        Quote(one.detail, f"plan.{one.id}", (one.source,))
        for one in (evidence.log.activities if evidence.log else ())
        if one.kind == "improvement_planned" and one.detail and one.day is not None and one.day in season
    )


def signature(company: CompanyFile | None) -> Signature | None:
    """Give the signature where name, title and date are all recorded."""
    given = company.signature if company else None
    if given is None or not given.name or not given.title or not given.signed_on:
        return None
    return Signature(
        Quote(given.name.value, "signature.name", (given.name.source,)),
        Quote(given.title.value, "signature.title", (given.title.source,)),
        Quote(long_date(given.signed_on.value), "signature.date", (given.signed_on.source,)),
    )


def signed_on(company: CompanyFile | None) -> date | None:
    """Give the day of signing, where recorded."""
    return company.signature.signed_on.value if company and company.signature and company.signature.signed_on else None


def amendment(company: CompanyFile | None) -> Amendment | None:
    """Give what an SD/A says of itself, where company.toml has it."""
    if company is None or company.filing_type is None or company.filing_type.value != "SD/A":
        return None
    filed, purpose = company.amendment.original_filed_on, company.amendment.purpose
    if filed is None or purpose is None:
        return None
    return Amendment(
        Quote(long_date(filed.value), "amendment.filed_on", (filed.source,)),
        Quote(purpose.value.rstrip("."), "amendment.purpose", (purpose.source,)),
    )


def urls(pages: Sequence[Page], key: str) -> Filling | None:
    """Give the addresses of pages, as a sentence lists them."""
    quotes = [Quote(one.url.value, key, (one.url.source,)) for one in pages if one.url is not None]
    return join(quotes) if quotes else None


def mine_countries(rollup: RollUp) -> tuple[Quote, ...]:
    """Give the countries in which suppliers place the mines they name, with the cells that say so.

    What stands in the cell is a supplier's word, not a finding of ours; words that name no country are left out.
    """
    found: dict[str, list[Source]] = {}
    for line in rollup.survey.lines:
        for declaration in line.in_force:
            for row in declaration.smelters:
                entry = row["mine_countries"]
                for part in entry.words.replace(";", ",").replace("、", ",").split(","):
                    country = country_of(part.strip()) if part.strip() else None
                    if country is not None:
                        found.setdefault(country.name.en, []).append(entry.source)
    return tuple(Quote(name, "origin.mine", tuple(sources)) for name, sources in sorted(found.items()))


def judged_from(evidence: Evidence, year: int) -> date:
    """Give the day from which a package judges dates: the signature's, or the due date while nobody has signed.

    A package is the same whenever it is built, so no clock has a part in this; a face that builds before that day may
    take its own today, which is earlier.
    """
    return signed_on(evidence.company) or due_date(year)
