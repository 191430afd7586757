"""`seeds/` read into checked documents, with every error in it. Knows files, not models.

A record of kind K stands in `<plural of K>.yaml` or in a file of the folder `<plural of K>/`; a
file is a list of records. All errors of all files are collected before anybody is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from proxies.ingest import seed_yaml
from proxies.ingest.seed_fields import Document
from proxies.ingest.seed_shapes import KINDS, Kind
from proxies.vocab import RELAYS

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
    file: str
    line: int


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
        return FileSpot(self.seeds, self.file, self.record, self.lines, (*self.path, key))

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


def _silent(file: str, records: int) -> None:
    """Nobody watches."""


def read(folder: Path, watch: Callable[[str, int], None] = _silent) -> Seeds:
    """All seeds of a folder; `watch` hears of each file and its number of records."""
    seeds = Seeds()
    for path, kind in _files(folder, seeds):
        before = len(seeds.records)
        _read_file(path, str(Path(folder.name) / path.relative_to(folder)), kind, seeds)
        watch(str(path.relative_to(folder)), len(seeds.records) - before)
    _check_references(seeds)
    _check_origins(seeds)
    seeds.problems.sort(key=lambda problem: (problem.file, problem.line))
    return seeds


def files_in(folder: Path) -> list[Path]:
    """The YAML files of a folder of seeds, in a stable order."""
    return sorted(path for end in ("yaml", "yml") for path in folder.rglob(f"*.{end}"))


def _files(folder: Path, seeds: Seeds) -> list[tuple[Path, Kind]]:
    kinds = {kind.plural: kind for kind in KINDS.values()}
    found = []
    paths = files_in(folder)
    for path in paths:
        top = path.relative_to(folder).parts[0].removesuffix(path.suffix)
        if top in kinds:
            found.append((path, kinds[top]))
        else:
            message = f"is no file of seeds; the names are {', '.join(kinds)}, with .yaml"
            seeds.problems.append(Problem(str(path), 0, "", "", message))
    if not paths:
        message = "holds no .yaml files; name the folder of the seeds with --dir"
        seeds.problems.append(Problem(str(folder), 0, "", "", message))
    return found


def _read_file(path: Path, name: str, kind: Kind, seeds: Seeds) -> None:
    try:
        parsed = seed_yaml.parse(path.read_bytes())
    except OSError as error:
        seeds.problems.append(Problem(name, 0, "", "", f"cannot be read: {error.strerror}"))
        return
    except seed_yaml.SeedSyntaxError as error:
        seeds.problems.append(Problem(name, error.line, "", "", str(error)))
        return
    if not isinstance(parsed.value, list):
        message = "must be a list of records, each begun with “- slug: …”"
        seeds.problems.append(Problem(name, 1, "", "", message))
        return
    for i, value in enumerate(parsed.value):
        label = f"{kind.name} {_name_of(value, i)}"
        _read_record(value, kind, FileSpot(seeds, name, label, parsed.lines, (i,)))


def _name_of(value: Any, position: int) -> str:
    slug = value.get("slug") if isinstance(value, dict) else None
    return slug if isinstance(slug, str) and slug else f"number {position + 1}"


def _read_record(value: Any, kind: Kind, spot: FileSpot) -> None:
    document = kind.shape.read(value, spot)
    slug = document.get("slug")
    if not isinstance(slug, str):
        return
    twin = _twin(kind, slug, spot.seeds)
    if twin:
        where = f"{twin.file}:{twin.line} ({twin.kind})"
        spot.within("slug").wrong(slug, f"is the slug of another record too, in {where}; change one")
    else:
        record = Record(kind.name, slug, document, spot.file, spot.line)
        spot.seeds.records[kind.name, slug] = record


def _twin(kind: Kind, slug: str, seeds: Seeds) -> Record | None:
    rivals = [each.name for each in KINDS.values() if each.namespace == kind.namespace]
    return next((seeds.records[k, slug] for k in rivals if (k, slug) in seeds.records), None)


def _check_references(seeds: Seeds) -> None:
    for reference in seeds.references:
        if not any((kind, reference.slug) in seeds.records for kind in reference.kinds):
            known = [record.slug for kind in reference.kinds for record in seeds.of_kind(kind)]
            near = get_close_matches(reference.slug, known, n=3)
            hint = f"; nearest: {', '.join(near)}" if near else ""
            what = " or ".join(reference.kinds)
            reference.spot.wrong(reference.slug, f"is no {what} in the seeds{hint}")


def _check_origins(seeds: Seeds) -> None:
    """An origin is not one that only repeats others, and one's own origin is written `self`."""
    for record in seeds.records.values():
        for path, citation in _citations(record.document):
            message = _origin_error(citation, seeds)
            if message:
                field_name = "/".join([*path, "origin"])
                seeds.problems.append(
                    Problem(
                        record.file,
                        record.line,
                        f"{record.kind} {record.slug}",
                        field_name,
                        message,
                        citation["origin"],
                    )
                )


def _citations(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Document]]:
    """Every citation in a document that names an origin, with its path."""
    if isinstance(value, list):
        return [each for i, one in enumerate(value) for each in _citations(one, (*path, str(i + 1)))]
    if not isinstance(value, dict):
        return []
    own = [(path, value)] if "origin" in value and "report" in value else []
    return own + [each for key, one in value.items() for each in _citations(one, (*path, key))]


def _origin_error(citation: Document, seeds: Seeds) -> str:
    report = seeds.records.get(("report", citation["report"]))
    publisher = report.document.get("source") if report else None
    origin = seeds.records.get(("source", publisher if citation["origin"] == "self" else citation["origin"]))
    if origin is None:
        return ""
    if origin.slug == citation["origin"] == publisher:
        return "is the report's own source; write self"
    if origin.document.get("kind") in RELAYS:
        return f"{origin.slug} only repeats others; name the source it repeats, or leave origin out"
    return ""


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
