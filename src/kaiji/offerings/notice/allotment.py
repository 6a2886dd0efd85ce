"""The allotment notice: how many shares the allottee takes, worded to the case: all, a part, or none."""

from __future__ import annotations

from decimal import Decimal

from kaiji.core.document import Block, Document, Section, Words
from kaiji.offerings.notice.block import (
    Row,
    counts,
    has_uses,
    head,
    heading,
    items,
    money_rows,
    paragraph,
    runs,
    tail,
    uses,
)
from kaiji.offerings.notice.launch import third_days
from kaiji.offerings.notice.voice import Voice


def build_allotment(voice: Voice) -> Document:
    """Build the allotment notice."""
    final, scheduled = voice.facts["tpa.final"].value, voice.facts["tpa.number"].value
    case = "none" if not final else "all" if final == scheduled else "part"
    voice.extra["how"] = voice.say("sentence", f"how_{case}")
    taken = ("allotment.subscribed", "allotment.covered", "allotment.stabilised")
    lead: list[Block] = [paragraph((voice.sentence("allotment_lead", "allotment.date", *taken),), "lead")]
    lead += _returned(voice)
    if final < scheduled:
        lead.append(paragraph((voice.sentence("lapsed", *taken),), "lapsed"))
    sections = [head(voice), Section(voice.title_text(), tuple(lead), 1, "title"), _result(voice, case)]
    earlier = (paragraph((voice.sentence("earlier", "resolution.date", "pricing.date"),), "earlier"),)
    sections.append(Section(heading(voice, "earlier", 2), earlier, 2, "earlier.title"))
    number = 3
    if voice.has("shares.after"):
        sections.append(_change(voice, number))
        number += 1
    if has_uses(voice, "allotment"):
        sections.append(_uses(voice, number))
    return Document("allotment", voice.title_text(), (*sections, *tail(voice)), voice.language)


def _returned(voice: Voice) -> list[Block]:
    """Say what the allottee bought back, where the terms tell it."""
    told = [name for name in ("covered", "stabilised") if voice.terms.number(f"allotment.{name}")]
    for name in told:
        figure = voice.of_value(
            f"allotment.{name}", Decimal(voice.terms.number(f"allotment.{name}") or 0), f"allotment.{name}"
        )
        unit = voice.word("one" if figure.value == 1 else "many")
        voice.extra[f"n:{name}"] = (figure, Words(f" {unit}" if voice.language == "en" else unit))
    if not told:
        return []
    key = "returned" if len(told) == 2 else f"returned_{told[0]}"
    return [paragraph((voice.sentence(key, *(f"allotment.{name}" for name in told)),), "returned")]


def _result(voice: Voice, case: str) -> Section:
    rows: list[Row] = [("number_third", voice.number("tpa.final")), ("scheduled", voice.number("tpa.number"))]
    if case != "none":
        if "tpa.final.ads" in voice.facts:
            rows.append(("ads", (voice.facts["tpa.final.ads"].figure(), *_ads_unit())))
        rows.append(money_rows(voice, ("total_paid", "tpa.total"), "price.paid"))
        if voice.has("tpa.capital"):
            rows.append(money_rows(voice, ("capital", "tpa.capital"), "price.capital"))
        if voice.has("tpa.reserve"):
            rows.append(money_rows(voice, ("reserve", "tpa.reserve"), "price.reserve"))
        rows += third_days(voice)
    rows.append(("allottee", voice.quote("third_party.allottee")))
    blocks: list[Block] = [items(voice, rows, "tpa")]
    if case == "none":
        blocks.append(paragraph((voice.sentence("no_issue", "allotment.subscribed", "allotment.covered"),), "no_issue"))
    elif not voice.offering.third_is_new:
        blocks.append(paragraph((voice.sentence("treasury_note", "third_party.form"),), "tpa.treasury"))
    return Section(heading(voice, "result", 1), tuple(blocks), 2, "tpa.title")


def _ads_unit() -> tuple[Words, ...]:
    return (Words(" ADSs"),)


def _change(voice: Voice, number: int) -> Section:
    present = voice.offering.present_day()
    assert present is not None, "the count at present is known only with its day"  # noqa: S101
    voice.extra["D:present"] = voice.fixed(present, "present", "shares.present_as_of", "allotment.date")
    rows = [
        (voice.say("label", "now"), "shares.present"),
        (voice.say("label", "increase_third"), "shares.increase"),
        (voice.say("label", "after_third"), "shares.after"),
    ]
    blocks: list[Block] = [paragraph((voice.sentence("present_lead"),), "change.lead"), counts(voice, rows, "change")]
    if voice.has("treasury.after"):
        held = [
            (voice.say("label", "held_now"), "treasury.present"),
            (voice.say("label", "held_taken"), "tpa.final"),
            (voice.say("label", "held_after"), "treasury.after"),
        ]
        blocks.append(counts(voice, held, "change.treasury", totals=0))
    return Section(heading(voice, "change", number), tuple(blocks), 2, "change.title")


def _uses(voice: Voice, number: int) -> Section:
    if voice.has("net.shortfall"):
        kind = voice.terms.text("proceeds.shortfall").replace(" ", "_") or "own_funds"
        told = ["proceeds_short", f"shortfall_{kind}"]
    else:
        told = ["proceeds_planned"]
    parts = [
        *voice.sentences(*told),
        *(runs(Words(" ")) if voice.language == "en" else ()),
        voice.sentence("uses_lead"),
    ]
    blocks: tuple[Block, ...] = (paragraph(parts, "uses.lead"), uses(voice, "allotment"))
    return Section(heading(voice, "uses", number), blocks, 2, "uses.title")
