"""How much of a document is proved: the counts that stand at the end of a tie-out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal as OneOf

Proof = OneOf["proved", "single", "unproved"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was looked at in one document, and how far it is proved.

    Args:
        document: its kind or title.
        file: the name of the file that was read.
        digest: of that file.
        numbers: numbers and percentages in the file.
        proved: of these, tied to evidence and, besides, to an independent recount or a column that foots.
        single: tied to one piece of evidence only.
        unproved: without evidence, or saying something else than it.
        dates: dates and years in the file.
        dates_tied: of these, quoted from evidence.
        labels: rule, section and telephone numbers and the like: they count nothing.
        blocks: headings, paragraphs, captions and rows that were to be there.
        blocks_as_built: of these, found word for word.
        blocks_missing: of these, not found.
        blocks_unbuilt: found in the file, built by nobody.
    """

    document: str
    file: str = ""
    digest: str = ""
    numbers: int = 0
    proved: int = 0
    single: int = 0
    unproved: int = 0
    dates: int = 0
    dates_tied: int = 0
    labels: int = 0
    blocks: int = 0
    blocks_as_built: int = 0
    blocks_missing: int = 0
    blocks_unbuilt: int = 0

    @property
    def is_clean(self) -> bool:
        """Tell whether every number is tied and every block is as it was built."""
        whole = self.blocks == self.blocks_as_built
        return whole and not (self.unproved or self.blocks_missing or self.blocks_unbuilt)

    def as_data(self) -> dict[str, str | int]:
        """Give the counts as plain data."""
        return asdict(self)


def count(proofs: Iterable[Proof]) -> dict[str, int]:
    """Count how far each number is proved, under the names that :class:`Certificate` uses."""
    counts = Counter(proofs)
    return {
        "numbers": counts.total(),
        "proved": counts["proved"],
        "single": counts["single"],
        "unproved": counts["unproved"],
    }
