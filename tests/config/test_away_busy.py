"""A site whose database is busy or goes away: its pages, a browser on it, and its worker."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, IncompleteRead
from itertools import count
from pathlib import Path
from subprocess import Popen
from threading import Event
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Page, expect

from proxies.models.uploads import HOLDING
from proxies.wording.away import BROKEN_OFF
from tests.config.conftest import Installation
from tests.config.test_serve import (
    answer,
    answering,
    backends,
    database,
    postmaster,
    told_by,
    wait_until_it_answers,
    worker_of,
)
from tests.serving import address_in, serving

pytestmark = [pytest.mark.slow, pytest.mark.together("installation")]

THREADS = 12
"""More than the eight connections that a process of the site has at most."""
AWAY = "The database does not answer at the moment. Ask again in some seconds."


@pytest.fixture(scope="module")
def surroundings(installation: Installation) -> Iterator[dict[str, str]]:
    """The environment of an installation with more threads than connections."""
    with installation.copied() as surroundings:
        yield {**surroundings, "WEB_THREADS": str(THREADS)}


@pytest.fixture(scope="module")
def served(
    installation: Installation, surroundings: dict[str, str]
) -> Iterator[tuple[Popen[str], str, str]]:
    """The process, its address without a slash, and the password of its administrator."""
    password = re.search(r"password (\S+)", installation.said)
    assert password
    with serving(surroundings) as (process, said):
        yield process, address_in(said).rstrip("/"), password[1]
        process.terminate()
        process.wait(30)


def in_the_end(address: str) -> int:
    """The status of an answer for which a reader waits."""
    try:
        with urlopen(address, timeout=60) as got:  # noqa: S310
            return int(got.status)
    except HTTPError as error:
        with error:
            return error.code


@contextmanager
def a_table_locked(surroundings: dict[str, str]) -> Iterator[None]:
    """As by a change of the database, which readers wait for."""
    with psycopg.connect(database(surroundings).url()) as line:
        line.execute("LOCK TABLE proxies_attackevent IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            line.rollback()


@contextmanager
def every_connection_in_use(surroundings: dict[str, str], site: str) -> Iterator[list[Any]]:
    """While a table is locked readers of it keep a connection each, and ask again; yields the
    statuses that each was answered."""
    locked = Event()

    def ask(reader: int) -> set[int]:
        answered, words = set(), count()
        while locked.is_set():  # what was asked before is in memory
            answered.add(in_the_end(f"{site}/events/?q={reader}-{next(words)}"))
        return answered

    with ThreadPoolExecutor(THREADS) as readers:
        locked.set()
        try:
            with a_table_locked(surroundings):
                yield [readers.submit(ask, reader) for reader in range(THREADS)]
        finally:
            locked.clear()


def test_a_page_that_waits_for_a_lock_says_so_instead_of_waiting_on(
    surroundings: dict[str, str], served: tuple[Popen[str], str, str]
) -> None:
    _, site, _ = served
    wait_until_it_answers(f"{site}/events/")
    with a_table_locked(surroundings):
        for path in ("/events/?q=new", "/events.json?q=new", "/?q=new"):  # others are in memory
            status, headers, text = answer(f"{site}{path}")
            assert (status, headers["Retry-After"]) == (503, "5"), path
            assert "database" in text, path
        assert answer(f"{site}/admin/login/")[0] == 200  # it reads no such table
    assert "events" in wait_until_it_answers(f"{site}/events/")


def test_a_page_for_which_there_is_no_connection_says_so(
    surroundings: dict[str, str], served: tuple[Popen[str], str, str]
) -> None:
    _, site, _ = served
    wait_until_it_answers(f"{site}/events/")
    with every_connection_in_use(surroundings, site) as waiting:
        wait_for(lambda: answer(f"{site}/admin/login/")[0] == 503, 20)
        for path in ("/", "/events.json", "/events/"):
            status, headers, text = answer(f"{site}{path}")
            assert (status, headers["Retry-After"]) == (503, "5"), path
            assert "database" in text, path
        assert answer(f"{site}/healthz")[0] == 200
    assert {status for each in waiting for status in each.result()} <= {200, 503}
    assert "events" in wait_until_it_answers(f"{site}/events/")
    assert answer(f"{site}/readyz")[0] == 200


class OfTheOldKind(HTTPConnection):
    """A reader or a proxy that speaks HTTP/1.0, and takes the end of the line for that of the
    file."""

    _http_vsn, _http_vsn_str = 10, "HTTP/1.0"


def downloaded(kind: type[HTTPConnection], site: str) -> tuple[str | None, bytes, bool]:
    """How a file came, how much of it, and whether its reader was told that this is not all."""
    with closing(kind(urlsplit(site).netloc, timeout=60)) as line:
        line.request("GET", "/events.csv")
        with line.getresponse() as response:
            assert response.status == 200
            way = response.getheader("Transfer-Encoding")
            try:
                return way, response.read(), False
            except IncompleteRead as broken:
                return way, broken.partial, True


def lose_the_connections(surroundings: dict[str, str], pool: ThreadPoolExecutor) -> Future[None]:
    """As soon as one of them waits for the table, each connection that does."""
    waiting = "FROM pg_stat_activity WHERE wait_event_type = 'Lock'"

    def lose() -> None:
        with psycopg.connect(database(surroundings).url(), autocommit=True) as line:
            wait_for(lambda: line.execute(f"SELECT pid {waiting}").fetchall(), 20)
            line.execute(f"SELECT pg_terminate_backend(pid) {waiting}")

    return pool.submit(lose)


@pytest.mark.parametrize("lost", [False, True], ids=["does not answer", "is gone"])
@pytest.mark.parametrize("kind", [HTTPConnection, OfTheOldKind])
def test_a_file_that_breaks_off_looks_whole_to_nobody(
    surroundings: dict[str, str],
    served: tuple[Popen[str], str, str],
    kind: type[HTTPConnection],
    lost: bool,
) -> None:
    _, site, _ = served
    wait_until_it_answers(f"{site}/events.csv")
    whole_way, whole, broken = downloaded(kind, site)
    assert (whole.count(b"\r\n") > 300, b"INCOMPLETE" in whole, broken) == (True, False, False)
    with ThreadPoolExecutor(1) as pool, a_table_locked(surroundings):
        losing = lose_the_connections(surroundings, pool) if lost else None
        way, part, broken = downloaded(kind, site)
        if losing:
            losing.result()
    chunked = kind is HTTPConnection
    assert way == whole_way == ("chunked" if chunked else None)
    assert broken is chunked, "the last chunk, of no length, says that a file is whole"
    names, words = part.decode().split("\r\n", 1)
    assert whole.startswith(names.encode())
    assert words.strip() == str(BROKEN_OFF)


@contextmanager
def stopped(surroundings: dict[str, str]) -> Iterator[None]:
    """A database server all of whose processes hang."""
    server = postmaster(surroundings)
    processes = [server, *backends(server)]
    try:
        for each in processes:
            os.kill(each, signal.SIGSTOP)
        yield
    finally:
        for each in processes:
            os.kill(each, signal.SIGCONT)


@pytest.mark.browser
def test_a_browser_keeps_the_answer_before_and_tells_the_reader(
    surroundings: dict[str, str], served: tuple[Popen[str], str, str], page: Page
) -> None:
    _, site, _ = served
    wait_until_it_answers(f"{site}/events/")
    page.goto(f"{site}/")
    before = page.locator(".question :is(h1, h2)").inner_text()
    alert = page.get_by_role("alert").filter(has_text=AWAY)
    with stopped(surroundings):
        page.locator("#menu-front summary").click()
        page.locator("#menu-front label", has_text="Iraq").click()
        expect(alert).to_be_visible(timeout=10_000)
        expect(page.locator("#main")).to_have_attribute("aria-busy", "false")
        assert page.locator(".question :is(h1, h2)").inner_text() == before
        assert page.url == f"{site}/"
        expect(page.locator("#menu-front input[value=iraq]")).to_be_checked()
    wait_until_it_answers(f"{site}/events/")
    page.locator("#menu-front label", has_text="Yemen").click()
    expect(page).to_have_url(re.compile("front=iraq&front=yemen"), timeout=20_000)
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Yemen")
    expect(alert).to_have_count(0)


def worker_is_there(surroundings: dict[str, str]) -> bool:
    """Whether a worker says to the database that it attends to uploads."""
    query = (
        "SELECT count(*) FROM pg_locks "
        "WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = 0 AND objsubid = 2"
    )
    try:
        with psycopg.connect(database(surroundings).url(), connect_timeout=2) as line:
            return line.execute(query, [HOLDING]).fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def wait_for(what: Any, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.2)


def state_of_upload(surroundings: dict[str, str], name: str) -> str:
    with psycopg.connect(database(surroundings).url()) as line:
        query = "SELECT state FROM proxies_upload WHERE file_name = %s"
        found = line.execute(query, [name]).fetchone()
    return str(found[0]) if found else ""


def upload(page: Page, site: str, password: str, file: Path) -> None:
    page.goto(f"{site}/admin/login/?next=/admin/proxies/upload/add/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.set_input_files("input[type=file]", file)
    page.locator("form[enctype] [type=submit]").click()
    expect(page).to_have_url(re.compile(r"/admin/proxies/upload/\d+/change/"))


@pytest.mark.browser
def test_the_worker_lives_on_where_the_database_is_killed(
    surroundings: dict[str, str], served: tuple[Popen[str], str, str], page: Page, tmp_path: Path
) -> None:
    process, site, password = served
    wait_until_it_answers(f"{site}/events/")
    worker = worker_of(process)
    wait_for(lambda: worker_is_there(surroundings))
    before = postmaster(surroundings)
    os.kill(before, signal.SIGKILL)
    wait_until_it_answers(f"{site}/events/")
    assert postmaster(surroundings) != before
    wait_for(lambda: worker_is_there(surroundings))
    assert told_by(worker, "cmdline").endswith(b"\0work\0"), "it ended"
    for each in answering(postmaster(surroundings)):
        with suppress(ProcessLookupError):  # one may have ended by itself meanwhile
            os.kill(each, signal.SIGTERM)  # its connections alone, and the server stays
    wait_for(lambda: worker_is_there(surroundings))
    assert told_by(worker, "cmdline").endswith(b"\0work\0"), "it ended"
    wait_until_it_answers(f"{site}/admin/login/")
    file = tmp_path / "after.csv"
    file.write_text("nothing,of,ours\n1,2,3\n")
    upload(page, site, password, file)
    wait_for(lambda: state_of_upload(surroundings, file.name) == "failed")
