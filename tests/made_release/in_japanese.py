"""The Japanese version of a made release of a chain: the same numbers under Japanese items, periods and units."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from made_release.fiscal import MONTHS
from made_release.mark import Block, Grid, Made, plain

ITEMS = {
    "Access services": "アクセスサービス", "Hosting": "ホスティング", "Integration": "システム構築",
    "Total net sales": "売上高合計", "Cost of sales": "売上原価", "Gross profit": "売上総利益",
    "Selling and marketing": "販売費", "General and administrative": "一般管理費", "Research and development": "研究開発費",
    "Total operating expenses": "営業費用合計", "Operating income": "営業利益", "Interest expense, net": "支払利息（純額）",
    "Ordinary income": "経常利益", "Income taxes": "法人税等", "Profit": "四半期純利益",
    "Cash and cash equivalents": "現金及び現金同等物", "Accounts receivable": "売掛金", "Inventories": "棚卸資産",
    "Total current assets": "流動資産合計", "Property and equipment, net": "有形固定資産（純額）", "Goodwill": "のれん",
    "Total assets": "資産合計", "Accounts payable": "買掛金", "Accrued expenses": "未払費用", "Long-term debt": "長期借入金",
    "Total liabilities": "負債合計", "Common stock": "資本金", "Retained earnings": "利益剰余金", "Total equity": "純資産合計",
    "Total liabilities and equity": "負債純資産合計", "Depreciation and amortization": "減価償却費",
    "Other adjustments and changes in working capital": "その他の調整及び運転資本の増減",
    "Net cash provided by (used in) operating activities": "営業活動によるキャッシュ・フロー",
    "Purchases of property and equipment": "有形固定資産の取得による支出",
    "Net cash used in investing activities": "投資活動によるキャッシュ・フロー",
    "Net borrowings (repayments)": "借入金の純増減額", "Net cash provided by (used in) financing activities": "財務活動によるキャッシュ・フロー",
    "Net increase (decrease) in cash": "現金及び現金同等物の増減額", "Cash, beginning of period": "現金及び現金同等物の期首残高",
    "Cash, end of period": "現金及び現金同等物の期末残高", "Net income per share, basic": "1株当たり四半期純利益（円）",
    "Weighted average number of shares outstanding (thousands of shares)": "期中平均株式数（千株）",
    "Revenue by Segment": "セグメント別売上高", "Consolidated Balance Sheets (Unaudited)": "四半期連結貸借対照表",
    "Consolidated Statements of Cash Flows (Unaudited)": "四半期連結キャッシュ・フロー計算書", "Amounts per Share": "1株当たり情報",
    "(JPY in millions)": "（単位：百万円）", "For Immediate Release": "各位",
    "Figures may not add due to rounding.": "百万円未満を四捨五入しているため、合計が一致しない場合があります。",
}  # fmt: skip
KANJI = {3: "３", 6: "６", 9: "９", 12: "１２"}
LENGTHS = {"Three": 3, "Six": 6, "Nine": 9, "Twelve": 12}
DAY = re.compile(rf"({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})")
SPAN = re.compile(rf"(Three|Six|Nine|Twelve) Months Ended ({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})")
QUARTER = re.compile(r"([1-4])Q(\d\d)\b")
SOLD = re.compile(
    r"- Net sales was JPY(\S+) million in (\S+), an? (increase|decrease) of (\S+)% from JPY(\S+) million in (\S+)\."
)


def in_japanese(made: Made, *, era: bool = False) -> Made:
    """Give the Japanese version of a release, without marks; days in years of the era where that is asked for."""
    return replace(made, blocks=tuple(_block(block, era=era) for block in made.blocks))


def _block(block: Block, *, era: bool) -> Block:
    if isinstance(block, Grid):
        return Grid(tuple(tuple(_text(plain(cell), era=era) for cell in row) for row in block.rows))
    return _text(plain(block), era=era)


def _text(text: str, *, era: bool) -> str:
    if text in ITEMS:
        return ITEMS[text]
    if text.endswith("Consolidated Statements of Income (Unaudited)"):
        return "四半期連結損益計算書"
    if match := SOLD.fullmatch(text):
        now, quarter, word, change, then, before = match.groups()
        moved = "増加" if word == "increase" else "減少"
        return f"売上高は、{_quarter(quarter)}の{then}百万円（{_quarter(before)}）から{change}％{moved}し、{now}百万円となりました。"
    if text.startswith("(") and text.endswith(")"):
        return f"△{text[1:-1]}"
    text = SPAN.sub(
        lambda m: f"{KANJI[LENGTHS[m[1]]]}か月間（自 {_begin(m)} 至 {_day(m[2], m[3], m[4], era=era)}）", text
    )
    text = DAY.sub(lambda m: _day(m[1], m[2], m[3], era=era), text)
    return QUARTER.sub(lambda m: _quarter(m[0]), text)


def _quarter(text: str) -> str:
    return f"20{text[2:]}年度第{text[0]}四半期"


def _begin(match: re.Match[str]) -> str:
    month = MONTHS.index(match[2]) + 1 - LENGTHS[match[1]]
    return f"{int(match[4]) + month // 12}年{month % 12 + 1}月1日"


def _day(month: str, day: str, year: str, *, era: bool) -> str:
    found = date(int(year), MONTHS.index(month) + 1, int(day))
    named = f"平成{found.year - 1988}" if era and found < date(2019, 5, 1) else str(found.year)
    if era and found >= date(2019, 5, 1):
        named = "令和元" if found.year == 2019 else f"令和{found.year - 2018}"
    return f"{named}年{found.month}月{found.day}日"
