"""Rows on their way in: a temporary table, filled by COPY, that ends with the transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.text import slugify

from proxies.ingest.datasets.formats.cells import REMEMBERED
from proxies.ingest.datasets.formats.rows import LONGEST_PLACE as LONGEST_NAME
from proxies.ingest.datasets.formats.rows import LONGEST_PROVINCE, Figures, Spot
from proxies.vocab import AttributionKind

KINDS = tuple(kind.value for kind in AttributionKind)
"""An attribution is staged as one number: actor × KIND_BASE + position of its kind here."""
KIND_BASE = 8
LONGEST_SLUG, LONGEST_PLACE, LONGEST_KEY = 120, 100, 120
PLAIN_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
"""A key that is a slug already."""
NULL = r"\N"
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
"""What means something else to COPY."""

OWN = [
    "first_day", "last_day", "precision", "front_id", "direction", "weapon", "weapon_detail",
    "target_type", "outcome", "killed_low", "killed_best", "killed_high", "wounded_low",
    "wounded_best", "wounded_high", "munitions_low", "munitions_best", "munitions_high", "summary",
    "note",
]  # fmt: skip
"""Columns of an event that an import writes, beside its place and parties."""
UNDONE = "Import undone: "
"""How the reason begins with which an import that was undone takes back an event."""
WAS_UNDONE = "(e.state = 'discounted' AND starts_with(e.discount_reason, %(undone)s))"
REPORTED = f"CASE WHEN {WAS_UNDONE} THEN i.reported ELSE least(i.reported, e.reported) END"
"""The day from which an event counts as known stays the earliest that a run gave which stands."""
STAGED = ["n", "source_key", "slug", *OWN, "reported", "revised", "place_slug", "place",
          "named", "targets"]  # fmt: skip
KEYS = "SELECT pg_get_serial_sequence('proxies_attackevent', 'id')"
"""The sequence of the events' keys, which the rows draw from: looked up once, and not for each."""
TABLES = """
DROP TABLE IF EXISTS pg_temp.incoming, pg_temp.passed;
CREATE TEMP TABLE incoming (
    n integer, source_key text, slug text, first_day date, last_day date, precision text,
    front_id bigint, direction text, weapon text, weapon_detail text, target_type text,
    outcome text, killed_low integer, killed_best integer, killed_high integer,
    wounded_low integer, wounded_best integer, wounded_high integer, munitions_low integer,
    munitions_best integer, munitions_high integer, summary text, note text, reported date,
    revised timestamptz, place_slug text, place text[], named bigint[], targets bigint[],
    event_id bigint DEFAULT nextval('{keys}'),
    fate text DEFAULT 'new'
) ON COMMIT DROP;
CREATE TEMP TABLE passed (source_key text) ON COMMIT DROP;
"""
PLACE_NOW = "(SELECT p.slug FROM proxies_place p WHERE p.id = e.place_id)"
NAMED_NOW = f"""ARRAY(SELECT a.actor_id * {KIND_BASE}
    + array_position(%(kinds)s::text[], a.kind::text) - 1
  FROM proxies_attribution a WHERE a.event_id = e.id AND a.retracted IS NULL ORDER BY 1)"""
TARGETS_NOW = """ARRAY(SELECT t.actor_id FROM proxies_attackevent_targets t
  WHERE t.attackevent_id = e.id ORDER BY 1)"""
"""What the record holds of an event `e`, in the words of the staging table."""
COPY = f"COPY incoming ({', '.join(STAGED)}) FROM STDIN"


def event_slug(dataset: str, key: str) -> str:
    """Address of an imported event: dataset and key; with a digest where the key has to bend."""
    plain = key if PLAIN_KEY.fullmatch(key) else slugify(key)
    slug = f"{dataset}-{plain}"
    if plain == key and len(slug) <= LONGEST_SLUG:
        return slug
    return f"{slug[: LONGEST_SLUG - 11]}-{_digest(key)}"


def place_slug(dataset: str, spot: Spot) -> str:
    """Address of a place: its own, or dataset, degrees times 100,000, and a digest of its other
    words."""
    if spot.slug:
        return spot.slug
    words = "|".join((spot.precision, spot.name, spot.admin1, spot.country))
    lat, lon = (f"{'s' if each < 0 else 'n'}{abs(round(each * 1e5))}" for each in spot[:2])
    return f"{dataset[: LONGEST_PLACE - 32]}-{lat}-{lon}-{_digest(words)}"


def copied(value: object) -> str:
    """A value as COPY reads it."""
    if value is None:
        return NULL
    text = str(value)
    return text if text.isprintable() and "\\" not in text else text.translate(ESCAPED)


@lru_cache(maxsize=REMEMBERED)
def copied_figures(*figures: Figures) -> str:
    """Columns of numbers, as COPY reads them."""
    return "\t".join(copied(figure) for each in figures for figure in each)


@lru_cache(maxsize=REMEMBERED)
def copied_place(dataset: str, spot: Spot | None, country: str) -> str:
    """The columns of a place in the country of this code, as COPY reads them."""
    if spot is None:
        return f"{NULL}\t{NULL}"
    spot = spot._replace(country=country)
    place = [spot.name[:LONGEST_NAME], spot.admin1[:LONGEST_PROVINCE], spot.country,
             repr(spot.lat), repr(spot.lon), spot.precision]  # fmt: skip
    return f"{copied(place_slug(dataset, spot))}\t{copied(_quoted(place))}"


def _quoted(texts: Iterable[str]) -> str:
    """Texts as PostgreSQL writes an array of them."""
    bare = (text.replace("\\", r"\\").replace('"', r"\"") for text in texts)
    return "{" + ",".join(f'"{text}"' for text in bare) + "}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()
