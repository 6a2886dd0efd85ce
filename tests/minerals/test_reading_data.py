"""A reading as JSON: it comes back the same, and whatever else comes is refused or does no harm."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaiji.core.rule import finding_as_data
from kaiji.minerals.check import check
from kaiji.minerals.reader import Reading, read
from kaiji.minerals.reading_data import reading_as_json, reading_from_json
from kaiji.programmes import RULES

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = sorted((ROOT / "examples/kitanami/responses").iterdir())
ROUNDS = 150


def same(reading: Reading) -> bool:
    return reading_from_json(reading_as_json(reading)) == reading


@pytest.mark.parametrize("path", RESPONSES, ids=lambda path: path.name)
def test_an_example_comes_back_the_same(path: Path) -> None:
    reading = read(path.read_bytes(), f"a folder/{path.name}")
    assert same(reading)
    back = reading_from_json(reading_as_json(reading))
    assert back is not None
    assert check(back, year=2025) == check(reading, year=2025)


@pytest.mark.reference
def test_official_workbooks_come_back_the_same(reference: Path) -> None:
    paths = [*(reference / "templates").glob("*.xls*"), *(reference / "checker_cases").glob("*.xlsx")]
    assert [path.name for path in paths if not same(read(path.read_bytes(), path.name))] == []


def test_lone_halves_of_letters_come_back_the_same() -> None:
    assert same(read(b"no workbook", "\ud800 名.xlsx"))


def whole() -> Any:
    return json.loads(reading_as_json(read(RESPONSES[7].read_bytes(), "answer.xlsx")))


def spots(data: Any) -> list[tuple[Any, Any]]:
    """Give every place in the data as its holder and key."""
    found = []
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        found.append((data, key))
        found += spots(data[key])
    return found


def test_hostile_data_are_refused_or_do_no_harm() -> None:
    dice = random.Random(7)  # noqa: S311 - the same damage in every run
    values: list[Any] = [
        None,
        True,
        -1,
        0,
        10**30,
        1.5,
        "",
        "x",
        "NaN",
        "2026-13-45",
        [],
        {},
        ["x"],
        {"x": 1},
        "{name}",
        "\ud800",
    ]
    refused = 0
    for _ in range(ROUNDS):
        data = whole()
        for holder, key in dice.sample(spots(data), dice.choice((1, 1, 3))):
            if dice.random() < 0.2 and isinstance(holder, dict):
                holder.pop(key, None)
            else:
                holder[key] = dice.choice(values)
        found = reading_from_json(json.dumps(data).encode())
        if found is None:
            refused += 1
            continue
        for one in check(found, year=2025, as_of=date(2026, 1, 1)):
            finding_as_data(one, RULES)
    assert refused > ROUNDS / 4


CHANGES: dict[str, Callable[[Any], object]] = {
    "an unknown rule": lambda data: data["findings"].append(["XXX-999", "error", [], []]),
    "a sentence without its value": lambda data: data["findings"].append(["FILE-301", "error", [], []]),
    "an unknown layout": lambda data: data["template"].update(layout=["CMRT", "99"]),
    "a declaration without a layout": lambda data: data["template"].update(layout=None),
    "a declaration without a template": lambda data: data.update(template=None),
    "another version": lambda data: data["declaration"].update(version="6.4"),
    "an answer is gone": lambda data: data["declaration"]["answers"].pop(),
    "a field is gone": lambda data: data["declaration"]["company"].popitem(),
    "a field too many": lambda data: data["declaration"]["company"].update(more={"value": ""}),
    "a column that the list has not": lambda data: data["declaration"]["smelters"][0]["cells"].update(more={"value": ""}),
    "a flag for a number": lambda data: data["offered"].update(Tin=True),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_data_that_do_not_fit_are_refused(change: str) -> None:
    data = whole()
    assert reading_from_json(json.dumps(data).encode()) is not None
    CHANGES[change](data)
    assert reading_from_json(json.dumps(data).encode()) is None


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b"[" * 200_000, b"\xff", b'{"source":' + b"9" * 5000 + b"}"]
)
def test_what_is_no_reading_is_refused(content: bytes) -> None:
    assert reading_from_json(content) is None
