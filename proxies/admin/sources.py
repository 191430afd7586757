"""Sources, their reports, and datasets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from proxies import models
from proxies.admin.base import EntryAdmin, Values, column, count_of
from proxies.admin.citations import Rows, rows_in
from proxies.admin.confirming.datasets import days_ahead, turned_census
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.rules import early_for
from proxies.admin.confirming.sources import day_of_address, same_name, twins
from proxies.admin.fields import group
from proxies.admin.slugs import SluggedForm
from proxies.vocab import WorkflowState

RATES = "proxies.publish_attackevent"
"""Who may publish may also rate sources and correct what published records rest on."""

CITING: tuple[tuple[Any, str], ...] = (
    (models.AttackEvent, "accounts"),
    (models.Pledge, "citations"),
    (models.Assessment, "citations"),
    (models.Statement, "citations"),
    (models.Milestone, "citations"),
)
"""What cites reports and is published, and through which rows."""


class SharedAdmin(EntryAdmin):
    """A record that others rest on: once one of them is published, so that readers have seen it,
    only an editor changes it."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or request.user.has_perm(RATES):
            return allowed
        return not self.is_seen(obj)


def cited_by_published(reports: QuerySet[models.Report]) -> bool:
    """Whether a published event, pledge or assessment rests on one of the reports."""
    published = {"state": WorkflowState.PUBLISHED}
    return any(
        model.objects.filter(**published, **{f"{rows}__report__in": reports}).exists()
        for model, rows in CITING
    )


@admin.register(models.Source)
class SourceAdmin(SharedAdmin):
    """Outlets, agencies and offices, with how reliable they are."""

    form = SluggedForm
    counted = {"published_items": Count("reports")}
    autocomplete_fields = ("aligned_with",)
    list_display = (
        "name", "reliability", "kind", "country", "language", "alignment", "report_count", "page",
    )  # fmt: skip
    list_filter = ("reliability", "kind", ("language", Values), ("country", Values))
    search_fields = ("name", "slug", "alignment")
    fieldsets = (
        (None, {"fields": ("name", ("kind", "country", "language"), "slug")}),
        group(
            "Alignment",
            ("alignment", "aligned_with"),
            "In neutral words. An actor only where the source belongs to it or speaks for it.",
        ),
        group(
            "Reliability",
            ("reliability", "reliability_note"),
            "Of the source in general; what one report is worth is entered "
            "with the report, on the event. An editor sets the letter.",
        ),
    )

    def doubts(self, record: models.Source, rows: RowsOf) -> Iterator[str]:
        return same_name(record)

    def is_seen(self, obj: models.Source) -> bool:
        return cited_by_published(obj.reports.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if request.user.has_perm(RATES) else ("reliability", "reliability_note")

    @admin.display(ordering="published_items", description="reports")
    def report_count(self, source: Any) -> str:
        """How many reports there are, as a link to them."""
        url = f"{reverse('admin:proxies_report_changelist')}?source__id__exact={source.pk}"
        return format_html('<a href="{}">{}</a>', url, source.published_items)


class ReportForm(SluggedForm):
    """A report; its slug is made of its source, day and title when left empty."""

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        source = data.get("source")
        if source is None:
            return []
        address = urlsplit(data.get("url") or "").path.rstrip("/").rpartition("/")[2]
        words = str(data.get("title") or address).split()[:8]
        return [source.slug, str(data.get("published") or "undated"), *words]


@admin.register(models.Report)
class ReportAdmin(SharedAdmin):
    """Published items, cited by events, pledges and the rest."""

    form = ReportForm
    related = ("source",)
    counted = {
        "event_uses": Count("accounts", distinct=True),
        "pledge_uses": Count("pledgecitations", distinct=True),
    }
    autocomplete_fields = ("source",)
    date_hierarchy = "published"
    headline = column("title", lambda row: Truncator(row.title or row.slug).chars(90), "title")
    uses = column("cited by", lambda row: f"{row.event_uses} events, {row.pledge_uses} pledges")
    list_display = ("headline", "source", "published", "uses", "address")
    list_filter = ("source__reliability", "source__kind")
    search_fields = ("slug", "title", "url", "source__name", "source__slug")
    search_help_text = "Title, address, slug or source."
    fieldsets = (
        group(
            None,
            ("source", "url", "title", "published", "archive_url", "slug"),
            "Give the address, or the title where there is none. Leave the "
            "day of publication empty where it is not known.",
        ),
    )

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def doubts(self, record: models.Report, rows: RowsOf) -> Iterator[str]:
        yield from early_for(record)
        yield from twins(record)
        yield from day_of_address(record)

    def is_seen(self, obj: models.Report) -> bool:
        return cited_by_published(models.Report.objects.filter(pk=obj.pk))

    @admin.display(description="address")
    def address(self, report: models.Report) -> str:
        """The report itself, on its own site."""
        if not report.url:
            return "–"
        host = urlsplit(report.url).hostname or report.url
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', report.url, host)


SPANS = rows_in(
    Rows,
    models.CoverageSpan,
    verbose_name_plural="days covered: per front the days that were searched, without overlaps",
)


@admin.register(models.Dataset)
class DatasetAdmin(EntryAdmin):
    """Where events come from, and how complete they are."""

    inlines = (SPANS,)

    form = SluggedForm
    save_as = False
    counted = {"events_counted": Count("events")}
    event_count = count_of("events_counted", "events")
    list_display = ("name", "version", "coverage", "covered_from", "covered_until", "event_count")
    list_filter = ("coverage",)
    search_fields = ("name", "slug", "version")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "version"),
                    "slug",
                    ("coverage", "released", "undated_from"),
                    "inclusion",
                )
            },
        ),
        group(
            "What it records",
            ("records_acts", "records_parties"),
            "By its own rule. A dataset measures a front only for what it can hold.",
        ),
        group(
            "What it covers",
            (("covered_from", "covered_until"),),
            "The first and the last of all the days covered; those of each front stand below.",
        ),
        ("How to cite it", {"fields": ("licence", "citation", "url")}),
    )

    def contradictions(self, record: models.Dataset, rows: RowsOf) -> Iterator[str]:
        return days_ahead(record)

    def doubts(self, record: models.Dataset, rows: RowsOf) -> Iterator[str]:
        yield from turned_census(record)
        if record.pk and (why := record.unfit_for_tempo):
            for front in record.tempo_fronts.all():
                yield f"it measures {front} now, and would no longer: {why}"
