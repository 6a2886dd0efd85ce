"""Made releases and notices of invented companies, and errors planted in them.

First generation: ``release`` and ``offering`` make clean documents from exact ledgers, rounded once; ``plant`` puts exactly one
error into one and knows where it stands; ``layout`` sets a document as text.

Second generation, written without looking at the engine: ``houses`` (that may be looked at) and ``houses_held`` (held out)
say how companies print; ``ledger`` is what happened, quarter by quarter; ``report``, ``summary_form`` and ``announcement``
write; ``oracle`` knows every relation between the numbers by their facts, so that ``planting`` plants only what the document
itself denies; ``draft`` plants dozens at once among look-alikes; ``setting`` sets a document in six layouts; ``measure`` is the
command that prints recall.

Third generation, after the habits of real releases: ``houses_strict`` has ten houses of ten trades, five open and five sealed;
``strict_books`` keeps their books, ``strict_pen`` and ``strict_grid`` write sentences and tables from a small notation.

Everything is seeded, so that a document can be made again.
"""
