"""What EDGAR does not take in the tags of an HTML document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.edgar_law import Tag, edgar_law

SHOWN = 60
RUNNING = re.compile(r"\s*(?:javascript|vbscript|data)\s*:|expression\s*\(|behavior\s*:|@import", re.IGNORECASE)
OUTSIDE = re.compile(r"url\s*\(|//", re.IGNORECASE)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:[a-z]+|%)?\s*(?:;|$)"
    r"|(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b)",
    re.IGNORECASE,
)


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
    law = edgar_law()
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
        if name not in edgar_law().attributes and not name.startswith("on"):
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
    if tag.name in edgar_law().active:
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
            outside = not target.startswith(("#", *edgar_law().links))
        else:
            outside = name in ("src", "background") or (name == "style" and bool(OUTSIDE.search(value)))
        if outside and not RUNNING.search(value):
            yield link_outside.finding(tag.source, what=f"{name}={value}"[:SHOWN])


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


RULES: tuple[AnyRule, ...] = (
    tag_forbidden,
    attribute_forbidden,
    active_content,
    link_outside,
    text_hidden,
    tag_broken,
)
