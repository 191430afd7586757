"""Every pair of a tracked faction and a country or theatre, with the front and the reason."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.ingest.datasets.formats.rows import EventRow, PartyName, Spot
from proxies.ingest.datasets.names import read_names
from proxies.ingest.datasets.resolve import Resolver
from proxies.methods.imported_front import Ruling, Where, front_of
from proxies.models import AttackEvent, Dataset, Faction, Front
from proxies.models.countries import NAMES
from tests.ingest.datasets.front_cells import FACTIONS, OWN, PLACES, STRUCK, cell_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

CELLS = [(faction, place) for faction in FACTIONS for place in PLACES]


def test_every_pair_of_faction_and_place_has_its_front() -> None:
    resolver = Resolver(Dataset.objects.get(slug="curated"), "", use_ids=False)
    fronts = {code: one.slug for one in Front.objects.all() for code in one.countries}
    wrong = []
    for faction, place in CELLS:
        ruling, reason = cell_of(faction, place)
        found = front_of("", [resolver.by_slug[faction]], PLACES[place].where, fronts)
        if found != ruling:
            wrong.append((found, ruling, reason))
    assert not wrong


def test_the_table_is_whole_and_every_cell_has_a_reason_of_its_own() -> None:
    assert set(FACTIONS) == set(Faction.objects.values_list("actor__slug", flat=True))
    assert {*NAMES, *read_names().countries.values()} <= set(PLACES)
    reasons = {cell_of(faction, place)[1] for faction, place in CELLS}
    assert len(reasons) == len(CELLS) > 1000
    used = {(home, PLACES[place].theatre) for home, _ in FACTIONS.values() for place in PLACES}
    assert set(STRUCK) <= used


def test_the_events_that_reasons_name_are_in_the_record_on_that_front() -> None:
    named = {why.removeprefix("as in "): home for (home, _), why in STRUCK.items()
             if why.startswith("as in ")}  # fmt: skip
    found = AttackEvent.objects.filter(slug__in=named, direction="faction-attack")
    assert dict(found.values_list("slug", "front__slug")) == named
    assert len(named) >= 10


@pytest.mark.parametrize(
    ("place", "ruling"),
    [
        (Where("PS"), Ruling(None, "PS")),
        (Where("IR"), Ruling(None, "IR")),
        (Where(""), Ruling(None, "unknown")),
        (Where("SY", 33.0, 35.75), Ruling("syria")),
        (Where("LB"), Ruling("lebanon")),
    ],
)
def test_nobody_of_the_record_is_named(place: Where, ruling: Ruling) -> None:
    assert front_of("", [], place, OWN) == ruling


@pytest.mark.parametrize(
    ("country", "spot", "sea"),
    [
        ("Red Sea", None, True),
        ("", Spot(14.0, 42.0, "sea"), True),
        ("Djibouti", Spot(12.0, 43.5, "sea", country="Djibouti"), True),
        ("", Spot(14.0, 42.0, "town"), True),
        ("", None, False),
        ("Atlantis", Spot(1.0, 2.0, "town", country="Atlantis"), False),
    ],
)
def test_what_is_at_sea(country: str, spot: Spot | None, sea: bool) -> None:
    day = date(2024, 3, 1)
    parties = (PartyName("Houthis"),)
    row = EventRow(2, "k", day, day, "day", "clash", parties, spot, country=country)
    resolver = Resolver(Dataset.objects.get(slug="curated"), "", use_ids=False)
    assert resolver.where(row).sea == sea
