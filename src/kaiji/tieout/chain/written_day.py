"""Days as they are written in English and Japanese, eras included, in a form in which two writings of one day are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from kaiji.tieout.day import KANJI_DATE, date_of
from kaiji.tieout.numbers.when import DAYS, FIRST_HEISEI

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first of each era. Source: dates of accession; 元年 is the first."""
SHORT_YEAR = re.compile(r"(?<![\d和成正])(?P<count>\d{1,2})年(?=\s?\d{1,2}月期)")
_ERA = "|".join(ERAS)
ERA_YEAR = re.compile(rf"(?P<era>{_ERA})\s?(?P<count>元|\d{{1,2}})\s?年")
SLASHED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)")
PATTERNS = (*DAYS, KANJI_DATE, SLASHED)


def in_western_years(text: str) -> str:
    """Give a text in which years of an era are years of the Western calendar: *令和6年* is *2024年*."""
    if "年" not in text:
        return text
    plain = SHORT_YEAR.sub(_whole_year, unicodedata.normalize("NFKC", text))

    def western(match: re.Match[str]) -> str:
        count = 1 if match["count"] == "元" else int(match["count"])
        return f"{ERAS[match['era']] + count}年"

    return ERA_YEAR.sub(western, plain)


def _whole_year(match: re.Match[str]) -> str:
    """Give the year of a fiscal year that is named without its era: *29年3月期* is of 平成, *6年3月期* of 令和."""
    count = int(match["count"])
    era = "令和" if count < FIRST_HEISEI else "平成"
    return f"{ERAS[era] + count}年"


def days_in(text: str) -> Iterator[tuple[int, int, date]]:
    """Give the days that a text of Western years names, with the offsets of their names, in order."""
    found: list[tuple[int, int, date]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            day = date_of(match)
            if day and not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((*match.span(), day))
    yield from sorted(found)
