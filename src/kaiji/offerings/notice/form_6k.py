"""The cover of Form 6-K under which a notice is furnished to the Commission."""

from __future__ import annotations

from kaiji.core.document import Block, Document, Paragraph, Part, Quote, Role, Run, Section, Words
from kaiji.offerings.notice.voice import Voice

# Fixed by the form itself.
COVER = (
    "FORM 6-K",
    "SECURITIES AND EXCHANGE COMMISSION",
    "Washington, D.C. 20549",
    "Report of Foreign Private Issuer",
    "Pursuant to Rule 13a-16 or 15d-16 under the Securities Exchange Act of 1934",
)
SIGNATURE = (
    "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to "
    "be signed on its behalf by the undersigned, thereunto duly authorized."
)
PAPER = (
    "Indicate by check mark if the registrant is submitting the Form 6-K in paper as permitted by Regulation S-T "
    "Rule 101(b)({}): [ ]"
)
PAPER_RULES = (1, 7)
EXHIBIT = "99.1"


def build_form_6k(voice: Voice) -> Document:
    """Build the cover of a notice, in English; the notice itself is its exhibit."""
    terms = voice.terms
    dated = voice.day("dated", weekday=False)
    day: tuple[Run, ...] = (dated,) if isinstance(dated, Quote) else tuple(dated)  # type: ignore[arg-type]
    annual = terms.text("form_6k.annual_form") or "20-F"
    boxes = " ".join(f"Form {one} [{'X' if one == annual else ' '}]" for one in ("20-F", "40-F"))
    # The form's own name is quoted, not counted: its digit says nothing of the company.
    form = Quote(COVER[0], "form", terms.source_of("form_6k.file_number"))
    cover: list[Block] = [_line((form,), "cover.form", "cover")]
    cover += [_line((Words(text),), f"cover.{at}", "cover") for at, text in enumerate(COVER[1:])]
    cover += [
        _line((Words("For the date of "), *day), "cover.date", "cover"),
        _line((Words("Commission File Number: "), voice.quote("form_6k.file_number")), "cover.file_number", "cover"),
        _line((voice.quote("issuer.name"),), "cover.name", "cover"),
        _line((Words("(Translation of registrant's name into English)"),), "cover.name.caption", "caption"),
        _line((voice.quote("form_6k.address"),), "cover.address", "cover"),
        _line((Words("(Address of principal executive office)"),), "cover.address.caption", "caption"),
        _line(
            (
                Words(
                    "Indicate by check mark whether the registrant files or will file annual reports under cover of Form 20-F or Form 40-F: "
                    + boxes
                ),
            ),
            "cover.annual",
        ),
    ]
    if terms.text("form_6k.paper_boxes") == "yes":
        cover += [_line((Words(PAPER.format(number)),), f"cover.paper.{number}") for number in PAPER_RULES]
    cover.append(Paragraph((), "break"))
    exhibits = (_line((Words(f"Exhibit {EXHIBIT}: "), *_title(voice), Words(", dated "), *day), "exhibit"),)
    signature: list[Block] = [
        _line((Words(SIGNATURE),), "signature.sentence"),
        _line((voice.quote("issuer.name"),), "signature.name", "signature"),
        _line((Words("Date: "), *day), "signature.date", "signature"),
    ]
    for name, label in (("signer", "By: "), ("signer_title", "Title: ")):
        told: tuple[Part, ...] = (
            (voice.quote(f"form_6k.{name}"),) if voice.told(f"form_6k.{name}") else (Words("________________"),)
        )
        signature.append(_line((Words(label), *told), f"signature.{name}", "signature"))
    return Document(
        "6-K",
        f"Form 6-K: {voice.title_text()}",
        (
            Section("", tuple(cover), 1, "cover"),
            Section("EXHIBIT INDEX", exhibits, 1, "exhibits"),
            Section("SIGNATURES", tuple(signature), 1, "signature"),
        ),
    )


def _title(voice: Voice) -> tuple[Run, ...]:
    found = voice.title(voice.stage)
    return (found,) if isinstance(found, Quote) else ()


def _line(parts: tuple[Part, ...], key: str, role: Role = "body") -> Paragraph:
    return Paragraph(parts, role, key)
