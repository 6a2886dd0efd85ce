"""Braces of a template are a place left open."""

from __future__ import annotations

import pytest

from kaiji.tieout.words.placeholder import place_open
from made_lines import lines_from


@pytest.mark.parametrize("text", ["{amount}", "{{net income}}", "{DATE}"])
def test_braces_of_a_template(text: str) -> None:
    found = [one.param("stated") for one in place_open(lines_from(f"Revenue was {text} in 2021."))]
    assert found == [text]


@pytest.mark.parametrize("text", ["{}", "{ }", "{1}", "f(x)"])
def test_other_braces(text: str) -> None:
    assert list(place_open(lines_from(f"Revenue was {text} in 2021."))) == []
