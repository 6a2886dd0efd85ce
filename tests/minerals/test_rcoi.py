from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.source import Source
from kaiji.minerals.rcoi import Decision, OriginAnswer, Rcoi, Reply, Smelter, Standing, State, decide_rcoi

Y, N, U, M = Reply.YES, Reply.NO, Reply.UNKNOWN, Reply.MISSING
MEMO = Source("memo.pdf")


def answer(
    supplier: str,
    covered: Reply,
    scrap: Reply = N,
    *,
    necessary: Reply = Y,
    usable: bool = True,
    metal: str = "Gold",
) -> OriginAnswer:
    return OriginAnswer(
        supplier, metal, necessary, covered, scrap, usable, sources=(Source(f"{supplier}.xlsx"),)
    )


def decision(state: State, on: date = date(2025, 4, 1)) -> Decision:
    return Decision("Gold", state, "Counsel", on, "the smelters' audit reports", MEMO)


def decide(*answers: OriginAnswer, decisions: tuple[Decision, ...] = ()) -> Rcoi:
    return decide_rcoi(("Gold",), answers, decisions, on=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("answers", "state", "undetermined"),
    [
        ([answer("A", N), answer("B", N)], State.R2, False),
        ([answer("A", N), answer("B", Y)], State.R5, False),
        ([answer("A", N), answer("B", U)], State.R5, True),
        ([answer("A", N), answer("B", M, M, necessary=M)], State.R5, True),
        ([answer("A", N), answer("B", N, usable=False)], State.R5, True),
        ([answer("A", Y, usable=False)], State.R5, False),
        ([answer("A", U, Y), answer("B", N, Y)], State.R4, False),
        ([answer("A", Y, Y)], State.R5, True),
        ([answer("A", N), answer("B", M, M, necessary=N)], State.R2, False),
        ([answer("A", M, M, necessary=N)], State.R5, True),
        ([], State.R0, False),
    ],
)
def test_state_from_the_answers_alone(answers: list[OriginAnswer], state: State, undetermined: bool) -> None:
    found = decide(*answers)
    assert (found.state, found.undetermined) == (state, undetermined)


def test_part_scrap_and_the_rest_outside_is_told_as_mixed() -> None:
    found = decide(answer("A", U, Y), answer("B", N))
    assert (found.state, found.per_metal[0].mixed) == (State.R4, True)
    assert found.reasons[-1].key == "rcoi-mixed"


def test_counts_can_be_printed_with_their_sources() -> None:
    answers = [answer(f"S{one}", U if one < 3 else N) for one in range(14)]
    told = next(one for one in decide(*answers).reasons if one.key == "rcoi-unknown")
    assert told.text.en == "3 of 14 suppliers answered Unknown for gold."
    assert told.sources == (Source("S0.xlsx"), Source("S1.xlsx"), Source("S2.xlsx"))


@pytest.mark.parametrize("silent", [1, 24, 26, 99])
def test_no_share_of_answers_is_enough_by_itself(silent: int) -> None:
    # A tool in circulation takes 75 % as a rule; there is none.
    found = decide(*(answer(f"S{one}", M if one < silent else N, M) for one in range(100)))
    assert (found.state, found.undetermined) == (State.R5, True)


def test_a_supplier_counts_once_with_the_gravest_of_its_answers() -> None:
    found = decide(answer("A", N), answer("A", U), answer("B", N)).per_metal[0]
    assert [(one.supplier, one.standing) for one in found.suppliers] == [
        ("A", Standing.UNKNOWN),
        ("B", Standing.OUTSIDE),
    ]


def test_the_worst_metal_decides() -> None:
    found = decide_rcoi(("Gold", "Tin"), [answer("A", N), answer("A", N, Y, metal="tin")])
    assert [one.state for one in found.per_metal] == [State.R2, State.R4]
    assert found.state is State.R4
    assert decide_rcoi(("Gold", "Tin"), [answer("A", N)]).state is State.R0
    assert decide_rcoi(("Gold", "Tin"), [answer("A", Y)]).state is State.R5


def test_no_metal_no_inquiry() -> None:
    found = decide_rcoi((), [answer("A", N)])
    assert (found.state, found.per_metal, found.undetermined) == (State.R0, (), False)


@pytest.mark.parametrize(
    ("state", "answers", "accepted"),
    [
        (State.R1, [answer("A", N)], True),
        (State.R1, [answer("A", N), answer("B", U)], False),
        (State.R1, [answer("A", U, Y)], False),
        (State.R2, [answer("A", N), answer("B", U)], True),
        (State.R2, [answer("A", Y)], False),
        (State.R2, [answer("A", Y, Y)], False),
        (State.R3, [answer("A", N, Y)], True),
        (State.R3, [answer("A", N, U)], False),
        (State.R4, [answer("A", Y, Y)], True),
        (State.R4, [answer("A", U, N)], False),
        (State.R4, [answer("A", U, U)], True),
        (State.R5, [answer("A", N)], True),
        (State.R2, [], False),
    ],
)
def test_a_decision_holds_unless_an_answer_contradicts_it(
    state: State, answers: list[OriginAnswer], accepted: bool
) -> None:
    found = decide(*answers, decisions=(decision(state),))
    assert (found.per_metal[0].decision is not None) is accepted
    assert (found.state is state) is accepted
    refused = [one for one in found.findings if one.code == "SD-024"]
    assert bool(refused) is (not accepted and bool(answers))


def test_the_later_decision_holds() -> None:
    later = decision(State.R2, date(2025, 4, 2))
    found = decide(answer("A", N), decisions=(later, decision(State.R1)))
    assert found.per_metal[0].decision == later
    assert decide(answer("A", N), decisions=(decision(State.R1), decision(State.R5))).state is State.R2


def test_a_smelter_in_a_covered_country_is_a_note() -> None:
    smelters = [Smelter("Works", "Gold", "UG", Source("list.xlsx"))]
    found = decide_rcoi(("Gold",), [answer("A", N)], smelters=smelters)
    assert found.state is State.R2
    assert [one.code for one in found.findings] == ["SD-029"]
    assert "rcoi-smelter-note" in [one.key for one in found.reasons]


replies = st.sampled_from(Reply)
answers_of_many = st.lists(
    st.builds(
        OriginAnswer, st.sampled_from("ABCD"), st.just("Gold"), replies, replies, replies, st.booleans()
    ),
    min_size=1,
    max_size=6,
)


@given(answers_of_many)
def test_answers_alone_never_give_knowledge_and_a_yes_never_passes(answers: list[OriginAnswer]) -> None:
    found = decide(*answers)
    assert found.state in (State.R2, State.R4, State.R5)
    if any(one.covered is Y for one in answers):
        assert found.state is State.R5


@given(answers_of_many, st.sampled_from([State.R1, State.R2]))
def test_no_decision_outweighs_a_yes(answers: list[OriginAnswer], state: State) -> None:
    found = decide(*answers, answer("Z", Y), decisions=(decision(state),))
    assert found.state is State.R5
