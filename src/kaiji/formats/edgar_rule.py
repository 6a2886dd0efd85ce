"""What EDGAR does not take, or would show otherwise than it was meant: names, bytes, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats import edgar_tag_rule
from kaiji.formats.edgar_law import edgar_law

SHOWN = 60
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
RUNNING = re.compile(r"\s*(?:javascript|vbscript|data)\s*:|expression\s*\(|behavior\s*:|@import", re.IGNORECASE)
OUTSIDE = re.compile(r"url\s*\(|//", re.IGNORECASE)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:[a-z]+|%)?\s*(?:;|$)"
    r"|(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b)",
    re.IGNORECASE,
)
HIGH = re.compile(rb"[^\x00-\x7f]")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@rule(
    "FILE-105",
    Severity.ERROR,
    title=Text("Not 7-bit ASCII", "ASCII以外の文字"),
    message=Text(
        "Line {line} holds a byte that is not 7-bit ASCII: {byte}.",
        "{line}行目に7ビットASCII以外のバイトがあります：{byte}",
    ),
    remedy=Text(
        "In HTML, write the character as a numeric reference (&#8217;); in text, spell it in ASCII.",
        "HTMLでは数値文字参照（&#8217;）、テキストではASCIIの綴りに直してください。",
    ),
    citation="EDGAR Filer Manual, volume II, chapter 5",
)
def byte_not_ascii(source: Source, line: int, content: bytes) -> Iterator[Finding]:
    """The bytes of a filing are 7-bit ASCII without control characters.

    What it checks
    Each line; the first such byte of a line is named.

    Why it matters
    A quotation mark in another encoding becomes another character, or makes the filing fail.

    How to put it right
    Use numeric references in HTML and plain spelling in text.

    Source
    EDGAR Filer Manual, volume II, chapter 5.
    """
    found = HIGH.search(content) or CONTROL.search(content)
    if found:
        yield byte_not_ascii.finding(source.at(line=line), line=line, byte=f"0x{found.group()[0]:02X}")


@rule(
    "FILE-106",
    Severity.ERROR,
    title=Text("File name not allowed", "使用できないファイル名"),
    message=Text("The file name “{name}” cannot be filed: {reason}", "ファイル名「{name}」は使えません：{reason}"),
    remedy=Text(
        "Use at most {limit} characters: lower-case letters, digits, . - _, a letter or digit first, and .htm or .txt "
        "at the end.",
        "小文字の英数字と「.」「-」「_」で{limit}文字以内とし、先頭は英数字、末尾は.htmまたは.txtにしてください。",
    ),
    citation="EDGAR Filer Manual, volume II, chapter 5",
)
def name_forbidden(source: Source, name: str, endings: tuple[str, ...]) -> Iterator[Finding]:
    """File names that EDGAR takes.

    What it checks
    Length, letters and ending of the name.

    Why it matters
    A document with another name cannot be attached to a submission.

    How to put it right
    Rename the file; change references to it, too.

    Source
    EDGAR Filer Manual, volume II, chapter 5.
    """
    limit = edgar_law().name_length
    reasons = []
    if len(name) > limit:
        reasons.append(Text(f"it has {len(name)} characters.", f"{len(name)}文字あります。"))
    if not NAME.fullmatch(name):
        reasons.append(Text("it has a character that is not allowed.", "使えない文字があります。"))
    if not name.endswith(endings):
        reasons.append(
            Text(f"its ending is not {' or '.join(endings)}.", f"末尾が{'または'.join(endings)}ではありません。")
        )
    for reason in reasons:
        yield name_forbidden.finding(source, name=name[:SHOWN], reason=reason, limit=limit)


@rule(
    "FILE-107",
    Severity.ERROR,
    title=Text("Line too long", "行の長さの超過"),
    message=Text(
        "Line {line} has {length} characters; at most {limit} are allowed {where}.",
        "{line}行目は{length}文字です。{where}の上限は{limit}文字です。",
    ),
    remedy=Text(
        "Break the line; put a wide table between <TABLE> and </TABLE>.",
        "改行するか、幅の広い表は <TABLE> と </TABLE> の間に入れてください。",
    ),
    citation="EDGAR Filer Manual, volume II, chapter 5",
)
def line_too_long(source: Source, line: int, content: bytes, *, table: bool) -> Iterator[Finding]:
    """Lines of a text filing are short.

    What it checks
    The characters of each line: at most 80, in tables at most 132.

    Why it matters
    Longer lines make the submission fail, or are cut.

    How to put it right
    Break the line at a blank.

    Source
    EDGAR Filer Manual, volume II, chapter 5.
    """
    law = edgar_law()
    limit = law.table_line if table else law.line
    where = Text("in a table", "表の中") if table else Text("in text", "本文")
    if len(content) > limit:
        yield line_too_long.finding(source.at(line=line), line=line, length=len(content), limit=limit, where=where)


@rule(
    "FILE-110",
    Severity.INFO,
    title=Text("Findings left out", "省略した指摘"),
    message=Text(
        "{count} more findings of {code} were left out.", "{code} の指摘がほかに{count}件あり、省略しました。"
    ),
    remedy=Text(
        "Put right those that are shown, then check again.", "表示されたものを直してから、もう一度確認してください。"
    ),
)
def findings_omitted(source: Source, code: str, count: int) -> Iterator[Finding]:
    """The same fault in thousands of places is shown some times and then counted.

    What it checks
    How many findings one rule made in one file.

    Why it matters
    A long list hides the others.

    How to put it right
    They mostly have one cause: put it right and check again.

    Source
    A limit of this project.
    """
    if count > 0:
        yield findings_omitted.finding(source, code=code, count=count)


RULES: tuple[AnyRule, ...] = (
    byte_not_ascii,
    name_forbidden,
    line_too_long,
    findings_omitted,
    *edgar_tag_rule.RULES,
)
