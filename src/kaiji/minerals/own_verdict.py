"""Kaiji's own completeness verdict: what the Checker sheet means, where the sheet is wrong; each difference with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaiji.core.finding import Finding, Severity
from kaiji.core.text import Text
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.checker.judge import Judged, judge_opened
from kaiji.minerals.checker.verdict import Row, Verdict
from kaiji.minerals.declaration import Answer, Declaration, Entry, EntryKind, Topic
from kaiji.minerals.layout import Layout
from kaiji.minerals.reader import Reading, read_opened
from kaiji.minerals.rules import completeness, list_completeness, wording
from kaiji.minerals.rules.context import Context, in_use

RULES = (*completeness.RULES, *list_completeness.RULES, wording.field_stand_in)


@dataclass(frozen=True, slots=True)
class Difference:
    """A way in which the sheet and its meaning differ, by a key that the documentation lists too."""

    key: str
    text: Text


DIFFERENCES: Mapping[str, Difference] = {
    key: Difference(key, Text(en, ja, zh))
    for key, en, ja, zh in (
        (
            "chain",
            "the sheet counts an answer only after Yes to the questions before it; an answer that is given is an answer",
            "シートは前の質問がYesの場合にのみ回答を数えますが、回答は記入されています",
            "表格仅在前面问题答 Yes 时才计入答案，但答案已填写",
        ),
        (
            "ended",
            "the earlier answers end the matter, but the sheet keeps asking",
            "前の回答で質問は終わっていますが、シートは求め続けます",
            "前面的答案已使问题终止，表格仍继续要求",
        ),
        (
            "trimmed",
            "the sheet takes blanks at the ends for another word",
            "シートは前後の空白を別の語とみなします",
            "表格把首尾空格视为不同的词",
        ),
        (
            "zero",
            "the sheet takes the number 0 for an empty cell; it is a wrong answer, not a missing one",
            "シートは数値0を空欄とみなしますが、未記入ではなく誤記です",
            "表格把数字 0 视为空单元格，实为错误答案而非缺失",
        ),
        (
            "first_row",
            "the sheet looks at the first row of the Product List alone",
            "シートは製品リストの先頭行しか見ません",
            "表格只看产品清单的第一行",
        ),
        (
            "unseen_rows",
            "a smelter of the metal is listed where the sheet does not look, or by metal without a name",
            "シートが見ない行に、または名称なしで、その金属の製錬所が記載されています",
            "该金属的冶炼厂列于表格不看的行，或未填名称",
        ),
        (
            "blank_form",
            "nothing is answered yet, so no smelter can be due",
            "まだ何も回答されていないため、製錬所は求められません",
            "尚未作答，因此还不需要冶炼厂",
        ),
        (
            "by_row",
            "the sheet looks at the list as a whole; the rows are judged one by one",
            "シートはリスト全体を見ますが、ここでは行ごとに判定します",
            "表格按整个清单判断，此处逐行判断",
        ),
        (
            "web_address",
            "the sheet wants certain letters; what is given is, or is not, the address of a page",
            "シートは特定の文字だけを求めますが、実際にページのアドレスかどうかで判定します",
            "表格只看特定字符，此处判断是否为网页地址",
        ),
        (
            "error",
            "an error value elsewhere hides what the sheet would say",
            "他のエラー値により、シートの判定が隠れています",
            "其他错误值使表格无法显示判断",
        ),
        (
            "not_asked",
            "the sheet does not ask for it, though its meaning does",
            "シートは求めませんが、趣旨からは必要です",
            "表格未要求，但按其含义需要填写",
        ),
        (
            "blanks",
            "the sheet takes blanks or an empty formula result for an answer",
            "シートは空白や空の数式結果を回答とみなします",
            "表格把空格或空公式结果视为答案",
        ),
        (
            "stand_in",
            "the sheet takes any text for an answer, “n/a” and the like too",
            "シートは「n/a」などどんな文字でも回答とみなします",
            "表格把任何文字（包括“n/a”）视为答案",
        ),
        (
            "email",
            "the sheet takes any text with an @, or any text at all, for an address",
            "シートは @ を含む文字、またはどんな文字でもアドレスとみなします",
            "表格把含 @ 的文字或任何文字视为地址",
        ),
        (
            "product",
            "the sheet takes a blank or 0 for a product, or asks for products only where a metal is used",
            "シートは空白や0を製品とみなすか、金属の使用時にのみ製品を求めます",
            "表格把空格或 0 视为产品，或仅在使用金属时才要求产品",
        ),
        (
            "any_metal",
            "the sheet is satisfied without a smelter of this very metal",
            "シートはこの金属自体の製錬所がなくても満足します",
            "表格在没有该金属的冶炼厂时也视为满足",
        ),
        (
            "lost",
            "the cell holds an error or a formula without its value, which the sheet takes for an answer or repeats",
            "セルはエラー値または値のない数式ですが、シートは回答とみなすか、そのまま表示します",
            "单元格为错误值或无结果的公式，表格视为答案或照样显示",
        ),
        (
            "twice",
            "the sheet asks for the address of the policy at two questions; once is enough",
            "シートは方針のアドレスを2つの質問で求めますが、一度で足ります",
            "表格在两个问题中都要求政策网址，填写一次即可",
        ),
        (
            "odd_mineral",
            "the sheet takes a blank, a number or an error among the chosen minerals for a mineral with a row of its own",
            "シートは、選択された鉱物の中の空白・数値・エラー値も、行を持つ鉱物とみなします",
            "表格把所选矿产中的空格、数字或错误值也视为占一行的矿产",
        ),
        (
            "hidden_row",
            "the sheet asks in a hidden row of a metal that the form no longer has",
            "シートは、様式から外された金属の非表示行についても回答を求めます",
            "表格在表单已不含的金属的隐藏行中仍要求作答",
        ),
        (
            "unexplained",
            "the two differ in a way that has no name yet; please report it",
            "未分類の差異です。ご報告ください",
            "尚未归类的差异，请报告",
        ),
    )
}


# Rows of a question in the forms for one or two metals, which were made from the form for four.
HIDDEN_SLOTS = 4


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing on which the sheet and Kaiji differ.

    Args:
        row: of the Checker sheet; None for what the sheet has no row for.
        place: the cell or list (``Declaration!D34``).
        sheet_says: missing as the sheet has it: a number, an error code, or 0 where it has no row.
        missing: whether Kaiji calls it missing.
        why: the difference.
    """

    row: int | None
    place: str
    sheet_says: int | str
    missing: bool
    why: Difference


@dataclass(frozen=True)
class OwnVerdict:
    """What is really missing.

    Args:
        missing: one finding for each thing that is.
        differences: where the sheet says otherwise, in its order.
    """

    missing: tuple[Finding, ...]
    differences: tuple[Differing, ...]

    @property
    def total(self) -> int:
        """The number of things that are missing."""
        return len(self.missing)


@dataclass(frozen=True)
class Both:
    """The sheet's verdict on a file and Kaiji's own; the latter is None where no declaration could be read."""

    judged: Judged
    own: OwnVerdict | None


def judge_both(data: bytes, name: str) -> Both:
    """Give both verdicts on one received file, opening it once."""
    opened = open_workbook(data, name)
    judged = judge_opened(opened, name)
    return Both(judged, own_verdict(read_opened(opened, name), judged.verdict))


def own_verdict(reading: Reading, sheet: Verdict | None) -> OwnVerdict | None:
    """Give Kaiji's verdict on a declaration, and how it differs from the sheet's, where there is one."""
    declaration, template = reading.declaration, reading.template
    if declaration is None or template is None or template.layout is None:
        return None
    layout = template.layout
    context = Context(layout)
    found = tuple(one for rule in RULES for one in rule(declaration, context) if one.severity is Severity.ERROR)
    if sheet is None:
        return OwnVerdict(found, ())
    return OwnVerdict(found, tuple(_Comparing(declaration, layout, found, sheet).differences()))


class _Comparing:
    def __init__(self, declaration: Declaration, layout: Layout, found: tuple[Finding, ...], sheet: Verdict) -> None:
        self._declaration, self._layout, self._sheet = declaration, layout, sheet
        self._found: dict[str, Finding] = {}
        for one in found:
            self._found.setdefault(self._key(one), one)
        self._entries: dict[str, Entry] = {}
        self._answers: dict[str, Answer] = {}
        for entry in declaration.company.values():
            self._entries[_at(entry)] = entry
        for answer in declaration.answers:
            self._answers[_at(answer.answer)] = answer
            self._entries[_at(answer.answer)] = answer.answer
            self._entries[_at(answer.comment)] = answer.comment

    def _key(self, one: Finding) -> str:
        if one.code == "CMRT-108":
            label = one.param("metal")
            return f"{self._layout.smelter_list.sheet}/{label.en if isinstance(label, Text) else label}".casefold()
        if one.place.sheet == self._layout.product_list.sheet:
            return one.place.sheet
        return f"{one.place.sheet}!{one.place.cell}"

    def _row_key(self, row: Row) -> str:
        if row.source.startswith(f"{self._layout.product_list.sheet}!"):
            return self._layout.product_list.sheet
        if row.source == self._layout.smelter_list.sheet and row.metal:
            return f"{row.source}/{row.metal}".casefold()
        return row.source

    def differences(self) -> Iterator[Differing]:
        """Go through the rows of the sheet, then through what it has no row for."""
        seen = set()
        asked = {self._row_key(row) for row in self._sheet.rows if row.required == 1 and row.counted}
        for row in self._sheet.rows:
            key = self._row_key(row)
            if not key or (not row.counted and not isinstance(row.required, int)):
                continue
            if row.required != 1 and key in asked:
                continue  # a row that never asks, linked to the cell of another row
            ours = key in self._found
            theirs = row.missing != 0 and row.counted
            seen.add(key)
            if theirs and not ours:
                yield Differing(row.row, row.source, row.missing, False, DIFFERENCES[self._only_sheet(row)])
            elif ours and not theirs:
                finding = self._found[key]
                why = self._only_ours(finding, key)
                yield Differing(row.row, row.source, 0, True, DIFFERENCES[why])
        for key, finding in self._found.items():
            if key not in seen:
                place = f"{finding.place.sheet}!{finding.place.cell}"
                yield Differing(None, place, 0, True, DIFFERENCES[self._only_ours(finding, key)])

    def _only_sheet(self, row: Row) -> str:
        """Say why the sheet calls missing what Kaiji does not."""
        if isinstance(row.missing, str):
            return "error"
        entry, answer = self._entries.get(row.source), self._answers.get(row.source)
        if row.source.startswith(f"{self._layout.product_list.sheet}!"):
            return "first_row" if self._declaration.products else "ended"
        if row.source == self._layout.smelter_list.sheet:
            return self._only_sheet_smelters(row)
        if answer is not None:
            if answer.answer.kind is EntryKind.NUMBER and answer.answer.words.strip("0.") == "":
                return "zero"
            return "chain" if answer.answer.given else "ended"
        if entry is None:
            return self._of_no_mineral(row.source)
        commented = next((one for one in self._declaration.answers if _at(one.comment) == row.source), None)
        if commented is None:
            return "trimmed"
        without = "twice" if commented.topic is Topic.POLICY else "ended"
        return "web_address" if entry.given else without

    def _of_no_mineral(self, source: str) -> str:
        """Say why the sheet looks at a cell that the layout does not have: a row of no mineral, or of one long gone."""
        choice, (sheet, _, cell) = self._layout.minerals, source.partition("!")
        row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0) if sheet == self._layout.declaration else 0
        slots = choice.slots if choice is not None else HIDDEN_SLOTS
        if any(one.row <= row < one.row + slots for one in self._layout.questions):
            return "hidden_row" if choice is None else "odd_mineral"
        return "unexplained"

    def _only_sheet_smelters(self, row: Row) -> str:
        if not any(one.answer.given for one in self._declaration.answers if one.metal):
            return "blank_form"
        if not row.metal:
            return "by_row"
        if row.metal.casefold() not in {one.casefold() for one in self._declaration.metals}:
            return "odd_mineral" if self._layout.minerals is not None else "unexplained"
        named = next((one for one in self._declaration.metals if one.casefold() == row.metal.casefold()), row.metal)
        if in_use(self._declaration, self._layout, named) is False:
            return "ended"
        return "unseen_rows" if self._declaration.rows_of(named) else "unexplained"

    def _only_ours(self, finding: Finding, key: str) -> str:
        """Say why the sheet does not call missing what Kaiji does."""
        fixed = {
            "CMRT-102": "email", "CMRT-106": "web_address", "CMRT-107": "product", "CMRT-108": "any_metal",
            "CMRT-109": "by_row", "CMRT-111": "lost", "CMRT-112": "stand_in",
        }  # fmt: skip
        if finding.code in fixed:
            return fixed[finding.code]
        entry = self._entries.get(key)
        if entry is not None and entry.kind in (EntryKind.ERROR, EntryKind.UNCACHED):
            return "lost"
        if entry is not None and entry.text and not entry.words:
            return "blanks"
        required = {row.source for row in self._sheet.rows if row.required == 1 and row.counted}
        if key not in required:
            return "not_asked"
        # A formula that shows nothing reads as an empty cell, and the sheet takes it for a filled one.
        return "blanks" if entry is not None and not entry.given else "unexplained"


def _at(entry: Entry) -> str:
    return f"{entry.source.place.sheet}!{entry.source.place.cell}"
