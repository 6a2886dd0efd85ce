"""Declarations as plain tables: one row a file, an answer, a smelter, a product, each with its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kaiji.core.finding import Severity
from kaiji.core.rule import Catalogue
from kaiji.minerals.declaration import Declaration, Entry, EntryKind, ProductRow, SmelterRow
from kaiji.minerals.reader import Reading

FILE = ("file", "company", "family", "version", "effective_date")
FILE_COLUMNS = (*FILE, "language", "scope", "answers", "smelters", "products", "sha256", "errors", "not_read_because")
ANSWER_COLUMNS = (
    *FILE, "kind", "field_or_question", "topic", "metal", "answer", "sheet", "cell", "comment", "comment_cell",
)  # fmt: skip
SMELTER_FIELDS = (
    "metal", "lookup", "name", "country", "identification", "id_input", "id_source", "street", "city", "state",
    "contact_name", "contact_email", "next_steps", "mines", "mine_countries", "recycled", "comments",
)  # fmt: skip
SMELTER_COLUMNS = (*FILE, "sheet", "row", *SMELTER_FIELDS)
PRODUCT_FIELDS = ("number", "name", "comments")
PRODUCT_COLUMNS = (*FILE, "sheet", "row", *PRODUCT_FIELDS)


@dataclass(frozen=True)
class AnswerTables:
    """The rows of all tables, in the order of the files; each row is as long as its columns."""

    files: tuple[tuple[str, ...], ...]
    answers: tuple[tuple[str, ...], ...]
    smelters: tuple[tuple[str, ...], ...]
    products: tuple[tuple[str, ...], ...]

    def named(self) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
        """Give name, headings and rows of each table."""
        yield "files", FILE_COLUMNS, self.files
        yield "answers", ANSWER_COLUMNS, self.answers
        yield "smelters", SMELTER_COLUMNS, self.smelters
        yield "products", PRODUCT_COLUMNS, self.products


def joined(tables: Iterable[AnswerTables]) -> AnswerTables:
    """Put the tables of several files into one."""
    parts = list(tables)
    return AnswerTables(
        tuple(row for one in parts for row in one.files),
        tuple(row for one in parts for row in one.answers),
        tuple(row for one in parts for row in one.smelters),
        tuple(row for one in parts for row in one.products),
    )


def tables_of(name: str, reading: Reading, rules: Catalogue) -> AnswerTables:
    """Give the tables of one file; one without a declaration has a row in ``files`` that says why.

    Args:
        name: the file's name.
        reading: what was read.
        rules: every rule that a reader may find something by, for the words.
    """
    declaration = reading.declaration
    errors = [one for one in reading.findings if one.severity is Severity.ERROR]
    if declaration is None:
        template = reading.template
        first = (name, "", template.family if template else "", template.version if template else "", "")
        why = " ".join(rules[one.code].say(one) for one in reading.findings)
        row = (*first, "", "", "0", "0", "0", reading.source.digest, str(len(errors)), why)
        return AnswerTables((row,), (), (), ())
    head = _head(name, declaration)
    answers = tuple(_answers(head, declaration))
    file = (
        *head,
        declaration.language,
        declaration["scope"].words,
        str(len(answers)),
        str(len(declaration.smelters)),
        str(len(declaration.products)),
        declaration.digest,
        str(len(errors)),
        "",
    )
    return AnswerTables(
        (file,),
        answers,
        tuple((*head, *_row(row, SMELTER_FIELDS)) for row in declaration.smelters),
        tuple((*head, *_row(row, PRODUCT_FIELDS)) for row in declaration.products),
    )


def _head(name: str, declaration: Declaration) -> tuple[str, str, str, str, str]:
    day = declaration["effective_date"].words
    return name, declaration.company_name, declaration.family, declaration.version, day


def _answers(head: tuple[str, ...], declaration: Declaration) -> Iterator[tuple[str, ...]]:
    for name, entry in declaration.company.items():
        place = entry.source.place
        yield (*head, "field", name, "", "", _text(entry), place.sheet, place.cell, "", "")
    for one in declaration.answers:
        place, beside = one.answer.source.place, one.comment.source.place
        words = (one.question, str(one.topic), one.metal, _text(one.answer), place.sheet, place.cell)
        yield (*head, "question", *words, _text(one.comment), beside.cell)


def _row(row: SmelterRow | ProductRow, fields: Sequence[str]) -> tuple[str, ...]:
    return (row.source.place.sheet, str(row.row), *(_text(row[name]) for name in fields))


def _text(entry: Entry) -> str:
    """Give what a cell says; an error as its code, a formula without its value as such, blanks inside kept."""
    return "(formula without a saved value)" if entry.kind is EntryKind.UNCACHED else entry.text.strip()
