"""Notices of an issue of shares, block by block: read by hand, the company and its terms are invented."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

PRICED = """発行価格及び売出価格等の決定に関するお知らせ

１．公募による新株式発行
(1)\t募集株式の種類及び数\t当社普通株式　2,500,000株
(2)\t発行価格\t１株につき　1,318円
(3)\t発行価格の総額\t3,295,000,000円
(4)\t払込金額\t１株につき　1,263.56円
(5)\t払込金額の総額\t3,158,900,000円
(6)\t増加する資本金及び資本準備金の額\t増加する資本金の額　1,579,450,000円
\t\t増加する資本準備金の額　1,579,450,000円

２．株式の売出し（オーバーアロットメントによる売出し）
(1)\t売出株式数\t375,000株
(2)\t売出価格\t１株につき　1,318円
(3)\t売出価格の総額\t494,250,000円

３．第三者割当による新株式発行
(1)\t払込金額\t１株につき　1,263.56円
(2)\t払込金額の総額\t（上限）　473,835,000円

＜ご参考＞
１．発行価格の算定
(1) 算定基準日及びその価格\t2024年６月12日（水）\t1,359円
(2) ディスカウント率\t\t3.02％
"""
PRICED_SLIPS = [
    (4, "2,500,000", "2,050,000"),
    (6, "3,295,000,000", "3,259,000,000"),
    (7, "1,263.56", "1,236.56"),
    (9, "1,579,450,000", "1,597,450,000"),
    (14, "1,318円", "1,381円"),
    (19, "473,835,000", "437,835,000"),
    (24, "3.02", "3.20"),
]
ALLOTTED = """第三者割当による新株式の発行に関するお知らせ

１．募集の概要
（１）\t発行新株式数\t普通株式　1,250,000株
（２）\t発行価額\t１株につき614円
（３）\t調達資金の額\t767,500,000円
（４）\t割当予定先\t株式会社ミナトに900,000株、東都キャピタル株式会社に350,000株を割り当てます。

２．調達する資金の額
①\t払込金額の総額\t767,500,000円
②\t発行諸費用の概算額\t7,500,000円
③\t差引手取概算額\t760,000,000円
（注）発行諸費用の概算額の内訳は、登録免許税2,686,250円、弁護士費用3,000,000円、その他1,813,750円であります。

５．発行条件の合理性
　払込金額は、取締役会決議日の直前営業日の終値667円に対して7.95％のディスカウントとなります。
　本第三者割当により発行される株式数は1,250,000株（議決権数12,500個）であり、発行済株式総数14,310,000株に対する割合は8.74％（議決権総数142,870個に対する割合は8.75％）となります。
"""
ALLOTTED_SLIPS = [
    (6, "767,500,000", "776,500,000"),
    (7, "350,000", "530,000"),
    (12, "760,000,000", "706,000,000"),
    (13, "1,813,750", "1,831,750"),
    (16, "7.95", "9.75"),
    (17, "12,500個", "15,200個"),
    (17, "8.74", "7.84"),
]
ENGLISH = """Notice Concerning Determination of Issue Price

1. Issuance of New Shares by way of Public Offering
(1) Number of Shares to be Offered\t6,400,000 shares, the sum of (i) and (ii) below:
\t(i) 4,000,000 shares in the Japanese Public Offering
\t(ii) 2,400,000 shares in the International Offering
(2) Issue Price\tJPY 2,418 per share
(3) Total Amount of Issue Price\tJPY 15,475,200,000

2. Change in the Number of Issued Shares
Total number of issued shares at present (as of April 30, 2024)\t52,180,000 shares
Number of shares to be increased by the public offering\t6,400,000 shares
Total number of issued shares after the public offering\t58,580,000 shares

The number of new shares represents 12.27% of the total number of issued shares as of April 30, 2024.
"""
ENGLISH_SLIPS = [
    (6, "2,400,000", "4,200,000"),
    (7, "2,418", "2,481"),
    (13, "58,580,000", "58,850,000"),
    (15, "12.27", "12.72"),
]
CASES = [
    *((PRICED, *slip) for slip in PRICED_SLIPS),
    *((ALLOTTED, *slip) for slip in ALLOTTED_SLIPS),
    *((ENGLISH, *slip) for slip in ENGLISH_SLIPS),
]


def _errors(text: str) -> set[int]:
    proof = prove_document("notice.txt", read_any_document(text.encode(), "notice.txt"))
    return {
        proof.lines[place.spot.line].at(place.spot.start).place.line
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
        for place in one.places
    }


@pytest.mark.parametrize("text", [PRICED, ALLOTTED, ENGLISH])
def test_a_clean_notice_has_no_error(text: str) -> None:
    assert _errors(text) == set()


@pytest.mark.parametrize(("text", "line", "right", "wrong"), CASES)
def test_a_slip_in_a_term_is_an_error(text: str, line: int, right: str, wrong: str) -> None:
    lines = text.split("\n")
    assert lines[line - 1].count(right) == 1
    lines[line - 1] = lines[line - 1].replace(right, wrong)
    assert line in _errors("\n".join(lines))
