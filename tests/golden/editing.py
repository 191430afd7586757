"""A record as editors leave it: corrected, withdrawn, merged; with imports, and readers' reports.

The seeds alone have nothing of that. All of it is rolled back with its test; keys are given where a
page shows them, for sequences are not rolled back.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from proxies.actions.merging import join
from proxies.models import (
    Account,
    AttackEvent,
    Change,
    Dataset,
    DuplicatePair,
    ErrorReport,
    ImportRun,
    Pledge,
    Reject,
    Source,
    TrialReject,
    UnknownName,
    Upload,
)
from proxies.models.history import Keep, noting
from tests.pages import SAMPLES

KEY = 9001
"""The first key of what is entered here."""
WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MOMENT = timedelta(minutes=7)
COUNTS = {"read": 12, "new": 5, "changed": 2, "unchanged": 2, "rejected": 1, "outside": 2}


def edit() -> dict[str, AttackEvent]:
    """Edit the record; what was done to an event → that event."""
    rows = list(AttackEvent.objects.filter(front__slug="iraq").order_by("slug")[:6])
    names = ("corrected", "discounted", "merged", "kept", "drafted", "retracted")
    events = dict(zip(names, rows, strict=True))
    user = User.objects.get(username="superuser")
    with noting(Keep.EVERYTHING, user=user.pk, address="/admin/", reason="A later <report>."):
        _correct(events)
        _withdraw(events)
        _retract(events["retracted"])
    _fix_the_next_keys()
    _merge(events["merged"], events["kept"], user)
    _import(user)
    _date_the_changes()
    return events


def _correct(events: dict[str, AttackEvent]) -> None:
    event = events["corrected"]
    event.outcome, event.summary, event.killed_high = "mixed", "A summary, <corrected>.", 7
    event.save()
    event.attributions.update(kind="denied")
    Source.objects.filter(slug=SAMPLES["source-detail"]).update(reliability="E")
    Pledge.objects.filter(slug=SAMPLES["pledge-detail"]).update(note="Read again.")


def _withdraw(events: dict[str, AttackEvent]) -> None:
    events["discounted"].state = "discounted"
    events["discounted"].discount_reason = "It was a rumour."
    events["discounted"].save()
    events["drafted"].state = "draft"
    events["drafted"].save()
    pledge = withdrawn_pledge()
    pledge.state, pledge.discount_reason = "discounted", "Nobody said so."
    pledge.save()


def withdrawn_pledge() -> Pledge:
    """The pledge that is withdrawn here."""
    return Pledge.objects.exclude(slug=SAMPLES["pledge-detail"]).order_by("slug")[0]


def _retract(event: AttackEvent) -> None:
    account: Account = event.accounts.order_by("pk")[0]
    account.retracted, account.retraction_reason = date(2026, 11, 1), "Its source took it back."
    account.save()


def _fix_the_next_keys() -> None:
    """Rows that merging copies get the same keys, whatever other tests have added before."""
    with connection.cursor() as cursor:
        for table in ("proxies_account", "proxies_attribution"):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, KEY])


def _merge(given_up: AttackEvent, kept: AttackEvent, user: User) -> None:
    proposed: dict[str, Any] = {"points": 7, "signs": ["+2 the same day"], "found": WHEN}
    pair = DuplicatePair.of(given_up, kept, pk=KEY, **proposed)
    with noting(Keep.EVERYTHING, user=user.pk, address="/admin/"):
        join(pair, kept, "One and the same raid.", user)
    others = AttackEvent.objects.filter(front__slug="yemen").order_by("slug")[:2]
    DuplicatePair.of(*others, pk=KEY + 1, **proposed)


def _import(user: User) -> None:
    dataset = Dataset.objects.get()
    file = {"format": "proxies", "file_name": "events.csv", "scope": "tracked", "release": "1.2"}
    times = {"started": WHEN, "finished": WHEN + MOMENT}
    counts = {**COUNTS, "withdrawn": 0, "unknown": 1, "kept": 1}
    run = ImportRun.objects.create(
        pk=KEY, dataset=dataset, sha256="ab" * 32, by=user, **file, **times, **counts
    )
    refused = {"line": 3, "column": "weapon", "value": "=club", "reason": "Unknown.", "raw": "a,b"}
    Reject.objects.create(pk=KEY, run=run, **refused)
    UnknownName.objects.create(pk=KEY, dataset=dataset, text="Hizbullah of Iraq", times=3)
    ErrorReport.objects.create(pk=KEY, page="/events/", message="This is <wrong>.", contact="me")
    upload = {**file, "size": 2048, "by": user, "asked": WHEN, "started": WHEN, "total": 100}
    _uploads(upload, run, refused)


def _uploads(given: dict[str, Any], run: ImportRun, refused: dict[str, Any]) -> None:
    """One upload in each way that it may stand."""
    preview = {"dataset": "curated", "counts": COUNTS}
    ways: list[dict[str, Any]] = [
        {"step": "trial", "state": "waiting"},
        {"step": "trial", "state": "running", "position": 40, "rows": 5},
        {"step": "trial", "state": "done", "preview": preview},
        {"step": "trial", "state": "failed", "message": "This is no CSV."},
        {"step": "trial", "state": "cancelled"},
        {"step": "trial", "state": "expired"},
        {"step": "import", "state": "waiting", "preview": preview},
        {"step": "import", "state": "done", "preview": preview, "run": run},
    ]
    for number, way in enumerate(ways):
        upload = Upload.objects.create(pk=KEY + number, **given, **way)
        TrialReject.objects.create(pk=KEY + number, upload=upload, **refused)


def _date_the_changes() -> None:
    """The database dates the history by its own clock, which does not stand still."""
    Change.objects.update(at=WHEN)
