"""Which amounts, divided by which numbers of shares, can give an amount per share at all: found by size, not tried one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.unit import SHARES

ROOM = 1e-6


class Amounts:
    """Rows of amounts, found by the size of their numbers.

    A long report has hundreds of results and as many numbers of shares; all their pairs, for every amount per share, would take
    time with the cube of its length.
    """

    def __init__(self, rows: Sequence[list[Mention]]) -> None:
        self.rows = list(rows)
        sized = sorted((max(map(abs, one.ends)), at) for at, row in enumerate(self.rows) for one in row)
        self.sizes = [size for size, _ in sized]
        self.at = [at for _, at in sized]
        # The widest room of rounding of an amount, as a part of it.
        self.widest = max((_width(one) for row in self.rows for one in row), default=0.0)

    def explaining(
        self, cells: Sequence[Mention], counted: Sequence[list[Mention]]
    ) -> Iterator[tuple[list[Mention], list[Mention]]]:
        """Give the rows and numbers of shares of which at least one pair may give one of some amounts per share, in order.

        Args:
            cells: the amounts per share.
            counted: numbers of shares, those of one item together.
        """
        found: set[tuple[int, int]] = set()
        for place, count in enumerate(counted):
            for number in count:
                if number.unit.kind != SHARES or number.low <= 0:
                    continue
                few, many = number.ends
                for cell in cells:
                    small, large = sorted(map(abs, cell.ends))
                    small = 0.0 if cell.ends[0] <= 0 <= cell.ends[1] else small
                    low = small * few * (1 - ROOM)
                    high = large * many * (1 + ROOM) + self.widest
                    start, end = bisect_left(self.sizes, low), bisect_right(self.sizes, high)
                    found.update((at, place) for at in self.at[start:end])
        for at, place in sorted(found):
            yield self.rows[at], counted[place]


def _width(one: Mention) -> float:
    return one.ends[1] - one.ends[0]
