"""Fetching a dataset from its service into an upload, whose trial waits for an editor.

Nothing is imported by itself. What a service gives the same as last time makes no second upload,
unless the first came to nothing; what breaks off or changes its layout makes none at all, and the
fetch says so.
"""

from __future__ import annotations

import csv
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import TextIOWrapper
from typing import IO, Any

import httpx
import orjson
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import Error, connection, transaction
from procrastinate.exceptions import JobAborted

from config.locks import exclusive
from proxies.ingest.datasets.formats.api_json import as_text
from proxies.ingest.deferring import defer
from proxies.ingest.services import acled, asking, ucdp
from proxies.ingest.services.asking import Row, Service, ServiceError
from proxies.ingest.services.in_time import TimedTransport
from proxies.ingest.uploads.queue import take
from proxies.methods.imported_front import TRACKED
from proxies.models import DatasetFetch, Upload
from proxies.models.uploads import GONE_STATES
from proxies.vocab import UploadState
from proxies.vocab.intake import DatasetService, VisitEnd

log = logging.getLogger(__name__)

FETCH = "fetch_dataset"
"""The task of `proxies.ingest.tasks`, which stands above this module."""
AGENT = "Proxies (dataset fetch)"
MISSING = {
    DatasetService.UCDP: ("UCDP_API_TOKEN", "UCDP_RELEASE"),
    DatasetService.ACLED: ("ACLED_EMAIL", "ACLED_PASSWORD"),
}
"""Settings without which a service cannot be asked."""
FORMATS = {DatasetService.UCDP: "ucdp-ged", DatasetService.ACLED: "acled"}
UNFORESEEN = "Something failed that was not foreseen: {error}. The log of the worker says more."
LONGEST = 500
"""Letters of an error that are kept."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a service: in words, and as pages of rows."""

    words: str
    release: str
    pages: Callable[[httpx.Client], Iterator[list[Row]]]


def is_set_up(service: DatasetService) -> bool:
    """Whether the environment has what a service asks for."""
    return all(getattr(settings, name) for name in MISSING[service])


def ask(service: DatasetService) -> None:
    """Have a worker ask a service."""
    defer(FETCH, lock=FETCH, service=service.value)


def fetch_all() -> None:
    """Ask each service that is set up. One that fails keeps no other from being asked: what was not
    foreseen is raised at the end, all together."""
    failed: dict[DatasetService, Exception] = {}
    for service in filter(is_set_up, DatasetService):
        try:
            fetch(service)
        except JobAborted:  # the worker is to end
            raise
        except Exception as error:
            log.exception("%s was not fetched.", service.words)
            connection.close_if_unusable_or_obsolete()
            failed[service] = error
    if failed:
        words = "; ".join(f"{one.words}: {_in_short(error)}" for one, error in failed.items())
        raise ExceptionGroup(words, list(failed.values()))


def fetch(service: DatasetService) -> DatasetFetch:
    """Ask a service for all that it has now; what comes of it is noted in any case, and raised
    where it was not foreseen."""
    if not is_set_up(service):
        words = f"Not set up: give {' and '.join(MISSING[service])} in the environment."
        return DatasetFetch.objects.create(service=service, end=VisitEnd.REFUSED, message=words)
    asked = _asked(service)
    try:
        return _fetched(service, asked)
    except ServiceError as error:
        return DatasetFetch.objects.create(
            service=service, end=error.end, asked=asked.words, message=str(error)
        )
    except Exception as error:
        words = UNFORESEEN.format(error=_in_short(error))
        noted = {"service": service, "end": VisitEnd.UNREADABLE, "asked": asked.words}
        with suppress(Error):  # the database away: the log says it
            DatasetFetch.objects.create(**noted, message=words)
        raise


def _fetched(service: DatasetService, asked: Asked) -> DatasetFetch:
    lock = settings.VAR_DIR / f"fetch-{service}.lock"
    with exclusive(lock), _client() as client, tempfile.TemporaryFile() as kept:
        rows, names = _keep(asked.pages(client), kept)
        return _noted(service, asked, rows, _file(service, asked, names, kept))


def _in_short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST]


def _asked(service: DatasetService) -> Asked:
    name, pause = service.words, settings.SERVICE_PAUSE
    if service == DatasetService.UCDP:
        release = settings.UCDP_RELEASE
        return Asked(
            f"release {release}",
            release,
            lambda client: ucdp.pages(
                Service(name, settings.UCDP_API, client, pause), settings.UCDP_API_TOKEN, release
            ),
        )
    last = datetime.now(UTC).date()
    first = last - timedelta(days=settings.ACLED_DAYS)

    def pages(client: httpx.Client) -> Iterator[list[Row]]:
        account = acled.Account(
            Service(name, settings.ACLED_API, client, pause),
            settings.ACLED_EMAIL,
            settings.ACLED_PASSWORD,
            settings.ACLED_REFRESH_TOKEN,
        )
        return acled.pages(account, first, last)

    return Asked(f"{first} to {last}", "", pages)


def _client() -> httpx.Client:
    return httpx.Client(
        transport=TimedTransport(asking.SECONDS),
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"},
    )


def _keep(pages: Iterable[list[Row]], kept: IO[bytes]) -> tuple[int, list[str]]:
    """Write all rows down, one a line; their number, and the names of all fields."""
    number, names = 0, dict[str, None]()
    for page in pages:
        for row in page:
            names.update(dict.fromkeys(row))
            kept.write(orjson.dumps(row) + b"\n")
        number += len(page)
    if not number:
        raise ServiceError(VisitEnd.UNREADABLE, "The service answers without a single event.")
    return number, list(names)


def _file(
    service: DatasetService, asked: Asked, names: list[str], kept: IO[bytes]
) -> TemporaryUploadedFile:
    """The rows as a CSV, as the importer reads it."""
    stem = f"{service}-{asked.words}".replace(" ", "-")
    file = TemporaryUploadedFile(f"{stem}.csv", "text/csv", 0, "utf-8")
    written: Any = file.file
    kept.seek(0)
    text = TextIOWrapper(written, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(names)
    for line in kept:
        row = orjson.loads(line)
        table.writerow([as_text(row.get(name)) for name in names])
    text.detach()
    file.size = written.tell()
    file.seek(0)
    return file


def _noted(
    service: DatasetService, asked: Asked, rows: int, file: TemporaryUploadedFile
) -> DatasetFetch:
    """Note a fetch, with an upload where it brought what the last one did not, or what came to
    nothing then."""
    digest = sha256()
    for part in file.chunks():
        digest.update(part)
    noted = {"service": service, "asked": asked.words, "rows": rows, "digest": digest.hexdigest()}
    read = DatasetFetch.objects.filter(service=service).exclude(digest="").first()
    if read is not None and read.digest == noted["digest"] and _is_offered(read.upload):
        return DatasetFetch.objects.create(**noted, end=VisitEnd.UNCHANGED, upload=read.upload)
    file.seek(0)
    given = {"format": FORMATS[service], "scope": TRACKED, "release": asked.release}
    with transaction.atomic():
        upload = take(file, given, None)
        return DatasetFetch.objects.create(**noted, end=VisitEnd.READ, upload=upload)


def _is_offered(upload: Upload | None) -> bool:
    """Whether an upload still waits for somebody to decide, or was imported."""
    return upload is not None and upload.state not in {UploadState.FAILED, *GONE_STATES}
