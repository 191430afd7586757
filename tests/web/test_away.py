"""A database that goes away in the middle of a request, or of a download."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from proxies.models import RecordVersion
from proxies.web.away import broken_off
from proxies.web.middleware import AnswerWhileAway

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def lost() -> int:
    raise OperationalError("the connection is lost")


@pytest.mark.parametrize("path", ["/", "/events.json", "/no-such-page/", "/feeds/events.atom"])
def test_a_statement_that_is_not_answered_is_a_503_and_not_a_500(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordVersion, "current", lost)
    response = Client(raise_request_exception=False).get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "database does not answer" in response.text
    monkeypatch.undo()
    assert Client().get("/").status_code == 200


def test_what_else_fails_is_a_500(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong() -> int:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(RecordVersion, "current", wrong)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text


@pytest.mark.parametrize(("kind", "says_so"), [("text/csv", True), ("application/json", False)])
def test_a_download_that_breaks_off_does_not_look_whole(kind: str, says_so: bool) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"row"
        lost()

    taken: list[bytes] = []
    with pytest.raises(OperationalError):
        taken.extend(broken_off(chunks(), kind))
    assert taken[0] == b"row"
    assert any(b"INCOMPLETE" in chunk for chunk in taken) is says_so


def test_who_waited_for_a_thread_does_not_wait_for_a_lost_database_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []
    clock = [100.0]

    def ensure() -> None:
        asked.append(clock[0])
        lost()

    monkeypatch.setattr("proxies.web.middleware.connection.ensure_connection", ensure)
    monkeypatch.setattr("proxies.web.middleware.monotonic", lambda: clock[0])
    site = AnswerWhileAway(lambda request: HttpResponse("here"))
    page = RequestFactory().get("/")
    for now in (100.0, 100.5, 100.9, 101.1, 101.2):
        clock[0] = now
        assert site(page).status_code == 503
    assert asked == [100.0, 101.1]
    monkeypatch.undo()
    monkeypatch.setattr("proxies.web.middleware.monotonic", lambda: 102.2)
    assert site(page).status_code == 200
