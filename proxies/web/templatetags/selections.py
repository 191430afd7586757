"""Addresses of the events behind a number."""

from __future__ import annotations

from django import template

from proxies.models.base import page_of
from proxies.selection import Selection

register = template.Library()


@register.filter
def events_of(selection: Selection, direction: str = "") -> str:
    """The list of a question's events, or of those of one direction."""
    asked = selection.but(direction=(direction,)) if direction else selection
    return page_of("event-list") + asked.query()


@register.filter
def deadliest(selection: Selection) -> str:
    """The table of a question's events, those that killed the most first."""
    return page_of("event-list") + selection.query(view="table", sort="deadliest")
