"""The generated pages of the reference say what the code says now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "rules.md",
    "cli.md",
    "templates.md",
    "law.md",
    "evidence-folder.md",
    "offering-terms.md",
    "declaration.schema.json",
)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(generate: ModuleType) -> dict[str, str]:
    return {path.name: content for path, content in generate.pages().items()}


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_the_generated_one(name: str, pages: dict[str, str]) -> None:
    committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert committed == pages[name], f"docs/reference/{name} is out of date: run “make docs” and commit it"


def test_no_generated_page_is_left_out(pages: dict[str, str]) -> None:
    assert set(pages) == set(PAGES)


def test_the_list_of_unverified_law_is_the_data_s_own(generate: ModuleType) -> None:
    marked = {
        path.name: path.read_text(encoding="utf-8").count("verified = false")
        for path in (ROOT / "src/kaiji/minerals/law/data").glob("*.toml")
    }
    rows = generate.unverified()
    for name in marked.keys() - {"names.toml"}:
        assert sum(file == f"`{name}`" for file, _ in rows) == marked[name], name
    said = [words for file, words in rows if file == "`names.toml`"]
    assert sum(int(word) for words in said for word in words.split() if word.isdigit()) == marked["names.toml"]
