"""Who acts: patrons, factions and opponents, and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from proxies.models.fronts import Front

from proxies.models.base import (
    Acyclic,
    coded,
    in_order,
    in_vocabulary,
    page_of,
)
from proxies.models.days import foreseeable, happened, in_reach, optional_day
from proxies.models.folding import says_something, search_key
from proxies.models.slugs import Slugged
from proxies.vocab import (
    DatePrecision,
    FactionKind,
    NameKind,
    OpponentKind,
    PatronKind,
    Role,
)


class ActorQuerySet(models.QuerySet["Actor"]):
    """Reads of actors."""

    def factions(self) -> ActorQuerySet:
        return self.filter(role=Role.FACTION)

    def patrons(self) -> ActorQuerySet:
        return self.filter(role=Role.PATRON)

    def named(self, text: str) -> ActorQuerySet:
        """Actors any of whose names holds `text`, in any script and spelling."""
        key = search_key(text)
        if not says_something(key):
            return self.none()
        names = ActorName.objects.filter(search_key__contains=key)
        slug = Q(slug__contains=key.replace(" ", "-"))
        return self.filter(Q(pk__in=names.values("actor")) | slug)


class Actor(Slugged):
    """A patron, a faction or an opponent; one namespace of slugs for all three."""

    slug = models.SlugField(max_length=80, unique=True)
    role = coded(Role)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    summary = models.TextField(blank=True, help_text="One or two neutral sentences.")
    note = models.TextField(blank=True, help_text="What is uncertain, and why.")
    references = ArrayField(
        models.CharField(max_length=500),
        default=list,
        blank=True,
        help_text="Addresses or titles of background reading, separated by commas.",
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = in_vocabulary("actor", role=Role)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The actor's page; opponents have none of their own and lead to their events."""
        if self.role == Role.OPPONENT:
            return f"{page_of('event-list')}?q={self.slug}"
        return page_of(f"{self.role}-detail", self.slug)


class ActorName(models.Model):
    """One name of an actor, in one language and script."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8, help_text="ISO 639-1 code, such as ar.")
    script = models.CharField(max_length=4, help_text="ISO 15924 code, such as Arab.")
    kind = coded(NameKind, default=NameKind.ALIAS.value)
    search_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        ordering = ["actor", "kind", "text"]
        constraints = [
            *in_vocabulary("actorname", kind=NameKind),
            models.UniqueConstraint(
                fields=["actor", "text", "language"],
                name="actorname_once",
                violation_error_message="This actor already has this name in this language.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = search_key(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Patron(Acyclic):
    """A state, or a body of a state, that sponsors factions."""

    upwards = "parent"
    circular = (
        "This would make the patron answer to itself. Choose a body above it, or leave this empty."
    )

    actor = models.OneToOneField(Actor, models.CASCADE, primary_key=True)
    kind = coded(PatronKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        help_text="The body this one answers to: Quds Force → IRGC → Iran.",
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    active_from = optional_day(foreseeable)
    active_to = optional_day(foreseeable)

    class Meta:
        constraints = [
            *in_vocabulary("patron", kind=PatronKind),
            in_order("patron", "active_from", "active_to"),
            in_reach("patron", "active_from", "active_to"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("actor")),
                name="patron_not_its_own_parent",
                violation_error_message="A patron cannot answer to itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.actor.name


class Faction(models.Model):
    """An armed actor that acts as a proxy, or an umbrella or cover name used by such actors."""

    actor = models.OneToOneField(Actor, models.CASCADE, primary_key=True)
    kind = coded(FactionKind)
    fronts: models.ManyToManyField[Front, models.Model] = models.ManyToManyField(
        "Front", related_name="factions", blank=True
    )
    founded = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year.")
    founded_note = models.CharField(max_length=300, blank=True)
    ended = optional_day(foreseeable)
    pmf_brigades = ArrayField(
        models.CharField(max_length=8),
        null=True,
        blank=True,
        default=list,
        help_text="Numbers of its brigades in the Popular Mobilization Forces; empty for none.",
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *in_vocabulary("faction", kind=FactionKind),
            in_reach("faction", "ended"),
        ]

    def __str__(self) -> str:
        return self.actor.name


class Opponent(models.Model):
    """A state, coalition or armed group that factions fight and that strikes back."""

    actor = models.OneToOneField(Actor, models.CASCADE, primary_key=True)
    kind = coded(OpponentKind)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2, or EU.")

    class Meta:
        constraints = in_vocabulary("opponent", kind=OpponentKind)

    def __str__(self) -> str:
        return self.actor.name


class Designation(models.Model):
    """A listing of an actor by an authority, such as the US list of foreign terrorist groups."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="designations")
    authority = models.CharField(max_length=40, help_text="Who lists it, such as US.")
    kind = models.CharField(max_length=40, help_text="Name of the list, such as FTO.")
    date = optional_day(
        happened, help_text="First day of the month or year where only that is known."
    )
    precision = coded(DatePrecision, default=DatePrecision.DAY.value)
    status = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["actor", "authority", "date"]
        constraints = [
            *in_vocabulary("designation", precision=DatePrecision),
            in_reach("designation", "date"),
            models.UniqueConstraint(
                fields=["actor", "authority", "kind", "date"],
                name="designation_once",
                nulls_distinct=False,
                violation_error_message="This listing is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.kind}: {self.actor}"
