"""What can be wrong with the findings that somebody lets stand: TIE-901 and TIE-902."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.proof import Suppression

BROKEN: Mapping[str, Text] = {
    "size": Text("the file is larger than 1 MB", "ファイルが1 MBを超えています"),
    "toml": Text(
        "it is not TOML with tables [[suppression]] of the known settings",
        "既知の設定からなる［［suppression］］のTOMLではありません",
    ),
    "code": Text("the rule's code is missing", "ルールのコードがありません"),
    "reason": Text("the reason is missing", "理由がありません"),
    "place": Text("neither digest nor quote tells the place", "場所を示すdigestもquoteもありません"),
}


@rule(
    "TIE-901",
    Severity.WARN,
    title=Text("A suppression that fits nothing", "該当のない抑止"),
    message=Text(
        "{code} is suppressed at “{quote}”, but nothing of the kind was found there.",
        "「{quote}」の{code}は抑止されていますが、該当する指摘はありません。",
    ),
    remedy=Text(
        "Take it out of the file beside the document. If the line changed, look at the finding anew.",
        "文書に添えたファイルから削除してください。行が変わった場合は、指摘を改めて確認してください。",
    ),
)
def suppression_fits_nothing(left: Sequence[Suppression]) -> Iterator[Finding]:
    """Nothing stays suppressed that nobody looked at.

    What it checks
    That each suppression beside the document fits a finding: its rule, and the words of the line.

    Why it matters
    A suppression that outlives its finding will hide the next one in the same words. And where the line changed, somebody
    let another sentence stand.

    How to put it right
    Delete the table of the suppression, or write it again for the line as it is now.

    Source
    A rule of this project.
    """
    for one in left:
        yield suppression_fits_nothing.finding(one.source, code=one.code, quote=one.quote or one.digest)


@rule(
    "TIE-902",
    Severity.ERROR,
    title=Text("A suppression that cannot be used", "無効な抑止"),
    message=Text("This suppression does not count: {reason}.", "この抑止は無効です：{reason}。"),
    remedy=Text(
        "Write code, reason, and digest or quote of the line; “kaiji tieout … --suppress” does it for you.",
        "code、reason、および行のdigestまたはquoteを記入してください。「kaiji tieout … --suppress」で作成できます。",
    ),
)
def suppression_broken(source: Source, broken: str) -> Iterator[Finding]:
    """Who lets a finding stand says which one and why.

    What it checks
    That the file beside the document is TOML; that each table says the rule, the place and the reason, and nothing that is
    not known.

    Why it matters
    A finding without a reason for letting it stand has not been answered.

    How to put it right
    Complete the table. Let the command write it.

    Source
    A rule of this project.
    """
    yield suppression_broken.finding(source, reason=BROKEN[broken])


RULES: tuple[AnyRule, ...] = (suppression_fits_nothing, suppression_broken)
