"""What somebody asks to be imported, from the command line or by upload, as one job."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from proxies.ingest.datasets.catalogue import FORMATS, Format
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.load import ImportJob, ImportRefusedError
from proxies.ingest.datasets.run_record import filled_otherwise
from proxies.methods.imported_front import TRACKED
from proxies.selection import CURATED

LONGEST_DATASET = 40


def job_of(  # noqa: PLR0913  one name for each thing that can be said
    format_name: str,
    file: File,
    *,
    dataset: str = "",
    scope: str = TRACKED,
    release: str = "",
    released: date | None = None,
    trial: bool = False,
    allow_withdrawals: bool = False,
    by: int | None = None,
) -> ImportJob:
    """The job, with what was left open filled in from the format and the file's name.

    Raises `ImportRefusedError` where the dataset cannot be imported into.
    """
    chosen = FORMATS[format_name]
    release = release or chosen.release_of(file.name)
    return ImportJob(
        format=chosen,
        file=file,
        dataset=dataset_slug(dataset, chosen, release),
        title=dataset,
        scope=scope,
        release=release,
        released=released,
        trial=trial,
        allow_withdrawals=allow_withdrawals,
        by=by,
    )


def refuse_another_kind(slug: str, chosen: Format) -> None:
    """Raise `ImportRefusedError` where a dataset was filled from files of another format.

    Which release a file is, and so whether it is UCDP's yearly or monthly, shows when it is read.
    """
    otherwise = filled_otherwise(slug, chosen, releases=False)
    if otherwise:
        raise ImportRefusedError(otherwise)


def dataset_slug(name: str, chosen: Format, release: str = "") -> str:
    """The slug of the dataset of this name; of the format's own where none was given."""
    slug = slugify(name or chosen.of(release).dataset)[:LONGEST_DATASET]
    if not slug:
        raise ImportRefusedError(
            f"{name!r} cannot be imported into: a dataset's name needs Latin letters or digits."
        )
    if slug == CURATED:
        raise ImportRefusedError(
            f"{name!r} cannot be imported into: editors keep it by hand. Name another dataset."
        )
    return slug
