"""Words that make an amount another than the plain reported one: adjusted, expected, at constant rates."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TERMS = tomllib.loads(files("kaiji.tieout.words").joinpath("terms.toml").read_text(encoding="utf-8"))
MORE_UP, MORE_DOWN = "|".join(_TERMS["more_up"]), "|".join(_TERMS["more_down"])
QUALIFIED = re.compile("|".join(_TERMS["qualified"]), re.IGNORECASE)
