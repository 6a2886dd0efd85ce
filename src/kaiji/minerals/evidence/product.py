"""products.csv: the products of the calendar year, and which metals are necessary to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.declaration import METALS
from kaiji.minerals.evidence.record import Record, read_records
from kaiji.minerals.evidence.schema import schema


@dataclass(frozen=True, slots=True)
class Product:
    """One product or family of products.

    Args:
        key: by which other files name it.
        name: in English.
        made: how it comes about (``contracted``, ``resold`` …); nothing where not said.
        metals: ``yes``, ``no``, ``unknown`` or nothing, for each metal (``Tantalum`` …).
        outside_supply_chain: the same for minerals that left the chain before 31 January 2013.
        suppliers: keys of its direct suppliers.
        revenue: of the fiscal year, in the currency of company.toml.
    """

    key: str
    name: str
    name_ja: str
    category: str
    made: str
    metals: Mapping[str, str]
    outside_supply_chain: str
    suppliers: tuple[str, ...]
    revenue: Decimal | None
    source: Source

    @property
    def necessary(self) -> tuple[str, ...]:
        """The metals that are said to be necessary."""
        return tuple(metal for metal in METALS if self.metals.get(metal) == "yes")

    @property
    def undecided(self) -> tuple[str, ...]:
        """The metals of which nobody has said yes or no."""
        return tuple(metal for metal in METALS if self.metals.get(metal) not in ("yes", "no"))


@dataclass(frozen=True, slots=True)
class ProductFile:
    """The products in the order of the file, and what was found on reading."""

    source: Source
    products: tuple[Product, ...]
    findings: tuple[Finding, ...]


def read_products(data: bytes, name: str) -> ProductFile:
    """Read products.csv.

    Args:
        data: the file's bytes.
        name: its name, for people.
    """
    read = read_records(data, name, schema("products"))
    products = tuple(map(_product, read.records))
    checks = (found for one in products for check in (supplier_unnamed, metal_undecided) for found in check(one))
    return ProductFile(read.source, products, (*read.findings, *checks))


def _product(record: Record) -> Product:
    return Product(
        record.text("key"),
        record.text("name"),
        record.text("name_ja"),
        record.text("category"),
        record.text("made"),
        {metal: record.text(metal.casefold()) for metal in METALS},
        record.text("outside_supply_chain"),
        record.items("suppliers"),
        record.amount("revenue"),
        record.source,
    )


@rule(
    "EVD-030",
    Severity.WARN,
    title=Text("Product without a supplier", "取引先のない製品"),
    message=Text(
        "{product} has necessary conflict minerals ({metals}), but no supplier is named.",
        "{product} は必要鉱物（{metals}）を含みますが、取引先が記載されていません。",
    ),
    remedy=Text("Name its suppliers, so that they are asked.", "調査対象となる取引先を記載してください。"),
)
def supplier_unnamed(product: Product) -> Iterator[Finding]:
    """A product in scope has at least one supplier who can be asked.

    What it checks
    Products that are made or contracted, with a necessary or undecided metal, and no supplier key.

    Why it matters
    The inquiry must reach the suppliers of every product in scope.

    How to put it right
    Write the keys of the suppliers.

    Source
    17 CFR 240.13p-1; Form SD Item 1.01(a).
    """
    metals = (*product.necessary, *product.undecided)
    if product.made in ("manufactured", "contracted") and metals and not product.suppliers:
        yield supplier_unnamed.finding(product.source, product=product.name or product.key, metals=metals)


@rule(
    "EVD-031",
    Severity.WARN,
    title=Text("Metal not decided", "必要性が未判断の金属"),
    message=Text(
        "Nobody has decided whether these metals are necessary to {product}: {metals}.",
        "{product} について、次の金属の必要性が判断されていません：{metals}",
    ),
    remedy=Text(
        "Ask engineering or the supplier, and write yes or no.",
        "技術部門または取引先に確認し、yes か no を記入してください。",
    ),
)
def metal_undecided(product: Product) -> Iterator[Finding]:
    """An open question about a metal is treated as if the metal were there.

    What it checks
    Products that are made or contracted, for metals that say neither yes nor no.

    Why it matters
    Whether the rule applies, and what the report says, depends on it.

    How to put it right
    Decide by bill of materials, by the supplier's answer or by engineering judgement.

    Source
    17 CFR 240.13p-1(a): necessary to the functionality or production.
    """
    if product.made in ("manufactured", "contracted") and product.undecided:
        yield metal_undecided.finding(product.source, product=product.name or product.key, metals=product.undecided)


RULES: tuple[AnyRule, ...] = (supplier_unnamed, metal_undecided)
