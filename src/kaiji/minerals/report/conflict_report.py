"""The Conflict Minerals Report (Exhibit 1.01) as a Document: inquiry, measures, smelters, origin, plans, audit."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.core.document import Assertion, Block, Cell, Document, Paragraph, Part, Quote, Section, Table, Words
from kaiji.core.figure import Figure
from kaiji.core.source import Source
from kaiji.minerals.country import country_of
from kaiji.minerals.fact import slug
from kaiji.minerals.label import status_label
from kaiji.minerals.report.form_sd import (
    inquiry_sentences,
    line,
    paragraph,
    result_sentences,
    scope_sentences,
    spaced,
)
from kaiji.minerals.report.material import Material, missing_steps
from kaiji.minerals.report.sentence import assertion, fill, join
from kaiji.minerals.rollup import NamedSmelter, metals_named

STEPS = (
    "Establish strong company management systems",
    "Identify and assess risks in the supply chain",
    "Design and implement a strategy to respond to identified risks",
    "Support independent third-party audits of smelters and refiners",
    "Report every year on supply chain due diligence",
)
REPLIES = (("yes", "Yes"), ("no", "No"), ("unknown", "Unknown"), ("open", "Left open"))
NO_METAL = "(no metal given)"
CAUTION = (
    "Statements on what we plan or expect are forward-looking. They rest on what we know today; what we do may differ, "
    "for instance where suppliers do not cooperate or the law changes. We undertake no duty to update them."
)


def build_conflict_report(material: Material) -> Document:
    """Build the Conflict Minerals Report."""
    sections = [
        _introduction(material),
        _products(material),
        _inquiry(material),
        _design(material),
        *_measures(material),
        *_smelters(material),
        _origin(material),
        _plans(material),
        _audit(material),
    ]
    title = f"Conflict Minerals Report for {material.year}"
    return Document("EX-1.01", title, tuple(section for section in sections if section.blocks or section.title))


def _introduction(material: Material) -> Section:
    name = material.cover.get("name_in_english") or material.named("name")
    blocks: list[Block] = [
        line(f"Exhibit {material.law.form.report_exhibit}", "cover"),
        line("CONFLICT MINERALS REPORT", "cover"),
        Paragraph((name,), "cover", "report.company"),
        line(f"For the reporting period from January 1 to December 31, {material.year}", "cover"),
        paragraph(
            "report.purpose",
            *fill(
                "{name} (“{called}”, “we” or “our”) gives this report under Rule 13p-1 under the Securities Exchange "
                f"Act of 1934 for the reporting period from January 1 to December 31, {material.year}.",
                {"name": name, "called": material.company},
            ),
        ),
    ]
    return Section("", tuple(blocks), 1, "report")


def _products(material: Material) -> Section:
    blocks: list[Block] = [paragraph("products.scope", *scope_sentences(material))]
    if material.products:
        blocks.append(line("The products are:"))
        for index, product in enumerate(material.products):
            blocks.append(
                Paragraph(
                    (assertion("{product}", {"product": product}, f"product.{index + 1}"),),
                    "item",
                    f"product.{index + 1}",
                    marker=f"({_letter(index)})",
                )
            )
    return Section("I. Products", tuple(blocks), 2, "products")


def _inquiry(material: Material) -> Section:
    blocks: list[Block] = [
        paragraph("inquiry.made", *inquiry_sentences(material)),
        paragraph("inquiry.result", *result_sentences(material)[:1]),
    ]
    rows = []
    for metal in material.metals:
        figures = [material.figures[f"origin.{reply}.{slug(metal)}"] for reply, _ in REPLIES]
        rows.append((_text(metal), *(_number(figure) for figure in figures)))
    if rows:
        blocks.append(
            Table(
                head=((_head("Metal"), *(_head(words) for _, words in REPLIES)),),
                rows=tuple(rows),
                caption=(
                    Words(
                        "Declarations received, by their answer to the question whether the metal comes from covered "
                        "countries"
                    ),
                ),
                key="inquiry.answers",
            )
        )
    return Section("II. Reasonable Country of Origin Inquiry", tuple(blocks), 2, "inquiry")


def _design(material: Material) -> Section:
    told = material.told.measures_told
    edition = next(
        (
            one
            for one in material.law.editions
            if material.edition and material.edition.value in one.key + one.words.en.lower()
        ),
        material.law.editions[-1],
    )
    if missing_steps(material):
        text = (
            f"We take the {edition.title}, {edition.words.en}, an internationally recognized framework, as our guide "
            "for due diligence."
        )
    else:
        text = (
            f"Our due diligence measures were designed to conform, in all material respects, with the {edition.title}, "
            f"{edition.words.en}, an internationally recognized framework, as it applies to a company far downstream "
            "of smelters and refiners."
        )
    sources = tuple(dict.fromkeys(source for one in told for source in one.sources[:1]))
    sources += (material.edition.source,) if material.edition else ()
    blocks = (paragraph("diligence.design", Assertion((Words(text),), "diligence.design", sources)),) if sources else ()
    return Section("III. Design of Due Diligence", blocks, 2, "diligence.design")


def _measures(material: Material) -> list[Section]:
    sections = [Section("IV. Due Diligence Measures Performed", (), 2, "measures")]
    for number, title in enumerate(STEPS, start=1):
        sentences = list(material.told.of_step(number))
        blocks = [
            Paragraph((one,), "item", f"measure.{one.key}", marker=f"({_letter(index)})")
            for index, one in enumerate(sentences)
        ]
        if not blocks:
            blocks = [line("We have no measure of this step to report for the period.", key=f"measure.none.{number}")]
        sections.append(Section(f"Step {number}: {title}", tuple(blocks), 3, f"measures.{number}"))
    return sections


def _smelters(material: Material) -> list[Section]:
    title = "V. Smelters and Refiners"
    figures, rollup = material.figures, material.rollup
    if not figures["smelters.named"].value:
        text = "The answers we received named no smelter or refiner."
        return [Section(title, (line(text, key="smelters.none"),), 2, "smelters")]
    blocks: list[Block] = [
        paragraph(
            "smelters.counts",
            assertion(
                "Our suppliers named {named} smelters and refiners, each counted once for each metal. Of these we "
                "identified {identified} by a recognized identification number or by name in the reference list; "
                "{unidentified} could not be identified and may not be smelters or refiners at all.",
                {
                    "named": figures["smelters.named"],
                    "identified": figures["smelters.identified"],
                    "unidentified": figures["smelters.unidentified"],
                },
                "smelters.counts",
            ),
        ),
        _smelter_summary(material),
    ]
    blocks += _status_words(material)
    sections = [Section(title, tuple(blocks), 2, "smelters")]
    listed = [one for one in rollup.smelters if one.identified]
    if listed:
        rows = tuple(
            (
                _text(one.metal),
                _quoted(one.name, f"smelter.{one.cid}", one.cells),
                _quoted(_place(one.country), "smelter.country", one.cells),
                _quoted(one.cid, "smelter.id", one.cells) if one.cid else _text("-"),
                _quoted(_status(one.audit_status, material), "smelter.status", _status_sources(one, material)),
            )
            for one in listed
        )
        table = Table(
            head=(tuple(map(_head, ("Metal", "Smelter or refiner", "Location", "Identification", "Status"))),),
            rows=rows,
            key="smelters.list",
        )
        intro = line(
            "The smelters and refiners that our suppliers named and that we identified are listed below. Suppliers "
            "answer for their whole business in part, so that a facility listed here need not have processed minerals "
            "in our products.",
            key="smelters.list.intro",
        )
        sections.append(Section("List of identified smelters and refiners", (intro, table), 3, "smelters.list"))
    return sections


def _smelter_summary(material: Material) -> Table:
    figures = material.figures
    columns = [("named", "Named"), ("identified", "Identified"), ("unidentified", "Not identified")]
    rows = [
        (_text(metal or NO_METAL), *(_number(figures[f"smelters.{column}.{slug(metal)}"]) for column, _ in columns))
        for metal in metals_named(material.rollup.smelters)
    ]
    total = (_text("Total"), *(_number(figures[f"smelters.{column}"]) for column, _ in columns))
    return Table(
        head=((_head("Metal"), *(_head(words) for _, words in columns)),),
        rows=(*rows, total),
        caption=(Words("Smelters and refiners named by our suppliers"),),
        totals=1,
        key="smelters.summary",
    )


def _status_table(material: Material) -> Table:
    figures = material.figures
    metals = [
        metal for metal in metals_named(material.rollup.smelters) if figures[f"smelters.identified.{slug(metal)}"].value
    ]
    rows = [
        (
            _text(_status(status, material)),
            *(_number(figures[f"smelters.status.{slug(status)}.{slug(metal)}"]) for metal in metals),
            _number(figures[f"smelters.status.{slug(status)}"]),
        )
        for status in material.statuses
    ]
    total = (
        _text("Total identified"),
        *(_number(figures[f"smelters.identified.{slug(metal)}"]) for metal in metals),
        _number(figures["smelters.identified"]),
    )
    return Table(
        head=((_head("Status"), *(_head(metal) for metal in metals), _head("All metals")),),
        rows=(*rows, total),
        caption=(Words("Identified smelters and refiners by status"),),
        totals=1,
        key="smelters.statuses",
    )


def _status_words(material: Material) -> list[Block]:
    audited = material.rollup.audited
    if audited is None or audited.as_of is None:
        return []
    same = len({one.as_of for one in material.rollup.lists}) == 1
    days = "that day and on no other" if same else "those days and on no others"
    sentence = assertion(
        f"The status of the identified facilities was read from {{list}}. It is their status on {days}; "
        "a facility that is “not listed” there stands under no audit status known to us.",
        {"list": material.values["list"]},
        "smelters.as_of",
        tuple(one.source for one in material.rollup.lists),
    )
    table = [_status_table(material)] if material.figures["smelters.identified"].value else []
    return [paragraph("smelters.as_of", sentence), *table]


def _origin(material: Material) -> Section:
    figures = material.figures
    known = (
        "We know the location of the identified facilities, as listed above. The location of a facility is not the "
        "country of origin of what it processes."
    )
    if not figures["smelters.identified"].value:
        known = (
            "The answers we received do not let us identify the facilities that processed the minerals in our products."
        )
    sources = figures["smelters.identified"].sources
    parts: list[Part] = [Assertion((Words(known),), "origin.facilities", sources)]
    if material.mine_countries:
        parts.append(
            assertion(
                "Suppliers named mines in {countries}; we have not verified these statements, nor that minerals from "
                "these mines are in our products.",
                {"countries": join(material.mine_countries)},
                "origin.mines",
            )
        )
    unknown = "We cannot state the country of origin of the minerals in our products."
    parts.append(Assertion((Words(unknown),), "origin.unknown", sources))
    blocks: list[Block] = [paragraph("origin.known", *spaced(parts))]
    efforts = material.told.measures_told
    if efforts:
        text = (
            "Our efforts to determine the mine or location of origin with the greatest possible specificity are the "
            "inquiry and the measures described in this report."
        )
        sources = tuple(dict.fromkeys(source for one in efforts for source in one.sources[:1]))
        blocks.append(paragraph("origin.efforts", Assertion((Words(text),), "origin.efforts", sources)))
    return Section("VI. Facilities, Country of Origin and Efforts", tuple(blocks), 2, "origin")


def _plans(material: Material) -> Section:
    planned: list[tuple[Part, ...]] = [(one,) for one in material.told.of_step(6)]
    planned += [
        (assertion("{plan}", {"plan": plan}, f"plan.{index + 1}", plan.sources),)
        for index, plan in enumerate(material.plans)
    ]
    blocks: list[Block] = [
        Paragraph(parts, "item", f"plan.{index + 1}", marker=f"({_letter(index)})")
        for index, parts in enumerate(planned)
    ]
    if blocks:
        blocks.insert(0, line("To reduce the risk that minerals in our products finance or benefit armed groups:"))
        blocks.append(line(CAUTION, "note", "plans.caution"))
    else:
        blocks = [line("We report no further steps for this period.", key="plans.none")]
    return Section("VII. Steps Taken or Planned to Mitigate Risk and Improve Due Diligence", tuple(blocks), 2, "plans")


def _audit(material: Material) -> Section:
    parts: list[Part] = []
    obtained = material.audited_by_choice
    label = material.law.label(material.branch.label) if material.branch.label else None
    if label is not None and material.label is not None:
        words = (Words(f"By our own choice we describe these products as “{label.words.en}”."),)
        parts.append(Assertion(words, "label", (material.label.source,)))
    if material.branch.ipsa_required:
        parts.append(
            Words(
                "An independent private sector audit of this report is required: [to be completed: the auditor and the "
                "audit report]."
            )
        )
    else:
        parts.append(
            Words(
                f"Under Rule 13p-1 and the guidance of the staff of the Commission in force for {material.year}, no "
                "independent private sector audit of this report is required."
            )
        )
        if obtained is not None and not obtained.value:
            parts.append(Assertion((Words("None was obtained."),), "audit.none", (obtained.source,)))
    block = paragraph("audit", *spaced(parts))
    return Section("VIII. Independent Private Sector Audit", (block,), 2, "audit")


def _place(country: str) -> str:
    found = country_of(country)
    return found.name.en if found is not None else country


def _status(status: str, material: Material) -> str:
    """Name a status in the words of the year: what is conformant now was once called compliant."""
    return material.law.passed.capitalize() if status == "conformant" else status_label(status).en


def _status_sources(one: NamedSmelter, material: Material) -> tuple[Source, ...]:
    if one.status_source is not None:
        return (one.status_source,)
    return (material.rollup.audited.source,) if material.rollup.audited is not None else one.cells


def _head(text: str) -> Cell:
    return Cell((Words(text),), "head")


def _text(text: str) -> Cell:
    return Cell((Words(text),))


def _quoted(text: str, key: str, sources: Sequence[Source]) -> Cell:
    return Cell((Quote(text, key, tuple(sources)[:20]),)) if text else Cell((Words("-"),))


def _number(figure: Figure) -> Cell:
    return Cell((figure,), "number")


def _letter(index: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[index] if index < len(letters) else letters[index // 26 - 1] + letters[index % 26]
