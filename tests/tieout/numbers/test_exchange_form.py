"""Tables as Japanese companies print them (kessan tanshin, revisions of forecasts): clean ones are proved, slips are found."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

TANSHIN = """
Summary of Consolidated Financial Results for the First Quarter Ended June 30, 2031

Aosora Kiden Co., Ltd.

(Amounts are rounded down to the nearest million yen)

(1) Consolidated operating results

|Net sales||Operating profit||Ordinary profit|
|Million yen|%|Million yen|%|Million yen|%
FY2032 Q1|41,218|6.4|3,377|△ 12.5|3,502|△ 9.1
FY2031 Q1|38,733|2.2|3,860|8.0|3,854|7.7

(Note) Comprehensive income: FY2032 Q1 2,790 million yen (△ 15.2%), FY2031 Q1 3,291 million yen (4.0%)

(2) Consolidated financial position

|Total assets|Net assets|Equity ratio
|Million yen|Million yen|%
FY2032 Q1|152,340|91,477|58.9
FY2031|149,805|90,210|59.1

(Reference) Equity: FY2032 Q1 89,764 million yen, FY2031 88,541 million yen

2. Dividends

|End of Q1|End of Q2|End of Q3|Year-end|Total
|Yen|Yen|Yen|Yen|Yen
FY2031|-|14.00|-|18.50|32.50
FY2032|-||||
FY2032 (forecast)||16.00|-|19.50|35.50
"""

SPLIT_YEAR = """
(Yen)

|End of Q1|End of Q2|End of Q3|Year-end|Annual total
FY2031|-|14.00|-|18.50|32.50
FY2032|-|16.00|-|N/A|N/A
FY2032 (forecast)|N/A|N/A|N/A|19.50|35.50
"""

REVISION = """
Notice of Revision of Forecasts

(Millions of yen)

|Net sales|Operating profit|Ordinary profit|Profit|Profit per share (yen)
Previous forecast (A)|61,400|4,210|4,300|2,950|88.21
Revised forecast (B)|58,700|3,660|4,300|2,480|74.16
Change (B - A)|(2,700)|(550)|-|(470)|
Change (%)|(4.4)|(13.1)|-|(15.9)|
(Reference) Results of the year ended March 31, 2031|60,155|4,044|4,121|2,804|83.85
"""

JAPANESE = """
業績予想の修正に関するお知らせ

(単位:百万円)

|売上高|営業利益|経常利益|1株当たり当期純利益(円 銭)
前回発表予想(A)|61,400|4,210|4,300|88.21
今回修正予想(B)|58,700|3,660|4,150|74.16
増減額(B－A)|△2,700|△550|△150|△14.05
増減率(%)|△4.4|△13.1|△3.5|△15.9
"""

ALONG = """
(Yen in millions)

|Years ended March 31,|
|2030|2031
Net sales|¥ 712,406 million|¥ 655,090 million
% change from the previous period|4.1%|(8.0)%
Profit from operations|66,150 million|51,972 million
% change from the previous period|9.9%|(21.4)%
Profit before tax|69,044 million|55,310 million
% change from the previous period|11.0%|(19.9)%
"""

TWO_CURRENCIES = """
(Billions of yen, millions of U.S. dollars, except per share amounts)

|First quarter ended June 30|||
|2030|2031|Change in yen|2031*
Sales|¥1,204.6|¥1,318.2|+9.4%|$12,205
Operating income|88.1|96.4|+9.4|893
Income before taxes|90.3|93.5|+3.5|866
Net income|61.2|65.8|+7.5|609
Net income per share|¥52.31|¥56.24|+7.5|$0.52

* U.S. dollar amounts have been translated at the rate of 108 yen = 1 U.S. dollar.
"""

BALANCES = """
|Units issued||Capital (thousand yen)|
Date|Changes|Balance|Changes|Balance
Feb. 1, 2029|12,000|12,000|6,103,200|6,103,200
Aug. 3, 2029|4,310|16,310|2,240,112|8,343,312
Feb. 1, 2030|9,125|25,435|4,951,607|13,294,919
Aug. 1, 2030|25,435|50,870|-|13,294,919
Feb. 3, 2031|6,006|56,876|1,702,885|14,997,804
"""


def prove(text: str) -> DocumentProof:
    return prove_document("a.txt", read_plain_text(text.replace("|", "\t").encode(), "a.txt"))


def errors(text: str) -> list[tuple[str, str]]:
    return [(one.stated, one.expected) for one in prove(text).findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize("text", [TANSHIN, SPLIT_YEAR, REVISION, JAPANESE, ALONG, TWO_CURRENCIES, BALANCES])
def test_clean_tables_raise_no_error(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "single"),
    [
        (TANSHIN, 5 + 2),  # changes of the earlier period, net assets
        (SPLIT_YEAR, 0),
        (REVISION, 2 + 5),  # amounts per share, the year for reference
        (JAPANESE, 0),
        (ALONG, 3),  # changes of the earlier year
        (TWO_CURRENCIES, 1),  # one dollar
        (BALANCES, 0),
    ],
)
def test_all_but_these_many_numbers_are_proved(text: str, single: int) -> None:
    certificate = prove(text).certificate
    assert certificate["numbers"] - certificate["proved"] <= single


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (TANSHIN, "6.4", "4.6"),
        (TANSHIN, "△ 12.5", "△ 15.2"),
        (TANSHIN, "38,733", "37,833"),
        (TANSHIN, "(△ 15.2%)", "(△ 12.5%)"),
        (TANSHIN, "58.9", "59.8"),
        (TANSHIN, "32.50", "35.20"),
        (TANSHIN, "35.50", "33.50"),
        (SPLIT_YEAR, "35.50", "33.50"),
        (REVISION, "(2,700)", "(2,070)"),
        (REVISION, "(550)", "550"),
        (REVISION, "(15.9)", "(19.5)"),
        (REVISION, "58,700", "57,800"),
        (JAPANESE, "△550", "△505"),
        (JAPANESE, "△3.5", "△5.3"),
        (JAPANESE, "74.16", "76.14"),
        (ALONG, "(21.4)%", "(24.1)%"),
        (ALONG, "51,972", "59,172"),
        (TWO_CURRENCIES, "+3.5", "+5.3"),
        (TWO_CURRENCIES, "$12,205", "$12,502"),
        (TWO_CURRENCIES, "893", "839"),
        (BALANCES, "25,435|4,951,607", "24,535|4,951,607"),
        (BALANCES, "1,702,885", "1,720,885"),
    ],
)
def test_a_slip_is_an_error(text: str, right: str, wrong: str) -> None:
    assert text.count(right) >= 1
    planted = text.replace(right, wrong, 1)
    assert errors(planted) != []
