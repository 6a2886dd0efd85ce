"""Workbooks that are locked, that would expand beyond reason, or that could do harm."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


@rule(
    "FILE-006",
    Severity.ERROR,
    title=Text("The file is locked with a password", "ファイルがパスワードで保護されています", "文件有密码"),
    message=Text(
        "The file is encrypted with a password and cannot be opened.",
        "ファイルがパスワードで暗号化されているため、開けません。",
        "文件已用密码加密，无法打开。",
    ),
    remedy=Text(
        "Send the file without the password to open it.",
        "開くためのパスワードを外したファイルを送付してください。",
        "请发送不需要密码即可打开的文件。",
    ),
)
def locked(source: Source) -> Iterator[Finding]:
    """A received workbook must open without a password.

    What it checks
    Whether the file is encrypted, and not with the password that the programs use on their own.

    Why it matters
    Its answers cannot be read.

    How to put it right
    Ask for the file without its password. Sheet protection may stay: it does not prevent reading.

    Source
    MS-OFFCRYPTO; MS-XLS, record FilePass.
    """
    yield locked.finding(source)


@rule(
    "FILE-007",
    Severity.INFO,
    title=Text(
        "The file was encrypted with the program's own password",
        "ファイルは既定のパスワードで暗号化されていました",
        "文件以软件的默认密码加密",
    ),
    message=Text(
        "The file was encrypted with the default password of the spreadsheet program; it was opened with it.",
        "ファイルは表計算ソフトの既定のパスワードで暗号化されていました。このパスワードで開いて読み取りました。",
        "文件以电子表格软件的默认密码加密，已用该密码打开。",
    ),
    remedy=Text("Nothing needs to be done.", "対応は不要です。", "无需处理。"),
)
def default_password(source: Source) -> Iterator[Finding]:
    """A workbook with protected structure may be encrypted with a password everybody knows.

    What it checks
    Whether an encrypted file opens with the default password of the spreadsheet program.

    Why it matters
    Other tools take such a file for damaged or locked. It is told so that the copy that was read can be told from the file
    that was received.

    How to put it right
    Nothing needs to be done.

    Source
    MS-OFFCRYPTO, default password; the official template 3.01 (.xls) is stored this way.
    """
    yield default_password.finding(source)


@rule(
    "FILE-008",
    Severity.ERROR,
    title=Text("The file expands too much", "展開後のサイズが大きすぎます", "文件解压后过大"),
    message=Text(
        "The file would expand beyond what is safe to open ({part}).",
        "ファイルを展開すると、安全に開けるサイズを超えます（{part}）。",
        "文件解压后将超出安全范围（{part}）。",
    ),
    remedy=Text(
        "Copy the answers into a fresh workbook and send that; nobody should open this file by hand before its origin is known.",
        "新しいワークブックに回答を移して送付してください。入手経路が分かるまで、このファイルは手作業でも開かないでください。",
        "请将答案移入全新的工作簿并发送；在查明来源之前，任何人都不应手动打开该文件。",
    ),
)
def expands(source: Source, part: str) -> Iterator[Finding]:
    """A workbook must not unpack to a size that exhausts the machine.

    What it checks
    The unpacked sizes that the container declares, their ratio to the packed ones, and what really comes out.

    Why it matters
    A file of two megabytes can be made to unpack to gigabytes, on purpose.

    How to put it right
    Find out where the file comes from; ask for a fresh workbook.

    Source
    CWE-409, improper handling of highly compressed data.
    """
    yield expands.finding(source, part=part)


@rule(
    "FILE-009",
    Severity.ERROR,
    title=Text("The container is built in a hostile way", "ファイルの内部構造に不審な点があります", "文件内部结构可疑"),
    message=Text(
        "The file's container is not built as spreadsheet programs do: {detail}.",
        "ファイルの内部構造が、表計算ソフトの作るものと異なります。{detail}。",
        "文件的内部结构与电子表格软件生成的不同：{detail}。",
    ),
    remedy=Text(
        "Copy the answers into a fresh workbook and send that; nobody should open this file by hand before its origin is known.",
        "新しいワークブックに回答を移して送付してください。入手経路が分かるまで、このファイルは手作業でも開かないでください。",
        "请将答案移入全新的工作簿并发送；在查明来源之前，任何人都不应手动打开该文件。",
    ),
)
def hostile(source: Source, detail: Text) -> Iterator[Finding]:
    """A workbook's container must hold each part once, under an honest name.

    What it checks
    The number of the parts; names that occur twice, begin at the root of a disk or climb out of the folder.

    Why it matters
    Two parts of the same name let two readers see two different answers; the other tricks aim at the machine.

    How to put it right
    Find out where the file comes from; ask for a fresh workbook.

    Source
    ECMA-376 part 2 (part names are unique); CWE-22, path traversal.
    """
    yield hostile.finding(source, detail=detail)


@rule(
    "FILE-014",
    Severity.ERROR,
    title=Text("The file defines entities", "ファイルに実体宣言が含まれています", "文件含有实体声明"),
    message=Text(
        "A part of the file ({part}) has a document type or entities, which no spreadsheet program writes.",
        "ファイルの一部（{part}）に文書型または実体の宣言があります。表計算ソフトはこのような宣言を書き込みません。",
        "文件的一部分（{part}）含有文档类型或实体声明，电子表格软件不会写入这类内容。",
    ),
    remedy=Text(
        "Copy the answers into a fresh workbook and send that; nobody should open this file by hand before its origin is known.",
        "新しいワークブックに回答を移して送付してください。入手経路が分かるまで、このファイルは手作業でも開かないでください。",
        "请将答案移入全新的工作簿并发送；在查明来源之前，任何人都不应手动打开该文件。",
    ),
)
def entities(source: Source, part: str) -> Iterator[Finding]:
    """No part of a workbook may declare a document type or entities.

    What it checks
    The XML of each part that is read.

    Why it matters
    Entities can fetch other files into the answer, or multiply until memory is full. Honest workbooks have none.

    How to put it right
    Find out where the file comes from; ask for a fresh workbook.

    Source
    ECMA-376 part 2, 8.1.1: parts hold no document type declaration; CWE-611 and CWE-776.
    """
    yield entities.finding(source, part=part)


RULES: tuple[AnyRule, ...] = (
    locked,
    default_password,
    expands,
    hostile,
    entities,
)
