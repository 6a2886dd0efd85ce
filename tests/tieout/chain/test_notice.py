"""The terms of an offering as a notice states them: which number is the total, and which is per share."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaiji.tieout.chain.chained import chained
from kaiji.tieout.chain.notice import notice_of
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
