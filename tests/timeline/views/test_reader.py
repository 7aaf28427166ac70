"""The reader: the words of a source, and what rests on them."""

from __future__ import annotations

import re

import pytest

from sources.anchoring.excerpt import count_words
from sources.models import Document
from tests.factories import (
    make_citation,
    make_document,
    make_event,
    make_passage,
    make_text,
    make_timeline,
)
from tests.timeline.views.conftest import ARTICLE
from tests.timeline.views.pages import body_of, html_of, links_of, page, words_of
from timeline.models import Timeline

pytestmark = pytest.mark.django_db

URL = "/sources/gazette/"


def shown_text(html: str) -> list[str]:
    """The source's own words on the page, a string a block, character for character."""
    blocks = re.findall(r'<p class="block-text"[^>]*>(.*?)</p>', html, flags=re.DOTALL)
    bare = [
        re.sub(
            r"<sup.*?</sup>|<span class=\"(?:place|dim-label)\".*?</span>", "", b, flags=re.DOTALL
        )
        for b in blocks
    ]
    return [words_of(block) for block in bare]


def cite(version, *quotes: str, **values):
    return [
        make_event(f"Event of {q}", passage=make_passage(q, version=version), **values)
        for q in quotes
    ]


def test_the_public_sees_the_cited_passages_and_how_much_is_left_out(client, gazette) -> None:
    cite(gazette, "the mayor opened the bridge", "a hundred and ten years")
    html = html_of(client, URL)
    assert shown_text(html) == ["the mayor opened the bridge", "a hundred and ten years"]
    gaps = re.findall(r'<p class="gap">(.*?)</p>', html)
    left_out = [int(words_of(gap).split()[0]) for gap in gaps]
    assert sum(left_out) + 5 + 5 == count_words(gazette.text)
    assert "ferry" not in html
    assert (
        f"{count_words(gazette.text)} words, of which 10 are shown: 2 cited passages, which 2 events rest on."
        in words_of(html)
    )
    assert "The rights in this text are its publisher’s." in words_of(html)


def test_whoever_cites_more_and_more_of_a_text_never_shows_more_than_40_words_in_a_row(
    client, gazette
) -> None:
    words = ARTICLE.partition("On Monday")[2].partition("Print")[0].split("\n\n")[0]
    pieces = words.split(", ")
    cite(gazette, *(piece.strip() for piece in pieces))
    for block in shown_text(html_of(client, URL)):
        assert count_words(block) <= 40


def test_a_curator_sees_the_whole_text_and_is_told_so(client, curator, gazette) -> None:
    cite(gazette, "The ferry stopped")
    html = html_of(curator, URL)
    paragraphs = [part for part in gazette.text.split("\n\n") if part]
    assert shown_text(html) == paragraphs
    assert "You see the whole text because you are signed in as a curator." in words_of(html)


def test_everybody_sees_the_whole_of_a_free_text(client, gazette) -> None:
    gazette.document.access = Document.Access.FULL
    gazette.document.save()
    cite(gazette, "The ferry stopped")
    html = html_of(client, URL)
    assert " ".join(shown_text(html)) == " ".join(gazette.text.split())
    assert "signed in as a curator" not in html
    assert "Why only excerpts" not in html


def test_what_is_no_article_text_is_dimmed_and_labelled(curator, gazette) -> None:
    html = html_of(curator, URL)
    assert html.count("block-dim") == 2
    assert html.count("Not part of the article") == 2


def test_a_passage_leads_to_its_note_and_the_note_to_event_and_words(client, gazette) -> None:
    (event,) = cite(gazette, "The ferry stopped")
    passage = event.citations.get().passage_id
    html = html_of(client, URL)
    assert f'id="p{passage}"' in html
    assert f'id="n{passage}"' in html
    links = links_of(html)
    assert {f"#n{passage}", f"#p{passage}", event.get_absolute_url()} <= set(links)
    assert "3 May 2004 Event of The ferry stopped" in words_of(html)


def test_overlapping_passages_keep_every_word_and_every_note(client, gazette) -> None:
    cite(gazette, "the mayor opened the bridge", "opened the bridge over the Elbow", "the bridge")
    html = html_of(client, URL)
    assert shown_text(html) == ["the mayor opened the bridge over the Elbow"]
    anchors = re.findall(r'id="p(\d+)"', html)
    notes = re.findall(r'id="n(\d+)"', html)
    assert len(anchors) == len(set(anchors)) == 3
    assert sorted(anchors) == sorted(notes)
    assert "passage overlap" in html


def test_every_passage_has_its_anchor_and_note_even_where_its_words_are_left_out(
    client, gazette
) -> None:
    """A run of more than 40 words is cut, and a short passage may fall into the cut."""
    sentence = ARTICLE[ARTICLE.index("On Monday") : ARTICLE.index("\n\nThe ferry")]
    words = sentence.split(" ")
    cite(gazette, *(" ".join(words[at : at + 2]) for at in range(0, len(words) - 1, 2)))
    html = html_of(client, URL)
    passages = len(range(0, len(words) - 1, 2))
    assert len(set(re.findall(r'id="p(\d+)"', html))) == passages - repeated(words)
    assert set(re.findall(r'id="p(\d+)"', html)) == set(re.findall(r'id="n(\d+)"', html))


def repeated(words: list[str]) -> int:
    """Pairs of words that stand twice are one passage: the first place."""
    pairs = [" ".join(words[at : at + 2]) for at in range(0, len(words) - 1, 2)]
    return len(pairs) - len(set(pairs))


def test_events_that_share_a_passage_share_a_note(client, gazette) -> None:
    passage = make_passage("The ferry stopped", version=gazette)
    for title in ("Ferry stops", "A job is lost"):
        make_event(title, passage=passage)
    html = html_of(client, URL)
    assert html.count(f'id="n{passage.pk}"') == 1
    assert "Ferry stops" in words_of(html)
    assert "A job is lost" in words_of(html)
    assert "1 cited passage, which 2 events rest on." in words_of(html)


def test_the_words_that_give_a_date_stand_out(client, gazette) -> None:
    (event,) = cite(gazette, "A second bridge is due in late 2005")
    citation = event.citations.get()
    citation.wording, citation.edtf, citation.rule = "late 2005", "2005-39", "its last third"
    citation.wording_start = gazette.text.index("late 2005")
    citation.save_with_history(by=None, why="read")
    html = html_of(client, URL)
    assert re.search(
        r'<mark class="passage is-date"><a href="#n\d+" [^>]*>late 2005</a></mark>', html
    )
    assert shown_text(html) == ["A second bridge is due in late 2005"]


def test_words_that_give_a_date_outside_the_passages_stay_hidden_from_the_public(
    client, curator, gazette
) -> None:
    (event,) = cite(gazette, "the mayor opened the bridge")
    citation = event.citations.get()
    citation.wording, citation.wording_start = "On Monday", gazette.text.index("On Monday")
    citation.save_with_history(by=None, why="read")
    assert "On Monday" not in html_of(client, URL)
    assert '<mark class="date-words">On Monday</mark>' in html_of(curator, URL)


def test_the_strip_shows_each_passage_at_its_place(client, gazette) -> None:
    (event,) = cite(gazette, "The ferry stopped", category="river")
    passage = event.citations.get().passage
    thousandth = 1000 * passage.start // gazette.length
    strip = html_of(client, URL).partition("coverage-tall")[2].partition("</svg>")[0]
    assert f'<a href="#p{passage.pk}" tabindex="-1">' in strip
    assert f'y="{thousandth}"' in strip


def figures_of(html: str) -> dict[str, list[int]]:
    """The figures of what is used of the text: by row, the parts and last their sum."""
    table = html.partition('<table class="coverage-figures"')[2].partition("</table>")[0]
    rows = [words_of(row) for row in table.partition("<tbody>")[2].split("</tr>")[:-1]]
    return {
        row.split()[0]: [int(figure.replace(",", "")) for figure in row.split()[1:]] for row in rows
    }


def test_a_curator_sees_of_every_sentence_what_became_of_it(curator, gazette) -> None:
    cite(gazette, "the mayor opened the bridge")
    cite(gazette, "A second bridge is due in late 2005", status="candidate")
    cite(gazette, "The ferry stopped", status="rejected")
    html = html_of(curator, URL)
    assert figures_of(html)["sentences"] == [1, 1, 1, 2, 0, 5]
    *parts, length = figures_of(html)["characters"]
    assert parts[:3] == [27, 35, 17]
    assert sum(parts) == length == gazette.length
    strip = html.partition("coverage-tall")[2].partition("</svg>")[0]
    for part in ("cited", "proposed", "rejected"):
        assert strip.count(f"part-{part}") == 1
    targets = re.findall(r'href="#([^"]*)"', strip)
    assert len(targets) == 3
    assert all(f'id="{target}"' in html for target in targets)


def test_the_public_figures_tell_of_published_events_only(client, gazette) -> None:
    cite(gazette, "the mayor opened the bridge")
    cite(gazette, "A second bridge is due in late 2005", status="candidate")
    html = html_of(client, URL)
    assert f"% of the text is cited (27 of {gazette.length} characters)" in words_of(html)
    assert "proposed" not in words_of(html)


def test_a_text_that_is_not_held_shows_its_quotes_and_says_how_to_supply_it(
    client, curator, courier
) -> None:
    start = ARTICLE.index("The ferry")
    make_event(passage=make_passage("The ferry stopped", version=courier, start=start))
    told = page(client, "/sources/courier/")
    assert "The ferry stopped" in told
    assert f"{start} characters not shown" in told
    assert (
        "3 words are shown, and the rest is not held here:"
        " 1 cited passage, which 1 event rests on." in told
    )
    assert "The text itself is not held here. Whoever has a copy can check it" in told
    assert courier.sha256 in told
    assert "on 2 January 2026" in told
    assert "supply it to a curator" in told
    assert f"/admin/sources/document/text/{courier.pk}/supply/" in links_of(
        html_of(curator, "/sources/courier/")
    )


def test_the_other_sources_are_a_letter_away(client, gazette, courier) -> None:
    courier.document.published = "2004-05-06"
    courier.document.save()
    body = body_of(html_of(client, URL))
    tabs = body.partition("<nav")[2].partition("</nav>")[0]
    assert words_of("<nav" + tabs) == "AThe Gazette, 5 May 2004 BThe Gazette, 6 May 2004"
    assert links_of(tabs) == ["/sources/gazette/", "/sources/courier/"]


def test_drafts_are_not_in_the_margin_and_their_words_not_in_the_excerpts(client, gazette) -> None:
    cite(gazette, "The ferry stopped", status="candidate")
    cite(gazette, "the mayor opened the bridge", status="rejected")
    html = html_of(client, URL)
    assert "ferry" not in html
    assert "mayor" not in html


def test_events_of_a_hidden_timeline_lend_no_words_to_a_public_source(client, gazette) -> None:
    hidden = make_timeline("tunnel", title="The tunnel", is_public=False)
    hidden.documents.add(gazette.document)
    make_event(timeline=hidden, passage=make_passage("The ferry stopped", version=gazette))
    html = html_of(client, URL)
    assert "ferry" not in html
    assert "tunnel" not in html


@pytest.mark.parametrize("why", ["private", "hidden timeline", "no such"])
def test_a_source_that_is_not_public_is_not_there(client, gazette, why) -> None:
    make_event(passage=make_passage("The ferry stopped", version=gazette))
    match why:
        case "private":
            gazette.document.access = Document.Access.PRIVATE
            gazette.document.save()
        case "hidden timeline":
            Timeline.objects.update(is_public=False)
        case _:
            gazette.document.slug = "moved"
            gazette.document.save()
    for address in (URL, f"{URL}cite.bib"):
        assert client.get(address).status_code == 404
    assert "The Bridge Is Open" not in page(client, "/sources/") or why == "no such"


def test_a_source_without_a_text_says_so(client) -> None:
    make_timeline().documents.add(make_document("almanac"))
    told = page(client, "/sources/almanac/")
    assert "No passage of it is cited yet." in told
    assert "No text of this source is on record." in told
    assert "Why only excerpts" not in told


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_the_reference_as_a_file(client, gazette, extension) -> None:
    address = f"{URL}cite.{extension}"
    assert address in links_of(html_of(client, URL))
    assert "The Bridge Is Open" in client.get(address).content.decode()
    assert client.get(f"{URL}cite.doc").status_code == 404


def test_a_hostile_text_is_shown_and_never_obeyed(client) -> None:
    bad = '<img src=x onerror=alert(1)> & "quotes"'
    document = make_document("hostile", title=f"T {bad}", rights=f"R {bad}", container=f"C {bad}")
    make_timeline().documents.add(document)
    version = make_text(f"Before. They wrote {bad} in it. After.", document=document)
    make_event(passage=make_passage(f"wrote {bad} in", version=version))
    html = html_of(client, "/sources/hostile/")
    assert "<img" not in html
    assert shown_text(html) == [f"wrote {bad} in"]


def test_the_index_is_a_bibliography(client, gazette) -> None:
    make_citation(make_event(), passage=make_passage("The ferry stopped", version=gazette))
    gazette.document.published_evidence = "Stated in the text."
    gazette.document.save()
    told = page(client, "/sources/")
    assert (
        "A Jo Ash The Bridge Is Open The Gazette Published 5 May 2004 Stated in the text."
        " To read here Cited passages only Quotes 1" in told
    )


def test_a_source_that_is_cited_but_not_listed_is_there_with_its_letter(
    client, gazette, courier
) -> None:
    event = make_event(passage=make_passage("The ferry stopped", version=gazette))
    make_timeline().documents.remove(gazette.document)
    assert "The Bridge Is Open" in page(client, "/sources/")
    told = page(client, URL)
    assert "The ferry stopped" in told
    assert "A source of The Elbow bridge" in told
    assert URL in " ".join(links_of(html_of(client, event.get_absolute_url())))
    assert "sources 2" in page(client, "/")


@pytest.mark.parametrize("status", ["candidate", "rejected"])
def test_a_source_that_only_drafts_cite_stays_unknown(client, gazette, status) -> None:
    make_event(passage=make_passage("The ferry stopped", version=gazette), status=status)
    make_timeline().documents.remove(gazette.document)
    for address in (URL, f"{URL}cite.bib"):
        assert client.get(address).status_code == 404
    assert "The Bridge Is Open" not in page(client, "/sources/")
