"""What was promised: pledges, whom they bind, and editors' verdicts on breaches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from proxies.models.actors import Actor, Faction
from proxies.models.base import (
    Acyclic,
    Publishable,
    all_in_vocabulary,
    coded,
    coded_list,
    in_vocabulary,
    page_of,
)
from proxies.models.days import foreseeable, happened, in_reach, optional_day, today
from proxies.models.events import AttackEvent
from proxies.models.fronts import Front
from proxies.models.knowledge import is_reported, not_withdrawn
from proxies.models.slugs import Slugged
from proxies.models.sources import Citation, Report, citation_meta
from proxies.models.titles import pledge_title
from proxies.vocab import (
    BindingKind,
    DatePrecision,
    Disclosure,
    IncidentVerdict,
    PledgeKind,
    TargetType,
    Weapon,
)

BEFORE_ITS_START = (
    "{day} is before the pledge began ({start}). Correct one of the two, or leave this empty."
)


class PledgeQuerySet(models.QuerySet["Pledge"]):
    """Reads of pledges."""

    def known_by(self, day: date | None) -> PledgeQuerySet:
        """Published pledges that a report had told of by a day; None means now."""
        return self.filter(not_withdrawn(day), is_reported(Pledge, day))

    def for_lists(self) -> PledgeQuerySet:
        """With the slugs of fronts and parties and the names of parties, in one query; newest start
        first."""
        extra = {
            "front_slugs": _list_of("fronts__slug"),
            "by_slugs": _list_of("by__actor__slug"),
            "toward_slugs": _list_of("toward__slug"),
            "by_names": _list_of("by__actor__short_name"),
            "toward_names": _list_of("toward__short_name"),
        }
        start = Coalesce("effective", "declared").desc()
        return self.annotate(**extra).order_by(start, "-declared", "slug")


def _list_of(path: str) -> ArrayAgg:
    return ArrayAgg(path, distinct=True, default=[], filter=Q(**{f"{path}__isnull": False}))


def not_before_its_start(name: str) -> models.CheckConstraint:
    """A database constraint: a pledge runs from the day it took effect, else from the day it was
    declared, and ends or expires on that day or later."""
    start = Coalesce("effective", "declared")
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": start}),
        name=f"pledge_starts_before_{name}",
        violation_error_message=f"“{name.capitalize()}” is before the pledge began.",
    )


class Pledge(Slugged, Acyclic, Publishable):
    """A dated statement about future fire: a ceasefire, halt, pause, vow, threat or offer."""

    upwards = "extends"
    circular = (
        "This would make the pledge an extension of itself. Choose the pledge whose term it "
        "extends, or leave this empty."
    )

    slug = models.SlugField(max_length=120, unique=True)
    kind = coded(PledgeKind)
    by = models.ManyToManyField(Faction, related_name="pledges")
    toward = models.ManyToManyField(Actor, related_name="pledges_toward")
    other_side = models.ManyToManyField(
        Actor,
        related_name="pledges_as_other_side",
        blank=True,
        help_text="Of a ceasefire or an extension: those of “toward” that are bound in return.",
    )
    fronts = models.ManyToManyField(Front, related_name="pledges", blank=True)
    declared = optional_day(happened)
    effective = optional_day(foreseeable)
    ended = optional_day(foreseeable, help_text="The first day it no longer held.")
    expires = optional_day(foreseeable, help_text="The last day of its term.")
    de_facto_since = optional_day(
        happened, help_text="When the silence began, where that is not the start."
    )
    precision = coded(DatePrecision, default=DatePrecision.DAY.value)
    announced_via = models.CharField(max_length=200, blank=True)
    mediators = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    disclosure = coded(Disclosure, blank=True, default="", verbose_name="speaker")
    conditions = models.TextField(blank=True)
    scope_weapons = coded_list(Weapon, help_text="Empty: all weapons.")
    scope_targets = coded_list(TargetType, help_text="Empty: all kinds of target.")
    narrow = models.BooleanField(
        default=False, help_text="Too narrow to speak for a front, such as one ship or a facade."
    )
    extends = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="extensions"
    )
    depends_on = models.ManyToManyField(
        "self", symmetrical=False, related_name="dependents", blank=True
    )
    summary = models.TextField()
    note = models.TextField(blank=True, help_text="What is uncertain, and why.")

    objects = PledgeQuerySet.as_manager()

    named_makers: Any = None  # these two are what a form names, before they are saved
    named_fronts: Any = None
    evidence: Any = None  # these two are set by pages that weigh it
    standing: Any = None
    front_slugs: list[str]  # these five are set by `for_lists`
    by_slugs: list[str]
    toward_slugs: list[str]
    by_names: list[str]
    toward_names: list[str]

    class Meta:
        ordering = ["-declared", "-effective", "slug"]
        permissions = [("publish_pledge", "Can publish and withdraw pledges")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(constraint.clone() for constraint in Publishable.Meta.constraints),
            *in_vocabulary("pledge", kind=PledgeKind, precision=DatePrecision),
            *in_vocabulary("pledge", or_empty=True, disclosure=Disclosure),
            *all_in_vocabulary("pledge", scope_weapons=Weapon, scope_targets=TargetType),
            *(not_before_its_start(name) for name in ("ended", "expires")),
            in_reach("pledge", "declared", "effective", "ended", "expires", "de_facto_since"),
            models.CheckConstraint(
                condition=Q(declared__isnull=False) | Q(effective__isnull=False),
                name="pledge_has_a_day",
                violation_error_message="Give the day it was declared or the day it took effect.",
            ),
            models.CheckConstraint(
                condition=Q(extends__isnull=True) | ~Q(extends=F("id")),
                name="pledge_not_its_own_extension",
                violation_error_message="A pledge cannot extend itself.",
            ),
        ]

    def __str__(self) -> str:
        day = self.effective or self.declared  # of a form that is refused it may have neither
        return f"{day:%-d %b %Y}: {self.summary}" if day else self.summary

    def get_absolute_url(self) -> str:
        return page_of("pledge-detail", self.slug)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        self._check_days({"effective", "declared", "ended", "expires"} - {*(exclude or ())})

    def _check_days(self, names: set[str]) -> None:
        start = self.effective or self.declared
        if start and {"effective", "declared"} <= names:
            days = {name: getattr(self, name) for name in sorted(names & {"ended", "expires"})}
            early = {name: day for name, day in days.items() if day and day < start}
            if early:
                words = {n: BEFORE_ITS_START.format(day=d, start=start) for n, d in early.items()}
                raise ValidationError(words)

    @cached_property
    def title(self) -> str:
        """Kind and parties in a line; only after `for_lists`."""
        return pledge_title(self.kind, self.by_names, self.toward_names)

    @property
    def start(self) -> date:
        """The day it runs from: effective, else declared."""
        day = self.effective or self.declared
        assert day is not None, "the database keeps one of the two"  # noqa: S101
        return day

    @property
    def own_day(self) -> date:
        """The day an undated report of it counts from: declared, else effective."""
        day = self.declared or self.effective
        assert day is not None, "the database keeps one of the two"  # noqa: S101
        return day


class PledgeBinding(models.Model):
    """How a pledge binds a faction: announced, by its umbrella, silent, denied or opposed."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="bindings")
    faction = models.ForeignKey(Faction, models.PROTECT, related_name="bindings")
    how = coded(BindingKind)

    class Meta:
        ordering = ["pledge", "id"]
        constraints = [
            *in_vocabulary("pledgebinding", how=BindingKind),
            models.UniqueConstraint(
                fields=["pledge", "faction"],
                name="pledgebinding_once",
                violation_error_message="This faction's binding is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.faction}: {self.how}"


class PledgeRepeat(models.Model):
    """A day on which the bound party said it again in its own name, and the report that has it."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="repeated")
    day = models.DateField(validators=[happened])
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pledge", "day"]
        constraints = [
            in_reach("pledgerepeat", "day"),
            models.UniqueConstraint(
                fields=["pledge", "day"],
                name="pledgerepeat_once_a_day",
                violation_error_message="This day is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%-d %b %Y}"


class PledgeIncident(models.Model):
    """An editor's verdict on an event under a pledge, with its reason; it replaces ours."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="incidents")
    event = models.ForeignKey(AttackEvent, models.CASCADE, related_name="incidents")
    verdict = coded(IncidentVerdict)
    reason = models.TextField()
    decided = models.DateField(
        default=today, validators=[happened], help_text="UTC; it counts from this day on."
    )

    class Meta:
        ordering = ["pledge", "event"]
        constraints = [
            *in_vocabulary("pledgeincident", verdict=IncidentVerdict),
            in_reach("pledgeincident", "decided"),
            models.UniqueConstraint(
                fields=["pledge", "event"],
                name="pledgeincident_once",
                violation_error_message="This event already has an editor's verdict here.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="pledgeincident_with_reason",
                violation_error_message="Say why: a verdict is shown with its reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.event}"


class PledgeCitation(Citation):
    """What one report says of a pledge."""

    subject = "pledge"
    own_days = ("pledge__declared", "pledge__effective")

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["pledge", "report__published", "id"]
        constraints = citation_meta("pledgecitation", "pledge")
