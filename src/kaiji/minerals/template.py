"""Which official template is this? Told from the workbook itself, whatever its language and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.minerals.layout import Layout, layouts, nearest

VERSION = re.compile(r"(?:Revision|Version)\s+(\d+(?:\.\d+)?[a-z]?)", re.IGNORECASE)
BARE_VERSION = re.compile(r"^\s*(\d+(?:\.\d+)?)\b")
ABBREVIATION = re.compile(r"[(（]\s*(CMRT|EMRT|CRT|AMRT)\b")
DECLARATION = "Declaration"


@dataclass(frozen=True, slots=True)
class Template:
    """What a workbook says it is.

    Args:
        family: ``CMRT``, ``EMRT``, ``CRT``, ``AMRT``, or nothing for a workbook of another kind.
        version: as printed, or nothing where it could not be read.
        revision: the release date as printed beside the version.
        language: what the language cell says.
        layout: the layout to read it by, if there is one.
        exact: the layout is this version's own.
    """

    family: str
    version: str
    revision: str
    language: str
    layout: Layout | None
    exact: bool


def recognise(workbook: Workbook) -> Template:
    """Tell family, version and layout of a workbook."""
    family = _family(workbook)
    version, revision = _version(workbook)
    if not family:
        return Template("", "", "", "", None, exact=False)
    own = layouts().get((family, version))
    layout = own or (nearest(family, version) if version else None)
    return Template(family, version, revision, _text(workbook, DECLARATION, "D3"), layout, own is not None)


def check_template(workbook: Workbook, template: Template) -> Iterator[Finding]:
    """Run the rules on what was recognised."""
    for one in (not_a_template, version_unknown, layout_nearest, layout_unseen, sheet_missing):
        yield from one(workbook, template)


@rule(
    "CMRT-001",
    Severity.ERROR,
    title=Text("Not a reporting template", "報告テンプレートではないファイル", "不是报告模板"),
    message=Text(
        "This workbook is none of the reporting templates (CMRT, EMRT, AMRT, CRT): its sheets are {sheets}.",
        "このブックは報告テンプレート（CMRT、EMRT、AMRT、CRT）のいずれでもありません。シート：{sheets}",
        "该工作簿不是任何报告模板（CMRT、EMRT、AMRT、CRT）；其工作表为：{sheets}。",
    ),
    remedy=Text(
        "Send the completed reporting template as an Excel workbook; if this file was never meant as an answer, take it out of the folder.",
        "記入済みの報告テンプレート（Excel ブック）を送付してください。回答でないファイルは、フォルダーから除いてください。",
        "请发送填写完毕的报告模板（Excel 工作簿）；若该文件并非答复，请将其移出文件夹。",
    ),
)
def not_a_template(workbook: Workbook, template: Template) -> Iterator[Finding]:
    """A workbook that holds no reporting template counts as no answer.

    What it checks
    The names of the sheets, the title cell and the version cell, which are the same in every language. A workbook
    that has none of the marks of a reporting template is reported once, and not looked at further.

    Why it matters
    A supplier that sent a price list has not answered. It must appear as not having answered, and nobody should
    have to open the file to find that out.

    How to put it right
    Ask the supplier for the template, or remove the file from the folder of responses.

    Source
    Sheet names of the official workbooks from 2011 to 2025.
    """
    if not template.family:
        names = workbook.sheet_names[:8]
        shown = names if len(workbook.sheet_names) <= len(names) else (*names, "…")
        yield not_a_template.finding(workbook.source, sheets=tuple(shown))


@rule(
    "CMRT-002",
    Severity.ERROR,
    title=Text("Template version not found", "テンプレートの版が不明", "未找到模板版本"),
    message=Text(
        "This is a {family} workbook, but the cell that states its version (Declaration!J3) says {text}.",
        "{family} のブックですが、版を示すセル（Declaration!J3）が「{text}」となっています。",
        "这是 {family} 工作簿，但注明版本的单元格（Declaration!J3）为{text}。",
    ),
    remedy=Text(
        "Copy the answers into an unchanged template of a current version.",
        "現行版の変更されていないテンプレートに回答を移してください。",
        "请将答案复制到现行版本的未改动模板中。",
    ),
)
def version_unknown(workbook: Workbook, template: Template) -> Iterator[Finding]:
    """The answers of a template can only be read when its version is known.

    What it checks
    The version cell of the Declaration sheet, which no language changes.

    Why it matters
    The same cell holds different questions in different versions. Reading by a guessed version would put answers
    under the wrong questions.

    How to put it right
    Have the answers copied into an unchanged workbook.

    Source
    Cell J3 of the official workbooks.
    """
    if template.family and not template.version:
        text = _text(workbook, DECLARATION, "J3") or "—"
        yield version_unknown.finding(
            workbook.source.at(sheet=DECLARATION, cell="J3"), family=template.family, text=text
        )


@rule(
    "CMRT-004",
    Severity.WARN,
    title=Text("Read by the nearest layout", "近い版のレイアウトで読み取り", "按最接近的版式读取"),
    message=Text(
        "{family} {version} is not a revision we know; it was read by the layout of {nearest}.",
        "{family} {version} は未知の改訂版のため、{nearest} のレイアウトで読み取りました。",
        "{family} {version} 是未知的修订版，已按 {nearest} 的版式读取。",
    ),
    remedy=Text(
        "Nothing needs to be changed in the workbook. Compare a few answers first; “kaiji minerals layout” drafts this revision's layout.",
        "ブックの修正は不要です。利用前にいくつかの回答を照合してください。この改訂版のレイアウトは kaiji minerals layout で作成できます。",
        "工作簿无需更改。使用前请核对若干答案；可用 kaiji minerals layout 起草该修订版的版式。",
    ),
)
def layout_nearest(workbook: Workbook, template: Template) -> Iterator[Finding]:
    """A newer revision of a known version is read by its nearest relative, and that is said.

    What it checks
    Whether the layout used is the revision's own.

    Why it matters
    Revisions of one version have kept their cells so far. If one ever does not, the answers would be shifted.

    How to put it right
    Check some answers by eye, then have the layout added: `kaiji minerals layout FILE` drafts it from a blank workbook and
    shows what has moved.

    Source
    The layout files of this project.
    """
    if template.layout is not None and not template.exact:
        yield layout_nearest.finding(
            workbook.source.at(sheet=DECLARATION, cell=template.layout.version_cell),
            family=template.family,
            version=template.version,
            nearest=template.layout.version,
        )


@rule(
    "CMRT-006",
    Severity.WARN,
    title=Text("Layout made without a workbook", "実物によらないレイアウト", "未经实物核对的版式"),
    message=Text(
        "{family} {version} was read by a layout that nobody has compared with a workbook of this version.",
        "{family} {version} は、この版の実物と照合されていないレイアウトで読み取りました。",
        "{family} {version} 是按未与该版本实物核对的版式读取的。",
    ),
    remedy=Text(
        "Nothing needs to be changed in the workbook. Compare a few answers; “kaiji minerals layout” shows whether any cell has moved.",
        "ブックの修正は不要です。いくつかの回答を照合してください。セルの移動は kaiji minerals layout で確認できます。",
        "工作簿无需更改。请核对若干答案；可用 kaiji minerals layout 查看单元格是否移动。",
    ),
)
def layout_unseen(workbook: Workbook, template: Template) -> Iterator[Finding]:
    """What is known of some old versions comes from records of them, or from the versions before and after.

    What it checks
    Whether the layout used was made from a workbook of its version.

    Why it matters
    A cell that stands elsewhere in this version would be read as the answer to another question.

    How to put it right
    Check some answers by eye, or compare the layout with a workbook of the version: `kaiji minerals layout FILE`.

    Source
    The layout files of this project, which say what each was read from.
    """
    if template.layout is not None and not template.layout.seen:
        yield layout_unseen.finding(
            workbook.source.at(sheet=DECLARATION, cell=template.layout.version_cell),
            family=template.family,
            version=template.version,
        )


@rule(
    "CMRT-005",
    Severity.ERROR,
    title=Text("A sheet of the template is missing", "テンプレートのシートの欠落", "缺少模板的工作表"),
    message=Text(
        "The sheet {sheet} is missing or cannot be read.",
        "シート「{sheet}」がないか、読み取れません。",
        "工作表“{sheet}”缺失或无法读取。",
    ),
    remedy=Text(
        "Send the whole workbook, with all its sheets as they were delivered.",
        "配布時のシートをすべて含むブック全体を送付してください。",
        "请发送完整的工作簿，保留原有的全部工作表。",
    ),
)
def sheet_missing(workbook: Workbook, template: Template) -> Iterator[Finding]:
    """Answers on a sheet that was taken out of the workbook are unknown, not empty.

    What it checks
    Whether the Declaration, the Smelter List and the Product List of the version are there and can be read.

    Why it matters
    A missing smelter list looks like a supplier without smelters.

    How to put it right
    Ask for the whole workbook.

    Source
    The layout of the version.
    """
    if template.layout is None:
        return
    for name in (template.layout.declaration, *(one.sheet for one in template.layout.lists)):
        if workbook.sheet(name) is None:
            yield sheet_missing.finding(workbook.source.at(sheet=name), sheet=name)


def _family(workbook: Workbook) -> str:
    names = set(workbook.sheet_names)
    if "Minerals Scope" in names and DECLARATION in names:
        return "AMRT"
    if "Smelter and Mine List" in names:
        return "CMRT"
    if DECLARATION not in names:
        return ""
    if "Mine List" in names:
        return "EMRT"
    if found := ABBREVIATION.search(_text(workbook, DECLARATION, "D2")):
        return found.group(1)
    if "Standard Smelter Names" in names:
        return "CMRT"
    return _family_by_labels(workbook) or _family_by_lookup(workbook)


def _family_by_labels(workbook: Workbook) -> str:
    """Tell the family from the hidden list of labels, whose English column holds constants."""
    labels = workbook.sheet("L")
    if labels is None:
        return ""
    for row in range(1, min(labels.last_row, 2000) + 1):
        key, sheet, cell, english = labels.row_values(row, 1, 4)
        at_title = (sheet == DECLARATION and cell == "D2") or key == "DeclarationD2"
        if at_title and isinstance(english, str) and (found := ABBREVIATION.search(english)):
            return found.group(1)
    return ""


def _family_by_lookup(workbook: Workbook) -> str:
    """Tell the family from the metals of its look-up list."""
    sheet = workbook.sheet("Smelter Look-up")
    if sheet is None:
        return ""
    metals = {sheet.at(row, 1) for row in range(5, min(sheet.last_row, 2000) + 1)}
    if "Tantalum" in metals:
        return "CMRT"
    if "Mica" in metals or "Lithium" in metals:
        return "EMRT"
    return "CRT" if "Cobalt" in metals else ""


def _version(workbook: Workbook) -> tuple[str, str]:
    places = (
        (DECLARATION, "J3"),
        ("Smelter List", "Q3"),
        ("Smelter List", "O3"),
        ("Smelter List", "N3"),
        ("Mine List", "M3"),
    )
    for sheet, cell in places:
        text = _text(workbook, sheet, cell)
        if found := VERSION.search(text):
            version = "2.00" if found.group(1) == "2" else found.group(1)
            return version, text[found.end() :].strip()
    if "revision" in _text(workbook, DECLARATION, "I3").casefold():
        text = _text(workbook, DECLARATION, "J3")
        if found := BARE_VERSION.match(text):
            return f"{found.group(1)}.00", text[found.end() :].strip(" .")
    return "", ""


def _text(workbook: Workbook, sheet: str, cell: str) -> str:
    found = workbook.sheet(sheet)
    value = found.value(cell) if found is not None else None
    return value if isinstance(value, str) else ""


RULES: tuple[AnyRule, ...] = (not_a_template, version_unknown, layout_nearest, layout_unseen, sheet_missing)
