"""What the models promise is kept by the database itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Field, ProtectedError

from proxies.models import Account, Actor, AttackEvent, Attribution, Front, Pledge
from tests import factories as make
from tests.factories import DAY

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("proxies").get_models())
WRITTEN_BY_TRIGGERS = {"Change"}
"""Nobody types into these, so that no vocabulary needs to be kept by a constraint."""

OURS = [model for model in MODELS if model.__name__ not in WRITTEN_BY_TRIGGERS]


def coded_fields() -> list[tuple[type[models.Model], Field[Any, Any], list[str]]]:
    """Every field with a vocabulary: its model, itself and the values it may hold."""
    found = []
    for model in OURS:
        for field in model._meta.local_fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            if inner.choices:
                values = [str(value) for value, _ in inner.flatchoices if value != ""]
                found.append((model, field, values))
    return found


def rules_of(table: str) -> list[str]:
    """The check constraints of a table, as PostgreSQL writes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid = %s::regclass and contype = 'c'",
            [table],
        )
        return [str(row[0]).replace('"', "") for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("model", "field", "values"),
    [pytest.param(*found, id=f"{found[0].__name__}.{found[1].name}") for found in coded_fields()],
)
def test_the_database_knows_every_vocabulary(
    model: type[models.Model], field: Field[Any, Any], values: list[str]
) -> None:
    naming = [rule for rule in rules_of(model._meta.db_table) if f"{field.column})" in rule]
    naming += [rule for rule in rules_of(model._meta.db_table) if f"({field.column} " in rule]
    assert any(all(f"'{value}'" in rule for value in values) for rule in naming), naming


def test_there_are_vocabularies_to_test() -> None:
    assert len(coded_fields()) >= 25


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_record_has_words_for_itself(model: type[models.Model]) -> None:
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_rule_says_what_to_do(model: type[models.Model]) -> None:
    for rule in model._meta.constraints:
        default = type(rule).violation_error_code, rule.default_violation_error_message
        if not rule.name.endswith("state_in_vocabulary"):
            assert rule.get_violation_error_message() != default[1], rule.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_rule_of_a_model_is_one_of_its_table(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, model._meta.db_table)
    assert {rule.name for rule in model._meta.constraints} <= set(kept)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_slug_names_one_record(model: type[models.Model]) -> None:
    for field in model._meta.local_fields:
        if isinstance(field, models.SlugField):
            assert field.unique, field


def event(**fields: Any) -> AttackEvent:
    return make.make_event(**fields)


def withdraw(one: AttackEvent) -> None:
    """As SQL does it, past the day that saving sets."""
    AttackEvent.objects.filter(pk=one.pk).update(state="discounted", discount_reason="Twice.")


def as_error(one: AttackEvent | Account) -> None:
    type(one)._default_manager.filter(pk=one.pk).update(entered_in_error=True)


def pledge(**fields: Any) -> Pledge:
    return make.make_pledge(make.make_faction(), **fields)


def named(**fields: Any) -> Attribution:
    return event().attributions.create(actor=make.make_faction().actor, kind="claimed", **fields)


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("an event that ends before it begins", lambda: event(last_day=DAY - timedelta(days=1))),
    ("more killed at best than at most", lambda: event(killed_best=3, killed_high=2)),
    ("more killed at least than at most", lambda: event(killed_low=3, killed_high=2)),
    ("more wounded at least than at best", lambda: event(wounded_low=3, wounded_best=2)),
    ("fewer munitions than none", lambda: event(munitions_low=-1)),
    ("an unknown weapon", lambda: event(weapon="laser")),
    ("an unknown second weapon", lambda: event(also_weapons=["drone", "laser"])),
    ("an unknown workflow state", lambda: event(state="almost")),
    ("a discounted event without a reason", lambda: event(state="discounted", withdrawn=DAY)),
    ("a withdrawn event without a day", lambda: withdraw(event())),
    ("a record that shows and was never true", lambda: as_error(event())),
    ("a report that counts and was never true", lambda: as_error(make.make_account(event()))),
    ("an attribution retracted without a reason", lambda: named(retracted=DAY)),
    ("a report retracted without a reason", lambda: make.make_account(event(), retracted=DAY)),
    ("two events with one slug", lambda: [event(slug="x"), event(slug="x", source_key="y")]),
    ("a pledge without a day", lambda: pledge(declared=None, effective=None)),
    ("a pledge that ended before it began", lambda: pledge(ended=DAY - timedelta(days=1))),
    ("a pledge that expired before it began", lambda: pledge(expires=DAY - timedelta(days=1))),
    ("a report of unknown credibility", lambda: make.make_account(event(), credibility=7)),
    ("a report of no credibility", lambda: make.make_account(event(), credibility=0)),
    ("a report that takes no stance", lambda: make.make_account(event(), stance="shrugs")),
    ("a source of an unknown letter", lambda: make.make_source(reliability="G")),
    ("a place beyond the pole", lambda: make.make_place(lat=91)),
    ("a place beyond the date line", lambda: make.make_place(lon=181)),
    (
        "a front closed until before it was closed",
        lambda: make.make_closure(make.make_front(), end=date(2024, 1, 1)),
    ),
]


@pytest.mark.parametrize(
    "wrong", [wrong for _, wrong in REFUSED], ids=[name for name, _ in REFUSED]
)
def test_the_database_refuses(wrong: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


def test_a_record_cannot_stand_on_itself() -> None:
    one, halt, faction = event(), pledge(), make.make_faction()
    patron = make.make_patron()
    one.parent, halt.extends, patron.parent = one, halt, patron
    records: tuple[models.Model, ...] = (one, halt, patron)
    for record in records:
        with pytest.raises(IntegrityError), transaction.atomic():
            record.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_membership(faction, faction)


def test_evidence_is_told_once() -> None:
    one, report, faction = event(), make.make_report(), make.make_faction()
    make.make_account(one, report)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_account(one, report)
    one.attributions.create(actor=faction.actor, kind="claimed")
    one.attributions.create(actor=faction.actor, kind="denied")
    with pytest.raises(IntegrityError), transaction.atomic():
        one.attributions.create(actor=faction.actor, kind="claimed")


def test_what_records_lean_on_cannot_be_deleted() -> None:
    faction = make.make_faction()
    one = make.make_event(faction.actor, place=make.make_place())
    account = make.make_account(one)
    for record in (one.front, one.place, one.dataset, faction.actor, account.report.source):
        assert record is not None
        with pytest.raises(ProtectedError):
            record.delete()
    assert Actor.objects.filter(pk=faction.pk).exists()


@pytest.mark.parametrize("typed", ["kataib", "Katāʾib", "KATA'IB", "كتائب", "kata’ib hizballah"])
def test_an_actor_is_found_by_any_of_its_names_and_spellings(typed: str) -> None:
    actor = make.make_actor("Katāʾib Ḥizballāh", aliases=("كتائب حزب الله", "KH"))
    make.make_actor("Somebody else")
    assert list(Actor.objects.named(typed)) == [actor]


def test_no_status_or_grade_is_typed_in() -> None:
    derived = {"status", "grade", "standing", "label_computed", "days_held"}
    evidence: tuple[type[models.Model], ...] = (AttackEvent, Pledge, Front)
    for model in evidence:
        assert not derived & {field.name for field in model._meta.local_fields}
