"""How long it takes to prove a release and a report of 200 pages, beside merely finding their numbers, in one run.

The peer is the regular expression that finds every number of a text (`tieout.token.tokens_of`): what any tool that
looks at all numbers must do at least. Documents are made ones, and the reference release where it is at hand.

    python benchmarks/bench_tieout.py
"""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import pypdfium2  # noqa: E402

from kaiji.core.document import Document  # noqa: E402
from kaiji.formats.any_document import read_any_document  # noqa: E402
from kaiji.formats.edgar_html import write_edgar_html  # noqa: E402
from kaiji.formats.pdf_write import pdf_available, write_pdf  # noqa: E402
from kaiji.formats.text_document import read_plain_text  # noqa: E402
from kaiji.formats.word_write import write_word  # noqa: E402
from kaiji.tieout.document import prove_document  # noqa: E402
from kaiji.tieout.token import tokens_of  # noqa: E402
from made_release.family import FAMILIES  # noqa: E402
from made_release.layout import set_text  # noqa: E402
from made_release.release import make_release  # noqa: E402

LINES_A_PAGE = 40
PAGES = 200
REFERENCE = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared"))) / "filings"


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that a piece of work takes, the best of two."""
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def find_numbers(text: str) -> None:
    """Find every number of a text, and nothing more."""
    for line in text.splitlines():
        tokens_of(line)


def prove_text(name: str, data: bytes) -> None:
    """Read a document and prove it."""
    prove_document(name, read_plain_text(data, name))


def report(pages: int) -> str:
    """Make a long document: releases of one house, quarter after quarter."""
    parts, lines, seed = [], 0, 0
    while lines < pages * LINES_A_PAGE:
        text = set_text(make_release(FAMILIES[seed % len(FAMILIES)], seed), "tab").text
        parts.append(text)
        lines += text.count("\n")
        seed += 1
    return "\n\n".join(parts)


def long_pdf(pages: int) -> bytes:
    """Print releases of a few houses, and put their pages one behind the other until there are enough."""
    printed = []
    for seed, family in enumerate(FAMILIES[:4]):
        text = set_text(make_release(family, seed), "tab").text.encode()
        printed.append(write_pdf(read_any_document(text, "release.txt").document or Document("", "", ())))
    whole = pypdfium2.PdfDocument.new()
    while len(whole) < pages:
        for data in printed:
            whole.import_pages(pypdfium2.PdfDocument(data))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def main() -> None:
    """Run it and print a table."""
    documents = {"made release": set_text(make_release(FAMILIES[0], 1), "tab").text, f"{PAGES} pages": report(PAGES)}
    real = REFERENCE / "iij-2008-08-12-results-1q.txt"
    if real.is_file():
        documents["reference release"] = real.read_text(encoding="utf-8")
    print(f"{'document':20}{'lines':>8}{'numbers':>9}{'proved':>8}{'find':>9}{'prove':>9}{'ratio':>8}")
    for name, text in documents.items():
        data = text.encode()
        proof = prove_document(name, read_plain_text(data, name))
        find = timed(partial(find_numbers, text))
        prove = timed(partial(prove_text, name, data))
        counts = proof.certificate
        print(
            f"{name:20}{text.count(chr(10)):>8}{counts['numbers']:>9}{counts['proved']:>8}{find:>8.2f}s{prove:>8.2f}s{prove / find:>7.0f}x"
        )
    whole = read_any_document(documents[f"{PAGES} pages"].encode(), "report.txt")
    document = whole.document or Document("", "", ())
    for kind, write in (("HTML", write_edgar_html), ("Word", write_word)):
        data = write(document)
        start = time.perf_counter()
        counts = prove_document(kind, read_any_document(data, kind)).certificate
        prove = time.perf_counter() - start
        print(f"{f'{PAGES} pages, {kind}':20}{'':>8}{counts['numbers']:>9}{counts['proved']:>8}{'':>9}{prove:>8.2f}s")
    if pdf_available():
        data = long_pdf(PAGES)
        start = time.perf_counter()
        counts = prove_document("PDF", read_any_document(data, "report.pdf")).certificate
        prove = time.perf_counter() - start
        print(f"{f'{PAGES} pages, PDF':20}{'':>8}{counts['numbers']:>9}{counts['proved']:>8}{'':>9}{prove:>8.2f}s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
