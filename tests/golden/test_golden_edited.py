"""What the site answers of an edited record: corrections, withdrawn records, imports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from proxies.models import AttackEvent, Change, DuplicatePair, ErrorReport, ImportRun, UnknownName
from tests.golden.admin_addresses import page
from tests.golden.answers import Answer, answer_to
from tests.golden.editing import KEY, WHEN, edit, withdrawn_pledge
from tests.golden.recording import assert_digests, assert_text
from tests.pages import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DAYS = ("", "?as_of=2024-12-23", "?as_of=2026-11-19")
WHOLE = (
    *("/", "/corrections/", "/datasets/", "/events.csv", "/events.json", "/pledges.csv"),
    *("/fronts.json", "/feeds/events.atom", "/feeds/status.atom", "/pledges/", "/sources/"),
)
TEXTS = (
    *("corrections", "datasets", "rejects", "corrected", "discounted", "merged", "kept", "drafted"),
    *("retracted", "pledge-withdrawn", "history", "upload", "upload-running", "duplicate"),
)


def texts(events: dict[str, AttackEvent]) -> dict[str, str]:
    """What is recorded whole: name → address."""
    return {name: event.get_absolute_url() for name, event in events.items()} | {
        "corrections": "/corrections/",
        "datasets": "/datasets/",
        "rejects": reverse("rejects-csv", args=[KEY]),
        "pledge-withdrawn": withdrawn_pledge().get_absolute_url(),
        "history": page(AttackEvent, "history", events["corrected"].pk),
        "upload": reverse("admin:proxies_upload_change", args=[KEY + 2]),
        "upload-running": reverse("admin:proxies_upload_change", args=[KEY + 1]),
        "duplicate": page(DuplicatePair, "change", KEY),
    }


def file_of(name: str) -> str:
    """The file that holds an answer by its name."""
    return f"edited-{name}.{'csv' if name == 'rejects' else 'html'}"


@pytest.mark.parametrize("name", TEXTS)
def test_an_edited_record_answers_word_for_word(name: str, superuser: Client) -> None:
    assert_text(file_of(name), answer_to(superuser, texts(edit())[name]))


@pytest.mark.slow
def test_every_address_of_an_edited_record_answers_as_recorded(superuser: Client) -> None:
    assert_digests("digests/edited.txt", answers(superuser, edit()))


def answers(client: Client, events: dict[str, AttackEvent]) -> Iterator[Answer]:
    """What differs from the record of the seeds, today and on days before and after."""
    records = [event.get_absolute_url() for event in events.values()]
    records += [withdrawn_pledge().get_absolute_url(), sample("source-detail")]
    for address in (*records, sample("pledge-detail"), "/fronts/iraq/", *WHOLE):
        yield from (answer_to(client, f"{address}{day}") for day in DAYS)
    yield answer_to(client, f"/corrections/?changed={WHEN.date()}&front=iraq")
    yield answer_to(client, f"/compare/?from=2026-11-19&to={WHEN.date()}")
    yield from (answer_to(client, address) for address in of_data_entry(events))


def of_data_entry(events: dict[str, AttackEvent]) -> Iterator[str]:
    """The lists and forms of data entry that only an edited record fills."""
    yield from (page(AttackEvent, "change", event.pk) for event in events.values())
    yield from (page(AttackEvent, "history", event.pk) for event in events.values())
    for model in (DuplicatePair, ErrorReport, ImportRun, UnknownName):
        yield from (page(model, "changelist"), page(model, "change", KEY))
    yield page(DuplicatePair, "change", KEY + 1)
    yield reverse("admin:proxies_upload_changelist")
    yield from (reverse("admin:proxies_upload_change", args=[KEY + n]) for n in range(8))
    yield reverse("admin:proxies_upload_rejects", args=[KEY + 2])
    yield f"{page(Change, 'changelist')}?record_kind__exact=pledge&operation__exact=delete"
