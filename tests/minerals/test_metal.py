"""Metals of all families in one spelling and one order."""

from __future__ import annotations

from kaiji.minerals.metal import in_order, known_metals, rank, spelled


def test_the_metals_of_the_rule_come_first() -> None:
    assert known_metals()[:10] == (
        "Tantalum", "Tin", "Gold", "Tungsten", "Cobalt", "Copper", "Graphite", "Lithium", "Mica", "Nickel",
    )  # fmt: skip
    assert known_metals()[10:12] == ("Aluminum", "Iridium")
    assert len(set(known_metals())) == len(known_metals()) == 22


def test_one_spelling() -> None:
    assert [spelled(one) for one in ("GOLD", "cobalt", "rare earth elements", "Gallium")] == [
        "Gold", "Cobalt", "Rare Earth Elements", "Gallium",
    ]  # fmt: skip


def test_one_order() -> None:
    assert in_order(["Zinc", "Borates", "Mica", "Gold", "Mica", "Cobalt", "Antimony"]) == (
        "Gold", "Cobalt", "Mica", "Zinc", "Antimony", "Borates",
    )  # fmt: skip
    assert rank("Gold") < rank("Zinc") < rank("Antimony") < rank("Borates")
