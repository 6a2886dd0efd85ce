"""The certificate is honest: a sample of numbers that it calls proved in real documents is changed, and the changes are found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tieout.honesty import seen, slipped, slips

RELEASE = "iij-2008-08-12-results-1q.txt"
NOTICE = "iij-2013-08-01-allotment-notice.txt"
LEAST = 5
MISSED = 1


@pytest.mark.parametrize(
    ("name", "kinds", "per"),
    [
        (RELEASE, ("digit", "transposed"), 3),
        (NOTICE, ("digit", "transposed", "dropped", "added", "point"), 3),
    ],
)
def test_slips_in_proved_numbers_are_found_at_their_line(
    reference: Path, name: str, kinds: tuple[str, ...], per: int
) -> None:
    text = (reference / "filings" / name).read_text(encoding="utf-8")
    made = [one for one in slips(name, text, kinds, per, 3) if one.denials]
    missed = [(one.kind, one.told) for one in made if not seen(name, one).found]
    assert len(made) >= LEAST
    assert len(missed) <= MISSED, missed


@pytest.mark.parametrize(
    ("text", "kind", "made"),
    [("12.34", "point", "1.234"), ("(12.5)", "sign", "12.5"), ("△7", "sign", "7"), ("7", "dropped", None), ("9", "sign", "(9)")],
)  # fmt: skip
def test_slips_are_made_as_people_make_them(text: str, kind: str, made: str | None) -> None:
    assert slipped(text, kind, random.Random(1)) == made  # noqa: S311
