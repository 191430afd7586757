"""Rows of other records: listed here to look things up, edited on the page of their record."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from proxies import models
from proxies.admin.base import EntryAdmin


class DetailAdmin(EntryAdmin):
    """A row that belongs to another record, and is deleted only along with it."""

    record: ClassVar[str] = ""
    """The relation to the record on whose page the row is edited."""
    adds = changes = False
    deletes_alone = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("edited_on",) if self.record else ()

    @admin.display(description="edited on")
    def edited_on(self, row: Any) -> str:
        """A link to the page where the row is edited."""
        record = getattr(row, self.record)
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[record.pk]), record)


class CitationAdmin(DetailAdmin):
    """What one report says of one record."""

    list_filter: ClassVar[Any] = (
        "stance", "credibility", "on_record", "report__source__reliability",
    )  # fmt: skip
    search_fields = ("report__slug", "report__title", "report__url", "report__source__name")
    list_display: Any = ("report", "stance", "credibility", "origin", "on_record", "edited_on")


register = admin.site.register
REPORT = ("report__source", "origin")

register(
    models.ActorName,
    DetailAdmin,
    record="actor",
    related=("actor",),
    list_display=("text", "language", "script", "kind", "edited_on"),
    list_filter=("script", "language", "kind"),
    search_fields=("text",),
)
register(
    models.Designation,
    DetailAdmin,
    record="actor",
    related=("actor",),
    list_display=("kind", "authority", "date", "status", "edited_on"),
    list_filter=("authority", "kind", "status"),
    search_fields=("kind", "authority"),
    search_actors=("actor",),
)
register(
    models.Account,
    CitationAdmin,
    record="event",
    related=(*REPORT, "event"),
    list_display=(*CitationAdmin.list_display[:4], "killed_best", "outcome", "edited_on"),
    list_filter=(*CitationAdmin.list_filter, "event__front"),
    search_actors=("event__attributions__actor", "event__targets"),
)
SUPPORT = ("support__patron__actor", "support__faction__actor")
MEMBERSHIP = ("membership__faction__actor", "membership__umbrella__actor")
CONTROL = ("spell__support__patron__actor", "spell__support__faction__actor")
CITATIONS: tuple[tuple[type[Model], str, tuple[str, ...], tuple[str, ...]], ...] = (
    (models.PledgeCitation, "pledge", ("pledge",), ("pledge__by__actor", "pledge__toward")),
    (models.AssessmentCitation, "assessment", ("assessment__front",), ()),
    (models.SupportCitation, "support", SUPPORT, SUPPORT),
    (models.MembershipCitation, "membership", MEMBERSHIP, MEMBERSHIP),
    (models.ClosureCitation, "closure", ("closure__front",), ()),
    (models.StatementCitation, "statement", ("statement",), ("statement__by",)),
    (models.MilestoneCitation, "milestone", ("milestone",), ()),
    (models.ControlCitation, "spell", CONTROL, CONTROL),
)
"""Each with the relation to its record, what that one's name is made of, and paths to actors."""
for model, record, named, actors in CITATIONS:
    register(model, CitationAdmin, record=record, related=(*REPORT, *named), search_actors=actors)
register(
    models.Attribution,
    DetailAdmin,
    record="event",
    related=("actor", "event"),
    list_display=("actor", "kind", "edited_on"),
    list_filter=("kind", "event__front", "event__direction"),
    search_fields=("event__slug",),
    search_actors=("actor",),
)
register(
    models.PledgeBinding,
    DetailAdmin,
    record="pledge",
    related=("faction__actor", "pledge"),
    list_display=("faction", "how", "edited_on"),
    list_filter=("how", "pledge__fronts"),
    search_fields=("pledge__slug",),
    search_actors=("faction__actor",),
)
register(
    models.PledgeRepeat,
    DetailAdmin,
    record="pledge",
    related=("pledge", "report__source"),
    list_display=("day", "report", "edited_on"),
    search_fields=("pledge__slug",),
)
register(
    models.CoverageSpan,
    DetailAdmin,
    record="dataset",
    related=("dataset", "front"),
    list_display=("front", "start", "end", "depth", "edited_on"),
    list_filter=("front", "depth", "dataset"),
)
register(
    models.PledgeIncident,
    DetailAdmin,
    record="pledge",
    related=("event", "pledge"),
    list_display=("event", "verdict", "edited_on"),
    list_filter=("verdict",),
    search_fields=("event__slug", "pledge__slug", "reason"),
)
register(
    models.SeedRecord,
    DetailAdmin,
    list_display=("slug", "kind", "loaded"),
    list_filter=("kind",),
    search_fields=("slug",),
)
