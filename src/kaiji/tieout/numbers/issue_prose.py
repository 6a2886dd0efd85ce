"""What the sentences of a notice of an issue say of its terms: discounts, dilution, what is left of the proceeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.numbers.issue_line import Block
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.unit import COUNT, MONEY, PER_SHARE, PERCENT, SHARES, Unit
from kaiji.tieout.reading import Line

OFF = Text("the discount or premium between these prices, in per cent", "価格間のディスカウント率・プレミアム率")
DILUTED = Text("the new shares in per cent of those issued", "発行済株式総数に対する新株式数の割合")
VOTES = Text("one vote for each unit of shares", "単元株式数当たりの議決権数")
PIECES = Text("the sum of the amounts into which it is broken down", "内訳の合計")
LEFT = Text("the amounts together, less the costs", "合計額から費用を差し引いた額")
SURE, HOLDING = 2.2, 2.4
HUNDRED = Fraction(100)
# "終値958円 … に対して8.98％のディスカウント", "a discount of 3.04% to the closing price of JPY 1,905".
AGAINST_PRICE = re.compile(
    r"円(?:[（(][^（）()]{0,40}[）)])?(?:に対(?:し|して|する)|から|を)[^。、\d]{0,12}$|円[（(]\s?(?:乖離率|ディスカウント率)?[:：]?\s?[△▲-]?$"
)
DISCOUNT = re.compile(r"^\s?[%％]?[^。、\d]{0,8}?(?P<word>ディスカウント|プレミアム|割引|下回)")
RATE = re.compile(r"ディスカウント率|\bdiscount rate", re.IGNORECASE)
BASE = re.compile(r"算定基準日|基準(?:となる)?価格|calculation date|reference date|base date", re.IGNORECASE)
OF_ISSUED = re.compile(r"(?:株|個)(?:[（(][^（）()]{0,30}[）)])?に対する(?:割合|比率)[^。、\d]{0,6}$")
RATIO_CELL = re.compile(
    r"発行済株式(?:総)?数に対する(?:割合|比率)|(?:percentage|ratio|proportion) (?:of|to) (?:the )?(?:total )?(?:number of )?issued shares",
    re.IGNORECASE,
)
REPRESENTS = re.compile(
    r"\b(?:represent(?:s|ing)?|equivalent to|correspond(?:s|ing)? to|accounts? for|equal(?:s|ing)? to|dilution of)\s(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
OF_TOTAL = re.compile(
    r"^\s?(?:%|percent|per cent)?\s?of the (?:total )?(?:number of )?(?:shares issued|issued shares|outstanding shares|shares outstanding)",
    re.IGNORECASE,
)
INCLUDED = re.compile(r"[(（;,]\s?(?:or\s)?$")
INCLUDING = re.compile(
    r"^\s?%?\s?(?:including|if|when|together with)\b[^.()]*(?:third-party|over-allot|all)", re.IGNORECASE
)
VOTES_OF = re.compile(r"議決権(?:の)?数\s?$")
BROKEN_DOWN = re.compile(r"(?P<item>[^。、\d]{3,30}?)の?内訳は、?")
MINUS = re.compile(r"の?(?:合計額?|総額)から[^。]{0,40}?(?:差し?引|控除)")
SHARES_PER_VOTE = 100
DONE = Text("the shares bought so far in per cent of the limit", "取得枠に対する進捗率")
CLOSE = Text("the closing price, which is the price", "終値と同額の価額")
SPLIT_INTO = Text("the shares after the split over those before", "分割後÷分割前の株式数")
PROGRESS = re.compile(r"\s*(?:取得)?進捗率|\s*(?:progress|percentage (?:acquired|completed))", re.IGNORECASE)
LIMIT = re.compile(r"上限|\bmaximum\b|\bupper limit\b", re.IGNORECASE)
AT_CLOSE = re.compile(r"終値(?:である|の|と同額の?)?\s?$")
AS_IT_IS = re.compile(r"円?(?:と(?:し|いた)|を(?:処分|払込|発行))")
SPLIT = re.compile(r"[１1一]株(?:につき|を)\s?$")


def issue_sentences(lines: Sequence[Line], mentions: Sequence[Mention], blocks: Sequence[Block]) -> Iterator[Relation]:
    """Give the relations that the sentences and lists of a notice say of its prices and numbers of shares.

    Args:
        lines: of the document.
        mentions: its numbers.
        blocks: its parts with their terms.

    What a sentence names in full is taken as it stands where it holds, or where a slip of the pen parts it.
    """
    by_line: dict[int, list[Mention]] = {}
    for one in mentions:
        by_line.setdefault(one.spot.line, []).append(one)
    for group in by_line.values():
        group.sort(key=lambda one: one.spot.start)
    prices = [one for block in blocks for of in ("paid", "issue", "sale") for one in block.of_kind("price", of)]
    numbers = [one for block in blocks for one in block.of_kind("number")]
    yield from _rates(lines, by_line, prices)
    yield from _ratio_cells(lines, by_line)
    yield from _progress(lines, by_line)
    yield from _splits(lines, blocks, by_line)
    yield from _at_close(lines, by_line, prices)
    for number, group in by_line.items():
        text = lines[number].text
        for at, one in enumerate(group):
            if one.unit.kind == PERCENT and one.digits >= 2:
                yield from _discount(text, group[:at], one, prices)
                yield from _dilution(text, group[:at], one, numbers, blocks)
            elif at and VOTES_OF.search(text, 0, one.spot.start) and group[at - 1].unit.kind == SHARES:
                yield from _said(linear("sum", (group[at - 1], one), (1, -SHARES_PER_VOTE), VOTES, SURE))
        yield from _broken_down(lines, text, group, by_line)
        yield from _less_costs(text, group)


def _progress(lines: Sequence[Line], by_line: dict[int, list[Mention]]) -> Iterator[Relation]:
    """How far a purchase of own shares has come: the row above it, in per cent of the limit that the board set."""
    limits = [
        one
        for number, group in by_line.items()
        for one in group
        if LIMIT.search(lines[number].text[one.spot.end : one.spot.end + 12]) and one.unit.kind in (SHARES, MONEY)
    ]
    for number, group in by_line.items():
        if not PROGRESS.match(lines[number].text) or number - 1 not in by_line:
            continue
        for rate in group:
            above = [one for one in by_line[number - 1] if one.table == rate.table >= 0 and one.column == rate.column]
            if len(above) != 1 or not rate.places:
                continue
            if not rate.is_percent:
                rate.unit = Unit(PERCENT, "", 0)
                rate.settle()
            near = [one for one in limits if above[0].value <= one.value]
            found = [Relation("ratio", (rate, above[0], one), DONE, by=HUNDRED, strength=SURE) for one in near]
            holding = [one for one in found if one.holds()]
            yield from holding[:1] or [one for relation in found for one in _said(relation)][:1]


def _at_close(
    lines: Sequence[Line], by_line: dict[int, list[Mention]], prices: Sequence[Mention]
) -> Iterator[Relation]:
    """A price that a sentence says is the closing price itself."""
    if len({one.value for one in prices}) != 1:
        return
    for number, group in by_line.items():
        for one in group:
            text = lines[number].text
            if AT_CLOSE.search(text[max(0, one.spot.start - 20) : one.spot.start]) and AS_IT_IS.match(
                text[one.spot.end :]
            ):
                yield from _said(linear("equal", (one, prices[0]), (1, -1), CLOSE, SURE))


def _splits(lines: Sequence[Line], blocks: Sequence[Block], by_line: dict[int, list[Mention]]) -> Iterator[Relation]:
    """Into how many shares one is split, against the number of shares before and after."""
    for block in blocks:
        before, after = block.of_kind("before"), block.of_kind("after")
        if len(before) != 1 or not after or before[0].value <= 0 or after[0].value % before[0].value:
            continue
        for number, group in by_line.items():
            for one in group:
                if SPLIT.search(lines[number].text, 0, one.spot.start):
                    yield Relation("product", (one, after[0], before[0]), SPLIT_INTO, strength=SURE)


def _said(relation: Relation) -> Iterator[Relation]:
    """Give a relation that words say, where it holds or a slip of the pen would mend it."""
    if relation.holds():
        relation.strength = HOLDING
        yield relation
        return
    for index, member in enumerate(relation.members):
        bounds = relation.solve(index)
        if bounds is not None and is_slip(member, _printed(member, (bounds[0] + bounds[1]) / 2)):
            relation.strength = SURE
            yield relation
            return


def _printed(member: Mention, value: Fraction) -> Fraction:
    return round(value / member.step) * member.step


def _change(rate: Mention, price: Mention, base: Mention) -> Relation:
    sign = -1 if price.value < base.value else 1
    return Relation(
        "change", (rate, price, base), OFF, by=HUNDRED * sign, less_one=True, strength=SURE, origin=(rate, "off")
    )


def _discount(text: str, before: Sequence[Mention], rate: Mention, prices: Sequence[Mention]) -> Iterator[Relation]:
    money = [one for one in before if one.unit.kind in (MONEY, PER_SHARE) and not one.scale]
    if not money or not AGAINST_PRICE.search(text[max(0, rate.spot.start - 80) : rate.spot.start]):
        return
    if not (
        DISCOUNT.search(text[rate.spot.end : rate.spot.end + 20])
        or "率" in text[max(0, rate.spot.start - 8) : rate.spot.start]
    ):
        return
    base = money[-1]
    if re.search(r"\d", text[base.spot.end : rate.spot.start]) or len({one.value for one in prices}) != 1:
        return
    for found in _said(_change(rate, prices[0], base)):
        # An average price is itself rounded to a whole yen.
        ends = [abs(prices[0].value / (base.value + half) - 1) * 100 for half in (Fraction(-1, 2), Fraction(1, 2))]
        if found.holds() or not min(ends) - rate.step <= abs(rate.value) <= max(ends) + rate.step:
            yield found


def _rates(lines: Sequence[Line], by_line: dict[int, list[Mention]], prices: Sequence[Mention]) -> Iterator[Relation]:
    """The rate of the discount below the day and the price from which it was computed."""
    for number, group in by_line.items():
        rates = [one for one in group if one.unit.kind == PERCENT]
        if len(rates) != 1 or not RATE.search(lines[number].text[: rates[0].spot.start]):
            continue
        bases = [
            one
            for near in range(max(0, number - 2), number + 1)
            for one in by_line.get(near, ())
            if BASE.search(lines[near].text) and one.unit.kind in (MONEY, PER_SHARE) and not one.scale
        ]
        found = [_change(rates[0], price, bases[-1]) for price in prices] if bases else []
        holding = [one for one in found if one.holds()]
        slipped = [one for relation in found for one in _said(relation)]
        yield from (holding or slipped)[:1]


def _dilution(
    text: str, before: Sequence[Mention], rate: Mention, numbers: Sequence[Mention], blocks: Sequence[Block]
) -> Iterator[Relation]:
    ahead = text[max(0, rate.spot.start - 90) : rate.spot.start]
    counts = [one for one in before if one.unit.kind in (SHARES, COUNT)]
    if OF_ISSUED.search(ahead) and counts:
        whole = counts[-1]
        kind = "個" if re.match(r"\s?個", text[whole.spot.end :]) else "株"
        same = [
            one
            for one in counts[:-1]
            if re.match(rf"\s?{kind}|^$", text[one.spot.end :]) or text[one.spot.end - 1] == kind
        ]
        yield from _of(rate, whole, [*same[::-1], *(numbers if kind == "株" else ())])
        return
    base = [one for block in blocks for one in block.of_kind("before")][:1]
    if not base:
        return
    behind = text[rate.spot.end :]
    if REPRESENTS.search(ahead) and OF_TOTAL.match(behind):
        yield from _of(rate, base[0], numbers)
    elif INCLUDED.search(ahead) and INCLUDING.match(behind):
        after = [one for block in blocks for one in block.of_kind("after")]
        more = [one for block in blocks for one in block.of_kind("more")]
        if after and len(more) > 1:
            # All that is new, of what there was: the last total over the first, less one.
            yield from _said(
                Relation("change", (rate, after[-1], base[0]), DILUTED, by=HUNDRED, less_one=True, strength=SURE)
            )


def _of(rate: Mention, whole: Mention, parts: Sequence[Mention]) -> Iterator[Relation]:
    found = [
        Relation("ratio", (rate, part, whole), DILUTED, by=HUNDRED, strength=SURE, origin=(rate, "of"))
        for part in parts
        if 0 < part.value < whole.value
    ]
    holding = [one for one in found if one.holds()]
    slipped = [one for relation in found[:1] for one in _said(relation)]
    for one in (holding or slipped)[:1]:
        one.strength = HOLDING if holding else SURE
        yield one


def _ratio_cells(lines: Sequence[Line], by_line: dict[int, list[Mention]]) -> Iterator[Relation]:
    """A list of numbers of shares with what part each is of those issued."""
    heads = [number for number, line in enumerate(lines) if line.kind == "head" and RATIO_CELL.search(line.text)]
    for head in heads:
        whole: Mention | None = None
        for number in range(head + 1, min(len(lines), head + 8)):
            if lines[number].kind not in ("row", "head"):
                break
            group = by_line.get(number, ())
            counts = [one for one in group if one.unit.kind == SHARES]
            rates = [one for one in group if one.unit.kind == PERCENT]
            if len(counts) != 1 or len(rates) != 1:
                continue
            if rates[0].value == HUNDRED:
                whole = counts[0]
            elif whole is not None:
                yield from _of(rates[0], whole, counts)


def _broken_down(
    lines: Sequence[Line], text: str, group: Sequence[Mention], by_line: dict[int, list[Mention]]
) -> Iterator[Relation]:
    """*The costs consist of a, b and c*: an amount that a row above it gives under the same name."""
    for match in BROKEN_DOWN.finditer(text):
        end = text.find("。", match.end())
        parts = [
            one
            for one in group
            if one.unit.kind == MONEY and match.end() <= one.spot.start < (end if end > 0 else len(text))
        ]
        name = re.sub(r"^.*[.．）)\s]", "", match["item"]).removesuffix("の")
        number = parts[0].spot.line if parts else 0
        wholes = [
            one
            for near in range(max(0, number - 8), number)
            if lines[near].kind == "row" and name and name in lines[near].text
            for one in by_line.get(near, ())
            if one.unit.kind == MONEY
        ]
        if len(parts) > 1 and len(wholes) == 1 and len({one.scale for one in (*parts, *wholes)}) == 1:
            yield from _said(linear("sum", (wholes[0], *parts), (1, *[-1] * len(parts)), PIECES, SURE))


def _less_costs(text: str, group: Sequence[Mention]) -> Iterator[Relation]:
    """*X（AとBの合計額からCを差し引いた額）*."""
    for match in MINUS.finditer(text):
        opened = max(text.rfind("（", 0, match.start()), text.rfind("(", 0, match.start()))
        closed = min((at for mark in "）)" if (at := text.find(mark, match.end() - 3)) > 0), default=-1)
        if opened < 0 or closed < 0:
            continue
        inside = [one for one in group if one.unit.kind == MONEY and opened < one.spot.start < closed]
        whole = [one for one in group if one.unit.kind == MONEY and one.spot.end <= opened]
        added = [one for one in inside if one.spot.start < match.start()]
        taken = [one for one in inside if one.spot.start >= match.start()]
        if not whole or not added or len(taken) != 1 or re.search(r"\d", text[whole[-1].spot.end : opened]):
            continue
        members = (whole[-1], *added, *taken)
        slack = 1 if len({one.scale for one in members}) == 1 and whole[-1].scale else 0
        relation = linear("sum", members, (1, *[-1] * len(added), 1), LEFT, SURE)
        relation.slack = slack
        yield from _said(relation) if len({one.scale for one in members}) == 1 else [relation]
