"""Items of a form that are answered with yes or none, and one of them not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line
from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.words", "terms.toml")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_MARK = (
    rf"(?P<open>[(（]?)(?P<number>\d{{1,2}}|[a-h]|[ivx]{{1,4}}|[{_CIRCLED}])(?P<close>[)）.．]|(?<=[{_CIRCLED}]))\s?"
)
MARK = re.compile(rf"(?:^|(?<=\s)){_MARK}(?=\S)(?!\d)")
ANSWERED = re.compile(
    rf"[:：]\s*(?P<answer>{'|'.join(_TERMS['answer'])})\s*[.。]?(?=\s*$|\s+[(（]?(?:\d|[a-h]\)|[{_CIRCLED}]))",
    re.IGNORECASE,
)
BEHIND_ITEM = re.compile(rf"[:：]\s*(?:{'|'.join(_TERMS['answer'])})?\s*[.。]?\s$", re.IGNORECASE)
UNANSWERED = re.compile(r"[:：]\s*$")
NOTE = re.compile(r"[(（※*]|note", re.IGNORECASE)
NEAR = 6
LEAST_ANSWERED = 2
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: its line and offset, the style of its mark, its number, whether it asks and is answered."""

    line: int
    start: int
    style: str
    number: int
    text: str
    answered: bool
    blank: bool


@rule(
    "TIE-138",
    Severity.ERROR,
    title=Text("An item is not answered", "回答の空欄"),
    message=Text(
        "“{stated}” has no answer, where the items beside it say yes or none.",
        "「{stated}」に回答がありません。前後の項目には「有」「無」等の回答があります。",
    ),
    remedy=Text("Write the answer, or “not applicable”.", "回答（該当がなければ「該当なし」）を記入してください。"),
)
def answer_blank(lines: Sequence[Line]) -> Iterator[Finding]:
    """Every item of a form has its answer.

    What it checks
    Numbered items that end with a colon among others, near by, that answer with *yes*, *none*, *not applicable*, 有 or 無. An item
    that only opens a list of its own, as its marks show, is left alone.

    Why it matters
    The summary form of an exchange asks; an answer left out is a form that was not finished.

    How to put it right
    Write the answer.

    Source
    Rule of this project.
    """
    items = [one for number, line in enumerate(lines) for one in _items(number, line)]
    for at, one in enumerate(items):
        if not one.blank:
            continue
        near = [other for other in items[max(0, at - NEAR) : at + NEAR + 1] if other.answered]
        if len(near) >= LEAST_ANSWERED and _closed(lines, items, at):
            yield answer_blank.finding(lines[one.line].at(one.start), stated=one.text)


def _items(number: int, line: Line) -> Iterator[Item]:
    """Give the numbered items of a line."""
    if len(line.text) > LONGEST or line.kind == "head":
        return
    marks = list(MARK.finditer(line.text))
    if not marks or marks[0].start():
        return
    # Several items of one line: each begins behind the answer, or the colon, of the one before.
    marks = [one for one in marks if not one.start() or BEHIND_ITEM.search(line.text, 0, one.start())]
    for match, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(line.text)
        text = line.text[match.start() : end].rstrip()
        style = match["open"] + _style(match["number"]) + match["close"]
        answered = ANSWERED.search(line.text, match.end(), end) is not None
        blank = not answered and UNANSWERED.search(text) is not None
        yield Item(number, match.start(), style, _number(match["number"]), text, answered, blank)


def _style(number: str) -> str:
    if number.isdigit() and number not in _CIRCLED:
        return "1"
    return "①" if number in _CIRCLED else "i" if number in _ROMAN else "a"


def _number(number: str) -> int:
    if number in _CIRCLED:
        return _CIRCLED.index(number) + 1
    if number.isdigit():
        return int(number)
    return _ROMAN.index(number) + 1 if number in _ROMAN else ord(number[0]) - ord("a") + 1


def _closed(lines: Sequence[Line], items: Sequence[Item], at: int) -> bool:
    """Tell whether what follows an item is not its answer: the next item of its list, or of a list that it stands in."""
    one = items[at]
    following = items[at + 1] if at + 1 < len(items) else None
    last = following.line if following else min(len(lines), one.line + 2)
    between = [line.text for line in lines[one.line + 1 : last] if line.text.strip()]
    if any(not NOTE.match(text) for text in between):
        return False
    if following is None:
        return one.line + 1 >= len(lines)
    if following.style == one.style:
        return following.number == one.number + 1
    outer = [other for other in items[:at] if other.style == following.style]
    return bool(outer) and following.number == outer[-1].number + 1


RULES: tuple[AnyRule, ...] = (answer_blank,)
