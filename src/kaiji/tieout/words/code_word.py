"""Codes, addresses and numbers that a document gives in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

TICKER = re.compile(
    r"(?:\b(?i:NASDAQ(?:GS|GM|CM)?|NYSE(?: (?:American|MKT|Arca))?|TSE(?: \w+)?|LSE|TSXV?|ASX|SGX|HKEX|AIM|OTC(?:QX|QB|BB)?|JASDAQ|"
    r"BSE|NSE|TWSE|KRX|KOSPI|KOSDAQ|SIX|SSE|SZSE|TPEx|Euronext(?: \w+)?|"
    r"Tokyo Stock Exchange[\w ]{0,20}|(?:securities |stock |ticker )?(?:code|symbol)(?: number)?)|\b[A-Z][\w ]{2,30}Exchange"
    r"|\((?!(?:Tel|Fax|Code|Note)\b)[A-Z][A-Za-z]{1,9}(?=\s?[:：]\s?\w{3,6}[),;]))"
    r"\s?[:：]\s?(?P<code>[A-Z]{3,6}\b|\d{4,6}\b)|"
    r"\b(?:under|by) the (?:ticker |trading |stock )?symbols?\s[“\"‘']?(?P<symbol>[A-Z]{3,6})\b|"
    r"(?:証券|銘柄)?コード(?:番号)?\s?[:：]?\s?(?P<kanji>\d{4})(?!\d|年)"
)
HOST = re.compile(r"(?:@|https?://(?:www\.)?|\bwww\.)(?P<host>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
NAME = re.compile(r"\b[A-Z][\w&'’-]+(?:\s[A-Z][\w&'’-]+){0,4}")
PHONE = re.compile(r"(?P<kind>Tel|TEL|Phone|Telephone|Fax|FAX)[.:：]?\s{0,2}(?P<number>\+?[\d(][\d()\s.-]{7,20}\d)")
SHORTEST_HOST = 6
LONG_HOST = 8
SHORTEST_NAME = 5
MOST_NAMES = 2000

# What fingers make of ".com"; none of them is an ending that exists.
NO_ENDINGS = frozenset({"con", "cmo", "ocm", "comm", "vom", "xom", "coom", "copm", "cpm", "clm"})

Seen = dict[str, list[Source]]


def swapped(seen: Mapping[str, list[Source]]) -> Iterator[tuple[str, str]]:
    """Give two codes, each standing once, that have the same signs in another order: the later one, then the first."""
    once = [name for name, places in seen.items() if len(places) == 1][:MOST_NAMES]
    first: dict[str, str] = {}
    for name in once:
        other = first.setdefault("".join(sorted(name)), name)
        if other != name and OSA.distance(name, other) == 1:
            yield name, other


def twins(seen: Mapping[str, list[Source]], *, most: int) -> Iterator[tuple[str, str]]:
    """Give each spelling that stands once next to one that stands twice or more, and is ``most`` letters away."""
    counts = Counter({name: len(places) for name, places in seen.items()})
    usual = [name for name, count in counts.items() if count >= 2][:MOST_NAMES]
    for name in [name for name, count in counts.items() if count == 1][:MOST_NAMES]:
        near = [
            other
            for other in usual
            if name.casefold() != other.casefold() and 0 < OSA.distance(name, other, score_cutoff=most) <= most
        ]
        if near:
            yield name, max(near, key=lambda other: counts[other])


@rule(
    "TIE-121",
    Severity.ERROR,
    title=Text("A code or address is given in two ways", "コード・所在地等の相違"),
    message=Text(
        "“{stated}” stands here and “{expected}” elsewhere; one of them is wrong.",
        "ここでは「{stated}」、他の箇所では「{expected}」とあります。いずれかが誤りです。",
    ),
    remedy=Text("Look up which is right, and use it everywhere.", "正しい方を確認し、表記を統一してください。"),
)
def code_in_two_ways(lines: Sequence[Line]) -> Iterator[Finding]:
    """A stock code, a web or e-mail address and a telephone number are the same wherever they stand.

    What it checks
    Codes behind their exchange against each other, and against the same letters elsewhere; the hosts of addresses against
    each other and against the names of companies; telephone numbers of one kind in which two digits changed places. Where
    one spelling stands more often, or a ticker has the letters of the company's name in their order, the other one is said
    to be wrong; otherwise both are shown.

    Why it matters
    A wrong code or address leads to somebody else.

    How to put it right
    Compare with the exchange's list, the register or the letterhead.

    Source
    Rule of this project.
    """
    yield from _tickers(lines)
    yield from _hosts(lines)
    yield from _turned_hosts(lines)
    yield from _phones(lines)


def _say(
    stated: str, expected: str, here: Source, there: Source | None, *, sure: bool = True, both: bool = False
) -> Finding:
    return code_in_two_ways.finding(
        *((here, there) if there is not None else (here,)),
        severity=Severity.ERROR if sure else Severity.WARN,
        stated=stated,
        expected=expected,
        side="both" if both else "first",
    )


def _tickers(lines: Sequence[Line]) -> Iterator[Finding]:
    codes: dict[bool, Seen] = {True: {}, False: {}}
    for line in lines:
        for match in TICKER.finditer(line.text):
            group = next(name for name in ("code", "symbol", "kanji") if match[name])
            code, start = match[group], match.start(group)
            if code.isdecimal() or code.isupper():
                codes[code.isdecimal()].setdefault(code, []).append(line.at(start))
    names = [" ".join(match.group().split()).casefold() for line in lines for match in NAME.finditer(line.text)]
    for numeric, seen in codes.items():
        words: Counter[str] = Counter()
        if not numeric and seen:
            words.update(
                one for line in lines for one in re.findall(r"(?<![\w.])[A-Z]{3,6}(?!\w|\.\w|\s?[:：])", line.text)
            )
        full = {code: places + places[:1] * (words[code] - len(places)) for code, places in seen.items()}
        for word, count in words.items():
            if (
                count >= 2
                and word not in full
                and any(len(word) == len(one) and OSA.distance(word, one) == 1 for one in seen)
            ):
                line = next(line for line in lines if word in line.text)
                full[word] = [line.at(line.text.find(word))] * count
        told: set[str] = set()
        for name, usual in (*twins(full, most=1), *swapped(full)):
            if name in told or name not in seen or len(name) != len(usual):
                continue
            told |= {name, usual}
            wrong, right = name, usual
            if not numeric and len(full[usual]) == 1 and _spells(name, names) and not _spells(usual, names):
                wrong, right = usual, name
            classes = not numeric and (name[:-1] == usual[:-1] or name[:-1] == usual or usual[:-1] == name)
            both = len(full[usual]) == 1 and _spells(wrong, names) == _spells(right, names)
            yield _say(wrong, right, full[wrong][0], full[right][0], sure=not classes, both=both)


def _spells(code: str, names: Sequence[str]) -> bool:
    """Tell whether a name has the letters of a code in their order, and begins with its first."""
    pattern = re.compile(".*?".join(re.escape(one) for one in code.casefold()))
    return any(pattern.match(name) for name in names if len(name) > len(code) + 1)


def _hosts(lines: Sequence[Line]) -> Iterator[Finding]:
    hosts: dict[str, list[Source]] = defaultdict(list)
    for line in lines:
        for match in HOST.finditer(line.text):
            host = match["host"].casefold()
            label = _own_part(host)
            hosts[label].append(line.at(match.start("host") + host.rfind(label)))
    names = _joined(lines) if hosts else {}
    for label, places in hosts.items():
        plain = label.rstrip("0123456789").replace("-", "")
        if len(plain) < SHORTEST_HOST or re.search(r"\d", plain):
            continue
        if len(places) == 1 and len(plain) >= LONG_HOST and (twin := _twin_host(label, hosts)):
            yield _say(label, twin, places[0], hosts[twin][0])
            continue
        if plain in names:
            continue
        others = [one for one in hosts if len(hosts[one]) >= len(places) and one != label and _slip(label, one)]
        kin = [one for one in names if _slip(plain, one) and (len(names[one]) >= 2 or sorted(plain) == sorted(one))]
        if others and (len(hosts[others[0]]) > len(places) or others[0] in names):
            yield _say(label, others[0], places[0], hosts[others[0]][0])
        elif kin and len(places) == 1:
            best = max(kin, key=lambda one: len(names[one]))
            yield _say(label, names[best][0][0], places[0], names[best][0][1])


def _own_part(host: str) -> str:
    """Give the part of a host that its owner chose: *example* of *investors.example.co.jp*."""
    parts = host.split(".")
    second = len(parts) > 2 and len(parts[-1]) == len("jp") and len(parts[-2]) <= len("com")
    return parts[-3 if second else -2]


def _twin_host(label: str, hosts: Mapping[str, list[Source]]) -> str | None:
    """Give the host that stands twice or more and from which one that stands once is a letter away, its ending too."""
    near = [one for one, places in hosts.items() if len(places) >= 2 and OSA.distance(label, one, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


def _turned_hosts(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a host that stands once, and has two letters of one that stands twice or more the other way round."""
    hosts: Seen = defaultdict(list)
    for line in lines:
        for match in HOST.finditer(line.text):
            host = match["host"].casefold().removeprefix("www.")
            hosts[host].append(line.at(match.end() - len(host)))
    for host, places in hosts.items():
        usual = [
            one
            for one in hosts
            if len(hosts[one]) >= 2 and one != host and sorted(one) == sorted(host) and OSA.distance(one, host) == 1
        ]
        if len(places) == 1 and usual:
            yield _say(host, usual[0], places[0], hosts[usual[0]][0])
        ending = host.rsplit(".", 1)[-1]
        if ending in NO_ENDINGS:
            yield _say(host, host.removesuffix(ending) + "com", places[0], None)


def _joined(lines: Sequence[Line]) -> dict[str, list[tuple[str, Source]]]:
    """Give the capitalised words of a text, one by one and joined with those behind them, as hosts join them."""
    names: dict[str, list[tuple[str, Source]]] = defaultdict(list)
    for line in lines:
        for match in NAME.finditer(line.text):
            parts = [re.sub(r"['’]s$|\W", "", one) for one in match.group().split()]
            for first in range(len(parts)):
                for last in range(first + 1, len(parts) + 1):
                    joined = "".join(parts[first:last]).casefold()
                    if len(joined) >= SHORTEST_NAME:
                        names[joined].append((" ".join(parts[first:last]), line.at(match.start())))
    return names


def _slip(one: str, other: str) -> bool:
    """Tell whether two words are one letter apart, not only in their ending."""
    if abs(len(one) - len(other)) > 1 or one.rstrip("s") == other.rstrip("s"):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1 and not (one.startswith(other) or other.startswith(one))


def _phones(lines: Sequence[Line]) -> Iterator[Finding]:
    seen: dict[str, Seen] = defaultdict(dict)
    for line in lines:
        for match in PHONE.finditer(line.text):
            kind = "fax" if match["kind"].casefold() == "fax" else "phone"
            seen[kind].setdefault(_national(match["number"]), []).append(line.at(match.start("number")))
    for numbers in seen.values():
        for one, other in (*twins(numbers, most=1), *swapped(numbers)):
            # Numbers of one house differ in their last digits; with the same last ones it is a slip.
            turned = sorted(one) == sorted(other) or (len(one) == len(other) and one[-4:] == other[-4:])
            if turned or len(numbers[other]) >= 2:
                yield _say(one, other, numbers[one][0], numbers[other][0], sure=turned)


def _national(number: str) -> str:
    """Give the digits of a number as it is dialled at home, without the nought before it."""
    plain = re.sub(r"^\s*\(?\+\s?\d{1,3}\)?[\s.-]+", "", number)
    return re.sub(r"\D", "", plain.replace("(0)", "")).lstrip("0")


RULES: tuple[AnyRule, ...] = (code_in_two_ways,)
