"""The programmes, as a list one can see, and all their rules by code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from kaiji.bulk import rule as bulk_rule
from kaiji.core.rule import AnyRule, Catalogue, catalogue
from kaiji.core.text import Text
from kaiji.formats import document_rule
from kaiji.tieout import fact_file_rule, support_rule, suppression_rule, words
from kaiji.tieout.chain import chain_rule
from kaiji.tieout.numbers import cell_rule, limit_rule, number_rule, period_rule, scale_rule, turned_columns


@dataclass(frozen=True, slots=True)
class Programme:
    """One of the disclosure office's programmes."""

    key: str
    title: Text
    rules: tuple[AnyRule, ...]


@cache
def programmes() -> tuple[Programme, ...]:
    """Give the programmes with their rules; they are loaded when this is asked first."""
    from kaiji.minerals.rules.catalogue import RULES as MINERALS_RULES  # noqa: PLC0415
    from kaiji.offerings.catalogue import RULES as OFFERINGS_RULES  # noqa: PLC0415

    return (
        Programme("minerals", Text("Conflict minerals", "紛争鉱物"), MINERALS_RULES),
        Programme("offerings", Text("Share offerings", "株式の募集・売出し"), OFFERINGS_RULES),
    )


# What a document by itself may be found to be: `kaiji tieout` of a document needs no programme, and starts sooner without.
OF_DOCUMENTS: Catalogue = catalogue(
    document_rule.RULES,
    suppression_rule.RULES,
    fact_file_rule.RULES,
    support_rule.RULES,
    chain_rule.RULES,
    words.RULES,
    number_rule.RULES,
    cell_rule.RULES,
    turned_columns.RULES,
    period_rule.RULES,
    limit_rule.RULES,
    scale_rule.RULES,
)


class Rules(Mapping[str, AnyRule]):
    """All rules by code; the programmes' are loaded when one is asked for that documents by themselves do not have."""

    @cached_property
    def every(self) -> Catalogue:
        """All of them, each code once."""
        return catalogue(
            bulk_rule.RULES,
            suppression_rule.RULES,
            fact_file_rule.RULES,
            support_rule.RULES,
            chain_rule.RULES,
            *(programme.rules for programme in programmes()),
        )

    def __getitem__(self, code: str) -> AnyRule:
        """Give the rule of a code; one that is not known raises KeyError."""
        return OF_DOCUMENTS[code] if code in OF_DOCUMENTS else self.every[code]

    def __iter__(self) -> Iterator[str]:
        """Go through all codes, in the order of the work."""
        return iter(self.every)

    def __len__(self) -> int:
        """Give how many rules there are."""
        return len(self.every)


RULES: Catalogue = Rules()
