"""The read model: filter, count and bin many events."""
