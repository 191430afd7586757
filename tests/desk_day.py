"""Rows for the desk: items, clusters, and a made-up day of sixty items.

The texts are plainly made up: they say so, and tell of nothing that happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from proxies.models import Actor, Cluster, Front, Item, Source
from proxies.vocab.intake import ClusterState
from tests.factories import make_source, unused

DAY = date(2024, 12, 23)
AT = datetime(2024, 12, 23, 6, 40, tzinfo=UTC)


def suggestion(kind: str, value: Any, item: Item, words: str = "", **more: Any) -> dict[str, Any]:
    """A suggestion as the matching writes it: where the words stand in title and text."""
    whole = f"{item.title}\n{item.text}"
    start = whole.find(words) if words else -1
    end = start + len(words) if start >= 0 else -1
    shape = {"kind": kind, "value": str(value), "at_least": False, "reason": "named"}
    return {**shape, "start": start, "end": end, "words": words, **more}


def make_item(cluster: Cluster | None = None, *said: tuple[str, Any, str], **fields: Any) -> Item:
    """An item, with suggestions given as kind, value and words of its title or text."""
    address = fields.pop("address", f"https://paper.example/{unused('article')}")
    defaults = {
        "address": address,
        "key": address.removeprefix("https://"),
        "title": "A made-up headline",
        "published": DAY,
        "published_at": AT,
        "language": "en",
    }
    item = Item(**{"came": datetime.now(UTC), **defaults, **fields})
    if cluster is not None:
        cluster.take_in(item)
        cluster.save(update_fields=["oldest"])
    item.suggestions = [suggestion(kind, value, item, words) for kind, value, words in said]
    item.matched = AT
    item.save()
    return item


def make_cluster(front: Front | None = None, **fields: Any) -> Cluster:
    """A cluster that waits."""
    defaults = {"day": DAY, "title": "A made-up cluster", "state": ClusterState.OPEN.value}
    return Cluster.objects.create(front=front, **{**defaults, **fields})


KINDS = (
    ("pledge", "Test {n}: made-up halt by {actor} on the {front} front", "made-up halt"),
    ("attack", "Test {n}: made-up attack by {actor} on the {front} front", "made-up attack"),
    ("denial", "Test {n}: made-up denial by {actor} on the {front} front", "made-up denial"),
    ("strike", "Test {n}: made-up strike near {actor} on the {front} front", "made-up strike"),
    ("", "Test {n}: made-up traffic plan, of no concern to the record", ""),
)
SIZES = (9, 2, 1, 1, 5, 1, 4, 3, 2, 1, 1, 6, 3, 2, 1, 1, 2, 4, 1, 10)
"""Items of each cluster: sixty in twenty."""


def make_day(
    fronts: Sequence[Front], actors: Sequence[Actor], day: date = DAY, said: str = ""
) -> list[Cluster]:
    """Sixty items in twenty clusters on some fronts, the last of each quarter of no front; in every
    cluster the first two items come from sources of their own, others repeat the first."""
    sources = [make_source(f"Made-up paper {number}{said}") for number in range(1, 6)]
    return [
        _cluster_of(number, size, fronts[number % len(fronts)], actors[number % len(actors)],
                    sources, day)
        for number, size in enumerate(SIZES)
    ]  # fmt: skip


def _cluster_of(  # noqa: PLR0913, PLR0917
    number: int, size: int, front: Front, actor: Actor, sources: list[Source], day: date
) -> Cluster:
    act, form, words = KINDS[number % len(KINDS)]
    title = form.format(n=number + 1, actor=actor.short_name, front=front.short_name)
    cluster = make_cluster(front if act else None, title=title, day=day)
    begun = datetime(day.year, day.month, day.day, 5, tzinfo=UTC) + timedelta(minutes=13 * number)
    said = [("act", act, words), ("actor", actor.slug, actor.short_name)] if act else []
    if act:
        said += [("front", front.slug, front.short_name), ("day", day.isoformat(), "")]
    first: Item | None = None
    for place in range(size):
        own = first is None or place == 1
        item = make_item(
            cluster,
            *said,
            title=title if own else f"{title} (again, {place})",
            text=f"This sentence is made up for a test. {title}. So is this one.",
            source=sources[(number + place) % len(sources)],
            published=day,
            published_at=begun + timedelta(minutes=7 * place),
            repeats=None if own else first,
            shared=None if own else 0.94,
        )
        first = first or item
    return cluster
