"""What each file of the evidence folder holds: its schema as data, and the reference page made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kaiji.core.text import Text
from kaiji.minerals.evidence.vocabulary import Vocabulary, load, plain, vocabularies, vocabulary

FILES = ("company", "products", "suppliers", "activities", "lists", "audited_list", "sanctions", "high_risk_areas")

# What a field may hold, in words; the reader of each kind is in field.py.
KINDS: Mapping[str, Text] = {
    "text": Text("text", "文字列"),
    "key": Text("key (no blanks, no semicolons)", "記号（空白・セミコロン不可）"),
    "keys": Text("list, separated by semicolons", "一覧（セミコロン区切り）"),
    "files": Text("file names, separated by semicolons", "ファイル名（セミコロン区切り）"),
    "choice": Text("one of a list of words", "語彙から選択"),
    "flag": Text("true or false", "true または false"),
    "date": Text("date", "日付"),
    "amount": Text("number", "数値"),
    "count": Text("whole number", "整数"),
    "currency": Text("currency code", "通貨コード"),
    "email": Text("e-mail address", "メールアドレス"),
    "url": Text("web address", "URL"),
    "digest": Text("SHA-256, 64 hexadecimal digits", "SHA-256（16進64桁）"),
}


JUDGEMENTS = (
    "## Judgements · 判断記録: `judgements.jsonl`",
    "",
    "What people decided of names of smelters, one JSON object a line, written by `kaiji minerals smelters judge` and only",
    "ever appended to ([how](../how-to/judge-names.md)). Every value is a text. `verdict` is `is`, `is_not`, `is_another`,",
    "`not_a_smelter` or `withdrawn`; `by`, `on` (2024-05-31) and `why` always stand; a judgement has `metal`, `name` and, where it",
    "was given, `country` (`*` for any), with `cid`, and `instead_of` for `is_another`; a withdrawal has `withdraws`, the `id` of",
    "the line that no longer holds. `id` is made of what the line says, so that a change is seen; it may be left out.",
    "",
    "製錬業者の名称に関する判断を1行1件のJSONで追記します。変更や削除はせず、取り消す場合も行を追加します。",
    "",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column or one setting.

    Args:
        key: its name.
        kind: what it may hold, one of ``KINDS``.
        required: it must be filled (in a section that is there).
        label: what it says.
        also: other headings that mean the same column.
        choices: name of the vocabulary of a choice.
        example: one value, of an invented company.
    """

    key: str
    kind: str
    required: bool
    label: Text
    also: tuple[str, ...] = ()
    choices: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of settings; a file of rows has one section without a key.

    Args:
        key: its name in brackets.
        many: it may stand many times (``[[policy]]``).
        per: name of a vocabulary: it stands once for each of its words (``[rcoi.tin]``).
    """

    key: str
    required: bool
    many: bool
    per: str
    label: Text
    fields: tuple[Field, ...]

    def field(self, key: str) -> Field:
        """Give a field by key; an unknown key is a bug and raises KeyError."""
        return {one.key: one for one in self.fields}[key]

    def named(self, heading: str) -> Field | None:
        """Give the field that a heading means, by its key or another name, or None."""
        return self.headings().get(plain(heading))

    def headings(self) -> Mapping[str, Field]:
        """Give every heading that is understood, in its plain form, with its field."""
        return {plain(word): one for one in self.fields for word in (one.key, *one.also)}


@dataclass(frozen=True, slots=True)
class FileSchema:
    """What one file holds: ``shape`` is ``table`` (rows) or ``settings`` (TOML)."""

    file: str
    shape: str
    title: Text
    about: Text
    sections: tuple[Section, ...]

    @property
    def columns(self) -> Section:
        """The one section of a file of rows."""
        return self.sections[0]


@cache
def schema(name: str) -> FileSchema:
    """Give the schema of a file (``company``, ``products`` …); an unknown name raises FileNotFoundError."""
    data = load(f"{name}.toml")
    return FileSchema(
        data["file"],
        data["shape"],
        _text(data["title"]),
        _text(data["about"]),
        tuple(_section(one) for one in data["section"]),
    )


def schema_page() -> str:
    """Make the reference page of the evidence folder, in Markdown, from the schema data."""
    lines = [
        "# The evidence folder",
        "",
        "<!-- Made by schema_page() from src/kaiji/minerals/evidence/data; do not edit by hand. -->",
        "",
        "One folder holds the evidence of one reporting year. Each file has the schema below. Headings of",
        "columns are understood in English and Japanese, in any letter case and width. Tables are CSV:",
        "comma, semicolon or tab; UTF-8 (best), UTF-16 or Shift_JIS. Settings are TOML in UTF-8.",
        "",
        "Dates are written `2024-05-31`; `2024/5/31`, `20240531`, `31 May 2024`, `May 31, 2024`,",
        "`2024年5月31日` and `令和6年5月31日` are understood. `05/06/2024` is not: it has two readings.",
        "",
        "Amounts are plain numbers in units of the currency: `2500000000` or `2,500,000,000`.",
        "",
    ]
    shown: list[str] = []
    for name in FILES:
        one = schema(name)
        lines += [f"## {one.title.en} · {one.title.ja}: `{one.file}`", "", one.about.en, "", one.about.ja, ""]
        for section in one.sections:
            lines += _section_lines(section)
            shown += [field.choices for field in section.fields if field.choices]
    lines += JUDGEMENTS
    lines += [
        "## Words",
        "",
        "Other spellings of the same meaning, and the labels themselves, are understood too.",
        "",
    ]
    for name in dict.fromkeys(shown):
        lines += _vocabulary_lines(vocabulary(name))
    return "\n".join(lines).rstrip() + "\n"


def _section_lines(section: Section) -> Iterator[str]:
    if section.key:
        brackets = f"[[{section.key}]]" if section.many else f"[{section.key}{'.…' if section.per else ''}]"
        need = "required" if section.required else "optional"
        yield from (f"### `{brackets}` ({need})", "", f"{section.label.en} {section.label.ja}", "")
    names = [] if section.key else ["Also"]
    yield from _table(
        ["Key", "Needed", "Holds", "What it says", "内容", "Example", *names],
        (
            [
                f"`{one.key}`",
                "yes" if one.required else "",
                f"[{one.choices}](#{one.choices})" if one.choices else KINDS[one.kind].en,
                one.label.en,
                one.label.ja,
                f"`{one.example}`" if one.example else "",
                *([", ".join(one.also)] if names else []),
            ]
            for one in section.fields
        ),
    )


def _vocabulary_lines(words: Vocabulary) -> Iterator[str]:
    yield from (f"### {words.name}", "")
    if words.name == "activity_kind":
        yield from _table(
            ["Word", "English", "日本語", "OECD step", "What it proves", "証明すること", "Needs"],
            (
                [
                    f"`{one['key']}`",
                    one["en"],
                    one["ja"],
                    str(one["step"] or "–"),
                    one["proves"]["en"],
                    one["proves"]["ja"],
                    ", ".join(one["needs"]),
                ]
                for one in load("activity_kind.toml")["kind"]
            ),
        )
    else:
        yield from _table(
            ["Word", "English", "日本語", "Also"],
            (
                [
                    f"`{one.key}`",
                    one.label.en,
                    one.label.ja,
                    ", ".join((*one.also, *(f"{old.word} (until {old.until})" for old in one.dated))),
                ]
                for one in words.terms
            ),
        )
    yield from (f"Source: {words.source}.", "")


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _section(data: Mapping[str, Any]) -> Section:
    fields = tuple(_field(one) for one in data["field"])
    return Section(
        data["key"],
        data.get("required", False),
        data.get("many", False),
        data.get("per", ""),
        Text(data.get("en", ""), data.get("ja", "")),
        fields,
    )


def _field(data: Mapping[str, Any]) -> Field:
    if data["kind"] not in KINDS:
        raise ValueError(f"the field {data['key']} has the unknown kind {data['kind']}")
    if (data["kind"] == "choice") != ("choices" in data) or data.get("choices", "metal") not in vocabularies():
        raise ValueError(f"the field {data['key']} names no vocabulary, or is no choice")
    return Field(
        data["key"],
        data["kind"],
        data.get("required", False),
        Text(data["en"], data["ja"]),
        tuple(data.get("also", ())),
        data.get("choices", ""),
        data.get("example", ""),
    )


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["en"], data["ja"])
