"""What editors word today is not shown as of a day before what it tells of."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from proxies.models import Actor, AttackEvent, Place, Pledge
from proxies.wording.later import LEFT_OUT, text_as_of, worded_by
from tests import factories as make
from tests.downloads import json_of
from tests.regions import without_regions

DAY = date(2024, 10, 9)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("It accepted a ceasefire on 27 November 2024.", True),
        ("It fired on 9 October 2024.", False), ("It fired on 10 October 2024.", True),
        ("It fired in October 2024.", False), ("It fired in November 2024.", True),
        ("Listed 2024-11-01.", True), ("Listed 2024-10-01, no. 2026-99-99.", False),
        ("Dissolved in 2025.", True), ("Founded in 2003, 2025 fighters.", False),
        ("On 31 November 2024.", True), ("No day at all.", False),
        ("On 3 Nov 2024.", True), ("On 3 Oct. 2024.", False), ("On 4th of November, 2024.", True),
        ("On November 3, 2024.", True), ("On October 9th, 2024.", False),
        ("In the autumn of 2025.", True), ("Since summer 2024.", False),
        ("On 18-19 December 2024.", True), ("Event 2024-11-14-damascus.", True),
        ("Serial 2025 of 3,025.", False),
    ],
)  # fmt: skip
def test_a_text_that_names_a_later_day_is_left_out(text: str, later: bool) -> None:
    assert worded_by(text, DAY) == (str(LEFT_OUT) if later else text)
    assert worded_by(text, None) == text


@pytest.mark.parametrize(
    ("text", "known", "later"),
    [
        ("It runs to 26 January 2025.", "2025-01-26", False),
        ("It runs to 26 January 2025.", "2025-01-25", True),
        ("It runs out in January 2025.", "2025-01-26", False),
        ("It runs to 26 January 2025; prolonged to 18 February 2025.", "2025-01-26", True),
    ],
)
def test_a_term_known_in_advance_may_be_named(text: str, known: str, later: bool) -> None:
    term = date.fromisoformat(known)
    pledges = [Pledge(summary=text, **{name: term}) for name in ("effective", "expires")]
    for pledge in pledges:
        assert text_as_of(pledge, "summary", DAY) == (str(LEFT_OUT) if later else text)
    ended = Pledge(summary=text, ended=term)
    assert text_as_of(ended, "summary", DAY) == str(LEFT_OUT)


def test_the_title_of_an_event_is_no_summary_that_names_a_later_day() -> None:
    words = {"direction": "other", "weapon": "other", "summary": "A crossing, shut in May 2025."}
    event = AttackEvent(place=Place(name="Al-Qaim"), **words)
    assert event.title == "A crossing, shut in May 2025"
    event.as_of = DAY
    assert event.title == "Event, Al-Qaim"


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_pages_of_a_past_day_show_no_later_day_of_a_summary(client: Client) -> None:
    event = AttackEvent.objects.get(slug="2023-11-20-al-asad-ballistic")
    event.summary = "A zarqunite missile, claimed on 3 May 2025."
    event.save()
    hezbollah = Actor.objects.get(slug="hezbollah").summary
    assert "27 November 2024" in hezbollah
    pages = {"/factions/hezbollah/": hezbollah, "/events/": event.summary,
             event.get_absolute_url(): event.summary}  # fmt: skip
    for path, summary in pages.items():
        question = "&since=2023-11-20&until=2023-11-20" if path == "/events/" else ""
        past = client.get(f"{path}?as_of={DAY}{question}").text
        words = without_regions(past, {"control", "record", "term"})
        assert "3 May 2025" not in words
        assert "27 November 2024" not in words
        assert str(LEFT_OUT) in words, path
        now = client.get(f"{path}{question.replace('&', '?', 1)}").text
        assert summary in now


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "day", "found"),
    [
        ("zanzibar", None, True), ("zanzibar", "2024-12-01", True),
        ("zanzibar", "2024-10-09", False),
        ("quagga", "2024-10-09", True), ("quagga zanzibar", "2024-10-09", False),
        ("quagga zanzibar", None, True), ("quagga -zanzibar", "2024-10-09", True),
        ("quagga -zanzibar", None, False), ("zanzibar or quagga", "2024-10-09", True),
    ],
)  # fmt: skip
def test_a_search_finds_no_words_that_are_left_out_of_the_day(
    words: str, day: str | None, found: bool, client: Client
) -> None:
    """In a note that names 27 November 2024; `quagga` stands in the summary, which names none."""
    note = "Zanzibar, by the word of 27 November 2024."
    own = make.make_event(first_day=DAY, last_day=DAY, summary="Quagga.", note=note)
    make.make_account(own, make.make_report(published=DAY))
    pledge = make.make_pledge(declared=DAY, effective=DAY, summary="Quagga.", conditions=note)
    make.make_pledge_citation(pledge, make.make_report(published=DAY))
    said = make.make_statement(date=DAY, summary=note)
    make.make_statement_citation(said, make.make_report(published=DAY))
    asked = {"q": words, **({"as_of": day} if day else {})}
    keys = {each["slug"] for each in json_of(f"/events.json?{urlencode(asked)}")["events"]}
    assert keys == ({own.slug} if found else set())
    assert (pledge.slug in client.get("/pledges/", asked).text) is found
    if words == "zanzibar":
        assert (said.slug in client.get("/statements/", asked).text) is found


@pytest.mark.django_db
def test_a_term_of_a_pledge_that_was_known_in_advance_is_found(client: Client) -> None:
    pledge = make.make_pledge(
        declared=DAY, effective=DAY, expires=date(2024, 12, 9), summary="Quagga to 9 December 2024."
    )
    make.make_pledge_citation(pledge, make.make_report(published=DAY))
    assert pledge.slug in client.get("/pledges/", {"q": "quagga", "as_of": "2024-10-10"}).text
