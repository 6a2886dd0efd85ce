"""The ledger says what a document says, and survives being kept as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from kaiji.core.document import Document
from kaiji.tieout.evidence import as_data, ledger_from_data, ledger_of
from made_filing import DOCUMENTS, REGISTER, filing


def test_a_sentence_with_its_figures() -> None:
    (entry,) = [one for one in ledger_of(filing()).entries if one.text.startswith("\u201cAozora\u201d asked")]
    assert [(one.key, one.text, entry.text[one.start : one.end]) for one in entry.figures] == [
        ("suppliers.surveyed", "37", "37"),
        ("suppliers.answered", "36", "36"),
        ("suppliers.share", "97.3%", "97.3%"),
    ]
    assert [(one.key, entry.text[one.start : one.end]) for one in entry.quotes] == [("cut_off", "April 30, 2024")]
    (said,) = entry.assertions
    assert (said.key, said.sources) == ("rcoi.survey", (REGISTER,))
    assert entry.text[said.start : said.end].endswith("by April 30, 2024.")
    assert entry.words == ("The inquiry was made in good faith and is described below \u2013 step by step.",)
    assert entry.sentence(entry.figures[2].start) == said.text


def test_a_row_has_its_cells_and_a_total_says_so() -> None:
    rows = [one for one in ledger_of(filing(2)).entries if one.block.startswith("smelters, row")]
    assert [one.total for one in rows] == [False, False, True]
    assert rows[2].cells == ("Total", "", "", "", "", "", "3", "1")
    assert (rows[2].text, rows[2].figures[1].start) == ("Total 3 1", 8)


def test_the_data_are_readable() -> None:
    (entry,) = [one for one in ledger_of(filing()).entries if one.text.startswith("\u201cAozora\u201d asked")]
    data = json.loads(json.dumps(as_data(ledger_of(filing()))))
    (kept,) = [one for one in data["entries"] if one["block"] == entry.block]
    assert kept["figures"][2] == {
        "key": "suppliers.share",
        "text": "97.3%",
        "at": 63,
        "value": "97.3",
        "unit": "%",
        "scale": 0,
        "places": 1,
        "sentence": entry.assertions[0].text,
        "sources": [
            {"file": "suppliers.csv", "digest": "a" * 64, "place": {"sheet": "", "cell": "", "record": "S-001"}}
        ],
    }


@given(document=DOCUMENTS)
@settings(max_examples=30, deadline=None)
def test_a_ledger_is_the_same_after_it_was_kept(document: Document) -> None:
    ledger = ledger_of(document)
    assert ledger_from_data(json.loads(json.dumps(as_data(ledger)))) == ledger


@pytest.mark.parametrize(
    "data",
    [
        None, {}, {"document": "SD", "title": "", "entries": 5}, {"document": "SD", "title": "", "entries": [1]},
        {"document": "SD", "title": "", "entries": [{"block": "a", "kind": "poem", "text": "x"}]},
        {"document": "SD", "title": "", "entries": [{"block": "a", "kind": "row", "text": "x", "figures": [{
            "at": 0, "text": "1", "key": "", "value": "one", "unit": "", "scale": 0, "places": 0}]}]},
    ],
)  # fmt: skip
def test_other_data_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match="no ledger of evidence"):
        ledger_from_data(data)
