"""Data entry: Django's admin, a module per noun. Guide for editors: docs/data-entry.md."""

from proxies.admin import (  # noqa: F401  to register their pages
    actors,
    assessments,
    background,
    channels,
    clusters,
    corrections,
    details,
    events,
    fetches,
    fronts,
    history,
    imports,
    people,
    places,
    pledges,
    site,
    sources,
    statements,
    ties,
)
from proxies.admin.duplicates import pairs  # noqa: F401
from proxies.admin.uploads import pages  # noqa: F401
