"""The last changes are those of the last days that brought any, the weightiest kept."""

from __future__ import annotations

from datetime import date, timedelta

from proxies.queries.lately import LEAST, MOST, Change, lately

DAY = date(2024, 12, 23)


def change(back: int, kind: str = "event") -> Change:
    return Change(DAY - timedelta(back), kind, ("iraq",), f"{kind} {back}", "/")


def test_nothing_known_is_no_change() -> None:
    assert lately([], DAY) is None
    assert lately([change(-1)], DAY) is None


def test_the_days_reach_back_from_the_last_change_and_further_where_there_are_few() -> None:
    many = [change(back) for back in (3, 4, 5, 9, 10, 30)]
    found = lately(many, DAY)
    assert found
    assert (found.since, found.until) == (DAY - timedelta(9), DAY)
    assert [one.title for one in found.changes] == ["event 3", "event 4", "event 5", "event 9"]
    assert len(found.changes) == LEAST
    few = lately([change(3), change(400)], DAY)
    assert few
    assert few.since == DAY - timedelta(400)


def test_labels_and_pledges_are_kept_where_there_are_many() -> None:
    events = [change(0) for _ in range(MOST)]
    found = lately([*events, change(6, "label"), change(5, "pledge")], DAY)
    assert found
    assert [one.kind for one in found.changes][-2:] == ["pledge", "label"]
    assert (len(found.changes), found.more, found.total) == (MOST, 2, MOST + 2)
