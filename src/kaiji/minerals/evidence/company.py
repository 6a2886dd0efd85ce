"""company.toml: who files, its figures and decisions, and who signs; every value with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kaiji.core.finding import Finding
from kaiji.core.party import Company, Contact
from kaiji.core.source import Source
from kaiji.minerals.evidence.company_rule import check_company
from kaiji.minerals.evidence.field import Given
from kaiji.minerals.evidence.record import Record
from kaiji.minerals.evidence.schema import schema
from kaiji.minerals.evidence.setting import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Filer:
    """Whether the company must file; None is what nobody has said."""

    reports_to_sec: Given[bool] | None = None
    registered_investment_company: Given[bool] | None = None
    smaller_reporting_company: Given[bool] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the company's website in one language, with its capture."""

    source: Source
    language: Given[str] | None
    url: Given[str] | None
    posted_on: Given[date] | None
    document: Given[str] | None


@dataclass(frozen=True, slots=True)
class Revenue:
    """Revenue of the products in scope and of the company, of one consolidated fiscal year, in units."""

    source: Source
    covered: Given[Decimal] | None
    total: Given[Decimal] | None
    currency: Given[str] | None
    fiscal_year_end: Given[date] | None
    document: Given[str] | None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and the authentication document that was signed by hand or electronically."""

    source: Source
    name: Given[str] | None
    title: Given[str] | None
    signed_on: Given[date] | None
    authentication_document: Given[str] | None
    authentication_signed_on: Given[date] | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an SD/A amends, as its explanatory note says it."""

    original_filed_on: Given[date] | None = None
    original_accession: Given[str] | None = None
    purpose: Given[str] | None = None
    cause: Given[str] | None = None
    nothing_else_changed: Given[bool] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The label that the company chose, or ``none``; with the reason and the record of the decision."""

    choice: Given[str] | None = None
    reason: Given[str] | None = None
    document: Given[str] | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """The independent private sector audit."""

    obtained: Given[bool] | None = None
    auditor: Given[str] | None = None
    document: Given[str] | None = None


@dataclass(frozen=True, slots=True)
class RcoiDecision:
    """What the inquiry concluded for one metal."""

    source: Source
    metal: str
    conclusion: Given[str] | None
    reason: Given[str] | None
    decided_on: Given[date] | None
    document: Given[str] | None


@dataclass(frozen=True, slots=True)
class Disposition:
    """What a person decided about a facility that a supplier named and no list knows."""

    source: Source
    name: str
    metal: str
    cid: str
    decision: Given[str] | None
    decided_on: Given[date] | None
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class CompanyFile:
    """The content of company.toml.

    Args:
        source: the file and its digest.
        company: as the documents name it; ``source_of("company.name")`` gives a value's place.
        business: the description that was approved, and the document it is from.
        grievance: where concerns can be raised, by ``email`` and ``url``.
        policy: pages of the policy, one a language.
        postings: pages on which the report stands, one a language.
        edition: edition of the OECD Guidance (``second``, ``third``).
        filing_type: ``SD`` or ``SD/A``; None where not said.
        rcoi: conclusions by metal.
        settings: all sections as they were read.
        findings: of reading and checking.
    """

    source: Source
    company: Company
    filer: Filer
    business: Given[str] | None
    business_document: Given[str] | None
    grievance: Mapping[str, Given[str]]
    policy: tuple[Page, ...]
    postings: tuple[Page, ...]
    revenue: Revenue | None
    edition: Given[str] | None
    label: Label
    audit: Audit
    rcoi: Mapping[str, RcoiDecision]
    dispositions: tuple[Disposition, ...]
    filing_type: Given[str] | None
    amendment: Amendment
    signature: Signature | None
    settings: Settings
    findings: tuple[Finding, ...]

    def source_of(self, setting: str) -> Source:
        """Give the place of a setting (``company.name``); of its section or the file where it was not given.

        Raises:
            KeyError: a setting that the schema does not have (misuse).
        """
        section, _, name = setting.partition(".")
        known = {one.key: one for one in schema("company").sections}[section]
        known.field(name)
        record = self.settings.one(section)
        return record.source_of(name) if record else self.source


def read_company(data: bytes, name: str) -> CompanyFile:
    """Read company.toml.

    Args:
        data: the file's bytes.
        name: its name, for people.
    """
    settings = read_settings(data, name, schema("company"))
    filer, label, audit = settings.one("filer"), settings.one("label"), settings.one("ipsa")
    filing, revenue, signature = settings.one("filing"), settings.one("revenue"), settings.one("signature")
    business, framework = settings.one("business"), settings.one("framework")
    return CompanyFile(
        source=settings.source,
        company=_company(settings),
        filer=Filer(
            _flag(filer, "reports_to_sec"),
            _flag(filer, "registered_investment_company"),
            _flag(filer, "smaller_reporting_company"),
        ),
        business=_words(business, "description"),
        business_document=_words(business, "document"),
        grievance=_grievance(settings.one("grievance")),
        policy=tuple(map(_page, settings.all("policy"))),
        postings=tuple(map(_page, settings.all("posting"))),
        revenue=_revenue(revenue) if revenue else None,
        edition=_words(framework, "edition"),
        label=Label(_words(label, "choice"), _words(label, "reason"), _words(label, "document")),
        audit=Audit(_flag(audit, "obtained"), _words(audit, "auditor"), _words(audit, "document")),
        rcoi={one.key: _rcoi(one) for one in settings.all("rcoi")},
        dispositions=tuple(map(_disposition, settings.all("disposition"))),
        filing_type=_words(filing, "type"),
        amendment=_amendment(filing) if filing else Amendment(),
        signature=_signature(signature) if signature else None,
        settings=settings,
        findings=(*settings.findings, *check_company(settings)),
    )


def _company(settings: Settings) -> Company:
    company, contact = settings.one("company"), settings.one("contact")

    def say(record: Record | None, name: str) -> str:
        return record.text(name) if record else ""

    return Company(
        name=say(company, "name"),
        name_in_english=say(company, "name_in_english"),
        short_name=say(company, "short_name"),
        jurisdiction=say(company, "jurisdiction"),
        file_number=say(company, "file_number"),
        irs_number=say(company, "irs_number"),
        address=say(company, "address"),
        zip_code=say(company, "zip_code"),
        contact=Contact(say(contact, "name"), say(contact, "email"), say(contact, "phone"), say(contact, "title")),
    )


def _words(record: Record | None, name: str) -> Given[str] | None:
    return record.given_as(name, str) if record else None


def _flag(record: Record | None, name: str) -> Given[bool] | None:
    return record.given_as(name, bool) if record else None


def _grievance(record: Record | None) -> dict[str, Given[str]]:
    found = {name: _words(record, name) for name in ("email", "url")}
    return {name: given for name, given in found.items() if given is not None}


def _page(record: Record) -> Page:
    return Page(
        record.source,
        _words(record, "language"),
        _words(record, "url"),
        record.given_as("posted_on", date),
        _words(record, "document"),
    )


def _revenue(record: Record) -> Revenue:
    return Revenue(
        record.source,
        record.given_as("covered", Decimal),
        record.given_as("total", Decimal),
        _words(record, "currency"),
        record.given_as("fiscal_year_end", date),
        _words(record, "document"),
    )


def _signature(record: Record) -> Signature:
    return Signature(
        record.source,
        _words(record, "name"),
        _words(record, "title"),
        record.given_as("signed_on", date),
        _words(record, "authentication_document"),
        record.given_as("authentication_signed_on", date),
    )


def _amendment(record: Record) -> Amendment:
    return Amendment(
        record.given_as("original_filed_on", date),
        _words(record, "original_accession"),
        _words(record, "purpose"),
        _words(record, "cause"),
        _flag(record, "nothing_else_changed"),
    )


def _rcoi(record: Record) -> RcoiDecision:
    return RcoiDecision(
        record.source,
        record.key,
        _words(record, "conclusion"),
        _words(record, "reason"),
        record.given_as("decided_on", date),
        _words(record, "document"),
    )


def _disposition(record: Record) -> Disposition:
    return Disposition(
        record.source,
        record.text("name"),
        record.text("metal"),
        record.text("cid"),
        _words(record, "decision"),
        record.given_as("decided_on", date),
        record.text("who"),
        record.text("reason"),
    )
