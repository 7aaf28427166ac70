"""The chart as a reader meets it: legible at every width, one with the list, kept by the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakePage, reach_for_chart
from tests.factories import make_event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live"),
]


def open_chart(page: Page, query: str = "") -> None:
    page.goto(f"/t/csto/{query}")
    reach_for_chart(page)


def marks(page: Page) -> int:
    return page.locator("#chart .traceevents path").count()


def drag_over_strip(page: Page, start: float, end: float) -> None:
    """start, end: shares of its width."""
    box = page.locator("#brush").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * start + 1, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, box["y"] + 10, steps=4)
    page.mouse.up()


def test_all_names_are_there_for_the_asking(page: Page) -> None:
    open_chart(page)
    few = page.locator("#chart-writing text").count()
    page.get_by_label("All names").check()
    page.wait_for_url(re.compile("names=all"))
    expect(page.locator("#chart-writing text")).not_to_have_count(few)
    written = page.locator("#chart-writing text").all_text_contents()
    labels = page.evaluate(
        "JSON.parse(document.getElementById('figure').textContent).layout.meta.labels.map(l => l.text)"
    )
    assert len(labels) == page.locator("#list .row").count()
    assert [label for label in labels if label not in written] == []


def test_every_milestone_is_named_on_the_chart(page: Page) -> None:
    open_chart(page)
    names = page.locator("#strip .strip-title").all_inner_texts()
    written = " ".join(page.locator("#chart-writing text").all_text_contents())
    for name in names:
        assert all(word in written for word in name.split())


def test_chart_list_and_counts_say_the_same(page: Page) -> None:
    open_chart(page)
    page.locator("label[for=modality-planned]").click()
    expect(page).to_have_url(re.compile(r"\?modality=planned$"))
    count = int(page.locator("label[for=modality-planned] .choice-count").inner_text())
    expect(page.locator("#results-title")).to_contain_text(f"{count} of ")
    expect(page.locator("#announcer")).to_contain_text(f"{count} of ")
    expect(page.locator("#list .row")).to_have_count(count)
    expect(page.locator("#chart .traceevents path")).to_have_count(count)
    expect(page.locator("#modality-planned")).to_be_focused()


def test_a_change_of_the_filter_draws_the_chart_once(page: Page) -> None:
    open_chart(page)
    page.evaluate("""() => {
      window.drawn = 0;
      document.addEventListener("chartdrawn", () => { window.drawn += 1; });
    }""")
    for asked in range(1, 3):
        with page.expect_event("console", lambda said: said.text == "plotted"):
            page.evaluate("""() => {
              document.addEventListener("chartplotted", () => console.log("plotted"), { once: true });
              document.getElementById("milestones").click();
            }""")
        assert page.evaluate("window.drawn") == asked


def test_back_and_forward_bring_chart_fields_and_panel_with_them(page: Page) -> None:
    open_chart(page)
    everything = marks(page)
    page.locator("#q").fill("force")
    page.wait_for_url(re.compile("q=force"))
    expect(page.locator("#chart .traceevents path")).not_to_have_count(everything)
    page.locator("#list .row-title").first.click()
    page.wait_for_url(re.compile("event="))
    page.go_back()
    expect(page.locator("#evidence article")).to_have_count(0)
    page.go_back()
    expect(page.locator("#chart .traceevents path")).to_have_count(everything)
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("#announcer")).to_have_text(page.locator("#results-title").inner_text())
    page.go_forward()
    expect(page.locator("#q")).to_have_value("force")


def test_a_click_on_a_mark_opens_its_event_and_the_list_shows_which(page: Page) -> None:
    open_chart(page)
    box = page.locator("#chart .traceevents path").nth(40).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#tip.is-shown")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile(r"\?event=\d+$"))
    expect(page.locator("#evidence article h2")).to_be_focused()
    title = page.locator("#evidence article h2").inner_text()
    expect(page.locator("#list [aria-current]")).to_have_text(title)
    expect(page.locator("#chart-overlay circle")).to_have_count(1)


def test_the_row_of_an_open_event_is_whole_in_sight_in_the_list(page: Page) -> None:
    """Also where the rows above it turn out higher than the browser guessed."""
    open_chart(page)
    for number in (60, 91, 128):
        event = page.locator("#list [data-event]").nth(number).get_attribute("data-event")
        page.goto(f"{page.url.partition('?')[0]}?event={event}")
        expect(page.locator("#evidence article")).to_be_visible()
        row = page.locator(f"#event-{event}")
        page.wait_for_function(WHOLE_IN_LIST, arg=row.element_handle())


WHOLE_IN_LIST = """row => {
  const [inner, outer] = [row.getBoundingClientRect(), document.getElementById("list").getBoundingClientRect()];
  return inner.top >= outer.top - 1 && inner.bottom <= Math.min(outer.bottom, innerHeight) + 1;
}"""


def test_pointing_at_a_row_rings_its_mark(page: Page) -> None:
    open_chart(page)
    page.locator("#list .row").nth(1).hover()
    expect(page.locator("#chart-overlay circle")).to_have_count(1)


def test_the_next_event_is_one_key_away(page: Page) -> None:
    open_chart(page)
    titles = page.locator("#list .row-title").all_text_contents()
    for expected in (titles[0], titles[1], titles[2]):
        page.keyboard.press("j")
        expect(page.locator("#evidence article h2")).to_have_text(expected)
    page.keyboard.press("k")
    expect(page.locator("#evidence article h2")).to_have_text(titles[1])


def test_quick_steps_are_all_taken(page: Page) -> None:
    open_chart(page)
    titles = page.locator("#list .row-title").all_text_contents()
    for _ in range(4):
        page.keyboard.press("j")
    expect(page.locator("#evidence article h2")).to_have_text(titles[3])
    page.keyboard.press("k")
    expect(page.locator("#evidence article h2")).to_have_text(titles[2])


def test_an_open_event_that_the_filter_hides_says_so(page: Page) -> None:
    open_chart(page)
    page.locator("#list .row-title").first.click()
    expect(page.locator("#evidence article h2")).to_be_focused()
    expect(page.locator("#evidence .outside")).to_be_hidden()
    page.locator("#from").fill("2011")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .outside")).to_be_visible()
    page.reload()
    expect(page.locator("#evidence .outside")).to_be_visible()
    page.locator("#list .row-title").last.click()
    expect(page.locator("#evidence .outside")).to_be_hidden()


def test_rows_and_the_count_are_in_sight_also_with_an_event_open(page: Page) -> None:
    open_chart(page)
    page.locator("#list .row-title").nth(60).click()
    expect(page.locator("#evidence article h2")).to_be_focused()
    assert page.locator("#results").evaluate("node => node.scrollTop") == 0
    expect(page.locator("#results-title")).to_be_in_viewport()
    rows = page.locator("#list").evaluate(
        """list => [...list.querySelectorAll(".row")].filter((row) => {
          const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
          return inner.top >= outer.top - 1 && inner.bottom <= Math.min(outer.bottom, innerHeight) + 1;
        }).length"""
    )
    assert rows >= 4  # six whose titles take one line; titles are whole, and may take two


def test_the_strip_chooses_a_period_and_gives_it_back(page: Page) -> None:
    open_chart(page)
    everything = page.locator("#results-title").inner_text()
    drag_over_strip(page, 0.80, 0.90)
    page.wait_for_url(re.compile(r"from=\d{4}&to=\d{4}"))
    expect(page.locator("#from")).not_to_have_value("")
    expect(page.locator("#results-title")).not_to_have_text(everything)
    page.locator("#brush").click(position={"x": 30, "y": 8})
    expect(page.locator("#results-title")).to_have_text(everything)


def test_the_strip_chooses_among_years_before_the_first(page: Page) -> None:
    for year in ("-0120", "-0099", "-0043", "0012"):
        make_event(f"The bridge of {year}", edtf=year)
    page.goto("/t/bridge/")
    page.wait_for_selector("#chart-box.is-written")
    drag_over_strip(page, 0, 0.05)  # it ends in 2004, when their source appeared
    page.wait_for_url(re.compile(r"from=-0\d{3}&to=-0\d{3}"))
    expect(page.locator("#results-title")).to_contain_text(" of 4")


def around_the_chart(page: Page) -> list[str]:
    """What the page says above and beside the chart of what could be known, and where it leads."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("#timeline-head, #strip, #rests-on")].flatMap(
          (part) => [part.textContent.replace(/\\s+/g, " "), ...[...part.querySelectorAll("a")].map(({ href }) => href)])"""
    )
    return found


def test_what_stands_around_the_chart_is_of_the_day_that_one_looks_from(page: Page) -> None:
    pages = {}
    for query in ("", "?known=2007-03-15", "?known=1990-01-01"):
        page.goto(f"/t/csto/{query}")
        pages[query] = around_the_chart(page)
    for query, words, events in (
        ("", "as known today", "129"),
        ("?known=2007-03-15", "15 March 2007", "31"),
    ):
        page.get_by_role("radio", name=re.compile(words)).locator("xpath=..").click()
        page.wait_for_url(f"**/t/csto/{query}")
        expect(page.locator("#timeline-head dd").first).to_have_text(events)
        assert around_the_chart(page) == pages[query]
    page.go_back()
    expect(page.locator("#strip li")).to_have_count(10)
    assert around_the_chart(page) == pages[""]


def test_an_open_event_is_told_as_of_the_day_that_one_looks_from(page: Page) -> None:
    page.goto("/t/csto/?q=seven+states")
    opened, quotes = page.locator("#evidence article"), page.locator("#evidence figure")
    page.locator("#list .row-title", has_text="Seven states make up").first.click()
    expect(opened).to_be_visible()
    expect(quotes).to_have_count(4)
    page.get_by_role("radio", name=re.compile("15 March 2007")).locator("xpath=..").click()
    expect(page.locator("#timeline-head dd").first).to_have_text("31")
    expect(opened).to_have_count(1)
    expect(quotes).to_have_count(1)
    page.get_by_role("link", name=re.compile("As known on")).click()
    expect(quotes).to_have_count(4)
    expect(page).to_have_url(re.compile(r"\?q=seven\+states&event=\d+$"))


def test_the_arrow_keys_go_back_to_what_was_known_earlier(page: Page) -> None:
    open_chart(page)
    everything = marks(page)
    page.get_by_role("radio", name="as known today: all 5 sources").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    earlier = page.get_by_role("radio", name="as known on 24 March 2010: 4 of 5 sources")
    expect(earlier).to_be_checked()
    expect(earlier).to_be_focused()
    page.wait_for_url(re.compile(r"\?known=2010-03-24$"))
    expect(page.locator("#chart .traceevents path")).not_to_have_count(everything)
    expect(page.locator("#strip li")).to_have_count(7)  # three milestones were reported later
    expect(page.locator("#list")).not_to_contain_text("4 months late")
    page.locator("#list .row-title").nth(5).click()
    expect(page.locator("#evidence article h2")).to_be_focused()
    page.get_by_role("link", name=re.compile("As known on")).click()
    expect(page.locator("#chart .traceevents path")).to_have_count(everything)
    expect(page.get_by_role("radio", name=re.compile("as known today"))).to_be_checked()


def test_lanes_are_chosen_beside_the_chart_and_kept_by_the_address(page: Page) -> None:
    open_chart(page)
    page.get_by_label("Lanes").select_option(label="Source")
    page.wait_for_url(re.compile(r"\?lanes=source$"))
    expect(page.locator("#chart-writing")).to_contain_text("E · Eurasia Daily")
    page.locator("#list .row-title").nth(12).click()
    page.wait_for_url(re.compile(r"lanes=source&event="))
    page.reload()
    expect(page.locator("#chart-writing")).to_contain_text("E · Eurasia Daily")


def test_a_narrower_window_asks_for_the_layout_that_it_needs(page: Page) -> None:
    open_chart(page)
    drawn = page.locator("#chart .traceevents path")
    everything = marks(page)
    page.locator("label[for=modality-planned]").click()
    expect(page.locator("#results-title")).to_contain_text(" of ")
    expect(drawn).not_to_have_count(everything)
    expect(drawn).not_to_have_count(0)  # the drawing stands in until the plot takes over
    count = marks(page)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".drawing-narrow")).to_have_count(1)
    expect(drawn).to_have_count(count)


def test_colours_follow_the_theme_without_a_request(page: Page) -> None:
    open_chart(page)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    mark = page.locator("#chart .traceevents path").first
    before = mark.get_attribute("style")
    page.get_by_role("button", name="Light / dark").click()
    expect(mark).not_to_have_attribute("style", before or "")
    assert requests == []


def test_without_script_chart_and_list_are_there(make_page: MakePage) -> None:
    page = make_page(java_script_enabled=False)
    page.goto("/t/csto/")
    expect(page.locator("#chart-box .drawn-points").first).to_be_visible()
    expect(page.locator(".drawing-wide .drawn-names :text('Uzbekistan returns')")).to_be_visible()
    expect(page.locator("#list .row").first).to_be_visible()
    page.get_by_role("radio", name=re.compile("15 March 2007")).check()
    page.get_by_label("Lanes").select_option(label="Storyline")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("known=2007-03-15"))
    expect(page.locator("#list .letters .letter").last).to_have_text("A")
    page.get_by_role("link", name="open plan").click()
    expect(page.locator(".side").first).to_be_visible()


def test_on_a_phone_filters_open_as_a_sheet_also_without_script(make_page: MakePage) -> None:
    for enabled in (True, False):
        page = make_page(width=390, height=844, java_script_enabled=enabled)
        page.goto("/t/csto/")
        expect(page.locator("#q")).to_be_hidden()
        page.get_by_role("link", name="Filter", exact=True).click()
        expect(page.locator("#q")).to_be_visible()
        show = page.locator("#show-events")
        every = show.inner_text()
        page.get_by_label("Milestones only").check()
        if enabled:
            expect(show).not_to_have_text(every)
            show.click()
        else:
            page.get_by_role("button", name="Apply").click()
            expect(page).to_have_url(re.compile("milestones=1.*#results$"))
        expect(page.locator("#q")).to_be_hidden()
        left = re.match(r"\d+", page.locator("#results-title").inner_text())
        assert left
        page.get_by_role("link", name=re.compile(r"^Filter\W+1 is on$")).click()
        assert show.inner_text() == f"Show {left[0]} events" != every
