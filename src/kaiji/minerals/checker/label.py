"""What a row of the Checker is about, in Kaiji's own short words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from kaiji.core.text import Text
from kaiji.minerals.checker.mineral import Slot
from kaiji.minerals.checker.rule_set import Line
from kaiji.minerals.declaration import Topic
from kaiji.minerals.label import field_label, metal_label, topic_label


@cache
def _words() -> Mapping[str, Text]:
    file = resources.files("kaiji.minerals.checker") / "labels.toml"
    return {key: Text(**words) for key, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def line_label(line: Line, metal: Slot) -> Text:
    """Name a row: its field, or its question with number, metal and topic."""
    number, _, topic = line.label.rpartition(" ")
    name = _metal(metal) if line.metals else None
    if not number and len(topic) > 1:
        about = _words().get(topic) or field_label(topic)
        return Text(f"{about.en}, {name.en}", f"{about.ja}・{name.ja}", f"{about.zh}·{name.zh}") if name else about
    number, topic = (number, topic) if number else (topic, "")
    asked = topic_label(Topic(topic)) if topic else None
    return Text(
        f"question {number}" + (f", {name.en}" if name else "") + (f" ({asked.en})" if asked else ""),
        f"質問{number}" + (f"・{name.ja}" if name else "") + (f"（{asked.ja}）" if asked else ""),
        f"问题{number}" + (f"·{name.zh}" if name else "") + (f"（{asked.zh}）" if asked else ""),
    )


def _metal(metal: Slot) -> Text:
    known = metal_label(metal) if isinstance(metal, str) and metal else _words()["slot"]
    return Text(known.en, known.ja or known.en, known.zh or known.en)
