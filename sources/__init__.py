"""What was written: documents, their texts, and places in them. Knows nothing of events."""
