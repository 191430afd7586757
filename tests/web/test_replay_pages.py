"""The stated replay, read off the pages: what the site said of each front on a day."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

REPLAY = [
    ("2024-12-10", "iraq", "active", {"denied", "vows-to-continue"}),
    ("2024-12-23", "iraq", "halt-reported", set()),
    ("2024-12-26", "iraq", "halt-reported", set()),
    ("2024-12-30", "iraq", "halt-reported", set()),
    ("2025-01-08", "iraq", "halt-strained", set()),
    ("2025-01-15", "iraq", "halt-untested", set()),
    ("2024-12-23", "lebanon", "halt-strained", set()),
    ("2024-12-23", "yemen", "active", {"vows-to-continue"}),
    ("2024-12-23", "syria", "closed", set()),
]


@pytest.mark.parametrize(("day", "front", "label", "tags"), REPLAY)
def test_pages_say_what_the_replay_says(
    client: Client, day: str, front: str, label: str, tags: set[str]
) -> None:
    rows = client.get(f"/fronts.json?as_of={day}").json()["fronts"]
    row = next(one for one in rows if one["slug"] == front)
    assert (row["label"], set(row["tags"])) == (label, tags)
    panel = f'id="front-{front}" data-status="{label}"'
    for address in (f"/?as_of={day}", f"/fronts/{front}/?as_of={day}"):
        assert panel in client.get(address).text
