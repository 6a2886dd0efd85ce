"""What can be wrong with a text document before anybody looks at what it says: FILE-151 to FILE-159."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text

MEGABYTE = 1024 * 1024


@rule(
    "FILE-151",
    Severity.ERROR,
    title=Text("Nothing to read", "本文がない"),
    message=Text("There is no text in this document.", "この文書には本文がありません。"),
    remedy=Text(
        "Check that it is the right file and that it was saved completely.",
        "正しいファイルか、最後まで保存されているかを確認してください。",
    ),
)
def document_empty(source: Source, text: str) -> Iterator[Finding]:
    """A document without text proves nothing.

    What it checks
    Whether any text was found.

    Why it matters
    An empty file passes every check of what it says. A page that is only a picture looks full and says nothing
    that a machine, or the Commission's search, can read.

    How to put it right
    Save the file again from where it was made; have scanned pages typed.

    Source
    A rule of this project.
    """
    if not text.strip():
        yield document_empty.finding(source)


@rule(
    "FILE-152",
    Severity.ERROR,
    title=Text("Document too large", "文書サイズの超過"),
    message=Text(
        "The document has {size} MB; at most {limit} MB are read. Nothing of it was read.",
        "文書が{size} MBあります。上限は{limit} MBのため、読み取っていません。",
    ),
    remedy=Text(
        "Check that it is the right file; if it is, split it into parts.",
        "正しいファイルかどうか確認し、正しい場合は分割してください。",
    ),
)
def document_too_large(source: Source, size: int, limit: int) -> Iterator[Finding]:
    """A document beyond the limit is refused before it is opened.

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
        yield document_too_large.finding(source, size=-(-size // MEGABYTE), limit=max(1, limit // MEGABYTE))


@rule(
    "FILE-153",
    Severity.ERROR,
    title=Text("Not a text document", "テキスト文書ではない"),
    message=Text(
        "This is not text but {kind}; nothing of it was read.",
        "これはテキストではなく{kind}です。読み取っていません。",
    ),
    remedy=Text(
        "Give the HTML or text file itself, not a container or a picture of it.",
        "容器や画像ではなく、HTMLまたはテキストのファイルそのものを指定してください。",
    ),
)
def not_text(source: Source, kind: Text | None) -> Iterator[Finding]:
    """Bytes that are something else are not read as text.

    What it checks
    The first bytes for the signs of PDF, ZIP (also Word and Excel), old Office files and pictures, and all of the
    beginning for bytes that no text has.

    Why it matters
    Read as text, such a file gives rubbish in which nothing can be checked.

    How to put it right
    Open it with its own program and save it as HTML or text.

    Source
    The formats' own signatures.
    """
    if kind is not None:
        yield not_text.finding(source, kind=kind)


@rule(
    "FILE-154",
    Severity.INFO,
    title=Text("Not UTF-8", "UTF-8以外の文字コード"),
    message=Text(
        "The document is not UTF-8; it was read as {encoding}.",
        "この文書はUTF-8ではないため、{encoding}として読み取りました。",
    ),
    remedy=Text(
        "If names and quotation marks read well, nothing needs doing. If not, save it again as UTF-8.",
        "名称や引用符が正しければ対応は不要です。文字化けしている場合はUTF-8で保存し直してください。",
    ),
)
def encoding_guessed(source: Source, encoding: str) -> Iterator[Finding]:
    """A document in another encoding than UTF-8 is read, and the guess is said.

    What it checks
    Whether the bytes are UTF-8; if not, what the document says of itself, and what its bytes look like.

    Why it matters
    Bytes do not say their encoding, and a wrong guess changes names without any error.

    How to put it right
    Look at a name with an accent or at the quotation marks.

    Source
    RFC 3629.
    """
    if encoding:
        yield encoding_guessed.finding(source, encoding=encoding)


@rule(
    "FILE-155",
    Severity.ERROR,
    title=Text("Unreadable characters", "読み取れない文字"),
    message=Text(
        "Line {line} holds bytes or characters that no document can show; they became a mark (\ufffd).",
        "{line}行目に、文字として表せないバイトがあり、記号（\ufffd）に置き換えました。",
    ),
    remedy=Text(
        "Open the document where it was made and save it again as UTF-8.",
        "作成元のソフトで開き、UTF-8で保存し直してください。",
    ),
)
def characters_unreadable(source: Source, line: int) -> Iterator[Finding]:
    """Bytes that are no text are never dropped: they are marked, and their first line is named.

    What it checks
    Whether all bytes are text in the encoding of the document, and none a control character.

    Why it matters
    A damaged document may have lost a figure there.

    How to put it right
    Save it again from the program that made it.

    Source
    RFC 3629; HTML, section 13.2.3 (the input stream).
    """
    if line:
        yield characters_unreadable.finding(source.at(line=line), line=line)


@rule(
    "FILE-156",
    Severity.ERROR,
    title=Text("Read only in part", "一部のみ読み取り"),
    message=Text("The document was read only in part: {reason}", "この文書は一部しか読み取っていません：{reason}"),
    remedy=Text(
        "Do not rely on what was read. Have the document saved again in a simpler form.",
        "読み取った内容に頼らず、より簡素な形で保存し直してください。",
    ),
)
def read_in_part(source: Source, reason: Text | None) -> Iterator[Finding]:
    """A document that is nested too deep, has too many parts or is broken is read as far as it goes.

    What it checks
    The limits of the reader: depth of elements, number of blocks and cells, length of one text.

    Why it matters
    What was not read was not checked.

    How to put it right
    Save it again from the program that made it, as plain HTML.

    Source
    Limits of this project and of libxml2.
    """
    if reason is not None:
        yield read_in_part.finding(source, reason=reason)


@rule(
    "FILE-157",
    Severity.WARN,
    title=Text("Numbers that are not shown", "表示されない数値"),
    message=Text(
        "Line {line} holds numbers that the page does not show{more}; they were not read.",
        "{line}行目に、ページに表示されない数値があります{more}。読み取っていません。",
    ),
    remedy=Text(
        "Take the hidden text out of the file, or show it.",
        "非表示の文字列をファイルから削除するか、表示してください。",
    ),
)
def numbers_hidden(source: Source, lines: Sequence[int]) -> Iterator[Finding]:
    """What a page hides nobody reads, but it goes out with the file.

    What it checks
    Whether elements that are not shown (``display: none``, ``visibility: hidden``, ``hidden``) hold digits. The header of
    inline XBRL, which is hidden by design, is passed over.

    Why it matters
    A hidden row is often the draft or the other quarter. Machines read it, and so does everybody who opens the source.

    How to put it right
    Delete it where the page was made.

    Source
    CSS 2.2, sections 9.2.4 and 11.2; HTML, section 6.1.
    """
    if lines:
        more = len(lines) - 1
        said = Text(f" (and {more} more such lines)", f"（ほか{more}行）") if more else Text("", "")
        yield numbers_hidden.finding(source.at(line=lines[0]), line=lines[0], more=said)


@rule(
    "FILE-158",
    Severity.INFO,
    title=Text("Tracked changes", "変更履歴"),
    message=Text(
        "The document holds changes that are not accepted; it was read as if all of them were.",
        "未承諾の変更履歴があります。すべて承諾したものとして読み取りました。",
    ),
    remedy=Text(
        "Accept or reject the changes before the document goes out.",
        "公表前に変更履歴を承諾または元に戻してください。",
    ),
)
def changes_tracked(source: Source, tracked: bool) -> Iterator[Finding]:
    """A document with tracked changes is two documents; the final one is read.

    What it checks
    Whether a Word file has inserted or deleted text that nobody has accepted.

    Why it matters
    Whoever opens the file may see the earlier figures, and the proof says nothing of them.

    How to put it right
    Accept or reject all changes and save the file.

    Source
    ISO/IEC 29500-1, section 17.13.5.
    """
    if tracked:
        yield changes_tracked.finding(source)


@rule(
    "FILE-159",
    Severity.WARN,
    title=Text("Table not read surely", "表の読み取りが不確実"),
    message=Text(
        "The cells of this table could not be told apart surely: {reason}. What rests on it is told as a warning.",
        "この表のセルを確実に区別できません（{reason}）。この表に基づく指摘は警告にとどめます。",
    ),
    remedy=Text(
        "Give the file from which the page was made (Word, HTML), or widen the columns so that no cell is broken.",
        "作成元のファイル（WordやHTML）を指定するか、セルが途中で切れないように列幅を広げてください。",
    ),
)
def table_unsure(source: Source, reason: Text | None) -> Iterator[Finding]:
    """A table that was put together from places on a page may have been misunderstood, and then it says so.

    What it checks
    In tables of a PDF, and in those that a text sets with blanks: amounts that lack a bracket or digits of a group, cells
    with several amounts, rows of amounts right beside the table that fit none of its columns.

    Why it matters
    A PDF does not say what a cell is. Where it was not understood, an error found in it may be none.

    How to put it right
    Check the file that the page was made from.

    Source
    A rule of this project.
    """
    if reason is not None:
        yield table_unsure.finding(source, reason=reason)


RULES: tuple[AnyRule, ...] = (
    document_empty,
    document_too_large,
    not_text,
    encoding_guessed,
    characters_unreadable,
    read_in_part,
    numbers_hidden,
    changes_tracked,
    table_unsure,
)
