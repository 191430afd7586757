"""What is fetched from a service waits as a trial; what breaks off or changes makes none."""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from proxies.ingest.services import acled, ucdp
from proxies.ingest.services.fetching import fetch
from proxies.models import AttackEvent, DatasetFetch, Upload
from proxies.vocab.intake import DatasetService
from tests.ingest.intake.local_site import Answer, answering
from tests.ingest.services.conftest import Given, Stand, as_json

pytestmark = pytest.mark.django_db

UCDP, ACLED = DatasetService.UCDP, DatasetService.ACLED


def ucdp_rows(*ids: int) -> list[dict[str, Any]]:
    about = {
        "country": "Iraq",
        "country_id": 645,
        "side_a": "One",
        "side_b": "Other",
        "gwnob": None,
    }
    return [{"id": number, **about} for number in ids]


def acled_rows(country: str, number: int, first: int = 0) -> list[dict[str, Any]]:
    letters = country[:3].upper()
    return [
        {"event_id_cnty": f"{letters}{n}", "event_date": "2026-11-02", "country": country}
        for n in range(first, first + number)
    ]


def in_pages(stand: Stand, *pages: list[dict[str, Any]], total: int | None = None) -> None:
    """UCDP's answers: each page names the next one; they are counted from 0."""
    number = sum(map(len, pages)) if total is None else total

    def answer(given: Given) -> Answer:
        page = int(given.asked.get("page", 0))
        following = f"{stand.address}{given.path}?pagesize=1000&page={page + 1}"
        content = {
            "TotalCount": number,
            "TotalPages": len(pages),
            "NextPageUrl": following if page + 1 < len(pages) else "",
            "Result": pages[page],
        }
        return as_json(content)

    stand.answer = answer


def rows_of(upload: Upload) -> list[dict[str, str]]:
    data = b"".join(bytes(part) for part in upload.parts.values_list("data", flat=True))
    return list(csv.DictReader(StringIO(data.decode())))


def refused(service: DatasetService, end: str) -> str:
    """Fetch what cannot be taken: no upload is made; the words that say why."""
    done = fetch(service)
    assert (done.end, done.upload, Upload.objects.count()) == (end, None, 0)
    assert AttackEvent.objects.count() == 0
    return done.message


def test_a_release_of_ucdp_is_asked_page_by_page_with_the_token(stand: Stand) -> None:
    in_pages(stand, ucdp_rows(1, 2), ucdp_rows(3))
    done = fetch(UCDP)
    assert (done.end, done.rows, done.asked) == ("read", 3, "release 26.0.9")
    assert done.upload is not None
    assert [row["id"] for row in rows_of(done.upload)] == ["1", "2", "3"]
    assert (done.upload.format, done.upload.release) == ("ucdp-ged", "26.0.9")
    assert (done.upload.step, done.upload.state) == ("trial", "waiting")
    first, second = stand.questions
    assert first.path == "/gedevents/26.0.9"
    assert first.asked["Country"] == "645,660,652,678,666"
    assert {one.headers[ucdp.TOKEN] for one in (first, second)} == {"a-token"}
    assert AttackEvent.objects.count() == 0


def test_the_same_rows_make_no_second_upload(stand: Stand) -> None:
    in_pages(stand, ucdp_rows(1))
    first, again = fetch(UCDP), fetch(UCDP)
    assert (again.end, again.upload) == ("unchanged", first.upload)
    in_pages(stand, ucdp_rows(1, 2))
    assert fetch(UCDP).end == "read"
    assert Upload.objects.count() == 2


@pytest.mark.parametrize("state", ["cancelled", "expired", "failed", "gone"])
def test_rows_whose_trial_came_to_nothing_are_offered_again(stand: Stand, state: str) -> None:
    in_pages(stand, ucdp_rows(1))
    first = fetch(UCDP)
    if state == "gone":
        Upload.objects.all().delete()
    else:
        Upload.objects.update(state=state)
    again = fetch(UCDP)
    assert (again.end, again.digest) == ("read", first.digest)
    assert again.upload is not None
    assert again.upload_id != first.upload_id
    assert (again.upload.step, again.upload.state) == ("trial", "waiting")
    assert [row["id"] for row in rows_of(again.upload)] == ["1"]
    assert fetch(UCDP).upload == again.upload
    assert DatasetFetch.objects.filter(end="unchanged").count() == 1


@pytest.mark.parametrize(
    ("step", "state"),
    [("trial", "waiting"), ("trial", "running"), ("trial", "done"), ("import", "done")],
)
def test_rows_that_wait_or_were_imported_are_not_offered_again(
    stand: Stand, step: str, state: str
) -> None:
    in_pages(stand, ucdp_rows(1))
    first = fetch(UCDP)
    Upload.objects.update(step=step, state=state)
    again = fetch(UCDP)
    assert (again.end, again.upload) == ("unchanged", first.upload)


def test_half_a_release_is_not_kept(stand: Stand) -> None:
    in_pages(stand, ucdp_rows(1, 2), ucdp_rows(2), total=4)
    words = refused(UCDP, "unreadable")
    assert words.startswith("UCDP announced 4 events and gave 2 different ones.")


def test_a_next_page_on_another_host_gets_no_token(stand: Stand) -> None:
    content = {"TotalCount": 2, "NextPageUrl": "http://elsewhere.example/x", "Result": ucdp_rows(1)}
    stand.answer = lambda given: as_json(content)
    assert "another host, http://elsewhere.example" in refused(UCDP, "unreadable")
    assert len(stand.questions) == 1


def test_a_redirect_is_not_followed(stand: Stand) -> None:
    stand.answer = lambda given: (302, {"Location": "http://elsewhere.example/"}, b"")
    assert "answers 302 instead of data" in refused(UCDP, "unreadable")


@pytest.mark.parametrize(
    ("answer", "end", "words"),
    [
        (as_json({"message": "API token required"}, 401), "refused", "(401): API token required"),
        (as_json({"TotalCount": 1, "Events": []}), "unreadable", "no list under “Result”, but Tot"),
        (as_json({"TotalCount": 0, "NextPageUrl": "", "Result": []}), "unreadable", "single event"),
        (as_json([1, 2]), "unreadable", "no object with fields"),
        ((200, {}, b'{"TotalCount": 1, "Result": [{"id"'), "unreadable", "no whole JSON"),
        ((200, {}, b"<html>Sign in</html>"), "unreadable", "no whole JSON"),
        ((404, {}, b"not here"), "unreadable", "answers 404 instead of data"),
        ((503, {}, b""), "unreachable", "answers 503"),
        (as_json({}, 429, Retry_After="7200"), "unreachable", "answers 429"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_data_is_said(
    answer: Answer, end: str, words: str, stand: Stand
) -> None:
    stand.answer = lambda given: answer
    assert words in refused(UCDP, end)


def test_half_an_answer_on_the_line_is_not_kept(stand: Stand) -> None:
    whole = json.dumps({"TotalCount": 1, "NextPageUrl": "", "Result": ucdp_rows(1)}).encode()
    stand.answer = lambda given: (200, {"Content-Length": str(len(whole))}, whole[:40])
    assert "cannot be reached" in refused(UCDP, "unreachable")


def test_an_answer_that_unpacks_to_more_than_may_be_is_not_read_to_its_end(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxies.ingest.services.asking.LARGEST", 1 << 20)
    bomb = gzip.compress(b" " * (64 << 20))
    stand.answer = lambda given: (200, {"Content-Encoding": "gzip"}, bomb)
    assert "is larger than 1 MB" in refused(UCDP, "unreadable")


def test_a_service_that_asks_to_wait_is_asked_again(stand: Stand) -> None:
    content = {"TotalCount": 1, "NextPageUrl": "", "Result": ucdp_rows(1)}
    stand.answer = lambda given: (
        as_json({}, 429, Retry_After="0") if len(stand.questions) < 3 else as_json(content)
    )
    assert fetch(UCDP).end == "read"
    assert len(stand.questions) == 3


def test_a_service_that_names_a_time_that_is_past_is_asked_again(stand: Stand) -> None:
    content = {"TotalCount": 1, "NextPageUrl": "", "Result": ucdp_rows(1)}
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    stand.answer = lambda given: (
        as_json({}, 503, Retry_After=past) if len(stand.questions) < 2 else as_json(content)
    )
    assert fetch(UCDP).end == "read"


@pytest.mark.parametrize("asked", ["Fri, 31 Dec 9999 23:59:59 GMT", "9" * 400])
def test_a_service_that_asks_to_wait_for_long_is_left_until_the_next_fetch(
    stand: Stand, asked: str
) -> None:
    stand.answer = lambda given: as_json({}, 503, Retry_After=asked)
    assert "answers 503" in refused(UCDP, "unreachable")
    assert len(stand.questions) == 1


Line = Callable[[BaseHTTPRequestHandler], None]


def in_the_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.02)


def in_the_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.02)


def with_empty_pieces(handler: BaseHTTPRequestHandler) -> None:
    """Unpacked, nothing at all comes."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    handler.wfile.write(gzip.compress(b"")[:10])  # the head of a file
    while True:
        handler.wfile.write(b"\0\0\0\xff\xff")  # a block that holds nothing
        time.sleep(0.02)


@pytest.mark.parametrize("drip", [in_the_headers, in_the_body, with_empty_pieces])
def test_an_answer_that_only_drips_is_given_up(
    drip: Line, stand: Stand, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxies.ingest.services.asking.SECONDS", 0.5)
    with answering(drip) as port:
        settings.UCDP_API = f"http://127.0.0.1:{port}"
        words = refused(UCDP, "unreachable")
    assert words == "UCDP gave no whole answer within 0.5 seconds."


def test_an_answer_that_unpacks_to_something_packed_is_not_unpacked_twice(stand: Stand) -> None:
    bomb = gzip.compress(gzip.compress(b" " * 1000))
    stand.answer = lambda given: (200, {"Content-Encoding": "gzip, gzip"}, bomb)
    assert "is not packed as it says (gzip, gzip)" in refused(UCDP, "unreadable")


def test_a_service_that_always_names_a_next_page_is_not_followed_for_ever(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ucdp, "PAGES", 3)
    in_pages(stand, *[ucdp_rows(1)] * 9)
    assert "announced 9 events and gave 1" in refused(UCDP, "unreadable")
    assert len(stand.questions) == 3


def test_a_service_that_is_not_there_is_said(stand: Stand, settings: Settings) -> None:
    settings.UCDP_API = "http://127.0.0.1:1"
    assert "UCDP cannot be reached" in refused(UCDP, "unreachable")


def by_country(
    stand: Stand, numbers: dict[str, int], expired: frozenset[str] = frozenset()
) -> list[str]:
    """ACLED's answers: tokens t1, t2 … for who has the password; how each was asked for."""
    grants = list[str]()

    def answer(given: Given) -> Answer:
        if given.path == "/oauth/token":
            grants.append(given.asked["grant_type"])
            if given.asked.get("refresh_token") in expired:
                return as_json({"error_description": "The refresh token is invalid."}, 401)
            token = f"t{len(grants)}"
            return as_json({"access_token": token, "refresh_token": f"r{token}"})
        if given.headers["authorization"].removeprefix("Bearer ") in expired:
            return as_json({"message": "The access token has expired."}, 401)
        first = (int(given.asked["page"]) - 1) * acled.ROWS
        number = min(max(0, numbers.get(given.asked["country"], 0) - first), acled.ROWS)
        rows = acled_rows(given.asked["country"], number, first)
        return as_json({"status": 200, "success": True, "count": len(rows), "data": rows})

    stand.answer = answer
    return grants


def test_acled_is_asked_country_by_country_until_a_page_is_not_full(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(acled, "ROWS", 2)
    settings.ACLED_DAYS = 30
    grants = by_country(stand, {"Iraq": 5, "Syria": 2})
    done = fetch(ACLED)
    assert (done.end, done.rows, grants) == ("read", 7, ["password"])
    assert done.upload is not None
    assert {row["country"] for row in rows_of(done.upload)} == {"Iraq", "Syria"}
    asked = [one.asked for one in stand.questions if one.method == "GET"]
    assert [(one["country"], one["page"]) for one in asked] == [
        *(("Iraq", "1"), ("Iraq", "2"), ("Iraq", "3"), ("Lebanon", "1"), ("Syria", "1")),
        *(("Syria", "2"), ("Yemen", "1"), ("Israel", "1")),
    ]
    assert {one["event_date_where"] for one in asked} == {"BETWEEN"}
    assert asked[0]["event_date"] == done.asked.replace(" to ", "|")


def test_a_token_that_expired_on_the_way_is_renewed(stand: Stand) -> None:
    grants = by_country(stand, {"Iraq": 1}, frozenset({"t1"}))
    assert fetch(ACLED).end == "read"
    assert grants == ["password", "refresh_token"]


def test_where_what_renews_it_expired_as_well_the_password_is_sent(stand: Stand) -> None:
    grants = by_country(stand, {"Iraq": 1}, frozenset({"t1", "rt1"}))
    assert fetch(ACLED).end == "read"
    assert grants == ["password", "refresh_token", "password"]


def test_an_account_that_may_not_read_is_said(stand: Stand) -> None:
    by_country(stand, {}, frozenset(f"t{n}" for n in range(9)))
    words = refused(ACLED, "refused")
    assert words == "ACLED does not accept who asks (401): The access token has expired."


def always(stand: Stand, **content: Any) -> None:
    """ACLED's answer to whatever is asked."""

    def answer(given: Given) -> Answer:
        token = given.path == "/oauth/token"
        return as_json({"access_token": "t"} if token else content)

    stand.answer = answer


def test_a_count_that_disagrees_with_the_rows_is_half_an_answer(stand: Stand) -> None:
    always(stand, count=9, data=acled_rows("Iraq", 3))
    words = refused(ACLED, "unreadable")
    assert "page 1 of Iraq is said to hold 9 events, and holds 3." in words


def test_pages_of_acled_that_repeat_are_not_kept(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acled, "ROWS", 2)
    always(stand, count=2, data=acled_rows("Iraq", 2))
    assert "page 2 of Iraq repeats 2 of its 2 events" in refused(ACLED, "unreadable")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"events": acled_rows("Iraq", 1)}, "no list under “data”, but events"),
        ({"data": {"rows": []}}, "no list under “data”, but data"),
        ({"data": ["IRQ1"]}, "no list under “data”"),
        (
            {"data": [{"id": "IRQ1", "day": "2026-11-02"}]},
            "no “event_id_cnty”; the first has id, day",
        ),
    ],
)
def test_another_layout_of_acled_is_said(stand: Stand, content: dict[str, Any], said: str) -> None:
    always(stand, **content)
    assert said in refused(ACLED, "unreadable")


def test_a_password_stands_in_no_message(stand: Stand) -> None:
    stand.answer = lambda given: as_json({"error": "invalid_grant"}, 400)
    words = refused(ACLED, "unreadable")
    assert "secret" not in words
    assert words == "ACLED answers 400 instead of data: invalid_grant"


def test_without_settings_nobody_is_asked(stand: Stand, settings: Settings) -> None:
    settings.UCDP_API_TOKEN = ""
    words = refused(UCDP, "refused")
    assert words == "Not set up: give UCDP_API_TOKEN and UCDP_RELEASE in the environment."
    assert stand.questions == []


def test_the_command_says_what_came(stand: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    in_pages(stand, ucdp_rows(1))
    call_command("fetch_dataset", "ucdp")
    key = DatasetFetch.objects.get().upload_id
    assert f"1 rows wait as upload {key}" in capsys.readouterr().out
    call_command("fetch_dataset", "ucdp")
    assert "the same as last time" in capsys.readouterr().out
    stand.answer = lambda given: (500, {}, b"")
    with pytest.raises(CommandError, match="answers 500"):
        call_command("fetch_dataset", "ucdp")
