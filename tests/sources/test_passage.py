"""A passage is the text's words at its place, or it is refused: by every way in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from sources.actions.storing import QuoteMismatch, record_passage, record_text
from sources.models import Passage, TextVersion
from sources.models.text_version import sha256_of
from tests.factories import CHECKED_ON, make_document, make_passage, make_text
from tests.mutations import Claim, mutations, true_claim

pytestmark = pytest.mark.django_db

Write = Callable[[Passage, str, Claim], None]


def through_the_action(passage: Passage, field: str, claim: Claim) -> None:
    version = passage.text_version
    if field == "text":
        record_text(
            version.document,
            sha256=version.sha256,
            length=version.length,
            text=claim.text,
            file_name=version.file_name,
            checked_on=CHECKED_ON,
            boilerplate=[],
        )
    else:
        record_passage(version, start=claim.start, end=claim.end, quote=claim.quote)


def through_save(passage: Passage, field: str, claim: Claim) -> None:
    row = passage.text_version if field == "text" else passage
    setattr(row, field, getattr(claim, field))
    row.save()


def as_a_new_row(passage: Passage, field: str, claim: Claim) -> None:
    version = passage.text_version
    if field == "text":
        TextVersion.objects.create(
            document=version.document,
            sha256=version.sha256,
            length=version.length,
            text=claim.text,
            checked_on=CHECKED_ON,
        )
    else:
        Passage.objects.create(
            text_version=version, start=claim.start, end=claim.end, quote=claim.quote
        )


def through_a_bulk_update(passage: Passage, field: str, claim: Claim) -> None:
    row = passage.text_version if field == "text" else passage
    type(row)._default_manager.filter(pk=row.pk).update(**{field: getattr(claim, field)})


def through_raw_sql(passage: Passage, field: str, claim: Claim) -> None:
    row = passage.text_version if field == "text" else passage
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {row._meta.db_table} SET "{field}" = %s WHERE id = %s',  # noqa: S608
            [getattr(claim, field), row.pk],
        )


WAYS = [
    through_the_action,
    through_save,
    as_a_new_row,
    through_a_bulk_update,
    through_raw_sql,
]


def put_on_record(claim: Claim, *, held: bool) -> Passage:
    return make_passage(claim.quote, version=make_text(claim.text, held=held), start=claim.start)


@pytest.mark.parametrize("held", [True, False], ids=["text held", "text not held"])
@pytest.mark.parametrize("write", WAYS)
def test_of_1000_one_character_mutations_none_gets_through(write: Write, held: bool) -> None:
    claim = true_claim()
    pk = put_on_record(claim, held=held).pk
    through = []
    for field, mutated in mutations(claim, 1_000):
        passage = Passage.objects.get(pk=pk)
        try:
            with transaction.atomic():
                write(passage, field, mutated)
        except (QuoteMismatch, IntegrityError):
            continue
        through.append((field, mutated))
    assert not through
    passage = Passage.objects.get()
    assert (passage.start, passage.end, passage.quote) == (claim.start, claim.end, claim.quote)
    assert TextVersion.objects.get().text == (claim.text if held else None)


@pytest.mark.parametrize("write", [through_save, through_a_bulk_update, through_raw_sql])
def test_the_true_text_may_be_supplied_later(write: Write) -> None:
    claim = true_claim()
    passage = put_on_record(claim, held=False)
    write(passage, "text", claim)
    passage.text_version.refresh_from_db()
    assert passage.text_version.is_held
    assert passage.stands


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
@pytest.mark.parametrize("held", [True, False], ids=["text held", "text not held"])
def test_sqlites_replace_is_no_way_around(held: bool) -> None:
    claim = true_claim()
    passage = put_on_record(claim, held=held)
    other = claim.quote.replace("late", "soon")
    for row, columns, values in (
        (passage, "quote, id, start", (other, passage.pk, claim.start)),
        (passage, "quote, start", (other, claim.start)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT OR REPLACE INTO {row._meta.db_table}"  # noqa: S608
                f' ({columns}, "end", prefix, suffix, text_version_id)'
                f" VALUES ({', '.join(['%s'] * len(values))}, %s, '', '', %s)",
                [*values, claim.end, passage.text_version_id],
            )
    assert Passage.objects.get().quote == claim.quote


def test_a_passage_can_not_reach_beyond_a_text_that_is_not_held() -> None:
    version = make_text("A text of 24 characters.", held=False)
    with pytest.raises(QuoteMismatch, match="does not fit"):
        record_passage(version, start=20, end=25, quote="ers.!")
    with pytest.raises(IntegrityError):
        Passage.objects.create(text_version=version, start=20, end=25, quote="ers.!")


def test_the_same_passage_is_put_on_record_once() -> None:
    claim = true_claim()
    assert put_on_record(claim, held=True) == put_on_record(claim, held=True)


def test_a_passage_keeps_what_stands_around_it() -> None:
    passage = make_passage("opened", version=make_text("The mayor opened the bridge."))
    assert (passage.prefix, passage.suffix) == ("The mayor ", " the bridge.")


def test_places_are_counted_in_code_points() -> None:
    version = make_text("😀😀 naïve Ё")
    assert record_passage(version, start=3, end=8, quote="naïve").stands
    assert record_passage(version, start=9, end=10, quote="Ё").stands


def test_the_refusal_names_quote_place_and_file() -> None:
    version = make_text("The mayor opened the bridge.")
    with pytest.raises(QuoteMismatch, match=r"“closed” is not what stands at 10–16 of \w+\.txt"):
        record_passage(version, start=10, end=16, quote="closed")


def test_two_documents_do_not_share_a_text() -> None:
    version = make_text("One text.", document=make_document("first"))
    with pytest.raises(QuoteMismatch, match="already on record as"):
        make_text("One text.", document=make_document("second"))
    assert version.sha256 == sha256_of("One text.")
