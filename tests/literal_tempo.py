"""The tempo of a front a second time, in plain loops and whole numbers; see `literal_status`."""

from __future__ import annotations

from datetime import date
from math import comb

from proxies.methods.tempo import Daily


def tempo_on(daily: Daily | None, day: date, known_by: date) -> str | None:
    """What a census of the front gives, if it covers the 112 days; None: nothing to say."""
    if daily is None or daily.coverage != "census":
        return None
    if daily.released and daily.released > known_by:
        return None
    spells = daily.stretches or ((daily.first, daily.last),)
    if not any(a and b and (day - a).days >= 111 and day <= b for a, b in spells):
        return None
    ago = [
        (day - first).days
        for first, known, number in daily.counts
        for _ in range(number)
        if known <= known_by
    ]
    now, before = [n for n in ago if 0 <= n < 28], [n for n in ago if 28 <= n < 112]
    if not now:
        return "quiet" if any(28 <= n <= 730 for n in ago) else None
    return compared(now, before) if len(before) >= 16 else None


def compared(now: list[int], before: list[int]) -> str:
    """Rising, falling or steady, of events by how many days ago they were."""
    weeks = [sum(28 + 7 * n <= ago < 35 + 7 * n for ago in before) for n in range(12)]
    mean = len(before) / 12
    phi = max(1, sum((week - mean) ** 2 for week in weeks) / 11 / mean)
    lately, earlier = round(len(now) / phi), round(len(before) / phi)
    total = lately + earlier
    counts = [comb(total, n) * 3 ** (total - n) for n in range(total + 1)]
    by_counts = at_least_as_odd(counts, lately)
    by_days = by_days_of(len(set(now)), len(set(before)))
    more = len(now) * 3 > len(before)
    if by_days_of(28, len(set(before))) >= 0.01:  # the test on days is blind
        differs = by_counts < 0.005
    else:
        agree = more == (len(set(now)) * 3 > len(set(before)))
        differs = by_counts < 0.01 and by_days < 0.01 and agree
    return ("rising" if more else "falling") if differs else "steady"


def by_days_of(lately: int, earlier: int) -> float:
    """Fisher's exact test of days with an event among 28 and among 84."""
    both = lately + earlier
    ways = [comb(28, n) * comb(84, both - n) for n in range(min(28, both) + 1)]
    return at_least_as_odd(ways, lately)


def at_least_as_odd(ways: list[int], seen: int) -> float:
    """The share of all ways that come about no more often than what was seen."""
    return sum(one for one in ways if one <= ways[seen] * (1 + 1e-7)) / sum(ways)
