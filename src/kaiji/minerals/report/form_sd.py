"""Form SD as a Document: cover page, disclosure, exhibits and signature."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.core.document import Assertion, Block, Document, Paragraph, Part, Role, Run, Section, Words
from kaiji.minerals.rcoi import Rcoi
from kaiji.minerals.report.material import Material
from kaiji.minerals.report.sentence import Filling, assertion, fill, join

# Fixed by the form itself: the sentence above the signature, and what the boxes mean.
SIGNATURE_SENTENCE = (
    "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report "
    "to be signed on its behalf by the duly authorized undersigned."
)
BOX_SENTENCE = (
    "Check the appropriate box to indicate the rule pursuant to which this form is being filed, and provide the "
    "period to which the information in this form applies:"
)
CONTACT_CAPTION = (
    "(Name and telephone number, including area code, of the person to contact in connection with this report.)"
)


def build_form_sd(material: Material) -> Document:
    """Build Form SD, or Form SD/A where the material holds an amendment."""
    kind = "SD/A" if material.amendment else "SD"
    sections = [_cover(material, kind)]
    if material.amendment:
        sections.append(_note(material))
    sections.append(_introduction(material))
    sections += _disclosure(material)
    sections += _other_sections(material)
    sections.append(_signature(material))
    return Document(kind, f"Form {kind} for {material.year}", tuple(sections))


def _cover(material: Material, kind: str) -> Section:
    blocks: list[Block] = [
        line("UNITED STATES", "cover"),
        line("SECURITIES AND EXCHANGE COMMISSION", "cover"),
        line("Washington, D.C. 20549", "cover"),
        line(f"FORM {kind}", "cover", key="form"),
        line("SPECIALIZED DISCLOSURE REPORT", "cover"),
        Paragraph((material.named("name"),), "cover", "cover.name"),
        line("(Exact name of the registrant as specified in its charter)", "caption"),
    ]
    if "name_in_english" in material.cover:
        blocks += [
            Paragraph((material.cover["name_in_english"],), "cover", "cover.name_in_english"),
            line("(Translation of registrant's name into English)", "caption"),
        ]
    fields = (
        ("jurisdiction", "(State or other jurisdiction of incorporation or organization)"),
        ("file_number", "(Commission File Number)"),
        ("irs_number", "(IRS Employer Identification No.)"),
    )
    for name, caption in fields:
        if name in material.cover or name != "irs_number":
            blocks.append(Paragraph((material.named(name),), "cover", f"cover.{name}"))
        else:
            blocks.append(line("Not applicable", "cover", key="cover.irs_number"))
        blocks.append(line(caption, "caption"))
    address: tuple[Run, ...] = (material.named("address"),)
    if "zip_code" in material.cover and material.cover["zip_code"].text not in address[0].text:
        address = (*address, Words(" "), material.cover["zip_code"])
    blocks += [
        Paragraph(address, "cover", "cover.address"),
        line("(Address of principal executive offices) (Zip code)", "caption"),
        Paragraph(
            (material.named("contact_name"), Words(", "), material.named("contact_phone")),
            "cover",
            "cover.contact",
        ),
        line(CONTACT_CAPTION, "caption"),
        line(BOX_SENTENCE),
        line(
            "[X] Rule 13p-1 under the Securities Exchange Act (17 CFR 240.13p-1) for the reporting period from "
            f"January 1 to December 31, {material.year}.",
            "mark",
            key="cover.period",
        ),
    ]
    if "13q-1" in material.law.form.boxes:
        blocks.append(
            line("[ ] Rule 13q-1 under the Securities Exchange Act (17 CFR 240.13q-1): not applicable.", "mark")
        )
    blocks.append(Paragraph((), "break"))
    return Section("", tuple(blocks), 1, "cover")


def _note(material: Material) -> Section:
    amendment = material.amendment
    assert amendment is not None, "the caller has looked"  # noqa: S101
    sentence = assertion(
        "This amendment to the Form SD for the reporting period from January 1 to December 31, "
        f"{material.year}, which was filed on {{filed_on}}, has one purpose only: {{purpose}}.",
        {"filed_on": amendment.filed_on, "purpose": amendment.purpose},
        "amendment",
    )
    rest = Words(" Beyond that, it does not amend, update or restate anything in the Form SD.")
    return Section("Explanatory Note", (Paragraph((sentence, rest), key="amendment"),), 2, "note")


def _introduction(material: Material) -> Section:
    name = fill(
        "In this report, “{called}”, “we” and “our” mean {name}.",
        {"name": _full_name(material), "called": material.company},
    )
    parts: list[Part] = [*name]
    if material.products:
        parts += [
            Words(" "),
            assertion(
                "Among the products we sell are {products}. " + _made(material),
                {"products": join(material.products)},
                "introduction.products",
            ),
        ]
    if material.revenue is not None:
        figure, year_end = material.revenue
        parts += [
            Words(" "),
            assertion(
                "Sales of these products made up {share} of our consolidated revenues in the fiscal year ended {end}.",
                {"share": figure, "end": year_end},
                "introduction.revenue",
            ),
        ]
    return Section("Introduction", (Paragraph(tuple(parts), key="introduction"),), 2, "introduction")


def _disclosure(material: Material) -> list[Section]:
    form = material.law.form
    first = form.sections[0]
    caption = dict(first.items)[form.report_item]
    blocks: list[Block] = [paragraph("disclosure.scope", *scope_sentences(material))]
    inquiry = inquiry_sentences(material)
    if inquiry:
        blocks.append(paragraph("disclosure.inquiry", *inquiry))
    blocks.append(paragraph("disclosure.result", *result_sentences(material)))
    if material.branch.describes_due_diligence:
        # Where due diligence cleared the minerals, the form itself has to tell of it: there is no report beside it.
        blocks += [
            Paragraph((sentence,), "item", f"disclosure.{sentence.key}", marker=f"({number})")
            for number, sentence in enumerate(material.told.measures_told, start=1)
        ]
    blocks.append(paragraph("disclosure.posting", *_posting(material)))
    items = [
        Section(f"Section {first.number} - {first.caption}", (), 1, "section.1"),
        Section(f"Item {form.report_item} {caption}", (), 2, f"item.{form.report_item}"),
        Section("Conflict Minerals Disclosure", tuple(blocks), 3, "disclosure"),
    ]
    exhibit = (
        f"The Conflict Minerals Report required by Item {form.report_item} is filed as Exhibit "
        f"{form.report_exhibit} to this Form SD."
        if _has_report(material)
        else "Not applicable."
    )
    items.append(
        Section(
            f"Item {form.exhibit_item} {dict(first.items)[form.exhibit_item]}",
            (line(exhibit, key="item.exhibit"),),
            2,
            f"item.{form.exhibit_item}",
        )
    )
    return items


def _other_sections(material: Material) -> list[Section]:
    form = material.law.form
    found = []
    for section in form.sections[1:]:
        found.append(Section(f"Section {section.number} - {section.caption}", (), 1, f"section.{section.number}"))
        for number, caption in section.items:
            text = "Not applicable."
            if number == form.exhibits_item and _has_report(material):
                text = (
                    f"Exhibit {form.report_exhibit} - Conflict Minerals Report as required by Items "
                    f"{form.report_item} and {form.exhibit_item} of this Form."
                )
            found.append(Section(f"Item {number} {caption}", (line(text, key=f"item.{number}"),), 2, f"item.{number}"))
    return found


def _signature(material: Material) -> Section:
    signature = material.signature
    blocks: list[Block] = [
        line(SIGNATURE_SENTENCE),
        Paragraph((_full_name(material),), "signature", "signature.registrant"),
    ]
    if signature is None:
        blocks += [
            line("By: [to be completed: signature]", "signature"),
            line("Name: [to be completed: name of the signer]", "signature"),
            line("Title: [to be completed: title of the signer]", "signature"),
            line("Date: [to be completed: date of signing]", "signature"),
        ]
    else:
        for label, run, key in (
            ("By: /s/ ", signature.name, "by"),
            ("Name: ", signature.name, "name"),
            ("Title: ", signature.title, "title"),
            ("Date: ", signature.day, "date"),
        ):
            blocks.append(
                Paragraph(
                    (assertion(label + "{x}", {"x": run}, f"signature.{key}"),),
                    "signature",
                    f"signature.{key}",
                )
            )
    return Section("SIGNATURES", tuple(blocks), 1, "signature")


def scope_sentences(material: Material) -> tuple[Part, ...]:
    """Say which conflict minerals are necessary, by the product register; or only what suppliers say, without one."""
    if not material.metals:
        sources = tuple(source for one in material.branch.reasons for source in one.sources)
        text = "We have not determined that any conflict mineral is necessary to our products."
        return (Assertion((Words(text),), "scope.none", sources),)
    if not material.products:
        text = (
            f"By their answers, our suppliers use {material.metal_words} in what they supply. [to be completed: which "
            "products of ours are in scope, and which of these minerals are necessary to them]"
        )
        return (Assertion((Words(text),), "scope.suppliers", material.metal_sources),)
    verb = "is" if len(material.metals) == 1 else "are"
    text = (
        f"We have determined that {material.metal_words} {verb} necessary to the functionality or production of "
        f"products that were {_made_participle(material)} in {material.year}."
    )
    return (Assertion((Words(text),), "scope.metals", material.metal_sources),)


def inquiry_sentences(material: Material) -> tuple[Part, ...]:
    """Describe the country-of-origin inquiry as the log and the answers prove it; nothing where nothing proves it."""
    parts: list[Part] = list(material.told.of_step(0))
    figures = material.figures
    counts: dict[str, Filling] = {
        "asked": figures["suppliers.asked"],
        "answered": figures["suppliers.answered"],
        "share": figures["suppliers.answered_share"],
    }
    if "templates" in material.values:
        template = "We surveyed our direct suppliers with the {templates}."
        parts.append(assertion(template, {"templates": material.values["templates"]}, "inquiry.template"))
    if material.rollup.survey.registered and figures["suppliers.asked"].value:
        template = "Of the {asked} suppliers asked, {answered} ({share}) sent an answer that could be read."
        parts.append(assertion(template, counts, "inquiry.answers"))
    elif figures["suppliers.answered"].value:
        template = "Suppliers whose answers were received and could be read: {answered}."
        parts.append(assertion(template, {"answered": figures["suppliers.answered"]}, "inquiry.answers"))
    return spaced(parts)


def spaced(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Put a blank between sentences."""
    return tuple(part for index, one in enumerate(parts) for part in ((Words(" "), one) if index else (one,)))


def result_sentences(material: Material) -> tuple[Part, ...]:
    """State the result of the inquiry, worded to the state that the rules decided, with its evidence."""
    rcoi = material.rcoi
    sources = tuple(dict.fromkeys(source for one in rcoi.reasons for source in one.sources))
    text = RESULTS[_result_key(rcoi)]
    parts: list[Part] = [Assertion((Words(text),), f"result.{str(rcoi.state).lower()}", sources)]
    if _has_report(material):
        parts += [
            Words(
                " We therefore exercised due diligence on the source and chain of custody of these minerals. What was "
                f"done and found is set out in the Conflict Minerals Report, Exhibit {material.law.form.report_exhibit}."
            )
        ]
    return tuple(parts)


RESULTS = {
    "R0": "[to be completed: the inquiry has not been made for every necessary mineral]",
    "R1": "The inquiry showed that none of these minerals came from a covered country.",
    "R2": "On the strength of this inquiry we have no reason to believe that any of these minerals may have come from "
    "a covered country.",
    "R3": "The inquiry showed that all of these minerals came from recycled or scrap sources.",
    "R4": "On the strength of this inquiry we reasonably believe that all of these minerals came from recycled or "
    "scrap sources.",
    "R5": "On the strength of this inquiry we know, or have reason to believe, that a part of these minerals came or "
    "may have come from covered countries, and that they may not be solely from recycled or scrap sources.",
    "R5?": "The answers we received did not let us determine where all of these minerals came from, nor that they came "
    "from recycled or scrap sources. We therefore treat them as minerals that may have come from covered countries and "
    "may not be solely from recycled or scrap sources.",
}


def _result_key(rcoi: Rcoi) -> str:
    state = str(rcoi.state)
    return "R5?" if state == "R5" and rcoi.undetermined else state


def _posting(material: Material) -> tuple[Part, ...]:
    urls = material.values.get("report_urls")
    if urls is None:
        return (Words("[to be completed: address of the website where this disclosure is published]"),)
    what = "This disclosure and the Conflict Minerals Report are" if _has_report(material) else "This disclosure is"
    return (assertion(what + " also published on our website at {urls}.", {"urls": urls}, "posting"),)


def _full_name(material: Material) -> Run:
    return material.cover.get("name_in_english") or material.named("name")


def _has_report(material: Material) -> bool:
    return material.branch.filing in ("sd+cmr", "undecided")


def _made(material: Material) -> str:
    if material.made == "manufactured":
        return "We manufacture them ourselves."
    if material.made == "both":
        return "We manufacture some of them ourselves and contract with suppliers to manufacture the others for us."
    return "We do not manufacture them ourselves; suppliers manufacture them for us under contract."


def _made_participle(material: Material) -> str:
    return {
        "manufactured": "manufactured by us",
        "both": "manufactured by us or for us under contract",
    }.get(material.made, "manufactured for us under contract")


def line(text: str, role: Role = "body", key: str = "") -> Paragraph:
    """Make a paragraph of fixed words."""
    return Paragraph((Words(text),), role, key)


def paragraph(key: str, *parts: Part) -> Paragraph:
    """Make a paragraph of parts."""
    return Paragraph(parts, key=key)
