"""What all tests share."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import hypothesis
import pytest
from _pytest import runner
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.template import Template
from django.test import TransactionTestCase
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from config.environment import database_from_url
from config.frames import with_room
from config.postgres import embedded
from tests import settings
from tests.admin_people import make_person, remember_rights
from tests.emptying import empty
from tests.made_of import rendered
from tests.memory import SeedsInMemory, forget

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COPY = "seeded"
REPLACING = {"monkeypatch", "settings"}
"""Fixtures that replace a part of the program."""
SERVER = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")

hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, print_blob=True)
hypothesis.settings.load_profile("suite")

expect.set_options(timeout=20_000)
"""Until a page shows what is waited for: two processes may have both cores busy."""

gc.set_threshold(200_000, 50, 50)
"""Going through all that a process has loaded, as often as by default, took a tenth of the time."""


def pytest_unconfigure() -> None:
    """The suite's folder goes with pytest, not only with the process."""
    settings.everything.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with its share of the modules that have a slow test.

    The first process is given the first part of the items, the next process the next; who has
    done with its part takes from another's end. So nobody takes a slow module apart, whose
    fixture would be built twice, and none is left for the last. Modules that are marked `together`
    count as one. pytest-randomly has shuffled the items before; the order is otherwise its own.
    """
    processes = int(getattr(config, "workerinput", {}).get("workercount", 1))
    slow = list(dict.fromkeys(share(item) for item in items if item.get_closest_marker("slow")))
    quick = iter([item for item in items if share(item) not in set(slow)])
    ordered: list[pytest.Item] = []
    for n in range(processes):
        ordered += [item for one in slow[n::processes] for item in items if share(item) == one]
        end = len(items) * (n + 1) // processes
        ordered += islice(quick, max(0, end - len(ordered)))
    items[:] = [*ordered, *quick]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest does, with the room that a request has: its loops at the border of two pieces of
    memory took up to a sixth of the time."""
    return with_room(runner.pytest_runtest_protocol, item, nextitem)


def share(item: pytest.Item) -> str:
    """What stays together: the tests of a module, or of all that share what their mark names."""
    marked = item.get_closest_marker("together")
    return str(marked.args[0] if marked else item.path)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end, and is not gone through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def django_test_environment(django_test_environment: None) -> None:
    """Django's, whose test client is told of pages and not of all their parts."""
    Template._render = rendered  # type: ignore[attr-defined]  # put back with Django's own


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """DATABASE_URL's server, else an embedded one of this process, which ends with its last test.

    The connection has the settings already, so that they are changed in their place.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with embedded.running(settings.folder / "postgres", throwaway=True) as url:
        server = database_from_url(url)
        connection.settings_dict.update({name: server[name] for name in SERVER})
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Beside the empty test database a copy of it, taken before any test, for the seeds."""
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        remember_rights()
        connection.creation.clone_test_db(COPY, verbosity=0, autoclobber=True)
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions() -> None:
    """Nobody else is at the test database any more, which PostgreSQL would not drop otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def seeded_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database that holds the seeds and a superuser; filled once per run."""
    name = str(connection.creation.get_test_db_clone_settings(COPY)["NAME"])
    with django_db_blocker.unblock(), using_database(name):
        call_command("seed", verbosity=0)
        make_person("superuser")
    yield name
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=COPY, verbosity=0)


@pytest.fixture(scope="session")
def seeds_in_memory(seeded_database: str, django_db_blocker: DjangoDbBlocker) -> SeedsInMemory:
    """What the site keeps of the seeds in memory."""
    with django_db_blocker.unblock(), using_database(seeded_database):
        return SeedsInMemory()


@pytest.fixture(scope="module")
def seeded(seeded_database: str, seeds_in_memory: SeedsInMemory) -> Iterator[None]:
    """The tests of this module ask the seeded database; those that write roll back as usual.

    None of them may use `transactional_db` or `live_server`, which would empty it.
    """
    with using_database(seeded_database):
        yield


@pytest.fixture(autouse=True)
def memory_of_this_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test made with something replaced is no other test's, nor another's this one's.

    The site keeps it until the record or the program changes; monkeypatch changes neither. What
    was made of the seeds is there again after a test that wrote, which was rolled back.
    """
    replaces = replaces_something(request.node)
    seeds = request.getfixturevalue("seeds_in_memory") if "seeded" in request.fixturenames else None
    if replaces:
        forget()
    elif seeds:
        seeds.put_back()
    yield
    if replaces:
        forget()
    elif seeds:
        seeds.keep()


def replaces_something(test: Any) -> bool:
    """Whether a test, or a fixture of ours that it uses, asks for what replaces a part of the
    program; a fixture of pytest-django has monkeypatch for each test."""
    info = test._fixtureinfo
    ours = [one for each in info.name2fixturedefs.values() for one in each if one.baseid]
    return not REPLACING.isdisjoint({*info.argnames, *(n for one in ours for n in one.argnames)})


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about, a breach of the policy above all."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@contextmanager
def using_database(name: str) -> Iterator[None]:
    """The default connection, and those of new threads, go to the database of this name."""
    disconnect()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        disconnect()
        connection.settings_dict["NAME"] = before


def disconnect() -> None:
    """Leave the database, and forget what was read from it: another one may bear its version."""
    ContentType.objects.clear_cache()
    forget()
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL has it


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, which asks nothing of any other machine."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail("The browser tests need a Chromium; `make test` finds or installs one.")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "executable_path": found, "args": quiet}


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address is tested but the suite's own; the plugin's fixture warns under pytest 9."""
