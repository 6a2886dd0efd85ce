"""Shapes of US results releases, invented: the clean text raises no error, and a slip that the document denies is found."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

STATEMENT = """
Consolidated Statements of Operations
(in thousands, except per share amounts)

\tThree Months Ended\t\tSix Months Ended\t
\tJune 30, 2019\tJune 30, 2018\tJune 30, 2019\tJune 30, 2018
Net sales\t$214,318\t$198,402\t$421,906\t$391,277
Cost of sales\t139,752\t131,207\t275,884\t258,931
Gross profit\t74,566\t67,195\t146,022\t132,346
Selling, general and administrative expenses\t48,911\t45,127\t97,106\t90,218
Operating income\t25,655\t22,068\t48,916\t42,128
Interest expense\t1,904\t2,118\t3,877\t4,206
Income before income taxes\t23,751\t19,950\t45,039\t37,922
Income tax expense\t5,629\t4,788\t10,809\t9,291
Net income\t$18,122\t$15,162\t$34,230\t$28,631
"""
EACH = """Net income per share:\t\t\t\t
Basic\t$0.82\t$0.69\t$1.55\t$1.29
Diluted\t$0.81\t$0.67\t$1.53\t$1.27
"""
SEGMENTS = """
Segment Information
(in thousands)

\tThree Months Ended\t\tSix Months Ended\t
\tJune 30, 2019\tJune 30, 2018\tJune 30, 2019\tJune 30, 2018
Net sales:\t\t\t\t
Marine Coatings\t$131,204\t$117,615\t$256,332\t$233,104
Floor Finishes\t83,114\t80,787\t165,574\t158,173
Total net sales\t$214,318\t$198,402\t$421,906\t$391,277
Operating income:\t\t\t\t
Marine Coatings\t$21,427\t$17,702\t$41,270\t$34,411
Floor Finishes\t10,308\t10,604\t20,115\t19,802
Corporate\t(6,080)\t(6,238)\t(12,469)\t(12,085)
Total operating income\t$25,655\t$22,068\t$48,916\t$42,128
"""
ACROSS = """
Sales and Operating Income by Segment
(in millions)

\tPaper\tPackaging\tEliminations\tConsolidated
Q2 2019 Net sales\t$311.4\t$173.1\t$(20.3)\t$464.2
Q2 2018 Net sales\t$296.8\t$160.9\t$(14.1)\t$443.6
Q2 2019 Operating income\t$42.6\t$18.7\t$(9.9)\t$51.4
Q2 2018 Operating income\t$41.8\t$14.9\t$(8.3)\t$48.4
"""
SPLIT = """
(in thousands, except per share amounts)

\tSECOND QUARTER ENDED\t\t\t\tSIX MONTHS ENDED\t\t\t
\tJune 29, 2019\t\tJune 30, 2018\t\tJune 29, 2019\t\tJune 30, 2018\t
\t\t% of Sales\t\t% of Sales\t\t% of Sales\t\t% of Sales
Net sales\t$506,214\t100.0%\t$471,033\t100.0%\t$913,402\t100.0%\t$861,557\t100.0%
Cost of goods sold\t338,151\t66.8\t317,005\t67.3\t614,720\t67.3\t583,274\t67.7
Gross profit\t168,063\t33.2\t154,028\t32.7\t298,682\t32.7\t278,283\t32.3
Net income\t$31,214\t6.2%\t$27,310\t5.8%\t$38,506\t4.2%\t$31,377\t3.6%
Net income per share:
Basic\t$1.42\t\t$1.22\t\t$1.75\t\t$1.40\t
Diluted\t$1.39\t\t$1.20\t\t$1.71\t\t$1.37\t
Weighted average shares:
Basic\t21,982\t\t22,385\t\t22,003\t\t22,412\t
Diluted\t22,456\t\t22,758\t\t22,518\t\t22,903\t
"""
RESTAURANTS = """
(in thousands)

\tThirteen Weeks Ended\t\t\t\tTwenty-Six Weeks Ended\t\t\t
\tJune 29, 2019\t\tJune 30, 2018\t\tJune 29, 2019\t\tJune 30, 2018\t
\t\tPercent of Sales\t\tPercent of Sales\t\tPercent of Sales\t\tPercent of Sales
Restaurant sales\t$284,610\t96.1\t$262,305\t95.9\t$571,118\t96.2\t$520,442\t95.8
Franchise revenue\t11,504\t3.9\t11,180\t4.1\t22,871\t3.8\t22,604\t4.2
Total revenue\t296,114\t100.0\t273,485\t100.0\t593,989\t100.0\t543,046\t100.0
(as a percent of Restaurant sales)\t\t\t\t\t\t\t\t
Cost of food\t74,568\t26.2\t67,937\t25.9\t149,062\t26.1\t135,836\t26.1
Payroll and related costs\t93,352\t32.8\t87,085\t33.2\t188,469\t33.0\t173,828\t33.4
Other restaurant costs\t51,230\t18.0\t46,690\t17.8\t103,372\t18.1\t93,159\t17.9
(as a percent of Total revenue)\t\t\t\t\t\t\t\t
General and administrative\t24,873\t8.4\t23,519\t8.6\t50,489\t8.5\t46,702\t8.6
"""
OPENING = "HARTWELL, Ohio, July 25, 2019 - Hartwell Materials, Inc. today reported results for the second quarter ended June 30, 2019.\n\n"
# name, text before the tables, tables, what is right, the slip for it
SLIPS = [
    (
        "sales for net sales",
        "Second quarter sales were $214.3 million, compared to sales of $198.4 million in the prior-year quarter.",
        STATEMENT,
        "$214.3 million",
        "$241.3 million",
    ),
    (
        "SG&A",
        "SG&A expenses increased to $48.9 million, compared with $45.1 million a year ago.",
        STATEMENT,
        "$48.9 million",
        "$49.8 million",
    ),
    (
        "income from operations",
        "For the first six months of 2019, income from operations was $48.9 million.",
        STATEMENT,
        "$48.9 million",
        "$43.9 million",
    ),
    (
        "tax rate",
        "The effective tax rate was 23.7% in the quarter compared to 24.0% in the second quarter of 2018.",
        STATEMENT,
        "23.7%",
        "27.3%",
    ),
    (
        "margin with its base",
        "Gross margin as a percentage of sales was 34.8% in the quarter, compared with 33.9% a year ago.",
        STATEMENT,
        "33.9%",
        "39.3%",
    ),
    (
        "margin that moved to",
        "Operating margin improved to 12.0% from 11.1% in the prior-year quarter.",
        STATEMENT,
        "12.0%",
        "10.2%",
    ),
    (
        "segment in the next sentence",
        (
            "Marine Coatings\n\nMarine Coatings net sales rose 11.6% to $131.2 million. Operating income was $21.4 million, or 16.3% of net sales, "
            "compared to $17.7 million, or 15.1% of net sales, in the second quarter of 2018."
        ),
        STATEMENT + SEGMENTS,
        "$17.7 million",
        "$11.7 million",
    ),
    (
        "segment under its heading",
        "Floor Finishes\n\nOperating income for the segment was $10.3 million, or 12.4% of net sales, versus $10.6 million in the prior year.",
        STATEMENT + SEGMENTS,
        "12.4%",
        "14.2%",
    ),
    (
        "segments as columns",
        "Paper sales were $311.4 million in the second quarter of 2019. Operating income was $42.6 million, or 13.7% of sales.",
        ACROSS,
        "$42.6 million",
        "$46.2 million",
    ),
    (
        "amount per share beside its amount",
        "Net income for the quarter was $18.1 million, or $0.81 per diluted share, compared to $15.2 million, or $0.67 per diluted share.",
        STATEMENT + EACH,
        "$0.67",
        "$0.76",
    ),
    (
        "points between two margins",
        "Gross margin was 34.8%, compared to 33.9% in the prior-year quarter, an increase of 90 basis points.",
        STATEMENT,
        "90 basis",
        "60 basis",
    ),
    (
        "points of the sentence before",
        "Gross margin was 34.8% of sales compared with 33.9% a year ago. The 90 basis point improvement reflects lower freight costs.",
        STATEMENT,
        "90 basis",
        "190 basis",
    ),
    (
        "the year before for the year to date",
        "Year to date, net sales grew 7.8% to $421.9 million.",
        STATEMENT,
        "$421.9 million",
        "$391.3 million",
    ),
    (
        "change beside its amount",
        "Gross profit was $74.6 million, an increase of 11.0%.",
        STATEMENT,
        "11.0%",
        "11.9%",
    ),
    (
        "item in per cent of sales",
        "Selling, general and administrative expenses were 22.8% of net sales, compared to 22.7% in the prior-year quarter.",
        STATEMENT,
        "22.8%",
        "28.2%",
    ),
    (
        "from a loss",
        "Income from operations improved by $12.6 million, to $2.1 million from an operating loss of $10.5 million.",
        "",
        "$12.6 million",
        "$16.2 million",
    ),
]


def _errors(text: str) -> list[tuple[str, frozenset[str]]]:
    proof = prove_document("made.txt", read_any_document(text.encode(), "made.txt"))
    return [
        (one.finding.code, frozenset(str(proof.source(place.spot).place.line) for place in one.places))
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
    ]


@pytest.mark.parametrize(
    ("prose", "tables", "right", "slip"), [one[1:] for one in SLIPS], ids=[one[0] for one in SLIPS]
)
def test_the_clean_release_is_silent_and_the_slip_is_found(prose: str, tables: str, right: str, slip: str) -> None:
    assert _errors(OPENING + prose + "\n" + tables) == []
    assert prose.count(right) == 1
    wrong = OPENING + prose.replace(right, slip) + "\n" + tables
    at = str(wrong[: wrong.index(slip)].count("\n") + 1)
    assert any(at in lines for _, lines in _errors(wrong)), _errors(wrong)


@pytest.mark.parametrize(
    "prose",
    [
        "Gross margin was 34.8%, up 90 basis points, including 140 basis points of benefit from lower freight costs.",
        "Gross margin rose to 34.8% from 33.9%. Pricing added 160 basis points, partly offset by 70 basis points of higher wages.",
        "Net income was $18.1 million, and a charge of $2.2 million, or $0.07 per diluted share, was recorded in cost of sales.",
        "Organic sales were $209.9 million, and sales in Europe were $21.4 million.",
        "E-commerce sales of $24.1 million grew 31%, and sales of $124.3 million were made in Canada.",
        "For the third quarter of fiscal 2019:\n\nNet sales are expected to be in the range of $205 million to $215 million.",
        "Marine Coatings\n\nAdjusted operating income for the segment was $24.1 million, or 18.4% of net sales.",
    ],
)
def test_what_no_table_tells_is_no_error(prose: str) -> None:
    assert _errors(OPENING + prose + "\n" + STATEMENT + EACH + SEGMENTS) == []


def test_rows_below_a_label_without_tabs_keep_the_columns_above() -> None:
    assert _errors(SPLIT) == []
    assert _errors(SPLIT.replace("$1.39", "$1.93"))


def test_costs_in_per_cent_of_restaurant_sales_stand_beside_others_of_revenue() -> None:
    assert _errors(RESTAURANTS) == []
    assert _errors(RESTAURANTS.replace("\t32.8\t", "\t38.2\t"))
