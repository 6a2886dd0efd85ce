"""Names: who is meant, with the reasons."""
