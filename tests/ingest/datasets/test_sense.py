"""Odd rows of files that people make: what cannot be right is rejected, and says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from proxies.ingest.datasets.borders import strays
from proxies.models.days import today
from tests.ingest.datasets.test_formats import ACLED_ROW, OWN_ROW
from tests.ingest.datasets.test_load import events, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

GAZA = {"country": "Palestine", "lat": "31.5", "lon": "34.46"}
SANAA = {"country": "Yemen", "lat": "15.35", "lon": "44.2"}
TOWER_22 = {"country": "Jordan", "lat": "33.3", "lon": "38.7"}
NOBODY = {"claimed_by": "", "attributed_to": ""}
BY_ISRAEL = {"claimed_by": "", "attributed_to": "Israel", "direction": "state-strike"}
NO_PART = "is no front of what took place there"
NO_PLACE = {"country": "", "place_name": "", "lat": "", "lon": ""}
HOUTHI = {"front": "yemen", "claimed_by": "Houthis", "targets": "", **NO_PLACE}


def rejected(**cells: str) -> tuple[str, str, str]:
    """Column, value and reason of one odd row behind a right one."""
    right = {**dict.fromkeys(cells, ""), **OWN_ROW, "key": "right", **NO_PLACE}
    outcome = load("proxies", right, {**right, "key": "odd", **HOUTHI, **cells})
    assert [event.source_key for event in events()] == ["right"]
    reject, *_ = outcome.rejects
    return reject.column, reject.value, reject.reason


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"killed_best": "1.000"}, "killed_best", "is not a whole number"),
        ({"killed_best": "٣٤"}, "killed_best", "digits 0 to 9 alone"),
        ({"killed_best": "9999999"}, "killed_best", "is more than 100,000"),
        ({"killed_high": "9" * 30}, "killed_high", "is more than 100,000"),
        ({"lat": "1_5.35", "lon": "44.2"}, "lat", "is not a number of degrees"),
        ({"lat": "15.35", "lon": "4٤.2"}, "lon", "is not a number of degrees"),
        ({"summary": "Salif &amp; Hodeidah"}, "summary", "write the sign itself"),
        ({"place_name": "Sаnaa", "lat": "15.3", "lon": "44.2"}, "place_name", "CYRILLIC"),
        ({"summary": "CafÃ©"}, "summary", "“Ã©” stands for “é”"),
        ({"summary": "\u200b"}, "summary", "nothing that can be seen"),
        ({"summary": "Fire \u202eno"}, "summary", "U+202E"),
        ({"key": "odd\u200b"}, "key", "looks like another key"),
        ({"claimed_by": "Israel"}, "direction", "only opponents"),
        ({"direction": "state-strike"}, "direction", "only factions"),
        ({"claimed_by": "", "attributed_to": "iran"}, "direction", "no faction is named for it"),
        ({"claimed_by": "iran; Israel"}, "direction", "no faction is named for it"),
        ({"claimed_by": "sdf", "direction": "state-strike"}, "direction", "no state is named"),
        ({"claimed_by": "Hezbollah"}, "front", "is no front of those who are named"),
        (BY_ISRAEL | SANAA | {"front": "lebanon"}, "front", f"{NO_PART} (Yemen)"),
        (BY_ISRAEL | {"front": "iraq", "country": "Syria"}, "front", f"{NO_PART} (Syria)"),
        (GAZA | {"front": "lebanon", "claimed_by": "Hamas"}, "front", f"{NO_PART} (Gaza)"),
        (GAZA | NOBODY | {"front": "lebanon", "direction": "clash", "sides": "Hamas; Israel"},
         "front", f"{NO_PART} (Gaza)"),
        ({"targets": "Houthis"}, "targets", "is named for the attack too"),
        ({"denied_by": "Houthis"}, "denied_by", "claimed it, too"),
        ({"claimed_by": "Hamas", "front": "lebanon", "first_day": "1924-05-01"}, "first_day",
         "is before Hamas was founded (1987)"),
        ({"first_day": "2024-05-01", "last_day": "2025-05-01"}, "last_day", "a year or more after"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_rejected(cells: dict[str, str], column: str, words: str) -> None:
    found, _, reason = rejected(**cells)
    assert (found, words in reason) == (column, True), reason


@pytest.mark.parametrize(
    "cells",
    [
        {"claimed_by": "Houthis; Islamic Resistance in Iraq"},
        {"claimed_by": "Houthis", "attributed_to": "iran"},
        {"claimed_by": "iran", "direction": "state-strike"},
        {"claimed_by": "iran; A group that nobody knows"},
        {"claimed_by": "", "denied_by": "iran"},
        {"claimed_by": "Kataib Hezbollah", "front": "syria", "country": "SY"},
        {"attributed_to": "Houthis", "claimed_by": "", "denied_by": "Houthis"},
        BY_ISRAEL | SANAA,
        BY_ISRAEL | {"attributed_to": "iran", "front": "syria", "country": "Israel"},
        {"claimed_by": "Hamas", "front": "lebanon", "country": "Israel"},
        NOBODY | {"front": "lebanon", "country": "Kuwait"},
        TOWER_22
        | NOBODY
        | {
            "front": "iraq",
            "direction": "clash",
            "sides": "Kataib Hezbollah; United States",
        },
        {"killed_best": "3.0", "munitions_best": "100000"},
        {"first_day": "2024-01-01", "last_day": "2024-12-31", "date_precision": "year"},
        {"summary": "می‌خواهد"},
        {"lat": "+15.35", "lon": "4.42e1", "country": "YE"},
    ],
)
def test_what_may_be_right_is_taken(cells: dict[str, Any]) -> None:
    outcome = load("proxies", *own_rows("a", **HOUTHI | {"last_day": ""} | cells))
    assert not outcome.rejects
    assert outcome.counts.new == 1


def test_only_a_stretch_that_holds_today_may_end_after_it() -> None:
    soon = str(today() + timedelta(20))
    rows = [
        *own_rows("old", first_day=str(today() - timedelta(60)), last_day=soon),
        *own_rows("now", first_day=str(today() - timedelta(2)), last_day=soon),
    ]
    outcome = load("proxies", *({**row, "date_precision": "month"} for row in rows))
    assert [(reject.key, reject.column) for reject in outcome.rejects] == [("old", "last_day")]


@pytest.mark.parametrize(
    ("country", "lat", "lon", "agrees"),
    [
        ("LB", 35.50, 33.88, False), ("LB", 33.88, 35.50, True), ("SY", 37.16, 36.20, False),
        ("SY", 35.52, 35.78, True), ("LB", 35.20, 33.27, False), ("YE", 14.8, 42.95, True),
    ],
)  # fmt: skip
def test_degrees_swapped_within_the_region(
    country: str, lat: float, lon: float, agrees: bool
) -> None:
    assert (strays(country, lat, lon) is None) is agrees


def test_swapped_degrees_are_left_out_and_said_to_be_swapped() -> None:
    cells = {"front": "lebanon", "country": "Lebanon", "lat": "35.50", "lon": "33.88"}
    outcome = load("proxies", *own_rows("a", **cells | {"claimed_by": "Hezbollah"}))
    ((_, drop),) = outcome.dropped
    assert "where it lies with its degrees swapped" in drop.reason
    assert events().get().place is None


def test_a_kind_of_event_that_acled_does_not_have() -> None:
    kinds = ("Weather", "Riots/Protests", "Battle-No change of territory")
    rows = [
        ACLED_ROW | {"event_id_cnty": f"IRQ{number}", "event_type": kind}
        for number, kind in enumerate(kinds)
    ]
    outcome = load("acled", *rows)
    assert [(each.column, each.value) for each in outcome.rejects] == [("event_type", "Weather")]
    assert (outcome.counts.outside, outcome.counts.new) == (1, 1)
