"""Matching what came in: what each item says, whose wording it shares, and what it may be about.

Items are taken oldest first, a chunk in one transaction, by one process at a time: one that is
killed leaves its chunk as it was, and the next run takes it up again.
"""

from __future__ import annotations

import logging
from datetime import date

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from procrastinate.exceptions import JobAborted

from proxies.ingest.intake.clustering import alike, forget, put_into_cluster, set_repeats
from proxies.ingest.intake.nearby import Nearby
from proxies.ingest.intake.vocabulary import KNOWN, Known
from proxies.methods.suggestions.candidates import TextFacts, candidates
from proxies.methods.suggestions.clusters import meeting_keys, told_keys
from proxies.methods.suggestions.reading import Reading, read
from proxies.methods.suggestions.shared_wording import bands, signature
from proxies.methods.suggestions.values import Act, Kind, Suggestion
from proxies.models import Item
from proxies.models.items import take_turn

log = logging.getLogger(__name__)

CHUNK, TOLD_EVERY = 40, 1000
"""Items of a transaction: decisions at the desk wait for it, half a second. And of how many on the
database is told that there are more."""
LONGEST_CREDIT = 300
MOST_DAYS = 2
"""Days of a text that records are looked for on: its first is the one it is about."""


def match_waiting() -> int:
    """Match all items that wait, and say how many there were."""
    matched = 0
    while True:
        with transaction.atomic():
            take_turn()
            waiting = Item.objects.filter(matched=None).order_by("came", "pk")
            items = list(waiting.select_related("source")[:CHUNK])
            known, nearby = KNOWN.get(), Nearby()
            if len(items) == CHUNK and matched % TOLD_EVERY == 0:
                tell_planner()
            for item in items:
                match_safely(item, known, nearby)
        matched += len(items)
        if len(items) < CHUNK:
            forget(timezone.now())
            return matched


@transaction.atomic
def match_now(key: int) -> None:
    """Match one item before its turn, for somebody who waits."""
    take_turn()
    for item in Item.objects.filter(pk=key, matched=None).select_related("source"):
        match_safely(item, KNOWN.get(), Nearby())


def tell_planner() -> None:
    """Let the database count the items: it may know the table from when it was all but empty, and
    would go through all of it for each."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proxies_item")


def match_safely(item: Item, known: Known, nearby: Nearby) -> None:
    """Match one item; one that cannot be matched is logged, holds up no other, and waits in a
    cluster of its own."""
    try:
        with transaction.atomic():
            match(item, known, nearby)
    except (OperationalError, InterfaceError, JobAborted):  # no fault of the item
        raise
    except Exception:
        log.exception("Item %s could not be matched.", item.pk)
        item.refresh_from_db()
        put_into_cluster(item, (), None, item.about or item.published or item.came.date())
        item.matched = timezone.now()
        item.save(update_fields=["cluster", "matched"])


def match(item: Item, known: Known, nearby: Nearby) -> None:
    """Match one item, and save what was found."""
    reading = _read(item, known)
    days = tuple(date.fromisoformat(str(one)) for one in reading.values(Kind.DAY))[:MOST_DAYS]
    day = next(iter(days), None) or item.about or item.published or item.came.date()
    facts = _facts(reading, days or (day,), known)
    about = candidates(facts, nearby.of(facts.days), known.kin)
    item.suggestions = [one.as_row() for one in (*reading.suggestions, *about)]
    _credit(item, reading.origin, known)
    _sign(item)
    source = known.slugs.get(item.source_id or 0, "")
    relayed = source in known.lexicon.vocabulary.relays
    item.meets_by = [
        *meeting_keys(reading, about, day, "" if relayed else source),
        *told_keys(reading, day, known.lexicon.vocabulary, known.places),
    ]
    others = alike(item)
    set_repeats(item, others)
    fronts = reading.values(Kind.FRONT)
    front = known.fronts.get(str(fronts[0])) if fronts else None
    put_into_cluster(item, others, front, day)
    item.matched = timezone.now()
    item.save(update_fields=FOUND)


FOUND = (
    *("suggestions", "credits", "credit", "signature", "bands", "meets_by", "repeats", "shared"),
    *("cluster", "matched"),
)


def _read(item: Item, known: Known) -> Reading:
    """What its words say; an item on which a rule fails is logged, and goes on without."""
    day = item.published or item.came.date()
    try:
        return read(item.title, item.text, item.language, day, known.lexicon)
    except (DatabaseError, JobAborted):
        raise
    except Exception:
        log.exception("Item %s could not be read.", item.pk)
        return Reading((), frozenset())


def _sign(item: Item) -> None:
    """Keep the signature of its wording; one whose text is gone keeps what it has."""
    if item.text_removed is None:
        item.signature = signature(item.title, item.text)
    item.bands = bands(bytes(item.signature)) if item.signature else []


def _credit(item: Item, origin: Suggestion | None, known: Known) -> None:
    credited = str(origin.value) if origin else ""
    item.credits_id = known.sources.get(credited)
    item.credit = origin.words[:LONGEST_CREDIT] if origin else ""


def _facts(reading: Reading, days: tuple[date, ...], known: Known) -> TextFacts:
    """What a record can be held against: of places the first that is located, of figures one that
    is no least number."""
    killed = [
        int(one.value)
        for one in reading.suggestions
        if one.kind is Kind.KILLED and not one.at_least
    ]
    located = [known.places[str(one)] for one in reading.values(Kind.PLACE) if one in known.places]
    point, reach = located[0] if located else (None, 0.0)
    return TextFacts(
        days=days,
        acts=frozenset(Act(str(one)) for one in reading.values(Kind.ACT)),
        fronts=frozenset(map(str, reading.values(Kind.FRONT))),
        parties=reading.lead_actors,
        weapons=frozenset(map(str, reading.values(Kind.WEAPON))),
        killed=killed[0] if killed else None,
        point=point,
        reach=reach,
    )
