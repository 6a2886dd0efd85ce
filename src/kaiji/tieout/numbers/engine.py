"""From the lines of a document to its numbers and all that holds, or should hold, between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kaiji.tieout.numbers.attribution import attributions
from kaiji.tieout.numbers.beside_amount import amounts_per_share
from kaiji.tieout.numbers.change_beside import changes_beside
from kaiji.tieout.numbers.column_pattern import column_patterns
from kaiji.tieout.numbers.column_sum import column_sums
from kaiji.tieout.numbers.dividend_sum import dividend_sums
from kaiji.tieout.numbers.dollar import settle_dollars
from kaiji.tieout.numbers.exact_sum import exact_sums
from kaiji.tieout.numbers.exchange import Traded
from kaiji.tieout.numbers.forecast import forecast_changes
from kaiji.tieout.numbers.forecast_period import date_forecasts, revised_series
from kaiji.tieout.numbers.grid import Grid, Numbering, grids_of
from kaiji.tieout.numbers.heading_period import settle_headings
from kaiji.tieout.numbers.implied_share import implied_shares
from kaiji.tieout.numbers.issue_relation import issue_relations
from kaiji.tieout.numbers.japanese_link import JapaneseLinks
from kaiji.tieout.numbers.lent_scale import lend_scales
from kaiji.tieout.numbers.margin import margins_of, rates_of, ratios_of
from kaiji.tieout.numbers.member import Member, give_members, members_of
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.named_per_share import named_per_share
from kaiji.tieout.numbers.network import Network
from kaiji.tieout.numbers.note_series import note_changes, note_series
from kaiji.tieout.numbers.offering_pattern import offering_patterns
from kaiji.tieout.numbers.offering_terms import listed_terms
from kaiji.tieout.numbers.outstanding_share import outstanding_shares
from kaiji.tieout.numbers.part_of_sales import parts_of_sales
from kaiji.tieout.numbers.part_of_whole import parts_of_wholes
from kaiji.tieout.numbers.percent_of_sales import percents_of_sales
from kaiji.tieout.numbers.period_ratio import period_ratios
from kaiji.tieout.numbers.points import changes_in_points
from kaiji.tieout.numbers.quantity import CJK
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.row_change import row_changes
from kaiji.tieout.numbers.row_exchange import RowExchanges
from kaiji.tieout.numbers.row_ratio import per_share, ratio_rows
from kaiji.tieout.numbers.row_total import row_sums
from kaiji.tieout.numbers.sales_margin import sales_margins
from kaiji.tieout.numbers.same_item import same_items
from kaiji.tieout.numbers.section import settle_sections
from kaiji.tieout.numbers.segment_column import has_segments, segment_series
from kaiji.tieout.numbers.segment_scope import SegmentScopes
from kaiji.tieout.numbers.sentence import Claim, claims_of
from kaiji.tieout.numbers.sentence_link import Links
from kaiji.tieout.numbers.sentence_pattern import rates_in, sentence_patterns
from kaiji.tieout.numbers.series import Rarity, Series, series_of
from kaiji.tieout.numbers.share_change import share_changes
from kaiji.tieout.numbers.share_purchase import share_purchases
from kaiji.tieout.numbers.shifted_row import forget_periods
from kaiji.tieout.numbers.translation import translations
from kaiji.tieout.numbers.unit import SHARES
from kaiji.tieout.numbers.when import Calendar, whens_of
from kaiji.tieout.numbers.yearly_rate import yearly_rates
from kaiji.tieout.reading import Line

ROUNDED_DOWN = re.compile(
    r"rounded down|truncat|fractions? (?:less than|of less than|smaller than)|"
    r"(?:figures|amounts?|units|fractions?|sums?|values?) (?:of )?(?:less than|under|below) [^.]{0,60}"
    r"(?:omitted|disregarded|discarded|ignored|dropped|cut off|rounded (?:down|off))|切り?捨て",
    re.IGNORECASE,
)
ROUNDED = re.compile(r"四捨五入|\brounded (?:off |up )?to the nearest", re.IGNORECASE)
MOST_EXCHANGED = 6
WORTH_EXCHANGE = 4.0
JAPANESE = re.compile(r"[\u3040-\u30ff]|百万円|千円")


@dataclass(slots=True)
class Numbers:
    """The numbers of a document and what holds between them."""

    mentions: list[Mention]
    grids: list[Grid]
    claims: list[Claim]
    series: list[Series]
    calendar: Calendar
    network: Network
    members: dict[Claim, Member]


def _is_japanese(lines: Sequence[Line]) -> bool:
    """Tell whether a document is in Japanese: statements in Japanese often round down without saying so."""
    written = [line.text for line in lines if line.text.strip()]
    return any(JAPANESE.search(text) for text in written) and 2 * sum(bool(CJK.search(text)) for text in written) > len(
        written
    )


def numbers_of(lines: Sequence[Line]) -> Numbers:
    """Find the numbers of a document, and the relations that bear them out or contradict them.

    Args:
        lines: of the document in reading order.
    """
    numbering = Numbering()
    grids = grids_of(lines, numbering)
    date_forecasts(grids)
    lend_scales(grids)
    forget_periods(grids)
    claims = claims_of(lines, numbering)
    settle_dollars(lines, numbering.mentions)
    settle_headings(lines, claims)
    texts = [line.text for line in lines if line.kind not in ("row", "head")]
    down = any(ROUNDED_DOWN.search(text) for text in texts)
    if down or (_is_japanese(lines) and not any(ROUNDED.search(text) for text in texts)):
        for mention in numbering.mentions:
            if mention.scale > 0 or (down and mention.unit.scale is None):
                mention.down, mention.either = down, not down
                mention.settle()
    calendar = Calendar(
        [
            *(when for line in lines for _, _, when in whens_of(line.text[:2000])),
            *(column.when for grid in grids for column in grid.columns if column.when is not None),
        ],
        [
            [column.when.at for column in grid.columns if column.when is not None and column.when.kind == "year"]
            for grid in grids
        ],
    )
    series = series_of([grid for grid in grids if not has_segments(grid)])
    series += segment_series([grid for grid in grids if has_segments(grid)])
    series += revised_series(grids)
    rarity = Rarity(series)
    settle_sections(lines, claims, series, grids, calendar)

    members = give_members(lines, claims, members_of(grids, series))

    def related() -> list[Relation]:
        return _related(lines, numbering.mentions, grids, claims, series, calendar, rarity, members)

    relations = related()
    most = _borne(relations) + WORTH_EXCHANGE
    for pairs in islice(RowExchanges(grids, series, calendar, rarity).find(relations), MOST_EXCHANGED):
        # As if the rows were put back: where much more holds then, what is found then is what is meant.
        with Traded(pairs):
            put_back = related()
            borne = _borne(put_back)
        if borne > most:
            relations, most = put_back, borne
    network = Network(relations, numbering.mentions)
    return Numbers(numbering.mentions, grids, claims, series, calendar, network, members)


def _borne(relations: Sequence[Relation]) -> float:
    """Give how much holds of what should, less what does not."""
    return sum(one.strength if one.holds() else -one.strength for one in relations)


def _related(
    lines: Sequence[Line],
    mentions: Sequence[Mention],
    grids: Sequence[Grid],
    claims: Sequence[Claim],
    series: Sequence[Series],
    calendar: Calendar,
    rarity: Rarity,
    members: dict[Claim, Member],
) -> list[Relation]:
    """Give what holds, or should hold, between the numbers as they are now."""
    rates = rates_in(claims)
    relations: list[Relation] = []
    for grid in grids:
        relations += column_patterns(grid)
        relations += column_sums(grid)
        relations += row_sums(grid)
        relations += attributions(grid)
        relations += ratio_rows(grid)
        relations += row_changes(grid)
    relations += sales_margins(grids, calendar)
    relations += translations(grids, rates)
    counts = [claim.mention for claim in claims if claim.mention.unit.kind == SHARES and claim.when]
    for claim in claims:
        if claim.mention.unit.kind == SHARES and claim.when:
            claim.mention.when = claim.when[0]
    relations += per_share(grids, series, counts, calendar)
    notes = list(note_series(claims))
    for item, dated in notes:
        relations += note_changes(item.words, dated)
    known = {one.members[0] for one in relations if one.kind == "change" and one.strength >= 1}
    relations += period_ratios(grids, [*series, *(item for item, _ in notes)], calendar, known)
    known = {one.members[0] for one in relations if one.strength >= 1 and one.members[0].is_percent}
    relations += yearly_rates(grids, series, calendar, known)
    items = [*series, *(item for item, _ in notes)]
    relations += implied_shares(items, [one for one in mentions if one.unit.kind == SHARES], calendar)
    relations += outstanding_shares(lines, grids, claims, items, calendar)
    known = {one.members[0] for one in relations if one.kind == "change" and one.strength >= 1}
    relations += forecast_changes(grids, series, claims, lines, known)
    relations += same_items(series, calendar, rarity)
    relations += sentence_patterns(claims, rates)
    relations += parts_of_sales(claims, series, calendar, members)
    relations += parts_of_wholes(claims, series, calendar)
    relations += offering_patterns(claims, [one for one in mentions if one.unit.kind == SHARES])
    relations += exact_sums(mentions, lines)
    relations += issue_relations(lines, mentions)
    relations += share_changes(grids, claims)
    rows = {row.line for grid in grids for row in grid.rows}
    relations += share_purchases(claims, rows)
    relations += dividend_sums(claims, rows)
    relations += listed_terms(grids)
    table = [cell for grid in grids for row in grid.rows for cell in row.cells.values()]
    every = [*series, *margins_of(series, calendar), *ratios_of(series, calendar), *rates_of(series, calendar)]
    links = Links(every, table, calendar, rarity, members, SegmentScopes(lines, series))
    relations += links.link(claims)
    relations += amounts_per_share(claims, links.tied, grids, calendar)
    relations += changes_in_points(claims, [one for one in every if one.grid < 0], calendar)
    relations += changes_beside(claims, links.ties, calendar)
    relations += percents_of_sales(claims, series, links.expectations.items_of, calendar)
    relations += named_per_share(claims, grids, calendar)
    relations += JapaneseLinks(grids, series, calendar).link(claims, rows)
    return relations
