"""The record is read from the database as the methods need it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from proxies.methods import front_status
from proxies.methods.facts import Event, Pledge
from proxies.methods.timeline import Span
from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    Attribution,
    ClosureCitation,
    Front,
    MembershipCitation,
    PledgeBinding,
    PledgeIncident,
)
from proxies.record import reading, reading_tempo
from proxies.record.versions import one_reading, version
from proxies.vocab import AttributionKind, BindingKind, Coverage, Grade, Role
from tests import factories

pytestmark = pytest.mark.django_db

DAY = factories.DAY
LATER = DAY + timedelta(5)
UNDATED = date.max
"""An undated report beside a dated one counts from no day where no release is stated."""


@pytest.fixture
def state() -> Actor:
    return factories.make_actor("State", Role.OPPONENT, slug="state")


@pytest.fixture
def militia() -> Actor:
    return factories.make_faction("Militia", fronts=(factories.make_front(),), slug="m").actor


def the_event() -> Event:
    (event,) = reading.read_record().events
    return event


def the_pledge() -> Pledge:
    (pledge,) = reading.read_record().pledges
    return pledge


def test_an_event_is_read_with_all_that_is_said_of_it(state: Actor, militia: Actor) -> None:
    row = factories.make_event(
        militia, targets=(state,), also_weapons=["rocket"], last_day=LATER, slug="attack"
    )
    factories.make_account(row, retracted=LATER, retraction_reason="Wrong.")
    factories.make_account(row, factories.make_report(published=None))
    event = the_event()
    assert (event.slug, event.front, event.direction) == ("attack", "iraq", "faction-attack")
    assert (event.first_day, event.last_day) == (DAY, LATER)
    assert event.targets == {"state"}
    assert event.weapons == {"drone", "rocket"}
    assert event.target_type == "military base"
    assert [(one.day, one.dated, one.retracted) for one in event.citations] == [
        (DAY, True, LATER),
        (UNDATED, False, None),
    ]


def test_an_attribution_counts_from_the_accounts_that_bear_it(militia: Actor) -> None:
    row = factories.make_event(militia)
    factories.make_account(row)
    later = factories.make_account(row, factories.make_report(published=LATER))
    attribution = Attribution.objects.get()
    assert the_event().named[0].spans == ()
    attribution.accounts.set([later])
    (named,) = the_event().named
    assert (named.actor, named.kind) == ("m", AttributionKind.CLAIMED)
    assert named.spans == (Span(LATER),)
    record = reading.read_record()
    known = [record.known_by(day).events[0].named for day in (DAY, LATER)]
    assert [bool(kinds) for kinds in known] == [False, True]


@pytest.mark.parametrize(
    ("state", "withdrawn", "read"),
    [
        ("published", None, True),
        ("draft", None, False),
        ("review", None, False),
        ("merged", LATER, True),
        ("discounted", LATER, True),
    ],
)
def test_only_what_was_published_is_read(state: str, withdrawn: date | None, read: bool) -> None:
    other = factories.make_dataset("other")
    into = factories.make_event(dataset=other) if state == "merged" else None
    factories.make_event(
        state=state, withdrawn=withdrawn, discount_reason="Not so.", merged_into=into
    )
    events = reading.read_record().events
    assert [event.withdrawn for event in events] == ([withdrawn] if read else [])


def test_a_withdrawn_event_counts_until_then(militia: Actor) -> None:
    row = factories.make_event(
        militia, state="discounted", withdrawn=LATER, discount_reason="Not so."
    )
    factories.make_account(row)
    record = reading.read_record()
    before = front_status.judge(record, "iraq", LATER - timedelta(1))
    after = front_status.judge(record, "iraq", LATER)
    assert (before.label, after.label) == ("active", "none-recorded")


def test_other_datasets_are_no_part_of_the_record() -> None:
    factories.make_event(dataset=factories.make_dataset("other"))
    assert reading.read_record().events == ()


def test_a_pledge_is_read_with_its_parties_ties_and_verdicts(state: Actor, militia: Actor) -> None:
    front = factories.make_front()
    upstream = factories.make_pledge(slug="deal")
    row = factories.make_pledge(
        militia.faction,
        toward=(state,),
        fronts=(front,),
        slug="halt",
        declared=None,
        expires=LATER,
        extends=upstream,
        scope_weapons=["drone"],
        scope_targets=["airport"],
        narrow=True,
    )
    row.depends_on.add(upstream)
    other = factories.make_faction("Other", slug="other")
    PledgeBinding.objects.create(pledge=row, faction=other, how="silent")
    event = factories.make_event(slug="attack")
    PledgeIncident.objects.create(pledge=row, event=event, verdict="contested", reason="Doubt.")
    factories.make_pledge_citation(row, factories.make_report(published=None), on_record=True)
    pledge = reading.read_record().pledge("halt")
    assert [*pledge.by, *pledge.toward, *pledge.fronts] == ["m", "state", "iraq"]
    assert (pledge.start, pledge.made, pledge.expires) == (DAY, DAY, LATER)
    assert pledge.bindings == {"m": BindingKind.ANNOUNCED, "other": BindingKind.SILENT}
    assert pledge.bound == {"m"}
    assert [pledge.extends, *pledge.depends_on, pledge.narrow] == ["deal", "deal", True]
    assert [*pledge.scope_weapons, *pledge.scope_targets] == ["drone", "airport"]
    assert pledge.verdicts["attack"].reason == "Doubt."
    assert [(one.day, one.dated, one.on_record) for one in pledge.citations] == [(DAY, False, True)]


def test_an_undated_report_of_a_pledge_counts_from_its_declaration() -> None:
    row = factories.make_pledge(declared=DAY, effective=LATER)
    factories.make_pledge_citation(row, factories.make_report(published=None))
    assert the_pledge().citations[0].day == DAY


def test_the_side_of_a_pledge_holds_its_parties_patrons_and_fellows(militia: Actor) -> None:
    patron, fellow = factories.make_patron(slug="p"), factories.make_faction("Fellow", slug="f")
    factories.make_support(patron, militia.faction)
    factories.make_support(patron, fellow)
    factories.make_pledge(militia.faction)
    assert the_pledge().side == {"m", "p", "f"}


def test_memberships_closures_and_assessments_are_read_with_their_reports(militia: Actor) -> None:
    front = factories.make_front()
    roof = factories.make_faction("Roof", slug="roof", kind="umbrella")
    membership = factories.make_membership(militia.faction, roof, start=DAY)
    report = factories.make_report(published=LATER)
    MembershipCitation.objects.create(membership=membership, report=report, credibility=2)
    closure = factories.make_closure(front, start=DAY)
    ClosureCitation.objects.create(closure=closure, report=report, credibility=2)
    factories.make_assessment(front, slug="view")
    record = reading.read_record()
    assert (record.memberships[0].start, record.memberships[0].end) == (DAY, None)
    assert record.memberships[0].citations == (Span(LATER),)
    assert [(one.start, one.end, one.citations[0].day) for one in record.closures] == [
        (DAY, None, LATER)
    ]
    assert [(one.slug, one.day, one.citations) for one in record.assessments] == [("view", DAY, ())]
    assert front_status.judge(record, "iraq", LATER).label == "closed"


def test_parties_and_the_extent_are_read(state: Actor, militia: Actor) -> None:
    factories.make_dataset()
    record = reading.read_record()
    assert [*record.actors["m"].fronts, record.actors["m"].name] == ["iraq", "Militia"]
    assert record.actors["state"].role == "opponent"
    assert record.extent.coverage == Coverage.SELECTION
    assert record.extent.looked_at(date(2030, 1, 1), "iraq") == date(2025, 1, 31)


def test_the_number_of_queries_does_not_grow(
    militia: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        factories.make_account(factories.make_event(militia))
        factories.make_pledge_citation(factories.make_pledge(militia.faction))
        factories.make_assessment()
    with one_reading():
        version()
        with django_assert_num_queries(4):
            reading.read_record()


def census_front(**fields: Any) -> Front:
    stated = {"records_acts": ["faction-attack", "clash"], "records_parties": ["faction"]}
    about = {"coverage": "census", "name": "Census", **stated, **fields}
    dataset = factories.make_dataset("census", **about)
    return factories.make_front("yemen", tempo_dataset=dataset)


def census_event(front: Front, *actors: Actor, **fields: Any) -> AttackEvent:
    dataset = front.tempo_dataset
    return factories.make_event(*actors, dataset=dataset, front=front, **fields)


def test_a_census_is_read_as_events_per_day() -> None:
    front = census_front(released=LATER)
    party = factories.make_faction("Here", fronts=(front,)).actor
    elsewhere = factories.make_faction("Elsewhere").actor
    census_event(front, party)
    census_event(front, party, direction="clash")
    census_event(front, party, elsewhere, direction="other")
    census_event(front, elsewhere, targets=(party,))
    census_event(front, elsewhere)
    census_event(front)
    census_event(front, party, direction="state-strike")
    census_event(front, party, state="draft")
    factories.make_event(party, front=front)
    daily = reading_tempo.read_daily()["yemen"]
    assert (daily.dataset, daily.name, daily.coverage) == ("census", "Census", Coverage.CENSUS)
    assert daily.counts == ((DAY, LATER, 4),)


def test_who_only_denied_is_no_party() -> None:
    front = census_front()
    party = factories.make_faction("Here", fronts=(front,)).actor
    Attribution.objects.create(event=census_event(front), actor=party, kind="denied")
    assert reading_tempo.read_daily()["yemen"].counts == ()


@pytest.mark.parametrize(
    ("released", "reported", "known"),
    [
        pytest.param(None, None, DAY, id="else its own day"),
        pytest.param(LATER, None, LATER, id="else the release"),
        pytest.param(LATER, DAY + timedelta(1), DAY + timedelta(1), id="from its report"),
    ],
)
def test_an_imported_event_is_known(
    released: date | None, reported: date | None, known: date
) -> None:
    front = census_front(released=released)
    event = census_event(front, factories.make_faction("Here", fronts=(front,)).actor)
    if reported:
        factories.make_account(event, factories.make_report(published=reported))
    assert reading_tempo.read_daily()["yemen"].counts == ((DAY, known, 1),)


ACTS, PARTIES = ["faction-attack", "clash"], ["faction"]


@pytest.mark.parametrize(
    ("acts", "parties", "measures"),
    [
        pytest.param(ACTS, PARTIES, True, id="both"),
        pytest.param(["clash"], ["opponent", "faction"], True, id="clashes, and others too"),
        pytest.param(["state-strike", "other"], PARTIES, False, id="air raids"),
        pytest.param(ACTS, ["opponent"], False, id="of states only"),
        pytest.param([], PARTIES, False, id="kinds not stated"),
        pytest.param(ACTS, [], False, id="parties not stated"),
    ],
)
def test_only_a_dataset_that_records_what_factions_do_measures(
    acts: list[str], parties: list[str], measures: bool
) -> None:
    census_front(records_acts=acts, records_parties=parties)
    assert ("yemen" in reading_tempo.read_daily()) is measures


def test_an_empty_census_is_none_recorded_not_quiet() -> None:
    census_front()
    factories.make_dataset()
    record = reading.read_record()
    assert front_status.judge(record, "yemen", DAY).label == "none-recorded"


def test_a_census_that_named_a_faction_here_and_then_none_is_quiet() -> None:
    front = census_front()
    census_event(
        front, factories.make_faction("Here", fronts=(front,)).actor, day=DAY - timedelta(99)
    )
    factories.make_dataset()
    assert front_status.judge(reading.read_record(), "yemen", DAY).label == "quiet"


def test_an_uncited_event_is_not_graded(militia: Actor) -> None:
    factories.make_event(militia)
    (known,) = reading.read_record().known_by(DAY).events
    assert known.grade is None
    factories.make_account(AttackEvent.objects.get())
    (known,) = reading.read_record().known_by(DAY).events
    assert known.grade == Grade.SINGLE_ORIGIN


def test_the_record_changed_on_the_days_of_what_is_shown_and_not_of_drafts(militia: Actor) -> None:
    shown, draft = factories.make_event(militia), factories.make_event(militia, state="draft")
    day, other = date(2024, 5, 6), date(2024, 5, 9)
    factories.make_account(shown, report=factories.make_report(published=day))
    factories.make_account(draft, report=factories.make_report(published=other))
    assert reading.read_record().change_days == (day,)
    Account.objects.filter(event=shown).update(retracted=other, retraction_reason="Withdrawn.")
    assert reading.read_record().change_days == (day, other)
