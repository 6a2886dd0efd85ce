"""The reference graph: what several lists say about one facility, and since when it is listed no more."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import made_smelters
from kaiji.matching.known import Standing
from kaiji.minerals.smelter.graph import graph_of
from kaiji.minerals.smelter.reference import read_reference


def test_a_facility_keeps_its_names_ids_and_lists() -> None:
    member = made_smelters.graph().members["CID910001"]
    assert member.facility.name == "Quellmark Tin Works Ltd."
    assert member.ids == ("CID910001", "2MYS901")
    assert member.names[0].text == "Quellmark Tin Works Ltd."
    assert {one.text for one in member.names[1:]} == {
        "QTW",
        "Quellmark Tin Works",
        "Quellmark Tin",
        "Quellmark Tin Smeltery",
    }
    assert [str(one) for one in member.editions] == ["CMRT 3.01", "CMRT 6.5"]
    assert member.standing is Standing.LISTED


def test_what_left_the_list_is_former_and_its_old_id_still_means_it() -> None:
    graph = made_smelters.graph()
    former = {key for key, one in graph.members.items() if one.standing is Standing.FORMER}
    assert former == {"CID910098", "CID910099"}
    found = graph.by_id("2pol902")
    assert found is graph.members["CID910099"]
    assert str(found.last) == "CMRT 3.01"
    assert graph.members["CID910098"].old_ids == ()


def test_the_order_of_the_files_does_not_matter() -> None:
    graphs = [graph_of(list(order)) for order in itertools.permutations(made_smelters.references())]
    assert all(one == graphs[0] for one in graphs)


def test_an_old_list_alone_is_the_current_one() -> None:
    reading = read_reference(made_smelters.OLD.encode(), "lookup_CMRT_3.01.csv")
    assert reading.reference is not None
    graph = graph_of([reading.reference])
    assert {one.standing for one in graph.members.values()} == {Standing.LISTED}


def test_rows_with_old_ids_alone_join_the_facility_of_their_name() -> None:
    older = "metal,alias,standard_name,country,cid\nTin,Volnar,Volnar Metals,BOLIVIA,2BOL903\n"
    reading = read_reference(older.encode(), "lookup_CMRT_2.03.csv")
    assert reading.reference is not None
    graph = graph_of([*made_smelters.references(), reading.reference])
    assert graph.members["CID910004"].old_ids == ("2BOL903",)
    assert "Volnar" in {one.text for one in graph.members["CID910004"].names}


def test_a_list_of_ones_own_refuses_what_was_alleged() -> None:
    own = "metal,standard_name,country,standing\nTin,Ghostley Smelter,PERU,alleged\n"
    reading = read_reference(own.encode(), "own.csv")
    assert reading.reference is not None
    graph = graph_of([*made_smelters.references(), reading.reference])
    member = graph.members["Tin|ghostley smelter"]
    assert (member.standing, member.said) == (Standing.REFUSED, "alleged")


def test_a_name_that_moved_belongs_to_its_newest_owner() -> None:
    older = "metal,alias,standard_name,country,cid\nTin,QTW,Volnar Metals,BOLIVIA,CID910004\n"
    reading = read_reference(older.encode(), "lookup_CMRT_2.03.csv")
    assert reading.reference is not None
    graph = graph_of([*made_smelters.references(), reading.reference])
    assert "QTW" not in {one.text for one in graph.members["CID910004"].names}
    assert "QTW" in {one.text for one in graph.members["CID910001"].names}


@pytest.mark.reference
def test_official_workbooks_and_the_tables_made_of_them_are_one_graph(reference: Path) -> None:
    workbooks = ("RMI_CMRT_6.5.xlsx", "3.01_-_empty.xls")
    tables = ("lookup_CMRT_6.5.csv", "lookup_CMRT_3.01.csv", "old_to_new_ids.csv")
    graphs = []
    for folder, names in (("templates", workbooks), ("smelters", tables)):
        read = [read_reference((reference / folder / name).read_bytes(), name).reference for name in names]
        graphs.append(graph_of([one for one in read if one is not None]))
    first, second = graphs
    assert first.members.keys() == second.members.keys()
    for key, one in first.members.items():
        other = second.members[key]
        assert (one.standing, one.old_ids) == (other.standing, other.old_ids)
        assert {name.text for name in one.names} == {name.text for name in other.names}
    assert sum(one.standing is Standing.LISTED for one in first.members.values()) == 349
