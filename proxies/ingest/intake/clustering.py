"""Items that tell of one thing: the open cluster that an item joins, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from proxies.methods.suggestions.clusters import sure, told_alike
from proxies.methods.suggestions.shared_wording import shares
from proxies.methods.suggestions.thresholds import CLUSTER_DAYS, LOOKING_BACK_DAYS, SHARED
from proxies.models import Cluster, Item
from proxies.models.items import UNDECIDED, came_out

FORGETTING_DAYS = 30
"""Days beyond those looked back on of which the bands are emptied, should a worker have rested."""

LONGEST_TITLE, MOST_MET = 300, 1000


@dataclass(frozen=True, slots=True)
class Alike:
    """Another item that shares wording with one, and how much."""

    pk: int
    share: float
    order: tuple[datetime, int]
    cluster: int | None
    repeats: int | None
    matched: bool


def alike(item: Item) -> list[Alike]:
    """The items of the last days that share enough of their wording with one, the oldest first.

    They are found by their bands alone: asked for in order, the database would go through all items
    of these days. Where more than a thousand share some of it, as pages with nothing but their
    frame do, the newest thousand are looked at.
    """
    if not item.signature:
        return []
    kept, since = bytes(item.signature), item.came - timedelta(LOOKING_BACK_DAYS)
    met = Item.objects.filter(bands__overlap=item.bands).exclude(pk=item.pk)
    rows = _recent(met.values_list(*FIELDS), since)
    found = [
        Alike(key, shared, (came_out(came, at, day), key), cluster, repeats, matched is not None)
        for (key, came, at, day, cluster, repeats, matched, _), shared in zip(
            rows, shares(kept, [bytes(row[-1]) for row in rows]), strict=True
        )
        if shared >= SHARED
    ]
    return sorted(found, key=lambda one: one.order)


FIELDS = (
    *("pk", "came", "published_at", "published", "cluster", "repeats", "matched"),
    "signature",
)


def _recent(met: QuerySet[Item, Any], since: datetime) -> QuerySet[Item, Any]:
    """The newest of those that came since a moment, in words by which the database does not go
    through all that came since."""
    recent = met.alias(at=F("came") + timedelta(0)).filter(at__gte=since)
    return recent.order_by("-at", "-pk")[:MOST_MET]


def set_repeats(item: Item, others: Sequence[Alike]) -> None:
    """Note whose wording it shares: of the oldest; one that came in before and is younger than the
    item itself, and repeats nobody yet, repeats the item."""
    mine = item.came_out, item.pk
    older = [one for one in others if one.order < mine]
    item.repeats_id = older[0].pk if older else None
    item.shared = round(older[0].share, 3) if older else None
    younger = [one for one in others if one.order > mine and one.matched and not one.repeats]
    for one in younger:
        Item.objects.filter(pk=one.pk).update(repeats=item, shared=round(one.share, 3))


def put_into_cluster(item: Item, others: Sequence[Alike], front: int | None, day: date) -> None:
    """Let it join an undecided cluster: that of an item with its wording, else one that it meets;
    else make one. An item that has a cluster stays in it."""
    if item.cluster_id is not None:
        return
    cluster = _by_wording(others) or _by_meeting(item)
    if cluster is None:
        title = str(item)[:LONGEST_TITLE]  # never of its text, which is removed in time
        cluster = Cluster.objects.create(day=day, front_id=front, title=title)
    cluster.front_id = cluster.front_id or front
    cluster.take_in(item)
    cluster.save(update_fields=["front", "oldest"])


def _by_wording(others: Sequence[Alike]) -> Cluster | None:
    keys = [one.cluster for one in others if one.cluster is not None]
    open_ones = Cluster.objects.filter(pk__in=keys, state__in=UNDECIDED) if keys else []
    return next(iter(sorted(open_ones, key=lambda one: keys.index(one.pk))), None)


def _by_meeting(item: Item) -> Cluster | None:
    """The cluster of the first item with a sure key in common, the surest first; else the one whose
    items tell of the same. They are asked for apart: those many may not keep out the sure ones."""
    surest = sure(item.meets_by)
    met = _met(item, surest)
    for key in surest:
        for cluster, keys in met:
            if key in keys:
                return cluster
    others = _met(item, [key for key in item.meets_by if key not in surest])
    told = told_alike(item.meets_by, [(cluster.pk, keys) for cluster, keys in others])
    return next((cluster for cluster, _ in others if cluster.pk == told), None)


def _met(item: Item, by: Sequence[str]) -> list[tuple[Cluster, list[str]]]:
    """The undecided clusters of the last days that have an item with one of some keys: one for each
    such item, with its keys, in the order in which they came."""
    if not by:
        return []
    since = item.came - timedelta(CLUSTER_DAYS)
    met = Item.objects.filter(meets_by__overlap=by).exclude(pk=item.pk)
    fields = ("came", "pk", "cluster", "meets_by")
    rows = sorted(row for row in _recent(met.values_list(*fields), since) if row[2])
    open_ones = Cluster.objects.filter(state__in=UNDECIDED).in_bulk({row[2] for row in rows})
    return [(open_ones[cluster], keys) for _, _, cluster, keys in rows if cluster in open_ones]


def forget(now: datetime) -> None:
    """Take out of the indexes what is too old to be met; the signatures stay."""
    until = now - timedelta(LOOKING_BACK_DAYS)
    old = Item.objects.filter(came__range=(until - timedelta(FORGETTING_DAYS), until))
    old.exclude(bands=[], meets_by=[]).update(bands=[], meets_by=[])
