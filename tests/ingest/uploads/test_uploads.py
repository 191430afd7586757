"""A file is uploaded in the admin, tried, shown, and imported when an editor says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from proxies.actions import duplicates
from proxies.ingest.datasets.load import LOCK, run
from proxies.ingest.uploads import steps as uploads
from proxies.ingest.uploads.steps import AtFile, try_or_import
from proxies.models import (
    AttackEvent,
    Change,
    Dataset,
    ImportRun,
    Reject,
    TrialReject,
    UnknownName,
    Upload,
    UploadPart,
)
from proxies.models.uploads import running_keys
from tests.admin_people import client_of
from tests.ingest.datasets.test_formats import table
from tests.uploading import (
    let_jobs_be_due,
    page,
    press,
    rows,
    send,
    surroundings,
    tried,
    upload,
    work,
    worker_at_work,
    zipped,
)

pytestmark = pytest.mark.django_db(transaction=True)

WRITTEN = (AttackEvent, Dataset, ImportRun, Reject, UnknownName, Change)


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


def shown(of: Upload) -> dict[str, Any]:
    """What the trial found."""
    found: dict[str, Any] = of.preview or {}
    return found


def held() -> list[int]:
    return [model._default_manager.count() for model in WRITTEN]


def own_events() -> Any:
    return AttackEvent.objects.filter(dataset__slug="own-events")


def test_a_trial_shows_everything_and_writes_nothing(client: Client) -> None:
    before = held()
    lines = [*rows("a1"), *rows("a2", killed_best="many"), *rows("a3", claimed_by="Nobody Known")]
    found = tried(client, *lines)
    assert held() == before
    text = page(client, found).text
    assert 'data-status="tried"' in text
    assert "is not a whole number" in text
    assert "Nobody Known" in text
    assert "Event a1" in text
    counts = shown(found)["counts"]
    assert [counts[name] for name in ("read", "new", "rejected", "unknown")] == [3, 2, 1, 1]
    assert shown(found)["names"] == [
        {"text": "Nobody Known", "id": "", "times": 1, "fronts": ["iraq"]}
    ]


def test_confirming_writes_what_was_shown_and_removes_the_file(client: Client) -> None:
    found = tried(client, *rows("a1", "a2"), *rows("a3", killed_best="many"))
    press(client, found, "import")
    assert work() == 1
    found.refresh_from_db()
    assert found.run is not None
    assert (found.run.new, found.run.rejected, found.run.by) == (2, 1, found.by)
    assert own_events().filter(state="published").count() == 2
    assert not UploadPart.objects.exists()
    assert not TrialReject.objects.exists()
    assert "examples" not in shown(found)
    text = page(client, found).text
    for link in (
        reverse("admin:proxies_importrun_change", args=[found.run.pk]),
        reverse("rejects-csv", args=[found.run.pk]),
        "/datasets/#own-events-title",
        reverse("admin:proxies_unknownname_changelist"),
    ):
        assert link in text
    assert "differ" not in text
    queue = f"{reverse('admin:proxies_unknownname_changelist')}?dataset__id__exact="
    assert client.get(f"{queue}{found.run.dataset_id}&ignored__exact=0&actor__isempty=1").text


def test_the_page_shows_what_would_change_and_what_would_go(client: Client) -> None:
    first = tried(client, *rows("a1", "a2", "a3", killed_best="1"))
    press(client, first, "import")
    work()
    lines = [*rows("a1", killed_best="2"), *rows("a3", killed_best="1"), *rows("a4")]
    second = tried(client, *lines, release="two")
    (change,) = shown(second)["examples"]["changed"]
    assert change["key"] == "a1"
    assert change["changes"] == [{"field": "killed", "before": "1", "after": "2"}]
    assert [each["key"] for each in shown(second)["examples"]["withdrawn"]] == ["a2"]
    assert [each["key"] for each in shown(second)["examples"]["new"]] == ["a4"]
    text = page(client, second).text
    assert "What would change" in text
    assert "What would be withdrawn" in text
    assert own_events().get(source_key="a1").killed_best == 1


def test_an_event_that_comes_back_and_a_place_known_better_are_shown_as_changes(
    client: Client,
) -> None:
    place = {"lat": "33.3", "lon": "44.4", "country": "IQ", "place_name": "Baghdad"}
    lines = rows("a1", "a2", "a3", **place, place_precision="town")
    for some in (lines, [lines[0], lines[2]]):
        found = tried(client, *some)
        press(client, found, "import")
        work()
    back = tried(client, lines[0] | {"place_precision": "district"}, *lines[1:])
    changes = {each["key"]: each["changes"] for each in shown(back)["examples"]["changed"]}
    assert changes == {
        "a1": [
            {
                "field": "place",
                "before": "Baghdad (33.3, 44.4; town)",
                "after": "Baghdad (33.3, 44.4; district)",
            }
        ],
        "a2": [{"field": "state", "before": "withdrawn", "after": "published"}],
    }
    assert "count as known from their own last day" in page(client, back).text
    press(client, back, "change", format="proxies", scope="tracked", released="2024-06-01")
    work()
    assert "count as known from their own last day" not in page(client, back).text


def test_a_record_that_changed_between_trial_and_import_is_pointed_out(client: Client) -> None:
    first = tried(client, *rows("a1", "a2"))
    second = tried(client, *rows("a1", "a2"))
    for each in (first, second):
        press(client, each, "import")
        assert work() == 1
    assert shown(second)["counts"]["new"] == 2
    second.refresh_from_db()
    assert (second.run and second.run.unchanged) == 2
    assert "The record changed between the trial and the import" in page(client, second).text
    assert "The record changed" not in page(client, first).text


def test_a_file_of_another_format_is_said_to_be_that_and_can_be_tried_again(
    client: Client,
) -> None:
    found = tried(client, *rows("a1"), format="ucdp-ged")
    text = page(client, found).text
    assert 'data-status="failed"' in text
    assert found.message in text.replace("&#x27;", "'")
    assert found.message
    press(client, found, "change", format="proxies", scope="tracked")
    assert work() == 1
    found.refresh_from_db()
    assert (found.state, found.message, shown(found)["counts"]["new"]) == ("done", "", 1)


def test_settings_that_make_no_sense_are_shown_beside_the_form(client: Client) -> None:
    found = tried(client, *rows("a1"))
    press(client, found, "change", format="proxies", scope="tracked", dataset="curated")
    assert found.state == "done"


def test_a_refused_import_says_why_and_goes_in_when_allowed(client: Client) -> None:
    many = [f"k{n:02}" for n in range(30)]
    first = tried(client, *rows(*many))
    press(client, first, "import")
    work()
    second = tried(client, *rows(*many[:2]))
    assert (second.state, "are not in this file" in second.message) == ("failed", True)
    given = {"format": "proxies", "scope": "tracked", "allow_withdrawals": "on"}
    press(client, second, "change", **given)
    work()
    second.refresh_from_db()
    assert shown(second)["counts"]["withdrawn"] == 28


def test_the_rejects_of_a_trial_are_a_csv_without_formulas(client: Client) -> None:
    found = tried(client, *rows("a1"), *rows("a2", killed_best="=1+1"))
    answer = client.get(reverse("admin:proxies_upload_rejects", args=[found.pk]))
    assert f"rejects-of-upload-{found.pk}.csv" in answer["Content-Disposition"]
    head, row = b"".join(answer).decode().strip().split("\r\n")
    assert head == "line,column,value,reason,raw"
    assert row.startswith("3,killed_best,'=1+1,")


def test_a_zip_and_its_release_are_read_by_their_names(client: Client) -> None:
    send(client, zipped(table(*rows("a1"))), "events.zip")
    assert work() == 1
    assert shown(Upload.objects.get())["counts"]["new"] == 1


def test_the_page_says_whether_a_worker_is_there(client: Client) -> None:
    found = upload(client, *rows("a1"))
    assert "No worker is running" in page(client, found).text
    with psycopg.connect(**parameters()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])  # as an import that runs
        with worker_at_work():
            while not running_keys():
                time.sleep(0.02)
            text = page(client, found).text
    assert "No worker is running" not in text
    assert "waits for its turn" in text


def test_an_upload_whose_worker_ended_is_interrupted_and_can_be_done_again(
    client: Client,
) -> None:
    found = upload(client, *rows("a1"))
    Upload.objects.update(state="running", started=now())
    text = page(client, found).text
    assert 'data-status="interrupted"' in text
    assert "Interrupted" in client.get(reverse("admin:proxies_upload_changelist")).text
    press(client, found, "again")
    assert (found.state, work()) == ("waiting", 1)


def test_what_a_worker_is_at_is_not_begun_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = upload(client, *rows("a1"))
    seen: list[Upload] = []

    def at_it(worker: AtFile, taken: Upload) -> None:
        seen.append(taken)
        assert taken == found
        assert 'data-status="running"' in page(client, found).text
        press(client, found, "again")
        assert found.state == "running"
        assert not try_or_import(found.pk)

    monkeypatch.setattr(AtFile, "_do", at_it)
    assert try_or_import(found.pk)
    assert seen == [found]


def cancel_when_read(monkeypatch: pytest.MonkeyPatch, cancel: Callable[[], object]) -> None:
    """Have somebody cancel while the worker reads, through a connection of their own."""
    tell = AtFile.tell

    def cancelled() -> None:
        cancel()
        connection.close()

    def told(worker: AtFile, *progress: int) -> None:
        somebody = Thread(target=cancelled)
        somebody.start()
        somebody.join()
        tell(worker, *progress)

    monkeypatch.setattr(AtFile, "tell", told)


def test_cancelling_removes_the_file_and_stops_the_worker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tried(client, *rows("a1"))
    press(client, found, "import")
    cancel_when_read(monkeypatch, lambda: press(client, found, "cancel"))
    assert work() == 1
    found.refresh_from_db()
    assert found.state == "cancelled"
    assert not own_events().exists()
    assert not UploadPart.objects.exists()
    assert "the file was removed" in page(client, found).text
    assert "Nothing was done" in press(client, found, "import")


def test_cancelling_at_the_very_end_undoes_the_import(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tried(client, *rows("a1"))
    press(client, found, "import")

    def run_and_cancel(*args: Any) -> Any:
        outcome = run(*args)
        with psycopg.connect(**parameters(), autocommit=True) as other:
            other.execute("UPDATE proxies_upload SET state = 'cancelled'")
        return outcome

    monkeypatch.setattr(uploads, "run", run_and_cancel)
    assert work() == 1
    assert not own_events().exists()
    assert not ImportRun.objects.exists()


def parameters() -> dict[str, Any]:
    """What another connection to the tests' database needs."""
    given = connection.get_connection_params()
    return {name: given[name] for name in ("host", "port", "user", "dbname") if given.get(name)}


def test_a_file_waits_while_another_import_runs(client: Client) -> None:
    found = upload(client, *rows("a1"))
    with psycopg.connect(**parameters()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        assert work() == 0
    found.refresh_from_db()
    assert found.state == "waiting"
    let_jobs_be_due()
    assert work() == 1


def test_an_import_that_begins_between_puts_the_file_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = upload(client, *rows("a1"))
    monkeypatch.setattr(uploads, "LOCK", 1)  # so that the worker does not see the other
    with psycopg.connect(**parameters()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        assert work() == 0
    found.refresh_from_db()
    assert (found.state, found.message) == ("waiting", uploads.BUSY)


def test_what_nobody_foresaw_is_said_and_logged(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(uploads, "run", fail)
    found = tried(client, *rows("a1"))
    assert found.state == "failed"
    assert "ZeroDivisionError: of all things" in page(client, found).text
    assert "ZeroDivisionError" in caplog.text


def test_an_import_is_in_even_where_nobody_could_look_for_duplicates(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(duplicates, "propose", fail)
    found = tried(client, *rows("a1"))
    press(client, found, "import")
    assert work() == 1
    found.refresh_from_db()
    assert (found.state, found.step) == ("done", "import")
    assert "Possible duplicates of own-events were not looked for." in caplog.text
    assert "cancelled" not in caplog.text


@pytest.fixture(autouse=True)
def _no_worker_left() -> Iterator[None]:
    yield
    assert running_keys() == set()
