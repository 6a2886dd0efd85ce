"""Short words for fields, questions and metals, in the readers' languages, from one data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from kaiji.core.text import Text
from kaiji.minerals.declaration import Answer, Topic
from kaiji.minerals.evidence.vocabulary import vocabulary


@cache
def _labels() -> Mapping[str, Mapping[str, Text]]:
    file = resources.files("kaiji.minerals") / "labels.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: {name: Text(**words) for name, words in names.items()} for kind, names in data.items()}


def field_label(name: str) -> Text:
    """Name a field of the company block or of the smelter list; an unknown field keeps its key; numbered ones their number."""
    stem, _, number = name.rpartition("_")
    label = _labels()["fields"].get(stem) if number.isdigit() else None
    if label is not None:
        return Text(f"{label.en} {number}", f"{label.ja}{number}", f"{label.zh}{number}")
    return _labels()["fields"].get(name, Text(name))


def topic_label(topic: Topic) -> Text:
    """Name what a question asks."""
    return _labels()["topics"][topic]


def metal_label(metal: str) -> Text:
    """Name a metal; one that is not in the data file keeps its name, and none is said to be none."""
    if not metal:
        return Text("no metal given", "金属の記載なし", "未填写金属")
    return _labels()["metals"].get(metal, Text(metal))


def status_label(status: str) -> Text:
    """Name an audit or operational status, or one of the roll-up's own (``not listed`` …)."""
    for term in (*vocabulary("audit_status").terms, *vocabulary("operational_status").terms):
        if term.key == status:
            return term.label
    return _labels()["statuses"].get(status, Text(status))


def question_label(answer: Answer) -> Text:
    """Name a question with its number and metal: ``Question 3, gold (does it come from …)``."""
    topic = topic_label(answer.topic)
    if not answer.metal:
        return Text(
            f"Question {answer.question} ({topic.en})",
            f"質問{answer.question}（{topic.ja}）",
            f"问题{answer.question}（{topic.zh}）",
        )
    metal = metal_label(answer.metal)
    return Text(
        f"Question {answer.question}, {metal.en} ({topic.en})",
        f"質問{answer.question}・{metal.ja}（{topic.ja}）",
        f"问题{answer.question}·{metal.zh}（{topic.zh}）",
    )
