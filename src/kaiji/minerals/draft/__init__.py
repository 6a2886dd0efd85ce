"""Drafting the layout of a revision that nobody has described yet, from its blank workbook."""
