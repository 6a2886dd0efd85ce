"""What a draft could not find out by itself: rules CMRT-421 to CMRT-423."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx.value import column_letters
from kaiji.minerals.draft.label import Label
from kaiji.minerals.layout import Layout

SHOWN_WORDS = 120


@rule(
    "CMRT-421",
    Severity.ERROR,
    title=Text("Not found in the new revision", "新しい改訂版に見つからない項目"),
    message=Text(
        "The draft has no cell for: {names}. No label of the workbook tells where {nearest} has moved it.",
        "ドラフトに次の項目のセルがありません：{names}。{nearest} からの移動先を示す見出しが見つかりません。",
    ),
    remedy=Text(
        "Look for it in the workbook: write its cell into the draft, or leave it out if the revision dropped it.",
        "ブックで該当箇所を確認し、ドラフトにセルを記入してください。廃止された項目なら、そのままにしてください。",
    ),
)
def field_unplaced(source: Source, known: Layout, names: Sequence[Text]) -> Iterator[Finding]:
    """A field or a question of the nearest version that no label tells is left out of the draft, never guessed by place.

    What it checks
    Whether each field, question and column of the nearest known version has a label in the new workbook: the same
    words, by their fingerprint, or search words.

    Why it matters
    A cell taken over by its old place would put an answer under another question.

    How to put it right
    Look for it in the workbook, and write its cell into the draft.

    Source
    The layout files of this project.
    """
    if names:
        words = Text(", ".join(one.en for one in names), "、".join(one.say("ja") for one in names))
        yield field_unplaced.finding(source, names=words, nearest=f"{known.family} {known.version}")


@rule(
    "CMRT-422",
    Severity.ERROR,
    title=Text("A question of no known topic", "既知のテーマに当たらない質問"),
    message=Text(
        "Question {number} in {cell} is of no known topic: “{words}”",
        "{cell} の質問 {number} は、既知のどのテーマにも当たりません：「{words}」",
    ),
    remedy=Text(
        "Write it into the draft with the topic that it asks for; a new topic is added to Topic in minerals/declaration.py.",
        "質問のテーマを定めてドラフトに記入してください。新しいテーマは minerals/declaration.py の Topic に追加します。",
    ),
)
def question_unknown(source: Source, labels: Sequence[Label]) -> Iterator[Finding]:
    """What a question asks is decided by a person where no search word tells it.

    What it checks
    The numbered labels of the Declaration sheet that belong to no topic.

    Why it matters
    An answer is compared between versions and suppliers by its topic. A wrong one would compare what was never the
    same question.

    How to put it right
    Read the question, and name its topic.

    Source
    The labels of the workbook; the search words of `minerals/draft/words.toml`.
    """
    for one in labels:
        cell = f"{column_letters(one.column)}{one.row}"
        words = " ".join(one.text.split())[:SHOWN_WORDS]
        yield question_unknown.finding(
            source.at(sheet=source.place.sheet, cell=cell), number=one.number, cell=cell, words=words
        )


@rule(
    "CMRT-423",
    Severity.ERROR,
    title=Text("Release date not read", "公開日を読み取れません"),
    message=Text(
        "The day of release could not be read from “{text}”; the draft has {day} instead.",
        "「{text}」から公開日を読み取れないため、ドラフトでは {day} としました。",
    ),
    remedy=Text(
        "Write the day that is printed in the workbook into the draft.",
        "ブックに印字された公開日をドラフトに記入してください。",
    ),
)
def release_unread(source: Source, text: str, day: date) -> Iterator[Finding]:
    """The day of release stands behind the version, and decides which version is the newest on a day.

    What it checks
    Whether the text of the version cell holds a day.

    Why it matters
    Which version a supplier should have used is decided by these days.

    How to put it right
    Write the day into the draft.

    Source
    Cell J3 of the official workbooks.
    """
    yield release_unread.finding(source, text=" ".join(text.split()) or "—", day=day.isoformat())


RULES: tuple[AnyRule, ...] = (field_unplaced, question_unknown, release_unread)
