"""Rows that cannot be right are refused with what, where and why, whoever states them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from proxies.ingest.datasets.formats.cross_checks import (
    APART_CHECK,
    BESIDE_CHECK,
    CODE_CHECK,
    KIND_CHECK,
    LARGE_CHECK,
)
from proxies.ingest.datasets.formats.proxies_columns import COLUMNS
from proxies.ingest.datasets.resolve import Resolver
from proxies.models import AttackEvent, Dataset, Faction, Front, ImportRun, Reject
from proxies.wording.datasets import checked
from tests.ingest.datasets.test_formats import ACLED_ROW, OWN_ROW, UCDP_ROW
from tests.ingest.datasets.test_load import events, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def refused() -> list[tuple[str, str]]:
    return list(Reject.objects.order_by("line").values_list("column", "reason"))


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"side_a": "Civilians", "side_b": "Hezbollah"}, ["side_a", "side_b"]),
        ({"side_a": "Hezbollah", "side_b": "Government of Syria"}, ["side_b"]),
    ],
)
def test_violence_of_one_side_is_by_a_party_and_against_civilians(
    cells: dict[str, str], columns: list[str]
) -> None:
    row = UCDP_ROW | {"type_of_violence": "3"} | cells
    right = UCDP_ROW | {"id": "8", "type_of_violence": "3", "side_a": "Hezbollah"}
    counts = load("ucdp-ged", row, right | {"side_b": "Civilians"}).counts
    assert (counts.new, counts.rejected) == (1, 1)
    assert [each for each, _ in refused()] == columns


def test_nobody_acts_before_they_were_founded_in_a_file_of_others_either() -> None:
    year = Faction.objects.get(actor__slug="hezbollah").founded
    assert year
    early = {"event_date": f"{year - 3}-10-27", "notes": "Fire was exchanged."}
    row = ACLED_ROW | {"actor1": "Hezbollah", "country": "Lebanon", "location": "Tyre"}
    row |= {"latitude": "33.27", "longitude": "35.2", "actor2": "Military Forces of Israel (2022-)"}
    counts = load("acled", row | early, row | {"event_id_cnty": "LBN2", "notes": ""}).counts
    assert (counts.new, counts.rejected) == (1, 1)
    assert refused() == [("first_day", f"is before Hezbollah was founded ({year})")]


def test_one_acts_in_the_year_in_which_they_were_founded() -> None:
    """Of the day nothing is known."""
    Faction.objects.filter(actor__slug="hezbollah").update(founded=2023)
    row = ACLED_ROW | {"actor1": "Hezbollah", "country": "Lebanon", "location": "Tyre"}
    row |= {"latitude": "33.27", "longitude": "35.2", "actor2": "Military Forces of Israel (2022-)"}
    counts = load("acled", row | {"event_date": "2023-01-01", "notes": ""}).counts
    assert (counts.new, counts.rejected) == (1, 0)
    load("acled", row | {"event_id_cnty": "LBN2", "event_date": "2022-12-31", "notes": ""})
    assert refused() == [("first_day", "is before Hezbollah was founded (2023)")]


def test_a_renamed_front_takes_its_rows_by_either_name_and_by_rule() -> None:
    Front.objects.filter(slug="iraq").update(slug="mesopotamia")
    rows = (
        own_rows("a", front="iraq")[0],
        own_rows("b", front="mesopotamia")[0],
        own_rows("c", front="")[0],
    )
    assert load("proxies", *rows).counts.new == 3
    assert set(events().values_list("front__slug", flat=True)) == {"mesopotamia"}


def test_what_a_dataset_codes_is_its_own_word_wherever_it_stands(client: Client) -> None:
    row = ACLED_ROW | {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    load("acled", row | {"actor2": "Civilians (Iraq)"}, dataset="acled-test")
    event = events("acled-test").get()
    assert set(event.attributions.values_list("kind", flat=True)) == {"attributed"}
    for address in (event.get_absolute_url(), "/events/?dataset=acled-test"):
        page = client.get(address).text
        assert "coded so by" in page
        assert "#attribution-attributed" not in page.partition("<main")[2].partition("</main")[0]
    whole = client.get(event.get_absolute_url()).text
    line = whole.partition('id="source-line"')[2].partition("</p>")[0]
    assert event.dataset.name in line
    assert "CC BY 4.0" not in line
    assert AttackEvent.objects.filter(dataset__slug="acled-test").count() == 1


def test_a_country_that_nothing_keeps_is_named_as_left_out() -> None:
    outcome = load("proxies", OWN_ROW | {"country": "YE"}, OWN_ROW | {"key": "b", "country": ""})
    assert outcome.counts.new == 2
    assert [(line, cell.column, cell.value) for line, cell in outcome.dropped] == [
        (2, "country", "YE")
    ]


BAD = {
    "first_day": "2 Januar 2024", "direction": "attack", "front": "mars", "weapon": "laser",
    "killed_best": "many", "lat": "91", "outcome": "boom",
}  # fmt: skip


def test_what_only_the_record_knows_is_listed_beside_all_other_bad_cells() -> None:
    load("proxies", dict.fromkeys(BAD, "") | own_rows("a")[0], own_rows("b")[0] | BAD)
    assert {column for column, _ in refused()} == {*BAD}
    reasons = dict(refused())
    assert reasons["front"].startswith("is none of the fronts ")
    assert Reject.objects.get(column="front").raw == Reject.objects.get(column="lat").raw


def test_a_cell_that_cannot_be_read_makes_no_other_one_wrong() -> None:
    """The row has no founder too young for 1900, no attack without a faction, and no odd place."""
    odd = {"first_day": "soon", "direction": "attac", "lat": "x", "place_name": "Nowhere at all"}
    load("proxies", own_rows("a")[0], own_rows("b")[0] | odd)
    assert {column for column, _ in refused()} == {*odd} - {"place_name"}


def test_a_cell_that_cannot_be_read_contradicts_no_other_one_of_ucdp_and_acled() -> None:
    named = UCDP_ROW | {"dyad_name": "Government of Israel - Hezbollah"}
    odd = named | {"id": "8", "side_a": "Caf\u00c3\u00a9", "date_end": "soon"}
    load("ucdp-ged", named, odd)
    assert {column for column, _ in refused()} == {"side_a", "date_end"}
    Reject.objects.all().delete()
    odd = ACLED_ROW | {"event_id_cnty": "IRQ2", "event_type": "War", "sub_event_type": "Attack"}
    load("acled", ACLED_ROW, odd | {"latitude": "x"}, dataset="two")
    assert {column for column, _ in refused()} == {"event_type", "latitude"}
    Reject.objects.all().delete()
    load("acled", ACLED_ROW, odd | {"event_type": "Battles", "latitude": "x"}, dataset="three")
    assert {column for column, _ in refused()} == {"sub_event_type", "latitude"}


def test_every_column_of_the_template_may_be_bad_at_once() -> None:
    cells = dict.fromkeys(COLUMNS, "\u202e")
    load("proxies", dict.fromkeys(COLUMNS, "") | own_rows("a")[0], cells)
    assert {column for column, _ in refused()} == {*COLUMNS}


def test_all_that_the_record_finds_wrong_is_listed() -> None:
    odd = {"front": "mars", "claimed_by": "Israel", "place_name": "Nowhere", "lat": "", "lon": ""}
    load("proxies", own_rows("a")[0], own_rows("b")[0] | odd | {"targets": "Israel"})
    assert {column for column, _ in refused()} == {"front", "place_name", "direction", "targets"}


def test_a_note_that_names_another_day_is_listed_beside_a_bad_cell() -> None:
    odd = {"killed_best": "many", "note": "On 3 March 2021, fire."}
    load("proxies", own_rows("a")[0] | {"note": ""}, own_rows("b")[0] | odd)
    assert {column for column, _ in refused()} == {"killed_best", "first_day"}


def test_each_name_of_a_row_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    who = Resolver.who

    def counting(self: Resolver, party: Any, day: date) -> Any:
        looked_up.append(party.name)
        return who(self, party, day)

    monkeypatch.setattr(Resolver, "who", counting)
    load("proxies", *own_rows("a"))
    assert sorted(looked_up) == ["Kataib Hezbollah", "Nujaba", "israel"]


@pytest.mark.parametrize(
    ("days", "covered", "lines"),
    [
        (["1924-05-01", "2024-05-01", "2024-05-02"], ("2024-05-01", "2024-05-02"), [2]),
        (["2024-05-01", "2024-05-02", "2024-05-03", "2014-05-02"],
         ("2024-05-01", "2024-05-03"), [5]),
        (["2014-05-01", "2014-05-02", "2014-05-03", "2024-05-02"],
         ("2014-05-01", "2014-05-03"), [5]),
        (["2023-05-01", "2024-05-01", "2024-05-02"], ("2023-05-01", "2024-05-02"), []),
        (["1999-05-01", "2024-05-01"], ("1999-05-01", "2024-05-01"), []),
        (["2014-05-01"] * 4 + ["2024-05-01"] * 12, ("2014-05-01", "2024-05-01"), []),
        (["2014-05-01", "2017-05-01", "2024-05-01", "2024-05-01"],
         ("2017-05-01", "2024-05-01"), [2]),
    ],
)  # fmt: skip
def test_a_row_of_an_odd_year_covers_no_other_days(
    days: list[str], covered: tuple[str, str], lines: list[int]
) -> None:
    parties = {"direction": "clash", "claimed_by": "", "sides": "Israel", "targets": ""}
    rows = [own_rows(f"k{n}", **parties)[0] | {"first_day": day} for n, day in enumerate(days)]
    outcome = load("proxies", *rows, scope="all")
    assert outcome.counts.new == len(days)
    assert outcome.covered == tuple(map(date.fromisoformat, covered))
    dataset = Dataset.objects.get(slug="own")
    assert (dataset.covered_from, dataset.covered_until) == outcome.covered
    assert outcome.checks.get(APART_CHECK, [])[2:] == lines
    run = ImportRun.objects.get(dataset=dataset)
    named = [words for words in checked(run.checks) if words.startswith(APART_CHECK)]
    assert len(named) == bool(lines)
    assert all(f"(line {lines[0]}, taken as it is" in words for words in named)


def test_a_later_odd_year_makes_no_release_newer_and_withdraws_nothing_between() -> None:
    load("proxies", *own_rows("a", "b", "c"), dataset="own")
    far = own_rows("z", first_day="2019-01-02")
    outcome = load("proxies", *own_rows("a", "b"), *own_rows("d"), *far, release="2")
    assert (outcome.counts.withdrawn, outcome.covered) == (1, (date(2024, 1, 2), date(2024, 1, 2)))


def test_an_unusual_number_is_named_and_stands_as_its_source_gives_it(client: Client) -> None:
    rows = [ACLED_ROW | {"event_id_cnty": f"IRQ{n}", "notes": ""} for n in range(2)]
    outcome = load("acled", rows[0], rows[1] | {"fatalities": "45000"}, dataset="large")
    assert outcome.checks[LARGE_CHECK] == [1, 1, 3]
    page = client.get(events("large").get(killed_best=45000).get_absolute_url()).text
    assert "45,000" in page
    assert "at least 45,000" not in page
    page = client.get(events("large").get(killed_best=1).get_absolute_url()).text
    assert "at least 1" not in page


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"sub_event_type": "Attack"}, "sub_event_type",
         "is a kind of Violence against civilians, not of Battles"),
        ({"sub_event_type": "Disrupted weapons use"}, "sub_event_type",
         "is a kind of Strategic developments"),
        ({"event_type": "Protests"}, "sub_event_type", "is a kind of Battles, not of Protests"),
        ({"inter1": "7"}, "inter1", "means civilians, and actor1 is Kataib Hezbollah"),
        ({"inter1": "Protesters"}, "inter1", "means protesters, and actor1 is"),
        ({"actor2": "Civilians (Iraq)", "inter2": "2"}, "inter2", "means an armed side, and"),
        ({"actor2": "Civilians (Iraq)", "inter2": "Rioters"}, "inter2", "means rioters, and"),
        ({"actor1": "Unidentified Armed Group (Iraq)", "assoc_actor_1": "Kataib Hezbollah"},
         "assoc_actor_1", "is named beside a group that is called unidentified"),
    ],
)  # fmt: skip
def test_acled_codes_that_contradict_each_other_reject_the_row(
    cells: dict[str, str], column: str, words: str
) -> None:
    further = {"inter1": "", "inter2": "", "assoc_actor_1": ""}
    right = ACLED_ROW | further | {"inter1": "3", "inter2": "State forces"}
    counts = load("acled", right, ACLED_ROW | further | {"event_id_cnty": "IRQ2"} | cells).counts
    assert (counts.new, counts.rejected) == (1, 1)
    ((found, reason),) = refused()
    assert (found, words in reason) == (column, True), reason


def test_acled_codes_that_agree_are_counted() -> None:
    further = {"inter1": "2", "inter2": "8", "assoc_actor_1": ""}
    rows = [
        ACLED_ROW | further,
        ACLED_ROW | further | {"event_id_cnty": "IRQ2", "event_type": "Protests",
                               "sub_event_type": "Peaceful protest"},
        ACLED_ROW | further | {"event_id_cnty": "IRQ3", "actor1": "Unidentified Armed Group (Iraq)",
                               "assoc_actor_1": "Shiite Militia"},
        ACLED_ROW | further | {"event_id_cnty": "IRQ4", "inter1": "Rebel group",
                               "sub_event_type": "Something new"},
        ACLED_ROW | further | {"event_id_cnty": "IRQ5", "inter1": "99", "actor2": ""},
    ]  # fmt: skip
    outcome = load("acled", *rows, scope="all")
    assert (outcome.counts.new, outcome.counts.outside, outcome.counts.rejected) == (4, 1, 0)
    assert outcome.checks[KIND_CHECK] == [4, 0]
    assert outcome.checks[CODE_CHECK] == [3, 0]
    assert outcome.checks[BESIDE_CHECK] == [1, 0]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"dyad_name": "Government of Israel - Hamas"}, "dyad_name"),
        ({"date_prec": "1", "date_end": "2023-10-20"}, "date_prec"),
        ({"date_prec": "3", "date_end": "2023-10-20"}, "date_prec"),
        ({"date_prec": "4", "date_end": "2023-12-20"}, "date_prec"),
    ],
)
def test_ucdp_rows_that_contradict_themselves_are_rejected(
    cells: dict[str, str], column: str
) -> None:
    named = {"dyad_name": "Government of Israel -  hezbollah"}
    counts = load("ucdp-ged", UCDP_ROW | named, UCDP_ROW | named | {"id": "8"} | cells).counts
    assert (counts.new, counts.rejected) == (1, 1)
    assert [found for found, _ in refused()] == [column]
