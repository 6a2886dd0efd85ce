"""The launch notice: what the board resolved, with ranges where the price and the days are still open."""

from __future__ import annotations

from kaiji.core.document import Assertion, Block, Document, Section, Words
from kaiji.offerings.notice.block import Row, counts, has_uses, head, heading, items, paragraph, runs, tail, uses
from kaiji.offerings.notice.voice import Voice

STATEMENTS = ("dividend_policy", "past_equity_finance", "lock_up")


def build_launch(voice: Voice) -> Document:
    """Build the launch notice."""
    terms = voice.terms
    over = "and_oa" if voice.offering.has_allotment else "and_oa_last"
    voice.extra["and_oa"] = voice.say("sentence", over) if terms.has("over_allotment") else Words("")
    voice.extra["and_tpa"] = voice.say("sentence", "and_tpa") if voice.offering.has_allotment else Words("")
    lead: list[Block] = [paragraph((voice.sentence("launch_lead", "resolution.date"),), "lead")]
    if voice.told("statement.purpose"):
        lead.append(paragraph((voice.sentence("purpose_lead"),), "purpose"))
    sections = [head(voice), Section(voice.title_text(), tuple(lead), 1, "title"), _public(voice, 1)]
    number = 2
    if terms.has("over_allotment"):
        sections.append(_over(voice, number))
        number += 1
    if voice.offering.has_allotment:
        sections.append(_third(voice, number))
        number += 1
    if voice.has("shares.after_public"):
        sections.append(_change(voice, number))
        number += 1
    if has_uses(voice, "launch"):
        sections.append(_uses(voice, number))
        number += 1
    stated = [name for name in STATEMENTS if voice.told(f"statement.{name}")]
    if stated:
        blocks = tuple(paragraph((voice.sentence(name),), name) for name in stated)
        sections.append(Section(heading(voice, "other", number), blocks, 2, "other"))
    return Document("launch", voice.title_text(), (*sections, *tail(voice)), voice.language)


def public_parts(voice: Voice) -> list[Row]:
    """Give the parts of the public offering where it has some."""
    rows: list[Row] = []
    option = "option" if voice.stage == "launch" else "option_taken"
    for part, name in (("domestic", "domestic"), ("overseas", "overseas"), ("option", option)):
        if voice.has(f"public.{part}"):
            rows.append((name, voice.number(f"public.{part}")))
    if voice.parts_public() == "both":
        rows += [("new", voice.number("public.new")), ("treasury", voice.number("public.treasury"))]
    return rows


def period(voice: Voice) -> Row:
    """Give the subscription period: its first and last day, or one day."""
    days = voice.offering.schedule(voice.stage)
    first, last = days["subscription_from"], days.get("subscription_to")
    if last is None or last == first:
        return "subscription", voice.day("subscription_from")
    if first.is_known and last.is_known:
        to = "～" if voice.language == "ja" else " – "
        return "subscription", (*runs(voice.day("subscription_from")), Words(to), *runs(voice.day("subscription_to")))
    begins, ends = ("初日：", "、最終日：") if voice.language == "ja" else ("begins on ", " and ends on ")
    start, end = runs(voice.day("subscription_from")), runs(voice.day("subscription_to"))
    return "subscription", (Words(begins), *start, Words(ends), *end)


def public_days(voice: Voice) -> list[Row]:
    """Give subscription, payment and delivery."""
    days = voice.offering.schedule(voice.stage)
    rows: list[Row] = [period(voice)] if days.get("subscription_from") else []
    return rows + [(name, voice.day(name)) for name in ("payment", "delivery") if days.get(name)]


def _public(voice: Voice, number: int) -> Section:
    rows: list[Row] = [("number_public", voice.number("public.number")), *public_parts(voice)]
    if voice.has("public.number.max.ads"):
        rows.append(("ads", (voice.facts["public.number.max.ads"].figure(), Words(" ADSs"))))
    if voice.told("public.managers"):
        rows.append(("managers", voice.quote("public.managers")))
    rows.append(("pricing_date", voice.day("pricing")))
    rows += public_days(voice)
    blocks: list[Block] = [items(voice, rows, "public")]
    if voice.has("public.option"):
        blocks.append(paragraph((voice.sentence("option_note"),), "option"))
    told = ["launch_price", "spread"]
    if voice.parts_public() != "treasury" and not voice.terms.has("capital"):
        told.append("capital_whole" if voice.offering.whole_capital else "capital_half")
    blocks.append(paragraph(voice.sentences(*told), "price"))
    return Section(heading(voice, "public", number), tuple(blocks), 2, "public.title")


def over_sentence(voice: Voice) -> Assertion:
    """Say how borrowed shares are sold and returned."""
    if voice.terms.text("over_allotment.kind") == "greenshoe" or not voice.offering.has_allotment:
        return voice.sentence("oa_greenshoe")
    return voice.sentence("oa_about" if voice.told("over_allotment.lender") else "oa_about_nolender")


def over_names(voice: Voice) -> list[Row]:
    """Give seller and lender."""
    rows: list[Row] = [("seller", voice.quote("over_allotment.manager"))]
    if voice.told("over_allotment.lender"):
        rows.append(("lender", voice.quote("over_allotment.lender")))
    return rows


def _over(voice: Voice, number: int) -> Section:
    rows: list[Row] = [("number_max", voice.number("oa.number")), *over_names(voice)]
    blocks = (items(voice, rows, "oa"), paragraph((over_sentence(voice),), "oa.about"))
    return Section(heading(voice, "oa", number), blocks, 2, "oa.title")


def third_days(voice: Voice) -> list[Row]:
    """Give subscription and payment of the third-party allotment."""
    days = voice.offering.schedule(voice.stage)
    names = (("subscription_date", "third_subscription"), ("payment_date", "third_payment"))
    return [(name, voice.day(anchor)) for name, anchor in names if days.get(anchor)]


def _third(voice: Voice, number: int) -> Section:
    rows: list[Row] = [
        ("number_max", voice.number("tpa.number")),
        ("allottee", voice.quote("third_party.allottee")),
        *third_days(voice),
    ]
    blocks: list[Block] = [items(voice, rows, "tpa"), paragraph((voice.sentence("launch_terms"),), "tpa.terms")]
    if not voice.offering.third_is_new:
        blocks.append(paragraph((voice.sentence("treasury_note", "third_party.form"),), "tpa.treasury"))
    return Section(heading(voice, "tpa", number), tuple(blocks), 2, "tpa.title")


def change_table(voice: Voice) -> list[Block]:
    """Give the table of the change in shares at launch and at pricing, and what belongs to it."""
    end = ".max" if voice.stage == "launch" else ""
    resolved = voice.offering.schedule(voice.stage)["resolution" if voice.stage == "launch" else "pricing"].first
    voice.extra["D:before"] = voice.fixed(resolved, "before", "resolution.date" if end else "pricing.date")
    third = voice.offering.has_allotment and voice.offering.third_is_new and voice.has("shares.after_all")
    rows = [
        (voice.say("label", "before"), f"shares.now{end}"),
        (voice.say("label", "increase_public"), f"shares.increase_public{end}"),
        (voice.say("label", "after_public"), f"shares.after_public{end}"),
    ]
    blocks: list[Block] = [paragraph((voice.sentence("change_lead"),), "change.lead"), counts(voice, rows, "change")]
    if third:
        more = [
            (voice.say("label", "after_public"), f"shares.after_public{end}"),
            (voice.say("label", "increase_third_max"), f"shares.increase_third{end}"),
            (voice.say("label", "after_third_max"), f"shares.after_all{end}"),
        ]
        blocks += [counts(voice, more, "change.third"), paragraph((voice.sentence("change_note"),), "change.note")]
    if voice.has("dilution"):
        blocks.append(paragraph((voice.sentence("dilution"),), "dilution"))
    if voice.parts_public() != "new":
        blocks.append(paragraph((voice.sentence("treasury_note", "public.treasury"),), "change.treasury"))
    return blocks


def _change(voice: Voice, number: int) -> Section:
    return Section(heading(voice, "change", number), tuple(change_table(voice)), 2, "change.title")


def _uses(voice: Voice, number: int) -> Section:
    told = ["proceeds_launch"]
    closing = voice.terms.fixed_day("resolution.closing_date")
    if voice.has("price.basis") and closing is not None:
        voice.extra["D:closing"] = voice.fixed(closing, "closing", "resolution.closing_date")
        told.append("proceeds_basis")
    blocks = (paragraph(voice.sentences(*told, "uses_lead"), "uses.lead"), uses(voice, "launch"))
    return Section(heading(voice, "uses", number), blocks, 2, "uses.title")
