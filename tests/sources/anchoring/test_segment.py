"""Sentences and paragraphs, as a reader of news would count them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.segment import paragraphs, segment


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in segment(text)]


# " | " shows where one sentence ends and the next starts.
@pytest.mark.parametrize(
    "marked",
    [
        "The river rose. | The bridge closed.",
        "Gen. Adams met Sen. Brown and Dr. J. R. Clark. | They talked.",
        "The U.S. President flew to the U.K. on Monday. | He stayed a day.",
        "It was signed in the U.S. | The text was not published.",
        "The vote is at 5 p.m. Friday. | The hall opens at 4 p.m. | Everyone may come.",
        "It opened on Sept. 11 and closed in Oct. | Few noticed. | See No. 5 and p. 12.",
        "Asked about it, he said no. | Others nodded.",
        "“We shall build it. | We shall pay for it,” the mayor said. | “Soon.” | Nobody asked.",
        '"Is it safe?" Mayor Jane Brown asked. | "Is it dry?" | The engineer left.',
        '"Stop!" he cried. | "Why?" | Then silence.',
        "The plan (see the notes. They are long) was dropped. | (Nobody wept.) | It rained.",
        "It was dropped [For background see the archive. It is long]. | The mayor resigned.",
        "They waited... Brown came late. | He said … | The rest is known.",
        'He paused… | "Now," he said.',
        "“Who knows?” (Town News, 6 May). | “We do.” | (He did not.) | It rained.",
        "1. The parties agree. | 2 men left in 2002. | 15 stayed.",
        "Prices rose 2.5 percent. | Shares of Brown & Co. fell. | Visit example.org. | Bye.",
        "Take plan B. | The mayor took it. | I told J. Smith.",
        "He left.) – And more.",
        "河水上涨。| 桥关闭了。",
        "He said it was over! | Was it? | It was.",
        "It closed in the spring of 2002.” | Nobody protested.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    assert sentences(marked.replace("| ", "")) == wanted


def test_an_opened_bracket_that_never_closes_swallows_nothing() -> None:
    assert len(sentences("He spoke (at length. She left. They slept.")) == 3
    assert len(sentences("A] stray. Bracket) here. Too.")) == 3
    assert len(sentences(f"({'So it went. ' * 40})")) == 40, "a whole paragraph is no aside"


def test_brackets_inside_brackets_are_one_aside() -> None:
    assert sentences("It (a [b. Cc] d. Ee) fell. It rose.") == [
        "It (a [b. Cc] d. Ee) fell.",
        "It rose.",
    ]


def test_each_line_of_an_article_is_a_paragraph() -> None:
    text = f"The Title\n\n By: A. Writer \nFirst line of {'text ' * 40}\nSecond line\n\n\u00a0\n"
    assert [text[span.start : span.end].split()[0] for span in paragraphs(text)] == [
        "The",
        "By:",
        "First",
        "Second",
    ]


def test_lines_wrapped_at_one_width_are_joined_into_their_paragraph() -> None:
    text = (
        "A heading\n"
        "The harbour office said that the bridge over the river would stay\n"
        "closed until the end of the month. Engineers had found cracks in\n"
        "two pillars.\n"
        "Ferries run every hour between the two banks, and the office has\n"
        "asked drivers to wait.\n"
    )
    assert [text[span.start : span.end][:7] for span in paragraphs(text)] == [
        "A headi",
        "The har",
        "Ferries",
    ]
    assert [len(sentence.splitlines()) for sentence in sentences(text)] == [1, 2, 2, 2]


prose = st.text(alphabet='abC. \n\u00a0!?…"”()[]J1。\t', max_size=200) | st.text(max_size=100)


@given(prose)
def test_sentences_and_paragraphs_are_in_order_and_cover_all_that_can_be_seen(text: str) -> None:
    for spans in (segment(text), paragraphs(text)):
        assert spans == sorted(spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        covered = "".join(text[span.start : span.end] for span in spans)
        assert "".join(covered.split()) == "".join(text.split())
        for span in spans:
            words = text[span.start : span.end]
            assert words
            assert words == words.strip()


@given(prose)
def test_no_sentence_reaches_over_the_end_of_a_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    for span in segment(text):
        assert any(block.start <= span.start and span.end <= block.end for block in blocks)
