"""Names that another actor bears: neither is then known by them in a file, or to the search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from proxies.models import Actor, ActorName, search_key

SHARED = (
    "“{name}” is a name of {other} already. A file that writes it means neither of the two then, "
    "and the name waits for an editor."
)


def shared_names(actor: Actor, rows: Iterable[ActorName]) -> Iterator[str]:
    """Names on the page of an actor that others bear, in any spelling; those they shared before
    are not asked about again."""
    typed = [actor.name, actor.short_name, *(row.text for row in rows)]
    names = {search_key(name): name for name in reversed(typed) if name}
    holders = _holders(names)
    for key, name in names.items():
        held = holders[key]
        if held and actor.pk not in held:
            yield SHARED.format(name=name, other=", ".join(sorted(held.values())))


def _holders(keys: Iterable[str]) -> defaultdict[str, dict[int, str]]:
    """The actors that bear each name in the database, by their keys."""
    wanted, found = {*keys}, defaultdict[str, dict[int, str]](dict)
    for actor in Actor.objects.all():
        for key in {search_key(actor.name), search_key(actor.short_name)} & wanted:
            found[key][actor.pk] = str(actor)
    for row in ActorName.objects.filter(search_key__in=wanted).select_related("actor"):
        found[row.search_key][row.actor_id] = str(row.actor)
    return found
