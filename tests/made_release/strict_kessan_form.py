"""The statements of a Japanese summary of results: which lines they have, in which order."""

from __future__ import annotations

from made_release.strict_grid import table
from made_release.strict_pen import Pen


def statements(p: Pen) -> None:
    """Write the balance sheet, the statements of income and of cash flows, and the segments."""
    caption = "[x:unit (単位:百万円)|(単位:千円)]"
    p.head("2. 四半期連結財務諸表")
    p.head("(1) 四半期連結貸借対照表")
    p.say(caption)
    text = """
    資産の部 | |
    流動資産 | |
    現金及び預金 | cash | 1
    受取手形及び売掛金 | notes | 1
    棚卸資産 | stock | 1
    その他 | other_current | 1
    流動資産合計 | current | t
    固定資産 | |
    有形固定資産 | |
    建物及び構築物（純額） | buildings | 2
    機械装置及び運搬具（純額） | machinery | 2
    土地 | land | 2
    有形固定資産合計 | tangible | t1
    無形固定資産 | intangible | 1
    投資その他の資産 | investments | 1
    固定資産合計 | fixed | t
    資産合計 | assets | t
    負債の部 | |
    流動負債 | |
    支払手形及び買掛金 | payable | 1
    短期借入金 | short_debt | 1
    未払費用その他 | accrued | 1
    流動負債合計 | short | t
    固定負債 | |
    長期借入金 | long_debt | 1
    退職給付に係る負債 | retirement | 1
    固定負債合計 | long | t
    負債合計 | liabilities | t
    純資産の部 | |
    資本金 | capital | 1
    資本剰余金 | surplus | 1
    利益剰余金 | retained | 1
    自己株式 | treasury | -1
    株主資本合計 | owners | t
    その他の包括利益累計額 | revaluation | 1
    非支配株主持分 | minority_equity | 1
    純資産合計 | equity | t
    負債純資産合計 | all | t
    """
    table(p, text, "ep e", [("", "[h day ep]", "[h day e]")])
    heads = [("", "[h total yp]", "[h total y]")]
    p.head("(2) 四半期連結損益計算書")
    p.say(caption)
    text = """
    売上高 | sales | t
    売上原価 | cogs |
    売上総利益 | gross | t
    販売費及び一般管理費 | sga |
    営業利益 | operating | t
    営業外収益 | |
    受取利息 | interest_income | 1
    受取配当金 | dividend_income | 1
    その他 | other_gain | 1
    営業外収益合計 | gains | t
    営業外費用 | |
    支払利息 | interest_expense | 1
    為替差損 | fx_loss | 1
    その他 | other_loss | 1
    営業外費用合計 | losses | t
    経常利益 | ordinary | t
    特別利益 | |
    固定資産売却益 | sale_gain | 1
    特別損失 | |
    固定資産除却損 | disposal_loss | 1
    税金等調整前四半期純利益 | pretax | t
    法人税、住民税及び事業税 | tax_current |
    法人税等調整額 | tax_deferred |
    法人税等合計 | tax | t
    四半期純利益 | net | t
    非支配株主に帰属する四半期純利益 | minority |
    親会社株主に帰属する四半期純利益 | parent | t
    """
    table(p, text, "yp y", heads)
    p.head("四半期連結包括利益計算書")
    p.say(caption)
    text = """
    四半期純利益 | net | t
    その他の包括利益 | |
    その他有価証券評価差額金 | securities | 1
    為替換算調整勘定 | translation | 1
    その他の包括利益合計 | oci | t
    四半期包括利益 | comprehensive | t
    """
    table(p, text, "yp y", heads)
    p.head("(3) 四半期連結キャッシュ・フロー計算書")
    p.say(caption)
    text = """
    営業活動によるキャッシュ・フロー | |
    税金等調整前四半期純利益 | pretax | 1
    減価償却費 | depreciation | 1
    売上債権の増減額（△は増加） | receivables | 1
    棚卸資産の増減額（△は増加） | inventories | 1
    仕入債務の増減額（△は減少） | payables | 1
    その他 | other_flow | 1
    法人税等の支払額 | tax_paid | -1
    営業活動によるキャッシュ・フロー合計 | cfo | t
    投資活動によるキャッシュ・フロー | |
    有形固定資産の取得による支出 | capex | -1
    有形固定資産の売却による収入 | sold | 1
    投資活動によるキャッシュ・フロー合計 | cfi | t
    財務活動によるキャッシュ・フロー | |
    長期借入れによる収入 | borrowed | 1
    長期借入金の返済による支出 | repaid | -1
    配当金の支払額 | dividend_paid | -1
    財務活動によるキャッシュ・フロー合計 | cff | t
    現金及び現金同等物の増減額（△は減少） | cash_change | t
    現金及び現金同等物の期首残高 | cash< | t
    現金及び現金同等物の四半期末残高 | cash> | t
    """
    table(p, text, "yp y", heads)
    p.head("(4) セグメント情報及び受注の状況")
    p.say(caption)
    text = """
    外部顧客への売上高 | |
    工作機械 | machine | 1
    部品 | parts | 1
    保守 | service | 1
    計 | sales | t
    セグメント利益 | |
    工作機械 | profit_machine | 1
    部品 | profit_parts | 1
    保守 | profit_service | 1
    計 | segment_profit | t
    調整額 | adjustment | -
    四半期連結損益計算書の営業利益 | operating | t
    受注高 | |
    工作機械 | orders_machine | 1
    部品 | orders_parts | 1
    保守 | orders_service | 1
    合計 | orders | t
    """
    table(p, text, "yp y c:y:yp", [("", "[h total yp]", "[h total y]", "増減率(%)")])
