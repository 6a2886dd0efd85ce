"""Names taken apart: joined words, legal forms, other scripts, and what strangers send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.matching.word import LONGEST, MOST_WORDS, readings, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Harbour Metals Refining Co., Ltd.", ("harbour", "metal", "refin")),
        ("HARBOUR METAL REFINERY", ("harbour", "metal", "refin")),
        ("HarbourMetalsRefiningCoLtd", ("harbour", "metal", "refin")),
        ("Kesselbrück Hüttenwerke GmbH & Co. KG", ("kesselbruck", "smelter", "and")),
        ("North Star S.p.A.", ("north", "star")),
        ("Works No. 8853", ("work", "no", "8853")),
        ("Co., Ltd.", ("co", "ltd")),
        ("", ()),
        ("—", ()),
    ],
)
def test_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name).all == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("高橋金属株式会社", ("takahashi", "metal")),
        ("山东黄金冶炼有限公司", ("shandong", "gold", "smelt")),
        ("한국메탈 주식회사", ("korea", "metal")),
        ("ООО Вольфрам завод", ("tungsten", "plant")),
        ("İzmir Altın Rafinerisi", ("izmir", "gold", "refin")),
    ],
)
def test_other_scripts_are_read(name: str, words: tuple[str, ...]) -> None:
    assert words in [words_of(reading).all for reading in readings(name)]


def test_han_without_a_hint_is_read_both_ways() -> None:
    assert readings("高橋金属") == ("gaoqiao metal", "takahashi metal")


@given(st.text(max_size=3 * LONGEST))
def test_any_text_ends_in_few_plain_words(name: str) -> None:
    for reading in readings(name):
        words = words_of(reading)
        assert len(words.all) <= MOST_WORDS
        assert all(word.isascii() and word.isalnum() for word in words.all)
