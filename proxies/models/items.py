"""What came in: items, the clusters of those that tell of one thing, and what was decided.

None of it is part of the record: no page, export or count reads it. An editor's decision makes a
report, a citation or a draft of it (`proxies/actions/deciding.py`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Now

from proxies.models.base import coded, in_vocabulary, user
from proxies.models.channels import Channel
from proxies.models.events import AttackEvent
from proxies.models.fronts import Front
from proxies.models.pledges import Pledge
from proxies.models.sources import Report, Source
from proxies.models.statements import Statement
from proxies.vocab import WorkflowState
from proxies.vocab.desk import TAKEN_MINUTES
from proxies.vocab.intake import ClusterState, DayFrom, DecisionKind

ABOUT: dict[str, Any] = {"event": AttackEvent, "pledge": Pledge, "statement": Statement}
"""What an item can be cited for or be made into, by the word for its kind."""
CITABLE = (WorkflowState.DRAFT, WorkflowState.REVIEW, WorkflowState.PUBLISHED)
"""States in which they can be cited for."""
UNDECIDED = (ClusterState.OPEN.value, ClusterState.LATER.value)
"""States of a cluster that nobody has decided."""


TURN = 0x6D617463


def take_turn() -> None:
    """Be the only one who writes items and clusters, to the end of the transaction: matching,
    visits and decisions touch the same rows, each in an order of its own, and would wait for each
    other for ever, or undo what another has just written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


class ClusterQuerySet(models.QuerySet["Cluster"]):
    """Reads of the inbox."""

    def waiting(self) -> ClusterQuerySet:
        """Those that nobody has decided, the newest day first; put off ones when their time has
        come."""
        later = Q(state=ClusterState.LATER, until__lte=Now())
        return self.filter(Q(state=ClusterState.OPEN) | later)


class Cluster(models.Model):
    """Items that seem to tell of one thing."""

    day = models.DateField(help_text="The day that it seems to be about, else the day it came in.")
    front = models.ForeignKey(Front, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300)
    state = coded(ClusterState, default=ClusterState.OPEN.value)
    until = models.DateTimeField(null=True, blank=True, help_text="When a put-off one comes back.")
    oldest = models.DateTimeField(
        null=True, editable=False, help_text="When the oldest of its items came out."
    )
    taken_by = user(blank=True, verbose_name="taken by")
    taken = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(db_default=Now())

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["-day", F("front").asc(nulls_last=True), "-pk"]
        default_permissions = ("view",)
        permissions = [("use_desk", "Can decide at the desk what becomes of items")]
        constraints = in_vocabulary("cluster", state=ClusterState)
        indexes = [models.Index(fields=["state", "-day"], name="cluster_inbox")]

    def __str__(self) -> str:
        return self.title

    def take_in(self, item: Item) -> None:
        """Let an item join it; both are to be saved."""
        item.cluster = self
        self.oldest = min(self.oldest or item.came_out, item.came_out)

    @property
    def held_by(self) -> Any:
        """Who has it open to decide; None where nobody has, or the time is over."""
        if self.taken_by is None or self.taken is None:
            return None
        over = datetime.now(UTC) - self.taken > timedelta(minutes=TAKEN_MINUTES)
        return None if over else self.taken_by

    @property
    def standing_decision(self) -> Decision | None:
        """The newest decision that was not taken back and still holds: what was put off waits again
        when its time has come."""
        if Cluster.objects.waiting().filter(pk=self.pk).exists():
            return None
        return self.decisions.filter(undone=None).select_related("by").first()


def came_out(came: datetime, at: datetime | None, day: date | None) -> datetime:
    """The moment that an item is ordered by: of publication, else the end of the day of it, and at
    the latest its coming in."""
    if at is not None or day is None:
        return at or came
    return min(datetime.combine(day + timedelta(1), time(), UTC), came)


class Item(models.Model):
    """One published text that came in: an article, a post, or an address that was given."""

    channel = models.ForeignKey(
        Channel, models.SET_NULL, null=True, blank=True, related_name="items"
    )
    address = models.URLField(max_length=600)
    key = models.CharField(
        max_length=600, unique=True, help_text="The address without what only tracks readers."
    )
    led_by = ArrayField(
        models.CharField(max_length=600),
        default=list,
        blank=True,
        editable=False,
        help_text="Keys of links that led to its address through a redirect.",
    )
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="items")
    outlet = models.CharField(max_length=120, blank=True, help_text="As the item names it.")
    author = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    published = models.DateField(null=True, blank=True, help_text="Day of publication (UTC).")
    published_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(
        max_length=40, blank=True, help_text="Of the time as it was given, such as +03:00."
    )
    day_from = coded(DayFrom, default=DayFrom.NONE.value)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639-1 code.")
    text = models.TextField(blank=True, help_text="Kept for matching only, for a set time.")
    text_removed = models.DateTimeField(null=True, blank=True)
    signature = models.BinaryField(
        null=True, editable=False, help_text="MinHash of its wording, kept when the text goes."
    )
    bands = ArrayField(
        models.IntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Keys of the signature by which items that share wording are found.",
    )
    meets_by = ArrayField(
        models.CharField(max_length=500),
        default=list,
        blank=True,
        editable=False,
        help_text="Keys by which it meets the items of an open cluster, the surest first.",
    )
    suggestions = models.JSONField(
        default=list, blank=True, help_text="What a method reads in it, each with reason and place."
    )
    matched = models.DateTimeField(null=True, blank=True, help_text="When suggestions were made.")
    cluster = models.ForeignKey(
        Cluster, models.SET_NULL, null=True, blank=True, related_name="items"
    )
    credits = models.ForeignKey(
        Source,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The source that it names as its own.",
    )
    credit = models.CharField(max_length=300, blank=True, help_text="Its words that say so.")
    repeats = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="repeated_by",
        help_text="The older item whose wording it shares.",
    )
    shared = models.FloatField(null=True, blank=True, help_text="Share of its wording, 0 to 1.")
    about = models.DateField(null=True, blank=True, help_text="Given with a lead.")
    note = models.TextField(blank=True, help_text="What was noted where a lead was found.")
    lead = models.BooleanField(default=False, help_text="An address that nobody has read yet.")
    came = models.DateTimeField(db_default=Now())
    changed = models.DateTimeField(null=True, blank=True, help_text="When its words last changed.")
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of its words as the channel gave them.",
    )
    fetched = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When its address was last fetched."
    )
    gone = models.DateTimeField(null=True, blank=True, help_text="When its address was gone.")
    archive_url = models.URLField("archived copy", max_length=600, blank=True)
    report = models.ForeignKey(
        Report,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="items",
        help_text="What it has become in the record.",
    )

    class Meta:
        ordering = ["-came", "-pk"]
        default_permissions = ("view",)
        constraints = in_vocabulary("item", day_from=DayFrom)
        indexes = [
            models.Index(fields=["-came"], name="item_came"),
            models.Index(fields=["came"], condition=Q(matched=None), name="item_unmatched"),
            GinIndex(fields=["led_by"], name="item_led_by", fastupdate=False),
            GinIndex(fields=["bands"], name="item_bands", fastupdate=False),
            GinIndex(fields=["meets_by"], name="item_meets_by", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def came_out(self) -> datetime:
        """The moment that it is ordered by."""
        return came_out(self.came, self.published_at, self.published)


class Decision(models.Model):
    """What an editor decided of a cluster, and what of the suggestions was taken."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="decisions")
    kind = coded(DecisionKind)
    by = user(verbose_name="who")
    at = models.DateTimeField(db_default=Now())
    record = models.CharField(
        max_length=160, blank=True, help_text="What came of it, as kind/permanent id."
    )
    made = models.JSONField(
        default=list, blank=True, help_text="Rows that it made, as [table, key], for undoing it."
    )
    suggested = models.JSONField(
        default=dict, blank=True, help_text="Per field: taken, changed or refused."
    )
    seconds = models.PositiveIntegerField(null=True, blank=True)
    keys = models.PositiveIntegerField(null=True, blank=True, help_text="Keys and clicks.")
    noted = models.BigIntegerField(
        default=0,
        editable=False,
        help_text="The newest change of the history then: later ones are others' work.",
    )
    undone = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = in_vocabulary("decision", kind=DecisionKind)

    def __str__(self) -> str:
        return f"{self.kind}: {self.cluster}"

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.undone is None
