"""An import undone: what it created, changed and withdrew, and what an editor's work keeps."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from proxies.ingest.datasets.job import ImportBusyError
from proxies.ingest.datasets.load import LOCK
from proxies.ingest.datasets.undo import UndoRefusedError, foresee, undo
from proxies.models import (
    Account,
    AttackEvent,
    Change,
    Dataset,
    ImportRun,
    Pledge,
    PledgeIncident,
    RecordVersion,
    Report,
    UnknownName,
)
from proxies.models.history import Keep, noting
from proxies.record.coverage import stretches_of
from tests.admin_people import client_of, make_person
from tests.factories import make_dataset
from tests.ingest.datasets.test_load import events, fingerprint, load, own_rows
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

WHY = "The columns were swapped."
DAY = date(2024, 1, 28)
AFTER = date(2024, 6, 1)


def latest() -> ImportRun:
    return ImportRun.objects.latest("pk")


def editing() -> Any:
    user = make_person("editor")
    return noting(Keep.EVERYTHING, user=user.pk, address="/admin/")


def event(key: str = "a") -> AttackEvent:
    return AttackEvent.objects.get(dataset__slug="own", source_key=key)


def whole() -> list[Any]:
    """All that the dataset says of itself and its events, but for the marks of runs."""
    columns = [f.attname for f in AttackEvent._meta.concrete_fields if f.name != "brought_by"]
    rows = list(events().order_by("source_key").values_list(*columns))
    named = sorted(events().values_list("source_key", "attributions__actor", "attributions__kind"))
    targets = sorted(events().values_list("source_key", "targets"), key=str)
    return [rows, named, targets, Dataset.objects.filter(slug="own").values().get()]


def test_what_a_run_created_counts_on_no_day() -> None:
    load("proxies", *own_rows("a", "b"))
    assert events().known_by(AFTER).count() == 2
    undoing = undo(latest(), WHY)
    assert (undoing.removed, undoing.restored, undoing.kept) == (2, 0, ())
    for day in (None, DAY, AFTER, date(2026, 1, 1)):
        assert events().known_by(day).count() == 0
    assert (event().state, event().entered_in_error) == ("discounted", True)
    assert event().discount_reason == f"Import undone: {WHY}"
    answer = Client().get(event().get_absolute_url(), {"as_of": AFTER.isoformat()})
    assert answer.status_code == 410
    assert "entered in error" in Page(answer.text).text("main")


def test_values_parties_targets_and_withdrawals_are_put_back() -> None:
    load("proxies", *own_rows("a", "b", "c"), release="1", released=date(2024, 2, 1))
    before = whole()
    changes = {"killed_best": "4", "claimed_by": "Nujaba", "targets": "United States",
               "summary": "Otherwise.", "place_name": "Balad", "lat": "34.0"}  # fmt: skip
    load("proxies", *own_rows("a", **changes), *own_rows("b", "d"), release="2")
    assert event("c").state == "discounted"
    foreseen = foresee(latest())
    undoing = undo(latest(), WHY)
    assert undoing == foreseen
    assert (undoing.removed, undoing.restored, undoing.brought_back) == (1, 1, 1)
    assert {"version", "citation", "released"} <= set(undoing.dataset)
    events().filter(source_key="d").delete()
    assert whole() == before


def test_what_an_editor_changed_since_stays_and_the_rest_is_put_back() -> None:
    load("proxies", *own_rows("a"), release="1")
    load("proxies", *own_rows("a", killed_best="4", summary="Otherwise."), release="2")
    changed = event()
    with editing():
        changed.killed_high = 9
        changed.save()
    undoing = undo(latest(), WHY)
    assert (event().summary, event().killed_best, event().killed_high) != ("Otherwise.", 4, 9)
    assert (event().killed_best, event().killed_high) == (4, 9)
    assert [(kept.slug, kept.parts) for kept in undoing.kept] == [("own-a", ("killed",))]


def reword(one: AttackEvent) -> None:
    one.summary = "Corrected."
    one.save()


def cite(one: AttackEvent) -> None:
    Account.objects.create(event=one, report=Report.objects.all()[0], credibility=2)


def judge(one: AttackEvent) -> None:
    pledge = Pledge.objects.all()[0]
    PledgeIncident.objects.create(pledge=pledge, event=one, verdict="confirmed", reason="Seen.")


def link(one: AttackEvent) -> None:
    part = event("b")
    part.parent = one
    part.save()


@pytest.mark.parametrize(
    ("work", "part", "kept"),
    [
        (reword, "summary", {"a"}),
        (cite, "reports", {"a"}),
        (judge, "verdict under a pledge", {"a"}),
        (link, "another record leads to it", {"a", "b"}),
    ],
)
def test_a_created_event_on_which_somebody_worked_is_kept(
    work: Any, part: str, kept: set[str]
) -> None:
    load("proxies", *own_rows("a", "b", "c"))
    with editing():
        work(event())
    undoing = undo(latest(), WHY)
    shown = events().filter(state="published")
    assert set(shown.values_list("source_key", flat=True)) == kept
    assert part in next(each.parts for each in undoing.kept if each.slug == "own-a")
    assert undoing.removed == 3 - len(kept)


def test_an_event_published_again_by_an_editor_stays_published() -> None:
    load("proxies", *own_rows("a", "b"), release="1")
    load("proxies", *own_rows("b"), *own_rows("z", first_day="2024-01-01"), release="2")
    load("proxies", *own_rows("a", "b"), release="3")
    gone = event("a")
    with editing():
        gone.state, gone.discount_reason = "discounted", "Twice."
        gone.save()
    load("proxies", *own_rows("b"), *own_rows("y", first_day="2024-02-20"), release="4")
    undo(latest(), WHY)
    assert (event("a").state, event("a").discount_reason) == ("discounted", "Twice.")


def test_coverage_goes_with_the_run() -> None:
    load("proxies", *own_rows("a", first_day="2024-01-10", date_precision="day"))
    dataset = Dataset.objects.get(slug="own")
    bounds = {dataset.pk: (dataset.covered_from, dataset.covered_until)}
    before = stretches_of(bounds)
    load("proxies", *own_rows("b", first_day="2024-05-10", reported="2024-05-11"))
    undo(latest(), WHY)
    again = Dataset.objects.get(slug="own")
    assert (again.covered_from, again.covered_until) == bounds[dataset.pk]
    assert again.version == dataset.version
    assert stretches_of(bounds) == before


def test_what_an_editor_worded_of_the_dataset_stays() -> None:
    load("proxies", *own_rows("a"), release="1")
    load("proxies", *own_rows("a"), release="2")
    dataset = Dataset.objects.get(slug="own")
    with editing():
        dataset.citation = "As we cite it."
        dataset.save()
    undoing = undo(latest(), WHY)
    dataset.refresh_from_db()
    assert (dataset.version, dataset.citation) == ("1", "As we cite it.")
    assert undoing.dataset == ("version",)


def test_the_history_says_who_and_why_and_copies_in_memory_are_stale() -> None:
    load("proxies", *own_rows("a"))
    person, version = User.objects.get(username="superuser"), RecordVersion.current()
    undo(latest(), WHY, by=person.pk)
    note = Change.objects.of(event())[0]
    assert note.public
    assert note.context is not None
    assert note.context.metadata["user"] == person.pk
    assert note.context.metadata["reason"] == f"Import undone: {WHY}"
    assert RecordVersion.current() != version
    run = latest()
    assert (run.undone_by, run.undone_reason) == (person, WHY)
    page = Page(Client().get("/datasets/").text).text("main")
    assert f"undone on {run.undone:%-d %B %Y} by an editor: {WHY}" in page
    assert WHY in Page(Client().get("/corrections/").text).text("main")


def test_a_run_is_undone_once_and_the_newest_first() -> None:
    load("proxies", *own_rows("a"), release="1")
    first = latest()
    load("proxies", *own_rows("a", killed_best="4"), release="2")
    second = latest()
    with pytest.raises(UndoRefusedError, match=f"run {second.pk}"):
        undo(first, WHY)
    undo(second, WHY)
    with pytest.raises(UndoRefusedError, match="undone already"):
        undo(second, WHY)
    assert undo(first, WHY).removed == 1
    assert events().known_by(AFTER).count() == 0


def test_a_reason_is_needed_and_a_run_of_before_cannot_be_undone() -> None:
    load("proxies", *own_rows("a"))
    before = fingerprint()
    with pytest.raises(UndoRefusedError, match="Say why"):
        undo(latest(), "  ")
    ImportRun.objects.update(traced=False)
    with pytest.raises(UndoRefusedError, match="before it was noted"):
        undo(latest(), WHY)
    assert fingerprint() == before


def test_nothing_is_undone_while_an_import_runs() -> None:
    times = dict.fromkeys(("started", "finished"), datetime(2024, 2, 1, tzinfo=UTC))
    run = ImportRun.objects.create(dataset=make_dataset("own"), traced=True, **times)
    settings = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    with psycopg.connect(**{n: settings[n] for n in names if settings.get(n)}) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with pytest.raises(ImportBusyError):
            undo(run, WHY)
    run.refresh_from_db()
    assert run.undone is None


def test_a_right_file_after_an_undo_brings_its_events_back() -> None:
    load("proxies", *own_rows("a", "b", reported=""), released=date(2024, 1, 31))
    undo(latest(), WHY)
    again = load("proxies", *own_rows("a", reported=""), released=date(2024, 3, 1))
    assert (again.counts.changed, again.counts.older) == (1, 0)
    assert (event().state, event().reported) == ("published", date(2024, 3, 1))
    assert event("b").state == "discounted"
    undo(latest(), WHY)
    assert event().state == "discounted"
    assert events().known_by(AFTER).count() == 0


def test_an_overwritten_word_of_an_editor_is_theirs_again() -> None:
    load("proxies", *own_rows("a"), release="1")
    with editing():
        reword(event())
    changed = own_rows("a", summary="Of the file.")
    load("proxies", *changed, release="2", overwrite=("own-a",))
    assert event().summary == "Of the file."
    undo(latest(), WHY)
    assert event().summary == "Corrected."
    assert load("proxies", *changed, release="2").counts.kept == 1
    assert event().summary == "Corrected."


def test_names_wait_no_longer_where_no_import_stands() -> None:
    load("proxies", *own_rows("a", attributed_to="Nobody Known"))
    assert UnknownName.objects.waiting().filter(text="Nobody Known").exists()
    undo(latest(), WHY)
    assert not UnknownName.objects.filter(text="Nobody Known").exists()


def test_the_command_speaks_in_would_and_then_does_it() -> None:
    load("proxies", *own_rows("a", "b"))
    run, before, out = latest(), fingerprint(), io.StringIO()
    call_command("undo_import", run.pk, dry_run=True, stdout=out)
    assert "2 events created by it would be taken away" in out.getvalue()
    assert "nothing was written" in out.getvalue()
    assert fingerprint() == before
    with pytest.raises(CommandError, match="Say why"):
        call_command("undo_import", run.pk)
    with pytest.raises(CommandError, match="no user 'nobody'"):
        call_command("undo_import", run.pk, reason=WHY, by="nobody")
    with pytest.raises(CommandError, match="no import run 0"):
        call_command("undo_import", 0, reason=WHY)
    done = io.StringIO()
    call_command("undo_import", run.pk, reason=WHY, stdout=done)
    assert "2 events created by it were taken away" in done.getvalue()
    assert "would" not in done.getvalue()
    assert events().known_by(AFTER).count() == 0


def administrator() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="superuser"))
    return client


def page_of_undo() -> str:
    return reverse("admin:proxies_importrun_undo", args=[latest().pk])


def test_the_page_shows_what_goes_and_what_stays_and_asks_why() -> None:
    load("proxies", *own_rows("a", "b"), release="1")
    load("proxies", *own_rows("a", killed_best="4", summary="Otherwise."), *own_rows("b", "c"),
         release="2")  # fmt: skip
    with editing():
        reword(event("a"))
    client, address = administrator(), page_of_undo()
    run_page = client.get(reverse("admin:proxies_importrun_change", args=[latest().pk]))
    assert address in run_page.text
    shown = client.get(address)
    words = Page(shown.text).text("main")
    assert "1 event created by it would be taken away" in words
    assert "1 event changed by it would be given the values of before" in words
    assert "own-a: summary" in words
    without = client.post(address, {"seal": shown.context["undoing"].seal})
    assert "Say why the import is undone" in without.text
    assert event("c").state == "published"
    sent = {"seal": shown.context["undoing"].seal, "change_reason": WHY}
    done = client.post(address, sent, follow=True)
    assert "1 event created by it was taken away" in done.text
    assert f"by an editor: {WHY}" in done.text
    assert (event("a").killed_best, event("a").summary) == (1, "Corrected.")
    assert event("c").state == "discounted"
    assert "undone already" in client.get(address).text
    assert "undone already" in client.post(address, sent).text


def test_the_page_refuses_where_the_record_changed_since_it_was_shown() -> None:
    load("proxies", *own_rows("a", "b"))
    client, address = administrator(), page_of_undo()
    seal = client.get(address).context["undoing"].seal
    with editing():
        reword(event("a"))
    answer = client.post(address, {"seal": seal, "change_reason": WHY})
    assert "the record changed since this page was shown" in answer.text
    assert WHY in answer.text
    assert events().filter(state="published").count() == 2


@pytest.mark.parametrize("name", ["editor", "contributor", "viewer"])
def test_only_administrators_undo(name: str) -> None:
    load("proxies", *own_rows("a"))
    client = client_of(name)
    assert client.get(page_of_undo()).status_code == 403
    assert client.post(page_of_undo(), {"change_reason": WHY}).status_code == 403
    run_page = client.get(reverse("admin:proxies_importrun_change", args=[latest().pk]))
    assert "Undo this import" not in run_page.text
    assert event().state == "published"
