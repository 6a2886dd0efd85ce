"""Inconsistent: rows of the smelter list that contradict each other, themselves, or the answers on their metal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.matching.name import letters
from kaiji.minerals.country import candidates, country_of
from kaiji.minerals.declaration import Declaration, SmelterRow, Topic
from kaiji.minerals.label import metal_label
from kaiji.minerals.rules.context import Context, address_of, metals_in_use
from kaiji.minerals.rules.word_list import word_list

INCONSISTENT = FindingClass.INCONSISTENT
CID = re.compile(r"CID[0-9]{6}")


@rule(
    "CMRT-213",
    Severity.ERROR,
    klass=INCONSISTENT,
    title=Text("Two ids in one row", "1行に異なる2つのID", "同一行的两个识别号"),
    message=Text(
        "Row {row}: the id typed in is {typed} ({typed_cell}), the id of the row is {shown} ({shown_cell}).",
        "{row} 行目：入力されたIDは {typed}（{typed_cell}）ですが、行のIDは {shown}（{shown_cell}）です。",
        "第 {row} 行：输入的识别号为 {typed}（{typed_cell}），该行的识别号为 {shown}（{shown_cell}）。",
    ),
    remedy=Text(
        "Keep the id of the smelter that is meant in {typed_cell}, and choose the smelter again so that both agree.",
        "該当する製錬所のIDを {typed_cell} に残し、両者が一致するよう製錬所を選び直してください。",
        "请在 {typed_cell} 保留所指冶炼厂的识别号，并重新选择冶炼厂，使两者一致。",
    ),
)
def two_ids(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A row is about one smelter.

    What it checks
    Where a row holds both the typed and the shown id, that they are the same, letter case and blanks aside.

    Why it matters
    Rows that were sorted or pasted over in part carry one smelter's id beside another's data.

    How to put it right
    Ask which smelter is meant.

    Source
    The templates colour the id red where the two differ; their own Checker does not count it.
    """
    del context
    for row in declaration.smelters:
        typed, shown = row["id_input"], row["identification"]
        if typed.given and shown.given and typed.words.casefold() != shown.words.casefold():
            yield two_ids.finding(
                typed.source,
                shown.source,
                row=row.row,
                typed=typed.words,
                shown=shown.words,
                typed_cell=typed.source.place.cell,
                shown_cell=shown.source.place.cell,
            )


@rule(
    "CMRT-214",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("One id for two smelters", "1つのIDに2つの製錬所", "一个识别号对应两家冶炼厂"),
    message=Text(
        "Row {row} gives the id {cid} to {name} ({country}), row {other} to {other_name} ({other_country}).",
        "{row} 行目のID {cid} は {name}（{country}）ですが、{other} 行目では {other_name}（{other_country}）です。",
        "第 {row} 行将识别号 {cid} 用于 {name}（{country}），而第 {other} 行用于 {other_name}（{other_country}）。",
    ),
    remedy=Text(
        "Correct the id in row {row} or {other}; each smelter has its own.",
        "{row} 行目または {other} 行目のIDを訂正してください。IDは製錬所ごとに異なります。",
        "请更正第 {row} 行或第 {other} 行的识别号；每家冶炼厂有各自的识别号。",
    ),
)
def one_id_twice(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """An id stands for one facility.

    What it checks
    Rows of one metal with the same id: that they do not name two smelters, that is, other names in other countries.
    Two names in one country may be aliases and are let pass.

    Why it matters
    One of the two smelters would be compared with the audit status of the other.

    How to put it right
    Ask for the right id.

    Source
    Ids of the smelter reference list stand for one facility each.
    """
    del context
    first: dict[tuple[str, str], SmelterRow] = {}
    for row in declaration.smelters:
        if not row.given_id or not row.given_name:
            continue
        other = first.setdefault((row.metal.casefold(), row.given_id.casefold()), row)
        if letters(other.given_name) == letters(row.given_name):
            continue
        here, there = country_of(row["country"].words), country_of(other["country"].words)
        if here is not None and there is not None and here != there:
            yield one_id_twice.finding(
                row.source,
                other.source,
                row=row.row,
                cid=row.given_id,
                name=row.given_name,
                country=row["country"].words,
                other=other.row,
                other_name=other.given_name,
                other_country=other["country"].words,
            )


@rule(
    "CMRT-215",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text("One smelter with two ids", "1つの製錬所に2つのID", "一家冶炼厂有两个识别号"),
    message=Text(
        "Row {row} names {name} ({metal}) with the id {cid}, row {other} with the id {other_cid}.",
        "{row} 行目の {name}（{metal}）のIDは {cid} ですが、{other} 行目では {other_cid} です。",
        "第 {row} 行 {name}（{metal}）的识别号为 {cid}，第 {other} 行为 {other_cid}。",
    ),
    remedy=Text(
        "Correct the id in row {row} or {other}, or say in the name which plant is meant.",
        "{row} 行目または {other} 行目のIDを訂正するか、どの工場かを名称で示してください。",
        "请更正第 {row} 行或第 {other} 行的识别号，或在名称中注明所指工厂。",
    ),
)
def two_ids_for_one(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """The same smelter in the same country has one id.

    What it checks
    Rows of one metal with the same name and country: that they do not carry different ids.

    Why it matters
    One of the ids belongs to another smelter, or is out of date.

    How to put it right
    Ask which plant each row means.

    Source
    Ids of the smelter reference list stand for one facility each.
    """
    del context
    first: dict[tuple[str, str, str], SmelterRow] = {}
    for row in declaration.smelters:
        if not row.given_id or not row.given_name or row.names_nobody:
            continue
        key = (row.metal.casefold(), letters(row.given_name), letters(row["country"].words))
        other = first.setdefault(key, row)
        if other.given_id.casefold() != row.given_id.casefold():
            yield two_ids_for_one.finding(
                row.source,
                other.source,
                row=row.row,
                name=row.given_name,
                metal=metal_label(row.metal),
                cid=row.given_id,
                other=other.row,
                other_cid=other.given_id,
            )


@rule(
    "CMRT-216",
    Severity.WARN,
    klass=INCONSISTENT,
    title=Text(
        "All smelters recycle, yet not all is scrap",
        "全製錬所が再生材なのに再生材でないとの回答",
        "冶炼厂均为回收却称非全部回收",
    ),
    message=Text(
        "Every smelter of {metal} is said to use only recycled or scrap material (rows {rows}), but {cell} says that "
        "not all of it is.",
        "{metal}の製錬所（{rows} 行目）はすべて再生・スクラップのみとの記載ですが、{cell} は全量ではないとの回答です。",
        "{metal}的所有冶炼厂（第 {rows} 行）均称仅用回收或废料，但 {cell} 的答复并非全部。",
    ),
    remedy=Text(
        "If the metal has no other source, change {cell} to Yes; else correct the recycled column of these rows, "
        "or add the smelters that are missing.",
        "他の供給源がない場合は {cell} をYesに、ある場合はこれらの行の再生材の欄を訂正するか不足する製錬所を追加してください。",
        "若没有其他来源，请将 {cell} 改为 Yes；否则请更正这些行的回收栏，或补充缺少的冶炼厂。",
    ),
)
def recycled_everywhere(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Where every smelter recycles, all of the metal is scrap.

    What it checks
    For each metal in use with at least one smelter: whether all its rows say in the recycled column that the smelter
    uses only recycled or scrap material, while the question on scrap is answered No, and the smelter list is said to
    be complete.

    Why it matters
    Either a mined source is left out of the list, or the metal needs no inquiry into its origin.

    How to put it right
    Ask the supplier.

    Source
    Contradiction between a question and the smelter list of the template.
    """
    for metal in metals_in_use(declaration, context.layout):
        scrap, complete = declaration.answer(Topic.SCRAP, metal), declaration.answer(Topic.ALL_SMELTERS, metal)
        rows = declaration.rows_of(metal)
        if scrap is None or complete is None or not rows or not complete.answer.begins("Yes"):
            continue
        if scrap.answer.says("No") and all(row["recycled"].says("Yes") for row in rows):
            numbers = [str(row.row) for row in rows]
            yield recycled_everywhere.finding(
                scrap.answer.source,
                *(row["recycled"].source for row in rows),
                metal=metal_label(metal),
                rows=tuple(numbers[:10]) if len(numbers) <= 10 else (*numbers[:10], "…"),
                cell=address_of(scrap.answer),
            )


@rule(
    "CMRT-217",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("The id has another form", "形式の異なるID", "识别号格式不符"),
    message=Text(
        "Row {row}: “{cid}” begins like a smelter id, but is not CID and six digits.",
        "{row} 行目：「{cid}」は製錬所IDのようですが、CIDと6桁の数字になっていません。",
        "第 {row} 行：“{cid}”似为冶炼厂识别号，但不是 CID 加六位数字。",
    ),
    remedy=Text(
        "Type the id again in {cell}, for example CID001234, or choose the smelter by its name.",
        "{cell} にIDを入力し直す（例：CID001234）か、名称で製錬所を選択してください。",
        "请在 {cell} 重新输入识别号（例如 CID001234），或按名称选择冶炼厂。",
    ),
)
def id_misspelt(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A digit too few is another smelter, or none.

    What it checks
    That an id which begins with CID is followed by six digits and nothing else. Ids of other programmes are let pass.

    Why it matters
    A mistyped id is found in no list, and the smelter counts as unknown.

    How to put it right
    Have the id typed again or the smelter chosen by name.

    Source
    Form of the ids in the look-up lists of the official templates.
    """
    del context
    for row in declaration.smelters:
        for name in ("id_input", "identification"):
            entry = row[name]
            words = entry.words.upper().replace(" ", "")
            if words.startswith("CID") and not CID.fullmatch(words):
                yield id_misspelt.finding(entry.source, row=row.row, cid=entry.words, cell=entry.source.place.cell)
                break


@rule(
    "CMRT-218",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("No country by this name", "国名として読めない所在国", "无法识别的国家"),
    message=Text(
        "Row {row}: “{text}” is no country.",
        "{row} 行目：「{text}」は国名ではありません。",
        "第 {row} 行：“{text}”不是国家名称。",
    ),
    remedy=Text(
        "Choose the country of the smelter in {cell} from the list.",
        "{cell} で製錬所の所在国を一覧から選択してください。",
        "请在 {cell} 从列表中选择冶炼厂所在国家。",
    ),
)
def country_unknown(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A city, a region or a remark is no country.

    What it checks
    That the country of a smelter row is one, in English, Japanese or Chinese, or as a code of ISO 3166; "unknown" and
    the former countries of older templates are let pass.

    Why it matters
    Without the country, plants of one name cannot be told apart.

    How to put it right
    Have the country chosen from the list.

    Source
    The country list of the templates; ISO 3166-1.
    """
    del context
    for row in declaration.smelters:
        entry = row["country"]
        if entry.given and not entry.says(*word_list("former_countries")) and not candidates(entry.words):
            yield country_unknown.finding(entry.source, row=row.row, text=entry.words, cell=entry.source.place.cell)


RULES: tuple[AnyRule, ...] = (
    two_ids,
    one_id_twice,
    two_ids_for_one,
    recycled_everywhere,
    id_misspelt,
    country_unknown,
)
