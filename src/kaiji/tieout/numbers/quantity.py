"""Numbers in cells and sentences, with the unit that is written at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kaiji.tieout.numbers.unit import CODE, COUNT, CURRENCY, MONEY, PER_SHARE, PERCENT, POINTS, SHARES, Unit
from kaiji.tieout.token import Token, tokens_of

MOST_DIGITS = 30
_WIDE = str.maketrans("０１２３４５６７８９，．％（）＋－−–—△▲￥＄\u00a0\u3000", "0123456789,.%()+----△▲¥$  ")
DASHES = re.compile(r"^[\s(]*(?:[-‐‑‒–—―−ー－]{1,3}|n/?[am]\.?|N/?[AM]\.?|nm|NM|nil|Nil|\*+|該当なし|なし|－)[\s)%]*$")
_MONEY_SIGN = (
    r"(?:US\$|NT\$|C\$|A\$|HK\$|NZ\$|S\$|JPY|USD|EUR|GBP|CNY|RMB|KRW|CHF|SEK|NOK|DKK|PLN|ZAR|INR|Rs\.|[$¥€£₩₹])"
)
CELL = re.compile(
    rf"""^\s*(?P<lead>[(\[]?\s*)(?P<sign1>[-△▲+]?)\s*(?P<money>{_MONEY_SIGN})?\s*(?P<open>\(?)\s*(?P<sign2>[-△▲+]?)\s*
    (?P<body>\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*
    (?P<unit>%|％|bps|bp|basis\ points?|percentage\ points?|ppts?|pts?|pp|points?|p\.p\.|x|倍|ポイント|
       (?:thousand|million|billion|trillion)?\s*(?:yen|shares|dollars|ADSs)|(?:thousand|million|billion|trillion)|
       [KMB](?![A-Za-z])|千円|百万円|億円|兆円|円|株|千株|百万株|名|社|[A-Za-z]{{1,6}}(?:/s)?)?\s*(?P<close>[)\]]?)\s*(?P<unit2>[%％]?)\s*(?P<close2>\)?)
    \s*(?P<mark>(?:\(\d{{1,2}}\)|\([a-z]\)|\*{{1,3}}|[¹²³⁴-⁹]+|†|‡|\[\d{{1,2}}\])?)\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
SUFFIX_SCALE = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6, "b": 9, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
    "千円": 3, "百万円": 6, "億円": 8, "兆円": 12, "千株": 3, "百万株": 6,
}  # fmt: skip
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々〆]")
BEHIND = re.compile(
    r"\s?(?P<scale>thousand|million|billion|trillion|百万|千|億|兆)?\s?(?P<unit>yen\b|円|米ドル|ドル|US\s?dollars?|dollars?\b|euros?\b|株(?!主|式)|"
    r"(?:(?!per\b|an?\b|for\b|of\b|and\b|in\b)\w+\s){0,2}shares?\b|ADSs?\b|basis points?|bps\b|"
    r"cents?\b|percentage points?|points?\b|ポイント|倍)?"
    r"(?P<per>\s?[/／]\s?(?:1\s?)?(?:株|口|share\b|unit\b)|\s?(?:per|a|an|for each|for every)\s(?:\w+\s){0,2}(?:share|ADS|ADR|unit)\b)?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:\b(?:approximately|about|around|roughly|nearly|almost|some|over|more than|less than|at least|up to|under|exceed(?:ed|ing|s)?|"
    r"above|below|between|c\.|ca\.|circa|as many as|in excess of|an estimated)|約|およそ)\s*(?:[$¥€£]|JPY|US\$)?\s*[(]?$",
    re.IGNORECASE,
)
PERIOD_COUNT = re.compile(
    r"^[\s-]{0,2}(?:months?|years?(?![\s-](?:on|over)[\s-]year)|quarters?|days?|weeks?|hours?|か月|ヶ月|カ月|年|日|四半期|月)\b|^(?:か月|ヶ月|カ月|年|日間|四半期|月期)",
    re.IGNORECASE,
)
SHARES_BEFORE = re.compile(
    r"\b(?:number of|total) (?:\w+ ){0,4}shares?\b[^.;]{0,30}$|株式数[^。]{0,20}$", re.IGNORECASE
)
HEADING = re.compile(r"\s?[(（]?\s?\d{1,2}\s?[)）]?\s?[.．]?\s?[【\u3040-\u30ff\u3400-\u9fff]")
ONE_UNIT = re.compile(
    r"(?:yen|JPY|¥|円|\d)\s*(?:=|＝|\bto(?: the)?\b|\bper\b|\bfor\b|\bequals?\b)\s*(?:US)?\$?\s*$", re.IGNORECASE
)
# Numbers that name a company, an office or a line: they count nothing.
COMPANY_CODE = re.compile(
    r"(?:\b(?:stock|securities|security|company|issue|tse|ticker)\s+code(?:\s+(?:number|no\.?))?|\bcode\s+(?:number|no\.?)|\bsecurities no\.?|"
    r"証券コード|コード番号|(?:銘柄)?コード)\s*[:：]?\s*$|(?:\bTSE|\bTokyo Stock Exchange[^:：.;]{0,30})\s*[:：]\s*$|"
    r"(?:\bTEL|\bphone|\btelephone|\bfax|電話(?:番号)?)\.?\s*(?:number\s*)?[:：.]?\s*(?:\(?\+?\d*\)?[\s-]*)?\(?$",
    re.IGNORECASE,
)
# "45円00銭": one amount per share.
SEN = re.compile(r"(?P<sign>[-△▲]?)\s?(?P<yen>\d{1,3}(?:,\d{3})*|\d+)円\s?(?P<sen>\d{2})銭")
LONGEST_MARK, LONGEST_PAGE, SHORTEST_CODE = 2, 4, 4
MEASURED = re.compile(
    r"\s?(?:%|％|percent|per cent|thousand|million|billion|trillion|basis|bps|points?\b)", re.IGNORECASE
)
HOUR = re.compile(r"\s?[ap]\.?m\b", re.IGNORECASE)
PAGE_BEFORE = re.compile(r"\b(?:page|note|notes|footnote)\s(?:\d{1,3}\sof\s)?$", re.IGNORECASE)
SPLIT = re.compile(r"#-for-\d|-for-#", re.IGNORECASE)
CODE_BEFORE = re.compile(
    r"(?:\b(?:ID|PIN|passcode|access code|conference code|replay code|confirmation(?: code)?)\b|#)(?:\s(?:number|is))*\s?[:#]?\s*$",
    re.IGNORECASE,
)
# "£312.8m", "SEK 295m", "$4.2bn": a scale right at the number, taken for one where a currency stands before it, if it is a single letter.
WRITTEN = re.compile(
    rf"(?P<money>{_MONEY_SIGN}\s?[-(]?)?(?<![\w.,])(?P<body>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<close>\))?"
    r"(?P<gap>\s?)(?P<scale>mln|mn|bn|mill|mio|MM|m|M|k|K|B|b)\b(?!\.?\w)"
)
AT_NUMBER = {"mln": 6, "mn": 6, "mill": 6, "mio": 6, "mm": 6, "m": 6, "bn": 9, "b": 9, "k": 3}
# "MSEK 8,350", "SEK m 295", "SEKm 295", "TEUR 1,234", "SEK k 12".
FRONT = re.compile(rf"\b(?:(?P<first>[MTKk])(?P<code>{CODE})|(?P<code2>{CODE})\s?(?P<last>mn|m|M|k|K|bn))\s?[-(]?$")
# "0.82p": of a British share.
PENCE = re.compile(r"(\d+(?:\.\d+)?)p")
EACH = re.compile(r"\bper (?:\w+ ){0,2}share\b|\bEPS\b|\bdividends?\b", re.IGNORECASE)
# "124億69百万円", "1兆2,345億円": one amount.
COMPOUND = re.compile(r"(?P<high>\d[\d,]{0,12})\s?(?P<of>兆|億)\s?(?P<low>\d[\d,]{0,6})\s?(?P<unit>億|百万|千万|万)円")
KANJI_POWERS = {"兆": 12, "億": 8, "千万": 7, "百万": 6, "万": 4}
SIGNS_OF_LESS = "-△▲"
_MONEY_BEFORE = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit in a text.

    Args:
        start: offset of its first character.
        end: offset behind its last.
        printed: signed, as printed, without its scale.
        places: printed decimals.
        unit: as far as it is written at the number.
        about: whether a word before it says that it is not exact.
        signed: whether it carries a sign.
    """

    start: int
    end: int
    printed: Fraction
    places: int
    unit: Unit
    about: bool = False
    signed: bool = False


def is_dash(text: str) -> bool:
    """Tell whether a cell says that there is no amount."""
    return bool(DASHES.match(text)) and not text.isspace()


@lru_cache(maxsize=16_384)
def quantity_of(text: str) -> Quantity | None:
    """Give the number that a cell is, or None where it is none or more than one."""
    plain = text.translate(_WIDE)
    if len(plain) > 80 or not any(one.isdigit() for one in plain):
        return None
    if sen := SEN.fullmatch(plain.strip(" ()")):
        return _of_sen(sen, len(plain) - len(plain.lstrip(" (")))
    match = CELL.match(plain)
    if match is None or len(match["body"]) > MOST_DIGITS:
        return None
    body = match["body"].replace(",", "")
    parentheses = "(" in match["lead"] + match["open"]
    if parentheses and not (match["close"] or match["close2"]) and not match["unit2"]:
        parentheses = "(" in match["lead"]
    signed = parentheses or bool(match["sign1"] or match["sign2"])
    less = parentheses or any(one in SIGNS_OF_LESS for one in match["sign1"] + match["sign2"])
    value = Fraction(body)
    unit = _suffix((match["unit"] or "") or match["unit2"], match["money"] or "")
    if unit is None:
        return None
    start = match.start("lead") if match["lead"].strip() else _first(match, "sign1", "money", "open", "sign2", "body")
    end = max(match.end(name) for name in ("body", "unit", "close", "unit2", "close2") if match[name])
    return Quantity(start, end, -value if less else value, len(body.partition(".")[2]), unit, False, signed)


def _of_sen(match: re.Match[str], by: int) -> Quantity:
    """Give the amount per share that is printed in yen and sen."""
    value = Fraction(f"{match['yen'].replace(',', '')}.{match['sen']}")
    start, end = match.start() + by, match.end() + by
    return Quantity(
        start, end, -value if match["sign"] else value, 2, Unit(PER_SHARE, "JPY", 0), False, bool(match["sign"])
    )


def _first(match: re.Match[str], *names: str) -> int:
    return min(match.start(name) for name in names if match[name])


def _suffix(word: str, money: str) -> Unit | None:
    currency = next((code for code, pattern in CURRENCY if money and pattern.search(money)), "")
    plain = word.strip().casefold()
    if plain in ("%", "％"):
        return Unit(PERCENT, "", 0)
    if plain.startswith(("bp", "basis", "percentage", "pp", "pt", "point", "p.p", "ポイント")):
        return Unit(POINTS, "", 0)
    first = plain.split()[0] if plain else ""
    scale = SUFFIX_SCALE.get(first)
    if plain == "p":
        return Unit(PER_SHARE, "GBP", -2)
    if "share" in plain or "株" in plain or "ads" in plain:
        return Unit(SHARES, "", scale or 0)
    if "yen" in plain or "円" in plain or "dollar" in plain:
        return Unit(MONEY, "JPY" if "yen" in plain or "円" in plain else "USD", scale or 0)
    if currency:
        return Unit(MONEY, currency, scale)
    if scale is not None:
        return Unit("", "", scale)
    return Unit(COUNT if plain else "", "", 0 if plain else None)


def quantities_in(text: str) -> Iterator[Quantity]:
    """Give the numbers of a sentence that count something, in order; dates, years, labels and lengths of time are left out."""
    yield from sorted(_quantities_in(text), key=lambda one: one.start)


def _quantities_in(text: str) -> Iterator[Quantity]:
    plain = text.replace("\\$", " $").translate(_WIDE)
    plain, written = _without_scales(plain)
    tokens: tuple[Token, ...] = tokens_of(plain)
    if CJK.search(plain):
        masked = plain
        for token in tokens:
            if token.kind == "date":
                masked = masked[: token.start] + " " * (token.end - token.start) + masked[token.end :]
        masked = re.sub(
            r"\d+(?=\s?(?:年|月|日|回|号|条|項|期|番))|(?<![\d,.])\d+(?=\s?(?:株(?:当|につき|に対(?!する))|口(?:当|につき)))",
            lambda one: " " * len(one.group()),
            masked,
        )
        for pattern, amount in (
            (SEN, lambda match: _of_sen(match, 0)),
            (COMPOUND, lambda match: _compound(match, plain)),
        ):
            yield from map(amount, pattern.finditer(masked))
            masked = pattern.sub(lambda one: " " * len(one.group()), masked)
        tokens = tokens_of(CJK.sub(" ", masked))
    for token in tokens:
        if (
            token.kind == "label"
            and (pence := PENCE.fullmatch(token.text))
            and EACH.search(plain[: token.end + 40], max(0, token.start - 90))
        ):
            unit = Unit(PER_SHARE, "GBP", -2)
            yield Quantity(token.start, token.end, Fraction(pence[1]), len(pence[1].partition(".")[2]), unit)
            continue
        if token.kind not in ("number", "percent") or token.value is None:
            continue
        behind = plain[token.end : token.end + 60]
        if _is_part(token, plain, behind):
            continue
        if token.value == 1 and ONE_UNIT.search(plain[max(0, token.start - 40) : token.start]):
            continue  # the unit of a rate: JPY 106.17 per US$1.00
        if (
            token.kind == "number"
            and not token.unit
            and COMPANY_CODE.search(plain[max(0, token.start - 60) : token.start])
        ):
            continue
        if token.kind == "number" and not token.unit and (PERIOD_COUNT.match(behind) or is_mark(token, plain)):
            continue
        quantity = _quantity(token, token.value, plain, behind)
        yield _scaled(quantity, token, plain, written) if token.kind == "number" else quantity


def _without_scales(plain: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """Give a text with blanks for the letters of scales right at its numbers, and by the ends of those numbers where the
    letters end and the power of ten.
    """
    written: dict[int, tuple[int, int]] = {}
    money = False
    for match in WRITTEN.finditer(plain):
        money = money or bool(match["money"])
        if money or match["scale"] in ("mln", "mn", "bn", "mill", "mio"):
            written[match.end("body")] = (match.end(), AT_NUMBER[match["scale"].casefold()])
    for start, (end, _) in written.items():
        plain = plain[:start] + plain[start:end].translate(_LETTERS) + plain[end:]
    return plain, written


_LETTERS = {ord(one): " " for one in "mlnbiokMKB"}


def _scaled(found: Quantity, token: Token, plain: str, written: dict[int, tuple[int, int]]) -> Quantity:
    """Give a number the scale that a letter behind it, or before it at its currency, tells."""
    scale, end, currency = found.unit.scale or 0, found.end, found.unit.currency
    body = next((at for at in range(token.start, token.end) if plain[at].isdigit()), token.start)
    closed = token.end - 1 if plain[token.end - 1] == ")" else token.end
    if not scale and (behind := written.get(closed) or written.get(token.end)):
        end, scale = max(end, behind[0]), behind[1]
    elif not scale and (front := FRONT.search(plain, max(0, body - 12), body)):
        word = (front["first"] or front["last"]).casefold()
        scale = 3 if word in ("t", "k") else 9 if word == "bn" else 6
        currency = currency or front["code"] or front["code2"]
    else:
        return found
    kind = (
        MONEY
        if currency and found.unit.kind in ("", COUNT, MONEY)
        else ""
        if found.unit.kind == COUNT
        else found.unit.kind
    )
    return replace(found, end=end, unit=Unit(kind, currency, scale))


def _is_part(token: Token, plain: str, behind: str) -> bool:
    """Tell whether a token is half of a number with a decimal comma, or the number of a form as in *6-K*."""
    if re.match(r",\d{1,2}(?!\d)", behind) or (token.start > 1 and re.search(r"\d,$", plain[: token.start][-2:])):
        return True
    return token.kind == "number" and re.match(r"-[A-Z]\b", behind) is not None


def _compound(match: re.Match[str], plain: str) -> Quantity:
    """Give the one amount that two numbers with two powers of ten make."""
    high, low = (int(match[name].replace(",", "")) for name in ("high", "low"))
    scale = KANJI_POWERS[match["unit"]]
    value = high * 10 ** (KANJI_POWERS[match["of"]] - scale) + low
    before = plain[max(0, match.start() - 40) : match.start()]
    less = before.rstrip()[-1:] in SIGNS_OF_LESS and bool(before.rstrip())
    unit = Unit(MONEY, "JPY", scale)
    return Quantity(
        match.start(),
        match.end("unit"),
        Fraction(-value if less else value),
        0,
        unit,
        bool(BEFORE.search(before)),
        less,
    )


def is_mark(token: Token, text: str) -> bool:
    """Tell whether a number counts nothing: the mark of an item or a note, a page, a telephone number, an hour, a code."""
    before, behind = text[max(0, token.start - 30) : token.start], text[token.end : token.end + 16]
    plain = token.text.strip("()")
    if not plain.isdigit():
        return False
    if len(plain) <= LONGEST_MARK and token.start <= LONGEST_MARK and HEADING.match(text):
        return True
    if len(plain) <= LONGEST_MARK:
        if token.text.startswith("(") and not MEASURED.match(behind):
            return True
        listed = behind[:1] == ")" and text.rfind("(", 0, token.start) <= text.rfind(")", 0, token.start)
        if listed or HOUR.match(behind) or (behind[:1] == ")" and before[-1:] == "("):
            return True
    if plain == text.strip() or PAGE_BEFORE.search(before) or SPLIT.search(before[-5:] + "#" + behind):
        return len(plain) <= LONGEST_PAGE
    if token.text.startswith("(") and re.match(r"\s?\d{3}[-. ]\d{4}", behind):
        return True
    return len(plain) >= SHORTEST_CODE and bool(CODE_BEFORE.search(before))


def _quantity(token: Token, printed: Decimal, text: str, behind: str) -> Quantity:
    body = re.sub(
        r"^\W*Rs\.\s?|[^\d.]",
        "",
        re.split(r"\s?(?:thousand|million|billion|trillion|lakh|crore|percent|per cent)", token.text)[0],
    )
    places = len(body.partition(".")[2].rstrip("."))
    before = text[max(0, token.start - 40) : token.start]
    about = bool(BEFORE.search(before))
    triangle = before.rstrip()[-1:] in ("△", "▲")
    aside = token.text.startswith("(") and bool(CJK.search(before[-12:]))
    # In a Japanese sentence parentheses hold an aside; what is less has a triangle.
    value = (abs(Fraction(printed)) if aside else Fraction(printed)) * (-1 if triangle else 1)
    signed = value < 0 or (token.text.startswith(("(", "-", "+")) and not aside)
    if token.kind == "percent":
        kind = POINTS if "point" in token.text else PERCENT
        return Quantity(token.start, token.end, value, places, Unit(kind, "", 0), about, signed)
    match = BEHIND.match(behind)
    scale, currency, end = token.scale, token.unit, token.end
    if not currency and token.text.startswith("(") and before.rstrip()[-1:] in _MONEY_BEFORE:
        currency = _MONEY_BEFORE[before.rstrip()[-1:]]  # "$(15.9) million": the sign stands before the parenthesis
    kind = MONEY if currency else ""
    if match is not None:
        word = (match["unit"] or "").casefold()
        if match["scale"] and not scale:
            scale = {"百万": 6, "千": 3, "億": 8, "兆": 12}.get(match["scale"]) or SUFFIX_SCALE[
                match["scale"].casefold()
            ]
        if word and not currency:
            if "share" in word or word.startswith("ads") or "株" in word:
                kind = SHARES
            elif word.startswith(("basis", "bps", "percentage", "point", "ポイント")):
                kind = POINTS
                scale = -2 if word.startswith(("basis", "bps")) else scale  # a hundredth of a percentage point
            elif word.startswith("cent"):
                each = match["per"] is not None or EACH.search(text, max(0, token.start - 90), token.end + 40)
                kind, scale = (PER_SHARE, -2) if each else (kind, scale)
            elif word != "倍":
                kind, currency = MONEY, "JPY" if word in ("yen", "円") else "EUR" if word.startswith("euro") else "USD"
        if kind == MONEY and match["per"] is not None:
            kind = PER_SHARE
    if not kind and not scale and SHARES_BEFORE.search(before):
        kind = SHARES
    return Quantity(
        token.start, end, value, places, Unit(kind or (COUNT if not scale else ""), currency, scale), about, signed
    )
