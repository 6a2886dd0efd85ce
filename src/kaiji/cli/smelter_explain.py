"""How a decision about a name is shown: a table for the eye, and data."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from kaiji.cli.out import out
from kaiji.core.text import Language
from kaiji.matching.label import label
from kaiji.matching.match import Candidate, Match
from kaiji.minerals.smelter.matching import SmelterMatcher
from kaiji.minerals.smelter.reason import reason_of

WORDS: dict[str, dict[Language, str]] = {
    "accepted": {"en": "accepted", "ja": "採用", "zh": "已接受"},
    "review": {"en": "for review", "ja": "要確認", "zh": "待审核"},
    "none": {"en": "not in the reference", "ja": "参照リストになし", "zh": "不在参考清单中"},
    "heads": {
        "en": "feature|value|weight|points|given|known",
        "ja": "特徴|値|重み|点|記入|参照",
        "zh": "特征|值|权重|分|所填|参考",
    },
}


def print_match(match: Match, matcher: SmelterMatcher, language: Language) -> None:
    """Print the decision, the features of the first candidate, and the other candidates."""
    out.print(f"[bold]{WORDS[match.decision][language]}[/]  {reason_of(match).say(language)}")
    for rank, one in enumerate(match.candidates):
        _head(one, matcher, f"{rank + 1}.")
        if not rank:
            _features(one, language)
    for one in match.others:
        _head(one, matcher, "–")


def _head(one: Candidate, matcher: SmelterMatcher, mark: str) -> None:
    member = matcher.member(one.known)
    facility = member.facility
    stood = ", ".join(str(edition) for edition in member.editions)
    standing = "" if member.standing == "listed" else f" [yellow]{member.said or member.standing}[/]"
    out.print(
        f"{mark} [bold]{escape(facility.name)}[/]  {facility.cid}  {facility.metal}  {escape(facility.country)}  "
        f"[bold]{one.score:.3f}[/]{standing}  [dim]{escape(stood)}[/]"
    )


def _features(one: Candidate, language: Language) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, heading in enumerate(WORDS["heads"][language].split("|")):
        table.add_column(heading, justify="right" if 0 < number < 4 else "left", overflow="fold")
    table.add_row(label("base").say(language), "", "", f"{one.base:+.2f}", "", "")
    for part in one.contributions:
        table.add_row(
            label(part.feature).say(language),
            f"{part.value:.2f}",
            f"{part.weight:+.2f}",
            f"{part.points:+.2f}",
            escape(part.given[:60]),
            escape(part.known[:60]),
        )
    out.print(table)


def as_data(match: Match, matcher: SmelterMatcher) -> dict[str, object]:
    """Give a match as plain data, every feature with its value, weight, points and the two things that met."""
    return {
        "name": match.query.name,
        "metal": match.query.group,
        "country": match.query.place,
        "id": match.query.code,
        "decision": str(match.decision),
        "reason": str(match.reason),
        "why": reason_of(match).say("en"),
        "score": round(match.score, 6),
        "candidates": [_candidate(one, matcher) for one in match.candidates],
        "others": [_candidate(one, matcher) for one in match.others],
    }


def _candidate(one: Candidate, matcher: SmelterMatcher) -> dict[str, object]:
    member = matcher.member(one.known)
    return {
        "id": member.facility.cid,
        "name": member.facility.name,
        "metal": member.facility.metal,
        "country": member.facility.country,
        "matched_name": one.name,
        "standing": str(member.standing),
        "said": member.said,
        "lists": [str(edition) for edition in member.editions],
        "score": round(one.score, 6),
        "base": round(one.base, 4),
        "features": [
            {
                "feature": part.feature,
                "value": round(part.value, 4),
                "weight": round(part.weight, 4),
                "points": round(part.points, 4),
                "given": part.given,
                "known": part.known,
            }
            for part in one.contributions
        ],
    }
