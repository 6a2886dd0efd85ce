"""Sums that foot in every column once two rows have changed places, and sums that merely fail."""

from __future__ import annotations

from kaiji.tieout.numbers.row_swap import Swap, swap_of

GROUP = {1: "2021", 2: "2020"}


def rows(*pairs: tuple[float, float]) -> dict[int, dict[int, tuple[float, float]]]:
    """Give rows of two columns of whole numbers."""
    return {index: {1: (pair[0], 0.5), 2: (pair[1], 0.5)} for index, pair in enumerate(pairs)}


def test_a_total_that_traded_places_with_the_row_below_it() -> None:
    values = rows((41_206, 38_118), (17_530, 16_074), (25_400, 25_400), (58_736, 54_192))
    swap = swap_of(values, [0, 1, 2, 3], {2: -1, 0: 1, 1: 1}, GROUP)
    assert swap is not None
    assert swap.rows == (2, 3)
    assert swap.chance < 1e-7


def test_a_part_that_traded_places_with_a_row_outside_the_sum() -> None:
    values = rows((77_777, 66_666), (41_206, 38_118), (95_307, 82_740), (17_530, 16_074))
    # Row 2 is row 0 and the row that now stands behind it.
    swap = swap_of(values, [0, 1, 2, 3], {2: -1, 0: 1, 1: 1}, GROUP)
    assert isinstance(swap, Swap)
    assert swap.rows == (1, 3)


def test_one_period_alone_shows_nothing() -> None:
    values = rows((41_206, 38_118), (17_530, 16_074), (25_400, 25_400), (58_736, 54_192))
    assert swap_of(values, [0, 1, 2, 3], {2: -1, 0: 1, 1: 1}, {1: "2021", 2: "2021"}) is None


def test_what_mends_one_column_only_is_no_exchange() -> None:
    values = rows((41_206, 38_118), (17_530, 16_074), (25_400, 25_400), (58_736, 54_199))
    assert swap_of(values, [0, 1, 2, 3], {2: -1, 0: 1, 1: 1}, GROUP) is None


def test_a_column_that_foots_needs_no_guess() -> None:
    values = rows((41_206, 38_118), (17_530, 16_074), (58_736, 54_190), (58_736, 54_192))
    assert swap_of(values, [0, 1, 2, 3], {2: -1, 0: 1, 1: 1}, GROUP) is None


def test_small_numbers_may_fit_by_chance() -> None:
    values = rows((4, 3), (2, 2), (3, 3), (6, 5))
    assert swap_of(values, [0, 1, 2, 3], {2: -1, 0: 1, 1: 1}, GROUP) is None
