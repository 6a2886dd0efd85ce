"""A strict house: a company that develops medicines, loses money, and tells how long its cash lasts."""

from __future__ import annotations

from decimal import Decimal

from made_release.fiscal import Calendar
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
collaboration 6200
royalty 1400
rd_lead 19800
rd_second 9400
rd_early 4100
rd_people 11600
general 9900
interest_income 2600
interest_expense 900
tax 60
stockcomp 6100
depreciation 1500
~wc 2300
capex 700
bought 31000
matured 36000
offered 21000
options 600
repaid 300
@shares 47300
"""
SUMS = """
revenue = collaboration + royalty
research = rd_lead + rd_second + rd_early + rd_people
expenses = research + general
operating = revenue - expenses ; revenue - research - general
other = interest_income - interest_expense
pretax = operating + interest_income - interest_expense ; operating + other
net = pretax - tax
cfo = net + stockcomp + depreciation + wc
cfi = matured - bought - capex
cff = offered + options - repaid
cash_change = cfo + cfi + cff
liquid = cash + securities
current = cash + securities + prepaid
assets = current + property + leases ; cash + securities + prepaid + property + leases
short = payable + accrued + deferred
liabilities = short + lease_debt + loan ; payable + accrued + deferred + lease_debt + loan
equity = paid_in - deficit
all = liabilities + equity
"""
STOCKS = """
cash 210000 += cash_change
securities 170000 += bought - matured
prepaid 9800
property 14200
leases 18600
payable 6100
accrued 21400
deferred 15300
lease_debt 17200
@loan 31000
deficit 610000 += - net
paid_in := cash + securities + prepaid + property + leases - payable - accrued - deferred - lease_debt - loan + deficit
"""


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    p.head(f"[c] Reports [x:title {s.title}] {s.year} Financial Results and Provides Business Update")
    p.say(
        "- Cash, cash equivalents and marketable securities of [m liquid e] expected to fund operations for more than two years -",
        "- Ended the quarter with [m liquid e] in cash, cash equivalents and marketable securities -",
    )
    p.say(
        f"CAMBRIDGE, Mass., {s.day()} (NEWSWIRE) -- [C] (Nasdaq: [code]), a clinical-stage biopharmaceutical company developing oral medicines for "
        f"fibrotic diseases, today reported financial results for the {s.ordinal} quarter [x:ended ended|ending] "
        f"[day e], and provided an update on "
        "its programs.",
    )
    p.say(
        '"We completed enrollment of our pivotal study ahead of plan," said the President and Chief Executive Officer of [c]. "Topline data remain '
        'on track, and our balance sheet carries us beyond that readout."'
    )
    p.head("Recent Business Highlights")
    number, price = p.random.randrange(300, 900) * 10_000, p.random.randrange(700, 2800)
    whole = number * price
    fee = whole * 6 // 100
    count, each = p.exact("shares issued", number, "sold"), p.exact("price", Decimal(price) / 100, "sold at", 2)
    gross = p.exact("product", Decimal(whole) / 100, "sold for", 2)
    p.multiply(count, each, gross)
    less, rest = (
        p.exact("use", Decimal(fee) / 100, "discount", 2),
        p.exact("use", Decimal(whole - fee) / 100, "proceeds", 2),
    )
    p.tie((1, rest), (1, less), (-1, gross))
    p.desk.text(
        f"After the quarter, the Company closed an underwritten offering of {count} shares at a public price of "
        f"${each} per share. Gross proceeds were "
        f"${gross}; net of underwriting discounts of ${less}, the Company received ${rest}."
    )
    half = p.random.randrange(20, 60)
    p.say(
        f"In a Phase 2 study of 1{half} patients, the lead candidate met its primary endpoint (p=0.0{half % 8 + 1}); "
        f"the most common adverse event was "
        f"headache ({half % 9 + 3}%). See Note [x:reference 1|4] on the use of these data."
    )
    p.head(f"{s.ordinal.title()} Quarter {s.year} Financial Results")
    p.say(
        "Cash Position: As of [day e], [c] had cash, cash equivalents and marketable securities of [m liquid e], compared to [m liquid ep] as of "
        "[day ep].",
        "Cash, cash equivalents and marketable securities were [m liquid e] as of [day e], as compared to [m liquid ep] as of [day ep], "
        "[w an increase|a decrease: liquid e ep] of [d liquid e ep].",
    )
    p.say(
        "Revenue: Revenue was [m revenue q] for [per q], compared to [m revenue qp] for [per qp], and consisted of [m collaboration q] "
        "under collaborations and [m royalty q] of royalties.",
        "Revenue: Total revenue [w increased|decreased: revenue q qp] to [m revenue q] for the quarter [x:ended ended|ending] [day e], from "
        "[m revenue qp] for the same period of the prior year.",
    )
    p.say(
        "R&D Expenses: [i Research and development|General and administrative] expenses were [m research q] for "
        "[per q], compared to [m research qp] "
        "for the same period in the prior year. The [w increase|decrease: research q qp] of [d research q qp] "
        "reflects spending on the lead program of "
        "[m rd_lead q] (prior year: [m rd_lead qp]).",
        "Research and Development Expenses: [i R&D|G&A] expenses [w increased|decreased: research q qp] by [d research q qp], or "
        "[p research q qp]%, to [m research q]. Costs of the [g lead|second] program were [m rd_lead q], of the second program [m rd_second q], "
        "and personnel costs [m rd_people q].",
    )
    p.say(
        "G&A Expenses: [i General and administrative|Research and development] expenses were [m general q], compared "
        "to [m general qp] for [per qp].",
        "G&A expenses [w rose|fell: general q qp] to [m general q] in [per q] from [m general qp] in [per qp], or by [d general q qp].",
    )
    p.say(
        "Net Loss: Net [l income|loss: net q] for [per q] was [m net q], or $[e net/shares q qp] per share, basic and "
        "diluted, compared to a net loss of "
        "[m net qp], or $[e net/shares qp q] per share, for [per qp].",
        "Net [l income|loss: net q] was [m net q], or a basic and diluted net loss per share of $[e net/shares q qp], versus [m net qp], or "
        "$[e net/shares qp q], in the year-ago quarter.",
    )
    p.head("Year-to-Date Results")
    p.say(
        f"For the {s.months} months ended [day e], net loss was [m net y] ($[e net/shares y yp] per share), compared with [m net yp] "
        "($[e net/shares yp y] per share) for the same period a year earlier. R&D expenses were [m research y], [w up|down: research y yp] "
        "[p research y yp]%.",
        f"Net loss for the {s.months} months ended [day e] totaled [m net y], as compared to [m net yp]; operating "
        f"expenses were [m expenses y] and "
        "[m expenses yp], respectively.",
    )
    p.say(
        "Cash [f provided by|used in: cfo y] operating activities was [m cfo y] for [per y], compared to [m cfo yp] [f provided|used: cfo yp] in "
        "[per yp].",
        "Net cash [f provided by|used in: cfo y] operations came to [m cfo y] year to date, against [m cfo yp] in the comparable period.",
    )
    p.say(
        "The Company used [u capex y] to buy laboratory equipment and [u bought y] to purchase marketable securities in [per y]."
    )
    p.head("Conference Call and About [c]")
    p.say(
        f"[c] will host a webcast on [x:weekday {s.weekday()}], {s.day()} at 8:30 a.m. ET. The replay becomes available on {s.day()} and ends on "
        f"[x:event {s.day(90)}|{s.day(-20)}]."
    )
    p.say("[C] (Nasdaq: [code]) has laboratories at [addr]. [C] owns worldwide rights to its candidates.")
    p.say("Contact: [C], [addr]. Note 1: Data from early studies need not predict later ones.")
    _tables(p, s)


def _tables(p: Pen, s: Scene) -> None:
    caption = "[x:unit (in thousands, except per share amounts) (unaudited)|(in millions, except per share amounts) (unaudited)]"
    day = p.days["e"][0].rpartition(",")[0]
    heads = [
        ("", f"Three Months Ended {day},", "", f"{s.months.title()} Months Ended {day},", ""),
        ("", "[h year q]", "[h year qp]", "[h year y]", "[h year yp]"),
    ]
    p.head("[C]")
    p.head("Condensed Consolidated Statements of Operations")
    p.say(caption)
    text = """
    Revenue: | |
    Collaboration revenue | collaboration | 1$
    Royalty revenue | royalty | 1
    Total revenue | revenue | t
    Operating expenses: | |
    Research and development | research | 1
    General and administrative | general | 1
    Total operating expenses | expenses | t
    Loss from operations | operating | t
    Interest income | interest_income |
    Interest expense | interest_expense | -
    Loss before income taxes | pretax | t
    Provision for income taxes | tax |
    Net loss | net | t$
    Net loss per share, basic and diluted | net/shares | $
    Weighted-average common shares outstanding, basic and diluted (in thousands) | shares | n
    """
    table(p, text, "q qp y yp", heads)
    p.head("Research and Development Expenses by Program")
    p.say(caption)
    text = """
    Lead program | rd_lead | $
    Second program | rd_second |
    Early-stage and discovery | rd_early |
    Personnel and facilities | rd_people |
    Total research and development expenses | research | t$
    """
    table(
        p,
        text,
        "q qp d:q:qp y yp d:y:yp",
        [
            ("", heads[0][1], "", "", heads[0][3], "", ""),
            ("", "[h year q]", "[h year qp]", "Change", "[h year y]", "[h year yp]", "Change"),
        ],
    )
    p.head("Condensed Consolidated Balance Sheets")
    p.say(caption)
    text = """
    Cash and cash equivalents | cash | $
    Marketable securities | securities |
    Prepaid expenses and other current assets | prepaid |
    Total current assets | current | t
    Property and equipment, net | property |
    Operating lease right-of-use assets | leases |
    Total assets | assets | t$
    Accounts payable | payable | $
    Accrued expenses | accrued |
    Deferred revenue | deferred |
    Total current liabilities | short | t
    Lease liabilities, net of current portion | lease_debt |
    Term loan | loan |
    Total liabilities | liabilities | t
    Additional paid-in capital | paid_in |
    Accumulated deficit | deficit | -
    Total stockholders' equity | equity | t
    Total liabilities and stockholders' equity | all | t$
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    p.head("Cash, Cash Equivalents and Marketable Securities")
    text = """
    Cash and cash equivalents | cash | $
    Marketable securities | securities |
    Total | liquid | t$
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    p.head("Condensed Consolidated Statements of Cash Flows")
    p.say(caption)
    text = """
    Net loss | net | $
    Stock-based compensation | stockcomp | 1
    Depreciation and non-cash lease expense | depreciation | 1
    Changes in operating assets and liabilities | wc | 1
    Net cash used in operating activities | cfo | t
    Maturities of marketable securities | matured | 1
    Purchases of marketable securities | bought | -1
    Purchases of property and equipment | capex | -1
    Net cash provided by (used in) investing activities | cfi | t
    Proceeds from at-the-market sales of common stock | offered | 1
    Proceeds from exercise of options | options | 1
    Repayment of finance leases | repaid | -1
    Net cash provided by financing activities | cff | t
    Net increase (decrease) in cash and cash equivalents | cash_change | t
    Cash and cash equivalents at beginning of period | cash< | t
    Cash and cash equivalents at end of period | cash> | t$
    """
    table(p, text, "y yp", [("", heads[0][3], ""), ("", "[h year y]", "[h year yp]")])


CORVINIA = StrictHouse(
    "corvinia",
    Look(
        ("Corvinia Therapeutics, Inc.", "Corvinia", "CRVT", "75 Binney Court, Cambridge, Massachusetts"),
        Unit(1),
        Unit(1000, 1),
        units={"shares": 0},
        dollar="$",
    ),
    Calendar(prose=("the {n} quarter of {y}", "the first six months of {y}", "the first nine months of {y}", "{y}")),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "For the full year, the Company now expects operating expenses of between ${b}5 million and ${b}9 million.",
        "Excluding stock-based compensation, operating expenses would have been about {b}% lower.",
        "The treated population in the United States is estimated at {b}0,000 people, growing {c}% a year.",
        "Future milestone payments under the collaboration could total up to ${a}{b} million.",
    ),
    "Year-to-Date Results",
    positive="cash securities paid_in revenue",
    negative="net operating cfo",
    layout="html",
)
