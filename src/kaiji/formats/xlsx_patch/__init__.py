"""Writing into a workbook that somebody else made: the named cells change, and nothing else does."""
