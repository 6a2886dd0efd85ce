"""The law of one reporting year: what may, must and need not be said, and by which names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import Period
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.law.table import Row, citation, table

Open = Literal["all", "smaller", "nobody"]
Kind = Literal["initiative", "audit", "status", "template"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a product may be called: its key, and the words of the rule."""

    key: str
    words: Text
    citation: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a court, the Commission or its staff has said of the rule; ``relief`` is the item it spares."""

    key: str
    day: date
    kind: str
    says: Text
    relief: str
    citation: str


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the form: number, caption, and its items as (number, caption)."""

    number: str
    caption: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormLayout:
    """A layout of Form SD.

    Args:
        key: ``old`` or ``present``.
        boxes: the rules that have a box on the cover.
        sections: in the order of the form.
        report_item, exhibit_item, exhibits_item: the items of the disclosure, its exhibit, and the list.
        report_exhibit: the exhibit number that a written Conflict Minerals Report gets.
        accepted_exhibits: the exhibit numbers under which it is found in real filings.
    """

    key: str
    boxes: tuple[str, ...]
    sections: tuple[FormSection, ...]
    report_item: str
    exhibit_item: str
    exhibits_item: str
    report_exhibit: str
    accepted_exhibits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A name in force: of the initiative, its audits, its word for a passed audit, or its template."""

    name: str
    short: str
    citation: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the due diligence framework that a report may name."""

    key: str
    words: Text
    title: str
    published: int


@dataclass(frozen=True, slots=True)
class Mineral:
    """A conflict mineral: the metal as templates name it, in both languages, and its ore."""

    metal: str
    words: Text
    ore: str


@dataclass(frozen=True, slots=True)
class Law:
    """The law of one reporting year.

    Args:
        year: the calendar year reported on.
        labels: what the rule lets a product be called, each by choice only.
        undeterminable: who may still call a product undeterminable.
        statements: what courts and staff had said by the due date, oldest first.
        form: the layout of Form SD for the year.
        editions: of the framework, that a report of the year may name; the newest last.
        covered: codes of the covered countries on the last day of the year, the DRC first.
        minerals: the four metals.
        audit_label: the only label that brings an independent private sector audit.
        audit_reason: key of the reason why no audit is needed.
        audit_reason_undeterminable: the same for a product called undeterminable; empty where nobody may.
        extrapolated: the year is newer than the data, and the newest row was used.
        newest: the newest year that the data knows.
        unverified: the entries used that nobody has checked at the source.
        citation: where the year's row comes from.
    """

    year: int
    labels: tuple[Label, ...]
    undeterminable: Open
    statements: tuple[Statement, ...]
    form: FormLayout
    editions: tuple[Edition, ...]
    covered: tuple[str, ...]
    minerals: tuple[Mineral, ...]
    audit_label: str
    audit_reason: str
    audit_reason_undeterminable: str
    extrapolated: bool
    newest: int
    unverified: tuple[str, ...]
    citation: str

    @property
    def period(self) -> Period:
        """1 January to 31 December: the company's own fiscal year has no part in it."""
        return Period.calendar_year(self.year)

    @property
    def relief(self) -> Statement | None:
        """The staff's statement that spares an item of the form, where one stood on the due date."""
        return next((one for one in self.statements if one.relief), None)

    @property
    def initiative(self) -> Programme:
        """The initiative as it was called at the end of the year."""
        return programme("initiative", self.period.end)

    @property
    def audit_programme(self) -> Programme:
        """The audit programme of smelters as it was called at the end of the year."""
        return programme("audit", self.period.end)

    @property
    def passed(self) -> str:
        """The word for a smelter that passed the audit, at the end of the year."""
        return programme("status", self.period.end).short

    @property
    def survey_template(self) -> Programme:
        """The survey template as it was called at the end of the year."""
        return programme("template", self.period.end)

    def label(self, key: str) -> Label | None:
        """Give a label by key, or None where the rule has none of that key."""
        return next((one for one in self.labels if one.key == key), None)

    def allows_undeterminable(self, smaller: bool | None) -> bool | None:
        """Tell whether a product may be called undeterminable.

        Args:
            smaller: the issuer is a smaller reporting company; None where nobody has said.

        Returns:
            None where it depends on the size of the issuer and that is not known.
        """
        if self.undeterminable == "smaller":
            return smaller
        return self.undeterminable == "all"


@cache
def law_for(year: int) -> Law:
    """Give the law of a reporting year.

    A year before 2013 raises ValueError: the rule begins with 2013. A year after the newest row of the data
    is answered from that row and says so (``extrapolated``).
    """
    years = table("year")["year"]
    first, newest = years[0]["first"], years[-1]["last"]
    if year < first:
        raise ValueError(f"Rule 13p-1 begins with the calendar year {first}; there is no law for {year}")
    row = next((row for row in years if row["first"] <= year <= row["last"]), years[-1])
    layout = next(one for one in table("form")["layout"] if one["first"] <= year <= one.get("last", year))
    end = date(year, 12, 31)
    covered = _covered(end)
    return Law(
        year=year,
        labels=tuple(
            Label(one["key"], Text(one["en"], one["ja"]), citation(one["source"])) for one in table("label")["label"]
        ),
        undeterminable=row["undeterminable"],
        statements=tuple(_statement(key) for key in row["statements"]),
        form=_layout(layout),
        editions=tuple(
            Edition(one["key"], Text(one["en"], one["ja"]), one["title"], one["published"])
            for one in table("guidance")["edition"]
            if one["first"] <= year <= one.get("last", year)
        ),
        covered=tuple(one["code"] for one in covered),
        minerals=minerals(),
        audit_label=row["audit"],
        audit_reason=row["audit_reason"],
        audit_reason_undeterminable=row.get("audit_reason_undeterminable", ""),
        extrapolated=year > newest,
        newest=newest,
        unverified=_unverified(row, layout, covered),
        citation=citation(*row["source"]),
    )


def programme(kind: Kind, on: date) -> Programme:
    """Give the name in force on a day; in a month of change, the new one."""
    return programmes(kind, on)[-1]


def programmes(kind: Kind, on: date) -> tuple[Programme, ...]:
    """Give all names that are right on a day, the newest last: two in a month of change."""
    return tuple(
        Programme(one["name"], one["short"], citation(one["source"]))
        for one in table("programme")["programme"]
        if one["kind"] == kind and one.get("from", on) <= on <= one.get("until", on)
    )


@cache
def minerals() -> tuple[Mineral, ...]:
    """Give the four metals in the order of the survey templates."""
    return tuple(
        Mineral(one["metal"], Text(one["metal"].lower(), one["ja"]), one["ore"]) for one in table("mineral")["mineral"]
    )


def mineral_of(text: str) -> Mineral | None:
    """Give the conflict mineral that ``text`` names (metal, ore or symbol), or None for any other word."""
    words = " ".join(text.split()).casefold()
    for one, row in zip(minerals(), table("mineral")["mineral"], strict=True):
        if words in {name.casefold() for name in row["names"]}:
            return one
    return None


def _covered(on: date) -> list[Row]:
    return [one for one in table("covered")["country"] if one.get("from", on) <= on]


def _statement(key: str) -> Statement:
    one = next(row for row in table("statement")["statement"] if row["key"] == key)
    says = Text(one["en"], one["ja"])
    return Statement(key, one["day"], one["kind"], says, one.get("relief", ""), citation(one["source"]))


def _layout(row: Row) -> FormLayout:
    return FormLayout(
        key=row["key"],
        boxes=tuple(row["boxes"]),
        sections=tuple(
            FormSection(one["number"], one["caption"], tuple((item[0], item[1]) for item in one["items"]))
            for one in row["section"]
        ),
        report_item=row["report_item"],
        exhibit_item=row["exhibit_item"],
        exhibits_item=row["exhibits_item"],
        report_exhibit=row["report_exhibit"],
        accepted_exhibits=tuple(row["accepted_exhibits"]),
    )


def _unverified(row: Row, layout: Row, covered: list[Row]) -> tuple[str, ...]:
    entries = [(f"year {row['first']}", row["verified"]), (f"form {layout['key']}", layout["verified"])]
    entries.append((f"form {layout['key']}: years", layout["years_verified"]))
    form = f"form {layout['key']}: "
    entries += [(f"{form}section {one['number']}", one["verified"]) for one in layout["section"]]
    entries += [(f"covered {one['code']}", one["verified"]) for one in covered]
    return tuple(name for name, verified in entries if not verified)


@rule(
    "SD-001",
    Severity.INFO,
    title=Text("The law of a year that is newer than the data", "データより新しい年の法令"),
    message=Text(
        "For {year} Kaiji uses the law of {newest}, the newest year it knows.",
        "{year}年については、登録済みの最新年である{newest}年の法令を用いています。",
    ),
    remedy=Text(
        "Ask counsel whether Rule 13p-1, Form SD or the staff's guidance has changed since; then update the "
        "law's data.",
        "規則13p-1、Form SD、SECスタッフの見解にその後変更がないか弁護士に確認し、法令データを更新してください。",
    ),
    citation="Kaiji's data of the law by reporting year",
)
def extrapolated_law(law: Law) -> Iterator[Finding]:
    """The year's law is that of an earlier year.

    What it checks
        Whether the reporting year is newer than the newest year of the law's data.

    Why it matters
        The rule has been before the courts and the staff has changed its position by statement; a new year
        may bring a new state of the law.

    How to put it right
        Have counsel look at the rule, the form and the staff's statements of the year; then extend the data.

    Source
        Rule 13p-1 (17 CFR 240.13p-1) and the staff's statements of 2014 and 2017.
    """
    if law.extrapolated:
        yield extrapolated_law.finding(year=law.year, newest=law.newest)


@rule(
    "SD-002",
    Severity.INFO,
    title=Text("Law that nobody has checked at its source", "原典で未確認の法令項目"),
    message=Text(
        "For {year}, these entries of the law's data are not checked at their source: {entries}.",
        "{year}年の法令データのうち、原典で確認されていない項目があります：{entries}。",
    ),
    remedy=Text(
        "Compare them with the text of the rule or the form, and mark them as checked.",
        "規則または様式の原文と照合し、確認済みとして登録してください。",
    ),
    citation="Kaiji's data of the law by reporting year",
)
def unverified_law(law: Law) -> Iterator[Finding]:
    """Some entries of the year's law are from general knowledge.

    What it checks
        Whether an entry used for the year is marked as not verified.

    Why it matters
        A conclusion is as good as the law behind it; what nobody has read in the source is said to be so.

    How to put it right
        Read the entry in the rule or the form, correct it where needed, and mark it as verified in the data.

    Source
        The source named in each row of the law's data.
    """
    if law.unverified:
        yield unverified_law.finding(year=law.year, entries=law.unverified)


RULES: tuple[AnyRule, ...] = (extrapolated_law, unverified_law)
