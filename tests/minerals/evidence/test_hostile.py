"""Whatever somebody sends, every reader answers with values and findings, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.finding import Finding
from kaiji.minerals.evidence.activity import read_activities
from kaiji.minerals.evidence.company import read_company
from kaiji.minerals.evidence.list_register import read_list_register
from kaiji.minerals.evidence.product import read_products
from kaiji.minerals.evidence.smelter_list import read_audited_list
from kaiji.minerals.evidence.supplier import read_suppliers
from kaiji.minerals.evidence.vocabulary import vocabulary


class Read(Protocol):
    """What all readers give."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...


READERS: tuple[Callable[[bytes, str], Read], ...] = (
    read_company,
    read_products,
    read_suppliers,
    read_activities,
    read_list_register,
    read_audited_list,
)
PIECES = st.sampled_from(
    [
        "[company]", "[[policy]]", "[rcoi.tin]", "[list]", "name", "key", "id", "date", "kind", "CID", "Status",
        "=", '"', ",", ";", "\n", "\n", "\0", "#REF!", "2024-05-31", "05/06/2024", "1e9999", "0x" + "f" * 300,
        "all", "conformant", "日付", "{}", "[", "]", "'", *vocabulary("activity_kind").keys[:3],
    ]
)  # fmt: skip


@pytest.mark.parametrize("read", READERS)
@given(data=st.binary(max_size=60) | st.lists(PIECES, max_size=40).map("".join).map(str.encode))
def test_any_bytes_are_read(read: Callable[[bytes, str], Read], data: bytes) -> None:
    for finding in read(data, "x").findings:
        assert finding.file == "x"


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "data",
    [
        b"a = [\n[ 1" + b" " * 200_000 + b",\n2]]\n",
        b"[" + b" " * 200_000 + b"\n",
        b"a" + b"." * 200_000 + b"\n",
        b"key,name,asked_on,email\n1,x," + b"9" * 200_000 + b"," + b"a." * 200_000 + b"@\n",
        ("﷽" * 100_000).encode(),
        b"\n".join(b'k%d = "' % number + b"v" * 20 + b'"' for number in range(5000)),
    ],
)
def test_nobody_waits_long(read: Callable[[bytes, str], Read], data: bytes) -> None:
    begun = time.monotonic()
    read(data, "x")
    assert time.monotonic() - begun < 5
