"""A timeline and a pile of documents in which every word that can be harmful is."""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from sources.models.text_version import sha256_of
from tests.samples.making import make_docx, make_pdf

PAYLOADS: Final[tuple[str, ...]] = tuple(
    payload.strip()
    for group in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).values()
    for payload in group
)
SHORT: Final = [payload for payload in PAYLOADS if len(payload) <= 20]
LANES: Final = 12
HALF: Final = len(PAYLOADS) // 2
QUARTER: Final = len(PAYLOADS) // 4
A_SOURCE: Final = 20
"""Payloads that one source of the collection quotes."""
_LABEL: Final = 24


def write_collection(folder: Path) -> Path:
    """A collection with payloads in all its words: 100 events, 100 actors, 10 sources of 20 each."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    groups = [PAYLOADS[at : at + A_SOURCE] for at in range(0, len(PAYLOADS), A_SOURCE)]
    sources = [_source(texts, number, group) for number, group in enumerate(groups)]
    for name, parts in {
        "timeline": [_timeline()],
        "sources": sources,
        "actors": [_actor(number) for number in range(HALF)],
        "events": [_event(number) for number in range(HALF)],
    }.items():
        (folder / f"{name}.toml").write_text("\n".join(parts), "utf-8")
    return folder


def write_documents(folder: Path) -> list[tuple[Path, Path]]:
    """Files of every kind that can be imported, in three folders, each with its bibliography."""
    csl, ris, bib = (folder / name for name in ("csl", "ris", "bib"))
    for each in (csl, ris, bib):
        each.mkdir()
    third = len(PAYLOADS) // 3
    lines = [
        f"On {1 + n % 28} May 2004, the mayor wrote {p} on a wall." for n, p in enumerate(PAYLOADS)
    ]
    (csl / "a.txt").write_text("\n\n".join(lines), "utf-8")
    (csl / "b.md").write_text("# " + PAYLOADS[0] + "\n\n" + "\n\n".join(lines[:third]), "utf-8")
    (ris / "c.html").write_text(_page(lines[third : 2 * third]), "utf-8")
    (ris / "d.eml").write_bytes(_mail(lines[2 * third :]))
    (bib / "e.docx").write_bytes(make_docx(lines[:third], title=PAYLOADS[24], author=PAYLOADS[25]))
    plain = [line for line in lines if line.isascii()]
    (bib / "f.pdf").write_bytes(make_pdf([plain[:third]], title=PAYLOADS[26], author=PAYLOADS[27]))
    for number, payload in enumerate(PAYLOADS[::9]):  # names of files
        name = payload.replace("/", "∕").replace("\0", "")[:60].lstrip(".")
        (bib / f"{name}.txt").write_text(f"{number}. {lines[number]}", "utf-8")
    return [
        (csl, _csl(folder / "csl.json")), (ris, _ris(folder / "ris.ris")), (bib, _bib(folder / "bib.bib")),
    ]  # fmt: skip


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _timeline() -> str:
    head = {"title": PAYLOADS[0], "headline": PAYLOADS[24], "description": PAYLOADS[104]}
    rows = [f"{key} = {_quoted(value)}" for key, value in head.items()]
    rows += ['slug = "payloads"', 'period = "2004"', "is_public = true"]
    names = [payload for payload in PAYLOADS if 20 < len(payload) <= 60]
    for number, payload in enumerate(names[30 : 30 + LANES]):
        rows += [f'[[category]]\nslug = "c{number}"\ncolour = {number + 1}', _named(payload)]
    for number, payload in enumerate(names[50 : 50 + LANES]):
        rows += [f'[[theme]]\nslug = "t{number}"', _named(payload)]
    return "\n".join(rows)


def _named(payload: str) -> str:
    return f"name = {_quoted(payload)}\ndescription = {_quoted(payload)}"


def _source(texts: Path, number: int, payloads: Sequence[str]) -> str:
    text = _text(payloads)
    name = f"s{number}.txt"
    (texts / name).write_text(text, "utf-8", newline="")
    first, last = payloads[0], payloads[-1]
    return f"""
[[source]]
slug = "s{number}"
title = {_quoted(first)}
authors = [{{ family = {_quoted(last)}, given = {_quoted(first)} }}, {{ literal = {_quoted(payloads[1])} }}]
publisher = {_quoted(payloads[2])}
container = {_quoted(payloads[3])}
volume = {_quoted(SHORT[2 * number])}
issue = {_quoted(SHORT[2 * number + 1])}
kind = "webpage"
published = "2004-05-05"
published_evidence = {_quoted(payloads[6])}
language = "en"
url = {_quoted("https://harm.example/" + payloads[7].replace(" ", ""))}
rights = {_quoted(payloads[8])}
access = "{"full" if number * A_SOURCE < HALF else "excerpts"}"
file = "{name}"
sha256 = "{sha256_of(text)}"
length = {len(text)}
"""


def _text(payloads: Sequence[str]) -> str:
    return "".join(f"The wall said {payload} that day.\n\n" for payload in payloads)


def _actor(number: int) -> str:
    return f"""
[[actor]]
slug = "a{number}"
name = {_quoted(PAYLOADS[number])}
kind = "person"
aliases = [{_quoted(PAYLOADS[number + HALF])}]
description = {_quoted(PAYLOADS[number + HALF])}
"""


def words_of(number: int) -> list[str]:
    """An event's title, summary, note and reason: those of fifty events are all payloads."""
    return [PAYLOADS[(number + part * QUARTER) % len(PAYLOADS)] for part in range(4)]


def _event(number: int) -> str:
    title, summary, note, reason = map(_quoted, words_of(number))
    quoted = number + HALF
    payload = PAYLOADS[quoted]
    start = _text(PAYLOADS[quoted - quoted % A_SOURCE : quoted + 1]).rindex(payload)
    return f"""
[[event]]
key = "e{number}"
title = {title}
label = {_quoted(PAYLOADS[number][:_LABEL].strip())}
summary = {summary}
edtf = "2004-05-{1 + number % 28:02}"
modality = "occurred"
category = "c{number % LANES}"
importance = {1 + number % 3}
themes = ["t{number % LANES}"]
actors = {{ a{number} = "subject" }}
note = {note}
date_reason = {reason}

[[event.citation]]
source = "s{quoted // A_SOURCE}"
start = {start}
end = {start + len(payload)}
quote = {_quoted(payload)}
rule = {summary}
anchor = {note}
note = {reason}
edtf = "2004-05-{1 + number % 28:02}"
"""


def _page(lines: Sequence[str]) -> str:
    """A saved web page: its text escaped, as a page shows such words, and once as they are."""
    shown = "".join(f"<p>{escape(line)}</p>" for line in lines)
    title, author = escape(PAYLOADS[28], quote=True), escape(PAYLOADS[29], quote=True)
    return (
        f'<html><head><title>{title}</title><meta name="author" content="{author}">'
        f'<link rel="canonical" href="javascript:ran(1)"></head>'
        f"<body><article><h1>{title}</h1>{shown}<p>{lines[0]}</p></article></body></html>"
    )


def _mail(lines: Sequence[str]) -> bytes:
    subject = base64.b64encode(PAYLOADS[130].encode()).decode()
    sender = base64.b64encode(PAYLOADS[131].encode()).decode()
    body = base64.encodebytes("\n\n".join(lines).encode()).decode()
    return (
        f"From: =?utf-8?b?{sender}?= <a@harm.example>\nSubject: =?utf-8?b?{subject}?=\n"
        "Date: Mon, 3 May 2004 10:00:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}"
    ).encode()


def _csl(path: Path) -> Path:
    entries = [
        {
            "id": key, "type": "webpage", "title": PAYLOADS[n], "publisher": PAYLOADS[n + 1],
            "container-title": PAYLOADS[n + 2], "author": [{"literal": PAYLOADS[n + 3]}],
            "URL": "javascript:ran(1)", "note": PAYLOADS[n + 4], "issued": {"date-parts": [[2004, 5]]},
        }
        for key, n in (("a", 60), ("b", 70))
    ]  # fmt: skip
    path.write_text(json.dumps(entries), "utf-8")
    return path


def _ris(path: Path) -> Path:
    rows = []
    for key, n in (("c", 80), ("d", 90)):
        rows += ["TY  - ELEC", f"ID  - {key}", f"TI  - {PAYLOADS[n]}", f"AU  - {PAYLOADS[n + 1]}"]
        rows += [f"PB  - {PAYLOADS[n + 2]}", f"T2  - {PAYLOADS[n + 3]}", "UR  - javascript:ran(1)"]
        rows += ["PY  - 2004/05/03", "ER  - ", ""]
    path.write_text("\n".join(rows), "utf-8")
    return path


def _bib(path: Path) -> Path:
    plain = [payload for payload in PAYLOADS if not set(payload) & set('{}"\\%@#,')]
    entries = [
        f"@misc{{{key},\n title = {{{plain[n]}}},\n author = {{{{{plain[n + 1]}}}}},\n"
        f" publisher = {{{plain[n + 2]}}},\n url = {{javascript:ran(1)}},\n year = {{2004}}\n}}\n"
        for key, n in (("e", 10), ("f", 20))
    ]
    path.write_text("\n".join(entries), "utf-8")
    return path
