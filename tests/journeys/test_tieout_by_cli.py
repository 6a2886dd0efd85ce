"""One draft in four formats, by the command line: the same findings, the same certificate, every face of the proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kaiji.cli.main import app
from kaiji.core.document import Document
from kaiji.formats.any_document import read_any_document
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.plain_text import write_plain_text
from kaiji.formats.word_write import write_word

DRAFT = Path(__file__).resolve().parents[2] / "examples/releases/aoba-1q-draft.txt"


def proved(path: Path, *options: str) -> Any:
    result = CliRunner().invoke(app, ["tieout", str(path), "--format", "json", *options])
    assert result.exit_code == 1
    return json.loads(result.stdout)


def told(data: Any) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    return [
        (one["code"], one["level"], one["message"], [(place["role"], place["quote"]) for place in one["places"]])
        for one in data["findings"]
    ]


@pytest.mark.parametrize(
    ("name", "write"),
    [("draft.docx", write_word), ("draft.htm", write_edgar_html), ("draft.txt", write_plain_text)],
)
def test_the_same_findings_whatever_the_format(tmp_path: Path, name: str, write: Callable[[Document], bytes]) -> None:
    document = read_any_document(DRAFT.read_bytes(), DRAFT.name).document
    assert document is not None
    (tmp_path / name).write_bytes(write(document))
    here, there = proved(tmp_path / name), proved(DRAFT)
    assert told(here) == told(there)
    assert here["certificate"] == there["certificate"]


def test_each_face_of_one_proof(tmp_path: Path) -> None:
    data = proved(DRAFT)
    for name in ("p.html", "p.sarif", "p.xlsx"):
        CliRunner().invoke(app, ["tieout", str(DRAFT), "-o", str(tmp_path / name)])
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    log = json.loads((tmp_path / "p.sarif").read_text(encoding="utf-8"))
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == [one["code"] for one in data["findings"]]
    assert log["runs"][0]["properties"]["certificates"][DRAFT.name] == data["certificate"]
    assert [f'id="f{at}"' in page for at in range(1, len(data["findings"]) + 2)] == [True] * len(data["findings"]) + [
        False
    ]
