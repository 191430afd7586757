"""A run as a whole: once, again, a newer release, trial, withdrawals, names and fronts."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum
from django.test import Client

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportJob, ImportOutcome, ImportRefusedError
from proxies.ingest.datasets.load import LOCK, run
from proxies.methods.imported_front import RowParty, Where, direction_of, front_of, in_scope
from proxies.models import (
    Actor,
    AttackEvent,
    Attribution,
    Change,
    Dataset,
    ImportRun,
    Place,
    Reject,
    UnknownName,
)
from tests.ingest.datasets.test_formats import (
    ACLED_ROW,
    GED_19,
    GED_23,
    OWN_ROW,
    RAIDS,
    UCDP_ROW,
    table,
)
from tests.pages import Page
from tests.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def load(name: str, *rows: dict[str, str], **how: Any) -> ImportOutcome:
    """Import rows, which have the columns of the first."""
    file = File.of(table(*rows), how.pop("file_name", "events_v23_1.csv"))
    return run(ImportJob(FORMATS[name], file, how.pop("dataset", "own"), "", **how))


def load_sample(name: str, file_name: str, **how: Any) -> ImportOutcome:
    file = File.at(sample(file_name))
    return run(ImportJob(FORMATS[name], file, how.pop("dataset", "own"), "", **how))


def own_rows(*keys: str, **cells: str) -> list[dict[str, str]]:
    base = OWN_ROW | {"lat": "33.3", "lon": "44.4", "country": "IQ", "place_name": "Baghdad"}
    return [base | {"key": key} | cells for key in keys]


def fingerprint() -> list[Any]:
    """All that an import might touch, with who wrote each row last: a row that is written again
    with what it had differs too. The run itself is noted anew, and with it the record's version."""
    tables = ("attackevent", "attribution", "attackevent_targets", "place", "dataset", "change")
    with connection.cursor() as cursor:
        found = []
        for name in tables:
            rows = "count(*), sum(hashtext(t::text)), sum(t.xmin::text::bigint)"
            cursor.execute(f"SELECT {rows} FROM proxies_{name} t")  # noqa: S608
            found.append(cursor.fetchone())
    return found


def events(dataset: str = "own") -> Any:
    return AttackEvent.objects.filter(dataset__slug=dataset)


def test_the_same_file_again_changes_nothing() -> None:
    assert load("proxies", *own_rows("a", "b")).counts.new == 2
    before = fingerprint()
    again = load("proxies", *own_rows("a", "b"))
    assert (again.counts.unchanged, again.counts.new, again.counts.changed) == (2, 0, 0)
    assert fingerprint() == before
    assert ImportRun.objects.filter(dataset__slug="own").count() == 2


def test_an_imported_event_is_published_with_parties_place_and_figures() -> None:
    load("proxies", *own_rows("a/1"))
    event = events().get()
    assert event.slug.startswith("own-a1-")
    assert (event.state, event.front.slug, event.killed_best) == ("published", "iraq", 1)
    assert event.place is not None
    assert event.place.name == "Baghdad"
    named = set(event.attributions.values_list("actor__slug", "kind"))
    assert named == {("kataib-hezbollah", "claimed"), ("harakat-hezbollah-al-nujaba", "claimed")}
    assert [actor.slug for actor in event.targets.all()] == ["israel"]


def test_a_newer_release_updates_and_withdraws_and_the_history_has_it() -> None:
    load("proxies", *own_rows("a", "b", "c"))
    changed = own_rows("a", killed_best="4", claimed_by="Nujaba")
    outcome = load("proxies", *changed, *own_rows("b"), release="2")
    counts = outcome.counts
    assert (counts.changed, counts.unchanged, counts.withdrawn) == (1, 1, 1)
    gone = events().get(source_key="c")
    today = datetime.now(UTC).date()
    assert (gone.state, gone.withdrawn) == ("discounted", today)
    assert gone.discount_reason == "No longer in release 2"
    notes = Change.objects.of(events().get(source_key="a"))
    assert {(note.kind, note.operation) for note in notes} == {
        ("attackevent", "update"),
        ("attribution", "delete"),
    }
    assert notes[0].context is not None
    assert notes[0].context.metadata["source"] == "import own"
    asked = {"from": (today - timedelta(1)).isoformat(), "to": today.isoformat(), "dataset": "own"}
    page = Page(Client().get("/compare/", asked).text).text("main")
    assert "Killed, best before: 1 → after: 4" in page
    assert "No longer in release 2" in page
    assert "by import own" in page
    back = load("proxies", *changed, *own_rows("b", "c"), release="3")
    assert back.counts.changed == 1
    gone.refresh_from_db()
    assert (gone.state, gone.withdrawn, gone.discount_reason) == ("published", None, "")


def test_what_an_editor_withdrew_stays_so() -> None:
    load("proxies", *own_rows("a"))
    events().update(state="discounted", discount_reason="Twice.", withdrawn=date(2024, 2, 1))
    assert load("proxies", *own_rows("a")).counts.unchanged == 1
    load("proxies", *own_rows("a", killed_best="3"))
    assert (events().get().state, events().get().killed_best) == ("discounted", 3)


def test_a_row_that_a_release_garbles_is_not_withdrawn() -> None:
    load("proxies", *own_rows("a", "b", "c"))
    outcome = load("proxies", *own_rows("a", "b"), *own_rows("c", killed_best="many"))
    assert (outcome.counts.rejected, outcome.counts.withdrawn) == (1, 0)
    assert events().filter(state="published").count() == 3


def test_a_file_that_drops_most_of_a_dataset_is_refused() -> None:
    keys = [f"k{number}" for number in range(30)]
    load("proxies", *own_rows(*keys))
    with pytest.raises(ImportRefusedError, match="25 of 30"):
        load("proxies", *own_rows(*keys[:5]))
    assert load("proxies", *own_rows(*keys[:5]), allow_withdrawals=True).counts.withdrawn == 25


def test_a_trial_says_what_would_be_and_writes_nothing() -> None:
    before = fingerprint()[:-1]
    outcome = load("proxies", *own_rows("a"), *own_rows("b", claimed_by="Nobody"), trial=True)
    assert (outcome.counts.new, outcome.counts.unknown) == (2, 1)
    assert fingerprint()[:-1] == before
    assert not Dataset.objects.filter(slug="own").exists()
    assert not ImportRun.objects.exists()


def test_a_key_that_comes_twice_is_rejected_the_second_time() -> None:
    outcome = load("proxies", *own_rows("a", "b", "a"))
    (reject,) = outcome.rejects
    assert (reject.line, reject.value, reject.reason) == (4, "a", "stands on line 2 already")
    stored = Reject.objects.get()
    assert (stored.line, stored.run.rejected) == (4, 1)


def test_an_unknown_name_waits_for_an_editor_and_the_next_run_takes_it_up() -> None:
    rows = own_rows("a", "b", claimed_by="The Unheard Of; Nujaba")
    assert load("proxies", *rows).counts.unknown == 2
    waiting = UnknownName.objects.get()
    assert (waiting.text, waiting.times) == ("The Unheard Of", 2)
    assert [front.slug for front in waiting.fronts.all()] == ["iraq"]
    waiting.actor = Actor.objects.get(slug="ashab-al-kahf")
    waiting.save()
    outcome = load("proxies", *rows)
    assert (outcome.counts.changed, outcome.counts.unknown) == (2, 0)
    assert Attribution.objects.filter(event__in=events(), actor=waiting.actor).count() == 2


def test_a_name_set_aside_is_not_asked_about_again() -> None:
    rows = own_rows("a", claimed_by="The Unheard Of")
    load("proxies", *rows)
    UnknownName.objects.update(ignored=True)
    assert load("proxies", *rows).counts.unknown == 0
    assert not events().get().attributions.exists()


def test_two_runs_at_once_the_second_is_refused() -> None:
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("host", "port", "user", "dbname") if given.get(name)}
    with psycopg.connect(**wanted) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with pytest.raises(ImportRefusedError, match="Another import is running"):
            load("proxies", *own_rows("a"))


def test_an_address_that_another_dataset_has_is_refused_in_words() -> None:
    load("proxies", *own_rows("x-1"), dataset="own")
    with pytest.raises(ImportRefusedError, match=r"Line 2: .*'own-x-1', .*of another name"):
        load("proxies", *own_rows("1"), dataset="own-x")
    assert not Dataset.objects.filter(slug="own-x").exists()


YEMEN = {
    "side_a": "Government of Yemen (North Yemen)", "side_a_new_id": "123",
    "side_b": "Forces of the Presidential Leadership Council", "side_b_new_id": "6254",
    "country": "Yemen (North Yemen)", "date_start": "2021-03-01", "date_end": "2021-03-01",
    "latitude": "15.4", "longitude": "45.3",
}  # fmt: skip


def test_the_houthis_are_the_government_of_north_yemen_123() -> None:
    load("ucdp-ged", UCDP_ROW | YEMEN)
    event = events().get()
    named = set(event.attributions.values_list("actor__slug", flat=True))
    assert named == {"houthis", "yemen-government"}
    assert (event.front.slug, event.direction) == ("yemen", "clash")


@pytest.mark.parametrize(
    ("release", "day"), [("19.1", "2016-03-01"), ("23.1", "2012-03-01"), ("", "2021-03-01")]
)
def test_123_is_not_guessed_before_22_1_nor_before_2015(release: str, day: str) -> None:
    row = UCDP_ROW | YEMEN | {"date_start": day, "date_end": day}
    outcome = load("ucdp-ged", row, file_name=f"ged_v{release.replace('.', '_')}.csv", scope="all")
    assert ("Government of Yemen (North Yemen)", "123") in outcome.unknown


def test_a_strike_from_iraq_on_the_golan_is_iraq() -> None:
    cells = {"actor1": "Islamic Resistance in Iraq", "country": "Syria", "latitude": "33.0",
             "longitude": "35.75", "actor2": "Military Forces of Israel (2022-)"}  # fmt: skip
    load("acled", ACLED_ROW | cells)
    assert events().get().front.slug == "iraq"


IRI = RowParty(1, "faction", ("iraq", "syria"), "iraq")
ISRAEL = RowParty(2, "opponent", state=True)
ASSAD = RowParty(3, "patron", state=True)
SDF = RowParty(4, "opponent")
FRONTS = {"IQ": "iraq", "SY": "syria", "LB": "lebanon", "YE": "yemen"}


@pytest.mark.parametrize(
    ("stated", "parties", "where", "front"),
    [
        ("yemen", [IRI], Where("IQ"), "yemen"),
        ("", [IRI, ISRAEL], Where("SY"), "syria"),
        ("", [IRI, ISRAEL], Where("SY", 33.0, 35.75), "iraq"),
        ("", [IRI, ISRAEL], Where("IL"), "iraq"),
        ("", [ISRAEL, ASSAD], Where("SY"), "syria"),
        ("", [ISRAEL], Where("IR"), None),
        ("", [], Where("UA"), None),
        ("", [IRI], Where("", sea=True), "iraq"),
        ("", [IRI], Where("UA"), None),
        ("", [ISRAEL], Where("", sea=True), None),
    ],
)
def test_the_front_by_rule(
    stated: str, parties: list[RowParty], where: Where, front: str | None
) -> None:
    assert front_of(stated, parties, where, FRONTS).front == front


def test_the_scope_and_the_direction_by_rule() -> None:
    assert in_scope("tracked", "", [IRI])
    assert in_scope("tracked", "", [ISRAEL, ASSAD])
    assert in_scope("tracked", "state-strike", [])
    assert not in_scope("tracked", "", [ISRAEL])
    assert in_scope("all", "", [])
    assert [direction_of("", [who]) for who in (IRI, ISRAEL, SDF)] == [
        "faction-attack",
        "state-strike",
        "other",
    ]
    assert (direction_of("clash", [IRI]), direction_of("", [])) == ("clash", "other")


def test_ucdp_syria_comes_in_whole_and_its_sum_is_the_files_own() -> None:
    outcome = load_sample("ucdp-ged", GED_19, scope="all", census=True)
    assert (outcome.counts.new, outcome.counts.rejected) == (16_566, 0)
    path = sample(GED_19)
    with path.open(encoding="utf-8", newline="") as stream:
        expected = sum(int(cells["best"]) for cells in csv.DictReader(stream))
    assert events().aggregate(sum=Sum("killed_best"))["sum"] == expected
    dataset = Dataset.objects.get(slug="own")
    assert (dataset.version, dataset.coverage) == ("19.1", "census")
    assert dataset.covered_until == date(2019, 11, 30)
    before = fingerprint()
    assert load_sample("ucdp-ged", GED_19, scope="all").counts.unchanged == 16_566
    assert fingerprint() == before


def test_ucdp_worldwide_takes_the_tracked_rows_only() -> None:
    outcome = load_sample("ucdp-ged", GED_23)
    assert outcome.counts.read == 1000
    assert 0 < outcome.counts.new < 100
    assert outcome.counts.new + outcome.counts.outside == 1000
    stated = events().exclude(direction="clash")  # one-sided violence only, which names who did it
    assert all(event.targets.filter(slug="civilians").exists() for event in stated)


def test_yemen_data_project_comes_in_as_strikes_of_the_coalition() -> None:
    outcome = load_sample("yemen-data-project", RAIDS)
    assert (outcome.counts.new, outcome.counts.rejected) == (22_484, 1)
    assert set(events().values_list("direction", "front__slug")) == {("state-strike", "yemen")}
    attackers = Attribution.objects.filter(event__in=events()).values_list("actor__slug", flat=True)
    assert set(attackers) == {"saudi-led-coalition"}


def test_pages_draw_an_imported_dataset_only_when_asked() -> None:
    load("proxies", *own_rows("a"), dataset="own")
    client = Client()
    slug = events().get().slug
    asked = client.get("/events/?dataset=own")
    assert asked.status_code == 200
    assert slug in asked.text
    assert slug not in client.get("/events/").text
    for page in ("/?dataset=own", f"/events/{slug}/", "/fronts/iraq/?dataset=own"):
        assert client.get(page).status_code == 200, page


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_bytes(table(*own_rows("a", weapon="drone"), *own_rows("b", weapon="laser")))
    return path


def test_the_command_ends_badly_after_rejects_unless_they_are_allowed(bad_file: Path) -> None:
    out, told = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 rows were rejected"):
        call_command("import_events", "proxies", str(bad_file), stdout=out, stderr=told)
    assert "events.csv:3: weapon 'laser' is none of" in told.getvalue()
    call_command(
        "import_events", "proxies", str(bad_file), "--allow-rejects", stdout=out, stderr=told
    )
    assert "rejected              1" in out.getvalue()


def test_the_command_refuses_the_curated_record_and_files_of_another_kind(bad_file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be imported into"):
        call_command("import_events", "proxies", str(bad_file), "--dataset", "curated")
    with pytest.raises(CommandError, match=r"no column[\s\S]*Nothing was written"):
        call_command("import_events", "acled", str(bad_file))
    assert not ImportRun.objects.exists()


def test_places_are_shared_by_their_point_and_words() -> None:
    load("proxies", *own_rows("a", "b"), *own_rows("c", place_name="Camp Victory"))
    assert Place.objects.filter(slug__startswith="own-n").count() == 2


def test_a_job_can_be_asked_again_with_another_scope() -> None:
    job = ImportJob(FORMATS["proxies"], File.of(table(*own_rows("a"))), "own", "")
    assert run(replace(job, scope="all")).counts.new == 1
