"""The ties between actors: memberships of factions, and the support of patrons."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from proxies.circles import Tie, circle_of
from proxies.models.actors import Faction, Patron
from proxies.models.base import all_in_vocabulary, coded, coded_list, in_order, in_vocabulary
from proxies.models.days import foreseeable, in_reach, optional_day
from proxies.models.fronts import Front
from proxies.vocab import Confidence, ControlMode, DatePrecision, SupportType

A_MEMBER_OF_ITSELF = (
    "This would make {faction} a member of itself, at least through others and on some day: "
    "{umbrella} is recorded as a member of it. Correct the days, or the other membership first."
)


class Membership(models.Model):
    """One spell of a faction in an umbrella, or behind a facade."""

    faction = models.ForeignKey(Faction, models.CASCADE, related_name="memberships")
    umbrella = models.ForeignKey(Faction, models.CASCADE, related_name="members")
    start = optional_day(foreseeable)
    end = optional_day(foreseeable)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["umbrella", "faction", "start"]
        constraints = [
            in_order("membership", "start", "end"),
            in_reach("membership", "start", "end"),
            models.CheckConstraint(
                condition=~Q(faction=F("umbrella")),
                name="membership_not_of_itself",
                violation_error_message="A faction cannot be a member of itself.",
            ),
            models.UniqueConstraint(
                fields=["faction", "umbrella", "start"],
                name="membership_once_per_start",
                nulls_distinct=False,
                violation_error_message="This spell of membership is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.faction} in {self.umbrella}"

    def clean(self) -> None:
        """Refuses to make the faction, through others and on one day, its own member."""
        super().clean()
        own = Tie(self.faction_id, self.umbrella_id, self.start, self.end)
        others = Membership.objects.exclude(pk=self.pk)
        ties = [Tie(*row) for row in others.values_list("faction", "umbrella", "start", "end")]
        if self.faction_id != self.umbrella_id and circle_of(own, ties):
            words = A_MEMBER_OF_ITSELF.format(faction=self.faction, umbrella=self.umbrella)
            raise ValidationError(words)


def precision_of(name: str) -> models.CharField[str, str]:
    """How exactly an end of a spell is known."""
    return coded(
        DatePrecision, default=DatePrecision.DAY.value, verbose_name=f"{name} is known to the"
    )


class Support(models.Model):
    """What a patron gives a faction, and how sure that is."""

    patron = models.ForeignKey(Patron, models.CASCADE, related_name="support_given")
    faction = models.ForeignKey(Faction, models.CASCADE, related_name="support_received")
    types = coded_list(SupportType)
    start = optional_day(foreseeable, help_text="Of a month or year the first day.")
    start_precision = precision_of("start")
    end = optional_day(foreseeable, help_text="Its last day; of a month or year the last one.")
    end_precision = precision_of("end")
    confidence = coded(Confidence)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "support"
        ordering = ["faction", "patron"]
        constraints = [
            *in_vocabulary(
                "support",
                confidence=Confidence,
                start_precision=DatePrecision,
                end_precision=DatePrecision,
            ),
            *all_in_vocabulary("support", types=SupportType),
            in_order("support", "start", "end"),
            in_reach("support", "start", "end"),
            models.UniqueConstraint(
                fields=["patron", "faction", "start"],
                name="support_once_per_start",
                nulls_distinct=False,
                violation_error_message="This link is already recorded from that day on.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patron} → {self.faction}"


class ControlSpell(models.Model):
    """What somebody said of how far a patron commands a faction, at a time: no finding of ours."""

    support = models.ForeignKey(Support, models.CASCADE, related_name="control")
    mode = coded(ControlMode)
    start = optional_day(foreseeable, help_text="When it was said, or began; empty: not known.")
    start_precision = precision_of("start")
    end = optional_day(
        foreseeable, help_text="The first day on which it was over or another word took over."
    )
    end_precision = precision_of("end")
    front = models.ForeignKey(
        Front,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The front it speaks of; empty for none in particular.",
    )
    said_by = models.CharField(max_length=300, blank=True, help_text="Whose word it is.")

    class Meta:
        verbose_name = "word on control"
        verbose_name_plural = "words on control"
        ordering = ["support", "start", "id"]
        constraints = [
            *in_vocabulary(
                "controlspell",
                mode=ControlMode,
                start_precision=DatePrecision,
                end_precision=DatePrecision,
            ),
            in_order("controlspell", "start", "end"),
            in_reach("controlspell", "start", "end"),
        ]

    def __str__(self) -> str:
        return f"{self.support}: {self.mode}"
