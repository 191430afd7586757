"""Links of support on pages: what all rows share is said once, and no difference is hidden."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from proxies.models import Actor, Patron, SupportCitation
from proxies.record.choices import Choices
from proxies.web.forms.question import QuestionForm
from tests import factories as make
from tests.pages import opened

pytestmark = pytest.mark.django_db

HEADS = ("Faction", "Patron", "Command", "Confidence", "Reports")


@pytest.fixture
def patron() -> Patron:
    """A patron of three factions, nothing told of any link but what it consists of."""
    make.make_dataset()
    patron = make.make_patron("Islamic Republic", short_name="Republic")
    for name in ("First Brigade", "Second Brigade", "Third Brigade"):
        make.make_support(patron, make.make_faction(name, short_name=name.split()[0]))
    return patron


def columns(actor: Actor) -> list[set[str]]:
    """Which of the columns each table of support on an actor's page has."""
    markup = opened(actor.get_absolute_url()).markup.split('aria-labelledby="support-title"')[1]
    tables = markup.split("</section>")[0].split("<table")[1:]
    return [{head for head in HEADS if f">{head}</th>" in table} for table in tables]


def said(actor: Actor) -> str:
    return opened(actor.get_absolute_url()).text("section")


def test_what_every_link_repeats_is_said_once(patron: Patron) -> None:
    assert columns(patron.actor) == [{"Faction"}]
    words = said(patron.actor)
    shared = "For each of these 3: command unknown; confidence high; no dated report."
    assert shared in words
    assert words.count("no dated report") == 1


def test_a_value_that_differs_keeps_its_column(patron: Patron) -> None:
    patron.support_given.filter(faction__actor__name="First Brigade").update(confidence="low")
    assert columns(patron.actor) == [{"Faction", "Confidence"}]
    assert "For each of these 3: command unknown; no dated report." in said(patron.actor)


def test_one_cited_link_leaves_the_others_marked_row_by_row(patron: Patron) -> None:
    cited = patron.support_given.get(faction__actor__name="First Brigade")
    SupportCitation.objects.create(
        support=cited, report=make.make_report(), credibility=2, stance="asserts"
    )
    assert columns(patron.actor) == [{"Faction", "Reports"}]
    words = said(patron.actor)
    assert "For each of these 3: command unknown; confidence high." in words
    assert words.count("no dated report") == 2
    assert "1 report" in words


def test_links_of_bodies_below_stand_apart_and_name_their_patron(patron: Patron) -> None:
    below = make.make_patron("Outer Force")
    Patron.objects.filter(pk=below.pk).update(parent=patron)
    make.make_support(below, make.make_faction("Fourth Brigade"))
    assert columns(patron.actor) == [
        {"Faction"},
        {"Faction", "Patron", "Command", "Confidence", "Reports"},
    ]
    words = said(patron.actor)
    assert words.index("Third Brigade") < words.index("Bodies below it") < words.index("Outer")


def test_a_faction_names_its_patrons_in_full_and_not_itself(patron: Patron) -> None:
    faction = Actor.objects.get(name="First Brigade")
    assert columns(faction) == [{"Patron", "Command", "Confidence", "Reports"}]
    assert "Islamic Republic" in said(faction)
    assert "no dated report" in said(faction)


def test_menus_name_actors_in_full_with_a_short_name_that_is_another(patron: Patron) -> None:
    make.make_faction("Asa'ib Ahl al-Haq", short_name="AAH")
    names = Choices.read()
    labels = {
        option["label"]
        for menu in QuestionForm({}, names).menus()
        if menu["name"] in {"faction", "target"}
        for option in menu["options"]
    }
    assert {"Asa'ib Ahl al-Haq (AAH)", "First Brigade"} <= labels
    assert not {"AAH", "First"} & labels
    assert names.words()[Actor.objects.get(short_name="AAH").slug] == "AAH"


@pytest.mark.parametrize(("code", "name"), [("LB", "Lebanon"), ("ZZ", "ZZ"), ("", "")])
def test_a_country_has_its_name_where_it_is_known(code: str, name: str) -> None:
    shown = Template("{% load countries %}{{ code|country }}")
    assert shown.render(Context({"code": code})) == name
