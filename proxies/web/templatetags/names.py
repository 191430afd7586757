"""Short names of parties, spelt out where a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from proxies.record.current import record
from proxies.wording import parties

register = template.Library()


@register.filter
def spelt_out(short: str) -> str:
    """A party by its short name, an abbreviation after what it stands for."""
    return parties.spelt_out(record(), short)


@register.inclusion_tag("parts/short_names.html")
def short_names(pledges: Iterable[Any]) -> dict[str, Any]:
    """What the abbreviations in the titles of some pledges stand for."""
    named = {name for one in pledges for name in (*one.by_names, *one.toward_names)}
    return {"names": parties.short_names(record(), named)}
