"""Speed of matching names, beside rapidfuzz's WRatio over all names of the same reference, in one run.

    python benchmarks/bench_matching.py [--reference LOOKUP.csv…] [--rows 1200000]

Without a reference, one of 400 invented facilities is made. Three things are measured: 1,000 distinct names one by one
beside WRatio (ratio), a table of many rows of 5,000 distinct names through the command's own path (seconds, and the
growth of memory), and distinct names that are junk (seconds per thousand, and the growth of memory).
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from kaiji.formats.csv_stream import CsvStream
from kaiji.minerals.smelter.graph import Graph, graph_of
from kaiji.minerals.smelter.matching import SmelterMatcher
from kaiji.minerals.smelter.prediction import Predictions
from kaiji.minerals.smelter.reference import read_reference

DISTINCT, ASKED = 5_000, 1_000
SYLLABLES = re.findall("..", "badenafugohaivejikelomanuospaquirosutawexoyize")
ENDINGS = ("Refining", "Smelting Co.", "Tin Works", "Precious Metals Ltd.", "Tungsten", "Metals S.A.", "Gold Refinery")
COUNTRIES = ("JAPAN", "CHINA", "PERU", "GERMANY", "INDONESIA", "BRAZIL", "")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", type=Path, action="append", default=[])
    parser.add_argument("--rows", type=int, default=1_200_000)
    parser.add_argument("--junk", type=int, default=100_000)
    asked = parser.parse_args()
    chance = random.Random(4)  # noqa: S311
    graph = _graph(asked.reference, chance)
    names = [(name.text, one.facility.metal) for one in graph.members.values() for name in one.names]
    queries = list(_queries(names, chance, DISTINCT))
    started = time.perf_counter()
    matcher = SmelterMatcher(graph)
    print(f"{len(graph.members)} facilities, {len(names)} names; index in {time.perf_counter() - started:.2f} s")
    _beside_wratio(matcher, [name for name, _ in names], queries[:ASKED])
    _long_table(matcher, queries, asked.rows, chance)
    _junk(matcher, asked.junk, chance)
    return 0


def _beside_wratio(matcher: SmelterMatcher, names: list[str], queries: list[tuple[str, str, str]]) -> None:
    own = _seconds(lambda: [matcher.match(name, metal, country) for name, metal, country in queries])
    peer = _seconds(lambda: [process.extractOne(name, names, scorer=fuzz.WRatio) for name, _, _ in queries])
    print(f"{len(queries)} distinct names: {own:.2f} s; rapidfuzz WRatio {peer:.2f} s; ratio {own / peer:.2f}")


def _long_table(matcher: SmelterMatcher, queries: list[tuple[str, str, str]], rows: int, chance: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table, answers = Path(folder, "queries.csv"), Path(folder, "answers.csv")
        with table.open("w", encoding="utf-8", newline="") as file:
            file.write("row_id,query_metal,query_name,query_country,query_id\n")
            for number in range(rows):
                name, metal, country = queries[chance.randrange(len(queries))]
                file.write(f'{number},{metal},"{name.replace(chr(34), "")}",{country},\n')
        before = _memory()
        started = time.process_time()
        predictions = Predictions(matcher)
        with table.open("rb") as source, answers.open("w", encoding="utf-8", newline="") as target:
            target.write(predictions.header)
            target.writelines(line for line, _ in predictions.lines(CsvStream(source, table.name).rows()))
        print(
            f"{rows:,} rows of {len(queries):,} distinct names: {time.process_time() - started:.1f} s of processor, "
            f"memory +{_memory() - before:.0f} MB, {dict(predictions.counts)}"
        )


def _junk(matcher: SmelterMatcher, count: int, chance: random.Random) -> None:
    gc.collect()
    before, started = _memory(), time.process_time()
    predictions = Predictions(matcher)
    rows = ({"query_name": _word(chance, 8), "query_metal": "Tin"} for _ in range(count))
    for _ in predictions.lines(rows):
        pass
    seconds = time.process_time() - started
    print(
        f"{count:,} distinct junk names: {1000 * seconds / count:.2f} s per thousand, memory +{_memory() - before:.0f} MB"
    )


def _graph(files: list[Path], chance: random.Random) -> Graph:
    if files:
        readings = [read_reference(path.read_bytes(), path.name) for path in files]
        return graph_of([one.reference for one in readings if one.reference is not None])
    text = io.StringIO()
    text.write("metal,alias,standard_name,country,cid\n")
    for number in range(400):
        name = f"{_word(chance, 3)} {_word(chance, 2)} {chance.choice(ENDINGS)}"
        metal = ("Tin", "Gold", "Tungsten", "Tantalum")[number % 4]
        for alias in (name, f"{name.split(maxsplit=1)[0]} {chance.choice(ENDINGS)}", name.split(maxsplit=1)[0]):
            text.write(f"{metal},{alias},{name},{chance.choice(COUNTRIES)},CID{910000 + number}\n")
    found = read_reference(text.getvalue().encode(), "invented.csv").reference
    return graph_of([found] if found is not None else [])


def _queries(names: list[tuple[str, str]], chance: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    """Give distinct names: known ones with letters changed, dropped or put in, every tenth one a stranger."""
    seen: set[str] = set()
    while len(seen) < count:
        name, metal = chance.choice(names)
        letters = list(name)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(letters))
            letters[place] = chance.choice(("", letters[place] * 2, chance.choice("abcdefghilmnorstu")))
        made = f"{_word(chance, 3)} {_word(chance, 3)}" if len(seen) % 10 == 0 else "".join(letters)
        if made not in seen:
            seen.add(made)
            yield made, metal, chance.choice(COUNTRIES)


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
