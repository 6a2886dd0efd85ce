"""Which lines of a set document a planted error changes."""

from __future__ import annotations

from made_release.planting import Planted
from made_release.setting import set_page
from made_release.sheet import Page

TWICE = "duplicated passage that differs"


def assert_changes_its_lines(page: Page, one: Planted) -> None:
    """Hold a planted error to its word: it changes the lines that it names, no other, and the document decides it.

    Args:
        page: the clean document.
        one: the error, in a copy.
    """
    before = set_page(page, "tab").data.decode().splitlines()
    made = set_page(one.page, "tab")
    after = made.data.decode().splitlines()
    if one.kind == TWICE:
        assert len(after) == len(before) + 2
        return
    differ = {n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}
    assert differ == {made.line[place] for place in one.places}, one.kind
    assert one.verdict.decided
