"""Taking a decision of the desk back: what it made goes, if it is still as it was made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.deletion import ProtectedError

from proxies.models import Change, Cluster, Decision, Report
from proxies.models.history import CITATIONS, Keep, because, noting
from proxies.vocab import WorkflowState
from proxies.vocab.intake import ClusterState
from proxies.wording.desk import reason_of_undoing, refusal_in_words

APP = "proxies"
SEEN_AFTER = timedelta(hours=1)
"""What readers have seen for so long is not deleted any more, but discounted or retracted."""


class NotUndoneError(Exception):
    """A decision cannot be taken back, for a reason in words; nothing was changed."""


def undo(key: int, user: Any) -> Decision:
    """Take a decision back, and let its cluster wait again. Raises `NotUndoneError`, and
    Decision.DoesNotExist."""
    with noting(Keep.EVERYTHING, user=user.pk, source="desk"), transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=key)
        cluster = Cluster.objects.select_for_update().get(pk=decision.cluster_id)
        newest = cluster.decisions.filter(undone=None).first()
        if newest != decision:
            raise NotUndoneError(refusal_in_words("undone" if decision.undone else "not-last"))
        because(reason_of_undoing(cluster.title))
        for table, row_key in reversed(decision.made):
            _delete(table, row_key, decision)
        decision.undone = datetime.now(UTC)
        decision.save(update_fields=["undone"])
        cluster.state, cluster.until = ClusterState.OPEN.value, None
        cluster.save(update_fields=["state", "until"])
    return decision


def _delete(table: str, key: int, decision: Decision) -> None:
    model: Any = apps.get_model(APP, table)
    row = model._base_manager.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotUndoneError(refusal_in_words("deleted"))
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


def _is_seen(row: Any) -> bool:
    """Whether readers see a record, or the record that a citation hangs on."""
    record = getattr(row, getattr(row, "subject", ""), row)
    return getattr(record, "state", "") == WorkflowState.PUBLISHED


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
