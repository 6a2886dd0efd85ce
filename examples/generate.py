"""Make the example's workbooks from answers.toml: the same bytes on every run.

The cells stand where the official templates have them, so that the workbooks are read like real ones; the addresses
come from Kaiji's layouts. Everything else is Kaiji's own: the workbooks are examples and not the official template.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import xlsxwriter

from kaiji.core.period import long_date
from kaiji.core.text import Language, Text
from kaiji.minerals.label import field_label, metal_label, topic_label
from kaiji.minerals.layout import Layout, Question, layouts

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "kitanami"
FAMILY = "CMRT"
ANSWER, COMMENT, LABEL = "D", "G", "B"
MADE_ON = datetime(2025, 1, 1)  # noqa: DTZ001 - a fixed moment in the file's properties, in no zone

SPECIAL = {"Smelter not listed": "", "Smelter not yet identified": "Unknown"}

TITLE = Text(
    "Supplier declaration for the Kaiji example (CMRT)",
    "Kaiji 例示用 取引先申告書 (CMRT)",
    "Kaiji 示例用供应商申报表 (CMRT)",
)
NOTE = Text(
    "An example made by Kaiji: this is not the official template, and every company, person and smelter is invented.",
    "Kaiji が作成した例です。公式テンプレートではなく、会社・人物・製錬所はすべて架空です。",
    "由 Kaiji 制作的示例，并非官方模板；其中的公司、人物和冶炼厂均为虚构。",
)
HEADINGS: Mapping[str, Text] = {
    "company": Text("The declaring company", "申告会社", "申报公司"),
    "questions": Text("Questions on each metal", "金属ごとの質問", "各金属的问题"),
    "company_questions": Text("Questions on the company", "会社に関する質問", "公司层面的问题"),
    "answer": Text("Answer", "回答", "答复"),
    "comment": Text("Comment", "コメント", "备注"),
    "smelters": Text("Smelters", "製錬所", "冶炼厂"),
    "products": Text("Products", "製品", "产品"),
    "lookup": Text("Smelter look-up", "製錬所検索リスト", "冶炼厂查找表"),
    "language": Text("Language", "言語", "语言"),
    "number": Text("product number", "製品番号", "产品编号"),
    "product_name": Text("product name", "製品名", "产品名称"),
    "alias": Text("name or alias", "名称・別名", "名称或别名"),
    "cid": Text("smelter ID", "製錬所ID", "冶炼厂识别号"),
    "id_source": Text("source of the ID", "IDの出典", "识别号来源"),
    "street": Text("street", "番地", "街道"),
    "city": Text("city", "市区町村", "城市"),
    "state": Text("state", "州・県", "省州"),
    "contact_name": Text("contact", "連絡先", "联系人"),
    "contact_email": Text("contact e-mail", "メールアドレス", "电子邮件"),
    "next_steps": Text("next steps", "今後の対応", "后续步骤"),
    "mines": Text("mines", "鉱山", "矿山"),
    "mine_countries": Text("countries of the mines", "鉱山の所在国", "矿山所在国家"),
    "recycled": Text("all recycled", "すべて再生", "全部回收"),
    "comments": Text("comments", "コメント", "备注"),
}
WIDE = {"lookup": 30, "name": 30, "alias": 30, "country": 27, "mines": 24, "comments": 24, "product_name": 34}


@dataclass(frozen=True, slots=True)
class Smelter:
    """One row of the reference list: a name, and the smelter that goes by it."""

    metal: str
    alias: str
    name: str
    country: str
    cid: str


def read_smelters() -> tuple[Smelter, ...]:
    """Read the example's reference list."""
    text = (FOLDER / "lists" / "reference.csv").read_text(encoding="utf-8")
    return tuple(
        Smelter(row["metal"], row["alias"], row["standard_name"], row["country"], row["cid"])
        for row in csv.DictReader(io.StringIO(text))
    )


def read_plan() -> Mapping[str, Any]:
    """Read answers.toml."""
    return tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8"))


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of each workbook, in the order of the plan."""
    plan, smelters = read_plan(), read_smelters()
    for one in plan["workbook"]:
        data = _Workbook(plan, one, smelters).write()
        yield one["file"], data[: len(data) // 2] if one.get("truncated") else data


class _Workbook:
    """One supplier's answer on its way into cells."""

    def __init__(self, plan: Mapping[str, Any], one: Mapping[str, Any], smelters: Sequence[Smelter]) -> None:
        self.plan, self.one, self.smelters = plan, one, smelters
        self.layout: Layout = layouts()[FAMILY, one["version"]]
        if one["language"] not in get_args(Language):
            raise ValueError(f"{one['file']}: the language {one['language']!r} is none of {get_args(Language)}")
        self.language: Language = one["language"]
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties({"title": TITLE.en, "author": "Kaiji", "comments": NOTE.en, "created": MADE_ON})
        frame = {"valign": "vcenter", "text_wrap": True, "font_size": 10}
        boxed = {**frame, "border": 1, "border_color": "#B8C4CE"}
        self.plain = self.book.add_format(frame)
        self.box = self.book.add_format(boxed)
        self.field = self.book.add_format({**boxed, "bg_color": "#FFFBE6"})
        self.day = self.book.add_format({**boxed, "bg_color": "#FFFBE6", "num_format": "yyyy-mm-dd", "align": "left"})
        self.head = self.book.add_format({**boxed, "bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF"})
        self.bar = self.book.add_format({**frame, "bold": True, "bg_color": "#D6E4E8", "font_color": "#1F4E5F"})
        self.title = self.book.add_format({"bold": True, "font_size": 15, "font_color": "#1F4E5F"})
        self.note = self.book.add_format({"italic": True, "font_size": 9, "font_color": "#9C2F00"})

    def write(self) -> bytes:
        """Write all sheets, and give the workbook's bytes."""
        self._declaration()
        self._smelter_list()
        self._product_list()
        self._lookup_list()
        self.book.close()
        return self.stream.getvalue()

    def _say(self, words: Text) -> str:
        return words.say(self.language)

    def _label(self, name: str) -> str:
        return self._say(HEADINGS[name] if name in HEADINGS else field_label(name))

    def _declaration(self) -> None:
        layout = self.layout
        sheet = self.book.add_worksheet(layout.declaration)
        for column, width in {
            "A:A": 2,
            "B:B": 44,
            "C:C": 2,
            "D:D": 44,
            "E:F": 2,
            "G:G": 40,
            "H:I": 2,
            "J:J": 18,
        }.items():
            sheet.set_column(column, width, self.plain)
        sheet.hide_gridlines(2)
        sheet.set_row(1, 24)
        sheet.set_row(2, 30)
        sheet.write_string(f"{ANSWER}2", self._say(TITLE), self.title)
        sheet.write_string(f"{LABEL}3", self._label("language"), self.box)
        sheet.write_string(layout.language_cell, self.plan["languages"][self.language], self.field)
        revision = f"Revision {layout.version}\n{long_date(layout.released)}"
        sheet.write_string(layout.version_cell, revision, self.plain)
        sheet.write_string(f"{LABEL}5", self._say(NOTE), self.note)
        self._bar(sheet, 7, "company")
        for name, address in layout.company.items():
            sheet.write_string(f"{LABEL}{address[1:]}", self._label_of_field(name), self.box)
            self._put(sheet, address, self._company(name))
        for question in layout.questions:
            self._bar(sheet, question.row - 1, f"{question.number}. {self._say(topic_label(question.topic))}")
            for offset, metal in enumerate(layout.metals):
                self._answer(sheet, question, question.row + offset, metal, self._say(metal_label(metal)))
        self._bar(sheet, layout.company_questions[0].row - 2, "company_questions")
        for question in layout.company_questions:
            label = f"{question.number}. {self._say(topic_label(question.topic))}"
            self._answer(sheet, question, question.row, "", label)
        self._page(sheet)

    def _label_of_field(self, name: str) -> str:
        return self._say(field_label(name)) + (" *" if name in self.layout.required else "")

    def _company(self, name: str) -> str | date:
        value: str | date = self.one["company"].get(name, "")
        return self.layout.scopes[str(value)] if name == "scope" and value else value

    def _bar(self, sheet: Any, row: int, words: str) -> None:
        for column in (LABEL, "C", ANSWER, "E", "F", COMMENT):
            sheet.write_blank(f"{column}{row}", None, self.bar)
        sheet.write_string(f"{LABEL}{row}", self._label(words) if words in HEADINGS else words, self.bar)
        if words != "company":
            sheet.write_string(f"{ANSWER}{row}", self._label("answer"), self.bar)
            sheet.write_string(f"{COMMENT}{row}", self._label("comment"), self.bar)

    def _answer(self, sheet: Any, question: Question, row: int, metal: str, label: str) -> None:
        sheet.write_string(f"{LABEL}{row}", label, self.box)
        self._put(sheet, f"{ANSWER}{row}", self._chosen(question, metal))
        comment = self._given("comments", question, metal)
        self._put(sheet, f"{COMMENT}{row}", comment or "")

    def _chosen(self, question: Question, metal: str) -> str:
        """Give the answer: the workbook's own, or that of its template family; No and nothing for an unused metal."""
        if metal and metal not in self.one["in_use"]:
            closed = question.topic == "added" or (question.topic == "remains" and self.layout.out_of_use == "both")
            return "No" if closed else ""
        found = self._given("answers", question, metal)
        if found is None:
            found = self.plan["answers"][self.layout.checker][question.topic]
        if found and found not in question.answers:
            raise ValueError(f"{self.one['file']}: {found!r} is no answer to question {question.number}")
        return found

    def _given(self, what: str, question: Question, metal: str) -> str | None:
        found = self.one.get(what, {}).get(question.topic)
        return found.get(metal) if isinstance(found, dict) else found

    def _smelter_list(self) -> None:
        listing = self.layout.smelter_list
        sheet = self._list_sheet(listing.sheet, "smelters", listing.first, listing.columns)
        row = listing.first
        for cells in self._rows():
            if "typed_id" in cells:
                self._typed(sheet, row, cells)
            else:
                for name, value in cells.items():
                    sheet.write_string(f"{listing.columns[name]}{row}", value, self.box)
            row += 1
        sheet.write_string(f"{listing.columns['comments']}3", f"Revision {self.layout.version}", self.plain)

    def _rows(self) -> Iterator[Mapping[str, str]]:
        """Give the cells of each smelter row by the layout's field names."""
        for metal in self.one.get("copied", ()):
            for one in self.smelters:
                if one.metal == metal:
                    yield {**self._cells(one.cid), "lookup": one.alias}
        named = [*self.plan["lists"].get(self.one.get("list", ""), ()), *self.one.get("smelters", ())]
        for given in named:
            if isinstance(given, str):
                yield {**self._cells(given), **self.one.get("cells", {}).get(given, {})}
            elif "id" in given:
                yield {**self._cells(given["id"]), **{name: value for name, value in given.items() if name != "id"}}
            else:
                yield given

    def _cells(self, cid: str) -> dict[str, str]:
        one = next(smelter for smelter in self.smelters if smelter.cid == cid)
        return {
            "metal": one.metal,
            "lookup": one.name,
            "name": one.name,
            "country": one.country,
            "identification": one.cid,
            "id_source": "Example register",
        }

    def _typed(self, sheet: Any, row: int, cells: Mapping[str, str]) -> None:
        """Write an id into column A, and formulas that look it up; without their values, or with an error as value."""
        columns, lookup = self.layout.smelter_list.columns, self.layout.lookup_list
        sheet.write_string(f"{columns['id_input']}{row}", cells["typed_id"], self.box)
        last = lookup.first + len(self.smelters) + len(SPECIAL) * len(self.layout.metals) - 1
        ids = f"'{lookup.sheet}'!${lookup.columns['cid']}${lookup.first}:${lookup.columns['cid']}${last}"
        for name, column in (("metal", "metal"), ("lookup", "name"), ("country", "country")):
            letter = lookup.columns[column]
            values = f"'{lookup.sheet}'!${letter}${lookup.first}:${letter}${last}"
            formula = f"=INDEX({values},MATCH(${columns['id_input']}{row},{ids},0))"
            if name == "country" and "shows" in cells:
                continue
            sheet.write_formula(f"{columns[name]}{row}", formula, self.box, cells.get("shows", ""))

    def _product_list(self) -> None:
        listing = self.layout.product_list
        titles = {"name": "product_name"}
        sheet = self._list_sheet(listing.sheet, "products", listing.first, listing.columns, titles)
        for row, (number, name) in enumerate(self.one.get("products", ()), start=listing.first):
            sheet.write_string(f"{listing.columns['number']}{row}", number, self.box)
            sheet.write_string(f"{listing.columns['name']}{row}", name, self.box)

    def _lookup_list(self) -> None:
        listing = self.layout.lookup_list
        sheet = self._list_sheet(listing.sheet, "lookup", listing.first, listing.columns)
        row = listing.first
        for metal in self.layout.metals:
            special = [Smelter(metal, alias, name or alias, "", "") for alias, name in SPECIAL.items()]
            for one in (*(smelter for smelter in self.smelters if smelter.metal == metal), *special):
                for name in ("metal", "alias", "name", "country", "cid"):
                    if value := getattr(one, name):
                        sheet.write_string(f"{listing.columns[name]}{row}", value, self.box)
                row += 1

    def _list_sheet(
        self,
        name: str,
        heading: str,
        first: int,
        columns: Mapping[str, str],
        titles: Mapping[str, str] | None = None,
    ) -> Any:
        """Make a list sheet with a title and a note above, as far as there is room, and its heading row."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        letters = sorted(columns.values())
        if first > 4:
            sheet.write_string(f"{letters[0]}1", self._label(heading), self.title)
            sheet.write_string(f"{letters[0]}2", self._say(NOTE), self.note)
        for field, letter in columns.items():
            title = (titles or {}).get(field, field)
            sheet.set_column(f"{letter}:{letter}", WIDE.get(title, 16), self.plain)
            sheet.write_string(f"{letter}{first - 1}", self._label(title), self.head)
        sheet.freeze_panes(first - 1, 0)
        self._page(sheet)
        return sheet

    def _put(self, sheet: Any, address: str, value: str | date) -> None:
        if isinstance(value, date):
            sheet.write_datetime(address, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001
        elif value:
            sheet.write_string(address, value, self.field)
        else:
            sheet.write_blank(address, None, self.field)

    def _page(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)


def main() -> None:
    """Write all workbooks into kitanami/responses."""
    folder = FOLDER / "responses"
    folder.mkdir(exist_ok=True)
    for name, data in workbooks():
        (folder / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
