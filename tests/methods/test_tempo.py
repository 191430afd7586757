"""The tempo test: its labels, its edges, and its measured rate of false alarms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from proxies.methods import tempo
from proxies.methods.tempo import ALONE, BASELINE_DAYS, ENOUGH_EVENTS, LEVEL, RECENT_DAYS, Tempo
from proxies.vocab import Coverage, FrontLabel
from proxies.wording.tempo import tempo_in_words
from tests.small_record import census, day

E = 200
BEFORE, LATELY = BASELINE_DAYS, RECENT_DAYS
FIRST = E - RECENT_DAYS - BASELINE_DAYS + 1


def found(before: dict[int, int], now: dict[int, int], **fields: Any) -> Tempo | None:
    """The tempo on day E; days of `before` count from the baseline's first, of `now` likewise."""
    counts = {FIRST + n: count for n, count in before.items()}
    counts |= {FIRST + BASELINE_DAYS + n: count for n, count in now.items()}
    return tempo.judge(census(counts, **fields), day(E), day(E))


def every(step: int, days: int, count: int = 1) -> dict[int, int]:
    return dict.fromkeys(range(0, days, step), count)


@pytest.mark.parametrize(
    ("before", "now", "label"),
    [
        pytest.param(every(4, BEFORE), every(4, LATELY), "steady", id="as before"),
        pytest.param(every(4, BEFORE), every(1, LATELY), "rising", id="daily instead"),
        pytest.param(every(2, BEFORE), every(14, LATELY), "falling", id="twice instead"),
        pytest.param(every(2, BEFORE), {}, "quiet", id="none at all"),
        pytest.param({}, {}, None, id="none in either, nor before"),
        pytest.param({-100: 1}, {}, "quiet", id="none in either, but before"),
        pytest.param(every(4, BEFORE), {3: 25}, "steady", id="more events on no more days"),
        pytest.param(every(1, BEFORE, 2), every(1, LATELY, 5), "rising", id="dense, more"),
        pytest.param(every(1, BEFORE, 5), every(1, LATELY, 2), "falling", id="dense, fewer"),
        pytest.param(every(1, BEFORE, 5), every(1, LATELY, 5), "steady", id="dense, as before"),
        pytest.param(every(6, BEFORE), {3: 1}, None, id="14 before: too few"),
        pytest.param(dict.fromkeys(range(15), 1), {3: 1}, None, id="15 before: too few"),
        pytest.param(dict.fromkeys(range(16), 1), {3: 1}, "steady", id="16 before: enough"),
    ],
)
def test_the_label(before: dict[int, int], now: dict[int, int], label: str | None) -> None:
    one = found(before, now)
    assert one
    assert one.label == label
    assert tempo_in_words(one)


@pytest.mark.parametrize(
    ("at", "recent", "baseline"),
    [
        pytest.param(E, 1, 0, id="E itself"),
        pytest.param(E + 1, 0, 0, id="the day after"),
        pytest.param(E - 27, 1, 0, id="the first of the 28 days"),
        pytest.param(E - 28, 0, 1, id="the last of the 84"),
        pytest.param(E - 111, 0, 1, id="the first of the 84"),
        pytest.param(E - 112, 0, 0, id="the day before"),
    ],
)
def test_the_windows(at: int, recent: int, baseline: int) -> None:
    one = tempo.judge(census({at: 1}), day(E), day(E))
    assert one
    assert (one.recent, one.baseline) == (recent, baseline)


@pytest.mark.parametrize(
    ("fields", "measured"),
    [
        pytest.param({"first": E - 111, "last": E}, True, id="exactly"),
        pytest.param({"first": E - 110}, False, id="a day short at the start"),
        pytest.param({"last": E - 1}, False, id="a day short at the end"),
        pytest.param({"coverage": Coverage.SELECTION}, False, id="a selection"),
        pytest.param({"stretches": ((day(E - 111), day(E)),)}, True, id="in one stretch of it"),
        pytest.param(
            {"stretches": ((day(0), day(E - 60)), (day(E - 58), day(E + 9)))},
            False,
            id="a day's gap within",
        ),
    ],
)
def test_only_a_census_of_the_whole_stretch_is_measured(
    fields: dict[str, Any], measured: bool
) -> None:
    assert (found(every(4, BEFORE), {}, **fields) is not None) is measured


def test_without_a_dataset_nothing_is_measured() -> None:
    assert tempo.judge(None, day(E), day(E)) is None


def test_events_count_from_the_day_they_are_known() -> None:
    rows = ((day(E), day(E + 5), 2), (day(E), day(E), 1))
    counts = [tempo.judge(replace(census({}), counts=rows), day(E), day(E + n)) for n in (0, 4, 5)]
    assert [one.recent for one in counts if one] == [1, 1, 3]


def test_the_dispersion_is_variance_over_mean_of_weeks_and_never_below_one() -> None:
    even = (1,) * BASELINE_DAYS
    uneven = ((7,) + (0,) * 6 + (0,) * 7) * 6
    assert tempo.dispersion(even) == 1
    assert tempo.dispersion(uneven) == pytest.approx(np.var([7, 0] * 6, ddof=1) / 3.5)
    assert tempo.dispersion((0,) * BASELINE_DAYS) == 1


def test_the_count_test_is_binomial_on_counts_divided_by_the_dispersion() -> None:
    assert tempo.count_test(20, 20, 1) == pytest.approx(0.000_6, abs=0.000_3)
    assert tempo.count_test(20, 20, 2) == tempo.count_test(10, 10, 1)
    assert tempo.count_test(0, 0, 1) == 1


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)]
)
def test_rates_are_exact_poisson_intervals(count: int, low: float, high: float) -> None:
    rate = tempo.rate(count, 7)
    assert rate.seen == count
    assert [rate.low, rate.high] == pytest.approx([low, high], abs=1e-3)


def test_dispersion_widens_the_interval() -> None:
    plain, wide = tempo.rate(20, 28), tempo.rate(20, 28, 3)
    assert wide.low < plain.low < plain.seen == wide.seen < plain.high < wide.high


def weekly(phi: float, mean: float, draws: int) -> np.ndarray[Any, Any]:
    """Sixteen calm weeks of each draw, their counts dispersed by φ; events fall on any day."""
    random = np.random.default_rng(20241223)
    if phi == 1:
        weeks = random.poisson(mean, (draws, 16))
    else:
        weeks = random.negative_binomial(mean / (phi - 1), 1 / phi, (draws, 16))
    return random.multinomial(weeks, [1 / 7] * 7).reshape(draws, 16 * 7)


@pytest.mark.slow
@pytest.mark.parametrize("mean", [3, 7, 15, 30])
@pytest.mark.parametrize("phi", [1, 2, 3, 4])
def test_false_alarms_are_two_percent_at_most(phi: int, mean: float) -> None:
    series = weekly(phi, mean, 3000)
    calm = [row for row in series.tolist() if sum(row[:BASELINE_DAYS]) >= ENOUGH_EVENTS]
    alarms = sum(
        tempo.measure(tuple(row[:BASELINE_DAYS]), tuple(row[BASELINE_DAYS:])).label
        in {FrontLabel.RISING, FrontLabel.FALLING}
        for row in calm
    )
    rate = alarms / len(calm)
    print(f"φ {phi}, {mean} a week: {rate:.2%} of {len(calm)}")
    assert rate <= 2 * LEVEL
    assert rate <= tempo.FALSE_ALARMS[phi] + 0.002, "what /methods/ states"


def test_the_thresholds_are_those_stated() -> None:
    assert (RECENT_DAYS, BASELINE_DAYS, ENOUGH_EVENTS, LEVEL, ALONE) == (28, 84, 16, 0.01, 0.005)
    assert day(E) - timedelta(RECENT_DAYS + BASELINE_DAYS - 1) == day(FIRST)
