"""Dates in prose: find them, resolve them, explain each answer."""
