"""What is done with an uploaded file: it is tried, or imported.

A job of the queue says which file. Whether it is to be taken up, its row says: while somebody is at
it they hold an advisory lock on it (see `proxies.models.uploads`). So a job that comes twice does
nothing the second time, and a file whose worker was killed can be taken up at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, transaction
from django.db.models.functions import Now
from procrastinate.exceptions import JobAborted

from proxies.actions.duplicates import propose_after
from proxies.ingest.datasets.formats.rows import WrongFileError
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportBusyError, ImportOutcome, ImportRefusedError, job_of
from proxies.ingest.datasets.load import LOCK, Watch, run
from proxies.ingest.datasets.run_record import dropped_cells, keep_rejects
from proxies.ingest.uploads.files import FileGoneError, on_disk
from proxies.models import Upload
from proxies.models.uploads import HOLDING, TAKEN_UP_AGAIN, forget_files
from proxies.vocab import UploadState, UploadStep

log = logging.getLogger(__name__)

NAMES_SHOWN = 200
DROPPED_SHOWN = 200
SECONDS_BETWEEN = 0.7
"""How often progress is noted."""
ROWS_BETWEEN = 200
UNFORESEEN = "Something failed that was not foreseen: {error}. The log of the worker says more."
BUSY = "Another import is running; this one follows."

BUSY_NOW = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
  AND (classid, objid, objsubid) = (0, %s, 1)
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""
TAKE = """
WITH free AS MATERIALIZED (
  SELECT id, pg_try_advisory_lock(%s, id::integer) AS got FROM proxies_upload
  WHERE id = %s AND state IN ('waiting', 'running')
)
UPDATE proxies_upload u SET state = 'running', started = now(), message = '',
  interruptions = u.interruptions + (u.state = 'running')::integer
FROM free WHERE u.id = free.id AND free.got
  AND (u.state = 'waiting' OR u.state = 'running' AND u.interruptions < %s)
RETURNING u.id
"""
"""A file that is running and that nobody holds was interrupted. One statement, so that nobody ever
sees a file that is running, not held, and not interrupted."""
TELL = """
UPDATE proxies_upload SET rows = %s, position = %s, total = %s
WHERE id = %s AND state = 'running'
"""
BACK = """
UPDATE proxies_upload SET state = 'waiting', started = NULL, rows = 0, position = 0, message = %s
WHERE id = %s AND state = 'running'
"""


def try_or_import(pk: int, ending: Callable[[], bool] = lambda: False) -> bool:
    """Do what was asked for a file; whether it was there to be taken up.

    Raises `ImportBusyError` where another import runs, and `JobAborted` where `ending` says that
    the worker was asked to end: then the file waits again, and nothing was written.
    """
    with AtFile(pk, ending) as worker:
        if not worker.take():
            return False
        worker.turn()
        return True


class AtFile:
    """Somebody who is at a file, and is seen to be.

    What they say of it goes through a connection of its own: the import is one transaction, and
    nobody would see its progress before its end.
    """

    def __init__(self, pk: int, ending: Callable[[], bool]) -> None:
        self.pk, self.ending = pk, ending

    def __enter__(self) -> AtFile:
        self.own = connections.create_connection(DEFAULT_DB_ALIAS)
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(Error):  # then its locks are gone with it
            self._ask("SELECT pg_advisory_unlock_all()")
        self.own.close()

    def _ask(self, sql: str, *given: Any) -> list[Any]:
        with self.own.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall()) if cursor.description else [cursor.rowcount]

    def take(self) -> bool:
        """Take up the file, if it waits or its worker ended in the middle, not too often."""
        if self._ask(BUSY_NOW, LOCK) == [(True,)]:
            raise ImportBusyError
        return bool(self._ask(TAKE, HOLDING, self.pk, TAKEN_UP_AGAIN))

    def turn(self) -> None:
        """What was asked for; where it cannot be done now, the file waits again."""
        try:
            self._do(Upload.objects.get(pk=self.pk))
        except ImportBusyError:
            self._ask(BACK, BUSY, self.pk)
            raise
        except FileGoneError:
            log.info("Upload %s was cancelled.", self.pk)
        except JobAborted:  # asked to end: the next worker begins it again
            self._ask(BACK, "", self.pk)
            raise

    def _do(self, upload: Upload) -> None:
        try:
            with on_disk(upload) as path:
                self._import(upload, File.at(path))
        except (ImportBusyError, FileGoneError, JobAborted):
            raise
        except (WrongFileError, ImportRefusedError, OSError) as error:
            _end(upload, state=UploadState.FAILED, message=str(error))
        except Exception as error:
            if self.ending():  # its statement was cancelled
                connection.close_if_unusable_or_obsolete()
                raise JobAborted from error
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
            outcome = run(job, self._watch(file.size))
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

    def _watch(self, total: int) -> Watch:
        """Passes on now and then how far reading is."""
        due = 0.0

        def watch(rows: int, position: int) -> None:
            nonlocal due
            if self.ending():
                raise JobAborted
            if position >= total or (rows % ROWS_BETWEEN == 0 and time.monotonic() >= due):
                self.tell(rows, position, total)
                due = time.monotonic() + SECONDS_BETWEEN

        return watch

    def tell(self, rows: int, position: int, total: int) -> None:
        """Note progress; raises `FileGoneError` where the upload was cancelled meanwhile."""
        if self._ask(TELL, rows, min(position, total), total, self.pk) == [0]:
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
