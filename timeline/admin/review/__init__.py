"""The review queue: one candidate at a time, or all of them as a table."""
