"""Bytes to characters: declared, marked, or guessed by the letters of the languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.decoding import decode

SENTENCES = {
    "cp1252": [
        "The café on Königstraße re-opened on 3 May 2004; “we are glad”, said the owner – naïvely.",
        "Le traité fut signé à Genève le 12 août 1949, après de très longues négociations.",
        "Der Bürgermeister eröffnete die Brücke über die Spree früher als geplant.",
        "El año pasado llegó la señora Núñez a Málaga.",
    ],
    "cp1251": [
        "Министр сообщил, что мост через реку откроют в мае 2004 года, после ремонта опор.",
        "Міністр повідомив, що міст через річку відкриють у травні, після ремонту опор.",
    ],
    "koi8-r": [
        "Договор подписали в Лindholm шесть государств; он вступил в силу через год.".replace(
            "Лindholm", "мае"
        )
    ],
    "cp866": ["Министр сообщил, что мост через реку откроют в мае 2004 года, после ремонта опор."],
    "iso8859-5": [
        "Министр сообщил, что мост через реку откроют в мае 2004 года, после ремонта опор."
    ],
    "cp1250": [
        "Premiér oznámil, že nový most přes řeku bude otevřen v květnu, řekl mluvčí úřadu.",
        "Żołnierze przekroczyli granicę w październiku, poinformował rzecznik urzędu w Łodzi.",
    ],
    "iso8859-2": [
        "Żołnierze przekroczyli granicę w październiku, poinformował rzecznik urzędu w Łodzi."
    ],
    "cp1253": ["Ο υπουργός ανακοίνωσε ότι η γέφυρα θα ανοίξει τον Μάιο του 2004."],
    "cp1254": [
        "Başbakan köprünün mayıs ayında açılacağını söyledi; ırmak üzerindeki çalışmalar sürüyor."
    ],
    "cp1255": ["ראש הממשלה הודיע כי הגשר ייפתח בחודש מאי."],
    "cp1256": ["أعلن رئيس الوزراء أن الجسر سيفتح في مايو."],
    "mac-roman": [
        "Le traité fut signé à Genève le 12 août 1949, après de très longues négociations."
    ],
    "shift_jis": ["首相は橋が五月に開通すると発表した。工事は続いている。"],
    "gb18030": ["总理宣布，大桥将于五月开通，工程仍在继续。"],
    "cp949": ["총리는 다리가 5월에 개통될 것이라고 발표했다."],
}
CASES = [(encoding, text) for encoding, texts in SENTENCES.items() for text in texts]


@pytest.mark.parametrize(("encoding", "text"), CASES)
def test_an_encoding_that_nobody_states_is_known_by_its_letters(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings[0].startswith("The encoding is not stated; it was read as ")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"]
)
@pytest.mark.parametrize("text", [text for _, text in CASES])
def test_unicode_is_known_with_and_without_its_mark(encoding: str, text: str) -> None:
    if encoding in {"utf-16-le", "utf-16-be"} and " " not in text:
        pytest.skip("without any space or digit there is nothing to know it by")
    assert decode(text.encode(encoding)).text == text
    assert decode(text.encode(encoding)).warnings == ()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80))
def test_all_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    if "\ufffd" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


def test_what_the_file_declares_decides_where_it_can_be_true() -> None:
    russian = SENTENCES["koi8-r"][0]
    assert decode(russian.encode("koi8-r"), "koi8-r").text == russian
    assert decode(russian.encode("koi8-r"), "utf-8").text == russian
    assert decode("橋の話です。".encode("iso2022_jp"), "iso-2022-jp").text == "橋の話です。"
    assert decode("“Zitat”".encode("cp1252"), "iso-8859-1").text == "“Zitat”"


def test_some_strange_bytes_in_utf_8_don_t_spoil_the_rest() -> None:
    good = "Die Brücke über den Fluß wurde früher geöffnet. " * 10
    decoded = decode(good.encode() + "naïv".encode("cp1252"))
    assert decoded.text == good + "naïv"
    assert decoded.warnings == ("Bytes that are not UTF-8 were read as Windows-1252: 1.",)


def test_lines_in_two_encodings_are_each_read_by_their_own() -> None:
    russian = SENTENCES["cp1251"][0]
    decoded = decode(f"{russian}\n".encode() * 3 + f"{russian}\n".encode("cp1251") * 3)
    assert decoded.text == f"{russian}\n" * 6
    assert decoded.warnings == ("Lines that are not UTF-8 were read as cp1251: 3.",)


def test_a_megabyte_without_a_space_is_no_trouble() -> None:
    text = "né" + "x" * 1_000_000
    assert decode(text.encode("cp1252")).text == text
