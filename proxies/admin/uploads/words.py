"""How an upload stands, in the words of its page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.run_record import question_of
from proxies.models import Dataset, ImportRun, Upload
from proxies.models.uploads import TAKEN_UP_AGAIN
from proxies.vocab import UploadState, UploadStep

REJECTS_SHOWN = 20
SURE_ENOUGH = 0.02
"""The share of a file after which its pace says something about the rest."""

COUNTS = {
    "read": ("Rows read", ""),
    "new": ("New", "events that the dataset does not hold yet"),
    "changed": ("Changed", "events that the file tells otherwise than the record"),
    "unchanged": ("Unchanged", "events that stay as they are"),
    "withdrawn": ("Withdrawn", "events of the file's days that the file does not have: discounted"),
    "rejected": ("Rejected", "rows that cannot be read; they hold up none of the others"),
    "outside": ("Outside", "rows that are no attack, or not on the four fronts, or not tracked"),
    "unknown": ("With an unknown name", "rows in scope that name somebody not in the record"),
    "kept": ("Kept as edited", "events that the file tells otherwise, and an editor changed"),
    "older": ("Older", "rows that say something else than what is there, which is newer"),
}
"""What each count of a run is called, and what it counts."""


@dataclass(frozen=True)
class UploadStatus:
    """A word for style sheets and tests, and words for people."""

    kind: str
    short: str
    explained: str = ""


WAITING, RUNNING, DONE = UploadState.WAITING, UploadState.RUNNING, UploadState.DONE
TRIAL, IMPORT = UploadStep.TRIAL, UploadStep.IMPORT
STATUSES = {
    (WAITING, TRIAL): UploadStatus("waiting", "Waits for its trial"),
    (WAITING, IMPORT): UploadStatus("waiting", "Waits to be imported"),
    (RUNNING, TRIAL): UploadStatus("running", "Is being tried", "Nothing is written."),
    (RUNNING, IMPORT): UploadStatus(
        "running", "Is being imported", "All of it is written at the end, or nothing."
    ),
    (DONE, TRIAL): UploadStatus(
        "tried", "Tried: to be decided", "Nothing is written yet. This is what would be."
    ),
    (DONE, IMPORT): UploadStatus("imported", "Imported"),
}
INTERRUPTED = UploadStatus(
    "interrupted",
    "Interrupted",
    "The worker ended in the middle. Nothing of this step was written. The next one takes it up by "
    "itself; it can be asked for here too.",
)
LEFT = UploadStatus(
    "interrupted",
    "Interrupted",
    "Worker after worker ended in the middle of it, for want of memory perhaps, so none takes it "
    "up by itself any more. Nothing of this step was written. Tell those who run this site before "
    "you try it again.",
)
ENDED = {
    UploadState.FAILED: UploadStatus("failed", "Failed", "Nothing was written."),
    UploadState.CANCELLED: UploadStatus(
        "cancelled", "Cancelled", "Nothing was written, and the file was removed."
    ),
    UploadState.EXPIRED: UploadStatus(
        "expired", "Expired", "Nobody decided in time: the file was removed. Upload it again."
    ),
}


def status_of(upload: Upload, held: Collection[int]) -> UploadStatus:
    """How it stands; `held` are the uploads that workers are at."""
    if upload.interrupted(held):
        return LEFT if upload.interruptions >= TAKEN_UP_AGAIN else INTERRUPTED
    state = UploadState(upload.state)
    return ENDED.get(state) or STATUSES[state, UploadStep(upload.step)]


def page_of(upload: Upload, held: Collection[int]) -> dict[str, Any]:
    """What the page of an upload shows."""
    status, preview = status_of(upload, held), upload.preview or {}
    counts = counts_of(preview.get("counts") or {}, upload.run)
    refused = upload.rejects.all()
    return {
        "upload": upload,
        "status": status,
        "moving": status.kind in {"waiting", "running"} or status is INTERRUPTED,
        "stopped": status.kind in {"failed", "interrupted"},
        "worker_is_there": 0 in held,
        "format_words": FORMATS[upload.format].title if upload.format in FORMATS else "",
        "progress": progress_of(upload, datetime.now(UTC)) if status.kind == "running" else None,
        "preview": preview,
        "dataset": Dataset.objects.filter(slug=preview.get("dataset", "")).first(),
        "counts": counts,
        "differs": any(count["imported"] not in (None, count["tried"]) for count in counts),
        "rejects": list(refused[:REJECTS_SHOWN]) if status.kind == "tried" else [],
        "rejects_kept": refused.count() if status.kind == "tried" else 0,
        "rows_kept": refused.order_by().values("line").distinct().count(),
        "question": question_of(upload.run) if upload.run else "",
    }


def counts_of(tried: dict[str, int], run: ImportRun | None) -> list[dict[str, Any]]:
    """Each count of the trial and, once there is one, of the import."""
    return [
        {
            "name": name,
            "title": COUNTS.get(name, (name.capitalize(), ""))[0],
            "words": COUNTS.get(name, ("", ""))[1],
            "tried": tried[name],
            "imported": getattr(run, name, None),
        }
        for name in dict.fromkeys((*COUNTS, *tried))
        if name in tried
    ]


def progress_of(upload: Upload, now: datetime) -> dict[str, Any]:
    """How far reading is, and how long the rest of it takes at this pace; None where not known."""
    seconds = max((now - upload.started).total_seconds(), 1.0) if upload.started else 1.0
    share = upload.position / upload.total if upload.total else 0.0
    reading = share < 1
    return {
        "percent": int(100 * share) if share > 0 and reading else None,
        "reading": reading,
        "per_second": int(upload.rows / seconds),
        "seconds_left": int(seconds * (1 - share) / share) + 1
        if reading and share > SURE_ENOUGH
        else None,
    }
