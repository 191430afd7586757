"""Of an event that differs on the day of a release: what is news, and what is the record's own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from proxies.queries.compare import compare_fronts
from proxies.selection import Selection
from tests.factories import make_account, make_dataset, make_event, make_front, make_report

pytestmark = pytest.mark.django_db

JANUARY: dict[str, Any] = dict.fromkeys(("first_day", "last_day"), date(2025, 1, 5))
EVE, DAY = date(2026, 11, 26), date(2026, 11, 27)


def compared(**fields: object) -> tuple[str, ...]:
    """The groups in which the one event of a record stands that was released between two days."""
    front = make_front("iraq")
    released = {"released": DAY, "undated_from": DAY, "version": "2026-06"}
    dataset = make_dataset("curated", **released)
    event = make_event(front=front, dataset=dataset, **JANUARY)
    for stance, published in fields.items():
        report = make_report(published=published)
        make_account(event, report, stance=stance.partition("_")[0])
    (change,) = compare_fronts(Selection(), (EVE, DAY), [front])
    names = ("appeared", "changed", "gone", "entered", "regraded")
    assert change.moved is any(getattr(change, name) for name in names[:-1])
    return tuple(name for name in names if getattr(change, name))


def test_an_undated_report_that_counts_in_full_from_a_release_is_no_confirmation() -> None:
    assert compared(asserts=date(2025, 1, 6), asserts_too=None) == ("regraded",)


def test_a_report_of_the_day_of_the_release_is_news() -> None:
    assert compared(asserts=date(2025, 1, 6), asserts_too=None, asserts_now=DAY) == ("changed",)


def test_an_event_that_the_release_alone_makes_known_was_entered_and_did_not_happen() -> None:
    assert compared(denies=date(2025, 1, 6), asserts=None) == ("entered",)


def test_an_event_first_told_of_on_the_day_of_the_release_appeared() -> None:
    assert compared(asserts=DAY) == ("appeared",)


def test_an_imported_event_without_a_day_of_its_own_was_entered_with_the_release() -> None:
    front, dataset = make_front("iraq"), make_dataset("ged", released=DAY, version="25.1")
    make_event(front=front, dataset=dataset, **JANUARY)
    (change,) = compare_fronts(Selection(dataset=("ged",)), (EVE, DAY), [front])
    assert [one.release and one.release.version for one in change.entered] == ["25.1"]
    assert not change.appeared
