"""The form of an upload: who may send it, and what it refuses."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from proxies.ingest.uploads import files as upload_files
from proxies.models import Dataset, Upload
from tests.admin_people import client_of
from tests.ingest.datasets.test_formats import UCDP_ROW, table
from tests.uploading import (
    ADD,
    address,
    page,
    press,
    rows,
    send,
    surroundings,
    tried,
    work,
    zipped,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


@pytest.mark.parametrize("person", ["viewer", "contributor"])
def test_only_those_who_may_publish_upload(client: Client, person: str) -> None:
    found = tried(client, *rows("a1"), *rows("a2", killed_best="many"))
    other = client_of(person)
    rejects = reverse("admin:proxies_upload_rejects", args=[found.pk])
    for path in (reverse(ADD), address(found), rejects, reverse("admin:proxies_upload_changelist")):
        assert other.get(path).status_code == 403, path
        assert Client().get(path).status_code == 302, path
    assert send(other, table(*rows("b1"))).status_code == 403
    assert other.post(address(found), {"do": "import"}).status_code == 403
    found.refresh_from_db()
    assert (Upload.objects.count(), found.step, found.state) == (1, "trial", "done")
    runs = reverse("admin:proxies_importrun_changelist")
    assert reverse(ADD) not in other.get(runs).text
    assert reverse(ADD) in client.get(runs).text
    assert reverse(ADD) in client.get(reverse("admin:index")).text


REFUSED: dict[str, tuple[bytes, str, dict[str, str], str]] = {
    "empty": (b"", "a.csv", {}, "file"),
    "This is a PDF": (b"%PDF-1.7", "a.csv", {}, "file"),
    "is damaged, or cannot be unpacked": (b"PK\x03\x04x", "a.zip", {}, "file"),
    "a web page or XML": (b"<!DOCTYPE html><p>Sign in", "a.csv", {}, "file"),
    "an older Office": (b"\xd0\xcf\x11\xe0x", "a.xlsx", {"format": "acled"}, "file"),
    "larger than 1000": (b"x" * 2000, "a.csv", {}, "file"),
    "The file is larger than 1000": (b"x" * 200_000, "a.csv", {}, "file"),
    "unpacks to": (zipped(b"0" * 300_000), "a.zip", {}, "file"),
    "editors keep it by hand": (b"x", "a.csv", {"dataset": "Curated"}, "dataset"),
    "needs Latin letters": (b"x", "a.csv", {"dataset": "حزب"}, "dataset"),
    "lies in the future": (b"x", "a.csv", {"released": "2099-01-01"}, "released"),
    "valid choice": (b"x", "a.csv", {"format": "other"}, "format"),
    "not a day": (b"x", "a.csv", {"released": "soon"}, "released"),
    "Write it as 2025-01-31": (b"x", "a.csv", {"released": "03/04/2025"}, "released"),
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_file_or_setting_that_cannot_be_is_refused_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(settings, "LARGEST_UPLOAD", 1000)
    monkeypatch.setattr(upload_files, "LARGEST_UNPACKED", 200_000)
    data, name, given, field = REFUSED[words]
    answer = send(client, data, name, **given)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field]).replace("\xa0", " ")
    assert list(answer.context["form"].errors) == [field]
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("size", "arrives"), [(2000, True), (200_000, False)])
def test_a_file_of_a_request_that_is_too_large_is_not_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, size: int, arrives: bool
) -> None:
    monkeypatch.setattr(settings, "LARGEST_UPLOAD", 1000)
    answer = send(client, b"x" * size)
    assert bool(answer.wsgi_request.FILES) is arrives
    assert list(answer.context["form"].errors) == ["file"]


def test_no_file_is_asked_for(client: Client) -> None:
    answer = client.post(reverse(ADD), {"format": "proxies", "scope": "tracked"})
    assert list(answer.context["form"].errors) == ["file"]


def test_a_dataset_filled_from_another_format_is_refused_by_the_form(client: Client) -> None:
    press(client, tried(client, *rows("a1"), dataset="mine"), "import")
    assert work() == 1
    answer = send(client, b"x", dataset="mine", format="acled")
    assert "was filled from Own events" in str(answer.context["form"].errors["dataset"])
    assert Upload.objects.count() == 1


def test_a_file_of_which_nothing_would_be_taken_says_so_and_makes_no_dataset(
    client: Client,
) -> None:
    found = tried(client, *rows("a1", front="", country="UA", claimed_by="", targets=""))
    assert "None of the rows would be taken" in page(client, found).text
    press(client, found, "import")
    assert work() == 1
    found.refresh_from_db()
    assert (found.state, "no dataset was made" in found.message) == ("failed", True)
    assert not Dataset.objects.filter(slug="own-events").exists()


def test_a_trial_says_that_the_release_is_not_known(client: Client) -> None:
    answer = send(client, table(UCDP_ROW), name="ged.csv", format="ucdp-ged", scope="all")
    assert answer.status_code == 302
    work()
    found = Upload.objects.latest("pk")
    assert "says which release of UCDP this is" in page(client, found).text
