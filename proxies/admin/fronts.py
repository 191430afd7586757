"""Fronts, and the stretches in which they were closed for another reason than a pledge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from proxies.admin.base import EntryAdmin, count_of
from proxies.admin.citations import CitationInline, Rows, rows_in
from proxies.admin.confirming.page import RowsOf
from proxies.admin.fields import group
from proxies.admin.pace import PaceForm, doubts, elsewhen, seldom
from proxies.admin.reasons import own_page
from proxies.admin.slugs import ShortNamedForm
from proxies.models import ClosureCitation, Front, FrontClosure
from proxies.queries.pace import preview

PACE = "admin:proxies_front_pace"


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
    own_pages: ClassVar[Any] = {"<int:pk>/pace/": "pace"}
    autocomplete_fields = ("tempo_dataset",)
    readonly_fields = ("try_a_dataset",)
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
        ("Pace of attacks", {"fields": ("tempo_dataset", "try_a_dataset")}),
    )

    @admin.display(description="try a dataset")
    def try_a_dataset(self, front: Front) -> str:
        """A link to what the label would have been."""
        if not front.pk:
            return "Once the front is saved."
        words = "What the label would have been over the last three years"
        return format_html('<a href="{}">{}</a>', reverse(PACE, args=[front.pk]), words)

    def doubts(self, record: Front, rows: RowsOf) -> Iterator[str]:
        return doubts(record)

    def pace(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the label of a front would have been with a dataset as the measure of its pace."""
        front = self.record_or_404(request, pk, allowed=self.has_view_permission(request))
        form = PaceForm(request.GET if "dataset" in request.GET else None)
        dataset = form.cleaned_data["dataset"] if form.is_valid() else None
        found = preview(front, dataset) if dataset else None
        remarks = [*seldom(front, dataset), *elsewhen(found, dataset)] if dataset and found else []
        shown = {"front": front, "form": form, "dataset": dataset, "doubts": remarks}
        title = f"Pace of attacks: {front}"
        return own_page(self, request, "admin/front_pace.html", title, preview=found, **shown)


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
