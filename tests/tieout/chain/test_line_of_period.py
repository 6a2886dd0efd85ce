"""Tables with a period on each line: what the rest of the line shows of the one number that differs."""

from __future__ import annotations

from kaiji.formats.any_document import read_any_document
from kaiji.verbs import prove_read

SUMMARY = """\
令和7年3月期 {quarter}決算短信〔日本基準〕(連結)

上場会社名 霞ヶ浦計器株式会社
(百万円未満四捨五入)

(1)連結経営成績(累計)

\t売上高\t\t営業利益\t\t経常利益\t\t親会社株主に帰属する四半期純利益\t
\t百万円\t%\t百万円\t%\t百万円\t%\t百万円\t%
7年3月期第3四半期\t31,486\t4.5\t1,957\t12.3\t2,046\t9.7\t1,388\t8.1
6年3月期第3四半期\t30,130\t3.1\t{operating}\t△8.2\t1,865\t△5.5\t1,284\t△3.8
"""


def test_of_a_line_of_one_period_the_one_number_that_differs_is_an_error() -> None:
    kept = SUMMARY.format(quarter="第3四半期", operating="1,743")
    changed = SUMMARY.format(quarter="第3四半期", operating="1,473")
    other = read_any_document(kept.encode(), "first.txt")
    assert prove_read(read_any_document(kept.encode(), "again.txt"), "again.txt", [other]).certificate["unproved"] == 0
    proof = prove_read(read_any_document(changed.encode(), "again.txt"), "again.txt", [other])
    (told,) = (one for one in proof.findings if one.finding.code == "TIE-922")
    assert (str(told.finding.severity), told.stated, told.expected) == ("error", "1,473", "1,743")
