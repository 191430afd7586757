"""Where uploaded files are kept, and for how long."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client

from proxies.ingest.uploads import files as upload_files
from proxies.ingest.uploads.queue import sweep
from proxies.models import Upload, UploadPart
from tests.admin_people import client_of
from tests.ingest.datasets.test_formats import table
from tests.uploading import page, rows, send, surroundings, tried, upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


def test_files_nobody_decides_about_expire(client: Client) -> None:
    old, new = tried(client, *rows("a1")), tried(client, *rows("a2"))
    Upload.objects.filter(pk=old.pk).update(asked=F("asked") - upload_files.KEPT)
    Upload.objects.filter(pk=new.pk).update(
        asked=F("asked") - upload_files.KEPT + timedelta(hours=1)
    )
    sweep()
    for each in (old, new):
        each.refresh_from_db()
    assert (old.state, new.state) == ("expired", "done")
    assert set(UploadPart.objects.values_list("upload", flat=True)) == {new.pk}
    assert "Upload it again" in page(client, old).text


def test_copies_on_disk_go_and_those_of_killed_workers_are_swept(client: Client) -> None:
    folder = Path(settings.VAR_DIR) / "uploads"
    tried(client, *rows("a1"))
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0
    left = folder / "left"
    left.mkdir()
    (left / "events.csv").write_bytes(b"x")
    found = upload(client, *rows("a2"))
    with upload_files.on_disk(found) as path:
        sweep()
        assert path.exists()
        assert not left.exists()


def test_a_name_too_long_for_a_file_system_is_cut_but_for_its_ending() -> None:
    assert upload_files.short_name("../GEDEvent_v25_1.csv") == "GEDEvent_v25_1.csv"
    cut = upload_files.short_name("ح" * 250 + ".csv")
    assert cut.endswith(".csv")
    assert len(cut.encode()) < 255


def test_a_file_of_many_parts_comes_back_as_it_was(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_files, "PART", 7)
    data = table(*rows("a1", "a2"))
    send(client, data)
    found = Upload.objects.get()
    assert found.parts.count() > 10
    with upload_files.on_disk(found) as path:
        assert path.read_bytes() == data
