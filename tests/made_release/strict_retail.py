"""A strict house: a chain of stores that counts its year in weeks and tells its margins in parts of sales."""

from __future__ import annotations

from decimal import Decimal

from made_release.fiscal import WEEKS, Calendar, Span
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
apparel 412000
homeware 268000
footwear 171000
cogs sales 0.61 0.65
sga sales 0.21 0.24
dep sales 0.024 0.032
interest sales 0.004 0.008
tax pretax 0.21 0.26
stockcomp sales 0.006 0.01
~deferred sales 0.002 0.006
~wc_inventory sales 0.01 0.03
~wc_payable sales 0.01 0.03
capex sales 0.025 0.04
proceeds sales 0.001 0.003
borrowed sales 0.01 0.02
repaid sales 0.012 0.022
dividends sales 0.008 0.011
buyback sales 0.01 0.02
@basic 101300
@dilutive 1450
"""
SUMS = """
sales = apparel + homeware + footwear
gross = sales - cogs
opex = sga + dep
operating = gross - sga - dep ; gross - opex
pretax = operating - interest
net = pretax - tax
ebitda = operating + dep ; net + tax + interest + dep
diluted = basic + dilutive
cfo = net + dep + stockcomp + deferred + wc_inventory + wc_payable
cfi = proceeds - capex
cff = borrowed - repaid - dividends - buyback
cash_change = cfo + cfi + cff
current = cash + receivable + inventory + prepaid
assets = current + property + leases + goodwill ; cash + receivable + inventory + prepaid + property + leases + goodwill
short = payable + accrued + lease_now
liabilities = short + lease_later + debt ; payable + accrued + lease_now + lease_later + debt
equity = paid_in + retained
all = liabilities + equity
"""
STOCKS = """
cash 310000 += cash_change
receivable 41000
inventory 920000
prepaid 66000
property 1210000
leases 640000
goodwill 188000
payable 430000
accrued 266000
lease_now 112000
lease_later 548000
paid_in 390000 += stockcomp
retained 610000 += net - dividends - buyback
debt := cash + receivable + inventory + prepaid + property + leases + goodwill - payable - accrued - lease_now - lease_later - paid_in - retained
"""


def weeks(calendar: Calendar, span: Span) -> str:
    """Name a span as the head of a statement does."""
    return f"{WEEKS[span.length]} Weeks Ended {calendar.ends(span)}"


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    yq, weeks_y = f"{s.ordinal} quarter", WEEKS[s.quarter]
    p.desk.text("FOR IMMEDIATE RELEASE")
    p.head(f"[c] Reports [x:title {s.title}] Fiscal {s.year} Results")
    p.say(
        f"- Net sales of [m sales q], [w up|down: sales q qp] [p sales q qp]% versus last year's {yq}",
        "- Net sales [w rose|fell: sales q qp] [p sales q qp]% to [m sales q] from [m sales qp] a year ago",
    )
    p.say("- Diluted EPS of $[e net/diluted q qp] compared to $[e net/diluted qp q] last year")
    p.say(
        f"MILWAUKEE, Wis., {s.day()} - [C] (NYSE: [code]) today reported financial results for the 13-week {yq} "
        "[x:ended ended|ending] [day e]."
    )
    p.say(
        '"Our teams executed well, and the strategy is working," said the Chief Executive Officer of [c]. "We are entering the '
        'holiday season with clean inventories and remain focused on what we control."'
    )
    p.head(f"{s.ordinal.title()} Quarter Results")
    p.say(
        "[i Net sales|Gross profit] [w increased|decreased: sales q qp] [p sales q qp]% to [m sales q] for the 13 weeks ended [day e], "
        "compared to [m sales qp] in the same period of the prior fiscal year.",
        "[i Net sales|Gross profit] for the quarter were [m sales q], [w an increase|a decrease: sales q qp] of [p sales q qp]% over net sales of "
        "[m sales qp] in [per qp].",
    )
    p.say(
        "By category, [g apparel|footwear] sales were [m apparel q] versus [m apparel qp], homeware sales were [m homeware q] versus "
        "[m homeware qp], and footwear sales were [m footwear q] versus [m footwear qp].",
        "[g Apparel|Homeware] and homeware sales of [m apparel q] and [m homeware q] [w increased|decreased: apparel q qp] [p apparel q qp]% and "
        "[w increased|decreased: homeware q qp] [p homeware q qp]%, respectively.",
    )
    p.say(
        "[i Gross profit|Net income] was [m gross q], or [s gross sales q]% of net sales, compared to [m gross qp], or [s gross sales qp]% of net "
        "sales, in last year's quarter. The [bp gross sales q qp] basis point [w improvement|decline: gross%sales q qp] was primarily driven by "
        "merchandise margin and freight.",
        "Gross margin was [s gross sales q]% compared to [s gross sales qp]% last year, [w an increase|a decrease: gross%sales q qp] of "
        "[bp gross sales q qp] basis points.",
    )
    p.say(
        "Selling, general and administrative expenses were [m sga q], or [s sga sales q]% of net sales, compared with [m sga qp], or "
        "[s sga sales qp]% of net sales, for [per qp].",
        "SG&A expenses, as a percentage of net sales, were [s sga sales q]% versus [s sga sales qp]% in the prior year period; in dollars, they "
        "[w grew|fell: sga q qp] by [d sga q qp] to [m sga q].",
    )
    p.say(
        "Operating income [w was up|was down: operating q qp] [p operating q qp]% at [m operating q], or [s operating sales q]% of net sales.",
        "Income from operations was [m operating q] compared to [m operating qp] in the prior year, [w an increase|a decrease: operating q qp] of "
        "[d operating q qp].",
    )
    p.say(
        "[i Net income|Gross profit] was [m net q], or $[e net/diluted q qp] per diluted share, compared to net income of [m net qp], or "
        "$[e net/diluted qp q] per diluted share, in [per qp].",
        "The Company reported net income of [m net q] ($[e net/diluted q qp] per diluted share), as against [m net qp] ($[e net/diluted qp q] per "
        "diluted share) in [per qp].",
    )
    p.head(f"Fiscal Year-to-Date Results ({weeks_y} weeks)")
    p.say(
        f"For the {weeks_y} weeks ended [day e], net sales [w grew|declined: sales y yp] [p sales y yp]% to [m sales y] from [m sales yp] in the "
        "comparable period, while gross margin came in at [s gross sales y]% against [s gross sales yp]%.",
        f"Net sales for the first {weeks_y} weeks of fiscal {s.year} totaled [m sales y], as compared to [m sales yp] in the comparable period of "
        "the prior year, [w an increase|a decrease: sales y yp] of [p sales y yp]%.",
    )
    p.say(
        "Net income for [per y] was [m net y], or $[e net/diluted y yp] per diluted share, against [m net yp] a year earlier."
    )
    p.head("Balance Sheet and Capital Return")
    p.say(
        "[i Cash and cash equivalents|Inventories] as of [day e] were [m cash e]. Inventory [w increased|decreased: inventory e ey] "
        "[p inventory e ey]% to [m inventory e] from [m inventory ey] at the end of last year's quarter.",
        "The Company ended the quarter with [m cash e] of cash and [m debt e] of long-term debt. Inventories at cost were [m inventory e], "
        "[w up|down: inventory e ey] [p inventory e ey]% from a year ago.",
    )
    p.say(
        "Year to date, cash [f provided by|used in: cfo y] operating activities was [m cfo y] compared with [m cfo yp] of cash "
        "[f provided by|used in: cfo yp] operating activities last year.",
        "Net cash [f provided by|used in: cfo y] operating activities totaled [m cfo y] year to date (prior year: [m cfo yp]).",
    )
    p.say(
        "Uses of cash in [per y] included [u capex y] of capital expenditures, [u dividends y] of dividends and [u buyback y] of share repurchases."
    )
    shares, price = p.random.randrange(210, 990) * 1000, p.random.randrange(1900, 6200)
    _repurchase(p, shares, price)
    p.say(
        f"The Board of Directors declared a quarterly cash dividend of $0.{p.random.randrange(11, 39)} per share, payable on "
        f"[x:event {s.day(42)}|{s.day(7)}] to shareholders of record at the close of business on {s.day(21)}."
    )
    p.head("Conference Call")
    p.say(
        f"[c] will host a conference call on [x:weekday {s.weekday(1)}], {s.day(1)} at 8:30 a.m. Eastern Time to discuss its results."
    )
    p.head("About [C]")
    p.say(
        "[C] (NYSE: [code]) sells apparel, homeware and footwear under two banners. Its headquarters are at [addr]. "
        "For more about [c], see Note [x:reference 1|5] and the filings with the SEC."
    )
    p.say("Forward-looking statements involve risks; [C], [addr], undertakes no obligation to update them.")
    _tables(p, s)


def _repurchase(p: Pen, shares: int, price: int) -> None:
    count, each = p.exact("count", shares, "bought"), p.exact("price", Decimal(price) / 100, "bought at", 2)
    whole = p.exact("product", Decimal(shares * price) / 100, "bought for", 2)
    p.multiply(count, each, whole)
    p.desk.text(f"In one block trade the Company bought {count} shares at ${each} per share, for a total of ${whole}.")


def _tables(p: Pen, s: Scene) -> None:
    caption = (
        "[x:unit (In millions, except per share data; unaudited)|(In thousands, except per share data; unaudited)]"
    )
    wide = s.quarter > 1 and p.random.random() < 0.6
    p.head("[C]")
    p.head("Consolidated Statements of Income")
    p.say(caption)
    columns = "q s:q:sales qp s:qp:sales" + (" y s:y:sales yp s:yp:sales" if wide else "")
    spans = ["q", "qp"] + (["y", "yp"] if wide else [])
    top, below = [""], [""]
    for one in spans:
        top += [f"[h weeks {one}]", ""]
        below += ["", "% of sales"]
    text = """
    Net sales | sales | t$
    Cost of goods sold, including buying and occupancy costs | cogs |
    Gross profit | gross | t
    Selling, general and administrative expenses | sga |
    Depreciation and amortization | dep |
    Operating income | operating | t
    Interest expense, net | interest |
    Income before income taxes | pretax | t
    Provision for income taxes | tax |
    Net income | net | t$
    Diluted earnings per share | net/diluted | $
    Basic earnings per share | net/basic | $
    Weighted average shares outstanding - diluted (in thousands) | diluted | n
    Weighted average shares outstanding - basic (in thousands) | basic | n
    """
    table(p, text, columns, [tuple(top), tuple(below)])
    p.head("Net Sales by Category")
    p.say(caption)
    text = """
    Apparel | apparel | $
    Homeware | homeware |
    Footwear | footwear |
    Total net sales | sales | t$
    """
    table(
        p,
        text,
        "q qp c:q:qp y yp c:y:yp",
        [("", "[h weeks q]", "[h weeks qp]", "% Chg", "[h weeks y]", "[h weeks yp]", "% Chg")],
    )
    p.head("Condensed Consolidated Balance Sheets")
    p.say(caption)
    text = """
    ASSETS | |
    Current assets: | |
    Cash and cash equivalents | cash | 1$
    Accounts receivable | receivable | 1
    Merchandise inventories | inventory | 1
    Prepaid expenses and other | prepaid | 1
    Total current assets | current | t
    Property and equipment, net | property |
    Operating lease assets | leases |
    Goodwill | goodwill |
    Total assets | assets | t$
    LIABILITIES AND SHAREHOLDERS' EQUITY | |
    Accounts payable | payable | 1$
    Accrued expenses and other current liabilities | accrued | 1
    Current portion of operating lease liabilities | lease_now | 1
    Total current liabilities | short | t
    Operating lease liabilities | lease_later |
    Long-term debt | debt |
    Total liabilities | liabilities | t
    Common stock and additional paid-in capital | paid_in | 1
    Retained earnings | retained | 1
    Total shareholders' equity | equity | t
    Total liabilities and shareholders' equity | all | t$
    """
    table(p, text, "e ep ey", [("", "[h day e]", "[h day ep]", "[h day ey]")])
    p.head("Condensed Consolidated Statements of Cash Flows")
    p.say(caption)
    text = """
    OPERATING ACTIVITIES | |
    Net income | net | $
    Depreciation and amortization | dep | 1
    Share-based compensation | stockcomp | 1
    Deferred income taxes | deferred | 1
    Changes in inventories | wc_inventory | 1
    Changes in accounts payable and other | wc_payable | 1
    Net cash provided by operating activities | cfo | t
    INVESTING ACTIVITIES | |
    Capital expenditures | capex | -1
    Proceeds from disposal of property | proceeds | 1
    Net cash used in investing activities | cfi | t
    FINANCING ACTIVITIES | |
    Borrowings under credit facility | borrowed | 1
    Repayments of debt | repaid | -1
    Cash dividends paid | dividends | -1
    Repurchases of common stock | buyback | -1
    Net cash used in financing activities | cff | t
    Net increase (decrease) in cash and cash equivalents | cash_change | t
    Cash and cash equivalents, beginning of period | cash< | t
    Cash and cash equivalents, end of period | cash> | t$
    """
    table(p, text, "y yp", [("", "[h weeks y]", "[h weeks yp]")])
    p.head("Reconciliation of Net Income to EBITDA (Non-GAAP)")
    p.say(caption)
    text = """
    Net income | net | $
    Provision for income taxes | tax | 1
    Interest expense, net | interest | 1
    Depreciation and amortization | dep | 1
    EBITDA | ebitda | t$
    EBITDA as a percentage of net sales | ebitda%sales |
    """
    table(p, text, "q qp", [("", "[h weeks q]", "[h weeks qp]")])
    p.say("Note 1: Amounts in the tables are rounded; columns and rows may not sum due to rounding.")


PROSE = (
    "the {n} quarter of fiscal {y}",
    "the first half of fiscal {y}",
    "the first nine months of fiscal {y}",
    "fiscal {y}",
)
MARLOWE = StrictHouse(
    "marlowe",
    Look(
        ("Marlowe & Finch Stores, Inc.", "Marlowe & Finch", "MFNS", "4410 Lakeview Parkway, Milwaukee, Wisconsin"),
        Unit(1000, 1),
        Unit(1000, 1),
        units={"diluted": 0, "basic": 0},
        dollar="$",
    ),
    Calendar(month=1, weeks=True, prose=PROSE),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "Comparable sales rose {a}.{c}%, on top of a {b}% gain in last year's quarter.",
        "For the full year, the Company now expects net sales growth of {c}% to {a}% and capital expenditures of about ${b}0 million.",
        "Excluding the shift of one selling week, sales growth would have been {c}.{a} percentage points lower.",
        "The loyalty program now has more than {b} million members, who account for over {a}0% of purchases.",
    ),
    "Balance Sheet and Capital Return",
    positive="net operating cfo debt cash pretax",
    forms={"weeks": weeks},
    layout="html",
)  # fmt: skip
