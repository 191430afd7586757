"""What was said in public that is neither attack nor pledge, and the turning points of the time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from proxies.models.actors import Actor
from proxies.models.base import Publishable, coded, in_order, in_vocabulary, page_of
from proxies.models.days import happened, in_reach, optional_day
from proxies.models.events import AttackEvent
from proxies.models.figures import figure, figures_in_order
from proxies.models.fronts import Front
from proxies.models.knowledge import is_reported, not_withdrawn
from proxies.models.pledges import Pledge
from proxies.models.slugs import Slugged
from proxies.models.sources import Citation, citation_meta
from proxies.models.titles import statement_title
from proxies.vocab import DatePrecision, Disclosure, StatementKind


class StatementQuerySet(models.QuerySet["Statement"]):
    """Reads of statements."""

    def known_by(self, day: date | None) -> Self:
        """Published statements that were made, and that a report had told of, by a day; None means
        now. A report may be older: of what is said again, or of what it says will be said."""
        known = self.filter(not_withdrawn(day), is_reported(Statement, day))
        return known if day is None else known.filter(date__lte=day)


class Statement(Slugged, Publishable):
    """A dated public statement: a denial, demand, accusation, explanation, condition or count."""

    slug = models.SlugField(max_length=120, unique=True)
    kind = coded(StatementKind)
    date = models.DateField(validators=[happened])
    precision = coded(DatePrecision, default=DatePrecision.DAY.value)
    by = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="The actor in whose name it was said; empty for somebody who is no actor here.",
    )
    speaker = models.CharField(
        max_length=200, blank=True, help_text="The office that spoke, not the person's name."
    )
    disclosure = coded(Disclosure, blank=True, default="")
    fronts = models.ManyToManyField(Front, related_name="statements", blank=True)
    about_actors = models.ManyToManyField(Actor, related_name="statements_about", blank=True)
    about_events = models.ManyToManyField(AttackEvent, related_name="statements", blank=True)
    about_pledges = models.ManyToManyField(Pledge, related_name="statements", blank=True)
    about_statements = models.ManyToManyField(
        "self", symmetrical=False, related_name="answers", blank=True
    )
    figure = figure("figure")
    unit = models.CharField(
        max_length=120, blank=True, help_text="What is counted, in its maker's own words."
    )
    since = optional_day(happened, help_text="The first day that a count covers.")
    until = optional_day(
        happened, help_text="The last day that a count covers; empty: up to the statement's day."
    )
    summary = models.TextField()
    note = models.TextField(blank=True, help_text="What is uncertain, and why.")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "slug"]
        permissions = [("publish_statement", "Can publish and withdraw statements")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(constraint.clone() for constraint in Publishable.Meta.constraints),
            *in_vocabulary("statement", kind=StatementKind, precision=DatePrecision),
            *in_vocabulary("statement", or_empty=True, disclosure=Disclosure),
            in_order("statement", "since", "until"),
            in_reach("statement", "date", "since", "until"),
            models.CheckConstraint(
                condition=~Q(kind=StatementKind.COUNT.value)
                | (Q(figure__isnull=False) & ~Q(unit="")),
                name="statement_count_with_figure",
                violation_error_message=(
                    "A count needs its figure and what is counted: fill “Figure” and “Unit”, or "
                    "choose another kind."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind=StatementKind.COUNT.value)
                | Q(figure__isnull=True, unit="", since__isnull=True, until__isnull=True),
                name="statement_figure_only_of_count",
                violation_error_message=(
                    "Only a count has a figure, a unit and days it covers: choose the kind "
                    "“count”, or leave them empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%-d %b %Y}: {self.summary}" if self.date else self.summary

    def get_absolute_url(self) -> str:
        return page_of("statement-detail", self.slug)

    @property
    def title(self) -> str:
        """Kind and who made it, in a line."""
        return statement_title(self.kind, self.by.short_name if self.by else self.speaker)


class StatementCitation(Citation):
    """What one report says of a statement."""

    subject = "statement"
    own_days = ("statement__date",)

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["statement", "report__published", "id"]
        constraints = citation_meta("statementcitation", "statement")


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Reads of milestones."""

    def known_by(self, day: date | None) -> Self:
        """Published milestones that had come, and that a report had told of, by a day; None means
        now."""
        known = self.filter(not_withdrawn(day), is_reported(Milestone, day))
        return known if day is None else known.filter(date__lte=day)


class Milestone(Slugged, Publishable):
    """A dated turning point that explains the charts and belongs to no front."""

    slug = models.SlugField(max_length=120, unique=True)
    date = models.DateField(validators=[happened])
    end = optional_day(happened, help_text="The last day, where it is more than one.")
    precision = coded(DatePrecision, default=DatePrecision.DAY.value)
    title = models.CharField(max_length=60, help_text="A few words, for a mark on a chart.")
    fronts = models.ManyToManyField(
        Front, related_name="milestones", blank=True, help_text="The fronts whose charts mark it."
    )
    killed_low = figure("killed, low")
    killed_best = figure("killed, best")
    killed_high = figure("killed, high")
    summary = models.TextField()
    note = models.TextField(blank=True, help_text="What is uncertain, and why.")

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "slug"]
        permissions = [("publish_milestone", "Can publish and withdraw milestones")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(constraint.clone() for constraint in Publishable.Meta.constraints),
            *in_vocabulary("milestone", precision=DatePrecision),
            figures_in_order("milestone", "killed"),
            in_order("milestone", "date", "end"),
            in_reach("milestone", "date", "end"),
        ]

    def __str__(self) -> str:
        return f"{self.date:%-d %b %Y}: {self.title}" if self.date else self.title

    def get_absolute_url(self) -> str:
        return page_of("milestone-detail", self.slug)


class MilestoneCitation(Citation):
    """What one report says of a milestone."""

    subject = "milestone"
    own_days = ("milestone__date",)

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["milestone", "report__published", "id"]
        constraints = citation_meta("milestonecitation", "milestone")
