"""A finding: what a rule saw, where, and with which values. Its sentence is made when somebody reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kaiji.core.source import NOWHERE, Place, Source
from kaiji.core.text import Text

Param = str | int | Decimal | date | Text | tuple[str, ...]


class Severity(StrEnum):
    """How grave a finding is: an error stops a filing, a warning wants a look, information is told."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Order of severity: 0 is the gravest."""
        return (Severity.ERROR, Severity.WARN, Severity.INFO).index(self)


class FindingClass(StrEnum):
    """The three classes in which due diligence reports sort suppliers' answers, and none for the rest."""

    INCONSISTENT = "inconsistent"
    INCOMPLETE = "incomplete"
    INACCURATE = "inaccurate"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule saw once.

    Args:
        code: the rule's code, by which its words are found.
        severity: the rule's own, or lower where the reader of the evidence was in doubt.
        params: the values that the rule's sentence needs, by name.
        sources: where it was seen, the place to put right first.
    """

    code: str
    severity: Severity
    params: tuple[tuple[str, Param], ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def place(self) -> Place:
        """The place to put right, or nowhere."""
        return self.sources[0].place if self.sources else NOWHERE

    @property
    def file(self) -> str:
        """The name of the file to put right, or nothing."""
        return self.sources[0].file if self.sources else ""

    def param(self, name: str) -> Param:
        """Give one value by name; a name the rule did not set is a bug and raises KeyError."""
        return dict(self.params)[name]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is at error level."""
    return any(finding.severity is Severity.ERROR for finding in findings)
