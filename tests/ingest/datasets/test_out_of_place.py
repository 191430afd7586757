"""Points that another cell of the row makes doubtful: taken as they are, and their lines named."""

from __future__ import annotations

import pytest

from proxies.ingest.datasets.borders import apart
from proxies.ingest.datasets.formats.cross_checks import ASHORE_CHECK, NAMED_CHECK
from tests import factories as make
from tests.ingest.datasets.test_load import load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SANAA = {"country": "Yemen", "lat": "15.35", "lon": "44.2", "place_name": ""}
AT_SEA = {"country": "Yemen", "lat": "14.0", "lon": "42.6", "place_name": ""}
HOUTHI = {"front": "yemen", "claimed_by": "Houthis", "targets": ""}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (SANAA | {"target_type": "commercial vessel"}, [0, 1, 2]),
        (SANAA | {"target_type": "naval vessel"}, [0, 1, 2]),
        (AT_SEA | {"target_type": "commercial vessel"}, [1, 0]),
        (SANAA | {"target_type": "military base"}, None),
    ],
)
def test_a_ship_far_from_the_sea_is_named(cells: dict[str, str], found: list[int] | None) -> None:
    outcome = load("proxies", *own_rows("a", **HOUTHI | cells))
    assert outcome.counts.new == 1
    assert outcome.checks.get(ASHORE_CHECK) == found


def test_kilometres_between_two_points() -> None:
    assert apart(15.35, 44.2, 14.8, 42.95) == pytest.approx(147.5, abs=1)
    assert apart(33.0, 35.0, 33.0, 35.0) == 0


@pytest.mark.parametrize(
    ("lat", "lon", "name", "found"),
    [
        ("15.35", "44.2", "Zabid", [0, 1, 2]),
        ("14.3", "43.4", "Zabid", [1, 0]),
        ("15.35", "44.2", "A village of no other name", None),
    ],
)
def test_a_point_far_from_the_place_of_its_name_is_named(
    lat: str, lon: str, name: str, found: list[int] | None
) -> None:
    place = make.make_place("Zabid", country="YE", lat=14.2, lon=43.3, precision="town")
    make.make_event(place=place)
    cells = {"country": "Yemen", "lat": lat, "lon": lon, "place_name": name, "admin1": ""}
    outcome = load("proxies", *own_rows("a", **HOUTHI | cells))
    assert outcome.counts.new == 1
    assert outcome.checks.get(NAMED_CHECK) == found
