"""What holds for every rule of the house: its help page, its words in two languages, its code, its file of cases."""

from __future__ import annotations

import ast
import inspect
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from kaiji.core.rule import CODE, HEADINGS, AnyRule
from kaiji.core.text import LANGUAGES, Text
from kaiji.programmes import RULES

CASES = Path(__file__).resolve().parents[1] / "cases"
JAPANESE = re.compile(r"[ぁ-ゟ゠-ヿ一-鿿]")
HAN, KANA = re.compile(r"[一-鿿]"), re.compile(r"[ぁ-ゟ゠-ヿ]")
CODES = sorted(RULES)
# What can be found in a file that a supplier sent, in its declaration, and between declarations.
SUPPLIER = re.compile(r"^(FILE-0\d{2}|FILE-3\d{2}|CMRT-[0-3]\d{2}|SMT-\d{3}|SUP-\d{3}|CHK-\d{3})$")
PREFIXES = {"CHK", "CMRT", "SMT", "SUP", "EVD", "FILE", "SD", "OFF", "TIE"}


# Values that only the English words name: a note of the data file that has no translation, and a name said just before.
ENGLISH_ALONE = {"EVD-111": {"note"}}


def placeholders(words: str) -> set[str]:
    """Give the names in braces, as the formatter sees them; a malformed one raises ValueError."""
    found = list(string.Formatter().parse(words))
    assert all(not spec and conversion is None for _, name, spec, conversion in found if name is not None)
    return {name for _, name, _, _ in found if name is not None}


@cache
def tree_of(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def calls_of(one: AnyRule) -> Iterator[ast.Call]:
    """Give every ``the_rule.finding(…)`` of the module in which the rule stands."""
    module = inspect.getmodule(one.check)
    assert module is not None
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "finding":
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == one.check.__name__:
                yield node


@pytest.mark.parametrize("code", CODES)
def test_its_code(code: str) -> None:
    assert CODE.match(code)
    assert code.partition("-")[0] in PREFIXES
    assert RULES[code].code == code


@pytest.mark.parametrize("code", CODES)
def test_its_help_page(code: str) -> None:
    one = RULES[code]
    assert tuple(one.sections()) == HEADINGS
    assert all(one.sections().values())
    summary = one.summary()
    assert summary.endswith((".", "?"))
    assert summary not in HEADINGS


@pytest.mark.parametrize("code", CODES)
def test_its_words_in_english_and_japanese(code: str) -> None:
    one = RULES[code]
    for text in (one.title, one.message, one.remedy):
        assert text.en
        assert not JAPANESE.search(text.en), text.en
        assert JAPANESE.search(text.ja), text
    for text in (one.message, one.remedy):
        assert text.en.rstrip("”\"')").endswith((".", "}", "?")), text.en
        assert re.search(r"[。）}」：]$", text.ja), text.ja


@pytest.mark.parametrize("code", [code for code in CODES if SUPPLIER.match(code)])
def test_its_words_in_chinese_where_suppliers_read_them(code: str) -> None:
    one = RULES[code]
    for text in (one.title, one.message, one.remedy):
        assert HAN.search(text.zh), text
        assert not KANA.search(text.zh), text
    for text in (one.message, one.remedy):
        assert re.search(r"[。）}」：？]$", text.zh), text.zh


@pytest.mark.parametrize("code", CODES)
def test_its_languages_name_the_same_values(code: str) -> None:
    one = RULES[code]
    for text in (one.message, one.remedy):
        named = {language: placeholders(words) for language in LANGUAGES if (words := getattr(text, language))}
        left_out = ENGLISH_ALONE.get(code, set())
        assert all(names | left_out == named["en"] | left_out for names in named.values()), (text, named)
    assert not placeholders(one.title.en)


@pytest.mark.parametrize("code", CODES)
def test_its_findings_carry_the_values_that_its_words_name(code: str) -> None:
    one = RULES[code]
    named = {name for text in (one.message, one.remedy) for words in said(text) for name in placeholders(words)}
    calls = list(calls_of(one))
    assert calls, "the rule makes no finding where it stands"
    for call in calls:
        given = {keyword.arg for keyword in call.keywords} - {"severity"}
        if None not in given:  # a call with **params is proved by the rule's cases
            assert named <= given, (sorted(named), sorted(str(name) for name in given))


def said(text: Text) -> list[str]:
    return [words for language in LANGUAGES if (words := getattr(text, language))]


@pytest.mark.parametrize("code", CODES)
def test_its_file_of_cases(code: str) -> None:
    path = CASES / f"{code}.yaml"
    assert path.is_file(), "no cases"
    assert path.read_text(encoding="utf-8").startswith(f"rule: {code}\n")


def test_no_file_of_cases_without_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} <= set(RULES)
