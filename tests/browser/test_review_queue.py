"""Curators review a queue with their keyboards alone, and do not get in each other's way."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MakePage, sign_in
from tests.browser.test_tour import too_wide
from tests.factories import make_document, make_event, make_passage, make_text
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

QUEUE = "/admin/timeline/event/review/?timeline=bridge"


def make_candidates(count: int) -> None:
    sentences = [f"In {1900 + number} the mayor spoke {number} times." for number in range(count)]
    version = make_text(" ".join(sentences), document=make_document("minutes"))
    for number, sentence in enumerate(sentences):
        make_event(
            f"Mayor speaks {number} times",
            edtf=str(1900 + number),
            status="candidate",
            passage=make_passage(sentence, version=version),
        )


def press(page: Page, *keys: str) -> None:
    """Press keys; the last of them leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def title(page: Page) -> str:
    return page.locator("#id_title").input_value()


def bottom(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["y"] + box["height"]


def statuses() -> dict[str, int]:
    rows = Event.objects.values_list("status", flat=True)
    return {status: list(rows).count(status) for status in set(rows)}


@pytest.mark.parametrize("width", [390, 1440])
def test_the_queue_is_read_from_right_to_left(make_page: MakePage, width: int) -> None:
    make_candidates(3)
    page = make_page(width=width)
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => document.documentElement.dir = 'rtl')"
    )
    sign_in(page, "ada").goto(QUEUE)
    assert not too_wide(page)
    read_in_turn = [(".review-steps dt", ".review-steps dd")]
    if width == 1440:
        read_in_turn += [
            (".review-side", ".review-evidence"),
            (".review-evidence", ".review-decision"),
        ]
    for first, second in read_in_turn:
        right = page.locator(first).first.bounding_box()
        left = page.locator(second).first.bounding_box()
        assert right, first
        assert left, second
        assert right["x"] >= left["x"] + left["width"], (first, second)


def test_thirty_candidates_by_keyboard_alone(page: Page) -> None:
    make_candidates(30)
    curator = sign_in(page, "ada")
    for scheme in ("dark", "light"):
        curator.emulate_media(color_scheme=scheme)
        curator.goto(QUEUE)  # with its colours settled
        violations = Axe().run(curator).response["violations"]
        assert not violations, [each["id"] for each in violations]
    for width, height in ((1920, 1080), (1280, 720), (1440, 900)):
        curator.set_viewport_size({"width": width, "height": height})
        assert curator.evaluate("document.documentElement.scrollHeight") == height
        assert bottom(curator.locator(".review-side")) == height

    press(curator, "a")
    expect(curator.locator(".review-toast")).to_contain_text("Accepted: “Mayor speaks 0 times”.")
    press(curator, "r", "1")
    assert statuses() == {"published": 1, "rejected": 1, "candidate": 28}
    press(curator, "u")
    press(curator, "u")
    assert statuses() == {"candidate": 30}
    assert title(curator) == "Mayor speaks 0 times"

    curator.keyboard.press("e")
    curator.keyboard.type("The mayor's first words: a plan")
    press(curator, "Control+Enter")
    assert Event.objects.get(status="published").title == "The mayor's first words: a plan"
    press(curator, "j")
    assert title(curator) == "Mayor speaks 2 times"
    press(curator, "k")
    press(curator, "s")
    expect(curator.get_by_role("heading", name="Split into two events")).to_be_visible()
    press(curator, "s")
    assert statuses() == {"published": 1, "candidate": 30}
    for number in range(30):
        press(curator, *(("x", "2") if number % 3 == 0 else ("a",)))
    expect(curator.get_by_role("heading", level=1)).to_have_text("Nothing waits for review")
    assert statuses() == {"published": 21, "rejected": 10}


def test_what_is_published_already_is_not_published_again_by_one_press(page: Page) -> None:
    make_candidates(3)
    for event in Event.objects.all():
        make_event("Known", edtf=event.edtf, passage=event.citations.get().passage)
    curator = sign_in(page, "ada")
    curator.goto(QUEUE)
    merging = curator.get_by_role("button", name="Merge with it")
    hint = curator.get_by_text("Press a again to publish it all the same.")
    expect(hint).to_be_hidden()
    curator.keyboard.press("a")
    expect(merging).to_be_focused()
    expect(hint).to_be_visible()
    expect(merging).to_have_accessible_description(
        "Enter merges. Press a again to publish it all the same."
    )
    press(curator, "Enter")
    assert statuses() == {"published": 3, "rejected": 1, "candidate": 2}
    curator.keyboard.press("a")
    press(curator, "a")
    assert statuses() == {"published": 4, "rejected": 1, "candidate": 1}
    curator.keyboard.press("e")
    curator.keyboard.press("Control+Enter")
    expect(merging).to_be_focused()
    with curator.expect_navigation():
        curator.get_by_role("button", name="Accept a").click()
    assert statuses() == {"published": 5, "rejected": 1}


def test_two_curators_lose_nothing(make_page: MakePage) -> None:
    make_candidates(12)
    ada, bob = sign_in(make_page(), "ada"), sign_in(make_page(width=390), "bob")
    for curator in (ada, bob):
        curator.goto(QUEUE)
        assert curator.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert title(ada) != title(bob)
    for _ in range(5):
        for curator, keys in ((ada, ("a",)), (bob, ("x", "1"))):
            press(curator, *keys)
    assert statuses() == {"published": 5, "rejected": 5, "candidate": 2}

    # Both open the same candidate; the second to decide is told, and nothing is overwritten.
    address = f"{QUEUE}&at={Event.objects.candidates().values_list('pk', flat=True)[0]}"
    for curator in (ada, bob):
        curator.goto(address)
    press(ada, "a")
    press(bob, "x", "1")
    expect(bob.locator(".review-toast")).to_contain_text("ada made")
    assert statuses() == {"published": 6, "rejected": 5, "candidate": 1}


def test_on_a_phone_the_buttons_never_cover_title_and_date(make_page: MakePage) -> None:
    make_candidates(1)
    there = Event.objects.get().citations.get().passage
    make_event("The mayor’s first words", edtf="1900", passage=there)
    page = make_page(width=390, height=500)
    sign_in(page, "ada").goto(QUEUE)
    violations = Axe().run(page).response["violations"]
    assert not violations, [each["id"] for each in violations]
    form = page.locator(".review-form").bounding_box()
    assert form
    stuck = False
    for seen in range(0, round(form["height"]) + 60, 40):  # so much of the form is on the screen
        page.evaluate("down => scrollTo(0, down)", form["y"] + seen - 500)
        date, acts = (page.locator(f".review-{part}") for part in ("fields [name=edtf]", "acts"))
        buttons = acts.bounding_box()
        assert buttons
        assert bottom(date) <= buttons["y"], f"{seen} pixels of the form are seen"
        stuck |= bottom(acts) == 500 and seen < form["height"] - 60
    assert stuck, "they are in sight before the form's end is"

    told = page.get_by_role("region", name="Already published from these words:")
    expect(told).to_contain_text("1900, occurred: The mayor’s first words")
    told.get_by_role("button", name="Merge with it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits for review")
    assert statuses() == {"published": 1, "rejected": 1}
