"""Every pair of a tracked faction and a country or theatre, with the front and the reason."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.ingest.datasets.formats.rows import EventRow, PartyName, Spot
from proxies.ingest.datasets.names import read_names
from proxies.ingest.datasets.resolve import Resolver
from proxies.methods.imported_front import Ruling, Where, front_of
from proxies.models import Dataset, Faction, Front
from proxies.models.countries import NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

HOMES = {
    "lebanon": "hezbollah amal-movement jamaa-islamiya islamic-glory-brigades",
    "iraq": (
        "popular-mobilization-forces islamic-resistance-in-iraq iraqi-resistance-coordination-"
        "committee kataib-hezbollah harakat-hezbollah-al-nujaba kataib-sayyid-al-shuhada "
        "asaib-ahl-al-haq badr-organization harakat-ansar-allah-al-awfiya kataib-al-imam-ali "
        "liwa-al-tafuf tashkil-al-waritheen ashab-al-kahf saraya-awliya-al-dam"
    ),
    "yemen": "houthis",
    "syria": (
        "liwa-fatemiyoun liwa-zainabiyoun lions-of-okaidat local-defence-forces "
        "national-defence-forces syrian-hezbollah liwa-al-baqir iran-backed-militias-syria"
    ),
    "": "hamas palestinian-islamic-jihad",
}
"""Factions by where they fire from; the last hold land that is no front here."""
OWN = {"LB": "lebanon", "IQ": "iraq", "SY": "syria", "YE": "yemen"}
REASONS = {
    "theatre": "it took place on a front, which is the theatre whoever took part",
    "struck": "the front of its home strikes there by rule",
    "elsewhere": "its home front does not strike there by rule: outside, under that name",
    "homeless": "it fights from land that is no front, and the source places it on none: outside",
}
STRUCK = {
    "lebanon": {"IL", "west-bank", "golan-sy", "golan-il", "sea"},
    "iraq": {"IL", "west-bank", "golan-sy", "golan-il", "sea", "JO", "SA", "AE"},
    "yemen": {"IL", "west-bank", "golan-sy", "golan-il", "sea", "EG", "SA", "AE"},
    "syria": {"IL", "golan-sy", "golan-il", "JO"},
}
PLACES = {
    **{code: Where(code) for code in {*NAMES, *read_names().countries.values()} - {"PS"}},
    "gaza": Where("PS", 31.42, 34.36),
    "gaza filed under Israel": Where("IL", 31.42, 34.36, "Gaza Strip"),
    "west-bank": Where("PS", 32.46, 35.3),
    "west-bank filed under Israel": Where("IL", 32.46, 35.3, "West Bank"),
    "golan-sy": Where("SY", 33.0, 35.75),
    "golan-il": Where("IL", 33.0, 35.75),
    "sea": Where("", 14.0, 42.0, sea=True),
    "sea off Djibouti": Where("DJ", 12.0, 43.5, sea=True),
}


def expected(home: str, place: str) -> tuple[Ruling, str]:
    """The front or theatre of a cell, and why."""
    if place in OWN:
        return Ruling(OWN[place]), REASONS["theatre"]
    short = place.partition(" ")[0]
    if short in STRUCK.get(home, ()):
        return Ruling(home), REASONS["struck"]
    return Ruling(None, short.partition("-sy")[0].removesuffix("-il")), REASONS[
        "elsewhere" if home else "homeless"
    ]


def test_every_pair_of_faction_and_place_has_its_front() -> None:
    listed = {slug: home for home, slugs in HOMES.items() for slug in slugs.split()}
    assert set(listed) == set(Faction.objects.values_list("actor__slug", flat=True))
    resolver = Resolver(Dataset.objects.get(slug="curated"), "", use_ids=False)
    fronts = {code: one.slug for one in Front.objects.all() for code in one.countries}
    wrong = []
    for slug, home in listed.items():
        for place, where in PLACES.items():
            ruling, reason = expected(home, place)
            found = front_of("", [resolver.by_slug[slug]], where, fronts)
            if found != ruling:
                wrong.append((slug, place, found, ruling, reason))
    assert not wrong
    assert len(listed) * len(PLACES) > 1000


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
