"""E-mails and Markdown in the forms that their programs write."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest

from sources.bibliography.reference import Name
from sources.readers import RawDocument, ReadFailure, read
from tests.sources.readers.whole_files import EMAIL, PAGE, PROSE


def email(body: str = PROSE, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "From": "Ann Orr <ann@a.example>",
        "To": "b@b.example",
        "Subject": "Flood",
    }.items():
        message[name] = headers.get(name.lower(), value)
    message["Date"] = "Wed, 10 Mar 2004 08:00:00 +0000"
    message.set_content(body)
    return message


def read_bytes(message: EmailMessage) -> RawDocument:
    return read(message.as_bytes(), "mail.eml")


def test_the_plain_text_is_taken_where_there_is_html_too() -> None:
    message = email("The plain words.")
    message.add_alternative("<p>The <b>other</b> words.</p>", subtype="html")
    assert read_bytes(message).text.strip() == "The plain words."


def test_html_alone_is_read_as_it_is_shown() -> None:
    message = email()
    message.set_content(
        "<p>Two<br>lines, <b>one</b> word.</p><script>no()</script>", subtype="html"
    )
    assert read_bytes(message).text == "Two\nlines, one word."


def test_an_email_that_was_forwarded_whole_gives_the_words_inside() -> None:
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@a.example", "b@b.example", "Fwd: Flood"
    outer["Date"] = "Thu, 11 Mar 2004 08:00:00 +0000"
    outer.set_content(email("The words inside."))
    assert read_bytes(outer).text.strip() == "The words inside."


def test_the_sender_is_a_person_where_a_name_is_given_and_else_the_address() -> None:
    assert read_bytes(email(**{"from": "ann@a.example"})).metadata.authors == (
        Name(literal="ann@a.example"),
    )
    assert read_bytes(email()).metadata.authors == (Name("Orr", "Ann"),)


def test_many_attachments_are_named_up_to_ten_and_counted() -> None:
    message = email()
    for number in range(13):
        message.add_attachment(
            b"x", maintype="image", subtype="png", filename=f"{number}\u202e.png"
        )
    warnings = read_bytes(message).warnings
    assert warnings[0] == "The attachment “0 .png” was left out."
    assert warnings[-1] == "3 more attachments were left out."
    assert len(warnings) == 11


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
def test_a_declared_charset_is_believed(charset: str) -> None:
    text = "Река вышла из берегов."
    payload = base64.b64encode(text.encode(charset)).decode()
    mail = EMAIL.partition("\n\n")[0] + (
        f"\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{payload}\n"
    )
    assert read(mail.encode(), "mail.eml").text.strip() == text


def test_letters_that_only_look_like_headers_are_no_email() -> None:
    letter = "Dear Ann:\nFrom: here on all is well.\nTo: you.\nSubject: none.\n\nYours, Ben\n"
    assert read(letter.encode(), "letter.txt").reader == "plain_text"


def test_toml_and_yaml_stand_at_the_top_of_markdown() -> None:
    toml = f'+++\ntitle = "Flood"\ndate = 2004-03-10\nauthors = ["Ann Orr", "Ben Hill"]\n+++\n\n{PROSE}\n'
    yaml = f"---\ntitle: Flood\ndate: 10 March 2004\nauthors:\n- Ann Orr\n- name: Ben Hill\n---\n\n{PROSE}\n"
    for text in (toml, yaml):
        document = read(text.encode(), "x.md")
        assert document.reader == "markdown_text"
        assert document.title == "Flood"
        assert document.published == "2004-03-10"
        assert document.metadata.authors == (Name("Orr", "Ann"), Name("Hill", "Ben"))
        assert document.text == PROSE.strip()


def test_fields_that_can_t_be_read_cost_a_line_and_not_the_text() -> None:
    document = read(f"---\ntitle: [never closed\n---\n\n# Flood\n\n{PROSE}\n".encode(), "x.md")
    assert document.title == "Flood"
    assert document.warnings == (
        "The fields at its top are not valid YAML or TOML and were left out.",
    )


def test_html_in_markdown_is_shown_as_its_signs_and_never_as_markup() -> None:
    document = read(f"# Flood\n\n**Look** <script>alert(1)</script>\n\n{PROSE}".encode(), "x.md")
    assert "Look <script>alert(1)</script>" in document.text


@pytest.mark.parametrize(
    "text", ["1 * 2 * 3 = 6\n\n- one\n- two\n", "* * *\n\nThe end.", "a_b_c and d_e_f"]
)
def test_plain_text_with_stars_and_dashes_is_not_taken_for_markdown(text: str) -> None:
    assert read(text.encode(), "x.md").reader == "plain_text"


def test_a_page_is_no_email_and_an_email_with_a_page_is_one() -> None:
    assert read(PAGE.encode(), "x.eml").reader == "html_page"
    assert read(EMAIL.replace(PROSE, PAGE).encode(), "x.html").reader == "email_message"
    with pytest.raises(ReadFailure):
        read(EMAIL.partition("\n\n")[0].encode(), "x.eml")
