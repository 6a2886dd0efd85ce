"""Every rule of the conflict-minerals programme, in the order of the work: a list one can see."""

from __future__ import annotations

from kaiji.core.rule import AnyRule, Catalogue, catalogue
from kaiji.formats import csv_rule, edgar_rule
from kaiji.formats.xlsx import rule as xlsx_rule
from kaiji.minerals import check, template
from kaiji.minerals.rules import across
from kaiji.minerals.smelter import identity, reference

RULES: tuple[AnyRule, ...] = (
    *xlsx_rule.RULES,
    *csv_rule.RULES,
    *edgar_rule.RULES,
    *template.RULES,
    *check.RULES,
    *reference.RULES,
    *identity.RULES,
    *across.RULES,
)

CATALOGUE: Catalogue = catalogue(RULES)
