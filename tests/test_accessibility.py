"""The checker misses no fault of contrast among many elements that look alike."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests import accessibility
from tests.accessibility import CONTRAST, ONLY_COLOURS, faults

pytestmark = pytest.mark.browser

STYLE = """
  body {background: white; color: black}
  .pale {color: #ccc} .dim {background: #333} li[data-kind] {color: #bbb} .faint {opacity: 0.3}
  li.tail:nth-child(40) {color: #ddd} .small {font-size: 30px; color: #8a8a8a}
  @media (prefers-color-scheme: dark) {.night {color: #222; background: black}}
"""
ROW = "<li><p>Words of a row</p></li>"


def shown(page: Page, *rows: str) -> dict[str, list[str]]:
    """What is found of a list of many rows and some others at its end."""
    listed = ROW * 30 + "".join(rows)
    page.set_content(
        f"<html lang=en><title>A list</title><style>{STYLE}</style>"
        f"<main><h1>A list</h1><ul>{listed}</ul></main></html>"
    )
    return faults(page)


def test_a_list_without_a_fault_has_none(page: Page) -> None:
    assert shown(page) == {}


@pytest.mark.parametrize(
    "row",
    [
        "<li><p style='color: #ccc'>Painted by hand</p></li>",
        "<li><p class=pale>Of another class</p></li>",
        "<li class=dim><p>On another ground</p></li>",
        "<li class=faint><p>Under a veil</p></li>",
        "<li data-kind=other><p>By an attribute of what is around it</p></li>",
        "<li class=small><p>Large</p></li>" * 5
        + "<li class=small><p style='font-size: 12px'>Small</p></li>",
        "<li class=pale><p>x</p></li>" * 30 + "<li class=pale><p>After letters</p></li>",
        "<li><details><p class=pale>Folded</p></details></li>" * 30
        + "<li><details open><p class=pale>Unfolded</p></details></li>",
        "<li class=tail><p>By its place</p></li>" * 12,
    ],
)
def test_one_row_of_many_that_is_too_pale_is_found(page: Page, row: str) -> None:
    assert set(shown(page, row)) == {"color-contrast"}


def test_rows_that_look_alike_and_are_all_too_pale_are_found(page: Page) -> None:
    assert set(shown(page, "<li class=pale><p>Of the same class</p></li>" * 30)) == {
        "color-contrast"
    }


def test_what_is_too_pale_by_night_alone_is_found_by_night(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    assert shown(page, "<li class=night><p>By night</p></li>" * 9) == {}
    page.emulate_media(color_scheme="dark")
    assert set(faults(page, *ONLY_COLOURS)) == {"color-contrast"}


def test_other_rules_hold_for_all_elements_and_the_page_stays_as_it_was(page: Page) -> None:
    found = shown(page, "<li><button></button></li>")
    assert set(found) == {"button-name"}
    assert "<button></button>" in found["button-name"][0]
    assert faults(page, within="h1") == {}
    assert page.locator("[data-look]").count() == 0


def test_what_is_too_pale_is_found_on_each_page_that_has_it(page: Page) -> None:
    pale = "<li class=pale><p>Of the same class</p></li>"
    assert shown(page) == shown(page) == {}
    assert set(shown(page, pale)) == set(shown(page, pale)) == {CONTRAST}


def test_what_was_judged_on_another_page_is_not_judged_again(page: Page) -> None:
    shown(page, "<li class=dim><p style='color: white'>On another ground</p></li>")
    known = set(accessibility._known)
    shown(page, *["<li class=dim><p style='color: white'>On another ground</p></li>"] * 9)
    assert accessibility._known == known
