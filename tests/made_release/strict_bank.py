"""A strict house: a regional bank, that compares with the linked quarter first and with a year ago second."""

from __future__ import annotations

from made_release.fiscal import Calendar
from made_release.house import Unit
from made_release.strict_grid import table
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_pen import Look, Pen

FLOWS = """
on_loans 61200
on_securities 9400
on_deposits 14300
on_borrowings 3900
provision on_loans 0.02 0.05
service_charges 5600
card_fees 4300
wealth_fees 3800
salaries 21400
occupancy 4700
data 3900
other_expense 5800
tax pretax 0.18 0.23
@basic 31200
@dilutive 240
"""
SUMS = """
interest_income = on_loans + on_securities
interest_expense = on_deposits + on_borrowings
nii = interest_income - interest_expense ; on_loans + on_securities - on_deposits - on_borrowings
after = nii - provision
fees = service_charges + card_fees + wealth_fees
expense = salaries + occupancy + data + other_expense
pretax = after + fees - expense
net = pretax - tax
revenue = nii + fees
ppnr = revenue - expense
diluted = basic + dilutive
loans = commercial_re + commercial + residential + consumer
net_loans = loans - allowance
assets = cash + securities + net_loans + premises + goodwill + other_assets
deposits = demand + savings + time
liabilities = deposits + borrowings + other_liabilities
equity = stock + retained
tangible = equity - goodwill
all = liabilities + equity
"""
STOCKS = """
cash 212000
securities 1130000
commercial_re 1980000
commercial 940000
residential 760000
consumer 210000
allowance 46000
nonperforming 19000
premises 61000
goodwill 118000
other_assets 176000
demand 1040000
savings 2010000
time 830000
other_liabilities 71000
stock 290000
retained 300000 += net
borrowings := cash + securities + commercial_re + commercial + residential + consumer - allowance + premises + goodwill + other_assets - demand - savings - time - other_liabilities - stock - retained
@outstanding 31300
"""  # noqa: E501


def write(p: Pen, s: Scene) -> None:
    """Write a release."""
    p.head(f"[c] Announces [x:title {s.title}] {s.year} Results")
    p.say(
        f'KNOXVILLE, Tenn., {s.day()} (NEWSWIRE) -- [C] (NASDAQ: [code]) (the "Company"), the parent of Tellico River Bank, today announced net '
        f"income of [m net q], or $[e net/diluted q qp] per diluted common share, for the quarter "
        f"[x:ended ended|ending] [day e], compared to net income "
        "of [m net pq], or $[e net/diluted pq q] per diluted common share, for [per pq] and [m net qp], or "
        "$[e net/diluted qp q] per diluted common "
        "share, for [per qp].",
        f"KNOXVILLE, Tenn., {s.day()} (NEWSWIRE) -- [C] (NASDAQ: [code]) today reported earnings of [m net q] for the "
        f"quarter [x:ended ended|ending] "
        "[day e], which compares to [m net pq] for [per pq] and [m net qp] for [per qp]. Diluted earnings per common share were "
        "$[e net/diluted q qp], $[e net/diluted pq q] and $[e net/diluted qp q], respectively.",
    )
    p.head(f"{s.ordinal.title()} Quarter {s.year} Highlights")
    p.say(
        "- [i Net interest income|Noninterest income] of [m nii q], [w an increase|a decrease: nii q pq] of [d nii q pq] from the prior quarter",
        "- Net interest income [w increased|decreased: nii q qp] [p nii q qp]% to [m nii q] from the same quarter a year ago",
    )
    p.say(
        "- Efficiency ratio of [s expense revenue q]%, compared with [s expense revenue pq]% for the linked quarter",
        "- Efficiency ratio was [s expense revenue q]%, versus [s expense revenue qp]% in the year-ago quarter",
    )
    p.say(
        "- Total deposits of [m deposits e], [w up|down: deposits e pe] [d deposits e pe], or [p deposits e pe]%, from [day pe]",
        "- Total loans [w grew|declined: loans e pe] [d loans e pe] during the quarter to [m loans e]",
    )
    p.say(
        "- Nonperforming loans to total loans of [s2 nonperforming loans e]%; allowance for credit losses to total loans of [s2 allowance loans e]%"
    )
    p.say(
        "- Book value per share of $[e equity/outstanding e]; tangible book value per share(1) of $[e tangible/outstanding e]"
    )
    p.say("(1) Non-GAAP measure; see the reconciliation at the end of this release (Table [x:reference 5|9]).")
    p.head("Net Interest Income and Margin")
    margin = p.random.randrange(331, 389)
    more = p.random.randrange(3, 14)
    p.say(
        "Net interest income was [m nii q] for [per q], compared to [m nii pq] for [per pq] and [m nii qp] for [per qp]. Interest income "
        "[w increased|decreased: interest_income q pq] [d interest_income q pq] from the linked quarter, while interest expense "
        "[w rose|fell: interest_expense q pq] [d interest_expense q pq].",
        "For [per q], net interest income totaled [m nii q], [w up|down: nii q pq] [p nii q pq]% on a linked-quarter basis and "
        "[w up|down: nii q qp] [p nii q qp]% from [per qp].",
    )
    p.say(
        f"The fully taxable-equivalent net interest margin expanded {more} basis points to "
        f"{(margin + more) / 100:.2f}% from {margin / 100:.2f}%; the "
        f"yield on earning assets was about 5.4%."
    )
    p.head("Provision and Asset Quality")
    p.say(
        "The provision for credit losses was [m provision q], compared with [m provision pq] in the linked quarter "
        "and [m provision qp] a year ago. "
        "The allowance for credit losses stood at [m allowance e], or [s2 allowance loans e]% of total loans, at [day e].",
        "The Company recorded a provision of [m provision q] versus [m provision qp] in [per qp]. As of [day e], the allowance was "
        "[m allowance e] and nonperforming loans were [m nonperforming e].",
    )
    p.head("Noninterest Income and Expense")
    p.say(
        "[i Noninterest income|Noninterest expense] was [m fees q], [w an increase|a decrease: fees q qp] of "
        "[d fees q qp], or [p fees q qp]%, from "
        "[m fees qp] for [per qp].",
        "Noninterest income [w rose|declined: fees q pq] by [p fees q pq]% from the linked quarter to [m fees q]; "
        "[g service charges|card fees] were "
        "[m service_charges q], card fees [m card_fees q] and wealth management fees [m wealth_fees q].",
    )
    p.say(
        "[i Noninterest expense|Noninterest income] totaled [m expense q], compared to [m expense pq] and "
        "[m expense qp] for the linked and year-ago "
        "quarters, respectively. Salaries and benefits of [m salaries q] made up [s salaries expense q]% of the total.",
        "Noninterest expense [w increased|decreased: expense q pq] [d expense q pq] to [m expense q], primarily because of salaries and employee "
        "benefits of [m salaries q] (linked quarter: [m salaries pq]).",
    )
    p.head("Balance Sheet")
    p.say(
        "Total assets were [m assets e] at [day e], compared to [m assets pe] at [day pe] and [m assets ey] at [day ey].",
        "At [day e], total assets stood at [m assets e], [w an increase|a decrease: assets e ey] of [d assets e ey], or [p assets e ey]%, from "
        "[day ey].",
    )
    p.say(
        "Noninterest-bearing demand deposits represented [s demand deposits e]% of total deposits at [day e], compared to "
        "[s demand deposits ey]% a year earlier.",
    )
    p.say(
        "Shareholders' equity [w increased|decreased: equity e pe] to [m equity e] from [m equity pe] at [day pe]; equity to assets was "
        "[s equity assets e]%."
    )
    p.say(
        f"On {s.day()}, the Board declared a dividend of $0.{p.random.randrange(14, 31)} per common share, payable "
        f"[x:event {s.day(30)}|{s.day(4)}] "
        f"to shareholders of record as of {s.day(16)}."
    )
    p.say(f"The Company will hold its call on [x:weekday {s.weekday(1)}], {s.day(1)}, at 9:00 a.m. Eastern.")
    p.head("About [C]")
    p.say(
        "[C] (NASDAQ: [code]) is a bank holding company with its main office at [addr]. Through its bank, [c] serves East Tennessee."
    )
    p.say("Investor inquiries: [c], [addr]. [C] assumes no obligation to update forward-looking statements.")
    _tables(p)


def _tables(p: Pen) -> None:
    caption = "[x:unit (Dollars in thousands, except per share data)|(Dollars in millions, except per share data)]"
    quarter = [("", "[h long q]", "[h long pq]", "[h long qp]")]
    days = [("", "[h day e]", "[h day pe]", "[h day ey]")]
    p.head("[C] - Table 1 - Consolidated Statements of Income (unaudited)")
    p.say(caption)
    text = """
    Interest income: | |
    Loans, including fees | on_loans | 1$
    Investment securities | on_securities | 1
    Total interest income | interest_income | t
    Interest expense: | |
    Deposits | on_deposits | 1
    Borrowed funds | on_borrowings | 1
    Total interest expense | interest_expense | t
    Net interest income | nii | t
    Provision for credit losses | provision |
    Net interest income after provision for credit losses | after | t
    Noninterest income: | |
    Service charges on deposit accounts | service_charges | 1
    Debit card and ATM fees | card_fees | 1
    Wealth management fees | wealth_fees | 1
    Total noninterest income | fees | t
    Noninterest expense: | |
    Salaries and employee benefits | salaries | 1
    Net occupancy | occupancy | 1
    Data processing | data | 1
    Other | other_expense | 1
    Total noninterest expense | expense | t
    Income before income taxes | pretax | t
    Income tax expense | tax |
    Net income | net | t$
    Earnings per common share - basic | net/basic | $
    Earnings per common share - diluted | net/diluted | $
    Weighted average common shares - basic | basic | n
    Weighted average common shares - diluted | diluted | n
    """
    table(p, text, "q pq qp", quarter)
    p.head("Table 2 - Consolidated Balance Sheets (unaudited)")
    p.say(caption)
    text = """
    Assets | |
    Cash and due from banks | cash | $
    Investment securities available for sale | securities |
    Loans | loans | t
    Less: allowance for credit losses | allowance | -
    Loans, net | net_loans | t
    Premises and equipment, net | premises |
    Goodwill and core deposit intangibles | goodwill |
    Other assets | other_assets |
    Total assets | assets | t$
    Liabilities | |
    Noninterest-bearing demand | demand | 1$
    Interest-bearing demand and savings | savings | 1
    Time deposits | time | 1
    Total deposits | deposits | t
    Borrowed funds | borrowings |
    Other liabilities | other_liabilities |
    Total liabilities | liabilities | t
    Shareholders' equity | |
    Common stock and surplus | stock | 1
    Retained earnings and accumulated other comprehensive income | retained | 1
    Total shareholders' equity | equity | t
    Total liabilities and shareholders' equity | all | t$
    """
    table(p, text, "e pe ey", days)
    p.head("Table 3 - Loan Composition")
    p.say(caption)
    text = """
    Commercial real estate | commercial_re | $
    Commercial and industrial | commercial |
    Residential mortgage | residential |
    Consumer | consumer |
    Total loans | loans | t$
    """
    table(
        p, text, "e s:e:loans pe d:e:pe c:e:pe", [("", "[h day e]", "% of total", "[h day pe]", "$ change", "% change")]
    )
    p.head("Table 4 - Asset Quality")
    p.say(caption)
    text = """
    Nonperforming loans | nonperforming | $
    Allowance for credit losses | allowance |
    Nonperforming loans to total loans | nonperforming%loans | p
    Allowance to total loans | allowance%loans | p
    Allowance to nonperforming loans | allowance%nonperforming | p
    """
    table(p, text, "e pe ey", days)
    p.head("Table 5 - Reconciliation of Non-GAAP Measures")
    p.say(caption)
    text = """
    Total shareholders' equity (GAAP) | equity | $t
    Goodwill and core deposit intangibles | goodwill | -
    Tangible common equity | tangible | $t
    Common shares outstanding (in thousands) | outstanding | n
    Book value per share | equity/outstanding | $
    Tangible book value per share | tangible/outstanding | $
    """
    table(p, text, "e pe ey", days)
    text = """
    Net interest income | nii | $
    Noninterest income | fees |
    Total revenue | revenue | t
    Noninterest expense | expense | -
    Pre-provision net revenue | ppnr | t$
    Efficiency ratio | expense%revenue |
    """
    table(p, text, "q pq qp", quarter)


TELLICO = StrictHouse(
    "tellico",
    Look(
        ("Tellico River Bancorp, Inc.", "Tellico River", "TRBC", "1500 Gay Street, Suite 300, Knoxville, Tennessee"),
        Unit(1),
        Unit(1000, 1),
        units={"diluted": 0, "basic": 0, "outstanding": 0},
        dollar="$",
    ),
    Calendar(
        prose=("the {n} quarter of {y}", "the first six months of {y}", "the first nine months of {y}", "{y}"),
        long="Three Months Ended {d}",
    ),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "Annualized loan growth was {a}.{c}%, and annualized deposit growth {c}.{a}%.",
        "Return on average assets was 1.{b}% and return on average equity 1{c}.{a}%.",
        "Excluding purchase accounting accretion, net interest income would have been ${c}.{a} million lower over twelve months.",
        "The Company has access to about $1.{c} billion of unused borrowing capacity.",
    ),
    "Balance Sheet",
    positive="net pretax borrowings provision",
    quarters=(1, 2, 3, 4),
    layout="aligned",
    lead=(16, 28),
)
