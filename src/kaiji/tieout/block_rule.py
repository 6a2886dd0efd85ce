"""What can be wrong with the words and blocks of a document: changed, missing, added, moved, left open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.evidence import AssertionEvidence, Entry
from kaiji.tieout.token import tokens_of

SHOWN = 60
PLACEHOLDER = re.compile(
    r"\[\s*(?:to be (?:completed|confirmed|determined|added)|tbd|tbc|insert\b|name\b|date\b|number\b|[●•○_*]+|\.{3}|…)"
    r"[^\]]{0,80}\]?|\bX{3,}\b|\bTBD\b|\bTKTK\b|●{2,}|◯{2,}|○{2,}",
    re.IGNORECASE,
)
NOTHING = Text("nothing", "記載なし")
NO_NUMBERS = Text("none", "なし")


@rule(
    "TIE-002",
    Severity.ERROR,
    title=Text("Words differ from what was built", "文言の相違"),
    message=Text(
        "The document says “{says}” where “{expected}” was built.",
        "文書には「{says}」とありますが、作成時は「{expected}」でした。",
    ),
    remedy=Text(
        "Put the words back, or make the change where the document is built, so that it is supported and kept.",
        "元の文言に戻すか、文書の作成元で変更し、根拠のある形で残してください。",
    ),
)
def words_differ(
    source: Source, says: str, expected: str, assertions: Sequence[AssertionEvidence]
) -> Iterator[Finding]:
    """The words of the file must be the words that were built.

    What it checks
    Each paragraph, heading and row word by word. Different white space, and a check box drawn with another glyph,
    do not count; everything else does.

    Why it matters
    A “not” that is lost turns a statement round. What was approved is what was built.

    How to put it right
    Compare both texts. A change that is wanted belongs into the texts from which the document is built.

    Source
    A rule of this project.
    """
    if says != expected:
        yield words_differ.finding(
            source,
            *(place for one in assertions for place in one.sources),
            says=short(says) or NOTHING,
            expected=short(expected) or NOTHING,
        )


@rule(
    "TIE-003",
    Severity.ERROR,
    title=Text("A block is missing", "段落・行の欠落"),
    message=Text(
        "This was built and is not in the document ({block}): “{expected}”. It should stand after this place.",
        "作成した内容が文書にありません（{block}）：「{expected}」。この位置の後に入るはずです。",
    ),
    remedy=Text(
        "Put it back, or build the document again.",
        "元に戻すか、文書を作り直してください。",
    ),
)
def block_missing(source: Source, entry: Entry) -> Iterator[Finding]:
    """Nothing that was built may be missing.

    What it checks
    That each heading, paragraph, caption and table row of the ledger is found in the document.

    Why it matters
    What is left out may be what the form requires: a signature line that was dropped made a real filer amend.

    How to put it right
    Find out where it was lost; build and write the document again.

    Source
    A rule of this project.
    """
    evidence = tuple(dict.fromkeys(source for one in entry.evidence for source in one.sources))
    yield block_missing.finding(source, *evidence, block=entry.block, expected=short(entry.text))


@rule(
    "TIE-004",
    Severity.ERROR,
    title=Text("A block that nobody built", "作成元のない段落・行"),
    message=Text(
        "The document has a block that was not built, with these numbers: {numbers}. It says: “{says}”",
        "作成していない内容が文書にあります（含まれる数値：{numbers}）：「{says}」",
    ),
    remedy=Text(
        "Take it out, or add it where the document is built, with its evidence.",
        "削除するか、証拠を付けて文書の作成元に追加してください。",
    ),
)
def block_unbuilt(source: Source, says: str) -> Iterator[Finding]:
    """Nothing may stand in the document that was not built.

    What it checks
    Each heading, paragraph, caption and row of the document for its entry in the ledger. Without any number or
    date in it, it is a warning.

    Why it matters
    It was written by hand, past the evidence and past the approval.

    How to put it right
    Take it out, or bring it into the building of the document.

    Source
    A rule of this project.
    """
    numbers = tuple(token.text for token in tokens_of(says) if token.kind != "label")
    yield block_unbuilt.finding(
        source,
        severity=Severity.ERROR if numbers else Severity.WARN,
        numbers=numbers[:5] or NO_NUMBERS,
        says=short(says),
    )


@rule(
    "TIE-009",
    Severity.ERROR,
    title=Text("A placeholder was left", "未記入箇所の残り"),
    message=Text(
        "The document still has a place to fill in: “{says}”",
        "文書に未記入の箇所が残っています：「{says}」",
    ),
    remedy=Text("Fill it in from evidence, or take it out.", "証拠に基づいて記入するか、削除してください。"),
)
def placeholder_left(text: str, at: Callable[[int], Source]) -> Iterator[Finding]:
    """No place to fill in may be left.

    What it checks
    The text for words and marks that stand for something to come: “[to be completed]”, “[●]”, “XXX”, “TBD”.

    Why it matters
    It shows that the document was not finished, and something is missing there.

    How to put it right
    Find out what belongs there.

    Source
    A rule of this project.
    """
    for match in PLACEHOLDER.finditer(text):
        yield placeholder_left.finding(at(match.start()), says=short(match.group()))


@rule(
    "TIE-010",
    Severity.WARN,
    title=Text("A block has moved", "段落・行の移動"),
    message=Text(
        "This stands in another place than it was built ({block}): “{says}”",
        "作成時とは違う位置にあります（{block}）：「{says}」",
    ),
    remedy=Text(
        "Check that it still reads right there, and move it back if not.",
        "その位置で意味が通るか確認し、通らなければ元に戻してください。",
    ),
)
def block_moved(source: Source, entry: Entry) -> Iterator[Finding]:
    """Blocks keep their order.

    What it checks
    Blocks that are in the document word for word, but not where they were built.

    Why it matters
    “The following” and “as described above” point by order; a paragraph under another item answers another item.

    How to put it right
    Move it back, or change the order where the document is built.

    Source
    A rule of this project.
    """
    yield block_moved.finding(source, block=entry.block, says=short(entry.text))


@rule(
    "TIE-014",
    Severity.ERROR,
    title=Text("Nothing was proved", "照合できない文書"),
    message=Text(
        "The document could not be read, so nothing in it was proved.",
        "文書を読み取れないため、何も照合できていません。",
    ),
    remedy=Text(
        "See the findings of the reading, put them right, and tie out again.",
        "読み取りの指摘を解消してから、もう一度照合してください。",
    ),
)
def nothing_read(source: Source) -> Iterator[Finding]:
    """A document that cannot be read is not proved.

    What it checks
    That there is a document at all.

    Why it matters
    A check that looked at nothing must not look like one that passed.

    How to put it right
    Put right what the reader found.

    Source
    A rule of this project.
    """
    yield nothing_read.finding(source)


def short(text: str) -> str:
    """Give a text as it is, or its beginning and its end where it is long."""
    text = " ".join(text.split())
    if len(text) <= SHOWN:
        return text
    head, tail = text[: SHOWN // 2], text[-SHOWN // 2 :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


RULES: tuple[AnyRule, ...] = (
    words_differ,
    block_missing,
    block_unbuilt,
    placeholder_left,
    block_moved,
    nothing_read,
)
