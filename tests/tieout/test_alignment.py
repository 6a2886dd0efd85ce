"""Lines find their entries when some were edited, added, removed or moved."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from kaiji.tieout.alignment import align
from kaiji.tieout.comparison import canonical, compare

TEXTS = [
    "The company asked its suppliers.",
    "All of them answered in time.",
    "Total",
    "The answers were looked at by two people.",
    "Total",
    "A report is filed as an exhibit.",
]


def test_what_is_the_same_is_paired_in_order() -> None:
    found = align(TEXTS, TEXTS)
    assert found.pairs == tuple((k, k) for k in range(6))
    assert (found.moved, found.missing, found.extra) == (frozenset(), (), ())


def test_an_edited_line_keeps_its_entry() -> None:
    read = [*TEXTS[:3], "The answers were looked at by nine people.", *TEXTS[4:]]
    assert align(TEXTS, read).pairs == tuple((k, k) for k in range(6))


def test_a_removed_and_an_added_line() -> None:
    read = [TEXTS[0], "Something else entirely stands here now.", *TEXTS[2:5]]
    found = align(TEXTS, read)
    assert (found.missing, found.extra) == ((1, 5), (1,))


def test_a_moved_line() -> None:
    read = [TEXTS[5], *TEXTS[:5]]
    found = align(TEXTS, read)
    assert (found.moved, found.missing, found.extra) == (frozenset({(5, 0)}), (), ())


def test_a_short_line_that_was_rewritten_in_its_place() -> None:
    assert align(["A b c", "12", "D e f"], ["A b c", "13", "D e f"]).pairs == ((0, 0), (1, 1), (2, 2))


def test_many_lines_in_reverse_and_many_equal_lines_take_no_time() -> None:
    begin = time.process_time()
    texts = [f"Row {k} of the table" for k in range(4000)]
    assert len(align(texts, texts[::-1]).pairs) == 4000
    assert len(align(["same"] * 4000, ["same"] * 3000).pairs) == 3000
    assert time.process_time() - begin < 5


@given(st.lists(st.sampled_from("abcdefgh"), max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=12))
def test_every_line_and_entry_is_accounted_for_once(here: list[str], there: list[str]) -> None:
    found = align(here, there)
    assert sorted([*(one for one, _ in found.pairs), *found.missing]) == list(range(len(here)))
    assert sorted([*(other for _, other in found.pairs), *found.extra]) == list(range(len(there)))


def test_white_space_counts_only_between_numbers() -> None:
    assert canonical("a  b\nc") == canonical("ab c")
    assert canonical("1 2") != canonical("12")
    assert canonical("\u2612 Rule") == canonical("[X]Rule")
    assert canonical("\u2610 Rule") == canonical("[ ] Rule") != canonical("[X] Rule")


def test_where_a_span_stands_in_a_changed_text() -> None:
    expected, read = "We asked 37 suppliers of 40.", "We have asked 73 suppliers of 40."
    found = compare(expected, read)
    start, end = found.in_read(9, 11)
    assert read[start:end] == "73"
    start, end = found.in_read(25, 27)
    assert read[start:end] == "40"
    spans = [found.span_of(step) for step in found.differences()]
    assert [(expected[a:b], read[c:d]) for (a, b), (c, d) in spans] == [("", "have"), ("37", "73")]
