"""Labels: their English, their number, their words and their fingerprint."""

from __future__ import annotations

import hashlib

import pytest

from kaiji.minerals.draft.label import Label, Labels, print_of, words_of
from minerals.building import LOST, MadeWorkbook

L = {
    "D1": "English", "E1": "日本語 Japanese",
    "A2": "DeclarationB8", "B2": "Declaration", "C2": "B8", "D2": "Name of it (*):", "E2": "その名前 (*):",
    "A3": "DeclarationB9", "B3": "Declaration", "C3": "B9", "D3": "Other thing", "E3": "それ",
    "A4": "DeclarationB10", "B4": "Declaration", "C4": "B10", "D4": "Third thing", "E4": "それ",
    "A5": "Listing", "B5": "List", "C5": "A1", "D5": "Elsewhere", "E5": "別",
}  # fmt: skip


def labels(**shown: object) -> Labels:
    return Labels(MadeWorkbook({"Declaration": shown, "L": L}))


def test_a_shown_label_is_put_into_english() -> None:
    found = labels(B8="その名前 (*):")
    assert found.at("Declaration", 8, 2) == Label(8, 2, "Name of it (*):", starred=True)
    assert found.languages == ("English", "日本語 Japanese")


def test_a_label_that_moved_is_known_by_its_words() -> None:
    found = labels(B7="その名前 (*):").at("Declaration", 7, 2)
    assert found is not None
    assert found.text == "Name of it (*):"


def test_of_two_labels_with_one_translation_its_own_cell_counts() -> None:
    found = labels(B9="それ", B10="それ", B11="それ", B12="別")
    assert [one.text for one in found.column("Declaration", 2, 99)] == [
        "Other thing", "Third thing", "Other thing", "Elsewhere",
    ]  # fmt: skip


def test_a_label_that_was_not_saved_or_not_translated_is_taken_from_its_address() -> None:
    found = labels(B8=LOST, B9=0, B12=0)
    assert [one.text for one in found.column("Declaration", 2, 99)] == ["Name of it (*):", "Other thing"]


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("3) Is it so?  (*)", "3", "is it so?"),
        ("B. Is it\n so? （*）:", "B", "is it so?"),
        ("12. Is it so?", "12", "is it so?"),
        ("A company", "", "a company"),
        ("Company name (*):", "", "company name"),
        ("100% of it", "", "100% of it"),
    ],
)
def test_number_and_words(text: str, number: str, words: str) -> None:
    assert Label(1, 2, text, starred=False).number == number
    assert words_of(text) == words


def test_the_fingerprint_is_of_the_words_alone() -> None:
    assert print_of("3) Is it  so? (*)") == print_of("4) is it so?") == hashlib.sha256(b"is it so?").hexdigest()[:12]
    assert print_of("Is it not so?") != print_of("Is it so?")
