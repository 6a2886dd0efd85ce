"""The Conflict Minerals Report (Exhibit 1.01) as a Document: inquiry, measures, smelters, origin, plans, audit."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.core.document import Block, Cell, Document, Paragraph, Part, Quote, Section, Table, Words
from kaiji.core.figure import Figure
from kaiji.core.source import Source
from kaiji.minerals.fact import slug
from kaiji.minerals.report.form_sd import line, paragraph, result_sentences, scope_sentences
from kaiji.minerals.report.material import Material
from kaiji.minerals.report.sentence import assertion
from kaiji.minerals.rollup import NO_LIST, NOT_LISTED, metals_named

STEPS = (
    "Establish strong company management systems",
    "Identify and assess risks in the supply chain",
    "Design and implement a strategy to respond to identified risks",
    "Support independent third-party audits of smelters and refiners",
    "Report every year on supply chain due diligence",
)
REPLIES = (("yes", "Yes"), ("no", "No"), ("unknown", "Unknown"), ("open", "Left open"))
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
    return Document(
        "EX-1.01", title, tuple(section for section in sections if section.blocks or section.title)
    )


def _introduction(material: Material) -> Section:
    name = material.cover.get("name_in_english") or material.named("name")
    blocks: list[Block] = [
        line(f"Exhibit {material.law.form.report_exhibit}", "cover"),
        line("CONFLICT MINERALS REPORT", "cover"),
        Paragraph((name,), "cover", "report.company"),
        line(f"For the reporting period from January 1 to December 31, {material.year}", "cover"),
        paragraph(
            "report.purpose",
            assertion(
                "{name} (“{called}”, “we” or “our”) gives this report under Rule 13p-1 under the Securities Exchange "
                f"Act of 1934 for the reporting period from January 1 to December 31, {material.year}.",
                {"name": name, "called": material.company},
                "report.purpose",
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
    blocks: list[Block] = [paragraph("inquiry.result", *result_sentences(material)[:1])]
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
    edition = material.law.editions[-1]
    text = (
        f"Our due diligence measures were designed to conform, in all material respects, with the {edition.title}, "
        f"{edition.words.en}, an internationally recognized framework, as it applies to a company far downstream of "
        "smelters and refiners."
    )
    return Section(
        "III. Design of Due Diligence", (line(text, key="diligence.design"),), 2, "diligence.design"
    )


def _measures(material: Material) -> list[Section]:
    sections = [Section("IV. Due Diligence Measures Performed", (), 2, "measures")]
    for number, title in enumerate(STEPS, start=1):
        sentences = list(material.told.of_step(number))
        blocks = [
            Paragraph((one,), "item", f"measure.{one.key}", marker=f"({_letter(index)})")
            for index, one in enumerate(sentences)
        ]
        if not blocks:
            blocks = [
                line(
                    "We have no measure of this step to report for the period.", key=f"measure.none.{number}"
                )
            ]
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
                _quoted(_place(one.country), "", one.cells),
                _quoted(one.cid, "", one.cells) if one.cid else _text("-"),
                _quoted(_status(one.audit_status), "", (one.status_source,) if one.status_source else ()),
            )
            for one in listed
        )
        table = Table(
            head=(
                tuple(map(_head, ("Metal", "Smelter or refiner", "Location", "Identification", "Status"))),
            ),
            rows=rows,
            key="smelters.list",
        )
        intro = line(
            "The smelters and refiners that our suppliers named and that we identified are listed below. Suppliers "
            "answer for their whole business in part, so that a facility listed here need not have processed minerals "
            "in our products.",
            key="smelters.list.intro",
        )
        sections.append(
            Section("List of identified smelters and refiners", (intro, table), 3, "smelters.list")
        )
    return sections


def _smelter_summary(material: Material) -> Table:
    figures = material.figures
    columns = [("named", "Named"), ("identified", "Identified"), ("unidentified", "Not identified")]
    statuses = [one for one in material.statuses if one != NO_LIST]
    head = [
        _head("Metal"),
        *(_head(words) for _, words in columns),
        *(_head(_status(one)) for one in statuses),
    ]
    metals = metals_named(material.rollup.smelters)
    rows = [
        (
            _text(metal or "(no metal given)"),
            *(_number(figures[f"smelters.{column}.{slug(metal)}"]) for column, _ in columns),
            *(_number(figures[f"smelters.status.{slug(status)}.{slug(metal)}"]) for status in statuses),
        )
        for metal in metals
    ]
    total = (
        _text("Total"),
        *(_number(figures[f"smelters.{column}"]) for column, _ in columns),
        *(_number(figures[f"smelters.status.{slug(status)}"]) for status in statuses),
    )
    return Table(
        head=(tuple(head),),
        rows=(*rows, total),
        caption=(Words("Smelters and refiners named by our suppliers"),),
        totals=1,
        key="smelters.summary",
    )


def _status_words(material: Material) -> list[Block]:
    audited = material.rollup.audited
    if audited is None or audited.as_of is None:
        return []
    sentence = assertion(
        "The status of the identified facilities was read from {list}. It is their status on that day and on no other; "
        "a facility that is “not listed” there stands under no audit status known to us.",
        {"list": material.values["list"]},
        "smelters.as_of",
        (audited.source,),
    )
    return [paragraph("smelters.as_of", sentence)]


def _origin(material: Material) -> Section:
    figures = material.figures
    blocks: list[Block] = []
    if figures["smelters.identified"].value:
        text = (
            "We know the location of the identified facilities, as listed above. The location of a facility is not the "
            "country of origin of what it processes, and our suppliers' answers do not trace minerals to a mine. We "
            "therefore cannot state the country of origin of the minerals in our products."
        )
    else:
        text = (
            "The answers we received do not let us identify the facilities that processed the minerals in our "
            "products, nor the country of origin of these minerals."
        )
    blocks.append(line(text, key="origin.known"))
    blocks.append(
        line(
            "Our efforts to determine the mine or location of origin with the greatest possible specificity are the "
            "inquiry and the measures described in this report.",
            key="origin.efforts",
        )
    )
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
        blocks.insert(
            0, line("To reduce the risk that minerals in our products finance or benefit armed groups:")
        )
        blocks.append(line(CAUTION, "note", "plans.caution"))
    else:
        blocks = [line("We report no further steps for this period.", key="plans.none")]
    return Section(
        "VII. Steps Taken or Planned to Mitigate Risk and Improve Due Diligence", tuple(blocks), 2, "plans"
    )


def _audit(material: Material) -> Section:
    if material.branch.ipsa_required:
        text = (
            "This report calls products “DRC conflict free”. An independent private sector audit of this report is "
            "required: [to be completed: the auditor and the audit report]."
        )
    else:
        text = (
            f"Under Rule 13p-1 and the guidance of the staff of the Commission in force for {material.year}, no "
            "independent private sector audit of this report is required, and none was obtained."
        )
    return Section("VIII. Independent Private Sector Audit", (line(text, key="audit"),), 2, "audit")


def _place(country: str) -> str:
    return country.title() if country.isupper() else country


def _status(status: str) -> str:
    return {NOT_LISTED: "Not listed", NO_LIST: "Not compared"}.get(status, status[:1].upper() + status[1:])


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
