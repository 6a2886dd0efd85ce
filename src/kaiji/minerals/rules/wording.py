"""Words in a cell that are no answer: stand-ins, formulas typed as text, names that name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration, EntryKind
from kaiji.minerals.label import field_label, metal_label, question_label
from kaiji.minerals.rules.context import Context, address_of
from kaiji.minerals.rules.word_list import says_same, stands_in

INCOMPLETE, INACCURATE = FindingClass.INCOMPLETE, FindingClass.INACCURATE
FORMULA = re.compile(r"=\s*[A-Za-z_(+\-'\"$]")
DIGITS = 5


@rule(
    "CMRT-112",
    Severity.ERROR,
    klass=INCOMPLETE,
    title=Text("A stand-in for a required field", "必須項目の仮記入", "必填栏以代用文字填写"),
    message=Text(
        "The {field} is “{text}”, which says nothing.",
        "「{field}」が「{text}」となっており、内容がありません。",
        "“{field}”填写为“{text}”，没有实际内容。",
    ),
    remedy=Text(
        "Write the {field} into {cell}.",
        "{cell} に「{field}」を記入してください。",
        "请在 {cell} 填写实际的“{field}”。",
    ),
)
def field_stand_in(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A required field is not given by filling it with anything.

    What it checks
    That no required field of the company block holds a stand-in: ``n/a``, ``TBD``, ``unknown``, ``-``, ``xxx``, the
    number 0 and the like, in English, Japanese or Chinese. E-mail fields have a rule of their own.

    Why it matters
    The templates' own Checker is satisfied by any text; a declaration of "n/a" that "n/a" authorised binds nobody.

    How to put it right
    Ask for the name, address or number.

    Source
    Practice of reviewing declarations; the list of words is ours.
    """
    for name in context.layout.required:
        entry = declaration[name]
        if name.endswith("_email") or not entry.given or entry.kind is EntryKind.DATE:
            continue
        if stands_in(entry.words):
            yield field_stand_in.finding(
                entry.source, field=field_label(name), text=entry.words, cell=address_of(entry)
            )


@rule(
    "CMRT-113",
    Severity.WARN,
    klass=INCOMPLETE,
    title=Text("A smelter's name that names nobody", "内容のない製錬所名", "没有实际内容的冶炼厂名称"),
    message=Text(
        "Row {row}: the smelter of {metal} is “{text}”.",
        "{row} 行目：{metal}の製錬所名が「{text}」となっています。",
        "第 {row} 行：{metal}的冶炼厂名称为“{text}”。",
    ),
    remedy=Text(
        "Name the smelter, or choose “Smelter not yet identified” in {cell}.",
        "製錬所名を記入するか、{cell} で “Smelter not yet identified” を選択してください。",
        "请填写冶炼厂名称，或在 {cell} 选择“Smelter not yet identified”。",
    ),
)
def smelter_stand_in(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A stand-in is counted as a smelter unless somebody looks.

    What it checks
    That the name by which a row goes is not ``n/a``, ``unknown``, ``TBD`` and the like. Rows with an id are let pass.

    Why it matters
    The row satisfies the template's Checker, and would be looked for in lists of smelters in vain.

    How to put it right
    Ask for the smelter; where it is not known yet, the list has a choice that says so.

    Source
    Practice of reviewing declarations; the list of words is ours.
    """
    del context
    for row in declaration.smelters:
        name = row.given_name
        if name and not row.given_id and stands_in(name):
            choice = row["lookup"] if row["lookup"].words == name else row["name"]
            yield smelter_stand_in.finding(
                choice.source, row=row.row, metal=metal_label(row.metal), text=name, cell=choice.source.place.cell
            )


@rule(
    "CMRT-312",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text("A scope that is not offered", "選択肢にない申告範囲", "不在选项之中的申报范围"),
    message=Text(
        "The declaration scope “{text}” is none of the scopes.",
        "申告範囲「{text}」は選択肢にありません。",
        "申报范围“{text}”不在选项之中。",
    ),
    remedy=Text(
        "Choose one of these in {cell}: {choices}.",
        "{cell} で次から選択してください：{choices}",
        "请在 {cell} 选择：{choices}。",
    ),
)
def scope_not_offered(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """What the answers cover must be one of the three scopes.

    What it checks
    That the scope is one of the list, letter case and blanks aside.

    Why it matters
    It is unknown whether the answers hold for what you buy, and whether a product list or a description is due.

    How to put it right
    Ask the supplier to choose from the list.

    Source
    The list of scopes of the official templates.
    """
    scope, choices = declaration["scope"], tuple(context.layout.scopes.values())
    if scope.given and not scope.says(*(" ".join(one.split()) for one in choices)):
        yield scope_not_offered.finding(scope.source, text=scope.words, cell=address_of(scope), choices=choices)


@rule(
    "CMRT-313",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("A phone number without digits", "数字のない電話番号", "没有数字的电话号码"),
    message=Text(
        "The {field} is “{text}”, which holds no phone number.",
        "「{field}」の「{text}」に電話番号がありません。",
        "“{field}”的“{text}”不含电话号码。",
    ),
    remedy=Text(
        "Write the number with its country code into {cell}, for example +81-3-0000-0000.",
        "{cell} に国番号から記入してください（例：+81-3-0000-0000）。",
        "请在 {cell} 填写带国家代码的号码，例如 +86-10-0000-0000。",
    ),
)
def phone_without_digits(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A phone number has digits.

    What it checks
    That each filled phone field holds at least five digits. Stand-ins and "same" have rules of their own.

    Why it matters
    Where mail does not arrive, the phone is the only way to ask.

    How to put it right
    Ask for the number.

    Source
    Practice of reviewing declarations; the number five is ours.
    """
    for name, entry in declaration.company.items():
        if not name.endswith("_phone") or not entry.given or entry.kind is EntryKind.ERROR:
            continue
        other_rule = says_same(entry) or (name in context.layout.required and stands_in(entry.words))
        if sum(one.isdigit() for one in entry.words) < DIGITS and not other_rule:
            yield phone_without_digits.finding(
                entry.source, field=field_label(name), text=entry.words, cell=address_of(entry)
            )


@rule(
    "CMRT-315",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text("The rest of a formula", "残った数式の文字列", "残留的公式文本"),
    message=Text(
        "{cell} ({field}) holds the text of a formula: “{text}”.",
        "{cell}（{field}）に数式の文字列「{text}」が入っています。",
        "{cell}（{field}）含有公式文本“{text}”。",
    ),
    remedy=Text(
        "Type the answer itself into {cell}.",
        "{cell} に回答そのものを入力してください。",
        "请在 {cell} 直接输入答案。",
    ),
)
def formula_as_text(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A formula that was pasted as text calculates nothing.

    What it checks
    The company block, the answers and comments, and the typed columns of the smelter rows: that no text begins as a
    formula does.

    Why it matters
    The cell is filled, so the template's Checker is satisfied, and what it should have shown is lost.

    How to put it right
    Have the value typed in.

    Source
    How spreadsheet programs save formulas that were entered into text cells.
    """
    del context
    named = [(field_label(name), entry) for name, entry in declaration.company.items()]
    named += [(question_label(one), entry) for one in declaration.answers for entry in (one.answer, one.comment)]
    named += [(field_label(name), entry) for row in declaration.smelters for name, entry in row.cells.items()]
    for field, entry in named:
        if entry.text.startswith("=") and FORMULA.match(entry.text):
            text = entry.words if len(entry.words) <= SHOWN else f"{entry.words[:SHOWN]}…"
            yield formula_as_text.finding(entry.source, cell=address_of(entry), field=field, text=text)


@rule(
    "CMRT-316",
    Severity.INFO,
    klass=INACCURATE,
    title=Text("The same product twice", "製品の重複", "产品重复列出"),
    message=Text(
        "Row {row} of the Product List names the same product as row {other} ({number}).",
        "製品リスト {row} 行目は {other} 行目と同じ製品です（{number}）。",
        "产品清单第 {row} 行与第 {other} 行为同一产品（{number}）。",
    ),
    remedy=Text(
        "Clear one of the rows if it was copied by mistake.",
        "誤ってコピーした場合は、一方の行を消去してください。",
        "若为误复制，请清空其中一行。",
    ),
)
def product_repeated(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A product list is read as a set.

    What it checks
    Rows with the same product number, letter case and blanks aside.

    Why it matters
    A copied row may stand where another product was meant.

    How to put it right
    Look at the list.

    Source
    Practice of reviewing declarations.
    """
    del context
    first: dict[str, int] = {}
    for row in declaration.products:
        number = row["number"]
        other = first.setdefault(number.words.casefold(), row.row) if number.given else row.row
        if other != row.row:
            yield product_repeated.finding(number.source, row=row.row, other=other, number=number.words)


SHOWN = 60

RULES: tuple[AnyRule, ...] = (
    field_stand_in,
    smelter_stand_in,
    scope_not_offered,
    phone_without_digits,
    formula_as_text,
    product_repeated,
)
