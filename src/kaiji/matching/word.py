"""The words of a name: in Latin letters, without legal forms, each with how much it tells."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

LONGEST = 200
MOST_WORDS = 24

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z]{2})|(?<=[A-Z])(?=[A-Z][a-z]{2})")
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?|\b[a-z]/[a-z]\b")
WORD = re.compile(r"[a-z]+|[0-9]+")
KANA = re.compile(r"[\u3040-\u30ff]")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
JAPANESE_FORM = re.compile("株式会社|有限会社|合同会社|[（(]株[)）]")
ADJECTIVE = re.compile(r"\b([a-z]{3,}?)(?:in|ov|ev)?sk(?:iy|aya|oye|oe)\b")  # Ульбинский: of Ulba
LETTERS_ONLY = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class WordData:
    """The word lists as the data file has them, ready for look-up."""

    legal: frozenset[str]
    common: frozenset[str]
    places: frozenset[str]
    same: Mapping[str, str]
    scripts: Mapping[str, tuple[tuple[str, str], ...]]


@cache
def word_data() -> WordData:
    """Give the word lists (``data/words.toml``)."""
    data = tomllib.loads(files("kaiji.matching").joinpath("data/words.toml").read_text(encoding="utf-8"))
    same = {form: stem for stem, forms in data["same"].items() for form in forms.split()}
    scripts = {
        name: tuple(sorted(data[name].items(), key=lambda item: -len(item[0])))
        for name in ("japanese", "chinese", "korean", "cyrillic")
    }
    return WordData(
        frozenset(data["legal"].split()),
        frozenset(same.get(word, word) for word in data["common"].split()),
        frozenset(same.get(word, word) for word in data["places"].split()),
        same,
        scripts,
    )


@dataclass(frozen=True, slots=True)
class Words:
    """A name taken apart.

    Args:
        all: its words in order, forms of a word made one; legal forms left out unless nothing else is there.
        joined: all letters and digits of these words in one piece, as written.
    """

    all: tuple[str, ...]
    joined: str


@lru_cache(maxsize=4_096)
def words_of(name: str) -> Words:
    """Take a name apart: Latin letters, small; joined words parted; legal forms off.

    Names longer than 200 characters are cut there: no facility has one, and a hostile one must cost nothing.
    """
    data = word_data()
    text = anyascii(CAMEL.sub(" ", unicodedata.normalize("NFKC", name[:LONGEST]))).lower()
    text = INITIALS.sub(lambda match: re.sub(r"[^a-z]", "", match[0]), text.replace("'", "").replace("&", " and "))
    raw = WORD.findall(text)[:MOST_WORDS]
    kept = [word for word in raw if word not in data.legal] or raw
    return Words(tuple(data.same.get(word, word) for word in kept), "".join(kept))


@lru_cache(maxsize=4_096)
def readings(name: str) -> tuple[str, ...]:
    """Give the ways to read a name in Latin letters; a name in Latin letters has one, itself.

    Chinese characters are translated where the word list knows the word and read in pinyin elsewhere; the same
    characters in Japanese names are read as Japanese. An adjective made of a Russian place is also read as the
    place. Where nothing tells the language, both readings are given.
    """
    text = unicodedata.normalize("NFKC", name[:LONGEST])
    if text.isascii():
        return (text,)
    found = []
    if HANGUL.search(text):
        found.append(_read(text, "korean"))
    elif CYRILLIC.search(text):
        read = _read(text.casefold(), "cyrillic").replace("'", "")
        found += [read, ADJECTIVE.sub(r"\1", read)]
    elif KANA.search(text) or JAPANESE_FORM.search(text):
        found.append(_read(text, "japanese"))
    elif HAN.search(text):
        found += [_read(text, "chinese"), _read(text, "japanese")]
    else:
        found.append(text)
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))


def _read(text: str, script: str) -> str:
    """Replace known words, longest first; parts between them are read letter by letter and stay one word."""
    pieces: list[str] = []
    place, known = 0, word_data().scripts[script]
    rest = ""

    def close() -> None:
        nonlocal rest
        if rest:
            latin = anyascii(rest)
            pieces.append(latin if script == "cyrillic" else latin.lower())
            rest = ""

    while place < len(text):
        match = next(((word, said) for word, said in known if text.startswith(word, place)), None)
        if match is None:
            rest += text[place]
            place += 1
            continue
        if script == "cyrillic" and match[1] and not match[1].startswith(" "):
            rest += match[1]
        elif script == "cyrillic" and not match[1]:
            whole = not text[place - 1 : place].isalpha() and not text[place + len(match[0]) :][:1].isalpha()
            rest += "" if whole else match[0]
        else:
            close()
            pieces.append(match[1])
        place += len(match[0])
    close()
    return " ".join(pieces)
