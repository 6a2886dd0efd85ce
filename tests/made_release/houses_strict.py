"""The strict houses: written after the habits of real releases, without looking at the engine. Of the open ones misses may be read;

of the sealed ones nobody reads more than counts.
"""

from __future__ import annotations

from made_release.draft import Draft, make_draft
from made_release.oracle import relations
from made_release.strict_bank import TELLICO
from made_release.strict_biotech import CORVINIA
from made_release.strict_chip import SILVERLEA
from made_release.strict_cloud import FIELDVINE
from made_release.strict_crore import SABARKANTHA
from made_release.strict_house import StrictHouse, alike, make_strict
from made_release.strict_kessan import KASHIWA
from made_release.strict_nordic import LOFTHUS
from made_release.strict_reit import HEARTHGATE
from made_release.strict_retail import MARLOWE
from made_release.strict_ship import AEGALION

OPEN: tuple[StrictHouse, ...] = (MARLOWE, TELLICO, FIELDVINE, LOFTHUS, KASHIWA)
SEALED: tuple[StrictHouse, ...] = (CORVINIA, HEARTHGATE, SILVERLEA, SABARKANTHA, AEGALION)
ALL_STRICT = OPEN + SEALED


def make_strict_draft(house: StrictHouse, seed: int) -> Draft:
    """Make a draft of a strict house: dozens of errors among sentences that look wrong and are not."""
    page, ledger = make_strict(house, seed)
    page = alike(page, house, seed)
    return make_draft(page, relations(page, ledger), seed)
