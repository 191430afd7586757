"""Where news comes in: channels, and what happened each time that one was read."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from proxies.models.base import coded, in_vocabulary
from proxies.models.sources import Source
from proxies.vocab.intake import ChannelKind, VisitEnd

MINUTES = (5, 7 * 24 * 60)
"""How often a channel may be read: at most every five minutes, at least once a week."""


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Reads of channels."""

    def due(self) -> ChannelQuerySet:
        """Those that are to be read now, the longest overdue first."""
        waiting = Q(next_visit__isnull=True) | Q(next_visit__lte=Now())
        reads = self.filter(waiting, enabled=True).exclude(kind=ChannelKind.BY_HAND)
        return reads.order_by(F("next_visit").asc(nulls_first=True), "pk")


class Channel(models.Model):
    """A feed, a public channel or a page whose articles are read on a schedule."""

    name = models.CharField(max_length=120, unique=True)
    kind = coded(ChannelKind)
    address = models.URLField(
        max_length=600,
        blank=True,
        help_text="The feed's or page's address; of a Telegram channel its public preview.",
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="channels",
        help_text="Whose items these are; empty where it carries those of many outlets.",
    )
    language = models.CharField(
        max_length=8, blank=True, help_text="ISO 639-1 code; empty where it differs by item."
    )
    links_within = models.CharField(
        "links to articles",
        max_length=200,
        blank=True,
        help_text="For a page without a feed: what the path of an article begins with, such as "
        "/news/; empty takes every link of the same site that looks like an article.",
    )
    minutes = models.PositiveIntegerField(
        "minutes between visits",
        default=30,
        validators=[MinValueValidator(MINUTES[0]), MaxValueValidator(MINUTES[1])],
    )
    enabled = models.BooleanField(default=True, help_text="Whether it is read on its schedule.")
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_visit = models.DateTimeField(null=True, editable=False)
    last_visit = models.DateTimeField("last read", null=True, editable=False)
    last_item = models.DateTimeField("last new item", null=True, editable=False)
    failures = models.PositiveIntegerField(
        default=0, editable=False, help_text="Visits in a row that failed."
    )

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            *in_vocabulary("channel", kind=ChannelKind),
            models.CheckConstraint(
                condition=~Q(address="")
                | Q(kind__in=[ChannelKind.BY_HAND.value, ChannelKind.EMAIL.value]),
                name="channel_address",
                violation_error_message="Give the address that is to be read.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=MINUTES), name="channel_minutes_in_reach"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """One reading of a channel: how it ended, and what came of it."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="visits")
    at = models.DateTimeField(db_default=Now())
    end = coded(VisitEnd)
    status = models.PositiveSmallIntegerField(null=True, help_text="Of HTTP, where one came.")
    found = models.PositiveIntegerField(default=0, help_text="Items that it held.")
    new = models.PositiveIntegerField(default=0, help_text="Of these, those not seen before.")
    changed = models.PositiveIntegerField(default=0, help_text="Of these, those that differ now.")
    message = models.TextField(blank=True, help_text="What went wrong, or was left out, in words.")

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = in_vocabulary("visit", end=VisitEnd)

    def __str__(self) -> str:
        return f"{self.channel}, {self.at:%-d %b %Y %H:%M}: {self.end}"


class FetchedHost(models.Model):
    """When a host was asked last, and until when it wants to be left alone."""

    host = models.CharField(max_length=255, unique=True)
    last_request = models.DateTimeField(null=True)
    away_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["host"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.host
