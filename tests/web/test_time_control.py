"""The controls of the day and of the period, as pages show them before any script has run."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from proxies.queries import scale
from proxies.record.current import record
from tests.pages import DAYED, Page, opened, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DAY = "/events/?front=iraq&as_of=2024-12-23"


def field(page: Page, name: str) -> dict[str, str]:
    (found,) = page.all("input", name=name, id=f"id_{name}")
    return found


def hidden(page: Page, form: str) -> list[tuple[str, str]]:
    """The question that a form of days keeps."""
    inside = re.search(rf'id="{form}".*?</form>', page.markup, re.DOTALL)
    assert inside
    return re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside[0])


def sent_with_the_period(page: Page) -> list[tuple[str, str]]:
    """What the filter bar asks for beside the two days of its period, before anything is chosen."""
    inside = re.search(r'<search class="filter-bar.*?</form>', page.markup, re.DOTALL)
    assert inside
    assert inside[0].index('id="id_since"') < inside[0].index('id="id_until"')
    given = re.findall(r'<input[^>]*(?:type="hidden"| checked)[^>]*>', inside[0])
    pairs = [re.search(r'name="(\w+)" value="([^"]*)"', one) for one in given]
    return [(one[1], one[2]) for one in pairs if one]


@pytest.mark.parametrize("name", DAYED)
def test_every_page_that_takes_a_day_has_its_control(name: str) -> None:
    page = opened(sample(name))
    assert len(list(page.all("section", id="time"))) == 1
    shown = "As known on 30 Jun 2026" if name == "brief" else "As known now"
    assert shown in page.text("summary"), "a brief is as known on its own day"
    assert field(page, "as_of")["min"] == "2023-10-07"
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(
    ("query", "opened_id", "closed_id"),
    [("as_of=x", "time-day", "menu-period"), ("since=x", "menu-period", "time-day")],
)
def test_the_control_of_a_day_that_is_none_stands_open(
    query: str, opened_id: str, closed_id: str
) -> None:
    page = Page(Client().get(f"/events/?{query}").text)
    (wrong,), (right,) = (list(page.all("details", id=one)) for one in (opened_id, closed_id))
    assert "open" in wrong
    assert "open" not in right
    refused = field(page, query.partition("=")[0])
    assert refused["value"] == "x", "what was typed is kept"
    assert refused["type"] == "text", "a field of a day would drop it"
    assert refused["aria-invalid"] == "true"
    assert field(page, "until")["type"] == "date"
    assert "is not a day" in page.markup.partition(f'id="{refused["aria-describedby"]}"')[2][:200]


def test_a_control_keeps_the_rest_of_a_refused_question_without_what_is_wrong() -> None:
    page = Page(Client().get("/events/?front=iraq&weapon=spoon&since=x&until=2024-12-23").text)
    assert hidden(page, "time-form") == [("front", "iraq"), ("until", "2024-12-23")]
    assert sent_with_the_period(page) == [("front", "iraq")]


def test_a_day_that_was_refused_is_not_asked_for_again_with_the_period() -> None:
    page = Page(Client().get("/events/?front=iraq&as_of=x&since=2024-12-01").text)
    assert sent_with_the_period(page) == [("front", "iraq")]
    assert hidden(page, "time-form") == [("front", "iraq"), ("since", "2024-12-01")]


@pytest.mark.parametrize("name", ["compare", "error-report"])
def test_a_page_that_takes_none_has_no_control(name: str) -> None:
    assert list(opened(sample(name)).all("section", id="time")) == []


def test_the_steps_lead_a_day_and_a_change_back_and_on() -> None:
    page = opened(DAY)
    steps = {
        one: next(page.all("a", id=f"time-{one}"))["href"] for one in ("day_before", "day_after")
    }
    assert steps == {
        "day_before": "/events/?front=iraq&as_of=2024-12-22",
        "day_after": "/events/?front=iraq&as_of=2024-12-24",
    }
    assert "Day before, 22 December 2024: ‹ 22 Dec" in page.text("nav")
    for one in ("change_before", "change_after"):
        found = re.search(r"as_of=([\d-]+)$", next(page.all("a", id=f"time-{one}"))["href"])
        assert found
        assert date.fromisoformat(found[1]) in record().change_days


def test_from_now_one_steps_back_to_the_records_end() -> None:
    page = opened("/events/")
    assert next(page.all("a", id="time-day_before"))["href"] == "/events/?as_of=2026-06-30"
    assert list(page.all("a", id="time-day_after")) == []


def test_the_presets_are_the_ends_the_first_example_and_the_halts_that_run() -> None:
    page = opened(DAY)
    (ways,) = re.findall(r'aria-label="Days to go to">(.*?)</ul>', page.markup, re.DOTALL)
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', ways.replace("&amp;", "&")) == [
        ("/events/?front=iraq", "Now"),
        ("/events/?front=iraq&as_of=2026-06-30", "The record’s end, 30 June 2026"),
        ("/events/?front=iraq&as_of=2024-12-23", "23 December 2024"),
        (
            "/events/?front=iraq&as_of=2024-11-27",
            "Lebanon: start of the ceasefire, 27 November 2024",
        ),
    ]


def test_the_forms_keep_the_rest_of_the_question() -> None:
    page = opened(
        "/events/?front=iraq&grade=corroborated%2B&since=2024-10-01&as_of=2024-12-23&q=base"
    )
    kept = [("front", "iraq"), ("grade", "corroborated+")]
    assert hidden(page, "time-form") == [*kept, ("since", "2024-10-01"), ("q", "base")]
    assert sent_with_the_period(page) == [kept[0], ("as_of", "2024-12-23"), kept[1], ("q", "base")]
    assert field(page, "as_of")["value"] == "2024-12-23"
    assert field(page, "since")["value"] == "2024-10-01"


def test_periods_end_with_the_day_asked_for_and_halts_are_those_of_the_front() -> None:
    page = opened("/fronts/lebanon/?as_of=2024-12-23")
    (ways,) = re.findall(r'aria-label="Periods">(.*?)</ul>', page.markup, re.DOTALL)
    queries = re.findall(r'href="\?([^"]*)"', ways.replace("&amp;", "&"))
    assert queries == [
        "since=2024-11-24&until=2024-12-23&as_of=2024-12-23",
        "since=2023-12-25&until=2024-12-23&as_of=2024-12-23",
        "since=2024-11-27&as_of=2024-12-23",
    ]
    months = re.findall(r'aria-label="(\w+ \d{4})"', page.markup)
    assert (months[0], months[-1], len(months)) == ("Oct 2023", "Dec 2024", 15)


def test_a_day_that_is_not_covered_is_marked() -> None:
    page = opened("/events/?as_of=2025-05-10")
    assert "Not covered on this day; last covered: Iraq 31 January 2025" in page.text("section")
    assert list(page.all("path", fill="url(#time-gap)")) != []
    assert list(opened(DAY).all("path", fill="url(#time-gap)")) == []


def test_months_that_nobody_searched_are_marked_in_the_period_with_the_days() -> None:
    page = opened("/events/?front=iraq")
    marked = dict(re.findall(r'aria-label="([^"]+)" data-cover="(\w+)"', page.markup))
    assert marked["Feb 2025, not covered"] == "none"
    assert not [name for name in marked if name.startswith(("Jan 2025", "Jun 2025"))]
    assert "1 February\N{EN DASH}31 May 2025; " in page.text("p")
    before = opened("/events/?front=iraq&as_of=2025-03-10").markup
    assert 'aria-label="Mar 2025, partly covered" data-cover="part"' in before
    assert "data-cover" not in opened("/events/?front=lebanon").markup


def test_the_rows_of_the_scale_have_the_names_of_the_fronts() -> None:
    rows = re.findall(r'class="time-rows".*?</svg></svg>', opened("/").markup, re.DOTALL)
    names = re.findall(r'y="([\d.]+)%">(\w+)</text>', rows[0])
    assert [name for _, name in names] == ["Lebanon", "Iraq", "Yemen", "Syria"]
    assert sorted(names, key=lambda one: float(one[0])) == names


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("front=iraq&as_of=2099-01-01", "as_of", "has not come yet"),
        ("front=iraq&since=2024-06-01&until=2024-05-01", "until", "This day is before"),
    ],
)
def test_a_refused_day_stays_in_its_field_with_the_words(query: str, name: str, words: str) -> None:
    response = Client().get(f"/events/?{query}")
    assert response.status_code == 400
    page = Page(response.text)
    assert field(page, name)["value"] == query.rpartition("=")[2]
    (details,) = page.all("details", id="time-day" if name == "as_of" else "menu-period")
    assert "open" in details
    assert words in page.text("form")
    assert ("front", "iraq") in hidden(page, "time-form")


def test_days_before_the_record_are_answered_with_an_empty_scale() -> None:
    page = opened("/events/?as_of=2001-01-01")
    assert "As known on 1 Jan 2001" in page.text("summary")
    assert [one for one in page.all("path") if "band" in one.get("class", "")] == []


def test_the_scale_is_read_once_for_a_version_of_the_record() -> None:
    first = scale.drawn_until(date(2024, 12, 23))
    assert scale.drawn_until(date(2024, 12, 23)) is first
    whole = scale.scale()
    assert whole
    assert whole is scale.scale()
    assert (whole.first, whole.last) == (date(2023, 10, 7), date(2026, 6, 30))
    assert len(whole.rows) == 4
