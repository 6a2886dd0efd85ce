"""The words that everything else speaks. Standard library only; knows no file, clock, database or network."""
