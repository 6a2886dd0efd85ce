"""Sources and places: what they print, and what they give machines."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.source import DIGEST_LENGTH, NOWHERE, Place, Source, digest_of


@given(st.binary(max_size=64))
def test_the_digest_is_sha_256(content: bytes) -> None:
    assert digest_of(content) == hashlib.sha256(content).hexdigest()
    assert len(digest_of(content)) == DIGEST_LENGTH


def test_a_known_digest() -> None:
    assert digest_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_places_in_words() -> None:
    assert str(NOWHERE) == ""
    assert str(Place(sheet="Declaration", cell="D8")) == "Declaration!D8"
    assert str(Place(sheet="Smelter List")) == "Smelter List"
    assert str(Place(page=3)) == "page 3"
    assert str(Place(line=2, record="S-004")) == "line 2, S-004"
    assert str(Place(cell="D8", element="/html/p[2]")) == "D8, /html/p[2]"


def test_a_source_in_words_and_in_one_place_after_another() -> None:
    source = Source("answer.xlsx", "0" * 64)
    assert str(source) == "answer.xlsx"
    at = source.at(sheet="Declaration", cell="D8")
    assert str(at) == "answer.xlsx: Declaration!D8"
    assert (at.file, at.digest) == (source.file, source.digest)
    assert str(at.at(line=4)) == "answer.xlsx: line 4"  # a new place, not one inside the other


def test_as_data_gives_filled_parts_and_always_sheet_and_cell() -> None:
    assert Place().as_data() == {"sheet": "", "cell": ""}
    assert Place(line=3, record="S-1").as_data() == {"sheet": "", "cell": "", "line": 3, "record": "S-1"}
    assert Source("a.csv", "ff", Place(page=2, element="p")).as_data() == {
        "file": "a.csv",
        "digest": "ff",
        "place": {"sheet": "", "cell": "", "page": 2, "element": "p"},
    }
