"""Proposing pairs to editors: what `methods/duplicates.py` finds, kept in step on every run.

A pair that nobody has decided follows the records: its points change with them, and it goes when
they are no longer alike. One that an editor decided, or proposed, stays as it is. Running it again
changes nothing.
"""

from __future__ import annotations

import logging
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import connection, transaction
from django.db.models import Q

from proxies.methods.duplicates import MOST_EACH, Likeness, distance, judge
from proxies.models import Actor, AttackEvent, DuplicatePair
from proxies.record.columns.reading import columns
from proxies.record.reading_duplicates import Scope, candidates, kin, read_candidates
from proxies.wording.duplicates import sign_in_words

log = logging.getLogger(__name__)

LOCK = 0x64757065
CHUNK = 4_000
"""Pairs that are judged at a time."""

EVERYTHING = Scope()
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that are alike; `first` has the lower key."""

    first: int
    second: int
    datasets: tuple[str, str]
    likeness: Likeness
    km: float | None = None

    @property
    def rank(self) -> tuple[int, float, int, int]:
        """Most points first, of equals the nearer."""
        km = math.inf if self.km is None else self.km
        return -self.likeness.points, km, self.first, self.second

    @property
    def ends(self) -> tuple[tuple[int, str], tuple[int, str]]:
        """Each record, with the dataset in which the other is looked for."""
        return (self.first, self.datasets[1]), (self.second, self.datasets[0])

    def words(self, names: Mapping[str, str]) -> list[str]:
        """The signs, as they are kept: "+2 the same day"."""
        return [
            f"{sign.points:+d} {sign_in_words(sign, names)}"[:300] for sign in self.likeness.signs
        ]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What one search did: pairs new, changed, gone, and open pairs that stayed as they were."""

    compared: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0

    def __str__(self) -> str:
        return (
            f"{self.new:,} newly proposed, {self.changed:,} changed, {self.gone:,} no longer "
            f"alike, {self.same:,} as before"
        )


def propose(scope: Scope = EVERYTHING, watch: Watch = lambda done, whole: None) -> SearchResult:
    """Look for pairs and bring the proposals to what was found; a second run waits for the first.

    `watch` is told pairs compared so far, and all. What the planner knows of the tables may be from
    before the import, or from one that was broken off; then the search would take minutes, not
    seconds.
    """
    if scope == EVERYTHING:
        columns()  # read before the transaction, within which they could not be kept
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            cursor.execute("ANALYZE proxies_attackevent, proxies_place")
        pairs = candidates(scope)
        matches = {(match.first, match.second): match for match in _alike(pairs, watch)}
        settled = _settled(matches.keys())
        left = [match for keys, match in matches.items() if keys not in settled]
        return _keep(scope, foremost(left), len(pairs))


def propose_after(dataset: str, first: date | None, last: date | None) -> SearchResult | None:
    """Look for pairs with what an import brought, whose first days are these. The import is in
    whatever becomes of that: where the search fails, the log says why, and None is returned."""
    try:
        return propose(Scope(dataset, first, last))
    except Exception:
        log.exception("Possible duplicates of %s were not looked for.", dataset)
        return None


def _alike(pairs: list[tuple[int, int]], watch: Watch) -> Iterator[Match]:
    related, rest = kin(), iter(pairs)
    done = 0
    while chunk := list(islice(rest, CHUNK)):
        records = read_candidates({key for pair in chunk for key in pair})
        for first, second in chunk:
            one, other = records[first], records[second]
            if likeness := judge(one, other, related):
                datasets = one.dataset, other.dataset
                yield Match(first, second, datasets, likeness, distance(one, other))
        done += len(chunk)
        watch(done, len(pairs))


def foremost(matches: Iterable[Match]) -> list[Match]:
    """Those in which neither record has a better match in the other's dataset, and of these at most
    `MOST_EACH` for each record."""
    ranked = sorted(matches, key=lambda match: match.rank)
    best: dict[tuple[int, str], int] = {}
    for match in ranked:
        for end in match.ends:
            best.setdefault(end, match.likeness.points)
    taken: Counter[tuple[int, str]] = Counter()
    kept = []
    for match in ranked:
        if all(best[e] == match.likeness.points and taken[e] < MOST_EACH for e in match.ends):
            taken.update(match.ends)
            kept.append(match)
    return kept


def _keep(scope: Scope, matches: list[Match], compared: int) -> SearchResult:
    names = dict(Actor.objects.values_list("slug", "short_name"))
    wanted = {
        (match.first, match.second): DuplicatePair(
            first_id=match.first,
            second_id=match.second,
            points=match.likeness.points,
            signs=match.words(names),
        )
        for match in matches
    }
    undecided = DuplicatePair.objects.undecided()
    if scope.dataset or scope.since or scope.until:  # only these does such a run speak of
        undecided = undecided.filter(Q(**scope.of("first")) | Q(**scope.of("second")))
    there = {(pair.first_id, pair.second_id): pair for pair in undecided}
    new = [pair for key, pair in wanted.items() if key not in there]
    gone = [pair.pk for key, pair in there.items() if key not in wanted]
    changed = [pair for key, pair in there.items() if key in wanted and _brought(pair, wanted[key])]
    DuplicatePair.objects.bulk_create(new, batch_size=CHUNK)
    DuplicatePair.objects.bulk_update(changed, ["points", "signs"], batch_size=CHUNK)
    DuplicatePair.objects.filter(pk__in=gone).delete()
    same = len(there) - len(changed) - len(gone)
    return SearchResult(compared, len(new), len(changed), len(gone), same)


def _brought(pair: DuplicatePair, wanted: DuplicatePair) -> bool:
    """Bring a pair to what is wanted of it; whether it differed."""
    before = pair.points, pair.signs
    pair.points, pair.signs = wanted.points, wanted.signs
    return before != (pair.points, pair.signs)


def _settled(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs that are not to be proposed: those decided or proposed by hand, and those of a record
    that counts as one with another of the same dataset already."""
    decided = DuplicatePair.objects.exclude(decided_at=None, proposed_by=None)
    partners: defaultdict[int, set[int]] = defaultdict(set)
    ends = ("pk", "dataset", "same_as", "same_as__dataset")
    for pk, dataset, other, its in AttackEvent.objects.exclude(same_as=None).values_list(*ends):
        partners[pk].add(its)
        partners[other].add(dataset)
    met = [pair for pair in pairs if partners.keys() & set(pair)]
    keys = {key for pair in met for key in pair}
    datasets = dict(AttackEvent.objects.filter(pk__in=keys).values_list("pk", "dataset"))
    taken = (
        (first, second)
        for first, second in met
        if datasets[second] in partners[first] or datasets[first] in partners[second]
    )
    return {*decided.values_list("first_id", "second_id"), *taken}
