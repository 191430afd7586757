"""The queue of uploaded files, and what a worker does with each: try it, or import it.

The queue is the table itself. A worker takes the oldest file that waits and that no other worker
is taking, and holds an advisory lock on it until it is done with it (see `proxies.models.uploads`).
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, transaction
from django.db.models.functions import Now

from proxies.actions.duplicates import propose_after
from proxies.ingest.datasets.formats.rows import WrongFileError
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportBusyError, ImportOutcome, ImportRefusedError, job_of
from proxies.ingest.datasets.load import LOCK, Watch, run
from proxies.ingest.datasets.run_record import dropped_cells, keep_rejects
from proxies.ingest.uploads.files import KEPT, FileGoneError, on_disk, sweep_disk
from proxies.models import Upload
from proxies.models.uploads import HOLDING, forget_files, running_keys
from proxies.vocab import UploadState, UploadStep

log = logging.getLogger(__name__)

NAMES_SHOWN = 200
DROPPED_SHOWN = 200
SECONDS_BETWEEN = 0.7
"""How often progress is noted."""
ROWS_BETWEEN = 200
UNFORESEEN = "Something failed that was not foreseen: {error}. The log of the worker says more."
BUSY = "Another import is running; this one follows."

TAKE = """
WITH next AS MATERIALIZED (
  SELECT id FROM proxies_upload WHERE state = 'waiting'
    AND NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND (classid, objid, objsubid) = (0, %s, 1)
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
  ORDER BY asked, id FOR UPDATE SKIP LOCKED LIMIT 1
), held AS MATERIALIZED (
  SELECT id, pg_try_advisory_lock(%s, id::integer) AS got FROM next
)
UPDATE proxies_upload u SET state = 'running', started = now(), message = ''
FROM held WHERE u.id = held.id AND held.got RETURNING u.id
"""
"""Nothing while an import runs. One statement, so that nobody ever sees a file that is running and
not held."""
TELL = """
UPDATE proxies_upload SET rows = %s, position = %s, total = %s
WHERE id = %s AND state = 'running'
"""
BACK = """
UPDATE proxies_upload SET state = 'waiting', rows = 0, position = 0, message = %s
WHERE id = %s AND state = 'running'
"""


class Worker:
    """Takes up files one after the other. Enter it to be seen as there.

    What it says of itself goes through a connection of its own: the import is one transaction, and
    nobody would see its progress before its end.
    """

    def __enter__(self) -> Worker:
        self.own = connections.create_connection(DEFAULT_DB_ALIAS)
        self._ask("SELECT pg_advisory_lock_shared(%s, 0)", HOLDING)
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(Error):  # then its locks are gone with it
            self._ask("SELECT pg_advisory_unlock_all()")
        self.own.close()

    def _ask(self, sql: str, *given: Any) -> list[Any]:
        with self.own.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall()) if cursor.description else [cursor.rowcount]

    def tidy(self) -> None:
        """Remove what nobody needs any more, and files about which nobody decided in time."""
        sweep_disk()
        old = Upload.objects.open().filter(asked__lt=Now() - KEPT).exclude(pk__in=running_keys())
        old.close(UploadState.EXPIRED)

    def turn(self) -> bool:
        """Take up one file, if one waits; whether there was one that could be taken up."""
        taken = self._ask(TAKE, LOCK, HOLDING)
        if not taken:
            return False
        pk = int(taken[0][0])
        try:
            self._do(Upload.objects.get(pk=pk))
        except ImportBusyError:
            self._ask(BACK, BUSY, pk)
            return False
        except FileGoneError:
            log.info("Upload %s was cancelled.", pk)
        except KeyboardInterrupt:  # asked to end: the next worker begins it again
            self._ask(BACK, "", pk)
            raise
        finally:
            self._ask("SELECT pg_advisory_unlock(%s, %s)", HOLDING, pk)
        return True

    def _do(self, upload: Upload) -> None:
        try:
            with on_disk(upload) as path:
                self._import(upload, File.at(path))
        except (ImportBusyError, FileGoneError):
            raise
        except (WrongFileError, ImportRefusedError, OSError) as error:
            _end(upload, state=UploadState.FAILED, message=str(error))
        except Exception as error:
            log.exception("Upload %s failed.", upload.pk)
            connection.close_if_unusable_or_obsolete()
            reason = UNFORESEEN.format(error=f"{type(error).__name__}: {error}"[:500])
            _end(upload, state=UploadState.FAILED, message=reason)

    def _import(self, upload: Upload, file: File) -> None:
        """The run and the note of its end are one transaction: both are kept, or neither."""
        trial = upload.step == UploadStep.TRIAL
        given = ("dataset", "scope", "release", "released", "allow_withdrawals", "census")
        settings = {name: getattr(upload, name) for name in given}
        file.encoding = upload.encoding
        job = job_of(upload.format, file, trial=trial, by=upload.confirmed_by_id, **settings)
        with transaction.atomic():
            outcome = run(job, self._watch(upload.pk, file.size))
            if outcome.nothing and not trial:
                raise ImportRefusedError(
                    "None of its rows is taken, so no dataset was made. Try it with other settings."
                )
            if trial:
                _keep_trial(upload, job.dataset, outcome)
            else:  # the file is no longer needed, nor what the trial showed of its rows
                preview = {n: (upload.preview or {}).get(n) for n in ("dataset", "counts")}
                _end(upload, state=UploadState.DONE, run=outcome.run, preview=preview)
                forget_files([upload.pk])
        if not trial and propose_after(job.dataset, outcome.first, outcome.last) is None:
            connection.close_if_unusable_or_obsolete()

    def _watch(self, pk: int, total: int) -> Watch:
        """Passes on now and then how far reading is."""
        due = 0.0

        def watch(rows: int, position: int) -> None:
            nonlocal due
            if position >= total or (rows % ROWS_BETWEEN == 0 and time.monotonic() >= due):
                self.tell(pk, rows, position, total)
                due = time.monotonic() + SECONDS_BETWEEN

        return watch

    def tell(self, pk: int, rows: int, position: int, total: int) -> None:
        """Note progress; raises `FileGoneError` where the upload was cancelled meanwhile."""
        if self._ask(TELL, rows, min(position, total), total, pk) == [0]:
            raise FileGoneError


def _end(upload: Upload, **noted: Any) -> None:
    """Note how a step ended, unless it was cancelled meanwhile."""
    running = Upload.objects.filter(pk=upload.pk, state=UploadState.RUNNING)
    if not running.update(finished=Now(), **noted):
        raise FileGoneError


def _keep_trial(upload: Upload, dataset: str, outcome: ImportOutcome) -> None:
    """Keep what a trial found for the editor who decides."""
    upload.rejects.all().delete()
    keep_rejects("proxies_trialreject (upload_id", upload.pk, outcome.rejects)
    names = sorted(outcome.unknown.items(), key=lambda item: -item[1][0])
    _end(
        upload,
        state=UploadState.DONE,
        preview={
            "dataset": dataset,
            "counts": asdict(outcome.counts),
            "examples": outcome.examples,
            "names": [
                {"text": text, "id": key, "times": times, "fronts": sorted(fronts)}
                for (text, key), (times, fronts) in names[:NAMES_SHOWN]
            ],
            "names_in_all": len(names),
            "undated": outcome.undated,
            "undecided": outcome.undecided,
            "nothing": outcome.nothing,
            "older_than": outcome.older_than,
            **outcome.findings,
            "dropped": dropped_cells(outcome.dropped[:DROPPED_SHOWN]),
            "kept": [{"slug": each.slug, "parts": each.parts} for each in outcome.kept],
        },
    )
