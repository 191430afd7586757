"""What a panel says beside its label, and how days that are not covered read on pages and files."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from proxies.models import FrontClosure
from tests.drawn import embedded
from tests.pages import Page, numbers_of, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def panel(front: str, day: str = "") -> Page:
    """The panel of a front on its page."""
    markup = opened(f"/fronts/{front}/?as_of={day}" if day else f"/fronts/{front}/").markup
    _, own = markup.split(f'<section class="front-panel" id="front-{front}"')
    return Page(own.split("</section>")[0])


def fact(shown: Page, name: str) -> str:
    """What a panel says under one of its headings."""
    rows = re.findall(rf"<dt>{name}</dt>((?:\s*<dd[^>]*>.*?</dd>)+)", shown.markup, re.DOTALL)
    return Page(rows[0]).text() if rows else ""


def status(client: Client, front: str, day: str) -> dict[str, Any]:
    rows = client.get(f"/fronts.json?as_of={day}").json()["fronts"]
    return next(one for one in rows if one["slug"] == front)


def test_it_says_whom_a_halt_binds_and_whom_not_by_the_attacks_of_the_year_before() -> None:
    shown = panel("iraq", "2024-12-26")
    bound, others = fact(shown, "Bound"), fact(shown, "Not bound")
    assert (
        "Kata'ib Sayyid al-Shuhada (KSS): said to have announced it, named in none of 23 attacks"
        in bound
    )
    assert "Nujaba: said to have announced it, named in none" in bound
    assert "Islamic Resistance in Iraq (IRI): silent, named in 22 of 23 attacks" in others
    assert "IRI" not in bound
    assert "23 attacks of the year before it (24 December 2023 to 22 December 2024)" in others
    assert "Few bound:" in shown.text()


def test_the_counts_are_those_of_the_judgement(client: Client) -> None:
    row = status(client, "iraq", "2024-12-26")
    before = row["attacks_before"]
    assert (before["named"], before["by"]["islamic-resistance-in-iraq"]) == (23, 22)
    assert "harakat-hezbollah-al-nujaba" in row["bound"]
    assert not before["by"].keys() & set(row["bound"])


def test_it_says_which_side_broke_a_ceasefire(client: Client) -> None:
    shown = panel("lebanon", "2025-04-20")
    assert (
        fact(shown, "Broken by") == "Other side: Israel, confirmed on 1 April 2025 and 4 April 2025"
    )
    assert fact(shown, "Bound in return") == "Israel"
    assert status(client, "lebanon", "2025-04-20")["broken_by"] == ["other"]
    assert 'class="status" data-status="halt-one-sided"' in shown.markup


@pytest.mark.parametrize(
    ("front", "day", "label", "last"),
    [
        ("iraq", "2025-03-10", "halt-holding", "31 January 2025"),
        ("iraq", "", "active", "31 March 2026"),
        ("syria", "", "closed", "28 February 2026"),
    ],
)
def test_a_label_of_days_past_is_muted_and_dated_never_as_if_it_were_todays(
    front: str, day: str, label: str, last: str
) -> None:
    shown = panel(front, day)
    assert f'class="status is-past" data-status="{label}"' in shown.markup
    words = shown.text()
    assert f"Last known: {label.replace('-', ' ')}" in words
    assert f"Last known on {last}; not covered since" in words
    assert f"Days after {last} are not covered on this front: unknown, not quiet." in words


def test_a_label_of_a_covered_day_is_not_muted() -> None:
    shown = panel("iraq", "2024-12-26")
    assert 'class="status" data-status="halt-reported"' in shown.markup
    assert "not covered since" not in shown.text()


def test_it_says_how_many_of_the_days_held_are_covered_and_how_far_they_were_searched(
    client: Client,
) -> None:
    row = status(client, "iraq", "2025-03-10")
    assert row["days_held"] is not None
    assert row["days_held_covered"] <= row["days_held"]
    assert re.search(r"\d+ of \d+ days covered", fact(panel("iraq", "2025-03-10"), "Held"))
    assert fact(panel("iraq", "2024-12-26"), "Searched").startswith("Thorough")
    assert fact(panel("iraq"), "Searched") == "Thin: few pages could be read"
    assert (row["depth"], status(client, "iraq", "2026-03-30")["depth"]) == ("thorough", "thin")


def test_a_period_without_a_covered_day_is_not_zero_in_the_table() -> None:
    table = numbers_of("events-over-time", "/fronts/iraq/")
    rows = {
        Page(row).text("th"): Page(row).text("td") for row in re.findall(r"<tr>.*?</tr>", table)
    }
    assert rows["March 2025"].replace(" ", "") == 2 * "notcovered"
    assert rows["February 2024"].startswith("2")
    assert "covered" not in rows["February 2024"]
    killed = numbers_of("casualties", "/fronts/iraq/")
    row = next(row for row in re.findall(r"<tr>.*?</tr>", killed) if "March 2025" in row)
    assert row.count("not covered") == 4


def test_a_count_of_a_month_with_a_gap_is_marked_as_partly_covered() -> None:
    table = numbers_of("events-over-time", "/")
    row = next(row for row in re.findall(r"<tr>.*?</tr>", table) if ">March 2026<" in row)
    cells = [Page(cell).text() for cell in re.findall(r"<td.*?</td>", row)]
    assert "partly covered" in cells[-1]
    assert "not covered" in row
    assert "Not covered: Iraq 1 February 2025 to 31 May 2025" in Page(table).text()


def test_every_axis_of_time_is_hatched_and_has_its_milestones(client: Client) -> None:
    for path, charts in {
        "/": ("events-over-time", "casualties"),
        "/fronts/iraq/": ("events-over-time", "casualties"),
        "/factions/kataib-hezbollah/": ("said-and-did", "events-over-time"),
        "/pledges/": ("ledger",),
    }.items():
        figures = embedded(client.get(path).text)
        for chart in charts:
            names = {trace["name"] for trace in figures[chart]["data"]}
            assert "not covered" in names, (path, chart)
            if path in {"/", "/fronts/iraq/"}:
                assert "milestone" in names, (path, chart)
    text = Page(numbers_of("events-over-time", "/")).text()
    assert "7 October 2023: Hamas-led attack on Israel from Gaza" in text


def test_no_milestone_stands_on_a_page_of_a_day_before_it(client: Client) -> None:
    markup = opened("/?as_of=2024-06-01").markup
    drawn = json.dumps(embedded(markup)["events-over-time"])
    assert "First Gaza truce" in drawn
    assert "Haniyeh" not in drawn + markup


def test_the_band_of_labels_says_not_covered_and_the_last_one_known() -> None:
    markup = numbers_of("events-over-time", "/fronts/iraq/")
    table = markup.split("Labels, as known on each day")[1].split("</table>")[0]
    rows = [Page(row).text("th", "td") for row in re.findall(r"<tr>.*?</tr>", table)]
    (row,) = [row for row in rows if row.startswith("1 February 2025")]
    assert "not covered; last known on 31 January 2025: halt" in row
    assert not any("vows-to-continue" in row for row in rows)


def test_the_foot_of_a_page_says_the_spans_of_each_front() -> None:
    for path in ("/", "/about/", "/events/"):
        words = opened(path).text("footer")
        assert "Iraq 7 October 2023 to 31 January 2025, 1 June 2025 to 31 July 2025" in words
        assert "Lebanon 7 October 2023 to 30 June 2026" in words


def test_a_past_day_says_of_which_fronts_it_is_not_covered() -> None:
    words = opened("/?as_of=2025-03-10").text("section")
    assert "Not covered on this day; last covered: Iraq 31 January 2025" in words
    assert "Not covered on this day" not in opened("/?as_of=2024-12-26").text()
    assert "Not covered on this day" not in opened("/fronts/lebanon/?as_of=2025-03-10").text()


def test_downloads_name_the_spans(client: Client) -> None:
    iraq = {
        "dataset": "curated",
        "front": "iraq",
        "from": "2025-06-01",
        "to": "2025-07-31",
        "depth": "thorough",
    }
    for path in ("/events.csv-metadata.json", "/pledges.csv-metadata.json"):
        assert iraq in client.get(path).json()["spans"]
    body = b"".join(client.get("/events.json").streaming_content)  # type: ignore[attr-defined]
    assert iraq in json.loads(body)["spans"]
    page = b"".join(client.get("/figures/casualties.html").streaming_content).decode()  # type: ignore[attr-defined]
    assert "Not covered: Iraq 1 February 2025 to 31 May 2025" in page


def order(path: str) -> list[str]:
    """Which comes first on the overview: the fronts, or the answer to the question."""
    markup = opened(path).markup
    parts = {"answer": '<div class="question">', "fronts": 'class="front-rows"'}
    return sorted(parts, key=lambda name: markup.index(parts[name]))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("", "fronts"),
        ("?front=iraq&as_of=2024-12-23", "fronts"),
        ("?weapon=drone", "answer"),
        ("?since=2024-10-01&until=2024-10-31&front=iraq", "answer"),
    ],
)
def test_a_question_about_events_is_answered_before_the_state_of_the_fronts(
    query: str, first: str
) -> None:
    assert order(f"/{query}")[0] == first
    assert opened(f"/{query}").markup.count("<h1") == 1


def test_sources_of_a_closure_are_named_with_whom_they_are_aligned() -> None:
    words = opened("/fronts/syria/").text("main")
    center = "Meir Amit Intelligence and Terrorism Information Center"
    assert f"{center} (aligned with Israel)" in words.partition("Front closed from")[2]


def test_a_front_that_was_closed_says_from_when_on_it_is_open_again() -> None:
    FrontClosure.objects.filter(front__slug="syria").update(end=date(2026, 2, 3))
    words = opened("/fronts/syria/").text("main")
    assert "Front closed from 8 December 2024, open again from 3 February 2026" in words
