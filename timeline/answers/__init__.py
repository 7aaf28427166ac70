"""What a page asks of the events of a timeline: answered by the database or by an index, alike."""
