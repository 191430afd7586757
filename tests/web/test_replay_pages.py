"""The stated replay, read off the pages: what the site said of each front on a day."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

REPLAY = [
    ("2024-12-10", "iraq", "active", {"denied", "vows-to-continue"}),
    ("2024-12-23", "iraq", "halt-reported", {"few-bound"}),
    ("2024-12-26", "iraq", "halt-reported", {"few-bound"}),
    ("2024-12-30", "iraq", "halt-reported", {"few-bound"}),
    ("2025-01-08", "iraq", "halt-strained", {"few-bound"}),
    ("2025-01-15", "iraq", "halt-untested", {"few-bound"}),
    ("2025-03-10", "iraq", "halt-holding", {"few-bound"}),
    ("2026-03-05", "iraq", "active", set()),
    ("2024-12-23", "lebanon", "halt-strained", set()),
    ("2025-04-20", "lebanon", "halt-one-sided", set()),
    ("2026-03-05", "lebanon", "active", {"vows-to-continue"}),
    ("2026-05-10", "lebanon", "active", set()),
    ("2024-12-23", "yemen", "active", {"vows-to-continue"}),
    ("2025-03-10", "yemen", "halt-holding", {"partial"}),
    ("2025-04-20", "yemen", "none-recorded", {"vows-to-continue"}),
    ("2024-06-01", "syria", "halt-holding", set()),
    ("2024-12-23", "syria", "closed", set()),
]
"""Label and tags by day and front; `under-strikes`, which tells of the other side, apart."""

UNDER_STRIKES = {"lebanon", "yemen", "syria"}
"""The fronts under strikes on 23 December 2024."""


@pytest.mark.parametrize(("day", "front", "label", "tags"), REPLAY)
def test_pages_say_what_the_replay_says(
    client: Client, day: str, front: str, label: str, tags: set[str]
) -> None:
    rows = client.get(f"/fronts.json?as_of={day}").json()["fronts"]
    row = next(one for one in rows if one["slug"] == front)
    assert (row["label"], set(row["tags"]) - {"under-strikes"}) == (label, tags)
    panel = f'id="front-{front}" data-status="{label}"'
    for address in (f"/?as_of={day}", f"/fronts/{front}/?as_of={day}"):
        assert panel in client.get(address).text


def test_fronts_that_were_struck_are_said_to_be_under_strikes(client: Client) -> None:
    rows = client.get("/fronts.json?as_of=2024-12-23").json()["fronts"]
    assert {row["slug"] for row in rows if "under-strikes" in row["tags"]} == UNDER_STRIKES
