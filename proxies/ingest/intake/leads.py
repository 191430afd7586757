"""A file of leads, addresses that nobody has read yet, into the inbox; never into the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from proxies.ingest.intake.drafts import draft
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.targets import Target
from proxies.ingest.intake.formats.entries import Entry
from proxies.ingest.intake.formats.signs import title_of
from proxies.ingest.intake.keys import key_of, short_enough
from proxies.ingest.intake.outlets import Outlets
from proxies.ingest.seeds.check import Problem, SeedEntry, problems_in
from proxies.ingest.seeds.documents import SeedSyntaxError, parse
from proxies.ingest.seeds.fields import UNKNOWN, Address, Day, Shape, Slug, Text
from proxies.models import Cluster, Front, Item, Source
from proxies.models.days import today
from proxies.models.items import take_turn
from proxies.vocab.intake import DayFrom
from proxies.wording.intake import LEAD_FAULTS, lead_note

LISTED = "leads"


class LeadShape(Shape):
    """One lead, as the file has it; what is null is not known."""

    url: Address
    outlet: Text = UNKNOWN
    """The slug of a source, or a name."""
    title: Text = UNKNOWN
    seems: Slug = UNKNOWN
    front: Slug = UNKNOWN
    about: Day = UNKNOWN
    published: Day = UNKNOWN
    says: Text = UNKNOWN


@dataclass
class Leads:
    """A file of leads as it was read, and what is wrong with it."""

    read: list[LeadShape] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class LeadCounts:
    """What became of the leads of a file."""

    new: int = 0
    noted: int = 0
    """Items that were there, to which a note was added."""
    unchanged: int = 0


def read_leads(file: Path) -> Leads:
    """The leads of a file, with every error in it."""
    leads = Leads()
    try:
        written, lines = parse(file.read_bytes())
        listed = written.get(LISTED) if isinstance(written, dict) else None
        if not isinstance(listed, list):
            raise SeedSyntaxError(LEAD_FAULTS["no-list"], 1)
    except (OSError, SeedSyntaxError) as error:
        message = error.strerror if isinstance(error, OSError) else str(error)
        leads.problems.append(Problem(file.name, str(message), getattr(error, "line", 0)))
        return leads
    below = {path[1:]: line for path, line in lines.items() if path[:1] == (LISTED,)}
    for n, each in enumerate(listed):
        _read_one(SeedEntry("lead", file.name, below, n, each), leads)
    return leads


def _read_one(entry: SeedEntry, leads: Leads) -> None:
    known: Any = entry.written
    if isinstance(known, dict):
        known = {name: value for name, value in known.items() if value is not None}
    try:
        lead = LeadShape.model_validate_json(json.dumps(known))
    except ValidationError as refused:
        for error in refused.errors():
            leads.problems += problems_in(entry, error, LeadShape)
        return
    faults = list(_faults(entry, lead))
    leads.problems += faults
    leads.read += [] if faults else [lead]


def _faults(entry: SeedEntry, lead: LeadShape) -> Iterator[Problem]:
    """What is wrong with a lead beyond its form."""
    try:
        Target.of(lead.url)
    except FetchError as error:
        yield entry.problem(("url",), error.words, lead.url)
    if not short_enough(lead.url):
        yield entry.problem(("url",), LEAD_FAULTS["long"])
    if lead.published and lead.published > today():
        yield entry.problem(("published",), LEAD_FAULTS["ahead"], lead.published.isoformat())


@transaction.atomic
def load_leads(leads: list[LeadShape]) -> LeadCounts:
    """Put leads into the inbox; running it again changes nothing. Two leads with one address make
    one item, with the notes of both."""
    take_turn()
    outlets, sources = Outlets(), Source.objects.in_bulk(field_name="slug")
    by_key: dict[str, list[LeadShape]] = {}
    for lead in leads:
        by_key.setdefault(key_of(lead.url), []).append(lead)
    known = Item.objects.in_bulk(list(by_key), field_name="key")
    new = [_item(some, outlets, sources) for key, some in by_key.items() if key not in known]
    noted = [item for key, item in known.items() if _add_notes(item, by_key[key])]
    Item.objects.bulk_create(new, ignore_conflicts=True)
    _cluster(Item.objects.filter(key__in=by_key.keys() - known.keys()), by_key)
    Item.objects.bulk_update(noted, ["note"])
    return LeadCounts(len(new), len(noted), len(known) - len(noted))


def _cluster(items: Iterable[Item], leads: Mapping[str, list[LeadShape]]) -> None:
    """Put new items into clusters on the front and the day that their lead names; leads of which
    the same is noted make one. Nobody has read the pages, so their words tell of no front."""
    fronts, made = Front.objects.in_bulk(field_name="slug"), dict[Any, Cluster]()
    for item in items:
        lead = leads[item.key][0]
        day = item.about or item.published or today()
        front = fronts.get(lead.front or "")
        said = lead.says or item.title or item.key
        key = front, day, said
        if key not in made:
            made[key] = Cluster(front=front, day=day, title=title_of(said)[0])
        made[key].take_in(item)
        made[key].save()
        item.save(update_fields=["cluster"])


def _item(leads: list[LeadShape], outlets: Outlets, sources: dict[str, Source]) -> Item:
    """The item of the leads with one address; what the first does not say, a later one may."""
    given = {
        name: next((value for lead in leads if (value := getattr(lead, name))), None)
        for name in ("title", "about", "published", "outlet")
    }
    title, _ = title_of(given["title"] or "")
    entry = Entry(short_enough(leads[0].url), title)
    item = draft(entry, None, None, outlets, datetime.now(UTC)).item
    item.fingerprint = ""  # a channel that brings it later fills in the rest
    source = sources.get(given["outlet"] or "")
    item.source = source or item.source
    item.outlet = (source.name if source else given["outlet"] or item.outlet)[:120]
    item.lead, item.about = True, given["about"]
    if given["published"]:
        item.published, item.day_from = given["published"], DayFrom.GIVEN
    item.note = "\n".join(_notes(leads))
    return item


def _notes(leads: list[LeadShape]) -> list[str]:
    """What was noted of some leads, each once."""
    return [note for note in dict.fromkeys(map(_note, leads)) if note]


def _note(lead: LeadShape) -> str:
    about = lead.about.isoformat() if lead.about else ""
    return lead_note(lead.seems or "", lead.front or "", about, lead.says or "")


def _add_notes(item: Item, leads: list[LeadShape]) -> bool:
    """Add what an item's note does not say yet; whether there was anything."""
    there = item.note.splitlines()
    missing = [note for note in _notes(leads) if note not in there]
    item.note = "\n".join([*there, *missing])
    return bool(missing)
