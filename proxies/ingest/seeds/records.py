"""Records as read from the seed files, and what is wrong with them, with file and line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from proxies.ingest.seeds import positions as seed_yaml
from proxies.ingest.seeds.structure import Document

_SHOWN = 80

Key = tuple[str, str]
"""Kind and slug of a record."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place of the seed files, and how to mend it."""

    file: str
    line: int
    record: str
    field: str
    message: str
    value: object = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        shown = "" if self.value is None else f" = {_shorten(self.value)}"
        parts = [place, self.record, f"{self.field}{shown}" if self.field else "", self.message]
        return ": ".join(part for part in parts if part)


@dataclass(frozen=True)
class Record:
    """One checked record and where it was read."""

    kind: str
    slug: str
    document: Document
    spot: FileSpot

    @property
    def file(self) -> str:
        return self.spot.file

    @property
    def line(self) -> int:
        return self.spot.line


@dataclass(frozen=True)
class Reference:
    """A slug that stands for another record, and where it stands."""

    slug: str
    kinds: tuple[str, ...]
    spot: FileSpot


@dataclass
class Seeds:
    """All records of a folder of seeds, by kind and slug, and all that is wrong with them."""

    records: dict[Key, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds a file of which could not be read; what refers to them cannot be checked."""

    def of_kind(self, kind: str) -> list[Record]:
        return [record for record in self.records.values() if record.kind == kind]


@dataclass(frozen=True)
class FileSpot:
    """A place in a seed file."""

    seeds: Seeds
    file: str
    record: str
    lines: dict[seed_yaml.Path, int]
    path: seed_yaml.Path

    def within(self, key: str | int) -> FileSpot:
        return self.at(key)

    def at(self, *path: str | int) -> FileSpot:
        """The place that these keys lead to from here."""
        return replace(self, path=(*self.path, *path))

    def wrong(self, value: object, message: str) -> None:
        self.seeds.problems.append(
            Problem(self.file, self.line, self.record, self.field, message, value)
        )

    def refer(self, slug: str, kinds: tuple[str, ...]) -> None:
        self.seeds.references.append(Reference(slug, kinds, self))

    @property
    def line(self) -> int:
        known = (self.lines.get(self.path[:end]) for end in range(len(self.path), -1, -1))
        return next((line for line in known if line), 0)

    @property
    def field(self) -> str:
        """The keys that lead here inside the record; entries of lists are counted from 1."""
        return "/".join(str(key + 1) if isinstance(key, int) else key for key in self.path[1:])


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
