"""Rows that cannot be right are refused with what, where and why, whoever states them."""

from __future__ import annotations

import pytest
from django.test import Client

from proxies.models import AttackEvent, Faction, Front, Reject
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
