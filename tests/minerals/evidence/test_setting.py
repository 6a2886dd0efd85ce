"""Settings files: lines of their keys, and what a hostile file can do."""

from __future__ import annotations

import pytest

from kaiji.formats.toml_text import setting_lines
from kaiji.minerals.evidence.schema import schema
from kaiji.minerals.evidence.setting import read_settings

TEXT = '''# comment
[company]
name = """
address = no key
"""
"zip_code" = "1"   # quoted

[[policy]]
url = "a"
[[policy]]
  url = "b"
[rcoi]
tin.conclusion = "x"
[ rcoi . gold ]
conclusion = "y"
'''


def test_lines_of_keys() -> None:
    assert setting_lines(TEXT) == {
        "company": 2, "company.name": 3, "company.zip_code": 6, "policy[0]": 8, "policy[0].url": 9,
        "policy[1]": 10, "policy[1].url": 11, "rcoi": 12, "rcoi.tin.conclusion": 13, "rcoi.gold": 14,
        "rcoi.gold.conclusion": 15,
    }  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 100_000,
        b"a = 1e99999999999999999999",
        b"a = " + b"9" * 10_000,
        b"[company]\nname = \xff\xfe\x80",
        b"[revenue]\ncovered = 0x" + b"f" * 100_000,
        b"[revenue]\ncovered = 1e999999\ntotal = nan\nfiscal_year_end = 2024-05-31T00:00:00Z",
        b"company = 1\npolicy = 2\nrcoi = 3\n[[filer]]\n",
        b'[rcoi]\ntin = "R1"\n',
        b"\0",
    ],
)
def test_hostile_files_are_findings(data: bytes) -> None:
    read = read_settings(data, "company.toml", schema("company"))
    assert any(finding.code in ("EVD-001", "EVD-003", "EVD-004") for finding in read.findings)


def test_a_file_beyond_the_limit_is_not_opened() -> None:
    read = read_settings(b"#" * (1024 * 1024 + 1), "company.toml", schema("company"))
    assert [finding.code for finding in read.findings] == ["FILE-203"]


def test_windows_line_ends_byte_order_mark_and_japanese_encoding() -> None:
    text = '[company]\r\nname = "株式会社あおぞら"\r\n'
    for encoding in ("utf-8-sig", "cp932", "utf-16"):
        record = read_settings(text.encode(encoding), "company.toml", schema("company")).one("company")
        assert record is not None
        assert record.text("name") == "株式会社あおぞら"
        assert record.source_of("name").place.line == 2


def test_asking_for_a_field_that_no_schema_has_is_a_bug() -> None:
    record = read_settings(b"[company]\n", "company.toml", schema("company")).one("company")
    assert record is not None
    with pytest.raises(KeyError):
        record.text("nme")
