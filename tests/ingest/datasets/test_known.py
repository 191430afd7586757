"""The day from which an imported row is known: its source's, else its release's, else its own."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from proxies.ingest.datasets.formats import ucdp_ged
from proxies.ingest.datasets.formats.cells import A_DAY, known_from
from proxies.ingest.datasets.formats.rows import EventRow, Rejection
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.models import AttackEvent, Dataset
from tests.downloads import csv_of, json_of
from tests.ingest.datasets.test_formats import GED_19, UCDP_ROW, acled_row, own, table, ucdp
from tests.ingest.datasets.test_load import events, fingerprint, load, own_rows
from tests.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIRST, LAST = date(2024, 1, 2), date(2024, 1, 9)


@pytest.mark.parametrize(
    ("days", "last", "known"),
    [
        ([], FIRST, None),
        ([date(2024, 1, 5), date(2024, 1, 3)], FIRST, date(2024, 1, 3)),
        ([date(2024, 1, 1)], FIRST, date(2024, 1, 1)),
        ([date(2023, 12, 31)], FIRST, None),
        ([date(2015, 1, 1), date(2024, 2, 1)], FIRST, date(2024, 2, 1)),
        ([date(2024, 1, 4)], LAST, LAST),
        ([date(2024, 1, 8)], LAST, date(2024, 1, 8)),
        ([date(2024, 1, 4), date(2024, 3, 1)], LAST, LAST),
    ],
)
def test_the_day_of_the_first_report_that_speaks_of_the_event(
    days: list[date], last: date, known: date | None
) -> None:
    assert known_from(days, FIRST, last) == known


def test_ucdp_is_known_from_the_first_of_its_sources() -> None:
    assert ucdp(source_date="2023-10-12;2023-10-10").reported == date(2023, 10, 10)
    assert ucdp(source_date="2015-01-01;never").reported is None
    assert ucdp().reported is None


def test_ucdp_syria_every_row_but_a_few_is_dated_by_its_sources() -> None:
    rows = [row for row in ucdp_ged.read(File.at(sample(GED_19))) if isinstance(row, EventRow)]
    assert all(row.reported is None or row.reported >= row.last_day - A_DAY for row in rows)
    assert sum(row.reported is None for row in rows) < 300


def test_acled_is_known_from_when_the_row_was_put_out() -> None:
    assert acled_row(timestamp="1698700000").reported == date(2023, 10, 30)
    assert acled_row(timestamp="1698700000123").reported == date(2023, 10, 30)
    assert acled_row(timestamp="").reported is None


def test_our_template_may_say_when_it_was_reported() -> None:
    assert own(reported="2024-01-04").reported == date(2024, 1, 4)
    assert own(reported="").reported is None
    wrong = own(reported="2023-01-04")
    assert isinstance(wrong, Rejection)
    assert (wrong.column, wrong.reason) == ("reported", "is before the event")


def known_on(day: str) -> set[str]:
    return {row["slug"] for row in csv_of(f"/events.csv?dataset=own&as_of={day}")}


def test_pages_show_a_row_from_the_day_of_its_source_else_of_its_release() -> None:
    rows = [*own_rows("a", reported="2024-01-04"), *own_rows("b", reported="")]
    outcome = load("proxies", *rows, released=date(2024, 6, 1))
    assert outcome.undated == 0
    days = ("2024-01-03", "2024-01-04", "2024-05-31", "2024-06-01")
    assert [known_on(day) for day in days] == [set(), {"own-a"}, {"own-a"}, {"own-a", "own-b"}]
    told_from = {row["slug"]: row["known_from"] for row in csv_of("/events.csv?dataset=own")}
    assert told_from == {"own-a": "2024-01-04", "own-b": "2024-06-01"}
    assert json_of("/events.json?dataset=own&sort=oldest")["events"][0]["known_from"]


def test_without_any_day_a_row_is_known_from_its_own_last_day() -> None:
    outcome = load("proxies", *own_rows("a", last_day="2024-01-05"))
    assert outcome.undated == 1
    assert [known_on(day) for day in ("2024-01-04", "2024-01-05")] == [set(), {"own-a"}]


def test_a_newer_release_does_not_make_a_row_younger() -> None:
    load("proxies", *own_rows("a"), release="1", released=date(2024, 6, 1))
    outcome = load("proxies", *own_rows("a", "b"), release="2", released=date(2025, 6, 1))
    assert (outcome.counts.unchanged, outcome.counts.new) == (1, 1)
    kept = dict(events().values_list("source_key", "reported"))
    assert kept == {"a": date(2024, 6, 1), "b": date(2025, 6, 1)}
    assert Dataset.objects.get(slug="own").released == date(2025, 6, 1)


def test_a_day_that_becomes_known_is_taken_up_and_then_nothing_changes() -> None:
    load("proxies", *own_rows("a"), release="1")
    given: Any = {"release": "1", "released": date(2024, 6, 1)}
    assert load("proxies", *own_rows("a"), **given).counts.changed == 1
    before = fingerprint()
    assert load("proxies", *own_rows("a"), **given).counts.unchanged == 1
    again = load("proxies", *own_rows("a"), release="1")
    assert (again.counts.unchanged, again.undated) == (1, 0)
    assert fingerprint() == before


def test_the_day_of_an_older_release_is_not_that_of_a_newer_one() -> None:
    load("proxies", *own_rows("a"), release="1", released=date(2024, 6, 1))
    outcome = load("proxies", *own_rows("a", "b"), release="2")
    assert Dataset.objects.get(slug="own").released is None
    assert outcome.undated == 1  # the new one


def test_a_release_cannot_tell_of_what_came_after_it() -> None:
    with pytest.raises(ImportRefusedError, match="2024-01-02, after the day"):
        load("proxies", *own_rows("a"), released=date(2023, 6, 1))
    assert not AttackEvent.objects.filter(dataset__slug="own").exists()


def test_the_command_warns_where_no_day_is_known(tmp_path: Path) -> None:
    path = tmp_path / "ged_v23_1.csv"
    path.write_bytes(table(UCDP_ROW))
    said = io.StringIO()
    call_command("import_events", "ucdp-ged", str(path), stdout=io.StringIO(), stderr=said)
    assert (
        "Of 1 events neither the day of a report nor that of the release is known"
        in said.getvalue()
    )
    said = io.StringIO()
    more = ("--released", "2024-06-01")
    call_command("import_events", "ucdp-ged", str(path), *more, stdout=io.StringIO(), stderr=said)
    assert "neither the day" not in said.getvalue()
