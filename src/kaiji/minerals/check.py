"""All rules on one declaration, in the order a reviewer reads the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kaiji.core.finding import Finding
from kaiji.core.rule import AnyRule
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.reader import Reading
from kaiji.minerals.rules import (
    accuracy,
    answer_consistency,
    completeness,
    consistency,
    list_completeness,
    mineral_scope,
    smelter_consistency,
    timeliness,
    wording,
)
from kaiji.minerals.rules.context import Context
from kaiji.minerals.smelter.identity import identify
from kaiji.minerals.smelter.identity_rule import check_identity
from kaiji.minerals.smelter.judged import judge
from kaiji.minerals.smelter.judgement import JudgementLog
from kaiji.minerals.smelter.reference import Reference
from kaiji.minerals.smelter.screening import Screen, subject_of
from kaiji.minerals.smelter.screening_rule import check_screening

RULES: tuple[AnyRule, ...] = (
    *completeness.RULES,
    *list_completeness.RULES,
    *mineral_scope.RULES,
    *consistency.RULES,
    *answer_consistency.RULES,
    *smelter_consistency.RULES,
    *timeliness.RULES,
    *accuracy.RULES,
    *wording.RULES,
)


def check(
    reading: Reading,
    *,
    year: int | None = None,
    as_of: date | None = None,
    reference: Reference | None = None,
    judgements: JudgementLog | None = None,
    screen: Screen | None = None,
) -> tuple[Finding, ...]:
    """Give everything that was found in one file: on opening, on recognising, in its answers, in its smelters.

    Args:
        reading: the file as it was read.
        year: reporting year; without it, nothing is said about the period.
        as_of: the day from which the answers are looked at; without it, nothing is said about the future.
        reference: the smelter reference; without it, smelters are not looked up.
        judgements: what persons decided of names; it goes before what is looked up.
        screen: sanctioned names and high-risk areas; without it, nobody is screened.
    """
    findings = list(reading.findings)
    declaration, template = reading.declaration, reading.template
    if declaration is not None and template is not None and template.layout is not None:
        context = Context(template.layout, as_of, year, reading.offered)
        for one in RULES:
            if year is None or one.applies_to(year):
                findings += one(declaration, context)
        findings += check_smelters(declaration, reference, judgements, screen)
    return tuple(findings)


def check_smelters(
    declaration: Declaration,
    reference: Reference | None,
    judgements: JudgementLog | None = None,
    screen: Screen | None = None,
) -> Iterator[Finding]:
    """Look every smelter row up in the reference, apply judgements, screen it, and say what is not clear."""
    for row in declaration.smelters:
        references = (reference,) if reference is not None else ()
        found = judge(row, identify(row, reference), judgements, references)
        if reference is not None:
            yield from check_identity(row, found.identity, reference)
        yield from found.findings
        if screen is not None:
            yield from check_screening(subject_of((row,), found.identity.facility), screen)
