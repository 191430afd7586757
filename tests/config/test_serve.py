"""`manage.py serve` as a person runs it: in a process of its own, ended from outside."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psycopg
import pytest
from playwright.sync_api import Page, expect

from config.environment import SettingError
from config.postgres.server import Server
from config.serving import address_of, listen
from tests.config.conftest import Installation
from tests.serving import address_in, behind_a_proxy, serving

SOON = 3.0
"""Seconds within which the site says that its database is away."""


pytestmark = pytest.mark.together("installation")


@pytest.fixture(scope="module")
def surroundings(installation: Installation) -> Iterator[dict[str, str]]:
    """The environment of an installation that was started once."""
    with installation.copied() as surroundings:
        yield surroundings


def status_of(address: str) -> int:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def told_by(process: Path, name: str) -> bytes:
    """What the kernel tells of a process; nothing once it has ended."""
    try:
        return (process / name).read_bytes()
    except OSError:
        return b""


def worker_of(process: subprocess.Popen[str]) -> Path:
    """Where the kernel tells of the process that attends to uploads for this one.

    It is started beside the web server, so that the site may answer a moment before it is there.
    """
    parent = f"PPid:\t{process.pid}\n".encode()
    until, found = time.monotonic() + 30, list[Path]()
    while not found and time.monotonic() < until:
        time.sleep(0.05)
        found = [
            each
            for each in Path("/proc").glob("[0-9]*")
            if parent in told_by(each, "status") and told_by(each, "cmdline").endswith(b"\0work\0")
        ]
    (worker,) = found
    return worker


def wait_until_ended(process: Path) -> None:
    until = time.monotonic() + 30
    while told_by(process, "cmdline"):
        assert time.monotonic() < until, f"{process} goes on"
        time.sleep(0.05)


@pytest.mark.slow
def test_serve_prepares_once_answers_and_ends_with_all_it_started(
    installation: Installation, surroundings: dict[str, str]
) -> None:
    assert "password" in installation.said
    with serving(surroundings) as (first, said):
        assert "password" not in said
        assert status_of(f"{address_in(said)}admin/login/") == 200
        with serving(surroundings) as (second, said_again):
            assert "password" not in said_again
            assert status_of(f"{address_in(said_again)}admin/login/") == 200
            attendant = worker_of(second)
            second.send_signal(signal.SIGINT)
            assert second.wait(30) == 0
            wait_until_ended(attendant)
        with serving(surroundings) as (third, _):
            attendant = worker_of(third)
            third.kill()
            wait_until_ended(attendant)
        assert status_of(f"{address_in(said)}admin/login/") == 200
        first.terminate()
        assert first.wait(30) == 143
    assert not (Path(surroundings["PROXIES_VAR"]) / "postgres/data/postmaster.pid").exists()
    with pytest.raises(OSError, match="refused"):
        status_of(address_in(said))


@pytest.fixture(scope="module")
def away_from_others(installation: Installation) -> Iterator[dict[str, str]]:
    """The environment of another installation, under a path of its host."""
    with installation.copied() as surroundings:
        yield {**surroundings, "SITE_PREFIX": "mon/"}


@pytest.fixture(scope="module")
def mounted(away_from_others: dict[str, str]) -> Iterator[str]:
    """The address, without a slash, of a site under a path of its host."""
    with serving(away_from_others) as (process, said):
        yield address_in(said).rstrip("/")
        process.terminate()
        process.wait(30)


def answer(address: str, data: bytes | None = None, **headers: str) -> tuple[int, Any, str]:
    """Status, headers and text of an answer, which comes within three seconds."""
    begun = time.monotonic()
    found = answer_in_time(address, data, **headers)
    assert time.monotonic() - begun < SOON
    return found


def answer_in_time(address: str, data: bytes | None = None, **headers: str) -> tuple[int, Any, str]:
    """The same however long it takes, up to ten seconds: as the first one after a start."""
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with urlopen(Request(address, data, named), timeout=10) as got:  # noqa: S310
            found = got.status, got.headers, got.read().decode()
    except HTTPError as error:
        with error:
            found = error.code, error.headers, error.read().decode()
    return found


@pytest.mark.slow
@pytest.mark.browser
def test_under_a_prefix_everything_works_in_a_browser(mounted: str, page: Page) -> None:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"{page.url}: {message.text}"))
    page.on("response", lambda got: heard.append(got.url) if got.status >= 400 else None)
    with behind_a_proxy(mounted, "/mon") as site:
        page.goto(f"{site}/")
        page.locator(".plot[data-figure]").first.scroll_into_view_if_needed()
        expect(page.locator(".plot > .js-plotly-plot").first).to_be_visible(timeout=20_000)
        page.locator("#menu-front summary").click()
        page.locator("#menu-front label", has_text="Iraq").click()
        expect(page).to_have_url(re.compile(r"/mon/\?front=iraq"))
        expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq")
        assert page.evaluate("document.fonts.check('16px Inter')")
        page.goto(f"{site}/admin/")
        expect(page).to_have_url(re.compile(r"/mon/admin/login/\?next=/mon/admin/"))
        for name in ("username", "password"):
            page.fill(f"#id_{name}", "nobody")
        page.click("[type=submit]")
        expect(page.locator(".errornote")).to_be_visible()
        assert {cookie["path"] for cookie in page.context.cookies()} == {"/mon/"}
    assert heard == []


def database(away_from_others: dict[str, str]) -> Server:
    return Server(Path(away_from_others["PROXIES_VAR"]) / "postgres")


def postmaster(away_from_others: dict[str, str]) -> int:
    return int((database(away_from_others).data / "postmaster.pid").read_text().split()[0])


def wait_for_another(away_from_others: dict[str, str], before: int) -> None:
    """Until another server stands in the place of one that was killed: what that one had started
    may still answer for a moment, and a page in memory takes no more than that."""
    until = time.monotonic() + 60
    while True:
        with suppress(FileNotFoundError, IndexError):  # while its file is written
            if postmaster(away_from_others) != before:
                return
        assert time.monotonic() < until
        time.sleep(0.1)


def backends(parent: int) -> list[int]:
    """The processes that a server has started."""
    line = f"PPid:\t{parent}\n".encode()
    found = (each for each in Path("/proc").glob("[0-9]*") if line in told_by(each, "status"))
    return [int(each.name) for each in found]


def answering(parent: int) -> list[int]:
    """Those of them that answer the connections of the site."""
    name = b"proxies proxies"
    return [n for n in backends(parent) if name in told_by(Path(f"/proc/{n}"), "cmdline")]


def wait_until_it_answers(address: str) -> str:
    until = time.monotonic() + 60
    while True:
        status, _, text = answer_in_time(address)
        if status == 200:
            return text
        assert status == 503
        assert time.monotonic() < until
        time.sleep(0.2)


FORMS = {
    "/events/": "text/html",
    "/admin/login/": "text/html",
    "/events.json": "application/json",
    "/events.geojson": "application/json",
    "/events.csv": "text/plain",
    "/feeds/events.atom": "text/plain",
}


@pytest.mark.slow
@pytest.mark.parametrize("everything", [False, True], ids=["the postmaster", "every process"])
def test_a_database_that_hangs_is_said_to_be_away_in_the_form_that_was_asked_for(
    mounted: str, away_from_others: dict[str, str], everything: bool
) -> None:
    wait_until_it_answers(f"{mounted}/events/")
    server = postmaster(away_from_others)
    stopped = [server, *(backends(server) if everything else [])]
    if not everything:  # what is connected still answers, so let nobody be
        os.kill(server, signal.SIGSTOP)
        for each in answering(server):
            os.kill(each, signal.SIGTERM)
    try:
        for each in stopped:
            os.kill(each, signal.SIGSTOP)
        for path, kind in FORMS.items():
            status, headers, text = answer(f"{mounted}{path}", HX_Request="true")
            assert (status, headers["Retry-After"]) == (503, "5"), path
            assert headers["Content-Type"].startswith(kind), path
            assert "database" in text, path
        assert answer(f"{mounted}/readyz")[0] == 503
        assert answer(f"{mounted}/healthz")[0] == 200
    finally:
        for each in stopped:
            os.kill(each, signal.SIGCONT)
    assert "events" in wait_until_it_answers(f"{mounted}/events/")
    assert answer(f"{mounted}/readyz")[0] == 200


@pytest.mark.slow
def test_a_database_that_is_killed_comes_back_with_all_that_was_acknowledged(
    mounted: str, away_from_others: dict[str, str]
) -> None:
    form = wait_until_it_answers(f"{mounted}/report-an-error/")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    cookie = answer(f"{mounted}/report-an-error/")[1]["Set-Cookie"].partition(";")[0]
    told = {"csrfmiddlewaretoken": cookie.partition("=")[2], "message": "Kept through a kill."}
    status, _, text = answer(f"{mounted}/report-an-error/", urlencode(told).encode(), Cookie=cookie)
    assert (status, "Thank you" in text) == (200, True)
    before = postmaster(away_from_others)
    os.kill(before, signal.SIGKILL)
    wait_for_another(away_from_others, before)
    wait_until_it_answers(f"{mounted}/events/")
    with psycopg.connect(database(away_from_others).url()) as line:
        assert line.execute("SHOW fsync").fetchone() == ("on",)
        query = "SELECT count(*) FROM proxies_errorreport WHERE message = %s"
        assert line.execute(query, [told["message"]]).fetchone() == (1,)
    os.kill(answering(postmaster(away_from_others))[0], signal.SIGKILL)
    wait_until_it_answers(f"{mounted}/events/")


def test_a_port_that_is_taken_is_refused_in_words() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingError, match=f"Port {port} on 127.0.0.1 cannot be used"):
            listen("127.0.0.1", port)


def test_a_host_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(SettingError, match="HOST is 'no such host'"):
        listen("no such host", 0)


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://127.0.0.1:"), ("::", "http://[::1]:")],  # noqa: S104
)
def test_the_address_is_one_a_browser_takes(host: str, address: str) -> None:
    if host == "::" and not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with listen(host, 0) as listener:
        assert address_of(listener).startswith(address)
