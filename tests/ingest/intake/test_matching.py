"""What waits is matched: suggestions, whose wording it shares, and the cluster that it joins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from proxies.ingest.intake import clustering, matching
from proxies.ingest.intake.matching import match_waiting
from proxies.models import Actor, Channel, Cluster, Item, Source
from proxies.vocab.intake import ClusterState
from tests.factories import (
    make_event,
    make_faction,
    make_front,
    make_opponent,
    make_place,
    make_pledge,
    make_pledge_citation,
    make_source,
)
from tests.ingest.intake import day_of_feeds
from tests.ingest.intake.channels import visit_due
from tests.ingest.intake.local_site import LocalSite

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 7)
NOON = datetime(2024, 10, 7, 12, tzinfo=UTC)
BODY = (
    "Brigade of the North said that it fired five rockets toward Springfield on Sunday. The army "
    "of Freedonia answered with shells, and the mayor spoke of broken windows in two streets. "
    "Schools stay closed until the end of the week, the council of the town decided at night."
)
OTHER = (
    "The price of bread has risen again in the markets by the river, merchants say, and nobody "
    "expects it to fall before the new harvest is in and the mills beyond the hills work again."
)
_numbers = count(1)


def make_item(title: str = "", text: str = "", **fields: Any) -> Item:
    number = next(_numbers)
    address = f"https://news.example/{number}"
    given = {"came": NOON + timedelta(minutes=number), "published": DAY, "language": "en"}
    return Item.objects.create(
        address=address, key=address, title=title, text=text, **{**given, **fields}
    )


def matched(item: Item) -> Item:
    match_waiting()
    item.refresh_from_db()
    return item


def values(item: Item, kind: str) -> list[Any]:
    return [one["value"] for one in item.suggestions if one["kind"] == kind]


def actor_of(slug: str) -> Actor:
    return Actor.objects.get(slug=slug)


@pytest.fixture
def cast() -> None:
    """A faction of the front north, a state, a town, and two sources of which one only repeats."""
    north = make_front("north", countries=["XN"])
    make_faction("Brigade of the North", fronts=(north,), slug="brigade")
    make_opponent("Freedonia", slug="freedonia")
    make_place("Springfield", slug="springfield", country="XN", precision="town")
    make_source("The Daily Planet", slug="daily-planet")
    make_source("News of Others", slug="news-of-others", kind="aggregator")


@pytest.mark.usefixtures("cast")
def test_an_item_gets_suggestions_with_reasons_and_marked_words() -> None:
    item = matched(make_item("Rockets on Springfield", BODY))
    assert values(item, "actor") == ["brigade", "freedonia"]
    assert values(item, "front") == ["north"]
    assert values(item, "place") == ["springfield"]
    assert values(item, "weapon")[0] == "rocket"
    assert values(item, "fired") == [5]
    assert values(item, "act") == ["attack", "strike"]
    assert values(item, "day") == ["2024-10-06"]
    assert item.matched is not None
    whole = f"{item.title}\n{item.text}"
    for one in item.suggestions:
        assert one["reason"]
        if one["kind"] != "candidate":
            assert whole[one["start"] : one["end"]] == one["words"] != ""
    assert item.cluster is not None
    assert item.cluster.day == date(2024, 10, 6)
    assert item.cluster.front is not None
    assert item.cluster.front.slug == "north"
    assert item.cluster.title == "Rockets on Springfield"


@pytest.mark.usefixtures("cast")
def test_running_again_changes_nothing() -> None:
    item = matched(make_item("Rockets on Springfield", BODY))
    assert match_waiting() == 0
    again = Item.objects.get(pk=item.pk)
    assert (again.suggestions, again.cluster_id, again.matched) == (
        item.suggestions,
        item.cluster_id,
        item.matched,
    )


def test_an_item_without_words_waits_in_a_cluster_of_its_own() -> None:
    item = matched(make_item(lead=True, about=date(2024, 9, 1), published=None))
    assert item.suggestions == []
    assert item.signature is None
    assert item.cluster is not None
    assert item.cluster.day == date(2024, 9, 1)
    assert item.cluster.title == item.address


@pytest.mark.usefixtures("cast")
def test_a_copy_repeats_the_oldest_and_joins_its_cluster() -> None:
    first = make_item("Rockets on Springfield", BODY)
    second = make_item("Barrage hits town", BODY.replace("two streets", "three streets"))
    third = make_item("Again: barrage hits town", BODY)
    apart = make_item("Bread", OTHER)
    assert match_waiting() == 4
    items = {one.pk: one for one in Item.objects.all()}
    assert items[first.pk].repeats is None
    assert items[second.pk].repeats_id == items[third.pk].repeats_id == first.pk
    assert items[third.pk].shared == 1.0
    assert 0.5 <= (items[second.pk].shared or 0) < 1
    clusters = {items[one.pk].cluster_id for one in (first, second, third)}
    assert len(clusters) == 1
    assert items[apart.pk].cluster_id not in clusters
    assert items[apart.pk].repeats is None


def test_what_comes_in_late_but_came_out_first_is_the_one_repeated() -> None:
    late = make_item("Bread", OTHER, published_at=NOON)
    matched(late)
    early = matched(make_item("Bread dearer", OTHER, published_at=NOON - timedelta(hours=3)))
    late.refresh_from_db()
    assert early.repeats is None
    assert late.repeats_id == early.pk
    assert late.cluster_id == early.cluster_id


def test_wording_older_than_the_days_that_are_looked_back_on_is_not_compared() -> None:
    matched(make_item("Bread", OTHER, came=NOON - timedelta(days=90)))
    assert matched(make_item("Bread", OTHER)).repeats is None


def test_a_copy_of_what_is_decided_makes_a_cluster_of_its_own() -> None:
    first = matched(make_item("Bread", OTHER))
    Cluster.objects.update(state=ClusterState.DECIDED)
    second = matched(make_item("Bread", OTHER))
    assert second.repeats_id == first.pk
    assert second.cluster_id != first.cluster_id


def test_a_copy_joins_a_cluster_that_was_put_off() -> None:
    first = matched(make_item("Bread", OTHER))
    Cluster.objects.update(state=ClusterState.LATER)
    assert matched(make_item("Bread", OTHER)).cluster_id == first.cluster_id


@pytest.mark.usefixtures("cast")
def test_who_is_credited_is_kept_and_a_relay_is_not() -> None:
    item = matched(
        make_item(
            "Brigade of the North fires rockets",
            "It told The Daily Planet, as News of Others reported.",
        )
    )
    assert item.credits == Source.objects.get(slug="daily-planet")
    assert "Daily Planet" in item.credit
    relayed = matched(
        make_item("Brigade of the North fires rockets", "News of Others reported it.")
    )
    assert relayed.credits is None
    assert values(relayed, "origin") == []


@pytest.mark.usefixtures("cast")
def test_items_that_credit_one_origin_for_one_act_meet() -> None:
    text = "{} the Brigade of the North {} on Sunday, The Daily Planet reported. {}"
    one = make_item("Rockets", text.format("A volley of", "attacked Freedonia", "It was loud."))
    two = make_item("Fire", text.format("The men of", "struck at Freedonia", "No more is known."))
    other_day = make_item(
        "Fire", "On Friday Freedonia was struck by the Brigade of the North, said The Daily Planet."
    )
    match_waiting()
    for item in (one, two, other_day):
        item.refresh_from_db()
    assert one.repeats is None
    assert two.repeats is None
    assert one.cluster_id == two.cluster_id
    assert other_day.cluster_id != one.cluster_id


@pytest.mark.usefixtures("cast")
def test_items_that_tell_of_one_attack_by_themselves_meet_and_others_do_not() -> None:
    first, more, elsewhere, answer, denial, vow = (
        make_item(title, f"Words of paper {number} alone.")
        for number, title in enumerate(
            (
                "Brigade of the North fires rockets at Springfield",
                "Rockets: Freedonia attacked at Springfield by the Brigade of the North",
                "Brigade of the North fires rockets at Shelbyville",
                "Freedonia strikes Brigade of the North at Springfield from the air",
                "Brigade of the North denies that it fired rockets at Springfield",
                "Brigade of the North vows to attack Freedonia at Springfield",
            )
        )
    )
    make_place("Shelbyville", slug="shelbyville", country="XN", precision="town")
    match_waiting()
    clusters = dict(Item.objects.values_list("pk", "cluster"))
    assert clusters[first.pk] == clusters[more.pk]
    apart = [clusters[one.pk] for one in (first, elsewhere, answer, denial, vow)]
    assert len(set(apart)) == 5


@pytest.mark.usefixtures("cast")
def test_a_region_in_common_is_no_place_in_common() -> None:
    make_place("Northern Hills", slug="hills", country="XN", precision="province")
    for title in ("fires at Northern Hills", "attacks Northern Hills"):
        make_item(f"Brigade of the North {title}")
    match_waiting()
    assert Cluster.objects.count() == 2


@pytest.mark.usefixtures("cast")
def test_many_that_tell_of_the_same_kind_keep_no_sure_one_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_place("Shelbyville", slug="shelbyville", country="XN", precision="town")
    monkeypatch.setattr(clustering, "MOST_MET", 1)
    for outlet in ("One", "Two"):
        make_item("Brigade of the North fires at Shelbyville", f"The paper {outlet} has it.")
    said = "The Daily Planet reported that the Brigade of the North {} Springfield {}."
    first = make_item("Loud noise", said.format("fired at", "before dawn, and windows broke"))
    second = make_item("Old mill burns", said.format("attacked", "by night"))
    match_waiting()
    second.refresh_from_db()
    assert second.repeats is None
    clusters = dict(Item.objects.values_list("pk", "cluster"))
    assert clusters[first.pk] == clusters[second.pk]


def test_a_day_of_feeds_in_four_languages_is_one_cluster_of_what_was_fired(site: LocalSite) -> None:
    day_of_feeds.cast()
    day_of_feeds.channels(site)
    for bring in (day_of_feeds.morning, day_of_feeds.evening):
        bring(site)
        Channel.objects.update(next_visit=None)
        visit_due()
        match_waiting()
    about = Item.objects.get(title=day_of_feeds.ATTACK).cluster
    assert about is not None
    assert about.items.count() == 5
    assert {one.language for one in about.items.all()} == {"en", "ar", "he", "fa"}
    others = (day_of_feeds.TRAFFIC, day_of_feeds.HEBREW_OTHER, day_of_feeds.PERSIAN_OTHER)
    assert not about.items.filter(title__in=others).exists()
    assert Cluster.objects.count() == 4


@pytest.mark.usefixtures("cast")
def test_a_record_that_it_may_be_about_is_proposed_and_brings_items_together() -> None:
    brigade, freedonia = (actor_of(slug) for slug in ("brigade", "freedonia"))
    place = make_place("Springfield", slug="springfield-2", precision="town", country="XN")
    event = make_event(
        brigade, targets=(freedonia,), day=date(2024, 10, 6), front=make_front("north"),
        place=place, weapon="rocket",
    )  # fmt: skip
    one = matched(make_item("Brigade of the North fires rockets at Springfield", "It was Sunday."))
    key = f"event/{event.permanent_id}"
    assert values(one, "candidate") == [key]
    reasons = next(row["reason"] for row in one.suggestions if row["kind"] == "candidate").split()
    assert {"same-day", "same-parties", "same-weapon", "same-place"} <= set(reasons)
    two = matched(
        make_item("Freedonia: rocket of the Brigade of the North fell on Springfield on Sunday")
    )
    assert values(two, "candidate") == [key]
    assert two.cluster_id == one.cluster_id
    far = matched(
        make_item("Brigade of the North fires rockets at Springfield", "It was Thursday.")
    )
    assert values(far, "candidate") == []


@pytest.mark.usefixtures("cast")
def test_a_pledge_that_it_may_be_about_is_proposed() -> None:
    faction = actor_of("brigade").faction
    pledge = make_pledge(
        faction, toward=(actor_of("freedonia"),), declared=date(2024, 10, 6), effective=None
    )
    make_pledge_citation(pledge)
    item = matched(
        make_item("Brigade of the North suspends attacks on Freedonia", "So it said on Sunday.")
    )
    assert values(item, "act") == ["pledge"]
    assert values(item, "candidate") == [f"pledge/{pledge.permanent_id}"]


def test_a_draft_is_no_candidate(cast: None) -> None:
    make_event(
        actor_of("brigade"), day=date(2024, 10, 6), front=make_front("north"),
        state="draft", weapon="rocket",
    )  # fmt: skip
    item = matched(make_item("Brigade of the North fires rockets on Sunday"))
    assert values(item, "candidate") == []


def test_a_text_that_was_removed_keeps_its_signature() -> None:
    item = matched(make_item("Bread", OTHER))
    kept = bytes(item.signature or b"")
    Item.objects.update(text="", text_removed=NOON, matched=None)
    again = matched(item)
    assert bytes(again.signature or b"") == kept
    assert matched(make_item("Bread", OTHER)).repeats_id == item.pk


@pytest.mark.parametrize(("common", "alike"), [(64, True), (63, False)])
def test_half_of_the_wording_is_shared_wording(common: int, alike: bool) -> None:
    item = matched(make_item("Bread", OTHER))
    signs = np.frombuffer(bytes(item.signature or b""), dtype="<u4").copy()
    signs[common:] ^= 1
    other = make_item("Milk", signature=signs.tobytes(), bands=item.bands)
    assert [one.pk for one in clustering.alike(other)] == [item.pk] * alike


def test_an_item_that_cannot_be_read_is_logged_and_waits_in_a_cluster(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*given: object) -> None:
        raise ValueError("no rule for this")

    monkeypatch.setattr(matching, "read", fails)
    item = matched(make_item("Bread", OTHER))
    assert item.suggestions == []
    assert item.cluster is not None
    assert f"Item {item.pk} could not be read." in caplog.text


def test_what_is_too_old_to_be_met_leaves_the_indexes_and_keeps_its_signature() -> None:
    old = matched(make_item("Bread", OTHER, came=timezone.now() - timedelta(days=61)))
    new = matched(make_item("Milk", BODY, came=timezone.now() - timedelta(days=59)))
    match_waiting()
    old.refresh_from_db()
    assert old.bands == []
    assert old.signature
    assert new.bands


@pytest.mark.usefixtures("cast")
def test_an_item_that_cannot_be_matched_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = make_item("Bread", OTHER), make_item("Rockets on Springfield", BODY)
    alike = clustering.alike

    def fails(item: Item) -> list[Any]:
        if item.pk == bad.pk:
            Item.objects.create(address=item.address, key=item.key)  # is there already
        return alike(item)

    monkeypatch.setattr(matching, "alike", fails)
    assert match_waiting() == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert values(good, "actor") == ["brigade", "freedonia"]
    assert bad.suggestions == []
    assert bad.matched
    assert bad.cluster in Cluster.objects.waiting()
    assert f"Item {bad.pk} could not be matched." in caplog.text


def test_a_cluster_knows_when_its_oldest_item_came_out() -> None:
    late = matched(make_item("Bread", OTHER, published=None, came=NOON))
    dawn = datetime(2024, 10, 7, 4, tzinfo=UTC)
    early = matched(make_item("Bread", OTHER, published_at=dawn))
    assert early.cluster == late.cluster
    assert early.cluster is not None
    assert early.cluster.oldest == dawn
    matched(make_item("Bread", OTHER, published=date(2024, 10, 5)))
    early.cluster.refresh_from_db()
    assert early.cluster.oldest == datetime(2024, 10, 6, tzinfo=UTC)


def test_a_cluster_is_never_called_by_the_text_of_an_item() -> None:
    """Texts are removed after a while, and what they were called by would stay."""
    item = matched(make_item("", BODY))
    assert item.cluster is not None
    assert item.cluster.title == item.address
