"""The embedded PostgreSQL: started by the first process that needs it, stopped by the last.

Every process that uses the server holds a shared lock on `users.lock`; starting and stopping
happen under an exclusive lock on `start.lock`. Who leaves and finds no other user stops the
server. The kernel drops the lock of a process that was killed, so nobody is counted twice or
forever, and a server that lost all its users is joined, and counted again, by the next start.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from config.environment import var_folder
from config.locks import exclusive, opened, share, try_exclusive
from config.postgres.account import EmbeddedDatabaseError
from config.postgres.server import Server, say
from config.termination import exit_on_signals, undisturbed

__all__ = ["EmbeddedDatabaseError", "database_for", "keep_running", "running"]

RESTARTING = "The embedded PostgreSQL has ended and is started again…"
WAITING = "Waiting for another process to start or stop the embedded PostgreSQL…"
WITHOUT_DATABASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "startapp",
        "startproject",
        "version",
    }
)


_in_use: list[Server] = []
"""The servers inside whose `running` this process is."""


@contextmanager
def database_for(argv: Sequence[str]) -> Iterator[None]:
    """Give a management command its database: DATABASE_URL as it is, else the embedded one.

    The production profile never falls back to it; a missing DATABASE_URL is a mistake there.
    """
    if not _needs_embedded(argv):
        yield
        return
    with running(var_folder() / "postgres") as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


def _needs_embedded(argv: Sequence[str]) -> bool:
    if os.environ.get("DATABASE_URL") or os.environ.get("PROXIES_PROFILE") == "production":
        return False
    if not {"-h", "--help", "--version"}.isdisjoint(argv):
        return False
    command = argv[1] if len(argv) > 1 else "help"
    return command not in WITHOUT_DATABASE or "--database" in argv


@contextmanager
def running(folder: Path, *, throwaway: bool = False) -> Iterator[str]:
    """The URL of the server of this folder, which runs for as long as anyone is in here.

    Raises EmbeddedDatabaseError with the reason and the remedy.
    """
    server = Server(_made(folder), throwaway)
    with exit_on_signals(), opened(folder / "users.lock") as users:
        try:
            with exclusive(folder / "start.lock", lambda: say(WAITING)):
                server.ensure_running()
                share(users)
            _in_use.append(server)
            yield server.url()
        finally:
            if server in _in_use:
                _in_use.remove(server)
            with undisturbed(), exclusive(folder / "start.lock"):
                if try_exclusive(users):
                    server.stop()


def keep_running() -> None:
    """Start again what this process uses and somebody killed; nothing that was acknowledged is
    lost, since the server writes before it acknowledges. Where it fails, the next call tries anew.
    """
    for server in _in_use:
        if not server.has_ended():
            continue
        say(RESTARTING)
        try:
            with exclusive(server.folder / "start.lock", lambda: say(WAITING)):
                server.ensure_running()
        except (EmbeddedDatabaseError, psycopg.Error) as error:
            say(str(error))


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "it belongs to another user")
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"The embedded PostgreSQL cannot keep its data in {folder}: {error.strerror}. Run this "
            "as the user who may write there, or set PROXIES_VAR to a folder of your own, or "
            "DATABASE_URL to a server."
        ) from error
    return folder
