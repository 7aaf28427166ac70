"""What happened, and who says so."""
