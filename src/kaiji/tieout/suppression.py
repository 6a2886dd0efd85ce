"""Findings that somebody lets stand, with the reason, kept in a file beside the document (``release.txt.tieout.toml``)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.tieout.proof import DocumentProof, ProofFinding, Suppression
from kaiji.tieout.proof_data import line_number
from kaiji.tieout.reading import Line
from kaiji.tieout.suppression_rule import suppression_broken, suppression_fits_nothing

SUFFIX = ".tieout.toml"
TABLE = "suppression"
DIGITS = 16
QUOTE = 80
LARGEST = 1024 * 1024
MOST = 10_000
HEAD = """# Findings of “kaiji tieout” that may stand. Each has its reason; none is forgotten: one that fits no finding any more is
# itself a finding. “digest” belongs to the text of the line, so that it holds when lines move and ends when the words change.
"""


@dataclass(frozen=True, slots=True)
class SuppressionFile:
    """What a file of suppressions says, and what is wrong with it."""

    suppressions: tuple[Suppression, ...] = ()
    findings: tuple[Finding, ...] = ()


def line_digest(line: Line) -> str:
    """Give the digest of a line's words: the same wherever in the document they stand, whatever blanks are between."""
    return digest_of(" ".join(line.text.split()).encode())[:DIGITS]


def read_suppressions(data: bytes, name: str) -> SuppressionFile:
    """Read the file of suppressions beside a document; what is no suppression is a finding.

    Args:
        data: the whole file, TOML with tables ``[[suppression]]``: ``code``, ``reason`` and ``digest`` or ``quote``
            are compulsory, ``by`` and ``date`` tell who and when.
        name: its name, for the places.
    """
    source = Source(name, digest_of(data))
    if len(data) > LARGEST:
        return SuppressionFile((), tuple(suppression_broken(source, "size")))
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return SuppressionFile((), tuple(suppression_broken(source, "toml")))
    listed = content.pop(TABLE, [])
    if content or not isinstance(listed, list) or len(listed) > MOST:
        return SuppressionFile((), tuple(suppression_broken(source, "toml")))
    found: list[Suppression] = []
    findings: list[Finding] = []
    for number, one in enumerate(listed, 1):
        place = source.at(record=f"[[{TABLE}]] {number}")
        made = _suppression(one, place) if isinstance(one, dict) else None
        if made is None:
            findings += suppression_broken(place, "toml")
        elif broken := _lacking(made):
            findings += suppression_broken(place, broken)
        else:
            found.append(made)
    return SuppressionFile(tuple(found), tuple(findings))


def suppress(proof: DocumentProof, suppressions: Iterable[Suppression]) -> DocumentProof:
    """Mark the findings that somebody lets stand; a suppression that fits none is a finding at the end.

    A suppression fits a finding of its rule whose first place stands in the line of its digest, and holds its quote.
    What stands in no line (a file that could not be read) can not be suppressed.
    """
    waiting = list(suppressions)
    if not waiting:
        return proof
    by_code: dict[str, list[Suppression]] = {}
    for one in waiting:
        by_code.setdefault(one.code, []).append(one)
    used: set[int] = set()
    findings = []
    for found in proof.findings:
        kept = next((one for one in by_code.get(found.finding.code, ()) if _fits(proof, found, one)), None)
        if kept is not None:
            used.add(id(kept))
        findings.append(replace(found, suppression=kept))
    left = [one for one in waiting if id(one) not in used]
    findings += [ProofFinding(finding, root=finding.code) for finding in suppression_fits_nothing(left)]
    return replace(proof, findings=tuple(findings))


def suppression_for(found: ProofFinding, proof: DocumentProof, reason: str, by: str, day: date) -> Suppression | None:
    """Make the suppression of a finding; None where it stands in no line.

    Raises:
        ValueError: without a reason (misuse).
    """
    if not reason.strip():
        raise ValueError("a suppression needs a reason")
    if not found.places:
        return None
    line = proof.lines[found.places[0].spot.line]
    quote = " ".join(line.text.split())[:QUOTE]
    return Suppression(found.finding.code, line_digest(line), quote, reason.strip(), by.strip(), day.isoformat())


def as_toml(suppressions: Sequence[Suppression], *, head: bool) -> str:
    """Write suppressions as TOML, to be put at the end of the file.

    Args:
        suppressions: in the order of writing.
        head: whether the file begins here, and so says what it is for.
    """
    return (HEAD if head else "") + "".join(_table(one) for one in suppressions)


def _table(one: Suppression) -> str:
    values: Mapping[str, str] = {
        "code": one.code,
        "digest": one.digest,
        "quote": one.quote,
        "reason": one.reason,
        "by": one.by,
        "date": one.day,
    }
    # A JSON text is a TOML text too, but for the character that JSON leaves as it is.
    rows = (f"{key} = {_toml(value)}\n" for key, value in values.items() if value)
    return f"\n[[{TABLE}]]\n{''.join(rows)}"


def _toml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _suppression(one: Mapping[str, object], place: Source) -> Suppression | None:
    known = {"code", "digest", "quote", "reason", "by", "date"}
    if not set(one) <= known:
        return None
    texts = {key: value.isoformat() if isinstance(value, date) else value for key, value in one.items()}
    if not all(isinstance(value, str) for value in texts.values()):
        return None
    said = {key: " ".join(str(texts.get(key, "")).split()) for key in known}
    return Suppression(
        said["code"], said["digest"], said["quote"], said["reason"], said["by"], said["date"], source=place
    )


def _lacking(one: Suppression) -> str:
    """Tell what a suppression does not say, in the words of the rule; nothing where all is said."""
    if not one.code:
        return "code"
    if not one.reason:
        return "reason"
    return "" if one.digest or one.quote else "place"


def _fits(proof: DocumentProof, found: ProofFinding, one: Suppression) -> bool:
    if not found.places:
        return False
    line = proof.lines[found.places[0].spot.line]
    return one.digest in ("", line_digest(line)) and one.quote in " ".join(line.text.split())


def fitting(proof: DocumentProof, code: str, line: int) -> Iterator[ProofFinding]:
    """Give the findings of a rule whose first place stands in a line of the file, or of the text as it is read."""
    for found in proof.standing:
        if found.finding.code == code and found.places and line == line_number(proof, found.places[0].spot):
            yield found
