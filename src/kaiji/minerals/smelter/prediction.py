"""A table of names becomes a table of answers: who is meant by each row, or that a person has to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.csv_table import written_row
from kaiji.matching.label import for_and_against
from kaiji.matching.match import Decision
from kaiji.minerals.smelter.judged import settle
from kaiji.minerals.smelter.judgement import JudgementLog
from kaiji.minerals.smelter.matching import SmelterMatcher

ROW_ID = "row_id"
METAL, NAME, COUNTRY, CID = "query_metal", "query_name", "query_country", "query_id"
NEEDED = (METAL, NAME)
HEADER = (ROW_ID, "predicted_cid", "score", "decision", "candidates")
EXPLAINED = ("reason", "facility", "matched_name", "for_and_against")
REVIEW_HEADER = (
    *(ROW_ID, METAL, NAME, COUNTRY, CID, "reason", "rank"),
    *("candidate_id", "candidate_name", "candidate_country", "matched_name", "score", "for_and_against"),
)
CACHED = 16_384
LONGEST = 1_000  # what is kept of a hostile cell; nothing beyond tells anybody apart
REMEMBERED = 50_000


@rule(
    "SMT-020",
    Severity.ERROR,
    title=Text("A column is missing", "列の不足", "缺少列"),
    message=Text(
        "{file} has no column {column}; the columns are {columns}.",
        "{file} に列「{column}」がありません。ある列：{columns}。",
        "{file} 中没有列“{column}”；现有列为：{columns}。",
    ),
    remedy=Text(
        "Name the columns query_metal, query_name and, where you have them, query_country, query_id and row_id.",
        "列名を query_metal、query_name、あれば query_country、query_id、row_id としてください。",
        "请将列命名为 query_metal、query_name，以及（如有）query_country、query_id、row_id。",
    ),
)
def column_missing(file: Source, header: Sequence[str]) -> Iterator[Finding]:
    """Names cannot be matched without the column in which they stand.

    What it checks
    Whether a table of names to match has the columns query_metal and query_name.

    Why it matters
    A table that was read by the wrong columns would give an answer to every row, and each of them wrong.

    How to put it right
    Rename the columns.

    Source
    Rule of this project.
    """
    for column in NEEDED:
        if header and column not in header:
            shown = ", ".join(one[:40] for one in header[:20])
            yield column_missing.finding(file, file=file.file, column=column, columns=shown)


@dataclass
class Predictions:
    """Answers to a table of names, made row by row.

    Args:
        matcher: of the reference.
        explain: whether each row says what spoke for and against.
        judgements: what persons decided of names; it goes before the engine.
    """

    matcher: SmelterMatcher
    explain: bool = False
    judgements: JudgementLog | None = None
    counts: Counter[str] = field(default_factory=Counter)
    _reviewed: dict[tuple[str, str, str, str], None] = field(default_factory=dict)

    @property
    def header(self) -> str:
        """The first line of the table of answers."""
        return written_row((*HEADER, *EXPLAINED) if self.explain else HEADER)

    def lines(self, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
        """Give for each row its line of answers, and its lines for the review list, which are mostly none.

        A name is put on the review list once, with the first row it stood in. Equal names are matched once: what is
        kept of them is bounded.
        """
        answer = lru_cache(maxsize=CACHED)(self._answer)
        for number, row in enumerate(rows):
            given = (row[NAME], row[METAL], row.get(COUNTRY, ""), row.get(CID, ""))
            asked = (given[0][:LONGEST], given[1][:LONGEST], given[2][:LONGEST], given[3][:LONGEST])
            decision, rest = answer(*asked)
            self.counts[decision] += 1
            row_id = row.get(ROW_ID) or str(number)
            first = f"{row_id}," if row_id.isalnum() else written_row((row_id, ""))[:-2]
            review = ""
            if decision == Decision.REVIEW and asked not in self._reviewed:
                if len(self._reviewed) < REMEMBERED:
                    self._reviewed[asked] = None
                review = self._review(row_id, asked)
            yield first + rest, review

    def _answer(self, name: str, metal: str, country: str, cid: str) -> tuple[str, str]:
        match = self.matcher.match(name, metal, country, cid)
        decided = self.judgements.on(metal, name, country) if self.judgements else None
        settled = settle(match, cid, decided, self.matcher.graph)
        cells = [
            settled.key,
            f"{settled.score:.6f}",
            str(settled.decision),
            "|".join(one.known.key for one in match.candidates),
        ]
        if self.explain:
            best = next(iter((*match.candidates, *match.others)), None)
            cells += [
                settled.reason,
                best.known.names[0] if best else "",
                best.name if best else "",
                for_and_against(best).en if best else "",
            ]
        return str(settled.decision), written_row(cells)

    def _review(self, row_id: str, asked: tuple[str, str, str, str]) -> str:
        name, metal, country, cid = asked
        match = self.matcher.match(*asked)
        lines = []
        for rank, one in enumerate(match.candidates, 1):
            facility = self.matcher.member(one.known).facility
            lines.append(
                written_row(
                    (
                        *(row_id, metal, name, country, cid, str(match.reason), str(rank)),
                        *(one.known.key, facility.name, facility.country, one.name, f"{one.score:.6f}"),
                        for_and_against(one).en,
                    )
                )
            )
        return "".join(lines)


RULES: tuple[AnyRule, ...] = (column_missing,)
