"""What can be wrong with a file of a table of text (CSV) as a whole, before anybody looks at what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats import csv_row_rule

NAMES = {"cp932": "Shift_JIS (cp932)", "utf-16": "UTF-16"}
NOT_ASCII = re.compile(r"[^\x00-\x7f][^\r\n,;\t]{0,19}")
SHOWN = 40
MEGABYTE = 1024 * 1024


@rule(
    "FILE-201",
    Severity.INFO,
    title=Text("Not saved as UTF-8", "UTF-8以外の文字コード"),
    message=Text(
        "The file is not UTF-8; it was read as {encoding}. A piece of its text: {example}",
        "このファイルはUTF-8ではないため、{encoding}として読み取りました。本文の一部：{example}",
    ),
    remedy=Text(
        "If the piece of text reads well, nothing needs doing. If not, save the file again as “CSV UTF-8”.",
        "文字が正しければ対応は不要です。文字化けしている場合は「CSV UTF-8」で保存し直してください。",
    ),
)
def encoding_other(source: Source, encoding: str, text: str) -> Iterator[Finding]:
    """A file in another encoding than UTF-8 is read, and the guess is shown.

    What it checks
    Whether the bytes are UTF-8. If not, they are read as UTF-16 (when a byte order mark says so) or as a
    Japanese Excel saves them (cp932).

    Why it matters
    Bytes do not say their encoding. A European name read as Japanese turns into other characters without any
    error; only a person can see it, so a piece of the text is shown.

    How to put it right
    Look at the piece of text. Save as “CSV UTF-8” in Excel if it is garbled.

    Source
    RFC 4180 and RFC 3629; Microsoft's code page 932.
    """
    if encoding in NAMES:
        found = NOT_ASCII.search(text)
        yield encoding_other.finding(
            source, encoding=NAMES[encoding], example=found.group() if found else text[:SHOWN].strip()
        )


@rule(
    "FILE-202",
    Severity.ERROR,
    title=Text("Unreadable characters", "読み取れない文字"),
    message=Text(
        "Line {line} holds bytes that are no text in UTF-8, UTF-16 or Shift_JIS; they became a mark (�).",
        "{line}行目に、UTF-8・UTF-16・Shift_JISのいずれとしても読めないバイトがあり、記号（�）に置き換えました。",
    ),
    remedy=Text(
        "Open the file where it was made and save it again as “CSV UTF-8”.",
        "作成元のソフトで開き、「CSV UTF-8」で保存し直してください。",
    ),
)
def text_unreadable(source: Source, line: int) -> Iterator[Finding]:
    """Bytes that are no text are never dropped: they are marked, and their line is named.

    What it checks
    Whether the bytes are text in one of the encodings that are tried.

    Why it matters
    A damaged file, or one put together from two encodings, has wrong names in it.

    How to put it right
    Save the file again as UTF-8 from the program that made it.

    Source
    RFC 3629.
    """
    if line:
        yield text_unreadable.finding(source.at(line=line), line=line)


@rule(
    "FILE-203",
    Severity.ERROR,
    title=Text("File too large", "ファイルサイズの超過"),
    message=Text(
        "The file has {size} MB; at most {limit} MB are read. Nothing of it was read.",
        "ファイルが{size} MBあります。上限は{limit} MBのため、読み取っていません。",
    ),
    remedy=Text(
        "Check that it is the right file; if it is, split it into parts.",
        "正しいファイルかどうか確認し、正しい場合は分割してください。",
    ),
)
def file_too_large(source: Source, size: int, limit: int) -> Iterator[Finding]:
    """A file beyond the limit is refused before it is opened.

    What it checks
    The number of bytes against the limit.

    Why it matters
    Files come from strangers; one of them must not be able to stop the work for all.

    How to put it right
    Look whether it is the file that was meant. Split it if it is.

    Source
    A limit of this project.
    """
    if size > limit:
        yield file_too_large.finding(source, size=-(-size // MEGABYTE), limit=max(1, limit // MEGABYTE))


@rule(
    "FILE-204",
    Severity.ERROR,
    title=Text("Too many rows", "行数の超過"),
    message=Text(
        "Only the first {limit} rows were read; about {left} rows from here on were not.",
        "先頭の{limit}行だけを読み取りました。ここから先の約{left}行は読み取っていません。",
    ),
    remedy=Text(
        "Check that it is the right file; if it is, split it into parts.",
        "正しいファイルかどうか確認し、正しい場合は分割してください。",
    ),
)
def rows_too_many(source: Source, limit: int, left: int) -> Iterator[Finding]:
    """Rows beyond the limit are counted and reported, never passed over.

    What it checks
    The number of rows against the limit.

    Why it matters
    Figures made from a part of a list are wrong.

    How to put it right
    Look whether it is the file that was meant. Split it if it is.

    Source
    A limit of this project.
    """
    if left > 0:
        yield rows_too_many.finding(source, limit=limit, left=left)


@rule(
    "FILE-209",
    Severity.WARN,
    title=Text("NUL characters", "NUL文字"),
    message=Text(
        "This row holds NUL characters, which no text has: {text}",
        "この行に、文章にはないはずのNUL文字が含まれています：{text}",
    ),
    remedy=Text(
        "Save the file again as “CSV UTF-8”; it may be damaged, or UTF-16 without its mark.",
        "「CSV UTF-8」で保存し直してください。破損しているか、目印のないUTF-16の可能性があります。",
    ),
)
def nul_character(source: Source, text: str) -> Iterator[Finding]:
    """NUL characters are a sign of a damaged file.

    What it checks
    Every cell for the character NUL; the first in each row is reported.

    Why it matters
    Names with a hidden character in them match nothing.

    How to put it right
    Save the file again as UTF-8.

    Source
    RFC 4180, section 2 (text data).
    """
    if "\0" in text:
        yield nul_character.finding(source, text=text.replace("\0", "␀")[:SHOWN])


@rule(
    "FILE-211",
    Severity.ERROR,
    title=Text("Empty file", "空のファイル"),
    message=Text("There is nothing in this file.", "このファイルには何も入っていません。"),
    remedy=Text(
        "Save it again with its header row, or take it out of the folder.",
        "見出し行を含めて保存し直すか、フォルダーから外してください。",
    ),
)
def file_empty(source: Source) -> Iterator[Finding]:
    """An empty file is not an empty list.

    What it checks
    Whether there is at least one line with something on it.

    Why it matters
    A list without rows still has a header. A file without anything was not saved well.

    How to put it right
    Save it again.

    Source
    A rule of this project.
    """
    yield file_empty.finding(source)


@rule(
    "FILE-213",
    Severity.INFO,
    title=Text("Findings left out", "省略した指摘"),
    message=Text(
        "{count} more findings of {code} were left out.", "{code} の指摘がほかに{count}件あり、省略しました。"
    ),
    remedy=Text(
        "Put right those that are shown, then read the file again.",
        "表示されたものを直してから、もう一度読み込んでください。",
    ),
)
def findings_left_out(source: Source, code: str, count: int) -> Iterator[Finding]:
    """The same fault in thousands of rows is shown some times and then counted.

    What it checks
    How many findings one rule made in one file.

    Why it matters
    A list of a hundred thousand findings hides the others, and fills the memory.

    How to put it right
    They mostly have one cause: put it right and read again.

    Source
    A limit of this project.
    """
    if count > 0:
        yield findings_left_out.finding(source, code=code, count=count)


RULES: tuple[AnyRule, ...] = (
    encoding_other,
    text_unreadable,
    file_too_large,
    rows_too_many,
    nul_character,
    file_empty,
    findings_left_out,
    *csv_row_rule.RULES,
)
