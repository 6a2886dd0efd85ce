"""Totals and results that no column bears out: what words and place make of them, and one slip or exchange would mend."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.row_sum import LEFT, LONGEST, LONGEST_SIGNED, ON, RESULT, TAKEN_OFF, WHOLE, Found, RowSums
from kaiji.tieout.numbers.row_swap import swap_of

LEAST_TOTALS = 2


class GuessedSums(RowSums):
    """Finds sums by what holds, and then those that fail everywhere just as one error would make them fail."""

    def search(self) -> list[Found]:
        """Search until nothing more is found."""
        self.add_up()
        for swapped in self._swapped(LEAST_TOTALS):
            self._take(swapped)
        self.take_off()
        self.strict = False
        self.add_up()
        for crossed in self._crossed():
            self._take(crossed)
        for guessed in self._slipped():
            self._take(guessed)
        for swapped in self._swapped(1):
            self._take(swapped)
        return self.found

    def _slipped(self) -> Iterator[Found]:
        """Totals of just the block above them in a table of one column, which a single slip of the pen keeps from footing."""
        if len(self.columns) != 1:
            return
        column = self.columns[0]
        for target in self._targets():
            cell = self.grid.rows[target].cells.get(column)
            if cell is None or not self.grid.rows[target].total:
                continue
            if LEFT.search(self.grid.rows[target].label):
                continue  # a result is no total of what stands above it
            above = [index for index in self.visible if index < target and column in self.values[index]][::-1]
            for count in range(2, min(len(above), LONGEST) + 1):
                parts = tuple(above[:count])
                if self._likelihood(target, parts[-1], False) < 400:
                    continue
                cells = [self.grid.rows[part].cells[column] for part in parts]
                apart = cell.value - sum(one.value for one in cells)
                slips = [one for one in cells if is_slip(one, one.value + apart)]
                if apart and (is_slip(cell, cell.value - apart) or slips):
                    yield Found(target, parts, (1,) * count, frozenset(), frozenset({column}), 0.0, 2)
                    break

    def _crossed(self) -> Iterator[Found]:
        """Totals of the block above them of which two columns fail by opposite amounts: two cells of one row changed places."""
        if len(self.columns) < 2:
            return
        for target in self._targets():
            if not self.grid.rows[target].total or target not in self.values:
                continue
            above = [index for index in self.visible if index < target][::-1][:LONGEST]
            found = (self._cross(target, tuple(above[:count])) for count in range(2, len(above) + 1))
            if first := next((one for one in found if one is not None), None):
                yield first

    def _cross(self, target: int, parts: tuple[int, ...]) -> Found | None:
        """Tell whether two columns of a sum fail just as if two cells of one of its rows had changed places."""
        for signs in self._said(target, parts):
            weights = {target: -1, **dict(zip(parts, signs, strict=True))}
            at = {
                column: {index: self.values[index].get(column, (0.0, 0.0)) for index in weights}
                for column in self.columns
            }
            apart = {column: sum(weights[index] * at[column][index][0] for index in weights) for column in self.columns}
            room = max(sum(half for _, half in cells.values()) for cells in at.values())
            failing = [column for column in self.columns if abs(apart[column]) > room]
            if len(failing) != 2 or abs(apart[failing[0]] + apart[failing[1]]) > 2 * room:
                continue
            one, other = failing
            moved = [
                index
                for index in weights
                if {one, other} <= self.values[index].keys()
                and abs((at[one][index][0] - at[other][index][0]) * weights[index] - apart[one]) <= 2 * room
            ]
            if len(moved) == 1:
                holding = frozenset(self.columns) - {one, other}
                return Found(target, parts, signs, holding, frozenset(failing), 0.0, 2)
        return None

    def _swapped(self, least: int) -> Iterator[Found]:
        """Totals and results that no column bears out, and that all would if two rows had changed places.

        Args:
            least: totals that one exchange must put right. Before differences are looked for, it must be several: of one
                alone, a difference may look like a total whose rows changed places.
        """
        mended: dict[tuple[int, int], list[Found]] = {}
        for target in self._targets():
            row, plain = self.grid.rows[target], least > 1
            said = WHOLE.search(row.label) if plain else row.total or RESULT.search(row.label)
            if not said or target not in self.values or target in self.twins:
                continue  # what only says once more what the row above says is borne out by it
            above = [index for index in self.visible if index < target][::-1][:LONGEST]
            found = [
                one for count in range(2, len(above) + 1) for one in self._swap(target, tuple(above[:count]), plain)
            ]
            if found:
                # Of several, the plain total of the nearest rows.
                pair, best = min(found, key=lambda one: (-1 in one[1].signs, len(one[1].parts)))
                mended.setdefault(pair, []).append(best)
        for pair, several in mended.items():
            # A row from outside may as well be what the result is taken from: a second sum must show the exchange.
            doubtful = len(several) < LEAST_TOTALS and any(
                -1 in one.signs and not {one.target, *one.parts} >= set(pair) for one in several
            )
            if len(several) >= least and not doubtful:
                yield from several

    def _swap(self, target: int, parts: tuple[int, ...], plain: bool) -> Iterator[tuple[tuple[int, int], Found]]:
        for signs in self._said(target, parts):
            if plain and -1 in signs:
                continue
            weights = {target: -1, **dict(zip(parts, signs, strict=True))}
            swap = swap_of(self.values, self.rows, weights, self.group)
            if swap is not None and not plain and self._skips(target, parts, swap.rows):
                continue
            if swap is not None and self._telling(target, parts, signs, swap.rows):
                failing, groups = frozenset(self.columns), len(set(self.group.values()))
                yield swap.rows, Found(target, parts, signs, frozenset(), failing, swap.chance, groups)

    def _said(self, target: int, parts: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Give the signs by which words and place make a row the sum, or the difference, of those above it."""
        count = len(parts)
        patterns = [(1,) * count] if self._likelihood(target, parts[-1], False) >= 400 else []
        if count <= LONGEST_SIGNED:
            worded = tuple(-1 if TAKEN_OFF.search(self.grid.rows[part].label) else 1 for part in parts[:-1])
            patterns += [(*(-1,) * (count - 1), 1), (*worded, 1)]
        return patterns

    def _skips(self, target: int, parts: tuple[int, ...], pair: tuple[int, int]) -> bool:
        """Tell whether the sum foots as it stands, of a row above it in place of one that was taken for its part.

        That is the likelier reading, but where the words say that a result is meant and the other row is none.
        """
        outside = [index for index in set(pair) - {target, *parts} if index < target]
        inside = [index for index in pair if index in parts]
        meant = all(self.grid.rows[index].total or self._is_result(index) for index in inside)
        return any(self._is_result(index) for index in outside) or (bool(outside) and not meant)

    def _is_result(self, index: int) -> bool:
        label = self.grid.rows[index].label.strip()
        return bool(RESULT.search(label) or ON.search(label))

    def _telling(self, target: int, parts: tuple[int, ...], signs: tuple[int, ...], pair: tuple[int, int]) -> bool:
        """Tell whether an exchange is more than another reading of the sum: *a = b + c* is *c = a - b*, too."""
        if target not in pair or not set(pair) - {target} <= set(parts):
            return True
        part = self.grid.rows[next(index for index in pair if index != target)]
        plain = -1 not in signs and bool(WHOLE.search(self.grid.rows[target].label))
        return plain and not WHOLE.search(part.label) and not RESULT.search(part.label)
