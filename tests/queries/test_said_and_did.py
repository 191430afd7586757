"""A faction's page draws what it said and what it did on one axis of time."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.charts.said_and_did import NAMED, said_and_did_figure
from proxies.models import AttackEvent, Attribution
from proxies.queries.said_and_did import line
from proxies.record.current import record
from proxies.series.ledger import Deed, Line
from proxies.vocab import AttributionKind
from tests.drawn import DEFINED, WORDS, drawn, embedded, tokens
from tests.pages import Page, numbers_of, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

KNOWN, END = date(2026, 11, 27), date(2026, 6, 30)
"""The day on which the record was released, and the last day that it covers on any front."""


def attacks(faction: str) -> set[tuple[str, str]]:
    """Events and kinds of a faction's attributions for attacks, from the database."""
    own = Attribution.objects.filter(
        actor__slug=faction, event__direction="faction-attack", event__state="published"
    )
    return set(own.values_list("event__slug", "kind"))


@pytest.mark.parametrize("faction", ["hezbollah", "houthis", "kataib-hezbollah", "hamas"])
def test_the_line_holds_every_pledge_and_every_attack_of_a_faction(faction: str) -> None:
    found = line(record(), faction, KNOWN)
    assert {(one.url.split("/")[2], one.how) for one in found.attacks} == attacks(faction)
    pledges = record().known_by(KNOWN).pledges.values()
    own = {p.pledge.slug for p in pledges if faction in p.pledge.by | p.pledge.bindings.keys()}
    assert {one.url.split("/")[2] for one in found.pledges} == own
    assert max(one.day for one in found.attacks) <= END
    assert found.last == max([END, *(one.last for one in found.pledges if one.last)])
    nowhere = {f"/pledges/{p.pledge.slug}/" for p in pledges if not p.pledge.fronts}
    assert all(one.last <= END for one in found.pledges if one.last and one.url not in nowhere)


def test_each_way_of_being_named_has_a_symbol_and_a_lane_of_its_own() -> None:
    assert set(NAMED) == set(AttributionKind) - {AttributionKind.PARTY}
    may = date(2024, 5, 1)
    deeds = tuple(Deed(may, kind, "An attack", "/e/", may, may) for kind in NAMED)
    figure = said_and_did_figure(Line((), deeds, date(2024, 1, 1), date(2024, 6, 1)), words=WORDS)
    drawn(figure)
    assert tokens(figure) <= DEFINED
    symbols = [trace["marker"]["symbol"] for trace in figure["data"]]
    lanes = [trace["y"][0] for trace in figure["data"]]
    assert len(set(symbols)) == len(set(lanes)) == len(NAMED)


def test_a_pledge_that_binds_a_faction_says_how() -> None:
    found = Page(numbers_of("said-and-did", "/factions/kataib-hezbollah/"))
    assert "Bound as: opposed" in found.text()
    assert "Made it" in found.text()


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2024, 11, 27), date(2024, 12, 2)])
def test_a_line_ends_on_the_day_asked_for(day: date) -> None:
    figure = embedded(opened(f"/factions/hezbollah/?as_of={day}").markup)["said-and-did"]
    drawn(figure)
    assert figure["layout"]["xaxis"]["range"][1] == day.isoformat()
    days = [x for trace in figure["data"] if trace["type"] == "scatter" for x in trace["x"]]
    assert max(days) <= day.isoformat()


def test_nothing_is_drawn_past_the_record() -> None:
    figure = embedded(opened("/factions/houthis/").markup)["said-and-did"]
    assert figure["layout"]["xaxis"]["range"][1] == END.isoformat()


def test_the_table_holds_every_link_of_the_drawing() -> None:
    figure = embedded(opened("/factions/houthis/").markup)["said-and-did"]
    table = numbers_of("said-and-did", "/factions/houthis/")
    for trace in figure["data"]:
        assert all(f'href="{url}"' in table for url in trace["customdata"])


def test_a_faction_that_said_and_did_nothing_says_so() -> None:
    found = line(record(), "no-such-faction", END)
    assert not found.pledges
    assert not found.attacks
    drawn(said_and_did_figure(found, words=WORDS))


def test_a_faction_that_no_event_names_shows_what_it_said_and_no_empty_charts() -> None:
    found = opened("/factions/harakat-hezbollah-al-nujaba/")
    assert "No event of the record names it." in found.text("main")
    assert found.markup.count("<figure") == 1
    assert "chart-said-and-did" in found.ids
    assert "no event to count" in found.text("main")


def test_every_chart_of_events_on_a_factions_page_can_be_had_as_a_file() -> None:
    markup = opened("/factions/hezbollah/?as_of=2024-10-01").markup
    for chart in ("events-over-time", "casualties", "weapons", "map"):
        assert f"/figures/{chart}.html?faction=hezbollah&amp;as_of=2024-10-01" in markup


def test_names_in_other_scripts_stand_apart_in_the_list_of_factions() -> None:
    rows = opened("/factions/").markup.split("<tr")
    row = next(row for row in rows if "/factions/houthis/" in row)
    for language, names in (("ar", 3), ("he", 1)):
        assert row.count(f'<li><bdi lang="{language}">') == names
    assert "by partner claim" in next(
        r for r in rows if "/factions/islamic-resistance-in-iraq/" in r
    )


def test_no_day_is_made_up_for_an_attack_of_which_only_the_week_is_known() -> None:
    inexact = AttackEvent.objects.filter(
        precision="week", direction="faction-attack", attributions__actor__role="faction"
    ).first()
    assert inexact
    faction = inexact.attributions.filter(actor__role="faction")[0].actor.slug
    text = Page(numbers_of("said-and-did", f"/factions/{faction}/")).text()
    assert f"week of {inexact.first_day.day} {inexact.first_day:%B %Y}did" in text
