"""`verify` finds whatever came past the rules, and says what and where."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from sources.guards import SOURCES_GUARDS
from sources.models import TextVersion
from sources.triggers import install_guards, remove_guards
from tests.factories import make_event, make_passage
from tests.timeline.conftest import imported
from tests.timeline.files import BRIDGE, import_files, write_files
from tests.timeline.small_collection import COURIER, GAZETTE, write_texts
from timeline.guards import TIMELINE_GUARDS

pytestmark = pytest.mark.django_db


def verify(texts: Path | None = None) -> str:
    """What the command prints, where all is well."""
    output = io.StringIO()
    with override_settings(TEXTS=texts or Path("nowhere")):
        call_command("verify", stdout=output)
    return output.getvalue()


def faults(texts: Path | None = None) -> list[str]:
    """What the command says is wrong; it must fail."""
    errors = io.StringIO()
    with (
        override_settings(TEXTS=texts or Path("nowhere")),
        pytest.raises(CommandError) as failure,
    ):
        call_command("verify", stderr=errors)
    assert failure.value.returncode == 1
    return errors.getvalue().splitlines()


def behind_the_guards(statement: str) -> None:
    """Change the database as no guard would let it."""
    everything = (*SOURCES_GUARDS, *TIMELINE_GUARDS)
    remove_guards(connection, everything)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    install_guards(connection, everything)


def test_every_quote_matches_the_texts(small: Path, texts: Path) -> None:
    imported(small, texts)
    assert verify(texts) == "3 quotes in 2 texts: every quote matches.\n"


def test_of_texts_that_are_not_held_it_tells_when_they_were_checked(sealed: Path) -> None:
    imported(sealed)
    assert verify().splitlines() == [
        (
            "3 quotes in 2 texts that are not held here:"
            " as they were when checked on 2026-01-02 against the texts' SHA-256."
        )
    ]


@pytest.mark.parametrize("held", [True, False], ids=["text held", "text not held"])
def test_one_character_changed_in_a_file_of_a_text_names_the_quote(
    sealed: Path, texts: Path, held: bool
) -> None:
    imported(sealed, texts if held else None)
    write_texts(texts, gazette=GAZETTE.replace("the mayor opened", "the mayor opaned"))
    place = GAZETTE.index("the mayor opened")
    told = faults(texts)
    assert len(told) == 2
    assert told[0].startswith("gazette: the file gazette.txt is not the one on record (sha256 ")
    assert told[1] == (
        "gazette: “the mayor opened the bridge” is not what stands at"
        f" {place}–{place + 27} of the file gazette.txt"
    )


def test_one_character_changed_outside_the_quotes_is_found_too(small: Path, texts: Path) -> None:
    imported(small, texts)
    write_texts(texts, courier=COURIER.replace("ribbon", "ribbons"))
    assert len(faults(texts)) == 2  # the file is another, and what is quoted has moved
    write_texts(texts, courier=COURIER.replace("put it.", "put it!"))
    (fault,) = faults(texts)
    assert fault.startswith("courier: the file courier.txt is not the one on record (sha256 ")


def test_a_text_changed_behind_the_triggers_is_found(small: Path, texts: Path) -> None:
    imported(small, texts)
    behind_the_guards(
        "UPDATE sources_textversion SET text = replace(text, 'mayor opened', 'mayor 0pened')"
    )
    told = faults()
    assert any("gazette: the stored text is not the one on record" in line for line in told)
    assert any("“the mayor opened the bridge” is not what stands at" in line for line in told)
    assert any(line.startswith("event ") for line in told)  # and it is public


def test_a_quote_changed_behind_the_triggers_is_found(small: Path, texts: Path) -> None:
    imported(small, texts)
    behind_the_guards("UPDATE sources_passage SET quote = replace(quote, 'late 2003', 'late 2O03')")
    assert any("gazette: “promised an opening in late 2O03” is not what" in x for x in faults())


def test_words_of_a_date_changed_behind_the_triggers_are_found(small: Path, texts: Path) -> None:
    imported(small, texts)
    behind_the_guards("UPDATE timeline_citation SET wording = 'On Sunday' WHERE wording LIKE 'On%'")
    (fault,) = faults()
    assert fault.startswith("gazette: the date's words “On Sunday” are not at ")


def test_days_that_are_not_those_of_the_date_are_found() -> None:
    event = make_event(edtf="2004-05-03")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET last_day = last_day + 1")
    assert faults() == [f"event {event.pk}: its stored days are not those of '2004-05-03'"]


def test_a_date_that_can_not_be_read_is_found() -> None:
    event = make_event(edtf="2004-05-03")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_event SET edtf = '2004-05-33'")
    assert faults()[0].startswith(f"event {event.pk}: '2004-05-33'")


def test_a_date_of_a_citation_that_can_not_be_read_is_found() -> None:
    citation = make_event(edtf="2004-05-03", date_reason="told by all").citations.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_citation SET edtf = 'soon'")
    (fault,) = faults()
    assert fault.startswith(f"citation {citation.pk}: 'soon'")


def test_a_quote_changed_behind_the_guards_is_found_though_its_text_is_not_held(
    sealed: Path,
) -> None:
    imported(sealed)
    behind_the_guards("UPDATE sources_passage SET quote = replace(quote, 'e', 'a')")
    assert any("are not those that were checked" in fault for fault in faults())


def test_a_public_event_without_a_passage_is_found() -> None:
    event = make_event("Mayor opens the bridge")
    behind_the_guards("DELETE FROM timeline_citation")
    assert faults() == [
        (
            f"event {event.pk}: “Mayor opens the bridge” has no passage that supports it."
            " Add a citation."
        ),
    ]


def test_a_missing_trigger_is_named() -> None:
    gone = next(guard for guard in SOURCES_GUARDS if guard.name == "text_never_changes")
    remove_guards(connection, [gone])
    assert faults() == [
        "database: the trigger text_never_changes is missing or another; run `./run manage migrate`"
    ]


def test_a_trigger_that_holds_another_rule_is_named() -> None:
    rule = next(guard for guard in SOURCES_GUARDS if guard.name == "text_never_changes")
    install_guards(connection, [replace(rule, refuse_when="1 = 2")])
    assert faults() == [
        "database: the trigger text_never_changes is missing or another; run `./run manage migrate`"
    ]


def test_a_file_that_was_imported_may_be_corrected_in_its_folder(tmp_path: Path) -> None:
    import_files(write_files(tmp_path, bridge=BRIDGE))
    make_event(passage=make_passage("opened the bridge", version=TextVersion.objects.get()))
    import_files(write_files(tmp_path, bridge=BRIDGE.replace("opened the", "opened a")))
    assert verify(tmp_path) == "1 quotes in 2 texts: every quote matches.\n"
