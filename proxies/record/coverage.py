"""Which days a dataset covers: those for which its files speak, with the gaps between them.

Each import notes the days for which its file speaks; one that was undone speaks for none.
Stretches that touch or overlap are one; what lies between two is a gap, of which nothing is known:
no event there is not quiet. A dataset of which no import notes any covers what is entered for it,
and what is entered bounds the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from proxies.models import ImportRun

Stretch = tuple[date, date]
"""First and last day."""
A_DAY = timedelta(1)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """In order, those that touch or overlap made one."""
    joined: list[Stretch] = []
    for first, last in sorted(stretches):
        if joined and first <= joined[-1][1] + A_DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def gaps(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The days between stretches that are in order and apart."""
    return tuple((one[1] + A_DAY, two[0] - A_DAY) for one, two in pairwise(stretches))


def within(stretches: Iterable[Stretch], first: date | None, last: date | None) -> list[Stretch]:
    """What of them lies between two days, each of which may be open."""
    cut = [(max(a, first or a), min(b, last or b)) for a, b in stretches]
    return [(a, b) for a, b in cut if a <= b]


def covered(files: Iterable[Stretch], first: date | None, last: date | None) -> tuple[Stretch, ...]:
    """What a dataset covers by the days for which its files speak and by those entered for it."""
    entered = [(first, last)] if first and last else []
    return merged(within(files, first, last) or entered)


def stretches_of(
    bounds: Mapping[int, tuple[date | None, date | None]],
) -> dict[int, tuple[Stretch, ...]]:
    """What datasets cover, by key, from the days entered for each and the files imported."""
    noted: defaultdict[int, list[Stretch]] = defaultdict(list)
    runs = ImportRun.objects.standing().filter(dataset__in=bounds)
    for dataset, first, last in runs.values_list("dataset", "covered_from", "covered_until"):
        noted[dataset] += [(first, last)] if first and last else []
    return {dataset: covered(noted[dataset], *days) for dataset, days in bounds.items()}
