"""What waits at the desk: clusters by day and front, with what each seems to be; and one whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from proxies.models import Actor, Channel, Cluster, Decision, Front, Item, Place, Source
from proxies.queries.called import Candidate, candidates_of, names_by_slug
from proxies.queries.origin_groups import Origin, counted, origins_of
from proxies.queries.suggested import Suggested, gathered
from proxies.vocab.desk import SuggestionKind

PAGE = 40
MOST_NAMED = 4
"""Actors that a row names."""

OF_ROWS = (
    *("cluster", "outlet", "published", "published_at", "came", "suggestions"),
    *("repeats", "shared", "credits", "credit", "source", "title", "address"),
    *("source__name", "source__slug", "source__kind", "credits__slug"),
)
"""Columns of the items that a row of the inbox is made of: none of their texts."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A cluster with what it seems to be."""

    cluster: Cluster
    items: int
    origins: int
    outlet: str
    oldest: datetime | None
    acts: tuple[str, ...]
    actors: tuple[str, ...]
    candidate: Candidate | None
    reason: str
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class InboxGroup:
    """The clusters of a day and a front; `clusters` and `items` are all that wait of it, also those
    on other pages."""

    day: date
    front: Front | None
    clusters: int
    items: int
    rows: tuple[InboxRow, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a cluster open to decide, since when."""

    key: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of what waits."""

    page: Page[Cluster]
    groups: tuple[InboxGroup, ...]
    items: int


@dataclass(frozen=True)
class ClusterLookup:
    """One cluster with all that its page shows; `last` is the newest decision that stands."""

    cluster: Cluster
    items: tuple[Item, ...]
    origins: tuple[Origin, ...]
    suggested: Mapping[str, tuple[Suggested, ...]]
    candidates: tuple[tuple[Candidate, Suggested], ...]
    last: Decision | None
    holder: Holder | None
    names: Mapping[str, str]
    """Slug → name of the actors that are suggested."""
    sources: Mapping[str, str]
    """Slug → name of the sources that are suggested as origins."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Slug → role of these actors."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Slug → name of the places that are suggested; the slug where the name is none, or several."""

    @cached_property
    def first(self) -> Item | None:
        """The first item of the oldest origin."""
        return self.origins[0].items[0] if self.origins else None

    @property
    def number_of_origins(self) -> int:
        """Those that are established."""
        return sum(origin.established for origin in self.origins)

    @property
    def waiting(self) -> bool:
        return self.last is None


def inbox(number: int = 1) -> Inbox:
    """A page of the clusters that wait: the newest day first, each front's oldest origin first."""
    page = Paginator(in_order().select_related("front", "taken_by"), PAGE).get_page(number)
    clusters = list(page.object_list)
    totals = _totals({cluster.day for cluster in clusters})
    rows = _rows(clusters)
    groups = [
        InboxGroup(day, front, *totals.get((day, front.pk if front else None), (0, 0)), tuple(own))
        for (day, front), each in groupby(clusters, key=lambda one: (one.day, one.front))
        for own in [[rows[cluster.pk] for cluster in each]]
    ]
    return Inbox(page, tuple(groups), sum(group.items for group in groups))


def in_order() -> QuerySet[Cluster]:
    """The clusters that wait, as they stand in the inbox."""
    last = {"nulls_last": True}
    by_front = (F("front__position").asc(**last), F("front").asc(**last))
    return Cluster.objects.waiting().order_by("-day", *by_front, F("oldest").asc(**last), "pk")


def _totals(days: set[date]) -> dict[tuple[date, int | None], tuple[int, int]]:
    """Day and key of a front → clusters that wait, and their items."""
    counts = (
        Cluster.objects.waiting()
        .filter(day__in=days)
        .order_by()
        .values_list("day", "front")
        .annotate(clusters=Count("pk", distinct=True), total=Count("items"))
    )
    return {(day, front): (clusters, total) for day, front, clusters, total in counts}


def _rows(clusters: Sequence[Cluster]) -> dict[int, InboxRow]:
    own: defaultdict[int, list[Item]] = defaultdict(list)
    read = Item.objects.filter(cluster__in=clusters).select_related("source", "credits")
    for item in read.only(*OF_ROWS):
        own[item.cluster_id or 0].append(item)
    said = {cluster.pk: gathered(own[cluster.pk]) for cluster in clusters}
    slugs = (one.value for each in said.values() for one in each.get(SuggestionKind.ACTOR, ()))
    names = names_by_slug(Actor, slugs, "short_name")
    wanted = (one.value for each in said.values() for one in each.get(SuggestionKind.CANDIDATE, ()))
    records = candidates_of(wanted)
    return {
        cluster.pk: _row(cluster, own[cluster.pk], said[cluster.pk], names, records)
        for cluster in clusters
    }


def _row(
    cluster: Cluster,
    items: Sequence[Item],
    said: Mapping[str, tuple[Suggested, ...]],
    names: Mapping[str, str],
    records: Mapping[str, Candidate],
) -> InboxRow:
    first = min(items, key=lambda item: (item.came_out, item.pk), default=None)
    actors = (names.get(one.value, "") for one in said.get(SuggestionKind.ACTOR, ()))
    likely = next((o for o in said.get(SuggestionKind.CANDIDATE, ()) if o.value in records), None)
    return InboxRow(
        cluster=cluster,
        items=len(items),
        origins=counted(items).origins,
        outlet=(first.source.name if first.source else first.outlet) if first else "",
        oldest=(first.published_at or (None if first.published else first.came)) if first else None,
        acts=tuple(one.value for one in said.get(SuggestionKind.ACT, ())),
        actors=tuple(name for name in actors if name)[:MOST_NAMED],
        candidate=records[likely.value] if likely else None,
        reason=likely.reason if likely else "",
        holder=holder_of(cluster),
    )


def holder_of(cluster: Cluster) -> Holder | None:
    """Who has it open to decide; None where nobody has, or the time is over."""
    user = cluster.held_by
    if user is None or cluster.taken is None:
        return None
    return Holder(user.pk, user.get_username(), cluster.taken)


def find_cluster(key: int) -> ClusterLookup | None:
    """One cluster, waiting or decided; None where there is none."""
    cluster = Cluster.objects.select_related("front", "taken_by").filter(pk=key).first()
    if cluster is None:
        return None
    related = ("source__aligned_with", "credits__aligned_with", "report", "repeats")
    items = tuple(Item.objects.filter(cluster=cluster).select_related(*related).order_by("pk"))
    said = gathered(items)
    records = candidates_of(_values(said, SuggestionKind.CANDIDATE))
    likely = said.get(SuggestionKind.CANDIDATE, ())
    actors = _values(said, SuggestionKind.ACTOR)
    return ClusterLookup(
        cluster=cluster,
        items=items,
        origins=origins_of(items),
        suggested=said,
        candidates=tuple((records[one.value], one) for one in likely if one.value in records),
        last=cluster.standing_decision,
        holder=holder_of(cluster),
        names=names_by_slug(Actor, actors, "short_name"),
        sources=names_by_slug(Source, _values(said, SuggestionKind.ORIGIN), "name"),
        roles=names_by_slug(Actor, actors, "role"),
        places=_places(said),
    )


def _values(said: Mapping[str, Iterable[Suggested]], kind: SuggestionKind) -> set[str]:
    return {one.value for one in said.get(kind, ())}


def _places(said: Mapping[str, Iterable[Suggested]]) -> dict[str, str]:
    slugs = _values(said, SuggestionKind.PLACE)
    names = names_by_slug(Place, slugs, "name") if slugs else {}
    bearing = Place.objects.filter(name__in=names.values()).values_list("name", flat=True)
    alone = {name for name, number in Counter(bearing).items() if name and number == 1}
    return {slug: name if name in alone else slug for slug, name in names.items()}


def last_decision_of(user: Any) -> Decision | None:
    """The newest decision of somebody that was not taken back."""
    decisions = Decision.objects.filter(by=user, undone=None).select_related("cluster", "by")
    return decisions.order_by("-at", "-pk").first()


def following(cluster: Cluster) -> int | None:
    """The key of the cluster of the same day that waits after one, for who goes on at once."""
    keys = list(in_order().filter(day=cluster.day).values_list("pk", flat=True))
    after = keys[keys.index(cluster.pk) + 1 :] if cluster.pk in keys else []
    return after[0] if after else None


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """How many of the channels that are read are well, and those that are not, with why."""

    enabled: int
    well: int
    ill: tuple[Channel, ...]


def channel_health() -> ChannelHealth:
    """The channels that are read on a schedule (one query)."""
    channels = list(Channel.objects.filter(enabled=True).order_by("name"))
    ill = tuple(channel for channel in channels if channel.failures)
    return ChannelHealth(len(channels), len(channels) - len(ill), ill)
