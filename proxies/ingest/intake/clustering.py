"""Items that tell of one thing: the open cluster that an item joins, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from proxies.methods.suggestions.shared_wording import bands, share
from proxies.methods.suggestions.thresholds import CLUSTER_DAYS, LOOKING_BACK_DAYS, SHARED
from proxies.models import Cluster, Item
from proxies.vocab.intake import ClusterState

UNDECIDED = (ClusterState.OPEN.value, ClusterState.LATER.value)
MOST_COMPARED = 400
"""Items of one band that are compared; more are a text that everybody carries."""

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Alike:
    """Another item that shares wording with one, and how much."""

    pk: int
    share: float
    order: tuple[datetime, int]
    cluster: int | None
    repeats: int | None
    matched: bool


def order_of(item: Item) -> tuple[datetime, int]:
    """When an item came out, as far as it is known, so that of two the older can be told."""
    day = (
        datetime.combine(item.published, datetime.min.time(), item.came.tzinfo)
        if (item.published)
        else item.came
    )
    return item.published_at or min(day + timedelta(1), item.came), item.pk


def alike(item: Item) -> list[Alike]:
    """The items of the last days that share enough of their wording with one, the oldest first."""
    if not item.signature:
        return []
    kept = bytes(item.signature)
    since = item.came - timedelta(LOOKING_BACK_DAYS)
    others = Item.objects.filter(bands__overlap=bands(kept), came__gte=since).exclude(pk=item.pk)
    fields = ("signature", "published", "published_at", "came", "cluster", "repeats", "matched")
    rows = others.only("pk", *fields).order_by("came")[:MOST_COMPARED]
    found = [
        Alike(one.pk, shared, order_of(one), one.cluster_id, one.repeats_id, bool(one.matched))
        for one in rows
        if (shared := share(kept, bytes(one.signature or b""))) >= SHARED
    ]
    return sorted(found, key=lambda one: one.order)


def set_repeats(item: Item, others: Sequence[Alike]) -> None:
    """Note whose wording it shares: of the oldest; one that came in before and is younger than the
    item itself, and repeats nobody yet, repeats the item."""
    mine = order_of(item)
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
        title = (item.title or item.text or item.address)[:LONGEST_TITLE]
        cluster = Cluster.objects.create(day=day, front_id=front, title=title)
    elif cluster.front_id is None and front is not None:
        Cluster.objects.filter(pk=cluster.pk).update(front=front)
    item.cluster = cluster


def _by_wording(others: Sequence[Alike]) -> Cluster | None:
    keys = [one.cluster for one in others if one.cluster is not None]
    open_ones = Cluster.objects.filter(pk__in=keys, state__in=UNDECIDED) if keys else []
    return next(iter(sorted(open_ones, key=lambda one: keys.index(one.pk))), None)


def _by_meeting(item: Item) -> Cluster | None:
    """The cluster of the first item with a key in common; the surest key goes before the others."""
    if not item.meets_by:
        return None
    since = item.came - timedelta(CLUSTER_DAYS)
    others = Item.objects.filter(
        meets_by__overlap=item.meets_by, cluster__state__in=UNDECIDED, came__gte=since
    ).exclude(pk=item.pk)
    rows = list(others.only("meets_by", "cluster").order_by("came", "pk")[:MOST_COMPARED])
    first = chain.from_iterable(
        (one for one in rows if key in one.meets_by) for key in item.meets_by
    )
    one = next(first, None)
    return one.cluster if one else None
