"""Charts of few events or few days: whole numbers on the axis, and periods called what they are."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from proxies.charts import time as figures
from proxies.series.counts import Group, Range, Stack
from proxies.web.templatetags.record import period
from tests.drawn import WORDS
from tests.pages import numbers_of

MONDAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("weekly", "name"),
    [pytest.param(True, "week from 1 January 2024", id="week"), (False, "January 2024")],
)
def test_a_single_week_that_starts_with_a_month_is_no_month(weekly: bool, name: str) -> None:
    stack = Stack((MONDAY,), (Group("iraq", "Iraq"),), ((3,),), weekly)
    killed = Range(MONDAY, 0, 1, 2, events=1, without=0, weekly=weekly)
    assert (period(MONDAY, stack), period(MONDAY, killed)) == (name, name)
    for figure in (
        figures.stacked_time(stack, words=WORDS),
        figures.casualties([killed], words=WORDS),
    ):
        assert ("Week from" in figure["data"][-1]["hovertext"][0]) is weekly


@pytest.mark.parametrize(("count", "whole"), [(1, True), (5, True), (6, False)])
def test_an_axis_of_few_has_no_ticks_between_whole_numbers(count: int, whole: bool) -> None:
    stack = Stack((MONDAY,), (Group("iraq", "Iraq"),), ((count,),))
    killed = Range(MONDAY, count, count, count, events=1, without=0)
    for figure in (
        figures.stacked_time(stack, words=WORDS),
        figures.casualties([killed], words=WORDS),
    ):
        assert (figure["layout"]["yaxis"].get("dtick") == 1) is whole


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_the_table_of_a_week_calls_it_a_week() -> None:
    week = "/?since=2024-01-01&until=2024-01-07"
    page = "".join(numbers_of(chart, week) for chart in ("events-over-time", "casualties"))
    assert page.count("week from 1 January 2024") >= 2
    assert ">January 2024<" not in page


def links_of_places(page: str) -> list[str]:
    """Where the places of the map lead that have several events."""
    return [unescape(link) for link in re.findall(r'href="(/events/\?[^"]*front=[^"]*)"', page)]


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_place_of_several_events_keeps_the_words_of_the_reader() -> None:
    links = links_of_places(numbers_of("map", "/?q=drone"))
    assert links
    assert all("q=drone" in link for link in links)


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_place_of_several_events_leads_to_its_events(client: Client) -> None:
    links = [link for link in links_of_places(numbers_of("map", "/")) if "place=" in link]
    assert links
    for link in links[:5]:
        assert len(re.findall(r'<li class="event-row"', client.get(link).text)) > 1
