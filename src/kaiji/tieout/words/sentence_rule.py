"""Sentences against the tables of the document, and against themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.reading import Line
from kaiji.tieout.words.claim import AMOUNT, DOWN, UP, Claim, Money, Move, claims_of, money_in
from kaiji.tieout.words.row_fact import Amount, RowFact, equal_amounts, item_words, rows_of

_BARE = AMOUNT.pattern.replace("?P<currency>", "?:").replace("?P<number>", "?:").replace("?P<scale>", "?:")
TO_FROM = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b(?P<by>[^.;]{{0,60}}?)\bto\s(?P<now>{_BARE})(?P<gap>[^.;$¥€£\d]{{0,40}})"
    rf"(?:from|compared (?:to|with)|versus)\s(?:[^.;$¥€£\d]{{0,30}})?(?P<then>{_BARE})",
    re.IGNORECASE,
)
NOW_MOVE_THEN = re.compile(
    rf"(?P<now>{_BARE})(?P<gap>[^;$¥€£]{{0,45}}?),\s(?:which (?:was|is) )?(?:an?\s)?(?:(?P<up>{UP})|(?P<down>{DOWN}))\b(?P<by>[^.;]{{0,40}}?)"
    rf"(?:from|compared (?:to|with)|over|versus)\s(?:[^.;$¥€£\d]{{0,25}})?(?P<then>{_BARE})",
    re.IGNORECASE,
)
FLOW = re.compile(
    r"cash (?:flows? )?(?P<word>provided by|used in|used for|generated (?:by|from))\s(?P<kind>operating|investing|financing) activities"
    rf"[^.;$¥€£]{{0,40}}?\b(?:was|of|were|totall?ed|amounted to)\s(?P<amount>{_BARE})",
    re.IGNORECASE,
)
RESULT = re.compile(
    rf"\b(?P<item>(?:net|operating|ordinary)\s(?P<word>income|profit|loss))\s(?:(?:in|for)\s[^.;$¥€£]{{0,40}}?)?(?:was|of|totall?ed)\s(?P<amount>{_BARE})",
    re.IGNORECASE,
)
KANJI_MOVE = re.compile(
    r"(?P<item>[一-鿿ァ-ヶー]{2,20})は、?[^。]{0,40}?前(?:年同期|期|年)比(?:で)?\s?(?P<percent>\d+(?:\.\d+)?)\s?[%％]\s?の?(?P<word>増|減)"
)
COMPARED = re.compile(
    r"^(?:[^$¥€£;.(]|\.\d){0,60}?\b(?:from|compared (?:to|with)|versus)\s(?:[^$¥€£;.,(]{0,60}\sof\s)?$", re.IGNORECASE
)
LEAST_DIGITS = 3
CLOSE = 1
MOST_COLUMNS = 6
BOTH = re.compile(r"\((?:loss(?:es)?|used in|used for|expense)\)|\bor loss\b", re.IGNORECASE)


def _fits_change(row: RowFact, move: Move) -> int:
    """Give the sign of the row's change of this size, or 0 where it has none."""
    for one in row.changes:
        if one.decimals == move.decimals and abs(one.value) == move.percent and one.value:
            return 1 if one.value > 0 else -1
    plain = [one for one in row.amounts if not one.percent]
    for one, other in combinations(plain[:MOST_COLUMNS], 2):
        if not (order := row.order(one, other)):
            continue
        now, then = (one, other) if order > 0 else (other, one)
        if now.value <= 0 or then.value <= 0 or now.decimals != then.decimals or now.value == then.value:
            continue
        half = Decimal(1).scaleb(-now.decimals) / 2
        low = ((now.value - half) / (then.value + half) - 1) * 100
        high = ((now.value + half) / (then.value - half) - 1) * 100 if then.value > half else low
        room = Decimal(1).scaleb(-move.decimals) / 2
        for sign in (1, -1):
            if low - room <= sign * move.percent <= high + room and sign * (now.value - then.value) > 0:
                return sign
    return 0


@rule(
    "TIE-112",
    Severity.ERROR,
    title=Text("The direction is not the figure's", "増減の向きの誤り"),
    message=Text(
        "The sentence says “{stated}”; by the document's own figures it should be {expected} ({proof}).",
        "文では「{stated}」ですが、本書の数値によれば{expected}です（{proof}）。",
    ),
    remedy=Text(
        "Put right the word, or the figure if that is wrong.",
        "語を訂正してください（数値が誤っている場合は数値を訂正）。",
    ),
)
def direction_wrong(lines: Sequence[Line]) -> Iterator[Finding]:
    """A word of direction must fit the figures: increase, decline, up, lower, provided, used, income, loss.

    What it checks
    A percentage with a word of direction against the change of the same item in the tables; an amount “to … from …”
    against its own two values; cash provided or used, and income or loss, against the sign of the same amount in
    the tables. The percentage or amount itself must be found, with the opposite sign and nowhere with the same.

    Why it matters
    “Increase” over a falling figure says the opposite of the truth in the line that is quoted.

    How to put it right
    Look at the table that is named as proof; one of both is wrong.

    Source
    Rule of this project. Ambiguous sentences are left alone.
    """
    rows = rows_of(lines)
    up, down = Text("an increase", "増加"), Text("a decrease", "減少")
    for line in lines:
        for claim in claims_of(line):
            if claim.qualified and not claim.moves:
                continue
            for move in claim.moves:
                about = [row for row in rows if row.is_about(claim.item)]
                signs = [(sign, row) for row in about if (sign := _fits_change(row, move))]
                if not signs:
                    words = item_words(claim.text)
                    signs = [
                        (1 if one.value > 0 else -1, row)
                        for row in rows
                        if row.words and row.words <= words
                        for one in row.changes
                        if one.value and one.decimals == move.decimals and abs(one.value) == move.percent
                    ]
                if signs and all(sign != move.sign for sign, _ in signs):
                    row = signs[0][1]
                    yield direction_wrong.finding(
                        line.at(claim.start + move.start),
                        row.line.at(0),
                        severity=Severity.ERROR if move.decimals or row.is_about(claim.item) else Severity.WARN,
                        stated=f"{move.word} {move.text}",
                        expected=down if move.sign > 0 else up,
                        proof=row.line.text[:80],
                    )
            yield from _balance(claim, [row for row in rows if row.is_about(claim.item)])
        yield from _within(line)
        yield from _signs(line, rows)
        for match in KANJI_MOVE.finditer(line.text) if line.kind not in ("row", "head") else ():
            move = Move(
                Decimal(match["percent"]),
                len(match["percent"].partition(".")[2]),
                1 if match["word"] == "増" else -1,
                match["word"],
                match["percent"] + "%",
                match.start("word"),
            )
            found = [(s, row) for row in rows if row.label.strip() == match["item"] and (s := _fits_change(row, move))]
            if found and all(sign != move.sign for sign, _ in found):
                yield direction_wrong.finding(
                    line.at(match.start("word")),
                    found[0][1].line.at(0),
                    stated=match["percent"] + "%" + match["word"],
                    expected=down if move.sign > 0 else up,
                    proof=found[0][1].line.text[:80],
                )


BY = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\s(?:by\s)?$", re.IGNORECASE)


def _balance(claim: Claim, about: Sequence[RowFact]) -> Iterator[Finding]:
    """Find an amount of change whose size is the difference of a row's first two columns, and whose direction is not."""
    for money in claim.money[:1]:
        word = BY.search(claim.text, 0, money.start)
        if word is None or claim.qualified:
            continue
        signs = [(sign, row) for row in about if (sign := _difference(row, money))]
        if signs and all(sign != (1 if word["up"] else -1) for sign, _ in signs):
            yield direction_wrong.finding(
                claim.line.at(claim.start + word.start()),
                signs[0][1].line.at(0),
                stated=f"{word.group().strip()} {money.text}",
                expected=Text("a decrease", "減少") if word["up"] else Text("an increase", "増加"),
                proof=signs[0][1].line.text[:80],
            )


def _difference(row: RowFact, money: Money) -> int:
    """Give the sign of the difference of two neighbouring values of a row that is this amount, or 0."""
    plain = [one for one in row.amounts if not one.percent and (abs(one.value) >= 1000 or one.decimals)]
    if row.scale is None:
        return 0
    for one, other in combinations(plain[:MOST_COLUMNS], 2):
        if not (order := row.order(one, other)):
            continue
        now, then = (one, other) if order > 0 else (other, one)
        half = Decimal(1).scaleb(row.scale - now.decimals)
        apart = (now.value - then.value).scaleb(row.scale)
        if apart and now.value > 0 and then.value > 0 and abs(abs(apart) - money.value) <= half + money.half:
            return 1 if apart > 0 else -1
    return 0


def _within(line: Line) -> Iterator[Finding]:
    """Find directions that the two amounts of their own sentence deny."""
    if line.kind in ("row", "head"):
        return
    for pattern in (TO_FROM, NOW_MOVE_THEN):
        for match in pattern.finditer(line.text):
            now, then = money_in(match["now"])[0], money_in(match["then"])[0]
            odd = re.search(r"\bloss|\(|deficit|expense.*benefit", match.group(), re.IGNORECASE)
            sign = 1 if match["up"] else -1
            if now.currency != then.currency or money_in(match["by"] if pattern is NOW_MOVE_THEN else ""):
                continue
            if sign * (now.value - then.value) < 0 and abs(now.value - then.value) > now.half + then.half:
                yield direction_wrong.finding(
                    line.at(match.start("up") if match["up"] else match.start("down")),
                    severity=Severity.WARN if odd else Severity.ERROR,
                    stated=match["up"] or match["down"],
                    expected=Text("a decrease", "減少") if sign > 0 else Text("an increase", "増加"),
                    proof=f"{then.text} → {now.text}",
                )


def _equal(row: RowFact, money: Money) -> list[Amount]:
    return equal_amounts(row, money.value, money.half)


def _signs(line: Line, rows: Sequence[RowFact]) -> Iterator[Finding]:
    """Find provided or used, income or loss, against the sign of the same amount in the tables."""
    if line.kind in ("row", "head"):
        return
    for pattern in (FLOW, RESULT):
        for match in pattern.finditer(line.text):
            money = money_in(match["amount"])[0]
            if len(money.number.replace(",", "").replace(".", "")) < 2 or money.number.startswith("0"):
                continue
            good = match["word"].casefold() in ("provided by", "generated by", "generated from", "income", "profit")
            kind = match["kind"] if pattern is FLOW else match["item"].split()[0]
            hits: list[tuple[bool, RowFact]] = []
            for row in rows:
                label = row.label.casefold()
                if pattern is FLOW:
                    fits = kind.casefold() in label and "activit" in label and "cash" in label
                    plain_good, plain_bad = "provided" in label or "from" in label, "used" in label
                else:
                    fits = (
                        re.match(rf"{kind}\s(?:income|profit|loss)(?:\s\(loss\)|\s\(income\))?\W*$", label) is not None
                    )
                    plain_good, plain_bad = "income" in label or "profit" in label, "loss" in label
                if fits:
                    for one in _equal(row, money):
                        if plain_bad and not plain_good and one.value > 0:
                            continue  # such rows are printed without a sign, too
                        hits.append((one.value > 0, row))
            if hits and all(sign != good for sign, _ in hits):
                yield direction_wrong.finding(
                    line.at(match.start("word")),
                    hits[0][1].line.at(0),
                    severity=Severity.ERROR,
                    stated=match["word"],
                    expected=Text("the opposite", "逆"),
                    proof=hits[0][1].line.text[:80],
                )


@rule(
    "TIE-113",
    Severity.ERROR,
    title=Text("The amount is not the named item's", "項目と金額の不一致"),
    message=Text(
        "The sentence gives {stated} for “{item}”; the table says {expected}. {other}",
        "文では「{item}」が{stated}ですが、表では{expected}です。{other}",
    ),
    remedy=Text("Put right the amount, or the item's name.", "金額または項目名を訂正してください。"),
)
def amount_of_another_item(lines: Sequence[Line]) -> Iterator[Finding]:
    """An amount in a sentence is the amount of the item that the sentence names.

    What it checks
    The first amount behind the verb of a sentence against all values of the rows whose label its subject names, by
    the tables' scale and the printed precision. An error where the amount is another row's, or is a digit away from
    the row's; a warning where it is not found at all, or where the sentence may speak of something else (adjusted
    figures, forecasts).

    Why it matters
    The sentence is what is quoted; the table is what is proved.

    How to put it right
    Take the amount from the table, or name the item whose amount it is.

    Source
    Rule of this project; same-fact comparison of results releases.
    """
    rows = rows_of(lines)
    for line in lines:
        for claim in claims_of(line):
            about = [row for row in rows if row.is_about(claim.item) and row.scale is not None]
            if not about:
                continue
            behind = [one for one in claim.money if one.start >= claim.verb]
            if behind and BY.search(claim.text, 0, behind[0].start):
                yield from _difference_stated(claim, behind[0], about)
                behind = [one for one in behind[1:] if claim.text[: one.start].endswith(" to ")]
            first = behind[0] if behind else None
            if first is None or not (_direct(claim, first) or claim.text[: first.start].endswith(" to ")):
                continue
            same = [row for row in about if _equal(row, first)]
            if not same:
                yield from _mismatch(line, claim, first, about, rows)
                continue
            for other in claim.money:
                compared = other.start > first.end and COMPARED.search(claim.text[first.end : other.start])
                if compared and other.currency == first.currency and not any(_equal(row, other) for row in about):
                    yield from _mismatch(line, claim, other, about, ())
                if compared:
                    break


def _difference_stated(claim: Claim, money: Money, about: Sequence[RowFact]) -> Iterator[Finding]:
    """Find an amount of change that is no difference of the row's values, where it is a digit away from one."""
    digits = _digits(money.number)
    if claim.qualified or len(digits) < LEAST_DIGITS or any(_difference(row, money) for row in about):
        return
    for row in about:
        for now, then in combinations(row.amounts[:MOST_COLUMNS], 2):
            apart = abs(now.value - then.value)
            right = _as_printed(Amount(apart, now.decimals, False, 0, ""), row, money)
            if min(len(_digits(now.text)), len(_digits(then.text))) >= LEAST_DIGITS and (
                len(_digits(right)) == len(digits) and OSA.distance(_digits(right), digits) == CLOSE
            ):
                yield amount_of_another_item.finding(
                    claim.line.at(claim.start + money.start),
                    row.line.at(0),
                    stated=money.text,
                    item=claim.subject.strip()[:60],
                    expected=right,
                    other=Text(f"{now.text} - {then.text}", f"{now.text} - {then.text}"),
                )
                return


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdecimal())


def _direct(claim: Claim, first: Money) -> bool:
    between = claim.text[claim.verb : first.start]
    return len(between) <= 45 and not re.search(
        r"\d\s?%?.{0,3}(?:less|more)|\bby\b(?!.*\bto\b)|\bfrom\b|\bnet\b|\bexpense\b|,", between
    )


def _mismatch(
    line: Line, claim: Claim, money: Money, about: Sequence[RowFact], rows: Sequence[RowFact]
) -> Iterator[Finding]:
    digits = money.number.replace(",", "").replace(".", "")
    others = [
        row
        for row in rows
        if row.scale is not None
        and not row.words & claim.item >= row.words
        and not claim.item <= row.words | row.context
        and any(one is row.amounts[0] for one in _equal(row, money))
    ]
    expected = [_as_printed(one, row, money) for row in about for one in row.amounts[:4] if not one.percent]
    close = any(
        len(text) == len(digits) >= LEAST_DIGITS and OSA.distance(text, digits) <= CLOSE
        for text in (one.replace(",", "").replace(".", "") for one in expected)
    )
    sure = not claim.qualified and ((bool(others) and len(digits) >= LEAST_DIGITS) or close)
    yield amount_of_another_item.finding(
        line.at(claim.start + money.start),
        about[0].line.at(0),
        *(row.line.at(0) for row in others[:1]),
        severity=Severity.ERROR if sure else Severity.WARN,
        stated=money.text,
        item=claim.subject.strip()[:60],
        expected=tuple(dict.fromkeys(expected)) or ("?",),
        other=Text(
            f"{money.text} is the amount of “{others[0].label}”.", f"{money.text}は「{others[0].label}」の金額です。"
        )
        if others
        else Text("", ""),
    )


def _as_printed(one: Amount, row: RowFact, money: Money) -> str:
    """Give a row's value in the scale and precision of a sentence's amount."""
    value = abs(one.value).scaleb((row.scale or 0) - money.power)
    decimals = len(money.number.partition(".")[2])
    return f"{round(value, decimals) if decimals else value.quantize(Decimal(1)):,}"


RULES: tuple[AnyRule, ...] = (direction_wrong, amount_of_another_item)
