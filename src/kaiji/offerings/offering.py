"""An offering: its terms, the days they lead to, its shares over time, and how far it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal as OneOf
from typing import get_args

from kaiji.core.finding import Finding
from kaiji.core.share_ledger import AdsRatio, LedgerError, MovementKind, ShareCount, ShareLedger, ShareMovement
from kaiji.core.source import Place, Source
from kaiji.core.text import Text
from kaiji.offerings.calendar import Calendar, calendar_of
from kaiji.offerings.schedule import ANCHORS, Schedule, schedule_of
from kaiji.offerings.term_rule import calendar_unknown, day_circular, decision_skipped
from kaiji.offerings.terms import Terms, read_terms

Stage = OneOf["launch", "pricing", "allotment"]
STAGES: tuple[Stage, ...] = get_args(Stage)
LARGEST_CALENDAR = 1024 * 1024


@dataclass(frozen=True)
class Offering:
    """The terms with what follows at once.

    Args:
        terms: as read.
        calendar: whose business days count.
        stage: the last notice that is due.
        planned: the days as they stood at launch, with ranges where the pricing day was open.
        decided: the days as they are now.
        ledger: the shares over time, with what this offering adds; None where the terms do not tell the shares.
    """

    terms: Terms
    calendar: Calendar
    stage: Stage
    planned: Schedule
    decided: Schedule
    ledger: ShareLedger | None

    def schedule(self, stage: Stage) -> Schedule:
        """Give the days as a notice of this stage tells them."""
        return self.planned if stage == "launch" else self.decided

    def stages(self) -> tuple[Stage, ...]:
        """Give the notices due so far, in order."""
        return STAGES[: STAGES.index(self.stage) + 1]

    @property
    def has_allotment(self) -> bool:
        """Tell whether borrowed shares are returned by a third-party allotment."""
        return self.terms.has("third_party") and self.terms.has("over_allotment")

    @property
    def third_is_new(self) -> bool:
        """Tell whether the third-party allotment issues new shares (else it disposes of treasury shares)."""
        return self.terms.text("third_party.form") != "treasury"

    @property
    def whole_capital(self) -> bool:
        """Tell whether all that is paid becomes capital: investment corporations know no capital reserve."""
        rule = self.terms.text("capital.rule")
        return rule == "whole" or (not rule and self.terms.text("issuer.security") == "units")

    def public_number(self, stage: Stage) -> int | None:
        """Give the shares of the public offering; before pricing the international option counts in full."""
        terms = self.terms
        parts = [terms.number(f"public.{one}") for one in ("domestic", "overseas", "option")]
        total = terms.number("public.number")
        if total is None:
            total = sum(one or 0 for one in parts) if any(one is not None for one in parts) else None
        taken = terms.number("pricing.option_exercised")
        if total is not None and stage != "launch" and taken is not None:
            total -= (terms.number("public.option") or 0) - taken
        return total

    def over_allotment(self, stage: Stage) -> int | None:
        """Give the shares of the over-allotment: the maximum at launch, the determined number later."""
        if not self.terms.has("over_allotment"):
            return None
        planned = self.terms.number("over_allotment.number")
        determined = self.terms.number("over_allotment.determined") if stage != "launch" else None
        return planned if determined is None else determined

    def scheduled(self, stage: Stage) -> int | None:
        """Give the shares scheduled for the third-party allotment (the maximum)."""
        if not self.has_allotment:
            return None
        own = self.terms.number("third_party.number")
        return self.over_allotment(stage) if own is None else own

    def subscribed(self) -> int | None:
        """Give what the allottee takes: as notified, or what was sold over less what was bought back for return."""
        terms = self.terms
        found = terms.number("allotment.subscribed")
        if found is not None:
            return found
        covered, stabilised = terms.number("allotment.covered"), terms.number("allotment.stabilised")
        sold = self.over_allotment("allotment")
        if sold is None or (covered is None and stabilised is None):
            return None
        return max(0, sold - (covered or 0) - (stabilised or 0))

    def uses(self) -> range:
        """Give the numbers of the purposes."""
        return range(self.terms.counts.get("use", 0))

    def present_day(self) -> date | None:
        """Give the day of the number of issued shares “at present” in the allotment notice.

        By the terms; else the last day of the month before the notice, or, where the public offering was paid after
        that, the day before the notice.
        """
        day = self.decided.known("announcement")
        if day is None:
            return None
        own = self.terms.fixed_day("shares.present_as_of")
        if own is not None:
            return own
        month_end = day.replace(day=1) - timedelta(days=1)
        paid = self.decided.known("payment")
        return month_end if paid is None or paid <= month_end else day - timedelta(days=1)

    def count_on(self, day: date | None) -> ShareCount | None:
        """Give the shares at the end of a day, or None where the ledger does not know them."""
        if self.ledger is None or day is None or day < self.ledger.opening.day:
            return None
        try:
            return self.ledger.on(day)
        except LedgerError:
            return None


@dataclass(frozen=True)
class OfferingRead:
    """The offering, or None where its terms could not be read at all; and what was found."""

    offering: Offering | None
    findings: tuple[Finding, ...]


def read_offering(files: Mapping[str, bytes], name: str = "offering.toml") -> OfferingRead:
    """Read an offering.

    Args:
        files: content by name: the terms, and the calendar file that they name, if any.
        name: of the terms.
    """
    terms = read_terms(files[name], name)
    if not terms.counts:
        return OfferingRead(None, terms.findings)
    calendar, problems = _calendar(terms, files)
    stage: Stage = "allotment" if terms.has("allotment") else "pricing" if terms.has("pricing") else "launch"
    findings = [*terms.findings, *problems, *_skipped(terms)]
    days = {anchor: found for anchor, path in ANCHORS.items() if (found := terms.day(path)) is not None}
    try:
        planned = schedule_of(days, calendar, priced=False)
        decided = schedule_of(days, calendar, priced="pricing" in days) if stage != "launch" else planned
        for span in decided.days.values():  # so that whoever asks later for the next business day gets one
            calendar.moved(span.last, back=False)
    except (ValueError, OverflowError):
        problem = Text("no business day is left", "営業日が残りません")
        return OfferingRead(None, (*findings, *calendar_unknown(terms.source, problem)))
    for anchor in decided.circular:
        path = ANCHORS[anchor]
        if anchor not in ("pricing", "announcement"):
            findings += day_circular(terms.source_of(path)[0], path)
    bare = Offering(terms, calendar, stage, planned, decided, None)
    return OfferingRead(Offering(terms, calendar, stage, planned, decided, _ledger(bare)), tuple(findings))


def _skipped(terms: Terms) -> Iterator[Finding]:
    needs = [("allotment", "pricing"), ("allotment", "third_party"), ("third_party", "over_allotment")]
    if terms.has("over_allotment") and terms.text("over_allotment.kind") == "borrowed":
        needs.append(("over_allotment", "third_party"))
    for later, earlier in needs:
        if terms.has(later) and not terms.has(earlier):
            line = Place(record=f"[{later}]")
            own = [one.source for path, one in terms.values.items() if path.startswith(f"{later}.") and one.written]
            source = own[0] if own else Source(terms.source.file, terms.source.digest, line)
            yield from decision_skipped(source, later, earlier)


def _calendar(terms: Terms, files: Mapping[str, bytes]) -> tuple[Calendar, tuple[Finding, ...]]:
    country = terms.text("issuer.country") or "JP"
    known = calendar_of(country)
    findings: list[Finding] = []
    if known is None:
        problem = Text(f"no holidays are known for “{country[:20]}”", f"「{country[:20]}」の祝休日は不明です")
        findings += calendar_unknown(terms.source_of("issuer.country")[0], problem)
        known = Calendar()
    closed = dict.fromkeys(terms.dates("calendar.closed"), "")
    if name := terms.text("calendar.file"):
        found, problem_found = _closed_days(files.get(name))
        closed |= found
        if problem_found:
            findings += calendar_unknown(terms.source_of("calendar.file")[0], problem_found)
    return Calendar(known.country, closed, frozenset(terms.dates("calendar.open")), known.rest), tuple(findings)


def _closed_days(data: bytes | None) -> tuple[dict[date, str], Text | None]:
    if data is None or len(data) > LARGEST_CALENDAR:
        return {}, Text("the file named in [calendar] is not beside the terms", "[calendar] のファイルが見つかりません")
    found: dict[date, str] = {}
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        try:
            found[date.fromisoformat(text[:10])] = text[10:].strip(" ,;\t")[:100]
        except ValueError:
            return found, Text(f"line {number} does not begin with a date", f"{number}行目が日付で始まっていません")
    return found, None


def _ledger(offering: Offering) -> ShareLedger | None:
    terms = offering.terms
    issued, day = terms.number("shares.issued"), terms.fixed_day("shares.as_of")
    if issued is None or day is None:
        return None
    opening = ShareCount(day, issued, terms.number("shares.treasury") or 0, terms.source_of("shares.issued"))
    ratios = tuple(
        AdsRatio(since, ratio, terms.source_of(f"ads[{index}].shares")[0])
        for index in range(terms.counts.get("ads", 0))
        if (since := terms.fixed_day(f"ads[{index}].since")) and (ratio := terms.ratio(f"ads[{index}].shares"))
    )
    return ShareLedger(opening, (*_other_movements(terms), *_own_movements(offering)), ratios)


def _other_movements(terms: Terms) -> Iterator[ShareMovement]:
    kinds = {one: one for one in get_args(MovementKind)}
    for index in range(terms.counts.get("movement", 0)):
        path = f"movement[{index}]"
        day, kind = terms.fixed_day(f"{path}.date"), kinds.get(terms.text(f"{path}.kind"))
        if day is not None and kind is not None:
            number, ratio = terms.number(f"{path}.number") or 0, terms.ratio(f"{path}.ratio") or Fraction(1)
            yield ShareMovement(day, kind, number, ratio, terms.source_of(f"{path}.number", f"{path}.ratio")[0])


def _own_movements(offering: Offering) -> Iterator[ShareMovement]:
    """Give what this offering itself adds; shares are issued on the payment date (Companies Act, article 209)."""
    terms, stage = offering.terms, offering.stage
    paid, number = offering.decided.get("payment"), offering.public_number(stage)
    if paid is not None and number is not None:
        held = terms.number("public.treasury") or 0
        source = terms.source_of("public.number", "public.domestic")[0]
        if number > held:
            yield ShareMovement(paid.last, "issue", number - held, source=source)
        if held:
            yield ShareMovement(paid.last, "treasury disposal", min(held, number), source=source)
    third = offering.decided.get("third_payment")
    taken = offering.subscribed() if stage == "allotment" else offering.scheduled(stage)
    if third is not None and taken:
        kind: MovementKind = "issue" if offering.third_is_new else "treasury disposal"
        source = terms.source_of(
            "allotment.subscribed", "allotment.covered", "third_party.number", "over_allotment.number"
        )[0]
        yield ShareMovement(third.last, kind, taken, source=source)
