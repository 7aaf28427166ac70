"""Small files of every kind with nothing wrong in them, to be broken."""

from __future__ import annotations

from typing import Final

from tests.samples.make_binary_samples import annual_report, minutes

PROSE: Final = (
    "The River Orsa rose on 3 March 2004 and fell again on the 9th. Nobody was hurt, but the café at the"
    " landing stage lost its terrace. "
)
PAGE: Final = (
    f"<html><head><title>River</title></head><body><p>{PROSE}</p><p>{PROSE}</p></body></html>"
)
EMAIL: Final = (
    "From: Eva Dahl <eva@orsa.example>\nTo: all@orsa.example\nSubject: The river\n"
    f"Date: Mon, 8 Mar 2004 09:00:00 +0100\nMIME-Version: 1.0\n\n{PROSE}\n"
)
MARKDOWN: Final = f"---\ntitle: River\ndate: 2004-03-10\n---\n# River\n\n{PROSE}**Bold** [link](https://a.example)\n"
WHOLE: Final[dict[str, bytes]] = {
    "text": (PROSE * 6).encode(),
    "page": PAGE.encode(),
    "email": EMAIL.encode(),
    "markdown": MARKDOWN.encode(),
    "pdf": annual_report(),
    "word": minutes(),
}
