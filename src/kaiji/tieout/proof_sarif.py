"""A proof as SARIF 2.1.0, for editors, code hosts and other programs that show findings in their lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kaiji.core.rule import AnyRule, Catalogue
from kaiji.core.source import digest_of
from kaiji.core.text import Language
from kaiji.core.version import VERSION
from kaiji.tieout.proof import BesidePlace, DocumentProof, ProofFinding, ProofPlace, Spot

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")  # RFC 3986, section 2.3
LEVELS = {"error": "error", "warn": "warning", "info": "note"}


def proofs_as_sarif(
    proofs: Sequence[tuple[DocumentProof, Sequence[str]]],
    rules: Catalogue,
    language: Language = "en",
    paths: Sequence[str] = (),
) -> dict[str, Any]:
    """Give proofs as one SARIF log with one run.

    Args:
        proofs: each with the raw lines of its file, for the columns; no lines where the file is not plain text.
        rules: for the words of the findings.
        language: of the messages.
        paths: of the files, from where the log is read (a code host: from the root of the repository), with ``/`` between
            their parts; without, their names stand alone.

    Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
    """
    others = {name: at for at, name in enumerate(_names([proof for proof, _ in proofs])) if at >= len(proofs)}
    named = [*(paths or [proof.name for proof, _ in proofs]), *others]
    codes = sorted({one.finding.code for proof, _ in proofs for one in proof.findings})
    index = {code: at for at, code in enumerate(codes)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Kaiji",
                        "version": VERSION,
                        "language": language,
                        "rules": [_rule(rules[code], language) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": _location(name)} for name in named],
                "results": [
                    one
                    for at, (proof, raw) in enumerate(proofs)
                    for one in _results(_File(proof, raw, at, named[at], others), rules, index, language)
                ],
                "properties": {"certificates": {proof.name: proof.certificate for proof, _ in proofs}},
            }
        ],
    }


class _File:
    """One document beside the raw lines of its file."""

    def __init__(
        self, proof: DocumentProof, raw: Sequence[str], number: int, path: str, others: Mapping[str, int]
    ) -> None:
        self.proof, self.raw, self.number, self.path, self.others = proof, raw, number, path, others

    def whole(self) -> dict[str, Any]:
        """Give the place of what stands in no line: the file, at its first line for hosts that show nothing without."""
        artifact = {**_location(self.path), "index": self.number}
        return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}}}

    def beside(self, other: BesidePlace) -> dict[str, Any]:
        """Give a place in another file."""
        file, place = other.source.file, other.source.place
        physical: dict[str, Any] = {"artifactLocation": {**_location(file), "index": self.others[file]}}
        if place.line:
            physical["region"] = {"startLine": place.line, "snippet": {"text": other.quote}}
        found: dict[str, Any] = {"physicalLocation": physical}
        path = ", ".join(part for part in (f"page {place.page}" if place.page else "", place.element) if part)
        if path:
            found["logicalLocations"] = [{"fullyQualifiedName": path}]
        return found

    def location(self, placed: ProofPlace | Spot) -> dict[str, Any]:
        spot = placed.spot if isinstance(placed, ProofPlace) else placed
        place = self.proof.source(spot).place
        physical: dict[str, Any] = {"artifactLocation": {**_location(self.path), "index": self.number}}
        if place.line:
            physical["region"] = {**self._region(spot), "snippet": {"text": self.proof.quote(spot)}}
        found: dict[str, Any] = {"physicalLocation": physical}
        path = ", ".join(part for part in (f"page {place.page}" if place.page else "", place.element) if part)
        if path:
            found["logicalLocations"] = [{"fullyQualifiedName": path}]
        return found

    def _region(self, spot: Spot) -> dict[str, int]:
        line = self.proof.lines[spot.line]
        last = max(spot.start, spot.end - 1)
        start, end = line.at(spot.start).place.line, line.at(last).place.line
        region = {"startLine": start, "endLine": max(start, end)}
        first_column, last_column = self._column(spot.line, spot.start, start), self._column(spot.line, last, end)
        if first_column and last_column and end >= start:
            region |= {"startColumn": first_column, "endColumn": last_column + 1}
        return region

    def _column(self, number: int, offset: int, row: int) -> int:
        """Give the column in the file of a character: as many letters stand before it there as in the text; 0 if not."""
        if not 0 < row <= len(self.raw):
            return 0
        line, raw = self.proof.lines[number], self.raw[row - 1]
        offsets = range(len(line.text))
        begin = bisect_left(offsets, row, key=lambda at: line.at(at).place.line)
        stop = bisect_right(offsets, row, key=lambda at: line.at(at).place.line)
        letters = [at for at, one in enumerate(raw) if not one.isspace()]
        said = "".join(line.text[begin:stop].split())
        written = "".join(raw.split())
        shift = written.find(said)
        if shift < 0:
            return 0
        before = len("".join(line.text[begin:offset].split())) + shift
        return letters[before] + 1 if before < len(letters) else 0


def _names(proofs: Sequence[DocumentProof]) -> list[str]:
    """Give the files of a log: those that are proved, in order, then the others that findings speak of."""
    beside = {other.source.file for proof in proofs for one in proof.findings for other in one.beside}
    return [proof.name for proof in proofs] + sorted(beside)


def _results(file: _File, rules: Catalogue, index: Mapping[str, int], language: Language) -> Iterator[dict[str, Any]]:
    """Give the results of one file; what is found twice with the same words is told apart by its turn."""
    turns: Counter[str] = Counter()
    for one in file.proof.findings:
        mark = _fingerprint(file.proof, one)
        turns[mark] += 1
        prints = {"kaijiPlace/v1": mark, "primaryLocationLineHash": f"{mark[:16]}:{turns[mark]}"}
        yield {**_result(file, one, rules, index, language), "partialFingerprints": prints}


def _result(
    file: _File, one: ProofFinding, rules: Catalogue, index: Mapping[str, int], language: Language
) -> dict[str, Any]:
    rule = rules[one.finding.code]
    said = f"{rule.say(one.finding, language)} {rule.advise(one.finding, language)}"
    shown = [file.location(placed) for placed in one.places]
    first = shown[:1] or [file.whole()]
    result: dict[str, Any] = {
        "ruleId": one.finding.code,
        "ruleIndex": index[one.finding.code],
        "level": LEVELS[str(one.finding.severity)],
        "message": {"text": said},
        "locations": first,
    }
    related = [*shown[1:], *(file.beside(other) for other in one.beside)]
    if related:
        result["relatedLocations"] = [{"id": at, **place} for at, place in enumerate(related, 1)]
    told = {
        name: value for name, value in (("stated", one.stated), ("expected", one.expected), ("root", one.root)) if value
    }
    if told:
        result["properties"] = told
    if one.suppression is not None:
        result["suppressions"] = [{"kind": "external", "justification": one.suppression.reason}]
    return result


def _rule(rule: AnyRule, language: Language) -> dict[str, Any]:
    sections = rule.sections()
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title.say(language)},
        "fullDescription": {"text": rule.summary()},
        "help": {
            "text": "\n\n".join(f"{heading}\n{body}" for heading, body in sections.items()),
            "markdown": "\n\n".join(f"**{heading}**\n\n{body}" for heading, body in sections.items()),
        },
        "defaultConfiguration": {"level": LEVELS[str(rule.severity)]},
    }


def _location(name: str) -> dict[str, Any]:
    return {"uri": "".join(chr(one) if one in PLAIN else f"%{one:02X}" for one in name.encode("utf-8", "replace"))}


def _fingerprint(proof: DocumentProof, one: ProofFinding) -> str:
    """Give what stays the same when lines move: the rule and the words of its places."""
    quotes = "\n".join(" ".join(proof.lines[placed.spot.line].text.split()) for placed in one.places)
    return digest_of(f"{one.finding.code}\n{one.stated}\n{quotes}".encode("utf-8", "replace"))[:32]
