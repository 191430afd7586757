"""An address with a slug that a record had before leads to the record, by one redirect."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from proxies.exports.atom import stable_id
from proxies.models import Actor, AttackEvent, Front
from proxies.queries.renamed import IN_FILTERS, WITH_PAGES
from proxies.selection import MANY
from proxies.web import urls
from proxies.web.forms.pages import ExportForm
from tests import factories as make
from tests.pages import SAMPLES
from tests.web.test_prefix import answered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

NAMED = [str(pattern.name) for pattern in urls.urlpatterns if "<slug:slug>" in str(pattern.pattern)]
SLUGS = {name: slug for name, slug in SAMPLES.items() if name != "figure-table"}
"""A record for each address; charts are no records, and the id of one is never renamed."""
SLUGS |= {"line-html": "hezbollah", "line-json": "hezbollah"}
FILES = (
    *("overview", "event-list", "events-json", "events-csv", "events-xlsx", "events-geojson"),
    *("events-atom", "corrections"),
)
ENTRY = re.compile(r"<id>(urn:uuid:[^<]+)</id>")
VALUES = {
    "front": "iraq",
    "faction": "kataib-hezbollah",
    "state": "israel",
    "patron": "irgc",
    "target": "israel",
    "place": "dahiyeh-mushrifiyeh-southern-beirut",
    "dataset": "acled",
}


def rename(kind: Any, *slugs: str) -> None:
    """Give a record one slug after the other; the first is the one that it has."""
    for slug, new in pairwise(slugs):
        assert kind.filter(slug=slug).update(slug=new) == 1


def where(client: Client, address: str) -> str:
    """Where a redirect for ever leads, which has to be there."""
    response = client.get(address)
    assert response.status_code == 301, address
    assert response.headers["Cache-Control"] == "no-cache"
    location = response.headers["Location"]
    assert client.get(location).status_code == 200, location
    return location


def test_every_address_with_a_slug_is_known() -> None:
    assert {name.split("-")[0] for name in NAMED} == set(WITH_PAGES)
    assert set(NAMED) == set(SLUGS)


@pytest.mark.parametrize("name", NAMED)
def test_a_page_or_file_of_a_renamed_record_is_found(name: str, client: Client) -> None:
    slug, rows = SLUGS[name], WITH_PAGES[name.split("-", maxsplit=1)[0]]
    rename(rows, slug, "second", "third")
    third = reverse(name, args=["third"]) + "?as_of=2025-01-15"
    for former in (slug, "second"):
        assert where(client, reverse(name, args=[former]) + "?as_of=2025-01-15") == third
    rename(rows, "third", slug)
    assert client.get(reverse(name, args=[slug])).status_code == 200
    assert where(client, reverse(name, args=["second"])) == reverse(name, args=[slug])


@pytest.mark.parametrize("name", NAMED)
def test_a_slug_that_no_record_had_is_not_found(name: str, client: Client) -> None:
    assert client.get(reverse(name, args=["nobody"])).status_code == 404


def test_every_filter_that_names_records_is_known() -> None:
    """A filter whose values are no codes names records."""
    assert set(IN_FILTERS) == set(VALUES)
    codes = {"direction", "weapon", "outcome", "grade"}
    assert set(MANY) - codes == set(IN_FILTERS)
    assert set(IN_FILTERS) <= set(ExportForm.takes)


@pytest.mark.parametrize("filter_name", VALUES)
def test_a_former_slug_in_a_filter_leads_to_the_present_one(
    filter_name: str, client: Client
) -> None:
    value = VALUES[filter_name]
    if filter_name == "dataset":
        make.make_dataset(value)
    rename(IN_FILTERS[filter_name], value, "second", "third")
    for name in FILES:
        path = reverse(name)
        also = "&changed=2024-01-01" if name == "corrections" else ""
        asked = f"{path}?until=2024-12-31&{filter_name}={value}{also}"
        assert where(client, asked) == f"{path}?until=2024-12-31&{filter_name}=third{also}"


@pytest.mark.parametrize(
    "name", ["fronts-json", "status-atom", "pledges-csv", "pledge-list", "compare", "ledger-html"]
)
def test_other_addresses_take_a_former_front_too(name: str, client: Client) -> None:
    rename(Front.objects, "iraq", "the-iraqi-front")
    path = reverse(name)
    response = client.get(f"{path}?front=iraq&front=lebanon")
    if name == "fronts-json":
        assert response.status_code in {301, 400}
        return
    assert response.status_code == 301
    assert response.headers["Location"] == f"{path}?front=the-iraqi-front&front=lebanon"
    assert client.get(response.headers["Location"]).status_code == 200


def test_one_redirect_settles_page_and_filter(client: Client) -> None:
    rename(Front.objects, "iraq", "the-iraqi-front")
    rename(Actor.objects, "kataib-hezbollah", "the-brigades")
    new = "/fronts/the-iraqi-front/?faction=the-brigades&weapon=drone"
    first = client.get("/fronts/iraq/?faction=kataib-hezbollah&weapon=drone")
    assert (first.status_code, first.headers["Location"]) == (301, new)


def test_what_is_wrong_besides_is_said_at_the_new_address(client: Client) -> None:
    rename(Front.objects, "iraq", "the-iraqi-front")
    response = client.get("/events.json?front=iraq&weapon=spoon", follow=True)
    assert response.status_code == 400
    assert "“spoon”" in response.json()["errors"][0]["message"]


def test_the_redirect_stays_under_the_prefix() -> None:
    rename(Front.objects, "iraq", "the-iraqi-front")
    status, headers, _ = answered("/fronts/iraq/?weapon=drone")
    assert (status, headers["Location"]) == (301, "/mon/fronts/the-iraqi-front/?weapon=drone")
    status, headers, _ = answered("/feeds/status.atom?front=iraq")
    assert (status, headers["Location"]) == (301, "/mon/feeds/status.atom?front=the-iraqi-front")


def test_a_draft_is_not_given_away(client: Client) -> None:
    event = AttackEvent.objects.filter(slug=SLUGS["event-detail"])
    event.update(state="draft", slug="secret")
    assert client.get(f"/events/{SLUGS['event-detail']}/").status_code == 404


def ids(client: Client, address: str) -> list[str]:
    return ENTRY.findall(client.get(address).getvalue().decode())


def test_no_rename_changes_an_id_of_a_feed(client: Client) -> None:
    asked = "front=iraq&faction=kataib-hezbollah"
    before = {
        address: ids(client, address)
        for address in (f"/feeds/events.atom?{asked}", "/feeds/status.atom?front=iraq")
    }
    assert min(map(len, before.values())) > 1
    for event in AttackEvent.objects.filter(front__slug="iraq"):
        rename(AttackEvent.objects, event.slug, f"renamed-{event.pk}")
    rename(Front.objects, "iraq", "the-iraqi-front")
    rename(Actor.objects, "kataib-hezbollah", "a-brigade")
    for address, found in before.items():
        now = address.replace("=iraq", "=the-iraqi-front")
        now = now.replace("kataib-hezbollah", "a-brigade")
        assert where_feed(client, address) == now
        assert set(ids(client, now)) == set(found)


def where_feed(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 301
    return str(response.headers["Location"])


def test_ids_are_those_of_the_first_slugs(client: Client) -> None:
    """What readers of feeds have today stays: uuid5 of the record's first slug."""
    slug = "2024-01-28-tower-22"
    rename(AttackEvent.objects, slug, "another")
    assert stable_id(f"event:{slug}") in ids(client, "/feeds/events.atom?front=iraq")
