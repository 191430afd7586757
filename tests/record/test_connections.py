"""Columns read over two connections, stretch by stretch, are those read over one at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from proxies.models import AttackEvent
from proxies.record.columns import connections, copying, saved
from proxies.record.columns.copying import NONE
from proxies.record.columns.reading import read_columns
from proxies.record.columns.table import Columns, places_of
from proxies.vocab import Weapon
from tests.factories import make_account, make_event, make_faction, make_place, make_report

BESIDE = (Weapon.ROCKET, Weapon.OTHER)

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The connections that were opened beside the own one, however small the tables are."""
    found: list[Any] = []
    real = connections._opened

    def noted(snapshot: str) -> Any:
        found.append(real(snapshot))
        return found[-1]

    monkeypatch.setattr(connections, "FEW", 0)
    monkeypatch.setattr(connections, "_opened", noted)
    monkeypatch.setattr(copying, "STRETCH", 1)
    return found


def make_many(number: int) -> None:
    """Events on several pages of their table, some of them from before 1970."""
    place, report, faction = make_place("Named for many"), make_report(), make_faction()
    for n in range(number):
        day = date(1960 + n % 60, 3, 1 + n % 9)
        event = make_event(faction.actor, day=day, place=place, note="x" * 900)
        make_account(event, report)
    AttackEvent.objects.filter(pk=event.pk).update(also_weapons=[*BESIDE])


def differing(one: Columns, other: Columns) -> list[str]:
    arrays = saved._arrays(other)
    return [
        name for name, each in saved._arrays(one).items() if not np.array_equal(each, arrays[name])
    ]


def test_two_connections_read_what_one_does(opened: list[Any]) -> None:
    make_many(40)
    with transaction.atomic():  # where there may be what no other connection sees
        own = read_columns()
    assert opened == []
    both = read_columns()
    assert len(opened) == 1
    assert opened[0].closed
    assert differing(own, both) == []
    found = AttackEvent.objects.order_by("-first_day", "slug").values_list("pk", flat=True)
    assert both.events.key.tolist() == [*found]
    bits = {code: 1 << at for at, code in enumerate(Weapon)}
    drone, three = bits[Weapon.DRONE], sum(bits[code] for code in (Weapon.DRONE, *BESIDE))
    newest = np.argmax(both.events.key)
    assert both.events.weapons.tolist() == [
        three if at == newest else drone for at in range(len(both.events))
    ]


def test_what_is_not_committed_yet_is_read_by_its_own_connection_alone(opened: list[Any]) -> None:
    make_many(3)
    with transaction.atomic():
        make_event()
        assert len(read_columns().events) == 4
        transaction.set_rollback(True)
    assert opened == []
    assert len(read_columns().events) == 3


def test_without_another_connection_one_reads_all(
    opened: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_many(3)

    def refused(**_: Any) -> None:
        raise psycopg.OperationalError("too many clients already")

    monkeypatch.setattr(psycopg, "connect", refused)
    assert len(read_columns().events) == 3
    assert opened == [None]
    assert "too many clients" in caplog.text


def test_what_one_connection_cannot_read_is_an_error(
    opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of them meets it."""
    copied = connections._copied

    def broken(connected: Any, statement: Any) -> bytes:
        if connected is not connection.connection:
            raise psycopg.OperationalError("server closed the connection")
        return copied(connected, statement)

    make_many(40)
    monkeypatch.setattr(connections, "_copied", broken)
    with pytest.raises(OperationalError):
        read_columns()


@pytest.mark.parametrize("ordered", [[], [5], [5, 6, 9], [1, 10**12], [-3, 2**31, 2**31 + 1]])
def test_keys_are_found_among_close_and_far_ones(ordered: list[int]) -> None:
    keys = [*ordered, -9, 0, 7, 2**40, *ordered]
    found = places_of(np.array(keys, np.int64), np.array(ordered, np.int64))
    assert found.dtype == np.int32
    assert found.tolist() == [ordered.index(key) if key in ordered else NONE for key in keys]
