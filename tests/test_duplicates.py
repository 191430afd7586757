"""Pairs are proposed, decided by editors, and undone; what readers see of it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from proxies.aggregates.matching import matching
from proxies.ingest.catalogue import FORMATS
from proxies.ingest.duplicates import propose
from proxies.ingest.formats.tables import File
from proxies.ingest.load import Job, Outcome, run
from proxies.methods.duplicate_gathering import Scope
from proxies.methods.duplicates import LIKELY
from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    Attribution,
    Change,
    DuplicatePair,
    PairState,
)
from proxies.models.history import Keep, noting
from proxies.models.joining import NotPossibleError, differ, join, undo
from proxies.selection import Selection
from tests import factories as make
from tests.admin_people import make_person
from tests.factories import DAY
from tests.samples import sample
from tests.test_ingest_formats import GED_19, GED_23, OWN_ROW, table

pytestmark = pytest.mark.django_db

REASON = "One raid, entered twice."
TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(1)


@pytest.fixture
def brigade() -> Actor:
    return make.make_faction("Brigade").actor


def like(*attackers: Actor, dataset: str = "curated", **fields: Any) -> AttackEvent:
    """An event at one point on one day, with three killed."""
    place = fields.pop("place", None) or make.make_place("Base", precision="exact")
    killed = {f"killed_{part}": 3 for part in ("low", "best", "high")}
    given = {"place": place, "dataset": make.make_dataset(dataset), **killed, **fields}
    return make.make_event(*attackers, **given)


def pair_of(one: AttackEvent, other: AttackEvent) -> DuplicatePair:
    return DuplicatePair.objects.with_state().get(pk=DuplicatePair.of(one, other).pk)


def state_of(pair: DuplicatePair) -> str:
    return DuplicatePair.objects.with_state().get(pk=pair.pk).state


def rows() -> dict[str, list[Any]]:
    """All that a decision might touch."""
    models = (AttackEvent, Account, Attribution, Attribution.accounts.through)
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


def proposed() -> set[frozenset[str]]:
    pairs = DuplicatePair.objects.of_state(PairState.OPEN).select_related("first", "second")
    return {frozenset((pair.first.slug, pair.second.slug)) for pair in pairs}


def test_pairs_across_datasets_and_within_are_proposed_and_nothing_is_merged(
    brigade: Actor,
) -> None:
    own = [like(brigade, day=DAY + timedelta(n)) for n in (0, 1, 9)]
    theirs = like(brigade, dataset="ged")
    twice = [like(brigade, dataset="ged", day=DAY + timedelta(20)) for _ in range(2)]
    like(brigade, dataset="ged", day=DAY + timedelta(9), killed_low=2, killed_best=2)
    before = rows()
    found = propose()
    slugs = [[event.slug for event in group] for group in (own, [theirs], twice)]
    wanted = {frozenset(slugs[0][:2]), frozenset((slugs[0][0], slugs[1][0])), frozenset(slugs[2])}
    wanted.add(frozenset((slugs[0][2], AttackEvent.objects.order_by("-pk")[0].slug)))
    assert proposed() == wanted
    assert (found.new, found.changed, found.gone) == (4, 0, 0)
    assert rows() == before


def test_a_pair_says_why(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged", weapon="rocket")
    propose()
    pair = DuplicatePair.objects.get()
    assert pair.signs == [
        "+2 the same day",
        "+2 the same place",
        "+2 the same parties: Brigade",
        "-1 other weapons",
        "+2 the same number of killed: 3",
    ]
    assert pair.points == 7


def test_running_again_writes_nothing(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged")
    propose()
    before = list(DuplicatePair.objects.values())
    again = propose()
    assert (again.new, again.changed, again.gone, again.same) == (0, 0, 0, 1)
    assert list(DuplicatePair.objects.values()) == before


def test_a_proposal_follows_the_records_until_it_is_decided(brigade: Actor) -> None:
    one, other = like(brigade), like(brigade, dataset="ged")
    propose()
    AttackEvent.objects.filter(pk=other.pk).update(killed_best=None, killed_low=1)
    assert propose().changed == 1
    AttackEvent.objects.filter(pk=other.pk).update(last_day=DAY + timedelta(40))
    assert propose().gone == 1
    assert not DuplicatePair.objects.exists()
    AttackEvent.objects.filter(pk=other.pk).update(last_day=DAY)
    propose()
    differ(pair_of(one, other), "Two raids.", None)
    AttackEvent.objects.filter(pk=other.pk).update(last_day=DAY + timedelta(40))
    assert propose().gone == 0


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({}, True, id="the same place"),
        pytest.param({"lat": 33.05}, True, id="near, in the same cell"),
        pytest.param({"lat": 32.95}, True, id="near, in another cell"),
        pytest.param({"lon": 35.75}, True, id="near, in the cell to the west"),
        pytest.param({"lat": 33.5}, False, id="far"),
        pytest.param({"precision": "province", "lat": 33.5}, True, id="located to a province"),
    ],
)
def test_records_meet_across_cells_of_the_map(
    brigade: Actor, fields: dict[str, Any], found: bool
) -> None:
    base = {"lat": 33.0, "lon": 35.8, "precision": "town"}
    like(brigade, place=make.make_place("Here", **base))
    like(brigade, dataset="ged", place=make.make_place("There", **{**base, **fields}))
    propose()
    assert bool(proposed()) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((0, 0), (1, 1), True),
        ((0, 0), (-1, -1), True),
        ((0, 0), (2, 2), False),
        ((0, 5), (6, 8), True),
        ((0, 5), (-3, -1), True),
        ((0, 5), (2, 2), True),
        ((0, 5), (7, 8), False),
        ((0, 29), (0, 29), True),
        ((0, 29), (1, 29), False),
    ],
)
def test_records_meet_on_days_that_touch(
    brigade: Actor, one: tuple[int, int], other: tuple[int, int], found: bool
) -> None:
    place = make.make_place("Base", precision="exact")
    for dataset, (first, last) in (("curated", one), ("ged", other)):
        days = {"first_day": DAY + timedelta(first), "last_day": DAY + timedelta(last)}
        like(brigade, dataset=dataset, place=place, **days)
    propose()
    assert bool(proposed()) == found


def test_an_unplaced_record_is_found_by_its_killed(brigade: Actor) -> None:
    like(brigade)
    make.make_event(brigade, dataset=make.make_dataset("raids"), killed_best=3)
    make.make_event(brigade, dataset=make.make_dataset("raids"), killed_best=4)
    propose()
    assert len(proposed()) == 1


def test_drafts_and_what_no_longer_shows_are_not_proposed(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged", state="draft")
    like(brigade, dataset="ged", state="discounted", discount_reason="Not so.")
    propose()
    assert not proposed()


def test_a_scope_speaks_of_its_own_pairs_only(brigade: Actor) -> None:
    for dataset in ("curated", "a", "b"):
        like(brigade, dataset=dataset)
    later = like(brigade, day=DAY + timedelta(30))
    like(brigade, dataset="a", day=DAY + timedelta(29))
    assert propose(Scope("b")).new == 2
    assert propose(Scope(since=later.first_day)).new == 1
    until = propose(Scope(until=DAY))
    assert (until.new, until.same) == (1, 2)
    assert propose().same == 4
    AttackEvent.objects.filter(dataset__slug="b").update(first_day=DAY - timedelta(9))
    assert propose(Scope("a")).gone == 1
    assert propose(Scope("b")).gone == 1


def test_the_command_says_what_waits(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged")
    out = io.StringIO()
    call_command("find_duplicates", "--dataset", "ged", "--since", "2024-01-01", stdout=out)
    assert "1 pairs compared: 1 newly proposed" in out.getvalue()
    assert "1 wait for an editor" in out.getvalue()
    with pytest.raises(CommandError, match="there is no dataset 'gde'; there are curated, ged"):
        call_command("find_duplicates", "--dataset", "gde")


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


def test_the_day_before_it_still_shows(twins: tuple[AttackEvent, AttackEvent]) -> None:
    kept, double = twins
    join(pair_of(kept, double), kept, REASON, None)
    day = {"as_of": YESTERDAY.isoformat()}
    assert Client().get(double.get_absolute_url(), day).status_code == 200
    assert set(matching(Selection(as_of=YESTERDAY))) == set(twins)
    assert set(matching(Selection(as_of=TODAY))) == {kept}
    assert "Merged into it" not in Client().get(kept.get_absolute_url(), day).text
    found = Client().get("/compare/", {"from": YESTERDAY.isoformat(), "to": TODAY.isoformat()})
    assert f"No longer shown: merged into “{kept}”: {REASON}" in found.text.replace("&#x27;", "'")


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


def test_two_datasets_keep_their_records_and_count_as_one_together(brigade: Actor) -> None:
    own, theirs = like(brigade), like(brigade, dataset="ged")
    pair = pair_of(own, theirs)
    before = rows()
    join(pair, own, REASON, None)
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
        {"same_as": "other"},
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


def imported(*keys: str, **cells: str) -> Outcome:
    """Import rows of our own template; all of one point, day and figure."""
    base = OWN_ROW | {"lat": "33.3", "lon": "44.4", "country": "IQ", "place_name": "Baghdad"}
    base |= {"claimed_by": "Brigade"}
    file = File.of(table(*(base | {"key": key} | cells for key in keys)))
    return run(Job(FORMATS["proxies"], file, "own", "Own"))


@pytest.fixture
def own(brigade: Actor) -> tuple[AttackEvent, AttackEvent]:
    """Two rows of an imported dataset that say the same, the second merged into the first."""
    make.make_front("iraq")
    imported("a", "b")
    first, second = AttackEvent.objects.filter(dataset__slug="own").order_by("source_key")
    propose()
    assert proposed() == {frozenset((first.slug, second.slug))}
    editor = make_person("editor")
    with noting(Keep.EVERYTHING, user=editor.pk):
        join(pair_of(first, second), first, REASON, editor)
    return first, second


def test_a_newer_release_leaves_a_merged_record_merged(
    own: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = own
    assert imported("a", "b").counts.unchanged == 2
    assert imported("a", "b", summary="Told anew.").counts.changed == 2
    double.refresh_from_db()
    assert (double.state, double.merged_into, double.summary) == ("merged", kept, "Told anew.")
    assert (double.withdrawn, double.discount_reason) == (TODAY, REASON)
    assert propose().new == 0


def test_a_release_that_drops_a_merged_record_leaves_it_merged(
    own: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = own
    assert imported("a").counts.withdrawn == 0
    double.refresh_from_db()
    assert (double.state, double.merged_into) == ("merged", kept)
    assert imported("a", "b").counts.changed == 0
    undo(pair_of(*own), "Two after all.", None)
    assert set(matching(Selection(dataset=("own",)))) == set(own)


def test_a_release_that_drops_the_record_kept_shows_the_pair_as_lost(
    own: tuple[AttackEvent, AttackEvent],
) -> None:
    assert imported("b").counts.withdrawn == 1
    assert pair_of(*own).state == PairState.LOST
    assert not matching(Selection(dataset=("own",))).exists()
    undo(pair_of(*own), "It is the only one left.", None)
    assert list(matching(Selection(dataset=("own",)))) == [own[1]]


def test_an_import_proposes_pairs_by_itself(tmp_path: Path, brigade: Actor) -> None:
    make.make_front("iraq")
    path = tmp_path / "events.csv"
    row = OWN_ROW | {"claimed_by": "Brigade", "lat": "33.3", "lon": "44.4", "country": "IQ"}
    path.write_bytes(table(*(row | {"key": key} for key in "ab")))
    out = io.StringIO()
    call_command("import_events", "proxies", str(path), "--dry-run", stdout=out)
    assert not DuplicatePair.objects.exists()
    call_command("import_events", "proxies", str(path), stdout=out)
    assert "1 newly proposed as possible duplicates" in out.getvalue()
    call_command("import_events", "proxies", str(path), stdout=out)
    assert DuplicatePair.objects.count() == 1


def test_seeding_again_leaves_a_merged_record_merged() -> None:
    call_command("seed", verbosity=0)
    kept, double = AttackEvent.objects.order_by("slug")[:2]
    join(pair_of(kept, double), kept, REASON, None)
    call_command("seed", verbosity=0)
    double.refresh_from_db()
    assert (double.state, double.merged_into) == ("merged", kept)
    assert Account.objects.filter(event=kept, merged_from=double).exists()


def test_ucdps_own_events_are_found_again_in_another_release() -> None:
    """Of 42 events that two releases share by their id, those found; and what else is proposed."""
    call_command("seed", verbosity=0)
    for name, dataset in ((GED_19, "older"), (GED_23, "newer")):
        run(Job(FORMATS["ucdp-ged"], File.at(sample(name)), dataset, "", scope="all"))
    propose(Scope("newer"))
    pairs = DuplicatePair.objects.filter(
        first__dataset__slug="older", second__dataset__slug="newer"
    )
    found = list(pairs.values_list("first__source_key", "second__source_key", "points"))
    right = [points for key, other, points in found if key == other]
    likely = [key == other for key, other, points in found if points >= LIKELY]
    assert (len(right), len(found)) == (39, 54)
    assert (sum(likely), len(likely)) == (30, 32)


def test_days_of_a_scope_reach_a_little_beyond_it() -> None:
    given = Scope(since=date(2024, 3, 1)).given()
    assert (given["near_since"], given["near_until"]) == (date(2024, 2, 22), date.max)
    make.make_event(day=date(2024, 5, 1))
    given = Scope("curated", since=date(2024, 3, 1)).given()
    assert (given["near_since"], given["near_until"]) == (date(2024, 2, 22), date(2024, 5, 9))
