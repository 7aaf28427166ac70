"""Event records to files."""
