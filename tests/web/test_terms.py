"""On the seeded site each term leads to its definition, and pages bring along those they name."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from proxies.models import Account, AttackEvent, Pledge
from proxies.wording.glossary.entries import CHAPTERS, TERMS
from tests.pages import NAMES, Page, opened, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

MOST_BYTES = 6_000
"""What the definitions may add to the first page."""

PAGES = {name: sample(name) for name in NAMES} | {"past": "/?as_of=2025-01-15"}


def brought(markup: str) -> dict[str, list[str]]:
    """The definitions that a page brings along."""
    found = re.search(r'<script type="application/json" id="terms">(.*?)</script>', markup)
    assert found
    terms: dict[str, list[str]] = json.loads(found[1])
    return terms


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_link_to_a_term_has_its_definition(path: str) -> None:
    page = opened(path)
    own = path.split("?", maxsplit=1)[0] == reverse("glossary")
    linked = {
        href.split("#")[1] for href in page.links if href.startswith("/glossary/") and "#" in href
    }
    assert linked == brought(page.markup).keys() or own
    assert linked <= TERMS.keys()
    for slug, words in brought(page.markup).items():
        assert words == [str(TERMS[slug].name), str(TERMS[slug].text)]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_page_explains_by_a_title_attribute(path: str) -> None:
    body = opened(path).markup.split("<body")[1]
    assert [attrs for tag, attrs in Page(f"<body{body}").elements if "title" in attrs] == []


@pytest.mark.parametrize(
    "path", ["/", "/?as_of=2025-01-15", "/events/", "/pledges/", "/fronts/iraq/"]
)
def test_labels_grades_standings_and_verdicts_are_links(path: str) -> None:
    page = opened(path)
    badges = [
        tag
        for tag, attrs in page.elements
        if {"status", "grade", "kind", "standing"} & set(attrs.get("class", "").split())
        or "data-verdict" in attrs
    ]
    assert badges
    assert set(badges) == {"a"}


def test_the_definitions_on_the_first_page_are_few() -> None:
    for path in ("/", "/?as_of=2025-01-15", "/?as_of=2024-12-23"):
        markup = opened(path).markup
        terms = brought(markup)
        assert terms
        assert len(json.dumps(terms, ensure_ascii=False).encode()) < MOST_BYTES


def test_a_link_to_a_term_keeps_the_day() -> None:
    links = opened("/?as_of=2025-01-15").links
    terms = [href for href in links if href.startswith("/glossary/") and "#" in href]
    assert terms
    assert all(href.startswith("/glossary/?as_of=2025-01-15#") for href in terms)


def test_the_glossary_holds_every_term_and_its_links_arrive() -> None:
    page = opened("/glossary/")
    methods = set(opened("/methods/").ids)
    ids = set(page.ids)
    assert {term.slug for chapter in CHAPTERS for term in chapter.terms} <= ids
    assert len(ids) == len(page.ids)
    for href in page.links:
        place, _, anchor = href.partition("#")
        if anchor:
            assert anchor in (methods if place.startswith("/methods/") else ids), href
    assert str(TERMS["origin"].text) in page.text("dd")


def test_the_glossary_is_in_the_navigation_of_every_page() -> None:
    for name in ("overview", "event-detail", "methods"):
        assert "/glossary/" in opened(sample(name)).links


def nav(path: str) -> list[tuple[str, str]]:
    """The links of the navigation: address and what they are marked as."""
    markup = opened(path).markup.split('<nav class="site-nav"')[1].split("</nav>")[0]
    return [(a["href"], a.get("aria-current", "")) for a in Page(markup).all("a")]


def test_the_front_and_the_day_are_kept_from_page_to_page() -> None:
    links = [href for href, _ in nav("/events/?front=iraq&as_of=2024-12-23")]
    for name in ("event-list", "pledge-list", "statement-list", "milestone-list"):
        assert f"{reverse(name)}?front=iraq&as_of=2024-12-23" in links
    assert "/?as_of=2024-12-23" in links
    assert "/fronts/yemen/?as_of=2024-12-23" in links
    assert "/compare/?front=iraq&to=2024-12-23" in links
    from_front = [href for href, _ in nav("/fronts/iraq/")]
    assert "/pledges/?front=iraq" in from_front
    for href in {*links, *from_front}:
        assert Client().get(href).status_code == 200, href


def test_the_navigation_marks_the_page_and_the_present_front() -> None:
    marked = {href: mark for href, mark in nav("/events/?front=iraq") if mark}
    assert marked == {"/fronts/iraq/": "true", "/events/?front=iraq": "page"}
    assert ("/fronts/iraq/", "page") in nav("/fronts/iraq/")
    assert ("/sources/", "true") in nav("/sources/al-akhbar/")


def test_the_brief_is_in_the_navigation_as_soon_as_there_is_one() -> None:
    try:
        there = reverse("brief")
    except NoReverseMatch:
        there = ""
    links = [href for href, _ in nav("/") if href.startswith("/brief/")]
    assert bool(links) is bool(there)


def test_each_report_of_a_record_stands_once_below_its_origin() -> None:
    event = AttackEvent.objects.get(slug="2024-01-28-tower-22")
    markup = opened(event.get_absolute_url()).markup
    part = markup.split('id="accounts-title"')[1].split("</section>")[0]
    urls = [account.report.url for account in Account.objects.filter(event=event)]
    assert len(urls) > 2
    assert [part.count(f'href="{url}"') for url in urls] == [1] * len(urls)
    assert part.count("words of the address") + part.count("no headline known") == len(urls)
    assert "asserts it" in part
    assert markup.count("Who says so") == 1


def test_independence_is_a_mark_beside_the_grade() -> None:
    page = opened("/events/")
    grades = re.findall(r'<a class="grade" data-grade="[^"]+"[^>]*>([^<]+)</a>', page.markup)
    assert grades
    assert [words for words in grades if "independence" in words] == []
    marks = list(page.all("a", class_="unchecked"))
    assert marks
    assert all(a["href"].endswith("#independence") for a in marks)


def test_a_vow_does_not_wear_the_colour_of_a_ceasefire() -> None:
    each = r'<tr data-pledge="([^"]+)">(.*?)</tr>'
    rows = [
        row
        for page in range(1, Pledge.objects.count() // 30 + 2)
        for row in re.findall(each, opened(f"/pledges/?page={page}").markup, re.DOTALL)
    ]
    kinds = {slug: re.search(r'class="kind" data-kind="(\w+)"', row) for slug, row in rows}
    found = {slug: match[1] for slug, match in kinds.items() if match}
    assert len(found) == len(rows) == Pledge.objects.count()
    assert found["2024-11-27-israel-lebanon-ceasefire"] == "restraint"
    assert found["2023-10-31-houthi-vow-strikes-israel"] == "threat"


def test_acts_of_both_sides_are_said_in_like_words() -> None:
    acts = []
    for front in ("lebanon", "iraq", "yemen", "syria"):
        page = opened(f"/fronts/{front}/?as_of=2025-01-15").markup
        (said,) = re.findall(r'<p class="status-acts">([^<]+)</p>', page)
        acts.append(said)
    assert "Recorded in the last 28 days: 7 attacks by factions; 5 strikes by states." in acts
    assert "Recorded in the last 28 days: no attack by factions; no strike by states." in acts


def test_a_badge_says_when_a_halt_binds_few() -> None:
    page = opened(f"/fronts/iraq/?as_of={date(2025, 2, 1)}").markup
    assert re.search(r'class="status[^"]*" data-status="halt-[a-z]+" data-few-bound', page)
    assert ", few bound</a>" in page
