"""Words that make an amount another than the plain reported one: adjusted, expected, at constant rates."""

from __future__ import annotations

import re

from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.words", "terms.toml")
MORE_UP, MORE_DOWN = "|".join(_TERMS["more_up"]), "|".join(_TERMS["more_down"])
QUALIFIED = re.compile("|".join(_TERMS["qualified"]), re.IGNORECASE)
