"""The documents of the admin, from upload to the last passage that a corrected text moved."""

from timeline.admin.documents.admin import CoveredDocumentAdmin
from timeline.admin.documents.reanchoring import ReanchoringAdmin

__all__ = ["CoveredDocumentAdmin", "ReanchoringAdmin"]
