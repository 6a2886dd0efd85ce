"""company.toml: every value typed, with the line on which it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kaiji.core.party import Company, Contact
from kaiji.core.source import digest_of
from kaiji.minerals.evidence.company import read_company

TEXT = """\
[company]
name = "Kabushiki Kaisha Aozora Kiki"
name_in_english = "Aozora Devices Inc."
short_name = "Aozora"
jurisdiction = "Japan"
file_number = "0-12345"
irs_number = "Not applicable"
address = "1-1 Example, Chiyoda-ku, Tokyo 100-0000 Japan"
[contact]
name = "Hanako Example"
phone = "+81-3-0000-0000"
[business]
description = "Aozora sells network equipment."
document = "annual-report.pdf"
[filer]
reports_to_sec = true
registered_investment_company = false
[grievance]
email = "minerals@aozora.example"
[[policy]]
language = "English"
url = "https://www.aozora.example/en/policy"
[[policy]]
language = "ja"
url = "https://www.aozora.example/policy"
posted_on = 2023-04-01
[[posting]]
language = "ja"
url = "https://www.aozora.example/ir/sec"
posted_on = "2025/5/27"
[revenue]
covered = 2_500_000_000
total = "100,000,000,000"
currency = "JPY"
fiscal_year_end = 2025-03-31
document = "annual-report.pdf"
[framework]
edition = "Third Edition"
[label]
choice = "none"
[ipsa]
obtained = false
[rcoi.tin]
conclusion = "reason_to_believe"
reason = "Three suppliers named smelters that source from the region"
decided_on = 2025-03-14
[rcoi."タンタル"]
conclusion = "判別できない"
reason = "One supplier did not answer"
[[disposition]]
name = "Example Trading Co."
metal = "Sn"
decision = "trader"
reason = "It trades in finished metal"
[filing]
type = "SD/A"
original_filed_on = 2025-05-27
purpose = "to add the conformed signature"
nothing_else_changed = true
[signature]
name = "Taro Example"
title = "Chief Executive Officer"
signed_on = 2025-05-28
authentication_document = "authentication.pdf"
authentication_signed_on = 2025-05-28
"""
DATA = TEXT.encode()
READ = read_company(DATA, "company.toml")


def test_a_whole_file_has_no_finding() -> None:
    assert READ.findings == ()


def test_the_company() -> None:
    assert READ.company == Company(
        name="Kabushiki Kaisha Aozora Kiki",
        name_in_english="Aozora Devices Inc.",
        short_name="Aozora",
        jurisdiction="Japan",
        file_number="0-12345",
        irs_number="Not applicable",
        address="1-1 Example, Chiyoda-ku, Tokyo 100-0000 Japan",
        contact=Contact(name="Hanako Example", phone="+81-3-0000-0000"),
    )


def test_every_value_knows_its_place() -> None:
    source = READ.source_of("company.name")
    assert (source.file, source.digest) == ("company.toml", digest_of(DATA))
    assert (source.place.record, source.place.line) == ("[company] name", 2)
    assert READ.source_of("company.zip_code").place.record == "[company]"
    assert READ.policy[1].url is not None
    assert (READ.policy[1].url.source.place.record, READ.policy[1].url.source.place.line) == (
        "[[policy]] 2 url", 25,
    )  # fmt: skip
    with pytest.raises(KeyError):
        READ.source_of("company.nme")


def test_figures_dates_and_words() -> None:
    assert READ.revenue is not None
    assert READ.revenue.covered is not None
    assert READ.revenue.total is not None
    assert (READ.revenue.covered.value, READ.revenue.total.value) == (
        Decimal(2_500_000_000), Decimal(100_000_000_000),
    )  # fmt: skip
    assert [page.language.value if page.language else "" for page in READ.policy] == ["en", "ja"]
    assert READ.postings[0].posted_on is not None
    assert READ.postings[0].posted_on.value == date(2025, 5, 27)
    assert READ.edition is not None
    assert READ.edition.value == "third"
    assert READ.grievance["email"].value == "minerals@aozora.example"
    assert READ.filer.reports_to_sec is not None
    assert READ.filer.reports_to_sec.value is True
    assert READ.filer.smaller_reporting_company is None


def test_decisions() -> None:
    conclusions = {metal: one.conclusion.value if one.conclusion else "" for metal, one in READ.rcoi.items()}
    assert conclusions == {"Tin": "reason_to_believe", "Tantalum": "undetermined"}
    assert READ.rcoi["Tin"].source.place.record == "[rcoi.tin]"
    (one,) = READ.dispositions
    assert (one.metal, one.decision.value if one.decision else "") == ("Tin", "not_a_smelter")
    assert READ.label.choice is not None
    assert READ.label.choice.value == "none"
    assert READ.audit.obtained is not None
    assert READ.audit.obtained.value is False


def test_amendment_and_signature() -> None:
    assert READ.filing_type is not None
    assert READ.filing_type.value == "SD/A"
    assert READ.amendment.purpose is not None
    assert READ.amendment.purpose.value == "to add the conformed signature"
    assert READ.signature is not None
    assert READ.signature.signed_on is not None
    assert READ.signature.signed_on.value == date(2025, 5, 28)


def test_an_unreadable_file_says_nothing() -> None:
    read = read_company(b"[company\n", "company.toml")
    assert [one.code for one in read.findings] == ["EVD-001"]
    assert (read.company, read.revenue, read.signature, read.policy) == (Company(), None, None, ())
