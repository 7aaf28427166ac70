"""On paper, at the smallest width, from right to left: nothing is lost, nothing runs off the page."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage, reach_for_chart
from tests.browser.test_tour import settle, too_wide
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]


def test_paper_has_the_sources_and_the_address_and_nothing_to_press(make_page: MakePage) -> None:
    page = make_page()
    page.emulate_media(media="print")
    page.goto("/t/csto/?q=observer")
    settle(page)
    address = page.locator("body > .print-only")
    expect(address).to_contain_text("/t/csto/?q=observer")
    expect(page.locator(".legend").first).to_be_visible()
    expect(page.get_by_text("The CSTO Seeks Stronger Security Arrangements")).to_be_visible()
    assert page.locator("button:visible, .button:visible, input:visible").count() == 0
    page.goto("/t/csto/story/")
    page.goto(page.locator(".story-contents a").nth(6).get_attribute("href") or "")
    page.goto(page.locator(".ribbon-here a").get_attribute("href") or "")
    expect(page.locator(".story-why blockquote")).to_be_visible()
    expect(page.locator(".story-steps")).to_be_hidden()


def printed(page: Page, paper: str, *, lying: bool) -> pdfium.PdfDocument:
    """The page on paper, which the dialog asked for upright or lying."""
    return pdfium.PdfDocument(page.pdf(format=paper, landscape=lying))


def words_of(file: pdfium.PdfDocument) -> list[str]:
    """What stands on each sheet."""
    return [sheet.get_textpage().get_text_bounded() for sheet in file]


def end_and_height(sheet: pdfium.PdfPage, words: str) -> tuple[float, float]:
    """Where words end on a sheet, and how high their letters are, in points."""
    text = sheet.get_textpage()
    start, count = text.search(words).get_next()
    boxes = [text.get_charbox(number) for number in range(start, start + count)]
    _, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(rights), max(tops) - min(bottoms)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_chart_fills_the_first_sheet_whichever_way_the_paper_was_asked_for(
    page: Page, paper: str
) -> None:
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    width = page.locator("#chart-box").evaluate("box => box.clientWidth")
    expect(page.locator(".print-only:visible")).to_have_count(0)
    heights = []
    for lying in (False, True):
        with printed(page, paper, lying=lying) as file:
            sheets = words_of(file)
            for words in ("From treaty to standing force", "Seven members", "Migration and"):
                assert words in sheets[0]
            assert "/sources/edm-2010-03-19/" in sheets[1]
            assert "/t/csto/" in sheets[-1]
            # The list goes on below the sources.
            assert "Soviet forces occupy Afghanistan" in sheets[1]
            end, height = end_and_height(file[0], "Roadmap announced")
            assert file[0].get_width() > file[0].get_height()
            assert 0.9 < end / (file[0].get_width() - 40) < 1, "to the right margin"
            heights.append(height)
    assert heights[0] == pytest.approx(heights[1], rel=0.02)
    assert heights[0] > 6, "points, from the highest letter to the lowest"
    assert page.locator("#chart-box").evaluate("box => box.clientWidth") == width


def test_no_view_of_the_chart_leaves_the_headline_a_sheet_to_itself(page: Page) -> None:
    for view, lying, last_lane in (
        ("scale=linear", False, "Migration and"),
        ("lanes=actor", True, "Others"),
        ("lanes=source", False, "Monitor 8(98)"),
        ("names=all", False, "Migration and"),
        ("names=all", True, "Migration and"),
    ):
        page.goto(f"/t/csto/?{view}")
        page.wait_for_selector("#chart-box.is-written")
        with printed(page, "A4", lying=lying) as file:
            first, *others, _ = words_of(file)
            for words in ("From treaty to standing force", "129 events", last_lane):
                assert words in first, (view, lying)
            assert min(map(len, others)) > 1000, "the sheets after it are full too"
            is_upright = file[0].get_width() < file[0].get_height()
            assert is_upright == (view == "names=all"), "a tall chart has tall paper"
            assert end_and_height(file[0], "CSTO founded")[1] > 3.5, "points; bold DejaVu has 3.7"


def test_an_open_legend_covers_nothing_on_paper(make_page: MakePage) -> None:
    page = make_page(width=1200, height=800)
    page.goto("/t/csto/")
    page.locator(".open-guide").click()
    guide = page.locator(".guide:target")
    expect(guide).to_have_css("position", "fixed")
    page.emulate_media(media="print")
    expect(guide).to_have_css("position", "static")
    expect(guide.locator(".button:visible")).to_have_count(0)


def test_paper_from_the_dark_theme_has_the_marks_of_the_light_one(make_page: MakePage) -> None:
    page = make_page(color_scheme="dark")
    page.goto("/t/csto/")
    reach_for_chart(page)
    with printed(page, "A4", lying=True) as file:
        inks = {
            colour
            for _, colour in file[0].render(scale=2).to_pil().convert("RGB").getcolors(1 << 20)
            or []
        }
    light, dark = (10, 58, 87), (88, 227, 254)  # --lane-5
    assert (light in inks, dark in inks) == (True, False)
    assert page.locator("#chart .point").first.is_visible()


def test_a_step_of_the_story_is_one_sheet(page: Page) -> None:
    step = Event.objects.get(key="kms-formed")
    page.goto(f"/t/csto/story/{step.pk}-{step.slug}/")
    for paper, lying in (("A4", True), ("A4", False), ("Letter", True)):
        with printed(page, paper, lying=lying) as file:
            assert len(file) == 1


def test_the_chart_is_laid_out_anew_for_paper_and_again_for_the_screen(page: Page) -> None:
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    measure = """() => {
        const width = () => document.querySelector(".drawing-wide").clientWidth;
        const found = [width()];
        for (const moment of ["beforeprint", "afterprint"]) {
            dispatchEvent(new Event(moment));
            found.push(width());
        }
        return found;
    }"""
    screen, paper, again = page.evaluate(measure)
    assert (screen, paper > screen, paper < 1180) == (again, True, True)
    assert paper > 0.8 * 1180


def test_the_chart_is_as_wide_as_the_text_on_every_paper(make_page: MakePage) -> None:
    measure = """() => {
        dispatchEvent(new Event("beforeprint"));
        return [".timeline-head", "#chart-box"].map((name) => document.querySelector(name).getBoundingClientRect().right);
    }"""
    page = make_page()
    page.goto("/t/csto/")
    page.wait_for_selector("#chart-box.is-written")
    page.emulate_media(media="print")
    # A4 upright; letter, A4, legal, A3 across: less margins. Legal is low for its width.
    for sheet, share in ((688, 0.99), (950, 0.99), (1017, 0.99), (1238, 0.92), (1481, 0.99)):
        page.set_viewport_size({"width": sheet, "height": 700})
        text, chart = page.evaluate(measure)
        assert share * text < chart <= text + 1, sheet


def test_the_chart_can_be_saved_as_a_picture(page: Page) -> None:
    page.goto("/t/csto/?modality=planned")
    page.locator(".save summary").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Chart as PNG").click()
    assert saved.value.suggested_filename == "csto.png"
    with Image.open(saved.value.path()) as picture:
        assert picture.width == 2560
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 20)
    assert len(colours or []) > 100, "a picture of something"


def test_pages_are_read_from_right_to_left(make_page: MakePage) -> None:
    page = make_page(width=360, height=800)
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => document.documentElement.dir = 'rtl')"
    )
    wide = []
    event = Event.objects.get(key="kms-formed").get_absolute_url()
    for address in ("/", "/t/csto/", event, "/sources/edm-2010-03-19/", "/t/csto/story/"):
        page.goto(address)
        settle(page)
        wide += [address] * too_wide(page)
        brand = page.locator(".brand").bounding_box()
        assert brand
        assert brand["x"] > 180, "the page starts at its right edge"
    assert wide == []
    page.goto("/t/csto/story/")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".story-date")).to_have_text("1992")
