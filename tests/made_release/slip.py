"""How single tokens go wrong: digits, signs, powers of ten, stale figures, other words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from random import Random

from made_release.sheet import Token

Slip = Callable[[Random, Token], str | None]


def other_digit(random: Random, token: Token) -> str | None:
    """Change a digit; the last ones of long numbers are left alone, where rounding may allow the change."""
    text = token.text
    at = [index for index, letter in enumerate(text) if letter.isdigit()]
    at = at[:-2] if len(at) > 3 else at[:-1] or at
    index = random.choice(at)
    digit = random.choice([d for d in "123456789" if d != text[index]])
    return text[:index] + digit + text[index + 1 :]


def transposed(random: Random, token: Token) -> str | None:
    """Let two neighbouring digits change places."""
    text = token.text
    at = [index for index, letter in enumerate(text) if letter.isdigit()]
    if len(at) < 3:
        return None
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(at[: -1 if len(at) > 3 else None])
        if text[a] != text[b] and (text[b] != "0" or a != at[0])
    ]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]


def factor(random: Random, token: Token) -> str | None:
    """Move the point by one place."""
    found = re.fullmatch(r"([(△-]*)([\d,]+)(\.\d+)?(\)?)", token.text)
    if not found or not found[2].replace(",", "").strip("0") or "," in re.sub(r",\d{3}", "", found[2]):
        return None
    places = len(found[3] or ".") - 1
    digits = (found[2].replace(",", "") + (found[3] or "").lstrip(".")) + "0"
    value = int(digits) / 10**places
    return f"{found[1]}{value:,.{places}f}{found[4]}"


def unsigned(random: Random, token: Token) -> str | None:
    """Drop a minus, brackets or a triangle."""
    bare = token.text.strip("-△")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return bare if bare != token.text else None


def stale(random: Random, token: Token) -> str | None:
    """Say what the token would have said of another period, day, item or name."""
    return token.wrong or None


def misspelt(random: Random, token: Token) -> str | None:
    """Let two letters of the first word change places, or double or drop one."""
    word = token.text.split(" ")[0]
    if len(word) < 5:
        return None
    index = random.randrange(1, len(word) - 2)
    if word[index] == word[index + 1]:
        return None
    return token.text[:index] + token.text[index + 1] + token.text[index] + token.text[index + 2 :]


def other_code(random: Random, token: Token) -> str | None:
    """Let the last two signs of a code change places."""
    text = token.text
    return text[:-2] + text[-1] + text[-2] if text[-1] != text[-2] else None


def other_address(random: Random, token: Token) -> str | None:
    """Change a digit or two letters of an address."""
    at = [index for index, letter in enumerate(token.text) if letter.isdigit()]
    if not at:
        return misspelt(random, token)
    index = random.choice(at)
    return (
        token.text[:index] + random.choice([d for d in "123456789" if d != token.text[index]]) + token.text[index + 1 :]
    )


def holding(random: Random, token: Token) -> str | None:
    """Leave a placeholder where the figure should be."""
    return random.choice(("xxx", "[●]", "TBD", "XX,XXX", "___", "[ ]"))


def nothing(random: Random, token: Token) -> str | None:
    """Leave the cell empty."""
    return ""
