"""What is said when a declaration is put into another version: rules CMRT-411 to CMRT-418."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.declaration import Entry, Topic
from kaiji.minerals.label import topic_label

NAMED_CELLS = 20
LOOK = Text(
    "Look at these answers before you send the workbook.",
    "送付する前にこれらの回答を確認してください。",
)


@rule(
    "CMRT-411",
    Severity.WARN,
    title=Text("A question that the other version does not ask", "変換先の版にない質問"),
    message=Text(
        "{target} does not ask “{topic}”; {count} answers or comments were left out.",
        "{target} には「{topic}」の質問がありません。{count} 件の回答・コメントは引き継いでいません。",
    ),
    remedy=Text(
        "Keep the original workbook; if the receiver needs the answer, give it in a comment.",
        "元のブックを保管してください。受領者に必要な回答であれば、コメント欄に記載してください。",
    ),
)
def question_missing(topic: Topic, said: Sequence[Entry], target: str) -> Iterator[Finding]:
    """An answer to a question that the other version does not ask is told, not moved elsewhere.

    What it checks
    The topic and metal of each answer against the questions of the other version.

    Why it matters
    Versions ask for different things. An answer put under another question would say what nobody said.

    How to put it right
    Nothing can be put right in the other version itself; use a comment where the receiver needs to know.

    Source
    The layouts of both versions, read from the official workbooks.
    """
    if said:
        sources = [entry.source for entry in said][:NAMED_CELLS]
        yield question_missing.finding(*sources, target=target, topic=topic_label(topic), count=len(said))


@rule(
    "CMRT-412",
    Severity.WARN,
    title=Text("An answer without counterpart", "変換先に対応する回答がない"),
    message=Text(
        "{question}: the answer “{answer}” has no counterpart in {target}, because {reason}; it was left empty.",
        "{question}：回答「{answer}」は {target} に引き継げないため、空欄にしました。{reason}。",
    ),
    remedy=Text(
        "Answer anew in the other version. It offers: {offered}.",
        "変換先の版で改めて回答してください。選択肢：{offered}。",
    ),
)
def answer_missing(
    source: Source, question: Text, answer: str, target: str, offered: Sequence[str], reason: Text
) -> Iterator[Finding]:
    """An answer is carried over only where the other version has one that means the same.

    What it checks
    Each answer against the other version's list: by a table of equivalent answers with their reasons, then by the same
    words for the same topic. Words that mean something else in the other version are in the table too.

    Why it matters
    A guessed answer would be a statement that the supplier never made.

    How to put it right
    Choose the answer that is true from the other version's list.

    Source
    Wording of questions and lists in the official workbooks; `convert.toml` has each row.
    """
    yield answer_missing.finding(
        source, question=question, answer=answer, target=target, offered=tuple(offered) or ("…",), reason=reason
    )


@rule(
    "CMRT-413",
    Severity.INFO,
    title=Text("An answer that says less in the other version", "変換先では粗くなる回答"),
    message=Text(
        "{question}: “{answer}” became “{becomes}”, because {reason}.",
        "{question}：「{answer}」を「{becomes}」としました。{reason}。",
    ),
    remedy=LOOK,
)
def says_less(source: Source, question: Text, answer: str, becomes: str, reason: Text) -> Iterator[Finding]:
    """An answer that is true in the other version but says less is carried over and told.

    What it checks
    The table of answers that follow from others, each with its reason.

    Why it matters
    The way back would not lead to the same answer.

    How to put it right
    Check that the coarser answer is what you want to say; add a comment if it is not enough.

    Source
    Wording of questions and lists in the official workbooks; `convert.toml` has each row.
    """
    yield says_less.finding(source, question=question, answer=answer, becomes=becomes, reason=reason)


@rule(
    "CMRT-414",
    Severity.WARN,
    title=Text("A question in other words", "質問の文言が異なる"),
    message=Text(
        "The answers on “{topic}” were carried over, though {reason}.",
        "「{topic}」の回答を引き継ぎましたが、質問の内容が異なります。{reason}。",
    ),
    remedy=LOOK,
)
def asked_otherwise(topic: Topic, said: Sequence[Entry], reason: Text) -> Iterator[Finding]:
    """Where two versions ask nearly the same, a person decides whether the answer still holds.

    What it checks
    The topics whose question was reworded between the two versions.

    Why it matters
    A metal that is used only in production is declared in one version and not in another.

    How to put it right
    Read the new question, and correct the answers if need be.

    Source
    Wording of the questions in the official workbooks; `convert.toml` has each row.
    """
    sources = [entry.source for entry in said][:NAMED_CELLS]
    yield asked_otherwise.finding(*sources, topic=topic_label(topic), reason=reason)


@rule(
    "CMRT-415",
    Severity.WARN,
    title=Text("A declaration scope without counterpart", "変換先に対応する申告範囲がない"),
    message=Text(
        "{target} has no declaration scope “{scope}”; it was left empty.",
        "{target} には申告範囲「{scope}」がありません。空欄にしました。",
    ),
    remedy=Text(
        "Choose the scope in the other version. It offers: {offered}.",
        "変換先の版で申告範囲を選択してください。選択肢：{offered}。",
    ),
)
def scope_missing(source: Source, scope: str, target: str, offered: Sequence[str]) -> Iterator[Finding]:
    """A declaration scope is carried over only where the other version has the same one.

    What it checks
    The scope against the scopes of the other version; divisions and product categories exist in 2.x only.

    Why it matters
    The scope says for what all answers hold.

    How to put it right
    Choose the scope anew, and describe it.

    Source
    The lists of the official workbooks.
    """
    yield scope_missing.finding(source, scope=scope, target=target, offered=tuple(offered))


@rule(
    "CMRT-416",
    Severity.WARN,
    title=Text("Smelter ids of another form", "形式の異なる製錬所 ID"),
    message=Text(
        "{target} uses smelter ids of another form; {count} ids were left out ({ids}).",
        "{target} の製錬所 ID は形式が異なります。{count} 件の ID（{ids}）は引き継いでいません。",
    ),
    remedy=Text(
        "Look the smelters up in the list of the other version; the list of 3.01 has both ids side by side.",
        "変換先の版の一覧で製錬所を確認してください。3.01 の一覧には両方の ID が併記されています。",
    ),
)
def foreign_ids(said: Sequence[Entry], target: str) -> Iterator[Finding]:
    """Smelter ids of 2.x and of later versions are not the same numbers.

    What it checks
    Ids such as `1JPN072` when converting to 3.x and later, and ids such as `CID000019` when converting to 2.x.

    Why it matters
    An id of the wrong form names nobody in the receiver's list.

    How to put it right
    Match the smelters by name, and type the new ids.

    Source
    The smelter lists of the official workbooks 2.03a, 3.01 and 6.5.
    """
    if said:
        ids = [entry.words for entry in said]
        shown = (*ids[:NAMED_CELLS], "…") if len(ids) > NAMED_CELLS else tuple(ids)
        sources = [entry.source for entry in said][:NAMED_CELLS]
        yield foreign_ids.finding(*sources, target=target, count=len(ids), ids=shown)


@rule(
    "CMRT-417",
    Severity.WARN,
    title=Text("Smelters of a metal that the other version does not have", "変換先の版の対象外である金属の製錬所"),
    message=Text(
        "{target} is not for {metal}; {count} smelter rows were left out.",
        "{target} は {metal} を対象としていません。製錬所 {count} 行は引き継いでいません。",
    ),
    remedy=Text(
        "Report this metal in the template that is made for it.",
        "この金属は、対象とするテンプレートで報告してください。",
    ),
)
def metal_missing(sources: Sequence[Source], metal: Text, target: str) -> Iterator[Finding]:
    """Each family of templates has its own metals.

    What it checks
    The metal of each smelter row against the metals of the other version.

    Why it matters
    Rows of other metals would be seen by none of the template's formulas.

    How to put it right
    Use the family that has the metal.

    Source
    The layouts of both versions.
    """
    yield metal_missing.finding(*sources[:NAMED_CELLS], target=target, metal=metal, count=len(sources))


@rule(
    "CMRT-418",
    Severity.INFO,
    title=Text("Questions left to answer", "変換後に回答が必要な質問"),
    message=Text(
        "{target} asks what the declaration did not answer: {topics}.",
        "{target} には、元の申告で回答されていない質問があります：{topics}。",
    ),
    remedy=Text(
        "Answer these questions in the new workbook.",
        "新しいワークブックでこれらの質問に回答してください。",
    ),
)
def left_to_answer(source: Source, topics: Sequence[Text], target: str) -> Iterator[Finding]:
    """What only the other version asks is named, so that nobody takes the new workbook for complete.

    What it checks
    The questions of the other version that the declaration's own version does not have.

    Why it matters
    The template's Checker will call them missing.

    How to put it right
    Answer them.

    Source
    The layouts of both versions.
    """
    if topics:
        words = Text("; ".join(one.say("en") for one in topics), "、".join(one.say("ja") for one in topics))
        yield left_to_answer.finding(source, target=target, topics=words)


RULES: tuple[AnyRule, ...] = (
    question_missing,
    answer_missing,
    says_less,
    asked_otherwise,
    scope_missing,
    foreign_ids,
    metal_missing,
    left_to_answer,
)
