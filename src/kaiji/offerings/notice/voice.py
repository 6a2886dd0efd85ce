"""How a notice says things: the gaps of its wording filled with figures, days, names and words that follow the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from kaiji.core.document import Assertion, Part, Quote, Run, Words, text_of_parts
from kaiji.core.figure import Figure
from kaiji.core.period import MONTHS, long_date
from kaiji.core.sentence import Filling, assertion, fill
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.offerings.fact import Fact
from kaiji.offerings.notice.wording import wording
from kaiji.offerings.offering import Offering, Stage
from kaiji.offerings.schedule import ANCHORS, DEFAULTS, DayRange, Offset
from kaiji.offerings.terms import Month

WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ja": ("月", "火", "水", "木", "金", "土", "日"),
}
MONEY_BEHIND: Mapping[str, str] = {"JPY": "円", "USD": "米ドル", "EUR": "ユーロ", "GBP": "ポンド", "CNY": "人民元"}


class Voice(Mapping[str, Filling]):
    """The fillings of one notice, in one language, made when a sentence asks for them.

    A gap is a kind and a name: ``n:`` a number of shares, ``m:`` money, ``f:`` a bare figure or percentage, ``d:`` a
    day with its weekday, ``D:`` without, ``q:`` a text of the terms, ``title:`` a notice's title, ``w:`` a word that
    follows the case. ``called``, ``listings`` and what ``extra`` names stand for themselves. A gap that cannot be
    filled is a bug and raises KeyError.
    """

    def __init__(self, offering: Offering, facts: Mapping[str, Fact], stage: Stage, language: Language) -> None:
        self.offering, self.facts, self.stage, self.language = offering, facts, stage, language
        self.terms = offering.terms
        self.security = self.terms.text("issuer.security") or "shares"
        self.extra: dict[str, Filling] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.extra)

    def __len__(self) -> int:
        return len(self.extra)

    def __getitem__(self, gap: str) -> Filling:
        if gap in self.extra:
            return self.extra[gap]
        kind, _, name = gap.partition(":")
        if kind == "D":
            return self.day(name, weekday=False)
        kinds: Mapping[str, Callable[..., Filling]] = {
            "n": self.number,
            "m": self.money,
            "f": self.figure,
            "d": self.day,
            "q": self.quote,
            "title": self.title,
            "w": self.said,
            "called": self.called,
            "listings": self.listings,
            "currency": self.currency,
            "defined": self.defined,
        }
        return kinds[kind](*filter(None, (name,)))

    def said(self, name: str) -> Words:
        """Give a word that follows the case, as a run."""
        return Words(self.word(name))

    # What is said

    def say(self, table: str, key: str) -> tuple[Run, ...]:
        """Give the runs of one entry of the wording."""
        return one_stop(fill(wording(table)[key].say(self.language), self))

    def words(self, table: str, key: str) -> str:
        """Give one entry as plain words."""
        return text_of_parts(self.say(table, key))

    def sentence(self, key: str, *paths: str) -> Assertion:
        """Give one sentence as an assertion; its evidence is that of its runs and the settings named."""
        own = self.terms.source_of(*paths) if paths else ()
        template = wording("sentence")[key].say(self.language)
        found = assertion(template, self, f"{self.stage}.{key}", own)
        return Assertion(one_stop(found.runs), found.key, found.sources or (self.terms.source,))

    def sentences(self, *keys: str) -> tuple[Part, ...]:
        """Give sentences one after the other."""
        parts: list[Part] = []
        for key in keys:
            if parts and self.language == "en":
                parts.append(Words(" "))
            parts.append(self.sentence(key))
        return tuple(parts)

    # Figures

    def figure(self, key: str) -> Figure:
        """Give a figure; a dilution or a number that is a maximum at launch is found under its plain name."""
        if self.stage == "launch" and f"{key}.max" in self.facts:
            key = f"{key}.max"
        return self.facts[key].figure()

    def has(self, *keys: str) -> bool:
        """Tell whether all figures are known."""
        return all(key in self.facts or (self.stage == "launch" and f"{key}.max" in self.facts) for key in keys)

    def number(self, key: str) -> Filling:
        """Give a number of shares with its unit."""
        figure = self.figure(key)
        unit = self.word("one" if figure.value == 1 else "many")
        return (figure, Words(f" {unit}" if self.language == "en" else unit))

    def money(self, key: str) -> Filling:
        """Give an amount with its currency: before it in English, behind it in Japanese."""
        figure = self.figure(key)
        currency = self.terms.text("issuer.currency") or "JPY"
        if self.language == "en":
            return (Words(currency), figure)
        return (figure, Words(MONEY_BEHIND[currency]))

    def currency(self) -> Words:
        """Give the word for the currency, as a table's heading has it."""
        currency = self.terms.text("issuer.currency") or "JPY"
        return Words(currency if self.language == "en" else MONEY_BEHIND[currency])

    def of_value(self, key: str, value: Decimal, *paths: str) -> Figure:
        """Give a figure that is a setting itself."""
        return Figure.of(value, unit="shares", key=key, sources=self.terms.source_of(*paths))

    # Days

    def day(self, anchor: str, *, weekday: bool = True) -> Filling:
        """Give a day, or from which day to which it may be."""
        if anchor in self.extra:
            return self.extra[anchor]
        if anchor == "dated":
            anchor = {"launch": "resolution", "pricing": "pricing", "allotment": "announcement"}[self.stage]
        if anchor == "pricing" and self.stage == "launch":
            found = DayRange(self.offering.planned["pricing_from"].first, self.offering.planned["pricing_to"].last)
        else:
            found = self.offering.schedule(self.stage)[anchor]
        sources = self.sources_of_day(anchor)
        first = self.quote_day(
            found.first, f"day.{anchor}.first" if not found.is_known else f"day.{anchor}", sources, weekday=weekday
        )
        if found.is_known:
            return first
        last = self.quote_day(found.last, f"day.{anchor}.last", sources, weekday=weekday)
        if self.language == "ja":
            return (first, Words("から"), last, Words("までの間のいずれかの日"))
        return (Words("a day from "), first, Words(" to "), last)

    def quote_day(self, day: date, key: str, sources: tuple[Source, ...], *, weekday: bool) -> Quote:
        """Give a day as the language writes it."""
        name = WEEKDAYS[self.language][day.weekday()]
        if self.language == "ja":
            text = f"{day.year}年{day.month}月{day.day}日" + (f"（{name}）" if weekday else "")
        else:
            text = f"{name}, {long_date(day)}" if weekday else long_date(day)
        return Quote(text, key if weekday else f"{key}.plain", sources)

    def fixed(self, day: date, key: str, *paths: str, weekday: bool = False) -> Quote:
        """Give a day of the terms that is no day of the schedule."""
        return self.quote_day(day, f"day.{key}", self.terms.source_of(*paths), weekday=weekday)

    def deadline(self, path: str) -> Run:
        """Give by when a purpose is met: the end of a month, or a day."""
        found = self.terms.deadline(path)
        sources = self.terms.source_of(path)
        if found is None:
            return Quote("—", path, sources)
        if isinstance(found, Month):
            english, japanese = (
                f"the end of {MONTHS[found.month - 1]} {found.year}",
                f"{found.year}年{found.month}月末まで",
            )
            return Quote(japanese if self.language == "ja" else english, path, sources)
        text = long_date(found) if self.language == "en" else f"{found.year}年{found.month}月{found.day}日まで"
        return Quote(text, path, sources)

    def sources_of_day(self, anchor: str) -> tuple[Source, ...]:
        """Give the settings from which a day follows, along its offsets."""
        paths: list[str] = []
        todo = [anchor]
        while todo:
            name = todo.pop()
            path = ANCHORS.get(name, "")
            if not path or path in paths:
                continue
            paths.append(path)
            term = self.terms.day(path) or DEFAULTS.get(name)
            if isinstance(term, Offset):
                todo.append(term.anchor)
        return self.terms.source_of(*paths)

    # Names and words

    def quote(self, path: str) -> Quote:
        """Give a text of the terms, in the language where there is one."""
        own = f"{path}_ja" if self.language == "ja" and self.terms.text(f"{path}_ja") else path
        text = self.terms.text(own)
        if not text:
            raise KeyError(path)
        return Quote(text, path, self.terms.source_of(own))

    def told(self, path: str) -> bool:
        """Tell whether a text of the terms is there."""
        return bool(self.terms.text(path) or (self.language == "ja" and self.terms.text(f"{path}_ja")))

    def called(self) -> Run:
        """Give the short name, or “the Company”."""
        if self.language == "ja":
            return Words(self.word("company"))
        return self.quote("issuer.short_name") if self.told("issuer.short_name") else Words(self.word("company"))

    def defined(self) -> Filling:
        """Give the short forms that the notice defines for the company."""
        company = Words("the “Company”")
        if not self.told("issuer.short_name"):
            return company
        return (Words("“"), self.quote("issuer.short_name"), Words("” or "), company)

    def listings(self) -> Filling:
        """Give every listing with its code."""
        names = self.terms.texts("issuer.listings")
        joined = ("、" if self.language == "ja" else ", ").join(names)
        return Quote(joined, "issuer.listings", self.terms.source_of("issuer.listings"))

    def title(self, stage: str) -> Filling:
        """Give the title of a notice: the terms' own, or the one that fits the case."""
        if self.told(f"title.{stage}"):
            return self.quote(f"title.{stage}")
        key = stage
        if stage == "launch":
            public = self.parts_public()
            key = {"new": "launch", "treasury": "launch_treasury", "both": "launch_both"}[public]
        if stage != "allotment" and not self.terms.has("over_allotment") and (stage != "launch" or key == "launch"):
            key = f"{stage}_plain"
        text = text_of_parts(fill(wording("title")[key].say(self.language), self))
        return Quote(text, f"title.{stage}", self.terms.source_of("issuer.name"))

    def title_text(self) -> str:
        """Give this notice's own title."""
        found = self.title(self.stage)
        return found.text if isinstance(found, Quote) else ""

    def parts_public(self) -> str:
        """Say what is offered to the public: ``new`` shares, ``treasury`` shares, or ``both``."""
        held = self.terms.number("public.treasury") or 0
        total = self.offering.public_number("launch") or 0
        return "new" if not held else "treasury" if held >= total else "both"

    def word(self, name: str) -> str:
        """Give a word that follows the security, and what is issued or disposed of."""
        if name.endswith("_public"):
            return self._of_public(name.removesuffix("_public"))
        third = "new" if self.offering.third_is_new else "treasury"
        if name in ("Treasuries", "Total"):  # they begin a sentence or a row
            found = self._word({"Treasuries": "treasury", "Total": "total"}[name])
            return found[:1].upper() + found[1:]
        if name == "public":
            return self._joint(self._word(one) for one in self._forms())
        plain = {"issue_third": f"issue_{third}", "issued_third": f"issued_{third}", "ThirdIssued": f"Issued_{third}"}
        if name in plain:
            return self._plain(plain[name])
        return self._word({"thing_one": "one", "third": third, "Third": third.capitalize()}.get(name, name))

    def _forms(self) -> tuple[str, ...]:
        public = self.parts_public()
        return ("new", "treasury") if public == "both" else (public,)

    def _of_public(self, stem: str) -> str:
        return self._joint(self._plain(f"{stem}_{one}") for one in self._forms())

    def _joint(self, words: Iterable[str]) -> str:
        return ("及び" if self.language == "ja" else " and ").join(words)

    def _word(self, stem: str) -> str:
        return self._plain(f"{stem}_{self.security}")

    def _plain(self, key: str) -> str:
        return wording("word")[key].say(self.language)


def one_stop(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Take away the full stop behind a name that ends with one (``Ltd.``)."""
    found: list[Run] = []
    for run in runs:
        ended = found and isinstance(found[-1], Quote) and found[-1].text.endswith(".")
        found.append(Words(run.text[1:]) if ended and isinstance(run, Words) and run.text.startswith(".") else run)
    return tuple(found)
