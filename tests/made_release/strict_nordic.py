"""A strict house: an interim report of the north of Europe: amounts in millions of kronor with last year's in brackets, one year restated."""

from __future__ import annotations

from made_release.fiscal import MONTHS, Calendar, Span
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
climate 912000
water 604000
aftermarket 388000
cogs sales 0.62 0.66
selling sales 0.13 0.15
admin sales 0.06 0.07
development sales 0.025 0.035
other_income sales 0.002 0.006
moved sales 0.004 0.008
finance_income sales 0.001 0.003
finance_cost sales 0.008 0.012
tax pretax 0.21 0.24
minority net 0.01 0.03
depreciation sales 0.04 0.05
~translation sales 0.005 0.02
~hedges sales 0.002 0.005
~wc sales 0.01 0.02
~other_flow sales 0.002 0.006
capex sales 0.025 0.035
bought sales 0.005 0.02
loans_raised sales 0.02 0.04
loans_repaid sales 0.02 0.04
lease_paid sales 0.012 0.018
dividend sales 0.01 0.015
@basic 64200
orders_climate 940000
orders_water 618000
orders_after 391000
"""
SUMS = """
sales = climate + water + aftermarket ; sales_before - moved
gross = sales - cogs
operating = gross - selling - admin - development + other_income ; operating_before
sales_before = sales + moved
selling_before = selling + moved
operating_before = sales_before - cogs - selling_before - admin - development + other_income
financial = finance_income - finance_cost
pretax = operating + finance_income - finance_cost ; operating + financial
net = pretax - tax
parent = net - minority
oci = translation + hedges
comprehensive = net + oci ; net + translation + hedges
ebitda = operating + depreciation
orders = orders_climate + orders_water + orders_after
cfo = pretax + depreciation + other_flow - tax + wc
cfi = - capex - bought
cff = loans_raised - loans_repaid - lease_paid - dividend
cash_change = cfo + cfi + cff
fixed = goodwill + tangible + rights + other_fixed
current = inventory + receivable + cash
assets = fixed + current ; goodwill + tangible + rights + other_fixed + inventory + receivable + cash
equity = capital + retained
long = loans + lease_debt + pensions
short = payable + other_short
liabilities = long + short
all = equity + long + short ; equity + liabilities
debt = loans + lease_debt + pensions
net_debt = debt - cash ; loans + lease_debt + pensions - cash
"""
STOCKS = """
cash 620000 += cash_change
goodwill 2140000
tangible 1180000
rights 410000
other_fixed 230000
inventory 1010000
receivable 1240000
lease_debt 420000
pensions 190000
payable 760000
other_short 690000
capital 214000
retained 2300000 += comprehensive - dividend
loans := goodwill + tangible + rights + other_fixed + inventory + receivable + cash - lease_debt - pensions - payable - other_short - capital - retained
@employees 5120
"""  # noqa: E501


def _quarter(calendar: Calendar, span: Span) -> str:
    first, last = calendar.first_day(span), calendar.last_day(span.year, span.last)
    return f"{MONTHS[first.month - 1][:3]}-{MONTHS[last.month - 1][:3]} {last.year}"


def _last(calendar: Calendar, span: Span) -> str:
    day = calendar.last_day(span.year, span.last)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def write(p: Pen, s: Scene) -> None:
    """Write a report."""
    months = {2: "January-June", 3: "January-September"}[s.quarter]
    other = {2: "January-September", 3: "January-June"}[s.quarter]
    p.desk.text(f"Regulatory information - {s.day()}, 07:30 CET")
    p.head(f"[C]: Interim report [x:title {months}|{other}] {s.year}")
    p.head(f"{s.ordinal.title()} quarter")
    p.say(
        "- Order intake amounted to SEK [a orders q] million ([a orders qp]), [w an increase|a decrease: orders q qp] of [p orders q qp]%.",
        "- Order intake [w rose|fell: orders q qp] by [p orders q qp]% to SEK [a orders q] million ([a orders qp]).",
    )
    organic = p.random.randrange(10, 60)
    p.say(
        "- [i Net sales|Order intake] [w increased|decreased: sales q qp] by [p sales q qp]% to SEK [a sales q] "
        "million ([a sales qp]). Organic growth "
        f"was {organic / 10:.1f}%.",
        "- Net sales amounted to SEK [a sales q] million ([a sales qp]), [w up|down: sales q qp] [p sales q qp]%, of which "
        f"{organic / 10:.1f} percentage points were organic.",
    )
    p.say(
        "- [i Operating profit|Profit for the period] was SEK [a operating q] million ([a operating qp]), corresponding to an operating margin of "
        "[s operating sales q]% ([s operating sales qp]).",
        "- The operating margin was [s operating sales q]% ([s operating sales qp]), and operating profit [w rose|fell: operating q qp] to SEK "
        "[a operating q] million ([a operating qp]).",
    )
    p.say(
        "- Profit for the period amounted to SEK [a net q] million ([a net qp]). Earnings per share were SEK "
        "[en parent/basic q] ([en parent/basic qp])."
    )
    p.head(f"{months}")
    p.say(
        "- Net sales [w increased|decreased: sales y yp] to SEK [a sales y] million ([a sales yp]), [w up|down: sales y yp] [p sales y yp]%.",
        "- Net sales for [per y] were SEK [a sales y] million ([a sales yp]), [w an increase|a decrease: sales y yp] of [p sales y yp]%.",
    )
    p.say(
        "- Operating profit was SEK [a operating y] million ([a operating yp]), an operating margin of "
        "[s operating sales y]% ([s operating sales yp]).",
        "- Operating profit amounted to SEK [a operating y] million ([a operating yp]), [w up|down: operating y yp] [p operating y yp]%.",
    )
    p.say("- Cash flow from operating activities was SEK [a cfo y] million ([a cfo yp]).")
    p.head("Comments by the CEO")
    p.say(
        "Demand was mixed. In [g Climate|Water] sales came to SEK [a climate q] million ([a climate qp]), in Water to SEK [a water q] million "
        "([a water qp]), and the aftermarket business contributed [s aftermarket sales q]% of net sales ([s aftermarket sales qp]).",
        "Our [g aftermarket|Water] business had sales of SEK [a aftermarket q] million ([a aftermarket qp]); Climate "
        "[w grew|shrank: climate q qp] by "
        "[p climate q qp]% and Water [w grew|shrank: water q qp] by [p water q qp]%, respectively.",
    )
    p.head("Group development")
    p.say(
        "Gross profit was SEK [a gross q] million ([a gross qp]), equal to a gross margin of [s gross sales q]% "
        "([s gross sales qp]). Selling expenses "
        "were [m selling q] ([a selling qp]).",
        "The gross margin [w strengthened|weakened: gross%sales q qp] to [s gross sales q]% ([s gross sales qp]), as gross profit came to SEK "
        "[a gross q] million ([a gross qp]).",
    )
    p.say(
        "Net financial items amounted to SEK [a financial q] million ([a financial qp]). Profit before tax was SEK "
        "[a pretax q] million ([a pretax qp]) "
        "and tax was [m tax q].",
        "Profit before tax [w improved|declined: pretax q qp] to SEK [a pretax q] million ([a pretax qp]), after net financial items of SEK "
        "[a financial q] million ([a financial qp]). The tax rate was [s tax pretax q]% ([s tax pretax qp]).",
    )
    p.head("Financial position and cash flow")
    p.say(
        "Net debt at [day e] was [m net_debt e], compared with [m net_debt ep] at [day ep]. The equity/assets ratio "
        "was [s equity assets e]%, against "
        "[s equity assets ep]% at the turn of the year.",
        "At [day e], net debt amounted to [m net_debt e], [w an increase|a decrease: net_debt e ep] of [d net_debt e ep] from [day ep], and the "
        "equity/assets ratio to [s equity assets e]%.",
    )
    p.say(
        "Cash and cash equivalents were [m cash e] at the end of the period. Equity [w rose|fell: equity e ep] from [m equity ep] to [m equity e]."
    )
    p.say(
        "In [per y], cash flow [f from|used in: cfo y] operating activities was [m cfo y]; investments in tangible "
        "assets took [u capex y] and acquisitions "
        "[u bought y].",
        "Payments in [per y] included [u capex y] for tangible assets, [u bought y] for acquisitions and [u dividend y] for dividends.",
    )
    p.head("Accounting policies and restatement")
    p.say(
        "As from 1 January, freight charged to customers is netted against selling expenses (see Note "
        "[x:reference 2|6]). The comparative year has been "
        "restated; operating profit is unchanged."
    )
    p.head("Parent company and calendar")
    p.say(
        f"The next report is published on [x:weekday {s.weekday(91)}], {s.day(91)}. A telephone conference is held on {s.day()} at 10:00 CET."
    )
    p.say(
        f"The record date for the second part of the dividend is {s.day(40)}, and payment is made on "
        f"[x:event {s.day(45)}|{s.day(12)}]. [C] has its "
        "registered office at [addr]."
    )
    p.say(
        "[C] (Nasdaq Stockholm: [code]), [addr]. [c] has sales in 40 countries. The report has not been reviewed by the auditors of [c]."
    )
    _tables(p, s)


def _tables(p: Pen, s: Scene) -> None:
    caption = "[x:unit SEK million|SEK thousand]"
    restated = p.random.choice(("(restated)", "restated*"))
    columns, heads = (
        "q qp y yp fy",
        [
            ("", "[h quarter q]", "[h quarter qp]", "[h quarter y]", "[h quarter yp]", "[h quarter fy]"),
            ("", "", restated, "", restated, restated),
        ],
    )
    p.head("Condensed consolidated income statement")
    p.say(caption)
    text = """
    Net sales | sales | t
    Cost of goods sold | cogs | -
    Gross profit | gross | t
    Selling expenses | selling | -
    Administrative expenses | admin | -
    Research and development costs | development | -
    Other operating income | other_income |
    Operating profit | operating | t
    Financial income | finance_income |
    Financial expenses | finance_cost | -
    Profit before tax | pretax | t
    Income tax | tax | -
    Profit for the period | net | t
    Attributable to: | |
    Owners of the parent company | parent | 1
    Non-controlling interests | minority | 1
    Earnings per share before dilution, SEK | parent/basic |
    Average number of shares, thousands | basic | n
    """
    table(p, text, columns, heads)
    p.head("Statement of comprehensive income")
    p.say(caption)
    text = """
    Profit for the period | net | t
    Translation differences | translation |
    Cash flow hedges, net of tax | hedges |
    Other comprehensive income | oci | t
    Comprehensive income for the period | comprehensive | t
    """
    table(p, text, columns, heads)
    p.head("Net sales and order intake by business area")
    p.say(caption)
    text = """
    Climate | climate |
    Water | water |
    Aftermarket | aftermarket |
    Net sales | sales | t
    Order intake, Climate | orders_climate |
    Order intake, Water | orders_water |
    Order intake, Aftermarket | orders_after |
    Order intake | orders | t
    """
    table(
        p,
        text,
        "q qp c:q:qp y yp c:y:yp",
        [("", "[h quarter q]", "[h quarter qp]", "%", "[h quarter y]", "[h quarter yp]", "%")],
    )
    p.head("Condensed consolidated balance sheet")
    p.say(caption)
    text = """
    Goodwill and other intangible assets | goodwill |
    Tangible assets | tangible |
    Right-of-use assets | rights |
    Other non-current assets | other_fixed |
    Total non-current assets | fixed | t
    Inventories | inventory |
    Trade and other receivables | receivable |
    Cash and cash equivalents | cash |
    Total current assets | current | t
    Total assets | assets | t
    Share capital and other contributed capital | capital |
    Retained earnings including profit for the period | retained |
    Total equity | equity | t
    Interest-bearing loans | loans |
    Lease liabilities | lease_debt |
    Pension provisions | pensions |
    Total non-current liabilities | long | t
    Trade payables | payable |
    Other current liabilities | other_short |
    Total current liabilities | short | t
    Total equity and liabilities | all | t
    """
    table(p, text, "e ey ep", [("", "[h last e]", "[h last ey]", "[h last ep]")])
    text = """
    Interest-bearing loans, lease liabilities and pensions | debt |
    Cash and cash equivalents | cash | -
    Net debt | net_debt | t
    Equity/assets ratio, % | equity%assets | b
    Number of employees | employees |
    """
    table(p, text, "e ey ep", [("", "[h last e]", "[h last ey]", "[h last ep]")])
    p.head("Condensed consolidated cash flow statement")
    p.say(caption)
    text = """
    Profit before tax | pretax |
    Depreciation and amortisation | depreciation |
    Other non-cash items | other_flow |
    Tax paid | tax | -
    Change in working capital | wc |
    Cash flow from operating activities | cfo | t
    Investments in tangible assets | capex | -
    Acquisitions of operations | bought | -
    Cash flow from investing activities | cfi | t
    Loans raised | loans_raised |
    Repayment of loans | loans_repaid | -
    Amortisation of lease liabilities | lease_paid | -
    Dividend | dividend | -
    Cash flow from financing activities | cff | t
    Cash flow for the period | cash_change | t
    Cash and cash equivalents at the beginning of the period | cash< |
    Cash and cash equivalents at the end of the period | cash> | t
    """
    table(p, text, "y yp", [("", "[h quarter y]", "[h quarter yp]")])
    p.head("Note 2: Effect of the restatement")
    p.say(caption)
    rows: list[tuple[str, ...]] = [("", "As reported", "Adjustment", "Restated")]
    look = p.look.table
    for label, before, after, sign, moves in (
        ("Net sales", "sales_before", "sales", 1, True),
        ("Cost of goods sold", "cogs", "cogs", -1, False),
        ("Selling expenses", "selling_before", "selling", -1, True),
        ("Operating profit", "operating_before", "operating", 1, False),
    ):
        one, other = (p.amount("cell", item, "qp", look, sign=sign) for item in (before, after))
        if not moves:
            rows.append((label, one, "-", other))
            p.tie((1, one), (-1, other))
            continue
        move = p.amount("cell", "moved", "qp", look, sign=-sign)
        p.tie((1, one), (-1, move), (-1, other))
        rows.append((label, one, move, other))
    p.desk.table([(p.word("head", *p.heads("quarter", "qp")), "", "", ""), *rows], 2)
    p.say("*Restated for the changed treatment of freight. Rounding differences may occur in the tables.")


LOFTHUS = StrictHouse(
    "lofthus",
    Look(
        ("Lofthus Klimat AB", "Lofthus", "LOFT B", "Hamngatan 14, SE-411 06 Gothenburg"),
        Unit(1000, 1),
        Unit(1000, 1),
        before="SEK ",
        negative="minus",
        units={"basic": 0, "employees": 0},
        percent=(1, "{}"),
    ),
    Calendar(
        style="uk", prose=("the {n} quarter of {y}", "the first half of {y}", "the first nine months of {y}", "{y}")
    ),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "Adjusted for currency and acquisitions, order intake grew by {c}.{a}%.",
        "Rolling twelve months, the return on capital employed was {b}.{c}%.",
        "The Board's target is an operating margin of at least {b}% over a business cycle and net debt of at most {c}.5 times EBITDA.",
        "In addition to the reported figures, items affecting comparability amounted to SEK {b} million in a year-earlier period not shown.",
    ),
    "Financial position and cash flow",
    positive="net operating cfo loans cash net_debt",
    forms={"quarter": _quarter, "last": _last},
    layout="pipe",
)
