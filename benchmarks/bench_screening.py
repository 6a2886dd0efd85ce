"""Screening of names against a large list, beside rapidfuzz comparing each name with every entry.

Prints times, the ratio, and how many names with one slip are still found; asserts nothing. Names are made of invented words
by a fixed seed.
"""

from __future__ import annotations

import random
import time
from datetime import date

from rapidfuzz import fuzz, process

from kaiji.core.source import Source
from kaiji.minerals.evidence.screening_list import ScreenEntry, ScreenKind, ScreenList
from kaiji.minerals.smelter.screening import NEAR, Screen, Subject

ENTRIES, NAMES = 20_000, 1_000
DAY = date(2025, 12, 31)
SYLLABLES = [
    "ka",
    "to",
    "mi",
    "lo",
    "ber",
    "gan",
    "shu",
    "ri",
    "vek",
    "dol",
    "nam",
    "pra",
    "sil",
    "tor",
    "hai",
    "ugo",
    "zen",
    "mar",
    "fel",
    "qui",
]
ENDS = ("Trading Ltd.", "Refinery", "Metals Co., Ltd.", "Gold LLC", "Mining S.A.", "Holding")


def made(chance: random.Random) -> str:
    """Make a name of two invented words and an end."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2)]
    return f"{' '.join(words)} {chance.choice(ENDS)}"


def slipped(name: str, chance: random.Random) -> str:
    """Leave out one letter of the first two words."""
    at = chance.randrange(len(" ".join(name.split()[:2])))
    return name[:at] + name[at + 1 :]


def main() -> None:
    """Measure and print."""
    chance = random.Random(13)  # noqa: S311 - made names, the same in each run
    names = [made(chance) for _ in range(ENTRIES)]
    source = Source("made.csv")
    entries = tuple(
        ScreenEntry(name, (), (), "", "", None, None, source.at(line=line)) for line, name in enumerate(names, 2)
    )
    start = time.perf_counter()
    screen = Screen([ScreenList(ScreenKind.SANCTIONS, "made.csv", "Made", "", DAY, entries, source)], DAY)
    indexed = time.perf_counter() - start
    asked = [slipped(name, chance) for name in chance.sample(names, NAMES // 2)] + [
        made(chance) for _ in range(NAMES // 2)
    ]
    distinct = dict.fromkeys(asked)
    start = time.perf_counter()
    found = {name: screen.hits(Subject((name,))) for name in distinct}
    ours = time.perf_counter() - start
    start = time.perf_counter()
    peer = {name: process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=None) for name in distinct}
    theirs = time.perf_counter() - start
    half = asked[: NAMES // 2]
    print(f"index of {ENTRIES} entries                         {indexed:7.3f} s")
    print(f"{NAMES} names screened                            {ours:7.3f} s")
    print(f"rapidfuzz WRatio over every entry              {theirs:7.3f} s   ratio {ours / theirs:.2f}")
    print(f"of {len(half)} names with one slip, found            {sum(bool(found[name]) for name in half)}")
    print(
        f"hits a name: screening {sum(map(len, found.values())) / NAMES:.1f}, WRatio {sum(map(len, peer.values())) / NAMES:.1f}"
    )


if __name__ == "__main__":
    main()
