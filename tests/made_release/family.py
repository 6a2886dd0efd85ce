"""The families: houses of invented companies that differ in words, units, currencies, signs and layouts."""

from __future__ import annotations

from dataclasses import dataclass

from made_release.book import Print

MILLIONS, THOUSANDS = 1000, 1


@dataclass(frozen=True, slots=True)
class Family:
    """How one house writes its releases.

    Args:
        sign: the currency before an amount in prose.
        print: how its tables print amounts.
        prose: how its sentences do, always in millions.
        unit: the caption of a table; ``wrong_unit`` what a mistake would say.
        quarter: "Q2 2021", "2Q21" …, by number, year, and year in two digits.
        names: company, short name, ticker, exchange.
        items: revenue, cost, gross profit, operating, pre-tax, net.
        held: kept out of sight of those who write the rules.
    """

    key: str
    sign: str
    print: Print
    prose: Print
    unit: str
    wrong_unit: str
    quarter: str
    names: tuple[str, str, str, str]
    items: tuple[str, str, str, str, str, str]
    segments: tuple[str, ...]
    measure: str
    prior_first: bool = False
    layout: str = "tab"
    held: bool = False
    size: int = 200_000
    extra: str = ""
    rounding: str = ""


US = ("Revenue", "Cost of revenue", "Gross profit", "Operating income", "Income before income taxes", "Net income")
JAPAN = ("Net sales", "Cost of sales", "Gross profit", "Operating income", "Ordinary income", "Profit")
IFRS = ("Revenue", "Cost of sales", "Gross profit", "Operating profit", "Profit before tax", "Profit for the period")
BANK = (
    "Total revenues",
    "Interest and funding expense",
    "Net revenue",
    "Operating profit",
    "Pre-tax profit",
    "Net earnings",
)
M1, M0, K = Print(MILLIONS, 1), Print(MILLIONS), Print(THOUSANDS)
ADD = "Figures may not add due to rounding."
DOWN = "(Amounts less than one million yen are rounded down.)"

FAMILIES: tuple[Family, ...] = (
    Family(
        "us-thousands",
        "$",
        K,
        M1,
        "(in thousands, except per share data)",
        "(in millions, except per share data)",
        "the {n} quarter of {y}",
        ("Harlow Ridge Devices, Inc.", "Harlow Ridge", "HRDX", "NASDAQ"),
        US,
        ("Sensors", "Controls", "Field services"),
        "Adjusted EBITDA",
    ),
    Family(
        "us-millions",
        "$",
        M1,
        M1,
        "(Dollars in millions)",
        "(Dollars in thousands)",
        "Q{q} {y}",
        ("Pellworth Industries Corporation", "Pellworth", "PWI", "NYSE"),
        US,
        ("Coatings", "Adhesives", "Films", "Resins"),
        "Adjusted EBITDA",
        layout="aligned",
        rounding=ADD,
        size=600_000,
    ),
    Family(
        "jpy-down",
        "JPY",
        Print(MILLIONS, 0, down=True, negative="triangle"),
        Print(MILLIONS, 0, down=True),
        "(Millions of yen)",
        "(Thousands of yen)",
        "{q}Q FY{y}",
        ("Sumihara Kogyo Co., Ltd.", "Sumihara", "6917", "Tokyo Stock Exchange"),
        JAPAN,
        ("Bearings", "Castings", "Machine tools"),
        "EBITDA",
        prior_first=True,
        size=9_000_000,
        rounding=DOWN,
    ),
    Family(
        "jpy-half",
        "JPY",
        M0,
        M0,
        "(JPY in millions)",
        "(JPY in thousands)",
        "{q}Q{yy}",
        ("Tokiwagi Networks Inc.", "Tokiwagi", "3699", "Tokyo Stock Exchange"),
        JAPAN,
        ("Access services", "Hosting", "Integration"),
        "Adjusted EBITDA",
        size=4_000_000,
        rounding=ADD,
    ),
    Family(
        "saas",
        "$",
        K,
        M1,
        "(in thousands)",
        "(in millions)",
        "the {n} quarter of {y}",
        ("Quillstack, Inc.", "Quillstack", "QSTK", "NYSE"),
        US,
        ("Subscription", "Professional services"),
        "Adjusted EBITDA",
        layout="pipe",
        extra="arr",
        size=90_000,
    ),
    Family(
        "chip",
        "$",
        M1,
        M1,
        "(In millions)",
        "(In thousands)",
        "Q{q} {y}",
        ("Oxbow Semiconductor Corporation", "Oxbow", "OXBW", "NASDAQ"),
        US,
        ("Analog", "Embedded", "Power"),
        "Adjusted EBITDA",
        prior_first=True,
        layout="aligned",
        extra="margin",
        size=300_000,
        rounding=ADD,
    ),
    Family(
        "ifrs",
        "€",
        M0,
        M0,
        "(in € million)",
        "(in € thousand)",
        "Q{q} {y}",
        ("Brennfeld Technik SE", "Brennfeld", "BFT", "Frankfurt Stock Exchange"),
        IFRS,
        ("Drives", "Automation", "Service"),
        "Adjusted EBITDA",
        size=700_000,
        layout="pipe",
        rounding=ADD,
        held=True,
    ),
    Family(
        "uk",
        "£",
        M1,
        M1,
        "(£ million)",
        "(£ thousand)",
        "Q{q} {y}",
        ("Castlemoor Group plc", "Castlemoor", "CSMR", "London Stock Exchange"),
        IFRS,
        ("Retail", "Wholesale", "Online"),
        "Adjusted EBITDA",
        held=True,
        size=150_000,
        extra="store",
        rounding=ADD,
    ),
    Family(
        "bank",
        "$",
        M0,
        M0,
        "($ in millions)",
        "($ in thousands)",
        "Q{q} {y}",
        ("Northgate Bancshares, Inc.", "Northgate", "NGBS", "NYSE"),
        BANK,
        ("Consumer banking", "Commercial banking", "Wealth"),
        "Adjusted EBITDA",
        layout="aligned",
        extra="margin",
        held=True,
        size=900_000,
        rounding=ADD,
    ),
    Family(
        "reit",
        "$",
        K,
        M1,
        "(in thousands)",
        "(in millions)",
        "the {n} quarter of {y}",
        ("Larkmead Realty Trust", "Larkmead", "LRKM", "NYSE"),
        (
            "Total rental revenue",
            "Property operating expenses",
            "Net operating income",
            "Operating income",
            "Income before taxes",
            "Net income",
        ),
        ("Offices", "Warehouses", "Residential"),
        "Adjusted EBITDA",
        held=True,
        prior_first=True,
        size=60_000,
    ),
    Family(
        "retail",
        "$",
        Print(MILLIONS, 1, negative="minus"),
        M1,
        "(USD millions)",
        "(USD thousands)",
        "Q{q} {y}",
        ("Dunmarrow Stores, Inc.", "Dunmarrow", "DNMR", "NYSE"),
        US,
        ("Grocery", "Apparel", "Home"),
        "Adjusted EBITDA",
        extra="store",
        size=800_000,
        rounding=ADD,
    ),
    Family(
        "jpy-thousands",
        "JPY",
        K,
        M0,
        "(Thousands of yen)",
        "(Millions of yen)",
        "{q}Q{yy}",
        ("Minamihama Data Corporation", "Minamihama", "4492", "Tokyo Stock Exchange"),
        JAPAN,
        ("Cloud", "Consulting"),
        "EBITDA",
        held=True,
        size=2_000_000,
    ),
)
