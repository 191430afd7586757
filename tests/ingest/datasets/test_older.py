"""An older or shorter file adds its days and sets nothing of its dataset back."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from proxies.ingest.datasets.run_record import is_older
from proxies.models import AttackEvent, Change, Dataset, ImportRun
from tests.ingest.datasets.test_formats import ACLED_ROW, UCDP_ROW, table
from tests.ingest.datasets.test_load import load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 1)


def own() -> Dataset:
    return Dataset.objects.get(slug="own")


def test_an_older_release_leaves_version_citation_day_and_coverage() -> None:
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v25_1.csv", released=date(2025, 6, 10))
    before = own()
    assert (before.version, "25.1" in before.citation) == ("25.1", True)
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v23_1.csv", released=date(2024, 1, 10))
    after = own()
    assert (after.version, after.citation) == ("25.1", before.citation)
    assert after.released == date(2025, 6, 10)
    assert (after.covered_from, after.covered_until) == (before.covered_from, before.covered_until)
    assert set(ImportRun.objects.values_list("release", flat=True)) == {"25.1", "23.1"}
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v26_1.csv")
    assert (own().version, "26.1" in own().citation, own().released) == ("26.1", True, None)


def test_a_shorter_file_leaves_them_too() -> None:
    days = {"date_precision": "day", "reported": ""}
    march = own_rows("a", first_day=str(MARCH), last_day=str(MARCH), **days)
    june = own_rows("b", first_day=str(JUNE), last_day=str(JUNE), **days)
    load("proxies", *march, *june)
    before = own()
    assert before.version == "to 2024-06-01"
    load("proxies", *march)
    after = own()
    assert (after.version, after.citation) == (before.version, before.citation)
    assert (after.covered_from, after.covered_until) == (MARCH, JUNE)


OTHERWISE = {"killed_best": "4", "summary": "Otherwise.", "claimed_by": "Nujaba"}


def event(key: str) -> AttackEvent:
    return AttackEvent.objects.get(dataset__slug="own", source_key=key)


def test_an_older_release_only_adds_what_is_missing() -> None:
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v25_1.csv")
    (key,) = AttackEvent.objects.filter(dataset__slug="own").values_list("source_key", flat=True)
    before = AttackEvent.objects.filter(source_key=key).values().get()
    other = UCDP_ROW | {"id": "999001"}
    older = UCDP_ROW | {"best": "77", "high": "80"}
    counts = load("ucdp-ged", older, other, file_name="GEDEvent_v23_1.csv").counts
    assert (counts.new, counts.changed, counts.older, counts.withdrawn) == (1, 0, 1, 0)
    assert AttackEvent.objects.filter(source_key=key).values().get() == before
    counts = load("ucdp-ged", other, file_name="GEDEvent_v23_1.csv").counts
    assert counts.withdrawn == 0
    newer = load("ucdp-ged", older, file_name="GEDEvent_v26_1.csv").counts
    assert (newer.changed, newer.older, newer.withdrawn) == (1, 0, 1)


def test_an_older_release_does_not_bring_back_what_a_newer_one_dropped() -> None:
    load("proxies", *own_rows("a", "b", "c"), release="1")
    load("proxies", *own_rows("a", "c"), release="2")
    assert event("b").state == "discounted"
    counts = load("proxies", *own_rows("a", "b", "c"), release="1").counts
    assert (counts.changed, counts.older, event("b").state) == (0, 1, "discounted")


def test_a_file_that_ends_earlier_changes_and_withdraws_nothing_and_says_so(
    tmp_path: Path,
) -> None:
    days = {"date_precision": "day", "reported": ""}
    march = {"first_day": str(MARCH), "last_day": str(MARCH), **days}
    june = {"first_day": str(JUNE), "last_day": str(JUNE), **days}
    load("proxies", *own_rows("a", "b", "c", **march), *own_rows("z", **june))
    before = event("a").killed_best, event("a").summary
    path = tmp_path / "own.csv"
    path.write_bytes(table(*own_rows("a", **march, **OTHERWISE), *own_rows("new", **march)))
    out, err = io.StringIO(), io.StringIO()
    call_command("import_events", "proxies", path, dataset="own", stdout=out, stderr=err)
    assert "only adds what is missing there" in err.getvalue()
    assert "1 row that differs is left out" in err.getvalue()
    assert (event("a").killed_best, event("a").summary) == before
    assert event("new").state == "published"
    assert set(AttackEvent.objects.filter(dataset__slug="own").values_list("state", flat=True)) == {
        "published"
    }
    run = ImportRun.objects.latest("pk")
    assert (run.new, run.changed, run.older, run.withdrawn) == (1, 0, 1, 0)
    named = load("proxies", *own_rows("a", **march, **OTHERWISE), release="corrected").counts
    assert (named.changed, event("a").killed_best) == (1, 4)


def test_the_day_of_release_decides_where_names_do_not() -> None:
    load("proxies", *own_rows("a"), release="spring", released=date(2024, 6, 1))
    older = load("proxies", *own_rows("a", **OTHERWISE), release="x", released=date(2024, 5, 1))
    assert (older.counts.changed, older.counts.older, older.older_than) == (0, 1, "spring")
    newer = load("proxies", *own_rows("a", **OTHERWISE), release="x", released=date(2024, 7, 1))
    assert (newer.counts.changed, newer.counts.older, newer.older_than) == (1, 0, "")


def acled(key: str, stamp: int, day: str = "2024-03-01", **cells: str) -> dict[str, str]:
    base = ACLED_ROW | {
        "event_id_cnty": key,
        "event_date": day,
        "timestamp": str(stamp),
        "notes": "An event.",
    }
    return base | cells


T1, T2, T3 = (int(datetime(2024, 7, n, tzinfo=UTC).timestamp()) for n in (1, 10, 20))


def test_the_time_of_a_row_decides_where_it_has_one() -> None:
    load("acled", acled("A1", T2), acled("A2", T2))
    assert event("A1").revised == datetime(2024, 7, 10, tzinfo=UTC)
    mixed = load("acled", acled("A1", T1, fatalities="7"), acled("A2", T3, fatalities="8")).counts
    assert (mixed.older, mixed.changed) == (1, 1)
    assert (event("A1").killed_best == 7, event("A2").killed_best) == (False, 8)


def test_a_row_that_says_the_same_again_is_as_new_as_it_says() -> None:
    load("acled", acled("A1", T1))
    notes = Change.objects.count()
    assert load("acled", acled("A1", T3)).counts.unchanged == 1
    assert (event("A1").revised, Change.objects.count()) == (
        datetime(2024, 7, 20, tzinfo=UTC),
        notes,
    )
    assert load("acled", acled("A1", T2, fatalities="7")).counts.older == 1


def test_a_shorter_file_with_newer_rows_changes_them_and_withdraws_nothing() -> None:
    load("acled", acled("A1", T1), acled("A2", T1), acled("A3", T1, day="2024-06-01"))
    counts = load("acled", acled("A1", T3, fatalities="7")).counts
    assert (counts.changed, counts.withdrawn, event("A1").killed_best) == (1, 0, 7)


def test_what_was_put_out_after_a_file_is_not_missing_in_it() -> None:
    load("acled", acled("A1", T1), acled("A2", T3), acled("A3", T1), acled("A4", T1))
    counts = load("acled", acled("A1", T2), acled("A4", T2)).counts
    assert counts.withdrawn == 1
    assert (event("A2").state, event("A3").state) == ("published", "discounted")


@pytest.mark.parametrize(
    ("release", "version", "ended", "older"),
    [
        ("23.1", "25.1", JUNE, True), ("25.1", "23.1", MARCH, False), ("9.1", "25.1", JUNE, True),
        ("25.0.3", "25.0.12", JUNE, True), ("25.1", "25.1", MARCH, False),
        ("to 2024-03-01", "to 2024-06-01", MARCH, True),
        ("to 2024-07-01", "to 2024-06-01", JUNE, False),
        ("to 2024-03-01", "25.1", MARCH, True), ("to 2024-06-01", "25.1", JUNE, False),
        ("second", "first", MARCH, False), ("25.1", "to 2024-06-01", MARCH, False),
        ("to 2024-03-01", "", MARCH, False),
    ],
)  # fmt: skip
def test_which_release_comes_first(release: str, version: str, ended: date, older: bool) -> None:
    assert is_older(release, version, ended, JUNE) is older
