"""The rules on the terms of an offering."""
