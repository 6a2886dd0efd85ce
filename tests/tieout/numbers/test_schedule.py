"""Schedules of several tables, as releases of American companies print them: what is said once at the head holds below."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

PERIODS = "\tThree Months Ended June 30,\t\tSix Months Ended June 30,\n\t2023\t2022\t2023\t2022\n"
STATEMENT = f"""Consolidated Statements of Operations
(in thousands, except per share data)

{PERIODS}Total revenue\t84,217\t71,904\t165,338\t140,612
Cost of revenue\t21,356\t19,877\t42,005\t38,914
Gross profit\t62,861\t52,027\t123,333\t101,698
Operating expenses\t70,944\t66,318\t141,207\t130,455
Operating loss\t(8,083)\t(14,291)\t(17,874)\t(28,757)

Weighted-average shares\t45,118\t44,207\t44,980\t44,019
Operating loss per share\t$(0.18)\t$(0.32)\t$(0.40)\t$(0.65)
"""
RECONCILIATION = f"""
Reconciliation of GAAP to Non-GAAP Measures
(in thousands)

{PERIODS}Gross profit\t62,861\t52,027\t123,333\t101,698
Stock-based compensation\t1,244\t1,090\t2,413\t2,117
Non-GAAP gross profit\t64,105\t53,117\t125,746\t103,815
Non-GAAP gross margin\t76%\t74%\t76%\t74%

Non-GAAP operating loss, margin and operating loss per share

{PERIODS}Operating loss\t(8,083)\t(14,291)\t(17,874)\t(28,757)
Stock-based compensation\t6,120\t5,811\t12,304\t11,519
Non-GAAP operating loss\t(1,963)\t(8,480)\t(5,570)\t(17,238)
Non-GAAP operating loss margin\t(2)%\t(12)%\t(3)%\t(12)%
"""
QUARTERS = """Comparison
(in millions)

\tQ2 2023\tQ1 2023\tQ2 2022\tChange QoQ\tChange YoY
Net sales\t$212.4\t$198.7\t$187.3\t6.9%\t13.4%
Gross margin\t44.1%\t42.6%\t41.8%\t150 bps\t230 bps
Operating income\t$31.9\t$27.2\t$24.4\t17.3%\t30.7%
Operating margin\t15.0%\t13.7%\t13.0%\t130 bps\t200 bps
Net income\t$24.6\t$20.1\t$18.3\t22.4%\t34.4%
"""
COMPARED = (
    "Non-GAAP operating loss was $2.0 million for the second quarter of 2023, compared to $8.5 million for the second "
    "quarter of 2022."
)
# name, text, what is right, the slip for it
SLIPS = [
    (
        "a sentence against the second table of a schedule, whose scale stands over the first",
        f"{COMPARED}\n\n{STATEMENT}{RECONCILIATION}",
        "$8.5 million",
        "$5.8 million",
    ),
    ("a margin whose sales stand in the statement", STATEMENT + RECONCILIATION, "76%\t74%\t76%", "76%\t79%\t76%"),
    (
        "a margin of a loss",
        STATEMENT + RECONCILIATION,
        "(2)%\t(12)%\t(3)%",
        "(2)%\t(12)%\t(8)%",
    ),
    ("an amount per share behind an empty line", STATEMENT, "$(0.32)", "$(0.23)"),
    ("a change in basis points", QUARTERS, "230 bps", "320 bps"),
    ("a change beside points", QUARTERS, "30.7%", "37.0%"),
    (
        "the prior quarter is not the year before",
        "Operating income was $31.9 million, or 15.0% of net sales, compared with $27.2 million in the prior quarter.\n\n"
        + QUARTERS,
        "$27.2 million",
        "$22.7 million",
    ),
    (
        "two changes of one verb",
        "Net sales increased 7% sequentially and 13% year-over-year.\n\n" + QUARTERS,
        "6.9%",
        "9.6%",
    ),
]


def _errors(text: str) -> list[str]:
    proof = prove_document("x.txt", read_any_document(text.encode(), "x.txt"))
    return [one.stated or one.finding.code for one in proof.findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize(("name", "text", "right", "slip"), SLIPS, ids=[one[0] for one in SLIPS])
def test_the_slip_is_an_error_and_the_clean_text_raises_none(name: str, text: str, right: str, slip: str) -> None:
    assert text.count(right) == 1, name
    assert _errors(text) == []
    assert _errors(text.replace(right, slip)) != []


def test_a_caption_that_lists_items_tells_no_scale() -> None:
    # The second caption names amounts per share among others: its table stays in thousands.
    assert _errors(STATEMENT + RECONCILIATION) == []
