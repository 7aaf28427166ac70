"""Curation of sources: documents, their texts, and the passages cited from them.

Documents are registered by `timeline.admin`, whose page of one shows what events make of it.
"""

from sources.admin.document import DocumentAdmin
from sources.admin.read_only import ReadOnly, how_held
from sources.admin.texts import PassageAdmin, TextVersionAdmin

__all__ = ["DocumentAdmin", "PassageAdmin", "ReadOnly", "TextVersionAdmin", "how_held"]
