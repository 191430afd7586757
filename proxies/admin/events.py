"""Attack events, with the reports of them and the actors named for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.text import Truncator, slugify

from proxies.actions.entering import relink
from proxies.admin.base import column, copying, count_of, original_id, short_names
from proxies.admin.causes import RetractableForm
from proxies.admin.citations import (
    CitationForm,
    CitationInline,
    Evidence,
    EvidenceFormSet,
    Rows,
    rows_in,
)
from proxies.admin.confirming.events import (
    both_ways,
    lone_grades,
    misplaced_front,
    moved,
    odd_measures,
    odd_parties,
    vessel_ashore,
)
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.rules import early_reports, far_figures, unretracted
from proxies.admin.fields import group
from proxies.admin.publishing import STATE_FIELDSET, PublishableAdmin, PublishableForm
from proxies.models import Account, AttackEvent, Attribution, Dataset, DuplicatePair, PledgeIncident
from proxies.selection import CURATED
from proxies.vocab import AttributionKind, Direction, Role, WorkflowState

MERGED = WorkflowState.MERGED.value
KILLED = ("killed_low", "killed_best", "killed_high")
WOUNDED = ("wounded_low", "wounded_best", "wounded_high")
CHECK = "Check the direction."
COMPARE = "Compare the two selected records (possible duplicate)"


class EventForm(PublishableForm):
    """An event; the day it ended, its slug and its key may be left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in (
            ("last_day", "UTC. Leave empty if it is the same day."),
            ("source_key", "The row's own key in its dataset. Leave empty to take the slug."),
        ):
            if name in self.fields:
                self.fields[name].required = False
                self.fields[name].help_text = text
        state: Any = self.fields.get("state")
        if state is not None:  # records are merged, and parted, under possible duplicates only
            merged = self.instance.state == MERGED
            state.choices = [each for each in state.choices if (each[0] == MERGED) == merged]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and not last and "last_day" in data:
            data["last_day"] = first
        if first and last and last < first:
            self.add_error(
                "last_day", f"The last day is before the first ({first}). Correct one of the two."
            )
        if "targets" in self.fields:
            self.instance.aimed_at = list(data.get("targets") or ())
        if "source_key" in data:
            data["source_key"] = data["source_key"] or data.get("slug", "")
        return data

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        place = slugify(str(data.get("place") or "")) or getattr(data.get("front"), "slug", "")
        day = data.get("first_day")
        return [str(day), place, str(data.get("weapon", ""))] if day and place else []


class AccountFormSet(EvidenceFormSet):
    """The reports of an event; imported rows may be published without one."""

    def is_exempt(self) -> bool:
        event = self.instance
        return event.dataset_id is not None and event.dataset.slug != CURATED


class AccountForm(CitationForm):
    """What one report says; the figures stand in one line, under short names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith(("_best", "_high")):
                field.label = name.rpartition("_")[2]
                field.widget.attrs["aria-label"] = name.replace("_", ", ")


class AccountInline(CitationInline):
    """What one report says of the event."""

    form = AccountForm
    model = Account
    fk_name = "event"
    formset = AccountFormSet
    given = (
        "report",
        "origin",
        ("stance", "credibility", "outcome", "on_record"),
        (*KILLED, *WOUNDED),
    )


class AttributionInline(Evidence, Rows):
    """Who is named for the event, and in which way."""

    form = RetractableForm
    model = Attribution
    fk_name = "event"
    autocomplete_fields = ("actor",)
    fields = (
        "actor", "kind", "accounts", "entered_in_error", "retracted", "retraction_reason",
    )  # fmt: skip

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field: Any = formset.form.base_fields.get("accounts")
        if field is not None:
            event: Any = original_id(request) if copying(request) else getattr(obj, "pk", None)
            field.queryset = Account.objects.filter(event=event).select_related("report__source")
            field.widget.attrs["size"] = 3
            field.help_text = (
                "Optional: the reports that name this actor in this way. Reports can be chosen "
                "here once they have been saved above."
            )
        return formset


VERDICTS = rows_in(
    Rows,
    PledgeIncident,
    autocomplete_fields=("pledge",),
    verbose_name_plural="verdicts under pledges (only where an editor overrules the rule)",
)


def aimed_at(event: AttackEvent) -> Iterable[Any]:
    """The targets as they are or will be once the form of the event is saved."""
    if event.aimed_at is not None:
        return list(event.aimed_at)
    return event.targets.all() if event.pk else ()


def remarks(event: AttackEvent) -> Iterator[str]:
    """What looks wrong about an event's day, or who is named for it, though it may be right."""
    dataset, day = event.dataset, event.first_day
    if (dataset.covered_from or day) > day or (dataset.covered_until or day) < day:
        yield f"{day} lies outside the days that {dataset.name} covers. Check the year."
    for row in event.attributions.select_related("actor"):
        role, direction = row.actor.role, event.direction
        if row.kind == AttributionKind.PARTY:
            if direction in {Direction.FACTION_ATTACK, Direction.STATE_STRIKE}:
                yield f"{row.actor} is named as a side of a clash, but the event is none. {CHECK}"
            continue
        if direction == Direction.FACTION_ATTACK and role == Role.OPPONENT:
            yield f"{row.actor} is an opponent, but is named for an attack by a faction. {CHECK}"
        if direction == Direction.STATE_STRIKE and role == Role.FACTION:
            yield f"{row.actor} is a faction, but is named for a strike by a state. {CHECK}"
        if row.kind == AttributionKind.PARTNER_CLAIMED and direction == Direction.STATE_STRIKE:
            yield f"{row.actor} is named by a partner's claim for a strike by a state. {CHECK}"


REPORTS = (
    Account.objects.filter(event=OuterRef("pk"))
    .order_by()
    .values("event")
    .annotate(n=Count("pk"))
    .values("n")
)
"""How many reports an event has; counted for the rows of the page only."""


@admin.register(AttackEvent)
class AttackEventAdmin(PublishableAdmin):
    """Attacks, strikes and clashes."""

    form = EventForm
    actions = (*PublishableAdmin.actions, "compare")
    own_keys = ("slug", "source_key")
    related = ("front", "place")
    counted = {"report_count": Coalesce(Subquery(REPORTS), 0)}
    prefetched = ("attributions__actor", "targets")
    inlines = (AccountInline, AttributionInline, VERDICTS)
    autocomplete_fields = ("place", "targets", "parent", "front", "dataset")
    date_hierarchy = "first_day"
    reports = count_of("report_count", "reports")
    theatre = column("front", attrgetter("front.short_name"), "front__position")
    list_display = ("first_day", "what", "theatre", "parties", "reports", "stage", "page")
    list_display_links = ("first_day", "what")
    list_filter = (
        "state", "front", "direction", "weapon", "outcome", "target_type",
        "attributions__kind", "precision", "dataset",
    )  # fmt: skip
    search_fields = ("slug", "summary")
    search_actors = ("attributions__actor", "targets")
    search_places = ("place",)
    search_help_text = (
        "Slug, summary, place, attacker or target, in any script and spelling: "
        "حزب الله and Hizballah find the same events."
    )
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("summary", ("front", "direction"))}),
        ("When and where", {"fields": (("first_day", "last_day", "precision"), "place")}),
        group(
            "What",
            (("weapon", "weapon_detail"), "also_weapons", "target_type", "targets", "outcome"),
            "Targets are the side attacked; where a civilian area was hit, "
            "add civilians, on both sides alike. Who did it is entered under Attributions.",
        ),
        group(
            "Figures",
            (KILLED, WOUNDED, ("munitions_low", "munitions_best", "munitions_high")),
            "People on any side, as you assess it. Empty means not "
            "established; 0 means nobody, as far as is established. What each report says goes "
            "under Accounts.",
        ),
        STATE_FIELDSET,
        group("Doubts, larger salvo, keys", ("note", "parent", "slug", ("dataset", "source_key"))),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        curated = Dataset.objects.filter(slug=CURATED).values_list("pk", flat=True).first()
        return {"dataset": curated, **super().get_changeform_initial_data(request)}

    def doubts(self, record: AttackEvent, rows: RowsOf) -> Iterator[str]:
        accounts = unretracted(rows(Account))
        yield from odd_measures(record)
        yield from both_ways(accounts)
        yield from lone_grades(accounts)
        yield from odd_parties(record, rows(Attribution), aimed_at(record))
        yield from misplaced_front(record, rows(Attribution))
        yield from moved(record)
        yield from early_reports("event", record, rows)
        yield from vessel_ashore(record)
        yield from far_figures(record, accounts)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        if copying(request):
            relink(form.instance)
        for remark in remarks(form.instance):
            self.message_user(request, remark, messages.WARNING)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("proxies.change_duplicatepair"))

    @admin.action(description=COMPARE, permissions=["decide"])
    def compare(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """Make two records a pair, where the method did not find it, and show it."""
        chosen = list(rows[:3])
        if len(chosen) != 2:  # noqa: PLR2004
            self.message_user(request, "Select two records to compare.", messages.ERROR)
            return None
        pair = DuplicatePair.of(*chosen, proposed_by=request.user)
        return redirect("admin:proxies_duplicatepair_change", pair.pk)

    def movable(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if rows.filter(state=MERGED).exists():
            text = "Merged records are passed over: undo the merging under possible duplicates."
            self.message_user(request, text, messages.WARNING)
        return rows.exclude(state=MERGED)

    @admin.display(description="event", ordering="weapon")
    def what(self, event: AttackEvent) -> str:
        """What and where, and the summary below it."""
        words = Truncator(event.summary).chars(110)
        return format_html('{} <span class="sub">{}</span>', event.title, words)

    @admin.display(description="who → whom")
    def parties(self, event: AttackEvent) -> str:
        rows = event.attributions.all()
        named = ", ".join(f"{row.actor.short_name} ({row.kind})" for row in rows) or "nobody named"
        against = short_names(event.targets)
        return f"{named} → {against}" if against else named
