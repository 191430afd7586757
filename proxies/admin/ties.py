"""Ties between actors: support and membership, on the pages of patrons and factions too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from proxies import models
from proxies.admin.actors import ANY_SPELLING, RoleForm
from proxies.admin.base import EntryAdmin, column, short_names
from proxies.admin.citations import CitationInline, Rows, rows_in
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.rules import circles
from proxies.admin.search import actors_named

SUPPORT_FIELDS = (
    "types",
    "confidence",
    ("start", "start_precision"),
    ("end", "end_precision"),
    "note",
)


def ties(model: Any, partner: str, words: str, **options: Any) -> Any:
    """An inline of ties of one kind; `partner` is the other end of each."""
    options |= {"autocomplete_fields": (partner,), "verbose_name_plural": words}
    return rows_in(Rows, model, show_change_link=True, **options)


RECEIVED = ties(
    models.Support,
    "patron",
    "support received (its reports: on the page behind “change”)",
    fields=("patron", *SUPPORT_FIELDS),
)
GIVEN = ties(
    models.Support,
    "faction",
    "support given (its reports: on the page behind “change”)",
    fields=("faction", *SUPPORT_FIELDS),
)
MEMBERSHIPS = ties(
    models.Membership,
    "umbrella",
    "memberships: umbrellas it belongs to and facades it acts behind",
    fk_name="faction",
)
MEMBERS = ties(
    models.Membership,
    "faction",
    "members, if it is an umbrella or a facade",
    fk_name="umbrella",
    verbose_name="member",
)


CONTROL = rows_in(
    Rows,
    models.ControlSpell,
    show_change_link=True,
    autocomplete_fields=("front",),
    verbose_name_plural="words on control (their reports: on the page behind “change”)",
)


class RoleAdmin(EntryAdmin):
    """A patron, faction or opponent; it is added, named and deleted on its actor's page."""

    form = RoleForm
    adds = deletes_alone = False
    save_as = False
    related: tuple[str, ...] = ("actor",)
    ordering = ("actor__name",)
    search_fields = ("actor__name",)
    found_by: ClassVar[Any] = {"actor": actors_named}
    search_help_text = ANY_SPELLING
    readonly_fields = ("actor",)

    def view_on_site(self, obj: Any) -> str | None:
        return str(obj.actor.get_absolute_url())


@admin.register(models.Faction)
class FactionAdmin(RoleAdmin):
    """What a faction is, whose support it has and what it belongs to."""

    autocomplete_fields = ("fronts",)
    prefetched = ("fronts",)
    inlines = (RECEIVED, MEMBERSHIPS, MEMBERS)
    list_display = ("actor", "kind", "on_fronts", "founded", "ended", "page")
    list_filter = ("kind", "fronts")
    on_fronts = column("fronts", lambda faction: short_names(faction.fronts))

    def contradictions(self, record: models.Faction, rows: RowsOf) -> Iterator[str]:
        return circles(record, rows(models.Membership))


@admin.register(models.Patron)
class PatronAdmin(RoleAdmin):
    """What a patron is, and whom it supports."""

    related = ("actor", "parent__actor")
    autocomplete_fields = ("parent",)
    inlines = (GIVEN,)
    list_display = ("actor", "kind", "parent", "country", "page")
    list_filter = ("kind",)


@admin.register(models.Opponent)
class OpponentAdmin(RoleAdmin):
    """What an opponent is."""

    list_display = ("actor", "kind", "country")
    list_filter = ("kind",)


class PatronFilter(admin.SimpleListFilter):
    """Support by one patron; the names come in one query."""

    title = "patron"
    parameter_name = "patron"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        patrons = models.Patron.objects.order_by("actor__name").values_list("pk", "actor__name")
        return [(str(pk), name) for pk, name in patrons]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(patron=self.value()) if self.value() else queryset


@admin.register(models.Support)
class SupportAdmin(EntryAdmin):
    """Which patron gives a faction what, and how far it commands it."""

    related = ("patron__actor", "faction__actor")
    inlines = (CONTROL, rows_in(CitationInline, models.SupportCitation))
    autocomplete_fields = list_display_links = ("patron", "faction")
    search_fields = ("note",)
    search_help_text = ANY_SPELLING
    found_by: ClassVar[Any] = {"patron": actors_named, "faction": actors_named}
    list_display = ("patron", "faction", "confidence", "start", "end")
    list_filter = ("confidence", "control__mode", PatronFilter)


@admin.register(models.ControlSpell)
class ControlSpellAdmin(EntryAdmin):
    """What somebody said of how far a patron commands a faction, at a time."""

    related = ("support__patron__actor", "support__faction__actor", "front")
    inlines = (rows_in(CitationInline, models.ControlCitation),)
    autocomplete_fields = ("support", "front")
    search_fields = ("said_by",)
    search_help_text = ANY_SPELLING
    found_by: ClassVar[Any] = {
        "support__patron": actors_named,
        "support__faction": actors_named,
    }
    list_display = ("support", "mode", "start", "end", "front", "said_by")
    list_filter = ("mode", "front")


@admin.register(models.Membership)
class MembershipAdmin(EntryAdmin):
    """Spells of factions in umbrellas and behind facades."""

    related = ("faction__actor", "umbrella__actor")
    inlines = (rows_in(CitationInline, models.MembershipCitation),)
    autocomplete_fields = list_display_links = ("faction", "umbrella")
    search_fields = ("note",)
    search_help_text = ANY_SPELLING
    found_by: ClassVar[Any] = {"faction": actors_named, "umbrella": actors_named}
    list_display = ("faction", "umbrella", "start", "end", "note")
    list_filter = ("umbrella__kind",)
