"""No page says of a dataset what the dataset is not."""

from __future__ import annotations

import pytest
from django.test import Client

from proxies.models import Dataset, Pledge
from proxies.wording.datasets import assessed_by, events_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/pledges/", "/factions/", "/factions/hezbollah/", "/methods/", "/", "/pledges/{pledge}/"],
)
def test_no_page_says_selection_where_the_record_is_a_census(
    seeded: None, client: Client, address: str
) -> None:
    Dataset.objects.filter(slug="curated").update(coverage="census")
    page = client.get(address.format(pledge=Pledge.objects.values_list("slug", flat=True)[0]))
    assert page.status_code == 200
    assert "election, not a census" not in page.content.decode()
    assert "census by its own rule" in page.content.decode()


def test_figures_of_an_imported_event_are_not_said_to_be_the_editors() -> None:
    assert assessed_by(Dataset(slug="curated", name="Curated")) == "Those shown are the editors’"
    assert assessed_by(Dataset(slug="ged", name="UCDP GED")) == "Those shown are those of UCDP GED"


def test_one_event_is_one_event() -> None:
    ours = Dataset(slug="curated", name="Curated", coverage="selection")
    assert events_of(1, [ours]).startswith("1 event of ")
    assert events_of(2, [ours]).startswith("2 events of ")
