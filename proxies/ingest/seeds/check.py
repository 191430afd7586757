"""`seeds/` read into checked records, with every error in it. Knows files, not models.

A record of kind K stands in `<plural of K>.yaml` or in a file of the folder `<plural of K>/`; a
file is a list of records. All errors of all files are collected before anything is reported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from proxies.circles import Tie, circle_of
from proxies.ingest.seeds.documents import NAMES_FILE, Path, SeedSyntaxError, parse
from proxies.ingest.seeds.fields import (
    CONTRADICTION,
    Document,
    Ref,
    Shape,
    keys_of,
    places,
    shape_at,
)
from proxies.ingest.seeds.shapes import KINDS, namespace
from proxies.vocab import OF_FACTIONS, RELAYS, Coverage, Role

Key = tuple[str, str]
"""Kind and slug of a record."""

_SHOWN = 80
_REMEDIES = {
    "missing": "is missing; add it",
    "string_type": "must be text; put it in quotes if it looks like a number",
    "string_too_long": "has {length} characters; shorten it to {max_length}",
    "int_type": "must be a whole number, without quotes",
    "float_type": "must be a number of degrees, without quotes",
    "bool_type": "must be true or false, without quotes",
    "enum": "is not a known value; use one of: {expected}",
    "date_type": "is not a day; write it as year-month-day, such as 2024-12-23",
    "date_parsing": "is not a day; write it as year-month-day, such as 2024-12-23",
    "list_type": "must be a list, such as [one, two], or entries begun with a hyphen",
    "too_short": "is empty; name at least one",
    "model_type": "must be a record with keys such as {known}",
    "extra_forbidden": "is no key of this record; {hint}",
}
"""What to do about an error, by pydantic's name of it; our own kinds of value say it themselves."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place of the seed files, and how to mend it."""

    file: str
    message: str
    line: int = 0
    record: str = ""
    field: str = ""
    value: object = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        value = repr(self.value)
        value = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        field = self.field if self.value is None else f"{self.field} = {value}"
        return ": ".join(part for part in (place, self.record, field, self.message) if part)


@dataclass(frozen=True)
class SeedEntry:
    """An entry of a seed file as it is written, right or wrong."""

    kind: str
    file: str
    lines: dict[Path, int]
    position: int
    written: Any

    @property
    def slug(self) -> str:
        slug = self.written.get("slug") if isinstance(self.written, dict) else None
        return slug if isinstance(slug, str) else ""

    @property
    def key(self) -> Key:
        return self.kind, self.slug

    @property
    def where(self) -> str:
        return f"{self.file}:{self.lines[self.position,]}"

    def problem(self, path: Path, message: str, value: object = None) -> Problem:
        """On the line of the key, or of what it would stand in; entries are counted from 1."""
        ways = [(self.position, *path[:length]) for length in range(len(path), -1, -1)]
        line = next(self.lines[way] for way in ways if way in self.lines)
        record = f"{self.kind} {self.slug or f'number {self.position + 1}'}"
        field = "/".join(str(key + 1) if isinstance(key, int) else key for key in path)
        return Problem(self.file, message, line, record, field, value)


@dataclass(frozen=True)
class SeedRow(SeedEntry):
    """A checked record."""

    shape: Shape

    @cached_property
    def document(self) -> Document:
        return self.shape.document()

    @property
    def formerly(self) -> list[str]:
        """The slugs that it had before in these files."""
        return list(getattr(self.shape, "formerly", ()))


@dataclass(frozen=True)
class Reference:
    """A slug that stands for another record, where it stands, and the keys beside it."""

    slug: str
    ref: Ref
    entry: SeedEntry
    path: Path
    siblings: Document

    @property
    def to_self(self) -> bool:
        return self.ref.or_self and self.slug == "self"

    def problem(self, message: str) -> Problem:
        return self.entry.problem(self.path, message, self.slug)


@dataclass
class Seeds:
    """All records of a folder of seeds, by kind and slug, and all that is wrong with them."""

    records: dict[Key, SeedRow] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    entries: dict[Key, SeedEntry] = field(default_factory=dict)
    """Everything with a slug, also what is wrong otherwise: others may refer to it."""
    references: list[Reference] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds a file of which could not be read; what refers to them cannot be checked."""

    def of_kind(self, kind: str) -> list[SeedRow]:
        return [record for record in self.records.values() if record.kind == kind]

    @property
    def formerly(self) -> dict[Key, list[str]]:
        """The records that had other slugs before, with these, the oldest first."""
        return {record.key: record.formerly for record in self.records.values() if record.formerly}

    def knows(self, key: Key) -> bool:
        """Whether it is a record's key, or was one."""
        kind, slug = key
        return key in self.records or any(slug in record.formerly for record in self.of_kind(kind))


def read(folder: FilePath, watch: Callable[[str, int], object] = lambda *_: None) -> Seeds:
    """All seeds of a folder; `watch` hears of each file and its number of records."""
    seeds = Seeds()
    for path, kind in _files(folder, seeds):
        before = len(seeds.entries)
        _read_file(path, str(FilePath(folder.name) / path.relative_to(folder)), kind, seeds)
        watch(str(path.relative_to(folder)), len(seeds.entries) - before)
    checks = (
        _dangling,
        _impossible_origins,
        _recorded_twice,
        _in_circles,
        _named_twice,
        _unfit_measures,
    )
    seeds.problems += [problem for check in checks for problem in check(seeds)]
    seeds.problems.sort(key=lambda problem: (problem.file, problem.line))
    return seeds


def files_in(folder: FilePath) -> list[FilePath]:
    """The YAML files of a folder of seeds, in a stable order."""
    paths = (path for end in ("yaml", "yml") for path in folder.rglob(f"*.{end}"))
    return sorted(path for path in paths if path != folder / NAMES_FILE)


def _files(folder: FilePath, seeds: Seeds) -> Iterator[tuple[FilePath, str]]:
    kinds = {f"{kind}s": kind for kind in KINDS}
    paths = files_in(folder)
    for path in paths:
        top = path.relative_to(folder).parts[0].removesuffix(path.suffix)
        if top in kinds:
            yield path, kinds[top]
        else:
            message = f"is no file of seeds; the names are {', '.join(kinds)}, with .yaml"
            seeds.problems.append(Problem(str(path), message))
    if not paths:
        message = "holds no .yaml files; name the folder of the seeds with --dir"
        seeds.problems.append(Problem(str(folder), message))


def _read_file(path: FilePath, name: str, kind: str, seeds: Seeds) -> None:
    try:
        records, lines = parse(path.read_bytes())
        if not isinstance(records, list):
            raise SeedSyntaxError("must be a list of records, each begun with “- slug: …”", 1)
    except (OSError, SeedSyntaxError) as error:
        message = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        seeds.problems.append(Problem(name, message, getattr(error, "line", 0)))
        seeds.unread.add(kind)
        return
    for n, written in enumerate(records):
        _read_entry(SeedEntry(kind, name, lines, n, written), seeds)


def _read_entry(entry: SeedEntry, seeds: Seeds) -> None:
    shape = None
    try:  # as JSON, which gives days and codes as text
        shape = KINDS[entry.kind].model_validate_json(json.dumps(entry.written))
    except ValidationError as refused:
        whole = KINDS[entry.kind]
        for error in refused.errors():
            seeds.problems += problems_in(entry, error, whole)
    _read_lists_and_references(entry, seeds)
    rivals = ((each, entry.slug) for each in KINDS if namespace(each) == namespace(entry.kind))
    twin = next((seeds.entries[key] for key in rivals if key in seeds.entries), None)
    if twin:
        message = f"is the slug of another record too, in {twin.where} ({twin.kind}); change one"
        seeds.problems.append(entry.problem(("slug",), message, entry.slug))
    elif entry.slug:
        seeds.entries[entry.key] = entry
        if shape:
            seeds.records[entry.key] = SeedRow(**vars(entry), shape=shape)


def _read_lists_and_references(entry: SeedEntry, seeds: Seeds) -> None:
    for path, key, value, siblings in places(KINDS[entry.kind], entry.written):
        listed = value if isinstance(value, list) else [value]
        if key.many and listed is value:
            names = [key.identify(part) for part in value]
            seeds.problems += (
                entry.problem((*path, n), "stands here twice; take one out", value[n])
                for n, name in enumerate(names)
                if name in names[:n]
            )
        if key.ref:
            seeds.references += (
                Reference(slug, key.ref, entry, (*path, n) if key.many else path, siblings)
                for n, slug in enumerate(listed)
                if isinstance(slug, str)
            )


def problems_in(entry: SeedEntry, error: ErrorDetails, whole: type[Shape]) -> Iterator[Problem]:
    """What one of pydantic's errors in an entry of a shape says to people."""
    path, value, context = error["loc"], error["input"], error.get("ctx", {})
    if error["type"] == CONTRADICTION:
        for key, message in context["wrong"]:
            yield entry.problem((*path, key), message, value.get(key))
    elif value is None:
        yield entry.problem(path, "is null; leave the key out where it is not established")
    elif error["type"] in _REMEDIES:
        known = [*keys_of(shape_at(whole, path))]
        near = get_close_matches(str(path[-1]) if path else "", known, n=1)
        hint = f"did you mean {near[0]}" if near else f"known: {', '.join(known)}"
        context |= {"hint": hint, "known": ", ".join(known[:4]), "length": len(str(value))}
        context["expected"] = str(context.get("expected")).replace("'", "")
        unsaid = error["type"] in ("missing", "extra_forbidden")
        message = _REMEDIES[error["type"]].format(**context)
        yield entry.problem(path, message, None if unsaid else value)
    else:
        yield entry.problem(path, error["msg"], value)


def _dangling(seeds: Seeds) -> Iterator[Problem]:
    """References to records that are not there, if all files could be read that might hold them."""
    for reference in seeds.references:
        kinds, slug = reference.ref.kinds, reference.slug
        there = any((kind, slug) in seeds.entries for kind in kinds)
        if there or reference.to_self or not seeds.unread.isdisjoint(kinds):
            continue
        near = get_close_matches(slug, [key[1] for key in seeds.entries if key[0] in kinds], n=3)
        hint = f"nearest: {', '.join(near)}" if near else "add it there, or name another"
        now = (r.slug for r in seeds.records.values() if r.kind in kinds and slug in r.formerly)
        hint = next((f"its slug is {each} now" for each in now), hint)
        yield reference.problem(f"is no {' or '.join(kinds)} in the seeds; {hint}")


def _impossible_origins(seeds: Seeds) -> Iterator[Problem]:
    """An origin is not one that only repeats others, and one's own is written `self`."""
    for reference in seeds.references:
        if not reference.ref.or_self:
            continue
        report = seeds.entries.get(("report", str(reference.siblings.get("report"))))
        publisher = report.written.get("source") if report else None
        slug = str(publisher) if reference.to_self else reference.slug
        origin = seeds.entries.get(("source", slug))
        if reference.slug == publisher:
            yield reference.problem("is the report's own source; write self")
        elif origin and origin.written.get("kind") in RELAYS:
            yield reference.problem(
                f"means {slug}, which only repeats others; name its source, or leave origin out"
            )


def _in_circles(seeds: Seeds) -> Iterator[Problem]:
    """Records that rest on their own kind, such as members and extensions, and on themselves."""
    links: dict[tuple[str, ...], list[tuple[Reference, Tie]]] = {}
    for each in seeds.references:
        if each.ref.kinds == (each.entry.kind,):
            key = (each.entry.kind, *(step for step in each.path if isinstance(step, str)))
            days = (str(each.siblings.get(name) or "") for name in ("start", "end"))
            links.setdefault(key, []).append((each, Tie(each.entry.slug, each.slug, *days)))
    for linked in links.values():
        ties = [tie for _, tie in linked]
        for reference, tie in linked:
            reported = tie.lower == tie.upper and reference.entry.key not in seeds.records
            if not reported and (way := circle_of(tie, ties)):
                words = " → ".join(way)
                yield reference.problem(f"leads back to itself: {words}; take one of them out")


def _named_twice(seeds: Seeds) -> Iterator[Problem]:
    """A slug that a record had is not the slug of another one, and no two records had it."""
    slugs = {(namespace(kind), slug): record for (kind, slug), record in seeds.records.items()}
    for record in seeds.records.values():
        for n, slug in enumerate(record.formerly):
            other = slugs.setdefault((namespace(record.kind), slug), record)
            if other is not record:
                message = f"is, or was, the slug of {other.slug} ({other.where}); take one out"
                yield record.problem(("formerly", n), message, slug)


def _unfit_measures(seeds: Seeds) -> Iterator[Problem]:
    """Datasets from which the pace of attacks on a front cannot be read."""
    for reference in seeds.references:
        dataset = seeds.records.get(("dataset", reference.slug))
        if reference.entry.kind != "front" or not dataset:
            continue
        shape: Any = dataset.shape
        if shape.coverage != Coverage.CENSUS:
            yield reference.problem("is a selection, which tells no pace; name a census or none")
        elif Role.FACTION not in shape.records_parties or not OF_FACTIONS & {*shape.records_acts}:
            yield reference.problem(
                "does not state that it records factions, and attacks by factions or clashes; "
                "state both (records_parties, records_acts), or name another or none"
            )


def _recorded_twice(seeds: Seeds) -> Iterator[Problem]:
    seen: dict[tuple[Any, ...], SeedRow] = {}
    for record in seeds.records.values():
        keys = record.shape.unique
        values = tuple(record.shape.value(key) for key in keys)
        twin = seen.setdefault((record.kind, *values), record) if keys else record
        if twin is not record and all(values):
            message = f"is that of {twin.slug} ({twin.where}) too; keep one"
            yield record.problem(keys[-1:], message, values[-1])
