"""Why a name was accepted, left to a person, or found to be nobody's, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from kaiji.core.text import Text
from kaiji.matching.match import Match, Reason
from kaiji.minerals.label import metal_label
from kaiji.minerals.smelter.matching import SmelterMatcher

REASONS: Mapping[Reason, Text] = {
    Reason.AGREES: Text(
        "The name, and what stands beside it, agree with one facility.",
        "名称と併記された情報が1つの製錬所と一致します。",
        "名称及所附信息与一家冶炼厂相符。",
    ),
    Reason.DOUBTFUL: Text(
        "A facility comes near, but not near enough to be sure.",
        "近い製錬所がありますが、確実ではありません。",
        "有相近的冶炼厂，但不足以确定。",
    ),
    Reason.SEVERAL: Text(
        "The name fits several facilities equally.",
        "名称が複数の製錬所に同程度に該当します。",
        "名称与多家冶炼厂同样相符。",
    ),
    Reason.FORMER: Text(
        "The name means a facility that is listed no more.",
        "現行のリストから外れた製錬所を指しています。",
        "名称所指冶炼厂已不在清单中。",
    ),
    Reason.REFUSED: Text(
        "The name means something that is known not to be a listed smelter.",
        "リストの製錬所ではないと分かっているものを指しています。",
        "名称所指已知并非清单中的冶炼厂。",
    ),
    Reason.ELSEWHERE: Text(
        "The name means a facility of another metal.",
        "別の金属の製錬所を指しています。",
        "名称所指为其他金属的冶炼厂。",
    ),
    Reason.SAYS_NOTHING: Text(
        "The name says nothing about who is meant.",
        "誰を指すのか分からない名称です。",
        "名称未说明所指为谁。",
    ),
    Reason.NOT_FOUND: Text(
        "No facility of this metal goes by such a name.",
        "この金属に該当する名称の製錬所はありません。",
        "该金属没有名称相符的冶炼厂。",
    ),
}


def reason_of(match: Match) -> Text:
    """Give the main reason of a decision as a sentence."""
    return REASONS[match.reason]


def nearest_of(match: Match, matcher: SmelterMatcher) -> Text:
    """Say who came nearest where nobody was accepted: one that left the list, one of another metal; or nothing."""
    if match.reason not in (Reason.FORMER, Reason.REFUSED, Reason.ELSEWHERE) or not match.others:
        return Text("")
    same = match.reason is not Reason.ELSEWHERE
    metal = match.query.group.casefold()
    near = next((one for one in match.others if (one.known.group.casefold() == metal) is same), None)
    if near is None:
        return Text("")
    member = matcher.member(near.known)
    named = f"{member.facility.name} ({member.facility.cid})" if member.facility.cid else member.facility.name
    if match.reason is Reason.ELSEWHERE:
        other = metal_label(member.facility.metal)
        return Text(
            f"; nearest is {named}, under {other.en}",
            f"（{other.ja}の {named} が近似）",
            f"（最接近者为{other.zh}的 {named}）",
        )
    if match.reason is Reason.REFUSED:
        said = member.said or str(member.standing)
        return Text(f"; it is {named}: {said}", f"（{named}：{said}）", f"（为 {named}：{said}）")
    last = str(member.last or "")
    return Text(
        f"; it is {named}, which is listed no more" + (f" (last in {last})" if last else ""),
        f"（{named} はリストから外れています" + (f"。最後の掲載：{last}）" if last else "）"),
        f"（为 {named}，已移出清单" + (f"，最后见于 {last}）" if last else "）"),
    )
