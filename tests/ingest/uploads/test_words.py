"""What the page of an upload says of its progress, its counts and its state."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from proxies.admin.uploads.words import COUNTS, progress_of, status_of
from proxies.ingest.datasets.job import Counts
from proxies.models import Upload
from tests.admin_people import client_of

BEGUN = datetime(2024, 10, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("position", "total", "seconds", "percent", "left"),
    [
        pytest.param(0, 0, 0, None, None, id="just begun"),
        pytest.param(0, 1000, 10, None, None, id="a workbook, which does not say how far it is"),
        pytest.param(10, 1000, 10, 1, None, id="too early to tell the rest"),
        pytest.param(250, 1000, 10, 25, 31, id="a quarter"),
        pytest.param(999, 1000, 10, 99, 1, id="almost"),
        pytest.param(1000, 1000, 10, None, None, id="all is read"),
    ],
)
def test_progress_is_told_as_far_as_it_is_known(
    position: int, total: int, seconds: int, percent: int | None, left: int | None
) -> None:
    upload = Upload(position=position, total=total, rows=500, started=BEGUN)
    told = progress_of(upload, BEGUN + timedelta(seconds=seconds))
    assert (told["percent"], told["seconds_left"]) == (percent, left)
    assert told["reading"] == (position < total or not total)
    assert told["per_second"] == 500 // max(seconds, 1)


def test_every_count_of_a_run_is_explained() -> None:
    assert list(COUNTS) == [field.name for field in fields(Counts)]


@pytest.mark.parametrize(
    ("step", "state", "held", "kind"),
    [
        ("trial", "waiting", set(), "waiting"),
        ("trial", "running", {7}, "running"),
        ("trial", "running", {0}, "interrupted"),
        ("trial", "done", set(), "tried"),
        ("import", "waiting", {7}, "waiting"),
        ("import", "running", {7}, "running"),
        ("import", "running", set(), "interrupted"),
        ("import", "done", set(), "imported"),
        ("import", "failed", set(), "failed"),
        ("trial", "cancelled", {7}, "cancelled"),
        ("trial", "expired", set(), "expired"),
    ],
)
def test_the_status_follows_from_step_state_and_whether_a_worker_is_at_it(
    step: str, state: str, held: set[int], kind: str
) -> None:
    assert status_of(Upload(pk=7, step=step, state=state), held).kind == kind


@pytest.mark.django_db
def test_an_upload_has_a_history_and_cannot_be_deleted_by_hand() -> None:
    upload = Upload.objects.create(file_name="a.csv", size=1, format="proxies", scope="tracked")
    client = client_of("superuser")
    assert client.get(reverse("admin:proxies_upload_history", args=[upload.pk])).status_code == 200
    delete = reverse("admin:proxies_upload_delete", args=[upload.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:proxies_upload_change", args=[0])).status_code == 404
    assert client.get(reverse("admin:proxies_upload_rejects", args=[0])).status_code == 404
