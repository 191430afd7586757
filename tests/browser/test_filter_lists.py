"""The lists of the filter bar: what they offer, count and find, and what an empty question says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.filter_bar import asked, further, opened, shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("حزب الله", "Hezbollah"),
        ("HEZBOLLÁH", "Hezbollah"),
        ("kataib", "Kata'ib Hezbollah (KH)"),
        ("אל-חות׳ים", None),
        ("nobody of this name", None),
    ],
)
def test_a_list_is_searched_in_any_script_without_asking(
    typed: str, found: str | None, visit: Visit
) -> None:
    page = visit("/")
    questions = asked(page)
    menu = opened(page, "faction")
    every = len(shown(menu))
    menu.locator(".list-search").press_sequentially(typed)
    left = shown(menu)
    if found:
        assert found in left
        assert len(left) < every / 2
        expect(menu.locator(".no-match")).to_be_hidden()
    else:
        assert left == []
        expect(menu.locator(".no-match")).to_be_visible()
    page.keyboard.press("Escape")
    assert len(shown(menu)) == every
    assert questions == []


def test_a_search_stays_when_a_choice_is_made(visit: Visit) -> None:
    page = visit("/")
    menu = opened(page, "faction")
    menu.locator(".list-search").press_sequentially("badr")
    page.keyboard.press("Enter")
    expect(menu.locator("input[value=badr-organization]")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Badr")
    assert shown(menu) == ["Badr Organization"]
    expect(menu.locator("input[value=badr-organization]")).to_be_focused()
    expect(menu).to_have_attribute("open", "")


def test_a_choice_shows_how_many_events_it_would_leave(visit: Visit) -> None:
    page = visit("/?front=iraq&as_of=2024-12-23")
    menu = opened(page, "weapon")
    for value in ("drone", "airstrike"):
        row = menu.locator("li", has=page.locator(f"input[value={value}]"))
        number = row.locator("data").inner_text()
        row.locator("a").click()
        expect(page).to_have_url(re.compile(rf"\?front=iraq&weapon={value}&as_of=2024-12-23$"))
        expect(page.locator(".question .count")).to_have_text(re.compile(rf"^{number} events?$"))
    page.go_back()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("drones")


def test_what_would_be_empty_is_grey_and_can_be_chosen(visit: Visit) -> None:
    page = visit("/?front=syria")
    menu = opened(page, "weapon")
    row = menu.locator("li.none", has=page.locator("input[value=hijacking]"))
    expect(row.locator("data")).to_have_text("0")
    row.locator("input").click()
    expect(page.locator(".question .count")).to_have_text("0 events")
    expect(page.locator(".no-events")).to_be_visible()


def test_the_button_names_what_is_chosen(visit: Visit) -> None:
    page = visit("/?faction=hezbollah&faction=houthis&faction=hamas&outcome=hit&q=a&weapon=drone")
    texts = [
        " ".join(text.split()) for text in page.locator(".filter-bar summary").all_inner_texts()
    ]
    assert texts[1] == "Faction: Hezbollah +2"
    assert texts[2] == "Weapon: Drone"
    assert texts[3:] == ["Period", "More 2 in use"]


def test_kinds_of_target_and_actors_stand_apart(visit: Visit) -> None:
    page = visit("/")
    menu = further(page)
    kinds = menu.locator("fieldset", has=page.get_by_text("Kinds of target", exact=True))
    actors = menu.locator("fieldset", has=page.get_by_text("Targets: states, patrons and others"))
    assert kinds.locator("input[value='military base']").count() == 1
    assert kinds.locator("input[value=israel]").count() == 0
    assert actors.locator("input[value=israel]").count() == 1
    menu.locator("input[name=target][value=israel]").click()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Against Israel")
    expect(menu.locator("input[name=target][value=israel]")).to_be_focused()
    expect(menu.locator("input[name=place]").first).to_be_visible()


def test_what_is_under_more_is_kept_while_it_is_folded(visit: Visit) -> None:
    page = visit("/events/?outcome=hit&place=eilat&sort=oldest")
    opened(page, "weapon").locator("input[value=drone]").click()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("drones")
    address = page.url
    assert all(part in address for part in ("outcome=hit", "place=eilat", "sort=oldest"))
    menu = further(page)
    expect(menu.locator("input[value=hit]")).to_be_checked()
    expect(menu.locator("input[value=eilat]")).to_be_checked()
    menu.locator("input[value=eilat]").click()
    expect(page).not_to_have_url(re.compile("place"))
    expect(menu.locator("input[value=hit]")).to_be_checked()


@pytest.mark.parametrize("path", ["/", "/events/", "/fronts/syria/"])
def test_an_empty_question_says_what_would_give_results(path: str, visit: Visit) -> None:
    page = visit(f"{path}?weapon=hijacking&since=2024-10-01&until=2024-10-31")
    expect(page.locator(".question .count")).to_have_text("0 events")
    expect(page.locator(".chart .empty")).to_have_count(0)
    offers = page.locator(".no-events li a")
    assert offers.count() >= 1
    text = offers.first.inner_text()
    number = re.search(r"[“\u2068]?.+?”: (\d+) events?$", text)
    assert number, text
    offers.first.click()
    expect(page.locator(".question .count")).to_have_text(re.compile(rf"^{number[1]} events?$"))


@pytest.mark.parametrize("path", ["/", "/events/", "/fronts/iraq/", "/pledges/"])
def test_the_bar_is_small(path: str, visit: Visit) -> None:
    page = visit(path)
    size = page.locator(".filter-bar > form").evaluate("e => new Blob([e.outerHTML]).size")
    assert size < 28_000  # some 110 bytes more with each month of the record
