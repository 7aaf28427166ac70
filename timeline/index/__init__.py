"""The read model of large timelines: columns in time order, counted by numpy. No Django."""
