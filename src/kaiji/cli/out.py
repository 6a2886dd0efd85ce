"""What commands print: findings as text, JSON or a page, and the exit status that goes with them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text as RichText

from kaiji.core.finding import Finding, Severity, has_errors
from kaiji.core.rule import Catalogue
from kaiji.core.text import Language

CLEAN, FINDINGS, MISUSE = 0, 1, 2

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

STYLES = {Severity.ERROR: "bold red", Severity.WARN: "yellow", Severity.INFO: "cyan"}
WORDS: dict[Severity, dict[Language, str]] = {
    Severity.ERROR: {"en": "error", "ja": "エラー", "zh": "错误"},
    Severity.WARN: {"en": "warning", "ja": "警告", "zh": "警告"},
    Severity.INFO: {"en": "note", "ja": "参考", "zh": "提示"},
}


class Format(StrEnum):
    """How a command answers."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Plain(StrEnum):
    """How a command answers that has no page."""

    TEXT = "text"
    JSON = "json"


class Lang(StrEnum):
    """The language of messages."""

    EN = "en"
    JA = "ja"
    ZH = "zh"

    @property
    def language(self) -> Language:
        """The language as the core names it."""
        match self:
            case Lang.JA:
                return "ja"
            case Lang.ZH:
                return "zh"
        return "en"


def misuse(message: str, remedy: str) -> NoReturn:
    """Say what is wrong with the command itself, and how to put it right; exit status 2."""
    err.print(f"[bold red]{escape(message)}[/]\n  {escape(remedy)}")
    raise typer.Exit(MISUSE)


def print_findings(findings: Iterable[Finding], rules: Catalogue, language: Language, to: Console = out) -> None:
    """Print findings for a person: what is wrong, where, what to do."""
    for one in findings:
        rule = rules[one.code]
        line = RichText("  ")
        line.append(WORDS[one.severity][language], STYLES[one.severity])
        line.append(f" {one.code} ", "dim")
        if place := str(one.place):
            line.append(f"{place}: ", "bold")
        line.append(rule.say(one, language))
        to.print(line)
        to.print(RichText(f"        → {rule.advise(one, language)}", "dim"))


def json_bytes(data: object) -> bytes:
    """Give data as JSON, in UTF-8, ending in a line break."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def print_json(data: object) -> None:
    """Print data as JSON."""
    write_or_print(json_bytes(data), None)


def write_or_print(content: bytes, to: Path | None) -> None:
    """Write to a file, or to standard output where none is named."""
    stream_or_print([content], to)


def stream_or_print(chunks: Iterable[bytes], to: Path | None) -> None:
    """Write piece by piece to a file, or to standard output where none is named."""
    if to is None:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("wb") as file:
            file.writelines(chunks)
    except OSError as error:
        misuse(f"{to} cannot be written: {error.strerror}", "Name another place with -o.")


def json_list(items: Iterable[object]) -> Iterator[bytes]:
    """Give a list as JSON piece by piece, the same bytes as :func:`json_bytes` gives of the whole."""
    before = b"[\n "
    for item in items:
        text = json.dumps(item, ensure_ascii=False, indent=1).replace("\n", "\n ")
        yield before + text.encode()
        before = b",\n "
    yield b"[]\n" if before.startswith(b"[") else b"\n]\n"


def finish(findings: Sequence[Finding]) -> NoReturn:
    """End with status 1 where a finding is at error level, else with 0."""
    raise typer.Exit(FINDINGS if has_errors(findings) else CLEAN)
