"""Fronts, and the stretches in which they were closed for another reason than a pledge."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count

from proxies.admin.base import EntryAdmin, count_of
from proxies.admin.citations import CitationInline, Rows, rows_in
from proxies.admin.fields import group
from proxies.admin.slugs import ShortNamedForm
from proxies.models import ClosureCitation, Front, FrontClosure


@admin.register(Front)
class FrontAdmin(EntryAdmin):
    """Where the fire comes from."""

    form = ShortNamedForm
    save_as = False
    inlines = (
        rows_in(
            Rows,
            FrontClosure,
            show_change_link=True,
            verbose_name_plural="closures (their reports: on the page behind “change”)",
        ),
    )
    autocomplete_fields = ("tempo_dataset",)
    event_count = count_of("events_counted", "events")
    list_display = ("name", "short_name", "position", "event_count", "tempo_dataset", "page")
    search_fields = ("name", "short_name", "slug")
    related = ("tempo_dataset",)
    counted = {"events_counted": Count("events")}
    fieldsets = (
        (None, {"fields": (("name", "short_name"), "scope", "countries", "position", "slug")}),
        group(
            "On the map",
            (("lat", "lon"), ("north", "south"), ("west", "east")),
            "In degrees: the centre, and the frame of its map.",
        ),
        ("Pace of attacks", {"fields": ("tempo_dataset",)}),
    )


@admin.register(FrontClosure)
class FrontClosureAdmin(EntryAdmin):
    """Stretches in which a front was over."""

    related = ("front",)
    inlines = (rows_in(CitationInline, ClosureCitation),)
    autocomplete_fields = ("front",)
    list_display = ("front", "start", "end", "reason", "note")
    list_display_links = ("front", "start")
    list_filter = ("front", "reason")
    search_fields = ("front__name", "note")
