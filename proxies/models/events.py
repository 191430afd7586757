"""What happened: attack events."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, JSONObject

from proxies.models.accounts import Account, Attribution, accounts_by
from proxies.models.actors import Actor
from proxies.models.base import (
    Acyclic,
    Publishable,
    all_in_vocabulary,
    coded,
    coded_list,
    in_order,
    in_vocabulary,
    page_of,
)
from proxies.models.days import happened, in_reach
from proxies.models.figures import Casualties, figure, figures_in_order
from proxies.models.folding import searched
from proxies.models.fronts import Front, Place
from proxies.models.knowledge import figures_known, giving, not_withdrawn, outcome_known
from proxies.models.same_event import few, rules, stands_behind
from proxies.models.slugs import Slugged
from proxies.models.sources import Dataset
from proxies.models.titles import event_title, shortened
from proxies.named_days import names_later
from proxies.vocab import DatePrecision, Direction, Outcome, Stance, TargetType, Weapon

PARTS = ("low", "best", "high")


class AttackEventQuerySet(models.QuerySet["AttackEvent"]):
    """Reads of events."""

    def known_by(self, day: date | None) -> AttackEventQuerySet:
        """Published events that were publicly known by a day; None means now.

        An event is known from its first counting account that asserts it, and not before it
        began; one that cites no report from the day of `imported_from`. Of a past day the events
        carry it as `as_of`.
        """
        cited = Exists(Account.objects.filter(event=OuterRef("pk")))
        asserting = accounts_by(day).filter(stance=Stance.ASSERTS.value)
        if day is None:
            return self.filter(not_withdrawn(None), ~cited | Exists(asserting))
        known = Exists(asserting) | (~cited & Q(imported_from__lte=day))
        events = self.annotate(imported_from=imported_from(), **on_day(day))
        return events.filter(not_withdrawn(day), known, first_day__lte=day)

    def with_knowledge(self, day: date | None, *, figured: bool = True) -> AttackEventQuerySet:
        """With what was known of them by a day, as `knowledge` says."""
        return self.annotate(**knowledge(day, figured=figured))

    def with_wounded(self, day: date | None) -> AttackEventQuerySet:
        """With `wounded_known_low`, `…_best` and `…_high` by a day."""
        return self.annotate(**figures_known(accounts_by(day), "wounded", "wounded_known"))

    def for_lists(self, day: date | None, *, figured: bool = True) -> AttackEventQuerySet:
        """With all that a row of a list shows, in one query: place, parties, figures, outcome."""
        named = Attribution.objects.known_by(day).filter(event=OuterRef("pk")).order_by("id")
        party = JSONObject(slug="actor__slug", name="actor__short_name", kind="kind")
        extra = {"named": ArraySubquery(named.values(party=party)), **on_day(day)}
        rows = self.with_knowledge(day, figured=figured).annotate(**extra)
        return rows.select_related("front", "place", "dataset")


def knowledge(day: date | None, *, figured: bool = True) -> dict[str, Any]:
    """The columns `known_low`, `known_best`, `known_high` (killed), `known_outcome` by a day, and
    `assessed_later`: whether these figures rest on no account that counts by a past day.

    `figured` is False where no account gives figures or an outcome of its own: then the assessed
    ones hold.
    """
    later = ~Q(killed_low=None, killed_best=None, killed_high=None) if day else Q(pk__in=[])
    if not figured:
        known: dict[str, Any] = {f"known_{part}": F(f"killed_{part}") for part in PARTS}
        return {"known_outcome": F("outcome"), "assessed_later": as_column(later), **known}
    accounts = accounts_by(day)
    later &= Q(~Exists(giving(accounts, "killed")))
    known = {"known_outcome": outcome_known(accounts), **figures_known(accounts, "killed")}
    return {"assessed_later": as_column(later), **known}


def on_day(day: date | None) -> dict[str, Any]:
    """The past day that a page asks for, as the column `as_of`."""
    return {"as_of": Value(day, models.DateField(null=True))}


def as_column(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, models.BooleanField())


def imported_from() -> Coalesce:
    """The day from which an event without a report is known: that of its source, else that of the
    release that brought it, else of its dataset's release; where none is known its own last day."""
    return Coalesce("reported", "dataset__released", "last_day")


class AttackEvent(Slugged, Acyclic, Publishable, Casualties):
    """One attack, strike or clash, on one front, on one day or over a few."""

    upwards = "parent"
    circular = (
        "This would make the event a part of itself. Choose the salvo that it belongs to, or leave "
        "this empty."
    )

    slug = models.SlugField(max_length=120, unique=True)
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="events")
    source_key = models.CharField(
        max_length=120, help_text="The row's own key in its dataset; the slug in the curated one."
    )
    first_day = models.DateField(
        validators=[happened],
        help_text="The local day at the place. The event is counted once, on this day.",
    )
    last_day = models.DateField(validators=[happened], help_text="The same day for most events.")
    precision = coded(DatePrecision, default=DatePrecision.DAY.value)
    front = models.ForeignKey(Front, models.PROTECT, related_name="events")
    direction = coded(Direction)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    weapon = coded(Weapon)
    also_weapons = coded_list(Weapon)
    weapon_detail = models.CharField(max_length=200, blank=True)
    target_type = coded(TargetType)
    targets = models.ManyToManyField(Actor, related_name="events_against", blank=True)
    outcome = coded(Outcome, default=Outcome.UNKNOWN.value)
    munitions_low = figure("munitions, low")
    munitions_best = figure("munitions, best")
    munitions_high = figure("munitions, high")
    summary = models.TextField()
    note = models.TextField(blank=True, help_text="What is uncertain, and why.")
    reported = models.DateField(
        null=True,
        editable=False,
        help_text="Of an imported event: day of its source's report, else of its first release.",
    )
    revised = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Of an imported event: when its source put it out as it stands, where it says.",
    )
    brought_by = models.ForeignKey(
        "ImportRun",
        models.DO_NOTHING,
        null=True,
        editable=False,
        db_index=False,
        db_constraint=False,
        related_name="brought",
        help_text="The run that created it.",
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The salvo this event is a part of, if it is recorded as one.",
    )
    merged_into = stands_behind(
        "merged_records", "The record of its dataset that it is merged into."
    )
    same_as = stands_behind(
        "same_records",
        "The record of another dataset that tells of the same event: where a reader asks for both "
        "datasets, that one counts.",
    )
    same_since = models.DateField(
        null=True,
        editable=False,
        help_text="The first day on which the two count as one; empty: they do on every day.",
    )

    objects = AttackEventQuerySet.as_manager()

    aimed_at: Any = None  # the targets that a form names, before they are saved
    as_of: Any = None  # the past day asked for, where a page asks for one
    graded: Any = None  # evidence and grade, where a page asks for them
    named: list[dict[str, str]]  # slug, name and kind of each attribution; set by `for_lists`

    class Meta:
        ordering = ["-first_day", "slug"]
        permissions = [("publish_attackevent", "Can publish and withdraw attack events")]
        indexes = [
            models.Index(fields=["dataset", "first_day"]),
            models.Index(fields=["front", "first_day"]),
            few("attackevent_merged", "merged_into"),
            few("attackevent_same", "same_as"),
            GinIndex(searched("summary", "note", "weapon_detail"), name="attackevent_words"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(constraint.clone() for constraint in Publishable.Meta.constraints),
            *in_vocabulary(
                "attackevent",
                precision=DatePrecision,
                direction=Direction,
                weapon=Weapon,
                target_type=TargetType,
                outcome=Outcome,
            ),
            *all_in_vocabulary("attackevent", also_weapons=Weapon),
            in_order("attackevent", "first_day", "last_day"),
            in_reach("attackevent", "first_day", "last_day"),
            figures_in_order("attackevent", "killed"),
            figures_in_order("attackevent", "wounded"),
            figures_in_order("attackevent", "munitions"),
            models.UniqueConstraint(
                fields=["dataset", "source_key"],
                name="attackevent_once_per_key",
                violation_error_message="This dataset already holds an event with this key.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="attackevent_not_its_own_parent",
                violation_error_message="An event cannot be a part of itself.",
            ),
            *rules(),
        ]

    @property
    def known_last_day(self) -> date | None:
        """Its last day; None where that had not come on the past day asked for."""
        later = self.as_of is not None and self.last_day > self.as_of
        return None if later else self.last_day

    def __str__(self) -> str:
        return f"{self.first_day:%-d %b %Y}: {self.summary}"

    def get_absolute_url(self) -> str:
        return page_of("event-detail", self.slug)

    @property
    def title(self) -> str:
        """What and where in a few words: "Drone attack, Ain al-Asad air base"; where the kind of
        event says nothing, what happened, if that was known on the past day asked for."""
        other = self.direction == Direction.OTHER and self.weapon == Weapon.OTHER
        if other and self.summary and not (self.as_of and names_later(self.summary, self.as_of)):
            return shortened(self.summary.rstrip("."))
        return event_title(self.direction, self.weapon, self.place or self.front)

    @property
    def weapons(self) -> list[str]:
        """The main weapon first, then those used beside it."""
        return [self.weapon, *self.also_weapons]
