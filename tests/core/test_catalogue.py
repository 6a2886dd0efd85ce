"""Rules, findings and catalogues: how a rule is made, what it says, and what a list of rules refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from kaiji.core.finding import Finding, FindingClass, Severity, has_errors
from kaiji.core.rule import HEADINGS, catalogue, finding_as_data, rule
from kaiji.core.source import NOWHERE, Source
from kaiji.core.text import Text

CELL = Source("answer.xlsx", "f" * 64).at(sheet="Declaration", cell="D8")


@rule(
    "TST-001",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("Number too large", "大きすぎる数"),
    message=Text("{what} is {number}.", "{what}は{number}です。"),
    remedy=Text("Take less than {number}.", "{number}より小さくしてください。"),
    since=2014,
    until=2016,
)
def too_large(number: int, most: int = 10) -> Iterator[Finding]:
    """A number has a bound.

    What it checks
    The number against
    the bound.

    Why it matters
    It overflows. What it checks is said above.

    How to put it right
    Take less.

    Source
    This test.
    """
    if number > most:
        yield too_large.finding(CELL, what=Text("the number", "数"), number=number)


@rule("TST-002", Severity.WARN, title=Text("Bare"), message=Text("Bare."), remedy=Text("Nothing."))
def bare() -> Iterator[Finding]:
    """Say one line."""
    yield bare.finding(severity=Severity.INFO)


def test_a_rule_is_called_like_its_function() -> None:
    assert list(too_large(10)) == []
    assert list(too_large(3, most=3)) == []
    (found,) = too_large(11)
    assert (found.code, found.severity) == ("TST-001", Severity.ERROR)
    assert found.param("number") == 11
    assert (found.file, str(found.place)) == ("answer.xlsx", "Declaration!D8")
    with pytest.raises(KeyError):
        found.param("most")


def test_the_sentence_is_made_in_the_reader_s_language() -> None:
    (found,) = too_large(11)
    assert too_large.say(found) == "The number is 11."
    assert too_large.say(found, "ja") == "数は11です。"
    assert too_large.say(found, "zh") == "The number is 11."  # a language without words falls back to English
    assert too_large.advise(found, "ja") == "11より小さくしてください。"


def test_the_help_page_is_the_docstring() -> None:
    assert too_large.summary() == "A number has a bound."
    assert too_large.sections() == {
        "What it checks": "The number against\nthe bound.",
        "Why it matters": "It overflows. What it checks is said above.",
        "How to put it right": "Take less.",
        "Source": "This test.",
    }
    assert tuple(too_large.sections()) == HEADINGS
    assert bare.sections() == {}


def test_years_in_which_a_rule_applies() -> None:
    assert [year for year in range(2012, 2019) if too_large.applies_to(year)] == [2014, 2015, 2016]
    assert bare.applies_to(1)


@pytest.mark.parametrize("code", ["tst-001", "T-001", "TST-01", "TST001", "TOOLONGER-001", "TST-0001", ""])
def test_a_code_of_another_form_is_misuse(code: str) -> None:
    with pytest.raises(ValueError, match="is not a rule code"):
        rule(code, Severity.INFO, title=Text(""), message=Text(""), remedy=Text(""))


def test_a_code_used_twice_is_misuse() -> None:
    assert list(catalogue([too_large], [bare])) == ["TST-001", "TST-002"]
    with pytest.raises(ValueError, match="TST-001 is used twice"):
        catalogue([too_large], [bare, too_large])


def test_a_finding_as_data_holds_everything_that_a_machine_asks_for() -> None:
    found = too_large.finding(
        CELL,
        CELL.at(line=2),
        what=Text("it", "それ"),
        number=Decimal("1.50"),
        day=date(2025, 5, 31),
        rows=("a", "b"),
    )
    data = finding_as_data(found, catalogue([too_large]), "ja")
    assert data == {
        "code": "TST-001",
        "severity": "error",
        "class": "incomplete",
        "file": "answer.xlsx",
        "place": {"sheet": "Declaration", "cell": "D8"},
        "places": [CELL.as_data(), CELL.at(line=2).as_data()],
        "message": "それは1.50です。",
        "remedy": "1.50より小さくしてください。",
        "params": {"what": {"en": "it", "ja": "それ"}, "number": "1.50", "day": "2025-05-31", "rows": ["a", "b"]},
    }


@pytest.mark.parametrize(
    ("value", "english", "japanese"),
    [
        (("a", "b", "c"), "a, b, c is 1.", "a、b、cは1です。"),
        ((), " is 1.", "は1です。"),
        (date(2025, 1, 31), "2025-01-31 is 1.", "2025-01-31は1です。"),
        (Decimal("0.10"), "0.10 is 1.", "0.10は1です。"),
        ("{number}", "{number} is 1.", "{number}は1です。"),  # a supplier's words are not filled a second time
    ],
)
def test_how_values_are_said(value: tuple[str, ...] | date | Decimal | str, english: str, japanese: str) -> None:
    found = too_large.finding(what=value, number=1)
    assert (too_large.say(found), too_large.say(found, "ja")) == (english, japanese)


def test_a_finding_without_a_place_and_with_a_lowered_severity() -> None:
    (found,) = bare()
    assert (found.severity, found.place, found.file) == (Severity.INFO, NOWHERE, "")


def test_errors_are_told_from_the_rest_and_the_gravest_comes_first() -> None:
    assert has_errors([*too_large(99), *bare()])
    assert not has_errors(bare())
    assert sorted(Severity, key=lambda one: one.rank) == [Severity.ERROR, Severity.WARN, Severity.INFO]


def test_text_as_data_names_only_languages_with_words() -> None:
    assert Text("a", zh="c").as_data() == {"en": "a", "zh": "c"}
