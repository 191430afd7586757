"""Where the bars of charts over time lead, and what charts and panels say of themselves."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from proxies.charts.marks import KIND_SYMBOLS
from proxies.queries.answer import Answer
from proxies.queries.counts import ByDay
from proxies.queries.matching import Matching
from proxies.queries.periods import last_of
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.series.counts import Cover, Stack
from proxies.web.forms.question import QuestionForm
from tests.drawn import WORDS, embedded
from tests.factories import make_event, make_front
from tests.found import matching
from tests.pages import Page, numbers_of

NOTHING = Stack((), (), ())

QUESTIONS = [
    Selection(),
    Selection(front=("iraq", "yemen"), weapon=("drone",)),
    Selection(since=date(2024, 1, 10), until=date(2024, 3, 5)),
    Selection(since=date(2023, 11, 10), until=date(2024, 10, 20), q="drone"),
    Selection(faction=("hezbollah",), as_of=date(2024, 10, 10)),
    Selection(grade=("corroborated+",)),
]

seeded = pytest.mark.usefixtures("seeded")


def asked(address: str, choices: Choices) -> Selection:
    path, query = address.split("?")
    assert path == "/events/"
    form = QuestionForm(QueryDict(query), choices)
    assert form.is_valid(), form.errors
    assert f"?{query}" == form.selection.query()
    return form.selection


@pytest.mark.django_db
@seeded
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_bar_leads_to_just_the_events_that_it_counts(question: Selection) -> None:
    names = Choices.read()
    answer = Answer(question, names)
    cells = [
        (n, url)
        for counts, links in zip(answer.stack.counts, answer.stack.links, strict=True)
        for n, url in zip(counts, links, strict=True)
    ]
    cells += [(row.events, row.url) for row in answer.ranges]
    cells += zip((row[2] for row in answer.stack.rows()), answer.stack.period_links, strict=True)
    weapons = [cell for _, row in answer.weapons.linked_table() for cell in row]
    named = [(bar.all, bar.events) for bar in answer.factions]
    # Of two weapons or factions in one event no question asks: such a count leads nowhere.
    cells += [cell for cell in weapons if cell[1] or not question.weapon]
    cells += [cell for cell in named if cell[1] or not question.faction]
    assert any(url for _, url in weapons)
    assert any(url for _, url in named)
    assert any(n for n, _ in cells)
    for n, url in cells:
        assert bool(url) == bool(n)
        if url:
            assert matching(asked(url, names)).count() == n


def test_the_last_day_of_a_month_or_week() -> None:
    assert last_of(date(2024, 2, 1), weekly=False) == date(2024, 2, 29)
    assert last_of(date(2024, 12, 1), weekly=False) == date(2024, 12, 31)
    assert last_of(date(2024, 1, 1), weekly=True) == date(2024, 1, 7)


@pytest.mark.django_db
def test_a_period_without_events_leads_nowhere() -> None:
    first, second = date(2024, 1, 1), date(2024, 1, 8)
    front = make_front(slug="elsewhere", short_name="Elsewhere")
    for day in (2, 4):
        make_event(front=front, first_day=date(2024, 1, day), last_day=date(2024, 1, day))
    by_day = ByDay(Matching(Selection(front=("elsewhere",))), [front])
    stack, ranges = by_day.stack((first, second)), by_day.ranges((first, second))
    address = "/events/?front=elsewhere&since=2024-01-01&until=2024-01-07"
    assert stack.links == ((address, ""),)
    assert [part.url for part in ranges] == [address, ""]
    whole = Cover.WHOLE
    assert stack.linked_rows() == [
        (first, [(2, address, whole)], (2, address, whole)),
        (second, [(0, "", whole)], (0, "", whole)),
    ]


@pytest.mark.django_db
@seeded
def test_the_tables_hold_the_links_of_the_bars(client: Client) -> None:
    figures = embedded(client.get("/fronts/iraq/").text)
    for name in ("events-over-time", "casualties"):
        table = numbers_of(name, "/fronts/iraq/")
        held = {unescape(link) for link in re.findall(r'href="(/events/\?[^"]*)"', table)}
        (column,) = [one for one in figures[name]["data"] if one["name"] == WORDS.period]
        links = {link for link in column["customdata"] if link}
        assert links
        assert links <= held


@pytest.mark.django_db
@seeded
@pytest.mark.parametrize("path", ["/", "/fronts/iraq/", "/factions/hezbollah/", "/patrons/iran/"])
def test_charts_that_stand_together_say_once_that_they_are_of_a_selection(
    client: Client, path: str
) -> None:
    page = client.get(path).text
    part = page[page.index('<div class="charts">') : page.rindex("</figure>")]
    part += page[page.rindex("</figure>") :].split('<ul class="downloads')[0]
    assert part.count("a selection, not a census; numbers of records, no rates") == 1
    figures = [one.split("</figure>")[0] for one in part.split("<figure")[1:]]
    assert all("census" not in Page(f"<figure{one}").text() for one in figures)


def keys_of(page: str, chart: str) -> list[str]:
    """The keys of one chart of a page."""
    figure = page[page.index(f'id="chart-{chart}"') :].split("</figure>", maxsplit=1)[0]
    return re.findall(r'<ul class="chart-key".*?</ul>', figure)


@pytest.mark.django_db
@seeded
def test_the_key_names_the_symbols_that_are_drawn(client: Client) -> None:
    for path in ("/?since=2024-01-01&until=2024-02-20", "/pledges/?front=yemen"):
        page = client.get(path).text
        (key,) = keys_of(page, "ledger" if "pledges" in path else "events-over-time")
        kinds = re.findall(r"</span> ([^<]*)</li>", key)
        assert kinds == [kind for kind in KIND_SYMBOLS if kind in kinds]
        assert len(kinds) >= 2
    page = client.get("/?since=2024-03-15&until=2024-03-20").text
    assert keys_of(page, "events-over-time") == []
    assert "Symbols below" not in page


@pytest.mark.django_db
@seeded
def test_a_chart_as_a_file_has_the_key_in_its_note(client: Client) -> None:
    page = client.get("/figures/events-over-time.html?since=2024-01-01&until=2024-02-20")
    text = b"".join(page.streaming_content).decode()  # type: ignore[attr-defined]
    assert "marked by kind. ■ unilateral halt, ● pause" in text


@pytest.mark.django_db
@seeded
def test_without_scripts_a_chart_says_where_its_numbers_are(client: Client) -> None:
    page = client.get("/").text
    told = re.findall(r"<noscript>(.*?)</noscript>", page)
    assert len(told) == len(embedded(page))
    assert all("JavaScript" in text and "the link below" in text for text in told)
