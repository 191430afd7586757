"""What an editor saves while an import is under way is not overwritten by it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from proxies.ingest.datasets.job import ImportOutcome
from proxies.models import AttackEvent
from proxies.models.history import Keep, noting
from tests.admin_people import make_person
from tests.ingest.datasets.test_load import events, load
from tests.uploading import rows, surroundings

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30.0
WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid')"


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        found = cursor.fetchone()
    return bool(found and found[0])


class Editor(Thread):
    """Saves an event, and commits once the import waits for it."""

    def __init__(self, change: Callable[[AttackEvent], Any], user: int) -> None:
        super().__init__()
        self.change, self.user = change, user
        self.saved, self.was_waited_for = Event(), False

    def run(self) -> None:
        try:
            with noting(Keep.EVERYTHING, user=self.user, address="/admin/"), transaction.atomic():
                event = events().get(source_key="a")
                event.save()  # as the admin does it: the event, then what belongs to it
                self.change(event)
                self.saved.set()
                until = time.monotonic() + PATIENCE
                while not self.was_waited_for and time.monotonic() < until:
                    self.was_waited_for = somebody_waits()
                    time.sleep(0.005)
        finally:
            connection.close()


def import_while(change: Callable[[AttackEvent], Any], *lines: dict[str, str]) -> ImportOutcome:
    editor = Editor(change, make_person("editor").pk)
    editor.start()
    assert editor.saved.wait(PATIENCE)
    outcome = load("proxies", *lines)
    editor.join()
    assert editor.was_waited_for
    return outcome


def reword(event: AttackEvent) -> None:
    event.summary = "Corrected."
    event.save()


def unname(event: AttackEvent) -> None:
    event.attributions.get(actor__name="Nujaba").delete()


@pytest.fixture(autouse=True)
def _loaded() -> None:
    surroundings()
    load("proxies", *rows("a", "b"))


def test_a_part_that_an_editor_saves_meanwhile_stays() -> None:
    outcome = import_while(reword, *rows("a", "b", summary="Of the file.", killed_best="4"))
    event = events().get(source_key="a")
    assert (event.summary, event.killed_best) == ("Corrected.", 4)
    assert [kept.parts for kept in outcome.kept] == [("summary",)]
    assert events().get(source_key="b").summary == "Of the file."


def test_parties_that_an_editor_saves_meanwhile_stay() -> None:
    outcome = import_while(unname, *rows("a", "b", summary="Of the file."))
    event = events().get(source_key="a")
    assert [each.actor.name for each in event.attributions.all()] == ["Kataib Hezbollah"]
    assert event.summary == "Of the file."
    assert [kept.parts for kept in outcome.kept] == [("parties",)]


def test_an_editor_may_enter_an_event_of_the_dataset_meanwhile() -> None:
    def enter(event: AttackEvent) -> None:
        event.pk, event.slug, event.source_key = None, "own-by-hand", "by-hand"
        event.save(force_insert=True)

    outcome = import_while(enter, *rows("a", "b", summary="Of the file."))
    assert outcome.counts.changed == 2
    assert events().filter(slug="own-by-hand").exists()
