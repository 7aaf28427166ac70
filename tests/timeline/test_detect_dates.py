"""The dates of texts are found once, kept with their proof, and left alone where events rest on them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from sources.models import Document, TextVersion
from tests.factories import make_document, make_text, make_timeline
from tests.timeline.files import Run, run
from timeline.actions import detecting
from timeline.actions.crew import Crew
from timeline.actions.detecting import detect_dates
from timeline.actions.reading_dates import TextToRead, blank_out, plain_anchor, read_dates
from timeline.dates import Step, replay
from timeline.models import DateMention, Detection

pytestmark = pytest.mark.django_db

TEXT = "On Monday the mayor opened the bridge. Work had begun in 1998, and was over in June."


def wordings() -> list[tuple[str, str]]:
    """Each mention on record, with its date."""
    return list(DateMention.objects.order_by("start").values_list("wording", "edtf"))


def detect(*arguments: object) -> Run:
    """The command, in this process."""
    return run("detect_dates", *arguments, "--jobs", 1)


def test_dates_are_stored_with_their_place_and_with_steps_that_lead_there_again() -> None:
    version = make_text(TEXT)
    told = detect()
    assert wordings() == [("Monday", "2004-05-03"), ("1998", "1998"), ("June", "2004-06")]
    for mention in DateMention.objects.all():
        assert TEXT[mention.start : mention.end] == mention.wording
        steps = tuple(Step(do, tuple(args)) for do, *args in mention.derivation)
        assert replay(steps).edtf == mention.edtf
        assert (mention.text_version, mention.fate) == (version, DateMention.Fate.OPEN)
    assert told.out.splitlines() == [
        "1 texts looked at, 0 as they were, 0 not held here",
        (
            "3 date expressions found: 3 dated, 0 without a place on the calendar;"
            " 0 more in what is no article text"
        ),
        (
            "On record: 3, of them 3 not looked at yet, 0 dates a candidate,"
            " 0 says the same as another, 0 dates no event"
        ),
    ]


def test_a_second_time_nothing_is_found_and_nothing_written() -> None:
    make_text(TEXT)
    detect()
    before = list(DateMention.objects.values())
    assert detect().out.startswith("0 texts looked at, 1 as they were, 0 not held here\n")
    assert list(DateMention.objects.values()) == before


def test_what_is_no_article_text_gives_no_dates_and_none_is_counted_from_it() -> None:
    noise = "Last updated: 9 August 2011. "
    version = make_text(f"{noise}The next day it rained.", document=make_document(published=""))
    version.boilerplate = [[0, len(noise)]]
    version.save()
    assert "1 more in what is no article text" in detect().out
    assert [wording for wording, edtf in wordings() if edtf] == []


def test_only_the_newest_text_of_a_document_is_looked_at() -> None:
    document = make_document()
    make_text("It opened in 1998.", document=document)
    make_text("It opened in 1999.", document=document)
    detect()
    assert wordings() == [("1999", "1999")]


def test_a_text_that_is_not_held_here_is_counted_and_passed_over() -> None:
    make_text(TEXT, held=False)
    assert detect().out.startswith("0 texts looked at, 0 as they were, 1 not held here\n")


def test_another_publication_date_makes_the_dates_be_found_anew() -> None:
    document = make_document()
    make_text(TEXT, document=document)
    detect()
    document.published = "2005-05-05"
    document.save()
    detect()
    assert wordings() == [("Monday", "2005-05-02"), ("1998", "1998"), ("June", "2005-06")]


def test_another_engine_looks_again_and_leaves_mentions_that_events_rest_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_text(TEXT)
    detect()
    used = DateMention.objects.get(wording="Monday")
    used.fate, used.edtf = DateMention.Fate.USED, "2004-05-10"
    used.save()
    others = set(DateMention.objects.exclude(pk=used.pk).values_list("pk", flat=True))
    monkeypatch.setattr(detecting, "engine_version", lambda: "another")
    assert "2 date expressions found" in detect().out
    assert wordings() == [("Monday", "2004-05-10"), ("1998", "1998"), ("June", "2004-06")]
    assert DateMention.objects.get(wording="Monday") == used
    assert not others & set(DateMention.objects.values_list("pk", flat=True))
    assert Detection.objects.get().engine == "another"


def test_a_language_without_date_words_gets_one_line() -> None:
    make_text(TEXT, document=make_document("gazeta", language="tlh"))
    told = detect()
    assert told.status == 1
    assert told.err.startswith("gazeta: no date words for language 'tlh'")
    assert not Detection.objects.exists()


def test_documents_can_be_named_one_by_one_or_by_timeline() -> None:
    for slug in ("one", "two", "three"):
        make_text(f"{slug} opened in 1998.", document=make_document(slug))
    timeline = make_timeline("bridge")
    timeline.documents.add(Document.objects.get(slug="two"))
    assert detect("one").out.startswith("1 texts looked at")
    assert detect("--timeline", "bridge").out.startswith("1 texts looked at")
    assert "there is no document four" in detect("four").err
    assert (
        "there is no document one on the timeline bridge"
        in detect("one", "--timeline", "bridge").err
    )
    assert "there is no timeline ferry; there are: bridge" in detect("--timeline", "ferry").err


@pytest.mark.django_db(transaction=True)
def test_two_processes_find_the_same_as_one() -> None:
    for number in range(12):
        make_text(f"{TEXT} Copy {number} is of {1960 + number}.")
    detect_dates(Document.objects.all(), crew=Crew(1))
    alone = list(DateMention.objects.order_by("pk").values_list("text_version", "start", "edtf"))
    DateMention.objects.all().delete()
    Detection.objects.all().delete()
    told: list[tuple[int, int]] = []
    detect_dates(Document.objects.all(), crew=Crew(2), told=lambda *counts: told.append(counts))
    together = list(DateMention.objects.order_by("pk").values_list("text_version", "start", "edtf"))
    assert together == alone
    assert told == [(done, 12) for done in range(1, 13)]


def test_queries_do_not_grow_with_mentions(django_assert_num_queries) -> None:
    few, many = (make_text(" It opened in 1998." * count) for count in (2, 50))
    for version in (few, many):
        with django_assert_num_queries(17):
            detect_dates(Document.objects.filter(pk=version.document_id))


def test_the_database_refuses_a_mention_that_is_not_the_texts_words() -> None:
    version = make_text(TEXT)
    detect()
    values = {"type": "DATE", "rule": "weekday", "engine": "x"}
    for start, wording in ((3, "monday"), (4, "Monday"), (len(TEXT) - 2, "June.")):
        with pytest.raises(IntegrityError), transaction.atomic():
            DateMention.objects.create(
                text_version=version,
                start=start,
                end=start + len(wording),
                wording=wording,
                **values,
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        DateMention.objects.filter(wording="June").update(start=3, end=7)
    assert len(wordings()) == 3


@pytest.mark.parametrize(
    ("published", "anchor"),
    [
        ("2010-03-19", "2010-03-19"),
        ("2010-03", "2010-03"),
        ("2010", "2010"),
        ("2010-21", "2010"),
        ("2010-03-09/2010-03-13", "2010-03"),
        ("2009-12/2010-01", ""),
        ("2010~", ""),
        ("2010-03-19?", ""),
        ("201X", ""),
        ("", ""),
    ],
)
def test_only_what_is_sure_of_a_publication_date_is_counted_from(
    published: str, anchor: str
) -> None:
    document = make_document(published=published)
    assert plain_anchor(published, document.first_day, document.last_day) == anchor


def test_leaving_out_moves_nothing() -> None:
    assert blank_out("abcdefgh", ((1, 3), (3, 4), (7, 8))) == "a\n\n\nefg\n"
    text = "It rained. On 3 May 2004 the bridge opened."
    (found,) = read_dates(TextToRead(1, text, ((0, 10),), "", "en-GB")).found
    assert text[found.start : found.end] == found.wording == "3 May 2004"


def test_a_mention_changed_behind_the_triggers_is_found_by_verify() -> None:
    from tests.timeline.test_verify import behind_the_guards, faults

    make_text(TEXT, document=make_document("gazette"))
    detect()
    assert run("verify").status == 0
    behind_the_guards("UPDATE timeline_datemention SET wording = 'monday' WHERE start = 3")
    assert faults() == [
        "gazette: the date “monday” at 3 is not what stands there",
    ]
    behind_the_guards("UPDATE timeline_datemention SET wording = 'Monday' WHERE start = 3")
    behind_the_guards("UPDATE timeline_datemention SET edtf = '2004-05-04' WHERE start = 3")
    assert faults() == [
        "gazette: the date “Monday” at 3: its steps do not lead to 2004-05-04",
    ]
    assert TextVersion.objects.count() == 1
