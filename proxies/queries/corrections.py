"""The history of records in words: what changed, from what to what, when, why and by whom.

A correction is a change to a record that readers could see before it: of its own columns or of
what hangs on it. Loading a record first, publishing it first and reports that are added later are
none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from proxies.models import Change
from proxies.models.history import TRACKED, ChangeQuerySet, Operation
from proxies.queries.row_names import DRAFTS, names_of
from proxies.wording.history import EDITOR, MAINTAINERS, SOURCES, FieldChange, Key, Row, RowName

REASONS = ("retraction_reason", "discount_reason")
"""Columns that say why, where the change itself came without a reason."""


@dataclass(frozen=True)
class Correction:
    """One change of a row, whose own key is `change`. `key` is its record's; `part` says which row
    of the record it was, empty for itself. `confirmed` are doubts that the editor said to be none.
    """

    change: int
    at: datetime
    key: int
    kind: str
    record: str
    url: str
    part: str
    done: str
    changes: tuple[FieldChange, ...]
    who: str
    why: str
    confirmed: tuple[str, ...] = ()


def corrections_of(*records: Model, day: date | None = None) -> list[Correction]:
    """The corrections of records made by a day, newest first; two queries, one where none."""
    return in_words(Change.objects.of(*records).corrections().made_by(day))


def corrections_between(
    kind: str, keys: Iterable[int], days: tuple[date, date]
) -> dict[int, tuple[Correction, ...]]:
    """The corrections of many records of a kind after one day, up to another, oldest first."""
    return _by_record(_corrections(kind, keys).between(*days))


def corrected_between(kind: str, days: tuple[date, date]) -> frozenset[int]:
    """The keys of the records of a kind that were corrected after one day, up to another."""
    changes = Change.objects.filter(record_kind=kind).corrections().between(*days)
    keys = changes.order_by().values_list("record_key", flat=True).distinct()
    return frozenset(key for key in keys if key is not None)


def corrections_by_record(
    records: Sequence[Model], day: date | None
) -> dict[int, tuple[Correction, ...]]:
    """The corrections of many records of one kind made by a day, by their keys, oldest first."""
    if not records:
        return {}
    keys = [one.pk for one in records]
    return _by_record(_corrections(str(records[0]._meta.model_name), keys).made_by(day))


def _corrections(kind: str, keys: Iterable[int]) -> ChangeQuerySet:
    return Change.objects.filter(record_kind=kind, record_key__in=list(keys)).corrections()


def _by_record(changes: ChangeQuerySet) -> dict[int, tuple[Correction, ...]]:
    by_key: dict[int, tuple[Correction, ...]] = {}
    for correction in reversed(in_words(changes)):
        by_key[correction.key] = (*by_key.get(correction.key, ()), correction)
    return by_key


def all_corrections() -> ChangeQuerySet:
    """The corrections of all records, newest first; to be paged, then put `in_words`."""
    return Change.objects.corrections()


def history_of(row: Model) -> list[Correction]:
    """Every change of a record or a row that hangs on one, drafts included, for its editors."""
    return in_words(Change.objects.of(row), everything=True)


def count_since(day: date, record: Model) -> int:
    """How many corrections were made to a record on a day or later (one query)."""
    return Change.objects.of(record).corrections().filter(at__date__gte=day).count()


def in_words(
    changes: ChangeQuerySet | Iterable[Change], *, everything: bool = False
) -> list[Correction]:
    """Changes in the words that readers see; with `everything`, those that editors see."""
    if isinstance(changes, ChangeQuerySet):
        changes = changes.select_related("context")
    rows, wanted = [], set()
    for change in changes:
        row = Row(change.kind, TRACKED[change.kind], change.before, change.after)
        if (change.after or {}).get("state") in DRAFTS and not everything:
            row = row.only("state")  # one that became a draft again shows nothing of the draft
        rows.append((change, row))
        keys = ((change.record_kind, change.record_key), ("user", _metadata(change).get("user")))
        wanted |= {*row.references(), *((kind, int(pk)) for kind, pk in keys if pk is not None)}
    names = names_of(wanted, drafts=everything)
    corrections = [_correction(change, row, names) for change, row in rows]
    return [correction for correction in corrections if correction.changes]


def who_of(changes: Iterable[Change]) -> dict[int, str]:
    """Who made each change, by its key, for editors."""
    users = {change.pk: _metadata(change).get("user") for change in changes}
    names = names_of({("user", int(pk)) for pk in users.values() if pk is not None}, drafts=True)
    return {change.pk: _who(_metadata(change), names) for change in changes}


def _correction(change: Change, row: Row, names: dict[Key, RowName]) -> Correction:
    noun = TRACKED[change.record_kind].noun
    record = names.get((change.record_kind, change.record_key or 0)) or RowName.gone(noun)
    whole, after = change.operation != Operation.UPDATE, change.after or {}
    reasons = [_metadata(change).get("reason"), *map(after.get, REASONS)]
    return Correction(
        change=change.pk,
        at=change.at,
        key=change.record_key or 0,
        kind=noun,
        record=record.text,
        url=record.url,
        part="" if whole or change.kind == change.record_kind else row.title(names),
        done=change.get_operation_display(),
        changes=row.whole(names) if whole else row.fields(names),
        who=_who(_metadata(change), names),
        why=str(next(filter(None, reasons), "")),
        confirmed=tuple(_metadata(change).get("confirmed", ())),
    )


def _metadata(change: Change) -> dict[str, Any]:
    return dict(change.context.metadata) if change.context else {}


def _who(metadata: dict[str, Any], names: dict[Key, RowName]) -> str:
    if metadata.get("user") is not None:
        user = names.get(("user", int(metadata["user"])))
        return (user and user.text.strip()) or str(EDITOR)
    source = str(metadata.get("source", ""))
    return str(SOURCES.get(source, source) or MAINTAINERS)
