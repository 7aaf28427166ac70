"""Works to cite: two made by hand, and strategies for any."""

from __future__ import annotations

from hypothesis import strategies as st

from sources.bibliography.kinds import KINDS
from sources.bibliography.reference import Name, Reference

ARTICLE = Reference(
    id="town-news-2010-03-24",
    kind="article-newspaper",
    title="Bridge closes",
    authors=(Name("Writer", "Jo"),),
    container="Town News",
    published="2010-03-24",
    url="https://example.org/bridge?page=1&part=2",
    language="en",
)

EVENT_PAGE = Reference(
    id="event-7",
    kind="webpage",
    title="The bridge closes",
    container="Chronocite",
    url="https://example.org/t/rivers/events/7-bridge/",
    accessed="2026-11-21",
)

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("{}\\%&$#_~^'`-?!, "))
EDTF = (
    *("2010-03-24", "2010-03", "2010", "2010~", "2010-03?", "2010%", "0044", "-0043", "Y12000"),
    *("2010-21", "2010-24", "2010-33", "2010-37", "2010-38", "2010-39", "2010-40", "199X", "19XX"),
    *("2010-XX", "2010-03-XX", "2007-03-09/2007-03-13", "2007-03-28/2007-04-02", "2007-03/2007-05"),
    *("2007/2009", "2009-12-30/2010-01-02", "../1999", "1999/..", "1999~/2001", "2010-21/2011"),
    *("[2010-02-01..2010-02-04]", "[..1999]", "[1999..]", "[1999,2001]", "{1999..2001}", "-004X"),
)
names = st.builds(Name, texts, texts, literal=st.just("")) | st.builds(Name, literal=texts)
references = st.builds(
    Reference,
    id=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
    kind=st.sampled_from([*KINDS, "unheard-of"]),
    title=texts.filter(lambda text: bool(Reference("x", "book", text).title)),
    authors=st.lists(names, max_size=3).map(tuple),
    container=texts,
    publisher=texts,
    volume=texts,
    issue=texts,
    published=st.sampled_from(["", *EDTF]),
    url=st.sampled_from(["", "https://example.org/a;b?c=%20&d={e}", "http://x.example/~a_b#c"]),
    accessed=st.sampled_from(["", "2026-11-21"]),
    language=st.sampled_from(["", "en", "ru-RU"]),
    locator=texts,
    note=texts,
)
