"""A row of the ledger says how a pledge stands, or stood, and never both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from proxies.methods.running import Run, RunState, Stop, StopReason
from proxies.vocab import Standing
from proxies.wording.ledger import run_in_short, stands

START, ON = date(2024, 11, 27), date(2025, 1, 18)


def stop(reason: StopReason, upstream: str | None = None) -> Stop:
    return Stop(ON, reason, ON, upstream=upstream)


CASES: list[tuple[Any, ...]] = [
    (RunState.RUNNING, "in-effect", None, "In effect", "runs since 27 Nov 2024"),
    (RunState.RUNNING, "reported", None, "Reported", "would run since 27 Nov 2024"),
    (RunState.NOT_BEGUN, "reported", None, "Reported", "takes effect on 27 Nov 2024"),
    (RunState.DENIED, "denied", None, "Denied", "known only by denials"),
    (
        *(RunState.STOPPED, "in-effect", stop(StopReason.ENDED)),
        *("Was in effect", "ended 18 Jan 2025"),
    ),
    (
        *(RunState.STOPPED, "reported", stop(StopReason.EXPIRED)),
        *("Was reported", "its term ran out on 18 Jan 2025"),
    ),
    (
        *(RunState.STOPPED, "in-effect", stop(StopReason.RESUMED)),
        *("Was in effect", "attacks resumed on 18 Jan 2025"),
    ),
    (
        *(RunState.STOPPED, "in-effect", stop(StopReason.ENDED, "another")),
        *("Was in effect", "over with the pledge that it depended on: ended 18 Jan 2025"),
    ),
]


@pytest.mark.parametrize(("state", "standing", "stopped", "how", "runs"), CASES)
def test_a_pledge_that_is_over_stands_in_the_past_tense(
    state: RunState, standing: str, stopped: Stop | None, how: str, runs: str
) -> None:
    run = Run(state, Standing(standing), START, None, stopped)
    assert stands(run) == how
    assert run_in_short(run) == runs
