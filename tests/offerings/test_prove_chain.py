"""Written notices proved by themselves and against each other: what was changed by hand in one of them is found there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kaiji.offerings.check import TERMS
from kaiji.offerings.package import build_offering
from kaiji.offerings.prove import prove
from kaiji.programmes import RULES

MINATO = Path(__file__).resolve().parents[2] / "examples/minato/offering.toml"


@cache
def written() -> dict[str, bytes]:
    built = build_offering({TERMS: MINATO.read_bytes()}, RULES, forms=("text",))
    assert [one for one in built.findings if one.code.startswith("TIE-")] == []
    return dict(built.files)


@pytest.mark.parametrize(
    ("name", "before", "after", "code", "other"),
    [
        ("allotment.txt", "450,000 shares\n", "650,000 shares\n", "TIE-942", "pricing.txt"),
        ("allotment.txt", "Friday, September 11, 2026", "Friday, September 18, 2026", "TIE-943", "launch.txt"),
        ("allotment.txt", "JPY959.72 per share", "JPY957.92 per share", "TIE-941", "pricing.txt"),
        ("allotment.txt", "JPY4,369,712,000 announced", "JPY4,396,712,000 announced", "TIE-944", "pricing.txt"),
        ("pricing.txt", "issued       4,000,000", "issued       4,100,000", "TIE-941", "launch.txt"),
        ("pricing-ja.txt", "2026年8月20日（木）", "2026年8月27日（木）", "TIE-943", "launch-ja.txt"),
        ("allotment-ja.txt", "予定株式数\t600,000株", "予定株式数\t500,000株", "TIE-941", "launch-ja.txt"),
    ],
)
def test_what_is_changed_in_one_notice_is_found_through_another(
    name: str, before: str, after: str, code: str, other: str
) -> None:
    files = written()
    text = files[name].decode()
    assert before in text
    proof = prove({**files, name: text.replace(before, after, 1).encode()})
    found = [one for one in proof.findings if one.code == code and one.sources[0].file == name]
    assert other in {source.file for one in found for source in one.sources}


def test_one_notice_alone_is_held_against_the_others() -> None:
    files = written()
    text = files["launch.txt"].decode().replace("issued  4,000,000", "issued  4,400,000", 1)
    proof = prove({**files, "launch.txt": text.encode()}, only="launch.txt")
    assert {"pricing.txt"} <= {source.file for one in proof.findings if one.code == "TIE-941" for source in one.sources}
