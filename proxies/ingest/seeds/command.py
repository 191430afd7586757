"""`seeds/` read into checked documents, with every error in it. Knows files, not models.

A record of kind K stands in `<plural of K>.yaml` or in a file of the folder `<plural of K>/`; a
file is a list of records. All errors of all files are collected before anybody is told.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from proxies.ingest.seeds import links as seed_links
from proxies.ingest.seeds import positions as seed_yaml
from proxies.ingest.seeds.records import FileSpot, Problem, Record, Seeds
from proxies.ingest.seeds.shapes import KINDS, Kind


def _silent(file: str, records: int) -> None:
    """Nobody watches."""


def read(folder: Path, watch: Callable[[str, int], None] = _silent) -> Seeds:
    """All seeds of a folder; `watch` hears of each file and its number of records."""
    seeds = Seeds()
    for path, kind in _files(folder, seeds):
        before = len(seeds.records)
        _read_file(path, str(Path(folder.name) / path.relative_to(folder)), kind, seeds)
        watch(str(path.relative_to(folder)), len(seeds.records) - before)
    seed_links.check(seeds)
    seeds.problems.sort(key=lambda problem: (problem.file, problem.line))
    return seeds


NAMES_FILE = "import_names.yaml"
"""Whom other datasets' names mean: no records, and read by the importer of datasets."""


def files_in(folder: Path) -> list[Path]:
    """The YAML files of a folder of seeds, in a stable order."""
    found = (path for end in ("yaml", "yml") for path in folder.rglob(f"*.{end}"))
    return sorted(path for path in found if path != folder / NAMES_FILE)


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
        if not isinstance(parsed.value, list):
            message = "must be a list of records, each begun with “- slug: …”"
            raise seed_yaml.SeedSyntaxError(message, 1)
    except (OSError, seed_yaml.SeedSyntaxError) as error:
        message = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        seeds.problems.append(Problem(name, getattr(error, "line", 0), "", "", message))
        seeds.unread.add(kind.name)
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
        spot.within("slug").wrong(
            slug, f"is the slug of another record too, in {where}; change one"
        )
    else:
        record = Record(kind.name, slug, document, spot)
        spot.seeds.records[kind.name, slug] = record


def _twin(kind: Kind, slug: str, seeds: Seeds) -> Record | None:
    rivals = [each.name for each in KINDS.values() if each.namespace == kind.namespace]
    return next((seeds.records[k, slug] for k in rivals if (k, slug) in seeds.records), None)
