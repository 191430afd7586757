"""Which items tell of one thing: the keys by which an item meets an open cluster.

An item joins the cluster of the item whose wording it shares; else one with an item that has a key
in common with it: the same record that it is most likely about, or the same origin, day, kinds of
act, front and parties, and a place in common where they name one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proxies.methods.suggestions.reading import Reading
from proxies.methods.suggestions.values import Kind, Suggestion
from proxies.signs.folding import search_key

LONGEST_KEY = 500
"""Signs, as many as are kept."""


def meeting_keys(
    reading: Reading, candidates: list[Suggestion], day: date, source: str
) -> tuple[str, ...]:
    """The keys of an item, the surest first; of what credits nobody its outlet is the origin."""
    record = [f"record:{one.value}" for one in candidates[:1]]
    return (*record, *_of_origin(reading, day, source))


def _of_origin(reading: Reading, day: date, source: str) -> Iterator[str]:
    """Who has it from whom, when, and what it tells of; a key for each place that it names."""
    credited = reading.origin
    origin = search_key(str(credited.value)) if credited else source
    if not origin or not reading.lead_actors or not reading.values(Kind.ACT):
        return
    parts = (
        origin,
        day.isoformat(),
        "+".join(sorted(map(str, reading.values(Kind.ACT)))),
        "+".join(sorted(map(str, reading.values(Kind.FRONT)))),
        "+".join(sorted(reading.lead_actors)),
    )
    for place in reading.values(Kind.PLACE) or [""]:
        yield ":".join(("origin", *parts, str(place)))[:LONGEST_KEY]
