"""Results lie on disk while they are compared: nothing of a file but a few words stays in memory."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kaiji.bulk.outcome import Outcome
from kaiji.cli.beside import Beside
from kaiji.cli.out import json_bytes, json_list, stream_or_print
from kaiji.cli.reader import Reader
from kaiji.cli.spool import Spool
from kaiji.cli.workers import Workers
from kaiji.minerals.brief import brief_of, sides_of
from kaiji.minerals.checked import Checked, checked_of
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.reader import read
from kaiji.minerals.survey import Response, survey_of

RESPONSES = Path(__file__).resolve().parents[2] / "examples/kitanami/responses"
FILES = sorted(RESPONSES.iterdir())


def outcome(path: Path, name: str) -> Outcome[Checked]:
    reading = read(path.read_bytes(), name)
    checked = checked_of(reading, year=2025, as_of=date(2026, 5, 26), reference=None, whole=True)
    return Outcome(path, name, checked)


def declarations_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, Declaration) for one in gc.get_objects())


def test_no_declaration_stays_in_memory() -> None:
    before = declarations_in_memory()
    beside = Beside()
    beside.add(outcome(path, path.name) for path in FILES)
    beside.look_at_each_other()
    beside.look_at_earlier(RESPONSES, Workers(1), Reader())
    assert declarations_in_memory() == before
    for one, pair in beside.files():
        if one.declaration is not None:
            assert pair is not None
            assert pair.now.file == one.name
    assert [one.name for one, _ in beside.files()][: len(FILES)] == [path.name for path in FILES]


def test_sides_are_the_lines_of_the_survey() -> None:
    """The brief way and the survey bring the same files together, and hold the same ones in force."""
    readings = [read(path.read_bytes(), f"{round_}/{path.name}") for round_ in "ba" for path in FILES]
    readings += [read(path.read_bytes() + b"\0", f"c/{path.name}") for path in FILES[:3]]
    lines = survey_of(None, [Response(one, ()) for one in readings]).lines
    assert sides_of(brief_of(one) for one in readings) == [line.side for line in lines]
    assert {len(side.briefs) for side in sides_of(brief_of(one) for one in readings)} >= {2, 3}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(VALUES, max_size=4))
def test_a_list_in_pieces_is_the_same_json(items: list[object]) -> None:
    try:
        whole = json_bytes(items)
    except UnicodeEncodeError:
        return
    assert b"".join(json_list(items)) == whole
    assert json.loads(whole) == items


def test_a_spool_gives_back_what_it_took() -> None:
    spool: Spool[object] = Spool()
    values = ["one", {"two": (2, "2")}, None, "x" * 100_000]
    for number, value in enumerate(values):
        assert len(spool) == number
        spool.append(value)
        assert spool[0] == "one"
    assert list(spool) == list(spool) == values


def test_pieces_go_to_a_file(tmp_path: Path) -> None:
    stream_or_print(iter([b"one", b"two"]), tmp_path / "folder/out.json")
    assert (tmp_path / "folder/out.json").read_bytes() == b"onetwo"
