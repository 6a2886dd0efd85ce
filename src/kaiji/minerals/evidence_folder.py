"""The evidence folder as a whole: its files read, checked against each other, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.minerals.deadline import due_date
from kaiji.minerals.evidence.activity import ActivityLog, read_activities
from kaiji.minerals.evidence.company import CompanyFile, read_company
from kaiji.minerals.evidence.folder_rule import check_activities, check_suppliers
from kaiji.minerals.evidence.list_register import (
    ListRegister,
    ListStatement,
    check_list_register,
    read_list_register,
)
from kaiji.minerals.evidence.product import ProductFile, read_products
from kaiji.minerals.evidence.screening_list import ScreenKind, ScreenList, read_screening, screens_on
from kaiji.minerals.evidence.smelter_list import AuditedList, read_audited_list
from kaiji.minerals.evidence.snapshot import Snapshots, snapshots_on
from kaiji.minerals.evidence.supplier import SupplierFile, read_suppliers
from kaiji.minerals.smelter.judgement import JudgementLog, read_judgements
from kaiji.minerals.smelter.reference import Reference, read_reference
from kaiji.minerals.smelter.screening import Screen

COMPANY, PRODUCTS, SUPPLIERS, ACTIVITIES = "company.toml", "products.csv", "suppliers.csv", "activities.csv"
JUDGEMENTS = "judgements.jsonl"
LISTS, REGISTER, RESPONSES, PROOFS = "lists", "lists.toml", "responses", "evidence"
PLAIN_PARTS = (COMPANY, PRODUCTS, SUPPLIERS, ACTIVITIES, JUDGEMENTS, LISTS, PROOFS)

MISSING: Mapping[str, tuple[Text, Severity]] = {
    COMPANY: (
        Text(
            "who files, whether a filing is due, and who signs are not known",
            "提出者、提出義務の有無、署名者が不明です",
        ),
        Severity.ERROR,
    ),
    PRODUCTS: (
        Text("which products are in scope is not known", "対象製品が不明です"),
        Severity.ERROR,
    ),
    SUPPLIERS: (
        Text(
            "who was asked is not known, so silence cannot be seen",
            "調査対象が不明のため、未回答を把握できません",
        ),
        Severity.ERROR,
    ),
    ACTIVITIES: (
        Text("no measure can be stated in the report", "報告書に施策を記載できません"),
        Severity.ERROR,
    ),
    "reference": (
        Text("no smelter can be identified", "製錬所を特定できません"),
        Severity.ERROR,
    ),
    "audited": (
        Text("no status of a smelter can be stated", "製錬所の状況を記載できません"),
        Severity.WARN,
    ),
}


@dataclass(frozen=True)
class Evidence:
    """What the folder holds; a part that is not there is None, and a finding says what is then not known.

    Args:
        snapshots: the audited lists that speak for the day of the report.
        judgements: what persons decided of names.
        screen: sanctioned names and high-risk areas.
        inputs: digest of every file that was read, by name.
    """

    source: Source
    company: CompanyFile | None = None
    products: ProductFile | None = None
    suppliers: SupplierFile | None = None
    log: ActivityLog | None = None
    reference: Reference | None = None
    snapshots: Snapshots | None = None
    judgements: JudgementLog | None = None
    screen: Screen | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def audited(self) -> AuditedList | None:
        """The first of the audited lists that speak for the day, or None."""
        return next(iter(self.snapshots.used), None) if self.snapshots else None


def read_evidence(
    files: Mapping[str, bytes],
    responses: Mapping[str, str],
    *,
    name: str = "evidence",
    reference: tuple[str, bytes] | None = None,
    audited: tuple[str, bytes] | None = None,
    as_of: date | None = None,
    day: date | None = None,
    year: int | None = None,
) -> Evidence:
    """Read the plain files of an evidence folder.

    Args:
        files: content by path inside the folder, with ``/``; responses are not among them.
        responses: digest by name of the received workbooks.
        name: of the folder, for people.
        reference: name and content of a reference list that replaces the folder's.
        audited: name and content of an audited list that replaces the folder's.
        as_of: the day for which the given audited list holds.
        day: the day for which statuses are given; without it, the day of the signature, else the due date of ``year``,
            else that of the newest list.
        year: the reporting year.
    """
    source = Source(name)
    company = read_company(files[COMPANY], COMPANY) if COMPANY in files else None
    products = read_products(files[PRODUCTS], PRODUCTS) if PRODUCTS in files else None
    suppliers = read_suppliers(files[SUPPLIERS], SUPPLIERS) if SUPPLIERS in files else None
    log = read_activities(files[ACTIVITIES], ACTIVITIES) if ACTIVITIES in files else None
    findings: list[Finding] = []
    for part in (company, products, suppliers, log):
        findings += part.findings if part is not None else ()
    judgements = read_judgements(files[JUDGEMENTS], JUDGEMENTS) if JUDGEMENTS in files else None
    findings += judgements.findings if judgements is not None else ()
    lists = _Lists(files, reference, audited, as_of)
    lists.choose(day or _day_of_report(company, year))
    known = {
        COMPANY: company, PRODUCTS: products, SUPPLIERS: suppliers, ACTIVITIES: log,
        "reference": lists.reference, "audited": lists.snapshots,
    }  # fmt: skip
    for one in MISSING:
        if known[one] is None and one not in lists.tried:
            findings += part_missing(source, one)
    digests = {path: digest_of(content) for path, content in files.items()}
    if suppliers is not None:
        findings += check_suppliers(
            suppliers.suppliers, products.products if products else (), [_base(path) for path in responses]
        )
    if log is not None:
        proofs = {_base(path): digest for path, digest in (*digests.items(), *responses.items())}
        findings += check_activities(log.activities, suppliers.suppliers if suppliers else (), proofs)
    inputs = {**digests, **responses, **lists.given}
    return Evidence(
        source,
        company,
        products,
        suppliers,
        log,
        lists.reference,
        lists.snapshots,
        judgements,
        lists.screen,
        inputs,
        (*findings, *lists.findings),
    )


class _Lists:
    """The reference, the audited lists and those for screening: given ones first, else those that the register names."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        reference: tuple[str, bytes] | None,
        audited: tuple[str, bytes] | None,
        as_of: date | None,
    ) -> None:
        self.reference: Reference | None = None
        self.audited: list[AuditedList] = []
        self.screens: list[ScreenList] = []
        self.snapshots: Snapshots | None = None
        self.screen: Screen | None = None
        self.findings: list[Finding] = []
        self.tried: set[str] = set()
        self.given: dict[str, str] = {}
        own = {_base(path): content for path, content in files.items() if path.startswith(f"{LISTS}/")}
        register = self._register(own)
        if reference is not None:
            self._read_reference(*reference)
        if audited is not None:
            self._read_audited(*audited, None, as_of)
        if register is None:
            return
        for one in register.of("reference") if reference is None else ():
            if one.file in own:
                self._read_reference(one.file, own[one.file])
        for one in register.of("audited") if audited is None else ():
            if one.file in own:
                self._read_audited(one.file, own[one.file], one, None)
        for kind in ScreenKind:
            for one in register.of(str(kind)):
                if one.file in own:
                    self._read_screen(one.file, own[one.file], kind, one)

    def _register(self, own: Mapping[str, bytes]) -> ListRegister | None:
        if REGISTER not in own:
            return None
        register = read_list_register(own[REGISTER], f"{LISTS}/{REGISTER}")
        self.findings += register.findings
        self.findings += check_list_register(register, [name for name in own if name != REGISTER])
        return register

    def _read_reference(self, name: str, content: bytes) -> None:
        found = read_reference(content, name)
        if found.reference is not None:
            others = (found.reference,)
            self.reference = (
                replace(self.reference, older=(*self.reference.older, *others)) if self.reference else others[0]
            )
        self.findings += found.findings
        self.tried.add("reference")
        self.given[name] = digest_of(content)

    def _read_audited(self, name: str, content: bytes, stated: ListStatement | None, as_of: date | None) -> None:
        found = read_audited_list(content, name, stated, as_of)
        self.findings += found.findings
        self.audited.append(found.audited)
        self.tried.add("audited")
        self.given[name] = digest_of(content)

    def _read_screen(self, name: str, content: bytes, kind: ScreenKind, stated: ListStatement) -> None:
        found = read_screening(content, name, kind, stated)
        self.findings += found.findings
        self.screens.append(found.listed)
        self.given[name] = digest_of(content)

    def choose(self, day: date | None) -> None:
        """Choose the lists that speak for a day; without one, for the day of the newest list."""
        lists = [one for one in self.audited if one.entries]
        days = [one.as_of for one in lists] + [one.as_of for one in self.screens]
        when = day or max((one for one in days if one is not None), default=None)
        if when is None:
            return
        if lists:
            self.snapshots = snapshots_on(lists, when)
            self.findings += self.snapshots.findings
        if self.screens:
            used, found = screens_on(self.screens, when)
            self.findings += found
            self.screen = Screen(used, when)


def _day_of_report(company: CompanyFile | None, year: int | None) -> date | None:
    """Give the day of the signature, or the due date while nobody has signed."""
    signed = company.signature.signed_on if company is not None and company.signature is not None else None
    if signed is not None:
        return signed.value
    return due_date(year) if year is not None else None


def _base(path: str) -> str:
    return PurePosixPath(path).name


@rule(
    "EVD-201",
    Severity.ERROR,
    title=Text("A part of the evidence is missing", "証跡の欠落"),
    message=Text("There is no {part}: {then}.", "{part} がありません。{then}。"),
    remedy=Text(
        "Add it to the evidence folder, or name it with an option; “{part}” is described in the reference of the "
        "evidence folder.",
        "証跡フォルダーに追加するか、オプションで指定してください。{part} の形式は証跡フォルダーのリファレンスにあります。",
    ),
)
def part_missing(folder: Source, part: str) -> Iterator[Finding]:
    """What the folder does not hold cannot be said.

    What it checks
    Whether the folder (or an option) gives the company, the products, the suppliers, the activity log, a reference
    list of smelters and an audited list.

    Why it matters
    A bare folder of workbooks can be read and rolled up, but a report needs to know who files, for which products, and
    what was done.

    How to put it right
    Add the file.

    Source
    Rule of this project.
    """
    then, severity = MISSING[part]
    named = {
        "reference": Text("reference list of smelters", "製錬所の参照リスト"),
        "audited": Text("list of audited smelters", "監査済み製錬所のリスト"),
    }
    yield part_missing.finding(folder, severity=severity, part=named.get(part, Text(part)), then=then)


RULES: tuple[AnyRule, ...] = (part_missing,)
