"""Making two records count as one event, and undoing it exactly.

Within a dataset the one given up is merged: it no longer shows, keeps all it has, and its reports,
with whom they name, are copied to the one kept. The copies are marked, so that undoing takes away
just those. Between datasets nothing is moved: the one given up counts no longer where a reader asks
for both. Either holds on every day, for one event was entered twice, or from the day on which it
became known that the two are one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from proxies.actions.causes import WrongDayError, check_since
from proxies.actions.publishing import COLUMNS
from proxies.models.accounts import Account, Attribution
from proxies.models.duplicates import DuplicatePair, PairState
from proxies.models.events import AttackEvent
from proxies.models.history import Change, because
from proxies.vocab import WorkflowState


class NotPossibleError(Exception):
    """What was asked cannot be done with the records as they are now; nothing was changed."""


MERGING = (*COLUMNS, "merged_into")


def join(
    pair: DuplicatePair, kept: AttackEvent, reason: str, user: Any, since: date | None = None
) -> None:
    """Let `kept` count for both, on every day, or since they are known to be one. Raises
    `NotPossibleError`."""
    with transaction.atomic():
        pair = _locked(pair)
        given_up = pair.other(kept)
        kept = pair.other(given_up)
        _check(pair, kept, given_up)
        _check_since(since, kept, given_up)
        because(reason)
        if kept.dataset_id == given_up.dataset_id:
            _merge(given_up, kept, reason, since)
        else:
            given_up.same_as, given_up.same_since = kept, since
            given_up.save(update_fields=["same_as", "same_since"])
        _decided(pair, reason, user, different=False)


def differ(pair: DuplicatePair, reason: str, user: Any) -> None:
    """Say that the two are not the same event; the pair is not proposed again."""
    with transaction.atomic():
        pair = _locked(pair)
        if pair.state != PairState.OPEN:
            raise NotPossibleError(f"This pair is not open: {pair.state}.")
        _decided(pair, reason, user, different=True)


def undo(pair: DuplicatePair, reason: str, user: Any) -> None:
    """Take the decision back: both records are as they were before it."""
    with transaction.atomic():
        pair = _locked(pair)
        kept = pair.kept
        if kept is None and not pair.different:
            raise NotPossibleError("Nothing is decided about this pair that could be undone.")
        because(reason)
        if kept is not None:
            _part(pair.other(kept), kept)
        _decided(pair, reason, user, different=False)


def _locked(pair: DuplicatePair) -> DuplicatePair:
    """The pair and its records as they are now, locked against others until the end."""
    keys = [pair.first_id, pair.second_id]
    list(AttackEvent.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return DuplicatePair.objects.with_state().select_related("first", "second").get(pk=pair.pk)


def _check(pair: DuplicatePair, kept: AttackEvent, given_up: AttackEvent) -> None:
    if pair.state not in (PairState.OPEN, PairState.DIFFERENT):
        raise NotPossibleError(f"This pair is not open: {pair.state}.")
    if not kept.state == given_up.state == WorkflowState.PUBLISHED:
        raise NotPossibleError("Only published records can be merged; publish both first.")
    if given_up.merged_records.exists() or given_up.same_records.exists():
        raise NotPossibleError(
            f"Other records stand behind “{given_up.title}”: keep that one, or undo those first."
        )
    if kept.dataset_id != given_up.dataset_id:
        for one in (kept, given_up):
            if one.same_as is not None:
                raise NotPossibleError(
                    f"“{one.title}” counts as one with “{one.same_as}” already: undo that first."
                )


def _check_since(since: date | None, *records: AttackEvent) -> None:
    try:
        check_since(since, *records)
    except WrongDayError as error:
        raise NotPossibleError(str(error)) from error


def _merge(given_up: AttackEvent, kept: AttackEvent, reason: str, since: date | None) -> None:
    """Copies the reports that the kept record does not cite yet, and whom they name."""
    given_up.state, given_up.merged_into = WorkflowState.MERGED.value, kept
    given_up.discount_reason = reason
    given_up.withdrawn, given_up.entered_in_error = since, since is None
    given_up.save(update_fields=MERGING)
    own = {(row.report_id, row.stance): row for row in kept.accounts.all()}
    bearing: dict[int, Account] = {}
    for row in given_up.accounts.filter(retracted=None):
        columns = {field.attname: getattr(row, field.attname) for field in row._meta.local_fields}
        del columns["id"]
        columns |= {"event_id": kept.pk, "merged_from_id": given_up.pk}
        bearing[row.pk] = own.get((row.report_id, row.stance)) or Account.objects.create(**columns)
    for named in given_up.attributions.filter(retracted=None):
        accounts = [bearing[row.pk] for row in named.accounts.all() if row.pk in bearing]
        if accounts:
            _name(kept, named, accounts, given_up)


def _name(
    kept: AttackEvent, named: Attribution, accounts: list[Account], given_up: AttackEvent
) -> None:
    """Whom a copied report names. One who is named without a report stays so: that holds from the
    event's first report on, and must not come to hang on a later one."""
    there = kept.attributions.filter(actor=named.actor_id, kind=named.kind).first()
    if there is None:
        there = Attribution.objects.create(
            event=kept, actor_id=named.actor_id, kind=named.kind, merged_from=given_up
        )
        there.accounts.set(accounts)
    elif there.retracted is None and there.accounts.exists():
        there.accounts.add(*(one for one in accounts if one.merged_from_id == given_up.pk))


def _part(given_up: AttackEvent, kept: AttackEvent) -> None:
    if given_up.merged_into_id == kept.pk:
        Attribution.objects.filter(merged_from=given_up).delete()
        Account.objects.filter(merged_from=given_up).delete()
        given_up.state, given_up.merged_into = WorkflowState.PUBLISHED.value, None
        changes = Change.objects.filter(kind="attackevent", row_key=given_up.pk)
        merging = changes.filter(after__state=WorkflowState.MERGED.value).first()
        before = (merging.before if merging else None) or {}
        given_up.discount_reason = str(before.get("discount_reason", ""))
        given_up.save(update_fields=MERGING)
    else:
        given_up.same_as = given_up.same_since = None
        given_up.save(update_fields=["same_as", "same_since"])


def _decided(pair: DuplicatePair, reason: str, user: Any, *, different: bool) -> None:
    pair.different, pair.reason, pair.decided_by = different, reason, user
    pair.decided_at = datetime.now(UTC)
    pair.save(update_fields=["different", "reason", "decided_by", "decided_at"])
