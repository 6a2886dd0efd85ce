"""suppliers.csv to supplier records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kaiji.core.party import Contact
from kaiji.minerals.evidence.folder_rule import check_suppliers
from kaiji.minerals.evidence.supplier import read_suppliers

DATA = b"""\
key;name;aliases;country;contact name;e-mail;phone;products;asked on;template;response;spend;note
S-1;Northbridge Devices Ltd.;"NBD; Northbridge";Japan;A. Example;a@nb.example;03-0;ROUTER;2024/6/3;CMRT 6.4;"a.xlsx;b.xlsx";84000000;"two
lines"
S-2;Sakura Denki K.K.;;Japan;;;;ROUTER;2024-06-03;CMRT 6.4;;;
"""


def test_suppliers() -> None:
    read = read_suppliers(DATA, "suppliers.csv")
    assert read.findings == ()
    first, second = read.suppliers
    assert (first.key, first.name, first.aliases) == (
        "S-1", "Northbridge Devices Ltd.", ("NBD", "Northbridge"),
    )  # fmt: skip
    assert first.supplier.contact == Contact("A. Example", "a@nb.example", "03-0")
    assert (first.asked_on, first.responses, first.spend) == (
        date(2024, 6, 3), ("a.xlsx", "b.xlsx"), Decimal(84000000),
    )  # fmt: skip
    assert first.note == "two\nlines"
    assert (second.source.place.line, second.source.place.record) == (4, "S-2")
    assert second.supplier.source == second.source


def test_a_damaged_file_does_not_take_long() -> None:
    rows = "".join(f"S-{number},Supplier {number},P-{number},x,\n" for number in range(5000))
    read = read_suppliers(f"key,name,products,asked_on,response\n{rows}".encode(), "suppliers.csv")
    assert len(read.suppliers) == 5000
    assert len([one for one in read.findings if one.code == "EVD-006"]) == 100
    assert [one.param("count") for one in read.findings if one.code == "FILE-213"] == [4900]
    found = [one for one in check_suppliers(read.suppliers, (), ()) if one.code == "EVD-042"]
    assert len(found) == 5000
