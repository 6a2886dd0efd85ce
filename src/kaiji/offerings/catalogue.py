"""All rules of this programme, as a list one can see."""

from __future__ import annotations

from kaiji.core.rule import AnyRule
from kaiji.offerings import prove_rule, term_rule
from kaiji.offerings.rules import date_rule, ledger_rule, number_rule, price_rule, proceeds_rule

RULES: tuple[AnyRule, ...] = (
    *term_rule.RULES,
    *date_rule.RULES,
    *number_rule.RULES,
    *ledger_rule.RULES,
    *price_rule.RULES,
    *proceeds_rule.RULES,
    *prove_rule.RULES,
)
