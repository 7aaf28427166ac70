"""A whole small collection with its texts, written for the tests of importing and verifying."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

GAZETTE = (
    "HOME | NEWS\n"
    "The Bridge Is Late\n"
    "On Monday the mayor opened the bridge over the Elbow. "
    "Work began in 1998, and the council had promised an opening in late 2003.\n"
)
COURIER = "A ribbon was cut in Elbow – in May, “at last”, as the mayor 😀 put it.\n"
TEXTS = {"gazette.txt": GAZETTE, "courier.txt": COURIER}


def write_texts(folder: Path, **changed: str) -> Path:
    """Write the two texts, or another in place of one: write_texts(folder, gazette="...")."""
    folder.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        text = changed.get(name.removesuffix(".txt"), text)
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def write_collection(folder: Path) -> Path:
    """Write the four files of the collection."""
    folder.mkdir(exist_ok=True)
    for name, text in {
        "timeline.toml": TIMELINE,
        "sources.toml": _source("gazette", GAZETTE, [[0, 11]]) + _source("courier", COURIER, []),
        "actors.toml": ACTORS,
        "events.toml": EVENTS,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _source(slug: str, text: str, boilerplate: list[list[int]]) -> str:
    return f"""
[[source]]
slug = "{slug}"
title = "The Bridge Is Late ({slug})"
container = "The {slug.capitalize()}"
kind = "article-newspaper"
published = "2004-05-05"
published_evidence = "stated in the text"
language = "en"
access = "excerpts"
file = "{slug}.txt"
sha256 = "{sha256(text.encode("utf-8")).hexdigest()}"
length = {len(text)}
boilerplate = {boilerplate}
"""


def _citation(source: str, text: str, quote: str, more: str = "") -> str:
    start = text.index(quote)
    return f"""
[[event.citation]]
source = "{source}"
start = {start}
end = {start + len(quote)}
quote = "{quote}"
{more}
"""


TIMELINE = """
slug = "bridge"
title = "The Elbow bridge"
headline = "Late, but open"
description = "How a bridge came to be."
period = "1998/2004"
is_public = true

[[category]]
slug = "works"
name = "Works"
description = "What was built."
colour = 3

[[category]]
slug = "council"
name = "Council"
colour = 1

[[theme]]
slug = "delay"
name = "The delay"
"""

ACTORS = """
[[actor]]
slug = "mayor"
name = "Ada Marsh"
kind = "person"
aliases = ["the mayor"]
description = "Mayor of Elbow."

[[actor]]
slug = "council"
name = "Council of Elbow"
kind = "organisation"
"""

OPENING = """
[[event]]
key = "opening"
title = "Mayor opens the bridge"
label = "Bridge opens"
summary = "The bridge is open at last."
edtf = "2004-05-03"
modality = "occurred"
category = "works"
importance = 3
themes = ["delay"]
"""
"""The event that the collection is about, without its parts and sources."""

EVENTS = f"""{OPENING}actors = {{ mayor = "subject" }}
date_reason = "Only the Gazette names the day."
{
    _citation(
        "gazette", GAZETTE, "the mayor opened the bridge",
        f'''edtf = "2004-05-03"
wording = "On Monday"
wording_start = {GAZETTE.index("On Monday")}
rule = "a weekday: the last one before publication"
anchor = "published 5 May 2004"''',
    )
}
{
    _citation(
        "courier", COURIER, "cut in Elbow – in May, “at last”",
        '''edtf = "2004-05"
wording = "in May"
rule = "a month: the nearest"
anchor = "published 5 May 2004"''',
    )
}
[[event]]
key = "promise"
title = "Bridge due to open"
label = "Opening due"
summary = "The council wants it open."
edtf = "2003-39"
modality = "planned"
category = "works"
importance = 1
actors = {{ council = "subject" }}
{
    _citation(
        "gazette", GAZETTE, "promised an opening in late 2003",
        '''edtf = "2003-39"
wording = "late 2003"
rule = "late + year: its last third"''',
    )
}
[[link]]
from = "promise"
to = "opening"
kind = "outcome"
note = "Months late."
"""  # fmt: skip
