"""Offerings: from the terms of a share issue to its notices, proved."""
