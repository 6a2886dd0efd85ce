"""The evidence folder of the conflict-minerals programme: its files, every value with its place."""
