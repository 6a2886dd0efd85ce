"""A step of a conclusion, in words that can be printed, with the law and the evidence it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kaiji.core.source import Source
from kaiji.core.text import Language, Text
from kaiji.minerals.law.table import citation, table

Value = str | int | Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One step that led to a conclusion.

    Args:
        key: which step it is (``rcoi-unknown``), the same in every language and year.
        text: the step in words, its counts and names filled in.
        sources: the evidence it rests on; empty where it rests on the law alone.
        citation: the law it rests on; empty where it rests on the evidence alone.
    """

    key: str
    text: Text
    sources: tuple[Source, ...] = ()
    citation: str = ""


def reason(key: str, *sources: Source, **values: Value) -> Reason:
    """Make the reason ``key`` of reason.toml with its values filled in.

    An unknown key, or a value that the sentence needs and was not given, is a bug and raises KeyError.
    """
    row = table("reason")[key]
    words = Text(_fill(row["en"], values, "en"), _fill(row["ja"], values, "ja"))
    seen = tuple(one for one in dict.fromkeys(sources) if one.file)
    return Reason(key, words, seen, citation(*row.get("source", ())))


def _fill(words: str, values: dict[str, Value], language: Language) -> str:
    return words.format_map(
        {name: value.say(language) if isinstance(value, Text) else value for name, value in values.items()}
    )
