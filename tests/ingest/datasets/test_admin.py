"""The admin's pages of imports: the queue of names, the runs, the rejects."""

from __future__ import annotations

import pytest
from django.urls import reverse

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportJob
from proxies.ingest.datasets.load import run
from proxies.models import Actor, ImportRun, UnknownName
from tests.admin_people import act, client_of
from tests.ingest.datasets.test_formats import OWN_ROW, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

NAME = "Kataeb Hizbullah"


@pytest.fixture
def loaded() -> ImportRun:
    rows = [OWN_ROW | {"claimed_by": NAME}, OWN_ROW | {"key": "a2", "killed_best": "many"}]
    run(ImportJob(FORMATS["proxies"], File.of(table(*rows)), "own", "Own"))
    return ImportRun.objects.get()


def test_the_queue_shows_the_nearest_names_and_takes_a_link(loaded: ImportRun) -> None:
    client, address = client_of("editor"), reverse("admin:proxies_unknownname_changelist")
    page = client.get(address).text
    assert "Kata&#x27;ib Hezbollah" in page
    name, actor = UnknownName.objects.get(text=NAME), Actor.objects.get(slug="kataib-hezbollah")
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": name.pk,
            "form-0-actor": actor.pk, "_save": "Save"}  # fmt: skip
    assert "changed successfully" in act(client, address, form).text
    name.refresh_from_db()
    assert name.actor == actor


def test_runs_and_rejects_are_listed_and_cannot_be_changed(loaded: ImportRun) -> None:
    client = client_of("viewer")
    page = client.get(reverse("admin:proxies_importrun_changelist")).text
    assert f"?run__id__exact={loaded.pk}" in page
    rejects = reverse("admin:proxies_reject_changelist")
    listed = client.get(rejects, {"run__id__exact": loaded.pk})
    assert "is not a whole number" in listed.text
    reject = loaded.rejects.get()
    change = client_of("editor").get(reverse("admin:proxies_reject_change", args=[reject.pk]))
    assert 'name="_save"' not in change.text
