"""What is not published shows nowhere: not as a page, not in a list, not beside what cites it."""

from __future__ import annotations

import pytest
from django.test import Client

from proxies.models import AttackEvent, Pledge, Report, Source
from tests import factories as make
from tests.pages import LISTS, opened, question_of, sample

pytestmark = pytest.mark.django_db

HIDDEN = "zzhidden"
STATES = ("draft", "review")


def hidden_event(state: str) -> AttackEvent:
    return make.make_event(state=state, slug=f"2024-10-03-{HIDDEN}", summary=HIDDEN)


def nowhere(*addresses: str) -> None:
    """None of the pages shows the hidden record, its words or a link to it."""
    for address in addresses:
        assert HIDDEN not in opened(address).markup, address


@pytest.mark.parametrize("state", STATES)
def test_a_hidden_event_has_no_page_and_stands_in_no_list(state: str) -> None:
    faction = make.make_faction("The faction", fronts=(make.make_front(),))
    patron = make.make_patron("The patron")
    make.make_support(patron, faction)
    event = hidden_event(state)
    event.attributions.create(actor=faction.actor, kind="claimed")
    assert Client().get(event.get_absolute_url()).status_code == 404
    nowhere(*(sample(name) for name in LISTS), "/fronts/iraq/")
    nowhere(faction.actor.get_absolute_url(), patron.actor.get_absolute_url(), f"/?q={HIDDEN[2:]}")


@pytest.mark.parametrize("state", STATES)
def test_a_hidden_event_is_not_shown_by_its_neighbours_parts_and_sources(state: str) -> None:
    event, report = hidden_event(state), make.make_report()
    make.make_account(event, report)
    part, whole = make.make_event(parent=event), make.make_event()
    event.parent = whole
    event.save()
    nowhere(part.get_absolute_url(), whole.get_absolute_url(), report.source.get_absolute_url())


@pytest.mark.parametrize("state", STATES)
def test_a_hidden_event_is_counted_nowhere(state: str) -> None:
    shown = make.make_event()
    event = hidden_event(state)
    faction = make.make_faction("The faction")
    event.attributions.create(actor=faction.actor, kind="claimed")
    overview = opened("/")
    assert question_of(overview) == "All four fronts · 1 event"
    heading = overview.text("h1")
    assert heading.startswith("When last covered (")
    assert heading.endswith("), no attack from Iraq had been recorded in 28 days.")
    assert opened("/events/").links >= {shown.get_absolute_url()}
    row = opened("/factions/").text("td")
    assert "none in the record" in row


@pytest.mark.parametrize("state", STATES)
def test_a_hidden_pledge_shows_nowhere(state: str) -> None:
    iraq = make.make_front()
    faction = make.make_faction("The faction", fronts=(iraq,))
    enemy = make.make_opponent("The enemy").actor
    pledge = make.make_pledge(
        faction,
        toward=(enemy,),
        fronts=(iraq,),
        state=state,
        summary=HIDDEN,
        slug=f"2024-{HIDDEN}",
    )
    report = make.make_report()
    make.make_pledge_citation(pledge, report)
    extension = make.make_pledge(faction, toward=(enemy,), kind="extension", extends=pledge)
    dependent = make.make_pledge(faction, toward=(enemy,))
    dependent.depends_on.add(pledge)
    for shown in (extension, dependent):
        make.make_pledge_citation(shown, report)
    assert Client().get(pledge.get_absolute_url()).status_code == 404
    nowhere("/", "/pledges/", "/fronts/iraq/", faction.actor.get_absolute_url())
    nowhere(extension.get_absolute_url(), dependent.get_absolute_url())
    nowhere(report.source.get_absolute_url())
    assert Pledge.objects.count() == 3


@pytest.mark.parametrize("state", STATES)
def test_a_hidden_assessment_shows_nowhere(state: str) -> None:
    iraq, report = make.make_front(), make.make_report()
    assessment = make.make_assessment(
        iraq, state=state, statement=HIDDEN, slug=f"iraq-{HIDDEN}", author=HIDDEN
    )
    assessment.citations.create(report=report, credibility=2, stance="asserts")
    nowhere("/", "/fronts/iraq/", report.source.get_absolute_url())
    assert "No editor has assessed this front." in opened("/fronts/iraq/").text()


def test_what_is_published_shows_in_all_these_places() -> None:
    """The tests above look where a published record does appear."""
    report = make.make_report()
    event = make.make_event(slug=HIDDEN, summary=HIDDEN, state="published")
    make.make_account(event, report)
    part = make.make_event(parent=event)
    faction = make.make_faction("The faction", fronts=(event.front,))
    pledge = make.make_pledge(faction, fronts=(event.front,), summary=HIDDEN, slug=f"p-{HIDDEN}")
    make.make_pledge_citation(pledge)
    make.make_assessment(event.front, statement=HIDDEN)
    source = Source.objects.get(reports=Report.objects.get(pk=report.pk))
    for address in ("/", "/events/", "/pledges/", "/fronts/iraq/", part.get_absolute_url()):
        assert HIDDEN in opened(address).markup, address
    for address in (source.get_absolute_url(), pledge.get_absolute_url()):
        assert HIDDEN in opened(address).markup, address
