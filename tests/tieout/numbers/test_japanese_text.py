"""Sentences of Japanese releases against their tables: read by hand, the company and its figures are invented."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

RELEASE = """2025年３月期　第３四半期決算短信〔日本基準〕（連結）
2025年２月６日

（百万円未満切捨て）
１．2025年３月期第３四半期の連結業績（2024年４月１日～2024年12月31日）
\t売上高\t\t営業利益\t
\t百万円\t％\t百万円\t％
2025年３月期第３四半期\t31,842\t8.7\t1,126\t△21.9
2024年３月期第３四半期\t29,301\t2.1\t1,442\t5.0

１．経営成績に関する説明
　当第３四半期連結累計期間の売上高は31,842百万円（前年同期比2,540百万円増、8.7％増）、営業利益は1,126百万円（同315百万円減、21.9％減）となりました。
［印刷機器］
　新製品が好調に推移し、売上高は21,530百万円（前年同期比12.0％増）、営業利益は1,812百万円（同4.7％増）となりました。
［包装資材］
　需要の減少により、売上高は10,312百万円（前年同期比2.3％増）、営業損失は686百万円（前年同期は289百万円の営業損失）となりました。

２．財政状態に関する説明
　当第３四半期連結会計期間末の総資産は、前連結会計年度末に比べ1,203百万円増加し、42,118百万円となりました。負債は29,004百万円となり、前連結会計年度末に比べ1,522百万円増加しました。これは主に、短期借入金が1,840百万円増加したことによるものであります。

（１）四半期連結貸借対照表
\t\t（単位：百万円）
\t前連結会計年度\t当第３四半期連結会計期間
\t（2024年３月31日）\t（2024年12月31日）
流動資産\t24,110\t25,006
固定資産\t16,805\t17,112
資産合計\t40,915\t42,118
短期借入金\t8,120\t9,960
その他の負債\t19,362\t19,044
負債合計\t27,482\t29,004
純資産合計\t13,433\t13,114
負債純資産合計\t40,915\t42,118

（セグメント情報）
Ⅰ　前第３四半期連結累計期間（自　2023年４月１日　至　2023年12月31日）
\t\t\t\t（単位：百万円）
\t印刷機器\t包装資材\t計\t調整額
外部顧客への売上高\t19,223\t10,078\t29,301\t－
セグメント利益又は損失（△）\t1,731\t△289\t1,442\t0

Ⅱ　当第３四半期連結累計期間（自　2024年４月１日　至　2024年12月31日）
\t\t\t\t（単位：百万円）
\t印刷機器\t包装資材\t計\t調整額
外部顧客への売上高\t21,530\t10,312\t31,842\t－
セグメント利益又は損失（△）\t1,812\t△686\t1,126\t0

連結キャッシュ・フロー計算書
\t\t（単位：百万円）
\t前第３四半期連結累計期間\t当第３四半期連結累計期間
\t（自　2023年４月１日　至　2023年12月31日）\t（自　2024年４月１日　至　2024年12月31日）
営業活動によるキャッシュ・フロー\t2,640\t1,911
投資活動によるキャッシュ・フロー\t△1,502\t△3,318

　営業活動の結果獲得した資金は1,911百万円（前年同期は2,640百万円の獲得）、投資活動の結果使用した資金は3,318百万円（前年同期は1,502百万円の使用）となりました。
"""
SLIPS = [
    (12, "2,540百万円増", "2,450百万円増"),
    (12, "21.9％減", "12.9％減"),
    (14, "21,530百万円", "21,350百万円"),
    (14, "12.0％増", "21.0％増"),
    (14, "12.0％増", "12.0％減"),
    (16, "営業損失は686", "営業利益は686"),
    (16, "289百万円の営業損失", "298百万円の営業損失"),
    (19, "1,203百万円増加", "1,230百万円増加"),
    (19, "1,203百万円増加", "1,203百万円減少"),
    (19, "29,004百万円", "29,040百万円"),
    (19, "1,840百万円", "1,480百万円"),
    (54, "獲得した資金は1,911", "使用した資金は1,911"),
    (54, "使用した資金は3,318", "獲得した資金は3,318"),
]


def _errors(text: str) -> set[int]:
    proof = prove_document("release.txt", read_any_document(text.encode(), "release.txt"))
    return {
        proof.lines[place.spot.line].at(place.spot.start).place.line
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
        for place in one.places
    }


def test_a_clean_release_has_no_error() -> None:
    assert _errors(RELEASE) == set()


@pytest.mark.parametrize(("line", "right", "wrong"), SLIPS)
def test_a_slip_in_a_sentence_is_an_error(line: int, right: str, wrong: str) -> None:
    lines = RELEASE.split("\n")
    assert lines[line - 1].count(right) == 1
    lines[line - 1] = lines[line - 1].replace(right, wrong)
    assert line in _errors("\n".join(lines))
