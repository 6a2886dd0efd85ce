"""Smelters: the reference, who is meant by a row, and the status as of a date."""
