"""A record has a permanent id, and no record takes a slug that another had."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from proxies.models import (
    Actor,
    Assessment,
    AttackEvent,
    Change,
    Dataset,
    FormerSlug,
    Front,
    Milestone,
    Place,
    Pledge,
    Report,
    Slugged,
    Source,
    Statement,
)
from proxies.models.history import Keep, noting
from tests import factories as make

pytestmark = pytest.mark.django_db

MAKE: dict[type[models.Model], Callable[..., Any]] = {
    Actor: make.make_actor,
    Assessment: make.make_assessment,
    AttackEvent: make.make_event,
    Dataset: make.make_dataset,
    Front: make.make_front,
    Place: make.make_place,
    Pledge: lambda **fields: make.make_pledge(make.make_faction(), **fields),
    Report: make.make_report,
    Source: make.make_source,
    Statement: make.make_statement,
    Milestone: make.make_milestone,
}


def renamed(row: Any, slug: str) -> Any:
    row.slug = slug
    return row


WAYS: dict[str, Callable[[Any, str], object]] = {
    "save": lambda row, slug: renamed(row, slug).save(),
    "update": lambda row, slug: type(row)._default_manager.filter(pk=row.pk).update(slug=slug),
    "sql": lambda row, slug: run(
        f"UPDATE {row._meta.db_table} SET slug = %s WHERE id = %s",  # noqa: S608
        [slug, row.pk],
    ),
}
TAKEN = "“first” was the slug of another"
every_kind = pytest.mark.parametrize("model", MAKE, ids=lambda model: model.__name__)


def run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def named(model: type[models.Model], slug: str) -> Any:
    row = MAKE[model](slug=slug)
    assert type(row) is model
    return row


def test_every_model_with_a_slug_has_a_permanent_id() -> None:
    slugged = {
        model
        for model in apps.get_app_config("proxies").get_models()
        if any(isinstance(field, models.SlugField) for field in model._meta.local_fields)
    }
    assert slugged == set(MAKE) == set(Slugged.__subclasses__())


@every_kind
@pytest.mark.parametrize("way", WAYS)
def test_a_rename_leaves_the_permanent_id_and_notes_the_former_slug(
    model: type[models.Model], way: str
) -> None:
    row = named(model, "first")
    assert row.permanent_id == "first"
    for slug in ("second", "third"):
        WAYS[way](row, slug)
    row.refresh_from_db()
    assert (row.slug, row.permanent_id) == ("third", "first")
    rows = model._default_manager.all()
    assert FormerSlug.present(rows) == {"first": "third", "second": "third"}


@every_kind
def test_a_record_takes_its_former_slug_back(model: type[models.Model]) -> None:
    row = named(model, "first")
    for slug in ("second", "first"):
        row.slug = slug
        row.full_clean(exclude={"permanent_id"} | {f.name for f in row._meta.fields} - {"slug"})
        row.save()
    assert FormerSlug.present(model._default_manager.all()) == {"second": "first"}
    assert model._default_manager.values_list("permanent_id", flat=True).get() == "first"


@every_kind
def test_no_other_record_takes_a_former_slug(model: type[models.Model]) -> None:
    row, other = named(model, "first"), named(model, "other")
    row.slug = "second"
    row.save()
    for way in WAYS.values():
        with pytest.raises(IntegrityError, match=TAKEN), transaction.atomic():
            way(other, "first")
    other.delete()
    other.pk = None
    with pytest.raises(IntegrityError, match=TAKEN), transaction.atomic():
        model._default_manager.bulk_create([other])
    with pytest.raises(ValidationError) as refused:
        other.validate_unique()
    assert "links to it lead there" in str(refused.value.message_dict["slug"])


@every_kind
def test_the_permanent_id_is_not_changed(model: type[models.Model]) -> None:
    row = named(model, "first")
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(permanent_id="another")
    assert model._default_manager.values_list("permanent_id", flat=True).get() == "first"


def test_the_same_slug_may_be_a_former_one_of_another_kind() -> None:
    source = named(Source, "first")
    source.slug = "second"
    source.save()
    assert named(Place, "first").permanent_id == "first"


def test_a_deleted_record_leaves_its_slugs_free() -> None:
    source = named(Source, "first")
    source.slug = "second"
    source.save()
    source.delete()
    assert not FormerSlug.objects.exists()
    assert named(Source, "first").permanent_id == "first"


def test_a_copy_has_a_permanent_id_of_its_own() -> None:
    source = named(Source, "first")
    source.pk, source.slug = None, "copy"
    source._state.adding = True
    source.save()
    assert dict(Source.objects.values_list("slug", "permanent_id")) == {
        "first": "first",
        "copy": "copy",
    }


def test_a_rename_stands_in_the_history_without_the_permanent_id() -> None:
    source = named(Source, "first")
    with noting(Keep.EVERYTHING, reason="It was misspelt."):
        source.slug = "second"
        source.save()
    (change,) = Change.objects.all()
    assert (change.before, change.after) == ({"slug": "first"}, {"slug": "second"})


def test_the_curated_dataset_keeps_its_slug() -> None:
    dataset = named(Dataset, "curated")
    dataset.slug = "selection"
    with pytest.raises(ValidationError, match="leave it “curated”"):
        dataset.clean()
    with pytest.raises(IntegrityError, match="dataset_curated_keeps_its_slug"):
        dataset.save()
