"""Taking a decision of the desk back: what it made goes, if it is still as it was made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.deletion import ProtectedError
from django.http import HttpRequest

from proxies.actions.entry_pages import EntryPage
from proxies.models import Change, Cluster, Decision, Report
from proxies.models.history import CITATIONS, Keep, because, noting
from proxies.models.items import take_turn
from proxies.vocab import WorkflowState
from proxies.vocab.intake import ClusterState
from proxies.wording.desk import reason_of_undoing, refusal_in_words

APP = "proxies"
SEEN_AFTER = timedelta(hours=1)
"""What readers have seen for so long is not deleted any more, but discounted or retracted."""


class NotUndoneError(Exception):
    """A decision cannot be taken back, for a reason in words; nothing was changed."""


def undo(key: int, request: HttpRequest) -> Decision:
    """Take a decision back, and let its cluster wait again. What readers see is taken back by those
    alone who could have published it, what they do not see by who decided it too. Raises
    `NotUndoneError`, and Decision.DoesNotExist."""
    user: Any = request.user
    with noting(Keep.EVERYTHING, user=user.pk, source="desk"), transaction.atomic():
        take_turn()
        decision = Decision.objects.select_for_update().get(pk=key)
        cluster = Cluster.objects.select_for_update().get(pk=decision.cluster_id)
        newest = cluster.decisions.filter(undone=None).first()
        if newest != decision:
            raise NotUndoneError(refusal_in_words("undone" if decision.undone else "not-last"))
        because(reason_of_undoing(cluster.title))
        for table, row_key in reversed(decision.made):
            _delete(table, row_key, decision, request)
        _unlink(cluster)
        decision.undone = datetime.now(UTC)
        decision.save(update_fields=["undone"])
        cluster.state, cluster.until = ClusterState.OPEN.value, None
        cluster.save(update_fields=["state", "until"])
    return decision


def _delete(table: str, key: int, decision: Decision, request: HttpRequest) -> None:
    model: Any = apps.get_model(APP, table)
    row = model._base_manager.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotUndoneError(refusal_in_words("deleted"))
    if not _may_delete(row, decision, request):
        raise NotUndoneError(refusal_in_words("not-yours", str(row)))
    if decision.at < datetime.now(UTC) - SEEN_AFTER and _is_seen(row):
        raise NotUndoneError(refusal_in_words("seen", str(row)))
    if _changed_since(row, decision.noted):
        raise NotUndoneError(refusal_in_words("changed", str(row)))
    if isinstance(row, Report) and _cited(row):
        raise NotUndoneError(refusal_in_words("cited", str(row)))
    try:
        _, deleted = row.delete()
    except ProtectedError as error:
        raise NotUndoneError(refusal_in_words("used", str(row))) from error
    if others := {*deleted} - _own_tables(model):
        raise NotUndoneError(refusal_in_words("used", f"{row} ({', '.join(sorted(others))})"))


def _may_delete(row: Any, decision: Decision, request: HttpRequest) -> bool:
    record = _record_of(row)
    page = EntryPage(type(record), request)
    if _is_seen(row):
        return page.may_publish if record is row else page.may_change(record)
    return decision.by_id == request.user.pk or page.may_change(record)


def _record_of(row: Any) -> Any:
    """The record that a citation hangs on; else the row itself."""
    return getattr(row, getattr(row, "subject", ""), row)


def _is_seen(row: Any) -> bool:
    """Whether readers see a record, or the record that a citation hangs on."""
    return getattr(_record_of(row), "state", "") == WorkflowState.PUBLISHED


def _unlink(cluster: Cluster) -> None:
    """Items of a cluster have become no report by it, where that is cited for nothing any more."""
    for report in Report.objects.filter(items__cluster=cluster).distinct():
        if not _cited(report):
            cluster.items.filter(report=report).update(report=None)


def _changed_since(row: models.Model, noted: int) -> bool:
    """Whether anybody changed a row, or what hangs on it, after the decision was written."""
    return Change.objects.of(row).filter(pk__gt=noted).exists()


def _cited(report: Report) -> bool:
    """Whether anything rests on a report: what the decision cited it for is gone by now."""
    models_citing = (apps.get_model(APP, name) for name in CITATIONS)
    return any(model._base_manager.filter(report=report).exists() for model in models_citing)


def _own_tables(model: type[models.Model]) -> set[str]:
    """What goes along with a row: the rows that are entered on its page."""
    own = {model._meta.label}
    through: list[Any] = [one.remote_field.through for one in model._meta.local_many_to_many]
    own |= {one._meta.label for one in through}
    hanging = {"Account", "Attribution", "Attribution_accounts", "PledgeCitation"}
    return own | {f"{APP}.{name}" for name in (*hanging, "StatementCitation", "PledgeBinding")}
