"""What stands at the edges of a PDF's pages and is no text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kaiji.formats.pdf_line import PdfLine

EDGE_LINES = 3  # at the top and at the foot of a page, where running heads stand
REPEATED = 3
PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014(\s]*(?:page|p\.)?\s*\d{1,4}\s*(?:(?:/|of|\u2215)\s*\d{1,4})?[-\u2013\u2014)\s]*", re.IGNORECASE
)
UNIT = re.compile(
    r"\b(?:thousands?|millions?|billions?|yen|dollars)\b|[\u5343\u4e07\u5104]\u5186|\u5358\u4f4d", re.IGNORECASE
)


def without_edges(pages: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    """Leave out page numbers and running heads: what stands at the same edge of many pages, but for the page's number."""
    seen: dict[tuple[bool, str], list[tuple[int, ...]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for at, top in _places(page).items():
            if page[at].text and not UNIT.search(page[at].text):
                seen[top, _key(page[at].text)].append(_numbers(page[at].text, number))
    # Texts beside each other that stay the same on every page are rather the head of a table.
    heads = {_key(line.text) for page in pages for line in page if len(line.laid.pieces) > 1}
    layout = {
        key
        for key, found in seen.items()
        if len(found) >= REPEATED and _counts_pages(found) and (key[1] not in heads or _differ(found))
    }
    kept = []
    for number, page in enumerate(pages, 1):
        edges = _places(page)

        def is_layout(
            at: int, page: Sequence[PdfLine] = page, edges: dict[int, bool] = edges, number: int = number
        ) -> bool:
            outermost = at in (0, len(page) - 1)
            return at in edges and (
                (edges[at], _key(page[at].text)) in layout or (outermost and _is_number(page[at].text, number))
            )

        # From the edge inwards: what stands behind a line of the text is text, too.
        first, last = 0, len(page)
        while first < last and is_layout(first):
            first += 1
        while last > first and is_layout(last - 1):
            last -= 1
        kept.append(list(page[first:last]))
    return kept


def _is_number(text: str, page: int) -> bool:
    """Tell whether a line is the number of its page and nothing else."""
    return PAGE_NUMBER.fullmatch(text) is not None and re.findall(r"\d+", text)[0] == str(page)


def _differ(found: Sequence[tuple[int, ...]]) -> bool:
    return len({one[: len(one) // 2] for one in found}) == len(found)


def _numbers(text: str, page: int) -> tuple[int, ...]:
    """Give the numbers of a line, and how far each is from the page's."""
    found = [int(one) for one in re.findall(r"\d{1,9}", text)]
    return (*found, *(one - page for one in found))


def _counts_pages(found: Sequence[tuple[int, ...]]) -> bool:
    """Tell whether lines differ only by numbers that go with the page."""
    width = min(len(one) for one in found) // 2
    return all(
        len({one[at] for one in found}) == 1 or len({one[at + len(one) // 2] for one in found}) == 1
        for at in range(width)
    )


def _places(page: Sequence[PdfLine]) -> dict[int, bool]:
    top = dict.fromkeys(range(min(EDGE_LINES, len(page))), True)
    return top | dict.fromkeys(range(max(len(page) - EDGE_LINES, len(top)), len(page)), False)


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", text)
