"""Data entry: Django's admin, a module per noun. Guide for editors: docs/data-entry.md."""

from proxies.admin import (
    actors,
    assessments,
    corrections,
    details,
    duplicates,
    events,
    fronts,
    history,
    imports,
    places,
    pledges,
    site,
    sources,
    ties,
    uploads,
)

__all__ = [
    "actors",
    "assessments",
    "corrections",
    "details",
    "duplicates",
    "events",
    "fronts",
    "history",
    "imports",
    "places",
    "pledges",
    "site",
    "sources",
    "ties",
    "uploads",
]
