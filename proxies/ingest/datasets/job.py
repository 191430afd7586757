"""What is to be imported, and what came of it: the values that the steps of an import share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.text import slugify

from proxies.ingest.datasets.catalogue import FORMATS, Format, Stretch
from proxies.ingest.datasets.completeness import Serials
from proxies.ingest.datasets.days import RowDays
from proxies.ingest.datasets.edited import EditKept
from proxies.ingest.datasets.formats.cross_checks import (
    APART_CHECK,
    LINES_KEPT,
    SETTLED,
    UNCHECKED,
)
from proxies.ingest.datasets.formats.rows import BadValueError, Checks, Rejection
from proxies.ingest.datasets.formats.tables import File
from proxies.methods.imported_front import TRACKED
from proxies.models import Dataset, FormerSlug, ImportRun
from proxies.selection import CURATED

LONGEST_DATASET = 40
MOST_LINES = 10
"""Lines of rows that contradict themselves and are taken, as many as are named of each check."""
MOST_REJECTS = 20_000
"""Rejections that are kept in full; those beyond are counted only, so that memory stays flat."""


class ImportRefusedError(Exception):
    """The run cannot be done; nothing was written."""


class ImportBusyError(ImportRefusedError):
    """Another run is at work; this one can be done when that is done."""


@dataclass(frozen=True)
class ImportJob:
    """What is to be imported, and how."""

    format: Format
    file: File
    dataset: str
    title: str
    scope: str = TRACKED
    release: str = ""
    released: date | None = None
    trial: bool = False
    allow_withdrawals: bool = False
    census: bool = False
    """Whether who asks says that the file is whole, where its format may be cut."""
    by: int | None = None
    """The user who asked for it, by primary key; nobody is known on the command line."""
    overwrite: tuple[str, ...] = ()
    """Slugs of events for which the file's word is taken although an editor changed them."""


@dataclass
class Counts:
    """Rows of one run. `outside` are read, well-formed and not taken; `unknown` are those taken
    that name somebody the record does not know; of `kept` events an editor's version stands where
    the file says something else; `older` rows differ from what is there, which is newer."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    rejected: int = 0
    outside: int = 0
    unknown: int = 0
    kept: int = 0
    older: int = 0


@dataclass
class ImportOutcome:
    """What a run did, or would do."""

    counts: Counts = field(default_factory=Counts)
    rejects: list[Rejection] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    ended: date | None = None
    """First and last of the first days, and the last of the last days without those of rows that
    stand far apart."""
    checks: dict[str, list[int]] = field(default_factory=dict)
    """What was held against what → rows that agree, rows that do not, and the first lines of these
    where they are taken as they are; under `UNCHECKED` the rows that could not be checked."""
    settled: Counter[str] = field(default_factory=Counter)
    """Of the rows that do not agree, those of which a third column tells what is right."""
    days: RowDays = field(default_factory=RowDays)
    dropped: list[tuple[int, BadValueError]] = field(default_factory=list)
    """Line and cell of what was left out of rows that are taken."""
    left_out: int = 0
    """How many cells that is, those beyond the ones that are kept too."""
    unreadable: bool = False
    """Whether a row was refused without its key being known: then nothing can be called missing."""
    run: ImportRun | None = None
    """The note that is kept of the run; a trial's is rolled back with the rest."""
    examples: dict[str, list[Any]] = field(default_factory=dict)
    """What a trial would write, by example."""
    undated: int = 0
    """Events of the dataset of which no day is known on which they, or their release, came out."""
    kept: list[EditKept] = field(default_factory=list)
    """Events of which an editor's version stays where the file says something else."""
    covered: Stretch | None = None
    """First and last of the days for which the file speaks."""
    serials: Serials = field(default_factory=Serials)
    census: bool | None = None
    """Whether the file is said to be whole; None where its format is not cut."""
    part: dict[str, list[int]] = field(default_factory=dict)
    """Years of which it holds a part only: rows, and numbers that its source gave out."""
    undecided: int | None = None
    """Parties that would be known if the release were; None where it is, or does not matter."""
    theatres: Counter[str] = field(default_factory=Counter)
    """Rows that lie outside the fronts, by the theatre they belong to."""
    older_than: str = ""
    """The version that is there, where the file is older or ends earlier: then it only adds."""
    nothing: bool = False
    """Whether no row was taken and no name waits, and there is no dataset yet: none is made."""

    @property
    def span(self) -> Stretch | None:
        """The days within which events are withdrawn that the file does not have, if any are."""
        speaks = not self.unreadable and not self.older_than
        if self.first is None or self.last is None or self.covered is None or not speaks:
            return None
        return max(self.first, self.covered[0]), min(self.last, self.covered[1])

    @property
    def findings(self) -> dict[str, Any]:
        """What is kept of a run, and shown of a trial, beside its counts."""
        names = ("theatres", "checks", "left_out", "census", "part")
        return {name: getattr(self, name) for name in names}

    def reject(self, rejection: Rejection) -> None:
        self.counts.rejected += 1
        self.unreadable |= not rejection.key
        if len(self.rejects) < MOST_REJECTS:
            self.rejects += [replace(rejection, read=None), *rejection.also]

    def check(self, line: int, checks: Checks, *, refused: bool, taken: bool) -> None:
        """Count a row by what could be checked of it; its line is named where it is taken."""
        for name, agrees in checks:
            if agrees is None:
                self.checks.setdefault(UNCHECKED[name], [0])[0] += 1
                continue
            counted = self.checks.setdefault(name, [0, 0])
            counted[not agrees] += 1
            if agrees:
                continue
            if taken and name in LINES_KEPT and len(counted) < MOST_LINES + 2:
                counted.append(line)
            if not refused and name in SETTLED:
                self.settled[name] += 1

    def drop(self, line: int, cell: BadValueError) -> None:
        """Note a cell that is left out of a row that is taken."""
        self.left_out += 1
        if len(self.dropped) < MOST_REJECTS:
            self.dropped.append((line, cell))

    def note_days(self) -> Stretch | None:
        """Note the days of all rows, and name those rows that stand far apart. Returns the first
        and last of the first days of nearly all rows."""
        near, apart = self.days.parted()
        if not near:
            return None
        every = [*near, *apart]
        self.first = min(month.first for month in every)
        self.last = max(month.last for month in every)
        self.ended = max(month.ended for month in near)
        if apart:
            numbers = [sum(month.rows for month in months) for months in (near, apart)]
            lines = sorted(line for month in apart for line in month.lines)
            self.checks[APART_CHECK] = [*numbers, *lines[:MOST_LINES]]
        return min(month.first for month in near), max(month.last for month in near)


def job_of(
    format_name: str, file: File, *, dataset: str = "", release: str = "", **settings: Any
) -> ImportJob:
    """The job that somebody asks for, with what was left open filled in from the format and the
    file's name; `settings` are further fields of `ImportJob`.

    Raises `ImportRefusedError` where the dataset cannot be imported into.
    """
    chosen = FORMATS[format_name]
    release = release or chosen.release_of(file.name)
    slug = dataset_slug(dataset, chosen, release)
    return ImportJob(chosen, file, slug, dataset, release=release, **settings)


def dataset_slug(name: str, chosen: Format, release: str = "") -> str:
    """The slug of the dataset of this name, or that had it; of the format's own where none was
    given."""
    slug = slugify(name or chosen.of(release).dataset)[:LONGEST_DATASET]
    why = "" if slug else "a dataset's name needs Latin letters or digits."
    if slug == CURATED:
        why = "editors keep it by hand. Name another dataset."
    if why:
        raise ImportRefusedError(f"{name!r} cannot be imported into: {why}")
    return FormerSlug.present(Dataset.objects.all(), [slug]).get(slug, slug)


def refuse_another_kind(slug: str, wanted: Format, *, releases: bool = True) -> None:
    """Raise `ImportRefusedError` where a dataset was filled from files of another kind.

    With `releases`, UCDP's yearly and its monthly releases are two kinds; which of them a file is
    shows when it is read. A dataset that no file filled yet takes any.
    """
    filled = (
        ImportRun.objects.standing().filter(dataset__slug=slug).values_list("format", "release")
    )
    kinds = [FORMATS[name].of(release) for name, release in filled.distinct() if name in FORMATS]
    alike = (kind == wanted if releases else kind.name == wanted.name for kind in kinds)
    if not kinds or any(alike):
        return
    which = f"{wanted.title} ({wanted.name})"
    raise ImportRefusedError(
        f"The dataset “{slug}” was filled from {kinds[0].title} ({kinds[0].name}), and this file "
        f"is read as {which}: another rule of what is in, and other terms. Give it a dataset of "
        "its own, under a name that is not taken yet (--dataset NAME; “Dataset” in the form)."
        + (" Or say which release it is, if its name does not." if wanted.by_id else "")
    )
