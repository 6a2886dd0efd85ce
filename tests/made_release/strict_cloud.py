"""A strict house: a company that sells software by subscription, with recurring revenue, customers and measures outside the rules."""

from __future__ import annotations

from made_release.fiscal import Calendar
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
subscription 96400
services 8700
cost_subscription subscription 0.20 0.24
cost_services services 0.85 1.05
sbc_cost subscription 0.010 0.014
marketing revenue 0.49 0.54
research revenue 0.25 0.30
general revenue 0.14 0.18
sbc_marketing revenue 0.05 0.07
sbc_research revenue 0.05 0.08
sbc_general revenue 0.03 0.05
amortization revenue 0.012 0.018
interest revenue 0.02 0.03
tax revenue 0.004 0.01
depreciation revenue 0.02 0.03
~wc_receivable revenue 0.02 0.05
wc_deferred revenue 0.16 0.24
~wc_other revenue 0.01 0.03
capex revenue 0.01 0.02
software revenue 0.01 0.016
bought revenue 0.05 0.1
matured revenue 0.06 0.11
options revenue 0.01 0.03
@shares 88400
"""
SUMS = """
revenue = subscription + services
cost = cost_subscription + cost_services
gross = revenue - cost
opex = marketing + research + general
operating = gross - opex ; gross - marketing - research - general
pretax = operating + interest
net = pretax - tax
sbc = sbc_cost + sbc_marketing + sbc_research + sbc_general
ng_gross = gross + sbc_cost + amortization
ng_operating = operating + sbc + amortization ; operating + sbc_cost + sbc_marketing + sbc_research + sbc_general + amortization
ng_net = net + sbc + amortization
cfo = net + depreciation + amortization + sbc + wc_receivable + wc_deferred + wc_other
cfi = matured - bought - capex - software
cff = options
cash_change = cfo + cfi + cff
fcf = cfo - capex - software
liquid = cash + investments
current = cash + investments + receivable + prepaid
assets = current + property + goodwill + other_assets ; cash + investments + receivable + prepaid + property + goodwill + other_assets
short = payable + accrued + deferred
liabilities = short + notes + deferred_later ; payable + accrued + deferred + notes + deferred_later
equity = paid_in + deficit
all = liabilities + equity
"""
STOCKS = """
cash 330000 += cash_change
investments 210000 += bought - matured
receivable 91000
prepaid 27000
property 34000
goodwill 122000
other_assets 41000
payable 14000
accrued 61000
deferred 201000
deferred_later 12000
deficit -590000 += net
notes 345000
paid_in := cash + investments + receivable + prepaid + property + goodwill + other_assets - payable - accrued - deferred - deferred_later - notes - deficit
arr 4180
customers 6340
large 912
@headcount 2140
"""  # noqa: E501


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    p.head(f"[c] Announces [x:title {s.title}] Fiscal Year {s.year} Financial Results")
    p.say(
        "[i Total revenue|Subscription revenue] of [m revenue q], [w up|down: revenue q qp] [p0 revenue q qp]% year-over-year"
    )
    p.say(
        "Subscription revenue of [m subscription q], [w an increase|a decrease: subscription q qp] of [p0 subscription q qp]% year-over-year",
        "Subscription revenue [w up|down: subscription q qp] [p0 subscription q qp]% year-over-year to [m subscription q]",
    )
    p.say(
        "ARR of $[n arr e] million as of [day e], [w up|down: arr e ey] [p0 arr e ey]% from $[n arr ey] million a year ago"
    )
    p.say(
        f"BOULDER, Colo.--(NEWSWIRE)--{s.day()}--[C] (Nasdaq: [code]), a provider of scheduling software for field "
        f"teams, today announced financial "
        f"results for its {s.ordinal} quarter of fiscal year {s.year}, [x:ended ended|ending] [day e]."
    )
    p.say(
        '"Large customers keep consolidating on our platform," said the co-founder and CEO of [c]. "We delivered '
        "another quarter of efficient growth "
        'at scale and improving unit economics."'
    )
    p.head(f"{s.ordinal.title()} Quarter Fiscal Year {s.year} Financial Highlights")
    p.say(
        "Revenue: Total revenue was [m revenue q], compared to [m revenue qp] in [per qp], [w an increase|a decrease: revenue q qp] of "
        "[p revenue q qp]%. Subscription revenue was [m subscription q], and services revenue was [m services q].",
        "Revenue: [g Subscription|Services] revenue was [m subscription q], "
        "[w an increase|a decrease: subscription q qp] of [p subscription q qp]% "
        "year-over-year; services revenue was [m services q]; total revenue [w grew|declined: revenue q qp] [p revenue q qp]% to [m revenue q].",
    )
    p.say(
        "Gross Margin: GAAP gross margin was [s gross revenue q]%, compared to [s gross revenue qp]% in [per qp]. Non-GAAP gross margin was "
        "[s ng_gross revenue q]%, compared to [s ng_gross revenue qp]%.",
        "Gross Profit: GAAP gross profit was [m gross q], or [s gross revenue q]% of total revenue; non-GAAP gross profit was [m ng_gross q], or "
        "[s ng_gross revenue q]% of total revenue.",
    )
    p.say(
        "Operating Loss: GAAP operating [l income|loss: operating q] was [m operating q], or "
        "[sa operating revenue q]% of total revenue, compared to "
        "[m operating qp], or [sa operating revenue qp]% of total revenue, in [per qp]. Non-GAAP operating loss was "
        "[m ng_operating q], compared to "
        "[m ng_operating qp].",
        "Operating Loss: GAAP loss from operations was [m operating q] for [per q], compared with [m operating qp] "
        "for [per qp]; on a non-GAAP basis, "
        "the operating [l income|loss: ng_operating q] was [m ng_operating q], versus [m ng_operating qp] a year earlier.",
    )
    p.say(
        "Net Loss: GAAP net loss was [m net q], compared to [m net qp] in [per qp]. GAAP net loss per share was $[e net/shares q qp], compared to "
        "$[e net/shares qp q].",
        "Net Loss: GAAP net [l income|loss: net q] was [m net q], or $[e net/shares q qp] per share, versus "
        "[m net qp], or $[e net/shares qp q] per "
        "share, a year ago.",
    )
    p.say(
        "Cash Flow: Year to date, net cash [f provided by|used in: cfo y] operating activities was [m cfo y], "
        "compared to [m cfo yp] in the prior year "
        "period; free cash flow was $[a fcf y] million, compared to $[a fcf yp] million.",
        "Cash Flow: Cash [f provided by|used in: cfo y] operations was [m cfo y] for [per y] versus [m cfo yp] for [per yp]. The Company spent "
        "[u capex y] on property and equipment and [u software y] on capitalized software.",
    )
    p.say(
        "Cash: [i Cash, cash equivalents and investments|Total assets] totaled [m liquid e] as of [day e].",
        "Cash: As of [day e], the Company had cash, cash equivalents and investments of [m liquid e], "
        "[w up|down: liquid e ep] [d liquid e ep] from "
        "[day ep].",
    )
    p.head("Key Metrics")
    p.say(
        "Customers with ARR of $100,000 or more reached [n large e], [w up|down: large e ey] [p0 large e ey]% from [n large ey] a year ago.",
        "[c] had [n large e] customers with more than $100,000 in ARR, [w an increase|a decrease: large e ey] of [p0 large e ey]% year-over-year.",
    )
    p.say("Total customers were [n customers e] at [day e], compared with [n customers ey] at [day ey].")
    p.say(
        f"Dollar-based net retention rate was {p.random.randrange(106, 119)}%; remaining performance obligations were "
        f"$1.{p.random.randrange(1, 9)} billion."
    )
    p.head("Financial Outlook")
    low = p.worth("revenue", "q") // 1000 + 3
    p.say(
        f"For the next quarter, [c] expects total revenue between ${low}.0 million and ${low + 2}.0 million, and a "
        f"non-GAAP operating loss of about "
        "$9 million. A reconciliation of guidance is not available without unreasonable effort (see Note [x:reference 2|6])."
    )
    p.say(
        f"Conference call: [x:weekday {s.weekday()}], {s.day()} at 4:30 p.m. ET. A replay will be available for seven days."
    )
    p.head("About [c]")
    p.say("[C] (Nasdaq: [code]), [addr], makes software that plans the work of field teams. [C] owns the trademarks.")
    p.say("Press contact: [C], [addr].")
    _tables(p, s)
    p.say(
        "Note 1: Columns may not sum to totals because of rounding in the text. Note 2: Non-GAAP measures are defined in the tables above."
    )


def _tables(p: Pen, s: Scene) -> None:
    caption = (
        "[x:unit (in thousands, except per share data) (unaudited)|(in millions, except per share data) (unaudited)]"
    )
    columns, spans = (
        "q qp y yp",
        [
            f"Three Months Ended {p.days['e'][0].rpartition(',')[0]},",
            f"{s.months.title()} Months Ended {p.days['e'][0].rpartition(',')[0]},",
        ],
    )
    heads = [("", spans[0], "", spans[1], ""), ("", "[h year q]", "[h year qp]", "[h year y]", "[h year yp]")]
    p.head("[C] Condensed Consolidated Statements of Operations")
    p.say(caption)
    text = """
    Revenue: | |
    Subscription | subscription | 1$
    Professional services | services | 1
    Total revenue | revenue | t
    Cost of revenue(1): | |
    Subscription | cost_subscription | 1
    Professional services | cost_services | 1
    Total cost of revenue | cost | t
    Gross profit | gross | t
    Operating expenses(1): | |
    Sales and marketing | marketing | 1
    Research and development | research | 1
    General and administrative | general | 1
    Total operating expenses | opex | t
    Loss from operations | operating | t
    Interest and other income, net | interest |
    Loss before income taxes | pretax | t
    Provision for income taxes | tax |
    Net loss | net | t$
    Net loss per share, basic and diluted | net/shares | $
    Weighted-average shares used in computing net loss per share (in thousands) | shares | n
    """
    table(p, text, columns, heads)
    p.say("(1) Includes stock-based compensation as follows:")
    text = """
    Cost of revenue | sbc_cost | $
    Sales and marketing | sbc_marketing |
    Research and development | sbc_research |
    General and administrative | sbc_general |
    Total stock-based compensation | sbc | t$
    """
    table(p, text, columns, heads)
    p.head("Condensed Consolidated Balance Sheets")
    p.say(caption)
    text = """
    Assets | |
    Current assets: | |
    Cash and cash equivalents | cash | 1$
    Short-term investments | investments | 1
    Accounts receivable, net | receivable | 1
    Prepaid expenses and other current assets | prepaid | 1
    Total current assets | current | t
    Property and equipment, net | property |
    Goodwill and intangible assets, net | goodwill |
    Other assets | other_assets |
    Total assets | assets | t$
    Liabilities and stockholders' equity | |
    Accounts payable | payable | 1$
    Accrued compensation and other | accrued | 1
    Deferred revenue, current | deferred | 1
    Total current liabilities | short | t
    Convertible senior notes, net | notes |
    Deferred revenue, noncurrent | deferred_later |
    Total liabilities | liabilities | t
    Additional paid-in capital | paid_in | 1
    Accumulated deficit | deficit | 1
    Total stockholders' equity | equity | t
    Total liabilities and stockholders' equity | all | t$
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    p.head("Condensed Consolidated Statements of Cash Flows")
    p.say(caption)
    text = """
    Cash flows from operating activities: | |
    Net loss | net | $
    Depreciation | depreciation | 1
    Amortization of intangible assets | amortization | 1
    Stock-based compensation | sbc | 1
    Accounts receivable | wc_receivable | 1
    Deferred revenue | wc_deferred | 1
    Other operating assets and liabilities | wc_other | 1
    Net cash provided by (used in) operating activities | cfo | t
    Cash flows from investing activities: | |
    Purchases of property and equipment | capex | -1
    Capitalized internal-use software | software | -1
    Purchases of investments | bought | -1
    Maturities of investments | matured | 1
    Net cash used in investing activities | cfi | t
    Cash flows from financing activities: | |
    Proceeds from exercise of stock options | options | 1
    Net cash provided by financing activities | cff | t
    Net increase (decrease) in cash and cash equivalents | cash_change | t
    Cash and cash equivalents, beginning of period | cash< | t
    Cash and cash equivalents, end of period | cash> | t$
    """
    table(p, text, "y yp", [("", spans[1], ""), ("", "[h year y]", "[h year yp]")])
    p.head("Reconciliation of GAAP to Non-GAAP Measures")
    p.say(caption)
    text = """
    GAAP gross profit | gross | $
    Stock-based compensation | sbc_cost | 1
    Amortization of acquired intangibles | amortization | 1
    Non-GAAP gross profit | ng_gross | t$
    GAAP gross margin | gross%revenue |
    Non-GAAP gross margin | ng_gross%revenue |
    GAAP loss from operations | operating | $
    Stock-based compensation | sbc | 1
    Amortization of acquired intangibles | amortization | 1
    Non-GAAP loss from operations | ng_operating | t$
    GAAP net loss | net | $
    Stock-based compensation | sbc | 1
    Amortization of acquired intangibles | amortization | 1
    Non-GAAP net loss | ng_net | t$
    Non-GAAP net loss per share | ng_net/shares | $
    """
    table(p, text, columns, heads)
    text = """
    Net cash provided by (used in) operating activities | cfo | $
    Less: purchases of property and equipment | capex | -1
    Less: capitalized internal-use software | software | -1
    Free cash flow | fcf | t$
    """
    table(p, text, "y yp", [("", spans[1], ""), ("", "[h year y]", "[h year yp]")])
    p.head("Selected Operating Metrics")
    text = """
    ARR ($ in millions) | arr |
    Total customers | customers |
    Customers with ARR of $100,000 or more | large |
    Employees | headcount |
    Cash, cash equivalents and investments ($ in thousands) | liquid |
    """
    table(p, text, "e pe ey c:e:ey", [("", "[h day e]", "[h day pe]", "[h day ey]", "Y/Y Change")])


FIELDVINE = StrictHouse(
    "fieldvine",
    Look(
        ("Fieldvine Technologies, Inc.", "Fieldvine", "FVNE", "2040 Canyon Boulevard, Suite 600, Boulder, Colorado"),
        Unit(1),
        Unit(1000, 1),
        units={"shares": 0, "arr": 1, "customers": 0, "large": 0, "headcount": 0},
        percent=(0, "{}%"),
        dollar="$",
    ),
    Calendar(
        month=1,
        prose=(
            "the {n} quarter of fiscal {y}",
            "the first six months of fiscal {y}",
            "the first nine months of fiscal {y}",
            "fiscal {y}",
        ),
    ),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "On a constant currency basis, subscription revenue growth would have been {c} percentage points higher.",
        "Net new ARR excluding the migration of legacy contracts was {b}% higher than a year ago.",
        "Pro forma for the acquisition closed after the quarter, customers would have numbered more than {b},000.",
        "The Company estimates its addressable market at ${b} billion, growing by about {a}% a year.",
    ),
    "Key Metrics",
    positive="paid_in revenue",
    negative="operating net ng_operating",
    layout="split",
)
