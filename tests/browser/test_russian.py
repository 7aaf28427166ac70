"""The pages in Russian: whole, accessible, and nowhere wider than the screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from sources.models import Document
from tests.browser.conftest import MakePage
from tests.browser.test_tour import settle, too_wide, violations
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]

# What is read or heard, but for what says that it is in another language, the drawings, whose words
# stand in the list too, and the history, whose lines quote what was written.
TOLD = """() => {
  const inRussian = (node) => node.closest("[lang]").lang === "ru" && !node.closest("[aria-hidden=true]");
  const told = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent.closest("script, style, code, kbd, .edits") && inRussian(parent)) told.push(walk.currentNode.data);
  }
  for (const name of ["aria-label", "placeholder", "alt", "data-copied", "data-selected"])
    for (const node of document.querySelectorAll(`[${name}]`))
      if (inRussian(node)) told.push(node.getAttribute(name));
  return told;
}"""
NAMES = re.compile(
    r"https?://\S+|[0-9a-f]{12}…|SHA-256|BibTeX|RIS|CSL-JSON|JSON|CSV|SVG|PNG|EDTF|Chronocite|XX?I?"
)


def addresses() -> list[str]:
    event = Event.objects.get(key="kms-formed")
    step = Event.objects.filter(importance=Event.MILESTONE).earliest("known_day")
    return [
        "/",
        f"/t/csto/?event={event.pk}&known=2011-05-20",
        event.get_absolute_url(),
        f"/t/csto/story/{step.pk}-{step.slug}/",
        "/t/csto/plans/",
        "/t/csto/disagreements/",
        "/sources/",
        "/sources/edm-2010-03-19/",
        "/actors/",
        "/actors/karimov/",
    ]


def english_left(page: Page, published_by: list[str]) -> list[str]:
    """Words in Latin letters that are no name of a source, a format or this app."""
    left = []
    for told in page.evaluate(TOLD):
        bare = NAMES.sub("", told)
        for name in published_by:
            bare = bare.replace(name, "")
        if re.search("[A-Za-z]{2}", bare):
            left.append(" ".join(told.split()))
    return left


@pytest.mark.parametrize(
    ("width", "scheme", "pages"), [(1440, "dark", slice(1, 4)), (390, "light", slice(None))]
)
def test_every_kind_of_page_in_russian(
    make_page: MakePage, width: int, scheme: str, pages: slice
) -> None:
    page = make_page(width=width, height=900, color_scheme=scheme, locale="ru-RU")
    sources = [
        name for pair in Document.objects.values_list("container", "publisher") for name in pair
    ]
    wrong = []
    for address in addresses()[pages]:
        page.goto(address)
        settle(page)
        wrong += [f"{address}: wider than the screen"] * too_wide(page)
        wrong += [f"{address}: {violation}" for violation in violations(page)]
        wrong += [
            f"{address}: “{words}”" for words in english_left(page, list(filter(None, sources)))
        ]
    assert not wrong, "\n".join(wrong)


BROKEN = """() => [...document.querySelectorAll(".choice-name")].flatMap((name) => {
  const node = name.firstChild;
  return [...node.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    return range.getClientRects().length > 1;
  }).map(String);
})"""


def test_no_word_of_the_filters_is_broken_in_russian(make_page: MakePage) -> None:
    page = make_page(locale="ru-RU")
    page.goto("/t/csto/#filters-sheet")
    for width in (1440, 1280, 1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.get_by_text("Запланировано").first.is_visible()
        assert page.evaluate(BROKEN) == [], width


def test_a_reader_changes_the_language_by_keyboard_and_without_script(make_page: MakePage) -> None:
    page = make_page(java_script_enabled=False)
    page.goto("/sources/?known=2010-03-19")
    page.get_by_role("button", name="Русский").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("На чём держится каждая дата")
    assert page.url.endswith("/sources/?known=2010-03-19")
    page.goto("/t/csto/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Read it as a story")).to_be_visible()


def test_counts_are_announced_in_russian(make_page: MakePage) -> None:
    page = make_page(locale="ru-RU")
    page.goto("/t/csto/")
    total = Event.objects.published().count()
    page.get_by_label("Только вехи").check()
    told = f"10 из {total} событ"
    expect(page.locator("#results-title")).to_contain_text(told, timeout=30_000)
    expect(page.locator("#announcer")).to_contain_text(told)
