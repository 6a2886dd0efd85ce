"""What can be wrong with a file before anybody has looked into it."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


@rule(
    "FILE-301",
    Severity.ERROR,
    title=Text("The file cannot be opened", "開けないファイル", "文件无法打开"),
    message=Text("{file} cannot be opened: {reason}.", "{file} を開けません：{reason}", "无法打开 {file}：{reason}"),
    remedy=Text(
        "Check that the file is there and that you may read it, then run the command again.",
        "ファイルの有無と読み取り権限を確認し、もう一度実行してください。",
        "请确认文件存在且有读取权限，然后重新运行命令。",
    ),
)
def file_unreadable(source: Source, reason: str) -> Iterator[Finding]:
    """A file that the system does not let us read is named, and the others go on.

    What it checks
    Whether the operating system gives the file's bytes.

    Why it matters
    One file with wrong permissions must not stop the reading of all others, and must not be left out in silence.

    How to put it right
    Mend the permissions or the path.

    Source
    Rule of this project.
    """
    yield file_unreadable.finding(source, file=source.file, reason=reason)


@rule(
    "FILE-302",
    Severity.ERROR,
    title=Text("The file is too large", "大きすぎるファイル", "文件过大"),
    message=Text(
        "{file} has {size} MB; files over 50 MB are not read.",
        "{file} は {size} MB です。50 MB を超えるファイルは読み取りません。",
        "{file} 大小为 {size} MB；超过 50 MB 的文件不予读取。",
    ),
    remedy=Text(
        "Send the workbook without attachments and pictures; a filled template has under 3 MB.",
        "添付や画像のないブックを送付してください。記入済みテンプレートは通常 3 MB 未満です。",
        "请发送不含附件和图片的工作簿；填写完毕的模板不超过 3 MB。",
    ),
)
def file_too_large(source: Source, size: int) -> Iterator[Finding]:
    """A file far larger than any template is not read into memory.

    What it checks
    The file's size on disk, before it is opened.

    Why it matters
    Files come from strangers. One of them must not be able to exhaust the machine.

    How to put it right
    Ask for a smaller file.

    Source
    Sizes of the official workbooks (0.4 to 2.4 MB).
    """
    yield file_too_large.finding(source, file=source.file, size=size // (1024 * 1024))


@rule(
    "FILE-303",
    Severity.ERROR,
    title=Text("Reading broke off", "読み取りの中断", "读取中断"),
    message=Text(
        "Reading {file} made the reading process stop.",
        "{file} の読み取り中にプロセスが停止しました。",
        "读取 {file} 时进程中止。",
    ),
    remedy=Text(
        "Keep the file, ask the sender for a new copy, and report the fault to Kaiji's developers.",
        "ファイルを保管し、送付元に再送を依頼するとともに、Kaiji の開発者に報告してください。",
        "请保留该文件，请发送方重新发送，并将故障报告给 Kaiji 的开发者。",
    ),
)
def reader_failed(source: Source) -> Iterator[Finding]:
    """A file that kills its reader is lost alone.

    What it checks
    Whether the process that read the file ended before it had a result, twice.

    Why it matters
    The other files' results are kept, and this one is not counted as read.

    How to put it right
    Ask for a new copy of the file.

    Source
    Rule of this project.
    """
    yield reader_failed.finding(source, file=source.file)


@rule(
    "FILE-304",
    Severity.ERROR,
    title=Text("An empty folder", "空のフォルダー", "空文件夹"),
    message=Text(
        "There is no file in the folder {folder}.",
        "フォルダー {folder} にファイルがありません。",
        "文件夹 {folder} 中没有文件。",
    ),
    remedy=Text(
        "Put the workbooks that suppliers sent into it, or name another folder.",
        "取引先から届いたブックを入れるか、別のフォルダーを指定してください。",
        "请放入供应商发来的工作簿，或指定其他文件夹。",
    ),
)
def folder_empty(source: Source) -> Iterator[Finding]:
    """An empty folder is said to be empty, and not taken for a clean one.

    What it checks
    Whether a folder that was named holds any file; hidden files and lock files of spreadsheet programs do not count.

    Why it matters
    "No findings" on nothing would look like a survey without faults.

    How to put it right
    Name the right folder.

    Source
    Rule of this project.
    """
    yield folder_empty.finding(source, folder=source.file)


RULES: tuple[AnyRule, ...] = (file_unreadable, file_too_large, reader_failed, folder_empty)
