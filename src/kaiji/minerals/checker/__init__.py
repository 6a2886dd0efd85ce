"""What the template's own Checker sheet says: the same rows, the same quirks, the same total."""
