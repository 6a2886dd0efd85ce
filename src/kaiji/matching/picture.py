"""A decision as a small picture (SVG): what speaks for and against the first candidate, from the beginning to the sum."""

from __future__ import annotations

from html import escape

from kaiji.core.text import Language, Text
from kaiji.matching.label import label
from kaiji.matching.match import Candidate, Contribution

WIDTH, ROW, TOP, LEFT, RIGHT = 840, 26, 64, 290, 330
LEAST = 0.005
FOR, AGAINST, GROUND = "#0b6e4f", "#b3261e", "#5f6368"
SHOWN = 44

TITLE = Text("Why “{given}” is or is not {known}", "「{given}」と {known} の照合", "“{given}”与 {known} 的比对")
SUM = Text("sum: probability {score}", "合計：確率 {score}", "合计：概率 {score}")


def waterfall(candidate: Candidate, given: str, language: Language = "en") -> str:
    """Draw a waterfall: one bar a feature, beginning where the last one ended; colour, sign and words say the same.

    Args:
        candidate: whose contributions are drawn.
        given: the name as it was given.
        language: of the words.

    Returns:
        An SVG document with title and description, readable without colour. Everything in it is escaped.
    """
    parts = [one for one in candidate.contributions if abs(one.points) >= LEAST]
    sums = [candidate.base]
    for one in parts:
        sums.append(sums[-1] + one.points)
    low, high = min(0.0, *sums), max(0.0, *sums)
    scale = (WIDTH - LEFT - RIGHT - 20) / ((high - low) or 1.0)

    def x(value: float) -> float:
        return LEFT + (value - low) * scale

    title = TITLE.say(language).format(given=_cut(given), known=_cut(candidate.known.names[0]))
    total = SUM.say(language).format(score=f"{candidate.score:.2f}")
    words = [f"{label(one.feature).say(language)} {one.points:+.2f}" for one in parts]
    height = TOP + ROW * (len(parts) + 2) + 16
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-labelledby="title desc" lang="{language}" font-family="sans-serif" font-size="13">'
    )
    ground = f'x1="{x(0):.1f}" y1="{TOP - 14}" x2="{x(0):.1f}" y2="{height - 12}" stroke="{GROUND}"'
    lines = [
        opening,
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape("; ".join([*words, total]))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="28" font-size="16" font-weight="bold">{escape(title)}</text>',
        f'<line {ground} stroke-dasharray="3 3"/>',
        f'<text x="{x(0):.1f}" y="{TOP - 18}" text-anchor="middle" fill="{GROUND}">0</text>',
    ]
    lines += _bar(0, label("base").say(language), (x(0.0), x(candidate.base)), candidate.base, GROUND, "")
    for number, one in enumerate(parts, 1):
        colour = FOR if one.points > 0 else AGAINST
        ends = (x(sums[number - 1]), x(sums[number]))
        lines += _bar(number, label(one.feature).say(language), ends, one.points, colour, _met(one))
    last = len(parts) + 1
    lines += _bar(last, total, (x(0.0), x(sums[-1])), sums[-1], FOR if sums[-1] > 0 else AGAINST, "")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _bar(number: int, words: str, ends: tuple[float, float], points: float, colour: str, met: str) -> list[str]:
    top = TOP + number * ROW
    start, width = min(ends), max(1.0, abs(ends[1] - ends[0]))
    return [
        f'<text x="{LEFT - 58}" y="{top + 14}" text-anchor="end">{escape(words)}</text>',
        f'<text x="{LEFT - 10}" y="{top + 14}" text-anchor="end" fill="{colour}">{points:+.2f}</text>',
        f'<rect x="{start:.1f}" y="{top + 2}" width="{width:.1f}" height="{ROW - 10}" fill="{colour}"/>',
        f'<text x="{WIDTH - RIGHT}" y="{top + 14}" fill="#202124" font-size="12">{escape(met)}</text>',
    ]


def _met(one: Contribution) -> str:
    half = SHOWN // 2
    return " / ".join(_cut(side, half) for side in (one.given, one.known) if side)


def _cut(words: str, most: int = SHOWN) -> str:
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
