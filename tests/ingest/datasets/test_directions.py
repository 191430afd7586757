"""Who attacked: named only where the source's own fields say so; else both are sides of a clash."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from proxies.models import ImportRun
from tests.ingest.datasets.test_formats import ACLED_ROW, UCDP_ROW, table
from tests.ingest.datasets.test_load import events, load, own_rows
from tests.pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SHELLS = {
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
}
ISRAEL, US = "Military Forces of Israel (2022-)", "Military Forces of the United States (2021-)"
CIVILIANS = {
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor2": "Civilians (Iraq)",
}
PARTY, DONE = "party", "attributed"


@pytest.mark.parametrize(
    ("cells", "direction", "named", "targets"),
    [
        pytest.param(
            {"actor1": "Unidentified Armed Group (Iraq)", "actor2": US, **SHELLS},
            "clash", {("united-states", PARTY)}, set(), id="unidentified fire on a state",
        ),
        pytest.param(
            {"actor1": US, "actor2": "Unidentified Armed Group (Iraq)", **SHELLS},
            "clash", {("united-states", PARTY)}, set(), id="a state against unidentified",
        ),
        pytest.param(
            {"actor1": "Islamic State (Iraq)", "actor2": "Kataib Hezbollah", **SHELLS},
            "clash", {("kataib-hezbollah", PARTY)}, set(), id="an untracked group on a faction",
        ),
        pytest.param(
            {"actor1": "QSD: Syrian Democratic Forces", "actor2": "Islamic State (Syria)",
             "country": "Syria", "latitude": "35.1", "longitude": "40.4", **SHELLS},
            "clash", {("sdf", PARTY)}, set(), id="sdf against an untracked group",
        ),
        pytest.param(
            {"actor1": "Kataib Hezbollah", "actor2": "", **SHELLS},
            "clash", {("kataib-hezbollah", PARTY)}, set(), id="the other side is left open",
        ),
        pytest.param(
            {"actor1": ISRAEL, "actor2": "Hezbollah", "country": "Lebanon", "latitude": "33.2",
             "longitude": "35.4", **SHELLS, "sub_event_type": "Air/drone strike"},
            "clash", {("israel", PARTY), ("hezbollah", PARTY)}, set(), id="two armed sides",
        ),
        pytest.param(
            {"actor1": "Kataib Hezbollah", **CIVILIANS},
            "faction-attack", {("kataib-hezbollah", DONE)}, {"civilians"}, id="on civilians",
        ),
        pytest.param(
            {"actor1": US, **CIVILIANS, **SHELLS},
            "state-strike", {("united-states", DONE)}, {"civilians"}, id="a state, on civilians",
        ),
        pytest.param(
            {"actor1": "SDF: Syrian Democratic Forces", **CIVILIANS, "country": "Syria",
             "latitude": "35.1", "longitude": "40.4"},
            "other", {("sdf", DONE)}, {"civilians"}, id="sdf is no state",
        ),
        pytest.param(
            {"actor1": "Unidentified Armed Group (Iraq)", **CIVILIANS},
            "other", set(), {"civilians"}, id="unidentified, on civilians",
        ),
    ],
)  # fmt: skip
def test_acled(
    cells: dict[str, str], direction: str, named: set[tuple[str, str]], targets: set[str]
) -> None:
    load("acled", ACLED_ROW | cells, scope="all")
    event = events().get()
    assert event.direction == direction
    assert set(event.attributions.values_list("actor__slug", "kind")) == named
    assert set(event.targets.values_list("slug", flat=True)) == targets


@pytest.mark.parametrize(
    ("cells", "direction", "named"),
    [
        ({}, "clash", {("israel", PARTY), ("hezbollah", PARTY)}),
        ({"type_of_violence": "2", "side_a": "IS", "side_a_new_id": "234"}, "clash",
         {("hezbollah", PARTY)}),
        ({"type_of_violence": "3", "side_b": "Civilians", "side_b_new_id": "1"}, "state-strike",
         {("israel", DONE)}),
        ({"type_of_violence": "3", "side_a": "IS", "side_a_new_id": "234", "side_b": "Civilians",
          "side_b_new_id": "1"}, "other", set()),
    ],
)  # fmt: skip
def test_ucdp(cells: dict[str, str], direction: str, named: set[tuple[str, str]]) -> None:
    load("ucdp-ged", UCDP_ROW | cells, scope="all")
    event = events().get()
    assert event.direction == direction
    assert set(event.attributions.values_list("actor__slug", "kind")) == named


def test_a_page_names_the_sides_and_no_outlets() -> None:
    load("ucdp-ged", UCDP_ROW, dataset="sides")
    event = events("sides").get()
    page = opened(event.get_absolute_url()).text("main")
    assert "who attacked is not coded" in page
    assert "Named for it" not in page
    assert "several outlets" not in page
    row = opened("/events/?dataset=sides&faction=hezbollah").text("main")
    assert "Sides: " in row
    assert "(party)" not in row


def test_a_page_says_which_dataset_codes_the_attacker() -> None:
    cells = {"type_of_violence": "3", "side_b": "Civilians", "side_b_new_id": "1"}
    load("ucdp-ged", UCDP_ROW | cells, dataset="coded", scope="all")
    event = events("coded").get()
    page = opened(event.get_absolute_url()).text("main")
    assert f"Israel: coded so by {event.dataset.name}" in page
    assert "several outlets" not in page


def test_our_template_takes_the_sides_of_a_clash_and_of_nothing_else() -> None:
    clash = own_rows("a", direction="clash", claimed_by="", sides="Kataib Hezbollah; Israel")
    outcome = load("proxies", *clash, *own_rows("b", sides="Kataib Hezbollah"))
    named = set(events().get().attributions.values_list("actor__slug", "kind"))
    assert named == {("kataib-hezbollah", PARTY), ("israel", PARTY)}
    (reject,) = outcome.rejects
    assert (reject.column, reject.value) == ("sides", "Kataib Hezbollah")


GAZA = {"country": "Israel", "adm_1": "Gaza Strip", "latitude": "31.4", "longitude": "34.4",
        "side_b": "Hamas", "side_b_new_id": "209"}  # fmt: skip
GAZA_AND_MORE = (
    UCDP_ROW | GAZA,
    UCDP_ROW | GAZA | {"id": "8", "adm_1": "West Bank", "side_b": "PIJ", "side_b_new_id": "208"},
    UCDP_ROW | GAZA | {"id": "9", "country": "Iran", "adm_1": ""},
    UCDP_ROW | GAZA | {"id": "10", "country": "Lebanon", "adm_1": "", "latitude": "33.1",
                       "longitude": "35.2"},
    UCDP_ROW | GAZA | {"id": "11", "country": "Israel", "adm_1": "", "side_a": "Houthis",
                       "side_a_new_id": "1091", "side_b": "Government of Israel",
                       "side_b_new_id": "121"},
)  # fmt: skip


def test_what_lies_outside_is_counted_by_theatre_and_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ged_v25_1.csv"
    path.write_bytes(table(*GAZA_AND_MORE))
    call_command("import_events", "ucdp-ged", path, "--dataset", "own")
    words = "outside, theatre Gaza: 1; outside, theatre Iran: 1; outside, theatre West Bank: 1"
    run = ImportRun.objects.get()
    assert run.theatres == {"gaza": 1, "IR": 1, "west-bank": 1}
    assert run.outside == 3
    assert dict(events().values_list("source_key", "front__slug")) == {
        "10": "lebanon",
        "11": "yemen",
    }
    assert words.split("; ", maxsplit=1)[0] in capsys.readouterr().out
    page = opened("/datasets/").text("main")
    assert all(each in page for each in words.split("; "))
