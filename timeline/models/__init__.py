"""Timelines, events, citations, actors, categories and themes."""
