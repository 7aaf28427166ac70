"""The seed format: TOML to plain records."""

from timeline.collection.against_text import check_against_text
from timeline.collection.entries import Collection
from timeline.collection.faults import CollectionError, Fault
from timeline.collection.read import read_collection

__all__ = ["Collection", "CollectionError", "Fault", "check_against_text", "read_collection"]
