"""Files that somebody broke, by accident or on purpose, each with a name that says how."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Final

from tests.sources.readers.whole_files import EMAIL, PAGE, PROSE, WHOLE


def damaged() -> Iterator[tuple[str, bytes]]:
    """Name and bytes: some are still good for a document, the others must be refused in a clear line."""
    for kind, whole in WHOLE.items():
        for percent in range(5, 100, 10):
            yield f"{kind} cut at {percent} %", whole[: len(whole) * percent // 100]
        for way, change in _DAMAGES.items():
            yield f"{kind} {way}", change(whole)
    for name, text in _ODD_TEXTS.items():
        for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32"):
            yield f"{name} in {encoding}", text.encode(encoding, "surrogatepass")
    for name, page in _ODD_PAGES.items():
        yield name, page.encode("utf-8", "surrogatepass")
    pdf = WHOLE["pdf"]
    yield "PDF whose pages are their own parent", pdf.replace(b"Kids[12 0 R", b"Kids[2 0 R 2 0 R")
    yield "PDF with a false place of its table", pdf.replace(b"startxref\n", b"startxref\n99")
    yield "PDF with false places in its table", pdf.replace(b"00000 n", b"00007 n")
    yield "PDF with false lengths", pdf.replace(b"/Length ", b"/Length 9")
    yield "PDF with a million pages promised", pdf.replace(b"/Count 3", b"/Count 1000000")
    yield "PDF without its table", pdf[: pdf.index(b"xref")]
    yield from _odd_emails()
    yield from _mixed_encodings()


_DAMAGES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "upside down": lambda data: data[::-1],
    "twice": lambda data: data + data,
    "without its first byte": lambda data: data[1:],
    "without its first 20 bytes": lambda data: data[20:],
    "without its last 20 bytes": lambda data: data[:-20],
    "with zeros in its middle": lambda data: (
        data[: len(data) // 2] + bytes(200) + data[len(data) // 2 :]
    ),
    "with its middle zeroed": lambda data: (
        data[: len(data) // 3] + bytes(len(data) // 3) + data[-len(data) // 3 :]
    ),
    "behind 2,000 bytes of something else": lambda data: b"something else, " * 125 + data,
    "behind a PDF header": lambda data: b"%PDF-1.4\n" + data,
    "behind a ZIP header": lambda data: b"PK\x03\x04" + data,
    "behind an HTML tag": lambda data: b"<html>" + data,
    "behind email headers": lambda data: b"From: a@b.c\nTo: d@e.f\nSubject: x\n\n" + data,
    "with every byte 7 bits": lambda data: bytes(byte & 127 for byte in data),
    "with line ends turned to CR": lambda data: data.replace(b"\n", b"\r"),
    "with line ends turned to CR LF": lambda data: data.replace(b"\n", b"\r\n"),
    "with a NUL after every byte": lambda data: b"".join(bytes([byte, 0]) for byte in data[:4_000]),
    "as base64": base64.b64encode,
    "with its bytes in pairs swapped": lambda data: b"".join(
        data[i + 1 : i + 2] + data[i : i + 1] for i in range(0, len(data), 2)
    ),
    "with every 50th byte turned over": lambda data: bytes(
        byte ^ 255 if i % 50 == 49 else byte for i, byte in enumerate(data)
    ),
}
_ODD_TEXTS: Final = {
    "text with NULs": PROSE.replace(". ", ".\x00 ") + PROSE,
    "text with a lone CR as line end": PROSE.replace(". ", ".\r"),
    "text turned from right to left": f"{PROSE}\u202e{PROSE}\u202c",
    "text with isolates": f"\u2066{PROSE}\u2069\u2067{PROSE}",
    "text with all control characters": PROSE + "".join(map(chr, range(32))) + PROSE * 3,
    "text with half a surrogate pair": f"{PROSE}\ud83d{PROSE}",
    "text with private characters": f"{PROSE}\ue000\uf8ff",
    "text with noncharacters": f"{PROSE}\ufffe\uffff",
    "text with 5,000 accents on one letter": "a" + "\u0301" * 5_000 + PROSE,
    "text of one line of 100,000 characters": "word " * 20_000,
    "text of 20,000 lines of one letter": "a\n" * 20_000,
    "text of 10,000 empty lines": "Title\n" + "\n" * 10_000 + PROSE,
    "text of tabs and one word": "\t" * 10_000 + "word",
    "text full of zero-width spaces": "\u200b".join(PROSE),
    "text with a script in its title": f"<script>alert(1)</script>\n\n{PROSE * 3}",
    "text with labels that go on": "Author: " * 2_000 + PROSE,
    "text with an unclosed front matter": f"---\ntitle: River\n{PROSE}",
    "text with ideographs beyond 16 bits": "\U00020000\U0001f30a" * 500 + PROSE,
    "text with byte order marks inside": PROSE.replace(" ", "\ufeff "),
    "text of slow words for menus": "home > " * 3_000,
    "text of slow words for sharing": "share print email " * 2_000,
    "text of slow Markdown": "[a](" * 3_000 + "**" * 3_000,
}
_ODD_PAGES: Final = {
    "page with scripts in every field": (
        '<html lang="<script>"><title><script>alert(1)</script></title><meta name=author content="<img onerror=x>">'
        f'<link rel=canonical href="javascript:alert(1)"><body><p>{PROSE * 3}</p></body></html>'
    ),
    "page with broken JSON-LD": f'<html><script type="application/ld+json">{{"a":</script><body><p>{PROSE * 3}',
    "page with deep JSON-LD": (
        '<html><script type="application/ld+json">'
        + "[" * 20_000
        + f"</script><body><p>{PROSE * 3}"
    ),
    "page with strange JSON-LD": (
        '<html><script type="application/ld+json">{"@type": ["NewsArticle"], "headline": 7, "author": [[1]],'
        f' "datePublished": {{"a": 1}}, "publisher": null}}</script><body><p>{PROSE * 3}'
    ),
    "page with control characters in its title": f"<html><title>a\x01\x02\u202eb</title><body><p>{PROSE * 3}",
    "page with entities": f"<html><body><p>&#0;&#xD800;&#x110000;&#x202E;&nbsp;&bogus; {PROSE * 3}",
    "page whose charset lies": f'<html><meta charset="utf-7"><body><p>{PROSE * 3}',
    "page whose charset is unknown": f'<html><meta charset="klingon"><body><p>{PROSE * 3}',
    "page whose charset is no text encoding": f'<html><meta charset="zip"><body><p>{PROSE * 3}',
    "page with an unclosed comment": f"<html><body><p>{PROSE * 3}</p><!-- {PROSE}",
    "page with unclosed attributes": f'<html><body class="a><p>{PROSE * 3}</p>',
    "page with 5,000 attributes": f"<html><body {' '.join(f'a{i}=1' for i in range(5_000))}><p>{PROSE * 3}",
    "page with 20,000 paragraphs": "<html><body>" + "<p>word</p>" * 20_000,
    "page with a table of 5,000 rows": "<html><table>" + "<tr><td>a<td>b" * 5_000 + "</table>",
    "page with frames only": "<html><frameset><frame src=a><frame src=b></frameset><noframes>Words here</noframes>",
    "page with an object for its body": f"<html><object data=x><p>{PROSE * 3}</object>",
    "page of nothing but headings": "<html>"
    + "".join(f"<h{i % 6 + 1}>River {i}</h{i % 6 + 1}>" for i in range(300)),
    "page with SVG and MathML": f"<html><svg><text>no</text></svg><math><mi>x</mi></math><p>{PROSE * 3}",
    "page in XHTML": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{PROSE * 3}</p></body></html>',
    "page with an external entity": (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>&x; {PROSE * 3}</p></body></html>"
    ),
}


def _odd_emails() -> Iterator[tuple[str, bytes]]:
    mails = {
        "without a date": EMAIL.replace(
            "Date: Mon, 8 Mar 2004 09:00:00 +0100\n", "Message-ID: <1@a>\n"
        ),
        "with an impossible date": EMAIL.replace("8 Mar 2004", "99 Foo 20044"),
        "with a date before 1": EMAIL.replace("8 Mar 2004", "8 Mar -4"),
        "with a subject of 100,000 letters": EMAIL.replace("The river", "river " * 16_000),
        "with a subject of broken words": EMAIL.replace("The river", "=?utf-8?b?/////?= =?x?q?=?="),
        "with a subject over lines": EMAIL.replace("The river", "The\n river\n\tOrsa"),
        "with an address that is none": EMAIL.replace("Eva Dahl <eva@orsa.example>", "<<<<>>>,,;:"),
        "with 3,000 receivers": EMAIL.replace(
            "all@", ", ".join(f"a{i}@b.c" for i in range(3_000)) + ", all@"
        ),
        "with an unknown charset": EMAIL.replace(
            "MIME-Version: 1.0", "MIME-Version: 1.0\nContent-Type: text/plain; charset=klingon"
        ),
        "with a charset that is no text": EMAIL.replace(
            "MIME-Version: 1.0", "MIME-Version: 1.0\nContent-Type: text/plain; charset=base64"
        ),
        "with broken base64": EMAIL.replace(
            "MIME-Version: 1.0", "MIME-Version: 1.0\nContent-Transfer-Encoding: base64"
        ),
        "with an unknown transfer encoding": EMAIL.replace(
            "MIME-Version: 1.0", "MIME-Version: 1.0\nContent-Transfer-Encoding: x-magic"
        ),
        "of parts without an end": EMAIL.replace(
            "MIME-Version: 1.0", 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"'
        ),
        "with a boundary that is empty": EMAIL.replace(
            "MIME-Version: 1.0", 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=""'
        ),
        "of 3,000 parts": _mail_of_parts(3_000),
        "in a mail in a mail": _mail_in_mail(30),
        "in a mail, 3,000 deep": _mail_in_mail(3_000),
        "in HTML": EMAIL.replace(
            "MIME-Version: 1.0", "MIME-Version: 1.0\nContent-Type: text/html"
        ).replace(PROSE, PAGE),
        "with raw bytes in its headers": EMAIL.replace("The river", "Der Flu\xdf"),
        "with no empty line": EMAIL.replace("\n\n", "\n"),
    }
    for name, mail in mails.items():
        yield f"email {name}", mail.encode("latin-1")


def _mixed_encodings() -> Iterator[tuple[str, bytes]]:
    german = "Die Brücke über den Fluß wurde früher geöffnet. "
    russian = "Мост через реку открыли в мае. "
    yield "UTF-8 with one line of Windows-1252", (german * 20).encode() + german.encode("cp1252")
    yield "half UTF-8, half Windows-1251", (russian * 5).encode() + (russian * 5).encode("cp1251")
    yield "half UTF-8, half UTF-16", german.encode() * 5 + german.encode("utf-16-le") * 5
    yield "UTF-16 with an odd number of bytes", german.encode("utf-16") + b"x"
    yield "UTF-16 mark before UTF-8", b"\xff\xfe" + german.encode() * 5
    yield "UTF-8 mark before Windows-1252", b"\xef\xbb\xbf" + german.encode("cp1252") * 5
    yield "overlong UTF-8", b"The \xc0\xaf river \xe0\x80\xaf rose. " * 20
    yield "UTF-8 cut within a character", (german * 3).encode()[:-1] + "ü".encode()[:1]
    for encoding in (
        "cp1252",
        "cp1251",
        "koi8-r",
        "iso8859-5",
        "cp866",
        "cp1250",
        "mac-roman",
        "shift_jis",
    ):
        text = (
            russian
            if encoding in {"cp1251", "koi8-r", "iso8859-5", "cp866"}
            else "Zug nach Malmo. "
        )
        yield f"text in {encoding}", (text * 10).encode(encoding)


def _mail_of_parts(count: int) -> str:
    head = EMAIL.partition("\n\n")[0]
    parts = f"--b\nContent-Type: text/plain\n\n{PROSE}\n" * count
    return f'{head}\nContent-Type: multipart/mixed; boundary="b"\n\n{parts}--b--\n'


def _mail_in_mail(depth: int) -> str:
    head = EMAIL.partition("\n\n")[0]
    return f"{head}\nContent-Type: message/rfc822\n\n" * depth + EMAIL
