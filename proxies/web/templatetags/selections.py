"""Addresses of the events behind a number."""

from __future__ import annotations

from django import template
from django.urls import reverse

from proxies.selection import Selection

register = template.Library()


@register.filter
def events_of(selection: Selection, direction: str = "") -> str:
    """The list of a question's events, or of those of one direction."""
    asked = selection.but(direction=(direction,)) if direction else selection
    return reverse("event-list") + asked.query()


@register.filter
def deadliest(selection: Selection) -> str:
    """The table of a question's events, those that killed the most first."""
    return reverse("event-list") + selection.query(view="table", sort="deadliest")
