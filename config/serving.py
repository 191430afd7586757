"""The web server and the worker as child processes: the address is taken before anything slow."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import gunicorn_settings
from config.environment import SettingError
from config.postgres.embedded import keep_running
from config.termination import started_by_us, undisturbed

START_SECONDS = 60
STOP_SECONDS = 15
LOOK_SECONDS = 1
RESTART_SECONDS = 10
LARGEST_PORT = 65535
MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


class WebServerError(Exception):
    """The web server ended on its own or never answered."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address, or raise SettingError with what to change."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except socket.gaierror as error:
        raise SettingError(f"HOST is {host!r}, which is no address of this machine.") from error
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise SettingError(
            f"Port {port} on {host} cannot be used: {reason}. "
            f"Set another PORT, for example {port % LARGEST_PORT + 1}, or another HOST."
        ) from error


def address_of(listener: socket.socket, prefix: str = "") -> str:
    """What to type into a browser on this machine."""
    host, port = listener.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (read, not bound)
    return f"http://{f'[{reachable}]' if ':' in reachable else reachable}:{port}{prefix}/"


@contextmanager
def web_server(
    listener: socket.socket, *application: str, **surroundings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Gunicorn on the listener, answering; ended, and waited for, when the context is left. It
    serves this site where no other application is named."""
    path = [str(MANAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]  # ours first
    command = [sys.executable, "-m", "gunicorn", "--config", f"python:{gunicorn_settings.__name__}"]
    child = subprocess.Popen(  # noqa: S603 (our own interpreter)
        [*command, "--bind", f"fd://{listener.fileno()}", *application],
        pass_fds=[listener.fileno()],
        env={**started_by_us(), "PYTHONPATH": os.pathsep.join(path), **surroundings},
    )
    try:
        _wait_until_it_answers(child, listener)
        yield child
    finally:
        with undisturbed():
            _end(child)


@contextmanager
def worker() -> Iterator[WorkerProcess]:
    """The worker of the background; ended with what it is at, which is rolled back."""
    attendant = WorkerProcess()
    try:
        yield attendant
    finally:
        with undisturbed():
            _end(attendant.child)


class WorkerProcess:
    """`manage.py work` as a child process."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.since = time.monotonic()
        self.child = subprocess.Popen(  # noqa: S603 (our own interpreter)
            [sys.executable, str(MANAGE), "work"], env=started_by_us()
        )

    def restart_if_ended(self) -> None:
        """Start another where this one was killed, for want of memory perhaps; not too often."""
        if self.child.poll() is not None and time.monotonic() - self.since > RESTART_SECONDS:
            self.start()


def wait_for(server: subprocess.Popen[bytes], attendant: WorkerProcess) -> int:
    """Until the web server ends, with its status; the worker and the embedded database are kept
    going meanwhile."""
    while True:
        try:
            return server.wait(LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            keep_running()
            attendant.restart_if_ended()


def _wait_until_it_answers(child: subprocess.Popen[bytes], listener: socket.socket) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise WebServerError(f"The web server ended with status {child.returncode}; see above.")
        if _answers(listener):
            return
        time.sleep(0.1)
    raise WebServerError(f"The web server has not answered for {START_SECONDS} seconds.")


def _answers(listener: socket.socket) -> bool:
    """Any answer of HTTP counts; a wait of a second tells a server that still loads."""
    host, port = listener.getsockname()[:2]
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask it to finish its requests, and insist when it takes too long."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
