"""What shows only beside other files: alike files of this folder, and the suppliers' earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kaiji.bulk.outcome import Outcome
from kaiji.cli.inputs import files_of
from kaiji.cli.out import misuse
from kaiji.cli.reader import Reader
from kaiji.cli.spool import Spool
from kaiji.cli.workers import Workers
from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.minerals.brief import Brief, sides_of
from kaiji.minerals.checked import Checked
from kaiji.minerals.company_identity import Identity, Match, bring_together, identity_of
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.earlier import Comparison, Pair, pair_of
from kaiji.minerals.reader import Reading
from kaiji.minerals.rules.alike import check_alike
from kaiji.minerals.rules.version_change import check_versions
from kaiji.minerals.rules.version_file import earlier_unreadable


class Beside:
    """The checked files in their order, with what was found beside others.

    Whole results lie on disk; in memory are only a few words of each file, so that memory does not grow with them.
    """

    def __init__(self) -> None:
        self._files: Spool[Checked] = Spool()
        self._earlier: Spool[Declaration] = Spool()
        self._briefs: list[Brief] = []
        self._identities: list[tuple[int, Identity]] = []
        self._matches: dict[int, Match] = {}
        self._found: dict[str, list[Finding]] = {}

    def add(self, outcomes: Iterable[Outcome[Checked]]) -> None:
        """Take checked files, and those that could not be opened."""
        for one in outcomes:
            checked = one.value or Checked(one.name, one.findings)
            if checked.brief is not None:
                self._briefs.append(checked.brief)
            if checked.identity is not None:
                self._identities.append((len(self._files), checked.identity))
            self._files.append(replace(checked, brief=None, identity=None))

    def look_at_each_other(self) -> None:
        """Find what files of different suppliers have in common; one file alone has nothing beside it."""
        if len(self._briefs) > 1:
            self._note(check_alike(sides_of(self._briefs)))

    def look_at_earlier(self, previous: Path, workers: Workers, reader: Reader) -> None:
        """Read the earlier files, and compare each declaration with the earlier one of its company."""
        if not previous.is_dir():
            misuse(f"{previous} is no folder.", "Name the folder that holds the suppliers' earlier workbooks.")
        inputs = [(path, f"{previous.name or previous}/{name}") for path, name in files_of([previous])]
        identities: list[Identity] = []
        unread: list[Finding] = []
        for one in workers.map(reader.then(_declared), inputs, "Reading earlier files"):
            if one.value is None:
                unread += earlier_unreadable(Source(one.name))
            else:
                identities.append(identity_of(one.value))
                self._earlier.append(one.value)
        found = bring_together([one for _, one in self._identities], identities)
        for match in found.matches:
            number = self._identities[match.now][0]
            self._matches[number] = match
            self._note(check_versions(Comparison((self._pair(self._files[number], match),), (), ())))
        for index in found.new:
            declaration = _declaration_of(self._files[self._identities[index][0]])
            self._note(check_versions(Comparison((), (declaration,), ())))
        for index in found.silent:
            self._note(check_versions(Comparison((), (), (self._earlier[index],))))
        self._note(unread)

    def files(self) -> Iterator[tuple[Checked, Pair | None]]:
        """Give each file with all its findings, and the pair with its supplier's earlier one.

        What was found about files that are not among them comes last, as files of their own.
        """
        rest = dict(self._found)
        for number, one in enumerate(self._files):
            match = self._matches.get(number)
            found = rest.pop(one.name, ())
            yield replace(one, findings=(*one.findings, *found)), self._pair(one, match) if match else None
        for name, findings in rest.items():
            yield Checked(name, tuple(findings)), None

    def _pair(self, one: Checked, match: Match) -> Pair:
        return pair_of(_declaration_of(one), self._earlier[match.earlier], match.by)

    def _note(self, findings: Iterable[Finding]) -> None:
        for one in findings:
            self._found.setdefault(one.file, []).append(one)


def _declared(reading: Reading) -> Declaration | None:
    return reading.declaration


def _declaration_of(one: Checked) -> Declaration:
    assert one.declaration is not None, "declarations are kept where they are compared"  # noqa: S101
    return one.declaration
