"""Spans in text: find a quote, mark it, cut excerpts."""
