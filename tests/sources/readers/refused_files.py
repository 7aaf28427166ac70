"""Files in which nothing can be read, each with a name that says why, and words of the message."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tests.samples.making import make_docx, make_pdf, make_zip
from tests.sources.readers.whole_files import EMAIL, PROSE, WHOLE

_XML_BOMB: Final = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in pairwise("abcdefghij"))
    + "]><l>&j;</l>"
)


def refused() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes, and words of the message: nothing in them can be read."""
    yield "empty", b"", "is empty"
    yield "only spaces", b"  \n\t \r\n" * 50, "is empty"
    yield "only zeros", bytes(10_000), "is empty"
    yield "only a byte order mark", b"\xef\xbb\xbf", "is empty"
    yield "only a UTF-16 byte order mark", b"\xff\xfe", "is empty"
    yield "only punctuation", b"... --- !!! ???\n" * 30, "is not text"
    yield "only combining accents", ("\u0301" * 300).encode(), "is not text"
    yield "only direction marks", ("\u202e\u202d" * 99).encode(), "is not text"
    yield "random bytes", bytes((i * i * 31 + i // 3) % 256 for i in range(5_000)), "is not text"
    yield "bytes 0 to 255", bytes(range(256)) * 20, "is not text"
    yield from _other_kinds()
    yield from _broken_packages()
    yield from _broken_pdfs()
    yield from _without_words()
    yield from _nested_too_deeply()
    yield from _data()


def _without_words() -> Iterator[tuple[str, bytes, str]]:
    yield (
        "page without words",
        b"<html><body><script>draw()</script></body></html>",
        "without any text",
    )
    yield (
        "page with pictures only",
        b"<html><body><img src=a.png><img src=b.png></body></html>",
        "without any text",
    )
    yield (
        "page with hidden words only",
        b"<html><body><p hidden>Words</p></body></html>",
        "without any text",
    )
    yield (
        "page with a comment only",
        b"<html><body><!-- words --></body></html>",
        "without any text",
    )
    yield "email without body", EMAIL.partition("\n\n")[0].encode() + b"\n\n", "without any text"
    yield "email with an attachment only", _mail_with_attachment(), "without any text"
    yield (
        "mailbox of three",
        (f"From eva@orsa.example Mon Mar  8 09:00:00 2004\n{EMAIL}\n" * 3).encode(),
        "mailbox of 3",
    )


def _nested_too_deeply() -> Iterator[tuple[str, bytes, str]]:
    yield (
        "100,000 nested tags",
        b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
        "nested too deeply",
    )
    yield "100,000 nested lists", b"<html>" + b"<ul><li>" * 50_000 + b"deep", "nested too deeply"
    yield "100,000 nested spans", b"<html><p>" + b"<span>" * 100_000 + b"deep", "nested too deeply"


def _data() -> Iterator[tuple[str, bytes, str]]:
    for name, text in {
        "RIS": "TY  - JOUR\nTI  - A\nER  - \n",
        "BibTeX": "@book{a, title={B}}",
    }.items():
        yield f"bibliography in {name}", text.encode(), "is a bibliography"
    yield (
        "bibliography in CSL-JSON",
        b'[{"id": "a", "type": "book", "title": "B"}]',
        "is a bibliography",
    )
    yield "JSON object", b'{"a": [1, 2, {"b": "c"}]}', "is data (JSON)"
    yield "JSON array", b"[1, 2, 3]", "is data (JSON)"
    yield (
        "XML that is no page",
        b'<?xml version="1.0"?><feed><entry>Words</entry></feed>',
        "is an XML file",
    )
    yield "XML bomb", _XML_BOMB.encode(), "is an XML file"


def _other_kinds() -> Iterator[tuple[str, bytes, str]]:
    padding = bytes(range(256)) * 4
    kinds = {
        "PNG": b"\x89PNG\r\n\x1a\n",
        "JPEG": b"\xff\xd8\xff\xe0",
        "GIF": b"GIF89a",
        "TIFF": b"II*\x00",
        "WebP": b"RIFF\x00\x01\x00\x00WEBPVP8 ",
        "HEIC": b"\x00\x00\x00\x18ftypheic",
        "MP4": b"\x00\x00\x00\x18ftypisom",
        "MP3": b"ID3\x03\x00",
        "Ogg": b"OggS\x00",
        "WAV": b"RIFF\x00\x01\x00\x00WAVEfmt ",
        "Matroska": b"\x1aE\xdf\xa3",
        "old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "rich text": rb"{\rtf1\ansi Words}",
        "PostScript": b"%!PS-Adobe-3.0\n",
        "DjVu": b"AT&TFORM\x00\x00",
        "gzip": gzip.compress(PROSE.encode()),
        "gigabyte of zeros in gzip": b"\x1f\x8b\x08" + zlib.compress(bytes(1_000_000)),
        "bzip2": b"BZh91AY&SY",
        "xz": b"\xfd7zXZ\x00",
        "7z": b"7z\xbc\xaf'\x1c",
        "RAR": b"Rar!\x1a\x07\x00",
        "zstd": b"(\xb5/\xfd",
        "tar": _tar(),
        "program for Linux": b"\x7fELF\x02",
        "program for Windows": b"MZ\x90\x00",
        "Java class": b"\xca\xfe\xba\xbe",
        "WebAssembly": b"\x00asm\x01",
        "SQLite": b"SQLite format 3\x00",
        "Parquet": b"PAR1\x15\x04",
        "font": b"wOFF\x00\x01",
    }
    for name, start in kinds.items():
        yield f"{name} named as text", start + padding, "can't be read"
    packages = {
        "workbook": "xl/workbook.xml",
        "presentation": "ppt/presentation.xml",
        "e-book": "META-INF/container.xml",
        "OpenDocument": "content.xml",
    }
    for name, part in packages.items():
        yield name, make_zip({part: "<a/>"}), "can't be read"


def _broken_packages() -> Iterator[tuple[str, bytes, str]]:
    word = WHOLE["word"]
    yield "ZIP of files", make_zip({"a.txt": "a", "b.txt": "b"}), "is an archive (ZIP)"
    yield "empty ZIP", make_zip({}), "is an archive (ZIP)"
    yield "ZIP with paths that climb", make_zip({"../../etc/passwd": "x"}), "is an archive (ZIP)"
    yield "ZIP in a ZIP", make_zip({"inner.zip": make_zip({"a": b"a"})}), "is an archive (ZIP)"
    yield "Word document cut in half", word[: len(word) // 2], "damaged"
    yield "Word document, first byte only", word[:5], "damaged"
    yield "Word document without words", make_docx([]), "without any text"
    yield (
        "Word document that is no XML",
        make_docx([], parts={"word/document.xml": "PK"}),
        "damaged",
    )
    yield (
        "Word document with an empty part",
        make_docx([], parts={"word/document.xml": ""}),
        "damaged",
    )
    yield (
        "Word document with a bomb of entities",
        make_docx([], parts={"word/document.xml": _XML_BOMB}),
        "damaged",
    )
    deep = "<w:p>" * 30_000
    yield "Word document of 30,000 nested tags", make_docx([], body=deep + "</w:p>" * 30_000), "."
    yield "Word document with a locked part", _locked_zip(word), "password"
    yield "Word document with a false checksum", _false_checksum(word), "damaged"
    yield "Word document that is only a name", make_zip({"word/document.xml": "x"}), "damaged"


def _broken_pdfs() -> Iterator[tuple[str, bytes, str]]:
    pdf = WHOLE["pdf"]
    yield "PDF that is only a header", b"%PDF-1.7\n", "damaged"
    yield "PDF header and zeros", b"%PDF-1.7\n" + bytes(10_000), "damaged"
    yield "PDF header and text", b"%PDF-1.7\n" + PROSE.encode() * 20, "damaged"
    yield "PDF cut after 100 bytes", pdf[:100], "damaged"
    yield "PDF with a password", make_pdf([[PROSE]], password="harbour"), "password"  # noqa: S106
    yield "PDF of empty pages", make_pdf([[], [], []]), "only pictures"
    yield "PDF without pages", make_pdf([]), "damaged"
    yield (
        "PDF without a root",
        pdf.replace(b"/Root 1 0 R", b"/Root 9 0 R").replace(b"/Catalog", b"/Catalyst"),
        ".",
    )


def _locked_zip(data: bytes) -> bytes:
    """The same archive with the flag for encryption set in every header."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            out[at + offset] |= 1
            at = data.find(signature, at + 1)
    return bytes(out)


def _false_checksum(data: bytes) -> bytes:
    out = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 16] ^= 255
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(out)


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("notes.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def _mail_with_attachment() -> bytes:
    head = EMAIL.partition("\n\n")[0]
    return (
        f'{head}\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: application/pdf\n'
        "Content-Disposition: attachment; filename=../../map.pdf\n\n%PDF\n--b--\n"
    ).encode()
