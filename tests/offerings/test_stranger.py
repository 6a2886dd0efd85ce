"""Terms as strangers send them: any value at any place ends in findings or in proved notices, never in a traceback."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaiji.core.finding import Severity
from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.package import build_offering
from kaiji.offerings.prove import prove
from kaiji.offerings.schema import sections
from kaiji.offerings.term_rule import terms_unreadable
from kaiji.offerings.terms import read_terms
from kaiji.offerings.timetable import timetable_of
from kaiji.offerings.timetable_write import timetable_ics, timetable_svg
from kaiji.programmes import RULES
from made_offering import terms_with, toml_of

PATHS = [
    f"{section.key}[{index}].{field}" if section.many else f"{section.key}.{field}"
    for section in sections().values()
    for field in section.fields
    for index in ((0, 1) if section.many else (0,))
]
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.integers(-5, 10**13),
    st.sampled_from([0, 1, 2, 99, 100, 10**15, 10**40]),
    st.decimals(-2, 10**9, places=3, allow_nan=False, allow_infinity=False),
    st.dates(date(1940, 1, 1), date(2110, 12, 31)),
    st.dates(date(2026, 4, 1), date(2026, 7, 31)),
    st.booleans(),
    st.sampled_from(
        [
            "",
            "remainder",
            "x" * 3000,
            "<script>alert(1)</script>",
            "{n:tpa.number}",
            "a\n\tb",
            "港",
            "JP",
            "DE",
            "2027-03",
        ]
    ),
    st.builds(
        "{} {} {} {}".format,
        st.sampled_from(["pricing", "payment", "cover_to", "announcement", "third_payment", "delivery", "resolution"]),
        st.sampled_from("+-"),
        st.integers(0, 500),
        st.sampled_from(["days", "business days", "days, back", "days, forward to a business day"]),
    ),
    st.sampled_from(
        sorted({one for section in sections().values() for f in section.fields.values() for one in f.choices})
    ),
    st.lists(st.sampled_from(["TSE:1", "US", "UK", "", "2026-05-20"]), max_size=3),
    st.lists(st.dates(date(2026, 5, 1), date(2026, 7, 31)), max_size=4),
)


@given(st.dictionaries(st.sampled_from(PATHS), VALUES, max_size=3), st.sets(st.sampled_from(PATHS), max_size=1))
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_anywhere(changes: dict[str, Any], remove: set[str]) -> None:
    data = terms_with(changes)
    for path in remove:
        section, _, field = path.partition(".")
        if "[" not in section:
            data.get(section, {}).pop(field, None)
    raw = toml_of(data)
    checked = check_offering({TERMS: raw})
    for one in checked.findings:
        assert RULES[one.code].say(one)
        assert RULES[one.code].say(one, "ja")
    built = build_offering({TERMS: raw}, RULES)
    if not built.files:
        assert not checked.can_be_written
        return
    wrong = [RULES[one.code].say(one) for one in built.findings if one.severity is Severity.ERROR]
    assert not wrong, (changes, wrong)
    assert checked.offering is not None
    events = timetable_of(checked.offering)
    timetable_svg(events, "T", "ja")
    timetable_ics(events, "T", raw, "en")


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes(data: bytes) -> None:
    assert check_offering({TERMS: data}).findings


@given(
    st.dictionaries(
        st.sampled_from([TERMS, "manifest.json", "provenance.json", "launch.htm", "launch.docx", "launch.pdf"]),
        st.binary(max_size=80),
    )
)
@settings(max_examples=40)
def test_any_folder(files: dict[str, bytes]) -> None:
    assert prove(files).findings


def test_bytes_that_are_no_text_are_said_to_be_none() -> None:
    (found,) = read_terms(b'[issuer]\nname = "\xa0\xff"\n', "offering.toml").findings
    assert found.code == "OFF-001"
    assert terms_unreadable.say(found) == "offering.toml is no readable TOML file: it is not text in UTF-8."
    assert (
        terms_unreadable.say(found, "ja") == "offering.toml をTOMLとして読み取れません：UTF-8のテキストではありません。"
    )
