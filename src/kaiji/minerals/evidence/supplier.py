"""suppliers.csv: the direct suppliers in scope, when they were asked, and which files they sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kaiji.core.finding import Finding, Severity
from kaiji.core.party import Contact, Supplier
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.record import Record, read_records
from kaiji.minerals.evidence.schema import schema

LEGAL_FORMS = re.compile(
    r"\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|plc|gmbh|ag|sa|spa|bv|kk|pte|pty)\b"
    r"|株式会社|有限会社|合同会社|\(株\)|\(有\)"
)


@dataclass(frozen=True, slots=True)
class SupplierRecord:
    """One direct supplier.

    Args:
        supplier: key, name, country and contact.
        aliases: other names under which it answers.
        products: keys of the products it delivers for.
        asked_on: when the survey was sent, or None.
        template: which template it was asked to fill in.
        responses: file names of its answers, the newest last.
        spend: of the year, in the currency of company.toml.
    """

    supplier: Supplier
    aliases: tuple[str, ...]
    products: tuple[str, ...]
    asked_on: date | None
    template: str
    responses: tuple[str, ...]
    spend: Decimal | None
    note: str
    source: Source

    @property
    def key(self) -> str:
        """By which other files name it."""
        return self.supplier.key

    @property
    def name(self) -> str:
        """As in the contract."""
        return self.supplier.name


@dataclass(frozen=True, slots=True)
class SupplierFile:
    """The suppliers in the order of the file, and what was found on reading."""

    source: Source
    suppliers: tuple[SupplierRecord, ...]
    findings: tuple[Finding, ...]


def read_suppliers(data: bytes, name: str) -> SupplierFile:
    """Read suppliers.csv.

    Args:
        data: the file's bytes.
        name: its name, for people.
    """
    read = read_records(data, name, schema("suppliers"))
    suppliers = tuple(map(_supplier, read.records))
    unasked = (found for one in suppliers for found in not_asked(one))
    checks = (*unasked, *names_alike(suppliers), *response_shared(suppliers))
    return SupplierFile(read.source, suppliers, (*read.findings, *checks))


def _supplier(record: Record) -> SupplierRecord:
    contact = Contact(record.text("contact_name"), record.text("email"), record.text("phone"))
    return SupplierRecord(
        Supplier(record.text("key"), record.text("name"), record.text("country"), contact, record.source),
        record.items("aliases"),
        record.items("products"),
        record.day("asked_on"),
        record.text("template"),
        record.items("response"),
        record.amount("spend"),
        record.text("note"),
        record.source,
    )


def _plain_name(name: str) -> str:
    """Reduce a company's name to its words in order of the alphabet, without legal form and marks."""
    words = re.sub(r"[.'’]", "", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(sorted(re.findall(r"\w+", LEGAL_FORMS.sub(" ", words))))


@rule(
    "EVD-040",
    Severity.WARN,
    title=Text("Suppliers with like names", "名称が似ている取引先"),
    message=Text(
        "“{name}” ({key}) is named like “{other}” ({other_key}).",
        "「{name}」（{key}）は「{other}」（{other_key}）と名称が似ています。",
    ),
    remedy=Text(
        "If they are one company, keep one row; if not, leave both.",
        "同じ会社であれば1行にまとめ、別会社であればそのままにしてください。",
    ),
)
def names_alike(suppliers: tuple[SupplierRecord, ...]) -> Iterator[Finding]:
    """One company in two rows is counted twice.

    What it checks
    Names and aliases, with legal form, punctuation, width, letter case and order of words put aside.

    Why it matters
    The report says how many suppliers there are and how many answered.

    How to put it right
    Merge the rows, or leave them if the companies are different.

    Source
    A rule of this project.
    """
    seen: dict[str, SupplierRecord] = {}
    for one in suppliers:
        for name in filter(None, dict.fromkeys(map(_plain_name, (one.name, *one.aliases)))):
            other = seen.setdefault(name, one)
            if other.key != one.key:
                yield names_alike.finding(
                    one.source,
                    other.source,
                    name=one.name,
                    key=one.key,
                    other=other.name,
                    other_key=other.key,
                )
                break


@rule(
    "EVD-041",
    Severity.WARN,
    title=Text("No date of request", "依頼日の未記入"),
    message=Text("It is not said when {supplier} was asked.", "{supplier} への依頼日が記入されていません。"),
    remedy=Text(
        "Write the day on which the survey was sent, or send it.",
        "依頼した日を記入してください。未依頼であれば依頼してください。",
    ),
)
def not_asked(supplier: SupplierRecord) -> Iterator[Finding]:
    """A supplier who was not asked cannot be counted as surveyed.

    What it checks
    Whether the column asked_on holds a date.

    Why it matters
    The report says that suppliers were surveyed; each one needs its request.

    How to put it right
    Write the date, and keep the message as evidence.

    Source
    Form SD Item 1.01(a): the inquiry is to be described.
    """
    if supplier.asked_on is None:
        yield not_asked.finding(supplier.source, supplier=supplier.name or supplier.key)


@rule(
    "EVD-047",
    Severity.ERROR,
    title=Text("One response for two suppliers", "複数取引先で同じ回答"),
    message=Text(
        "The response {file} is named by {other} too, not only by {supplier}.",
        "回答 {file} は {supplier} のほか {other} にも記載されています。",
    ),
    remedy=Text("Leave it with the supplier who sent it.", "送付した取引先の行だけに残してください。"),
)
def response_shared(suppliers: tuple[SupplierRecord, ...]) -> Iterator[Finding]:
    """One file is the answer of one supplier.

    What it checks
    Response file names that stand in more than one row.

    Why it matters
    One answer would be counted as two.

    How to put it right
    Keep it with its sender. If one company answers for two, make them one row with an alias.

    Source
    A rule of this project.
    """
    seen: dict[str, SupplierRecord] = {}
    for one in suppliers:
        for name in one.responses:
            other = seen.setdefault(name.casefold(), one)
            if other is not one:
                yield response_shared.finding(one.source, other.source, file=name, supplier=one.name, other=other.name)


RULES: tuple[AnyRule, ...] = (names_alike, not_asked, response_shared)
