"""E-mails saved as files (.eml): the message, with its headers as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from sources.bibliography.reference import Name
from sources.kept import kept
from sources.readers.decoding import decode
from sources.readers.failures import Unreadable, one_line
from sources.readers.html_page import text_of_html
from sources.readers.names import person_or_body
from sources.readers.raw_document import Dating, Extracted, Metadata

_HEADER: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")
_TELLING: Final = frozenset(
    {"from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path"}
    | {"delivered-to", "content-type", "reply-to", "cc", "x-mailer", "in-reply-to"}
)
_ENOUGH: Final = 3
_HEADERS: Final = 500_000
_MOST_NAMES: Final = 10
NO_WORDS: Final = kept(
    "is an e-mail without any text in it, only attachments or nothing. Import those instead."
)


def looks_like_email(data: bytes) -> bool:
    """Whether a file begins with the headers of an e-mail: three that e-mails have, and no other line."""
    names: set[str] = set()
    lines = data[:_HEADERS].lstrip().split(b"\n")
    if lines[0].startswith(b"From "):  # an mbox has that line before the headers
        lines = lines[1:]
    for line in lines:
        if not line.strip() or line[:1] in b" \t":
            if not line.strip():
                break
            continue
        header = _HEADER.match(line)
        if header is None:
            return False
        names.add(header[1].decode("ascii").lower())
    return len(names & _TELLING) >= _ENOUGH


def read_email_message(data: bytes) -> Extracted:
    """Read one e-mail. Raises Unreadable where it has no text, or is a whole mailbox."""
    data = data.lstrip()
    others = len(
        re.findall(rb"\n\nFrom \S+@\S+ .*\nReturn-Path:|\n\nFrom \S+@\S+ \w{3} \w{3} ", data)
    )
    if data.startswith(b"From ") and others:
        raise Unreadable(
            kept("is a mailbox of {number} e-mails. Save each as a file (.eml) of its own.").format(
                number=others + 1
            )
        )
    message = message_from_bytes(data, policy=policy.default)
    body, warnings = _body(message)
    if not body.strip():
        raise Unreadable(NO_WORDS)
    return Extracted(body, "email_message", _metadata(message), (*warnings, *_left_out(message)))


def _body(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    part = message.get_body(preferencelist=("plain", "html")) or _first_text(message)
    payload = part.get_payload(decode=True) if part else b""
    if part is None or not isinstance(payload, bytes) or not payload:
        return "", ()
    decoded = decode(payload, part.get_content_charset(""))
    if part.get_content_subtype() == "html":
        return text_of_html(decoded), decoded.warnings
    return decoded.text, decoded.warnings


def _first_text(message: EmailMessage) -> EmailMessage | None:
    """The text of an e-mail that was forwarded whole, or whose parts can't be told from each other."""
    for part in message.walk():
        whole = not part.is_multipart() and part.get_content_maintype() in {"text", "multipart"}
        if whole and not part.is_attachment():
            return part
    return None


def _left_out(message: EmailMessage) -> Iterator[str]:
    names = list(_attachments(message))
    for name in names[:_MOST_NAMES]:
        yield kept("The attachment “{name}” was left out.").format(name=name)
    if len(names) > _MOST_NAMES:
        line = kept("{number} more attachments were left out.")
        yield line.format(number=len(names) - _MOST_NAMES)


def _attachments(message: EmailMessage) -> Iterator[str]:
    for part in message.iter_attachments():
        yield one_line(part.get_filename() or part.get_content_type())[:100]


def _metadata(message: EmailMessage) -> Metadata:
    sent = _sent_on(message)
    evidence = kept("the Date header of the e-mail")
    return Metadata(
        title=_header(message, "Subject"),
        authors=tuple(_senders(message)),
        datings=(Dating(sent, evidence, "declared"),) if sent else (),
        language=_header(message, "Content-Language").partition(",")[0],
        kind="personal_communication",
    )


def _header(message: EmailMessage, name: str) -> str:
    # Whatever the standard library can't make of a header that somebody broke on purpose.
    try:
        return one_line(str(message.get(name, "")))[:500]
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        return ""


def _senders(message: EmailMessage) -> Iterator[Name]:
    for shown, address in getaddresses([_header(message, "From")]):
        name = person_or_body(shown.strip("\"' ")) if shown else None
        if name or address:
            yield name or Name(literal=address)


def _sent_on(message: EmailMessage) -> str:
    """The day in the sender's own time zone, as EDTF."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
