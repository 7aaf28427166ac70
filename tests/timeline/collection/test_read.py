from __future__ import annotations

from pathlib import Path

import pytest

from tests.timeline.collection.conftest import SHA256
from tests.timeline.small_collection import GAZETTE
from timeline.collection import CollectionError, read_collection
from timeline.collection.entries import Author


def test_a_good_collection_is_read_whole(folder: Path) -> None:
    collection = read_collection(folder)
    assert collection.timeline.title == "The Elbow bridge"
    assert collection.timeline.headline == "Late, but open"
    assert collection.timeline.period == "1998/2004"
    assert collection.timeline.is_public
    assert [(c.slug, c.colour) for c in collection.categories] == [("works", 3), ("council", 1)]
    assert [theme.name for theme in collection.themes] == ["The delay"]
    assert [(a.slug, a.kind, a.aliases) for a in collection.actors] == [
        ("mayor", "person", ("the mayor",)),
        ("council", "organisation", ()),
    ]


def test_a_source_keeps_its_bibliography_and_its_boilerplate(folder: Path) -> None:
    gazette, courier = read_collection(folder).sources
    assert gazette.authors == (Author("Ash", "Jo", ""), Author("", "", "The city desk"))
    assert (gazette.container, gazette.volume, gazette.issue) == ("The Gazette", "4", "12")
    assert (gazette.sha256, gazette.length) == (SHA256, len(GAZETTE))
    assert gazette.boilerplate == ((0, 11),)
    assert (courier.authors, courier.url, courier.boilerplate) == ((), "", ())


def test_an_event_keeps_its_citations_actors_and_roles(folder: Path) -> None:
    opening = read_collection(folder).events[0]
    assert opening.actors == (("mayor", "speaker"), ("council", "host"))
    assert opening.is_milestone
    gazette, courier = opening.citations
    assert gazette.stance == "supports"
    assert gazette.wording_start == GAZETTE.index("On Monday")
    assert gazette.anchor == "published 5 May 2004"
    assert (courier.edtf, courier.wording, courier.wording_start) == ("2004", "", None)


def test_date_words_inside_the_quote_are_found_there(folder: Path) -> None:
    promise = read_collection(folder).events[1]
    assert not promise.is_milestone
    assert promise.citations[0].wording_start == GAZETTE.index("late 2003")


def test_links_are_read_in_order(folder: Path) -> None:
    (link,) = read_collection(folder).links
    assert (link.from_key, link.to_key, link.kind) == ("promise", "opening", "outcome")


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(CollectionError) as caught:
        read_collection(folder)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    return str(caught.value).splitlines()


FAULTS = [
    # timeline.toml
    ("timeline.toml", 'slug = "bridge"', "", 'timeline.toml: slug is missing; add slug = "..."'),
    ("timeline.toml", '"bridge"', '"The Bridge"', "timeline.toml: slug 'The Bridge' may hold only"),
    ("timeline.toml", '"Late, but open"', '" "', "timeline.toml: headline is empty"),
    ("timeline.toml", '"The Elbow bridge"', f'"{"x" * 121}"', "title has 121 characters, the most is 120"),
    ("timeline.toml", '"1998/2004"', '"1998 to 2004"', "period: '1998 to 2004' is not an EDTF date"),
    ("timeline.toml", "is_public = true", 'is_public = "yes"', "is_public must be true or false, not 'yes'"),
    ("timeline.toml", "is_public = true", "is_public = true\npublic = 1", "'public' is not a field here"),
    ("timeline.toml", "colour = 3", "colour = 13", 'category "works": colour is 13; it must be from 1 to 12'),
    ("timeline.toml", "colour = 3", "colour = true", "colour must be a whole number, not True"),
    ("timeline.toml", 'slug = "council"', 'slug = "works"', 'category "works": this slug stands 2 times'),
    ("timeline.toml", '"How a', '"How\\u0000 a', "description holds a control character"),
    ("timeline.toml", '"The delay"', '"The delay"\nlane = 1', 'theme "delay": \'lane\' is not a field here'),
    # sources.toml
    ("sources.toml", '"article-newspaper"', '"newspaper"', "kind 'newspaper' is not known; use one of:"),
    ("sources.toml", '"2004-05-05"', "2004-05-05", "not 2004-05-05; put it in quotes"),
    ("sources.toml", '"2004-05-05"', '"2004-13-05"', "published: '2004-13-05': there is no month 13"),
    ("sources.toml", '"https://gazette.example/bridge"', '"javascript:x"', "is not an address that starts with"),
    ("sources.toml", '"gazette.txt"', '"../gazette.txt"', "is not the plain name of a file"),
    ("sources.toml", f'"{SHA256}"', '"c0ffee"', "sha256 'c0ffee' is not 64 digits"),
    ("sources.toml", '"excerpts"', '"some"', "access 'some' is not known; use one of: full, excerpts, private"),
    ("sources.toml", 'language = "en"', 'language = "English"', "is not a language code"),
    ("sources.toml", "[[0, 11]]", "[[0, 11, 12]]", "boilerplate must hold [start, end] pairs"),
    ("sources.toml", "[[0, 11]]", "[[0, 11], [5, 20]]", "[5, 20] starts before the one above ends"),
    ("sources.toml", "[[0, 11]]", "[[0, 99999]]", "boilerplate reaches past the text's length"),
    ("sources.toml", "length = 500", "length = 0", "length is 0; it must be at least 1"),
    ("sources.toml", 'family = "Ash", ', "", 'source "gazette", authors 1: needs either family'),
    ("sources.toml", 'family = "Ash", given = "Jo"', 'given = "Jo", literal = "J"', "given name without a family name"),
    ("sources.toml", 'slug = "courier"', 'slug = "gazette"', 'source "gazette": this slug stands 2 times'),
    # actors.toml
    ("actors.toml", '"person"', '"human"', "kind 'human' is not known; use one of: person, state,"),
    ("actors.toml", '["the mayor"]', '["Ada Marsh"]', "aliases repeats the name 'Ada Marsh'"),
    ("actors.toml", '["the mayor"]', '["the mayor", "the mayor"]', "aliases names 'the mayor' twice"),
    ("actors.toml", '["the mayor"]', "[7]", "aliases must hold texts in quotes, not 7"),
    ("actors.toml", '["the mayor"]', '"the mayor"', "aliases must be a list in square brackets"),
    ("actors.toml", '["the mayor"]', '["Council of Elbow"]', "this name or alias stands 2 times"),
    # events.toml
    ("events.toml", 'key = "promise"', 'key = "opening"', 'event "opening": this key stands 2 times'),
    ("events.toml", '"Bridge opens"', f'"{"x" * 25}"', "label has 25 characters, the most is 24"),
    ("events.toml", '"occurred"', '"happened"', "modality 'happened' is not known; use one of: occurred,"),
    ("events.toml", '"works"', '"work"', "there is no category 'work'; did you mean 'works'?"),
    ("events.toml", '["delay"]', '["zzz"]', "there is no theme 'zzz'; add it or name another theme"),
    ("events.toml", 'mayor = "speaker"', 'major = "speaker"', "there is no actor 'major'; did you mean 'mayor'?"),
    ("events.toml", 'mayor = "speaker"', 'mayor = "boss"', "actors: mayor as 'boss'; a role is one of:"),
    ("events.toml", '{ council = "subject" }', "{}", 'event "promise": actors is empty; name at least one'),
    ("events.toml", "importance = 3", "importance = 4", "importance is 4; it must be from 1 to 3"),
    ("events.toml", 'source = "gazette"', 'source = "gazete"', "there is no source 'gazete'; did you mean 'gazette'?"),
    ("events.toml", "start = 10", "start = 9", 'event "opening", citation 2: quote has 17 characters, but end - start is 18'),
    ("events.toml", '"ribbon cut in May"', f'"{"ribbon " * 21}"', "quote has 21 words; quote at most 20"),
    ("events.toml", '"ribbon cut in May"', '" ribbon cut in Ma"', "quote starts or ends with white space"),
    ("events.toml", "start = 10\nend = 27", "start = 490\nend = 507", "ends at 507, past the source's length of 500"),
    ("events.toml", 'stance = "supports"', 'stance = "disputes"\nrules = ""', "'rules' is not a field here"),
    ("events.toml", 'rule = "a year"', "", "gives an edtf but no rule"),
    ("events.toml", 'edtf = "2004"\nrule = "a year"', 'wording = "May"', "has a wording but no edtf"),
    ("events.toml", 'rule = "a year"', 'rule = "a year"\nwording_start = 3', "has a wording_start but no wording"),
    ("events.toml", 'rule = "a year"', 'rule = "a year"\nwording = "2004"', "wording '2004' isn't once in the quote"),
    ("events.toml", 'rule = "a year"', 'rule = "a year"\nwording = "May"\nwording_start = 12', "does not say 'May' at wording_start 12"),
    ("events.toml", 'date_reason = "The Courier gives only the year."', "", "its citations give 2004, 2004-05-03; say in date_reason why it is 2004-05-03"),
    ("events.toml", 'source = "courier"\nstart = 10\nend = 27', 'source = "gazette"\nstart = 50\nend = 67', "cites the same words of 'gazette' twice"),
    ("events.toml", 'to = "opening"', 'to = "openings"', "link 1: there is no event 'openings'; did you mean 'opening'?"),
    ("events.toml", 'to = "opening"', 'to = "promise"', "links 'promise' to itself"),
    ("events.toml", '"outcome"', '"result"', "kind 'result' is not known; use one of: outcome, same_occasion, contradicts"),
    ("events.toml", 'modality = "planned"', 'modality = "denied"', "an outcome follows a plan, but 'promise' is denied"),
    ("events.toml", "[[link]]", "[link]", "link must be a list in square brackets"),
    ("events.toml", 'rule = "a year"', 'rule = "a year"\n[[event]]\nkey = 5', "event 2: key must be text in quotes, not 5"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "line"), FAULTS)
def test_each_kind_of_fault_gives_its_line(
    folder: Path, name: str, old: str, new: str, line: str
) -> None:
    change(folder, name, old, new)
    lines = faults_of(folder)
    assert [found for found in lines if line in found and found.startswith(name)], lines


def test_several_faults_are_told_at_once(folder: Path) -> None:
    change(folder, "timeline.toml", "colour = 3", "colour = 0")
    change(folder, "actors.toml", '"person"', '"human"')
    change(folder, "events.toml", "importance = 3", "")
    assert [line.split(":")[0] for line in faults_of(folder)] == [
        "timeline.toml",
        "actors.toml",
        "events.toml",
    ]


def test_an_entry_with_a_fault_can_still_be_referred_to(folder: Path) -> None:
    change(folder, "actors.toml", '"person"', '"human"')
    assert len(faults_of(folder)) == 1


def test_a_second_link_of_the_same_kind_between_two_events_is_refused(folder: Path) -> None:
    with (folder / "events.toml").open("a") as file:
        file.write('[[link]]\nfrom = "opening"\nto = "promise"\nkind = "outcome"\n')
    assert any("already linked this way" in line for line in faults_of(folder))


def add_event_quoting(
    folder: Path, quote: str, *, key: str = "third", after: str = "promised"
) -> None:
    at = GAZETTE.index(after)
    with (folder / "events.toml").open("a") as file:
        file.write(
            f'[[event]]\nkey = "{key}"\ntitle = "A third"\nlabel = "Third"\nsummary = "A third."\n'
            'edtf = "2003"\nmodality = "claimed"\ncategory = "works"\nimportance = 1\n'
            'actors = { mayor = "speaker" }\n[[event.citation]]\nsource = "gazette"\n'
            f'start = {at}\nend = {at + len(quote)}\nquote = "{quote}"\n'
        )


def test_two_events_may_quote_the_same_words(folder: Path) -> None:
    add_event_quoting(folder, "promised an")
    assert len(read_collection(folder).events) == 3


def test_a_list_of_things_that_are_no_entries_is_refused(folder: Path) -> None:
    (folder / "events.toml").write_text("event = [5]")
    assert "each under a line [[event]], not 5" in faults_of(folder)[0]


def test_quotes_that_differ_at_the_same_place_are_refused(folder: Path) -> None:
    add_event_quoting(folder, "promised no")
    (line,) = faults_of(folder)
    assert "differ at the same place of 'gazette'" in line


def test_an_event_that_is_only_disputed_is_refused(folder: Path) -> None:
    change(folder, "events.toml", 'quote = "promised', 'stance = "disputes"\nquote = "promised')
    assert faults_of(folder) == [
        'events.toml: event "promise": needs at least one [[event.citation]] that supports it'
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe", "is not UTF-8 at byte 0; save it as UTF-8"),
        (b"slug = ", "is not TOML: Invalid value"),
        (b"a = " + b"[" * 50_000, "is nested too deeply"),
        (b"a = " + b"9" * 5_000, "is not TOML"),
    ],
)
def test_a_file_that_is_no_toml_gives_one_line(folder: Path, data: bytes, reason: str) -> None:
    (folder / "actors.toml").write_bytes(data)
    (line,) = faults_of(folder)
    assert line.startswith("actors.toml: ")
    assert reason in line


def test_every_missing_file_is_named(folder: Path) -> None:
    (folder / "actors.toml").unlink()
    (folder / "events.toml").unlink()
    lines = faults_of(folder)
    assert [line.split(" is missing")[0] for line in lines] == ["actors.toml:", "events.toml:"]


def test_a_folder_in_place_of_a_file_gives_one_line(folder: Path) -> None:
    (folder / "events.toml").unlink()
    (folder / "events.toml").mkdir()
    (line,) = faults_of(folder)
    assert line.startswith("events.toml: can't be opened: ")


def test_a_file_beyond_the_limit_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.collection.read.FILE_LIMIT", 100)
    assert "timeline.toml: has over 100 bytes; split it" in faults_of(folder)


def test_a_collection_without_lanes_or_sources_says_so(folder: Path) -> None:
    head = (folder / "timeline.toml").read_text().split("[[category]]")[0]
    (folder / "timeline.toml").write_text(head)
    (folder / "sources.toml").write_text("")
    (folder / "events.toml").write_text("event = 5")
    assert faults_of(folder) == [
        "events.toml: event must be a list in square brackets, not 5",
        "timeline.toml: has no [[category]]; events need at least one lane",
        "sources.toml: has no [[source]]; events need something to rest on",
    ]


def test_a_fault_stays_on_one_line_whatever_a_name_holds(folder: Path) -> None:
    change(folder, "events.toml", 'key = "promise"', 'key = "pro\\nmise"')
    assert any('event "pro mise"' in line for line in faults_of(folder))


def test_a_quote_is_compared_with_every_longer_one_that_it_stands_in(folder: Path) -> None:
    add_event_quoting(folder, "promised an opening", key="short")  # ends before the one below
    add_event_quoting(folder, "late 2033", key="nested", after="late 2003")
    (line,) = faults_of(folder)
    assert line.startswith('events.toml: event "nested"')
    assert "that of 'promise' differ at the same place" in line
