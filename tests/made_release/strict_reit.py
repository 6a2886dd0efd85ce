"""A strict house: a trust that owns shopping centers: funds from operations, same-property income, leased space and debt."""

from __future__ import annotations

from made_release.fiscal import Calendar
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
rent 71200
recoveries 19400
other_income 2100
operating_costs revenue 0.14 0.17
taxes revenue 0.11 0.13
general revenue 0.06 0.08
depreciation revenue 0.27 0.31
acquisition revenue 0.002 0.006
interest revenue 0.14 0.18
gain_sale revenue 0.02 0.07
minority revenue 0.004 0.01
depreciation_other depreciation 0.02 0.04
straight_line revenue 0.01 0.02
improvements revenue 0.04 0.06
dividends revenue 0.3 0.34
noi_south 28100
noi_west 22400
noi_midwest 14200
noi_new noi_same 0.05 0.12
@basic 84200
@units 1900
"""
SUMS = """
revenue = rent + recoveries + other_income
expenses = operating_costs + taxes + general + depreciation + acquisition
income = revenue - expenses
net = income - interest + gain_sale
common = net - minority
depreciation_real = depreciation - depreciation_other
ffo = net + depreciation_real - gain_sale
core = ffo + acquisition
affo = core - straight_line - improvements
noi_same = noi_south + noi_west + noi_midwest
noi = noi_same + noi_new
diluted = basic + units
assets = property + cash + receivable + deferred
property = land + buildings + construction - depreciated
liabilities = mortgages + notes + line + payable
debt = mortgages + notes + line
equity = paid_in + minority_equity
all = liabilities + equity
area = area_leased + area_vacant
"""
STOCKS = """
land 610000
buildings 2410000
construction 88000
depreciated 690000
cash 34000
receivable 71000
deferred 96000
mortgages 420000
notes 710000
line 190000
payable 118000
minority_equity 41000
paid_in := land + buildings + construction - depreciated + cash + receivable + deferred - mortgages - notes - line - payable - minority_equity
@area_leased 17400
area_vacant 1210
@centers 142
"""


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    p.head(f"[c] Reports [x:title {s.title}] {s.year} Results")
    p.say(
        f'CHARLOTTE, N.C., {s.day()} -- [C] (NYSE: [code]) (the "Company") today announced its operating results for the three months '
        "[x:ended ended|ending] [day e]. All per-share amounts are on a diluted basis.",
    )
    p.head("Highlights")
    p.say(
        "- Net income attributable to common shareholders of [m common q], or $[e common/basic q qp] per share, compared to [m common qp], or "
        "$[e common/basic qp q] per share, for the same period of the prior year",
        "- [i Net income|Core FFO] attributable to common shareholders was [m common q] ($[e common/basic q qp] per share) versus [m common qp] "
        "($[e common/basic qp q] per share) a year ago",
    )
    p.say(
        "- FFO(1) of [m ffo q], or $[e ffo/diluted q qp] per share, [w up|down: ffo q qp] from [m ffo qp], or $[e ffo/diluted qp q] per share",
        "- [i FFO(1)|AFFO(1)] totaled [m ffo q], or $[e ffo/diluted q qp] per diluted share and unit, compared to [m ffo qp], or "
        "$[e ffo/diluted qp q] per diluted share and unit, a year ago",
    )
    p.say("- Core FFO(1) [w rose|fell: core q qp] [p core q qp]% to [m core q] from [m core qp]")
    p.say(
        "- Same-property NOI(1) [w increased|decreased: noi_same q qp] [p noi_same q qp]% from [per qp]",
        "- Same-property NOI(1) was [m noi_same q], [w growth|a decline: noi_same q qp] of [p noi_same q qp]% over the prior-year quarter",
    )
    p.say(
        "- Portfolio was [s area_leased area e]% leased at [day e], compared to [s area_leased area ey]% at [day ey]",
        "- Leased rate of [s area_leased area e]%, [w an increase|a decrease: area_leased%area e ey] from [s area_leased area ey]% a year ago",
    )
    p.say(
        "(1) A non-GAAP measure; see the definitions in Note [x:reference 1|3] and the reconciliations in the tables."
    )
    p.head("Operating Results")
    p.say(
        "Total revenues were [m revenue q] in [per q], compared with [m revenue qp] in [per qp], [w an increase|a decrease: revenue q qp] of "
        "[d revenue q qp]; rental income [w rose|fell: rent q qp] by [p rent q qp]% to [m rent q].",
        "Revenues [w grew|declined: revenue q qp] [p revenue q qp]% to [m revenue q]. [g Rental income|Recoveries] of [m rent q] and recoveries of "
        "[m recoveries q] compared with [m rent qp] and [m recoveries qp] in [per qp], respectively.",
    )
    p.say(
        "Year to date, FFO was [m ffo y], or $[e ffo/diluted y yp] per share, as compared with [m ffo yp], or "
        "$[e ffo/diluted yp y] per share, and core "
        "FFO was [m core y].",
        f"For the {s.months} months ended [day e], core FFO totaled [m core y] ($[e core/diluted y yp] per share) against [m core yp] "
        "($[e core/diluted yp y] per share).",
    )
    p.say(
        "By region, same-property NOI was [m noi_south q] in the South, [m noi_west q] in the West and [m noi_midwest q] in the Midwest; the South "
        "accounted for [s noi_south noi_same q]% of the total.",
        "Same-property NOI in the [g South|West] came to [m noi_south q], [w up|down: noi_south q qp] [p noi_south q qp]%, and in the West to "
        "[m noi_west q], [w up|down: noi_west q qp] [p noi_west q qp]%.",
    )
    p.say(
        "General and administrative expenses were [m general q], or [s general revenue q]% of revenues, versus [s general revenue qp]% a year ago."
    )
    p.head("Investing and Financing")
    p.say(
        "In [per y], the Company spent [u improvements y] on tenant improvements and leasing, and paid [u dividends y] of dividends.",
        "Uses of cash in [per y] included [u dividends y] paid to shareholders and [u improvements y] invested in second-generation leasing.",
    )
    p.say(
        "At [day e], total debt was [m debt e], of which [m mortgages e] was secured, compared to [m debt ep] at [day ep]. Debt was "
        "[s debt assets e]% of total assets.",
        "Total debt [w increased|decreased: debt e ep] by [d debt e ep] since [day ep] to [m debt e]; unsecured notes "
        "made up [s notes debt e]% of it.",
    )
    p.say(
        f"The Board declared a dividend of $0.{p.random.randrange(21, 38)} per common share, payable on "
        f"[x:event {s.day(50)}|{s.day(9)}] to holders of "
        f"record on {s.day(28)}."
    )
    p.head("Call and About [c]")
    p.say(f"The Company will hold a call on [x:weekday {s.weekday(1)}], {s.day(1)} at 11:00 a.m. ET.")
    p.say(
        "[C] (NYSE: [code]), [addr], is a self-managed trust that owns and operates open-air centers anchored by grocers."
    )
    p.say("Shareholders may write to [C], Investor Relations, [addr], or see the website of [c].")
    _tables(p, s)
    p.say(
        "Note 1: FFO is defined as net income excluding gains on sales of real estate, plus depreciation of real estate."
    )


def _tables(p: Pen, s: Scene) -> None:
    caption = "[x:unit (In thousands, except per share amounts; unaudited)|(In millions, except per share amounts; unaudited)]"
    day = p.days["e"][0].rpartition(",")[0]
    heads = [
        ("", f"Three Months Ended {day},", "", f"{s.months.title()} Months Ended {day},", ""),
        ("", "[h year q]", "[h year qp]", "[h year y]", "[h year yp]"),
    ]
    p.head("[C] Consolidated Statements of Operations")
    p.say(caption)
    text = """
    REVENUES | |
    Rental income | rent | 1$
    Recoveries from tenants | recoveries | 1
    Other property income | other_income | 1
    Total revenues | revenue | t
    EXPENSES | |
    Property operating | operating_costs | 1
    Real estate taxes | taxes | 1
    General and administrative | general | 1
    Depreciation and amortization | depreciation | 1
    Acquisition-related costs | acquisition | 1
    Total expenses | expenses | t
    OPERATING INCOME | income | t
    Interest expense | interest | -
    Gain on sale of real estate | gain_sale |
    NET INCOME | net | t
    Net income attributable to noncontrolling interests | minority | -
    NET INCOME ATTRIBUTABLE TO COMMON SHAREHOLDERS | common | t$
    Earnings per share - basic | common/basic | $
    Weighted average shares - basic | basic | n
    """
    table(p, text, "q qp y yp", heads)
    p.head("Reconciliation of Net Income to FFO, Core FFO and AFFO")
    p.say(caption)
    text = """
    Net income | net | $
    Depreciation and amortization of real estate | depreciation_real | 1
    Gain on sale of real estate | gain_sale | -1
    FFO | ffo | t
    Acquisition-related costs | acquisition | 1
    Core FFO | core | t
    Straight-line rent and other non-cash items | straight_line | -1
    Tenant improvements and leasing costs | improvements | -1
    AFFO | affo | t$
    FFO per diluted share and unit | ffo/diluted | $
    Core FFO per diluted share and unit | core/diluted | $
    Weighted average shares and units - diluted | diluted | n
    """
    table(p, text, "q qp y yp", heads)
    p.head("Same-Property Net Operating Income")
    p.say(caption)
    text = """
    South | noi_south | $
    West | noi_west |
    Midwest | noi_midwest |
    Same-property NOI | noi_same | t$
    NOI of acquired and developed properties | noi_new |
    Total NOI | noi | t$
    """
    table(
        p,
        text,
        "q qp c:q:qp y yp c:y:yp",
        [
            ("", heads[0][1], "", "", heads[0][3], "", ""),
            ("", "[h year q]", "[h year qp]", "Change", "[h year y]", "[h year yp]", "Change"),
        ],
    )
    p.head("Consolidated Balance Sheets")
    p.say(caption)
    text = """
    ASSETS | |
    Land | land | 1$
    Buildings and improvements | buildings | 1
    Construction in progress | construction | 1
    Less: accumulated depreciation | depreciated | -1
    Real estate, net | property | t
    Cash and cash equivalents | cash |
    Rents and other receivables | receivable |
    Deferred leasing costs | deferred |
    TOTAL ASSETS | assets | t$
    LIABILITIES AND EQUITY | |
    Mortgage loans | mortgages | 1$
    Senior unsecured notes | notes | 1
    Revolving line of credit | line | 1
    Accounts payable and other liabilities | payable | 1
    Total liabilities | liabilities | t
    Common shareholders' equity | paid_in | 1
    Noncontrolling interests | minority_equity | 1
    Total equity | equity | t
    TOTAL LIABILITIES AND EQUITY | all | t$
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    p.head("Debt and Portfolio Summary")
    p.say(caption)
    text = """
    Mortgage loans | mortgages | $
    Senior unsecured notes | notes |
    Revolving line of credit | line |
    Total debt | debt | t$
    Total debt to total assets | debt%assets |
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    text = """
    Leased area (thousand square feet) | area_leased |
    Vacant area (thousand square feet) | area_vacant |
    Gross leasable area (thousand square feet) | area | t
    Percent leased | area_leased%area |
    Number of centers | centers |
    """
    table(p, text, "e ep ey", [("", "[h day e]", "[h day ep]", "[h day ey]")])


HEARTHGATE = StrictHouse(
    "hearth",
    Look(
        ("Hearthgate Retail Trust", "Hearthgate", "HGRT", "600 Tryon Place, Suite 1200, Charlotte, North Carolina"),
        Unit(1),
        Unit(1000, 1),
        units={"basic": 0, "diluted": 0, "area_leased": 0, "area_vacant": 0, "area": 0, "centers": 0},
        dollar="$ ",
    ),
    Calendar(prose=("the {n} quarter of {y}", "the first six months of {y}", "the first nine months of {y}", "{y}")),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "Including redevelopments, same-property NOI growth would have been {c}.{a}%.",
        "The Company revised its full-year guidance for core FFO to $1.{b} to $1.{b}5 per share.",
        "New and renewal leases signed in the quarter carried rents {b}.{c}% above those that expired.",
        "The ten largest tenants account for {b}.{a}% of annualized base rent.",
    ),
    "Investing and Financing",
    positive="net common paid_in affo cash",
    layout="aligned",
)
