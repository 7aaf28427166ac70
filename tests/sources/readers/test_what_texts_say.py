"""Dates, names and other metadata in the lines of a text, and what of it is no article."""

from __future__ import annotations

import pytest

from sources.bibliography.reference import Name
from sources.readers import RawDocument, read
from sources.readers.finishing import finish
from sources.readers.languages import language_of
from sources.readers.limits import DEFAULT_LIMITS
from sources.readers.names import authors_named
from sources.readers.raw_document import Extracted
from sources.readers.stated_dates import date_in

ARTICLE = (
    "The commission met on Tuesday to speak of the flood, of the bridge, and of the money that both will cost"
    " the three countries on the river in the years to come.\n\nIt will meet again in June, when the gauges have been repaired and"
    " the accounts of the last year have been examined by the auditors in Norrby.\n"
)


def of(head: str = "", tail: str = "") -> RawDocument:
    return finish(
        Extracted(f"{head}\n\n{ARTICLE}\n{tail}", "plain_text"), "notes.txt", DEFAULT_LIMITS
    )


def marked(document: RawDocument) -> str:
    return "\n".join(document.text[span.start : span.end] for span in document.boilerplate)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Posted March 15, 2007", "2007-03-15"),
        ("15th of March 2007", "2007-03-15"),
        ("Thu, 15 Mar 2007 08:00:00 GMT", "2007-03-15"),
        ("le 12 août 1949", "1949-08-12"),
        ("12 de mayo de 2004", "2004-05-12"),
        ("15 мая 1992 года", "1992-05-15"),
        ("2010-03-19T23:30:00+03:00", "2010-03-19"),
        ("20100319", "2010-03-19"),
        ("2010/3/9", "2010-03-09"),
        ("3/15/07", "2007-03-15"),
        ("15/3/1999", "1999-03-15"),
        ("4.3.2007", "2007-03-04"),
        ("March 2007", "2007-03"),
        ("2007", "2007"),
        ("3/4/07", ""),
        ("31 February 2007", "2007"),
        ("Volume 7, issue 54", ""),
        ("2003-2007", ""),
        ("room 2007b", ""),
    ],
)
def test_a_date_is_read_no_finer_than_it_is_written(words: str, edtf: str) -> None:
    assert date_in(words) == edtf


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Orr and Ben Hill", [Name("Orr", "Ann"), Name("Hill", "Ben")]),
        ("Orr, Ann; Hill, Ben", [Name("Orr", "Ann"), Name("Hill", "Ben")]),
        (
            "Ann Orr, Ben Hill & Cy Day",
            [Name("Orr", "Ann"), Name("Hill", "Ben"), Name("Day", "Cy")],
        ),
        ("Vincent van Gogh", [Name("Gogh", "Vincent", particle="van")]),
        ("Martin King Jr.", [Name("King", "Martin", suffix="Jr")]),
        ("Reuters", [Name(literal="Reuters")]),
        ("Gazette News Desk", [Name(literal="Gazette News Desk")]),
        ("https://a.example/ann", []),
        ("ann@a.example", []),
        ("this is a long sentence that names nobody at all", []),
    ],
)
def test_authors_are_told_from_bodies_and_from_what_is_no_name(
    byline: str, names: list[Name]
) -> None:
    assert list(authors_named(byline)) == names


def test_labels_at_the_top_give_metadata_and_are_marked() -> None:
    document = of(
        "Flood at Norrby\n\nPublisher River House\nAuthor Ann Orr\nPublication Date 15 March 2007"
    )
    assert document.title == "Flood at Norrby"
    assert document.metadata.publisher == "River House"
    assert document.metadata.authors == (Name("Orr", "Ann"),)
    assert document.published == "2007-03-15"
    assert "Publication Date 15 March 2007" in marked(document)
    assert "Flood at Norrby" not in marked(document)


def test_a_byline_with_a_date_gives_both() -> None:
    document = of("Flood at Norrby\n\nAnn Orr 3/15/07")
    assert document.metadata.authors == (Name("Orr", "Ann"),)
    assert document.published_evidence == "stated in the text: “Ann Orr 3/15/07”"


def test_the_day_on_which_a_page_was_last_changed_is_no_day_of_publication() -> None:
    document = of("Last updated: 27 May 2016\n\nFlood at Norrby")
    assert document.published == ""
    assert [dating.certainty for dating in document.metadata.datings] == ["weak"]


def test_two_days_of_publication_are_told_as_a_disagreement() -> None:
    document = of("Published: 15 March 2007", tail="Posted March 19, 2007")
    assert document.published == "2007-03-15"
    (warning,) = document.warnings
    assert warning.startswith("Two dates of publication: 2007-03-15 (stated in the text:")
    assert "2007-03-19" in warning


def test_words_of_the_article_are_no_metadata() -> None:
    prose = ARTICLE.replace("The commission", "Published reports say that the commission", 1)
    document = finish(
        Extracted(prose + "Source: nobody knows. " * 8, "plain_text"), "n.txt", DEFAULT_LIMITS
    )
    assert document.metadata.datings == ()
    assert document.metadata.container == ""
    assert document.boilerplate == ()


def test_a_text_without_a_heading_takes_its_title_from_the_file() -> None:
    assert of().title == "notes"


def test_a_note_at_the_end_names_the_author() -> None:
    document = of(tail="Ann Orr is a Norrby-based journalist.")
    assert document.metadata.authors == (Name("Orr", "Ann"),)
    assert marked(document) == "Ann Orr is a Norrby-based journalist."


@pytest.mark.parametrize(
    "noise",
    [
        "1 / 1",
        "X",
        "> <",
        "Page 3 of 12",
        "Advertisement",
        "Share this article",
        "Home > News > Rivers",
        "Print | Email | Share",
        "Sign up for our weekly newsletter",
        "We use cookies to give you the best experience on our website.",
        "© 2007 River House. All rights reserved.",
        "Disclaimer: the views expressed here are those of the author.",
        "This e-mail and its attachments are confidential and intended only for the person named above.",
        "Editor's note: this text was shortened.",
        "Terms of use | Privacy policy | Contact",
        "Related articles",
        "Photo: River House",
        "<iframe src='x' width=1 height=1></iframe>",
        "Loading...",
        "Search the archive",
        "Last updated: Friday, 27 May 2016",
    ],
)
def test_noise_is_marked_and_kept(noise: str) -> None:
    document = of("Flood at Norrby", tail=noise)
    assert document.text.endswith(noise)
    assert marked(document) == noise


@pytest.mark.parametrize(
    "words",
    [
        "The bridge was closed.",
        "“We use the river, and the river uses us,” he said.",
        "He is an engineer.",
        "Share prices fell on 3 May.",
        "By June the water had gone.",
        "In 2007, copyright law was changed in all three countries.",
    ],
)
def test_short_sentences_in_the_middle_of_an_article_are_not_noise(words: str) -> None:
    paragraphs = ARTICLE.split("\n\n")
    text = "\n\n".join([paragraphs[0], words, paragraphs[1]])
    assert finish(Extracted(text, "plain_text"), "n.txt", DEFAULT_LIMITS).boilerplate == ()


def test_a_title_that_stands_again_under_the_article_is_marked() -> None:
    assert marked(of("Flood at Norrby", tail="Flood at Norrby")) == "Flood at Norrby"


LANGUAGES = {
    "en": "The river rose on Monday and fell again on the next day, which was a surprise for the people of the town.",
    "de": "Der Fluß stieg am Montag und fiel am nächsten Tag wieder, was für die Leute in der Stadt nicht zu erwarten war.",
    "fr": "La rivière est montée lundi et elle est redescendue le jour suivant, ce qui a surpris les gens de la ville.",
    "es": "El río subió el lunes y bajó al día siguiente, lo que fue una sorpresa para la gente de la ciudad.",
    "pl": "Rzeka podniosła się w poniedziałek i opadła następnego dnia, co było dla ludzi w mieście zaskoczeniem, ale nie do końca.",
    "ru": "Река поднялась в понедельник и на следующий день снова опустилась, что для жителей города не было новостью.",
    "uk": "Річка піднялася в понеділок і на наступний день знову опустилася, що для жителів міста не було новиною, але й не жартом.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_told_by_its_frequent_words(language: str) -> None:
    assert language_of(f"{LANGUAGES[language]} " * 2) == language


def test_a_language_that_is_not_clear_is_not_named() -> None:
    assert language_of("Too short.") == ""
    assert language_of("Lindholm Norrby Orsa Harald Berg " * 20) == ""


def test_what_is_stated_of_the_language_goes_before_its_words() -> None:
    assert of().metadata.language == "en"
    assert of("Language: sv").metadata.language == "sv"


@pytest.mark.parametrize(
    "piece",
    [
        "a | ",
        "home > ",
        "share print ",
        "terms ",
        "views opinion expressed ",
        "we use cookie ",
        "<a ",
        "x is a ",
        "(c)",
    ],
)
def test_lines_that_are_made_to_match_slowly_are_read_within_the_limit(piece: str) -> None:
    lines = [
        (piece * 400)[:length] + end for length in (118, 248, 698, 1490) for end in ("", "!", "é.")
    ]
    text = "\n\n".join(lines * 40)
    assert read(text.encode(), "slow.txt").text == text
