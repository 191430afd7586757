"""Loading the record leaves no history; what later loads change in it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from proxies.ingest.seeds.check import read
from proxies.ingest.seeds.load import load
from proxies.models import AttackEvent, Change
from proxies.queries.corrections import corrections_of
from tests import seed_samples

pytestmark = pytest.mark.django_db

EVENTS = "events/iraq-2024.yaml"


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    folder = seed_samples.write(tmp_path)
    load(read(folder))
    return folder


def again(folder: Path) -> None:
    seeds = read(folder)
    assert seeds.problems == []
    load(seeds)


def test_the_first_load_and_one_that_changes_nothing_leave_no_history(loaded: Path) -> None:
    again(loaded)
    assert not Change.objects.exists()


def test_what_the_files_change_is_a_correction_by_the_files(loaded: Path, client: Client) -> None:
    seed_samples.edit(loaded, EVENTS, "outcome: hit", "outcome: intercepted")
    seed_samples.edit(loaded, EVENTS, "    - {actor: brigade, kind: suspected}\n", "")
    seed_samples.edit(loaded, EVENTS, "targets: [country]", "targets: [country, state]")
    again(loaded)
    told = corrections_of(AttackEvent.objects.get())
    assert {one.who for one in told} == {"the record's files"}
    assert {(change.field, change.before, change.after) for one in told for change in one.changes} \
        == {
            ("Outcome", "Hit", "Intercepted"),
            ("Attribution", "Brigade; kind Suspected", ""),
            ("Target", "", "State"),
        }  # fmt: skip
    assert "the record&#39;s files" in client.get(reverse("corrections")).content.decode()


def test_a_new_record_in_the_files_is_no_correction(loaded: Path) -> None:
    text = (loaded / EVENTS).read_text()
    more = text.replace("2024-01-20-base-rockets", "2024-01-22-base-rockets")
    (loaded / EVENTS).write_text(text + more)
    again(loaded)
    assert Change.objects.filter(operation="insert", kind="attackevent").count() == 1
    assert not Change.objects.corrections().exists()
