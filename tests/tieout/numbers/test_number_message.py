"""What findings on numbers say to people, and several errors in one table at once."""

from __future__ import annotations

from kaiji.core.finding import Finding, Severity
from kaiji.tieout.numbers.number_finding import findings_of
from kaiji.tieout.numbers.number_rule import RULES
from made_lines import lines_from

MESSAGES = {one.code: one.message for one in RULES}
TABLE = """
(JPY in millions)
 | 1Q21 | 1Q20 | Change | YoY % change
Cable services | 4,713 | 3,902 | 811 | 20.8%
Relay stations | 2,218 | 2,054 | 164 | 8.0%
Mast rental | 1,488 | 1,021 | 467 | 45.7%
Toll bridges | 1,316 | 1,107 | 209 | 18.9%
Total revenues | 9,735 | 8,084 | 1,651 | 20.4%
"""


def found(text: str) -> list[Finding]:
    """Give the findings on the numbers of a text whose cells are parted by bars."""
    lines = lines_from(text.strip("\n").replace(" | ", "\t"))
    return [one.finding for one in findings_of(lines) if one.finding.severity is Severity.ERROR]


def said(finding: Finding, language: str) -> str:
    """Give a finding's sentence."""
    params = {name: getattr(value, language, value) for name, value in finding.params}
    return str(getattr(MESSAGES[finding.code], language)).format(**params)


def test_a_clean_table_says_nothing() -> None:
    assert found(TABLE) == []


def test_the_item_the_period_and_the_right_equation_are_told() -> None:
    (one,) = found(TABLE.replace("1,488", "1,848"))
    assert said(one, "en") == (
        "“Mast rental”, 1Q21 says 1,848; it should say 1,488: the difference of the two periods (1,488 − 1,021 = 467)."
    )
    assert said(one, "ja") == (
        "“Mast rental”, 1Q21：「1,848」とありますが、1,488であるべきです：両期間の差額（1,488 − 1,021 = 467）。"
    )


def test_several_errors_are_each_told_and_accuse_nothing_else() -> None:
    now = [4713, 2218, 1488, 1316, 5127, 3346, 2749, 6158]
    then = [3902, 2054, 1021, 1107, 4410, 3551, 2236, 5874]
    rows = [(f"Line {letter}", a, b) for letter, a, b in zip("ABCDEFGH", now, then, strict=True)]
    rows.append(("Total revenues", sum(now), sum(then)))
    text = "(JPY in millions)\n | 1Q21 | 1Q20 | Change | YoY % change\n" + "\n".join(
        f"{label} | {a:,} | {b:,} | {f'{a - b:,}' if a >= b else f'({b - a:,})'} | "
        + (f"{(a / b - 1) * 100:.1f}%" if a >= b else f"({(1 - a / b) * 100:.1f}%)")
        for label, a, b in rows
    )
    assert found(text) == []
    wrong = {"2,218": "2,281", "1,107": "1,170", "45.7%": "54.7%"}
    for right, slip in wrong.items():
        assert text.count(right) == 1
        text = text.replace(right, slip)
    told = {str(one.param("stated")): str(one.param("expected")).removeprefix("≈ ") for one in found(text)}
    assert told == {slip: right for right, slip in wrong.items()}


def test_a_wrong_total_does_not_accuse_its_parts() -> None:
    assert [one.param("stated") for one in found(TABLE.replace("9,735", "9,375"))] == ["9,375"]
