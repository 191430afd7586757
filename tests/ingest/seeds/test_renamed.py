"""The seeds know a record that was renamed, in their files or by an editor: none is made twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from proxies import models
from proxies.ingest.seeds.check import read
from proxies.ingest.seeds.load import Fate
from proxies.models import SeedRecord
from tests import seed_samples
from tests.ingest.seeds.test_load import EVENT, EVENTS, fates, folder, loaded, run

__all__ = ["folder", "loaded"]

MODELS: dict[str, Any] = {
    "dataset": models.Dataset,
    "front": models.Front,
    "patron": models.Actor,
    "faction": models.Actor,
    "opponent": models.Actor,
    "source": models.Source,
    "report": models.Report,
    "place": models.Place,
    "event": models.AttackEvent,
    "pledge": models.Pledge,
    "assessment": models.Assessment,
}
RECORDS = {
    "front": "iraq",
    "patron": "guard",
    "faction": "brigade",
    "opponent": "country",
    "source": "wire",
    "report": "wire-2024-12-09",
    "place": "base",
    "event": EVENT[1],
    "pledge": "2024-12-01-halt",
    "assessment": "iraq-2024-12-10",
}
"""A record of every kind but the datasets, of which the curated one keeps its slug."""


def counts() -> dict[str, int]:
    return {kind: model._default_manager.count() for kind, model in MODELS.items()}


def rename_in_files(folder: Path, slug: str, new: str, *formerly: str) -> None:
    """As an author does: the record gets `formerly`, and whoever refers to it the new slug."""
    for path in folder.rglob("*.yaml"):
        records = [
            _renamed(record, slug, new) for record in yaml.safe_load(path.read_text("utf-8"))
        ]
        for record in records:
            if record["slug"] == new:
                record["formerly"] = list(formerly)
        path.write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")


def _renamed(value: Any, slug: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(each, slug, new) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, slug, new) for each in value]
    return new if value == slug else value


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_renamed_in_the_files_is_renamed(kind: str, loaded: Path) -> None:
    before, slug = counts(), RECORDS[kind]
    row = MODELS[kind]._default_manager.get(slug=slug)
    rename_in_files(loaded, slug, "new-name", slug)
    assert fates(run(loaded)) == {(kind, "new-name"): Fate.UPDATED}
    row.refresh_from_db()
    assert (row.slug, row.permanent_id) == ("new-name", slug)
    assert counts() == before
    assert fates(run(loaded)) == {}
    assert not SeedRecord.objects.filter(kind=kind, slug=slug).exists()


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_renamed_by_an_editor_is_known(kind: str, loaded: Path) -> None:
    before, slug = counts(), RECORDS[kind]
    row = MODELS[kind]._default_manager.get(slug=slug)
    row.slug = "new-name"
    row.save()
    assert fates(run(loaded)) == {(kind, slug): Fate.EDITED}
    row.refresh_from_db()
    assert row.slug == "new-name"
    assert counts() == before


@pytest.mark.parametrize("kind", RECORDS)
def test_the_files_take_over_an_editors_new_slug(kind: str, loaded: Path) -> None:
    before, slug = counts(), RECORDS[kind]
    MODELS[kind]._default_manager.filter(slug=slug).update(slug="new-name")
    rename_in_files(loaded, slug, "new-name", slug)
    assert fates(run(loaded)) == {}
    assert counts() == before


def test_both_rename_a_record_otherwise(loaded: Path) -> None:
    models.Source.objects.filter(slug="wire").update(slug="by-an-editor")
    rename_in_files(loaded, "wire", "in-the-files", "wire")
    outcome = run(loaded)
    assert fates(outcome) == {("source", "in-the-files"): Fate.CONFLICT}
    assert [each.differing for each in outcome if each.fate == Fate.CONFLICT] == [("slug",)]
    assert models.Source.objects.get(permanent_id="wire").slug == "by-an-editor"
    run(loaded, ("source", "in-the-files"))
    assert models.Source.objects.get(permanent_id="wire").slug == "in-the-files"
    assert models.Source.objects.count() == 3


def test_a_second_rename_in_the_files_leads_on(loaded: Path) -> None:
    rename_in_files(loaded, "wire", "second", "wire")
    rename_in_files(loaded, "second", "third", "wire", "second")
    assert fates(run(loaded)) == {("source", "third"): Fate.UPDATED}
    assert models.Source.objects.get(slug="third").permanent_id == "wire"


def test_a_rename_back_in_the_files_is_one_too(loaded: Path) -> None:
    rename_in_files(loaded, "base", "second", "base")
    run(loaded)
    rename_in_files(loaded, "second", "base", "second")
    assert fates(run(loaded)) == {("place", "base"): Fate.UPDATED}
    assert models.Place.objects.get().slug == "base"


def test_an_event_keeps_its_own_key(loaded: Path) -> None:
    rename_in_files(loaded, EVENT[1], "new-name", EVENT[1])
    run(loaded)
    assert models.AttackEvent.objects.get().source_key == EVENT[1]


def test_a_renamed_record_of_the_files_is_made_in_an_empty_database(folder: Path, db: None) -> None:
    rename_in_files(folder, "wire", "second", "wire")
    assert set(fates(run(folder)).values()) == {Fate.CREATED}
    assert fates(run(folder)) == {}


@pytest.mark.parametrize(
    ("formerly", "complaint"),
    [
        ("[wire]", "formerly/1 = 'wire': is, or was, the slug of wire"),
        ("[daily]", "names the slug of today; list only those it had before"),
    ],
)
def test_a_former_slug_of_two_is_refused(folder: Path, formerly: str, complaint: str) -> None:
    seed_samples.edit(folder, "sources.yaml", "slug: daily,", f"slug: daily, formerly: {formerly},")
    (problem,) = map(str, read(folder).problems)
    assert complaint in problem


def test_who_refers_to_a_former_slug_reads_the_present_one(folder: Path) -> None:
    seed_samples.edit(folder, "places.yaml", "slug: base", "slug: camp, formerly: [base]")
    (problem,) = map(str, read(folder).problems)
    assert f"{EVENTS}:" in problem
    assert "place = 'base': is no place in the seeds; its slug is camp now" in problem
