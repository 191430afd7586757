"""A file in an encoding of Windows: refused with its bytes, and read as an editor says."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from proxies.models import AttackEvent, Upload
from tests.admin_people import client_of
from tests.ingest.datasets.test_formats import table
from tests.uploading import ADD, page, press, rows, send, surroundings, work

pytestmark = pytest.mark.django_db(transaction=True)

SUMMARY = "انفجار في بغداد"


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


def arabic() -> bytes:
    return table(*rows("a1", summary=SUMMARY)).decode("utf-8").encode("cp1256")


def test_a_file_is_refused_with_line_and_bytes_and_read_in_the_encoding_chosen(
    client: Client,
) -> None:
    assert send(client, arabic()).status_code == 302
    work()
    found = Upload.objects.get()
    first = SUMMARY.split(maxsplit=1)[0].encode("cp1256").hex(" ").upper()
    assert found.state == "failed"
    assert "Line 2 is not UTF-8" in found.message
    assert first in found.message
    assert "“Encoding” in the form" in found.message
    assert 'name="encoding"' in page(client, found).text
    press(client, found, "change", format="proxies", scope="tracked", encoding="cp1256")
    work()
    assert "<dt>Encoding</dt><dd>cp1256</dd>" in page(client, found).text
    press(client, found, "import")
    work()
    assert AttackEvent.objects.get(dataset__slug="own-events").summary == SUMMARY


def test_the_encoding_can_be_chosen_at_once_and_no_other_is_taken(client: Client) -> None:
    assert 'value="cp1256"' in client.get(reverse(ADD)).text
    answer = send(client, arabic(), encoding="klingon")
    assert list(answer.context["form"].errors) == ["encoding"]
    assert send(client, arabic(), encoding="cp1256").status_code == 302
    work()
    (new,) = (Upload.objects.get().preview or {})["examples"]["new"]
    assert new["summary"] == SUMMARY
