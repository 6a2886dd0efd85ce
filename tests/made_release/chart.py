"""Charts of accounts: which lines the statements of US, IFRS, Indian and Japanese houses have, in which order and with which signs."""

from __future__ import annotations

from dataclasses import dataclass

from made_release.house import House
from made_release.ledger import CURRENT, FIXED, LONG, SHORT


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement.

    Args:
        label: what it is called; empty where a subtotal has no name.
        item: of the ledger; empty for a heading.
        total: whether it adds others up.
        sign: -1 where a deduction is shown with the other sign.
        depth: how far it is set in.
    """

    label: str
    item: str = ""
    total: bool = False
    sign: int = 1
    depth: int = 0


NAMES: dict[str, dict[str, str]] = {
    "us": {
        "revenue": "Total revenues",
        "cost": "Total cost of revenues",
        "gross": "Gross profit",
        "opex": "Total operating expenses",
        "operating": "Operating income",
        "other": "Total other income (expense), net",
        "pretax": "Income before income taxes",
        "tax": "Provision for income taxes",
        "net": "Net income",
        "parent": "Net income attributable to common shareholders",
        "cash": "Cash and cash equivalents",
        "assets": "Total assets",
        "liabilities": "Total liabilities",
        "equity": "Total equity",
        "owners": "Total stockholders' equity",
        "comprehensive": "Comprehensive income",
        "adjusted": "Adjusted EBITDA",
    },
    "ifrs": {
        "revenue": "Revenue",
        "cost": "Cost of sales",
        "gross": "Gross profit",
        "operating": "Operating profit",
        "pretax": "Profit before tax",
        "tax": "Income tax expense",
        "net": "Profit for the period",
        "parent": "Owners of the parent",
        "cash": "Cash and cash equivalents",
        "assets": "Total assets",
        "liabilities": "Total liabilities",
        "equity": "Total equity",
        "owners": "Equity attributable to owners of the parent",
        "comprehensive": "Total comprehensive income for the period",
        "adjusted": "Adjusted EBITDA",
    },
    "jgaap": {
        "revenue": "Net sales",
        "cost": "Cost of sales",
        "gross": "Gross profit",
        "opex": "Selling, general and administrative expenses",
        "operating": "Operating profit",
        "ordinary": "Ordinary profit",
        "pretax": "Profit before income taxes",
        "tax": "Total income taxes",
        "net": "Profit",
        "parent": "Profit attributable to owners of parent",
        "cash": "Cash and deposits",
        "assets": "Total assets",
        "liabilities": "Total liabilities",
        "equity": "Total net assets",
        "owners": "Total shareholders' equity",
        "comprehensive": "Comprehensive income",
        "adjusted": "Adjusted EBITDA",
    },
}
NAMES["nature"] = NAMES["ifrs"] | {
    "revenue": "Total revenue from operations",
    "costs_expenses": "Total expenses",
    "operating": "Profit before other income",
    "net": "Profit for the period after tax",
}
EXPENSES = ("Sales and marketing", "General and administrative", "Research and development", "Restructuring charges")
ASSETS = {
    "cash": "Cash and cash equivalents",
    "short_investments": "Short-term investments",
    "receivable": "Accounts receivable, net",
    "inventory": "Inventories",
    "prepaid": "Prepaid expenses and other current assets",
    "ppe": "Property, plant and equipment, net",
    "goodwill": "Goodwill",
    "intangible": "Intangible assets, net",
    "other_assets": "Other assets",
}
DEBTS = {
    "short_debt": "Short-term borrowings",
    "payable": "Accounts payable",
    "accrued": "Accrued expenses",
    "deferred_revenue": "Deferred revenue",
    "long_debt": "Long-term debt",
    "pension": "Retirement benefit obligations",
    "other_liabilities": "Other long-term liabilities",
}
OWNERS = {
    "common": "Common stock",
    "apic": "Additional paid-in capital",
    "retained": "Retained earnings",
    "aoci": "Accumulated other comprehensive loss",
    "treasury": "Treasury stock, at cost",
}


def labels_of(house: House) -> dict[str, str]:
    """Give every item's name in a house."""
    return {**ASSETS, **DEBTS, **OWNERS, **NAMES[house.gaap], **house.labels}


def income_lines(house: House) -> list[Line]:
    """Give the lines of the statement of income."""
    name = house.labels
    sold = [Line(s, f"segment{i}", depth=1) for i, s in enumerate(house.segments)]
    cost = [Line(f"Cost of {s.lower()}", f"cost{i}", depth=1) for i, s in enumerate(house.segments)]
    spent = [Line(e, f"expense{i}", depth=1) for i, e in enumerate(EXPENSES[: house.expenses])]
    if house.gaap == "us":
        taxes = [Line(name["tax"], "tax"), Line(name["net"], "net", total=True)]
        return [
            Line("Revenues:"),
            *sold,
            Line(name["revenue"], "revenue", total=True),
            Line("Cost of revenues:"),
            *cost,
            Line(name["cost"], "cost", total=True),
            Line(name["gross"], "gross", total=True),
            Line("Operating expenses:"),
            *spent,
            Line(name["opex"], "opex", total=True),
            Line(name["operating"], "operating", total=True),
            Line("Other income (expense):"),
            Line("Interest income", "interest_income", depth=1),
            Line("Interest expense", "interest_expense", sign=-1, depth=1),
            Line("Foreign exchange gain (loss)", "fx", depth=1),
            Line("Other, net", "other_net", depth=1),
            Line(name["other"], "other", total=True),
            Line(name["pretax"], "pretax", total=True),
            *taxes,
            Line("Less: net income attributable to noncontrolling interests", "nci"),
            Line(name["parent"], "parent", total=True),
        ]
    if house.gaap == "jgaap":
        return [
            Line(name["revenue"], "revenue", total=True),
            Line(name["cost"], "cost"),
            Line(name["gross"], "gross", total=True),
            Line(name["opex"], "opex"),
            Line(name["operating"], "operating", total=True),
            Line("Non-operating income"),
            Line("Interest and dividend income", "interest_income", depth=1),
            Line("Other", "other_gain", depth=1),
            Line("Total non-operating income", "gains", total=True),
            Line("Non-operating expenses"),
            Line("Interest expenses", "interest_expense", depth=1),
            Line("Other", "other_loss", depth=1),
            Line("Total non-operating expenses", "losses", total=True),
            Line(name["ordinary"], "ordinary", total=True),
            Line("Extraordinary income"),
            Line("Gain on sale of non-current assets", "extra_gain", depth=1),
            Line("Extraordinary losses"),
            Line("Impairment losses", "extra_loss", depth=1),
            Line(name["pretax"], "pretax", total=True),
            Line("Income taxes - current", "tax_current"),
            Line("Income taxes - deferred", "tax_deferred"),
            Line(name["tax"], "tax", total=True),
            Line(name["net"], "net", total=True),
            Line("Profit attributable to non-controlling interests", "nci"),
            Line(name["parent"], "parent", total=True),
        ]
    shared = [
        Line("Finance income", "interest_income"),
        Line("Finance costs", "interest_expense", sign=-1),
        Line("Foreign exchange differences", "fx"),
        Line("Other income and expenses", "other_net"),
        Line(name["pretax"], "pretax", total=True),
        Line(name["tax"], "tax", sign=-1),
        Line(name["net"], "net", total=True),
        Line("Attributable to:"),
        Line(name["parent"], "parent", depth=1),
        Line("Non-controlling interests", "nci", depth=1),
    ]
    if house.gaap == "nature":
        materials = (
            "Cost of materials consumed",
            "Employee benefits expense",
            "Power and fuel",
            "Freight and forwarding",
        )
        return [
            Line("Income"),
            *sold,
            Line(name["revenue"], "revenue", total=True),
            Line("Expenses"),
            *(Line(m, f"cost{i}", depth=1) for i, m in enumerate(materials[: len(house.segments)])),
            *spent,
            Line(name["costs_expenses"], "costs_expenses", total=True),
            Line(name["operating"], "operating", total=True),
            *shared,
        ]
    return [
        Line(name["revenue"], "revenue", total=True),
        Line(name["cost"], "cost", sign=-1),
        Line(name["gross"], "gross", total=True),
        *(Line(one.label, one.item, sign=-1) for one in spent),
        Line(name["operating"], "operating", total=True),
        *shared,
    ]


def comprehensive_lines(house: House) -> list[Line]:
    """Give the lines of the statement of comprehensive income."""
    return [
        Line(house.labels["net"], "net", total=True),
        Line("Other comprehensive income (loss):"),
        Line("Foreign currency translation adjustments", "oci_fx", depth=1),
        Line("Unrealized gains (losses) on securities", "oci_securities", depth=1),
        Line("Remeasurements of defined benefit plans", "oci_pension", depth=1),
        Line("Total other comprehensive income (loss)", "oci", total=True),
        Line(house.labels["comprehensive"], "comprehensive", total=True),
    ]


def balance_lines(house: House) -> list[Line]:
    """Give the lines of the balance sheet."""
    name = house.labels
    fixed = [Line(name[one], one, depth=1) for one in FIXED]
    long = [Line(name[one], one, depth=1) for one in LONG]
    more = house.gaap != "us"
    return [
        Line("Assets"),
        Line("Current assets:"),
        *(Line(name[one], one, depth=1) for one in CURRENT),
        Line("Total current assets", "current_assets", total=True),
        *([Line("Non-current assets:")] if more else []),
        *fixed,
        *([Line("Total non-current assets", "fixed_assets", total=True)] if more else []),
        Line(name["assets"], "assets", total=True),
        Line("Liabilities and equity"),
        Line("Current liabilities:"),
        *(Line(name[one], one, depth=1) for one in SHORT),
        Line("Total current liabilities", "current_liabilities", total=True),
        *long,
        *([Line("Total non-current liabilities", "fixed_liabilities", total=True)] if more else []),
        Line(name["liabilities"], "liabilities", total=True),
        *(Line(name[one], one, depth=1) for one in OWNERS),
        Line(name["owners"], "owners", total=True),
        Line("Non-controlling interests", "minority"),
        Line(name["equity"], "equity", total=True),
        Line("Total liabilities and equity", "all", total=True),
    ]


def cash_lines(house: House) -> list[Line]:
    """Give the lines of the statement of cash flows; its opening and closing balances stand apart."""
    return [
        Line("Cash flows from operating activities:"),
        Line(house.labels["net"], "net"),
        Line("Depreciation", "depreciation", depth=1),
        Line("Amortization of intangible assets", "amortization", depth=1),
        Line("Share-based compensation", "stock_comp", depth=1),
        Line("Deferred taxes", "deferred_flow", depth=1),
        Line("Changes in receivables", "wc_receivable", depth=1),
        Line("Changes in inventories", "wc_inventory", depth=1),
        Line("Changes in payables and other", "wc_payable", depth=1),
        Line("Net cash provided by (used in) operating activities", "from_operations", total=True),
        Line("Cash flows from investing activities:"),
        Line("Purchases of property, plant and equipment", "capex", sign=-1, depth=1),
        Line("Purchases of securities", "securities_bought", sign=-1, depth=1),
        Line("Proceeds from sales of securities", "securities_sold", depth=1),
        Line("Acquisitions, net of cash acquired", "acquisition", sign=-1, depth=1),
        Line("Net cash provided by (used in) investing activities", "from_investing", total=True),
        Line("Cash flows from financing activities:"),
        Line("Proceeds from borrowings", "borrowed", depth=1),
        Line("Repayments of borrowings", "repaid", sign=-1, depth=1),
        Line("Dividends paid", "dividend_paid", sign=-1, depth=1),
        Line("Purchases of treasury stock", "buyback", sign=-1, depth=1),
        Line("Net cash provided by (used in) financing activities", "from_financing", total=True),
        Line("Effect of exchange rate changes on cash", "cash_fx"),
        Line("Net increase (decrease) in cash and cash equivalents", "cash_change", total=True),
    ]


def bridge_lines(house: House) -> list[Line]:
    """Give the lines of the reconciliation of the measure outside the accounting rules."""
    return [
        Line(house.labels["net"], "net"),
        Line(house.labels["tax"], "tax", depth=1),
        Line("Interest and other, net", "interest_net", depth=1),
        Line("Depreciation", "depreciation", depth=1),
        Line("Amortization of intangible assets", "amortization", depth=1),
        Line("EBITDA", "ebitda", total=True),
        Line("Share-based compensation", "stock_comp", depth=1),
        Line("Restructuring costs", "restructuring", depth=1),
        Line(house.labels["adjusted"], "adjusted", total=True),
    ]
