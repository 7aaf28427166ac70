"""Files become documents of a timeline: each once, whole or not at all."""

from __future__ import annotations

import json
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from django.db import OperationalError

from sources.models import Document, Passage, ReaderOutput, Reanchoring, TextVersion
from tests.factories import make_event, make_passage, make_timeline
from tests.timeline.files import BRIDGE, FERRY, import_files, run, write_files
from timeline.actions.review import publish, reopen
from timeline.models import Citation, Event, Timeline

pytestmark = pytest.mark.django_db

QUOTE = "the mayor opened the bridge over the Elbow"


def counts(folder: object, *arguments: object, timeline: str = "bridge") -> dict[str, int]:
    """What an import counted."""
    told = import_files(folder, *arguments, "--json", "-", timeline=timeline).report["counts"]
    return {outcome: count for outcome, count in told.items() if count}


def test_files_become_documents_of_a_timeline_that_nobody_else_sees_yet(tmp_path: Path) -> None:
    told = import_files(write_files(tmp_path, bridge_opens=BRIDGE, ferry=FERRY), timeline="elbow")
    assert told.out == "elbow: 2 new, 0 known, 0 changed, 0 refused\n"
    assert told.status == 0
    timeline = Timeline.objects.get(slug="elbow")
    assert not timeline.is_public
    assert [document.slug for document in timeline.documents.order_by("pk")] == [
        *("bridge_opens", "ferry")
    ]
    document = timeline.documents.get(slug="bridge_opens")
    assert document.access == Document.Access.EXCERPTS
    assert document.title == "The Bridge Opens"
    assert document.text_version is not None
    assert document.text_version.text == BRIDGE
    assert document.text_version.file_name == "bridge_opens.txt"


def test_a_second_import_finds_everything_known_and_writes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE, ferry=FERRY)
    assert counts(tmp_path) == {"new": 2}
    before = [list(model.objects.values()) for model in (Document, TextVersion)]
    assert counts(tmp_path) == {"known": 2}
    assert before == [list(model.objects.values()) for model in (Document, TextVersion)]


def test_the_same_text_in_another_file_is_known(tmp_path: Path) -> None:
    assert counts(write_files(tmp_path, a=BRIDGE, b=BRIDGE)) == {"new": 1, "known": 1}
    (tmp_path / "c.txt").write_bytes(BRIDGE.replace("\n", "\r\n").encode())
    assert counts(tmp_path) == {"known": 3}


def test_a_document_of_one_timeline_can_be_on_another_too(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE)
    import_files(tmp_path, timeline="bridge")
    assert counts(tmp_path, timeline="ferries") == {"known": 1}
    document = Document.objects.get()
    assert [list(timeline.documents.all()) for timeline in Timeline.objects.all()] == [
        *([document], [document])
    ]


def test_two_names_that_make_the_same_slug_are_two_documents(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, **{"The Ferry": FERRY, "the-ferry": BRIDGE}))
    assert set(Document.objects.values_list("slug", flat=True)) == {"the-ferry", "the-ferry-2"}


def test_a_name_without_latin_letters_gives_a_slug_too(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, мост=BRIDGE))
    assert Document.objects.get().slug == "document"


@pytest.mark.parametrize("dry", [False, True])
def test_two_files_of_one_name_with_two_texts_are_not_one_document(
    tmp_path: Path, dry: bool
) -> None:
    write_files(tmp_path, may__report=BRIDGE, june__report=FERRY)
    told = import_files(tmp_path, *(["--dry-run"] if dry else []))
    assert told.out.startswith("bridge: 1 new, 0 known, 0 changed, 1 refused\n")
    assert "may/report.txt: would be another text of “report”" in told.err
    assert told.status == 1
    assert TextVersion.objects.count() == (0 if dry else 1)
    assert counts(tmp_path) == ({"new": 1, "refused": 1} if dry else {"known": 1, "refused": 1})


def test_a_dry_run_tells_what_would_be_done_and_stores_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE, copy=BRIDGE, ferry=FERRY, empty="")
    told = import_files(tmp_path, "--dry-run")
    assert told.out == (
        "bridge: 2 new, 1 known, 0 changed, 1 refused\nThis was a dry run: nothing was stored.\n"
    )
    assert not Document.objects.exists()
    assert not Timeline.objects.exists()


def test_a_bad_file_gets_one_line_and_the_others_are_imported(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE, empty="", ferry=FERRY)
    told = import_files(tmp_path)
    assert told.out == "bridge: 2 new, 0 known, 0 changed, 1 refused\n"
    assert told.err.splitlines() == [
        f"{tmp_path}/empty.txt: is empty. Is it the right file?",
        "1 of 3 files were refused; see above",
    ]
    assert told.status == 1


def test_links_and_hidden_files_are_left_out_with_a_line_each(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", bridge=BRIDGE)
    secret = write_files(tmp_path / "out", secret=FERRY)
    (folder / "link.txt").symlink_to(secret / "secret.txt")
    (folder / "elsewhere").symlink_to(secret)
    (folder / ".hidden.txt").write_text(FERRY, encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "inside.txt").write_text(FERRY, encoding="utf-8")
    os.mkfifo(folder / "pipe")
    told = import_files(folder)
    assert told.out == "bridge: 1 new, 0 known, 0 changed, 0 refused\n"
    lines = dict(line.removeprefix(f"{folder}/").split(": ") for line in told.err.splitlines())
    assert set(lines) == {"link.txt", "elsewhere", ".hidden.txt", ".git", "pipe"}
    assert "links are not followed" in lines["link.txt"]
    assert "is hidden" in lines[".git"]
    assert "is no file" in lines["pipe"]


def test_a_path_that_is_wrong_is_refused_and_the_rest_imported(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE)
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "bridge.txt")
    told = import_files(tmp_path / "nowhere", link, tmp_path / "bridge.txt")
    assert told.out == "bridge: 1 new, 0 known, 0 changed, 2 refused\n"
    assert f"{tmp_path}/nowhere: is not there. Is the path right?" in told.err
    assert told.status == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--timeline", "two words"], "--timeline two words: Enter a valid “slug”"),
        (["--timeline", "a" * 90], "Ensure this value has at most 80 characters"),
        (["--timeline", "x", "--jobs", "0"], "--jobs: give a number from 1"),
        (["--timeline", "x", "--bibliography", "nowhere.bib"], "nowhere.bib: No such file"),
    ],
)
def test_a_wrong_argument_gets_one_clear_line_and_nothing_is_imported(
    tmp_path: Path, arguments: list[str], line: str
) -> None:
    told = run("import_documents", write_files(tmp_path, bridge=BRIDGE), *arguments)
    assert told.status == 1
    assert line in told.err
    assert len(told.err.splitlines()) == 1
    assert not Document.objects.exists()


def test_a_bibliography_that_can_not_be_read_stops_the_import(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE)
    bad = tmp_path / "bad.bib"
    bad.write_text("no bibliography at all", encoding="utf-8")
    told = import_files(tmp_path, "--bibliography", bad)
    assert told.status == 1
    assert told.err.count("\n") == 1
    assert "is not a bibliography" in told.err
    assert "Nothing was imported." in told.err
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OperationalError("database is locked"), "the database can’t be used (database is locked)"),
        (BrokenProcessPool(), "the system ended a process of this command"),
    ],
)
def test_what_stops_it_from_outside_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, line: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("timeline.actions.importing_documents.import_document", fail)
    told = import_files(write_files(tmp_path, bridge=BRIDGE))
    assert told.status == 1
    assert told.err.startswith(line)
    assert "run the same command again" in told.err
    assert told.err.count("\n") == 1


def bibliography(folder: Path, **fields: object) -> Path:
    """A CSL-JSON file with one entry, of the file bridge.txt."""
    entry = {"id": "bridge", "type": "article-newspaper", **fields}
    path = folder / "sources.json"
    path.write_text(json.dumps([entry]), encoding="utf-8")
    return path


def test_a_bibliography_goes_before_what_the_file_tells(tmp_path: Path) -> None:
    write_files(tmp_path, bridge=BRIDGE)
    sidecar = bibliography(
        tmp_path, title="Bridge Opened", issued={"date-parts": [[2004, 5, 6]]}, publisher="Ash & Co"
    )
    told = import_files(tmp_path, "--bibliography", sidecar)
    assert told.out.startswith("bridge: 1 new, 0 known, 0 changed, 0 refused\n")
    document = Document.objects.get()
    assert (document.title, document.published) == ("Bridge Opened", "2004-05-06")
    assert document.published_evidence == "the bibliography sources.json, entry bridge"
    assert document.imported["publisher"] == {
        "value": "Ash & Co",
        "from": "bibliography",
        "evidence": "the bibliography sources.json, entry bridge",
    }


def test_a_bibliography_given_later_adds_to_known_documents(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    before = Document.objects.get()
    sidecar = bibliography(tmp_path, title="Bridge Opened", publisher="Ash & Co")
    assert counts(tmp_path, "--bibliography", sidecar) == {"known": 1}
    document = Document.objects.get()
    assert (document.title, document.publisher) == ("Bridge Opened", "Ash & Co")
    assert document.kind == "article-newspaper"
    assert (document.published, document.slug) == (before.published, before.slug)


def test_what_a_curator_wrote_is_never_replaced(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    document = Document.objects.get()
    document.title, document.publisher = "The Elbow Bridge", "The Gazette Ltd"
    document.save()
    import_files(tmp_path, "--bibliography", bibliography(tmp_path, title="B", publisher="C"))
    document.refresh_from_db()
    assert (document.title, document.publisher) == ("The Elbow Bridge", "The Gazette Ltd")


def test_entries_that_belong_to_no_file_are_named(tmp_path: Path) -> None:
    write_files(tmp_path, ferry=FERRY)
    told = import_files(tmp_path, "--bibliography", bibliography(tmp_path, title="B"))
    assert "No file has the name of these entries: bridge\n" in told.out


def test_a_document_without_a_date_is_fine_and_none_is_made_up(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, ferry=FERRY))
    document = Document.objects.get()
    assert (document.published, document.first_day) == ("", None)


def test_what_normalising_changed_can_be_had_back(tmp_path: Path) -> None:
    raw = BRIDGE.replace("Elbow", "E\u0301lbow").replace("\n", "\r\n")
    (tmp_path / "bridge.txt").write_bytes(raw.encode())
    import_files(tmp_path)
    version = TextVersion.objects.get()
    assert version.text == BRIDGE.replace("Elbow", "\u00c9lbow")
    assert ReaderOutput.objects.get(text_version=version).text.count("E\u0301lbow") == 1


# --- corrected texts ------------------------------------------------------------------------------


def cite(quote: str = QUOTE) -> Citation:
    """A published event with a quote of the only document."""
    version = TextVersion.objects.get()
    passage = make_passage(quote, version=version)
    timeline = Timeline.objects.get(slug="bridge")
    return make_event(passage=passage, timeline=timeline).citations.get()


def test_a_changed_file_is_a_new_text_and_citations_follow_their_words(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    citation = cite()
    version = citation.event.version
    write_files(tmp_path, bridge=f"Corrected on 7 May.\n\n{BRIDGE}")
    told = import_files(tmp_path)
    assert "bridge: 0 new, 0 known, 1 changed, 0 refused\n" in told.out
    assert "is a new text of bridge: 1 citations moved, 0 passages queued." in told.err
    assert told.status == 0
    old, new = TextVersion.objects.order_by("pk")
    assert old.text == BRIDGE
    citation.refresh_from_db()
    assert citation.passage.text_version == new
    assert citation.passage.quote == QUOTE
    assert citation.passage.stands
    event = Event.objects.get()
    assert (event.status, event.version) == (Event.Status.PUBLISHED, version + 1)
    why = citation.history.latest().history_change_reason
    assert why == "the source’s text was corrected; the same words in the new text"
    assert import_files(tmp_path).out == "bridge: 0 new, 1 known, 0 changed, 0 refused\n"
    assert run("verify").status == 0


@pytest.mark.parametrize(
    ("corrected", "reason"),
    [
        (BRIDGE.replace("opened the bridge", "opened a bridge"), "do not stand in the text"),
        (f"{BRIDGE}\n\nAgain: {QUOTE}. {QUOTE}!", ""),
        (f"Now {QUOTE}. Then {QUOTE}, and so on.", "stand at 2 places in the text"),
    ],
    ids=["gone", "once with the same words around", "twice, and neither as before"],
)
def test_a_quote_that_is_not_found_exactly_once_waits_for_a_person(
    tmp_path: Path, corrected: str, reason: str
) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    citation = cite()
    import_files(write_files(tmp_path, bridge=corrected))
    before = citation.passage
    citation.refresh_from_db()
    entry = Reanchoring.objects.get()
    if reason:
        assert list(Reanchoring.objects.open()) == [entry]
        assert reason in entry.reason
        assert citation.passage == before
    else:
        assert not Reanchoring.objects.open().exists()
        assert citation.passage == entry.found
    assert run("verify").status == 0


def test_of_words_that_stood_twice_the_one_that_is_left_is_not_taken_for_either(
    tmp_path: Path,
) -> None:
    twice = "First: the bridge is late. Later: the bridge is late."
    import_files(write_files(tmp_path, bridge=twice))
    version = TextVersion.objects.get()
    passage = make_passage("the bridge is late", version=version)
    event = make_event(passage=passage, timeline=Timeline.objects.get(slug="bridge"))
    import_files(write_files(tmp_path, bridge="Later: the bridge is late."))
    assert event.citations.get().passage == passage
    assert Reanchoring.objects.open().count() == 1


def test_a_citation_whose_date_words_moved_away_waits_for_a_person(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    citation = cite()
    citation.wording, citation.wording_start = "On Monday", BRIDGE.index("On Monday")
    citation.save()
    write_files(tmp_path, bridge=BRIDGE.replace("On Monday", "On Monday, 3 May,"))
    import_files(tmp_path)
    citation.refresh_from_db()
    assert citation.passage.text_version == TextVersion.objects.earliest("pk")
    assert "“On Monday”" in Reanchoring.objects.open().get().reason
    write_files(tmp_path, bridge=f"Corrected.\n\n{BRIDGE}")
    import_files(tmp_path)
    citation.refresh_from_db()
    text = citation.passage.text_version.text or ""
    assert text.startswith("On Monday", citation.wording_start)
    assert not Reanchoring.objects.open().exists()


def test_a_passage_that_waited_is_looked_for_again_in_a_still_newer_text(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    citation = cite()
    import_files(write_files(tmp_path, bridge=FERRY))
    assert Reanchoring.objects.open().count() == 1
    import_files(write_files(tmp_path, bridge=f"{BRIDGE}\nThe end."))
    assert not Reanchoring.objects.open().exists()
    citation.refresh_from_db()
    assert citation.passage.text_version == TextVersion.objects.latest("pk")


def test_an_older_text_that_comes_again_changes_nothing(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    import_files(write_files(tmp_path, bridge=FERRY))
    told = import_files(write_files(tmp_path, bridge=BRIDGE))
    assert told.out == "bridge: 0 new, 1 known, 0 changed, 0 refused\n"
    assert "This is an older text of the document; the newest one stays in use." in told.err
    assert Document.objects.get().text_version == TextVersion.objects.latest("pk")


def test_candidates_move_too_and_can_still_be_published(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    citation = cite()
    event = reopen(citation.event_id, seen_version=citation.event.version, by=None)
    import_files(write_files(tmp_path, bridge=f"Corrected.\n\n{BRIDGE}"))
    event.refresh_from_db()
    assert event.status == Event.Status.CANDIDATE
    publish(event.pk, seen_version=event.version, by=None)


def test_a_text_on_record_by_its_sha256_alone_is_held_once_its_file_is_imported(
    tmp_path: Path,
) -> None:
    from tests.factories import make_text

    version = make_text(BRIDGE, held=False)
    told = import_files(write_files(tmp_path, other=BRIDGE))
    assert told.out == "bridge: 0 new, 1 known, 0 changed, 0 refused\n"
    assert "it is held here now" in told.err
    version.refresh_from_db()
    assert version.text == BRIDGE
    assert make_timeline("bridge").documents.get() == version.document
    assert not Passage.objects.exists()
