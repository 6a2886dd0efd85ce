"""Incomplete: lists that must name something and do not, and cells whose value was lost."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration, EntryKind
from kaiji.minerals.label import field_label, metal_label, question_label
from kaiji.minerals.rules.context import Context, address_of, metals_in_use

INCOMPLETE = FindingClass.INCOMPLETE
# In these columns a person answers; the template fills the others by formula, and they repeat what it looked up.
TYPED = ("id_input", "metal", "lookup", "name", "country", "mines", "mine_countries", "recycled")


@rule(
    "CMRT-107",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("Product scope without products", "製品リストの空欄", "产品范围但未列产品"),
    message=Text(
        "The declaration is for products, but the Product List names none.",
        "製品単位の申告ですが、製品リスト（Product List）に製品がありません。",
        "申报范围为产品，但产品清单（Product List）为空。",
    ),
    remedy=Text(
        "List the products from {cell} on, or declare for the whole company.",
        "{cell} から製品を記入するか、会社単位の申告にしてください。",
        "请从 {cell} 起列出产品，或改为公司范围申报。",
    ),
)
def products_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A declaration for products supports the products it lists, and no others.

    What it checks
    Where the scope is a list of products, that the list names at least one product number.

    Why it matters
    Without the list it is unknown whether your products are covered.

    How to put it right
    Ask for the list, or for a company-level declaration.

    Source
    The templates require the list for this scope.
    """
    listing = context.layout.product_list
    numbered = any(row["number"].given for row in declaration.products)
    if listing and declaration["scope"].says(context.layout.scopes["product"]) and not numbered:
        cell = f"{listing.columns['number']}{listing.first}"
        yield products_missing.finding(
            declaration.source.at(sheet=listing.sheet, cell=cell), cell=f"{listing.sheet}!{cell}"
        )


@rule(
    "CMRT-108",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A metal without a smelter", "製錬所の記載がない金属", "金属没有对应的冶炼厂"),
    message=Text(
        "{metal} is in use, but the Smelter List names no smelter for it.",
        "{metal}は使用されていますが、製錬所リスト（Smelter List）に該当する製錬所がありません。",
        "{metal}在用，但冶炼厂清单（Smelter List）中没有对应的冶炼厂。",
    ),
    remedy=Text(
        "List every smelter of {metal} from {free} on; where one is not known yet, choose “Smelter not yet identified”.",
        "{metal}の製錬所をすべて {free} から記入してください。未特定の場合は “Smelter not yet identified” を選んでください。",
        "请自 {free} 起列出{metal}的所有冶炼厂；尚未识别的，请选择“Smelter not yet identified”。",
    ),
)
def smelter_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Every metal in use was smelted somewhere.

    What it checks
    For each metal that is in use or not clearly out of use, that at least one row of the smelter list is for it.
    A row that says the smelter is not identified yet counts here; it is reported apart.

    Why it matters
    The smelter is the point where origin can still be known. A metal without one cannot be traced.

    How to put it right
    Ask the supplier which smelters it uses for this metal, or who in its chain would know.

    Source
    The templates require a smelter for each metal in use.
    """
    answered = any(one.answer.given for one in declaration.answers if one.metal)
    for metal in metals_in_use(declaration, context.layout) if answered else ():
        if not declaration.rows_of(metal):
            listing = context.layout.smelter_list
            free = min(max((row.row + 1 for row in declaration.smelters), default=listing.first), listing.last)
            cell = f"{listing.columns['metal']}{free}"
            yield smelter_missing.finding(
                declaration.source.at(sheet=listing.sheet, cell=cell),
                metal=metal_label(metal),
                free=cell,
            )


@rule(
    "CMRT-109",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A smelter row is not complete", "製錬所行の記入不足", "冶炼厂行不完整"),
    message=Text(
        "Row {row} of the Smelter List lacks: {fields}.",
        "製錬所リスト {row} 行目に次の項目がありません：{fields}",
        "冶炼厂清单第 {row} 行缺少：{fields}",
    ),
    remedy=Text(
        "Fill {cells}, or clear the row.",
        "{cells} を記入するか、行を消去してください。",
        "请填写 {cells}，或清空该行。",
    ),
)
def smelter_row_incomplete(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A smelter is known by its metal, its name and its country.

    What it checks
    Each used row: that it has a metal, and a name or an id; and where the look-up choice says that the smelter is
    not listed, that name and country are typed in.

    Why it matters
    A row that names nobody cannot be compared with any list of audited smelters.

    How to put it right
    Ask the supplier for the missing cells.

    Source
    The templates require name and country for a smelter that their look-up does not list.
    """
    for row in declaration.smelters:
        missing = [name for name in ("metal",) if not row[name].given and row[name].kind is not EntryKind.ERROR]
        unlisted = row["lookup"].says("Smelter not listed")
        if unlisted and not row.given_id:
            missing += [name for name in ("name", "country") if not row[name].given]
        elif not row.given_id and not row["lookup"].given and not row["name"].given:
            missing.append("lookup")
        if missing:
            labels = [field_label(name) for name in missing]
            fields = Text(
                ", ".join(label.en for label in labels),
                "、".join(label.ja for label in labels),
                "、".join(label.zh for label in labels),
            )
            columns = context.layout.smelter_list.columns
            cells = tuple(f"{columns[name]}{row.row}" for name in missing if name in columns)
            yield smelter_row_incomplete.finding(row.source, row=row.row, fields=fields, cells=cells)


@rule(
    "CMRT-111",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A cell holds an error or no saved value", "エラー値または値のない数式", "单元格为错误值或没有保存值"),
    message=Text(
        "{cell} ({field}) holds {content} where an answer should stand.",
        "{cell}（{field}）は、回答ではなく{content}になっています。",
        "{cell}（{field}）不是答案，而是{content}。",
    ),
    remedy=Text(
        "Open the workbook in Excel, type the answer into {cell}, and save it.",
        "ブックをExcelで開き、{cell} に回答を入力して保存してください。",
        "请用 Excel 打开工作簿，在 {cell} 输入答案并保存。",
    ),
)
def value_unreadable(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """An error value or a formula saved without its value is not an answer, and not an empty cell either.

    What it checks
    The company block, all answers and comments, and the smelter rows that are in use; a column that the template fills
    by itself from the look-up list is only a warning.

    Why it matters
    Many programs show such a cell as empty; the answer is then lost without a trace.

    How to put it right
    Type the answer over the formula; for a smelter id that the template does not know, choose the smelter by name.

    Source
    How spreadsheet programs save errors and formulas.
    """
    del context
    named = [(field_label(name), entry, Severity.ERROR) for name, entry in declaration.company.items()]
    named += [
        (question_label(one), entry, Severity.ERROR)
        for one in declaration.answers
        for entry in (one.answer, one.comment)
    ]
    named += [
        (field_label(name), entry, Severity.ERROR if name in TYPED else Severity.WARN)
        for row in declaration.smelters
        for name, entry in row.cells.items()
    ]
    for field, entry, severity in named:
        if entry.kind in (EntryKind.ERROR, EntryKind.UNCACHED):
            if entry.kind is EntryKind.ERROR:
                content = Text(f"the error {entry.text}", f"エラー値 {entry.text}", f"错误值 {entry.text}")
            else:
                content = Text("a formula saved without its value", "値が保存されていない数式", "未保存结果的公式")
            yield value_unreadable.finding(
                entry.source, severity=severity, cell=address_of(entry), field=field, content=content
            )


RULES: tuple[AnyRule, ...] = (
    products_missing,
    smelter_missing,
    smelter_row_incomplete,
    value_unreadable,
)
