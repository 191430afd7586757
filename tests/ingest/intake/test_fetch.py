"""Fetching keeps its limits, asks as it is asked to, and says in words what went wrong."""

from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import Settings

from proxies.ingest.intake.fetching import turns
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import FEEDS, Fetched, Wish, fetch
from proxies.ingest.intake.fetching.robots import permit
from proxies.ingest.intake.fetching.targets import Target
from proxies.ingest.intake.fetching.turns import HOSTS, locked, turn
from proxies.models import FetchedHost
from proxies.vocab.intake import VisitEnd
from tests.ingest.intake.local_site import Answer, LocalSite

pytestmark = pytest.mark.django_db

WISH = Wish(10_000)


def refused(address: str, wish: Wish = WISH) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(address, wish)
    return caught.value


def test_a_page_comes_with_what_is_known_of_it(site: LocalSite) -> None:
    address = site.put("/a", "Words", "text/html; charset=UTF-8", ETag='"1"', Last_Modified="Mon")
    found = fetch(address, WISH)
    assert found == Fetched(address, 200, b"Words", "text/html", "utf-8", '"1"', "Mon")


def test_the_agent_is_stated_with_a_contact_and_nothing_is_sent_along(site: LocalSite) -> None:
    fetch(site.put("/a", Set_Cookie="a=b"), WISH)
    fetch(site.put("/a"), WISH)
    for _, headers in site.asked:
        assert headers["User-Agent"] == "Proxies/0.1 (+desk@example.org)"
        assert {"Cookie", "Referer", "Authorization"}.isdisjoint(headers)


def test_a_proxy_of_the_environment_is_not_used(
    site: LocalSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetch(site.put("/a", "Words"), WISH).body == b"Words"


def test_what_has_not_changed_is_not_sent_again(site: LocalSite) -> None:
    address = site.put("/a", status=304)
    found = fetch(address, Wish(10, etag='"1"', modified="Mon, 01 Jan 2024 00:00:00 GMT"))
    assert found.status == 304
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


def test_redirects_are_followed_and_the_last_address_is_said(site: LocalSite) -> None:
    site.put("/c", "Words")
    site.put("/b", status=308, Location="c")
    found = fetch(site.put("/a", status=301, Location="/b"), WISH)
    assert (found.address, found.moved_to, found.body) == (site.at("/c"), site.at("/c"), b"Words")


def test_a_redirect_for_now_is_no_new_address(site: LocalSite) -> None:
    site.put("/c", "Words")
    assert fetch(site.put("/a", status=302, Location="/c"), WISH).moved_to == ""


def test_redirects_in_a_circle_end(site: LocalSite) -> None:
    error = refused(site.put("/a", status=302, Location="/a"))
    assert error.words == "The address leads on more than 5 times."
    assert site.paths() == ["/a"] * 6


@pytest.mark.parametrize(
    ("status", "code", "end"),
    [
        (401, "denied", VisitEnd.REFUSED),
        (403, "denied", VisitEnd.REFUSED),
        (451, "denied", VisitEnd.REFUSED),
        (404, "gone", VisitEnd.UNREACHABLE),
        (410, "gone", VisitEnd.UNREACHABLE),
        (418, "status", VisitEnd.UNREACHABLE),
        (500, "status", VisitEnd.UNREACHABLE),
    ],
)
def test_an_answer_that_is_no_page_is_said(
    site: LocalSite, status: int, code: str, end: VisitEnd
) -> None:
    error = refused(site.put("/a", status=status))
    assert (error.code, error.end, error.status) == (code, end, status)
    assert str(status) in error.words


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_it_is_left_alone(site: LocalSite, status: int) -> None:
    error = refused(site.put("/a", status=status, Retry_After="120"))
    assert (error.code, error.wait) == ("later", 120)
    again = refused(site.put("/b", "Words"))
    assert again.code == "away"
    assert 100 < (again.wait or 0) <= 120
    assert site.paths() == ["/a"]
    FetchedHost.objects.update(away_until=datetime.now(UTC) - timedelta(seconds=1))
    assert fetch(site.at("/b"), WISH).body == b"Words"


def test_what_is_too_large_is_not_read_to_its_end(site: LocalSite) -> None:
    address = site.put("/a", "x" * 10_001)
    assert refused(address).code == "too-large"
    found = fetch(address, Wish(10_000, cut=True))
    assert (found.body, found.cut) == (b"x" * 10_000, True)
    assert not fetch(site.put("/b", "x" * 10_000), WISH).cut


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(site: LocalSite) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000)
    error = refused(site.put("/a", bomb, Content_Encoding="gzip"), Wish(1_000_000))
    assert error.code == "too-large"
    assert error.words == "The answer is larger than 0.954 MB."


def test_packed_pages_are_unpacked(site: LocalSite) -> None:
    packed = gzip.compress(b"Wor") + gzip.compress(b"ds")
    assert fetch(site.put("/a", packed, Content_Encoding="gzip"), WISH).body == b"Words"


@pytest.mark.parametrize(
    ("body", "packing"),
    [(b"Words", "br"), (b"Words", "gzip"), (gzip.compress(b"Words", mtime=0)[:-9], "gzip")],
)
def test_what_cannot_be_unpacked_is_said(site: LocalSite, body: bytes, packing: str) -> None:
    assert refused(site.put("/a", body, Content_Encoding=packing)).code == "packed"


def test_a_film_is_not_read(site: LocalSite) -> None:
    error = refused(site.put("/a", "x", "video/mp4"), Wish(10, FEEDS))
    assert (error.code, error.end) == ("kind", VisitEnd.UNREADABLE)


def test_half_an_answer_is_no_answer(site: LocalSite) -> None:
    assert refused(site.put("/a", "Words", Content_Length="50")).code == "broken"


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_left_when_the_time_is_up(
    site: LocalSite, settings: Settings, part: str
) -> None:
    settings.INTAKE_SECONDS = 1
    ended = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        handler.wfile.write(b"\r\n" if part == "body" else b"X-A: ")
        while not ended.wait(0.1):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.pages["/a"] = drip
    try:
        assert refused(site.at("/a"), Wish(10_000, robots=False)).code == "slow"
    finally:
        ended.set()


def test_a_server_that_is_not_there_is_said(site: LocalSite, settings: Settings) -> None:
    settings.INTAKE_ALLOWED_HOSTS = ["127.0.0.1:1"]
    assert refused("http://127.0.0.1:1/").words == "127.0.0.1 does not answer."


def test_robots_txt_is_kept_and_read_once(site: LocalSite) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    error = refused(site.put("/private/a", "Words"))
    assert (error.code, error.end) == ("robots", VisitEnd.REFUSED)
    assert fetch(site.put("/a", "Words"), WISH).body == b"Words"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


def test_robots_txt_may_name_us(site: LocalSite) -> None:
    site.put("/robots.txt", "User-agent: proxies\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    site.pages["/robots.txt"] = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: proxies\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
    )
    assert refused(site.put("/a", "Words")).code == "robots"


@pytest.mark.parametrize(
    ("rules", "path", "open_"),
    [
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?c", True),
        ("User-agent: *\nAllow: /\nDisallow: /private\n", "/private/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/\n", "/news/a", True),
        ("User-agent: Proxies\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: PROXIES/0.1\nDisallow: /a\n", "/a", False),
        ("User-agent: desk\nDisallow: /\nUser-agent: bot\nDisallow: /\n", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", False),
        ("User-agent: *\nDisallow: //[x\nCrawl-delay: ²\nDisallow: /b\n", "/a", True),
        ("User-agent: *\nDisallow: //[x\nCrawl-delay: ²\nDisallow: /b\n", "/b", False),
        ("Words that\nare: no rules\x00", "/a", True),
    ],
)
def test_robots_txt_is_read_by_its_standard(
    site: LocalSite, rules: str, path: str, open_: bool
) -> None:
    site.put("/robots.txt", rules, "text/plain")
    address = site.put(path, "Words")
    if open_:
        assert fetch(address, WISH).body == b"Words"
    else:
        assert refused(address).code == "robots"


@pytest.mark.parametrize(
    ("written", "pause"), [("7", 7), ("2.5", 2.5), ("²", 1), ("inf", 1), ("-3", 1), ("9999", 60)]
)
def test_a_pause_that_robots_txt_asks_for_is_kept(
    settings: Settings, written: str, pause: float
) -> None:
    settings.INTAKE_PAUSE = 1
    cache.clear()
    rules = f"User-agent: *\nCrawl-delay: {written}\n"
    target = Target.of("https://paper.example/a")
    assert permit(target, lambda _address, _most: rules) == pause
    cache.clear()


@pytest.mark.parametrize("tag", ['"\xe9"', '"\t"'])
def test_a_tag_that_cannot_be_sent_back_is_not(site: LocalSite, tag: str) -> None:
    given = fetch(site.put("/a", "Words", ETag=tag), WISH)
    assert fetch(site.at("/a"), Wish(10_000, etag=given.etag, modified="é")).body == b"Words"
    assert {"If-None-Match", "If-Modified-Since"}.isdisjoint(site.asked[-1][1])


def test_a_site_whose_robots_txt_fails_is_not_read(site: LocalSite) -> None:
    site.put("/robots.txt", status=500)
    error = refused(site.put("/a", "Words"))
    assert (error.code, error.end, error.status) == ("rules", VisitEnd.UNREACHABLE, 500)
    assert "its robots.txt answers with an error (status 500)" in error.words
    assert site.paths() == []
    site.put("/robots.txt", status=403)
    assert fetch(site.at("/a"), WISH).body == b"Words"


def test_a_redirect_to_what_robots_txt_closes_is_not_followed(site: LocalSite) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /b\n", "text/plain")
    site.put("/b", "Words")
    assert refused(site.put("/a", status=302, Location="/b")).code == "robots"


def test_a_pause_lies_between_two_requests_to_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(turns, "sleep", slept.append)
    with turn("one.example", 30):
        pass
    with turn("two.example", 30):
        pass
    assert slept == []
    with turn("one.example", 30):
        pass
    assert len(slept) == 1
    assert 20 < slept[0] <= 30


@pytest.mark.django_db(transaction=True)
def test_a_host_is_asked_by_one_process_at_a_time(settings: Settings) -> None:
    settings.INTAKE_SECONDS = 0
    inside, done, seen = threading.Event(), threading.Event(), []

    def other() -> None:
        try:
            with turn("one.example", 0):
                inside.set()
                done.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    assert inside.wait(10)
    with pytest.raises(FetchError) as caught, turn("one.example", 0):
        seen.append("both")
    with turn("two.example", 0):
        seen.append("another host")
    done.set()
    thread.join()
    with turn("one.example", 0):
        seen.append("then")
    assert caught.value.code == "busy"
    assert seen == ["another host", "then"]


def test_a_lock_is_given_back_after_an_error() -> None:
    def fail() -> None:
        with locked(HOSTS, 2**32 - 1, 0) as got:
            assert got
            raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):  # noqa: PT011
            fail()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s",
                       [HOSTS])  # fmt: skip
        assert cursor.fetchone() == (0,)


def never(handler: BaseHTTPRequestHandler) -> Answer | None:
    raise AssertionError(handler.path)


def test_an_address_that_is_refused_is_never_asked(site: LocalSite, settings: Any) -> None:
    settings.INTAKE_ALLOWED_HOSTS = []
    site.pages["/"] = never
    assert refused(site.at("/")).code == "port"
    assert site.asked == []
