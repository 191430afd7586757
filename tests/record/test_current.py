"""Copies in memory are used until the record changes, and built anew once it has."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.db import connection

from proxies.models import Dataset, ImportRun, RecordVersion
from proxies.record.versions import Copy
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
TRIGGERED = r"""
SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE 'record\_changed%'
"""
TABLES = """
SELECT tablename FROM pg_tables
WHERE schemaname = current_schema() AND tablename LIKE 'proxies\\_%'
"""

UNTRACKED = frozenset(
    {
        "proxies_recordversion",
        "proxies_eventchange",
        "proxies_change",
        "proxies_seedrecord",
        "proxies_formerslug",
        "proxies_errorreport",
        "proxies_reject",
        "proxies_duplicatepair",
        "proxies_unknownname",
        "proxies_unknownname_fronts",
        "proxies_upload",
        "proxies_uploadpart",
        "proxies_trialreject",
        "proxies_datasetfetch",
        "proxies_channel",
        "proxies_fetchedhost",
        "proxies_joberror",
        "proxies_visit",
        "proxies_item",
        "proxies_cluster",
        "proxies_decision",
    }
)
"""Tables that no copy in memory is built from. Import runs are none of them: the days that they
cover bound the tempo of a front."""


def import_run(dataset: Dataset, until: date) -> ImportRun:
    return ImportRun.objects.create(
        dataset=dataset,
        format="acled",
        file_name="a.csv",
        sha256=sha256(b"").hexdigest(),
        scope="whole",
        release="1",
        started=NOON,
        finished=NOON,
        covered_from=date(2024, 1, 1),
        covered_until=until,
    )


def names_in(query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def test_a_copy_is_built_once_while_nothing_changes() -> None:
    built: list[int] = []

    def build() -> int:
        built.append(1)
        return len(built)

    copy = Copy(build)
    assert (copy.get(), copy.get()) == (1, 1)
    factories.make_dataset("another")
    assert (copy.get(), copy.get()) == (2, 2)


def test_an_import_makes_copies_stale_for_tempo_rests_on_the_days_it_covers() -> None:
    run = import_run(factories.make_dataset("another"), date(2024, 12, 31))
    before = RecordVersion.current()
    import_run(run.dataset, date(2025, 1, 31))
    added = RecordVersion.current()
    run.covered_until = date(2024, 11, 30)
    run.save()
    altered = RecordVersion.current()
    run.delete()
    assert len({before, added, altered, RecordVersion.current()}) == 4


def test_every_table_but_those_named_changes_the_version_of_the_record() -> None:
    assert names_in(TRIGGERED) == names_in(TABLES) - UNTRACKED
