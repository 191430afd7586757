"""What becomes of a cluster at the desk: each decision is written with what it made, and by whom.

Whoever opens a cluster to decide has it for a while; a decision on one that another decided
meanwhile, or has taken over, is refused. What is made passes the rules of its page in the admin.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest

from proxies.actions.entry_pages import EntryPage, NotEnteredError, Values
from proxies.models import (
    Account,
    Change,
    Cluster,
    Decision,
    Item,
    PledgeCitation,
    Report,
    Source,
    StatementCitation,
)
from proxies.models.days import today
from proxies.models.history import Keep, because, noting
from proxies.models.items import ABOUT, CITABLE, take_turn
from proxies.signs import CONTROLS, OVERRIDES
from proxies.vocab.intake import ClusterState, DecisionKind
from proxies.wording.desk import reason_of, refusal_in_words

CITATIONS: dict[str, Any] = {
    "event": Account,
    "pledge": PledgeCitation,
    "statement": StatementCitation,
}
MAKES = {
    DecisionKind.NEW_EVENT: "event",
    DecisionKind.NEW_PLEDGE: "pledge",
    DecisionKind.NEW_STATEMENT: "statement",
}
STATES = {
    DecisionKind.LATER: ClusterState.LATER,
    DecisionKind.NOT_FOR_US: ClusterState.NOT_FOR_US,
}


class HeldError(Exception):
    """Another editor has the cluster open to decide; nothing was changed."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__("Somebody else has taken this cluster.")
        self.cluster = cluster


class JoinedError(Exception):
    """Items came into the cluster that its editor was not shown; nothing was changed."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__("Items joined this cluster meanwhile.")
        self.items = items


class DecidedError(Exception):
    """The cluster was decided meanwhile; nothing was changed."""

    def __init__(self, decision: Decision) -> None:
        super().__init__("This cluster was decided meanwhile.")
        self.decision = decision


@dataclass(frozen=True)
class ChosenItem:
    """An item that becomes a report, the source that published it, and whom it goes back to; None
    where that is not established."""

    item: Item
    source: Source
    origin: Source | None = None


@dataclass(frozen=True)
class Entered:
    """What was typed at the desk: of the record, what all reports of some items say of it, and who
    is named for an event."""

    citing: Sequence[ChosenItem] = ()
    said: Values = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    named: Sequence[Values] = ()


@dataclass
class Made:
    """What a decision made: the record as kind/permanent id, and its rows as (table, key)."""

    record: str = ""
    rows: list[tuple[str, int]] = field(default_factory=list)

    def add(self, row: Any) -> None:
        self.rows.append((row._meta.model_name, row.pk))


@dataclass(frozen=True)
class Measured:
    """How a decision came about: seconds, keys and clicks, and what became of each field that was
    filled in from suggestions; None where it is not known."""

    seconds: int | None = None
    keys: int | None = None
    suggested: dict[str, str] = field(default_factory=dict)


def take(key: int, user: Any, *, over: bool = False) -> Cluster:
    """Have a cluster for oneself, to decide it; `over` takes it from who has it. Raises
    `HeldError`, `DecidedError`, and Cluster.DoesNotExist."""
    with transaction.atomic():
        cluster = _locked(key)
        _check_open(cluster, user, over=over)
        cluster.taken_by, cluster.taken = user, datetime.now(UTC)
        cluster.save(update_fields=["taken_by", "taken"])
    return cluster


@transaction.atomic
def cluster_of(item: Item) -> Cluster:
    """The cluster of an item that was given by hand: one of its own where it has none yet."""
    take_turn()
    item = Item.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=item.pk)
    if item.cluster is None:
        day = item.about or item.published or today()
        made = Cluster(day=day, title=str(item)[:300])
        made.take_in(item)
        made.save()
        item.save(update_fields=["cluster"])
        return made
    return item.cluster


def decide(  # noqa: PLR0913
    key: int,
    request: HttpRequest,
    kind: DecisionKind,
    write: Callable[[], Made] = Made,
    *,
    measured: Measured | None = None,
    until: datetime | None = None,
    shown: frozenset[int] | None = None,
) -> Decision:
    """Decide what becomes of a cluster; `write` makes what comes of it. `shown` are the keys of the
    items that the editor was shown, if that is known. Raises as `take`, `JoinedError`, and what
    `write` raises; nothing is written then."""
    user: Any = request.user
    measured = measured or Measured()
    with noting(Keep.EVERYTHING, user=user.pk, source="desk"), transaction.atomic():
        take_turn()
        cluster = _locked(key)
        _check_open(cluster, user)
        if shown is not None and (joined := [*cluster.items.exclude(pk__in=shown)]):
            raise JoinedError(joined)
        because(reason_of(kind, cluster.title))
        made = write()
        newest = Change.objects.aggregate(newest=Max("pk"))["newest"]
        cluster.state = STATES.get(kind, ClusterState.DECIDED).value
        cluster.until = until
        cluster.taken_by = cluster.taken = None
        cluster.save(update_fields=["state", "until", "taken_by", "taken"])
        return Decision.objects.create(
            cluster=cluster,
            kind=kind.value,
            by=user,
            record=made.record,
            made=[[*row] for row in made.rows],
            suggested=measured.suggested,
            seconds=measured.seconds,
            keys=measured.keys,
            noted=newest or 0,
        )


def may_publish(request: HttpRequest, kind: DecisionKind) -> bool:
    """Whether who decides may publish what a decision makes, by the right that the admin asks for;
    one that makes no record asks for none."""
    what = MAKES.get(kind)
    return what is None or EntryPage(ABOUT[what], request).may_publish


def new_record(request: HttpRequest, kind: DecisionKind, entered: Entered) -> Made:
    """A new event, pledge or statement with the reports of some items. Raises `NotEnteredError`."""
    made, what = Made(), MAKES[kind]
    cited: list[Values] = [
        {"report": _report_of(one, request, made), "origin": one.origin, **entered.said}
        for one in entered.citing
    ]
    rows = {"accounts" if what == "event" else "citations": cited}
    if what == "event":
        rows["attributions"] = [*entered.named]
    record = EntryPage(ABOUT[what], request).enter(entered.values, rows)
    record.refresh_from_db()
    made.record = f"{what}/{record.permanent_id}"
    made.add(record)
    return made


def citation(request: HttpRequest, what: str, record: Any, entered: Entered) -> Made:
    """The reports of some items, cited for a record that is there. Raises `NotEnteredError`."""
    if record.state not in CITABLE:
        raise NotEnteredError({"record": [refusal_in_words("gone")]})
    page, model = EntryPage(ABOUT[what], request), CITATIONS[what]
    made = Made(f"{what}/{record.permanent_id}")
    for one in entered.citing:
        report = _report_of(one, request, made)
        said = {model.subject: record, "report": report, "origin": one.origin, **entered.said}
        row = model(**said)
        page.add_row(record, row)
        made.add(row)
    return made


def _report_of(one: ChosenItem, request: HttpRequest, made: Made) -> Report:
    """The report of an item, found by source and address, or made."""
    item, source = one.item, one.source
    found = Report.objects.filter(source=source, url=item.address).first()
    if found is None:
        given = {
            "source": source,
            "url": item.address,
            "title": title_of(item),
            "published": item.published,
            "archive_url": item.archive_url,
        }
        try:
            found = EntryPage(Report, request).enter(given)
        except NotEnteredError as error:
            words = [line for each in error.errors.values() for line in each]
            about = {str(NON_FIELD_ERRORS): [f"{item}: {line}" for line in words]}
            raise NotEnteredError(about if words else {}, error.doubts) from error
        made.add(found)
    Item.objects.filter(pk=item.pk).update(report=found)
    assert found is not None, "it was found or made"  # noqa: S101
    return found


def title_of(item: Item) -> str:
    """The title of an item without what a feed may leave in it: HTML codes, and signs that cannot
    be seen or turn what follows."""
    text = CONTROLS.sub(" ", OVERRIDES.sub("", html.unescape(item.title)))
    return " ".join(text.split())


def _locked(key: int) -> Cluster:
    """The cluster as it is now, locked against others until the end."""
    rows = Cluster.objects.select_for_update(of=("self",)).select_related("taken_by")
    return rows.get(pk=key)


def _check_open(cluster: Cluster, user: Any, *, over: bool = False) -> None:
    if decision := cluster.standing_decision:
        raise DecidedError(decision)
    holder = cluster.held_by
    if holder is not None and holder.pk != user.pk and not over:
        raise HeldError(cluster)
