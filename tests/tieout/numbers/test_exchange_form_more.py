"""Further tables and notices of Japanese companies: amounts per share, forecasts, statements in Japanese, issues of shares."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

PER_SHARE = """
(Amounts are rounded down to the nearest million yen)

|Net sales||Net income||Net income per share
|Million yen|%|Million yen|%|Yen
FY2031|88,412|5.1|4,117|7.6|68.61
FY2030|84,090|3.0|3,825|2.2|63.73

(Reference) Equity: FY2031 50,218 million yen, FY2030 47,004 million yen

|Total assets|Equity ratio|Net assets per share
|Million yen|%|Yen
FY2031|91,306|55.0|836.90
FY2030|90,218|52.1|783.33

Forecast for the year ending March 31, 2032

|Net sales||Net income||Net income per share
|Million yen|%|Million yen|%|Yen
FY2032 (forecast)|92,000|4.1|4,300|4.4|71.66
"""

LOSS = """
|Net sales||Net income||Net income per share
|Million yen|%|Million yen|%|Yen
FY2031|18,412|5.1|(1,117)|-|(37.23)
FY2030|17,519|3.0|(825)|-|(27.50)
"""

TARGETS = """
Highlights of FY2031

Revenues|JPY88,412 million ($804.5 million, up 5.1% YoY)
Operating income|JPY6,203 million ($56.4 million, down 3.2% YoY)
Net income|JPY4,117 million ($37.5 million, up 7.6% YoY)

Targets for FY2032

Revenues|JPY92,000 million (up 4.1% YoY)
Operating income|JPY6,500 million (up 4.8% YoY)
Net income|JPY4,000 million (down 2.8% YoY)
"""

STATEMENT = """
四半期連結損益計算書

(単位:百万円)

|前第1四半期連結累計期間(自 2030年4月1日 至 2030年6月30日)|当第1四半期連結累計期間(自 2031年4月1日 至 2031年6月30日)
売上高|41,207|43,355
売上原価|25,118|26,904
売上総利益|16,088|16,450
販売費及び一般管理費|11,350|11,702
営業利益|4,738|4,748
営業外収益||
受取利息|21|24
受取配当金|133|140
その他|88|61
営業外収益合計|244|227
営業外費用||
支払利息|64|58
為替差損|12|31
その他|20|16
営業外費用合計|97|107
経常利益|4,884|4,868
"""

INDEX = """
主要な経営指標等の推移

回次||第60期第1四半期|第61期第1四半期|第60期
会計期間||自 2030年4月1日 至 2030年6月30日|自 2031年4月1日 至 2031年6月30日|自 2030年4月1日 至 2031年3月31日
売上高|(百万円)|27,418|29,031|112,350
純資産額|(百万円)|30,415|31,877|31,540
総資産額|(百万円)|84,105|86,230|85,977
自己資本比率|(%)|36.2|37.0|36.7
"""

ISSUE = """
2031年6月4日

青空機電株式会社

第三者割当による新株式の発行に関するお知らせ

(1)払込期日|2031年6月20日
(2)発行新株式数|普通株式 1,250,000株
(3)発行価額|1株当たり 612円
(4)調達資金の額|765,000,000円
(5)資本組入額|1株当たり 306円
(6)資本組入額の総額|382,500,000円

発行済株式総数の推移

現在の発行済株式総数|24,381,600
本第三者割当による増加数|1,250,000
本第三者割当後の発行済株式総数|25,631,600

差引手取概算額は758,400,000円です。これは、払込総額765,000,000円から発行諸費用6,600,000円を差し引いた額です。
発行価額は、2031年6月3日の終値680円に対し10.00%のディスカウントです。
"""


def prove(text: str) -> DocumentProof:
    return prove_document("a.txt", read_plain_text(text.replace("|", "\t").encode(), "a.txt"))


def errors(text: str) -> list[tuple[str, str]]:
    return [(one.stated, one.expected) for one in prove(text).findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize("text", [PER_SHARE, LOSS, TARGETS, STATEMENT, INDEX, ISSUE])
def test_clean_ones_raise_no_error(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "single"),
    [
        (PER_SHARE, 2 + 5),  # changes of the earlier year; amounts per share, whose number of shares nothing tells
        (LOSS, 1 + 4),  # losses and losses per share alone
        (TARGETS, 6),  # translations without a rate, changes of the earlier year
        (STATEMENT, 0),
        (INDEX, 3),  # net sales
        (ISSUE, 0),
    ],
)
def test_all_but_these_many_numbers_are_proved(text: str, single: int) -> None:
    certificate = prove(text).certificate
    assert certificate["numbers"] - certificate["proved"] <= single


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (PER_SHARE, "55.0", "50.5"),
        (PER_SHARE, "92,000", "29,000"),
        (PER_SHARE, "4.1", "1.4"),
        (LOSS, "(37.23)", "37.23"),
        (TARGETS, "6,500", "5,600"),
        (TARGETS, "4.8%", "8.4%"),
        (STATEMENT, "4,748", "4,784"),
        (STATEMENT, "16,088", "16,808"),
        (STATEMENT, "4,868", "8,468"),
        (INDEX, "37.0", "30.7"),
        (ISSUE, "765,000,000円\n", "756,000,000円\n"),
        (ISSUE, "25,631,600", "25,361,600"),
    ],
)
def test_a_slip_is_an_error(text: str, right: str, wrong: str) -> None:
    assert text.count(right) >= 1
    assert errors(text.replace(right, wrong, 1)) != []


def test_a_stock_code_a_telephone_number_and_one_dollar_count_nothing() -> None:
    text = (
        "Stock code: 4321, telephone: (03) 5555-1234\n\n"
        "Amounts were translated at the rate of JPY 106.17 per US$1.00.\n\n１株当たりの金額です。\n"
    )
    assert [one.text for one in prove(text).numbers] == ["JPY 106.17"]


LONE = """
(Percentages show changes from the same period of the previous year)

|Net sales||Operating profit|
|Million yen|%|Million yen|%
FY2032 Q1|27,226|△ 10.7|△1,041|-
FY2031 Q1|30,504|3.1|825|△ 28.2
"""


def test_a_lone_change_is_held_against_the_period_below_where_a_slip_explains_it() -> None:
    assert errors(LONE) == []
    assert errors(LONE.replace("△ 10.7", "△ 17.0")) == [("△ 17.0", "△ 10.7")]
    assert errors(LONE.replace("27,226", "272,260")) != []


UNIT_WORDS = """
|Total Assets|Net Assets|Capital Ratio
|Yen Mln|Yen Mln|%
March 2032|15,002|2,967|7.6
September 2031|13,615|2,867|8.8

(Note) Shareholders' equity: March 2032 1,139 million yen September 2031 1,194 million yen
"""


def test_a_ratio_by_its_name_is_held_against_the_items_it_is_made_of() -> None:
    assert errors(UNIT_WORDS) == []
    assert errors(UNIT_WORDS.replace("7.6", "6.7")) != []


SECTION = """
(単位:百万円)

|前第1四半期(自 2030年4月1日 至 2030年6月30日)|当第1四半期(自 2031年4月1日 至 2031年6月30日)
営業利益|4,738|4,748
営業外収益||
受取利息|21|24
受取配当金|133|140
その他|88|61
営業外収益合計|244|227
"""


def test_a_total_named_after_its_section_is_held_against_it_in_one_period_too() -> None:
    assert errors(SECTION) == []
    assert errors(SECTION.replace("|227", "|277")) == [("277", "227")]


def test_an_amount_of_an_issue_is_held_against_price_and_number() -> None:
    assert errors(ISSUE.replace("調達資金の額|765,000,000円", "調達資金の額|765,500,000円")) != []


USES = """
第三者割当による新株式の発行に関するお知らせ

発行株式数|1,250,000株
払込金額の総額|765,000,000円（612円／株）

現在の発行済株式総数|24,381,600
本第三者割当による増加数|1,250,000
本第三者割当後の発行済株式総数|25,631,600

具体的な使途|金額（円）|支出予定時期
新工場の設備投資|512,400,000|2032年3月末まで
借入金の返済|246,000,000|2031年9月30日まで
合計|758,400,000|
"""


def test_a_clean_issue_with_a_table_of_uses_raises_no_error() -> None:
    assert errors(USES) == []
    assert prove(USES).certificate["single"] == 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("発行株式数|1,250,000株", "発行株式数|1,520,000株"),
        ("246,000,000", "264,000,000"),
        ("合計|758,400,000", "合計|785,400,000"),
        # Rows that changed places add up as before.
        (
            "増加数|1,250,000\n本第三者割当後の発行済株式総数|25,631,600",
            "増加数|25,631,600\n本第三者割当後の発行済株式総数|1,250,000",
        ),
        (
            "現在の発行済株式総数|24,381,600\n本第三者割当による増加数|1,250,000",
            "現在の発行済株式総数|1,250,000\n本第三者割当による増加数|24,381,600",
        ),
    ],
)
def test_slips_in_a_notice_of_an_issue_are_errors(right: str, wrong: str) -> None:
    assert right in USES
    assert errors(USES.replace(right, wrong)) != []
