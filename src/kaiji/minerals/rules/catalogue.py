"""Every rule of the conflict-minerals programme, in the order of the work: a list one can see."""

from __future__ import annotations

from kaiji.core.rule import AnyRule, Catalogue, catalogue
from kaiji.formats import csv_rule, document_rule, edgar_rule
from kaiji.formats.xlsx import rule as xlsx_rule
from kaiji.formats.xlsx import sheet_rule
from kaiji.formats.xlsx_patch import rule as patch_rule
from kaiji.minerals import (
    applicability,
    branch,
    check,
    convert_rule,
    country,
    deadline,
    declaration_data,
    evidence_folder,
    fill_rule,
    prove,
    rcoi,
    reading_rule,
    template,
)
from kaiji.minerals.checker import rule as checker_rule
from kaiji.minerals.draft import rule as draft_rule
from kaiji.minerals.evidence import (
    activity,
    company_rule,
    field_rule,
    folder_rule,
    list_register,
    list_rule,
    product,
    screening_list,
    snapshot,
    supplier,
)
from kaiji.minerals.law import statute
from kaiji.minerals.report import approval, claim, material
from kaiji.minerals.rules import across, version_change
from kaiji.minerals.smelter import (
    identity_rule,
    judged,
    judgement_rule,
    named,
    prediction,
    reference,
    screening_rule,
    standing_rule,
)
from kaiji.tieout import block_rule, footing, tie_rule, words
from kaiji.tieout.numbers import cell_rule, limit_rule, number_rule, period_rule, scale_rule, turned_columns

RULES: tuple[AnyRule, ...] = (
    *xlsx_rule.RULES,
    *sheet_rule.RULES,
    *csv_rule.RULES,
    *document_rule.RULES,
    *edgar_rule.RULES,
    *patch_rule.RULES,
    *template.RULES,
    *reading_rule.RULES,
    *checker_rule.RULES,
    *check.RULES,
    *reference.RULES,
    *identity_rule.RULES,
    *prediction.RULES,
    *judged.RULES,
    *across.RULES,
    *version_change.RULES,
    *declaration_data.RULES,
    *fill_rule.RULES,
    *convert_rule.RULES,
    *draft_rule.RULES,
    *evidence_folder.RULES,
    *field_rule.RULES,
    *company_rule.RULES,
    *product.RULES,
    *supplier.RULES,
    *activity.RULES,
    *folder_rule.RULES,
    *list_register.RULES,
    *list_rule.RULES,
    *snapshot.RULES,
    *standing_rule.RULES,
    *named.RULES,
    *judgement_rule.RULES,
    *screening_list.RULES,
    *screening_rule.RULES,
    *statute.RULES,
    *country.RULES,
    *deadline.RULES,
    *applicability.RULES,
    *rcoi.RULES,
    *branch.RULES,
    *claim.RULES,
    *material.RULES,
    *approval.RULES,
    *prove.RULES,
    *tie_rule.RULES,
    *block_rule.RULES,
    *footing.RULES,
    *words.RULES,
    *number_rule.RULES,
    *cell_rule.RULES,
    *turned_columns.RULES,
    *period_rule.RULES,
    *limit_rule.RULES,
    *scale_rule.RULES,
)

CATALOGUE: Catalogue = catalogue(RULES)
