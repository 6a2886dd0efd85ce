"""Verification: what a document says, proved from its evidence and from itself."""
