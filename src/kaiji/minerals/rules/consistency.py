"""Inconsistent: answers of one declaration that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration, SmelterRow, Topic
from kaiji.minerals.label import metal_label
from kaiji.minerals.rules.context import Context, in_use, metals_in_use

INCONSISTENT = FindingClass.INCONSISTENT
SCRAP_WORDS = ("recycl", "scrap", "secondary", "リサイクル", "スクラップ", "再生", "回收", "废料")


@rule(
    "CMRT-201",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text("Smelters for a metal that is not used", "使用していない金属の製錬所", "为未使用的金属列出冶炼厂"),
    message=Text(
        "{metal} is declared as not used, but the Smelter List names {count} smelter(s) for it (rows {rows}).",
        "{metal}は使用していないとの回答ですが、製錬所リストに{count}件の製錬所があります（{rows} 行目）。",
        "申报未使用{metal}，但冶炼厂清单列有 {count} 家冶炼厂（第 {rows} 行）。",
    ),
    remedy=Text(
        "If {metal} is used, change the first questions to Yes ({cells}); if not, clear rows {rows} of the Smelter List.",
        "{metal}を使用している場合は最初の質問（{cells}）をYesに直し、使用していない場合は製錬所リストの {rows} 行目を消去してください。",
        "若已使用{metal}，请将前面的问题（{cells}）改为 Yes；若未使用，请清空冶炼厂清单第 {rows} 行。",
    ),
)
def smelter_of_unused_metal(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A metal that is not used needs no smelter.

    What it checks
    For each metal that the first questions exclude, that no smelter row is for it.

    Why it matters
    Either the metal is used after all, and it belongs into the inquiry, or the list was copied from somewhere else
    and says nothing about this supplier.

    How to put it right
    Ask the supplier which of the two answers is right, and have the other one corrected.

    Source
    Contradiction between the metal questions and the smelter list; classed as inconsistent.
    """
    for metal in declaration.metals:
        rows = [row for row in declaration.rows_of(metal) if not row.names_nobody]
        if rows and in_use(declaration, context.layout, metal) is False:
            yield smelter_of_unused_metal.finding(
                *(row["metal"].source for row in rows),
                metal=metal_label(metal),
                count=len(rows),
                rows=_rows(rows),
                cells=cells_of(declaration, metal),
            )


@rule(
    "CMRT-202",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text("All scrap, yet a primary smelter", "全量再生材の回答と一次製錬所", "申报全部回收却列有原生冶炼厂"),
    message=Text(
        "All {metal} is said to be recycled or scrap ({answer_cell}), but row {row} names a smelter that is not "
        "all recycled ({because}).",
        "{metal}はすべて再生・スクラップ由来との回答（{answer_cell}）ですが、{row} 行目の製錬所は全量再生ではありません（{because}）。",
        "{metal}申报全部来自回收或废料（{answer_cell}），但第 {row} 行的冶炼厂并非全部回收（{because}）。",
    ),
    remedy=Text(
        "If the smelter takes nothing but scrap, correct the recycled and mine columns of row {row}; else change {answer_cell} to No.",
        "製錬所が再生・スクラップのみを扱う場合は {row} 行目の再生・鉱山の欄を訂正し、そうでない場合は {answer_cell} をNoにしてください。",
        "若该冶炼厂仅用回收或废料，请更正第 {row} 行的回收及矿山栏；否则请将 {answer_cell} 改为 No。",
    ),
)
def scrap_with_primary_smelter(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """All-scrap metal does not come from a mine.

    What it checks
    Where a metal is said to be wholly recycled or scrap, each smelter row of that metal: its recycled column must
    not say No, and its mine column must not name a mine.

    Why it matters
    The scrap answer takes the metal out of the origin inquiry altogether, so it must not be contradicted.

    How to put it right
    Ask the supplier; a smelter that also takes ore makes the scrap answer wrong.

    Source
    Rule 13p-1 treats recycled and scrap minerals apart; contradiction within the template.
    """
    for metal in metals_in_use(declaration, context.layout):
        scrap = declaration.answer(Topic.SCRAP, metal)
        if scrap is None or not scrap.answer.says("Yes"):
            continue
        for row in declaration.rows_of(metal):
            if because := _primary(row):
                yield scrap_with_primary_smelter.finding(
                    row.source,
                    scrap.answer.source,
                    metal=metal_label(metal),
                    row=row.row,
                    answer_cell=f"{scrap.answer.source.place.sheet}!{scrap.answer.source.place.cell}",
                    because=because,
                )


@rule(
    "CMRT-203",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text("Complete list on incomplete answers", "回答不足なのに全製錬所特定", "答复未齐却称清单完整"),
    message=Text(
        "For {metal}, “{share}” of the relevant suppliers have answered ({share_cell}), yet all smelters are said to "
        "be identified ({all_cell}).",
        "{metal}について回答した取引先は「{share}」（{share_cell}）ですが、すべての製錬所を特定したとの回答です（{all_cell}）。",
        "{metal}的供应商答复比例为“{share}”（{share_cell}），却称已识别所有冶炼厂（{all_cell}）。",
    ),
    remedy=Text(
        "While answers are missing, change {all_cell} to No; if all suppliers have answered, change {share_cell} to “{whole}”.",
        "未回答の取引先がある間は {all_cell} をNoにしてください。全取引先が回答済みの場合は {share_cell} を「{whole}」にしてください。",
        "在答复未齐之前，请将 {all_cell} 改为 No；若所有供应商均已答复，请将 {share_cell} 改为“{whole}”。",
    ),
)
def complete_on_incomplete_answers(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A list of smelters cannot be complete while suppliers have not answered.

    What it checks
    For each metal in use: where the share of suppliers that answered is below all of them, that the question
    whether all smelters are identified is not answered Yes.

    Why it matters
    A list that is called complete ends the search. It may only end when everybody has answered.

    How to put it right
    Ask which suppliers are still silent, and have the answer corrected.

    Source
    Contradiction between two questions of the template; classed as inconsistent.
    """
    for metal in metals_in_use(declaration, context.layout):
        share = declaration.answer(Topic.SUPPLIER_SHARE, metal)
        complete = declaration.answer(Topic.ALL_SMELTERS, metal)
        if share is None or complete is None or not share.answer.given or not complete.answer.begins("Yes"):
            continue
        if not everybody(share.answer.words):
            yield complete_on_incomplete_answers.finding(
                complete.answer.source,
                share.answer.source,
                metal=metal_label(metal),
                share=share.answer.words,
                share_cell=_address(share.answer.source.place.sheet, share.answer.source.place.cell),
                whole=_whole(context),
                all_cell=_address(complete.answer.source.place.sheet, complete.answer.source.place.cell),
            )


@rule(
    "CMRT-204",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text("Remains in the product without being added", "添加なしで残留との回答", "未添加却保留在产品中"),
    message=Text(
        "{metal} is said not to be added or used ({first_cell}), yet to remain in the product ({second_cell}).",
        "{metal}は添加・使用していないとの回答（{first_cell}）ですが、製品に残留するとの回答です（{second_cell}）。",
        "{metal}申报未添加或使用（{first_cell}），却称保留在产品中（{second_cell}）。",
    ),
    remedy=Text(
        "If {metal} is in the product, change {first_cell} to Yes; if not, change {second_cell} to No.",
        "{metal}が製品に含まれる場合は {first_cell} をYesに、含まれない場合は {second_cell} をNoにしてください。",
        "若产品含{metal}，请将 {first_cell} 改为 Yes；否则请将 {second_cell} 改为 No。",
    ),
)
def remains_without_being_added(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """What was never put in cannot remain.

    What it checks
    For each metal, in versions where a No to either question ends the matter: that the second question is not
    answered Yes where the first is No.

    Why it matters
    One of the two answers is wrong. If it is the first, the metal drops out of the inquiry by mistake.

    How to put it right
    Ask the supplier; a metal in a product is in scope however small its amount.

    Source
    Contradiction between the first two questions of the CMRT 6.
    """
    if context.layout.out_of_use != "either":
        return
    for metal in declaration.metals:
        first, second = declaration.answer(Topic.ADDED, metal), declaration.answer(Topic.REMAINS, metal)
        if first and second and first.answer.says("No") and second.answer.says("Yes"):
            yield remains_without_being_added.finding(
                second.answer.source,
                first.answer.source,
                metal=metal_label(metal),
                first_cell=_address(first.answer.source.place.sheet, first.answer.source.place.cell),
                second_cell=_address(second.answer.source.place.sheet, second.answer.source.place.cell),
            )


@rule(
    "CMRT-205",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text(
        "All smelters identified, one of them is not", "全特定の回答と未特定の製錬所", "称已全部识别却有未识别的冶炼厂"
    ),
    message=Text(
        "All smelters of {metal} are said to be identified ({cell}), but row {row} says that one is not.",
        "{metal}の製錬所はすべて特定済みとの回答（{cell}）ですが、{row} 行目は未特定です。",
        "{metal}申报已识别所有冶炼厂（{cell}），但第 {row} 行表示尚未识别。",
    ),
    remedy=Text(
        "Name the smelter in row {row}, or change {cell} to No.",
        "{row} 行目の製錬所を特定するか、{cell} をNoに訂正してください。",
        "请在第 {row} 行填写冶炼厂，或将 {cell} 改为 No。",
    ),
)
def identified_yet_unknown(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """All smelters identified means that no row stands for an unknown one.

    What it checks
    For each metal in use with a Yes to the question whether all smelters are identified, that no smelter row says
    that the smelter is not identified yet or names nobody.

    Why it matters
    The claim that the list is complete is contradicted by the list itself.

    How to put it right
    Have the smelter named or the answer corrected.

    Source
    Contradiction between a question and the smelter list.
    """
    for metal in metals_in_use(declaration, context.layout):
        complete = declaration.answer(Topic.ALL_SMELTERS, metal)
        if complete is None or not complete.answer.begins("Yes"):
            continue
        for row in declaration.rows_of(metal):
            if row.names_nobody:
                yield identified_yet_unknown.finding(
                    row.source,
                    complete.answer.source,
                    metal=metal_label(metal),
                    row=row.row,
                    cell=_address(complete.answer.source.place.sheet, complete.answer.source.place.cell),
                )


@rule(
    "CMRT-206",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("Products listed under another scope", "範囲と製品リストの不一致", "范围与产品清单不符"),
    message=Text(
        "The scope is “{scope}”, but the Product List names {count} product(s).",
        "申告範囲は「{scope}」ですが、製品リストに{count}件の製品があります。",
        "申报范围为“{scope}”，但产品清单列有 {count} 个产品。",
    ),
    remedy=Text(
        "If the answers hold only for the listed products, choose “{product}” in {cell}; if for the whole company, clear the Product List.",
        "回答が記載製品のみを対象とする場合は {cell} で「{product}」を選択し、会社全体の場合は製品リストを消去してください。",
        "若答复仅适用于所列产品，请在 {cell} 选择“{product}”；若适用于整个公司，请清空产品清单。",
    ),
)
def products_under_other_scope(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A product list beside a company-level scope leaves open what the answers cover.

    What it checks
    That the product list is empty where the scope is the whole company.

    Why it matters
    A company-level answer supports everything you buy from the supplier; a product-level one only its list.

    How to put it right
    Ask, and have the scope or the list corrected.

    Source
    Use of the declaration scope in the templates.
    """
    scope = declaration["scope"]
    listed = sum(1 for row in declaration.products if row["number"].given)
    if listed and scope.says(context.layout.scopes["company"]):
        yield products_under_other_scope.finding(
            scope.source,
            scope=scope.words,
            count=listed,
            cell=_address(scope.source.place.sheet, scope.source.place.cell),
            product=context.layout.scopes["product"],
        )


def cells_of(declaration: Declaration, metal: str) -> tuple[str, ...]:
    """Give the addresses of the questions that decide whether a metal is in use, as far as the version asks them."""
    asked = (declaration.answer(topic, metal) for topic in (Topic.ADDED, Topic.REMAINS))
    return tuple(_address(one.answer.source.place.sheet, one.answer.source.place.cell) for one in asked if one)


def _whole(context: Context) -> str:
    """Give the listed answer that means all suppliers."""
    question = context.layout.question(Topic.SUPPLIER_SHARE)
    return next((one for one in question.answers if everybody(one)), "100%") if question else "100%"


def everybody(share: str) -> bool:
    """Tell whether an answer on the share of suppliers means all of them: 1, ``100%``, ``Yes``, ``Yes, 100%``."""
    words = share.casefold().replace(" ", "")
    return words in ("1", "1.0", "100%", "100％", "yes", "yes,100%")


def _primary(row: SmelterRow) -> Text | None:
    recycled, mines = row["recycled"], row["mines"]
    if recycled.says("No"):
        cell = recycled.source.place.cell
        return Text(f"{cell} says No", f"{cell} がNo", f"{cell} 为 No")
    if mines.given and not any(word in mines.words.casefold() for word in SCRAP_WORDS) and not _declines(mines.words):
        cell = mines.source.place.cell
        return Text(f"{cell} names a mine", f"{cell} に鉱山名", f"{cell} 列有矿山")
    return None


def _declines(words: str) -> bool:
    """Tell whether a mine cell says that no mine is known or named."""
    return words.casefold().strip(" .-–—") in (
        "", "n/a", "na", "none", "no", "unknown", "not known", "not applicable", "不明", "なし", "该当なし", "該当なし", "未知", "无",
    )  # fmt: skip


def _rows(rows: list[SmelterRow]) -> str:
    numbers = [str(row.row) for row in rows]
    return ", ".join(numbers) if len(numbers) <= 10 else f"{', '.join(numbers[:10])}, …"


def _address(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}"


RULES: tuple[AnyRule, ...] = (
    smelter_of_unused_metal,
    scrap_with_primary_smelter,
    complete_on_incomplete_answers,
    remains_without_being_added,
    identified_yet_unknown,
    products_under_other_scope,
)
