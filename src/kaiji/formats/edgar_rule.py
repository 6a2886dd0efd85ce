"""What EDGAR does not take, or would show otherwise than it was meant: FILE-101 to FILE-110."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text

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


class Attribute(NamedTuple):
    """An attribute of a tag, its name in lower case and its value without quotation marks."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag of an HTML file as it was written, and where."""

    name: str
    attributes: tuple[Attribute, ...]
    source: Source


@rule(
    "FILE-101",
    Severity.ERROR,
    title=Text("Tag not allowed", "使用できないタグ"),
    message=Text(
        "The tag <{tag}> is not among those that a filing may have.",
        "タグ <{tag}> は、提出書類に使えるタグではありません。",
    ),
    remedy=Text(
        "Take the tag out, or set the text with one of the allowed tags.",
        "タグを削除するか、使用できるタグに置き換えてください。",
    ),
    citation="Regulation S-T; EDGAR Filer Manual, volume II, chapter 5",
)
def tag_forbidden(tag: Tag) -> Iterator[Finding]:
    """Only the tags that EDGAR is known to take.

    What it checks
    Every opening tag against the list in ``edgar.toml``. Tags that run or embed something are FILE-103.

    Why it matters
    A filing with a tag that EDGAR does not know is suspended, or shown without it.

    How to put it right
    Write the document with the project's own writer, or remove the tag.

    Source
    EDGAR Filer Manual, volume II, chapter 5; the list here is narrower on purpose.
    """
    law = _law()
    if tag.name not in law.tags and tag.name not in law.active:
        yield tag_forbidden.finding(tag.source, tag=tag.name[:SHOWN])


@rule(
    "FILE-102",
    Severity.ERROR,
    title=Text("Attribute not allowed", "使用できない属性"),
    message=Text(
        "The attribute {attribute} of <{tag}> is not among those that a filing may have.",
        "<{tag}> の属性 {attribute} は、提出書類に使える属性ではありません。",
    ),
    remedy=Text("Take the attribute out.", "属性を削除してください。"),
    citation="Regulation S-T; EDGAR Filer Manual, volume II, chapter 5",
)
def attribute_forbidden(tag: Tag) -> Iterator[Finding]:
    """Only the attributes that EDGAR is known to take.

    What it checks
    Every attribute against the list in ``edgar.toml``. Attributes that run something are FILE-103.

    Why it matters
    Filings with attributes that EDGAR does not know are suspended.

    How to put it right
    Take it out; looks are set by ``style``.

    Source
    EDGAR Filer Manual, volume II, chapter 5; the list here is narrower on purpose.
    """
    for name, _ in tag.attributes:
        if name not in _law().attributes and not name.startswith("on"):
            yield attribute_forbidden.finding(tag.source, attribute=name[:SHOWN], tag=tag.name[:SHOWN])


@rule(
    "FILE-103",
    Severity.ERROR,
    title=Text("Active content", "動的コンテンツ"),
    message=Text(
        "This would run, embed or ask for something: {what}.",
        "実行・埋め込み・入力を伴う内容です：{what}",
    ),
    remedy=Text("Take it out. A filing is read, it does nothing.", "削除してください。提出書類に動作は不要です。"),
    citation="17 CFR 232.106",
)
def active_content(tag: Tag) -> Iterator[Finding]:
    """Nothing in a filing runs.

    What it checks
    Tags for scripts, forms, frames and embedded media; attributes whose names begin with ``on``; addresses and
    styles that run something.

    Why it matters
    Filings with active content are not accepted.

    How to put it right
    Take it out.

    Source
    Regulation S-T, Rule 106 (17 CFR 232.106).
    """
    if tag.name in _law().active:
        yield active_content.finding(tag.source, what=f"<{tag.name}>")
    for name, value in tag.attributes:
        if name.startswith("on") or RUNNING.search(value):
            yield active_content.finding(tag.source, what=f"{name}={value}"[:SHOWN])


@rule(
    "FILE-104",
    Severity.ERROR,
    title=Text("Link or picture from outside", "外部へのリンク・画像"),
    message=Text("This leads outside the document: {what}.", "文書の外を参照しています：{what}"),
    remedy=Text(
        "Print a website's address as plain text; link only to a place in the same document.",
        "ウェブサイトのアドレスは文字として記載し、リンクは同じ文書内に限ってください。",
    ),
    citation="17 CFR 232.105",
)
def link_outside(tag: Tag) -> Iterator[Finding]:
    """Links lead to the same document or to the Commission's archives.

    What it checks
    The attributes ``href``, ``src`` and ``background`` and addresses in styles.

    Why it matters
    A link out of the filing is not accepted; a picture from elsewhere is not part of what was filed.

    How to put it right
    Write the address as text.

    Source
    Regulation S-T, Rule 105 (17 CFR 232.105).
    """
    for name, value in tag.attributes:
        target = value.strip().casefold()
        if name == "href":
            outside = not target.startswith(("#", *_law().links))
        else:
            outside = name in ("src", "background") or (name == "style" and bool(OUTSIDE.search(value)))
        if outside and not RUNNING.search(value):
            yield link_outside.finding(tag.source, what=f"{name}={value}"[:SHOWN])


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
    limit = _law().name_length
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
    law = _law()
    limit = law.table_line if table else law.line
    where = Text("in a table", "表の中") if table else Text("in text", "本文")
    if len(content) > limit:
        yield line_too_long.finding(source.at(line=line), line=line, length=len(content), limit=limit, where=where)


@rule(
    "FILE-108",
    Severity.ERROR,
    title=Text("Hidden text", "見えない文字"),
    message=Text("The text of this element cannot be seen: {style}.", "この要素の文字は表示されません：{style}"),
    remedy=Text("Show the text, or take it out.", "表示するか、削除してください。"),
)
def text_hidden(tag: Tag) -> Iterator[Finding]:
    """What is filed can be seen.

    What it checks
    Styles and colours that make text invisible: ``display:none``, white on white, no size.

    Why it matters
    A machine reads it, a person does not: what was approved is not what is filed.

    How to put it right
    Remove the style, or the text.

    Source
    A rule of this project.
    """
    for name, value in tag.attributes:
        white = name == "color" and value.strip().casefold() in ("white", "#fff", "#ffffff")
        if (name == "style" and HIDDEN.search(value)) or white or name == "hidden":
            yield text_hidden.finding(tag.source, style=f"{name}={value}"[:SHOWN])


@rule(
    "FILE-109",
    Severity.ERROR,
    title=Text("Broken tag", "壊れたタグ"),
    message=Text("The tag that begins here does not end: {text}", "ここから始まるタグが閉じていません：{text}"),
    remedy=Text(
        "Close it, or write &lt; for the sign itself.", "タグを閉じるか、記号そのものは &lt; と書いてください。"
    ),
)
def tag_broken(source: Source, text: str) -> Iterator[Finding]:
    """Every tag ends.

    What it checks
    For each ``<`` that begins a tag or comment, its end.

    Why it matters
    Browsers and EDGAR swallow the text behind it in different ways.

    How to put it right
    Close the tag or quotation mark.

    Source
    HTML, section 13.1 (writing HTML documents).
    """
    yield tag_broken.finding(source, text=text[:SHOWN])


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


@dataclass(frozen=True, slots=True)
class _Law:
    """The content of ``edgar.toml``."""

    tags: frozenset[str]
    attributes: frozenset[str]
    active: frozenset[str]
    links: tuple[str, ...]
    line: int
    table_line: int
    name_length: int


@cache
def _law() -> _Law:
    data = tomllib.loads(files("kaiji.formats").joinpath("edgar.toml").read_text("utf-8"))
    return _Law(
        frozenset(data["html"]["tags"]),
        frozenset(data["html"]["attributes"]),
        frozenset(data["html"]["active"]),
        tuple(data["html"]["link_prefixes"]),
        data["text"]["line"],
        data["text"]["table_line"],
        data["file"]["name_length"],
    )


RULES: tuple[AnyRule, ...] = (
    tag_forbidden,
    attribute_forbidden,
    active_content,
    link_outside,
    byte_not_ascii,
    name_forbidden,
    line_too_long,
    text_hidden,
    tag_broken,
    findings_omitted,
)
