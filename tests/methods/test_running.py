"""Whether a pledge runs, and why it stopped."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import running
from proxies.methods.facts import Pledge
from proxies.methods.running import RunState, Stop, StopReason
from proxies.vocab import PledgeKind
from tests.small_record import DENIED, REPORTED, cited, day, pledge, record


def runs(on: int, first: Pledge, *others: Pledge, known_by: int | None = None) -> running.Run:
    known = record(first, *others).known_by(day(on if known_by is None else known_by))
    return running.judge(known, first, day(on))


@pytest.mark.parametrize(
    ("fields", "on", "expected"),
    [
        pytest.param({"start": 5, "told": 0}, 4, False, id="the day before its start"),
        pytest.param({"start": 5}, 5, True, id="the day of its start"),
        pytest.param({"start": None, "declared": 5, "told": 0}, 4, False, id="before declared"),
        pytest.param({"start": None, "declared": 5}, 5, True, id="declared where not effective"),
        pytest.param({"start": 5, "declared": 2, "told": 2}, 3, False, id="declared, not begun"),
        pytest.param({"start": 0, "told": 3}, 2, False, id="the day before it is known"),
        pytest.param({"start": 0, "told": 3}, 3, True, id="the day it is known"),
        pytest.param({"ended": 9}, 8, True, id="the day before its end"),
        pytest.param({"ended": 9}, 9, False, id="ended counts from its own day"),
        pytest.param({"expires": 9}, 9, True, id="the last day of its term"),
        pytest.param({"expires": 9}, 10, False, id="the day after its term"),
        pytest.param({"citations": REPORTED}, 1, True, id="reported runs"),
        pytest.param({"citations": DENIED}, 1, False, id="denied does not run"),
        pytest.param({"withdrawn": 4}, 4, False, id="withdrawn"),
    ],
)
def test_a_pledge_runs(fields: dict[str, Any], on: int, expected: bool) -> None:
    assert runs(on, pledge(**fields)).runs is expected


def longer(expires: int, told: int, slug: str = "more", start: int = 8, **fields: Any) -> Pledge:
    defaults = {"kind": PledgeKind.EXTENSION, "extends": "halt", "expires": expires, "told": told}
    return pledge(start, slug, **{**defaults, **fields})


@pytest.mark.parametrize(
    ("extension", "on", "expected"),
    [
        pytest.param([longer(20, 9)], 10, True, id="known in time"),
        pytest.param([longer(20, 9)], 20, True, id="its last day"),
        pytest.param([longer(20, 9)], 21, False, id="the day after"),
        pytest.param([longer(20, 12)], 11, False, id="not yet known"),
        pytest.param([longer(20, 12)], 12, True, id="known late"),
        pytest.param([longer(5, 4, start=4)], 6, False, id="a shorter term replaces too"),
        pytest.param([longer(20, 8, citations=DENIED)], 10, False, id="denied"),
        pytest.param(
            [longer(20, 9), longer(30, 18, "still-more", 18)], 25, True, id="the last one counts"
        ),
        pytest.param(
            [longer(20, 9), longer(30, 18, "far", 18, extends="more")], 25, False, id="direct only"
        ),
    ],
)
def test_an_extension_replaces_the_expiry(extension: list[Pledge], on: int, expected: bool) -> None:
    assert runs(on, pledge(0, expires=9), *extension).runs is expected


def upstream(**fields: Any) -> Pledge:
    return pledge(slug="deal", by="exile", **fields)


@pytest.mark.parametrize(
    ("deal", "on", "expected"),
    [
        pytest.param(upstream(), 10, True, id="it runs"),
        pytest.param(upstream(ended=6), 5, True, id="the day before it ends"),
        pytest.param(upstream(ended=6), 6, False, id="the day it ends"),
        pytest.param(upstream(expires=6), 6, True, id="its last day"),
        pytest.param(upstream(expires=6), 7, False, id="the day after its term"),
        pytest.param(upstream(start=9, told=0), 8, True, id="it has not begun"),
        pytest.param(upstream(start=-9, told=20, ended=2), 10, True, id="it is not known"),
        pytest.param(upstream(citations=DENIED, ended=2), 10, True, id="it is denied"),
        pytest.param(upstream(start=-9, ended=-2), 0, False, id="it was over before"),
        pytest.param(upstream(depends_on="root"), 10, True, id="no rule is transitive"),
    ],
)
def test_a_pledge_stops_with_one_it_depends_on(deal: Pledge, on: int, expected: bool) -> None:
    root = pledge(-20, "root", by="exile", ended=-10)
    assert runs(on, pledge(0, depends_on="deal"), deal, root).runs is expected


def resumed(start: int = 6, **fields: Any) -> Pledge:
    return pledge(start, "again", kind=PledgeKind.RESUMPTION, **fields)


@pytest.mark.parametrize(
    ("resumption", "on", "expected"),
    [
        pytest.param(resumed(), 5, True, id="the day before"),
        pytest.param(resumed(), 6, False, id="the day it starts"),
        pytest.param(resumed(told=9), 8, True, id="not yet known"),
        pytest.param(resumed(told=9), 9, False, id="known late"),
        pytest.param(resumed(by="brand"), 7, True, id="by an umbrella above"),
        pytest.param(resumed(by="rival"), 7, True, id="by another"),
        pytest.param(resumed(by="rival, militia"), 7, False, id="by several"),
        pytest.param(resumed(toward="other-state"), 7, True, id="against another"),
        pytest.param(resumed(toward="other-state, state"), 7, False, id="against several"),
        pytest.param(resumed(citations=DENIED), 7, True, id="denied"),
        pytest.param(resumed(start=-3), 7, True, id="older than the halt"),
        pytest.param(resumed(start=0), 7, True, id="on the day of the halt"),
    ],
)
def test_a_pledge_stops_on_a_resumption(resumption: Pledge, on: int, expected: bool) -> None:
    assert runs(on, pledge(0), resumption).runs is expected


def test_a_faction_bound_by_announcement_can_resume() -> None:
    halt = pledge(0, by="rival", bindings={"militia": "announced"})
    assert not runs(7, halt, resumed()).runs


MILITIA, STATE = frozenset({"militia"}), frozenset({"state"})


@pytest.mark.parametrize(
    ("first", "others", "state", "stop"),
    [
        (pledge(0, citations=DENIED), [], RunState.DENIED, None),
        (pledge(0, told=20), [], RunState.NOT_KNOWN, None),
        (pledge(12, told=0), [], RunState.NOT_BEGUN, None),
        (pledge(0), [], RunState.RUNNING, None),
        (pledge(0, ended=6), [], RunState.STOPPED, Stop(day(6), StopReason.ENDED, day(6))),
        (pledge(0, expires=6), [], RunState.STOPPED, Stop(day(7), StopReason.EXPIRED, day(6))),
        (
            pledge(0),
            [resumed()],
            RunState.STOPPED,
            Stop(day(6), StopReason.RESUMED, day(6), MILITIA, STATE),
        ),
        (
            pledge(0, depends_on="deal"),
            [upstream(ended=6)],
            RunState.STOPPED,
            Stop(day(6), StopReason.ENDED, day(6), upstream="deal"),
        ),
        (
            pledge(0, depends_on="deal"),
            [upstream(start=-9, ended=-2)],
            RunState.STOPPED,
            Stop(day(0), StopReason.ENDED, day(-2), upstream="deal"),
        ),
        (
            pledge(0, ended=8),
            [resumed()],
            RunState.STOPPED,
            Stop(day(6), StopReason.RESUMED, day(6), MILITIA, STATE),
        ),
    ],
)
def test_why_it_runs_or_stopped(
    first: Pledge, others: list[Pledge], state: RunState, stop: Stop | None
) -> None:
    run = runs(10, first, *others)
    assert (run.state, run.stop) == (state, stop)


@pytest.mark.parametrize(
    ("fields", "on", "held"),
    [
        ({}, 0, 0),
        ({}, 14, 14),
        ({"ended": 6}, 14, 6),
        ({"expires": 6}, 14, 7),
        ({"start": 20, "told": 0}, 14, 0),
    ],
)
def test_days_held_stop_with_the_pledge(fields: dict[str, Any], on: int, held: int) -> None:
    assert runs(on, pledge(**fields)).days_run(day(on)) == held


def test_what_it_is_known_to_be_can_change_later() -> None:
    halt = pledge(0, citations=(cited(0), cited(5, retracted=8, stance="denies")), expires=9)
    assert [runs(n, halt).runs for n in (0, 5, 8, 9, 10)] == [True, True, True, True, False]
