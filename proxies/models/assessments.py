"""Analysts' dated judgements of a front, and the citations of the smaller records."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from proxies.models.base import Publishable, coded, in_vocabulary
from proxies.models.days import happened, in_reach
from proxies.models.fronts import Front, FrontClosure
from proxies.models.knowledge import not_withdrawn, of_outer
from proxies.models.slugs import Slugged
from proxies.models.sources import Citation, citation_meta
from proxies.models.ties import ControlSpell, Membership, Support
from proxies.vocab import Confidence, FrontLabel


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Reads of assessments."""

    def known_by(self, day: date | None) -> AssessmentQuerySet:
        """Published assessments made by a day and told by a report, or citing none."""
        cited = AssessmentCitation.objects.filter(assessment=OuterRef("pk"))
        counting = of_outer(AssessmentCitation, day)
        made = Q() if day is None else Q(date__lte=day)
        return self.filter(not_withdrawn(day), made, ~Exists(cited) | Exists(counting))

    def for_lists(self, day: date | None) -> AssessmentQuerySet:
        """With the names of the sources it rests on by a day, in one query."""
        cited = of_outer(AssessmentCitation, day).order_by("id")
        source = JSONObject(slug="report__source__slug", name="report__source__name")
        extra = {"sources": ArraySubquery(cited.values(source=source))}
        return self.annotate(**extra)


class Assessment(Slugged, Publishable):
    """What an analyst judged the state of a front to be on a day, and how sure."""

    slug = models.SlugField(max_length=80, unique=True)
    front = models.ForeignKey(Front, models.CASCADE, related_name="assessments")
    date = models.DateField(validators=[happened])
    label = coded(FrontLabel)
    analyst_word = models.CharField(max_length=40, blank=True, help_text="In plain words.")
    confidence = coded(Confidence)
    statement = models.TextField()
    note = models.TextField(blank=True)
    author = models.CharField(
        max_length=120, blank=True, help_text="Who judged; empty for the record's editors."
    )

    objects = AssessmentQuerySet.as_manager()

    sources: list[dict[str, str]]  # slug and name of each source cited; set by `for_lists`

    class Meta:
        ordering = ["-date", "slug"]
        permissions = [("publish_assessment", "Can publish and withdraw assessments")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(constraint.clone() for constraint in Publishable.Meta.constraints),
            *in_vocabulary("assessment", label=FrontLabel, confidence=Confidence),
            in_reach("assessment", "date"),
        ]

    def __str__(self) -> str:
        return f"{self.front}, {self.date:%-d %b %Y}: {self.label}"

    def get_absolute_url(self) -> str:
        return f"{self.front.get_absolute_url()}#assessment-{self.slug}"


class AssessmentCitation(Citation):
    """What one report says that an assessment rests on."""

    subject = "assessment"
    own_days = ("assessment__date",)

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["assessment", "report__published", "id"]
        constraints = citation_meta("assessmentcitation", "assessment")


class SupportCitation(Citation):
    """What one report says of a patron's support for a faction."""

    subject = "support"
    own_days = ("support__start",)

    support = models.ForeignKey(Support, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["support", "report__published", "id"]
        constraints = citation_meta("supportcitation", "support")


class ControlCitation(Citation):
    """What one report says of how far a patron commands a faction."""

    subject = "spell"
    own_days = ("spell__start",)

    spell = models.ForeignKey(ControlSpell, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["spell", "report__published", "id"]
        constraints = citation_meta("controlcitation", "spell")


class MembershipCitation(Citation):
    """What one report says of a faction's membership."""

    subject = "membership"
    own_days = ("membership__start",)

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["membership", "report__published", "id"]
        constraints = citation_meta("membershipcitation", "membership")


class ClosureCitation(Citation):
    """What one report says of the closure of a front."""

    subject = "closure"
    own_days = ("closure__start",)

    closure = models.ForeignKey(FrontClosure, models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["closure", "report__published", "id"]
        constraints = citation_meta("closurecitation", "closure")
