"""The official workbooks as oracle of the Checker's verdict."""
