"""Shapes of clean documents that once raised a false alarm; the companies and figures are invented."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

BOUGHT = """Date\tShares\tAverage price (EUR)\tAmount (EUR)
3 June 2019\t1,200\t20.50\t24,600
4 June 2019\t1,500\t20.80\t31,200
5 June 2019\t1,100\t21.10\t23,210
Total\t3,800\t20.79\t79,010
"""
LENDING = """\t4th Quarter\t3rd Quarter\t2nd Quarter
Interest income\t$ 48,210\t$ 47,115\t$ 46,902
Interest expense\t6,004\t6,311\t7,020
Net interest income\t42,206\t40,804\t39,882
Provision for loan losses\t1,010\t950\t2,480
Net interest income after provision\t41,196\t39,854\t37,402
"""
NOUGHT = """\tQ1\tQ2\tQ3\tQ4
Reported profit\t812\t934\t1,205\t1,377
Minority interest\t(21)\t14\t19\t23
Net profit after minority interest\t833\t920\t1,186\t1,354
Extraordinary items\t(104.5)\t0\t0\t212.25
Adjusted profit\t937.5\t920\t1,186\t1,141.75
"""
STEPS = """\tParts\tSums\tPrevious year
Raw materials\t8,412.60\t\t7,920.14
Wages\t2,118.35\t\t2,004.92
Energy\t903.77\t\t811.06
\t11,434.72\t\t10,736.12
Less: capitalised\t318.40\t\t294.88
Total expenses\t\t11,116.32\t10,441.24
Profit before exceptional items\t\t3,204.18\t2,977.60
Total revenue\t\t14,320.50\t13,418.84
"""
PER_SHARE = """\tYear ended 2008\t\tYear ended 2007\t
\tDollars\tPer Share\tDollars\tPer Share
Income available\t$ 61,204\t$ 0.62\t$ 58,311\t$ 0.60
Depreciation\t44,318\t\t42,907\t
Gain on sales\t(11,206)\t\t(9,448)\t
Funds from operations\t$ 94,316\t$ 0.95\t$ 91,770\t$ 0.94
"""
SUBTOTALS = """in EUR thousand\tNote\tH1 2022\tH1 2021
Result for the period\t\t31,406\t28,115
Other comprehensive income, net of tax:
Income that can be reclassified\t\t12,630\t9,206
Translation differences\t\t11,904\t9,017
Cash flow hedges\t\t726\t189
Income that cannot be reclassified\t\t1,317\t412
Remeasurement of benefit obligations\t\t1,317\t412
Other comprehensive income\t\t13,947\t9,618
Total comprehensive income\t\t45,353\t37,733
"""
OWNERS = """in EUR thousand\tH1 2025\tH1 2024
Result for the period\t1,361\t15,203
Other comprehensive income for the period\t-61,529\t14,551
Total comprehensive income for the period\t-60,168\t29,754
Profit attributable to
Shareholders of the parent company\t1,316\t15,096
Non-controlling interests\t45\t107
Total comprehensive income attributable to
Shareholders of the parent company\t-60,201\t29,680
Non-controlling interests\t33\t74
"""
MARKS = """\tFirst Quarter\tSecond Quarter\tThird Quarter
2019\t(1)\t(1)\t(1)
Revenue\t$ 41,305\t$ 43,120\t$ 44,908
Cost\t30,118\t31,207\t32,555
Gross profit\t11,187\t11,913\t12,353
(1) We have revised revenue, cost and gross profit. Gross profit decreased by $0.5 million, less than $0.1 million and $0.4 million.
"""
TWO_HEADS = """\tSales\t\tOperating profit\t
Year ended\tMillions of yen\t%\tMillions of yen\t%
March 31, 2021\t84,310\t(6.2)\t5,120\t(9.4)
March 31, 2020\t89,882\t1.3\t5,651\t2.0
\tBasic earnings per share\tDiluted earnings per share\tReturn on equity\tReturn on assets
Year ended\tYen\tYen\t%\t%
March 31, 2021\t71.20\t－\t3.6\t4.9
March 31, 2020\t78.11\t－\t3.2\t4.0
"""
BULLETS = """Press release of Umino Works
• Sales were $84.2 million, up 6.1% on the year. Sales of valves increased 12.4%.
• Net earnings were $9.3 million, up from $8.8 million in the third quarter of 2017.
"""
HEAD_OVER_YEAR = """Quarterly information (in thousands, except per share amounts):
\tQuarter Ended
\tDecember 31\tSeptember 30\tJune 30
2014
Net income available for common shares\t31,310\t30,722\t29,105
Basic income per common share\t$ 0.31\t$ 0.31\t$ 0.29
Weighted average common shares\t101,004\t100,420\t99,817
"""
ALLOTMENTS = """Underwriter\tNumber of shares\tNumber of warrants
Aster Securities\t3,900,885\t134,513
Birch & Co.\t564,602\t19,469
Cedar Capital Markets\t564,602\t19,469
Dale Partners\t256,637\t8,850
Total\t5,286,726\t182,301
"""
THOUSANDS = """The table shows quarterly results (in thousands, except per share data). They were revised as note 3 tells.
\tMarch 31, 2019\tJune 30, 2019\tSeptember 30, 2019\tDecember 31, 2019
Gross profit\t$ 240\t$ 344\t$ 164\t$ 728
Operating expenses\t$ (27)\t$ (9)\t$ 31\t$ 149
Gain from operations\t$ 267\t$ 353\t$ 134\t$ 578
"""
COMMA = """Resultat per aktie uppgick till 5,03 (4,28) kr och marginalen till 10,3 (9,1) procent.
Andra kvartalet ökade omsättningen med 8 procent och marginalen uppgick till 11,1 (8,9) procent.
"""
YEAR_OVER_DAY = """\t2012\t\t
\tMarch 31,\tJune 30,\tSeptember 30,
Revenue\t220,827\t188,606\t183,800
Operating expenses\t180,005\t166,691\t167,146
Gross margin\t40,822\t21,915\t16,654
"""
LABELS = """\t(単位:千円)
\t前連結会計年度 (2023年3月31日)\t当第2四半期連結会計期間 (2023年9月30日)
資産の部
流動資産
現金及び預金\t2,611,407\t3,318,220
売掛金\t1,204,118\t1,187,305
貸倒引当金\t△4,102\t△3,977
流動資産合計\t3,811,423\t4,501,548
"""
HALVED = """\t2015 Quarter Ended\t\t2014 Quarter Ended\t
\tMarch 31\tSept. 30\tMarch 31\tSept. 30
Income (Loss) from Continuing Operations\t53,853\t(12,532)\t48,211\t(4,276)
Loss from Discontinued Operations\t(276)\t(91)\t(313)\t(120)
Net Income (Loss)\t$ 53,577\t$ (12,623)\t$ 47,898\t$ (4,396)
Basic Earnings Per Common Share:
Continuing Operations\t$ 0.79\t$ (0.18)\t$ 0.74\t$ (0.07)
Discontinued Operations\t—\t—\t—\t—
Basic Earnings Per Common Share\t$ 0.79\t$ (0.18)\t$ 0.74\t$ (0.07)
Average Shares of Common Stock Outstanding - Basic\t68,397\t68,607\t65,530\t66,332
Diluted Earnings Per Common Share:
Continuing Operations\t$ 0.79\t$ (0.18)\t$ 0.74\t$ (0.07)
Diluted Earnings Per Common Share\t$ 0.79\t$ (0.18)\t$ 0.74\t$ (0.07)
Average Shares of Common Stock Outstanding - Diluted\t68,618\t68,607\t65,684\t66,332
"""
ALLOWANCE = """(dollar amounts in millions)\tCommercial\tConsumer\tTotal
Loan allowance, beginning of period\t$ 1,563\t$ 692\t$ 2,255
Charge-offs\t(74)\t(54)\t(128)
Recoveries\t19\t17\t36
Provision for loan losses\t81\t36\t117
Loan allowance, end of period\t$ 1,589\t$ 691\t$ 2,280
Other allowance, beginning of period\t$ 66\t$ 79\t$ 145
Provision for other commitments\t3\t(13)\t(10)
Other allowance, end of period\t$ 69\t$ 66\t$ 135
Whole allowance, end of period\t$ 1,658\t$ 757\t$ 2,415
"""
SHAPES = {
    "allowance": ALLOWANCE,
    "halved": HALVED,
    "allotments": ALLOTMENTS,
    "thousands": THOUSANDS,
    "comma": COMMA,
    "year over day": YEAR_OVER_DAY,
    "labels": LABELS,
    "mean": BOUGHT,
    "net": LENDING,
    "nought": NOUGHT,
    "steps": STEPS,
    "per share": PER_SHARE,
    "subtotals": SUBTOTALS,
    "marks": MARKS,
    "owners": OWNERS,
    "two heads": TWO_HEADS,
    "bullets": BULLETS,
    "head over year": HEAD_OVER_YEAR,
}


def _proof(text: str) -> DocumentProof:
    return prove_document("made.txt", read_any_document(text.encode(), "made.txt"))


def _errors(proof: DocumentProof) -> list[tuple[int, str]]:
    return [
        (proof.source(one.places[0].spot).place.line, one.stated)
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_a_clean_table_of_an_unusual_shape_raises_no_error(name: str) -> None:
    assert _errors(_proof(SHAPES[name])) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("mean", "1,500\t", "1,600\t", 5),
        ("net", "41,196", "41,916", 6),
        ("subtotals", "37,733", "37,373", 10),
        ("per share", "94,316", "94,361", 6),
        ("marks", "11,913", "11,193", 5),
        ("owners", "15,096", "15,906", 6),
        ("owners", "-60,201", "-60,021", 9),
        ("allotments", "5,286,726", "5,826,726", 6),
        ("year over day", "166,691", "166,961", 4),
        ("labels", "1,204,118", "1,240,118", 6),
    ],
)
def test_an_error_in_such_a_table_is_found(name: str, old: str, new: str, line: int) -> None:
    text = SHAPES[name]
    assert text.count(old) == 1
    proof = _proof(text.replace(old, new))
    lines = {
        proof.source(place.spot).place.line
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
        for place in one.places
    }
    assert line in lines


def test_rows_of_a_tab_table_keep_their_columns_across_a_label_without_tabs() -> None:
    read = read_any_document(SUBTOTALS.encode(), "made.txt")
    assert read.document is not None
    tables = [block for section in read.document.sections for block in section.blocks if hasattr(block, "rows")]
    assert [len(row) for row in tables[0].rows] == [4] * 9


@pytest.mark.parametrize(("name", "first"), [("net", 2), ("year over day", 3), ("labels", 7), ("allowance", 5)])
def test_two_rows_that_changed_places_are_found(name: str, first: int) -> None:
    lines = SHAPES[name].split("\n")
    one, other = lines[first - 1].split("\t"), lines[first].split("\t")
    lines[first - 1 : first + 1] = ["\t".join([one[0], *other[1:]]), "\t".join([other[0], *one[1:]])]
    found = [one for one in _proof("\n".join(lines)).findings if one.finding.severity is Severity.ERROR]
    assert {one.finding.code for one in found} == {"TIE-216"}
