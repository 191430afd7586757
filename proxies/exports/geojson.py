"""Events as GeoJSON (RFC 7946): one feature each, without a geometry where no place is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from proxies.exports.columns import EVENTS
from proxies.exports.heads import Row
from proxies.exports.rows import json_chunks

PROPERTIES = tuple(column for column in EVENTS if column.name not in {"latitude", "longitude"})


def geojson_chunks(head: dict[str, Any], rows: Iterable[Row]) -> Iterator[bytes]:
    """The collection, whose first members say what it is."""
    collection = {"type": "FeatureCollection", "name": "events", **head}
    return json_chunks(collection, map(feature, rows), "features")


def feature(row: Row) -> dict[str, Any]:
    point = [row["longitude"], row["latitude"]]
    return {
        "type": "Feature",
        "id": row["slug"],
        "geometry": None if None in point else {"type": "Point", "coordinates": point},
        "properties": {column.name: column.value(row) for column in PROPERTIES},
    }
