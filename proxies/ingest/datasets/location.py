"""Where a row says that it took place: its country, its point and its province, held against each
other."""

from __future__ import annotations

from proxies.ingest.datasets.borders import LANDS, inland, strays, swapped
from proxies.ingest.datasets.formats.cross_checks import (
    ASHORE_CHECK,
    POINT_CHECK,
    PROVINCE_CHECK,
    settled,
)
from proxies.ingest.datasets.formats.rows import BadValueError, Checks, EventRow, Rejection, Spot
from proxies.ingest.datasets.resolve import Resolver
from proxies.vocab import PlacePrecision, TargetType

SHIPS = (TargetType.COMMERCIAL_VESSEL, TargetType.NAVAL_VESSEL)
ONE_LAND = {"IL", "PS"}
"""Sources name what took place in Gaza and the West Bank under either."""


def located(row: EventRow, resolver: Resolver) -> tuple[EventRow | Rejection, Checks]:
    """The row without what contradicts its country, or why it is not taken; and what of it could
    be checked. A row whose point and province both lie in another country is not taken: then it is
    the country that is likely wrong, by which its front would be judged. Nor is one without a
    point, since nothing then tells which of the two is wrong."""
    country, spot = resolver.country(row.country), row.spot
    row, checks = _with_point(row, country)
    points = dict(checks).get(POINT_CHECK)
    name = spot.admin1 if spot else row.province
    if name and not row.place[0]:
        row, province = _with_province(row, country, name, resolver)
        checks = (*checks, *province)
        if province[0][1] is False and (points is False or spot is None):
            return _contradiction(row, spot, name), checks
    if row.spot and row.country and not country and not resolver.where(row).sea:
        reason = "is no country that is known here: left out, and the place has none"
        cell = BadValueError("country", row.country, reason)
        row = row._replace(dropped=(*row.dropped, cell))
    return _with_country(row, resolver, agrees=points is True), checks


def ashore(row: EventRow) -> Checks:
    """Whether the point of a ship that was attacked is near the sea; a river is none."""
    if row.spot is None or row.target_type not in SHIPS:
        return ()
    return ((ASHORE_CHECK, not inland(row.spot.lat, row.spot.lon)),)


def _contradiction(row: EventRow, spot: Spot | None, province: str) -> Rejection:
    """Why a row is not taken whose province lies in another country, and whose point does not bear
    the country out."""
    reason = f"has no province {province}, and the row no point that tells which of them is right"
    if spot:
        reason = f"holds neither the point {spot.lat}, {spot.lon} nor {province}"
    return Rejection(row.line, "country", row.country, reason, "", row.key)


def _with_point(row: EventRow, country: str) -> tuple[EventRow, Checks]:
    """The row, without its point where that lies in another country than it says."""
    spot = row.spot
    if spot is None or row.place[0] or country not in LANDS:
        return row, ()
    away, shore = strays(country, spot.lat, spot.lon), inland(spot.lat, spot.lon)
    if spot.precision == PlacePrecision.SEA and away is None and shore:
        reason = f"is said to lie at sea, and lies {shore:,} km inland: taken without a place"
        cell = BadValueError("point", f"{spot.lat}, {spot.lon}", reason)
        return row._replace(spot=None, dropped=(*row.dropped, cell)), ((POINT_CHECK, False),)
    if away is not None:
        turned = ", where it lies with its degrees swapped"
        turned = turned if swapped(country, spot.lat, spot.lon) else ""
        reason = f"lies {away:,} km from {row.country}{turned}: the row is taken without a place"
        cell = BadValueError("point", f"{spot.lat}, {spot.lon}", reason)
        row = row._replace(spot=None, dropped=(*row.dropped, cell))
    return row, ((POINT_CHECK, away is None),)


def _with_province(
    row: EventRow, country: str, name: str, resolver: Resolver
) -> tuple[EventRow, Checks]:
    """The row, without its province where that is one of another country only; what is not listed
    is not judged."""
    codes = resolver.provinces(name)
    if not codes or country not in resolver.file.divided:
        return row, ((PROVINCE_CHECK, None),)
    if country in codes or (country in ONE_LAND and codes & ONE_LAND):
        return row, ((PROVINCE_CHECK, True),)
    reason = f"is a province of {', '.join(sorted(codes))}, not of {row.country}: left out"
    cell = BadValueError("admin1", name, reason)
    spot = row.spot and row.spot._replace(admin1="")
    row = row._replace(spot=spot, dropped=(*row.dropped, cell))
    return row, ((PROVINCE_CHECK, False),)


def _with_country(row: EventRow, resolver: Resolver, *, agrees: bool) -> EventRow | Rejection:
    """The row, where its point lies in the country that it names, and not in the one of the number
    beside it; else the two contradict each other, and it is not taken."""
    spot = row.spot
    for each in row.disputed:
        code = resolver.country(each.country)
        other = not spot or (code in LANDS and strays(code, spot.lat, spot.lon) is None)
        if not agrees or other:
            cell = each.fault
            return Rejection(row.line, cell.column, cell.value, cell.reason, "", row.key)
    return settled(row, POINT_CHECK)
