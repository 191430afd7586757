"""Pledges, with whom they bind, the reports of them and editors' verdicts on incidents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator, slugify

from proxies.admin.citations import CitationInline, EvidenceFormSet, Rows
from proxies.admin.fields import group
from proxies.admin.publishing import STATE_FIELDSET, PublishableAdmin, PublishableForm
from proxies.models import Pledge, PledgeBinding, PledgeCitation, PledgeIncident

DEPENDS_ON_ITSELF = (
    "This would make the pledge depend on itself: “{other}” does not run without it. Take that "
    "one out, or end what makes it depend on this one first."
)
EXTENDED = (
    "“{extension}” extends this pledge. Let it name “{extended}” instead: a term is read from the "
    "extensions that name its pledge."
)


def resting_on(pledge: Pledge) -> set[int]:
    """The keys of pledges that do not run without this one, directly or through others."""
    links = Pledge.depends_on.through.objects
    above_it: set[int] = set()
    new = {pledge.pk} - {None}
    while new:
        above_it |= new
        above = links.filter(to_pledge__in=new).values_list("from_pledge", flat=True)
        new = set(above) - above_it
    return above_it


class PledgeForm(PublishableForm):
    """A pledge; its slug may be left empty."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_extended(data)
        resting = resting_on(self.instance)
        for other in data.get("depends_on") or []:
            if other.pk in resting:
                self.add_error("depends_on", DEPENDS_ON_ITSELF.format(other=other))
        return data

    def _check_extended(self, data: dict[str, Any]) -> None:
        extended = data.get("extends")
        if extended and extended.pk == self.instance.pk:
            return  # the model refuses it
        extension = self.instance.pk and self.instance.extensions.first()
        if extended and extension:
            words = EXTENDED.format(extension=extension, extended=extended)
            self.add_error("extends", words)
        if data.get("kind") == "extension" and "extends" in data and not extended:
            self.add_error(
                "extends", "Choose the pledge whose term this extends, or another kind of pledge."
            )
        if extended and extended.extends:
            self.add_error(
                "extends",
                f"“{extended}” extends “{extended.extends}” itself. Choose that one: its term is "
                "read from the extensions that name it, and of these the last holds.",
            )

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        day = data.get("declared") or data.get("effective")
        by = [slugify(str(faction)) for faction in data.get("by") or []][:1]
        return [str(day), *by, str(data.get("kind", ""))] if day and by else []


class BindingInline(Rows):
    """How each faction is bound."""

    model = PledgeBinding
    autocomplete_fields = ("faction",)
    verbose_name_plural = "bindings: how each faction is bound"


class PledgeCitationInline(CitationInline):
    """What one report says of the pledge."""

    model = PledgeCitation
    formset = EvidenceFormSet


class PledgeIncidentInline(Rows):
    """An editor's verdict on an event under the pledge."""

    model = PledgeIncident
    autocomplete_fields = ("event",)
    verbose_name_plural = "verdicts on incidents (only where an editor overrules the rule)"


@admin.register(Pledge)
class PledgeAdmin(PublishableAdmin):
    """Ceasefires, halts, pauses, vows, threats and offers."""

    form = PledgeForm
    prefetched = ("by__actor", "toward", "fronts")
    inlines = (BindingInline, PledgeCitationInline, PledgeIncidentInline)
    autocomplete_fields = ("by", "toward", "fronts", "extends", "depends_on")
    date_hierarchy = "declared"
    list_display = (
        "what", "kind", "declared", "effective", "ended", "makers", "opponents", "on_fronts",
        "stage", "page",
    )  # fmt: skip
    list_filter = ("state", "fronts", "kind", "narrow", "disclosure")
    search_fields = ("slug", "summary")
    search_actors = ("by__actor", "toward")
    search_help_text = "Slug, summary, who made it or toward whom, in any script and spelling."
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("summary", "kind", "by", "toward", "fronts")}),
        group(
            "When",
            (("declared", "effective", "precision"), ("ended", "expires"), "de_facto_since"),
            "It runs from the day it took effect, else from the day it was "
            "declared; give at least one. Never invent a day: set the precision instead.",
        ),
        group(
            "Scope",
            ("scope_weapons", "scope_targets", "narrow", "conditions"),
            "What is promised, so that a later attack can be held up against it.",
        ),
        ("How it was said", {"fields": (("announced_via", "disclosure"), "mediators")}),
        ("Other pledges", {"fields": ("extends", "depends_on")}),
        STATE_FIELDSET,
        ("Doubts and key", {"fields": ("note", "slug")}),
    )

    @admin.display(description="summary")
    def what(self, pledge: Pledge) -> str:
        return Truncator(pledge.summary).chars(90)

    @admin.display(description="by")
    def makers(self, pledge: Pledge) -> str:
        return ", ".join(faction.actor.short_name for faction in pledge.by.all())

    @admin.display(description="toward")
    def opponents(self, pledge: Pledge) -> str:
        return ", ".join(actor.short_name for actor in pledge.toward.all())

    @admin.display(description="fronts")
    def on_fronts(self, pledge: Pledge) -> str:
        return ", ".join(front.short_name for front in pledge.fronts.all())
