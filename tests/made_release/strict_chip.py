"""A strict house: a maker of chips without a factory, that compares three quarters side by side and reconciles everything."""

from __future__ import annotations

from made_release.fiscal import Calendar
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
computing 88400
automotive 61300
industrial 42900
consumer 27100
cost revenue 0.42 0.46
research revenue 0.12 0.15
selling revenue 0.10 0.13
legal revenue 0.005 0.01
interest revenue 0.008 0.014
tax pretax 0.12 0.16
sbc_cost revenue 0.003 0.006
sbc_research revenue 0.03 0.04
sbc_selling revenue 0.04 0.05
amortization revenue 0.006 0.01
restructuring revenue 0.002 0.006
tax_effect sbc 0.08 0.12
depreciation revenue 0.02 0.03
~wc revenue 0.01 0.05
capex revenue 0.03 0.05
bought revenue 0.1 0.2
matured revenue 0.1 0.2
dividends revenue 0.06 0.09
issued revenue 0.004 0.01
@basic 46800
@dilutive 1700
"""
SUMS = """
revenue = computing + automotive + industrial + consumer
gross = revenue - cost
opex = research + selling + legal
operating = gross - opex ; gross - research - selling - legal
pretax = operating + interest
net = pretax - tax
sbc = sbc_cost + sbc_research + sbc_selling
ng_gross = gross + sbc_cost + amortization
ng_opex = opex - sbc_research - sbc_selling - restructuring
ng_operating = operating + sbc + amortization + restructuring ; ng_gross - ng_opex ; operating + sbc_cost + sbc_research + sbc_selling + amortization + restructuring
ng_net = net + sbc + amortization + restructuring - tax_effect
diluted = basic + dilutive
cfo = net + depreciation + amortization + sbc + wc
cfi = matured - bought - capex
cff = issued - dividends
cash_change = cfo + cfi + cff
current = cash + investments + receivable + inventory + other_current
assets = current + property + goodwill + other_assets ; cash + investments + receivable + inventory + other_current + property + goodwill + other_assets
liabilities = payable + accrued + income_tax + other_liabilities
equity = paid_in + retained
all = liabilities + equity
"""  # noqa: E501
STOCKS = """
cash 310000 += cash_change
investments 380000 += bought - matured
receivable 92000
inventory 168000
other_current 31000
property 290000
goodwill 64000
other_assets 58000
payable 61000
accrued 74000
income_tax 47000
other_liabilities 66000
retained 610000 += net - dividends
paid_in := cash + investments + receivable + inventory + other_current + property + goodwill + other_assets - payable - accrued - income_tax - other_liabilities - retained
"""  # noqa: E501


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    p.head(f"[C] Announces Results for the [x:title {s.title}] of {s.year}")
    p.say(
        f'AUSTIN, Texas, {s.day()} (NEWSWIRE) -- [C] ("[c]") (Nasdaq: [code]), a fabless supplier of mixed-signal power chips, today announced '
        "financial results for the quarter [x:ended ended|ending] [day e]."
    )
    p.say("The results for the quarter were as follows:")
    p.say(
        "- [i Revenue|Gross profit] was [m revenue q] for the quarter ended [day e], "
        "[w an increase|a decrease: revenue q pq] of [p revenue q pq]% from "
        "[m revenue pq] for the quarter ended [day pe] and [w an increase|a decrease: revenue q qp] of "
        "[p revenue q qp]% from [m revenue qp] for the "
        "quarter ended [day ey].",
        "- Revenue of [m revenue q], [w up|down: revenue q pq] [p revenue q pq]% sequentially and [w up|down: revenue q qp] [p revenue q qp]% from "
        "[per qp].",
    )
    p.say(
        "- GAAP gross margin was [s gross revenue q]%, compared with [s gross revenue pq]% in the prior quarter and [s gross revenue qp]% in the "
        "year-ago quarter.",
        "- GAAP gross margin of [s gross revenue q]%, [w up|down: gross%revenue q qp] from [s gross revenue qp]% a year ago.",
    )
    p.say(
        "- Non-GAAP(1) gross margin was [s ng_gross revenue q]%, excluding the impact of [m sbc_cost q] for stock-based compensation and "
        "[m amortization q] for amortization of acquired intangibles, compared with [s ng_gross revenue qp]%.",
        "- Non-GAAP(1) gross margin of [s ng_gross revenue q]%, as against [s ng_gross revenue pq]% and "
        "[s ng_gross revenue qp]% in the two comparable "
        "quarters, respectively.",
    )
    p.say(
        "- GAAP operating expenses were [m opex q], compared with [m opex qp] for [per qp]. Non-GAAP(1) operating "
        "expenses were [m ng_opex q], compared "
        "with [m ng_opex qp].",
        "- Operating expenses [w rose|fell: opex q pq] [d opex q pq] sequentially to [m opex q] on a GAAP basis; "
        "non-GAAP(1) operating expenses were "
        "[m ng_opex q], or [s ng_opex revenue q]% of revenue.",
    )
    p.say(
        "- [i GAAP operating income|Non-GAAP operating income] was [m operating q], compared with [m operating qp] "
        "for [per qp]; non-GAAP(1) operating "
        "income was [m ng_operating q], or [s ng_operating revenue q]% of revenue.",
        "- GAAP operating income of [m operating q] and non-GAAP(1) operating income of [m ng_operating q] [w increased|decreased: operating q qp] "
        "[p operating q qp]% and [w increased|decreased: ng_operating q qp] [p ng_operating q qp]%, respectively, from [per qp].",
    )
    p.say(
        "- GAAP net income was [m net q] and $[e net/diluted q qp] per diluted share, compared with [m net qp] and "
        "$[e net/diluted qp q] per diluted "
        "share for the quarter ended [day ey].",
        "- Net income on a GAAP basis was [m net q] ($[e net/diluted q qp] per diluted share), versus [m net pq] "
        "($[e net/diluted pq q]) in the prior "
        "quarter.",
    )
    p.say(
        "- Non-GAAP(1) net income was [m ng_net q] and $[e ng_net/diluted q qp] per diluted share, compared with [m ng_net qp] and "
        "$[e ng_net/diluted qp q] per diluted share for [per qp]."
    )
    p.say("(1) See the reconciliation of GAAP to non-GAAP measures in Table [x:reference 4|8].")
    p.head("Revenue by End Market")
    p.say(
        "[g Computing|Automotive] revenue was [m computing q], [w up|down: computing q qp] [p computing q qp]% from a year ago, and represented "
        "[s computing revenue q]% of revenue; automotive revenue was [m automotive q].",
        "Automotive revenue of [m automotive q] was [s automotive revenue q]% of the total, compared with [s automotive revenue qp]% in [per qp]; "
        "industrial and consumer revenue were [m industrial q] and [m consumer q], respectively.",
    )
    p.say(
        "Consumer revenue [w grew|declined: consumer q pq] by [d consumer q pq] from the prior quarter to [m consumer q]."
    )
    p.head("Liquidity")
    p.say(
        "Cash and cash equivalents were [m cash e] at [day e], [w an increase|a decrease: cash e ep] of [d cash e ep] from [day ep].",
        "At [day e], cash and cash equivalents stood at [m cash e] and investments at [m investments e]; inventory was [m inventory e], "
        "[w up|down: inventory e ep] from [m inventory ep] at [day ep].",
    )
    p.say(
        "Cash [f provided by|used in: cfo y] operating activities was [m cfo y] for [per y], versus [m cfo yp] for [per yp]; capital spending took "
        "[u capex y] and dividends [u dividends y]."
    )
    p.head("Business Outlook")
    low = p.worth("revenue", "q") // 1000 + 2
    p.say(
        f"For the next quarter, [c] expects revenue of ${low}.0 million to ${low + 4}.0 million, GAAP gross margin between 55.2% and 55.8%, and "
        "litigation expense of $1.1 million to $1.3 million."
    )
    p.say(
        f"The quarterly dividend of $0.{p.random.randrange(20, 80)} per share will be paid on "
        f"[x:event {s.day(75)}|{s.day(3)}] to holders of record at "
        f"the close of business on {s.day(60)}."
    )
    p.say(f"A webinar takes place on [x:weekday {s.weekday()}], {s.day()} at 2:00 p.m. PT.")
    p.head("About [c]")
    p.say("[C] (Nasdaq: [code]), [addr], designs chips and has them made by others. [c] was founded in 1998.")
    p.say("[C], [addr], does not undertake to update its forecasts.")
    _tables(p, s)


def _tables(p: Pen, s: Scene) -> None:
    caption = "[x:unit (Unaudited, in thousands, except per-share amounts)|(Unaudited, in millions, except per-share amounts)]"
    p.head("Table 1: Condensed Consolidated Statements of Operations")
    p.say(caption)
    heads = [
        ("", "Three Months Ended", "", "", f"{s.months.title()} Months Ended", ""),
        ("", "[h day e]", "[h day pe]", "[h day ey]", "[h day e]", "[h day ey]"),
    ]
    text = """
    Revenue | revenue | t$
    Cost of revenue | cost |
    Gross profit | gross | t
    Operating expenses: | |
    Research and development | research | 1
    Selling, general and administrative | selling | 1
    Litigation expense | legal | 1
    Total operating expenses | opex | t
    Operating income | operating | t
    Interest and other income, net | interest |
    Income before income taxes | pretax | t
    Income tax expense | tax |
    Net income | net | t$
    Net income per share, basic | net/basic | $
    Net income per share, diluted | net/diluted | $
    Weighted-average shares, basic | basic | n
    Weighted-average shares, diluted | diluted | n
    """
    table(p, text, "q pq qp y yp", heads)
    p.head("Table 2: Revenue by End Market")
    p.say(caption)
    text = """
    Computing | computing | $
    Automotive | automotive |
    Industrial | industrial |
    Consumer | consumer |
    Total | revenue | t$
    """
    table(
        p, text, "q s:q:revenue pq s:pq:revenue qp s:qp:revenue",
        [("", "[h day e]", "", "[h day pe]", "", "[h day ey]", ""), ("", "", "% of Revenue", "", "% of Revenue", "", "% of Revenue")],
    )  # fmt: skip
    p.head("Table 3: Condensed Consolidated Balance Sheets and Cash Flows")
    p.say(caption)
    text = """
    Cash and cash equivalents | cash | 1$
    Short-term investments | investments | 1
    Accounts receivable, net | receivable | 1
    Inventories | inventory | 1
    Other current assets | other_current | 1
    Total current assets | current | t
    Property and equipment, net | property |
    Goodwill and acquisition-related intangibles | goodwill |
    Other long-term assets | other_assets |
    Total assets | assets | t$
    Accounts payable | payable | 1$
    Accrued compensation and other liabilities | accrued | 1
    Income tax liabilities | income_tax | 1
    Other long-term liabilities | other_liabilities | 1
    Total liabilities | liabilities | t
    Common stock and additional paid-in capital | paid_in | 1
    Retained earnings | retained | 1
    Total stockholders' equity | equity | t
    Total liabilities and stockholders' equity | all | t$
    """
    table(p, text, "e ep", [("", "[h day e]", "[h day ep]")])
    text = """
    Net income | net | $
    Depreciation | depreciation | 1
    Amortization of acquired intangibles | amortization | 1
    Stock-based compensation | sbc | 1
    Changes in operating assets and liabilities | wc | 1
    Net cash provided by operating activities | cfo | t
    Maturities of investments | matured | 1
    Purchases of investments | bought | -1
    Purchases of property and equipment | capex | -1
    Net cash used in investing activities | cfi | t
    Proceeds from employee stock plans | issued | 1
    Dividends paid | dividends | -1
    Net cash used in financing activities | cff | t
    Change in cash and cash equivalents | cash_change | t
    Cash and cash equivalents, beginning | cash< |
    Cash and cash equivalents, ending | cash> | t$
    """
    table(p, text, "y yp", [("", f"{s.months.title()} Months Ended", ""), ("", "[h day e]", "[h day ey]")])
    p.head("Table 4: Reconciliation of GAAP to Non-GAAP Measures")
    p.say(caption)
    text = """
    Gross profit (GAAP) | gross | $
    Stock-based compensation | sbc_cost | 1
    Amortization of acquired intangibles | amortization | 1
    Gross profit (non-GAAP) | ng_gross | t$
    Gross margin (GAAP) | gross%revenue |
    Gross margin (non-GAAP) | ng_gross%revenue |
    Operating expenses (GAAP) | opex | $
    Stock-based compensation - research and development | sbc_research | -1
    Stock-based compensation - selling, general and administrative | sbc_selling | -1
    Restructuring | restructuring | -1
    Operating expenses (non-GAAP) | ng_opex | t$
    Operating income (GAAP) | operating | $
    Operating margin (GAAP) | operating%revenue |
    Operating income (non-GAAP) | ng_operating | t$
    Operating margin (non-GAAP) | ng_operating%revenue |
    """
    quarter = [("", "Three Months Ended", "", ""), ("", "[h day e]", "[h day pe]", "[h day ey]")]
    table(p, text, "q pq qp", quarter)
    text = """
    Net income (GAAP) | net | $
    Stock-based compensation | sbc | 1
    Amortization of acquired intangibles | amortization | 1
    Restructuring | restructuring | 1
    Tax effect | tax_effect | -1
    Net income (non-GAAP) | ng_net | t$
    Net income per share, diluted (non-GAAP) | ng_net/diluted | $
    Weighted-average shares, diluted | diluted | n
    """
    table(p, text, "q pq qp", quarter)


SILVERLEA = StrictHouse(
    "silverlea",
    Look(
        ("Silverlea Semiconductor Corporation", "Silverlea", "SLVA", "8800 Bee Cave Parkway, Austin, Texas"),
        Unit(1),
        Unit(1000, 1),
        units={"basic": 0, "diluted": 0},
        dollar="$",
    ),
    Calendar(prose=("the {n} quarter of {y}", "the first six months of {y}", "the first nine months of {y}", "{y}")),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "Excluding a shipment pulled forward by a customer, revenue would have grown {c} percentage points less.",
        "The Company's served market is about ${b} billion and is forecast to grow {a}% a year.",
        "At last year's product mix, gross margin would have been {c}0 basis points higher.",
        "The long-term model calls for an operating margin of {b}.5% or more.",
    ),
    "Liquidity",
    positive="net operating cfo paid_in cash investments",
    layout="split",
)
