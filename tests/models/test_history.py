"""Every change to evidence is kept, once per statement: before, after, who, when and why."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proxies.models import AttackEvent, Change, Place, Source
from proxies.models.history import TRACKED, Keep, because, noting
from tests import factories as make

pytestmark = pytest.mark.django_db


def notes() -> list[Any]:
    """What was noted, oldest first."""
    return list(Change.objects.order_by("pk").select_related("context"))


def test_every_tracked_table_has_its_four_triggers_and_no_other_table_has_any() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(tgrelid::regclass::text, 9), substr(tgname, 17), tgargs FROM pg_trigger "
            "WHERE tgname LIKE 'proxies_history_%'"
        )
        found = {(kind, time): bytes(args) for kind, time, args in cursor.fetchall()}
    times = ("insert", "update", "delete", "truncate")
    assert set(found) == set(itertools.product(TRACKED, times))
    for (kind, _), args in found.items():
        given = args.decode().split("\0")[:5]
        tracked = TRACKED[kind]
        assert [given[0], *given[2:4]] == [kind, tracked.record, tracked.column]
        assert given[4] == (f"proxies_{tracked.via}" if tracked.via else "")


def test_no_trigger_fires_once_per_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger "
            "WHERE tgname LIKE 'proxies_history_%' AND tgtype & 1 = 1"
        )
        assert cursor.fetchone() == (0,)


def test_a_change_is_noted_with_what_it_was_and_what_it_became() -> None:
    event = make.make_event(killed_low=1, killed_best=2, killed_high=3)
    event.killed_best = 3
    event.save()
    (note,) = notes()
    assert (note.operation, note.kind, note.row_key) == ("update", "attackevent", event.pk)
    assert (note.before, note.after) == ({"killed_best": 2}, {"killed_best": 3})
    assert note.public
    assert note.context is None


def test_a_change_that_changes_nothing_is_not_noted() -> None:
    make.make_event().save()
    with noting(Keep.EVERYTHING, user=1):
        AttackEvent.objects.update(outcome="unknown")
        AttackEvent.objects.filter(pk=-1).update(outcome="hit")
    assert notes() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pghistory_context")
        assert cursor.fetchone() == (0,)


def test_a_bulk_update_is_noted_for_each_row_by_one_statement() -> None:
    for _ in range(20):
        make.make_event()
    with CaptureQueriesContext(connection) as captured:
        AttackEvent.objects.update(note="Checked.")
    assert len(captured) == 1
    assert [note.after for note in notes()] == [{"note": "Checked."}] * 20


def test_who_and_why_are_noted_and_end_with_their_context() -> None:
    source = make.make_source()
    with noting(Keep.EVERYTHING, user=7, address="/admin/x/"):
        because("Its owner changed.")
        Source.objects.update(reliability="D")
    source.reliability = "E"
    source.save()
    first, second = notes()
    assert first.context.metadata == {
        "keep": "everything",
        "user": 7,
        "address": "/admin/x/",
        "reason": "Its owner changed.",
    }
    assert second.context is None
    assert (second.before["reliability"], second.after["reliability"]) == ("D", "E")


def test_imported_rows_have_a_history_from_their_first_change_on() -> None:
    event = make.make_event()
    rows = [
        AttackEvent(**{**_columns(event), "slug": f"e{n}", "source_key": f"e{n}"}) for n in range(5)
    ]
    AttackEvent.objects.bulk_create(rows)
    columns = "slug, name, names, admin1, country, controlled_by, lat, lon, precision"
    command = f"COPY proxies_place ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        copy.write_row(("p", "P", "{}", "", "IQ", "", 1, 1, "town"))
    assert notes() == []
    AttackEvent.objects.filter(slug="e1").update(outcome="hit")
    Place.objects.filter(slug="p").delete()
    updated, deleted = notes()
    assert updated.before == {"outcome": "unknown"}
    assert (deleted.operation, deleted.before["name"], deleted.after) == ("delete", "P", None)


def _columns(event: AttackEvent) -> dict[str, Any]:
    own = {field.attname: getattr(event, field.attname) for field in event._meta.local_fields}
    del own["id"]
    return own


def test_what_people_enter_is_noted_and_what_is_loaded_first_is_not() -> None:
    with noting(Keep.NOTHING, source="seeds"):
        event = make.make_event()
        AttackEvent.objects.update(outcome="hit")
    assert notes() == []
    with noting(Keep.EVERYTHING, user=1):
        make.make_account(event)
    entered = [note for note in notes() if note.kind == "account"]
    assert [note.operation for note in entered] == ["insert"]
    assert entered[0].record_key == event.pk
    assert entered[0].before is None


def test_rows_of_relations_to_many_lead_to_their_record() -> None:
    actor = make.make_opponent().actor
    event = make.make_event(actor)
    account = make.make_account(event)
    with noting(Keep.EVERYTHING, user=1):
        event.targets.add(actor)
        event.attributions.get().accounts.add(account)
        event.attributions.get().accounts.clear()
        event.targets.clear()
    found = [(note.kind, note.operation, note.record_key) for note in notes()]
    assert found == [
        ("attackevent_targets", "insert", event.pk),
        ("attribution_accounts", "insert", event.pk),
        ("attribution_accounts", "delete", event.pk),
        ("attackevent_targets", "delete", event.pk),
    ]
    assert all(note.public for note in notes())


@pytest.mark.parametrize("state", ["draft", "review"])
def test_work_on_a_draft_is_not_public_and_neither_is_its_publication(state: str) -> None:
    event = make.make_event(state=state)
    account = make.make_account(event)
    event.summary = "Better."
    event.save()
    account.note = "Better."
    account.save()
    with noting(Keep.EVERYTHING, user=1):  # as the admin does: the record first, then its rows
        event.state = "published"
        event.save()
        account.credibility = 3
        account.save()
        event.save()
    assert [note.public for note in notes()] == [False] * 4
    account.credibility = 4
    account.save()
    assert notes()[-1].public


def test_what_hangs_on_a_record_entered_in_the_same_context_is_no_correction() -> None:
    with noting(Keep.EVERYTHING, user=1):
        pledge = make.make_pledge(make.make_faction(), toward=(make.make_opponent().actor,))
        pledge.summary = "Again."
        pledge.save()
    assert notes()
    assert not any(note.public for note in notes())


def test_places_and_reports_are_public_with_what_they_are_used_in() -> None:
    place, report = make.make_place(), make.make_report()
    event = make.make_event(place=place, state="draft")
    make.make_account(event, report)
    for day in ("drafted", "published"):
        event.state = day.replace("drafted", "draft")
        event.save()
        place.name = report.title = f"As {day}"
        place.save()
        report.save()
    found = [(note.kind, note.public) for note in notes() if note.kind != "attackevent"]
    assert found == [("place", False), ("report", False), ("place", True), ("report", True)]


def test_truncated_rows_are_noted_as_deleted() -> None:
    support = make.make_support(make.make_patron(), make.make_faction())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on the table
        cursor.execute("TRUNCATE proxies_support CASCADE")
    (note,) = notes()
    assert (note.kind, note.operation, note.row_key) == ("support", "delete", support.pk)
    assert note.before["types"] == ["weapons"]
