"""The embedded PostgreSQL: started, shared, stopped, and healed after every unclean end."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest

from config.postgres import embedded
from config.postgres.embedded import EmbeddedDatabaseError, database_for
from config.postgres.server import Server
from tests.folders import open_folder

PROJECT = Path(__file__).resolve().parents[2]
USER = """
import sys, time
from pathlib import Path
from config.postgres.embedded import running
with running(Path(sys.argv[1]), throwaway=True) as url:
    print(url, flush=True)
    time.sleep(float(sys.argv[2]))
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to an account")


@pytest.fixture
def folder() -> Iterator[Path]:
    parent = open_folder()
    yield parent / "postgres"
    shutil.rmtree(parent)


def running(folder: Path) -> AbstractContextManager[str]:
    return embedded.running(folder, throwaway=True)


def heed_signals() -> None:
    """Tests that are run by `nohup`, or in the background of a script, would hand on that these
    are ignored."""
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def other_user(folder: Path, seconds: float = 60) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the server, from the moment it has it; killed if it still runs."""
    command = [sys.executable, "-c", USER, str(folder), str(seconds)]
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed_signals,  # noqa: PLW1509  no thread runs yet
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().startswith("postgresql://")
            yield process
        finally:
            process.kill()


def ask(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row
    return row[0]


def pid_file(folder: Path) -> Path:
    return folder / "data" / "postmaster.pid"


def server_pid(folder: Path) -> int:
    return int(pid_file(folder).read_text().split()[0])


def kill_everything(folder: Path) -> None:
    """Leave what a power cut of the machine's programs leaves: files, and nobody."""
    with other_user(folder) as user:
        user.kill()
        user.wait()
        pid = server_pid(folder)
        os.kill(pid, signal.SIGKILL)


def test_the_server_speaks_utf8_on_a_private_socket_only(folder: Path) -> None:
    with running(folder) as url:
        assert ask(url, "SHOW listen_addresses") == ""
        assert ask(url, "SHOW server_encoding") == "UTF8"
        assert ask(url, "SELECT lower('ÄḤ') = 'äḥ'") is True
        sockets = Path(str(ask(url, "SHOW unix_socket_directories")))
        assert sockets.stat().st_mode & 0o077 == 0
    assert not sockets.exists()
    assert not pid_file(folder).exists()


def test_data_stay_from_one_start_to_the_next(folder: Path) -> None:
    with running(folder) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with running(folder) as url:
        assert ask(url, "SELECT answer FROM kept") == 42


@pytest.mark.parametrize(
    "name",
    ["with spaces and 'quotes' \"$HOME\"", "/".join(["quite-a-long-name" * 6] * 3)],
    ids=["spaces", "longer than a socket's address"],
)
def test_any_path_will_do(folder: Path, name: str) -> None:
    with running(folder / name) as url:
        assert ask(url, "SELECT 1") == 1


def test_the_last_of_two_users_stops_the_server(folder: Path) -> None:
    with running(folder):
        with running(folder) as url:
            pid = server_pid(folder)
        assert ask(url, "SELECT 1") == 1
        assert server_pid(folder) == pid
    assert not pid_file(folder).exists()


def test_two_processes_may_start_at_once(folder: Path) -> None:
    command = [sys.executable, "-c", USER, str(folder), "0.5"]
    both = [
        subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        for _ in range(2)
    ]
    assert [process.wait(30) for process in both] == [0, 0]
    assert not pid_file(folder).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_user_that_is_asked_to_end_stops_the_server(folder: Path, number: int) -> None:
    with other_user(folder) as user:
        user.send_signal(number)
        assert user.wait(60) != 0
    assert not pid_file(folder).exists()


def test_the_server_is_out_of_reach_of_the_terminal(folder: Path) -> None:
    with running(folder):
        assert os.getsid(server_pid(folder)) != os.getsid(0)


def test_a_killed_user_leaves_a_server_that_the_next_one_joins_and_stops(folder: Path) -> None:
    with other_user(folder) as user:
        user.kill()
        user.wait()
    left = server_pid(folder)
    with running(folder):
        assert server_pid(folder) == left
    assert not pid_file(folder).exists()


def test_a_killed_server_starts_again(folder: Path) -> None:
    kill_everything(folder)
    with running(folder) as url:
        assert ask(url, "SELECT 1") == 1


def test_the_number_of_a_killed_server_may_belong_to_another_process(folder: Path) -> None:
    kill_everything(folder)
    account = Server(folder).account
    with subprocess.Popen(["sleep", "60"], **account.popen) as bystander:  # noqa: S607
        lines = pid_file(folder).read_text().splitlines()
        pid_file(folder).write_text("\n".join([str(bystander.pid), *lines[1:], ""]))
        with running(folder) as url:
            assert ask(url, "SELECT 1") == 1
        assert bystander.poll() is None
        bystander.kill()


def test_a_pid_file_emptied_by_a_crash_does_not_bar_the_start(folder: Path) -> None:
    kill_everything(folder)
    pid_file(folder).write_text("")
    with running(folder) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_server_that_lost_its_socket_gets_a_new_one_at_the_same_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.postgres.server.SOCKET_SECONDS", 0.2)  # its start is long over
    with running(folder) as url:
        shutil.rmtree(str(ask(url, "SHOW unix_socket_directories")))
        with running(folder) as again:
            assert again == url
            assert ask(url, "SELECT 1") == 1


def test_a_socket_folder_that_others_may_enter_is_not_trusted(folder: Path) -> None:
    with running(folder) as url:
        usual = Path(str(ask(url, "SHOW unix_socket_directories")))
    usual.mkdir(mode=0o755)
    try:
        with running(folder) as url:
            assert ask(url, "SHOW unix_socket_directories") != str(usual)
        assert usual.exists()
    finally:
        usual.rmdir()


def test_half_made_data_are_made_anew(folder: Path) -> None:
    (folder / "data.new" / "base").mkdir(parents=True)
    with running(folder) as url:
        assert ask(url, "SELECT 1") == 1
    assert not (folder / "data.new").exists()


def test_data_of_a_version_that_is_not_installed_are_refused_in_words(folder: Path) -> None:
    with running(folder):
        pass
    version = folder / "data" / "PG_VERSION"
    version.write_text("9\n")
    with pytest.raises(EmbeddedDatabaseError, match="made by PostgreSQL 9"), running(folder):
        pass


def test_a_server_that_cannot_start_shows_the_end_of_its_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.postgres.server.ATTEMPTS", 1)
    with running(folder):
        pass
    (folder / "data" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedDatabaseError, match="no_such_setting"), running(folder):
        pass


@as_root
def test_a_folder_that_bars_the_account_is_named_and_left_alone(tmp_path: Path) -> None:
    barred = tmp_path / "barred"
    barred.mkdir(mode=0o700)
    with pytest.raises(EmbeddedDatabaseError, match=r"chmod o\+x"), running(barred / "postgres"):
        pass
    assert barred.stat().st_mode & 0o777 == 0o700


@as_root
def test_root_runs_the_server_as_another_account(folder: Path) -> None:
    with running(folder):
        assert Path(f"/proc/{server_pid(folder)}").stat().st_uid != 0
    assert (folder / "data").stat().st_uid != 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(EmbeddedDatabaseError, match="PROXIES_VAR"), running(tmp_path / "postgres"):
        pass


@pytest.mark.parametrize(
    "words", [["help"], ["check"], ["migrate", "--help"], [], ["collectstatic"], ["--version"]]
)
def test_commands_that_need_no_database_start_none(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with database_for(["manage.py", *words]):
        assert "DATABASE_URL" not in os.environ


def test_a_database_url_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/proxies")
    with database_for(["manage.py", "migrate"]):
        assert os.environ["DATABASE_URL"] == "postgresql://db.example/proxies"


def test_other_commands_get_the_embedded_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PROXIES_VAR", str(folder))
    with database_for(["manage.py", "migrate"]):
        assert ask(os.environ["DATABASE_URL"], "SELECT current_database()") == "proxies"
    assert "DATABASE_URL" not in os.environ


def test_production_never_falls_back_to_the_embedded_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PROXIES_PROFILE", "production")
    with database_for(["manage.py", "migrate"]):
        assert "DATABASE_URL" not in os.environ
