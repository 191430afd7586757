"""Bands of labels over time: as many are held as readers ask for again, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from proxies.queries import statuses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DAY = date(2024, 12, 20)


def spans(count: int) -> list[tuple[date, date]]:
    return [(DAY - timedelta(n), DAY) for n in range(count)]


def test_the_bands_held_have_a_bound_and_the_newest_stay() -> None:
    asked = spans(statuses.MOST + 5)
    drawn = [statuses.label_over_time("iraq", span) for span in asked]
    held = statuses._bands.get()
    assert len(held) == statuses.MOST
    assert list(held.values())[-1] is drawn[-1]
    assert [statuses.label_over_time("iraq", span) for span in asked] == drawn
    assert len(held) == statuses.MOST
