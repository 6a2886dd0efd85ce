"""What proves the numbers of releases as US companies write them: invented tables, and the numbers that are left unproved."""

from __future__ import annotations

import pytest

from kaiji.tieout.numbers.engine import numbers_of
from kaiji.tieout.numbers.number_finding import number_findings, number_proofs
from made_lines import lines_from

CASES = {
    "the currency stands in the first and last rows only, margins in between": (
        """(in thousands)
         | Three Months Ended |
         | June 27, 2021 | June 28, 2020
        Net sales | $151,827 | $152,013
        Cost of goods sold | 128,179 | 126,613
        Gross profit | 23,648 | 25,400
        % | 15.6% | 16.7%
        Selling expenses | 17,480 | 16,898
        Income from operations | 6,168 | 8,502
        % | 4.1% | 5.6%
        Interest income | 859 | 753
        Income before taxes | 7,027 | 9,255
        Income tax expense | 1,002 | 2,170
        Net income | $6,025 | $7,085""",
        [],
    ),
    "a result that is found from below goes on to the next one": (
        """(in thousands)
         | 2021 | 2020
        Revenue | 78,097 | 63,056
        Cost of revenue | 33,049 | 26,325
        Gross profit | 45,048 | 36,731
        Selling, general and administrative | 37,132 | 28,803
        Research and development | 504 | 847
        Other income, net | (67) | (72)
        Income from operations | 7,479 | 7,153
        Loss from investments | 162 | -
        Interest expense, net | 248 | 132
        Net income before taxes | 7,069 | 7,021
        Provision for income taxes | 1,151 | 1,713
        Net income | 5,918 | 5,308""",
        [],
    ),
    "shares in the label of a row of money, and shares that were bought back": (
        """(in thousands, except share data)
         | June 30, 2021 | December 31, 2020
        Common stock, $0.01 par value, 90,000,000 shares authorized; 7,704,994 and 7,635,883 shares issued, respectively | 77 | 76
        Additional paid-in capital | 107,138 | 103,784
        Shares redeemed to pay income tax | (2,038) | (1,631)
        Retained earnings | 289,895 | 269,297
        Total stockholders' equity | 395,072 | 371,526""",
        ["$0.01", "90,000,000", "7,704,994", "7,635,883"],
    ),
    "quarters under a year of their own, without dates over the columns": (
        """(in thousands, except per share amounts)
         | Quarter Ended | |
         | December 31 | September 30 | June 30
        2020 | | |
        Net income | 49,711 | 40,185 | 34,538
        Income per share | $0.365 | $0.296 | $0.255
        Weighted average shares | 136,105 | 135,706 | 135,386""",
        [],
    ),
    "changes of losses, and of what was a loss": (
        """(in thousands)
         | 2021 | 2020 | % Var.
        Revenue | 410,768 | 527,153 | (22.1)%
        Services | 39,546 | 31,531 | 25.4
        Eliminations | (4,090) | (5,855) | (30.1)
        Total | 446,224 | 552,829 | (19.3)%
        Operating income (loss) | 6,341 | (3,189) | 298.8""",
        # How the change of a loss is computed is told nowhere: what would not accuse does not prove.
        ["(30.1)", "6,341", "(3,189)", "298.8"],
    ),
    "marks of notes, pages, codes and hours count nothing": (
        """Results (1)
        Sales rose in the quarter (2). The call is at 5 p.m.; conference ID 167441052, telephone (833) 461-5787.
        After a 1-for-50 reverse stock split, see Note 5.
        Page 2 of 10
        3
        (in thousands) | 2021 | 2020
        5 Sales to others (3) | 410,768 | 527,153
        6 Other sales | 39,546 | 31,531
        Total sales | 450,314 | 558,684""",
        [],
    ),
    "the numerator and the denominator of an amount per share": (
        """(dollars and shares in thousands, except per share data)
         | Low | High
        Net income | $17,250 | $17,750
        Preferred dividends | 544 | 544
        Numerator for earnings per share | 17,794 | 18,294
        Denominator for earnings per share | 25,600 | 25,600
        Earnings per share | $0.70 | $0.71""",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_what_nothing_proves_is_left(case: str) -> None:
    text, left = CASES[case]
    rows = (f" {line.strip()}" if line.strip().startswith("|") else line.strip() for line in text.split("\n"))
    lines = lines_from("\n".join(rows).replace(" | ", "\t"))
    numbers = numbers_of(lines)
    findings = number_findings(lines, numbers)
    assert [one.finding.code for one in findings if str(one.finding.severity) != "info"] == []
    assert [one.text.strip() for one in number_proofs(numbers, findings) if one.state != "proved"] == left
