"""What was typed at the desk is not lost where it cannot be taken: a login that ended, another one,
and items that came meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from proxies.models import Cluster, Decision
from tests.admin_people import client_of
from tests.desk_day import make_cluster, make_item
from tests.factories import make_front
from tests.pages import Page
from tests.web.test_desk import another_editor

pytestmark = pytest.mark.django_db

WORDS = "These words were typed."
OWN = "http://testserver"


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


@pytest.fixture
def cluster() -> Cluster:
    cluster = make_cluster(make_front())
    make_item(cluster)
    return cluster


def later(client: Client, cluster: Cluster, **more: Any) -> Any:
    sent = {"decide": "later", "wait": "week", "note": WORDS, **more}
    return client.post(f"/desk/{cluster.pk}/", sent)


def test_who_is_not_logged_in_any_more_keeps_what_was_typed(
    editor: Client, cluster: Cluster
) -> None:
    editor.logout()
    kept = later(editor, cluster)
    assert kept.status_code == 401
    assert f'<input type="hidden" name="note" value="{WORDS}">' in kept.text
    assert '<input type="hidden" name="decide" value="later">' in kept.text
    assert 'href="/admin/login/?next=%2Fdesk%2F" target="_blank"' in kept.text
    assert f'action="/desk/{cluster.pk}/"' in kept.text
    assert not Decision.objects.exists()


def test_a_page_from_before_a_login_is_sent_again_by_one_press(cluster: Cluster) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of("editor").cookies
    client.cookies["csrftoken"] = "a" * 32
    sent = {"decide": "later", "wait": "week", "note": WORDS, "csrfmiddlewaretoken": "b" * 32}
    kept = client.post(f"/desk/{cluster.pk}/", sent, headers={"Origin": OWN})
    assert kept.status_code == 403
    assert "You logged in after the page was made." in kept.text
    again = dict(kept.context["sent"])
    assert again["note"] == WORDS
    (fresh,) = {
        field["value"] for field in Page(kept.text).all("input", name="csrfmiddlewaretoken")
    }
    again["csrfmiddlewaretoken"] = fresh
    done = client.post(f"/desk/{cluster.pk}/", again, headers={"Origin": OWN})
    assert done.status_code == 302
    assert Decision.objects.get().kind == "later"


@pytest.mark.parametrize(
    ("path", "origin"),
    [("/desk/{}/", ""), ("/desk/{}/", "https://elsewhere.example"), ("/report-an-error/", OWN)],
)
def test_what_another_site_or_page_sent_is_not_offered_again(
    cluster: Cluster, path: str, origin: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    headers = {"Origin": origin} if origin else {}
    refused = client.post(path.format(cluster.pk), {"decide": "later"}, headers=headers)
    assert refused.status_code == 403
    assert "The form was not sent" in refused.text
    assert "Send it again" not in refused.text


@pytest.mark.parametrize("kind", ["not-for-us", "later"])
def test_an_item_that_came_while_its_cluster_was_open_is_not_decided_unseen(
    editor: Client, cluster: Cluster, kind: str
) -> None:
    page = editor.get(f"/desk/{cluster.pk}/")
    joined = make_item(cluster, title="Made up, and newer")
    sent = {"decide": kind, "wait": "week", "shown": page.context["shown"]}
    asked = editor.post(f"/desk/{cluster.pk}/", sent)
    assert asked.status_code == 409
    assert "1 more item came while this cluster was open: look at it" in asked.text
    assert asked.text.count("came while this was open") == 1
    assert not Decision.objects.exists()
    sent["shown"] = asked.context["shown"]
    assert str(joined.pk) in sent["shown"].split(",")
    assert editor.post(f"/desk/{cluster.pk}/", sent).status_code == 302
    assert Decision.objects.get().kind == kind


def test_who_only_opens_a_cluster_is_not_told_of_typed_words(
    editor: Client, cluster: Cluster
) -> None:
    editor.post(f"/desk/{cluster.pk}/take/", {"decide": "later"})
    refused = another_editor().post(f"/desk/{cluster.pk}/take/", {"decide": "later"})
    assert "editor took this cluster" in refused.text
    assert "What you typed" not in refused.text
