"""Workbooks (.xlsx, .xlsm, .xls) as values with addresses: bounded, exact, and with everything odd said aloud."""
