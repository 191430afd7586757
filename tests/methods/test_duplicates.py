"""Truth table of the method of duplicates: what can be one event, and what speaks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.actions.duplicates import Match, foremost
from proxies.methods.duplicates import (
    LIKELY,
    MOST_EACH,
    PROPOSED,
    REACH_KM,
    Candidate,
    Figures,
    Likeness,
    comparable,
    days_apart,
    distance,
    judge,
)
from proxies.vocab import Direction, PlacePrecision

DAY = date(2024, 10, 3)
KM = 1 / 111.19
"""Degrees of latitude in a kilometre."""
KIN = frozenset({frozenset({"brigade", "umbrella"})})


def told(pk: int = 1, first: int = 0, last: int | None = None, **given: Any) -> Candidate:
    """A record of one of two datasets; days count from `DAY`, `km` north of a point."""
    north = given.pop("km", 0.0)
    defaults: dict[str, Any] = {
        "dataset": f"set{pk}",
        "imported": True,
        "direction": Direction.FACTION_ATTACK,
        "point": None if north is None else (33.0 + north * KM, 44.0),
        "reach": REACH_KM[PlacePrecision.TOWN],
        "acting": frozenset({"brigade"}),
        "targets": frozenset({"israel"}),
        "weapons": frozenset({"drone"}),
        "killed": Figures(3, 3, 3),
    }
    days = DAY + timedelta(first), DAY + timedelta(first if last is None else last)
    return Candidate(pk, first_day=days[0], last_day=days[1], **{**defaults, **given})


def names(*slugs: str) -> frozenset[str]:
    return frozenset(slugs)


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        pytest.param({}, {}, 10, id="all agrees"),
        pytest.param({}, {"first": 1}, 9, id="a day later"),
        pytest.param({}, {"first": -1}, 9, id="a day before"),
        pytest.param({}, {"first": 2}, None, id="two days later"),
        pytest.param({"last": 3}, {"first": 3}, 9, id="days overlap"),
        pytest.param({"last": 6}, {"first": 7}, 9, id="a week, then a day after"),
        pytest.param({"last": 7}, {"first": 3}, None, id="longer than a week"),
        pytest.param({"last": 29}, {"last": 29}, 10, id="the same month"),
        pytest.param({}, {"km": 1.9}, 10, id="one point"),
        pytest.param({}, {"km": 2.1}, 9, id="near"),
        pytest.param({}, {"km": 19.9}, 9, id="within both towns"),
        pytest.param({}, {"km": 20.1}, None, id="beyond both towns"),
        pytest.param({"reach": 3.0}, {"km": 13.5}, None, id="beyond a site and a town"),
        pytest.param({"reach": 30.0}, {"km": 39.0}, 9, id="within a district and a town"),
        pytest.param({}, {"km": None}, 8, id="one place says nothing, killed agree"),
        pytest.param({"km": None}, {"km": None}, 8, id="no place says anything, killed agree"),
        pytest.param({}, {"km": None, "killed": Figures(4, 4, 4)}, None, id="no place, no figure"),
        pytest.param(
            {"killed": Figures(0, 0, 0)},
            {"km": None, "killed": Figures(0, 0, 0)},
            None,
            id="no place, nobody killed",
        ),
        pytest.param({}, {"acting": names("brigade", "other")}, 10, id="one names more"),
        pytest.param(
            {"acting": names("brigade", "third")},
            {"acting": names("brigade", "other")},
            9,
            id="some parties in common",
        ),
        pytest.param({}, {"acting": names("umbrella")}, 9, id="the umbrella claims"),
        pytest.param({}, {"acting": names()}, 8, id="nobody named"),
        pytest.param({}, {"acting": names("other")}, 6, id="another party"),
        pytest.param({}, {"acting": names("other"), "first": 1}, None, id="and a day later"),
        pytest.param(
            {}, {"acting": names("other"), "weapons": names("rocket")}, None, id="weapon too"
        ),
        pytest.param({}, {"targets": names("other")}, 8, id="another target"),
        pytest.param({}, {"targets": names()}, 9, id="no target"),
        pytest.param({}, {"weapons": names("rocket")}, 8, id="another weapon"),
        pytest.param({}, {"weapons": names("rocket", "drone")}, 10, id="two weapons"),
        pytest.param({}, {"weapons": names("other")}, 9, id="weapon not told"),
        pytest.param({}, {"killed": Figures()}, 8, id="killed not established"),
        pytest.param({}, {"killed": Figures(2, 2, 5)}, 9, id="figures overlap"),
        pytest.param({}, {"killed": Figures(high=2)}, 7, id="figures differ"),
        pytest.param(
            {"killed": Figures(0, 0, 0)}, {"killed": Figures(0, 0, 0)}, 9, id="nobody killed"
        ),
        pytest.param({}, {"direction": Direction.STATE_STRIKE}, None, id="the other side struck"),
        pytest.param(
            {},
            {
                "direction": Direction.CLASH,
                "acting": names("brigade", "israel"),
                "targets": names(),
            },
            9,
            id="a clash of the same two",
        ),
        pytest.param(
            {},
            {"direction": Direction.CLASH, "acting": names("israel"), "targets": names()},
            9,
            id="a clash that names one side",
        ),
        pytest.param({}, {"parent": 1}, None, id="a part of the other"),
        pytest.param({"parent": 9}, {"parent": 9}, None, id="two parts of one salvo"),
        pytest.param({"parent": 8}, {"parent": 9}, 10, id="parts of two salvos"),
    ],
)
def test_how_alike_two_records_of_two_datasets_are(
    one: dict[str, Any], other: dict[str, Any], points: int | None
) -> None:
    a, b = told(1, **one), told(2, **other)
    found, back = judge(a, b, KIN), judge(b, a, KIN)
    assert (found and found.points) == points
    assert (back and back.points) == points
    if found:
        assert sum(sign.points for sign in found.signs) == points
        assert found.likely == (found.points >= LIKELY)


@pytest.mark.parametrize(
    "other",
    [
        {"first": 1},
        {"km": 0.5},
        {"reach": 3.0},
        {"km": None},
        {"direction": Direction.CLASH},
        {"acting": names()},
        {"targets": names()},
        {"weapons": names("rocket")},
        {"killed": Figures(3, 3, 4)},
    ],
    ids=str,
)
def test_rows_of_one_source_are_proposed_only_where_all_agrees(other: dict[str, Any]) -> None:
    one = told(1, dataset="ged")
    same = judge(one, told(2, dataset="ged"))
    assert same is not None
    assert same.points == 8
    assert judge(one, told(2, dataset="ged", **other)) is None


@pytest.mark.parametrize("best", [0, None])
def test_rows_of_one_source_without_killed_are_not_proposed(best: int | None) -> None:
    killed = Figures(best, best, best)
    one, other = (told(pk, dataset="ged", killed=killed) for pk in (1, 2))
    assert judge(one, other) is None


def test_rows_of_one_source_without_a_place_must_have_the_same_summary() -> None:
    one, other = (told(pk, dataset="ged", km=None, summary="A raid.") for pk in (1, 2))
    found = judge(one, other)
    assert found is not None
    assert found.points == 6
    assert judge(one, replace(other, summary="Another raid.")) is None


def test_two_entries_of_the_curated_record_are_compared_like_two_datasets() -> None:
    one, other = (told(pk, pk - 1, dataset="curated", imported=False) for pk in (1, 2))
    found = judge(one, other)
    assert found is not None
    assert found.points == 9


def test_a_record_is_not_compared_with_itself() -> None:
    assert not comparable(told(1), told(1))


def test_distances_are_those_of_the_globe() -> None:
    beirut, baghdad = (told(pk, point=at) for pk, at in ((1, (33.89, 35.50)), (2, (33.31, 44.36))))
    assert distance(beirut, baghdad) == pytest.approx(823, abs=5)
    assert distance(beirut, told(3, km=None)) is None


def test_days_apart_are_counted_between_the_ends() -> None:
    assert days_apart(told(1, 0, 2), told(2, 5, 9)) == 3
    assert days_apart(told(1, 0, 5), told(2, 2, 3)) == 0


TOLD = st.builds(
    told,
    st.sampled_from([1, 2]),
    first=st.integers(-2, 2),
    km=st.none() | st.floats(0, 30),
    dataset=st.sampled_from(["curated", "ged"]),
    direction=st.sampled_from(list(Direction)),
    acting=st.frozensets(st.sampled_from(["brigade", "umbrella", "israel"])),
    targets=st.frozensets(st.sampled_from(["brigade", "israel"])),
    weapons=st.frozensets(st.sampled_from(["drone", "rocket", "other"]), min_size=1),
    killed=st.builds(Figures, *[st.none() | st.integers(0, 3)] * 3),
).map(lambda one: replace(one, imported=one.dataset != "curated"))


@given(TOLD, TOLD)
def test_the_order_of_the_two_does_not_matter(one: Candidate, other: Candidate) -> None:
    found, back = judge(one, other, KIN), judge(other, one, KIN)
    assert (found and found.points) == (back and back.points)
    assert found is None or (PROPOSED <= found.points <= 10 and comparable(one, other))


def match(first: int, second: int, points: int, *datasets: str) -> Match:
    return Match(first, second, (datasets or ("a", "b"))[:2], Likeness(points))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([(1, 11, 9), (1, 12, 7)], [(1, 11)]),
        ([(1, 11, 9), (2, 11, 7), (2, 12, 6)], [(1, 11)]),
        ([(1, 11, 7), (2, 12, 6)], [(1, 11), (2, 12)]),
        ([(1, 11, 7), (1, 12, 7)], [(1, 11), (1, 12)]),
        ([(1, n, 7) for n in range(11, 21)], [(1, 11 + n) for n in range(MOST_EACH)]),
    ],
)
def test_only_the_best_of_both_are_proposed(
    found: list[tuple[int, int, int]], kept: list[tuple[int, int]]
) -> None:
    best = foremost([match(*one) for one in reversed(found)])
    assert [(one.first, one.second) for one in best] == kept


def test_the_best_is_asked_for_each_other_dataset() -> None:
    found = foremost([match(1, 11, 9, "a", "b"), match(1, 21, 6, "a", "c")])
    assert len(found) == 2


def test_of_equals_the_nearest_are_proposed() -> None:
    far, near = (replace(match(1, n, 7), km=km) for n, km in ((11, 12.0), (15, 3.0)))
    others = [match(1, n, 7) for n in range(12, 15)]
    found = foremost([far, *others, near])
    assert [one.second for one in found] == [15, 11, 12]
