"""Random declarations for a version's Checker: complete ones, spoiled ones, and ones full of odd values."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from kaiji.formats.xlsx.value import CellError, address_of, position
from kaiji.minerals.checker.cell import Cells, Typed
from kaiji.minerals.checker.rule_set import Line, RuleSet

Made = dict[str, Any]

NOTHING = {"formula": '=""'}
ERROR = {"formula": "=NA()"}
FIELD_ODD = (None, None, 0, "0", " ", "x", "ab", "n/a", 77, 7, 0.5, NOTHING, ERROR, "ÄÖ", "=1+1")
EMAIL_ODD = (None, "no at sign", "@", "a@", "a @ b", 5, 0, " ", NOTHING, ERROR)
URL_ODD = (None, "x", "ab", "  ", 7, 77, 0, 10, NOTHING, "WWW.EXAMPLE.COM", "http://example.com/p", ERROR)
ANSWERS = ("Yes", "No", "Unknown", "Yes", "No", "Not declaring", "Not applicable for this declaration")
ANSWER_ODD = (
    None,
    None,
    None,
    0,
    1,
    "yes",
    "NO",
    "Yes ",
    " No",
    "nO",
    "Sí",
    "n/a",
    " ",
    "0",
    NOTHING,
    ERROR,
    "unknown",
)
NAMES_ODD = ("No Such Smelter Ltd", "?", "Al*", "foil", "~", "Unknown", "A" * 60, 5, 0, " ")


class Maker:
    """Makes declarations for one template.

    Args:
        rules: of its version; they say which cells there are, never what is expected.
        cells: of the template, for its look-up list.
        random: decides everything, so that a seed gives the same declarations again.
    """

    def __init__(self, rules: RuleSet, cells: Cells, random: Random) -> None:
        self.rules = rules
        self.random = random
        found = cells.rows(rules.lookup_sheet, 1, 5, rules.lookup_first, 5000) if rules.lookup_sheet else ()
        self.smelters = [row for _, row in found if isinstance(row[0], str) and isinstance(row[1], str)]
        self.numbers = [str(row[4]) for row in self.smelters if isinstance(row[4], str)]
        self.metals = rules.metals or tuple(sorted({str(row[0]) for row in self.smelters}))

    def make(self) -> Made:
        """Make one declaration."""
        self.oddness = self.random.choice((0.0, 0.02, 0.05, 0.15, 0.5))
        self.no = self.random.choice((0.05, 0.3, 0.9))
        made: Made = {}
        for line in self.rules.lines:
            if line.cell and line.test not in ("minerals", "others"):
                for index in range(line.count):
                    made |= self._line(line, index)
        made |= self._scope()
        if self.rules.minerals:
            made |= self._minerals()
        made |= self._smelter_rows()
        if self.random.random() < 0.9:
            made = {key: value for key, value in made.items() if value != ERROR}
        return made

    def _odd(self) -> bool:
        return self.random.random() < self.oddness

    def _line(self, line: Line, index: int) -> Made:
        sheet, _, address = line.cell.rpartition("!")
        row, column = position(address)
        key = f"{sheet or 'Declaration'}!{address_of(row + index, column)}"
        if line.label == "product_list":
            return self._products()
        if line.label == "hidden":
            return {key: self._pick((None, "Yes", 0))} if self._odd() and self._odd() else {}
        if line.test == "choice":
            told = (*line.options["plain"], line.options["told"], line.options["told"])
            value = self._pick(ANSWER_ODD) if self._odd() else self._pick(told)
            comment = self._pick(URL_ODD) if self._odd() or self._odd() else "by letter"
            return {key: value, f"Declaration!{line.options['comment']}": comment}
        if line.label in ("policy_url", "policy_a_url"):
            return {key: self._pick(URL_ODD) if self._odd() or self._odd() else "https://www.example.com/policy"}
        if line.label[:2].strip().isalnum() and (line.label[1:2] in ("", " ")):
            return {key: self._answer(first=line.label.startswith("1 "))}
        if line.test == "at":
            return {key: self._pick(EMAIL_ODD) if self._odd() else "contact@example.com"}
        if line.label == "effective_date":
            return {key: self._pick((*FIELD_ODD, "May 2025")) if self._odd() else {"date": "2025-05-06"}}
        return {key: self._pick(FIELD_ODD) if self._odd() else "Text of a field"}

    def _answer(self, *, first: bool) -> Any:
        if self._odd():
            return self._pick(ANSWER_ODD)
        if first:
            return (
                "No"
                if self.random.random() < self.no
                else self._pick(("Yes", "Yes", "Yes", "Unknown", "Not declaring"))
            )
        return self._pick(ANSWERS) if self.random.random() < 0.3 else self._pick(("Yes", "Yes", "No", "100%", 1))

    def _scope(self) -> Made:
        known = (self.rules.company_scope, self.rules.product_scope)
        value = self._pick((*known, *known, "C. User defined [Specify in 'Description of scope']"))
        if self._odd():
            value = self._pick(
                (None, 0, known[0].lower(), known[1] + " ", "全社", NOTHING, ERROR, " ", known[1].upper())
            )
        description = self._pick(("All products of one line", None, *FIELD_ODD[:6]))
        return {"Declaration!D9": value, "Declaration!D10": description}

    def _products(self) -> Made:
        first = (
            self._pick(("P-1", "P-1", None, 0, " ", NOTHING, 12, ERROR))
            if self._odd() or self.random.random() < 0.2
            else "P-1"
        )
        made = {"Product List!B6": first}
        if self.random.random() < 0.3:
            made["Product List!B7"] = "P-2"
        return made

    def _minerals(self) -> Made:
        minerals = self.rules.minerals
        assert minerals is not None
        made: Made = {}
        for cell, word, other in zip(minerals.cells, minerals.words, minerals.others, strict=True):
            choices: tuple[Any, ...]
            if self.rules.family == "EMRT":
                own = word.removeprefix("(Delete").strip(" )")
                choices = (own, own, own, word, None) if own else (None,)
                odd: tuple[Any, ...] = (own.lower(), word.lower(), "Zircon", " ", NOTHING, "Mica", "cobalt", 5, ERROR)
            else:
                choices = (None, None, *self.random.sample(self.metals, 3), word)
                odd = ("silver", "Gallium", word.lower(), " ", NOTHING, 5, "Zinc ", "Ru*", ERROR)
            made[f"Declaration!{cell}"] = self._pick(odd) if self._odd() else self._pick(choices)
            if word and other and self.random.random() < (0.5 if made[f"Declaration!{cell}"] == word else 0.05):
                made[f"Declaration!{other}"] = self._pick(
                    ("Gallium", "Borates", "Zinc", "zinc", "A mineral", None, " ")
                )
        return made

    def _smelter_rows(self) -> Made:
        sheet = self.rules.smelters
        count = self._pick((0, 1, 2, 4, 6, 8, 10))
        last = sheet.last
        rows = [self._row(last) for _ in range(count)] if self._odd() else list(range(sheet.first, sheet.first + count))
        made: Made = {}
        for row in rows:
            made |= {f"{sheet.sheet}!{letter}{row}": value for letter, value in self._smelter().items() if letter}
        if not sheet.number:  # filled samples: their own rows are taken out, or left
            for row in range(sheet.first, sheet.first + 12):
                if row not in rows and self.random.random() < 0.9:
                    made |= {f"{sheet.sheet}!{letter}{row}": None for letter in (sheet.metal, sheet.name) if letter}
        return made

    def _row(self, last: int) -> int:
        near = self.random.randint(5, 40)
        return int(self._pick((near, near, 14, 15, 2480, last - 14, last - 5, last - 1, last, last + 1, last + 30)))

    def _smelter(self) -> dict[str, Any]:
        sheet, random = self.rules.smelters, self.random
        metal: Any = self._pick(self.metals) if self.metals else "Gold"
        alias: Any = "Some Smelter"
        if self.smelters:
            known = self._pick([row for row in self.smelters if row[0] == metal] or self.smelters)
            alias = known[1]
        kind = random.random()
        if sheet.number and kind < 0.3:
            odd = ("CID999999", " ", 5, "cid000000", "CID00*", NOTHING, "", ERROR)
            return {sheet.number: self._pick(odd) if self._odd() else self._pick(self.numbers)}
        if kind < 0.6:
            made = {sheet.metal: metal, sheet.name: alias}
        elif kind < 0.8:
            name = self._pick(("Smelter not listed", "Smelter not listed", "SMELTER NOT LISTED", "Smelter not listed "))
            given = self._pick((None, "X", alias, " ", "", NOTHING, 0))
            country = self._pick((None, None, "PERU", "PERU", " "))
            made = {sheet.metal: metal, sheet.name: name, sheet.given: given}
            if country is not None or random.random() < 0.5:
                made[sheet.country] = country
        elif kind < 0.85:
            made = {sheet.metal: metal, sheet.name: "Smelter not yet identified"}
        else:
            made = {sheet.metal: metal} if random.random() < 0.5 else {sheet.name: alias}
        if self._odd():
            made[sheet.metal] = self._pick((str(metal).lower(), f"{metal} ", "T", None, " ", 5, ERROR, "Iron"))
        if self._odd():
            made[sheet.name] = self._pick((*NAMES_ODD, None, ERROR, "in foil"))
        if self._odd():
            made[sheet.country] = self._pick((None, "CHINA", ERROR, 0))
        if self._odd() and sheet.number:
            made[sheet.number] = self._pick((*self.numbers[:3], "CID999999", " "))
        return made

    def _pick(self, values: Sequence[Any]) -> Any:
        return self.random.choice(values)


def typed(made: Made) -> dict[str, Typed]:
    """Give a declaration as the verdict takes it: what a typed formula shows, and days as days."""
    from datetime import date  # noqa: PLC0415

    def plain(value: Any) -> Typed:
        if value == NOTHING:
            return ""
        if value == ERROR:
            return CellError("#N/A")
        if isinstance(value, dict):
            return date.fromisoformat(value["date"])
        return value or None if isinstance(value, str) else value

    return {key: plain(value) for key, value in made.items()}
