"""Names in titles that stay in one line."""

from __future__ import annotations

from django.utils.html import strip_tags

from timeline.templatetags.unbroken import unbroken


def test_a_name_with_a_hyphen_stays_in_one_line() -> None:
    assert unbroken("Jo Ki-moon opens it") == 'Jo <span class="unbroken">Ki-moon</span> opens it'
    assert unbroken("the UN–CSTO pact") == 'the <span class="unbroken">UN–CSTO</span> pact'


def test_a_long_compound_may_be_torn() -> None:
    assert unbroken("counter-reconnaissance") == "counter-reconnaissance"


def test_what_is_searched_and_copied_is_the_title_itself() -> None:
    title = "Ki-moon & Co-op: 3-4 days - no more"
    assert strip_tags(unbroken(title)).replace("&amp;", "&") == title


def test_a_hostile_title_is_escaped() -> None:
    assert "<b>" not in unbroken("<b>a-b</b> <i-j>")
