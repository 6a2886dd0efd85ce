"""A figure of an offering with its meaning, the names of all of them, and how an amount paid becomes capital."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import Figure
from kaiji.core.source import Source
from kaiji.core.text import Text

SHARES = "shares"
ADS = "ADS"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its meaning.

    Args:
        key: its name; the same key means the same fact in every notice.
        value: exact, in units.
        unit: ``shares``, ``ADS``, ``%`` or a currency code.
        label: what it is.
        how: how it follows from other facts or settings, in their names.
        sources: the settings it rests on.
        places: decimals to print; by default those the value has.
    """

    key: str
    value: Decimal
    unit: str
    label: Text
    how: str
    sources: tuple[Source, ...]
    places: int | None = None

    def figure(self) -> Figure:
        """Give it as a figure of a document."""
        places = self.places if self.places is not None else places_of(self.value)
        return Figure.of(self.value, unit=self.unit, places=places, key=self.key, sources=self.sources)


Facts = Mapping[str, Fact]


def places_of(value: Decimal) -> int:
    """Give the decimals that a value has, without closing zeros."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Split:
    """How an amount paid becomes capital: both parts exact, together the amount."""

    stated: Decimal
    paid_in: Decimal


def split_capital(total: Decimal, *, whole: bool = False, decimals: int = 0, part: Fraction = Fraction(1, 2)) -> Split:
    """Divide an amount paid into stated capital and additional paid-in capital.

    The part becomes stated capital, a fraction of the smallest unit of money rounded up; the rest is capital reserve.

    Args:
        total: the amount paid.
        whole: all of it becomes capital (investment corporations).
        decimals: of the currency (yen: 0).
        part: the share of it that becomes stated capital; usually one half.
    """
    if whole:
        return Split(total, Decimal(0))
    scaled = Fraction(total) * part * 10**decimals
    up = -(-scaled.numerator // scaled.denominator)
    stated = min(Decimal(up).scaleb(-decimals), total)
    return Split(stated, total - stated)


DECIMALS: Mapping[str, int] = {"JPY": 0}

BEFORE = Text("issued shares before the offering", "発行済株式総数（募集前）")
HELD = Text("treasury shares", "自己株式数")
HELD_AFTER = Text("treasury shares after the disposal", "処分後の自己株式数")
AUTHORISED = Text("authorised shares", "発行可能株式総数")
PUBLIC = Text("shares of the public offering", "公募による募集株式数")
PARTS: Mapping[str, Text] = {
    "domestic": Text("of these, in Japan", "うち国内募集"),
    "overseas": Text("of these, overseas", "うち海外募集"),
    "option": Text("of these, under the option of the international managers", "うち海外引受会社の買取権対象"),
    "treasury": Text("of these, treasury shares", "うち自己株式"),
    "new": Text("of these, new shares", "うち新株式"),
}
OVER = Text("shares of the over-allotment", "オーバーアロットメントによる売出株式数")
THIRD = Text("shares scheduled for the third-party allotment", "第三者割当の予定株式数")
FINAL = Text("shares that the allottee subscribes", "割当先の申込株式数")
LAPSED = Text("shares that lapse", "失権株式数")
NOW = Text("issued shares at present", "現在の発行済株式総数")
INCREASE = Text("increase in issued shares", "増加株式数")
AFTER_PUBLIC = Text("issued shares after the public offering", "公募後の発行済株式総数")
AFTER_ALL = Text("issued shares after the third-party allotment", "第三者割当後の発行済株式総数")
PRESENT = Text("issued shares at present", "現在の発行済株式総数")
AFTER = Text("issued shares after the third-party allotment", "増資後の発行済株式総数")
DILUTION = Text("dilution by number", "希薄化率")
ASSUMED = Text("amount to be paid per share, assumed", "払込金額（1株、見込み）")
CLOSING = Text("closing price", "終値")
ISSUE = Text("issue price per share", "発行価格（1株）")
PAID = Text("amount to be paid per share", "払込金額（1株）")
DISCOUNT = Text("discount from the closing price", "ディスカウント率")
TOTAL_ISSUE = Text("total of the issue price", "発行価格の総額")
TOTAL = Text("total amount to be paid", "払込金額の総額")
OVER_TOTAL = Text("total of the selling price", "売出価格の総額")
CAPITAL = Text("increase in stated capital", "増加する資本金の額")
RESERVE = Text("increase in additional paid-in capital", "増加する資本準備金の額")
CAPITAL_EACH = Text("increase in stated capital per share", "1株あたりの資本金増加額")
RESERVE_EACH = Text("increase in additional paid-in capital per share", "1株あたりの資本準備金増加額")
GROSS = Text("total paid in", "払込金額の総額")
COSTS = Text("estimated issue costs", "発行諸費用の概算額")
NET = Text("estimated net proceeds", "差引手取概算額")
SHORTFALL = Text("shortfall of the proceeds", "手取金の減少額")
