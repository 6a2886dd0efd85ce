"""What an answer of one version is in another: same words, other words, less, or nothing; from one data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kaiji.core.text import Text
from kaiji.minerals.declaration import Topic
from kaiji.minerals.layout import Layout, Question


@dataclass(frozen=True, slots=True)
class Meaning:
    """An answer in the words of the target's list.

    Args:
        words: exactly as the list has them; nothing where no answer means the same.
        reason: why it is true though it says less, or why the same words do not mean the same; else None.
    """

    words: str
    reason: Text | None = None


def meaning_of(words: str, question: Question, source: Layout | None, target: Layout) -> Meaning:
    """Give what an answer is in the target's version.

    Args:
        words: the answer, with single blanks and none around it.
        question: the target's question on the same topic.
        source: the layout of the version that was answered, if it is known.
        target: the layout of the other version.
    """
    topic, said = str(question.topic), words.casefold()
    old, new = source.checker if source else "", target.checker
    offered = {_plain(words) for words in question.answers}
    for row in _rows("same", topic):
        mine, theirs = _of(row["words"], old), _of(row["words"], new)
        if mine is not None and theirs is not None and _plain(mine) == said and _plain(theirs) in offered:
            return Meaning(theirs)
    for row in _rows("less", topic):
        theirs = _of(row["to"], new)
        if _named(old, row["from"]) and theirs and _plain(row["answer"]) == said and _plain(theirs) in offered:
            return Meaning(theirs, Text(row["en"], row["ja"]))
    for row in _rows("different", topic):
        if _named(old, row["from"]) and _named(new, row["to"]) and _plain(row["answer"]) == said:
            return Meaning("", Text(row["en"], row["ja"]))
    return Meaning(next((words for words in question.answers if _plain(words) == said), ""))


def reworded(topic: Topic, source: Layout | None, target: Layout) -> Text | None:
    """Tell how two versions' questions on one topic differ; None where they ask the same."""
    pair = {_alike(source.checker if source else ""), _alike(target.checker)}
    rows = (row for row in _rows("reworded", str(topic)) if set(row["between"]) == pair)
    return next((Text(row["en"], row["ja"]) for row in rows), None)


def stored_number(topic: Topic, words: str, target: Layout) -> str:
    """Give the number by which the target's list stores an answer (1 for ``100%``), or nothing where it is text."""
    rows = (row for row in _rows("number", str(topic)) if _plain(row["words"]) == words.casefold())
    return next((str(row["value"]) for row in rows if target.key in row["versions"]), "")


def written_number(topic: Topic, number: str) -> str:
    """Give the words of an answer that was stored as a number; the number itself where it stands for no words."""
    return next((str(row["words"]) for row in _rows("number", str(topic)) if str(row["value"]) == number), number)


def foreign_id(given: str, target: Layout) -> bool:
    """Tell whether a smelter's id has the form that only versions of other rule sets use."""
    ids = _table()["ids"]
    own = ids.get(target.checker, ids["other"])
    others = {form for form in ids.values() if form != own}
    return any(re.fullmatch(form, given.strip()) for form in others)


def offered_choices(field: str, target: Layout) -> tuple[str, ...]:
    """Give the choices of a list column where the target has fewer than others; nothing where it has them all."""
    rows = (row for row in _table()["choice"] if row["field"] == field and target.checker in row["to"])
    return next((tuple(row["offered"]) for row in rows), ())


def _alike(checker: str) -> str:
    return str(_table()["alike"].get(checker, checker))


def _of(words: Mapping[str, str], checker: str) -> str | None:
    """Give the words of a rule set, or of the one that it is like."""
    return words.get(checker) or words.get(_alike(checker))


def _named(checker: str, among: Container[str]) -> bool:
    return checker in among or _alike(checker) in among


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _rows(kind: str, topic: str) -> list[Mapping[str, Any]]:
    return [row for row in _table()[kind] if row["topic"] == topic]


@cache
def _table() -> Mapping[str, Any]:
    file = resources.files("kaiji.minerals") / "convert.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
