"""What somebody looks for, and when words are the same: one rule for every database."""
