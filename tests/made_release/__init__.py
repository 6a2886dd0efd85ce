"""Made releases and notices of invented companies, and single errors planted in them.

``release`` and ``offering`` make clean documents from exact ledgers, rounded once; ``plant`` puts exactly one error into one
and knows where it stands; ``layout`` sets a document as text. Everything is seeded, so that a document can be made again.
"""
