"""What offering.toml holds, as data: for the reader, the template of ``init`` and the reference page."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kaiji.core.text import Text

KINDS: Mapping[str, Text] = {
    "text": Text("text that can be seen in full", "文字列（制御文字は不可）"),
    "number": Text("a whole number, not negative", "0以上の整数"),
    "price": Text('a price per share, above zero (quote it to keep decimals: "959.72")', "1株あたりの価格（0超）"),
    "money": Text("an amount of money, not negative", "0以上の金額"),
    "date": Text("a date (2026-08-14)", "日付"),
    "day": Text("a date (2026-08-14) or an offset (pricing + 5 business days)", "日付、または他の日からの日数"),
    "deadline": Text('a month ("2027-03") or a date', '年月（"2027-03"）または日付'),
    "share_of_proceeds": Text('an amount of money, or "remainder"', '金額または "remainder"'),
    "ratio": Text("a number above zero", "0超の数"),
    "choice": Text("one of a list of words", "語彙から選択"),
    "texts": Text("a list of texts", "文字列の一覧"),
    "dates": Text("a list of dates", "日付の一覧"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One setting: ``required`` where its section is there, ``default`` where it is not written."""

    key: str
    kind: str
    label: Text
    required: bool = False
    choices: tuple[str, ...] = ()
    default: object = None
    example: object = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table of settings; ``many`` where it may stand many times (``[[use]]``)."""

    key: str
    label: Text
    required: bool
    many: bool
    fields: Mapping[str, Field]


@cache
def sections() -> Mapping[str, Section]:
    """Give every section by key, in the order of the file."""
    text = resources.files("kaiji.offerings").joinpath("data/terms.toml").read_text("utf-8")
    return {one["key"]: _section(one) for one in tomllib.loads(text)["section"]}


def _section(raw: Mapping[str, Any]) -> Section:
    fields = {one["key"]: _field(one) for one in raw["field"]}
    return Section(raw["key"], Text(raw["en"], raw["ja"]), raw.get("required", False), raw.get("many", False), fields)


def _field(raw: Mapping[str, Any]) -> Field:
    kind = raw["kind"]
    if kind not in KINDS:
        raise ValueError(f"terms.toml: {raw['key']} is of no known kind ({kind})")
    choices = tuple(raw.get("choices", ()))
    default = raw.get("default")
    return Field(
        raw["key"], kind, Text(raw["en"], raw["ja"]), "stage" in raw, choices, default, raw.get("example", default)
    )


STAGED = ("pricing", "allotment")
CASES = ("calendar", "movement", "ads", "capital", "statement", "title", "form_6k")


def template(*, with_decisions: bool = False) -> str:
    """Make a first offering.toml to fill in: what is required with an invented example, the rest commented out.

    Args:
        with_decisions: also what is decided later, the pricing and the allottee's notice, not commented out.
    """
    lines = ["# The terms of an offering. What stands behind # may be left out; decisions are added as they come.", ""]
    for section in sections().values():
        later = section.key in CASES or (section.key in STAGED and not with_decisions)
        asked = [one for one in section.fields.values() if one.example is not None and one.default is None]
        mark = "# " if later or not asked else ""
        lines.append(f"# {section.label.en} / {section.label.ja}")
        lines.append(f"{mark}[[{section.key}]]" if section.many else f"{mark}[{section.key}]")
        for field in section.fields.values():
            value = json.dumps(field.example, ensure_ascii=False) if field.example is not None else '""'
            if field.kind in ("day", "date") and isinstance(field.example, str) and field.example[:1].isdigit():
                value = field.example
            use = mark == "" and field.example is not None and (field.required or field.default is None)
            lines.append(
                f"{'' if use and field.key not in OPTIONAL else '# '}{field.key} = {value}  # {field.label.en}"
            )
        lines.append("")
    return "\n".join(lines)


OPTIONAL = frozenset({"closed", "covered", "treasury", "stabilised"})


def terms_page() -> str:
    """Make the reference page of offering.toml, in Markdown, from the schema data."""
    lines = [
        "# The terms of an offering: offering.toml",
        "",
        "<!-- Made by terms_page() from src/kaiji/offerings/data/terms.toml; do not edit by hand. -->",
        "",
        "One file, in TOML. It grows with the offering: `[pricing]` is added on the pricing day, `[allotment]` when the",
        "allottee has given notice. Totals, capital, share counts and wording are derived and are never typed.",
        "",
        "A day is a date, or an offset from another day: `pricing + 5 business days`, `subscription_to + 30 days, back to",
        "a business day`. Anchors: `resolution`, `pricing`, `subscription_from`, `subscription_to`, `payment`, `delivery`,",
        "`cover_from`, `cover_to`, `third_subscription`, `third_payment`, `announcement`. A setting marked * must be there",
        "where its section is.",
        "",
    ]
    for section in sections().values():
        name = f"[[{section.key}]]" if section.many else f"[{section.key}]"
        must = ", required" if section.required else ", any number of times" if section.many else ""
        lines += [f"## {name}", "", f"{section.label.en} · {section.label.ja}{must}.", ""]
        lines += ["| Setting | Value | Meaning | 意味 |", "|---|---|---|---|"]
        for field in section.fields.values():
            star = "*" if field.required else ""
            kind = ", ".join(f"`{one}`" for one in field.choices) if field.choices else KINDS[field.kind].en
            if field.default is not None:
                shown = json.dumps(field.default, ensure_ascii=False)
                kind += f"; without it `{shown}`"
            lines.append(f"| `{field.key}`{star} | {kind} | {field.label.en} | {field.label.ja} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
