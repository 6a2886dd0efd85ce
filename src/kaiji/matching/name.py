"""Forms of a name in which spellings of the same name are equal."""

from __future__ import annotations

import unicodedata

LONGEST = 1_000


def fold(name: str) -> str:
    """Give a name without differences of width, letter case and blanks; the words stay as they are.

    Names longer than 1,000 characters are cut there: no facility has one, and a hostile one must cost nothing.
    """
    return " ".join(unicodedata.normalize("NFKC", name[:LONGEST]).casefold().split())


def letters(name: str) -> str:
    """Give only the letters and digits of a folded name, accents taken off: ``Co., Ltd.`` equals ``Co Ltd``."""
    decomposed = unicodedata.normalize("NFKD", fold(name))
    return "".join(character for character in decomposed if character.isalnum())
