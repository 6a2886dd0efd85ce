"""Text in the readers' languages, chosen only when somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "ja", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English, Japanese and, where a supplier reads them, Chinese.

    A language that has no words of its own falls back to English.
    """

    en: str
    ja: str = ""
    zh: str = ""

    def say(self, language: Language = "en") -> str:
        """Give the words in ``language``, or in English where there are none."""
        words: str = getattr(self, language)
        return words or self.en

    def as_data(self) -> dict[str, str]:
        """Give the languages that have words, keyed by language."""
        return {language: words for language in LANGUAGES if (words := getattr(self, language))}
