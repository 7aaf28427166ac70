"""Random changes of files, as disks, networks and attackers make them."""

from __future__ import annotations

import random


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one to eight changes: bytes turned, cut, doubled, swapped or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        _change(changed, chance)
    return bytes(changed)


def _change(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    length = chance.choice([1, 1, 2, 4, 16, 64, 500])
    match chance.randrange(7):
        case 0:
            data[at : at + length] = chance.randbytes(length)
        case 1:
            del data[at : at + length]
        case 2:
            data[at:at] = data[at : at + length] * chance.choice([1, 2, 50])
        case 3:
            data[at:at] = chance.choice(_TRICKS)
        case 4:
            other = chance.randrange(len(data) + 1)
            data[at : at + length] = data[other : other + length]
        case 5:
            del data[max(at, len(data) // 4) :]
        case _:
            for i in range(at, min(at + length, len(data))):
                data[i] ^= 1 << chance.randrange(8)


_TRICKS = [
    *(
        b"\x00",
        b"\xff\xff\xff\xff",
        b"\r",
        b"\xe2\x80\xae",
        b"<" * 50,
        b"</p>",
        b"<!--",
        b"]]>",
        b"&#0;",
    ),
    *(
        b"endobj\n",
        b"stream\n",
        b"/Kids[2 0 R]",
        b"9999999999",
        b"-1",
        b"--b\n",
        b"\n\n",
        b"PK\x01\x02",
    ),
    *(
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"%PDF-",
        b"<w:p>" * 50,
        b"\x80" * 20,
        b"{" * 99,
    ),
]
