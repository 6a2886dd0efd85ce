"""The terms checked: read, resolved, and put to every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaiji.core.finding import Finding, has_errors
from kaiji.offerings.derive import facts_of
from kaiji.offerings.fact import Fact
from kaiji.offerings.offering import Offering, read_offering
from kaiji.offerings.rules import date_rule, ledger_rule, number_rule, price_rule, proceeds_rule

TERMS = "offering.toml"
RULES = (*date_rule.RULES, *number_rule.RULES, *ledger_rule.RULES, *price_rule.RULES, *proceeds_rule.RULES)


@dataclass(frozen=True)
class Checked:
    """An offering with its figures and everything that was found.

    Args:
        offering: None where the terms could not be read at all.
        facts: every figure that follows from the terms.
        findings: on reading, on the days, the numbers and the money.
    """

    offering: Offering | None
    facts: Mapping[str, Fact]
    findings: tuple[Finding, ...]

    @property
    def can_be_written(self) -> bool:
        """Tell whether notices may be written: no finding is at error level."""
        return self.offering is not None and not has_errors(self.findings)


def check_offering(files: Mapping[str, bytes], name: str = TERMS) -> Checked:
    """Read the terms and check them.

    Args:
        files: content by name: the terms, and the calendar file they name, if any.
        name: of the terms.
    """
    read = read_offering(files, name)
    if read.offering is None:
        return Checked(None, {}, read.findings)
    found = [finding for one in RULES for finding in one(read.offering)]
    return Checked(read.offering, facts_of(read.offering), (*read.findings, *found))
