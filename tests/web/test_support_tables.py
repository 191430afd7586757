"""Links of support on pages: what all rows share is said once, and no difference is hidden."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template import engines

from proxies.models import Actor, ControlCitation, ControlSpell, Patron, SupportCitation
from proxies.record.choices import Choices
from proxies.web.forms.bar import FilterBar
from proxies.web.forms.question import QuestionForm
from tests import factories as make
from tests.pages import Page, opened

pytestmark = pytest.mark.django_db

HEADS = ("Faction", "Patron", "Since, until", "Confidence", "Reports")


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
    shared = "For each of these 3: confidence high; no dated report."
    assert shared in words
    assert words.count("no dated report") == 1


def test_a_value_that_differs_keeps_its_column(patron: Patron) -> None:
    patron.support_given.filter(faction__actor__name="First Brigade").update(confidence="low")
    assert columns(patron.actor) == [{"Faction", "Confidence"}]
    assert "For each of these 3: no dated report." in said(patron.actor)


def test_one_cited_link_leaves_the_others_marked_row_by_row(patron: Patron) -> None:
    cited = patron.support_given.get(faction__actor__name="First Brigade")
    SupportCitation.objects.create(
        support=cited, report=make.make_report(), credibility=2, stance="asserts"
    )
    assert columns(patron.actor) == [{"Faction", "Reports"}]
    words = said(patron.actor)
    assert "For each of these 3: confidence high." in words
    assert words.count("no dated report") == 2
    assert "1 report" in words


def test_links_of_bodies_below_stand_apart_and_name_their_patron(patron: Patron) -> None:
    below = make.make_patron("Outer Force")
    Patron.objects.filter(pk=below.pk).update(parent=patron)
    make.make_support(below, make.make_faction("Fourth Brigade"))
    assert columns(patron.actor) == [
        {"Faction"},
        {"Faction", "Patron", "Confidence", "Reports"},
    ]
    words = said(patron.actor)
    assert words.index("Third Brigade") < words.index("Bodies below it") < words.index("Outer")


def test_a_faction_names_its_patrons_in_full_and_not_itself(patron: Patron) -> None:
    faction = Actor.objects.get(name="First Brigade")
    assert columns(faction) == [{"Patron", "Confidence", "Reports"}]
    assert "Islamic Republic" in said(faction)
    assert "no dated report" in said(faction)


@pytest.mark.parametrize(
    ("spell", "words"),
    [
        ({"start": date(1982, 1, 1), "start_precision": "year"}, "since 1982"),
        ({"start": date(2024, 12, 1), "start_precision": "month"}, "since December 2024"),
        (
            {
                "start": date(2012, 1, 1),
                "start_precision": "year",
                "end": date(2024, 12, 31),
                "end_precision": "month",
            },
            "2012 to December 2024",
        ),
        ({"end": date(2024, 12, 8)}, "until 8 December 2024"),
    ],
)
def test_a_link_says_since_and_until_when_to_its_precision(
    patron: Patron, spell: dict[str, Any], words: str
) -> None:
    patron.support_given.filter(faction__actor__name="First Brigade").update(**spell)
    assert columns(patron.actor) == [{"Faction", "Since, until"}]
    cells = opened(patron.actor.get_absolute_url()).text("td")
    assert words in cells
    assert cells.count("not established") == 2


def test_an_end_that_was_to_come_is_not_told(patron: Patron) -> None:
    patron.support_given.update(start=date(2012, 5, 1), end=date(2024, 12, 8))
    address = patron.actor.get_absolute_url()
    assert "since 1 May 2012" in opened(f"{address}?as_of=2024-12-07").text("td")
    assert "1 May 2012 to 8 December 2024" in opened(f"{address}?as_of=2024-12-08").text("td")


def spell_of(patron: Patron, **fields: Any) -> ControlSpell:
    """What was said of control over the first brigade."""
    link = patron.support_given.get(faction__actor__name="First Brigade")
    return ControlSpell.objects.create(support=link, **{"mode": "directed", **fields})


def control(actor: Actor, as_of: str = "") -> list[str]:
    """The words on control on an actor's page."""
    markup = opened(f"{actor.get_absolute_url()}{as_of and f'?as_of={as_of}'}").markup
    lists = markup.split("What was said of control")[1:]
    items = [item for part in lists for item in part.split("</ul>")[0].split("<li>")[1:]]
    return [Page(item).text() for item in items]


def test_words_on_control_say_what_when_where_and_who_says_so(patron: Patron) -> None:
    fields = {"start": date(2024, 12, 1), "start_precision": "month", "end": date(2025, 8, 6)}
    spell = spell_of(
        patron, mode="left free", front=make.make_front("syria"), said_by="An envoy", **fields
    )
    ControlCitation.objects.create(spell=spell, report=make.make_report(), credibility=2)
    words = (
        "Left free, December 2024 to 6 August 2025, Syria front: An envoy "
        "(1 report · 1 origin · independence not checked)"
    )
    assert control(patron.actor) == [words]
    assert control(Actor.objects.get(name="First Brigade")) == [words]
    assert control(Actor.objects.get(name="Second Brigade")) == []


def test_words_on_control_without_a_report_say_so(patron: Patron) -> None:
    spell_of(patron)
    assert control(patron.actor) == ["Directed (no dated report)"]


def test_words_on_control_are_known_from_their_first_report(patron: Patron) -> None:
    cited = spell_of(patron, start=date(2024, 1, 1))
    report = make.make_report(published=date(2024, 6, 1))
    ControlCitation.objects.create(spell=cited, report=report, credibility=2)
    spell_of(patron, mode="consulted", start=date(2024, 7, 1))
    assert control(patron.actor, "2024-05-31") == []
    known = control(patron.actor, "2024-06-30")
    assert [words.split(",")[0] for words in known] == ["Directed"]
    assert control(patron.actor, "2024-07-01")[1].startswith("Consulted, since 1 July 2024")


def test_words_on_control_stand_in_order_of_time(patron: Patron) -> None:
    for mode, year in (("directed", 2024), ("coordinated", 2019), ("disputed", 2021)):
        spell_of(patron, mode=mode, start=date(year, 1, 1), start_precision="year")
    assert [words.split(",")[0] for words in control(patron.actor)] == [
        *("Coordinated", "Disputed", "Directed"),
    ]


def test_menus_name_actors_in_full_with_a_short_name_that_is_another(patron: Patron) -> None:
    make.make_faction("Asa'ib Ahl al-Haq", short_name="AAH")
    names = Choices.read()
    form = QuestionForm({}, names)
    assert form.is_valid()
    bar = FilterBar(form, more=True)
    labels = {
        choice.label
        for menu in (*bar.menus, *bar.further)
        if menu.name in {"faction", "target"}
        for part in menu.parts
        for choice in part.choices
    }
    assert {"Asa'ib Ahl al-Haq (AAH)", "First Brigade"} <= labels
    assert not {"AAH", "First"} & labels
    assert names.words()[Actor.objects.get(short_name="AAH").slug] == "AAH"


@pytest.mark.parametrize(("code", "name"), [("LB", "Lebanon"), ("ZZ", "ZZ"), ("", "")])
def test_a_country_has_its_name_where_it_is_known(code: str, name: str) -> None:
    shown = engines.all()[0].from_string("{{ code|country }}")
    assert shown.render({"code": code}) == name
