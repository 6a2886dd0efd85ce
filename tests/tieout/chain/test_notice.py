"""The terms of an offering as a notice states them: which number is the total, and which is per share."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from kaiji.formats.any_document import read_any_document
from kaiji.tieout.chain.chained import chained
from kaiji.tieout.chain.notice import notice_of
from kaiji.verbs import prove_read
from made_lines import lines_from

NOTICE = """\
Notice of Determination of the Number of Shares to be Issued by Third-Party Allotment
Osaka, May 14, 2024
Number of shares to be issued\t{count} shares
Total amount to be paid\tJPY{total} (JPY{each} per share)
Increase in additional paid-in capital\tJPY{reserve} (JPY{half} per share)
Payment date\tMay 21, 2024
"""


@pytest.mark.parametrize(
    ("count", "total", "each", "reserve", "half"),
    [
        ("420,000", "380,310,000", "905.5", "190,155,000", "452.75"),
        # Half of an odd amount is rounded down: the total of one share is less than the amount per share.
        ("1", "181,095", "181,095", "90,547", "90,547.5"),
    ],
)
def test_what_is_said_to_be_per_share_is_never_the_total(
    count: str, total: str, each: str, reserve: str, half: str
) -> None:
    text = NOTICE.format(count=count, total=total, each=each, reserve=reserve, half=half)
    notice = notice_of(chained("allotment.txt", lines_from(text)))
    assert notice is not None
    assert {one.name: one.mention.value for one in notice.terms if one.mention} == {
        name: Fraction(text.replace(",", ""))
        for name, text in (
            ("number", count),
            ("paid total", total),
            ("paid each", each),
            ("reserve total", reserve),
            ("reserve each", half),
        )
    }


DIGITS = re.compile(r"[\d,]+")
LAUNCH = """\
Notice of Issuance of New Shares and Secondary Offering of Shares
Nagoya, June 3, 2024

Kasugai Robotics Co., Ltd. announces that its Board of Directors resolved at its meeting on June 3, 2024 to issue new shares.

1. Issuance of New Shares by way of Public Offering

Number of shares to be issued\t4,000,000 shares
Payment date\tJune 19, 2024
Number of issued shares after the public offering\t44,000,000 shares

2. Use of Proceeds

{uses}
"""
PRICE = """\
{title}
Nagoya, June 12, 2024

With regard to the issuance of new shares resolved by its Board of Directors at its meeting on June 3, 2024, Kasugai Robotics Co.,
Ltd. has determined the terms.

1. Issuance of New Shares by way of Public Offering

Number of shares to be issued\t4,000,000 shares
Issue price\tJPY2,450 per share
Payment date\tJune 19, 2024

2. Use of Proceeds

{uses}
"""
ENGLISH = (
    "Of the estimated net proceeds of JPY{} million, JPY{} million will be used for a new plant by March 2026, "
    "JPY{} million for software, and JPY{} million for the repayment of loans."
)
JAPANESE = "手取概算額{}百万円のうち、{}百万円を2026年３月までに新工場の建設に、{}百万円をソフトウェアに、{}百万円を借入金の返済に充当する予定です。"
SAME = ("9,400", "5,200", "1,150", "3,050")
TITLE = "Notice of Determination of Issue Price"


@pytest.mark.parametrize("uses", [ENGLISH, JAPANESE])
@pytest.mark.parametrize(
    ("later", "title", "found"),
    [
        (SAME, TITLE, []),
        # The price was determined: all of the proceeds, and one use with them, are others.
        (("9,150", "5,200", "1,150", "2,800"), TITLE, []),
        # One use differs, and does not add up: the later notice is wrong.
        (("9,400", "2,500", "1,150", "3,050"), TITLE, [("error", "2,500", "5,200")]),
        # Two differ, and both notices add up: the documents do not tell.
        (("9,400", "5,500", "1,150", "2,750"), TITLE, [("error", "5,500", "5,200"), ("error", "2,750", "3,050")]),
        (
            ("9,400", "5,500", "1,150", "2,750"),
            "Notice of Change in the Use of Proceeds of the Issuance of New Shares",
            [("warn", "5,500", "5,200"), ("warn", "2,750", "3,050")],
        ),
    ],
)  # fmt: skip
def test_uses_of_the_proceeds_are_those_that_were_announced(
    uses: str, later: tuple[str, ...], title: str, found: list[tuple[str, str, str]]
) -> None:
    launch = read_any_document(LAUNCH.format(uses=uses.format(*SAME)).encode(), "launch.txt")
    priced = read_any_document(PRICE.format(title=title, uses=uses.format(*later)).encode(), "price.txt")
    proof = prove_read(priced, "price.txt", [launch])
    told = [one for one in proof.findings if one.finding.code in ("TIE-924", "TIE-941", "TIE-942", "TIE-944")]
    plain = [
        (str(one.finding.severity), *("".join(DIGITS.findall(text)) for text in (one.stated, one.expected)))
        for one in told
    ]
    assert plain == found
    roles = {place.role for one in told for place in one.places if place.spot.start == one.places[0].spot.start}
    assert roles == ({"wrong"} if later[1] == "2,500" else {"evidence"} if found else set())
