"""A document held against others: the same engine with more documents."""
