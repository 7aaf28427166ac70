"""A collection comes in whole or not at all, once, and with every quote checked."""

from __future__ import annotations

import io
import random
import string
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sources.models import Document, Passage, TextVersion
from tests.timeline.conftest import SEALED_ON, TODAY, imported, replace_in
from tests.timeline.small_collection import COURIER, GAZETTE, write_texts
from timeline.actions.review import claim, publish
from timeline.collection import CollectionError
from timeline.models import Actor, Category, Citation, Event, EventActor, EventLink, Timeline

pytestmark = pytest.mark.django_db
MODELS = [
    *(Document, TextVersion, Passage, Timeline, Category, Actor),
    *(Event, Citation, EventActor, EventLink),
]


def rows() -> dict[str, int]:
    """How many rows of each kind there are, and of their history."""
    kept = [model.history.model for model in (Event, Citation, EventActor, EventLink)]
    return {model.__name__: model._default_manager.count() for model in (*MODELS, *kept)}


def run(folder: Path, **options: object) -> str:
    """Run the command, and return what it prints."""
    output = io.StringIO()
    call_command("import_collection", folder, stdout=output, stderr=output, **options)
    return output.getvalue()


def test_all_of_a_collection_is_stored_and_published(small: Path, texts: Path) -> None:
    imported(small, texts)
    opening = Event.objects.published().get(key="opening")
    assert opening.edtf == "2004-05-03"
    assert opening.is_milestone
    parts = opening.participations.all()
    assert [(str(part), part.role) for part in parts] == [("Ada Marsh", "subject")]
    assert [theme.name for theme in opening.themes.all()] == ["The delay"]
    assert [citation.passage.quote for citation in opening.citations.all()] == [
        "the mayor opened the bridge",
        "cut in Elbow – in May, “at last”",
    ]
    promise = Event.objects.published().get(key="promise")
    assert [link.to_event for link in promise.links_out.all()] == [opening]


def test_every_event_tells_where_it_came_from(small: Path, texts: Path) -> None:
    imported(small, texts)
    for event in Event.objects.all():
        assert {entry.history_change_reason for entry in event.history.all()} == {
            "imported from the collection"
        }
        assert set(event.history.latest().themes.values_list("theme", flat=True)) == set(
            event.themes.values_list("pk", flat=True)
        )


def test_a_second_import_changes_nothing_and_says_so(small: Path, texts: Path) -> None:
    run(small, texts=texts)
    before = rows()
    versions = list(Event.objects.values_list("version", flat=True))
    assert "Nothing changed: the collection was imported before." in run(small, texts=texts)
    assert rows() == before
    assert list(Event.objects.values_list("version", flat=True)) == versions


def test_what_changed_in_the_collection_is_changed(small: Path, texts: Path) -> None:
    imported(small, texts)
    replace_in(small / "events.toml", "Mayor opens the bridge", "The mayor opens the bridge")
    replace_in(small / "events.toml", 'themes = ["delay"]', "themes = []")
    report = imported(small, texts)
    assert (report.tallies["events"].changed, report.tallies["events"].same) == (1, 1)
    event = Event.objects.published().get(key="opening")
    assert event.title == "The mayor opens the bridge"
    assert not event.themes.exists()


def test_what_a_curator_changed_is_kept_and_named(small: Path, texts: Path) -> None:
    imported(small, texts)
    event = Event.objects.get(key="opening")
    event = claim(event.pk, seen_version=event.version)
    event.title = "The mayor cuts the ribbon"
    event.save_with_history(by=None, why="better words")
    assert imported(small, texts).kept == []  # the collection has nothing new to say
    replace_in(small / "events.toml", "Mayor opens the bridge", "Bridge opened by the mayor")
    assert imported(small, texts).kept == [
        "opening: “The mayor cuts the ribbon” was edited here and is kept as it is"
    ]
    assert Event.objects.get(key="opening").title == "The mayor cuts the ribbon"


def test_every_fault_is_told_with_file_entry_and_reason(small: Path, texts: Path) -> None:
    replace_in(small / "events.toml", "the mayor opened the", "the mayor closed the")
    replace_in(small / "events.toml", "“at last”", "“at best”")
    with pytest.raises(CollectionError) as refusal:
        imported(small, texts)
    told = list(map(str, refusal.value.faults))
    place = f"{GAZETTE.index('the mayor opened')} of gazette.txt"
    assert len(told) == 2
    assert told[0].startswith('events.toml: event "opening", citation 1: the quote is not what')
    assert told[0].endswith(f"stands at {place}; it stands 0 times")
    assert told[1].startswith('events.toml: event "opening", citation 2: the quote is not what')
    assert not any(rows().values())


def test_a_failure_half_way_leaves_nothing(
    small: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def fail_at_the_second(*args: object, **values: object) -> Event:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return publish(*args, **values)  # type: ignore[arg-type]

    monkeypatch.setattr("timeline.actions.importing_events.publish", fail_at_the_second)
    with pytest.raises(RuntimeError, match="the power went"):
        imported(small, texts)
    assert not any(rows().values())


def test_another_text_than_was_quoted_from_is_refused(small: Path, tmp_path: Path) -> None:
    texts = write_texts(tmp_path / "texts", courier=COURIER.replace("ribbon", "rubber"))
    with pytest.raises(CollectionError, match=r"courier\.txt has another SHA-256"):
        imported(small, texts)
    assert not any(rows().values())


def test_without_texts_a_collection_needs_its_seal(small: Path) -> None:
    with pytest.raises(CollectionError) as refusal:
        imported(small)
    assert len(refusal.value.faults) == 2
    assert "its quotes were not checked as they stand now" in str(refusal.value)
    assert not any(rows().values())


def test_with_its_seal_it_comes_in_and_tells_when_it_was_checked(sealed: Path) -> None:
    report = imported(sealed)
    assert (report.texts, report.texts_held) == (2, 0)
    assert Event.objects.published().count() == 2
    assert not TextVersion.objects.filter(is_held=True).exists()
    assert set(TextVersion.objects.values_list("checked_on", flat=True)) == {SEALED_ON}


def test_texts_that_come_later_are_taken_in(sealed: Path, texts: Path) -> None:
    imported(sealed)
    assert imported(sealed, texts).changed
    assert TextVersion.objects.filter(is_held=True, checked_on=TODAY).count() == 2
    assert all(passage.stands for passage in Passage.objects.all())


def sealed_values(folder: Path) -> list[tuple[str, str, str]]:
    """File, and what stands before and in each value that the seal covers."""
    found = []
    for file, keys in {
        "events.toml": ("quote", "start", "end", "wording", "wording_start"),
        "sources.toml": ("sha256", "length"),
    }.items():
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            key, equals, value = line.partition(" = ")
            if equals and key in keys:
                found.append((file, f"{key} = ", value))
    return found


def test_without_texts_no_character_of_what_is_sealed_can_change(sealed: Path) -> None:
    """Each is changed once: 250 and more imports, all refused."""
    chance = random.Random(1992)  # noqa: S311 - nothing secret
    through = []
    for file, key, value in sealed_values(sealed):
        path = sealed / file
        whole = path.read_text(encoding="utf-8")
        for at, old in enumerate(value):
            if old == '"':
                continue
            letters = string.digits if value.isdigit() else string.ascii_letters
            new = chance.choice([letter for letter in letters if letter != old])
            mutated = value[:at] + new + value[at + 1 :]
            path.write_text(whole.replace(key + value, key + mutated, 1), encoding="utf-8")
            try:
                imported(sealed)
            except CollectionError:
                continue
            through.append((file, key, mutated))
        path.write_text(whole, encoding="utf-8")
    assert not through
    assert not any(rows().values())
    assert imported(sealed).changed  # as it was, it comes in


def test_the_command_names_each_fault_and_fails(small: Path, texts: Path) -> None:
    replace_in(small / "events.toml", "the mayor opened the", "the mayor closed the")
    errors = io.StringIO()
    with pytest.raises(CommandError, match="nothing was imported: 1 fault in"):
        call_command("import_collection", small, texts=texts, stderr=errors)
    assert errors.getvalue().startswith('events.toml: event "opening", citation 1: the quote')


def test_the_command_says_what_it_checked_against(sealed: Path, texts: Path) -> None:
    assert "against 0 texts, the other 2 by the seal of the last check" in run(sealed)
    assert "Every quote was checked against the texts." in run(sealed, texts=texts)


def test_a_seal_is_given_only_with_all_texts(small: Path, texts: Path) -> None:
    run(small, texts=texts, seal=True)
    Event.objects.all().delete()
    assert imported(small).texts_held == 0  # the seal will do


def test_no_seal_is_given_where_a_text_is_missing(sealed: Path, texts: Path) -> None:
    (texts / "courier.txt").unlink()
    before = (sealed / "checked.toml").read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="a seal needs all of them"):
        run(sealed, texts=texts, seal=True)
    assert (sealed / "checked.toml").read_text(encoding="utf-8") == before
    assert not any(rows().values())


def test_a_folder_of_texts_that_is_not_there_is_told(small: Path) -> None:
    with pytest.raises(CommandError, match="no such folder; give the one that holds the texts"):
        run(small, texts=Path("nowhere"))


def test_a_text_on_record_for_another_document_is_told_in_one_line(
    small: Path, texts: Path
) -> None:
    run(small, texts=texts)
    before = rows()
    replace_in(small / "sources.toml", 'slug = "courier"', 'slug = "messenger"')
    replace_in(small / "events.toml", 'source = "courier"', 'source = "messenger"')
    with pytest.raises(CommandError, match=r"courier\.txt: the text is already on record as"):
        run(small, texts=texts)
    assert rows() == before
