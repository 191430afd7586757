"""Data entry: Django's admin, a module per noun. Guide for editors: docs/data-entry.md."""

from proxies.admin import (
    actors,
    assessments,
    corrections,
    details,
    events,
    fronts,
    history,
    imports,
    places,
    pledges,
    site,
    sources,
    ties,
)
from proxies.admin.duplicates import pairs as duplicates
from proxies.admin.uploads import pages as uploads

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
