"""A place that a row names without its point: found among the curated record's own, never guessed.

It has to be the exact name, or other name, of just one place there, in the same country (or at sea,
where the row gives no country), and its province may not be another one.
"""

from __future__ import annotations

from collections import defaultdict

from proxies.ingest.datasets.formats.rows import Spot
from proxies.models import Place
from proxies.selection import CURATED

NO_PLACE = (
    "has no lat and lon, and is not the name of just one place of the curated record in that "
    "country: give lat and lon, or leave place_name, admin1 and place_precision empty"
)


class Gazetteer:
    """The places of the curated record, read at once: while rows are copied nothing can be."""

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
        for place in Place.objects.filter(events__dataset__slug=CURATED).distinct():
            spot = Spot(
                place.lat, place.lon, place.precision, place.name, place.admin1, place.country,
                place.slug,
            )  # fmt: skip
            for name in {text.casefold() for text in (place.name, *place.names) if text}:
                self._places[name, place.country].append(spot)

    def find(self, name: str, admin1: str, country: str) -> Spot | None:
        """The one place of this name; `country` is its ISO code, empty at sea."""
        found = self._places.get((name.casefold(), country), [])
        if len(found) != 1:
            return None
        same = not admin1 or admin1.casefold() in ("", found[0].admin1.casefold())
        return found[0] if same else None
