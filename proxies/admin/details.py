"""Rows of other records: listed here to look things up, edited on the page of their record."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from proxies.admin.base import EntryAdmin
from proxies.models import (
    Account,
    ActorName,
    AssessmentCitation,
    Attribution,
    ClosureCitation,
    Designation,
    MembershipCitation,
    PledgeBinding,
    PledgeCitation,
    PledgeIncident,
    SeedRecord,
    SupportCitation,
)


def only_with_its_record(request: HttpRequest, model: str | None) -> bool:
    """Whether a row is about to go along with its record, and not from a page of its own."""
    match = request.resolver_match
    return match is not None and not (match.url_name or "").startswith(f"proxies_{model}_")


class DetailAdmin(EntryAdmin):
    """A row that belongs to another record."""

    record: ClassVar[str] = ""
    """The relation to the record on whose page the row is edited."""
    save_as = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        own = super().has_delete_permission(request, obj)
        return own and only_with_its_record(request, self.opts.model_name)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("edited_on",)

    @admin.display(description="edited on")
    def edited_on(self, row: Any) -> str:
        """A link to the page where the row is edited."""
        record = getattr(row, self.record)
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
        url = reverse(name, args=[record.pk])
        return format_html('<a href="{}">{}</a>', url, record)


@admin.register(ActorName)
class ActorNameAdmin(DetailAdmin):
    """Names of actors."""

    record = "actor"
    related = ("actor",)
    list_display = ("text", "language", "script", "kind", "edited_on")
    list_filter = ("script", "language", "kind")
    search_fields = ("text",)


@admin.register(Designation)
class DesignationAdmin(DetailAdmin):
    """Listings of actors by authorities."""

    record = "actor"
    related = ("actor",)
    list_display = ("kind", "authority", "date", "status", "edited_on")
    list_filter = ("authority", "kind", "status")
    search_fields = ("kind", "authority")
    search_actors = ("actor",)


class CitationAdmin(DetailAdmin):
    """What one report says of one record."""

    list_filter: ClassVar[Any] = (
        "stance",
        "credibility",
        "on_record",
        "report__source__reliability",
    )
    search_fields = ("report__slug", "report__title", "report__url", "report__source__name")
    list_display: Any = ("report", "stance", "credibility", "origin", "on_record", "edited_on")


@admin.register(Account)
class AccountAdmin(CitationAdmin):
    """Reports of events."""

    record = "event"
    related = ("report__source", "origin", "event")
    list_display = (*CitationAdmin.list_display[:4], "killed_best", "outcome", "edited_on")
    list_filter = (*CitationAdmin.list_filter, "event__front")
    search_actors = ("event__attributions__actor", "event__targets")


@admin.register(PledgeCitation)
class PledgeCitationAdmin(CitationAdmin):
    """Reports of pledges."""

    record = "pledge"
    related = ("report__source", "origin", "pledge")
    search_actors = ("pledge__by__actor", "pledge__toward")


@admin.register(AssessmentCitation)
class AssessmentCitationAdmin(CitationAdmin):
    """Reports that assessments rest on."""

    record = "assessment"
    related = ("report__source", "origin", "assessment__front")


@admin.register(SupportCitation)
class SupportCitationAdmin(CitationAdmin):
    """Reports of support."""

    record = "support"
    related = ("report__source", "origin", "support__patron__actor", "support__faction__actor")
    search_actors = ("support__patron__actor", "support__faction__actor")


@admin.register(MembershipCitation)
class MembershipCitationAdmin(CitationAdmin):
    """Reports of memberships."""

    record = "membership"
    related = (
        "report__source", "origin", "membership__faction__actor", "membership__umbrella__actor",
    )  # fmt: skip
    search_actors = ("membership__faction__actor", "membership__umbrella__actor")


@admin.register(ClosureCitation)
class ClosureCitationAdmin(CitationAdmin):
    """Reports of closures."""

    record = "closure"
    related = ("report__source", "origin", "closure__front")


@admin.register(Attribution)
class AttributionAdmin(DetailAdmin):
    """Who is named for which event."""

    record = "event"
    related = ("actor", "event")
    list_display = ("actor", "kind", "edited_on")
    list_filter = ("kind", "event__front", "event__direction")
    search_fields = ("event__slug",)
    search_actors = ("actor",)


@admin.register(PledgeBinding)
class PledgeBindingAdmin(DetailAdmin):
    """Whom pledges bind."""

    record = "pledge"
    related = ("faction__actor", "pledge")
    list_display = ("faction", "how", "edited_on")
    list_filter = ("how", "pledge__fronts")
    search_fields = ("pledge__slug",)
    search_actors = ("faction__actor",)


@admin.register(PledgeIncident)
class PledgeIncidentAdmin(DetailAdmin):
    """Editors' verdicts on incidents."""

    record = "pledge"
    related = ("event", "pledge")
    list_display = ("event", "verdict", "edited_on")
    list_filter = ("verdict",)
    search_fields = ("event__slug", "pledge__slug", "reason")


@admin.register(SeedRecord)
class SeedRecordAdmin(DetailAdmin):
    """What the last seeding wrote; kept by `manage.py seed`."""

    list_display = ("slug", "kind", "loaded")
    list_filter = ("kind",)
    search_fields = ("slug",)
    readonly_fields = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ()
