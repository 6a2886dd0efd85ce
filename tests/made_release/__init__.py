"""Made releases and notices of invented companies, and errors planted in them.

First generation: ``release`` and ``offering`` make clean documents from exact ledgers, rounded once; ``plant`` puts exactly one
error into one and knows where it stands; ``layout`` sets a document as text.

Second generation, written without looking at the engine: ``houses`` (that may be looked at) and ``houses_held`` (held out)
say how companies print; ``ledger`` is what happened, quarter by quarter; ``report``, ``summary_form`` and ``announcement``
write; ``oracle`` knows every relation between the numbers by their facts, so that ``planting`` plants only what the document
itself denies; ``draft`` plants dozens at once among look-alikes; ``setting`` sets a document in six layouts; ``measure`` is the
command that prints recall.

Everything is seeded, so that a document can be made again.
"""
