"""A strict house: a Japanese summary of results (kessan tanshin) in Japanese, in millions of yen rounded down."""

from __future__ import annotations

from datetime import date

from made_release.fiscal import Calendar, Span
from made_release.house import Unit
from made_release.strict_grid import across
from made_release.strict_house import Scene, StrictHouse
from made_release.strict_kessan_form import statements
from made_release.strict_pen import Look, Pen

FLOWS = """
machine 8120000
parts 5340000
service 2110000
cogs sales 0.69 0.72
sga sales 0.19 0.22
interest_income sales 0.001 0.003
dividend_income sales 0.002 0.005
other_gain sales 0.001 0.003
interest_expense sales 0.001 0.003
fx_loss sales 0.001 0.004
other_loss sales 0.001 0.002
sale_gain sales 0.001 0.004
disposal_loss sales 0.001 0.003
tax_current pretax 0.24 0.28
~tax_deferred pretax 0.01 0.04
minority net 0.01 0.04
~securities sales 0.003 0.01
~translation sales 0.003 0.01
depreciation sales 0.03 0.04
~receivables sales 0.01 0.03
~inventories sales 0.01 0.03
~payables sales 0.01 0.02
~other_flow sales 0.002 0.006
tax_paid pretax 0.2 0.3
capex sales 0.03 0.05
sold sales 0.001 0.004
borrowed sales 0.01 0.03
repaid sales 0.015 0.03
dividend_paid sales 0.006 0.01
@shares 41200
orders_machine 8400000
orders_parts 5500000
orders_service 2150000
profit_machine machine 0.12 0.14
profit_parts parts 0.12 0.14
profit_service service 0.10 0.12
"""
SUMS = """
sales = machine + parts + service
gross = sales - cogs
operating = gross - sga ; segment_profit - adjustment
gains = interest_income + dividend_income + other_gain
losses = interest_expense + fx_loss + other_loss
ordinary = operating + gains - losses
pretax = ordinary + sale_gain - disposal_loss
tax = tax_current + tax_deferred
net = pretax - tax
parent = net - minority
oci = securities + translation
comprehensive = net + oci ; net + securities + translation
orders = orders_machine + orders_parts + orders_service
segment_profit = profit_machine + profit_parts + profit_service
adjustment = segment_profit - operating
cfo = pretax + depreciation + receivables + inventories + payables + other_flow - tax_paid
cfi = sold - capex
cff = borrowed - repaid - dividend_paid
cash_change = cfo + cfi + cff
current = cash + notes + stock + other_current
tangible = buildings + machinery + land
fixed = tangible + intangible + investments
assets = current + fixed
short = payable + short_debt + accrued
long = long_debt + retirement
liabilities = short + long
owners = capital + surplus + retained - treasury
equity = owners + revaluation + minority_equity
self = owners + revaluation
all = liabilities + equity
"""
STOCKS = """
cash 9400000 += cash_change
notes 14200000
stock 7900000
other_current 1100000
buildings 8600000
machinery 5200000
land 4100000
intangible 900000
investments 6100000
payable 8100000
short_debt 4300000
accrued 3600000
retirement 2700000
capital 5300000
surplus 4900000
treasury 310000
revaluation 1700000 += oci
minority_equity 800000 += minority
retained 17000000 += parent - dividend_paid
long_debt := cash + notes + stock + other_current + buildings + machinery + land + intangible + investments - payable - short_debt - accrued - retirement - capital - surplus + treasury - revaluation - minority_equity - retained
"""  # noqa: E501


class Kalender(Calendar):
    """Days as they are written in Japanese."""

    def day(self, day: date) -> str:
        """Write a day out."""
        return f"{day.year}年{day.month}月{day.day}日"


def _total(calendar: Calendar, span: Span) -> str:
    return f"第{span.last}四半期連結累計期間 (自 {calendar.day(calendar.first_day(span))} 至 {calendar.ends(span)})"


def _day(calendar: Calendar, span: Span) -> str:
    return f"{'前連結会計年度' if span.last == 4 else f'当第{span.last}四半期連結会計期間'} ({calendar.ends(span)})"


def _form(calendar: Calendar, span: Span) -> str:
    return f"{span.year}年3月期第{span.last}四半期" if span.length < 4 else f"{span.year}年3月期"


def write(p: Pen, s: Scene) -> None:
    """Write a summary."""
    year, n = s.year, s.quarter
    p.head(f"{year}年3月期 [x:title 第{n}四半期|第{n % 3 + 1}四半期]決算短信〔日本基準〕(連結)")
    p.desk.text(s.day())
    p.say("上場会社名 [C]  上場取引所 東  コード番号 [code]  URL https://www.example.jp/")
    p.say(f"四半期報告書提出予定日 {s.day(2)}  配当支払開始予定日 ―")
    p.desk.text("(百万円未満切捨て)")
    first, last = s.calendar.day(s.calendar.first_day(Span(year, 1, n))), p.days["e"][0]
    p.head(f"1. {year}年3月期第{n}四半期の連結業績({first}～{last})")
    p.say("(1) 連結経営成績(累計)  (%表示は、対前年同四半期増減率)")
    pair = [(f"{year}年3月期第{n}四半期", "y", "yp"), (f"{year - 1}年3月期第{n}四半期", "yp", "ypp")]
    units = ("", *("百万円", "%") * 4)
    across(
        p,
        "sales operating ordinary parent",
        pair,
        [("", "売上高", "", "営業利益", "", "経常利益", "", "親会社株主に帰属する四半期純利益", ""), units],
    )
    across(p, "parent/shares", pair, [("", "1株当たり四半期純利益"), ("", "円 銭")], beside=False)
    p.say(
        f"(注) 包括利益 {year}年3月期第{n}四半期 [a comprehensive y]百万円  {year - 1}年3月期第{n}四半期 [a comprehensive yp]百万円"
    )
    p.say("(2) 連結財政状態")
    rows = [(f"{year}年3月期第{n}四半期", "e", "ep"), (f"{year - 1}年3月期", "ep", "eo")]
    across(
        p,
        "assets equity self%assets",
        rows,
        [("", "総資産", "純資産", "自己資本比率"), ("", "百万円", "百万円", "%")],
        beside=False,
    )
    p.say(f"(参考) 自己資本 {year}年3月期第{n}四半期 [a self e]百万円  {year - 1}年3月期 [a self ep]百万円")
    _dividends(p, year)
    p.head(f"3. {year}年3月期の連結業績予想")
    p.say("通期の業績予想に修正はありません。前提となる条件は注記[x:reference 1|6]をご覧ください。")
    p.head("1. 当四半期決算に関する定性的情報")
    p.head("(1) 経営成績に関する説明")
    p.say(
        f"当第{n}四半期連結累計期間におけるわが国経済は、設備投資に持ち直しの動きがみられた一方、"
        f"原材料価格の高止まりにより先行き不透明な状況が続きました。",
        f"当第{n}四半期連結累計期間の世界経済は、地域により差があるものの、総じて緩やかに回復しました。",
    )
    p.say(
        "このような状況のもと、"
        "[i 売上高|売上総利益]は[m sales y](前年同四半期比[p sales y yp]%[w 増|減: sales y yp])、[i 営業利益|経常利益]は[m operating y]"
        "(同[p operating y yp]%[w 増|減: operating y yp])、経常利益は[m ordinary y](同[p ordinary y yp]%[w 増|減: ordinary y yp])、"
        "親会社株主に帰属する四半期純利益は[m parent y](同[p parent y yp]%[w 増|減: parent y yp])となりました。",
        "この結果、当第3四半期連結累計期間の連結業績は、"
        "[i 売上高|営業利益]が前年同四半期に比べ[p sales y yp]%[w 増加|減少: sales y yp]の[m sales y]、"
        "営業利益が[p operating y yp]%[w 増加|減少: operating y yp]の[m operating y]、経常利益が[p ordinary y yp]%[w 増加|減少: ordinary y yp]の"
        "[m ordinary y]となりました。".replace("当第3四半期", f"当第{n}四半期"),
    )
    p.say(
        "受注高は[m orders y](前年同四半期は[m orders yp])となり、前年同四半期と比べ[d orders y yp][w 増加|減少: orders y yp]しました。",
        "また、受注高は前年同四半期比[p orders y yp]%[w 増|減: orders y yp]の[m orders y]でありました。",
    )
    p.say("セグメントごとの経営成績は、次のとおりであります。")
    for name, other, item in (
        ("工作機械", "部品", "machine"),
        ("部品", "保守", "parts"),
        ("保守", "工作機械", "service"),
    ):
        p.say(
            f"[g {name}|{other}]事業の売上高は[m {item} y](前年同四半期比[p {item} y yp]%[w 増|減: {item} y yp])、"
            f"セグメント利益は[m profit_{item} y](前年同四半期"
            f"は[m profit_{item} yp])となりました。",
            f"[g {name}|{other}]事業では、売上高は前年同四半期を[d {item} y yp][w 上回り|下回り: {item} y yp]、"
            f"[m {item} y]となりました。セグメント利益は"
            f"[m profit_{item} y]であります。",
        )
    p.head("(2) 財政状態に関する説明")
    p.say(
        f"当第{n}四半期連結会計期間末の[i 総資産|負債]は、"
        f"前連結会計年度末に比べ[d assets e ep][w 増加|減少: assets e ep]し、[m assets e]となりました。",
        "総資産は[m assets e]となり、前連結会計年度末([m assets ep])から[d assets e ep][w 増加|減少: assets e ep]いたしました。",
    )
    p.say(
        "負債は[m liabilities e]となり、前連結会計年度末に比べ[d liabilities e ep][w 増加|減少: liabilities e ep]しました。"
    )
    p.say(
        "純資産は[m equity e]となりました。自己資本比率は[s self assets e]%(前連結会計年度末は[s self assets ep]%)であります。",
        "純資産は前連結会計年度末に比べ[d equity e ep][w 増加|減少: equity e ep]し[m equity e]となり、"
        "自己資本比率は[s self assets e]%となりました。",
    )
    p.head("(3) キャッシュ・フローの状況")
    p.say(
        "現金及び現金同等物の四半期末残高は、"
        "前連結会計年度末に比べ[d cash e ep][w 増加|減少: cash e ep]し[m cash e]となりました。営業活動により[f 得られた|使用した: cfo y]資金は"
        "[m cfo y](前年同四半期は[m cfo yp]の[f 獲得|使用: cfo yp])、"
        "投資活動により使用した資金は[m cfi y](前年同四半期は[m cfi yp]の使用)であります。",
        "営業活動の結果[f 得られた|使用した: cfo y]資金は[m cfo y]となりました。"
        "投資活動の結果使用した資金は[m cfi y]で、主に有形固定資産の取得による支出[u capex y]によるものです。",
    )
    p.head("(4) 会社の概要")
    p.say(f"[C](コード番号 [code])の本社は[addr]にあります。次回の説明会は{s.day(3)}に開催します。")
    p.say("注記1 業績予想は、現在入手している情報に基づいており、実際の業績とは異なる場合があります。")
    p.say("お問い合わせは[C] IR部(〒100-0000 [addr])まで。")
    statements(p)


def _dividends(p: Pen, year: int) -> None:
    p.head("2. 配当の状況")
    rows: list[tuple[str, ...]] = [
        ("", "年間配当金", "", "", "", ""),
        ("", "第1四半期末", "第2四半期末", "第3四半期末", "期末", "合計"),
        ("", *("円 銭",) * 5),
    ]
    for label, key in ((f"{year - 1}年3月期", year - 1), (f"{year}年3月期(予想)", year)):
        half, end = p.random.randrange(10, 35), p.random.randrange(12, 40)
        cells = [
            p.exact("dividend", value, f"{key}{part}", 2)
            for value, part in ((half, "h"), (end, "e"), (half + end, "t"))
        ]
        p.tie((1, cells[0]), (1, cells[1]), (-1, cells[2]))
        rows.append((label, "―", cells[0], "―", cells[1], cells[2]))
    p.desk.table(rows, 3)
    p.desk.text("(注) 直近に公表されている配当予想からの修正の有無 : 無")


KASHIWA = StrictHouse(
    "kashiwa",
    Look(
        ("柏木精機工業株式会社", "柏木精機工業株式会社", "6392", "長野県諏訪市湖岸通り3丁目12番8号"),
        Unit(1000, down=True),
        Unit(1000, down=True),
        before="",
        after="百万円",
        negative="triangle",
        units={"shares": 0},
        percent=(1, "{}"),
    ),
    Kalender(month=3),
    FLOWS,
    STOCKS,
    SUMS,
    write,
    (
        "なお、為替の影響を除いた場合の売上高の増減率は、上記より{c}.{a}ポイント低くなります。",
        "中期経営計画では、最終年度の売上高営業利益率{b}.0%以上を目標としております。",
        "当社の推計では、国内の保守市場の規模は約{b}00億円であり、年率{c}%程度の成長が見込まれます。",
        "のれん償却前の営業利益は、前年同四半期に比べ約{b}%の変動となりました。",
    ),
    "(2) 財政状態に関する説明",
    positive="operating ordinary pretax net parent long_debt cash adjustment",
    negative="cfi",
    quarters=(1, 2, 3),
    forms={"total": _total, "day": _day},
    layout="docx",
)
