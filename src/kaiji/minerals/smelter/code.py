"""Ids of smelters as suppliers type them: repaired where one form is meant, nothing where it is rubbish."""

from __future__ import annotations

import re

LONGEST = 40
PRESENT = re.compile(r"C[IL1]D([0-9O]{1,6})")
BARE = re.compile(r"[0-9]{3,6}")
OLD = re.compile(r"([1-9])([A-Z]{3})([0-9O]{1,3})")
NOISE = re.compile(r"[^0-9A-Z]+")


def repaired(text: str) -> str:
    """Give an id in its full form (``CID`` and six digits, or the form before 3.0), or nothing.

    Blanks, strokes and leading noughts may be missing, ``O`` may stand for a nought: ``cid 1234``, ``001234`` and
    ``CID-001234`` are all ``CID001234``. Anything else (``Not Listed``, a telephone number) is no id.
    """
    plain = NOISE.sub("", text[:LONGEST].upper())
    if match := PRESENT.fullmatch(plain):
        return _present(match[1].replace("O", "0"))
    if match := OLD.fullmatch(plain):
        return f"{match[1]}{match[2]}{match[3].replace('O', '0'):0>3}"
    if BARE.fullmatch(plain):
        return _present(plain)
    return ""


def _present(digits: str) -> str:
    return f"CID{digits:0>6}" if digits.strip("0") else ""
