"""Packing a container again: odd but honest containers keep what is not changed, byte by byte."""

from __future__ import annotations

import io
import zipfile

import pytest

from formats.xlsx_patch.patching import raw_parts
from kaiji.formats.xlsx.refusal import Refused
from kaiji.formats.xlsx_patch.container import repacked


class Stream(io.BytesIO):
    """A stream that cannot go back, so that sizes follow the content."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


def made(*, streamed: bool = False, zip64: bool = False, comment: bytes = b"") -> bytes:
    out = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, method in enumerate((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)):
            info = zipfile.ZipInfo(f"p{number}.xml", (2001 + number, 2, 3, 4, 5, 6))
            info.compress_type = method
            info.comment = b"remark"
            info.extra = b"\x99\x99\x02\x00ab"
            with archive.open(info, "w", force_zip64=zip64) as part:
                part.write(b"content %d " % number * 200)
        archive.comment = comment
    return out.getvalue()


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("zip64", [False, True])
@pytest.mark.parametrize("name", ["p0.xml", "P1.xml", "p2.xml"])
def test_one_part_changes(streamed: bool, zip64: bool, name: str) -> None:
    data = made(streamed=streamed, zip64=zip64, comment=b"bye")
    content = repacked(data, {name: b"new" * 50})
    before, after = raw_parts(data), raw_parts(content)
    assert list(before) == list(after)
    assert [one for one in before if before[one] != after[one]] == [name.lower()]
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(io.BytesIO(data)) as old:
        assert archive.read(name.lower()) == b"new" * 50
        assert archive.comment == b"bye"
        for new, was in zip(archive.infolist(), old.infolist(), strict=True):
            assert (new.date_time, new.compress_type, new.comment) == (was.date_time, was.compress_type, b"remark")
            assert new.external_attr == was.external_attr
            assert new.extra.endswith(b"\x99\x99\x02\x00ab")


def test_a_part_goes() -> None:
    content = repacked(made(), {}, frozenset({"p1.xml"}))
    assert list(raw_parts(content)) == ["p0.xml", "p2.xml"]


def test_parts_that_overlap_are_refused() -> None:
    data = made()
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    doubled = data[: second + 42] + (0).to_bytes(4, "little") + data[second + 46 :]
    with pytest.raises((Refused, zipfile.BadZipFile)):
        repacked(doubled, {})
