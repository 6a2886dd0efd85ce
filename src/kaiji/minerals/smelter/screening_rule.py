"""What screening finds: a hit stops the work and goes to counsel; what only may be one, a person looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.screening_list import ScreenKind
from kaiji.minerals.smelter.screening import Hit, Screen, Subject

BY = {
    "id": Text("by its id", "ID"),
    "name": Text("by name", "名称"),
    "alias": Text("by another name on the list", "リスト上の別名"),
    "words": Text("by the words of the name", "名称の語"),
    "country": Text("by the country of the smelter", "製錬所の所在国"),
    "area": Text("by the place of the smelter", "製錬所の所在地"),
    "mine": Text("by the country of a mine", "鉱山の所在国"),
    "near": Text("by a name that is close", "類似する名称"),
    "perhaps in the area": Text("by the country, the place is not known", "国のみ一致・所在地不明"),
}


@rule(
    "EVD-341",
    Severity.ERROR,
    title=Text("On a sanctions list: stop and escalate", "制裁リスト該当：作業停止・報告"),
    message=Text(
        "“{given}” is “{listed}” on the sanctions list {list} of {day} ({by}){since}.",
        "「{given}」は制裁リスト {list}（{day}）の「{listed}」に該当します（{by}）{since}。",
    ),
    remedy=Text(
        "Stop. Take it to counsel before anything else is done, and before the supplier is asked.",
        "作業を止め、取引先に照会する前に弁護士に報告してください。",
    ),
)
def on_sanctions_list(source: Source, hit: Hit) -> Iterator[Finding]:
    """A sanctioned party in the supply chain is a question of law of its own.

    What it checks
    Each smelter's id, its given names and the reference's name, against the ids, names and other names of the list:
    equal in their letters, or in their words in any order, legal forms aside. Entries that ended before the day are
    passed over; one that begins after it is named with its day.

    Why it matters
    It binds at once, whatever an audit says, and whatever year the report is about.

    How to put it right
    Counsel decides. If it is another party of the same name, record why.

    Source
    Sanctions lists as supplied by the user; OECD Guidance, Annex II.
    """
    yield on_sanctions_list.finding(source, hit.entry.source, **_said(hit))


@rule(
    "EVD-342",
    Severity.WARN,
    title=Text("Close to a sanctioned name", "制裁対象に類似する名称"),
    message=Text(
        "“{given}” may be “{listed}” on the sanctions list {list} of {day} ({by}){since}.",
        "「{given}」は制裁リスト {list}（{day}）の「{listed}」の可能性があります（{by}）{since}。",
    ),
    remedy=Text(
        "Compare country, address and owner. If it is the same, stop and take it to counsel.",
        "国・住所・所有者を比較し、同一であれば作業を止めて弁護士に報告してください。",
    ),
)
def near_sanctions_list(source: Source, hit: Hit) -> Iterator[Finding]:
    """A name is spelled in many ways, and a person must look.

    What it checks
    Names that share a telling word with a listed one and are close in their letters, or of which one holds all words of
    the other; and names of the same words in another country. Where both countries are known and differ, a name that is
    only close is no finding.

    Why it matters
    Who is sanctioned has a reason to be spelled otherwise.

    How to put it right
    Look, and record what you found.

    Source
    A rule of this project.
    """
    yield near_sanctions_list.finding(source, hit.entry.source, **_said(hit))


@rule(
    "EVD-343",
    Severity.ERROR,
    title=Text("In a high-risk area: stop and escalate", "高リスク地域該当：作業停止・報告"),
    message=Text(
        "{name}: “{given}” is in “{listed}” on the list of high-risk areas {list} of {day} ({by}){since}.",
        "{name}：「{given}」は高リスク地域リスト {list}（{day}）の「{listed}」に該当します（{by}）{since}。",
    ),
    remedy=Text(
        "Escalate as the company's policy says, and record the risk assessment before the smelter is relied on.",
        "社内方針に従って報告し、この製錬所に依拠する前にリスク評価を記録してください。",
    ),
)
def in_high_risk_area(source: Source, hit: Hit, name: str) -> Iterator[Finding]:
    """A smelter, or a mine behind it, in a high-risk area is a red flag of location.

    What it checks
    The country of the smelter and of its mines, and the city, province and street as given, against the countries and
    areas of the list.

    Why it matters
    It calls for due diligence on the ground, whatever the covered countries of the rule are.

    How to put it right
    Assess the risk.

    Source
    OECD Guidance, red flags of location; the list as supplied by the user.
    """
    yield in_high_risk_area.finding(source, hit.entry.source, name=name[:80], **_said(hit))


@rule(
    "EVD-344",
    Severity.WARN,
    title=Text("Perhaps in a high-risk area", "高リスク地域の可能性"),
    message=Text(
        "{name}: “{given}” is the country of “{listed}” on the list of high-risk areas {list} of {day} ({by}){since}.",
        "{name}：「{given}」には高リスク地域リスト {list}（{day}）の「{listed}」があります（{by}）{since}。",
    ),
    remedy=Text(
        "Find out in which part of the country it stands, and look again.",
        "国内のどの地域か確認し、再度照合してください。",
    ),
)
def perhaps_in_high_risk_area(source: Source, hit: Hit, name: str) -> Iterator[Finding]:
    """The country has such an area, and where in it the smelter or the mine stands is not known.

    What it checks
    Smelters without a city, province or street, and mines, in countries of which the list names an area.

    Why it matters
    A red flag that nobody could see is no all-clear.

    How to put it right
    Ask for the location.

    Source
    OECD Guidance, red flags of location.
    """
    yield perhaps_in_high_risk_area.finding(source, hit.entry.source, name=name[:80], **_said(hit))


def check_screening(subject: Subject, screen: Screen) -> Iterator[Finding]:
    """Screen one smelter; one finding a hit, at the first row that names it."""
    source = next(iter(subject.sources), Source(""))
    for hit in screen.hits(subject):
        if hit.list.kind is ScreenKind.SANCTIONS:
            yield from (near_sanctions_list if hit.kind.review else on_sanctions_list)(source, hit)
        else:
            name = next(iter(subject.names), "—")
            yield from (perhaps_in_high_risk_area if hit.kind.review else in_high_risk_area)(source, hit, name)


def _said(hit: Hit) -> dict[str, Any]:
    since = hit.entry.since.isoformat() if hit.entry.since else ""
    return {
        "given": hit.given[:80],
        "listed": hit.listed[:80],
        "list": hit.list.title,
        "day": hit.list.as_of.isoformat() if hit.list.as_of else "—",
        "by": BY[str(hit.kind)],
        "since": Text(f", listed since {since}", f"（{since} から掲載）") if since else Text(""),
    }


RULES: tuple[AnyRule, ...] = (on_sanctions_list, near_sanctions_list, in_high_risk_area, perhaps_in_high_risk_area)
NOT_FOR_SUPPLIERS = frozenset(one.code for one in RULES)
