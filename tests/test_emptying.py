"""A test that commits leaves what a flush would have left."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

from proxies.models import AttackEvent, Change, RecordVersion
from proxies.record import current
from tests import emptying
from tests.factories import make_event, make_faction

pytestmark = pytest.mark.django_db(transaction=True)


def left() -> tuple[list[str], set[Any], set[Any]]:
    """The tables that have rows, and the kinds and rights by their names."""
    with connection.cursor() as cursor:
        tables = emptying._with_rows(cursor)
    rights = Permission.objects.values_list("content_type__model", "codename")
    return tables, {*rights}, {*ContentType.objects.values_list("app_label", "model")}


@pytest.mark.parametrize("superuser", [True, False])
def test_what_is_left_is_what_a_flush_leaves(
    superuser: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case: Any = TransactionTestCase()
    emptying._flush(case)
    flushed = left()
    monkeypatch.setattr(emptying, "_may_keep_triggers_still", lambda: superuser)
    for _ in range(2):
        make_event(make_faction().actor)
        Permission.objects.filter(codename="change_front").delete()
        assert left() != flushed
        emptying.empty(case)
        assert left() == flushed
    assert not Change.objects.exists()


def test_what_was_in_memory_is_read_anew() -> None:
    make_event(make_faction().actor)
    before, version = current.record(), RecordVersion.current()
    assert before.events
    emptying.empty(TransactionTestCase())
    assert RecordVersion.current() != version
    assert not AttackEvent.objects.exists()
    assert not current.record().events
