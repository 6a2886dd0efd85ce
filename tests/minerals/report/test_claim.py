"""Every sentence that a report may make of what was done: said with its evidence, and never without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.document import Assertion, Quote, runs_of, text_of, text_of_parts
from kaiji.core.figure import Figure
from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Source
from kaiji.minerals.evidence.activity import Activity, kinds
from kaiji.minerals.report.claim import NEEDS, Claim, Season, Told, claims, reached, tell
from kaiji.minerals.report.sentence import GAP, Filling, fill, gaps, join, quote_dates
from kaiji.programmes import RULES

SEASON = Season(2025, date(2026, 5, 31))
ASKED = ("S-001", "S-002", "S-003")
LOG = Source("activities.csv", "f" * 64)
# By window: a day inside, and the nearest day outside.
INSIDE = {
    "year": date(2025, 12, 31),
    "season": date(2025, 1, 1),
    "before": date(2013, 1, 31),
    "after": date(2026, 1, 1),
    "posting": date(2026, 6, 2),
}
OUTSIDE = {
    "year": date(2026, 1, 1),
    "season": date(2024, 12, 31),
    "before": date(2026, 6, 1),
    "after": date(2025, 12, 31),
    "posting": date(2025, 12, 31),
}
REACHING = [claim for claim in claims() if claim.reach]
FREE = {gap for one in claims() for words in (one.text, one.all, one.some) for gap in gaps(words)} - {
    "dates",
    "reached",
    "who",
}
VALUES: dict[str, Filling] = {name: Quote(f"<{name}>", name, (Source("company.toml"),)) for name in FREE}


def act(
    claim: Claim,
    day: date,
    *,
    suppliers: Sequence[str] = ("all",),
    kind: str = "",
    number: str = "A-1",
    who: str = "Board",
) -> Activity:
    """Make an entry of the log with every column filled."""
    kind = kind or claim.kinds[0]
    return Activity(
        number, day, kind, kinds()[kind].step, tuple(suppliers), (who,), ("proof.pdf",), "0" * 64, "detail", "en",
        LOG.at(record=number),
    )  # fmt: skip


def told(*activities: Activity, values: dict[str, Filling] | None = None) -> Told:
    return tell(activities, SEASON, ASKED, VALUES if values is None else values, LOG)


def sentence(claim: Claim, found: Told) -> Assertion | None:
    return next((one for each, one in found.sentences if each.key == claim.key), None)


def findings(claim: Claim, found: Told) -> list[Finding]:
    return [one for one in found.findings if one.param("claim") == claim.key.replace("_", " ")]


def by_key(claim: Claim) -> str:
    return claim.key


@pytest.mark.parametrize("claim", claims(), ids=by_key)
def test_with_its_evidence_it_is_said(claim: Claim) -> None:
    for kind in claim.kinds:
        day = INSIDE[claim.window]
        one = act(claim, day, kind=kind)
        found = told(one)
        said = sentence(claim, found)
        assert said is not None
        template = claim.all if claim.reach else claim.text
        assert said.sources[0] == one.source
        assert "{" not in text_of(said)
        assert not findings(claim, found)
        fillings: dict[str, Filling] = {
            **VALUES,
            "who": Quote("Board"),
            "dates": Quote(f"{day:%B} {day.day}, {day.year}"),
            "reached": Figure.of(3),
        }
        assert text_of(said) == text_of_parts(fill(template, fillings))
        for run in runs_of((said,)):
            assert not isinstance(run, Quote | Figure) or run.sources, (
                run
            )  # every name, date and number knows its evidence
        assert [(key, each.id, reached_) for key, each, reached_ in found.measures if key == claim.key] == [
            (claim.key, "A-1", ASKED if claim.reach else ())
        ]


@pytest.mark.parametrize("claim", claims(), ids=by_key)
def test_without_its_evidence_it_is_gone(claim: Claim) -> None:
    others = [act(one, INSIDE[one.window]) for one in claims() if not set(one.kinds) & set(claim.kinds)]
    found = told(*others)
    assert sentence(claim, found) is None
    (one,) = findings(claim, found)
    assert (one.code, one.severity) == ("SD-101", claim.missing)
    assert one.sources == (LOG,)
    assert one.param("kinds") == claim.kinds
    for words in (claim.text, claim.all, claim.some):
        own = [piece for piece in literals(words) if piece]
        assert not own or not any(all(piece in text_of(said) for piece in own) for _, said in found.sentences)


def literals(words: str) -> list[str]:
    """Give the words of a template between its gaps."""
    return GAP.split(words)[::2]


@pytest.mark.parametrize("claim", claims(), ids=by_key)
def test_out_of_its_window_it_is_gone_and_the_entry_is_named(claim: Claim) -> None:
    day = OUTSIDE[claim.window]
    found = told(act(claim, day, number="A-77"))
    assert sentence(claim, found) is None
    (one,) = findings(claim, found)
    assert (one.code, one.severity) == ("SD-101", claim.missing)
    assert one.sources == (LOG.at(record="A-77"),)
    words = RULES["SD-101"].say(one)
    assert f"A-77 {day}" in words
    assert str(day) in RULES["SD-101"].say(one, "ja")


@pytest.mark.parametrize("claim", claims(), ids=by_key)
def test_an_entry_that_lacks_what_its_kind_needs_proves_nothing(claim: Claim) -> None:
    kind = claim.kinds[0]
    bare = Activity("A-1", INSIDE[claim.window], kind, 1, (), (), (), "", "", "", LOG.at(record="A-1"))
    found = told(bare)
    if kinds()[kind].needs:
        assert sentence(claim, found) is None
        assert [one.code for one in findings(claim, found)] == ["SD-101"]


@pytest.mark.parametrize("claim", REACHING, ids=by_key)
def test_said_of_all_only_when_all_were_reached(claim: Claim) -> None:
    day = INSIDE[claim.window]
    some = told(act(claim, day, suppliers=("S-001", "S-003", "S-999")))
    said = sentence(claim, some)
    assert said is not None
    assert "2 of our <asked>" in text_of(said)
    literal = [piece for piece in literals(claim.all) if " all " in piece or "each of our" in piece]
    assert literal
    assert not any(piece in text_of(said) for piece in literal)
    (one,) = findings(claim, some)
    assert (one.code, one.severity) == ("SD-103", Severity.INFO)
    assert (one.param("reached"), one.param("asked"), one.param("others")) == (2, 3, ("S-002",))
    together = told(
        act(claim, day, suppliers=("S-001", "S-003")),
        act(claim, day + timedelta(days=1), suppliers=("S-002",), number="A-2"),
    )
    said = sentence(claim, together)
    assert said is not None
    assert any(piece in text_of(said) for piece in literal)
    assert not findings(claim, together)
    assert {each.id: keys for key, each, keys in together.measures if key == claim.key} == {
        "A-1": ("S-001", "S-003"),
        "A-2": ("S-002",),
    }


@pytest.mark.parametrize("claim", REACHING, ids=by_key)
def test_reaching_only_strangers_it_is_not_said(claim: Claim) -> None:
    found = told(act(claim, INSIDE[claim.window], suppliers=("S-999",)))
    assert sentence(claim, found) is None
    (one,) = findings(claim, found)
    assert one.code == "SD-104"
    assert claim.key not in {key for key, *_ in found.measures}


@pytest.mark.parametrize("claim", [claim for claim in claims() if set(claim.needs) - {"who"}], ids=by_key)
def test_without_a_value_it_is_not_said(claim: Claim) -> None:
    (need,) = set(claim.needs) - {"who"}
    values = {name: value for name, value in VALUES.items() if name != need}
    found = told(act(claim, INSIDE[claim.window]), values=values)
    assert sentence(claim, found) is None
    (one,) = findings(claim, found)
    assert (one.code, one.severity) == ("SD-102", claim.missing)
    assert NEEDS[need].en in RULES["SD-102"].say(one)


def test_nothing_recorded_nothing_said() -> None:
    found = told()
    assert found.sentences == ()
    assert found.measures == ()
    assert [one.code for one in found.findings] == ["SD-101"] * len(claims())


def test_the_list_of_claims_is_sound() -> None:
    keys = [claim.key for claim in claims()]
    assert len(keys) == len(set(keys))
    for claim in claims():
        assert set(claim.kinds) <= set(kinds())
        assert 0 <= claim.step <= 6
        assert set(claim.needs) <= set(NEEDS)
        words = (claim.all, claim.some) if claim.reach else (claim.text,)
        assert all(words)
        assert claim.reach is not bool(claim.text)
        assert not claim.reach or "reached" in gaps(claim.some)
        for one in words:
            assert one.endswith(".")
            assert "who" not in gaps(one) or "who" in claim.needs  # a sentence never names people that the log does not


def test_every_step_of_the_framework_has_a_claim() -> None:
    assert {claim.step for claim in claims()} >= {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("days", "printed"),
    [
        ([1], "March 1, 2026"),
        ([2, 1], "March 1, 2026 and March 2, 2026"),
        ([3, 1, 2], "March 1, 2026, March 2, 2026 and March 3, 2026"),
        ([1, 1, 1], "March 1, 2026"),
        ([9, 1, 5, 3], "4 days between March 1, 2026 and March 9, 2026"),
        ([9, 1, 5, 3, 3, 9], "4 days between March 1, 2026 and March 9, 2026"),
    ],
)
def test_dates_in_a_sentence(days: list[int], printed: str) -> None:
    sources = [(date(2026, 3, day), LOG.at(record=f"A-{at}")) for at, day in enumerate(days)]
    runs = quote_dates(sources, "survey_sent.date")
    assert text_of_parts(runs) == printed
    proved = {source for run in runs if isinstance(run, Quote | Figure) for source in run.sources}
    assert proved == {source for _, source in sources}


@given(st.lists(st.dates(date(2025, 1, 1), date(2026, 5, 31)), min_size=1, max_size=8))
def test_no_date_is_printed_that_is_not_in_the_log(days: list[date]) -> None:
    claim = next(one for one in claims() if one.key == "reminder_sent")
    found = told(*(act(claim, day, number=f"A-{at}") for at, day in enumerate(days)))
    said = sentence(claim, found)
    assert said is not None
    quotes = [run for run in said.runs if isinstance(run, Quote) and run.key == "reminder_sent.date"]
    printed = {f"{day:%B} {day.day}, {day.year}" for day in days}
    assert {quote.text for quote in quotes} <= printed
    assert len(quotes) == (len(set(days)) if len(set(days)) <= 3 else 2)


def test_people_who_did_it_twice_are_named_once() -> None:
    claim = next(one for one in claims() if one.key == "board_reported")
    found = told(
        act(claim, date(2026, 5, 1), who="Board of Directors"),
        act(claim, date(2026, 5, 2), who="Board of Directors", number="A-2"),
        act(claim, date(2026, 5, 3), who="Audit Committee", number="A-3"),
    )
    said = sentence(claim, found)
    assert said is not None
    assert text_of(said).count("Board of Directors") == 1
    assert "to Board of Directors and Audit Committee on" in text_of(said)


def test_the_reach_keeps_the_order_of_those_asked() -> None:
    claim = REACHING[0]
    acts = [act(claim, date(2026, 1, 1), suppliers=("S-003", "S-001"))]
    assert reached(acts, ASKED) == ("S-001", "S-003")
    assert reached([act(claim, date(2026, 1, 1), suppliers=("All",))], ASKED) == ASKED
    assert reached([], ASKED) == ()


def test_lists_in_english() -> None:
    assert [text_of_parts(tuple(join([Quote(one) for one in words]))) for words in ("", "a", "ab", "abc")] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
