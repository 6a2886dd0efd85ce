"""A strict house: an Indian company: lettered and numbered rows, a quarter, the quarter before, a year ago, nine months and the year."""

from __future__ import annotations

from datetime import date

from made_release.fiscal import Calendar, Span
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
cement 9640000
ready_mix 2310000
power 1180000
inter revenue 0.02 0.04
other_income revenue 0.005 0.012
materials revenue 0.17 0.20
traded revenue 0.02 0.04
~inventories revenue 0.004 0.012
employees revenue 0.06 0.07
finance_cost revenue 0.015 0.025
depreciation revenue 0.05 0.06
fuel revenue 0.21 0.24
freight revenue 0.19 0.22
other_expenses revenue 0.11 0.13
tax_current pretax 0.20 0.24
~tax_deferred pretax 0.01 0.03
~remeasured revenue 0.001 0.003
~hedges revenue 0.001 0.002
result_cement cement 0.13 0.17
result_mix ready_mix 0.03 0.06
result_power power 0.05 0.1
@shares 192400
@volume 4120
"""
SUMS = """
revenue = cement + ready_mix + power ; gross_segments - inter_less
gross_segments = cement + ready_mix + power + inter
inter_less = inter
total_income = revenue + other_income
expenses = materials + traded + inventories + employees + finance_cost + depreciation + fuel + freight + other_expenses
pretax = total_income - expenses
tax = tax_current + tax_deferred
pat = pretax - tax
oci = remeasured + hedges
comprehensive = pat + oci ; pat + remeasured + hedges
ebitda = pretax + finance_cost + depreciation
results = result_cement + result_mix + result_power
unallocated = results - finance_cost - pretax
pretax_segment = results - finance_cost - unallocated
net_worth = capital + reserves
gross_debt = long_debt + short_debt
net_debt = gross_debt - cash ; long_debt + short_debt - cash
"""
STOCKS = """
@capital 384800
reserves 31200000 += comprehensive
cash 2900000
long_debt 9100000
short_debt 2400000
"""


def _dotted(calendar: Calendar, span: Span) -> str:
    day: date = calendar.last_day(span.year, span.last)
    return f"{day:%d.%m.%Y}"


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    year, before = f"{s.year % 100:02}", f"{(s.year - 1) % 100:02}"
    months = s.months
    head = {2: "Q2 & H1", 3: "Q3 & 9M"}[s.quarter]
    wrong = {2: "Q3 & 9M", 3: "Q2 & H1"}[s.quarter]
    p.desk.text("Press Release - For immediate dissemination")
    p.head(f"[c] announces [x:title {head}|{wrong}] FY{year} results")
    p.say(
        f"Ahmedabad, {s.day()}: The Board of Directors of [C] (BSE: [code]) today approved the unaudited consolidated "
        f"financial results for the quarter "
        f"and {months} months [x:ended ended|ending] [day e]."
    )
    p.head(f"Key highlights - Q{s.quarter} FY{year} (vs Q{s.quarter} FY{before})")
    p.say(
        "- [i Revenue from operations|Profit after tax] at [m revenue q] as against [m revenue qp], "
        "[w up|down: revenue q qp] [p revenue q qp]% Y-o-Y",
        "- [i Revenue from operations|Total expenses] stood at [m revenue q], [w a growth|a decline: revenue q qp] of "
        "[p revenue q qp]% over [m revenue qp] "
        "in the corresponding quarter of the previous year",
    )
    p.say(
        "- EBITDA of [m ebitda q] vis-a-vis [m ebitda qp]; EBITDA to total income at [s ebitda total_income q]% as compared to "
        "[s ebitda total_income qp]%",
        "- EBITDA [w grew|fell: ebitda q qp] [p ebitda q qp]% to [m ebitda q]; margin on total income was [s ebitda total_income q]%",
    )
    p.say(
        f"- PAT at [m pat q] ([m pat qp] in Q{s.quarter} FY{before}), [w up|down: pat q qp] [p pat q qp]%",
        "- Profit after tax [w increased|decreased: pat q qp] by [p pat q qp]% Y-o-Y and stood at [m pat q]; EPS was Rs. [e pat/shares q qp] "
        "(previous year Rs. [e pat/shares qp q])",
    )
    p.say(
        "- Sequentially, revenue [w rose|declined: revenue q pq] [p revenue q pq]% from [m revenue pq] in the preceding quarter",
        "- On a Q-o-Q basis, PAT moved from [m pat pq] to [m pat q], [w an increase|a decrease: pat q pq] of [d pat q pq]",
    )
    p.head(f"{months.title()} months ended [day e]")
    p.say(
        "For [per y], revenue from operations was [m revenue y] as against [m revenue yp] in [per yp], registering "
        "[w a growth|a decline: revenue y yp] of "
        "[p revenue y yp]%. Profit before tax stood at [m pretax y] (previous year: [m pretax yp]).",
        "Revenue from operations for [per y] [w increased|decreased: revenue y yp] by [p revenue y yp]% to "
        "[m revenue y] from [m revenue yp]. Profit after "
        "tax was [m pat y] as compared to [m pat yp].",
    )
    p.say(
        "Power and fuel cost [w increased|decreased: fuel y yp] by [d fuel y yp] and was [s fuel revenue y]% of "
        "revenue from operations, as against "
        "[s fuel revenue yp]% in [per yp].",
        "Freight and forwarding expenses stood at [m freight y], i.e. [s freight revenue y]% of revenue (previous year: [s freight revenue yp]%).",
    )
    p.head("Business-wise performance")
    p.say(
        "[g Cement|Ready-mix concrete] contributed [m cement q] and ready-mix concrete [m ready_mix q] to revenue, as against [m cement qp] and "
        "[m ready_mix qp] respectively.",
        "The [g cement|power] business recorded revenue of [m cement q] ([s cement revenue q]% of the total) and a "
        "segment result of [m result_cement q]; "
        "ready-mix concrete revenue [w grew|shrank: ready_mix q qp] by [p ready_mix q qp]%.",
    )
    p.head("Financial position")
    p.say(
        "Net debt as on [day e] stood at [m net_debt e] as against [m net_debt ep] as on [day ep]. Net worth was [m net_worth e].",
        "As on [day e], gross debt was [m gross_debt e] and cash and cash equivalents were [m cash e], resulting in a net debt of [m net_debt e], "
        "[w an increase|a decrease: net_debt e ep] of [d net_debt e ep] over [day ep].",
    )
    half = p.random.randrange(3, 9)
    p.say(
        f"The Board declared an interim dividend of Rs. {half}.50 per equity share; the record date is {s.day(9)} and it will be paid on or before "
        f"[x:event {s.day(28)}|{s.day(2)}]. The dividend policy is described in Note [x:reference 2|7]."
    )
    p.say(f"An earnings call will be held on [x:weekday {s.weekday(1)}], {s.day(1)} at 4:00 p.m. IST.")
    p.head("About [c]")
    p.say("[C] (BSE: [code]) makes cement and ready-mix concrete and has its registered office at [addr].")
    p.say("For [C], [addr]. Statements of [c] about the future may differ from actual results.")
    _tables(p)


def _tables(p: Pen) -> None:
    caption = "[x:unit (Rs. in crore, unless otherwise stated)|(Rs. in lakh, unless otherwise stated)]"
    p.head("[C]")
    p.head("Statement of unaudited consolidated financial results")
    p.say(caption)
    months = {2: "Half year ended", 3: "Nine months ended"}[int(p.when["y"][-1])]
    heads = [
        ("Particulars", "Quarter ended", "", "", months, "", "Year ended"),
        ("", "[h dotted q]", "[h dotted pq]", "[h dotted qp]", "[h dotted y]", "[h dotted yp]", "[h dotted fy]"),
        ("", "Unaudited", "Unaudited", "Unaudited", "Unaudited", "Unaudited", "Audited"),
    ]
    columns = "q pq qp y yp fy"
    text = """
    1. Revenue from operations | revenue | t
    2. Other income | other_income |
    3. Total income (1+2) | total_income | t
    4. Expenses | |
    (a) Cost of materials consumed | materials | 1
    (b) Purchases of stock-in-trade | traded | 1
    (c) Changes in inventories of finished goods and work-in-progress | inventories | 1
    (d) Employee benefits expense | employees | 1
    (e) Finance costs | finance_cost | 1
    (f) Depreciation and amortisation expense | depreciation | 1
    (g) Power and fuel | fuel | 1
    (h) Freight and forwarding expenses | freight | 1
    (i) Other expenses | other_expenses | 1
    Total expenses | expenses | t
    5. Profit before tax (3-4) | pretax | t
    6. Tax expense | |
    (a) Current tax | tax_current | 1
    (b) Deferred tax charge / (credit) | tax_deferred | 1
    Total tax expense | tax | t
    7. Profit after tax (5-6) | pat | t
    8. Other comprehensive income | |
    (a) Remeasurement of defined benefit plans | remeasured | 1
    (b) Effective portion of cash flow hedges | hedges | 1
    Total other comprehensive income | oci | t
    9. Total comprehensive income (7+8) | comprehensive | t
    10. Earnings per share (Face value of Rs. 2 each) - Basic (Rs.) (not annualised) | pat/shares |
    """
    table(p, text, columns, heads)
    p.head("Segment-wise revenue and results")
    p.say(caption)
    text = """
    1. Segment revenue | |
    (a) Cement | cement | 1
    (b) Ready-mix concrete | ready_mix | 1
    (c) Power | power | 1
    (d) Inter-segment sales | inter | 1
    Total | gross_segments | t
    Less: Inter-segment revenue | inter_less | -
    Revenue from operations | revenue | t
    2. Segment results | |
    (a) Cement | result_cement | 1
    (b) Ready-mix concrete | result_mix | 1
    (c) Power | result_power | 1
    Total | results | t
    Less: Finance costs | finance_cost | -
    Less: Other unallocable expenditure net of income | unallocated | -
    Profit before tax | pretax | t
    """
    table(p, text, columns, heads)
    p.head("Capital employed")
    p.say(caption)
    text = """
    Paid-up equity share capital | capital |
    Other equity | reserves |
    Net worth | net_worth | t
    Long-term borrowings | long_debt |
    Short-term borrowings | short_debt |
    Gross debt | gross_debt | t
    Less: Cash and cash equivalents | cash | -
    Net debt | net_debt | t
    """
    table(p, text, "e ep", [("Particulars", "As on [day e]", "As on [day ep]")])
    text = """
    EBITDA | ebitda | t
    Less: Finance costs | finance_cost | -
    Less: Depreciation and amortisation expense | depreciation | -
    Profit before tax | pretax | t
    EBITDA / total income | ebitda%total_income |
    Weighted average number of equity shares (thousands) | shares | n
    """
    p.head("EBITDA")
    table(p, text, columns, heads)
    p.say(
        "Notes: 1. The above results were reviewed by the Audit Committee. 2. Dividends are paid out of current profits."
    )
    p.say("3. Figures have been rounded to two decimals; totals may differ by a unit in the last place.")


SABARKANTHA = StrictHouse(
    "sabarm",
    Look(
        ("Sabarkantha Cements Limited", "Sabarkantha", "540917", "Survey 118, S.G. Highway, Ahmedabad 380054"),
        Unit(10_000, 2, lakh=True),
        Unit(10_000, 2, lakh=True),
        before="Rs. ",
        after=" crore",
        units={"shares": 0},
    ),
    Calendar(month=3, style="uk", prose=("Q{q} FY{yy}", "H1 FY{yy}", "9M FY{yy}", "FY{yy}")),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "Excluding the one-time write-back in the previous year, PAT growth would have been {b}.{c}%.",
        "Cement demand in the country is expected to grow at {c}-{a}% in the current year.",
        "The capital expenditure programme of over Rs. {a},{b}0 crore will raise capacity by {c} million tonnes.",
        "Operating EBITDA per tonne was about Rs. 1,0{b}.",
    ),
    "Financial position",
    positive="pat pretax net_debt unallocated",
    forms={"dotted": _dotted},
    layout="tab",
)  # fmt: skip
