"""Every message has its Russian, with the same gaps to fill; and what readers see is a message."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from config.catalogs import compile_catalogs
from config.messages import messages
from tests.conftest import ROOT

CATALOG = ROOT / "locale" / "ru" / "LC_MESSAGES" / "django.po"
GAP = re.compile(r"%\(\w+\)s|\{\w*\}")
TAG = re.compile(r"</?\w+|href=\"[^\"]*\"")


@pytest.fixture(scope="module")
def russian() -> Catalog:
    return read_po(BytesIO(CATALOG.read_bytes()))


def forms(string: object) -> list[str]:
    return [str(form) for form in string] if isinstance(string, (list, tuple)) else [str(string)]


def key(message: Message) -> tuple[str, str]:
    return forms(message.id)[0], message.context or ""


def test_the_catalog_has_every_message_and_no_other(russian: Catalog) -> None:
    asked = {(message.text, message.context) for message in messages()}
    there = {key(message) for message in russian if message.id}
    assert asked - there == set(), "./run messages adds them; then they want translating"
    assert there - asked == set(), "./run messages takes them out"


def test_every_message_is_translated_and_none_is_a_guess(russian: Catalog) -> None:
    left = [key(each) for each in russian if each.id and not all(forms(each.string))]
    assert left == []
    assert [key(each) for each in russian if each.fuzzy and each.id] == []


def test_a_translation_has_the_gaps_and_tags_of_its_message(russian: Catalog) -> None:
    for message in russian:
        wanted = forms(message.id)[-1]
        for said in forms(message.string) if message.id else ():
            assert sorted(set(GAP.findall(said))) == sorted(set(GAP.findall(wanted))), said
            assert sorted(TAG.findall(said)) == sorted(TAG.findall(wanted)), said


def test_no_translation_is_the_english_left_as_it_was(russian: Catalog) -> None:
    left = [key(each) for each in russian if each.id and each.id == each.string]
    assert left == []


def test_a_message_is_found_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "timeline").mkdir()
    (tmp_path / "timeline" / "code.py").write_text(
        "from x import gettext as _, ngettext, pgettext\n"
        "a = f\"{_('inside an f-string')}\"\n"
        "b = ngettext('{n} boat', '{n} boats', 2)\n"
        "c = pgettext('a ferry', 'leaves')\n"
        "d = _(a)\n"
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}<p title="{% translate "in an attribute" %}">'
        "{% if x %}{% blocktranslate count n=x %}{{ n }} oar{% plural %}{{ n }} oars"
        "{% endblocktranslate %}{% endif %}</p>"
    )
    found = {(each.text, each.plural, each.context) for each in messages(tmp_path)}
    assert found == {
        ("inside an f-string", "", ""),
        ("{n} boat", "{n} boats", ""),
        ("leaves", "", "a ferry"),
        ("in an attribute", "", ""),
        ("%(n)s oar", "%(n)s oars", ""),
    }


def test_catalogs_are_compiled_once_and_again_after_a_change(tmp_path: Path) -> None:
    written = tmp_path / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    written.parent.mkdir(parents=True)

    def said(words: str) -> tuple[str, int]:
        written.write_text(
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
            f'msgid "ferry"\nmsgstr "{words}"\n',
            encoding="utf-8",
        )
        made = compile_catalogs(tmp_path / "locale", tmp_path / "made")
        compiled = made / "ru" / "LC_MESSAGES" / "django.mo"
        message = read_mo(BytesIO(compiled.read_bytes())).get("ferry")
        assert message
        return str(message.string), compiled.stat().st_mtime_ns

    first = said("паром")
    assert said("паром") == first
    assert said("лодка")[0] == "лодка"
