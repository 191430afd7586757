"""Actors with their names and listings; each is a patron, a faction or an opponent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from proxies.actions.entering import keep_findable
from proxies.admin.base import AnyForm, AnyStacked, EntryAdmin, Fields, count_of
from proxies.admin.citations import Rows, rows_in
from proxies.admin.confirming.names import shared_names
from proxies.admin.confirming.page import RowsOf
from proxies.admin.search import actors_named
from proxies.admin.slugs import ShortNamedForm
from proxies.models import Actor, ActorName, Designation, Faction, Opponent, Patron
from proxies.vocab import Role

ANY_SPELLING = "Any name, in any script and spelling: ʿAsaʾib, asaib and عصائب find the same."


class RoleForm(AnyForm):
    """What an actor is in its role."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "pmf_brigades" in data and "pmf_brigades" not in self.changed_data:
            data["pmf_brigades"] = self.instance.pmf_brigades  # “not known” stays as it is
        return data


class RoleInline(Fields, AnyStacked):
    """The one row that makes the actor a patron, a faction or an opponent."""

    form = RoleForm
    can_delete = False
    min_num = 1
    max_num = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


ROLES: dict[str, Any] = {
    Role.FACTION.value: rows_in(
        RoleInline, Faction, verbose_name="as a faction", autocomplete_fields=("fronts",)
    ),
    Role.PATRON.value: rows_in(
        RoleInline,
        Patron,
        fk_name="actor",
        verbose_name="as a patron",
        autocomplete_fields=("parent",),
    ),
    Role.OPPONENT.value: rows_in(RoleInline, Opponent, verbose_name="as an opponent"),
}


@admin.register(Actor)
class ActorAdmin(EntryAdmin):
    """Patrons, factions and opponents. The role is chosen when adding and stays."""

    form = ShortNamedForm
    save_as = False
    counted = {"names_held": Count("names", distinct=True)}
    inlines = (
        rows_in(
            Rows,
            ActorName,
            fields=("text", "language", "script", "kind"),
            verbose_name_plural="names: every spelling and script people may search for",
        ),
        rows_in(Rows, Designation),
    )
    name_count = count_of("names_held", "names")
    list_display = ("name", "role", "short_name", "slug", "name_count", "page")
    list_filter = ("role", "faction__kind", "faction__fronts", "designations__authority")
    search_fields = ("name",)
    search_help_text = ANY_SPELLING
    found_by: ClassVar[Any] = {"pk": actors_named}
    readonly_fields = ("role_here", "ties")

    def doubts(self, record: Actor, rows: RowsOf) -> Iterator[str]:
        return shared_names(record, rows(ActorName))

    def own_fieldsets(self, request: HttpRequest, obj: Any) -> Any:
        fields = ("role_here", ("name", "short_name"), "summary", "note", "references", "slug")
        return [(None, {"fields": (*fields, "ties") if obj else fields})]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [ROLES[obj.role if obj else requested_role(request)], *self.inlines]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.GET.get("role") not in ROLES:
            query = request.GET.copy()
            query["role"] = Role.FACTION.value
            return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Actor, form: Any, change: bool) -> None:
        if not change:
            obj.role = requested_role(request)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        keep_findable(form.instance)

    @admin.display(description="role")
    def role_here(self, actor: Actor) -> str:
        """The role; while adding, with links that change it."""
        if actor.pk:
            return actor.get_role_display()
        links = format_html_join(" · ", '<a href="?role={0}">{0}</a>', ((role,) for role in ROLES))
        return format_html("Choose before you enter anything: {}", links)

    @admin.display(description="ties")
    def ties(self, actor: Actor) -> str:
        """Where its support and memberships are entered."""
        if actor.role == Role.OPPONENT:
            return "–"
        url = reverse(f"admin:proxies_{actor.role}_change", args=[actor.pk])
        return format_html('<a href="{}">Support and memberships of {}</a>', url, actor)


def requested_role(request: HttpRequest) -> str:
    """The role that a new actor is to have."""
    role = request.GET.get("role", "")
    return role if role in ROLES else Role.FACTION.value
