"""`manage.py serve` as a person runs it: in a process of its own, ended from outside."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from config.environment import SettingError
from config.serving import address_of, listen
from tests.folders import open_folder

PROJECT = Path(__file__).resolve().parents[2]
# As a script's background job, which is started with Ctrl-C ignored
COMMAND = [
    "sh",
    "-c",
    'trap "" INT; exec "$0" "$1" serve',
    sys.executable,
    str(PROJECT / "manage.py"),
]


@pytest.fixture(scope="module")
def surroundings() -> Iterator[dict[str, str]]:
    """The environment of a fresh installation: no database, an empty folder, any free port."""
    folder = open_folder()
    without = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    yield {**without, "PROXIES_VAR": str(folder), "PORT": "0", "WEB_WORKERS": "1"}
    shutil.rmtree(folder)


@contextmanager
def serving(surroundings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, started from another folder, and all it said up to its address."""
    with subprocess.Popen(  # noqa: S603
        COMMAND, cwd="/", env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            said = ""
            while "Proxies is at" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield process, said
        finally:
            process.terminate()


def address_in(said: str) -> str:
    found = re.search(r"http://\S+", said)
    assert found
    return found[0]


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
    surroundings: dict[str, str],
) -> None:
    with serving(surroundings) as (first, said):
        assert "password" in said
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
