"""Every page answers from the seeds, says what it is and what it covers, and shows no draft."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from proxies.models import AttackEvent, Dataset
from tests.drawn import embedded, total
from tests.pages import (
    ASKED,
    COUNTING,
    DAYED,
    LISTS,
    NAMES,
    RECORDS,
    Page,
    every_address,
    opened,
    page_names,
    question_of,
    sample,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

HTMX = {"HX-Request": "true"}
CHARTED = [name for name in COUNTING if name != "event-list"]
RESTORE = {"HX-Request": "true", "HX-History-Restore-Request": "true"}


def test_every_page_of_the_site_is_tested_here() -> None:
    assert page_names() == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_how_it_is_to_be_shared(name: str) -> None:
    page = opened(sample(name))
    image = urlsplit(page.meta("og:image"))
    assert image.scheme in {"http", "https"}
    assert image.netloc == "testserver"
    assert (settings.BASE_DIR / image.path.lstrip("/")).is_file()
    assert page.meta("og:title")
    assert page.meta("twitter:card") == "summary_large_image"
    (canonical,) = page.all("link", rel="canonical")
    assert canonical["href"] == f"http://testserver{sample(name)}"


@pytest.mark.parametrize("name", NAMES)
def test_every_footer_says_what_the_record_covers(name: str) -> None:
    dataset = Dataset.objects.get(slug="curated")
    assert dataset.covered_from
    assert dataset.covered_until
    footer = opened(sample(name)).text("footer")
    for day in (dataset.covered_from, dataset.covered_until):
        assert f"{day.day} {day:%B %Y}" in footer
    assert "A selection, not a census" in footer


@pytest.mark.parametrize("name", [*COUNTING, "faction-list", "about"])
def test_a_page_that_counts_says_that_the_record_is_a_selection(name: str) -> None:
    assert re.search("selection.{0,40}not a census", opened(sample(name)).text("main"))


@pytest.mark.parametrize("name", CHARTED)
def test_every_chart_has_its_numbers_in_a_table(name: str) -> None:
    page = opened(sample(name))
    charts = [part.split("</figure>")[0] for part in page.markup.split("<figure ")[1:]]
    assert len(charts) >= 2
    for chart in charts:
        links = [unescape(link) for link in re.findall(r'<a href="(/figures/[^"]+/[^"]*)"', chart)]
        tables = [link for link in links if ".html" not in link]
        assert bool(tables) == ("data-figure" in chart) == bool(embedded(chart))
        assert all("<table" in opened(link).markup for link in tables)
        assert tables or "No event of the record fits" in chart
        assert "<table" not in chart


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "front-detail"])
def test_every_record_can_be_reported_as_wrong(name: str) -> None:
    page = opened(sample(name))
    (link,) = (link for link in page.links if link.startswith("/report-an-error/"))
    assert link.endswith(sample(name).replace("/", "%2F"))
    assert sample(name) in opened(link).markup


def test_the_overview_has_a_panel_for_each_front() -> None:
    panels = {a["id"]: a["data-status"] for a in opened("/").all("section") if "data-status" in a}
    assert set(panels) == {"front-lebanon", "front-iraq", "front-yemen", "front-syria"}
    assert all(panels.values())


def test_the_overview_says_the_question_and_its_answer_in_words() -> None:
    page = opened("/?front=iraq&weapon=drone&since=2023-10-01")
    matched = AttackEvent.objects.filter(front__slug="iraq", first_day__gte=date(2023, 10, 1))
    drones = sum("drone" in event.weapons for event in matched)
    assert question_of(page) == f"Iraq front · drones · since October 2023 · {drones} events"
    assert page.text("title") == "Iraq front · drones · since October 2023 · Proxies"
    assert f"Iraq front · drones · since October 2023: {drones} events" in page.meta("description")


def test_each_chip_takes_its_filter_away_and_no_other() -> None:
    page = opened("/?front=iraq&front=yemen&weapon=drone")
    chips = [a["href"] for a in page.all("a", class_="chip")]
    assert chips == [
        "/?front=yemen&weapon=drone",
        "/?front=iraq&weapon=drone",
        "/?front=iraq&front=yemen",
    ]


def test_the_last_chip_leads_to_the_page_without_filters() -> None:
    (chip,) = opened("/events/?front=iraq").all("a", class_="chip")
    assert chip["href"] == "/events/"


def test_a_page_of_charts_counts_the_same_events_everywhere() -> None:
    page = opened("/?front=iraq")
    events = AttackEvent.objects.filter(front__slug="iraq").count()
    assert total(embedded(page.markup)["events-over-time"], "y") == events
    assert f" · {events} events" in question_of(page)
    assert f"{events} events" in opened("/events/?front=iraq").text("h1")
    assert f"{events} events" in opened("/fronts/iraq/").text("h1")


def test_the_list_of_events_shows_each_event_on_exactly_one_page() -> None:
    seen: list[str] = []
    for number in range(1, 100):
        page = opened(f"/events/?page={number}")
        if number > 1 and "this is the last one" in page.text():
            break
        rows = [link for link in page.links if re.fullmatch(r"/events/[^/?]+/", link)]
        seen.extend(rows)
    assert len(seen) == len(set(seen))
    assert sorted(seen) == sorted(every_address("event-detail"))


@pytest.mark.parametrize("sort", ["oldest", "deadliest"])
def test_pages_of_a_list_keep_question_and_order(sort: str) -> None:
    page = opened(f"/events/?front=lebanon&sort={sort}")
    (further,) = {link for link in page.links if "page=2" in link}
    assert further == f"/events/?front=lebanon&sort={sort}&page=2"


@pytest.mark.parametrize("name", NAMES)
def test_htmx_gets_the_part_it_swaps_and_everyone_else_a_whole_page(name: str) -> None:
    client, address = Client(), sample(name)
    whole = client.get(address)
    part = client.get(address, headers=HTMX)
    restored = client.get(address, headers=RESTORE)
    assert "<!doctype html>" in whole.text
    assert "<!doctype html>" in restored.text
    assert "<html" not in part.text
    assert part.text.count('id="page"') == 1
    assert Page(part.text).text("h1") == Page(whole.text).text("h1")
    assert Page(part.text).text("title") == Page(whole.text).text("title")
    for response in (whole, part, restored):
        vary = {word.strip() for word in response["Vary"].split(",")}
        assert {"HX-Request", "HX-History-Restore-Request"} <= vary


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_sent_under_a_strict_policy(name: str) -> None:
    response = Client().get(sample(name))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_is_not_there_is_not_found(name: str) -> None:
    response = Client().get(reverse(name, args=["no-such-record"]))
    assert response.status_code == 404
    assert "There is nothing at this address" in response.text


@pytest.mark.parametrize("name", ["faction-detail", "patron-detail"])
def test_an_actor_has_its_page_under_its_own_role_only(name: str) -> None:
    other = {"faction-detail": "iran", "patron-detail": "hezbollah"}[name]
    assert Client().get(reverse(name, args=[other])).status_code == 404


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("appended", ["utm_source=x", "fbclid=1&utm_medium=y", "gclid=z"])
def test_what_others_append_to_a_link_is_dropped_by_redirect(name: str, appended: str) -> None:
    response = Client().get(f"{sample(name)}?{appended}")
    assert response.status_code == 302
    assert response["Location"] == sample(name)


def test_the_redirect_keeps_the_question() -> None:
    response = Client().get("/?front=iraq&utm_source=x&q=%D8%AD%D8%B2%D8%A8")
    assert response["Location"] == "/?front=iraq&q=%D8%AD%D8%B2%D8%A8"


@pytest.mark.parametrize("name", DAYED)
def test_every_page_can_be_seen_as_it_was_known_on_a_past_day(name: str) -> None:
    page = opened(f"{sample(name)}?as_of=2024-12-30")
    assert "As known on 30 Dec 2024" in page.text("section")
    now = {link for link in page.links if "as_of=" not in link and not link.startswith("#")}
    reports = {link for link in now if link.startswith("/report-an-error/")}
    compared = {link for link in now if link.startswith("/compare/?")}
    assert {parse_qs(urlsplit(link).query)["to"][0] for link in compared} == {"2024-12-30"}
    reports |= compared | ({"/brief/?date=2024-12-30"} & now)
    reports |= {link for link in now if link.startswith("/datasets/template")}  # of no day
    assert now - reports <= {"/", sample(name)}, "a link forgets the day"


@pytest.mark.parametrize("name", LISTS)
def test_lists_lead_to_their_records(name: str) -> None:
    detail = name.replace("-list", "-detail").replace("overview", "front-detail")
    assert len(opened(sample(name)).links & set(every_address(detail))) >= 4


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_the_site_says_that_it_is_up(address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_the_share_image_has_the_size_that_pages_state() -> None:
    header = Path(settings.BASE_DIR / "static/img/share.png").read_bytes()[16:24]
    size = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
    page = opened("/")
    assert size == (int(page.meta("og:image:width")), int(page.meta("og:image:height")))
