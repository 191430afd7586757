"""The record's own words keep the direction of their script, on every page of the admin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from proxies.admin.directions import with_directions
from proxies.models import Actor, AttackEvent, Change
from tests.admin_people import client_of, form_of
from tests.directions import Directions
from tests.golden.admin_addresses import models, page, pages
from tests.marked import MARK, marked_record
from tests.uploading import address, press, rows, surroundings, tried, work

OWN = f"{MARK} x1"


def addresses() -> Iterator[str]:
    """Every page of the admin: of every record its form, its history and its deletion."""
    yield from pages()
    for model in models():
        yield f"{page(model, 'changelist')}?q={MARK}"
        if model is not Change:
            for row in model._default_manager.all()[:6]:
                yield from (page(model, name, row.pk) for name in ("change", "history", "delete"))


@pytest.fixture
def client() -> Client:
    marked_record()
    client = client_of("superuser")
    event = AttackEvent.objects.order_by("pk")[0]
    LogEntry.objects.create(
        user=User.objects.get(),
        content_type=ContentType.objects.get_for_model(event),
        object_id=str(event.pk),
        object_repr=OWN,
        action_flag=CHANGE,
        change_message=OWN,
    )
    return client


def without(response: object) -> list[str]:
    return Directions(response.text).without  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_every_page_gives_words_from_right_to_left_their_direction(client: Client) -> None:
    seen, wrong = 0, {}
    for path in dict.fromkeys(addresses()):
        response = client.get(path)
        if response.status_code == 200 and "html" in response["Content-Type"]:
            found = Directions(response.text)
            seen += bool(found.found)
            if found.without:
                wrong[path] = found.without
    assert wrong == {}
    assert seen > 100


@pytest.mark.django_db
def test_what_is_refused_or_asked_again_does_so_too(client: Client) -> None:
    event = AttackEvent.objects.filter(state="published")[0]
    path = page(AttackEvent, "change", event.pk)
    sent = form_of(client, path)
    AttackEvent.objects.filter(pk=event.pk).update(summary=f"{OWN} by another")
    collision = client.post(path, {**sent, "summary": f"{OWN} as typed", "last_day": "2023-01-01"})
    assert f"{OWN} by another" in collision.text
    assert without(collision) == []
    chosen = {"action": "discount", "_selected_action": [event.pk]}
    asked = client.post(page(AttackEvent, "changelist"), chosen, follow=True)
    assert MARK in asked.text
    assert without(asked) == []


@pytest.mark.django_db
def test_fields_for_words_take_the_direction_of_what_is_typed(client: Client) -> None:
    form = client.get(page(Actor, "change", Actor.objects.all()[0].pk)).context["adminform"].form
    assert form["name"].field.widget.attrs["dir"] == "auto"
    assert form["summary"].field.widget.attrs["dir"] == "auto"


@pytest.mark.django_db(transaction=True)
def test_an_upload_gives_words_of_its_file_their_direction() -> None:
    surroundings()
    client = client_of("superuser")
    lines = rows("a", "b", summary=OWN, place_name=OWN, claimed_by=OWN, killed_best="1")
    found = tried(client, *lines, *rows("c", first_day=OWN, summary=OWN))
    assert OWN in client.get(address(found)).text
    assert without(client.get(address(found))) == []
    press(client, found, "import")
    work()
    assert without(client.get(address(found))) == []
    again = client.get(address(tried(client, *rows("a", "b", summary=f"{OWN} anew"))))
    assert f"{OWN} anew" in again.text
    assert without(again) == []


@pytest.mark.parametrize(
    ("markup", "given"),
    [
        ("<p>Plain</p>", "<p>Plain</p>"),
        (f"<p>{OWN}</p>", f"<p><bdi>{OWN}</bdi></p>"),
        (f"<option value=1>{OWN}</option>", f'<option dir="auto" value=1>{OWN}</option>'),
        (f'<textarea dir="auto">{OWN}</textarea>', f'<textarea dir="auto">{OWN}</textarea>'),
        (f'<input type="text" value="{OWN}">', f'<input dir="auto" type="text" value="{OWN}">'),
        (f'<script>"{OWN}"</script>', f'<script>"{OWN}"</script>'),
        (f'<a title="{OWN}">x</a>', f'<a title="{OWN}">x</a>'),
        (f"<title>{OWN}</title>", f"<title>{OWN}</title>"),
    ],
)
def test_a_direction_is_given_to_words_and_to_nothing_else(markup: str, given: str) -> None:
    assert with_directions(markup) == given
