"""What an editor changed of an imported event stays; the next run says where its file differs."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from proxies.actions import duplicates
from proxies.ingest.datasets.edited import PARTS
from proxies.ingest.datasets.stage import OWN
from proxies.models import Actor, AttackEvent, Change, Dataset, Place
from proxies.models.history import Keep, noting
from tests.admin_people import make_person
from tests.ingest.datasets.test_formats import table
from tests.ingest.datasets.test_load import events, fingerprint, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SLUG = "own-a"


@pytest.fixture(autouse=True)
def loaded() -> None:
    load("proxies", *own_rows("a", "b"))


def as_editor(**columns: Any) -> AttackEvent:
    """The first event with these columns, changed as the admin would."""
    event: AttackEvent = events().get(source_key="a")
    with editing():
        for name, value in columns.items():
            setattr(event, name, value)
        event.save()
    return event


def editing() -> Any:
    return noting(Keep.EVERYTHING, user=make_person("editor").pk, address="/admin/")


def again(**cells: str) -> Any:
    return load("proxies", *own_rows("a", "b", **cells))


def test_every_column_that_an_import_writes_is_part_of_something() -> None:
    assert {*OWN, "place_id", "state"} == {name for part in PARTS.values() for name in part}


@pytest.mark.parametrize(
    ("column", "theirs", "cells", "part"),
    [
        ("killed_high", 9, {"killed_best": "3"}, "killed"),
        ("summary", "Corrected.", {"summary": "As the source has it."}, "summary"),
        ("weapon", "rocket", {"weapon": "drone"}, "weapon"),
        ("last_day", date(2024, 1, 3), {"first_day": "2024-01-09"}, "days"),
        ("place", None, {"place_name": "Balad"}, "place"),
        ("direction", "clash", {"direction": "other"}, "direction"),
        ("note", "Seen on film.", {"note": "A note."}, "note"),
    ],
)
def test_what_an_editor_changed_stays_and_is_told(
    column: str, theirs: Any, cells: dict[str, str], part: str
) -> None:
    as_editor(**{column: theirs})
    outcome = again(**cells)
    event = events().get(source_key="a")
    assert getattr(event, column) == theirs
    assert [(kept.line, kept.slug, kept.parts) for kept in outcome.kept] == [(2, SLUG, (part,))]
    assert outcome.counts.changed == 1  # the other event, which nobody touched
    before = fingerprint()
    assert again(**cells).kept == outcome.kept
    assert fingerprint() == before


def test_what_the_editor_left_alone_still_follows_the_source() -> None:
    as_editor(summary="Corrected.")
    outcome = again(weapon="drone", summary="Other.", killed_best="4")
    event = events().get(source_key="a")
    assert (event.summary, event.weapon, event.killed_best) == ("Corrected.", "drone", 4)
    assert (outcome.counts.changed, len(outcome.kept)) == (2, 1)


def test_an_edit_that_the_source_agrees_with_is_no_conflict() -> None:
    as_editor(killed_best=4)
    outcome = again(killed_best="4")
    assert (outcome.kept, outcome.counts.changed, outcome.counts.unchanged) == ([], 1, 1)


def test_one_bound_of_the_editor_keeps_all_three_in_order() -> None:
    as_editor(killed_low=1, killed_best=2, killed_high=2)
    again(killed_low="5", killed_best="6", killed_high="7")
    event = events().get(source_key="a")
    assert (event.killed_low, event.killed_best, event.killed_high) == (1, 2, 2)


def test_parties_that_an_editor_named_or_retracted_stay() -> None:
    event = events().get(source_key="a")
    with editing():
        event.attributions.filter(actor__slug="kataib-hezbollah").update(
            retracted=date(2024, 3, 1), retraction_reason="Another claimed it."
        )
        event.attributions.create(actor=Actor.objects.get(slug="ashab-al-kahf"), kind="claimed")
        event.targets.add(Actor.objects.get(slug="united-states"))
    outcome = again(claimed_by="Houthis", targets="civilians")
    held = event.attributions.filter(retracted=None).values_list("actor__slug", flat=True)
    assert set(held) == {"ashab-al-kahf", "harakat-hezbollah-al-nujaba"}
    aimed = set(event.targets.values_list("slug", flat=True))
    assert aimed == {"israel", "united-states"}
    assert outcome.kept[0].parts == ("parties", "targets")
    other = events().get(source_key="b")
    assert [each.actor.slug for each in other.attributions.all()] == ["houthis"]


def test_a_place_that_an_editor_chose_stays() -> None:
    place = Place.objects.exclude(slug__startswith="own-").first()
    as_editor(place=place)
    again(lat="33.9")
    assert events().get(source_key="a").place == place
    assert events().get(source_key="b").place != place


def test_an_event_that_an_editor_published_again_is_not_withdrawn_again() -> None:
    rows = own_rows("a", "c")
    load("proxies", *own_rows("c", "b"), release="2")
    assert events().get(source_key="a").state == "discounted"
    as_editor(state="published", withdrawn=None, discount_reason="")
    outcome = load("proxies", *own_rows("c", "b"), release="3")
    assert (events().get(source_key="a").state, outcome.counts.withdrawn) == ("published", 0)
    assert [str(kept) for kept in outcome.kept] == [
        "own-a, which the file no longer has and an editor published again"
    ]
    assert load("proxies", *rows, *own_rows("b"), release="4").kept == []


def test_overwrite_takes_the_word_of_the_file_from_then_on() -> None:
    as_editor(summary="Corrected.", killed_best=1)
    outcome = load("proxies", *own_rows("a", "b", summary="Theirs."), overwrite=(SLUG,))
    assert (outcome.kept, events().get(source_key="a").summary) == ([], "Theirs.")
    again(summary="Newer.")
    assert events().get(source_key="a").summary == "Newer."


def test_a_change_by_an_import_that_somebody_uploaded_is_no_edit() -> None:
    with editing():
        again(summary="Uploaded.")
    assert again(summary="Newer.").kept == []
    assert events().get(source_key="a").summary == "Newer."


def test_an_event_that_an_editor_entered_under_the_same_key_stays() -> None:
    event = events().get(source_key="a")
    with editing():
        event.pk, event.slug, event.source_key, event.summary = None, "own-c", "c", "By hand."
        event.save(force_insert=True)
    outcome = load("proxies", *own_rows("a", "b", "c", summary="Of the file."))
    assert events().get(source_key="c").summary == "By hand."
    assert outcome.kept[0].slug == "own-c"


def test_the_history_of_other_datasets_is_none_of_its_business() -> None:
    curated = AttackEvent.objects.filter(dataset__slug="curated").first()
    assert curated is not None
    with editing():
        curated.summary = "Corrected."
        curated.save()
    assert Change.objects.of(curated).exists()
    assert again(summary="Newer.").counts.changed == 2


def test_the_words_of_a_dataset_that_an_editor_chose_stay() -> None:
    dataset = Dataset.objects.get(slug="own")
    with editing():
        dataset.citation = "Ours, 2024."
        dataset.save()
    load("proxies", *own_rows("a", "b"), release="7")
    dataset.refresh_from_db()
    assert (dataset.citation, dataset.version) == ("Ours, 2024.", "7")


def test_the_command_tells_what_it_kept(tmp_path: Path) -> None:
    as_editor(killed_best=7)
    path = tmp_path / "events.csv"
    path.write_bytes(table(*own_rows("a", "b", killed_best="2")))
    out, told = io.StringIO(), io.StringIO()
    call_command("import_events", "proxies", str(path), "--dataset", "own", stdout=out, stderr=told)
    assert "kept as edited: own-a: killed; line 2 differs" in told.getvalue()
    assert "kept                  1" in out.getvalue()
    call_command(
        "import_events", "proxies", str(path), "--dataset", "own", "--overwrite", SLUG,
        stdout=out, stderr=told,
    )  # fmt: skip
    assert events().get(source_key="a").killed_best == 2


def test_the_command_says_where_nobody_could_look_for_duplicates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(duplicates, "propose", fail)
    path = tmp_path / "events.csv"
    path.write_bytes(table(*own_rows("a", "b", "c")))
    told = io.StringIO()
    call_command("import_events", "proxies", str(path), "--dataset", "own", stderr=told)
    assert "were not looked for" in told.getvalue()
    assert "find_duplicates --dataset own" in told.getvalue()
    assert events().filter(source_key="c").exists()
