"""Documents, their immutable texts, and passages in them."""

from sources.models.document import Document
from sources.models.passage import Passage
from sources.models.reader_output import ReaderOutput
from sources.models.reanchoring import Reanchoring
from sources.models.text_version import TextVersion

__all__ = ["Document", "Passage", "ReaderOutput", "Reanchoring", "TextVersion"]
