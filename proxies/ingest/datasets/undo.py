"""An import taken back whole: what it created, changed, withdrew, and set of its dataset.

What the run wrote is known from its mark on new events and from the history. An editor's work
since stays and is listed. Set-based, in one transaction, under the locks of an import; the rules
and their reasons: docs/decisions/0016-undo-an-import.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection, transaction

from proxies.ingest.datasets import undo_statements as sql
from proxies.ingest.datasets.job import ImportBusyError, ImportRefusedError
from proxies.ingest.datasets.load import LOCK
from proxies.ingest.datasets.stage import UNDONE
from proxies.models import Change, Dataset, ImportRun, UnknownName
from proxies.models.days import today
from proxies.models.history import Keep, noting
from proxies.wording.datasets import undone

SHOWN = 10
"""Examples of each kind."""
OF_THE_DATASET = (
    ("version",), ("citation",), ("inclusion",), ("released",), ("covered_from", "covered_until"),
)  # fmt: skip
"""What a run sets of its dataset; the days covered are one, for they have an order."""


class UndoRefusedError(ImportRefusedError):
    """The run cannot be undone; nothing was written."""


class EventKept(NamedTuple):
    """An event of which somebody's work since the run stays, and what of it."""

    slug: str
    parts: tuple[str, ...]


class Example(NamedTuple):
    """One of the events that an undo touches."""

    slug: str
    summary: str


@dataclass(frozen=True)
class Undoing:
    """What undoing a run does, or would do: numbers of events, the first of each kind, and all that
    stay in part or whole. `restored` have the values of before again; `brought_back` were withdrawn
    by the run. `dataset` are the columns of the dataset that are put back."""

    removed: int
    restored: int
    brought_back: int
    kept: tuple[EventKept, ...]
    first: tuple[tuple[Example, ...], ...]
    """The first that are removed, restored and brought back."""
    changes: tuple[int, ...]
    """The first changes of the run whose values are put back, by their keys in the history."""
    dataset: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """Of the events created, changed and withdrawn by the run, and of those kept."""
        return self.removed, self.restored, self.brought_back, len(self.kept)

    @property
    def seal(self) -> str:
        """A text that differs where another thing would be done."""
        done = self.removed, self.restored, self.brought_back, self.kept, self.dataset
        return hashlib.sha256(repr(done).encode()).hexdigest()[:16]


def why_not(run: ImportRun) -> str:
    """Why a run cannot be undone; empty where it can."""
    if run.undone:
        return f"This import was undone already: {undone(run)}."
    if not run.traced:
        return (
            "This import is from before it was noted what an import writes, so it cannot be taken "
            "back as a whole. Import a right file over it, or discount its events in the admin."
        )
    later = run.dataset.runs.standing().filter(pk__gt=run.pk).order_by("pk").last()
    if later is not None:
        return (
            f"A later import into “{run.dataset.slug}” rests on this one: run {later.pk}, {later}. "
            "Undo that one first."
        )
    return ""


def foresee(run: ImportRun) -> Undoing:
    """What undoing a run would do; nothing is written. Raises `UndoRefusedError`."""
    _refuse(run)
    with transaction.atomic():
        return Undo(run).plan()


def undo(run: ImportRun, reason: str, *, by: int | None = None, seen: str | None = None) -> Undoing:
    """Take a run back. `by` is the user's key, `seen` the seal of what was foreseen. Raises
    `UndoRefusedError`, and `ImportBusyError` where an import is at work."""
    reason = reason.strip()
    if not reason:
        raise UndoRefusedError("Say why the import is undone: the reason is shown to readers.")
    with _locked(run) as locked:
        _refuse(locked)
        work = Undo(locked)
        work.hold()
        undoing = work.plan()
        if seen is not None and seen != undoing.seal:
            raise UndoRefusedError(
                "Nothing was undone: the record changed since this page was shown. Look at what "
                "would be undone now, and confirm again."
            )
        why, source = f"{UNDONE}{reason}", f"import {locked.dataset.slug}"
        with noting(Keep.EVERYTHING, user=by, source=source, undoes=locked.pk, reason=why):
            work.write(why, undoing.dataset)
        locked.undone, locked.undone_by_id = datetime.now(UTC), by
        locked.undone_reason = reason
        locked.save(update_fields=["undone", "undone_by", "undone_reason"])
        _forget_names(locked.dataset)
    run.refresh_from_db()
    return undoing


@contextmanager
def _locked(run: ImportRun) -> Iterator[ImportRun]:
    """The run, under the locks of an import: no import runs meanwhile, and nobody edits its
    dataset."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchall() != [(True,)]:
                raise ImportBusyError("An import is running; try again when it is done.")
        Dataset.objects.select_for_update(no_key=True).get(pk=run.dataset_id)
        yield ImportRun.objects.select_related("dataset", "undone_by").get(pk=run.pk)


def _refuse(run: ImportRun) -> None:
    if reason := why_not(run):
        raise UndoRefusedError(reason)


def _forget_names(dataset: Dataset) -> None:
    """Names that wait because of imports of which none stands wait no longer."""
    if not dataset.runs.standing().exists():
        UnknownName.objects.waiting().filter(dataset=dataset).delete()


class Undo:
    """The statements of one undo; they share temporary tables, which end with the transaction."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.given: dict[str, Any] = {"run": run.pk, "dataset": run.dataset_id}

    def ask(self, statement: str, **more: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, self.given | more)
            return list(cursor.fetchall()) if cursor.description else []

    def hold(self) -> None:
        """From here on nobody else saves an event that may be written."""
        self.ask(sql.MINE)
        self.ask(sql.HOLD)

    def plan(self) -> Undoing:
        """Fill the temporary tables, and say what is in them."""
        for statement in (sql.MINE, sql.OTHERS, sql.CREATED, sql.BACK, sql.ROWS, sql.TOUCHED):
            self.ask(statement)
        removed, restored, brought_back = self.ask(sql.COUNTS)[0]
        return Undoing(
            removed=removed,
            restored=restored,
            brought_back=brought_back,
            kept=tuple(EventKept(slug, tuple(parts)) for slug, parts in self.ask(sql.KEPT)),
            first=tuple(
                tuple(Example(*row) for row in self.ask(sql.FIRST, kind=kind, most=SHOWN))
                for kind in ("removed", "restored", "brought back")
            ),
            changes=tuple(row[0] for row in self.ask(sql.CHANGES, most=2 * SHOWN)),
            dataset=tuple(self._dataset()),
        )

    def write(self, why: str, columns: tuple[str, ...]) -> None:
        for statement in sql.WRITES:
            self.ask(statement, why=why, today=today())
        if columns:
            dataset, before = self.run.dataset, (self.change and self.change.before) or {}
            for column in columns:
                setattr(dataset, column, before[column])
            dataset.save(update_fields=columns)

    @cached_property
    def change(self) -> Change | None:
        """What the run set of its dataset."""
        mine = Change.objects.filter(kind="dataset", row_key=self.run.dataset_id)
        return mine.filter(context__metadata__run=self.run.pk).first()

    def _dataset(self) -> Iterator[str]:
        """The columns of the dataset that nobody changed since the run set them; an import that
        was undone is nobody."""
        after, key = (self.change.after or {}, self.change.pk) if self.change else ({}, 0)
        for columns in OF_THE_DATASET:
            changed = [column for column in columns if column in after]
            if changed and not self.ask(sql.DATASET_SINCE, columns=list(columns), since=key):
                yield from changed
