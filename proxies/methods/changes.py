"""What changed in the methods: a line for each version of each, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a method, the day it came into force, and what is new in it."""

    version: str
    day: date
    what: str


FIRST = (Change("1", date(2026, 11, 22), "First version."),)

CHANGES: dict[str, tuple[Change, ...]] = {
    "facts": FIRST,
    "evidence": FIRST,
    "sides": FIRST,
    "grade": FIRST,
    "standing": FIRST,
    "running": FIRST,
    "incidents": FIRST,
    "halts": FIRST,
    "front_status": (
        Change(
            "2",
            date(2026, 11, 22),
            "Events of a census too few to test no longer make a front active by themselves: they "
            "may be clashes.",
        ),
        *FIRST,
    ),
    "tags": FIRST,
    "tempo": FIRST,
    "confidence": (
        Change(
            "2",
            date(2026, 11, 22),
            "Low where a quiet census and the attacks of the record disagree.",
        ),
        *FIRST,
    ),
    "would_change": (
        Change(
            "2",
            date(2026, 11, 22),
            "Days ahead are found by judging the front again on what is known, not by rules of "
            "their own.",
        ),
        *FIRST,
    ),
    "links": FIRST,
    "silence": (
        Change(
            "2",
            date(2026, 11, 22),
            "Looks back no further than the record reaches, says that a selection may have missed "
            "an attack, and takes a census where one covers the days before.",
        ),
        *FIRST,
    ),
    "source_record": (
        Change(
            "2",
            date(2026, 11, 22),
            "Each item of a digest, an aggregator or an encyclopaedia whose origin is not "
            "established is an origin by itself, as in the grade, so these have no record.",
        ),
        *FIRST,
    ),
    "duplicates": FIRST,
    "imported_front": FIRST,
}
"""By module."""
