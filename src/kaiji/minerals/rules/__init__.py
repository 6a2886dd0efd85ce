"""The rules on declarations: one function, one code, one help page, one file of cases each."""
