"""The documentation is whole: what it points at is there, and what is there is in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from kaiji.cli.main import app
from kaiji.minerals import table as tables
from kaiji.minerals.layout import layouts
from kaiji.programmes import RULES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kaiji"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
COMMANDS = (
    ("minerals", "check"),
    ("minerals", "show"),
    ("minerals", "package"),
    ("minerals", "fill"),
    ("minerals", "convert"),
    ("minerals", "checker"),
    ("minerals", "table"),
    ("minerals", "layout"),
    ("minerals", "smelters", "match"),
    ("minerals", "smelters", "explain"),
    ("minerals", "smelters", "status"),
    ("minerals", "smelters", "judge"),
    ("minerals", "smelters", "judgements"),
    ("offerings", "init"),
    ("offerings", "check"),
    ("offerings", "build"),
    ("offerings", "timetable"),
    ("tieout",),
    ("explain",),
)

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def help_of(*command: str) -> str:
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert result.exit_code == 0, result.output
    return ANSI.sub("", result.output)


def anchors(page: Path) -> set[str]:
    """Give the anchors of a page as GitHub makes them of its headings."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", "")).replace(" ", "-")
        for heading in HEADING.findall(text)
    }


def named(tree: ast.AST) -> Iterator[str]:
    """Give the names that a module defines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def words_of(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


@pytest.mark.parametrize(
    "folder",
    [one for one in sorted(SOURCE.iterdir()) if one.is_dir() and any(one.glob("[!_]*.py"))],
    ids=lambda one: one.name,
)
def test_each_package_says_what_it_is(folder: Path) -> None:
    page = folder / "docs.md"
    assert page.is_file(), f"{folder.name} has modules and no docs.md"
    assert "**Purpose.**" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_has_an_example_and_a_format(command: tuple[str, ...]) -> None:
    said = help_of(*command)
    assert "Example:" in said
    assert f"kaiji {' '.join(command)} " in said
    assert "--format" in said


def test_no_command_is_left_out_of_this_test() -> None:
    assert set(listed(app)) == {" ".join(command) for command in COMMANDS}


def listed(group: Typer, path: str = "") -> Iterator[str]:
    """Give every command by its words."""
    yield from (f"{path}{one.name}" for one in group.registered_commands)
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from listed(inner.typer_instance, f"{path}{inner.name} ")


@pytest.mark.parametrize("page", PAGES, ids=lambda one: str(one.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), f"{target} is not there"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{target}: no such heading"


def test_each_page_is_in_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    linked = {(ROOT / "docs" / target.partition("#")[0]).resolve() for target in LINK.findall(index)}
    assert {page for page in PAGES if (ROOT / "docs") in page.parents} - linked == {ROOT / "docs/index.md"}


def test_each_rule_has_its_section() -> None:
    there = anchors(ROOT / "docs/reference/rules.md")
    assert {code.lower() for code in RULES} <= there


@pytest.mark.parametrize("page", PAGES, ids=lambda one: str(one.relative_to(ROOT)))
def test_codes_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prefixes = "|".join(sorted({code.partition("-")[0] for code in RULES}))
    assert set(re.findall(rf"\b(?:{prefixes})-\d{{3}}\b", text)) <= set(RULES)


def test_the_readme_tells_the_commands_and_targets_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)", readme + contributing, re.MULTILINE)) <= targets
    assert {"demo", "test"} <= set(re.findall(r"^make ([a-z]+)", readme, re.MULTILINE))
    shown = re.findall(r"^\$ kaiji (.+)", readme, re.MULTILINE)
    assert shown
    for words in shown:
        assert any(tuple(words.split()[: len(command)]) == command for command in COMMANDS), words


def test_the_versions_that_are_told_are_the_layouts() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    line = re.search(
        r"read in full for (CMRT [^;]+); by what is recorded of them for ([^;]+?)\. Newer", told.replace("\n", " ")
    )
    assert line is not None
    for words, seen in ((line[1], True), (line[2], False)):
        versions = set()
        for family, numbers in re.findall(r"([A-Z]{3,4}) ([^A-Z]+)", words):
            versions |= {(family, one) for one in re.findall(r"\d+\.\d+[a-z]?", numbers)}
        assert versions == {key for key, one in layouts().items() if one.seen is seen}


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (f"{name.removesuffix('_COLUMNS').lower()}s.csv", columns)
        for name, columns in vars(tables).items()
        if name.endswith("_COLUMNS")
    ],
)
def test_the_package_page_names_each_column_once(table: str, columns: tuple[str, ...]) -> None:
    text = (ROOT / "docs/reference/package.md").read_text(encoding="utf-8")
    assert f"| `{table}` |" in text
    section = text.split(f"\n## {table}\n")[1].split("\n## ")[0]
    first = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    told = [name for cell in first for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(told) == sorted(columns)


# The words of the field that the design fixes: those that the code uses must stand in the glossary, in both languages.
FIELD_WORDS = (
    "declaration", "declaration scope", "smelter list", "smelter look-up", "product list", "smelter or refiner", "3TG",
    "CID", "RCOI", "covered countries", "conformant", "corrective action", "Form SD", "Conflict Minerals Report",
    "exhibit", "results release", "comparative period", "non-GAAP measure", "convenience translation", "footing",
    "cross-cast", "tie out", "support", "tick mark", "allotment", "over-allotment", "stated capital", "payment date",
    "read", "check", "match", "roll up", "build", "write", "seal",
    "finding", "rule", "figure", "source", "document", "evidence", "assertion", "severity", "manifest",
    "supplier", "grievance", "activity log", "audited list", "reference list", "effective date", "authorizer",
)  # fmt: skip


def test_the_glossary_has_the_words_of_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")).casefold()
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in glossary.splitlines() if line.startswith("| ")]
    terms = {english.casefold() for english, *_ in rows}
    for word in FIELD_WORDS:
        if word.casefold() in code:
            assert any(term.startswith(word.casefold()) for term in terms), f"{word} is not in the glossary"
    for row in rows:
        assert all(row), f"{row[0]} lacks a language or its meaning"


FORBIDDEN = {"manager", "managers", "service", "services", "util", "utils", "helper", "helpers", "common"}
FORBIDDEN_VERBS = {"process", "handle"}


def test_no_name_uses_a_forbidden_word() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name in (path.stem, path.parent.name, *named(tree)):
            words = words_of(name)
            if FORBIDDEN & set(words) or (words and words[0] in FORBIDDEN_VERBS):
                found.append(f"{path.relative_to(ROOT)}: {name}")
    assert found == []
