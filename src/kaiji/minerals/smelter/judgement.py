"""What a person decided of a name: who is meant, who is not, or that it is no smelter. Appended, never overwritten.

One JSON object a line, with who decided, when and why. A decision holds for the same name (width, letter case and blanks
aside) of the metal and country for which it was made, until another line withdraws it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaiji.core.finding import Finding
from kaiji.core.source import Place, Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.csv_table import LIMITS, BoundedFindings, check_encoding, decode
from kaiji.matching.name import fold
from kaiji.minerals.country import country_of
from kaiji.minerals.evidence.vocabulary import vocabulary
from kaiji.minerals.smelter.judgement_rule import (
    judgement_altered,
    judgement_malformed,
    judgement_twice,
    judgements_contradict,
    withdraws_nothing,
)

ANY = "*"
NO_SOURCE = Source("")
LONGEST_LINE = 20_000
ID_LENGTH = 12
FIELDS = ("verdict", "metal", "name", "country", "cid", "instead_of", "withdraws", "by", "on", "why")


class Verdict(StrEnum):
    """What was decided."""

    IS = "is"
    IS_NOT = "is_not"
    IS_ANOTHER = "is_another"
    NOT_A_SMELTER = "not_a_smelter"
    WITHDRAWN = "withdrawn"


NEEDS: Mapping[Verdict, tuple[str, ...]] = {
    Verdict.IS: ("metal", "name", "cid"),
    Verdict.IS_NOT: ("metal", "name", "cid"),
    Verdict.IS_ANOTHER: ("metal", "name", "cid", "instead_of"),
    Verdict.NOT_A_SMELTER: ("metal", "name"),
    Verdict.WITHDRAWN: ("withdraws",),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, or the withdrawal of one.

    Args:
        metal: English name.
        name: as the supplier wrote it.
        country: as it was given; ``*`` for any country, nothing for rows without one.
        cid: who is meant, or (``is_not``) who is not.
        instead_of: (``is_another``) whom the row seems to mean, by its name or its id.
        withdraws: id of the judgement that is withdrawn.
        by: who decided.
        on: when.
        why: the reason, for whoever reads it years later.
    """

    verdict: Verdict
    by: str
    on: date
    why: str
    metal: str = ""
    name: str = ""
    country: str = ""
    cid: str = ""
    instead_of: str = ""
    withdraws: str = ""
    source: Source = NO_SOURCE

    @property
    def id(self) -> str:
        """The first digits of the digest of what it says: a line that was altered later no longer agrees with it."""
        said = json.dumps([self._said(name) for name in FIELDS], ensure_ascii=True)
        return hashlib.sha256(said.encode()).hexdigest()[:ID_LENGTH]

    @property
    def key(self) -> tuple[str, str, str]:
        """The metal, name and country for which it holds."""
        return key_of(self.metal, self.name, self.country)

    def line(self) -> bytes:
        """Give it as one line of the file, line break included."""
        said = {"id": self.id} | {name: text for name in FIELDS if (text := self._said(name))}
        return (json.dumps(said, ensure_ascii=False) + "\n").encode()

    def as_data(self) -> dict[str, object]:
        """Give it as plain data, with its place."""
        return {"id": self.id} | {name: self._said(name) for name in FIELDS} | {"place": self.source.as_data()}

    def _said(self, name: str) -> str:
        value = getattr(self, name)
        return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class Decision:
    """What persons decided of one name, metal and country, all judgements that stand together.

    Args:
        cid: who is meant; nothing where that was not decided.
        instead_of: ids that a row may bear although another is meant.
        ruled_out: ids that are not meant.
        not_a_smelter: nobody is meant who could be.
        contested: judgements contradict each other, so that none holds.
        judgements: those from which it comes, in the order of the file.
    """

    judgements: tuple[Judgement, ...]
    cid: str = ""
    instead_of: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()
    not_a_smelter: bool = False
    contested: bool = False


@dataclass(frozen=True)
class JudgementLog:
    """A file of judgements.

    Args:
        lines: every line that could be read, in order; withdrawn ones and withdrawals among them.
        withdrawn: ids of judgements that were withdrawn, each with the line that did so.
        decisions: by metal, name and country, what stands.
    """

    source: Source
    lines: tuple[Judgement, ...]
    withdrawn: Mapping[str, Judgement]
    decisions: Mapping[tuple[str, str, str], Decision]
    findings: tuple[Finding, ...] = ()

    def on(self, metal: str, name: str, country: str) -> Decision | None:
        """Give what was decided of a name of a metal and country, or None; see :func:`decision_on`."""
        return decision_on(self.decisions, metal, name, country)


def decision_on(
    decisions: Mapping[tuple[str, str, str], Decision], metal: str, name: str, country: str
) -> Decision | None:
    """Give what was decided of a name of a metal and country: for that country first, else for any; None for neither.

    Args:
        decisions: of a :class:`JudgementLog`.
        metal: English name.
        name: as somebody wrote it.
        country: as somebody wrote it; another spelling of the same country is the same.
    """
    wanted = key_of(metal, name, country)
    return decisions.get(wanted) or decisions.get((*wanted[:2], ANY))


def key_of(metal: str, name: str, country: str) -> tuple[str, str, str]:
    """Give what must agree for a judgement to hold: metal, name, country; spellings aside."""
    known = vocabulary("metal").find(metal)
    place = country_of(country.strip()) if country.strip() != ANY else None
    return (known.key if known else metal).casefold(), fold(name), place.alpha2 if place else fold(country)


def read_judgements(data: bytes, name: str) -> JudgementLog:
    """Read a file of judgements; what cannot be read, was altered, or contradicts another is a finding with its line.

    Args:
        data: the file's bytes; none is an empty file, which holds no judgement.
        name: its name, for people.
    """
    source = Source(name, digest_of(data))
    decoded = decode(data[: LIMITS.size])
    findings = BoundedFindings(source, LIMITS.findings)
    findings.add(check_encoding(decoded, source))
    if len(data) > LIMITS.size:
        findings.add(
            judgement_malformed(source, Text(f"the file is larger than {LIMITS.size} bytes", "ファイルが大きすぎます"))
        )
    lines: dict[str, Judgement] = {}
    for number, text in enumerate(decoded.text.split("\n"), start=1):
        place = Source(source.file, source.digest, Place(line=number))
        if not text.strip():
            continue
        try:
            judgement, stated = _parse(text, place)
        except _MalformedError as error:
            findings.add(judgement_malformed(place, error.reason))
            continue
        if stated and stated != judgement.id:
            findings.add(judgement_altered(place, stated, judgement.by, judgement.on))
        elif (earlier := lines.setdefault(judgement.id, judgement)) is not judgement:
            findings.add(judgement_twice(place, earlier.source))
    log = log_of(lines.values(), source)
    findings.add(log.findings)
    return JudgementLog(source, log.lines, log.withdrawn, log.decisions, findings.all())


def log_of(judgements: Iterable[Judgement], source: Source) -> JudgementLog:
    """Put judgements together, in their order: which are withdrawn, what stands, what contradicts."""
    lines = tuple(judgements)
    known: dict[str, Judgement] = {}
    withdrawn: dict[str, Judgement] = {}
    findings: list[Finding] = []
    for one in lines:
        if one.verdict is Verdict.WITHDRAWN:
            target = known.get(one.withdraws)
            good = target is not None and target.verdict is not Verdict.WITHDRAWN and one.withdraws not in withdrawn
            if good and target is not None and one.on >= target.on:
                withdrawn[one.withdraws] = one
            else:
                findings += withdraws_nothing(one.source, one.withdraws, target.on if good and target else None)
        known[one.id] = one
    groups: dict[tuple[str, str, str], list[Judgement]] = {}
    for one in lines:
        if one.verdict is not Verdict.WITHDRAWN and one.id not in withdrawn:
            groups.setdefault(one.key, []).append(one)
    decisions = {key: decide(group) for key, group in groups.items()}
    for decision in decisions.values():
        if decision.contested:
            first = decision.judgements[0]
            sources = [one.source for one in reversed(decision.judgements)]
            findings += judgements_contradict(sources, first.name, first.metal, [one.id for one in decision.judgements])
    return JudgementLog(source, lines, withdrawn, decisions, tuple(findings))


def decide(judgements: Sequence[Judgement]) -> Decision:
    """Put the judgements on one name together; they contradict where not all of them can be true."""
    meant = {one.cid for one in judgements if one.verdict in (Verdict.IS, Verdict.IS_ANOTHER)}
    instead = {one.instead_of for one in judgements if one.verdict is Verdict.IS_ANOTHER}
    out = {one.cid for one in judgements if one.verdict is Verdict.IS_NOT} | instead
    nobody = any(one.verdict is Verdict.NOT_A_SMELTER for one in judgements)
    contested = len(meant) > 1 or bool(meant & out) or (nobody and bool(meant))
    if contested:
        return Decision(tuple(judgements), contested=True)
    return Decision(tuple(judgements), next(iter(meant), ""), frozenset(instead), frozenset(out), nobody)


class _MalformedError(ValueError):
    def __init__(self, en: str, ja: str) -> None:
        super().__init__(en)
        self.reason = Text(en, ja)


def _parse(text: str, place: Source) -> tuple[Judgement, str]:
    """Give the judgement of a line, and the id that the line states."""
    words = _words(text)
    if words.get("verdict", "") not in set(Verdict):
        shown = words.get("verdict", "")[:40]
        raise _MalformedError(f"the verdict “{shown}” is not known", f"不明な判断「{shown}」")
    verdict = Verdict(words["verdict"])
    missing = [name for name in (*NEEDS[verdict], "by", "on", "why") if not words.get(name)]
    if missing:
        raise _MalformedError(f"it lacks {', '.join(missing)}", f"{'・'.join(missing)} がありません")
    if words.get("cid", "").upper() == words.get("instead_of", "-").upper():
        raise _MalformedError("cid and instead_of are the same", "cid と instead_of が同じです")
    try:
        day = date.fromisoformat(words["on"])
    except ValueError:
        shown = words["on"][:40]
        reason = (f"“{shown}” is no date like 2025-12-31", f"「{shown}」は 2025-12-31 の形の日付ではありません")
        raise _MalformedError(*reason) from None
    return _judgement(verdict, words, day, place), words.get("id", "")


def _words(text: str) -> dict[str, str]:
    """Give the texts of a line by field."""
    if len(text) > LONGEST_LINE:
        raise _MalformedError(
            f"the line is longer than {LONGEST_LINE} characters", f"1行が {LONGEST_LINE} 文字を超えています"
        )
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise _MalformedError("it is no JSON object", "JSONオブジェクトではありません")
    for name, value in said.items():
        if name not in (*FIELDS, "id"):
            raise _MalformedError(f"the field {name[:40]} is not known", f"不明な項目 {name[:40]}")
        if not isinstance(value, str):
            raise _MalformedError(f"the field {name} is no text", f"項目 {name} が文字列ではありません")
    return {name: " ".join(value.split()) for name, value in said.items()}


def _judgement(verdict: Verdict, words: Mapping[str, str], day: date, place: Source) -> Judgement:
    return Judgement(
        verdict,
        words["by"],
        day,
        words["why"],
        words.get("metal", ""),
        words.get("name", ""),
        words.get("country", ""),
        words.get("cid", "").upper(),
        words.get("instead_of", "").upper(),
        words.get("withdraws", "").casefold(),
        place,
    )


def standing_lines(log: JudgementLog) -> Iterator[Judgement]:
    """Give the judgements that stand: no withdrawals, none that was withdrawn."""
    return (one for one in log.lines if one.verdict is not Verdict.WITHDRAWN and one.id not in log.withdrawn)
