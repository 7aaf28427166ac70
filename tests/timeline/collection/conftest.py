"""The small collection with every field that the files may have, in a folder of its own."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.timeline.small_collection import ACTORS, GAZETTE, OPENING, TIMELINE

SHA256 = sha256(GAZETTE.encode()).hexdigest()
OTHER_SHA256 = sha256(b"another text").hexdigest()

SOURCES = f"""
[[source]]
slug = "gazette"
title = "The Bridge Is Late"
authors = [{{ family = "Ash", given = "Jo" }}, {{ literal = "The city desk" }}]
publisher = "Gazette Press"
container = "The Gazette"
volume = "4"
issue = "12"
kind = "article-newspaper"
published = "2004-05-05"
published_evidence = "stated in the text"
language = "en"
url = "https://gazette.example/bridge"
rights = "All rights reserved."
access = "excerpts"
file = "gazette.txt"
sha256 = "{SHA256}"
length = {len(GAZETTE)}
boilerplate = [[0, 11]]

[[source]]
slug = "courier"
title = "Ribbon Cut"
kind = "webpage"
published = "2004"
published_evidence = "guessed from the ribbon"
language = "en"
access = "full"
file = "courier.txt"
sha256 = "{OTHER_SHA256}"
length = 500
"""

EVENTS = f"""{OPENING}actors = {{ mayor = "speaker", council = "host" }}
note = "Two papers."
date_reason = "The Courier gives only the year."

[[event.citation]]
source = "gazette"
start = {GAZETTE.index("the mayor opened")}
end = {GAZETTE.index("the mayor opened") + len("the mayor opened the bridge")}
quote = "the mayor opened the bridge"
edtf = "2004-05-03"
wording = "On Monday"
wording_start = {GAZETTE.index("On Monday")}
rule = "a weekday: the last one before publication"
anchor = "published 5 May 2004"
note = "The only one to name the day."

[[event.citation]]
source = "courier"
start = 10
end = 27
quote = "ribbon cut in May"
stance = "supports"
edtf = "2004"
rule = "a year"

[[event]]
key = "promise"
title = "Bridge promised"
label = "Opening due"
summary = "The council wants it open."
edtf = "2003-39"
modality = "planned"
category = "council"
importance = 1
actors = {{ council = "subject" }}

[[event.citation]]
source = "gazette"
start = {GAZETTE.index("promised")}
end = {GAZETTE.index("late 2003") + len("late 2003")}
quote = "promised an opening in late 2003"
edtf = "2003-39"
wording = "late 2003"
rule = "late + year: its last third"

[[link]]
from = "promise"
to = "opening"
kind = "outcome"
note = "months late"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the whole collection, without a fault."""
    for name, text in {
        "timeline.toml": TIMELINE,
        "sources.toml": SOURCES,
        "actors.toml": ACTORS,
        "events.toml": EVENTS,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path
