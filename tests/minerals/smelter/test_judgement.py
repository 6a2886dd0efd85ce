"""Judgements: what was appended is read back, a later hand in a line is seen, and each name gets only what was decided of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.source import Source
from kaiji.minerals.declaration import Entry, SmelterRow
from kaiji.minerals.smelter.graph import graph_of
from kaiji.minerals.smelter.identity import How, identify_exactly
from kaiji.minerals.smelter.judged import judge, settle
from kaiji.minerals.smelter.judgement import Judgement, Verdict, read_judgements
from kaiji.minerals.smelter.matching import SmelterMatcher
from kaiji.minerals.smelter.reference import Reference, read_reference

CSV = """metal,alias,standard_name,country,cid
Gold,Alpha Refinery,Alpha Refinery,JAPAN,CID900001
Gold,Beta Mint,Beta Mint,JAPAN,CID900002
Tin,Alpha Refinery,Alpha Tin Works,JAPAN,CID900003
"""
DAY = date(2026, 3, 1)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).filter(str.strip)


def reference() -> Reference:
    found = read_reference(CSV.encode(), "reference.csv").reference
    assert found is not None
    return found


def made(verdict: Verdict, name: str = "Alpha Refinery", **more: str) -> Judgement:
    given = {"metal": "Gold", "country": "JP", "by": "A. Mori", "why": "asked"} | more
    return Judgement(verdict, on=DAY, name=name, **given)  # type: ignore[arg-type]  # each of these is a text


def file_of(*judgements: Judgement) -> bytes:
    return b"".join(one.line() for one in judgements)


def row(name: str, country: str = "JAPAN", cid: str = "", metal: str = "Gold") -> SmelterRow:
    source = Source("names.csv").at(line=2)
    cells = {"metal": metal, "name": name, "country": country, "id_input": cid}
    return SmelterRow(2, source, {field: Entry(text, source) for field, text in cells.items()})


def found(one: SmelterRow, *judgements: Judgement) -> tuple[str, How]:
    known = reference()
    log = read_judgements(file_of(*judgements), "judgements.jsonl")
    assert log.findings == ()
    identity = judge(one, identify_exactly(one, known), log, [known]).identity
    return identity.facility.cid if identity.facility else "", identity.how


@given(texts, texts, texts)
def test_a_line_is_read_back_as_it_was_written(name: str, by: str, why: str) -> None:
    judgement = made(Verdict.IS, name, cid="CID900001", by=by, why=why)
    assert judgement.line().count(b"\n") == 1
    (read,) = read_judgements(judgement.line(), "judgements.jsonl").lines
    assert (read.id, read.line(), read.key) == (judgement.id, judgement.line(), judgement.key)
    assert read.source.place.line == 1


@given(st.data())
def test_a_line_in_which_anything_was_changed_is_not_applied(data: st.DataObject) -> None:
    line = made(Verdict.IS, cid="CID900001").line().decode()
    at = data.draw(st.integers(line.index('"verdict"'), len(line) - 3))
    letter = data.draw(st.sampled_from("aZ7 "))
    changed = line[:at] + letter + line[at + 1 :]
    log = read_judgements(changed.encode(), "judgements.jsonl")
    same = " ".join(changed.split()) == " ".join(line.split())
    assert (len(log.lines), len(log.findings)) == ((1, 0) if same else (0, 1)), changed


def test_a_judgement_holds_for_its_name_metal_and_country_alone() -> None:
    judgement = made(Verdict.IS, "The Mint", cid="CID900002")
    assert found(row("The  MINT", "日本"), judgement) == ("CID900002", How.JUDGED)
    assert found(row("The Mint", ""), judgement) == ("", How.UNKNOWN)
    assert found(row("The Mint", "PERU"), judgement) == ("", How.UNKNOWN)
    assert found(row("The Mint", metal="Tin"), judgement) == ("", How.UNKNOWN)
    assert found(row("The Mints"), judgement) == ("", How.UNKNOWN)
    assert found(row("The Mint", "PERU"), made(Verdict.IS, "The Mint", cid="CID900002", country="*")) == (
        "CID900002",
        How.JUDGED,
    )


def test_the_country_goes_before_any_country() -> None:
    both = (made(Verdict.IS, "M", cid="CID900002", country="*"), made(Verdict.NOT_A_SMELTER, "M"))
    assert found(row("M"), *both) == ("", How.NOT_A_SMELTER)
    assert found(row("M", "PERU"), *both) == ("CID900002", How.JUDGED)


def test_an_id_beside_the_name_is_not_passed_over() -> None:
    assert found(row("M", cid="CID900001"), made(Verdict.IS, "M", cid="CID900002")) == ("", How.CONFLICT)
    another = made(Verdict.IS_ANOTHER, "M", cid="CID900002", instead_of="CID900001")
    assert found(row("M", cid="CID900001"), another) == ("CID900002", How.JUDGED)
    assert found(row("M", cid="CID900001"), made(Verdict.NOT_A_SMELTER, "M")) == ("", How.NOT_A_SMELTER)


def test_who_is_ruled_out_is_not_meant_and_a_contested_name_is_nobody() -> None:
    out = made(Verdict.IS_NOT, cid="CID900001")
    assert found(row("Alpha Refinery"), out) == ("", How.RULED_OUT)
    assert found(row("Alpha Refinery"), made(Verdict.IS_NOT, cid="CID900002")) == ("CID900001", How.NAME)
    log = read_judgements(file_of(out, made(Verdict.IS, cid="CID900001")), "judgements.jsonl")
    one, known = row("Alpha Refinery"), reference()
    judged = judge(one, identify_exactly(one, known), log, [known])
    assert (judged.identity.facility, judged.identity.how) == (None, How.CONTESTED)
    assert [each.cid for each in judged.identity.candidates] == ["CID900001"]


def test_a_withdrawn_judgement_is_listed_and_not_applied() -> None:
    judgement = made(Verdict.IS, "M", cid="CID900002")
    back = Judgement(Verdict.WITHDRAWN, "B", DAY, "wrong plant", withdraws=judgement.id)
    assert found(row("M"), judgement, back) == ("", How.UNKNOWN)
    log = read_judgements(file_of(judgement, back), "judgements.jsonl")
    assert ([one.verdict for one in log.lines], list(log.withdrawn)) == (
        [Verdict.IS, Verdict.WITHDRAWN],
        [judgement.id],
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_an_editor_saved_otherwise(encoding: str) -> None:
    text = made(Verdict.IS, "ミント", cid="CID900002").line().decode().replace("\n", "\r\n")
    assert [one.name for one in read_judgements(text.encode(encoding), "judgements.jsonl").lines] == ["ミント"]


@pytest.mark.parametrize(
    "hostile",
    [
        b"[" * 100_000,
        b'{"verdict": ' * 5_000,
        b"\x00" * 1000,
        b"\xff\xfe\xff",
        b'{"id": null}',
        b'{"a":1e999}',
        b"NaN",
        b"x" * 100_000,
    ],
    ids=range(8),
)
def test_hostile_lines_are_findings(hostile: bytes) -> None:
    log = read_judgements(hostile, "judgements.jsonl")
    assert log.lines == ()
    assert "EVD-321" in {one.code for one in log.findings}


def test_the_engine_is_overruled_by_the_same_rules() -> None:
    known = reference()
    matcher = SmelterMatcher(graph_of([known]))

    def settled(name: str, cid: str, *judgements: Judgement) -> tuple[str, str, str]:
        log = read_judgements(file_of(*judgements), "judgements.jsonl")
        match = matcher.match(name, "Gold", "JAPAN", cid)
        one = settle(match, cid, log.on("Gold", name, "JAPAN"), matcher.graph)
        return one.key, str(one.decision), one.reason

    assert settled("Alpha Refinery", "") == ("CID900001", "accepted", "agrees")
    assert settled("Alpha Refinery", "", made(Verdict.NOT_A_SMELTER)) == ("", "none", "judged")
    assert settled("Alpha Refinery", "", made(Verdict.IS_NOT, cid="CID900001")) == ("", "review", "ruled-out")
    assert settled("Alpha Refinery", "", made(Verdict.IS_NOT, cid="CID900002")) == ("CID900001", "accepted", "agrees")
    bank = made(Verdict.IS, "Corner Bank", cid="CID900002")
    assert settled("Corner Bank", "", bank) == ("CID900002", "accepted", "judged")
    assert settled("Corner Bank", "cid 900001", bank) == ("", "review", "judged")
    another = made(Verdict.IS_ANOTHER, "Corner Bank", cid="CID900002", instead_of="CID900001")
    assert settled("Corner Bank", "cid 900001", another) == ("CID900002", "accepted", "judged")
    assert settled("Corner Bank", "", made(Verdict.IS, "Corner Bank", cid="CID900003")) == ("", "review", "judged")
    assert settled("Corner Bank", "", bank, made(Verdict.NOT_A_SMELTER, "Corner Bank")) == ("", "review", "contested")
