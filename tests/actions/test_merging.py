"""Two records made to count as one event, and parted again; what readers see of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from proxies.actions.duplicates import propose
from proxies.actions.merging import NotPossibleError, differ, join, undo
from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    Attribution,
    Change,
    PairState,
)
from proxies.models.history import Keep, noting
from proxies.selection import Selection
from tests import factories as make
from tests.admin_people import make_person
from tests.duplicates import (
    REASON,
    TODAY,
    YESTERDAY,
    like,
    pair_of,
    proposed,
    rows,
    state_of,
)
from tests.factories import DAY
from tests.found import matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def brigade() -> Actor:
    return make.make_faction("Brigade").actor


@pytest.fixture
def twins(brigade: Actor) -> tuple[AttackEvent, AttackEvent]:
    """Two entries of one event in the curated record, with reports of their own."""
    other = make.make_faction("Other").actor
    kept, double = like(brigade), like(brigade)
    shared = make.make_report()
    for event in (kept, double):
        account = make.make_account(event, shared)
        event.attributions.get().accounts.add(account)
    more = make.make_account(double, killed_best=5)
    double.attributions.get().accounts.add(more)
    Attribution.objects.create(event=double, actor=other, kind="suspected").accounts.add(more)
    return kept, double


def test_a_merged_record_no_longer_shows_and_leads_to_the_other(
    twins: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = twins
    editor = make_person("editor")
    with noting(Keep.EVERYTHING, user=editor.pk):
        join(pair_of(kept, double), kept, REASON, editor)
    double.refresh_from_db()
    assert (double.state, double.merged_into, double.withdrawn) == ("merged", kept, TODAY)
    page = Client().get(double.get_absolute_url())
    assert page.status_code == 410
    assert "merged into another one" in page.text
    assert f'href="{kept.get_absolute_url()}"' in page.text
    assert REASON in page.text
    assert list(matching(Selection())) == [kept]
    assert "Merged into it" in Client().get(kept.get_absolute_url()).text
    pair = pair_of(kept, double)
    assert (pair.state, pair.kept, pair.decided_by) == (PairState.MERGED, kept, editor)
    log = Client().get("/corrections/").text
    assert REASON in log
    assert "Merged into" in log


def test_the_day_before_they_are_known_to_be_one_it_still_shows(
    twins: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = twins
    join(pair_of(kept, double), kept, REASON, None, TODAY)
    day = {"as_of": YESTERDAY.isoformat()}
    assert Client().get(double.get_absolute_url(), day).status_code == 200
    assert set(matching(Selection(as_of=YESTERDAY))) == set(twins)
    assert set(matching(Selection(as_of=TODAY))) == {kept}
    assert "Merged into it" not in Client().get(kept.get_absolute_url(), day).text
    found = Client().get("/compare/", {"from": YESTERDAY.isoformat(), "to": TODAY.isoformat()})
    words = re.sub(r"</?bdi>", "", found.text).replace("&#39;", "'")
    assert f"No longer shown: merged into “{kept}”: {REASON}" in words


def test_what_was_entered_twice_counts_once_on_every_day(
    twins: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = twins
    join(pair_of(kept, double), kept, REASON, None)
    double.refresh_from_db()
    assert (double.entered_in_error, double.withdrawn) == (True, TODAY)
    day = {"as_of": YESTERDAY.isoformat()}
    page = Client().get(double.get_absolute_url(), day)
    assert page.status_code == 410
    assert "One event was entered twice" in page.text
    assert set(matching(Selection(as_of=YESTERDAY))) == {kept}
    assert "Merged into it" in Client().get(kept.get_absolute_url(), day).text
    found = Client().get("/compare/", {"from": YESTERDAY.isoformat(), "to": TODAY.isoformat()})
    assert "No longer shown" not in found.text
    assert "Taken out between the two days, as entered in error" in found.text
    assert "entered in error: it was never true here" in Client().get("/corrections/").text


@pytest.mark.parametrize(
    ("since", "words"),
    [(TODAY + timedelta(1), "has not come yet"), (DAY - timedelta(1), "was not known before")],
)
def test_they_are_not_known_to_be_one_on_any_day(
    since: date, words: str, twins: tuple[AttackEvent, AttackEvent]
) -> None:
    before = rows()
    with pytest.raises(NotPossibleError, match=words):
        join(pair_of(*twins), twins[0], REASON, None, since)
    assert rows() == before


def test_its_reports_count_for_the_record_kept(twins: tuple[AttackEvent, AttackEvent]) -> None:
    kept, double = twins
    before = list(double.accounts.values())
    join(pair_of(kept, double), kept, REASON, None)
    assert kept.accounts.count() == 2
    lent = kept.accounts.get(merged_from=double)
    assert lent.killed_best == 5
    named = {row.kind: set(row.accounts.all()) for row in kept.attributions.all()}
    assert named == {"claimed": set(kept.accounts.all()), "suspected": {lent}}
    assert list(double.accounts.values()) == before


def test_a_party_named_without_a_report_is_not_hung_on_a_later_one(brigade: Actor) -> None:
    kept, double = like(brigade), like(brigade)
    account = make.make_account(double)
    double.attributions.get().accounts.add(account)
    join(pair_of(kept, double), kept, REASON, None)
    assert not kept.attributions.get().accounts.exists()


def test_retracted_reports_are_not_lent(twins: tuple[AttackEvent, AttackEvent]) -> None:
    kept, double = twins
    double.accounts.update(retracted=DAY, retraction_reason="Withdrawn by its source.")
    join(pair_of(kept, double), kept, REASON, None)
    assert not Account.objects.filter(merged_from=double).exists()


@pytest.mark.parametrize("keep_first", [True, False])
def test_undoing_a_merge_restores_all_as_it_was(
    twins: tuple[AttackEvent, AttackEvent], keep_first: bool
) -> None:
    kept = twins[0] if keep_first else twins[1]
    pair = pair_of(*twins)
    AttackEvent.objects.update(discount_reason="A stale reason.")
    before = rows()
    join(pair, kept, REASON, None)
    assert rows() != before
    undo(pair, "They were two after all.", None)
    assert rows() == before
    assert state_of(pair) == PairState.OPEN
    assert all(Client().get(one.get_absolute_url()).status_code == 200 for one in twins)


def test_two_datasets_that_were_counted_twice_in_error_count_as_one_on_every_day(
    brigade: Actor,
) -> None:
    own, theirs = like(brigade), like(brigade, dataset="ged")
    join(pair_of(own, theirs), own, REASON, None)
    both = Selection(dataset=("curated", "ged"))
    days = (None, TODAY, YESTERDAY, DAY)
    assert [list(matching(both.but(as_of=day))) for day in days] == [[own]] * 4
    day = {"as_of": YESTERDAY.isoformat()}
    assert "Also told in" in Client().get(own.get_absolute_url(), day).text
    assert own.get_absolute_url() in Client().get(theirs.get_absolute_url(), day).text


def test_two_datasets_keep_their_records_and_count_as_one_together(brigade: Actor) -> None:
    own, theirs = like(brigade), like(brigade, dataset="ged")
    pair = pair_of(own, theirs)
    before = rows()
    join(pair, own, REASON, None, TODAY)
    assert state_of(pair) == PairState.SAME
    both = Selection(dataset=("curated", "ged"))
    assert list(matching(both)) == [own]
    assert list(matching(Selection(dataset=("ged",)))) == [theirs]
    assert set(matching(both.but(as_of=YESTERDAY))) == {own, theirs}
    assert "Also told in" in Client().get(own.get_absolute_url()).text
    assert own.get_absolute_url() in Client().get(theirs.get_absolute_url()).text
    days = {"from": YESTERDAY.isoformat(), "to": TODAY.isoformat(), "dataset": ["curated", "ged"]}
    assert "counted as one with" in Client().get("/compare/", days).text
    undo(pair, "They were two.", None)
    assert rows() == before
    assert set(matching(both)) == {own, theirs}


def test_where_the_record_that_counts_is_withdrawn_the_other_counts_again(brigade: Actor) -> None:
    own, theirs = like(brigade), like(brigade, dataset="ged")
    join(pair_of(own, theirs), own, REASON, None)
    own.state, own.discount_reason = "discounted", "It did not happen."
    own.save()
    assert list(matching(Selection(dataset=("curated", "ged")))) == [theirs]


def test_of_two_behind_a_record_that_is_not_asked_for_one_counts(brigade: Actor) -> None:
    own, *others = (like(brigade, dataset=name) for name in ("curated", "a", "b"))
    for other in others:
        join(pair_of(own, other), own, REASON, None)
    assert list(matching(Selection(dataset=("a", "b")))) == others[:1]
    assert list(matching(Selection(dataset=("a", "b", "curated")))) == [own]


def test_what_is_decided_is_not_proposed_again(brigade: Actor) -> None:
    own, theirs = like(brigade), like(brigade, dataset="ged")
    second = like(brigade, dataset="ged", killed_best=None, killed_low=2)
    propose()
    assert proposed() == {frozenset((own.slug, theirs.slug))}
    differ(pair_of(own, theirs), "Two raids.", None)
    propose()
    assert proposed() == {frozenset((own.slug, second.slug))}
    undo(pair_of(own, theirs), "One raid after all.", None)
    join(pair_of(own, theirs), own, REASON, None)
    propose()
    assert proposed() == set()
    assert pair_of(own, theirs).state == PairState.SAME


def test_a_pair_whose_kept_record_goes_is_lost(twins: tuple[AttackEvent, AttackEvent]) -> None:
    kept, double = twins
    join(pair_of(kept, double), kept, REASON, None)
    kept.state, kept.discount_reason = "discounted", "It did not happen."
    kept.save()
    assert pair_of(kept, double).state == PairState.LOST


def test_what_stands_behind_a_record_keeps_it_from_being_merged_away(brigade: Actor) -> None:
    one, two, three = (like(brigade) for _ in range(3))
    join(pair_of(one, two), one, REASON, None)
    with pytest.raises(NotPossibleError, match="Other records stand behind"):
        join(pair_of(one, three), three, REASON, None)
    join(pair_of(one, three), one, REASON, None)
    with pytest.raises(NotPossibleError, match="not open: merged"):
        join(pair_of(one, three), one, REASON, None)


def test_a_record_counts_as_one_with_one_other_only(brigade: Actor) -> None:
    own, theirs, more = (like(brigade, dataset=name) for name in ("curated", "a", "b"))
    join(pair_of(own, theirs), own, REASON, None)
    with pytest.raises(NotPossibleError, match="counts as one with"):
        join(pair_of(theirs, more), theirs, REASON, None)


def test_only_published_records_are_joined(brigade: Actor) -> None:
    one, draft = like(brigade), like(brigade, state="draft")
    with pytest.raises(NotPossibleError, match="no longer shows"):
        join(pair_of(one, draft), one, REASON, None)
    with pytest.raises(NotPossibleError, match="Nothing is decided"):
        undo(pair_of(one, draft), "For no reason.", None)
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "merged", "withdrawn": DAY},
        {"merged_into": "self", "state": "merged", "withdrawn": DAY},
        {"merged_into": "other"},
        {"same_since": DAY},
        {"same_as": "self", "same_since": DAY},
    ],
    ids=str,
)
def test_the_database_keeps_the_rules_of_merging(wrong: dict[str, Any]) -> None:
    event, other = make.make_event(), make.make_event()
    named = {"self": event.pk, "other": other.pk}
    values = {name: named.get(str(value), value) for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        AttackEvent.objects.filter(pk=event.pk).update(**values)
