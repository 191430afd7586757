"""Pledges, with whom they bind, the reports of them and editors' verdicts on incidents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator, slugify

from proxies.admin.base import column, short_names
from proxies.admin.citations import CitationInline, EvidenceFormSet, Rows, rows_in
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.pledges import odd_days, odd_fronts
from proxies.admin.fields import group
from proxies.admin.publishing import STATE_FIELDSET, PublishableAdmin, PublishableForm
from proxies.circles import Tie, circle_of
from proxies.models import Pledge, PledgeBinding, PledgeCitation, PledgeIncident, PledgeRepeat
from proxies.vocab import PledgeKind

DEPENDS_ON_ITSELF = (
    "This would make the pledge depend on itself: “{other}” does not run without it. Take that "
    "one out, or end what makes it depend on this one first."
)
EXTENDED = (
    "“{extension}” extends this pledge. Let it name “{extended}” instead: a term is read from the "
    "extensions that name its pledge."
)

TOWARD_ITSELF = (
    "{names} cannot stand on both sides: a pledge is made by some toward others. Take it out of "
    "“by” or of “toward”."
)
TWO_SIDED = {PledgeKind.CEASEFIRE, PledgeKind.EXTENSION}
ONE_SIDED = (
    "Only a ceasefire or an extension binds another side. Choose one of these kinds, or leave "
    "this empty."
)
NOT_TOWARD = (
    "{names} is not among those the pledge is made toward. Add it to “toward”, or take it out here."
)


class PledgeForm(PublishableForm):
    """A pledge; its slug may be left empty."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("extends") or data["extends"].pk != self.instance.pk:  # the model refuses
            self._check_extended(data)
        if {"fronts", "by"} <= {*self.fields}:
            self.instance.named_fronts = list(data.get("fronts") or ())
            self.instance.named_makers = list(data.get("by") or ())
        self._check_sides(data)
        self._check_other_side(data)
        links = self._links()
        for other in data.get("depends_on") or []:
            if circle_of(Tie(self.instance.pk, other.pk), links):
                self.add_error("depends_on", DEPENDS_ON_ITSELF.format(other=other))
        return data

    def _links(self) -> list[Tie]:
        """What other pledges depend on."""
        links = Pledge.depends_on.through.objects.exclude(from_pledge=self.instance.pk)
        return [Tie(*link) for link in links.values_list("from_pledge", "to_pledge")]

    def _check_sides(self, data: dict[str, Any]) -> None:
        makers = {faction.pk for faction in data.get("by") or []}
        if both := [actor.name for actor in data.get("toward") or [] if actor.pk in makers]:
            self.add_error("toward", TOWARD_ITSELF.format(names=", ".join(both)))

    def _check_other_side(self, data: dict[str, Any]) -> None:
        other = data.get("other_side") or []
        if other and data.get("kind") not in TWO_SIDED:
            self.add_error("other_side", ONE_SIDED)
        toward = {actor.pk for actor in data.get("toward") or []}
        if strangers := [actor.name for actor in other if actor.pk not in toward]:
            self.add_error("other_side", NOT_TOWARD.format(names=", ".join(strangers)))

    def _check_extended(self, data: dict[str, Any]) -> None:
        extended = data.get("extends")
        extension = self.instance.pk and self.instance.extensions.first()
        if extended and extension:
            self.add_error("extends", EXTENDED.format(extension=extension, extended=extended))
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


def fronts_and_makers(pledge: Pledge) -> tuple[list[Any], list[Any]]:
    """As they are, or will be once the form of the pledge is saved."""
    if pledge.named_fronts is not None:
        return pledge.named_fronts, pledge.named_makers
    return ([*pledge.fronts.all()], [*pledge.by.all()]) if pledge.pk else ([], [])


BINDINGS = rows_in(
    Rows,
    PledgeBinding,
    autocomplete_fields=("faction",),
    verbose_name_plural="bindings: how each faction is bound",
)
REPEATS = rows_in(
    Rows,
    PledgeRepeat,
    autocomplete_fields=("report",),
    verbose_name_plural="repeated: days on which the bound party said it again in its own name",
)
VERDICTS = rows_in(
    Rows,
    PledgeIncident,
    autocomplete_fields=("event",),
    verbose_name_plural="verdicts on incidents (only where an editor overrules the rule)",
)


@admin.register(Pledge)
class PledgeAdmin(PublishableAdmin):
    """Ceasefires, halts, pauses, vows, threats and offers."""

    form = PledgeForm
    prefetched = ("by__actor", "toward", "fronts")
    inlines = (
        BINDINGS,
        REPEATS,
        rows_in(CitationInline, PledgeCitation, formset=EvidenceFormSet),
        VERDICTS,
    )
    autocomplete_fields = ("by", "toward", "other_side", "fronts", "extends", "depends_on")
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
        (None, {"fields": ("summary", "kind", "by", "toward", "other_side", "fronts")}),
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

    def doubts(self, record: Pledge, rows: RowsOf) -> Iterator[str]:
        yield from odd_days(record)
        yield from odd_fronts(*fronts_and_makers(record))
        yield from super().doubts(record, rows)

    what = column("summary", lambda pledge: Truncator(pledge.summary).chars(90))
    makers = column("by", lambda pledge: ", ".join(f.actor.short_name for f in pledge.by.all()))
    opponents = column("toward", lambda pledge: short_names(pledge.toward))
    on_fronts = column("fronts", lambda pledge: short_names(pledge.fronts))
