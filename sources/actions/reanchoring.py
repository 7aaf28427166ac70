"""Find the passages of a document's older texts again in its new one, or leave them to a person."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sources.actions.storing import record_passage
from sources.anchoring.locate import Ambiguous, Found, Located, NotFound, locate
from sources.kept import kept
from sources.models import Passage, Reanchoring, TextVersion

_ELSEWHERE: Final = NotFound(
    kept(
        "These words stood at several places of the old text, and in the new one none of them has the"
        " same words around it. Choose the place."
    )
)


def reanchor_passages(version: TextVersion, *, now: datetime) -> list[Reanchoring]:
    """Look for every passage of the document's older texts in its newest, and record what came of it.

    A quote found exactly once gives a passage of the new text. Any other is queued with the reason.
    What older texts left open is settled by this: it is asked again for the new text alone.
    """
    passages = (
        Passage.objects.filter(text_version__document=version.document_id)
        .exclude(text_version=version)
        .exclude(pk__in=Reanchoring.objects.exclude(found=None).values("passage"))
    )
    Reanchoring.objects.open().filter(passage__in=passages).update(settled_at=now)
    texts = dict(passages.order_by().values_list("text_version", "text_version__text").distinct())
    return [
        _record(passage, version, find_again(passage, texts[passage.text_version_id], version))
        for passage in passages.order_by("pk")
    ]


def find_again(passage: Passage, old_text: str | None, version: TextVersion) -> Located:
    """Where a passage of an old text stands in another text, if there is no doubt.

    Where the old text has its words more than once, that they stand once in the new one proves
    nothing: then the words around them must be the same too.
    """
    text = version.text or ""
    if old_text is None or isinstance(locate(old_text, passage.quote), Found):
        return locate(text, passage.quote, prefix=passage.prefix, suffix=passage.suffix)
    whole = locate(text, passage.prefix + passage.quote + passage.suffix)
    if not isinstance(whole, Found):
        return _ELSEWHERE
    start = whole.start + len(passage.prefix)
    return Found(start, start + len(passage.quote))


def _record(passage: Passage, version: TextVersion, located: Located) -> Reanchoring:
    entry = Reanchoring(passage=passage, new_version=version)
    match located:
        case Found(start, end):
            entry.found = record_passage(version, start=start, end=end, quote=passage.quote)
        case NotFound(reason) | Ambiguous(reason=reason):
            entry.reason = reason
    entry.save()
    return entry
