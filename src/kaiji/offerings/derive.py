"""Every figure of the notices, derived exactly from the terms: nothing of it is ever typed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import PERCENT, round_half_up, share
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.offerings.fact import (
    ADS,
    AFTER,
    AFTER_ALL,
    AFTER_PUBLIC,
    ASSUMED,
    AUTHORISED,
    BEFORE,
    CAPITAL,
    CAPITAL_EACH,
    CLOSING,
    COSTS,
    DECIMALS,
    DILUTION,
    DISCOUNT,
    FINAL,
    GROSS,
    HELD,
    HELD_AFTER,
    INCREASE,
    ISSUE,
    LAPSED,
    NET,
    NOW,
    OVER,
    OVER_TOTAL,
    PAID,
    PARTS,
    PRESENT,
    PUBLIC,
    RESERVE,
    RESERVE_EACH,
    SHARES,
    SHORTFALL,
    THIRD,
    TOTAL,
    TOTAL_ISSUE,
    Fact,
    split_capital,
)
from kaiji.offerings.offering import Offering, Stage
from kaiji.offerings.use import uses_of


def facts_of(offering: Offering) -> dict[str, Fact]:
    """Derive everything that the terms decide so far; a figure whose terms are missing is left out."""
    deriver = _Deriver(offering)
    deriver.shares()
    for stage in offering.stages():
        deriver.stage(stage)
    return deriver.facts


class _Deriver:
    """Puts facts down one by one; each names the facts and settings it comes from."""

    def __init__(self, offering: Offering) -> None:
        self.offering, self.terms = offering, offering.terms
        self.money = self.terms.text("issuer.currency") or "JPY"
        self.decimals = DECIMALS.get(self.money, 2)
        self.facts: dict[str, Fact] = {}

    def put(
        self,
        key: str,
        value: Decimal | int | None,
        unit: str,
        label: Text,
        how: str,
        *of: str,
        places: int | None = None,
    ) -> None:
        """Put a fact down; its sources are those of the facts and settings in ``of``."""
        if value is None:
            return
        sources: list[Source] = []
        for one in of:
            if one in self.facts:
                sources += self.facts[one].sources
            elif one in self.terms.values and self.terms.values[one].written:
                sources.append(self.terms.values[one].source)
        found = tuple(dict.fromkeys(sources)) or (self.terms.source,)
        self.facts[key] = Fact(key, Decimal(value), unit, label, how, found, places)

    def value(self, key: str) -> Decimal | None:
        """Give the value of a fact that is known."""
        found = self.facts.get(key)
        return None if found is None else found.value

    def shares(self) -> None:
        """Put down the shares before the offering."""
        terms = self.terms
        self.put("shares.before", terms.number("shares.issued"), SHARES, BEFORE, "shares.issued", "shares.issued")
        self.put("shares.treasury", terms.number("shares.treasury"), SHARES, HELD, "shares.treasury", "shares.treasury")
        authorised = terms.number("shares.authorised")
        self.put("shares.authorised", authorised, SHARES, AUTHORISED, "shares.authorised", "shares.authorised")

    def stage(self, stage: Stage) -> None:
        """Put down what a stage decides."""
        self.numbers(stage)
        if stage == "launch":
            paid = self.terms.amount("resolution.assumed_amount")
            self.put(
                "price.assumed", paid, self.money, ASSUMED, "resolution.assumed_amount", "resolution.assumed_amount"
            )
            closing = self.terms.amount("resolution.closing_price")
            self.put(
                "price.basis", closing, self.money, CLOSING, "resolution.closing_price", "resolution.closing_price"
            )
            self.proceeds(stage, "price.assumed")
        elif stage == "pricing":
            self.prices()
            self.proceeds(stage, "price.paid")
        else:
            self.allotment()
            self.proceeds(stage, "price.paid")

    def numbers(self, stage: Stage) -> None:
        """Put down the shares of each part; what may still change at launch has ``.max`` behind its name."""
        offering, terms = self.offering, self.terms
        if stage == "allotment":
            return
        end = ".max" if stage == "launch" else ""
        basis = ("public.number", "public.domestic", "public.overseas", "public.option", "pricing.option_exercised")
        total = offering.public_number(stage)
        self.put(f"public.number{end}", total, SHARES, PUBLIC, "public.number", *basis)
        for part in ("domestic", "overseas"):
            self.put(
                f"public.{part}",
                terms.number(f"public.{part}"),
                SHARES,
                PARTS[part],
                f"public.{part}",
                f"public.{part}",
            )
        option = terms.number("public.option")
        if option is not None:
            taken = terms.number("pricing.option_exercised") if stage == "pricing" else None
            number = option if taken is None else taken
            self.put(
                f"public.option{end}",
                number,
                SHARES,
                PARTS["option"],
                "public.option",
                "public.option",
                "pricing.option_exercised",
            )
        held = terms.number("public.treasury") or 0
        if held and total is not None:
            self.put("public.treasury", held, SHARES, PARTS["treasury"], "public.treasury", "public.treasury")
            self.put(
                f"public.new{end}",
                total - held,
                SHARES,
                PARTS["new"],
                "public.number - public.treasury",
                *basis,
                "public.treasury",
            )
        over = ("over_allotment.number", "over_allotment.determined")
        self.put(f"oa.number{end}", offering.over_allotment(stage), SHARES, OVER, "over_allotment.number", *over)
        third = ("third_party.number", *over)
        self.put(f"tpa.number{end}", offering.scheduled(stage), SHARES, THIRD, "third_party.number", *third)
        self.ads(f"public.number{end}")
        self.after(stage, end)

    def ads(self, key: str) -> None:
        """Put down an equivalent in American Depositary Shares where there are some."""
        ledger, day = self.offering.ledger, self.terms.fixed_day("resolution.date")
        if ledger is None or day is None or not ledger.ads_ratios or key not in self.facts:
            return
        ratio, value = ledger.shares_per_ads(day), self.facts[key].value
        if ratio is not None:
            label = Text(f"{self.facts[key].label.en}, in ADSs", f"{self.facts[key].label.ja}（ADS換算）")
            units = round_half_up(Fraction(value) / ratio)
            index = [f"ads[{at}].shares" for at in range(self.terms.counts.get("ads", 0))]
            self.put(f"{key}.ads", units, ADS, label, f"{key} / ads.shares", key, *index, places=0)

    def after(self, stage: Stage, end: str) -> None:
        """Put down the shares after the public offering and after all, and the dilution, at launch and at pricing."""
        offering = self.offering
        day = offering.schedule(stage).get("resolution" if stage == "launch" else "pricing")
        now = offering.count_on(day.first if day else None)
        number = self.value(f"public.number{end}")
        if now is None or number is None:
            return
        held = Decimal(self.terms.number("public.treasury") or 0)
        third = self.value(f"tpa.number{end}") or Decimal(0)
        new_third = third if offering.third_is_new else Decimal(0)
        of = ("shares.before", f"public.number{end}")
        self.put(f"shares.now{end}", now.issued, SHARES, NOW, "ledger", "shares.before")
        self.put(
            f"shares.increase_public{end}",
            number - held,
            SHARES,
            INCREASE,
            f"public.number{end} - public.treasury",
            *of,
        )
        total = now.issued + number - held
        self.put(
            f"shares.after_public{end}",
            total,
            SHARES,
            AFTER_PUBLIC,
            f"shares.now{end} + shares.increase_public{end}",
            *of,
        )
        if offering.has_allotment:
            self.put(f"shares.increase_third{end}", new_third, SHARES, INCREASE, f"tpa.number{end}", f"tpa.number{end}")
            how = f"shares.after_public{end} + shares.increase_third{end}"
            self.put(f"shares.after_all{end}", total + new_third, SHARES, AFTER_ALL, how, *of, f"tpa.number{end}")
        added = number + third
        if now.issued > 0:
            diluted = round_half_up(share(added, now.issued), 2)
            how = f"(public.number{end} + tpa.number{end}) / shares.now{end}"
            self.put(f"dilution{end}", diluted, PERCENT, DILUTION, how, *of, f"tpa.number{end}", places=2)

    def prices(self) -> None:
        """Put down prices and totals of the pricing day."""
        terms = self.terms
        issue, paid = terms.amount("pricing.issue_price"), terms.amount("pricing.amount_to_be_paid")
        self.put("price.issue", issue, self.money, ISSUE, "pricing.issue_price", "pricing.issue_price")
        self.put("price.paid", paid, self.money, PAID, "pricing.amount_to_be_paid", "pricing.amount_to_be_paid")
        closing = terms.amount("pricing.closing_price")
        self.put("price.closing", closing, self.money, CLOSING, "pricing.closing_price", "pricing.closing_price")
        if issue is not None and closing is not None:
            discount = round_half_up(share(closing - issue, closing), 2)
            how = "(price.closing - price.issue) / price.closing"
            self.put("price.discount", discount, PERCENT, DISCOUNT, how, "price.issue", "price.closing", places=2)
        if issue is None or paid is None:
            return
        number = self.value("public.number")
        if number is not None:
            self.put(
                "public.total_issue",
                number * issue,
                self.money,
                TOTAL_ISSUE,
                "public.number × price.issue",
                "public.number",
                "price.issue",
            )
            self.put(
                "public.total",
                number * paid,
                self.money,
                TOTAL,
                "public.number × price.paid",
                "public.number",
                "price.paid",
            )
            new = number - (terms.number("public.treasury") or 0)
            self.capital("public", new, paid, "public.new" if new != number else "public.number")
        over = self.value("oa.number")
        if over is not None:
            self.put(
                "oa.total", over * issue, self.money, OVER_TOTAL, "oa.number × price.issue", "oa.number", "price.issue"
            )
        third = self.value("tpa.number")
        if third is not None:
            self.put(
                "tpa.total.max", third * paid, self.money, TOTAL, "tpa.number × price.paid", "tpa.number", "price.paid"
            )
            if self.offering.third_is_new:
                self.capital("tpa", third, paid, "tpa.number", ".max")

    def capital(self, name: str, number: Decimal, paid: Decimal, basis: str, end: str = "") -> None:
        """Put down how an amount becomes capital, in total and per share."""
        if number <= 0:
            return
        stated_share = self.terms.ratio("capital.stated_share")
        part = Fraction(1, 2) if stated_share is None else stated_share / 100
        whole = self.offering.whole_capital
        split = split_capital(number * paid, whole=whole, decimals=self.decimals, part=part)
        of = (basis, "price.paid", "capital.rule", "capital.stated_share")
        how = f"{basis} × price.paid" if whole else f"{basis} × price.paid × {part}, up to a whole unit"
        self.put(f"{name}.capital{end}", split.stated, self.money, CAPITAL, how, *of)
        if whole:
            return
        self.put(
            f"{name}.reserve{end}",
            split.paid_in,
            self.money,
            RESERVE,
            f"{basis} × price.paid - {name}.capital{end}",
            *of,
        )
        per_share = Fraction(paid) * part
        stated = Decimal(per_share.numerator) / Decimal(per_share.denominator)
        if Fraction(stated) == per_share:
            self.put("price.capital", stated, self.money, CAPITAL_EACH, f"price.paid × {part}", *of[1:])
            self.put("price.reserve", paid - stated, self.money, RESERVE_EACH, "price.paid - price.capital", *of[1:])

    def allotment(self) -> None:
        """Put down what the allottee takes, and the shares before and after it."""
        offering = self.offering
        final, paid = offering.subscribed(), self.value("price.paid")
        of = ("allotment.subscribed", "allotment.covered", "allotment.stabilised", "oa.number")
        self.put("tpa.final", final, SHARES, FINAL, "allotment.subscribed", *of)
        scheduled = self.value("tpa.number")
        if final is None:
            return
        if scheduled is not None:
            self.put("tpa.lapsed", scheduled - final, SHARES, LAPSED, "tpa.number - tpa.final", "tpa.number", *of)
        if paid is not None:
            self.put("tpa.total", final * paid, self.money, TOTAL, "tpa.final × price.paid", *of, "price.paid")
            if offering.third_is_new:
                self.capital("tpa", Decimal(final), paid, "tpa.final")
        now = offering.count_on(offering.present_day())
        if now is None:
            return
        increase = final if offering.third_is_new else 0
        self.put("shares.present", now.issued, SHARES, PRESENT, "ledger", "shares.before", "public.number")
        self.put("shares.increase", increase, SHARES, INCREASE, "tpa.final" if offering.third_is_new else "none", *of)
        self.put(
            "shares.after",
            now.issued + increase,
            SHARES,
            AFTER,
            "shares.present + shares.increase",
            "shares.before",
            "public.number",
            *of,
        )
        if not offering.third_is_new:
            self.put("treasury.present", now.treasury, SHARES, HELD, "ledger", "shares.treasury", "public.treasury")
            self.put(
                "treasury.after",
                now.treasury - final,
                SHARES,
                HELD_AFTER,
                "treasury.present - tpa.final",
                "shares.treasury",
                *of,
            )
        self.ads("tpa.final")

    def proceeds(self, stage: Stage, price: str) -> None:
        """Put down what comes in, net of costs, and what it is used for."""
        terms = self.terms
        end = ".max" if stage == "launch" else ""
        paid, number = self.value(price), self.value(f"public.number{end}")
        costs = terms.amount("proceeds.costs_at_launch") if stage == "launch" else None
        costs = terms.amount("proceeds.costs") if costs is None else costs
        if paid is None or number is None or costs is None:
            return
        third = self.value("tpa.final" if stage == "allotment" else f"tpa.number{end}") or Decimal(0)
        of = (price, f"public.number{end}", "tpa.final" if stage == "allotment" else f"tpa.number{end}")
        cost_of = ("proceeds.costs_at_launch", "proceeds.costs") if stage == "launch" else ("proceeds.costs",)
        self.put(
            f"gross.{stage}",
            (number + third) * paid,
            self.money,
            GROSS,
            f"(public offering + third-party allotment) × {price}",
            *of,
        )
        self.put(f"costs.{stage}", costs, self.money, COSTS, "proceeds.costs", *cost_of)
        net = (number + third) * paid - costs
        self.put(f"net.{stage}", net, self.money, NET, f"gross.{stage} - costs.{stage}", *of, *cost_of)
        planned = (number + (self.value(f"tpa.number{end}") or Decimal(0))) * paid - costs
        if stage == "allotment" and planned != net:
            self.put("net.shortfall", planned - net, self.money, SHORTFALL, "net.pricing - net.allotment", *of)
        for index, amount in enumerate(uses_of(self.offering, stage, net, planned)):
            label = Text(terms.text(f"use[{index}].purpose"), terms.text(f"use[{index}].purpose_ja"))
            self.put(
                f"use.{index + 1}.{stage}",
                amount,
                self.money,
                label,
                f"use[{index}].amount",
                f"use[{index}].amount",
                *of,
            )
