"""The figures of a report: what each one counts, said as data so that it can be counted again from the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import PERCENT, Figure, round_half_up, share
from kaiji.core.source import Place, Source
from kaiji.core.text import Text
from kaiji.minerals.table import ANSWERS, MEASURES, RESPONSES, SMELTERS, SUPPLIERS, Table


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a table whose columns have these values; an empty condition counts all."""

    table: str
    where: tuple[tuple[str, str], ...] = ()

    def of(self, tables: Mapping[str, Table]) -> Decimal:
        """Count in the tables."""
        return Decimal(
            sum(all(row.get(column) == value for column, value in self.where) for row in tables[self.table].rows)
        )

    def as_data(self) -> dict[str, object]:
        """Give the derivation as plain data."""
        return {"count": self.table, "where": dict(self.where)}


@dataclass(frozen=True, slots=True)
class Total:
    """Sum of a column of whole numbers."""

    table: str
    column: str

    def of(self, tables: Mapping[str, Table]) -> Decimal:
        """Add up in the tables."""
        return sum((Decimal(row[self.column]) for row in tables[self.table].rows), Decimal(0))

    def as_data(self) -> dict[str, object]:
        """Give the derivation as plain data."""
        return {"total": self.table, "column": self.column}


@dataclass(frozen=True, slots=True)
class Share:
    """One count as a percentage of another, to ``places`` decimals."""

    part: Count
    whole: Count
    places: int = 0

    def of(self, tables: Mapping[str, Table]) -> Decimal:
        """Divide in the tables; of nothing, the share is nothing."""
        whole = self.whole.of(tables)
        exact = share(self.part.of(tables), whole) if whole else Fraction(0)
        return round_half_up(exact, self.places)

    def as_data(self) -> dict[str, object]:
        """Give the derivation as plain data."""
        return {"share": self.part.as_data(), "of": self.whole.as_data(), "places": self.places}


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different values a column has in the rows that fit."""

    table: str
    column: str
    where: tuple[tuple[str, str], ...] = ()

    def of(self, tables: Mapping[str, Table]) -> Decimal:
        """Count in the tables; an empty cell is no value."""
        fitting = (row for row in tables[self.table].rows if all(row.get(name) == value for name, value in self.where))
        return Decimal(len({row[self.column] for row in fitting} - {""}))

    def as_data(self) -> dict[str, object]:
        """Give the derivation as plain data."""
        return {"distinct": self.column, "table": self.table, "where": dict(self.where)}


@dataclass(frozen=True, slots=True)
class Quotient:
    """One recorded amount as a percentage of another."""

    part: Decimal
    whole: Decimal
    places: int

    def of(self, tables: Mapping[str, Table]) -> Decimal:
        """Divide; the tables have no part in it."""
        del tables
        return round_half_up(share(self.part, self.whole), self.places)

    def as_data(self) -> dict[str, object]:
        """Give the derivation as plain data."""
        return {"quotient": [str(self.part), str(self.whole)], "places": self.places}


# An evidence file may have been written by anybody: no power of ten in it may exhaust the machine.
MOST_PLACES = 12
AMOUNT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?\Z")

Derivation = Count | Total | Share | Distinct | Quotient


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the report: its key, what it is called, and how it is counted."""

    key: str
    label: Text
    derivation: Derivation

    def figure(self, tables: Mapping[str, Table]) -> Figure:
        """Count it, and print it with its source: the table, and which rows of it."""
        value = self.derivation.of(tables)
        derivation = self.derivation
        if isinstance(derivation, Quotient):
            raise TypeError("a quotient is made where its two amounts are read")
        name = derivation.part.table if isinstance(derivation, Share) else derivation.table
        table = tables[name].source
        source = Source(table.file, table.digest, Place(record=_condition(derivation)))
        if isinstance(self.derivation, Share):
            return Figure.of(value, unit=PERCENT, places=self.derivation.places, key=self.key, sources=(source,))
        return Figure.of(value, key=self.key, sources=(source,))


def _condition(derivation: Count | Total | Share | Distinct) -> str:
    if isinstance(derivation, Total):
        return f"sum of {derivation.column}"
    if isinstance(derivation, Share):
        return f"{_condition(derivation.part)} as share of {_condition(derivation.whole)}"
    what = f"different {derivation.column} of " if isinstance(derivation, Distinct) else ""
    if not derivation.where:
        return f"{what}all rows"
    return f"{what}rows with " + " and ".join(f"{column} = {value}" for column, value in derivation.where)


def smelters_where(**where: str) -> Count:
    """Count rows of the smelter table."""
    return Count(SMELTERS, tuple(where.items()))


def suppliers_where(**where: str) -> Count:
    """Count rows of the supplier table."""
    return Count(SUPPLIERS, tuple(where.items()))


def facts(metals: tuple[str, ...], statuses: tuple[str, ...]) -> tuple[Fact, ...]:
    """Give every figure that the survey and the smelter list yield.

    Args:
        metals: the metals that have smelters.
        statuses: the audit statuses that occur.
    """
    found = [
        Fact("suppliers.asked", Text("suppliers asked", "調査対象の取引先"), suppliers_where()),
        Fact(
            "suppliers.answered",
            Text("suppliers that answered", "回答した取引先"),
            suppliers_where(state="answered"),
        ),
        Fact(
            "suppliers.silent",
            Text("suppliers that did not answer", "未回答の取引先"),
            suppliers_where(state="silent"),
        ),
        Fact(
            "suppliers.unreadable",
            Text("suppliers whose answer cannot be read", "回答を読み取れない取引先"),
            suppliers_where(state="unreadable"),
        ),
        Fact(
            "suppliers.answered_share",
            Text("share of suppliers that answered", "回答率"),
            Share(suppliers_where(state="answered"), suppliers_where()),
        ),
        Fact("responses.received", Text("files received", "受領ファイル"), Count(RESPONSES)),
        Fact(
            "responses.read", Text("files read as declarations", "読取済みの申告"), Count(RESPONSES, (("read", "yes"),))
        ),
        Fact(
            "responses.in_force", Text("declarations counted", "集計した申告"), Count(RESPONSES, (("in_force", "yes"),))
        ),
        Fact(
            "smelters.rows",
            Text("smelter rows that name a smelter", "製錬所名のある行"),
            Total(SMELTERS, "rows"),
        ),
        Fact(
            "smelters.nameless",
            Text("smelter rows that name nobody", "製錬所名のない行"),
            Total(SUPPLIERS, "nameless_smelter_rows"),
        ),
        Fact("smelters.named", Text("smelters named", "記載された製錬所"), smelters_where()),
        Fact(
            "smelters.identified",
            Text("smelters identified", "特定された製錬所"),
            smelters_where(identified="yes"),
        ),
        Fact(
            "smelters.unidentified",
            Text("smelters not identified", "未特定の製錬所"),
            smelters_where(identified="no"),
        ),
    ]
    found += [
        Fact(
            f"suppliers.{klass}",
            Text(f"answering suppliers with {klass} answers"),
            suppliers_where(state="answered", **{klass: "yes"}),
        )
        for klass in ("incomplete", "inconsistent", "inaccurate")
    ]
    for status in statuses:
        found.append(
            Fact(
                f"smelters.status.{slug(status)}",
                Text(f"identified smelters: {status}"),
                smelters_where(identified="yes", audit_status=status),
            )
        )
    for metal in metals:
        name = slug(metal)
        found += [
            Fact(f"smelters.named.{name}", Text(f"{metal} smelters named"), smelters_where(metal=metal)),
            Fact(
                f"smelters.identified.{name}",
                Text(f"{metal} smelters identified"),
                smelters_where(metal=metal, identified="yes"),
            ),
            Fact(
                f"smelters.unidentified.{name}",
                Text(f"{metal} smelters not identified"),
                smelters_where(metal=metal, identified="no"),
            ),
        ]
        found += [
            Fact(
                f"smelters.status.{slug(status)}.{name}",
                Text(f"{metal} smelters: {status}"),
                smelters_where(metal=metal, identified="yes", audit_status=status),
            )
            for status in statuses
        ]
    return tuple(found)


def origin_facts(metals: tuple[str, ...]) -> tuple[Fact, ...]:
    """Give how many declarations answered the question on covered countries how, for each metal."""
    return tuple(
        Fact(
            f"origin.{reply}.{slug(metal)}",
            Text(f"{metal}: declarations that answered {reply} on covered countries"),
            Count(ANSWERS, (("topic", "covered_countries"), ("metal", metal), ("reply", reply))),
        )
        for metal in metals
        for reply in ("yes", "no", "unknown", "open")
    )


def measure_facts(measures: Iterable[str]) -> tuple[Fact, ...]:
    """Give how many suppliers each stated measure reached, and on how many days it was done."""
    return tuple(
        Fact(key, Text(f"{measure}: {words}"), Distinct(MEASURES, column, (("measure", measure),)))
        for measure in measures
        for key, words, column in (
            (f"{measure}.reached", "suppliers reached", "supplier"),
            (f"{measure}.date.days", "days", "date"),
        )
    )


def slug(words: str) -> str:
    """Make a key's part of words: ``Not listed`` becomes ``not_listed``."""
    return "_".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def derivation_from_data(data: Mapping[str, object]) -> Derivation:
    """Read a derivation back from the evidence file; other shapes raise ValueError."""
    match data:
        case {"count": str(table), "where": dict(where)}:
            return Count(table, tuple((str(column), str(value)) for column, value in where.items()))
        case {"total": str(table), "column": str(column)}:
            return Total(table, column)
        case {"share": dict(part), "of": dict(whole), "places": int(places)} if 0 <= places <= MOST_PLACES:
            first, second = derivation_from_data(part), derivation_from_data(whole)
            if isinstance(first, Count) and isinstance(second, Count):
                return Share(first, second, places)
        case {"distinct": str(column), "table": str(table), "where": dict(where)}:
            return Distinct(table, column, tuple((str(name), str(value)) for name, value in where.items()))
        case {"quotient": [str(part), str(whole)], "places": int(places)} if 0 <= places <= MOST_PLACES:
            if AMOUNT.match(part) and AMOUNT.match(whole):
                return Quotient(Decimal(part), Decimal(whole), places)
    raise ValueError(f"no derivation: {data!r}")
