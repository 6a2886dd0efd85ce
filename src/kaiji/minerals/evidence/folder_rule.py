"""What the files of the evidence folder must say together: EVD-042 to EVD-045, EVD-052 to EVD-054."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.evidence.activity import ALL, Activity
from kaiji.minerals.evidence.product import Product
from kaiji.minerals.evidence.supplier import SupplierRecord
from kaiji.minerals.evidence.vocabulary import closest


def check_suppliers(
    suppliers: tuple[SupplierRecord, ...], products: tuple[Product, ...], files: Collection[str]
) -> Iterator[Finding]:
    """Check suppliers, products and received files against each other.

    Args:
        suppliers: of suppliers.csv.
        products: of products.csv.
        files: names of the files in the folder of responses.
    """
    yield from product_unknown(suppliers, products)
    yield from supplier_unknown(products, suppliers)
    yield from one_sided(suppliers, products)
    yield from response_absent(suppliers, files)


def check_activities(
    activities: tuple[Activity, ...], suppliers: tuple[SupplierRecord, ...], files: Mapping[str, str]
) -> Iterator[Finding]:
    """Check the activity log against the suppliers and the proofs.

    Args:
        activities: of activities.csv.
        suppliers: of suppliers.csv.
        files: digest of each file of the evidence folder, by name.
    """
    yield from actor_unknown(activities, suppliers)
    yield from document_absent(activities, files)
    yield from document_changed(activities, files)


@rule(
    "EVD-042",
    Severity.ERROR,
    title=Text("Product not in products.csv", "products.csvにない製品"),
    message=Text(
        "{supplier} names the product {product}, which is not in products.csv. Close to it: {suggestions}",
        "{supplier} の製品 {product} は products.csv にありません。候補：{suggestions}",
    ),
    remedy=Text("Correct the key, or add the product.", "記号を直すか、製品を追加してください。"),
)
def product_unknown(suppliers: tuple[SupplierRecord, ...], products: tuple[Product, ...]) -> Iterator[Finding]:
    """Every product that a supplier delivers for must be known.

    What it checks
    The product keys of suppliers.csv against those of products.csv.

    Why it matters
    A supplier hangs in the air without its product: nobody knows why it was asked.

    How to put it right
    Use the key of products.csv.

    Source
    A rule of this project.
    """
    known = {product.key for product in products}
    near = _Near(known)
    for one in suppliers:
        for key in one.products:
            if key not in known:
                yield product_unknown.finding(
                    one.source, supplier=one.name or one.key, product=key, suggestions=near.to(key)
                )


@rule(
    "EVD-043",
    Severity.ERROR,
    title=Text("Supplier not in suppliers.csv", "suppliers.csvにない取引先"),
    message=Text(
        "{product} names the supplier {supplier}, which is not in suppliers.csv. Close to it: {suggestions}",
        "{product} の取引先 {supplier} は suppliers.csv にありません。候補：{suggestions}",
    ),
    remedy=Text("Correct the key, or add the supplier.", "記号を直すか、取引先を追加してください。"),
)
def supplier_unknown(products: tuple[Product, ...], suppliers: tuple[SupplierRecord, ...]) -> Iterator[Finding]:
    """Every supplier of a product must be in the register.

    What it checks
    The supplier keys of products.csv against those of suppliers.csv.

    Why it matters
    A supplier outside the register is not asked, and the claim that all were asked is not true.

    How to put it right
    Use the key of suppliers.csv.

    Source
    A rule of this project.
    """
    known = {one.key for one in suppliers}
    near = _Near(known)
    for product in products:
        for key in product.suppliers:
            if key not in known:
                yield supplier_unknown.finding(
                    product.source,
                    product=product.name or product.key,
                    supplier=key,
                    suggestions=near.to(key),
                )


@rule(
    "EVD-044",
    Severity.WARN,
    title=Text("Said on one side only", "一方だけの記載"),
    message=Text(
        "{supplier} and {product} are joined in {file} only.",
        "{supplier} と {product} の関係が {file} にしか記載されていません。",
    ),
    remedy=Text("Write it in both files, or take it out.", "両方のファイルに記載するか、削除してください。"),
)
def one_sided(suppliers: tuple[SupplierRecord, ...], products: tuple[Product, ...]) -> Iterator[Finding]:
    """Which supplier delivers for which product is said twice, and must agree.

    What it checks
    Pairs of supplier and product that only one of the two files has. A supplier without any product, or a
    product without any supplier, is left to other rules.

    Why it matters
    The coverage figures count these pairs.

    How to put it right
    Correct the file that is wrong.

    Source
    A rule of this project.
    """
    known = {product.key: product for product in products}
    named = {one.key: one for one in suppliers}
    for one in suppliers:
        for product in (known[key] for key in one.products if key in known):
            if product.suppliers and one.key not in product.suppliers:
                yield one_sided.finding(
                    one.source, product.source, supplier=one.name, product=product.name, file=one.source.file
                )
    for product in products:
        for one in (named[key] for key in product.suppliers if key in named):
            if one.products and product.key not in one.products:
                yield one_sided.finding(
                    product.source,
                    one.source,
                    supplier=one.name,
                    product=product.name,
                    file=product.source.file,
                )


@rule(
    "EVD-045",
    Severity.ERROR,
    title=Text("Response file not there", "回答ファイルの欠落"),
    message=Text(
        "The response {file} of {supplier} is not in the folder. Close to it: {suggestions}",
        "{supplier} の回答 {file} がフォルダーにありません。候補：{suggestions}",
    ),
    remedy=Text("Put the file into the folder, or correct its name.", "ファイルを置くか、名前を直してください。"),
)
def response_absent(suppliers: tuple[SupplierRecord, ...], files: Collection[str]) -> Iterator[Finding]:
    """An answer counts only when its file is there.

    What it checks
    Every file name of the column response against the folder of responses.

    Why it matters
    A response that is claimed and cannot be shown is no evidence.

    How to put it right
    Add the file, or correct the name.

    Source
    A rule of this project.
    """
    near = _Near(files)
    for one in suppliers:
        for name in one.responses:
            if name not in files:
                yield response_absent.finding(
                    one.source, supplier=one.name or one.key, file=name, suggestions=near.to(name)
                )


@rule(
    "EVD-052",
    Severity.ERROR,
    title=Text("Supplier of the log not known", "活動記録の取引先が不明"),
    message=Text(
        "The activity {activity} names the supplier {supplier}, which is not in suppliers.csv. "
        "Close to it: {suggestions}",
        "活動 {activity} の取引先 {supplier} は suppliers.csv にありません。候補：{suggestions}",
    ),
    remedy=Text(
        "Correct the key, or write `all` for all suppliers.",
        "記号を直すか、全社の場合は all と書いてください。",
    ),
)
def actor_unknown(activities: tuple[Activity, ...], suppliers: tuple[SupplierRecord, ...]) -> Iterator[Finding]:
    """The log names suppliers by the keys of the register.

    What it checks
    The supplier keys of activities.csv against those of suppliers.csv.

    Why it matters
    “We met each supplier” is proved by these keys.

    How to put it right
    Use the key of suppliers.csv.

    Source
    A rule of this project.
    """
    known = {one.key for one in suppliers}
    near = _Near(known)
    for one in activities:
        for key in one.suppliers:
            if key not in known and key.casefold() != ALL:
                yield actor_unknown.finding(one.source, activity=one.id, supplier=key, suggestions=near.to(key))


@rule(
    "EVD-053",
    Severity.ERROR,
    title=Text("Proof not there", "証拠書類の欠落"),
    message=Text(
        "The document {file} of the activity {activity} is not in the folder. Close to it: {suggestions}",
        "活動 {activity} の文書 {file} がフォルダーにありません。候補：{suggestions}",
    ),
    remedy=Text("Put the file into the folder, or correct its name.", "ファイルを置くか、名前を直してください。"),
)
def document_absent(activities: tuple[Activity, ...], files: Mapping[str, str]) -> Iterator[Finding]:
    """A proof that is named must be there.

    What it checks
    Every file name of the column document against the folder of evidence.

    Why it matters
    A report says only what can be shown.

    How to put it right
    Add the file, or correct the name.

    Source
    OECD Due Diligence Guidance: records are kept at least five years.
    """
    near = _Near(files)
    for one in activities:
        for name in one.documents:
            if name not in files:
                yield document_absent.finding(one.source, activity=one.id, file=name, suggestions=near.to(name))


@rule(
    "EVD-054",
    Severity.ERROR,
    title=Text("Another file than the one approved", "承認時と異なる文書"),
    message=Text(
        "The document {file} of the activity {activity} is not the file recorded: its digest is {found}.",
        "活動 {activity} の文書 {file} は記録時と異なります（現在のSHA-256：{found}）。",
    ),
    remedy=Text(
        "Put the recorded file back, or have the new one approved and record it as a new activity.",
        "記録時のファイルに戻すか、新しい文書の承認を受けて新たに記録してください。",
    ),
)
def document_changed(activities: tuple[Activity, ...], files: Mapping[str, str]) -> Iterator[Finding]:
    """An approval holds for the very file that was approved.

    What it checks
    The digest in the log, where there is one, against the digest of the file; with several documents, one of
    them must have it.

    Why it matters
    A change after approval is a text that nobody approved.

    How to put it right
    Restore the file, or approve again.

    Source
    FIPS 180-4 (SHA-256).
    """
    for one in activities:
        there = [name for name in one.documents if name in files]
        if one.digest and there and one.digest not in {files[name] for name in there}:
            yield document_changed.finding(one.source, activity=one.id, file=there[0], found=files[there[0]])


class _Near:
    """Names what a wrong key is close to, for the first hundred: a hostile file has many."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = sorted(known)[:2000]
        self.left = 100

    def to(self, key: str) -> tuple[str, ...]:
        """Give the known keys that are close, or a dash."""
        self.left -= 1
        return (closest(key, self.known) if self.left >= 0 else ()) or ("—",)


RULES: tuple[AnyRule, ...] = (
    product_unknown,
    supplier_unknown,
    one_sided,
    response_absent,
    actor_unknown,
    document_absent,
    document_changed,
)
