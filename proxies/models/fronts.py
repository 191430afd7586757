"""Where: fronts, how they closed, and places."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from proxies.models.base import coded, in_order, in_vocabulary, page_of
from proxies.models.days import foreseeable, happened, in_reach, optional_day
from proxies.models.knowledge import is_reported
from proxies.models.slugs import Slugged
from proxies.models.titles import unnamed_place
from proxies.vocab import ClosureReason, PlacePrecision

latitude = [MinValueValidator(-90), MaxValueValidator(90)]
longitude = [MinValueValidator(-180), MaxValueValidator(180)]


def on_earth(model: str, lat: str, lon: str) -> models.CheckConstraint:
    """A database constraint: a latitude and a longitude, in degrees, exist on the globe."""
    return models.CheckConstraint(
        condition=Q(**{f"{lat}__range": (-90, 90), f"{lon}__range": (-180, 180)}),
        name=f"{model}_{lat}_{lon}_on_earth",
        violation_error_message="Latitude runs from -90 to 90 and longitude from -180 to 180.",
    )


class Front(Slugged):
    """Where the fire comes from, or the theatre an incident belongs to; not the country hit."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    countries = ArrayField(models.CharField(max_length=2), help_text="ISO 3166-1 alpha-2 codes.")
    scope = models.TextField(help_text="Which incidents belong to this front.")
    lat = models.FloatField("centre latitude", validators=latitude)
    lon = models.FloatField("centre longitude", validators=longitude)
    south = models.FloatField(validators=latitude)
    west = models.FloatField(validators=longitude)
    north = models.FloatField(validators=latitude)
    east = models.FloatField(validators=longitude)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order on the overview.")
    tempo_dataset = models.ForeignKey(
        "Dataset",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tempo_fronts",
        help_text="The census from which the pace of attacks may be measured; none for most. It "
        "has to record attacks by factions or clashes, and to name the factions of this front.",
    )

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            on_earth("front", "lat", "lon"),
            on_earth("front", "south", "west"),
            on_earth("front", "north", "east"),
            models.CheckConstraint(
                condition=Q(north__gt=models.F("south")) & Q(east__gt=models.F("west")),
                name="front_bounds_in_order",
                violation_error_message="North must lie above south and east beyond west.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_of("front-detail", self.slug)

    def clean(self) -> None:
        super().clean()
        if self.tempo_dataset and (why := self.tempo_dataset.unfit_for_tempo):
            raise ValidationError({"tempo_dataset": why})


class FrontClosureQuerySet(models.QuerySet["FrontClosure"]):
    """Reads of closures."""

    def known_by(self, day: date | None) -> FrontClosureQuerySet:
        """Closures that a report had told of by a day; None means now."""
        return self.filter(is_reported(FrontClosure, day))


class FrontClosure(models.Model):
    """A stretch in which a front was over for another reason than a pledge."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="closures")
    start = models.DateField(validators=[happened])
    end = optional_day(foreseeable, help_text="The first day on which it was open again.")
    reason = coded(ClosureReason)
    note = models.CharField(max_length=300, blank=True)

    objects = FrontClosureQuerySet.as_manager()

    class Meta:
        ordering = ["front", "start"]
        constraints = [
            *in_vocabulary("frontclosure", reason=ClosureReason),
            in_order("frontclosure", "start", "end"),
            in_reach("frontclosure", "start", "end"),
            models.UniqueConstraint(
                fields=["front", "start"],
                name="frontclosure_once_per_start",
                violation_error_message="This front already has a closure from that day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.front} closed from {self.start:%-d %B %Y}"


class Place(Slugged):
    """A point with the precision to which it is known."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=120, blank=True, help_text="Empty where none is given.")
    names = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Other names and spellings, separated by commas.",
    )
    admin1 = models.CharField("province or sea", max_length=80, blank=True)
    country = models.CharField(
        max_length=2, blank=True, help_text="ISO 3166-1 alpha-2; empty at sea."
    )
    controlled_by = models.CharField(
        max_length=2, blank=True, help_text="Who holds it, where that is not the country itself."
    )
    lat = models.FloatField("latitude", validators=latitude)
    lon = models.FloatField("longitude", validators=longitude)
    precision = coded(PlacePrecision)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            *in_vocabulary("place", precision=PlacePrecision),
            on_earth("place", "lat", "lon"),
        ]

    def __str__(self) -> str:
        return self.name or self.admin1 or unnamed_place(self.country)
