"""Statements and milestones have pages with their reports, and stand where they are about."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from proxies.models import MilestoneCitation, Statement, StatementCitation
from tests import factories as make
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DENIAL = "/statements/2024-12-23-sudani-denies-plan-to-dissolve-pmf/"
PRESSURE = "/statements/2024-12-23-us-pressure-to-dissolve-pmf/"
UNIFIL = "/statements/2026-01-unifil-counts-violations/"
CEASEFIRE = "/pledges/2024-11-27-israel-lebanon-ceasefire/"
HALT = "/pledges/2024-12-23-iraqi-factions-halt/"


def section(found: Page, anchor: str) -> Page:
    """One section of a page, by its id; empty where it has none."""
    start = re.search(rf'<section[^>]*id="{anchor}"', found.markup)
    return Page(found.markup[start.start() :].split("</section>")[0] if start else "")


@pytest.mark.parametrize(
    ("place", "statement", "anchor"),
    [
        (HALT, DENIAL, "statements"),
        ("/fronts/iraq/", "/statements/2026-05-20-iraq-asks-for-proof/", "statements"),
        ("/factions/popular-mobilization-forces/", DENIAL, "said-about"),
        ("/patrons/iran/", "/statements/2024-01-29-iran-denies-tower-22/", "said-by"),
        ("/events/2024-01-28-tower-22/", "/statements/2024-01-29-iran-denies-tower-22/", ""),
        ("/factions/hezbollah/", "/statements/2024-12-14-qassem-supply-road-lost/", "said-by"),
        (PRESSURE, DENIAL, ""),
        (DENIAL, PRESSURE, ""),
    ],
)
def test_a_statement_and_what_it_is_about_lead_to_each_other(
    place: str, statement: str, anchor: str
) -> None:
    there = opened(place)
    assert statement in (section(there, anchor) if anchor else there).links
    assert place in opened(statement).links


def test_a_statement_says_who_said_it_how_it_is_known_and_who_denies_it() -> None:
    found = opened(PRESSURE)
    assert found.text("h1") == "Demand: United States"
    assert "US officials, through what others say of them (unnamed)" in found.text("dd")
    rows = StatementCitation.objects.filter(statement__slug=PRESSURE.split("/")[2])
    assert f"{rows.count()} reports ·" in found.text("strong")
    assert "denied by 1" in found.text("strong")
    origins = re.findall(r'<li data-stance="(\w+)">\s*<p class="origin">', found.markup)
    reports = re.findall(r'<li data-stance="(\w+)">\s*<p class="title">', found.markup)
    assert (origins.count("denies"), reports.count("denies")) == (1, 1)
    assert "December 2024" in found.text("time")
    assert "What is uncertain" in found.text("h2")


def test_a_front_shows_the_newest_statements_and_leads_to_all_of_them() -> None:
    part = section(opened("/fronts/iraq/?as_of=2025-08-01"), "statements")
    every = section(opened("/fronts/iraq/"), "statements")
    rows = Statement.objects.filter(fronts__slug="iraq")
    known = rows.known_by(date(2025, 8, 1)).exclude(kind="count")
    newest = list(known.values_list("slug", flat=True)[:6])
    assert statements_in(part) == newest
    assert f"All {known.count()}" in part.text("p")
    assert "/statements/?front=iraq&as_of=2025-08-01" in part.links
    assert "/statements/?front=iraq" in every.links


@pytest.mark.parametrize("place", [CEASEFIRE, "/fronts/lebanon/"])
def test_a_count_by_others_stands_apart_and_is_no_figure_of_ours(place: str) -> None:
    with_it = section(opened(place), "counted-by-others")
    words = with_it.text()
    assert UNIFIL in with_it.links
    assert "UN peacekeeping force in Lebanon, as quoted: 10,000 breaches by Israeli" in words
    assert "by its own rule, from 27 November 2024 to January 2026" in words
    assert "more than 10,000 breaches of the ceasefire" in words
    assert "never added" in words
    figures = re.compile(r"<dd[^>]*>\s*([^<]+?)\s*</dd>")
    before = figures.findall(opened(place).markup)
    Statement.objects.filter(kind="count").update(figure=77_777)
    assert figures.findall(opened(place).markup) == before


def test_a_count_is_not_among_the_other_statements() -> None:
    assert UNIFIL not in section(opened(CEASEFIRE), "statements").links


def test_as_of_a_day_before_no_place_tells_of_a_statement() -> None:
    assert Client().get(f"{UNIFIL}?as_of=2024-12-23").status_code == 404
    assert UNIFIL in opened("/statements/").links
    for place in (CEASEFIRE, "/fronts/lebanon/", "/statements/"):
        assert UNIFIL not in opened(f"{place}?as_of=2024-12-23").markup


def test_what_a_statement_is_about_shows_no_earlier_than_it_is_known() -> None:
    later, earlier = (make.make_statement(slug=name) for name in ("later", "earlier"))
    event = make.make_event(slug="event-later", day=date(2024, 10, 1))
    for made, day in ((later, date(2024, 11, 1)), (earlier, date(2024, 10, 3))):
        report = make.make_report(published=day)
        StatementCitation.objects.create(statement=made, report=report, credibility=2)
    make.make_account(event, make.make_report(published=date(2024, 11, 5)))
    earlier.about_statements.add(later)
    earlier.about_events.add(event)
    shown = {day: opened(f"/statements/earlier/?as_of={day}").markup for day in DAYS}
    assert [("/statements/later/" in shown[day]) for day in DAYS] == [False, True, True]
    assert [("/events/event-later/" in shown[day]) for day in DAYS] == [False, False, True]
    assert "/statements/earlier/" in opened("/statements/later/").markup


DAYS = ("2024-10-31", "2024-11-01", "2024-11-05")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?kind=count", {"count"}), ("?kind=denial&kind=demand", {"denial", "demand"})],
)
def test_the_list_takes_kinds(query: str, expected: set[str]) -> None:
    shown = set(statements_in(opened(f"/statements/{query}")))
    rows = Statement.objects.filter(kind__in=expected)
    assert shown == set(rows.values_list("slug", flat=True))


def test_the_list_takes_fronts_and_names_each_statement_once() -> None:
    shown = statements_in(opened("/statements/?front=iraq&front=syria"))
    rows = Statement.objects.filter(fronts__slug__in=["iraq", "syria"]).distinct()
    assert sorted(shown) == sorted(rows.values_list("slug", flat=True))


def test_a_narrowed_list_says_of_how_many() -> None:
    every = len(statements_in(opened("/statements/")))
    own = len(set(statements_in(opened("/statements/?front=yemen"))))
    assert opened("/statements/").text("h1").endswith(f"· {every}")
    assert opened("/statements/?front=yemen").text("h1").endswith(f"· {own} of {every}")
    pledges = opened("/pledges/").text("h1").rpartition(" ")[2]
    assert opened("/pledges/?front=yemen").text("h1").endswith(f" of {pledges}")


def statements_in(found: Page) -> list[str]:
    return re.findall(r'href="/statements/([^/"?]+)/', found.markup)


def test_a_kind_of_pledges_is_no_kind_of_statements() -> None:
    response = Client().get("/statements/?kind=ceasefire")
    assert response.status_code == 400
    assert "“ceasefire” is not a kind of this record" in response.text
    assert "denial" in response.text


@pytest.mark.parametrize("kind", ["statement", "milestone"])
def test_a_withdrawn_record_says_so_and_shows_on_days_before(kind: str) -> None:
    row: Any = getattr(make, f"make_{kind}")(slug="gone")
    report = make.make_report(published=make.DAY)
    row.citations.create(report=report, credibility=2)
    row.state, row.discount_reason = "discounted", "It was another speaker."
    row.withdrawn = date(2024, 12, 1)
    row.save()
    address = f"/{kind}s/gone/"
    response = Client().get(address)
    assert response.status_code == 410
    assert "It was another speaker." in response.text
    before = opened(f"{address}?as_of=2024-11-30")
    assert "Since 1 December 2024 this record no longer counts" in before.text()
    assert "/gone/" not in opened(f"/{kind}s/").markup


@pytest.mark.parametrize("kind", ["statement", "milestone"])
def test_a_draft_has_no_page_and_stands_in_no_list(kind: str) -> None:
    row: Any = getattr(make, f"make_{kind}")(slug="kept-back", state="draft")
    row.citations.create(report=make.make_report(), credibility=2)
    if kind == "statement":
        row.about_statements.add(Statement.objects.get(slug=DENIAL.split("/")[2]))
    assert Client().get(f"/{kind}s/kept-back/").status_code == 404
    for place in (f"/{kind}s/", DENIAL, f"/{kind}s.csv"):
        assert "kept-back" not in b"".join(Client().get(place)).decode()


@pytest.mark.parametrize("kind", ["statement", "milestone"])
def test_a_correction_stands_on_the_page(kind: str) -> None:
    row: Any = getattr(make, f"make_{kind}")(slug="corrected")
    row.citations.create(report=make.make_report(), credibility=2)
    row.summary = "Something else was said."
    row.save()
    part = section(opened(f"/{kind}s/corrected/"), "corrections").text()
    assert "Something else was said." in part


def test_a_milestone_says_its_days_its_fronts_and_its_reports() -> None:
    found = opened("/milestones/2023-11-24-gaza-truce-begins/")
    assert found.text("h1") == "First Gaza truce"
    assert "24 November\N{EN DASH}1 December 2023" in found.text("time")
    assert {"/fronts/lebanon/", "/fronts/iraq/", "/fronts/syria/"} <= found.links
    rows = MilestoneCitation.objects.filter(milestone__slug="2023-11-24-gaza-truce-begins")
    assert f"{rows.count()} reports" in found.text("strong")
    early = opened("/milestones/2023-11-24-gaza-truce-begins/?as_of=2023-11-25")
    assert "1 December 2023" not in early.text()


def test_the_list_of_milestones_takes_fronts_and_keeps_those_of_none() -> None:
    shown = re.findall(r'href="/milestones/([^/"]+)/"', opened("/milestones/?front=yemen").markup)
    assert "2024-05-19-raisi-dies" in shown
    assert "2023-10-07-hamas-attack" in shown
    assert "2023-11-24-gaza-truce-begins" not in shown


def test_a_ceasefire_names_who_is_bound_in_return() -> None:
    assert "Bound in return" in opened(CEASEFIRE).text("dt")
    assert "Bound in return" not in opened(HALT).text("dt")


def test_days_on_which_a_pledge_was_said_again_come_with_their_report() -> None:
    pledge = make.make_pledge(make.make_faction("A brigade"), kind="vow to continue", slug="vow")
    make.make_pledge_citation(pledge)
    report = make.make_report(title="They said it again", published=date(2024, 11, 2))
    pledge.repeated.create(day=date(2024, 11, 2), report=report)
    assert "They said it again" in opened("/pledges/vow/").text("dd")
    assert "2 November 2024" in opened("/pledges/vow/?as_of=2024-11-02").text("dd")
    assert "They said it again" not in opened("/pledges/vow/?as_of=2024-11-01").text()


@pytest.mark.parametrize(
    ("model", "record"), [(StatementCitation, "statement"), (MilestoneCitation, "milestone")]
)
def test_a_source_leads_to_every_statement_and_milestone_that_cites_it(
    model: Any, record: str
) -> None:
    rows = model.objects.filter(retracted=None).select_related("report__source", record)
    cited: dict[str, set[str]] = {}
    for row in rows:
        about = getattr(row, record).get_absolute_url()
        cited.setdefault(row.report.source.get_absolute_url(), set()).add(about)
    assert len(cited) > 10
    missing = {source: about - opened(source).links for source, about in cited.items()}
    assert {source: about for source, about in missing.items() if about} == {}
