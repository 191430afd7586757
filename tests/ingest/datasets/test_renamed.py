"""An import knows datasets, actors and places by the slugs that they had before."""

from __future__ import annotations

import pytest

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.job import ImportRefusedError, dataset_slug
from proxies.ingest.datasets.names import read_names
from proxies.models import Actor, AttackEvent, Dataset, Place
from tests.ingest.datasets.test_load import events, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_a_file_for_a_renamed_dataset_goes_on_with_it() -> None:
    load("proxies", *own_rows("a"))
    Dataset.objects.filter(slug="own").update(slug="renamed")
    assert dataset_slug("own", FORMATS["proxies"]) == "renamed"
    counts = load("proxies", *own_rows("a"), dataset="renamed").counts
    assert (counts.unchanged, counts.new) == (1, 0)


def test_a_place_that_an_editor_renamed_is_not_made_again() -> None:
    load("proxies", *own_rows("a"))
    place = events().get().place
    Place.objects.filter(pk=place.pk).update(slug="renamed")
    before = Place.objects.count()
    counts = load("proxies", *own_rows("a", "b")).counts
    assert (counts.unchanged, counts.new, counts.changed) == (1, 1, 0)
    assert set(events().values_list("place__slug", flat=True)) == {"renamed"}
    assert Place.objects.count() == before


def test_a_renamed_actor_is_who_the_reviewed_file_means() -> None:
    factions = dict(Actor.objects.factions().values_list("slug", "pk"))
    names = read_names().names
    named, slug = next((name, slug) for name, slug in names.items() if slug in factions)
    pk = factions[slug]
    Actor.objects.filter(pk=pk).update(slug="renamed")
    load("proxies", *own_rows("a", claimed_by=named))
    assert list(events().get().attributions.values_list("actor", flat=True)) == [pk]


def test_an_event_does_not_take_a_former_address() -> None:
    load("proxies", *own_rows("a"), dataset="another")
    AttackEvent.objects.filter(slug="another-a").update(slug="own-b")
    AttackEvent.objects.filter(slug="own-b").update(slug="own-c")
    with pytest.raises(ImportRefusedError, match="would have the address 'own-b'"):
        load("proxies", *own_rows("b"))
