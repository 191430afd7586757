"""The ties between actors: memberships of factions, and the support of patrons."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from proxies.circles import Tie, circle_of
from proxies.models.actors import Faction, Patron
from proxies.models.base import all_in_vocabulary, coded, coded_list, in_order, in_vocabulary
from proxies.models.days import foreseeable, in_reach, optional_day
from proxies.vocab import Confidence, ControlMode, SupportType

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


class Support(models.Model):
    """What a patron gives a faction, how far it commands it, and how sure that is."""

    patron = models.ForeignKey(Patron, models.CASCADE, related_name="support_given")
    faction = models.ForeignKey(Faction, models.CASCADE, related_name="support_received")
    types = coded_list(SupportType)
    control_mode = coded(ControlMode, default=ControlMode.UNKNOWN.value)
    start = optional_day(foreseeable)
    end = optional_day(foreseeable)
    confidence = coded(Confidence)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "support"
        ordering = ["faction", "patron"]
        constraints = [
            *in_vocabulary("support", control_mode=ControlMode, confidence=Confidence),
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
