"""Files: bytes to values and documents to bytes. A reader never raises on what somebody sent."""
