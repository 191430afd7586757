"""Who says so: sources, their reports, datasets, and what one report says of one record."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from proxies.models.actors import Actor
from proxies.models.base import (
    all_in_vocabulary,
    coded,
    coded_list,
    in_order,
    in_vocabulary,
    never_true,
    page_of,
)
from proxies.models.days import foreseeable, happened, in_reach, optional_day
from proxies.models.labels import label
from proxies.models.slugs import Slugged
from proxies.selection import CURATED
from proxies.vocab import (
    OF_FACTIONS,
    RELAYS,
    Coverage,
    Direction,
    Reliability,
    Role,
    SourceKind,
    Stance,
)

NOT_STATED = (
    "{name} does not say which kinds of act and which parties it records, so nobody can tell "
    "whether the pace of attacks may be read from it. State both on the page of that dataset, "
    "under “What it records”, or choose another one."
)
OTHER_ACTS = (
    "{name} records {acts}, but no attacks by factions and no clashes: that it holds none of a "
    "front does not mean that its factions are quiet. Choose a dataset that records them, or none. "
    "If this one does, correct “Kinds of act that it records” on its page."
)
OTHER_PARTIES = (
    "{name} records acts of {parties}, but not of factions, so their pace cannot be read from it. "
    "Choose a dataset that records them, or none. If this one does, correct “Parties that it "
    "records” on its page."
)
NO_CENSUS = (
    "{name} is a selection, and a selection tells no pace. Choose a census, or none. If all that "
    "happened within its rule is in it, correct “Coverage” on its page."
)

ITS_SLUG = f"The curated record is known by its slug: leave it “{CURATED}”."


class Source(Slugged):
    """An outlet, agency, office or dataset, with its Admiralty letter and the reason for it."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = coded(SourceKind)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    language = models.CharField(max_length=8, help_text="ISO 639-1 code, or multi.")
    alignment = models.CharField(max_length=120, blank=True, help_text="In neutral words.")
    aligned_with = models.ForeignKey(
        Actor,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="aligned_sources",
        help_text="The actor it belongs to or speaks for, if there is one.",
    )
    reliability = coded(Reliability, default=Reliability.F.value, max_length=1)
    reliability_note = models.TextField(
        blank=True, help_text="Why this letter. F means it cannot be judged."
    )

    class Meta:
        ordering = ["name"]
        constraints = in_vocabulary("source", kind=SourceKind, reliability=Reliability)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_of("source-detail", self.slug)

    @property
    def relays_only(self) -> bool:
        """Whether it is a digest, aggregator or encyclopaedia, never an origin of its own."""
        return self.kind in RELAYS


class Report(Slugged):
    """One published item by a source."""

    slug = models.SlugField(max_length=120, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="reports")
    url = models.URLField("address", max_length=600, blank=True)
    title = models.CharField(max_length=300, blank=True)
    published = optional_day(
        happened, help_text="Day of publication (UTC); empty where it is not known."
    )
    archive_url = models.URLField("archived copy", max_length=600, blank=True)

    class Meta:
        ordering = ["-published", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(title=""),
                name="report_address_or_title",
                violation_error_message="Give the report's address, or its title if it has none.",
            ),
            in_reach("report", "published"),
            models.UniqueConstraint(
                fields=["source", "url"],
                condition=~Q(url=""),
                name="report_once_per_address",
                violation_error_message="This address is already recorded for this source.",
            ),
        ]

    def __str__(self) -> str:
        day = f"{self.published:%-d %b %Y}" if self.published else "undated"
        return f"{self.source.name}, {day}: {self.title or self.url}"


class Dataset(Slugged):
    """Where events come from, how complete they are, and until when."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    version = models.CharField(max_length=40)
    licence = models.CharField(max_length=120, blank=True)
    citation = models.TextField(blank=True)
    url = models.URLField("address", blank=True)
    coverage = coded(Coverage)
    inclusion = models.TextField(help_text="The rule by which an event is in or out.")
    covered_from = models.DateField(null=True, blank=True)
    covered_until = models.DateField(null=True, blank=True)
    released = models.DateField(null=True, blank=True, help_text="Day this version came out.")
    undated_from = models.DateField(
        "undated reports count from",
        null=True,
        blank=True,
        help_text=(
            "The day of the first release that held reports without a day: they count in full "
            "from then on. Empty: the day this version came out."
        ),
    )
    records_acts = coded_list(
        Direction,
        verbose_name="kinds of act that it records",
        help_text="Kinds that its rule lets in, whether or not there are any; none ticked means "
        "that it is not stated. The pace of attacks is read only from a dataset that records "
        "attacks by factions or clashes: air raids by states tell nothing of it.",
    )
    records_parties = coded_list(
        Role,
        verbose_name="parties that it records",
        help_text="Whose acts its rule lets in; none ticked means that it is not stated. The pace "
        "of attacks is read only from a dataset that records factions.",
    )

    figured: bool = False  # whether accounts give figures of their own, where a page asks

    class Meta:
        ordering = ["slug"]
        constraints = [
            *in_vocabulary("dataset", coverage=Coverage),
            *all_in_vocabulary("dataset", records_acts=Direction, records_parties=Role),
            in_order("dataset", "covered_from", "covered_until"),
            models.CheckConstraint(
                condition=~Q(permanent_id=CURATED) | Q(slug=CURATED),
                name="dataset_curated_keeps_its_slug",
                violation_error_message=ITS_SLUG,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.version}"

    def clean(self) -> None:
        super().clean()
        if self.permanent_id == CURATED != self.slug:
            raise ValidationError({"slug": ITS_SLUG})

    @property
    def records_attacks(self) -> bool:
        """Whether it states that acts of factions are among what it records."""
        acts = OF_FACTIONS.intersection(self.records_acts)
        return bool(acts) and Role.FACTION in self.records_parties

    @property
    def unfit_for_tempo(self) -> str:
        """Why the pace of attacks cannot be read from it, in words; empty where it can."""
        words = ""
        if self.coverage != Coverage.CENSUS:
            words = NO_CENSUS
        elif not self.records_acts or not self.records_parties:
            words = NOT_STATED
        elif not self.records_attacks:
            words = OTHER_PARTIES if OF_FACTIONS & {*self.records_acts} else OTHER_ACTS
        return words.format(
            name=self.name,
            acts=", ".join(label(Direction(act)).lower() for act in self.records_acts),
            parties=", ".join(f"{role}s" for role in self.records_parties),
        )


class Retractable(models.Model):
    """Evidence is not deleted: it is retracted, from a day on or as never true, with a reason."""

    retracted = optional_day(
        foreseeable,
        help_text="The first day on which it no longer counts. Of what was entered in error, which "
        "counts on no day: the day it was taken out.",
    )
    entered_in_error = never_true()
    retraction_reason = models.TextField(blank=True, help_text="Why; shown to readers.")

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(retracted__isnull=True) | ~Q(retraction_reason=""),
                name="%(class)s_retracted_with_reason",
                violation_error_message="Say why it is retracted: the reason is shown to readers.",
            ),
            models.CheckConstraint(
                condition=Q(entered_in_error=False) | Q(retracted__isnull=False),
                name="%(class)s_error_retracted",
                violation_error_message="What was entered in error is retracted: give the day.",
            ),
            in_reach("%(class)s", "retracted", name="retraction"),
        ]


class Citation(Retractable):
    """What one report says of one record; the record's model makes it concrete."""

    subject: ClassVar[str]
    """The field that leads to the record."""
    own_days: ClassVar[tuple[str, ...]]
    """Columns of the record of which the first that is filled is its own day."""
    releases: ClassVar[tuple[str, ...]] = ()
    """Columns with the day of the release that held it first; the curated record's for most."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="%(class)ss")
    stance = coded(Stance, default=Stance.ASSERTS.value)
    credibility = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text="Admiralty 1 (confirmed) to 5 (improbable); 6 means it cannot be judged.",
    )
    origin = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=(
            "The source whose reporting is repeated; the report's own source where it was "
            "checked to be first-hand; empty where not established."
        ),
    )
    on_record = models.BooleanField(
        default=False, help_text="The bound party, or its signatory, speaks in its own name."
    )
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(constraint.clone() for constraint in Retractable.Meta.constraints),
            models.CheckConstraint(
                condition=Q(credibility__range=(1, 6)), name="%(class)s_credibility_1_to_6"
            ),
            models.CheckConstraint(
                condition=Q(stance__in=[stance.value for stance in Stance]),
                name="%(class)s_stance_in_vocabulary",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.source} {self.stance}"

    def clean(self) -> None:
        super().clean()
        if self.origin_id and self.origin is not None and self.origin.relays_only:
            raise ValidationError(
                {
                    "origin": f"{self.origin} only repeats others. Name the source it repeats, "
                    "or leave the origin empty."
                }
            )

    @property
    def origin_is_self(self) -> bool:
        return self.origin_id is not None and self.origin_id == self.report.source_id


def citation_meta(name: str, subject: str) -> list[models.BaseConstraint]:
    """Constraints of a concrete citation: those all share, and one report once per subject."""
    return [
        *(constraint.clone() for constraint in Citation.Meta.constraints),
        models.UniqueConstraint(
            fields=[subject, "report", "stance"],
            name=f"{name}_once_per_report",
            violation_error_message="This report is already cited here with this stance.",
        ),
    ]
