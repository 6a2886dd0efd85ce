"""The pricing notice: prices, totals, capital and days as they were decided on the pricing day."""

from __future__ import annotations

from kaiji.core.document import Block, Document, Section
from kaiji.offerings.notice.block import Row, has_uses, head, heading, items, money_rows, paragraph, tail, uses
from kaiji.offerings.notice.launch import change_table, over_names, public_days, public_parts, third_days
from kaiji.offerings.notice.voice import Voice


def build_pricing(voice: Voice) -> Document:
    """Build the pricing notice."""
    terms = voice.terms
    told = ["define_parts"]
    if terms.has("over_allotment"):
        told.append("define_oa")
    if voice.offering.has_allotment:
        told.append("define_tpa")
    lead: list[Block] = [
        paragraph((voice.sentence("pricing_lead", "pricing.date", "resolution.date"),), "lead"),
        paragraph(voice.sentences(*told), "define"),
    ]
    sections = [head(voice), Section(voice.title_text(), tuple(lead), 1, "title"), _public(voice, 1)]
    number = 2
    if terms.has("over_allotment"):
        sections.append(_over(voice, number))
        number += 1
    if voice.offering.has_allotment:
        sections.append(_third(voice, number))
        number += 1
    if voice.has("price.closing"):
        key = "basis" if voice.has("price.discount") and voice.facts["price.discount"].value > 0 else "basis_above"
        blocks: tuple[Block, ...] = (paragraph(voice.sentences(key), "basis"),)
        sections.append(Section(heading(voice, "price", number), blocks, 2, "price.title"))
        number += 1
    if voice.has("shares.after_public"):
        sections.append(Section(heading(voice, "change", number), tuple(change_table(voice)), 2, "change.title"))
        number += 1
    if has_uses(voice, "pricing"):
        sentences = ["proceeds_pricing"]
        if voice.has("net.launch"):
            sentences.append("proceeds_changed")
            facts = voice.facts
            pairs = [(f"use.{at + 1}.launch", f"use.{at + 1}.pricing") for at in voice.offering.uses()]
            if any(facts[before].value != facts[now].value for before, now in pairs):
                sentences.append("uses_changed")
        blocks = (paragraph(voice.sentences(*sentences, "uses_lead"), "uses.lead"), uses(voice, "pricing"))
        sections.append(Section(heading(voice, "uses", number), blocks, 2, "uses.title"))
    return Document("pricing", voice.title_text(), (*sections, *tail(voice)), voice.language)


def _public(voice: Voice, number: int) -> Section:
    rows: list[Row] = [("number_public", voice.number("public.number")), *public_parts(voice)]
    rows += [
        money_rows(voice, ("total_issue", "public.total_issue"), "price.issue"),
        money_rows(voice, ("total_paid", "public.total"), "price.paid"),
    ]
    if voice.has("public.capital"):
        rows.append(money_rows(voice, ("capital", "public.capital"), "price.capital"))
    if voice.has("public.reserve"):
        rows.append(money_rows(voice, ("reserve", "public.reserve"), "price.reserve"))
    rows += public_days(voice)
    blocks: list[Block] = [items(voice, rows, "public"), paragraph((voice.sentence("spread"),), "spread")]
    if voice.parts_public() != "new":
        blocks.append(paragraph((voice.sentence("treasury_note", "public.treasury"),), "public.treasury"))
    return Section(heading(voice, "public", number), tuple(blocks), 2, "public.title")


def _over(voice: Voice, number: int) -> Section:
    days = voice.offering.decided
    rows: list[Row] = [
        ("number_oa", voice.number("oa.number")),
        ("selling_price", voice.money("price.issue")),
        ("total_selling", voice.money("oa.total")),
        *over_names(voice),
        *(row for row in public_days(voice) if row[0] != "payment"),
    ]
    blocks: list[Block] = [items(voice, rows, "oa")]
    if days.get("cover_from") and days.get("cover_to"):
        blocks.append(paragraph((voice.sentence("cover"),), "cover"))
    return Section(heading(voice, "oa", number), tuple(blocks), 2, "oa.title")


def _third(voice: Voice, number: int) -> Section:
    rows: list[Row] = [
        ("number_max", voice.number("tpa.number")),
        money_rows(voice, ("total_paid_max", "tpa.total.max"), "price.paid"),
    ]
    if voice.has("tpa.capital.max"):
        rows.append(money_rows(voice, ("capital_max", "tpa.capital.max"), "price.capital"))
    if voice.has("tpa.reserve.max"):
        rows.append(money_rows(voice, ("reserve_max", "tpa.reserve.max"), "price.reserve"))
    rows += [("allottee", voice.quote("third_party.allottee")), *third_days(voice)]
    blocks: list[Block] = [items(voice, rows, "tpa")]
    if not voice.offering.third_is_new:
        blocks.append(paragraph((voice.sentence("treasury_note", "third_party.form"),), "tpa.treasury"))
    return Section(heading(voice, "tpa", number), tuple(blocks), 2, "tpa.title")
