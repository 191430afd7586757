"""Charts are drawn when they are seen, freed when they go, and follow the theme."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Visit, drawn, read_through, unfold

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

COUNT_LIVING = """() => {
  globalThis.living = new Set(document.querySelectorAll(".js-plotly-plot"));
  const { react, purge } = Plotly;
  Plotly.react = (box, ...rest) => { living.add(box); return react(box, ...rest); };
  Plotly.purge = (box) => { living.delete(box); return purge(box); };
}"""
LIVING = "() => [living.size, [...living].filter((box) => box.isConnected).length]"


def test_charts_below_the_window_wait_until_they_are_seen(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    visit("/")
    page.wait_for_load_state("networkidle")
    plots = page.locator(".plot[data-figure]").count()
    expect(drawn(page)).not_to_have_count(plots)
    read_through(page)
    expect(drawn(page)).to_have_count(plots)


def test_every_chart_shows_marks(visit: Visit) -> None:
    page = visit("/")
    read_through(page)
    for name in ("events-over-time", "casualties", "factions"):
        bars = page.locator(f"[data-figure={name}] .bars path")
        expect(bars.first).to_be_attached()
        assert bars.count() > 5
    assert page.locator("[data-figure=map] .scattergeo path").count() > 20
    assert page.locator("[data-figure=weapons] .heatmap-label, [data-figure=weapons] .hm").count()


def test_charts_that_leave_the_page_are_freed(visit: Visit) -> None:
    page = visit("/")
    read_through(page)
    page.evaluate(COUNT_LIVING)
    assert page.evaluate(LIVING)[0] >= 6
    page.locator("#menu-front > summary").click()
    for front in ("iraq", "yemen"):
        page.locator(f"#menu-front input[value={front}]").click()
        expect(page.locator(".question :is(h1, h2)")).to_contain_text(front.capitalize())
    page.keyboard.press("Escape")
    page.locator("#menu-more > summary").click()
    page.get_by_label(re.compile("Words")).fill("nothing of the kind")
    page.keyboard.press("Enter")
    expect(page.locator(".question .count")).to_have_text("0 events")
    expect(drawn(page)).to_have_count(page.locator(".plot[data-figure]").count())
    living, connected = page.evaluate(LIVING)
    assert living == connected


def test_a_swap_draws_the_new_figures_in_the_same_boxes(visit: Visit) -> None:
    page = visit("/?front=iraq")
    read_through(page)
    factions = page.locator("[data-figure=factions]")
    expect(factions).to_contain_text("Popular Mobilization Forces")
    page.locator("#menu-front > summary").click()
    page.locator("#menu-front input[value=iraq]").click()
    page.locator("#menu-front input[value=yemen]").click()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Yemen front")
    factions.scroll_into_view_if_needed()
    expect(factions).to_contain_text("Ansar Allah (Houthis)")
    expect(factions).not_to_contain_text("Popular Mobilization Forces")
    expect(drawn(page)).to_have_count(page.locator(".plot[data-figure]").count())


def test_the_theme_is_switched_kept_and_followed_by_the_charts(visit: Visit, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    visit("/")
    read_through(page)
    tick = page.locator("[data-figure=casualties] .xtick text").first
    by_day = tick.evaluate("(text) => getComputedStyle(text).fill")
    toggle = page.get_by_role("button", name="Dark theme")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(page.locator("body")).not_to_have_css("background-color", "rgb(255, 255, 255)")
    page.locator("[data-figure=casualties]").scroll_into_view_if_needed()
    expect(page.locator("[data-figure=casualties] .xtick text").first).not_to_have_css(
        "fill", str(by_day)
    )
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Dark theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_bar_narrows_the_page_to_its_faction_and_back_undoes_it(visit: Visit) -> None:
    page = visit("/?front=yemen")
    read_through(page)
    bars = page.locator("[data-figure=factions] .trace.bars").first
    page.mouse.click(*point_at(page, bars.locator(".point path").last))
    expect(page).to_have_url(re.compile(r"/\?front=yemen&faction=houthis$"))
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Houthis")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?front=yemen$"))
    expect(page.locator(".question :is(h1, h2)")).not_to_contain_text("Houthis")


BAR_DAYS = """() => {
  const box = document.querySelector("[data-figure=casualties] .js-plotly-plot");
  const days = (x) => box._fullLayout.xaxis.p2c(x) / 86_400_000;
  const bars = [...box.querySelectorAll(".bars .point path")];
  return bars.slice(0, box.data[0].x.length).map((bar, n) => {
    const { x, width } = bar.getBBox();
    const first = Date.parse(box.data[0].x[n]) / 86_400_000;
    return [days(x) - first, days(x + width) - first, box.data[0].y[n]];
  }).filter(([, , height]) => height > 0);
}"""
"""Where each bar begins and ends, in days from the first of its period."""


@pytest.mark.parametrize(
    ("path", "days"),
    [("/", 31), ("/?since=2024-01-01&until=2024-02-20", 7)],
    ids=["months", "weeks"],
)
def test_a_bar_stands_over_the_days_that_it_counts(visit: Visit, path: str, days: int) -> None:
    page = visit(path)
    read_through(page)
    bars = page.evaluate(BAR_DAYS)
    assert len(bars) > 3
    for first, last, _ in bars:
        assert 0 <= first < last <= days


def point_at(page: Page, mark: Locator) -> tuple[float, float]:
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    return x, y


def test_a_month_says_its_name_and_narrows_the_page(visit: Visit) -> None:
    page = visit("/?front=iraq")
    read_through(page)
    plot = page.locator("[data-figure=events-over-time]")
    spot = point_at(page, plot.locator(".bars .point path").nth(1))
    expect(plot.locator(".hoverlayer")).to_contain_text("November 2023: 6 events")
    expect(plot).to_have_class(re.compile("is-link"))
    page.mouse.click(*spot)
    asked = "front=iraq&since=2023-11-01&until=2023-11-30"
    expect(page).to_have_url(re.compile(rf"/\?{asked}$"))
    expect(page.locator(".question .count")).to_have_text("6 events")


def test_the_part_of_a_front_narrows_to_its_month_and_front(visit: Visit) -> None:
    page = visit("/")
    read_through(page)
    plot = page.locator("[data-figure=events-over-time]")
    spot = point_at(page, plot.locator(".bars path").first)
    expect(plot.locator(".hoverlayer")).to_contain_text("October 2023: 14 events")
    expect(plot.locator(".hoverlayer")).to_contain_text("Lebanon 4")
    page.mouse.click(*spot)
    expect(page).to_have_url(re.compile(r"/\?since=2023-10-01&until=2023-10-31&front=lebanon$"))


def test_the_name_of_a_front_in_a_chart_narrows_to_it(visit: Visit) -> None:
    page = visit("/")
    read_through(page)
    plot = page.locator("[data-figure=events-over-time]")
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".legend")).to_have_count(0)
    plot.locator(".annotation-text", has_text="Yemen").click()
    expect(page).to_have_url(re.compile(r"/\?front=yemen$"))


def test_on_a_page_that_takes_no_filter_a_mark_leads_to_the_events(visit: Visit) -> None:
    page = visit("/factions/hezbollah/")
    read_through(page)
    plot = page.locator("[data-figure=events-over-time]")
    page.mouse.click(*point_at(page, plot.locator(".bars .point path").first))
    expect(page).to_have_url(re.compile(r"/events/\?faction=hezbollah&since=[\d-]+&until="))


def test_a_finger_sees_the_value_first(site: str, browser: Browser) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/?front=yemen")
    read_through(page)
    bars = page.locator("[data-figure=factions] .trace.bars").first
    x, y = point_at(page, bars.locator(".point path").last)
    page.touchscreen.tap(x, y)
    expect(page.locator("[data-figure=factions] .hoverlayer")).to_contain_text("Houthis")
    expect(page).to_have_url(re.compile(r"/\?front=yemen$"))
    page.wait_for_timeout(500)  # a second tap, not an echo of the first
    page.touchscreen.tap(x, y)
    expect(page).to_have_url(re.compile(r"/\?front=yemen&faction=houthis$"))
    context.close()


PHONE: ViewportSize = {"width": 390, "height": 844}


def test_a_stretch_drawn_over_the_axis_becomes_the_period(visit: Visit) -> None:
    page = visit("/")
    unfold(page)
    plot = page.locator("[data-figure=casualties]")
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".xtick text").first).to_be_visible()
    area = plot.locator(".nsewdrag").first.bounding_box()
    assert area
    x, y = area["x"] + area["width"] / 2, area["y"] + 40
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/\?since=(202[45]-\d\d-\d\d)&until=(202[56]-[\d-]+)$"))
    expect(page.locator(".chips")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/$"))
    expect(page.locator(".chips")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_pledges_that_begin_near_each_other_are_one_mark_on_any_width(
    visit: Visit, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    visit("/")
    plot = page.locator("[data-figure=events-over-time]")
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".bars .point").first).to_be_attached()
    boxes = plot.evaluate(
        "box => [...box.querySelectorAll('.plot-canvas .xy2 .points path')]"
        ".map(one => one.getBoundingClientRect())"
        ".map(({x, y, width, height}) => [x + width / 2, y + height / 2, width])"
    )
    assert len(boxes) > 12
    in_rows = sorted(boxes, key=lambda box: (round(box[1] / 8), box[0]))
    for (x, y, wide), (x2, y2, wide2) in itertools.pairwise(in_rows):
        assert abs(y2 - y) > 8 or x2 - x > (wide + wide2) / 2 - 2


def test_buttons_over_a_chart_never_lie_on_its_legend(visit: Visit) -> None:
    page = visit("/fronts/iraq/")
    read_through(page)
    page.locator("[data-figure=events-over-time]").hover()
    expect(page.locator("[data-figure=map] .modebar")).to_have_count(1)
    expect(page.locator(".modebar")).to_have_count(1)


def test_without_scripts_a_chart_gives_way_to_its_numbers(bare: Page) -> None:
    bare.goto("/")
    unfold(bare)
    chart = bare.locator("#chart-casualties")
    expect(chart.locator("noscript .notice")).to_be_visible()
    expect(chart.locator(".plot")).to_be_hidden()
    heading = chart.locator("figcaption").bounding_box()
    chart.locator(".take-away > summary").click()
    link = chart.get_by_role("link", name="Interactive HTML").bounding_box()
    assert heading
    assert link
    assert abs(link["x"] - heading["x"]) < 2
    chart.get_by_role("link", name="the numbers in a table").click()
    expect(bare).to_have_url(re.compile(r"/figures/casualties/$"))
    expect(bare.locator("main table")).to_be_visible()


def test_a_table_is_fetched_when_it_is_opened_and_again_for_another_question(visit: Visit) -> None:
    page = visit("/?front=iraq")
    chart = page.locator("#chart-events-over-time")
    expect(chart.locator("table")).to_have_count(0)
    chart.locator(".in-numbers > summary").click()
    expect(chart.locator("table thead")).to_contain_text("Iraq")
    page.locator("#menu-front > summary").click()
    page.locator("#menu-front input[value=iraq]").click()
    page.locator("#menu-front input[value=yemen]").click()
    expect(chart.locator("table thead")).to_contain_text("Yemen")
    expect(chart.locator("table")).to_have_count(1)


def test_a_chart_that_cannot_be_drawn_opens_its_table(visit: Visit, page: Page) -> None:
    page.route("**/plotly.min.js*", lambda route: route.abort())
    visit("/")
    unfold(page)
    page.locator("#chart-casualties").scroll_into_view_if_needed()
    chart = page.locator("#chart-casualties")
    expect(chart).to_contain_text("The chart could not be drawn")
    expect(chart.locator("table")).to_be_visible()


def test_names_of_rows_are_not_each_held_against_the_edge(visit: Visit, page: Page) -> None:
    """plotly.js measures all names of an axis anew for each of them, unless they may run over."""
    visit("/pledges/")
    plot = page.locator("[data-figure=ledger]")
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".ytick").first).to_be_attached()
    canvas = plot.locator(".plot-canvas")
    assert canvas.evaluate("one => one._fullLayout.yaxis.ticklabeloverflow") == "allow"


ADD_TO_DRAWING = """one => {
    const added = document.createElementNS("http://www.w3.org/2000/svg", "g");
    one.append(added);
    getComputedStyle(added).color;
    added.remove();
    getComputedStyle(one).color;
}"""


def test_what_a_drawing_adds_restyles_little_more_than_itself(visit: Visit, page: Page) -> None:
    """A rule with `:has()` above the charts can make each step of a drawing restyle the page."""
    visit("/")
    plot = page.locator("[data-figure=events-over-time]")
    plot.scroll_into_view_if_needed()
    drawing = plot.locator("svg.main-svg").first
    expect(drawing.locator(".bars path").first).to_be_attached()
    drawing.evaluate(ADD_TO_DRAWING)
    events: list[dict[str, Any]] = []
    finished: list[object] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    session.on("Tracing.tracingComplete", lambda found: finished.append(found))  # noqa: PLW0108
    session.send("Tracing.start", {"categories": "devtools.timeline"})
    drawing.evaluate(ADD_TO_DRAWING)
    session.send("Tracing.end")
    while not finished:
        page.wait_for_timeout(20)
    restyled = [
        one["args"]["elementCount"]
        for one in events
        if one["name"] == "UpdateLayoutTree" and "elementCount" in one["args"]
    ]
    assert restyled
    assert max(restyled) < 1000
