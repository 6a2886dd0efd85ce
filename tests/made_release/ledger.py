"""The exact ledger of a made house, quarter by quarter over three years: every sum and balance follows from its leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from made_release.fiscal import Span

Amounts = dict[str, int]

OTHER = ("interest_income", "interest_expense", "fx", "other_net")
OCI = ("oci_fx", "oci_securities", "oci_pension")
CURRENT = ("cash", "short_investments", "receivable", "inventory", "prepaid")
FIXED = ("ppe", "goodwill", "intangible", "other_assets")
SHORT = ("short_debt", "payable", "accrued", "deferred_revenue")
LONG = ("long_debt", "pension", "other_liabilities")
OWN = ("common", "apic", "retained", "aoci", "treasury")
ADJUST = ("depreciation", "amortization", "stock_comp", "deferred_flow")
WORKING = ("wc_receivable", "wc_inventory", "wc_payable")
INVEST = ("capex", "securities_bought", "securities_sold", "acquisition")
FINANCE = ("borrowed", "repaid", "dividend_paid", "buyback")


def _sum(*parts: str, less: tuple[str, ...] = ()) -> dict[str, int]:
    return {**dict.fromkeys(parts, 1), **dict.fromkeys(less, -1)}


@dataclass(slots=True)
class Ledger:
    """What happened: leaves by quarter, balances by quarter end, in thousands.

    ``sums`` says of each total what it is made of; an item may be made of several things (a total of its block, or a
    longer way round).
    """

    segments: int
    expenses: int
    years: tuple[int, ...]
    flows: dict[tuple[str, int, int], int] = field(default_factory=dict)
    balances: dict[tuple[str, int, int], int] = field(default_factory=dict)
    sums: dict[str, tuple[dict[str, int], ...]] = field(default_factory=dict)
    shares: dict[tuple[int, int], int] = field(default_factory=dict)

    def amount(self, item: str, when: str) -> int:
        """Give an item of a span (``Span.key``) or at a day (``Span.end``), in thousands."""
        year, _, rest = when.partition(":")
        if rest.endswith("!"):  # a day
            return self._at(item, int(year), int(rest[:-1]))
        first, _, last = rest.partition("-")
        return sum(self._of(item, int(year), quarter) for quarter in range(int(first), int(last) + 1))

    def _of(self, item: str, year: int, quarter: int) -> int:
        if (item, year, quarter) in self.flows:
            return self.flows[item, year, quarter]
        return sum(sign * self._of(part, year, quarter) for part, sign in self.sums[item][0].items())

    def _at(self, item: str, year: int, quarter: int) -> int:
        if quarter == 0:
            year, quarter = year - 1, 4
        if (item, year, quarter) in self.balances:
            return self.balances[item, year, quarter]
        return sum(sign * self._at(part, year, quarter) for part, sign in self.sums[item][0].items())

    def average_shares(self, span: Span) -> int:
        """Give the weighted average number of shares of a span, in thousands."""
        counts = [self.shares[span.year, quarter] for quarter in range(span.first, span.last + 1)]
        return sum(counts) // len(counts)


def _define(ledger: Ledger) -> None:
    segments, costs = (tuple(f"{name}{i}" for i in range(ledger.segments)) for name in ("segment", "cost"))
    inter = tuple(f"inter{i}" for i in range(ledger.segments))
    profit = tuple(f"profit{i}" for i in range(ledger.segments))
    expense = tuple(f"expense{i}" for i in range(ledger.expenses))
    ledger.sums = {
        **{f"gross{i}": ({f"segment{i}": 1, f"cost{i}": -1},) for i in range(ledger.segments)},
        **{f"sales{i}": ({f"segment{i}": 1, f"inter{i}": 1},) for i in range(ledger.segments)},
        "elimination": (dict.fromkeys(inter, -1),),
        "sales_gross": (_sum(*(f"sales{i}" for i in range(ledger.segments))),),
        "revenue": (_sum(*segments), {"sales_gross": 1, "elimination": 1}),
        "cost": (_sum(*costs),),
        "gross": ({"revenue": 1, "cost": -1},),
        "opex": (_sum(*expense),),
        "costs_expenses": ({"cost": 1, "opex": 1}, _sum("cost", *expense), _sum(*costs, *expense)),
        "operating": (
            {"gross": 1, "opex": -1},
            {"revenue": 1, "costs_expenses": -1},
            _sum(*profit, "corporate"),
            _sum("gross", less=expense),
        ),
        "segment_profit": (_sum(*profit),),
        "corporate": ({"operating": 1, "segment_profit": -1},),
        "finance_costs": ({"interest_income": 1, "interest_expense": -1},),
        "other": ({"interest_income": 1, "interest_expense": -1, "fx": 1, "other_net": 1},),
        "gains": (_sum("interest_income", "other_gain"),),
        "losses": (_sum("interest_expense", "other_loss"),),
        "ordinary": ({"operating": 1, "gains": 1, "losses": -1},),
        "pretax": ({"operating": 1, "other": 1}, {"ordinary": 1, "extra_gain": 1, "extra_loss": -1}),
        "tax": ({"tax_current": 1, "tax_deferred": 1},),
        "net": ({"pretax": 1, "tax": -1}, {"pretax": 1, "tax_current": -1, "tax_deferred": -1}),
        "parent": ({"net": 1, "nci": -1},),
        "oci": (_sum(*OCI),),
        "comprehensive": ({"net": 1, "oci": 1},),
        "ebitda": (
            {"operating": 1, "depreciation": 1, "amortization": 1},
            {"net": 1, "tax": 1, "interest_net": 1, "depreciation": 1, "amortization": 1},
        ),
        "interest_net": ({"other": -1},),
        "adjusted": ({"ebitda": 1, "stock_comp": 1, "restructuring": 1},),
        "working": (_sum(*WORKING),),
        "from_operations": (_sum("net", *ADJUST, *WORKING),),
        "from_investing": (_sum("securities_sold", less=("capex", "securities_bought", "acquisition")),),
        "from_financing": (_sum("borrowed", less=("repaid", "dividend_paid", "buyback")),),
        "cash_change": (_sum("from_operations", "from_investing", "from_financing", "cash_fx"),),
        "free_flow": ({"from_operations": 1, "capex": -1},),
        "current_assets": (_sum(*CURRENT),),
        "fixed_assets": (_sum(*FIXED),),
        "assets": ({"current_assets": 1, "fixed_assets": 1}, _sum("current_assets", *FIXED)),
        "current_liabilities": (_sum(*SHORT),),
        "fixed_liabilities": (_sum(*LONG),),
        "liabilities": (
            {"current_liabilities": 1, "fixed_liabilities": 1},
            _sum("current_liabilities", *LONG),
        ),
        "owners": (_sum(*OWN),),
        "equity": ({"owners": 1, "minority": 1}, _sum(*OWN, "minority")),
        "all": ({"liabilities": 1, "equity": 1},),
    }


def make_ledger(
    random: Random, *, segments: int, expenses: int, size: int, years: tuple[int, ...], loss: bool
) -> Ledger:
    """Draw a ledger of quarters.

    Args:
        random: where it is drawn from.
        segments: how many segments.
        expenses: how many lines of expenses.
        size: about what a segment earns in a quarter, in thousands.
        years: fiscal years, the first of which is there for comparison.
        loss: whether it loses money.
    """
    ledger = Ledger(segments, expenses, years)
    _define(ledger)
    base = {f"segment{i}": size * random.uniform(0.4, 1.7) for i in range(segments)}
    sales = sum(base.values())
    base |= {f"inter{i}": base[f"segment{i}"] * random.uniform(0.03, 0.12) for i in range(segments)}
    weight = random.uniform(0.27, 0.33) + (0.2 if loss else 0.0)
    base |= {f"expense{i}": sales * weight * part for i, part in enumerate((0.5, 0.3, 0.15, 0.05)[:expenses])}
    small = (
        "interest_income",
        "interest_expense",
        "other_gain",
        "other_loss",
        "extra_gain",
        "extra_loss",
        "restructuring",
    )
    base |= {name: sales * random.uniform(0.004, 0.02) for name in small}
    base |= {
        name: sales * random.uniform(0.02, 0.05) for name in ("tax_current", "depreciation", "stock_comp", "capex")
    }
    base |= {
        name: sales * random.uniform(0.005, 0.02) for name in ("amortization", "securities_bought", "securities_sold")
    }
    base |= {
        name: sales * random.uniform(0.01, 0.02) for name in ("borrowed", "repaid", "dividend_paid", "buyback", "nci")
    }
    base["acquisition"] = sales * 0.03
    drift = {name: random.choice((-0.02, 0.02, 0.03, 0.05)) for name in base}
    for at, (year, quarter) in enumerate((y, q) for y in years for q in (1, 2, 3, 4)):
        for name, value in base.items():
            worth = value * (1 + drift[name]) ** at * random.uniform(0.9, 1.12)
            ledger.flows[name, year, quarter] = int(worth) // 10 * 10 + random.randrange(1, 10)
        for i in range(segments):
            sold = ledger.flows[f"segment{i}", year, quarter]
            ledger.flows[f"cost{i}", year, quarter] = int(sold * random.uniform(0.5, 0.62))
            own = sold - ledger.flows[f"cost{i}", year, quarter]
            ledger.flows[f"profit{i}", year, quarter] = int(own * random.uniform(0.35, 0.6))
        for name, reach in (
            ("fx", 0.01),
            *((one, 0.02) for one in OCI),
            ("tax_deferred", 0.006),
            ("deferred_flow", 0.006),
            ("cash_fx", 0.004),
            *((one, 0.03) for one in WORKING),
        ):
            worth = int(sales * random.uniform(0.2, 1.0) * reach) + random.randrange(1, 99)
            ledger.flows[name, year, quarter] = worth * random.choice((-1, 1))
        told = {name: ledger.flows[name, year, quarter] for name in small}
        # What Japanese rules show in four lines others show in one: both ways lead to the same income before tax.
        ledger.flows["other_net", year, quarter] = (
            told["other_gain"] - told["other_loss"] + told["extra_gain"] - told["extra_loss"]
        ) - ledger.flows["fx", year, quarter]
    _balances(ledger, random, sales)
    return ledger


def _balances(ledger: Ledger, random: Random, sales: float) -> None:
    names = (*CURRENT[1:], *FIXED, *SHORT, *LONG[1:])
    worth = {name: sales * random.uniform(0.15, 0.7) for name in names}
    worth |= {"ppe": sales * 2.2, "goodwill": sales * 0.9}
    known: Amounts = {
        "cash": int(sales * random.uniform(3.0, 3.6)) + random.randrange(100, 999),
        "common": int(sales * 0.6) + random.randrange(10, 99),
        "apic": int(sales * 1.4) + random.randrange(10, 99),
        "retained": int(sales * 1.3) + random.randrange(10, 99),
        "aoci": -int(sales * 0.11) - random.randrange(10, 99),
        "treasury": -int(sales * 0.07) - random.randrange(10, 99),
        "minority": int(sales * 0.2) + random.randrange(10, 99),
    }
    shares = random.randrange(40_000, 400_000)
    start = ledger.years[0]
    for year, quarter in [(start - 1, 4), *((y, q) for y in ledger.years for q in (1, 2, 3, 4))]:
        if year >= start:
            when = f"{year}:{quarter}-{quarter}"
            known["cash"] += ledger.amount("cash_change", when)
            known["retained"] += ledger.amount("parent", when) - ledger.amount("dividend_paid", when)
            known["aoci"] += ledger.amount("oci", when)
            known["apic"] += ledger.amount("stock_comp", when)
            known["treasury"] -= ledger.amount("buyback", when)
            known["minority"] += ledger.amount("nci", when)
        for name, value in worth.items():
            worth[name] = value * random.uniform(0.93, 1.1)
            known[name] = int(worth[name]) // 10 * 10 + random.randrange(1, 10)
        for name, value in known.items():
            ledger.balances[name, year, quarter] = value
        rest = sum(known[name] for name in (*CURRENT, *FIXED)) - sum(
            known[name] for name in (*SHORT, *LONG[1:], *OWN, "minority")
        )
        ledger.balances["long_debt", year, quarter] = rest
        shares += random.randrange(-600, 900)
        ledger.shares[year, quarter] = shares
