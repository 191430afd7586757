"""What was said in public beside pledges, and the turning points that charts mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator, slugify

from proxies.admin.base import column, short_names
from proxies.admin.citations import CitationInline, EvidenceFormSet, rows_in
from proxies.admin.confirming.page import RowsOf
from proxies.admin.fields import group
from proxies.admin.publishing import STATE_FIELDSET, PublishableAdmin, PublishableForm
from proxies.models import Milestone, MilestoneCitation, Statement, StatementCitation

COUNTS_AHEAD = (
    "the count covers days until {until}, after it was given ({day}). Correct one of the two, or "
    "leave the last day empty."
)
ABOUT_ITSELF = "A statement cannot be about itself: take it out."


class StatementForm(PublishableForm):
    """A statement; its slug is made of its day, who said it and its kind when left empty."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.instance.pk and self.instance in (data.get("about_statements") or []):
            self.add_error("about_statements", ABOUT_ITSELF)
        return data

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        day, by = data.get("date"), data.get("by")
        who = [slugify(by.short_name)] if by else []
        return [str(day), *who, str(data.get("kind", ""))] if day else []


@admin.register(Statement)
class StatementAdmin(PublishableAdmin):
    """Denials, demands, accusations, explanations, conditions, and counts by others."""

    form = StatementForm
    related = ("by",)
    prefetched = ("fronts",)
    inlines = (rows_in(CitationInline, StatementCitation, formset=EvidenceFormSet),)
    autocomplete_fields = (
        "by", "fronts", "about_actors", "about_events", "about_pledges", "about_statements",
    )  # fmt: skip
    date_hierarchy = "date"
    list_display = ("what", "kind", "date", "by", "speaker", "on_fronts", "stage", "page")
    list_filter = ("state", "kind", "fronts", "disclosure")
    search_fields = ("slug", "summary", "speaker")
    search_actors = ("by", "about_actors")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("summary", "kind", ("date", "precision"))}),
        group(
            "Who said it",
            (("by", "speaker"), "disclosure"),
            "The actor only where it was said in its name; otherwise the office alone.",
        ),
        group(
            "What it is about",
            ("fronts", "about_actors", "about_pledges", "about_events", "about_statements"),
            "It shows on the pages of all of these.",
        ),
        group(
            "Of a count",
            (("figure", "unit"), ("since", "until")),
            "A tally by its maker's own rule. It is shown beside ours and never added to it.",
        ),
        STATE_FIELDSET,
        ("Doubts and key", {"fields": ("note", "slug")}),
    )

    def doubts(self, record: Statement, rows: RowsOf) -> Iterator[str]:
        if record.until and record.until > record.date:
            yield COUNTS_AHEAD.format(until=record.until, day=record.date)
        yield from super().doubts(record, rows)

    what = column("summary", lambda statement: Truncator(statement.summary).chars(90))
    on_fronts = column("fronts", lambda statement: short_names(statement.fronts))


class MilestoneForm(PublishableForm):
    """A milestone; its slug is made of its day and title when left empty."""

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        day, title = data.get("date"), data.get("title")
        return [str(day), *str(title).split()[:6]] if day and title else []


@admin.register(Milestone)
class MilestoneAdmin(PublishableAdmin):
    """Turning points that explain the charts and belong to no front."""

    form = MilestoneForm
    prefetched = ("fronts",)
    inlines = (rows_in(CitationInline, MilestoneCitation, formset=EvidenceFormSet),)
    autocomplete_fields = ("fronts",)
    date_hierarchy = "date"
    list_display = ("title", "date", "end", "on_fronts", "stage", "page")
    list_filter = ("state", "fronts")
    search_fields = ("slug", "title", "summary")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("title", "summary", ("date", "end", "precision"))}),
        group("Where it is marked", ("fronts",), "The fronts on whose time axes it stands."),
        group(
            "Killed",
            (("killed_low", "killed_best", "killed_high"),),
            "People on any side. Empty: not established, which is not zero.",
        ),
        STATE_FIELDSET,
        ("Doubts and key", {"fields": ("note", "slug")}),
    )

    on_fronts = column("fronts", lambda milestone: short_names(milestone.fronts))
