"""Short names that a reader cannot read, spelt out."""

from __future__ import annotations

from collections.abc import Collection

from proxies.models import Actor


def spelt_out(slugs: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The short and the full names of those of some actors whose short name is an abbreviation
    (one query)."""
    named = Actor.objects.filter(slug__in=slugs).order_by("short_name", "slug")
    pairs = named.values_list("short_name", "name")
    return tuple((short, full) for short, full in pairs if short.isupper() and short != full)
