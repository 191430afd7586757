"""A process begins with the columns that another saved, and never with those of another record."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.conf import LazySettings
from django.db import connection

from config.locks import exclusive
from proxies.models import AttackEvent, EventChange, Place
from proxies.record.columns import raw, reading, saved
from proxies.record.columns.reading import Kept, read_columns
from proxies.record.columns.table import Columns
from proxies.record.versions import version
from tests.factories import make_event, make_place, make_source

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of this test, for records of any size; and a few events."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(saved, "LEAST", 1)
    for _ in range(3):
        make_event(place=make_place("A place of its own"))
    return tmp_path / "columns"


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often all events were read from the database."""
    calls: list[int] = []
    whole = raw.read_raw

    def counted(keys: Any = None) -> Any:
        if keys is None:
            calls.append(1)
        return whole(keys)

    monkeypatch.setattr(reading, "read_raw", counted)
    return calls


def differing(one: Columns, other: Columns) -> list[str]:
    arrays = saved._arrays(other)
    return [
        name for name, each in saved._arrays(one).items() if not np.array_equal(each, arrays[name])
    ]


def test_the_next_process_begins_with_what_one_saved(folder: Path, read_whole: list[int]) -> None:
    first = Kept().get()
    assert len(read_whole) == 1
    assert len([*folder.iterdir()]) == 1
    assert not differing(first, Kept().get())
    assert len(read_whole) == 1


@pytest.mark.parametrize("what", ["event", "place", "withdrawn", "renamed", "removed", "nothing"])
def test_what_changed_since_is_brought_up(what: str, read_whole: list[int]) -> None:
    Kept().get()
    event = AttackEvent.objects.earliest("pk")
    if what == "event":
        make_event(place=make_place("Entered since"))
    elif what == "place":
        make_place("Of no event")
    elif what == "withdrawn":
        AttackEvent.objects.filter(pk=event.pk).update(
            state="discounted", withdrawn=event.first_day, discount_reason="It was not so."
        )
    elif what == "renamed":
        AttackEvent.objects.filter(pk=event.pk).update(slug="aaa-renamed")
    elif what == "removed":
        event.delete()
        Place.objects.filter(events=None).delete()
    else:
        make_source("That nothing cites")
    begun = Kept().get()
    assert len(read_whole) == 1
    assert not differing(begun, read_columns())
    assert begun.places.slugs == read_columns().places.slugs


def test_those_of_another_record_are_not_taken(read_whole: list[int]) -> None:
    Kept().get()
    last = EventChange.objects.latest("number")
    assert str(last) == f"version {last.number}"
    EventChange.objects.filter(pk=last.pk).update(token=uuid4())  # as after a backup
    Kept().get()
    assert len(read_whole) == 2


def test_those_of_another_program_are_not_taken(
    read_whole: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    Kept().get()
    monkeypatch.setattr(saved, "program", lambda: "another" * 10)
    Kept().get()
    assert len(read_whole) == 2


def test_files_cut_short_are_read_anew_from_the_database(
    folder: Path, read_whole: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    Kept().get()
    (file,) = folder.glob("*/events.key.npy")
    file.write_bytes(file.read_bytes()[:-4])
    with caplog.at_level(logging.WARNING):
        assert not differing(Kept().get(), read_columns())
    assert "were not read" in caplog.text
    assert len(read_whole) == 3


def test_without_room_a_start_takes_longer_and_nothing_else(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("A file where the folder would be.")
    with caplog.at_level(logging.WARNING):
        assert len(Kept().get().events) == 3
    assert "were not saved" in caplog.text


def test_of_processes_that_start_together_one_reads_and_the_others_map(
    settings: LazySettings, read_whole: list[int]
) -> None:
    other, found = Kept(), list[Columns]()

    def begin() -> None:
        found.append(Kept().get())
        connection.close()

    with exclusive(Path(settings.VAR_DIR, "columns.lock")):  # as the process that was first
        waiting = Thread(target=begin)
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        built = reading._next(None, version())
        other._save(built)
    waiting.join()
    assert len(read_whole) == 1
    assert not differing(built.columns, found[0])


def test_others_are_answered_while_columns_are_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, seen = Kept(), list[int]()

    def ask() -> None:
        seen.append(len(kept.get().events))
        connection.close()

    def save(columns: Columns, version: int) -> None:
        other = Thread(target=ask)
        other.start()
        other.join(30)

    monkeypatch.setattr(reading, "save", save)
    kept.get()
    assert seen == [3]


def test_few_events_are_not_saved_and_old_files_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept()
    kept.get()
    (before,) = folder.iterdir()
    monkeypatch.setattr(reading, "OLD", 0)
    make_event()
    kept.get()
    (after,) = folder.iterdir()
    assert after.name != before.name
    monkeypatch.setattr(saved, "LEAST", 5)
    make_event()
    monkeypatch.setattr(saved, "LEAST", 50)
    make_event()
    kept.get()
    assert [*folder.iterdir()] == [after]


def test_what_was_left_half_written_goes_and_nothing_is_written_twice(folder: Path) -> None:
    left, others = folder / "new-left", folder / "new-of-another-process"
    for path in (left, others):
        path.mkdir(parents=True)
    os.utime(left, (0, 0))
    columns = Kept().get()
    (written,) = (path for path in folder.iterdir() if path != others)
    assert not left.exists()
    assert written.name.count("-") == 2
    before = (written / "order.npy").stat().st_mtime_ns
    saved.save(columns, EventChange.objects.latest("number").number)
    assert (written / "order.npy").stat().st_mtime_ns == before
    assert {*folder.iterdir()} == {written, others}
