"""The tempo of a front on a day: rising, falling, steady or quiet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np
import scipy  # its parts are loaded when they are first asked for

from proxies.methods.timeline import Timeline
from proxies.vocab import Coverage, FrontLabel

VERSION = "2"
RECENT_DAYS = 28
BASELINE_DAYS = 84
LEVEL = 0.01
ALONE = 0.005
ENOUGH_EVENTS = 16
NAMED_DAYS = 730
FALSE_ALARMS = {1: 0.005, 2: 0.0133, 3: 0.0187, 4: 0.0146}
INTERVAL = 0.95


@dataclass(frozen=True)
class Daily:
    """Events of a front by day in one dataset: (first day, known from, how many)."""

    dataset: str
    name: str
    coverage: Coverage
    first: date | None
    last: date | None
    counts: tuple[tuple[date, date, int], ...] = ()
    released: date | None = None
    stretches: tuple[tuple[date, date], ...] = ()
    """The days covered between `first` and `last`, where there are gaps between."""

    def out_by(self, known_by: date) -> bool:
        """Whether the dataset had been released by a day: before, its zeros mean nothing."""
        return self.released is None or self.released <= known_by

    def covers(self, first: date, last: date) -> bool:
        """Whether it is a census of the whole stretch, without a gap in it."""
        if self.coverage != Coverage.CENSUS or self.first is None or self.last is None:
            return False
        stretches = self.stretches or ((self.first, self.last),)
        return any(begin <= first and last <= end for begin, end in stretches)

    def series(self, known_by: date, first: date, last: date) -> list[int]:
        """Events per day from `first` to `last`, of those known by a day."""
        by_day = self._known.by(known_by)
        days = (last - first).days + 1
        return [by_day[first + timedelta(n)] for n in range(days)]

    def names(self, known_by: date, day: date) -> bool:
        """Whether it names a faction of the front in the days up to one, of what is known by K."""
        known = (first for first, told, _ in self.counts if told <= known_by)
        return any(0 <= (day - first).days <= NAMED_DAYS for first in known)

    @cached_property
    def _known(self) -> Timeline[Counter[date]]:
        return Timeline((known for _, known, _ in self.counts), self._by_day)

    def _by_day(self, known_by: date) -> Counter[date]:
        by_day = Counter[date]()
        for first, known, count in self.counts:
            by_day[first] += count if known <= known_by else 0
        return by_day


@dataclass(frozen=True, slots=True)
class Rate:
    """Events per week: the rate seen, and the ends of its interval."""

    low: float
    seen: float
    high: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """What the test found; `label` is None where there are too few events to say, and where the
    dataset has not `named` the front's factions for so long that its silence says nothing.

    `p_days` and `p_counts` are the p-values of the two tests, None where they were not made.
    """

    label: FrontLabel | None
    dataset: str
    recent: int
    baseline: int
    dispersion: float
    p_days: float | None = None
    p_counts: float | None = None
    named: bool = True

    @property
    def recent_rate(self) -> Rate:
        return rate(self.recent, RECENT_DAYS, self.dispersion)

    @property
    def baseline_rate(self) -> Rate:
        return rate(self.baseline, BASELINE_DAYS, self.dispersion)


def judge(
    daily: Daily | None, day: date, known_by: date, covered: date | None = None
) -> Tempo | None:
    """The tempo on a day, known by a day; None where no census out by then covers the stretch.

    With `covered` the census need only reach to that day: what comes after it is taken to be
    covered, and to hold no event that is not yet known.
    """
    if (day - date.min).days < RECENT_DAYS + BASELINE_DAYS:
        return None  # no calendar reaches so far back
    first = day - timedelta(RECENT_DAYS + BASELINE_DAYS - 1)
    reach = covered or day
    if daily is None or not daily.out_by(known_by) or not daily.covers(min(first, reach), reach):
        return None
    series = tuple(daily.series(known_by, first, day))
    found = measure(series[:BASELINE_DAYS], series[BASELINE_DAYS:], daily.name)
    if found.label == FrontLabel.QUIET and not daily.names(known_by, day):
        return replace(found, label=None, named=False)
    return found


@lru_cache(maxsize=4096)
def measure(baseline: tuple[int, ...], recent: tuple[int, ...], dataset: str = "") -> Tempo:
    """The test itself, on daily counts of the 84 days and of the 28 after them."""
    before, now = sum(baseline), sum(recent)
    days_before, days_now = sum(n > 0 for n in baseline), sum(n > 0 for n in recent)
    phi = dispersion(baseline)
    p_days = p_counts = None
    label: FrontLabel | None = FrontLabel.QUIET if not now else None
    if before >= ENOUGH_EVENTS:
        p_days = days_test(days_now, days_before)
        p_counts = count_test(now, before, phi)
        more = _more(now, before)
        agree = more == _more(days_now, days_before)
        if days_test(RECENT_DAYS, days_before) >= LEVEL:
            differs = p_counts < ALONE
        else:
            differs = p_counts < LEVEL and p_days < LEVEL and agree
        moved = FrontLabel.RISING if more else FrontLabel.FALLING
        label = label or (moved if differs else FrontLabel.STEADY)
    return Tempo(label, dataset, now, before, phi, p_days, p_counts)


def _more(now: int, before: int) -> bool:
    """Whether the recent days have more, in proportion to their number."""
    return now * BASELINE_DAYS > before * RECENT_DAYS


def dispersion(baseline: tuple[int, ...]) -> float:
    """φ: how much more weekly counts vary than by chance; never below 1."""
    weeks = np.asarray(baseline).reshape(-1, 7).sum(axis=1)
    mean = float(weeks.mean())
    return max(1.0, float(weeks.var(ddof=1)) / mean) if mean else 1.0


@lru_cache(maxsize=4096)
def days_test(now: int, before: int) -> float:
    """Fisher's exact test on days with at least one event; its p-value."""
    table = [[now, RECENT_DAYS - now], [before, BASELINE_DAYS - before]]
    return float(scipy.stats.fisher_exact(table).pvalue)


def count_test(now: int, before: int, phi: float) -> float:
    """The exact conditional count test on counts divided by φ; its p-value."""
    return _conditional(round(now / phi), round(before / phi))


@lru_cache(maxsize=4096)
def _conditional(recent: int, baseline: int) -> float:
    if not recent + baseline:
        return 1.0
    share = RECENT_DAYS / (RECENT_DAYS + BASELINE_DAYS)
    return float(scipy.stats.binomtest(recent, recent + baseline, share).pvalue)


@lru_cache(maxsize=4096)
def rate(count: int, days: int, phi: float = 1.0) -> Rate:
    """Events per week with their exact Poisson interval, widened by φ."""
    tail, shrunk, scale = (1 - INTERVAL) / 2, count / phi, phi * 7 / days
    low = float(scipy.stats.chi2.ppf(tail, 2 * shrunk)) / 2 if count else 0.0
    high = float(scipy.stats.chi2.ppf(1 - tail, 2 * shrunk + 2)) / 2
    return Rate(low * scale, count * 7 / days, high * scale)
