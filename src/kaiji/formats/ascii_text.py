"""How a character that ASCII does not have is spelled in it; the same everywhere, character by character."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SPELLINGS = {
    "‘": "'", "’": "'", "‚": ",", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
    "«": '"', "»": '"', "‹": "'", "›": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "--", "―": "--",
    "−": "-", "─": "-", "…": "...", "•": "*", "·": "*", "●": "*", "§": "Section ", "¶": "Paragraph ",
    "©": "(C)", "®": "(R)", "™": "(TM)", "¥": "JPY", "￥": "JPY", "€": "EUR", "£": "GBP", "¢": "cents",
    "×": "x", "÷": "/", "±": "+/-", "≤": "<=", "≥": ">=", "≠": "<>", "°": " degrees", "№": "No.",
    "☐": "[ ]", "□": "[ ]", "☑": "[X]", "☒": "[X]", "✓": "[X]", "✔": "[X]", "✗": "[X]", "☓": "[X]",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "†": "+", "‡": "++",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip


def in_ascii(text: str) -> str:
    """Spell a text in printable ASCII and blanks; what has no spelling becomes a visible ``[U+XXXX]``.

    Every character is spelled by itself, so the spelling of two texts one after the other is that of both together.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_spelled, text))


def unspelled(text: str) -> tuple[str, ...]:
    """Give the characters of a text that have no spelling in ASCII, each once, in the order they appear."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(dict.fromkeys(one for one in text if _spelled(one) == _code(one)))


def visible(text: str) -> str:
    """Give a text in which characters that no file may hold (control characters, halves of pairs) can be seen."""
    return text if text.isprintable() else "".join(_code(one) if _forbidden(one) else one for one in text)


def _code(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _forbidden(character: str) -> bool:
    if character.isspace():
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE


@lru_cache(maxsize=4096)
def _spelled(character: str) -> str:
    if character.isspace():
        return character if character == "\n" else " "
    if character.isascii() and character.isprintable():
        return character
    if (spelling := SPELLINGS.get(character)) is not None:
        return spelling
    if "\u0300" <= character <= "\u036f":  # an accent written behind its letter
        return ""
    folded = "".join(
        SPELLINGS.get(one, one) for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)
    )
    return folded if folded and folded.isascii() and folded.isprintable() else _code(character)
