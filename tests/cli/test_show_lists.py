"""What show prints of the lists, in every family."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kaiji.cli.main import app
from kaiji.minerals.fill import fill
from minerals.building import declare, layout_of
from minerals.made_template import made_template


@pytest.mark.parametrize(
    ("version", "lang", "wanted"),
    [
        ("EMRT 2.1", "en", ["1 mine rows", "North Pit", "Cobalt Works", "2 product rows", "[bold]P-1"]),
        ("EMRT 2.1", "ja", ["鉱山 1 行", "製錬所 3 行", "North Pit"]),
        ("AMRT 1.3", "en", ["1 minerals asked for, with the reason", "in the alloy", "North Pit"]),
        ("AMRT 1.3", "zh", ["列有理由的矿产 1 种", "in the alloy"]),
        ("CRT 2.2", "en", ["1 smelter rows", "2 product rows"]),
    ],
)
def test_the_lists_are_printed(tmp_path: Path, version: str, lang: str, wanted: list[str]) -> None:
    declaration = declare(version, {"products": ["[bold]P-1", "P-2 [/x]"]})
    ((_, content),) = fill(made_template(layout_of(version)), declaration, "answer.xlsx").files
    (tmp_path / "answer [x].xlsx").write_bytes(content)
    done = CliRunner().invoke(
        app, ["minerals", "show", str(tmp_path / "answer [x].xlsx"), "--lang", lang], env={"COLUMNS": "300"}
    )
    assert done.exit_code == 0, done.output
    assert "answer [x].xlsx" in done.output
    for words in wanted:
        assert words in done.output
    assert ("mine rows" in done.output) is (version.startswith(("EMRT 2", "AMRT")) and lang == "en")
