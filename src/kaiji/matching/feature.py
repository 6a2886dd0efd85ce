"""The features of a match: small pure functions; their docstrings are what is published about them.

Each gives a value, mostly between 0 and 1, and the two things that met. What a value counts stands in
``data/weights.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from kaiji.matching.agreement import Agreement
from kaiji.matching.known import Known, Query


class Evidence(NamedTuple):
    """What a feature found: its value, and what stood on either side."""

    value: float
    given: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A query beside one known thing: all that the features of the pair look at.

    Args:
        agreement: of the name and the thing's nearest name.
        named: codes of places that the given name itself names.
        kin: whether the two places are taken for each other (a territory and its state, an old name).
        code: what the code says: ``same``, ``near``, ``other``, ``former``, ``unknown``, or nothing.
        marks: marks of units in any of the thing's names.
        code_means: the name of the thing that the code means, where that is another.
    """

    query: Query
    known: Known
    agreement: Agreement
    named: frozenset[str]
    kin: bool
    code: str
    marks: frozenset[str] = frozenset()
    code_means: str = ""


@dataclass(frozen=True, slots=True)
class Rivals:
    """What stands beside a candidate: how strong others are, in the same unit as its own strength.

    Args:
        own: strength of the candidate (log-odds of the features of the pair).
        next: of the next listed thing of the group, and its name.
        former: of the strongest thing of the group that is listed no more, or refused.
        elsewhere: of the strongest thing of another group.
    """

    own: float
    next: tuple[float, str]
    former: tuple[float, str]
    elsewhere: tuple[float, str]


NOTHING = Evidence(0.0)


def same_name(pair: Pair) -> Evidence:
    """The two names have the same letters, legal forms, blanks and punctuation aside."""
    one = pair.agreement
    return Evidence(1.0, one.given.text, one.known.text) if one.same else NOTHING


def words_given(pair: Pair) -> Evidence:
    """The share of the given name's words that the known name has, each by how telling it is in the reference."""
    one = pair.agreement
    return Evidence(one.words_given, " ".join(one.given.words), " ".join(one.known.words))


def words_known(pair: Pair) -> Evidence:
    """The share of the known name's words that the given name has, each by how telling it is in the reference."""
    one = pair.agreement
    return Evidence(one.words_known, " ".join(one.given.words), " ".join(one.known.words))


def words_both(pair: Pair) -> Evidence:
    """The product of the two shares: high only where neither name says much that the other does not."""
    one = pair.agreement
    return Evidence(one.words_given * one.words_known, " ".join(one.given.words), " ".join(one.known.words))


def spelling(pair: Pair) -> Evidence:
    """How alike all letters are, taken in one piece; below one half it counts nothing."""
    one = pair.agreement
    return Evidence(max(0.0, 2 * one.spelling - 1), one.given.joined, one.known.joined)


def missing_known(pair: Pair) -> Evidence:
    """The most telling word of the known name that the given name lacks."""
    word, weight = pair.agreement.missing_known
    return Evidence(weight, "", word)


def words_conflict(pair: Pair) -> Evidence:
    """Each name has a telling word that the other lacks: another plant, place or company may be meant."""
    given, known = pair.agreement.missing_given, pair.agreement.missing_known
    return Evidence(min(given[1], known[1]), given[0], known[0])


def words_differ(pair: Pair) -> Evidence:
    """Words of both names have no partner, counted plainly: ``Upper Metals`` and ``Upper Resources``."""
    one = pair.agreement
    return Evidence(one.differing, " ".join(one.given.words), " ".join(one.known.words))


def mark_conflict(pair: Pair) -> Evidence:
    """Both names carry a mark of a unit (a number, a point of the compass, initials in brackets), and another one."""
    given, known = pair.agreement.given, pair.agreement.known
    if given.numbers and pair.marks and not given.numbers & pair.marks:
        return Evidence(1.0, " ".join(sorted(given.numbers)), " ".join(sorted(pair.marks)))
    if given.short and known.short and not given.short & known.short:
        return Evidence(1.0, " ".join(sorted(given.short)), " ".join(sorted(known.short)))
    return NOTHING


def mark_missing(pair: Pair) -> Evidence:
    """The known name carries the mark of a unit, and the given name none: any of the units may be meant."""
    given, known = pair.agreement.given.numbers, pair.marks
    return Evidence(1.0, "", " ".join(sorted(known))) if known and not given else NOTHING


def mark_unknown(pair: Pair) -> Evidence:
    """The given name carries a number, and no name of the known thing has a mark of any unit: another may be meant."""
    given = {mark for mark in pair.agreement.given.numbers if mark.isdigit()}
    return Evidence(1.0, " ".join(sorted(given)), "") if given and not pair.marks else NOTHING


def form_same(pair: Pair) -> Evidence:
    """Both names write the same legal form; it tells sister companies apart where nothing else does."""
    given, known = pair.agreement.given.forms, pair.agreement.known.forms
    return Evidence(1.0, " ".join(sorted(given)), " ".join(sorted(known))) if given and given == known else NOTHING


def initials(pair: Pair) -> Evidence:
    """The given name is the initials of the known name, or has them beside other words, or the other way round."""
    given, known = pair.agreement.given, pair.agreement.known
    if len(given.words) == 1 and (given.words[0] == known.initials or given.words[0] in known.short):
        return Evidence(1.0, given.text, known.text)
    if len(given.initials) > 2 and given.initials in known.words:
        return Evidence(1.0, given.text, known.text)
    return NOTHING


def place_same(pair: Pair) -> Evidence:
    """The same country is given as the reference has, or one that stands for it."""
    given, known = pair.query.place, pair.known.place
    return Evidence(1.0, given, known) if given and (given == known or pair.kin) else NOTHING


def place_other(pair: Pair) -> Evidence:
    """Another country is given than the reference has."""
    given, known = pair.query.place, pair.known.place
    return Evidence(1.0, given, known) if given and known and given != known and not pair.kin else NOTHING


def place_named(pair: Pair) -> Evidence:
    """The given name itself names a country where the known thing is not, and its known name does not."""
    known = pair.known.place
    if pair.named and known and known not in pair.named and not pair.kin:
        return Evidence(1.0, " ".join(sorted(pair.named)), known)
    return NOTHING


def code_same(pair: Pair) -> Evidence:
    """The given code, repaired or mapped from an old form, is one of the known thing's."""
    return _code(pair, "same")


def code_near(pair: Pair) -> Evidence:
    """The given code differs from the known thing's by one character or two that changed places."""
    return _code(pair, "near")


def code_other(pair: Pair) -> Evidence:
    """The given code is that of another listed thing."""
    return _code(pair, "other")


def code_former(pair: Pair) -> Evidence:
    """The given code is that of something that is listed no more, or refused."""
    return _code(pair, "former")


def code_unknown(pair: Pair) -> Evidence:
    """The given code has the right form, and no list of the reference knows it."""
    return _code(pair, "unknown")


def _code(pair: Pair, wanted: str) -> Evidence:
    if pair.code != wanted:
        return NOTHING
    return Evidence(1.0, pair.query.code, pair.code_means or (pair.known.codes[0] if pair.known.codes else ""))


def little_said(pair: Pair) -> Evidence:
    """The given name has hardly a telling word; 1 where it has none, 0 from one that nobody else has."""
    return Evidence(max(0.0, 1.0 - pair.agreement.weight_given), pair.agreement.given.text, "")


SCALE = 4.0


def _scaled(margin: float) -> float:
    return max(-1.0, min(1.0, margin / SCALE))


def gap(rivals: Rivals) -> Evidence:
    """How far the candidate is ahead of the next listed one, from -1 to 1; near 0 the name fits several equally."""
    return Evidence(_scaled(rivals.own - rivals.next[0]), "", rivals.next[1])


def former_rival(rivals: Rivals) -> Evidence:
    """How near something comes, or how far it is ahead, that is listed no more or refused; 0 where it is far behind."""
    if not rivals.former[1]:
        return NOTHING
    return Evidence((_scaled(rivals.former[0] - rivals.own) + 1) / 2, "", rivals.former[1])


def elsewhere(rivals: Rivals) -> Evidence:
    """How far something of another group is ahead: the right name, but under the wrong group."""
    return Evidence(max(0.0, _scaled(rivals.elsewhere[0] - rivals.own)), "", rivals.elsewhere[1])


PairFeature = Callable[[Pair], Evidence]
RivalFeature = Callable[[Rivals], Evidence]

PAIR_FEATURES: tuple[PairFeature, ...] = (
    same_name,
    words_given,
    words_known,
    words_both,
    spelling,
    missing_known,
    words_conflict,
    words_differ,
    mark_conflict,
    mark_missing,
    mark_unknown,
    form_same,
    initials,
    place_same,
    place_other,
    place_named,
    code_same,
    code_near,
    code_other,
    code_former,
    code_unknown,
    little_said,
)
RIVAL_FEATURES: tuple[RivalFeature, ...] = (gap, former_rival, elsewhere)
