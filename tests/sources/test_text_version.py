"""A stored text is for ever as it was read, and is the one that its sha256 names."""

from __future__ import annotations

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from sources.actions.storing import QuoteMismatch, record_text
from sources.guards import SOURCES_GUARDS
from sources.models import Document, Passage, TextVersion
from sources.models.text_version import sha256_of
from sources.triggers import missing_guards
from tests.factories import CHECKED_ON, make_document, make_passage, make_text
from timeline.guards import TIMELINE_GUARDS
from timeline.models import Citation, Event

ALL_GUARDS = (*SOURCES_GUARDS, *TIMELINE_GUARDS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "The mayor opened the bridge?"),
        ("text", None),
        ("sha256", "0" * 64),
        ("length", 27),
        ("document", "another"),
    ],
)
def test_nothing_of_a_stored_text_changes(column: str, value: object) -> None:
    version = make_text("The mayor opened the bridge.")
    if column == "document":
        value = make_document("another")
    with pytest.raises(IntegrityError), transaction.atomic():
        TextVersion.objects.filter(pk=version.pk).update(**{column: value})
    setattr(version, column, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


@pytest.mark.django_db
def test_a_text_is_refused_under_the_sha256_of_another() -> None:
    with pytest.raises(QuoteMismatch, match="not the text with sha256"):
        record_text(
            make_document(),
            sha256="0" * 64,
            length=9,
            text="Any text.",
            file_name="any.txt",
            checked_on=CHECKED_ON,
            boilerplate=[],
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        TextVersion.objects.create(
            document=make_document(), sha256="0" * 64, length=9, text="Any text.",
            checked_on=CHECKED_ON,
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("sha256", ["", "0" * 63, "G" * 64, "A" * 64])
def test_a_sha256_is_64_small_hexadecimal_digits(sha256: str) -> None:
    with pytest.raises(IntegrityError):
        TextVersion.objects.create(
            document=make_document(), sha256=sha256, length=9, checked_on=CHECKED_ON
        )


@pytest.mark.django_db
def test_a_text_supplied_later_must_have_the_quotes_on_record() -> None:
    """The sha256 is right, but a quote was put on record that the text never had."""
    text = "The mayor opened the bridge."
    version = make_text(text, held=False)
    make_passage("shut", version=version, start=10)
    with pytest.raises(IntegrityError):
        make_text(text, document=version.document)


@pytest.mark.django_db
def test_a_text_can_not_be_slipped_under_passages() -> None:
    """Deleted and written again in one transaction, before foreign keys are looked at."""
    passage = make_passage("opened", version=make_text("The mayor opened the bridge."))
    version = passage.text_version
    version.text = "The mayor opened the bridge!"
    version.sha256 = sha256_of(version.text)
    with transaction.atomic():
        TextVersion.objects.filter(pk=version.pk)._raw_delete("default")
        with pytest.raises(IntegrityError, match="passages rest on a text with this id"):
            version.save(force_insert=True)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_passages_rest_on_is_not_deleted() -> None:
    version = make_passage("opened", version=make_text("The mayor opened it.")).text_version
    for row in (version, version.document):
        with pytest.raises(ProtectedError):
            row.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Document, TextVersion, Passage, Event, Citation])
def test_a_later_migration_can_alter_a_guarded_table(model: type[models.Model]) -> None:
    """SQLite rebuilds the table to do so, and refuses where a trigger elsewhere names it."""
    column = models.BooleanField(default=False)
    column.set_attributes_from_name("added_later")
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    with connection.schema_editor() as editor:
        editor.add_field(model, column)
        editor.remove_field(model, column)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert missing_guards(connection, ALL_GUARDS) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps long texts apart")
def test_a_text_stands_last_in_its_row_so_that_sqlite_need_not_read_it_for_the_rest() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info('sources_textversion')")
        assert cursor.fetchall()[-1] == ("text",)
