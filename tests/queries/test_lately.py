"""The last changes are those of the last days that brought any, the weightiest kept."""

from __future__ import annotations

from datetime import date, timedelta

from proxies.queries.lately import LEAST, MOST, Change, Lately, lately

DAY = date(2024, 12, 23)


def change(back: int, kind: str = "event") -> Change:
    return Change(DAY - timedelta(back), kind, ("iraq",), f"{kind} {back}", "/")


def lately_of(changes: list[Change], asked: list[int] | None = None) -> Lately | None:
    """Of changes, the events among them told of when their keys are asked for."""
    events = dict(enumerate(one for one in changes if one.kind == "event"))
    others = [one for one in changes if one.kind != "event"]

    def tell(keys: list[int]) -> list[Change]:
        if asked is not None:
            asked.extend(keys)
        return [events[key] for key in keys]

    return lately(others, [(key, one.day) for key, one in events.items()], DAY, tell)


def test_nothing_known_is_no_change() -> None:
    assert lately_of([]) is None
    assert lately_of([change(-1)]) is None


def test_the_days_reach_back_from_the_last_change_and_further_where_there_are_few() -> None:
    many = [change(back) for back in (3, 4, 5, 9, 10, 30)]
    found = lately_of(many)
    assert found
    assert (found.since, found.until) == (DAY - timedelta(9), DAY)
    assert [one.title for one in found.changes] == ["event 3", "event 4", "event 5", "event 9"]
    assert len(found.changes) == LEAST
    few = lately_of([change(3), change(400)])
    assert few
    assert few.since == DAY - timedelta(400)


def test_labels_and_pledges_are_kept_where_there_are_many() -> None:
    events = [change(0) for _ in range(MOST)]
    found = lately_of([*events, change(6, "label"), change(5, "pledge")])
    assert found
    assert [one.kind for one in found.changes][-2:] == ["pledge", "label"]
    assert (len(found.changes), found.more, found.total) == (MOST, 2, MOST + 2)


def test_only_events_as_new_as_the_last_changes_are_read() -> None:
    asked: list[int] = []
    labels = [change(back, "label") for back in (0, 1, 2, 3)]
    found = lately_of([*labels, change(6), change(7), change(-2)], asked)
    assert found
    assert asked == [0]
    assert found.total == 5
