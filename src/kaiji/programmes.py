"""The programmes, as a list one can see, and all their rules by code."""

from __future__ import annotations

from dataclasses import dataclass

from kaiji.bulk import rule as bulk_rule
from kaiji.core.rule import AnyRule, Catalogue, catalogue
from kaiji.core.text import Text
from kaiji.minerals.rules.catalogue import RULES as MINERALS_RULES
from kaiji.offerings.catalogue import RULES as OFFERINGS_RULES
from kaiji.tieout import fact_file_rule, support_rule, suppression_rule
from kaiji.tieout.chain import chain_rule


@dataclass(frozen=True, slots=True)
class Programme:
    """One of the disclosure office's programmes."""

    key: str
    title: Text
    rules: tuple[AnyRule, ...]


MINERALS = Programme("minerals", Text("Conflict minerals", "紛争鉱物"), MINERALS_RULES)

OFFERINGS = Programme("offerings", Text("Share offerings", "株式の募集・売出し"), OFFERINGS_RULES)

PROGRAMMES: tuple[Programme, ...] = (MINERALS, OFFERINGS)

RULES: Catalogue = catalogue(
    bulk_rule.RULES,
    suppression_rule.RULES,
    fact_file_rule.RULES,
    support_rule.RULES,
    chain_rule.RULES,
    *(programme.rules for programme in PROGRAMMES),
)
