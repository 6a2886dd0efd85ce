"""An invented specialized disclosure report, as a programme would build it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from kaiji.core.document import (
    Assertion,
    Cell,
    CellRole,
    Document,
    Paragraph,
    Part,
    Quote,
    Role,
    Section,
    Table,
    Words,
)
from kaiji.core.figure import Figure
from kaiji.core.source import Place, Source

REGISTER = Source("suppliers.csv", "a" * 64, Place(record="S-001"))
SETTINGS = Source("kaiji.toml", "b" * 64, Place(record="[company] name"))
WORKBOOK = Source("S-001 cmrt.xlsx", "c" * 64, Place("Smelter List", "B5"))


def figure(value: int | str, key: str, unit: str = "", places: int = 0) -> Figure:
    return Figure.of(Decimal(value), unit=unit, places=places, key=key, sources=(REGISTER,))


def quote(text: str, key: str) -> Quote:
    return Quote(text, key, (SETTINGS,))


def para(*parts: Part | str, role: Role = "body", marker: str = "", key: str = "") -> Paragraph:
    runs = tuple(Words(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(runs, role, key, marker)


def cells(*texts: str | Part, role: CellRole = "text") -> tuple[Cell, ...]:
    return tuple(
        Cell((Words(one) if isinstance(one, str) else one,), "number" if isinstance(one, Figure) else role)
        for one in texts
    )


def smelter_table(rows: int) -> Table:
    """Give a table of invented smelters, eight columns, with a total."""
    metals = ("Tantalum", "Tin", "Tungsten", "Gold")
    countries = ("Japan", "Brazil", "Viet Nam", "Germany")
    body = tuple(
        cells(
            metals[n % 4],
            quote(f"Invented Refining Works No. {n} of {countries[n % 3]} & Sons", f"smelter.{n}.name"),
            quote(f"CID{900000 + n}", f"smelter.{n}.id"),
            countries[n % 4],
            ("Conformant", "Active", "Not enrolled")[n % 3],
            quote("May 1, 2024", f"smelter.{n}.as_of"),
            figure(n % 7 + 1, f"smelter.{n}.suppliers"),
            figure(n % 3, f"smelter.{n}.products"),
        )
        for n in range(rows)
    )
    total = cells(
        "Total", "", "", "", "", "",
        figure(sum(n % 7 + 1 for n in range(rows)), "smelters.suppliers"),
        figure(sum(n % 3 for n in range(rows)), "smelters.products"),
    )  # fmt: skip
    head = cells(
        "Metal", "Smelter or refiner", "Identification", "Country", "Status", "Status as of",
        "Suppliers naming it", "Products", role="head",
    )  # fmt: skip
    caption = (Words("Table 1. Facilities reported to process the necessary conflict minerals"),)
    return Table((head,), (*body, total), caption, totals=1, key="smelters")


def filing(rows: int = 9) -> Document:
    """Give a whole invented Form SD with its report."""
    cover = Section(
        "",
        (
            para("UNITED STATES", role="cover"),
            para("SECURITIES AND EXCHANGE COMMISSION", role="cover"),
            para("Washington, D.C. 20549", role="cover"),
            para("FORM SD", role="cover"),
            para("SPECIALIZED DISCLOSURE REPORT", role="cover"),
            para(quote("Aozora Musen Kabushiki Kaisha", "company.name"), role="cover"),
            para("(Exact name of registrant as specified in its charter)", role="caption"),
            para(quote("Aozora Wireless Corporation", "company.name_in_english"), role="cover"),
            para("(Translation of registrant\u2019s name into English)", role="caption"),
            Table(
                (),
                (
                    cells(quote("Japan", "company.jurisdiction"), quote("0-99999", "company.file_number"),
                          quote("Not applicable", "company.irs")),
                    cells("(State or other jurisdiction of incorporation)", "(Commission file number)",
                          "(IRS employer identification no.)"),
                ),
            ),
            para(quote("Hibari Tower, 4-1-9 Minato, Chuo-ku, Kobe 650-0099, Japan", "company.address"),
                 role="cover"),
            para("(Address of principal executive offices) (Zip code)", role="caption"),
            para(quote("Hanako Mori", "contact.name"), ", ", quote("+81-78-555-0123", "contact.phone"),
                 role="cover"),
            para("(Name and telephone number, including area code, of the person to contact in connection with "
                 "this report)", role="caption"),
            para("Check the appropriate box to indicate the rule pursuant to which this form is filed:"),
            para("[X] Rule 13p-1 under the Securities Exchange Act (17 CFR 240.13p-1) for the reporting period from ",
                 quote("January 1 to December 31, 2023", "period"), ".", role="mark"),
            para("[ ] Rule 13q-1 under the Securities Exchange Act (17 CFR 240.13q-1) for the fiscal year ended "
                 "\u2014.", role="mark"),
            para(role="break"),
        ),
    )  # fmt: skip
    item = Section(
        "Section 1 \u2013 Conflict Minerals Disclosure",
        (),
    )
    disclosure = Section(
        "Item 1.01 Conflict Minerals Disclosure and Report",
        (
            para(
                Assertion(
                    (
                        Words("\u201cAozora\u201d asked each of its "),
                        figure(37, "suppliers.surveyed"),
                        Words(" direct suppliers; "),
                        figure(36, "suppliers.answered"),
                        Words(" of them, or "),
                        figure("97.3", "suppliers.share", "%", 1),
                        Words(", answered by "),
                        quote("April 30, 2024", "cut_off"),
                        Words("."),
                    ),
                    "rcoi.survey",
                    (REGISTER,),
                ),
                " The inquiry was made in good faith and is described below \u2013 step by step.",
            ),
            para("Aozora asked for the answers in the reporting template of the industry.", role="item",
                 marker="(a)"),
            para("Aozora looked at every answer for what was inconsistent, incomplete or inaccurate, and asked "
                 "again where that was so.", role="item", marker="(b)"),
        ),
        level=2,
    )  # fmt: skip
    facilities = Section(
        "Facilities",
        (
            para("The following table lists the facilities that suppliers named."),
            smelter_table(rows),
            para("A facility may be named by more than one supplier.", role="note"),
        ),
        level=3,
    )
    signature = Section(
        "SIGNATURES",
        (
            para(
                "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused "
                "this report to be signed on its behalf by the duly authorized undersigned."
            ),
            para(quote("Aozora Wireless Corporation", "company.name_in_english"), role="signature"),
            para("By: /s/ ", quote("Taro Umino", "signer.name"), role="signature"),
            para("Name: ", quote("Taro Umino", "signer.name"), role="signature"),
            para("Title: ", quote("Representative Director", "signer.title"), role="signature"),
            para("Date: ", quote("May 24, 2024", "signature.date"), role="signature"),
        ),
    )
    return Document("SD", "Form SD of Aozora Wireless Corporation", (cover, item, disclosure, facilities, signature))


LETTERS = "abcdefgopqrstuvwyzABCDEFGHIJKLMN<>&\"'()[].,;:-*#/\u2019\u201c\u2014\u00e9\u65e5\u672c\u00df\U0001f600"
WORD = st.text(LETTERS, min_size=1, max_size=12)
SENTENCE = st.lists(WORD, max_size=40).map(" ".join)
NAME = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
NUMBER = st.integers(-(10**9), 10**9)
FIGURE = st.builds(lambda value, unit: figure(value, "", unit), NUMBER, st.sampled_from(("", "%")))
RUN = st.one_of(
    SENTENCE.map(lambda text: Words(f" {text} ")), FIGURE, NAME.map(lambda text: quote(f" {text} ", "a.name"))
)
PART = st.one_of(
    RUN, st.lists(RUN, min_size=1, max_size=3).map(lambda runs: Assertion(tuple(runs), "an.assertion", (REGISTER,)))
)
PARTS = st.lists(PART, max_size=4).map(tuple)
ROLES: tuple[Role, ...] = ("body", "cover", "caption", "item", "note", "signature", "mark", "break")
PARAGRAPH = st.builds(
    lambda parts, role, marker: Paragraph(() if role == "break" else parts, role, "", marker if role == "item" else ""),
    PARTS,
    st.sampled_from(ROLES),
    st.sampled_from(("", "(a)", "(iv)", "1.")),
)
CELL = st.one_of(
    SENTENCE.map(lambda text: Cell((Words(text),))), FIGURE.map(lambda one: Cell((one,), "number")), st.just(Cell())
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Give any table of up to five columns, some cells of its head over two of them."""
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.tuples(*[CELL] * width), max_size=6))
    head: list[tuple[Cell, ...]] = draw(st.lists(st.tuples(*[CELL] * width), max_size=2))
    if head and width > 1 and draw(st.booleans()):
        head[0] = (Cell(head[0][0].parts, "head", 2), *head[0][2:])
    return Table(tuple(head), tuple(rows), draw(PARTS))


SECTION = st.builds(
    Section, SENTENCE, st.lists(st.one_of(PARAGRAPH, tables()), max_size=5).map(tuple), st.integers(1, 3)
)
DOCUMENTS = st.builds(Document, st.just("SD"), SENTENCE, st.lists(SECTION, min_size=1, max_size=3).map(tuple))
