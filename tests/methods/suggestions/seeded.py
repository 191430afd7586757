"""The vocabulary of the seeds, read from their files, so that the rules are tested without a
database."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from proxies.methods.suggestions.mentions import Lexicon
from proxies.methods.suggestions.values import Kind, Name, Vocabulary
from proxies.vocab import RELAYS, STATES, OpponentKind, PlacePrecision, Role

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
ROLES = {"factions": Role.FACTION, "patrons": Role.PATRON, "opponents": Role.OPPONENT}


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((SEEDS / f"{name}.yaml").read_text("utf-8"))
    return found


def texts(row: dict[str, Any]) -> list[str]:
    further = [one if isinstance(one, str) else one["text"] for one in row.get("names", [])]
    return [one for one in (row.get("name"), row.get("short_name"), *further) if one]


@cache
def vocabulary() -> Vocabulary:
    """As `proxies/ingest/intake/vocabulary.py` reads it from the database."""
    actors = [(role, row) for name, role in ROLES.items() for row in rows(name)]
    names: dict[str, Any] = yaml.safe_load((SEEDS / "import_names.yaml").read_text("utf-8"))
    homes = {slug: [front] if front else [] for slug, front in names["home"].items()}
    fronts = {country: row["slug"] for row in rows("fronts") for country in row["countries"]}
    groups = {
        Kind.ACTOR: [row for _, row in actors],
        Kind.PLACE: [row for row in rows("places") if row["precision"] != PlacePrecision.COUNTRY],
        Kind.FRONT: rows("fronts"),
        Kind.SOURCE: rows("sources"),
    }
    return Vocabulary(
        names=tuple(
            Name(kind, row["slug"], text)
            for kind, group in groups.items()
            for row in group
            for text in texts(row)
        ),
        roles={row["slug"]: role for role, row in actors},
        fronts={
            row["slug"]: frozenset(homes.get(row["slug"], row.get("fronts", [])))
            for _, row in actors
        },
        armed=frozenset(
            row["slug"]
            for role, row in actors
            if role == Role.OPPONENT and row["kind"] not in {one.value for one in STATES}
        ),
        classes=_of_kind(OpponentKind.TARGET_CLASS),
        place_fronts={
            row["slug"]: fronts[row["country"]]
            for row in rows("places")
            if row.get("country") in fronts
        },
        aligned={
            row["slug"]: row["aligned_with"] for row in rows("sources") if row.get("aligned_with")
        },
        hosts=_of_kind(OpponentKind.GOVERNMENT),
        relays=frozenset(row["slug"] for row in rows("sources") if row["kind"] in RELAYS),
    )


def _of_kind(kind: OpponentKind) -> frozenset[str]:
    return frozenset(
        row["slug"] for row in rows("opponents") if row["kind"] in (kind.value, kind.words)
    )


@cache
def lexicon() -> Lexicon:
    """Made once for all that only read it."""
    return Lexicon(vocabulary())
