"""Small files of the binary formats, written byte by byte, so that tests know all that is in them."""

from __future__ import annotations

import hashlib
import io
import struct
import textwrap
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

_PAD: Final = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def make_pdf(
    pages: Sequence[Sequence[str]],
    *,
    header: str = "",
    footer: str = "",
    title: str = "",
    author: str = "",
    password: str | None = None,
) -> bytes:
    """A PDF of paragraphs set in 11 point Helvetica; {n} in header and footer is the page's number."""
    key = _key(password) if password is not None else None
    objects: dict[int, bytes] = {}
    kids = []
    for number, paragraphs in enumerate(pages, 1):
        page, content = 10 + 2 * number, 11 + 2 * number
        kids.append(f"{page} 0 R")
        drawn = _drawn(paragraphs, header.format(n=number), footer.format(n=number))
        body = _rc4(_object_key(key, content), drawn) if key else drawn
        objects[content] = b"<</Length %d>>stream\n%s\nendstream" % (len(body), body)
        objects[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {content} 0 R>>"
        ).encode()
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    objects[3] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects[4] = b"<</Title(%s)/Author(%s)>>" % (_string(title), _string(author))
    extra = b""
    if key:
        owner = _rc4(_md5(_padded("owner"))[:5], _padded(password or ""))
        objects[5] = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
            owner.hex().encode(),
            _rc4(key, _PAD).hex().encode(),
        )
        extra = b"/Encrypt 5 0 R/ID[<00><00>]"
    return _file(objects, extra)


def _drawn(paragraphs: Sequence[str], header: str, footer: str) -> bytes:
    rows = [(800, header)] if header else []
    y = 760
    for paragraph in paragraphs:
        for row in textwrap.wrap(paragraph, 80):
            rows.append((y, row))
            y -= 14
        y -= 12
    rows += [(40, footer)] if footer else []
    drawn = [b"BT /F 11 Tf 1 0 0 1 60 %d Tm (%s) Tj ET" % (y, _string(row)) for y, row in rows]
    return b"\n".join(drawn)


def _string(words: str) -> bytes:
    raw = words.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: dict[int, bytes], extra: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj%s\nendobj\n" % (number, objects[number])
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        free = number not in places
        out += b"%010d %05d %s \n" % (places.get(number, 0), 65535 * free, b"f" if free else b"n")
    out += b"trailer<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        extra,
        start,
    )
    return bytes(out)


# The standard security handler, revision 2: PDF 32000-1:2008, section 7.6.3, algorithms 1 to 4.
def _key(password: str) -> bytes:
    owner = _rc4(_md5(_padded("owner"))[:5], _padded(password))
    permissions = (-4).to_bytes(4, "little", signed=True)
    return _md5(_padded(password) + owner + permissions + b"\x00")[:5]


def _object_key(key: bytes | None, number: int) -> bytes:
    return _md5((key or b"") + number.to_bytes(3, "little") + b"\x00\x00")[:10]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _padded(password: str) -> bytes:
    return (password.encode() + _PAD)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def make_docx(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    author: str = "",
    created: str = "",
    body: str = "",
    parts: dict[str, str] | None = None,
) -> bytes:
    """A Word document of paragraphs, then `body` as it is; `parts` adds or replaces files in it."""
    drawn = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": (
            '<?xml version="1.0"?><Relationships'
            ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{drawn}{body}</w:body></w:document>'
        ),
        "docProps/core.xml": (
            '<?xml version="1.0"?><cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
            f"<dcterms:created>{created}</dcterms:created></cp:coreProperties>"
        ),
    } | (parts or {})
    return make_zip(files)


def make_zip(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """A ZIP archive with the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_zip_bomb(name: str, size: int, *, stated: int | None = None) -> bytes:
    """A ZIP archive with one file of `size` zeros (whole megabytes), which it says is `stated` long."""
    megabyte = bytes(1_000_000)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeeze.compress(megabyte) + squeeze.flush(zlib.Z_FULL_FLUSH)
    packed = block * (size // 1_000_000) + squeeze.flush()
    checksum = 0
    for _ in range(size // 1_000_000):
        checksum = zlib.crc32(megabyte, checksum)
    sizes = struct.pack("<III", checksum, len(packed), size if stated is None else stated)
    path = name.encode()
    shared = struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", len(path), 0)
    local = b"PK\x03\x04" + shared + path + packed
    central = b"PK\x01\x02\x14\x00" + shared + struct.pack("<HHHII", 0, 0, 0, 0, 0) + path
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end
