"""Many inputs: one pure function mapped over files, on this machine's processes."""
