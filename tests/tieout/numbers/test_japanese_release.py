"""Shapes of English releases of Japanese companies; the companies and figures are invented."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

PERCENT_BELOW = """Summary of results

\tYen (millions)\t\t\t
\tFor the six months ended September 30, 2011\t\tFor the six months ended September 30, 2010\t
\t\t%\t\t%
Net sales\t41,207\t(8.1)\t44,839\t3.2
Operating income\t3,118\t(21.4)\t3,967\t1.1
Net income\t1,904\t(24.6)\t2,525\t(4.0)
\tYen\t\t\t
Basic earnings per share\t47.60\t\t63.13\t
"""
CHANGES = """\tYen (millions)\t\t\t\t\t
\tFor the six months ended September 30, 2011\t\tFor the six months ended September 30, 2010\t\tChange\t
\tAmount\t% of net sales\tAmount\t% of net sales\tAmount\t%
NET SALES\t41,207\t100.0%\t44,839\t100.0%\t(3,632)\t(8.1)
Cost of sales\t27,410\t66.5%\t29,333\t65.4%\t(1,923)\t(6.6)
GROSS PROFIT\t13,797\t33.5%\t15,506\t34.6%\t(1,709)\t(11.0)
Selling, general and administrative expenses\t10,679\t25.9%\t11,539\t25.7%\t(860)\t(7.5)
OPERATING INCOME\t3,118\t7.6%\t3,967\t8.8%\t(849)\t(21.4)
"""
SPAN = """1. Operating results of the six months ended September 30, 2011 (From April 1, 2011 to September 30, 2011)

\tSix months ended September 30, 2011\tSix months ended September 30, 2010
Net sales\t41,207\t44,839
"""
HYPHEN = """Morinosato Optical Co., Ltd.

URL: http://www.morinosato-optical.example/

Morinosato Optical has published its results.
"""
SHARES = """Millions of yen

\tNet income\tNet income per share (yen)
Nine months ended December 31, 2011\t11,904\t58.22
Nine months ended December 31, 2010\t23,611\t115.38

Average number of shares
Nine months ended December 31, 2011: 204,466,118 shares
Nine months ended December 31, 2010: 204,636,907 shares
"""
STACKED = """Millions of yen

\tThree months ended June 30, 2012\tThree months ended June 30, 2011\tChange(%)
Printers\t\t\t
Net sales:\t\t\t
Unaffiliated customers\t55,204\t61,338\t- 10.0
Intersegment\t-\t-\t-
Total\t55,204\t61,338\t- 10.0
Operating cost and expenses\t49,118\t52,204\t- 5.9
Operating profit\t6,086\t9,134\t- 33.4
Lenses\t\t\t
Net sales:\t\t\t
Unaffiliated customers\t12,118\t13,226\t- 8.4
Intersegment\t4,204\t5,118\t- 17.9
Total\t16,322\t18,344\t- 11.0
Operating cost and expenses\t17,226\t17,118\t+ 0.6
Operating profit (loss)\t(904)\t1,226\t-
Corporate and Eliminations\t\t\t
Net sales:\t\t\t
Unaffiliated customers\t-\t-\t-
Intersegment\t(4,204)\t(5,118)\t-
Total\t(4,204)\t(5,118)\t-
Operating cost and expenses\t(1,902)\t(2,117)\t-
Operating profit\t(2,302)\t(3,001)\t-
Consolidated\t\t\t
Net sales:\t\t\t
Unaffiliated customers\t67,322\t74,564\t- 9.7
Intersegment\t-\t-\t-
Total\t67,322\t74,564\t- 9.7
Operating cost and expenses\t64,442\t67,205\t- 4.1
Operating profit\t2,880\t7,359\t- 60.9
"""
REFERENCE = """\tYear ended March 31, 2019\tYear ended March 31, 2020
Operating profit\t37,219\t50,994
Finance income\t318\t602
Finance costs\t(1,118)\t(904)
Profit (loss) from investments accounted for using the equity method\t(204)\t118
Profit before income taxes\t36,215\t50,810
Total equity\t265,338\t291,902

Reference: Equity in profit of investments accounted for using the equity method
Year ended March 31, 2020: 118 million yen
Year ended March 31, 2019: (204) million yen
"""


def _proved(text: str) -> DocumentProof:
    return prove_document("release.txt", read_any_document(text.encode(), "release.txt"))


def _errors(text: str) -> list[str]:
    return [one.finding.code for one in _proved(text).findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize("text", [PERCENT_BELOW, CHANGES, SPAN, HYPHEN, SHARES, STACKED, REFERENCE])
def test_clean(text: str) -> None:
    assert _errors(text) == []


TEXT = (
    "Net sales of the Coatings Business to outside customers fell 10.3%, to ¥48.6 billion, and operating income fell 35.9%, "
    "to ¥4.6 billion. Net sales of the Filters Business to outside customers rose 7.1%, to ¥14.9 billion.\n\n"
)
TABLES = """Segment information

Nine months ended December 31, 2009

Millions of yen

\tCoatings\tFilters\tOther\tTotal\tEliminations & Corporate\tConsolidated
Sales\t\t\t\t\t\t
External\t48,621\t14,902\t1,420\t64,943\t-\t64,943
Intersegment\t260\t70\t4,120\t4,450\t(4,450)\t-
Total sales\t48,881\t14,972\t5,540\t69,393\t(4,450)\t64,943
Operating expenses\t44,261\t13,482\t5,280\t63,023\t(4,089)\t58,934
Operating income\t4,620\t1,490\t260\t6,370\t(361)\t6,009

Nine months ended December 31, 2008

Millions of yen

\tCoatings\tFilters\tOther\tTotal\tEliminations & Corporate\tConsolidated
Sales\t\t\t\t\t\t
External\t54,190\t13,914\t1,533\t69,637\t-\t69,637
Intersegment\t290\t110\t4,490\t4,890\t(4,890)\t-
Total sales\t54,480\t14,024\t6,023\t74,527\t(4,890)\t69,637
Operating expenses\t47,268\t12,490\t5,721\t65,479\t(4,000)\t61,479
Operating income\t7,212\t1,534\t302\t9,048\t(890)\t8,158
"""
SEGMENTS = TEXT + TABLES


def test_segments_over_the_columns_are_clean() -> None:
    proof = _proved(SEGMENTS)
    assert [one for one in proof.findings if one.finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("¥48.6 billion", "¥46.8 billion"), ("10.3%", "13.0%"), ("35.9%", "39.5%"), ("14,902\t1,420", "14,209\t1,420")],
)
def test_a_slip_in_a_segment_is_found(right: str, wrong: str) -> None:
    assert SEGMENTS.count(right) == 1
    assert _errors(SEGMENTS.replace(right, wrong))
