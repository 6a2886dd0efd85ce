"""Why a file or a sheet is not read any further: raised deep inside, turned into findings at the engine's edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx.guard_rule import expands, hostile
from kaiji.formats.xlsx.rule import damaged, not_a_workbook, renamed, unsupported

Say = Callable[[Source], Iterable[Finding]]


class Refused(Exception):  # noqa: N818 - not an error of the program: what was sent is not read
    """Ends the reading of a file or of a sheet; never leaves the engine.

    Args:
        say: makes the findings for the place that was being read.
        detail: what is broken, where the same words do for a file and for a sheet.
    """

    def __init__(self, say: Say, detail: Text | None = None) -> None:
        super().__init__()
        self.say = say
        self.detail = detail


def refuse_damaged(en: str, ja: str, zh: str) -> Refused:
    """Give the refusal of a container that is not whole."""
    detail = Text(en, ja, zh)
    return Refused(lambda source: damaged(source, detail=detail), detail)


def refuse_bomb(part: str) -> Refused:
    """Give the refusal of a part that unpacks to more than is safe."""
    return Refused(lambda source: expands(source, part=part))


def refuse_hostile(en: str, ja: str, zh: str) -> Refused:
    """Give the refusal of a container that no spreadsheet program writes."""
    return Refused(lambda source: hostile(source, detail=Text(en, ja, zh)))


def refuse_foreign(seems: Text) -> Refused:
    """Give the refusal of a file that is no workbook."""
    return Refused(lambda source: (*not_a_workbook(source, seems=seems), *renamed(source, seems=seems)))


def refuse_unsupported(en: str, ja: str, zh: str) -> Refused:
    """Give the refusal of a workbook in a format that is not read."""
    return Refused(lambda source: unsupported(source, format=Text(en, ja, zh)))
