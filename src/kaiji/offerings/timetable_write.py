"""The timetable written: as a picture (SVG) and as a calendar (.ics)."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from kaiji.core.period import long_date
from kaiji.core.source import digest_of
from kaiji.core.text import Language, Text
from kaiji.offerings.notice.voice import WEEKDAYS
from kaiji.offerings.schedule import DayRange
from kaiji.offerings.timetable import Event, lanes

WIDTH, MARGIN, LINE, SIZE = 1180, 24, 19, 13
COLUMNS = (("day", 225), ("company", 230), ("manager", 230), ("investor", 190), ("disclosure", 257))
DAY = Text("Day", "日付")
TITLE = Text("Timetable", "日程")
COLOURS = {"company": "#1f4e79", "manager": "#7a4b00", "investor": "#0a5c2b"}
TENTATIVE = Text("not decided: a day in this span", "未確定：この期間内のいずれかの日")


def day_words(found: DayRange, language: Language) -> str:
    """Say a day, or from which to which it may be."""
    return " ".join(_range(found, language))


def _range(found: DayRange, language: Language) -> list[str]:
    first = _one(found, language, last=False)
    return [first] if found.is_known else [f"{first} –", _one(found, language, last=True)]


def _one(found: DayRange, language: Language, *, last: bool) -> str:
    day = found.last if last else found.first
    name = WEEKDAYS[language][day.weekday()]
    return f"{day.year}年{day.month}月{day.day}日（{name}）" if language == "ja" else f"{name[:3]}, {long_date(day)}"


def event_days(event: Event, language: Language) -> list[str]:
    """Say when an event is, line by line."""
    if event.is_period and event.is_known:
        return [f"{day_words(event.start, language)} –", day_words(event.end, language)]
    lines = _range(event.start, language)
    return [*lines, "↓", *_range(event.end, language)] if event.is_period else lines


def timetable_svg(events: Sequence[Event], title: str, language: Language) -> bytes:
    """Draw a timetable: one row an event, one column for each who acts, and what is disclosed where.

    It is a picture with real text: it can be read aloud, searched and printed, and loads nothing.
    """
    names = {"day": DAY, **lanes()}
    parts: list[str] = []
    top = MARGIN + 34
    parts.append(_text(MARGIN, MARGIN + 14, [title], size=18, weight="600"))
    at = MARGIN
    for key, width in COLUMNS:
        parts.append(_text(at + 8, top + 15, [names[key].say(language)], weight="600", fill=COLOURS.get(key, "#000")))
        at += width
    y = top + 26
    parts.append(f'<line x1="{MARGIN}" y1="{y}" x2="{WIDTH - MARGIN}" y2="{y}" stroke="#000"/>')
    for event in events:
        cells = {
            "day": _wrapped(event_days(event, language), 195),
            event.lane: _wrapped([event.what.say(language)], dict(COLUMNS)[event.lane] - 24),
            "disclosure": _wrapped([event.disclosed.say(language)] if event.disclosed else [], 240),
        }
        height = max(len(lines) for lines in cells.values()) * LINE + 12
        at = MARGIN
        for key, width in COLUMNS:
            if key == event.lane:
                dash = "" if event.is_known else ' stroke-dasharray="4 3"'
                parts.append(
                    f'<rect x="{at + 2}" y="{y + 4}" width="{width - 6}" height="{height - 8}" rx="4" fill="{COLOURS[key]}" '
                    f'fill-opacity=".09" stroke="{COLOURS[key]}"{dash}/>'
                )
            parts.append(_text(at + 8, y + 6 + 14, cells.get(key, [])))
            at += width
        y += height
        parts.append(f'<line x1="{MARGIN}" y1="{y}" x2="{WIDTH - MARGIN}" y2="{y}" stroke="#ccc"/>')
    if any(not one.is_known for one in events):
        y += 22
        parts.append(_text(MARGIN, y, [f"- - -  {TENTATIVE.say(language)}"], fill="#444"))
    y += MARGIN
    name = html.escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img" '
        f'aria-label="{name}" font-family="\'Noto Sans CJK JP\',\'Noto Sans\',Arial,sans-serif" font-size="{SIZE}">'
        f'<title>{name}</title><rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    ).encode()


def _text(x: int, y: int, lines: Sequence[str], *, size: int = SIZE, weight: str = "400", fill: str = "#000") -> str:
    spans = "".join(f'<tspan x="{x}" y="{y + at * LINE}">{html.escape(line)}</tspan>' for at, line in enumerate(lines))
    return f'<text font-size="{size}" font-weight="{weight}" fill="{fill}">{spans}</text>' if spans else ""


def _wrapped(texts: Sequence[str], width: int) -> list[str]:
    """Break texts into lines of about a width in pixels; between words, or anywhere in Japanese."""
    lines: list[str] = []
    for text in texts:
        line, used = "", 0.0
        for piece in _pieces(text):
            wide = sum(SIZE if unicodedata.east_asian_width(one) in "WF" else SIZE * 0.56 for one in piece)
            if line and used + wide > width and piece[0] not in "、。）・":
                lines.append(line.rstrip())
                line, used = "", 0.0
                piece = piece.lstrip()  # noqa: PLW2901
            line, used = line + piece, used + wide
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for one in text:
        wide = unicodedata.east_asian_width(one) in "WF"
        if found and not wide and one != " " and unicodedata.east_asian_width(found[-1][-1]) not in "WF":
            found[-1] += one
        else:
            found.append(one)
    return found


def timetable_ics(events: Sequence[Event], title: str, terms: bytes, language: Language) -> bytes:
    """Write a timetable as a calendar of whole days; the same terms always give the same bytes.

    Args:
        events: in order.
        title: of the calendar.
        terms: the bytes of the terms; their digest makes the events' identifiers.
        language: of the texts.
    """
    import icalendar  # noqa: PLC0415

    digest = digest_of(terms)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Kaiji//Offerings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for event in events:
        one = icalendar.Event()
        known = event.is_known
        summary = event.what.say(language) + ("" if known else f" ({TENTATIVE.say(language)})")
        one.add("uid", f"{event.key}-{digest[:16]}@kaiji.invalid")
        # A calendar entry must say when it was made; without a clock, that is the day of the first event.
        one.add("dtstamp", datetime.combine(events[0].start.first, time(), UTC))
        one.add("summary", summary)
        one.add("dtstart", event.start.first)
        one.add("dtend", event.end.last + timedelta(days=1))
        one.add("status", "CONFIRMED" if known else "TENTATIVE")
        one.add("transp", "TRANSPARENT")
        if event.disclosed:
            one.add("description", event.disclosed.say(language))
        calendar.add_component(one)
    data = calendar.to_ical()
    assert isinstance(data, bytes), "icalendar writes bytes"  # noqa: S101
    return data
