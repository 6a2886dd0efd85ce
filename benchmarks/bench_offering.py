"""From terms to proof: one notice, and a whole offering in every form, beside merely writing the same documents.

Prints medians and ratios; asserts nothing. The peer is python-docx and WeasyPrint setting the same documents, without reading
back or proving anything: what the proof costs besides.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from kaiji.formats.pdf_write import pdf_available, write_pdf
from kaiji.formats.word_write import write_word
from kaiji.offerings.package import FORMS, build_offering
from kaiji.programmes import RULES

RUNS = 5
TERMS = Path(__file__).resolve().parent.parent / "examples" / "minato" / "offering.toml"


def median(act: Callable[[], object]) -> float:
    """Give the median time of an act in seconds, after one run to warm up."""
    act()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    files = {"offering.toml": TERMS.read_bytes()}
    forms = FORMS if pdf_available() else tuple(one for one in FORMS if one != "pdf")
    built = build_offering(files, RULES)
    writers = (write_word, write_pdf) if pdf_available() else (write_word,)
    one = median(lambda: build_offering(files, RULES, languages=("en",), only="allotment"))
    every = median(lambda: build_offering(files, RULES, forms=forms))
    bare = median(lambda: [write(document) for document in built.documents.values() for write in writers])
    print(f"one notice, HTML and text, written, read back and proved  {one:7.3f} s")
    print(f"three notices, two languages, {len(forms)} forms, proved           {every:7.3f} s")
    print(
        f"the same documents written only ({len(writers)} forms)               {bare:7.3f} s   ratio {every / bare:.2f}"
    )


if __name__ == "__main__":
    main()
