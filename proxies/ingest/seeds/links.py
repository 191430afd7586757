"""What can only be checked between records: references, origins, and what must be unique."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from proxies.ingest.seeds.positions import Path
from proxies.ingest.seeds.records import FileSpot, Record, Seeds
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.structure import Document
from proxies.vocab import RELAYS


def check(seeds: Seeds) -> None:
    """Add to the problems of the seeds what is wrong between records."""
    _check_references(seeds)
    for record in seeds.records.values():
        for path, citation in _citations(record.document):
            message = _origin_error(citation, seeds)
            if message:
                record.spot.at(*path, "origin").wrong(citation["origin"], message)
    _check_unique(seeds)


def _check_references(seeds: Seeds) -> None:
    for reference in seeds.references:
        if seeds.unread.isdisjoint(reference.kinds) and not any(
            (kind, reference.slug) in seeds.records for kind in reference.kinds
        ):
            _complain_of_reference(reference.slug, reference.kinds, reference.spot)


def _complain_of_reference(slug: str, kinds: tuple[str, ...], spot: FileSpot) -> None:
    known = [record.slug for kind in kinds for record in spot.seeds.of_kind(kind)]
    near = get_close_matches(slug, known, n=3)
    hint = f"nearest: {', '.join(near)}" if near else "add it there, or name another"
    spot.wrong(slug, f"is no {' or '.join(kinds)} in the seeds; {hint}")


def _citations(value: Any, path: Path = ()) -> Iterator[tuple[Path, Document]]:
    """Every citation in a document that names an origin, with its path."""
    if isinstance(value, dict):
        if "origin" in value and "report" in value:
            yield path, value
        for key, one in value.items():
            yield from _citations(one, (*path, key))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from _citations(one, (*path, i))


def _origin_error(citation: Document, seeds: Seeds) -> str:
    """An origin is not one that only repeats others, and one's own is written `self`."""
    report = seeds.records.get(("report", citation["report"]))
    publisher = report.document.get("source", "") if report else ""
    slug = publisher if citation["origin"] == "self" else citation["origin"]
    if publisher and citation["origin"] == publisher:
        return "is the report's own source; write self"
    origin = seeds.records.get(("source", slug))
    if origin and origin.document.get("kind") in RELAYS:
        return f"means {slug}, which only repeats others; name its source, or leave origin out"
    return ""


def _check_unique(seeds: Seeds) -> None:
    for kind in KINDS.values():
        for keys in kind.unique:
            seen: dict[tuple[Any, ...], Record] = {}
            for record in seeds.of_kind(kind.name):
                values = tuple(kind.shape.value(record.document, (key,)) for key in keys)
                twin = seen.setdefault(values, record)
                if twin is not record and all(values):
                    message = f"is that of {twin.slug} ({twin.file}:{twin.line}) too; keep one"
                    record.spot.at(keys[-1]).wrong(values[-1], message)
