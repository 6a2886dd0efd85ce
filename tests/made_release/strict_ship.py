"""A strict house: a company that owns ships, reports in thousands of dollars, and counts days, rates and vessels."""

from __future__ import annotations

from decimal import Decimal

from made_release.fiscal import Calendar
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
voyage_revenue 41800
charter_revenue 27200
voyage_costs revenue 0.16 0.20
vessel_costs revenue 0.20 0.24
dry_docking revenue 0.01 0.03
management revenue 0.02 0.03
general revenue 0.03 0.05
depreciation revenue 0.15 0.18
impairment revenue 0.005 0.015
finance_costs revenue 0.07 0.10
interest_income revenue 0.005 0.01
~derivatives revenue 0.003 0.01
stockcomp revenue 0.005 0.01
~wc revenue 0.01 0.03
docking_paid revenue 0.01 0.03
vessels_bought revenue 0.1 0.25
vessels_sold revenue 0.02 0.05
drawn revenue 0.12 0.25
repaid revenue 0.1 0.18
dividends revenue 0.03 0.05
@shares 60900
@calendar_days 2840
off_hire calendar_days 0.01 0.03
"""
SUMS = """
revenue = voyage_revenue + charter_revenue
tce_revenue = revenue - voyage_costs
expenses = voyage_costs + vessel_costs + dry_docking + management + general + depreciation + impairment
operating = revenue - expenses ; revenue - voyage_costs - vessel_costs - dry_docking - management - general - depreciation - impairment
other = interest_income + derivatives - finance_costs
net = operating + interest_income + derivatives - finance_costs ; operating + other
ebitda = net + finance_costs - interest_income + depreciation
adjusted = ebitda + impairment + stockcomp - derivatives
adjusted_net = net + impairment - derivatives
available = calendar_days - off_hire
cfo = net + depreciation + impairment + stockcomp + wc - docking_paid
cfi = vessels_sold - vessels_bought
cff = drawn - repaid - dividends
cash_change = cfo + cfi + cff
current = cash + receivable + bunkers
assets = current + vessels + deferred ; cash + receivable + bunkers + vessels + deferred
liabilities = payable + accrued + loans_now + loans_later
debt = loans_now + loans_later
equity = paid_in + retained
all = liabilities + equity
"""
STOCKS = """
cash 92000 += cash_change
receivable 21000
bunkers 12400
vessels 910000
deferred 14000
payable 16300
accrued 11800
loans_now 61000
loans_later 402000
retained 88000 += net - dividends
paid_in := cash + receivable + bunkers + vessels + deferred - payable - accrued - loans_now - loans_later - retained
@fleet 31
"""


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    p.head(f"[c] Reports Unaudited [x:title {s.title}] {s.year} Results")
    p.say(
        f'Piraeus, Greece, {s.day()} - [C] (NYSE: [code]) (the "Company"), an international owner and operator of dry '
        f"bulk vessels, announced today its "
        f"unaudited financial and operating results for the {s.ordinal} quarter and {s.months} months [x:ended ended|ending] [day e]."
    )
    p.head("Financial Highlights")
    p.say(
        "- [i Revenues|Net income]: [m revenue q] in [per q], compared to [m revenue qp] in [per qp]",
        "- [i Total revenues|Net income] of [m revenue q], [w an increase|a decrease: revenue q qp] of [p revenue q qp]% from [m revenue qp]",
    )
    p.say(
        "- Net income of [m net q], or $[e net/shares q qp] per share, as compared to [m net qp], or "
        "$[e net/shares qp q] per share, for the same period "
        "last year",
        "- Net [l income|loss: net q]: [m net q]; earnings per share: $[e net/shares q qp] (compared to [m net qp] "
        "and $[e net/shares qp q], respectively, "
        "in [per qp])",
    )
    p.say(
        "- Adjusted EBITDA(1) of [m adjusted q] versus [m adjusted qp]",
        "- Adjusted EBITDA(1) [w increased|decreased: adjusted q qp] by [p adjusted q qp]% to [m adjusted q]",
    )
    p.say(
        '- Daily time charter equivalent ("TCE")(1) rate of $[e tce_revenue/available*1000 q qp], compared to $[e tce_revenue/available*1000 qp q]',
        "- TCE(1) rate per available day of $[e tce_revenue/available*1000 q qp] against "
        "$[e tce_revenue/available*1000 qp q] in the corresponding period",
    )
    p.say("(1) Not recognized measures under U.S. GAAP; please see Table [x:reference 4|7] for their reconciliation.")
    p.head(f"Results for the {s.ordinal} quarter of {s.year}")
    p.say(
        "For [per q], the Company had net income of [m net q] and adjusted net income of [m adjusted_net q], compared with [m net qp] and "
        "[m adjusted_net qp], respectively, for [per qp].",
        "Net income for [per q] amounted to [m net q]; [i adjusted net income|operating income] came to [m adjusted_net q], or "
        "$[e adjusted_net/shares q qp] per share.",
    )
    p.say(
        "Voyage expenses [w increased|decreased: voyage_costs q qp] to [m voyage_costs q] from [m voyage_costs qp]. Vessel operating expenses "
        "[w rose|fell: vessel_costs q qp] by [p vessel_costs q qp]% to [m vessel_costs q], or "
        "$[e vessel_costs/calendar_days*1000 q qp] per calendar day.",
        "Daily vessel operating expenses were $[e vessel_costs/calendar_days*1000 q qp] for [per q], compared to "
        "$[e vessel_costs/calendar_days*1000 qp q] for [per qp]; in total, they amounted to [m vessel_costs q].",
    )
    p.say(
        "Time charter revenue of [m charter_revenue q] represented [s charter_revenue revenue q]% of revenues, as against "
        "[s charter_revenue revenue qp]% a year earlier; [g voyage|time] charters earned [m voyage_revenue q].",
        "[g Voyage|Time charter] revenue amounted to [m voyage_revenue q], and time charter revenue to "
        "[m charter_revenue q], [w up|down: voyage_revenue q qp] "
        "[p voyage_revenue q qp]% and [w up|down: charter_revenue q qp] [p charter_revenue q qp]%, respectively.",
    )
    p.say(
        "Interest and finance costs were [m finance_costs q], [w higher|lower: finance_costs q qp] than the [m finance_costs qp] of [per qp]."
    )
    p.head(f"Results for the {s.months} months ended [day e]")
    p.say(
        "Revenues for [per y] amounted to [m revenue y], [w an increase|a decrease: revenue y yp] of "
        "[d revenue y yp], or [p revenue y yp]%, compared to "
        "[m revenue yp] for [per yp].",
        "For [per y], revenues were [m revenue y] ([per yp]: [m revenue yp]), and net income was [m net y], or $[e net/shares y yp] per share.",
    )
    p.say(
        "Net cash [f provided by|used in: cfo y] operating activities was [m cfo y], compared to [m cfo yp] for "
        "[per yp]. The Company paid [u vessels_bought y] "
        "for vessels and [u dividends y] of dividends, and drew [u drawn y] under its loan facilities.",
        "Operating activities [f generated|consumed: cfo y] net cash of [m cfo y] during [per y] ([per yp]: [m cfo yp]).",
    )
    p.head("Fleet and Liquidity")
    p.say(
        "As of [day e], the fleet consisted of [n fleet e] vessels, and cash and cash equivalents were [m cash e], "
        "compared to [m cash ep] as of [day ep].",
        "Total debt outstanding was [m debt e] at [day e], [w an increase|a decrease: debt e ep] of [d debt e ep] "
        "from [m debt ep] at [day ep]; cash stood at "
        "[m cash e].",
    )
    number, price = p.random.randrange(2, 9) * 100_000, p.random.randrange(800, 2400)
    count, each, whole = (
        p.exact("count", number, "vessel shares"),
        p.exact("price", Decimal(price) / 100, "at", 2),
        p.exact("product", Decimal(number * price) / 100, "for", 2),
    )
    p.multiply(count, each, whole)
    p.desk.text(
        f"Under its programme the Company repurchased {count} common shares at an average price of ${each}, for an aggregate of ${whole}."
    )
    p.say(
        f"The Board declared a dividend of $0.{p.random.randrange(10, 40)} per share, payable on or about "
        f"[x:event {s.day(32)}|{s.day(5)}] to shareholders of "
        f"record as of {s.day(18)}."
    )
    p.say(f"The management team will host a call on [x:weekday {s.weekday(1)}], {s.day(1)} at 9:00 a.m. Eastern Time.")
    p.head("About [C]")
    p.say("[C] (NYSE: [code]) was incorporated in the Marshall Islands. Its executive office is at [addr].")
    p.say("[C], [addr]. Forward-looking statements of [c] speak only as of their date.")
    _tables(p)


def _tables(p: Pen) -> None:
    thousands, millions = (
        f"(Expressed in {unit} of U.S. dollars, except share and per share data)" for unit in ("thousands", "millions")
    )
    caption = f"[x:unit {thousands}|{millions}]"
    heads = [("", "[h long q]", "[h long qp]", "[h long y]", "[h long yp]")]
    p.head("Table 1. [C] - Unaudited Condensed Consolidated Statements of Operations")
    p.say(caption)
    text = """
    Revenues: | |
    Voyage revenue | voyage_revenue | 1$
    Time charter revenue | charter_revenue | 1
    Total revenues | revenue | t
    Expenses: | |
    Voyage expenses | voyage_costs | -1
    Vessel operating expenses | vessel_costs | -1
    Dry docking expenses | dry_docking | -1
    Management fees | management | -1
    General and administrative expenses | general | -1
    Depreciation | depreciation | -1
    Impairment loss | impairment | -1
    Operating income | operating | t
    Interest and finance costs | finance_costs | -1
    Interest income | interest_income | 1
    Gain/(loss) on derivatives | derivatives | 1
    Total other expenses, net | other | t
    Net income/(loss) | net | t$
    Earnings/(loss) per share, basic and diluted | net/shares | $
    Weighted average number of shares, basic and diluted (thousands) | shares | n
    """
    table(p, text, "q qp y yp", heads)
    p.head("Table 2. Condensed Consolidated Balance Sheets")
    p.say(caption)
    text = """
    Cash and cash equivalents | cash | 1$
    Trade and other receivables | receivable | 1
    Bunkers and lubricants | bunkers | 1
    Total current assets | current | t
    Vessels, net | vessels |
    Deferred charges | deferred |
    Total assets | assets | t$
    Accounts payable | payable | 1$
    Accrued liabilities | accrued | 1
    Current portion of long-term bank loans | loans_now | 1
    Long-term bank loans, net of current portion | loans_later | 1
    Total liabilities | liabilities | t
    Common stock and additional paid-in capital | paid_in | 1
    Retained earnings | retained | 1
    Total shareholders' equity | equity | t
    Total liabilities and shareholders' equity | all | t$
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    p.head("Table 3. Condensed Consolidated Statements of Cash Flows")
    p.say(caption)
    text = """
    Net income/(loss) | net | $
    Depreciation | depreciation | 1
    Impairment loss | impairment | 1
    Share-based compensation | stockcomp | 1
    Changes in working capital | wc | 1
    Payments for dry docking | docking_paid | -1
    Net cash provided by operating activities | cfo | t
    Payments for vessels and vessels under construction | vessels_bought | -1
    Proceeds from sale of vessels | vessels_sold | 1
    Net cash used in investing activities | cfi | t
    Proceeds from bank loans | drawn | 1
    Repayments of bank loans | repaid | -1
    Dividends paid | dividends | -1
    Net cash provided by/(used in) financing activities | cff | t
    Net change in cash and cash equivalents | cash_change | t
    Cash and cash equivalents at beginning of period | cash< |
    Cash and cash equivalents at end of period | cash> | t$
    """
    table(p, text, "y yp", [("", "[h long y]", "[h long yp]")])
    p.head("Table 4. Reconciliations")
    p.say(caption)
    text = """
    Net income/(loss) | net | $
    Interest and finance costs | finance_costs | 1
    Interest income | interest_income | -1
    Depreciation | depreciation | 1
    EBITDA | ebitda | t
    Impairment loss | impairment | 1
    Share-based compensation | stockcomp | 1
    (Gain)/loss on derivatives | derivatives | -1
    Adjusted EBITDA | adjusted | t$
    """
    table(p, text, "q qp y yp", heads)
    text = """
    Net income/(loss) | net | $
    Impairment loss | impairment | 1
    (Gain)/loss on derivatives | derivatives | -1
    Adjusted net income | adjusted_net | t$
    """
    table(p, text, "q qp y yp", heads)
    p.head("Table 5. Fleet Data and Average Daily Results")
    text = """
    Calendar days | calendar_days |
    Off-hire days | off_hire | -
    Available days | available | t
    Fleet utilization | available%calendar_days |
    """
    table(p, text, "q qp y yp", heads)
    p.say(caption)
    text = """
    Total revenues | revenue | $
    Less: voyage expenses | voyage_costs | -
    TCE revenues | tce_revenue | t$
    Daily TCE rate (U.S. dollars) | tce_revenue/available*1000 | 0$
    Daily vessel operating expenses (U.S. dollars) | vessel_costs/calendar_days*1000 | 0$
    Daily management fees (U.S. dollars) | management/calendar_days*1000 | 0$
    """
    table(p, text, "q qp y yp", heads)


AEGALION = StrictHouse(
    "aegalion",
    Look(
        ("Aegalion Bulk Carriers Ltd.", "Aegalion", "AGBC", "24 Akti Kondyli Street, 185 45 Piraeus, Greece"),
        Unit(1),
        Unit(1000, 1),
        units={"shares": 0, "calendar_days": 0, "available": 0, "off_hire": 0, "fleet": 0},
        dollar="$",
    ),
    Calendar(
        prose=("the {n} quarter of {y}", "the first six months of {y}", "the first nine months of {y}", "{y}"),
        long="{M} months ended {d}",
    ),
    FLOWS.replace("@calendar_days 2840\n", "calendar_days 2840\n"),
    STOCKS,
    SUMS,
    write,
    (
        "For the next quarter, {b}% of available days have been fixed at an average of $1{c},{a}50 per day.",
        "Had the two vessels been delivered at the beginning of the year, revenues would have been about ${c}.{a} million higher.",
        "The average age of the fleet is {a}.{c} years, against a world average of {b}.1 years.",
        "On a pro forma basis for the refinancing, interest cost would be lower by about {b}%.",
    ),
    "Fleet and Liquidity",
    positive="net operating cfo paid_in cash",
    layout="pipe",
)
