"""The desk's pages: who gets in, what the inbox shows, and that no two editors decide the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.pasting import bare_item
from proxies.models import Cluster, Item
from proxies.web.views import desk
from tests.admin_people import client_of, group_called
from tests.desk_day import make_cluster, make_day, make_item
from tests.factories import (
    make_event,
    make_faction,
    make_front,
    make_source,
)

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 3)


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


def another_editor() -> Client:
    user = User.objects.create_user("second", password="long enough 1", is_staff=True)
    user.groups.add(group_called("editor"))
    client = Client()
    client.force_login(user)
    return client


def addresses() -> list[str]:
    cluster = make_cluster()
    names = ("desk-cluster", "desk-take")
    return [
        reverse("desk"),
        reverse("desk-figures"),
        reverse("desk-undo"),
        *(reverse(name, args=[cluster.pk]) for name in names),
    ]


def test_strangers_get_the_login_and_others_are_refused() -> None:
    for address in addresses():
        assert Client().get(address)["Location"] == f"/admin/login/?next={address}"
        sent = Client().post(address, {"summary": "These words were typed."})
        assert sent.status_code == 401
        assert sent["Cache-Control"] == "no-store, private"
    for name in ("viewer", "contributor"):
        client = client_of(name)
        assert [client.get(address).status_code for address in addresses()] == [403] * 5
    user = User.objects.create_user("outside", password="long enough 1")
    user.groups.add(group_called("editor"))  # the right alone is not enough: staff only
    client = Client()
    client.force_login(user)
    assert client.get("/desk/").status_code == 403


def test_nothing_of_the_desk_is_kept_or_put_into_an_index(editor: Client) -> None:
    for address in ("/desk/", "/desk/figures/", f"/desk/{make_cluster().pk}/"):
        answer = editor.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store, private"
        assert "ETag" not in answer
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    robots = Client().get("/robots.txt")
    assert "Disallow: /desk/" in robots.text
    assert robots["Content-Type"] == "text/plain; charset=utf-8"


def test_a_cluster_stands_under_its_day_and_front_with_what_it_seems_to_be(editor: Client) -> None:
    actor = make_faction("A made-up faction", short_name="Made-up").actor
    cluster = make_cluster(make_front(), title="A made-up halt", day=DAY)
    paper = make_source("A made-up paper")
    said = [("act", "pledge", ""), ("actor", actor.slug, "")]
    first = make_item(cluster, *said, source=paper)
    make_item(cluster, *said, repeats=first, shared=0.9)
    make_item(cluster, credits=paper)
    text = " ".join(editor.get("/desk/").text.split())
    assert "<bdi>Iraq</bdi></span> · 3 October 2024" in text
    assert "1 cluster, 3 items" in text
    assert "3 items · 1 origin" in text
    assert "oldest: <bdi>A made-up paper</bdi>, 23 Dec 2024 06:40 UTC · pledge? · Made-up" in text


def test_the_oldest_origin_comes_first_and_the_newest_day(editor: Client) -> None:
    iraq, yemen = make_front("iraq", position=1), make_front("yemen", position=2)
    for title, front, day, hour in (
        ("late", iraq, DAY, 9),
        ("early", iraq, DAY, 5),
        ("elsewhere", yemen, DAY, 1),
        ("newer day", yemen, DAY + timedelta(1), 23),
        ("of no front", None, DAY, 0),
    ):
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        make_item(make_cluster(front, title=title, day=day), published_at=at)
    groups = editor.get("/desk/").context["inbox"].groups
    assert [[row.cluster.title for row in group.rows] for group in groups] == [
        ["newer day"],
        ["early", "late"],
        ["elsewhere"],
        ["of no front"],
    ]


def test_a_candidate_is_named_with_its_day(editor: Client) -> None:
    event = make_event(day=DAY)
    make_item(make_cluster(), ("candidate", f"event/{event.permanent_id}", ""))
    assert "seems the event of 3 October 2024" in editor.get("/desk/").text


def test_what_names_nothing_says_so(editor: Client) -> None:
    make_item(make_cluster())
    assert "nothing of the record named" in editor.get("/desk/").text


def test_what_is_decided_or_put_off_does_not_wait(editor: Client) -> None:
    for state in ("decided", "not-for-us"):
        make_cluster(state=state, title=f"It is {state}")
    make_cluster(state="later", until=datetime.now(UTC) + timedelta(1), title="It is put off")
    make_cluster(state="later", until=datetime.now(UTC) - timedelta(1), title="It is back")
    text = editor.get("/desk/").text
    assert "It is back" in text
    assert not any(words in text for words in ("It is decided", "It is not", "It is put off"))


def test_the_inbox_takes_as_many_queries_for_many_clusters_as_for_few(editor: Client) -> None:
    fronts = [make_front(slug) for slug in ("iraq", "lebanon", "yemen", "syria")]
    actors = [make_faction(f"Made-up {n}", fronts=(fronts[0],)).actor for n in range(4)]

    def queries() -> int:
        editor.get("/desk/")  # what is kept in memory is read
        with CaptureQueriesContext(connection) as caught:
            assert editor.get("/desk/").status_code == 200
        return len(caught)

    make_day(fronts, actors)
    event = make_event()
    make_item(make_cluster(), ("candidate", f"event/{event.permanent_id}", ""))
    few = queries()
    make_day(fronts, actors, said=" again")
    assert Cluster.objects.count() == 41
    assert queries() == few
    assert few < 30


def test_a_made_up_day_has_sixty_items_in_twenty_clusters() -> None:
    make_day([make_front()], [make_faction().actor])
    assert (Item.objects.count(), Cluster.objects.count()) == (60, 20)


def test_pages_of_the_inbox(editor: Client) -> None:
    for number in range(45):
        make_cluster(title=f"Cluster {number}")
    assert "Page 1 of 2, 45 clusters in all" in editor.get("/desk/").text
    assert len(editor.get("/desk/?page=2").context["inbox"].groups[0].rows) == 5
    assert editor.get("/desk/?page=2").context["inbox"].groups[0].clusters == 45
    wrong = editor.get("/desk/?page=two")
    assert wrong.status_code == 400
    assert "is no page of the inbox" in wrong.text


def test_the_words_that_give_a_cluster_away_are_marked(editor: Client) -> None:
    cluster = make_cluster()
    make_item(
        cluster,
        ("act", "pledge", "will <stop>"),
        ("actor", "nobody", "جملة"),
        title="They say they will <stop>",
        text="Before. جملة تجريبية. After.",
    )
    text = editor.get(f"/desk/{cluster.pk}/").text
    assert '<mark data-kind="act">will &lt;stop&gt;</mark>' in text
    assert '<mark data-kind="actor">جملة</mark>' in text


def test_marks_outside_a_text_are_passed_over(editor: Client) -> None:
    cluster = make_cluster()
    item = make_item(cluster, title="Short")
    item.suggestions = [
        {"kind": "act", "value": "pledge", "start": 900, "end": 950, "words": "gone"},
        {"kind": "act", "value": "pledge", "start": -1, "end": -1},
        {"kind": "day"},
        "no suggestion at all",
    ]
    item.save()
    answer = editor.get(f"/desk/{cluster.pk}/?decide=new-pledge")
    assert answer.status_code == 200
    assert "<mark" not in answer.text


def test_only_addresses_of_the_web_are_links(editor: Client) -> None:
    cluster = make_cluster()
    make_item(cluster, address="javascript:alert(1)", title="A wrong address")
    make_item(cluster, address="https://paper.example/1", title="A right address")
    text = editor.get(f"/desk/{cluster.pk}/").text
    assert 'href="javascript' not in text
    assert 'href="https://paper.example/1"' in text


def test_items_stand_under_their_origin(editor: Client) -> None:
    paper = make_source("A made-up paper", aligned_with=make_faction("Its own faction").actor)
    cluster = make_cluster()
    first = make_item(cluster, source=make_source("Another"), credits=paper, credit="told a paper")
    copy = make_item(cluster, repeats=first, shared=0.94, title="A copy")
    alone = make_item(cluster, outlet="Unknown outlet", title="By itself")
    origins = editor.get(f"/desk/{cluster.pk}/").context["lookup"].origins
    assert [origin.name for origin in origins] == ["A made-up paper", "Unknown outlet"]
    (branch,) = origins[0].branches
    assert (branch.item, [one.item for one in branch.copies]) == (first, [copy])
    assert origins[1].branches[0].item == alone
    text = editor.get(f"/desk/{cluster.pk}/").text
    assert "94 % the same words" in text
    assert "no source of the record yet" in text
    assert "aligned with <bdi>Its own faction</bdi>" in text


def test_inbox_and_cluster_agree_on_how_many_origins_there_are(editor: Client) -> None:
    agency, paper = make_source("An agency"), make_source("A paper")
    relay = make_source("A digest of others", kind="aggregator")
    cluster = make_cluster()
    first = make_item(cluster, source=agency)
    make_item(cluster, source=paper, repeats=first, shared=0.9)
    make_item(cluster, source=paper, credits=agency, credit="told an agency")
    make_item(
        cluster, ("origin", "medics", "say medics"), title="So say medics", credit="say medics"
    )
    make_item(cluster, ("origin", "Medics", "Medics say"), title="Medics say", credit="Medics say")
    make_item(cluster, outlet="A gazette")
    make_item(cluster, outlet="A Gazette")
    make_item(cluster, source=relay)
    weight = "8 items · 3 origins"
    inbox, page = editor.get("/desk/").text, editor.get(f"/desk/{cluster.pk}/")
    assert f'<span class="desk-weight">{weight}</span>' in inbox
    assert f'<p class="desk-why">{weight} ·' in page.text
    origins = page.context["lookup"].origins
    assert [origin.name for origin in origins] == ["An agency", "medics", "A gazette", ""]
    assert "No origin established" in page.text
    assert "credited in words, and no source of the record by that name" in page.text


def test_what_only_repeats_others_is_no_origin_at_all(editor: Client) -> None:
    cluster = make_cluster()
    make_item(cluster, source=make_source("A digest of others", kind="aggregator"))
    weight = "1 item · no origin established"
    assert weight in editor.get("/desk/").text
    assert weight in editor.get(f"/desk/{cluster.pk}/").text


def test_an_excerpt_begins_and_ends_with_a_word_and_says_where_it_was_cut(editor: Client) -> None:
    cluster = make_cluster()
    text = "Beginning " + "of words " * 20 + "a made-up halt " + "and words " * 20
    make_item(cluster, ("act", "pledge", "made-up halt"), text=text)
    make_item(cluster, ("act", "pledge", "made-up halt"), text="It is a made-up halt.")
    page = editor.get(f"/desk/{cluster.pk}/").text
    mark = '<mark data-kind="act">made-up halt</mark>'
    assert f"… {'of words ' * 7}a {mark} {'and words ' * 6}and …</p>" in page
    assert f">It is a {mark}.</p>" in page


def test_an_address_that_is_too_long_is_not_cut_but_said_to_be(editor: Client) -> None:
    long = "https://paper.example/" + "a" * 3000
    assert "maxlength" not in editor.get("/desk/").text.partition('id="desk-address"')[2][:300]
    refused = editor.post("/desk/", {"address": long}).text
    assert "The address has more than 2,000 signs" in refused
    assert f'value="{long}"' in refused


def test_an_address_that_is_pasted_is_an_item_at_once(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "item_of", bare_item)
    answer = editor.post("/desk/", {"address": "https://paper.example/a?utm_source=x"})
    item = Item.objects.get()
    assert answer["Location"] == f"/desk/{item.cluster_id}/"
    again = editor.post("/desk/", {"address": "https://www.paper.example/a/"})
    assert again["Location"] == answer["Location"]
    assert Item.objects.count() == 1
    assert item.cluster is not None
    assert item.cluster.title == item.address == "https://paper.example/a?utm_source=x"
    for wrong in ("no address", "ftp://paper.example/a", "javascript:alert(1)", ""):
        refused = editor.post("/desk/", {"address": wrong})
        assert refused.status_code == 400
        assert 'id="desk-paste-problem"' in refused.text
    assert Item.objects.count() == 1


def test_where_an_address_cannot_be_read_it_is_offered_alone(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(address: str) -> Item:
        raise FetchError("Its server does not answer.")

    monkeypatch.setattr(desk, "item_of", unreachable)
    sent = {"address": "https://paper.example/a"}
    refused = editor.post("/desk/", sent)
    assert refused.status_code == 400
    assert "Its server does not answer." in refused.text
    assert "Add the address alone" in refused.text
    assert not Item.objects.exists()
    assert editor.post("/desk/", {**sent, "bare": "1"}).status_code == 302
    assert Item.objects.get().address == sent["address"]


@pytest.mark.parametrize("wrong", ["no address", "ftp://paper.example/a", "http://a:b@b.example"])
def test_what_is_no_address_is_not_offered_alone(editor: Client, wrong: str) -> None:
    refused = editor.post("/desk/", {"address": wrong})
    assert refused.status_code == 400
    assert 'id="desk-paste-problem"' in refused.text
    assert "Add the address alone" not in refused.text


def test_putting_off_changes_nothing_and_says_nothing_of_changes(editor: Client) -> None:
    cluster = make_cluster()
    make_item(cluster)
    assert "What this would change" in editor.get(f"/desk/{cluster.pk}/?decide=cite").text
    later = editor.get(f"/desk/{cluster.pk}/?decide=later").text
    assert "What this would change" not in later


@pytest.mark.parametrize(
    "query",
    ["?decide=nonsense", "?page=x", "?page=99999999999999999999", "?page=0", "?done=%00"],
)
def test_odd_addresses_are_answered_in_words(editor: Client, query: str) -> None:
    cluster = make_cluster()
    for address in (f"/desk/{cluster.pk}/{query}", f"/desk/{query}"):
        assert editor.get(address).status_code in {200, 400}
    assert editor.get("/desk/99999999999999999999999/").status_code == 404
    assert editor.post("/desk/99999999999999999999999/take/").status_code == 404
    assert editor.post("/desk/undo/", {"decision": "x"}).status_code == 404
    assert editor.get("/desk/undo/").status_code == 405


def test_editors_are_given_the_right_by_the_migration() -> None:
    user = User.objects.create_user("third", is_staff=True)
    user.groups.add(group_called("editor"))
    assert user.has_perm("proxies.use_desk")
