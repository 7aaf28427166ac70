"""Dated sentences to drafts of events."""
