"""What can be wrong with a received file before any cell is read: rules FILE-001 to FILE-011 and FILE-014."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx import guard_rule

WORKBOOK_NAMES = ("xlsx", "xlsm", "xltx", "xltm", "xls", "xlt")
ASK_FOR_ORIGINAL = Text(
    "Send the original workbook, saved as .xlsx by the spreadsheet program.",
    "表計算ソフトで .xlsx 形式として保存した元のファイルを送付してください。",
    "请发送由电子表格软件保存为 .xlsx 的原始工作簿。",
)


def ending(name: str) -> str:
    """Give a file name's ending in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


@rule(
    "FILE-001",
    Severity.ERROR,
    title=Text("The file is empty", "ファイルが空です", "文件为空"),
    message=Text(
        "The file has no content at all (0 bytes).",
        "ファイルに内容がまったくありません（0 バイト）。",
        "文件没有任何内容（0 字节）。",
    ),
    remedy=Text(
        "Send the file again; the transfer was probably cut off.",
        "転送が途中で失敗した可能性があります。ファイルを再送してください。",
        "传输可能中断，请重新发送文件。",
    ),
)
def empty_file(source: Source, size: int) -> Iterator[Finding]:
    """A received file must have content.

    What it checks
    That the file is longer than 0 bytes.

    Why it matters
    An empty file is no answer, but it looks like one in a folder of answers.

    How to put it right
    Ask the sender to send the file again.

    Source
    Own experience with mail gateways and upload forms.
    """
    if size == 0:
        yield empty_file.finding(source)


@rule(
    "FILE-002",
    Severity.ERROR,
    title=Text("The file is too large", "ファイルが大きすぎます", "文件过大"),
    message=Text(
        "The file has {size} bytes; files of more than {most} bytes are not opened.",
        "ファイルのサイズは {size} バイトです。{most} バイトを超えるファイルは開きません。",
        "文件有 {size} 字节；超过 {most} 字节的文件不予打开。",
    ),
    remedy=Text(
        "Remove pictures and unused sheets, or answer in a fresh template.",
        "画像や使っていないシートを削除するか、新しいテンプレートに記入してください。",
        "请删除图片和未使用的工作表，或在全新的模板中重新填写。",
    ),
)
def too_large(source: Source, size: int, most: int) -> Iterator[Finding]:
    """A received file must not exceed the size that can be opened safely.

    What it checks
    The size of the file as received.

    Why it matters
    Blank official templates have one to two megabytes. A file many times as large can exhaust the machine that reads it.

    How to put it right
    Have pictures and unused sheets removed, or have the answers typed into a fresh template.

    Source
    Own limit, from the sizes of the official templates.
    """
    if size > most:
        yield too_large.finding(source, size=size, most=most)


@rule(
    "FILE-003",
    Severity.ERROR,
    title=Text("The file is not a workbook", "ファイルがワークブックではありません", "文件不是工作簿"),
    message=Text(
        "The file is not a workbook; it seems to be {seems}.",
        "ファイルはワークブックではなく、{seems}のようです。",
        "该文件不是工作簿，似乎是{seems}。",
    ),
    remedy=ASK_FOR_ORIGINAL,
)
def not_a_workbook(source: Source, seems: Text) -> Iterator[Finding]:
    """A received file must be a workbook, whatever its name says.

    What it checks
    The first bytes of the file and, for containers, what is inside.

    Why it matters
    Answers on pictures, in letters or in PDF files cannot be checked or rolled up.

    How to put it right
    Ask for the original workbook.

    Source
    The published signatures of the file formats.
    """
    if ending(source.file) not in WORKBOOK_NAMES:
        yield not_a_workbook.finding(source, seems=seems)


@rule(
    "FILE-004",
    Severity.ERROR,
    title=Text(
        "Another kind of file under a workbook's name",
        "ワークブックの名前が付いた別種のファイルです",
        "名为工作簿的其他文件",
    ),
    message=Text(
        "The name ends in .{ending}, but the file is no workbook; it seems to be {seems}.",
        "ファイル名の末尾は .{ending} ですが、内容はワークブックではなく、{seems}のようです。",
        "文件名以 .{ending} 结尾，但内容不是工作簿，似乎是{seems}。",
    ),
    remedy=ASK_FOR_ORIGINAL,
)
def renamed(source: Source, seems: Text) -> Iterator[Finding]:
    """A file that is named like a workbook must be one.

    What it checks
    Whether a file whose name ends in .xlsx, .xls or the like is something else inside.

    Why it matters
    Changing the ending of a name does not change the file. Spreadsheet programs may open a web page or a text under such a
    name without a word, so the sender may not know.

    How to put it right
    Ask for the original workbook, saved as .xlsx.

    Source
    The published signatures of the file formats.
    """
    if ending(source.file) in WORKBOOK_NAMES:
        yield renamed.finding(source, ending=ending(source.file), seems=seems)


@rule(
    "FILE-005",
    Severity.ERROR,
    title=Text("The file is damaged", "ファイルが破損しています", "文件已损坏"),
    message=Text(
        "The file is damaged and cannot be opened: {detail}.",
        "ファイルが破損しており、開けません。{detail}。",
        "文件已损坏，无法打开：{detail}。",
    ),
    remedy=Text(
        "Open the file in the spreadsheet program, save it under a new name, and send that.",
        "表計算ソフトで開き、別名で保存して送付してください。",
        "请用电子表格软件打开该文件，以新文件名另存后重新发送。",
    ),
)
def damaged(source: Source, detail: Text) -> Iterator[Finding]:
    """A workbook's container must be whole.

    What it checks
    The directory of the container, the lengths and check sums of the parts that are read, and the parts a workbook needs.

    Why it matters
    A cut-off or altered file may show some answers and hide others; nothing in it can be relied on.

    How to put it right
    Have the file saved again and sent again.

    Source
    ZIP (APPNOTE 6.3), MS-CFB, ECMA-376 part 2.
    """
    yield damaged.finding(source, detail=detail)


@rule(
    "FILE-010",
    Severity.INFO,
    title=Text("The name says another workbook format", "拡張子と実際の形式が異なります", "扩展名与实际格式不符"),
    message=Text(
        "The name ends in .{ending}, but the content is .{kind}; it was read all the same.",
        "ファイル名の末尾は .{ending} ですが、内容は .{kind} 形式です。そのまま読み取りました。",
        "文件名以 .{ending} 结尾，但内容为 .{kind} 格式；仍已读取。",
    ),
    remedy=Text(
        "Nothing needs to be done; keep in mind that spreadsheet programs warn when they open it.",
        "対応は不要です。表計算ソフトで開くと警告が表示されることがあります。",
        "无需处理；请注意电子表格软件打开时会发出警告。",
    ),
)
def other_ending(source: Source, kind: str) -> Iterator[Finding]:
    """A workbook's name should say which of the two formats it has.

    What it checks
    Whether .xls stands on a workbook of the newer format, or .xlsx on one of the older.

    Why it matters
    The sender's program warns or refuses to open it, and other tools take it for damaged.

    How to put it right
    Nothing needs to be done for the reading.

    Source
    ECMA-376 and MS-XLS.
    """
    name = ending(source.file)
    if name in WORKBOOK_NAMES and (name in ("xls", "xlt")) != (kind == "xls"):
        yield other_ending.finding(source, ending=name, kind=kind)


@rule(
    "FILE-011",
    Severity.ERROR,
    title=Text(
        "The workbook is in a format that is not read", "対応していない形式のワークブックです", "不支持的工作簿格式"
    ),
    message=Text(
        "The file is a workbook in {format}, which is not read.",
        "ファイルは{format}のワークブックで、読み取りに対応していません。",
        "文件是{format}的工作簿，无法读取。",
    ),
    remedy=Text(
        "Open it in a spreadsheet program, save it as .xlsx, and send that.",
        "表計算ソフトで開き、.xlsx 形式で保存して送付してください。",
        "请用电子表格软件打开并另存为 .xlsx，然后重新发送。",
    ),
)
def unsupported(source: Source, format: Text) -> Iterator[Finding]:  # noqa: A002 - the word of the sentence
    """A workbook must be in one of the two formats of the official templates.

    What it checks
    Whether the file is a binary workbook (.xlsb), an OpenDocument sheet (.ods), or older than Excel 97.

    Why it matters
    The official templates exist as .xlsx and .xls; a copy in another format has been converted and may have lost formulas.

    How to put it right
    Have it saved as .xlsx.

    Source
    MS-XLSB, OpenDocument 1.3, MS-XLS (BIFF5 and older).
    """
    yield unsupported.finding(source, format=format)


RULES: tuple[AnyRule, ...] = (
    empty_file,
    too_large,
    not_a_workbook,
    renamed,
    damaged,
    other_ending,
    unsupported,
    *guard_rule.RULES,
)
