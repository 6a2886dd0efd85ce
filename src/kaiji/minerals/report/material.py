"""The material of a report: everything it may say, already decided, with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kaiji.core.document import Quote, Run, Words
from kaiji.core.figure import Figure
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.branch import Branch
from kaiji.minerals.evidence.field import Given
from kaiji.minerals.law.statute import Law
from kaiji.minerals.rcoi import Rcoi
from kaiji.minerals.report.claim import Told
from kaiji.minerals.report.sentence import Filling, join
from kaiji.minerals.rollup import RollUp

NO_FILE = Source("")
PLACEHOLDER = "[to be completed: {field}]"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, as what, and when; the authentication document is kept apart."""

    name: Quote
    title: Quote
    day: Quote


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an amendment says of itself: which filing it amends, and its sole purpose."""

    filed_on: Quote
    purpose: Quote


@dataclass(frozen=True)
class Material:
    """Everything that the two documents are built from.

    Args:
        cover: the registrant's fields that are known, by name.
        products: names of the products in scope.
        metals: the necessary conflict minerals, as sources of the assertion that they are.
        revenue: share of revenue of the covered products and the end of its fiscal year, where given.
        figures: every counted figure by key.
        statuses: the audit statuses that occur, best first.
        told: the measures that are proved.
        plans: planned improvements, in the words of the log.
        values: fillings for addresses and lists, by gap name.
        mine_countries: countries in which suppliers place the mines they name.
        audited_by_choice: whether an independent private sector audit was obtained, where recorded.
        label: the label the company chose, where recorded.
        edition: the edition of the framework that the company names (``second``, ``third``).
    """

    year: int
    law: Law
    branch: Branch
    rcoi: Rcoi
    rollup: RollUp
    cover: Mapping[str, Quote]
    products: tuple[Quote, ...]
    metals: tuple[str, ...]
    metal_sources: tuple[Source, ...]
    figures: Mapping[str, Figure]
    statuses: tuple[str, ...]
    told: Told
    revenue: tuple[Figure, Quote] | None = None
    plans: tuple[Quote, ...] = ()
    values: Mapping[str, Filling] = field(default_factory=dict)
    signature: Signature | None = None
    amendment: Amendment | None = None
    made: str = "contracted"
    mine_countries: tuple[Quote, ...] = ()
    audited_by_choice: Given[bool] | None = None
    label: Given[str] | None = None
    edition: Given[str] | None = None
    evidence: Source = NO_FILE

    def named(self, name: str) -> Run:
        """Give a field of the cover, or a visible gap for a person to fill; a finding names each gap."""
        return self.cover.get(name) or Words(PLACEHOLDER.format(field=COVER_FIELDS[name].en))

    @property
    def company(self) -> Run:
        """Give the name by which the documents call the company."""
        for name in ("short_name", "name_in_english", "name"):
            if name in self.cover:
                return self.cover[name]
        return Words("the Company")

    @property
    def metal_words(self) -> str:
        """List the metals in words: ``tantalum, tin and gold``."""
        return "".join(run.text for run in join([Words(metal.lower()) for metal in self.metals]))


COVER_FIELDS: Mapping[str, Text] = {
    "name": Text("exact name of the registrant", "登録者の正式名称"),
    "name_in_english": Text("name of the registrant in English", "登録者の英文名称"),
    "short_name": Text("short name of the company", "会社の略称"),
    "jurisdiction": Text("state or country of incorporation", "設立準拠法の州・国"),
    "file_number": Text("Commission file number", "委員会ファイル番号"),
    "irs_number": Text("IRS employer identification number", "IRS雇用者番号"),
    "address": Text("address of the principal executive offices", "本店所在地"),
    "zip_code": Text("zip code", "郵便番号"),
    "contact_name": Text("name of the person to contact", "連絡担当者名"),
    "contact_phone": Text("telephone number of the person to contact", "連絡担当者電話番号"),
}
REQUIRED_COVER = ("name", "jurisdiction", "file_number", "address", "contact_name", "contact_phone")


@rule(
    "SD-111",
    Severity.ERROR,
    title=Text("The cover page has a gap", "表紙の未記入項目"),
    message=Text(
        "The cover page of Form SD has a gap: the {field} is not known.",
        "Form SD の表紙に未記入の項目があります：{field}。",
    ),
    remedy=Text("Give it as {key} in company.toml.", "company.toml の {key} に記入してください。"),
)
def cover_incomplete(material: Material) -> Iterator[Finding]:
    """The cover page names the registrant as the Commission knows it.

    What it checks
    The registrant's exact name, jurisdiction, file number, address, and the person to contact with a telephone
    number.

    Why it matters
    The fields must equal those of the submission's header; a filing with a gap is sent back or stands in public.

    How to put it right
    Fill company.toml. Until then the page shows a bracketed gap.

    Source
    Cover page of Form SD.
    """
    for name in REQUIRED_COVER:
        if name not in material.cover:
            yield cover_incomplete.finding(
                material.evidence,
                field=COVER_FIELDS[name],
                key=f"[company] {name.replace('contact_', 'contact.')}",
            )


@rule(
    "SD-112",
    Severity.ERROR,
    title=Text("Not signed", "署名なし"),
    message=Text(
        "Form SD carries no signature: name, title and date of the signer are not all known.",
        "Form SD に署名がありません。署名者の氏名・役職・日付が揃っていません。",
    ),
    remedy=Text(
        "Enter [signature] in company.toml after the signer has signed the authentication document; do not file before.",
        "署名者が認証文書に署名した後、company.toml の [signature] に記入してください。それまでは提出しないでください。",
    ),
)
def unsigned(material: Material) -> Iterator[Finding]:
    """A filing goes out signed or not at all.

    What it checks
    That the signer's name, title and the date of signing are recorded; only then the signature line is printed.

    Why it matters
    The filing system accepts a form without a conformed signature. A real filer had to amend the next day because the
    line was missing.

    How to put it right
    Have the authentication document signed first; the typed signature stands for it.

    Source
    Regulation S-T, Rule 302(b).
    """
    if material.signature is None:
        yield unsigned.finding(material.evidence)


@rule(
    "SD-113",
    Severity.WARN,
    title=Text("A step of the framework has no record", "記録のないステップ"),
    message=Text(
        "The report cannot say that due diligence was designed to conform with the framework: nothing recorded "
        "belongs to step {steps}.",
        "ステップ {steps} の記録がないため、デューデリジェンスが枠組みに準拠して設計されたと記載できません。",
    ),
    remedy=Text(
        "Record what was done in that step; the list of kinds in the reference says what belongs where.",
        "該当ステップの実施内容を活動記録に記載してください。種別はリファレンスの一覧にあります。",
    ),
)
def step_without_record(material: Material) -> Iterator[Finding]:
    """A design that follows five steps has left a trace in each.

    What it checks
    Whether at least one stated measure belongs to each of the five steps.

    Why it matters
    To say that due diligence conforms with the framework is an assertion on all its steps.

    How to put it right
    Enter the missing records into the activity log.

    Source
    OECD Guidance, five-step framework; Form SD, Item 1.01(c).
    """
    if missing := missing_steps(material):
        yield step_without_record.finding(material.evidence, steps=tuple(map(str, missing)))


def missing_steps(material: Material) -> tuple[int, ...]:
    """Give the steps of the framework in which nothing is recorded."""
    return tuple(step for step in range(1, 6) if not material.told.of_step(step))


def check_material(material: Material, *, report: bool) -> Iterator[Finding]:
    """Run the rules on the material of a filing; ``report``: it has a Conflict Minerals Report."""
    yield from cover_incomplete(material)
    yield from unsigned(material)
    if report:
        yield from step_without_record(material)


RULES: tuple[AnyRule, ...] = (cover_incomplete, unsigned, step_without_record)
