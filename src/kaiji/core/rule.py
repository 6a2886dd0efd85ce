"""A rule: one plain function that yields findings, with its code, its words and its help page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, ParamSpec

from kaiji.core.finding import Finding, FindingClass, Param, Severity
from kaiji.core.source import Source
from kaiji.core.text import Language, Text

P = ParamSpec("P")

HEADINGS = ("What it checks", "Why it matters", "How to put it right", "Source")
CODE = re.compile(r"^[A-Z]{2,6}-\d{3}$")


@dataclass(frozen=True)
class Rule(Generic[P]):
    """A rule is called like the function it decorates, and knows everything that is said about it.

    Args:
        code: never used again once published.
        severity: of its findings, where a finding does not lower it.
        klass: inconsistent, incomplete, inaccurate, or none.
        title: what the rule is about, in a few words.
        message: the sentence, with the finding's params in braces.
        remedy: what to do next, with the same params.
        citation: where the rule comes from, in a few words; the docstring's *Source* says more.
        since: first reporting year it applies to, or None for all before ``until``.
        until: last reporting year it applies to, or None.
    """

    code: str
    severity: Severity
    klass: FindingClass
    title: Text
    message: Text
    remedy: Text
    citation: str
    since: int | None
    until: int | None
    check: Callable[P, Iterable[Finding]]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[Finding]:
        """Run the rule."""
        yield from self.check(*args, **kwargs)

    def finding(self, *sources: Source, severity: Severity | None = None, **params: Param) -> Finding:
        """Make a finding of this rule; ``severity`` may lower the rule's own."""
        return Finding(self.code, severity or self.severity, tuple(params.items()), sources)

    def applies_to(self, year: int) -> bool:
        """Tell whether the rule applies to the reporting year."""
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)

    def say(self, finding: Finding, language: Language = "en") -> str:
        """Make the finding's sentence in the reader's language."""
        return _fill(self.message, finding, language)

    def advise(self, finding: Finding, language: Language = "en") -> str:
        """Say what to do next in the reader's language."""
        return _fill(self.remedy, finding, language)

    def sections(self) -> dict[str, str]:
        """Give the help page's sections by heading, from the docstring of the function."""
        doc = inspect.getdoc(self.check) or ""
        pattern = re.compile(r"^(" + "|".join(map(re.escape, HEADINGS)) + r")\n", re.MULTILINE)
        parts = pattern.split(doc)
        return {heading: body.strip() for heading, body in zip(parts[1::2], parts[2::2], strict=True)}

    def summary(self) -> str:
        """Give the docstring's first line."""
        return (inspect.getdoc(self.check) or "").partition("\n")[0]


def rule(
    code: str,
    severity: Severity,
    *,
    title: Text,
    message: Text,
    remedy: Text,
    klass: FindingClass = FindingClass.NONE,
    citation: str = "",
    since: int | None = None,
    until: int | None = None,
) -> Callable[[Callable[P, Iterable[Finding]]], Rule[P]]:
    """Make a rule of the decorated function; see :class:`Rule` for the arguments."""
    if not CODE.match(code):
        raise ValueError(f"{code!r} is not a rule code: two to six capitals, a hyphen, three digits")

    def decorate(check: Callable[P, Iterable[Finding]]) -> Rule[P]:
        return Rule(code, severity, klass, title, message, remedy, citation, since, until, check)

    return decorate


AnyRule = Rule[...]
Catalogue = Mapping[str, AnyRule]


def catalogue(*groups: Iterable[AnyRule]) -> Catalogue:
    """Put rules into one list by code; a code used twice raises ValueError."""
    rules: dict[str, AnyRule] = {}
    for group in groups:
        for one in group:
            if one.code in rules:
                raise ValueError(f"the rule code {one.code} is used twice")
            rules[one.code] = one
    return rules


def finding_as_data(finding: Finding, rules: Catalogue, language: Language = "en") -> dict[str, object]:
    """Give a finding as plain data: code, severity, class, place, places, message, remedy, params."""
    one = rules[finding.code]
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "class": str(one.klass),
        "file": finding.file,
        "place": finding.place.as_data(),
        "places": [source.as_data() for source in finding.sources],
        "message": one.say(finding, language),
        "remedy": one.advise(finding, language),
        "params": {name: _as_data(value) for name, value in finding.params},
    }


def _fill(text: Text, finding: Finding, language: Language) -> str:
    template = text.say(language)
    words = template.format_map({name: _say(value, language) for name, value in finding.params})
    first = template[1:].partition("}")[0] if template.startswith("{") else ""
    # A label begins the sentence with a capital; a file's name or a supplier's own words stay as they are.
    if first and isinstance(dict(finding.params).get(first), Text):
        return words[:1].upper() + words[1:]
    return words


def _say(value: Param, language: Language) -> str:
    if isinstance(value, Text):
        return value.say(language)
    if isinstance(value, tuple):
        apart = "; " if any("," in one for one in value) else "、" if language in ("ja", "zh") else ", "
        return apart.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_data(value: Param) -> object:
    if isinstance(value, Text):
        return value.as_data()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
