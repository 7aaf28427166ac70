"""Excerpts: the cited words, the gaps, and never more than 40 words on end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring.excerpt import NO_WORD_FITS, Gap, Quoted, Shown, count_words, excerpt

TEXT = (
    "The river rose on Monday. The bridge closed on Tuesday (2 May). Nobody was hurt. It reopened."
)


def quoted(text: str, words: str) -> Quoted:
    return Quoted(text.index(words), words)


def numbered(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last + 1))


def test_cited_passages_come_in_order_with_the_gaps_counted_in_words() -> None:
    pieces = excerpt(
        [quoted(TEXT, "Nobody was hurt"), quoted(TEXT, "The river rose")], len(TEXT), TEXT
    )
    assert [piece.text if isinstance(piece, Shown) else piece.words for piece in pieces] == [
        "The river rose",
        9,
        "Nobody was hurt",
        2,
    ]


def test_a_text_that_is_not_held_is_shown_by_its_quotes_and_gaps_in_characters() -> None:
    pieces = excerpt([quoted(TEXT, "The river rose"), quoted(TEXT, "Nobody was hurt")], len(TEXT))
    assert [
        piece.text if isinstance(piece, Shown) else (piece.words, piece.characters)
        for piece in pieces
    ] == ["The river rose", (None, 50), "Nobody was hurt", (None, 14)]


@pytest.mark.parametrize("held", [True, False])
def test_passages_that_overlap_are_shown_once(held: bool) -> None:
    cited = [quoted(TEXT, "river rose on"), quoted(TEXT, "rose on Monday"), quoted(TEXT, "rose")]
    pieces = excerpt(cited, len(TEXT), TEXT if held else None)
    assert [piece.text for piece in pieces if isinstance(piece, Shown)] == ["river rose on Monday"]


def test_neighbours_with_only_a_full_stop_between_them_are_joined_where_the_text_is_held() -> None:
    cited = [quoted(TEXT, "on Monday"), quoted(TEXT, "The bridge")]
    shown = [piece.text for piece in excerpt(cited, len(TEXT), TEXT) if isinstance(piece, Shown)]
    assert shown == ["on Monday. The bridge"]
    shown = [piece.text for piece in excerpt(cited, len(TEXT)) if isinstance(piece, Shown)]
    assert shown == ["on Monday", "The bridge"]


def test_exactly_forty_words_stay_whole_and_one_more_makes_a_gap_before_the_seam() -> None:
    text = f"{numbered(1, 20)} {numbered(21, 40)} {numbered(41, 60)}"
    two = [quoted(text, numbered(1, 20)), quoted(text, numbered(21, 40))]
    assert isinstance(excerpt(two, len(text), text)[0], Shown)
    assert excerpt(two, len(text), text)[0] == Shown(0, 270, numbered(1, 40))

    three = [*two, quoted(text, numbered(41, 60))]
    first, gap, second = excerpt(three, len(text), text)
    assert isinstance(first, Shown)
    assert first.text == numbered(1, 37)
    assert isinstance(gap, Gap)
    assert gap.words == 3
    assert isinstance(second, Shown)
    assert second.text == numbered(41, 60)


def test_one_passage_that_is_too_long_by_itself_is_cut_too() -> None:
    text = numbered(1, 100)
    shown = excerpt([Quoted(0, text)], len(text), text)
    assert [piece.text for piece in shown if isinstance(piece, Shown)] == [
        numbered(1, 37),
        numbered(41, 77),
        numbered(81, 100),
    ]


def test_without_the_text_a_few_unknown_characters_do_not_make_two_runs() -> None:
    cited = [Quoted(0, numbered(1, 30)), Quoted(len(numbered(1, 30)) + 2, numbered(33, 60))]
    hidden = [piece for piece in excerpt(cited, 1000) if isinstance(piece, Gap)]
    assert hidden[0].characters > len("word28 word29"), "words are hidden, not only the seam"


def test_a_script_without_spaces_is_limited_all_the_same() -> None:
    text = "河水周一上涨" * 400
    pieces = excerpt([Quoted(0, text)], len(text), text)
    shown = [piece for piece in pieces if isinstance(piece, Shown)]
    assert shown[0].end == 720
    assert len(shown) > 1


def test_a_text_of_which_nothing_is_cited_is_one_gap() -> None:
    assert excerpt([], len(TEXT), TEXT) == [Gap(0, len(TEXT), count_words(TEXT))]


@pytest.mark.parametrize("bad", [Quoted(3, ""), Quoted(-1, "The"), Quoted(len(TEXT) - 2, "abc")])
def test_a_passage_outside_the_text_is_refused(bad: Quoted) -> None:
    with pytest.raises(ValueError, match="not inside"):
        excerpt([bad], len(TEXT), TEXT)


texts = st.text(alphabet=st.sampled_from("ab1 é \n.,-–\"'(河_"), min_size=1, max_size=1500)


@st.composite
def cited_texts(draw: st.DrawFn) -> tuple[str, list[Quoted]]:
    text = draw(texts | texts.map(lambda some: (some * 300)[:4000]))
    places = st.integers(0, len(text) - 1)
    spans = draw(st.lists(st.tuples(places, st.integers(1, 1 + len(text) // 2)), max_size=8))
    return text, [Quoted(start, text[start : start + length]) for start, length in spans]


@given(cited_texts(), st.booleans())
def test_the_pieces_tile_the_text_and_show_only_cited_or_wordless_characters(
    case: tuple[str, list[Quoted]], held: bool
) -> None:
    text, cited = case
    pieces = excerpt(cited, len(text), text if held else None)
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    is_cited = {at for one in cited for at in range(one.start, one.start + len(one.quote))}
    for piece in pieces:
        assert piece.start < piece.end
        if isinstance(piece, Shown):
            assert piece.text == text[piece.start : piece.end]
            uncited = set(range(piece.start, piece.end)) - is_cited
            assert not any(re.match(r"\w", text[at]) for at in uncited)


@pytest.mark.parametrize("word", [r"\w+", r"\S+"])
@given(case=cited_texts(), held=st.booleans())
def test_never_more_than_forty_words_without_a_hidden_word_between(
    word: str, case: tuple[str, list[Quoted]], held: bool
) -> None:
    text, cited = case
    runs = [0]
    for piece in excerpt(cited, len(text), text if held else None):
        unknown = not held and piece.end - piece.start >= NO_WORD_FITS
        if isinstance(piece, Shown):
            runs[-1] += len(re.findall(word, piece.text))
        elif unknown or re.search(word, text[piece.start : piece.end]):
            runs.append(0)
    assert max(runs) <= 40


@given(cited_texts())
def test_what_fits_into_forty_words_is_shown_whole(case: tuple[str, list[Quoted]]) -> None:
    text, cited = case
    if count_words(text) + sum(map(str.isspace, text)) > 40 or len(text) > 40:
        return
    shown = {
        at
        for piece in excerpt(cited, len(text), text)
        if isinstance(piece, Shown)
        for at in range(piece.start, piece.end)
    }
    assert shown >= {at for one in cited for at in range(one.start, one.start + len(one.quote))}
