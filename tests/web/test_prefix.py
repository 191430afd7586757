"""The site under a path of its host, as a server says it with each request (SCRIPT_NAME)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import reverse, set_script_prefix

from config.prefix import under
from tests.pages import NAMES, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ADDRESS = re.compile(r'\s(?:href|src|action|srcset|hx-[a-z]+|data-[a-z]+)="(/[^"]*)"')
IN_JSON = re.compile(r'"url":"(/[^"]*)"')
HOST = "http://testserver"
ABSOLUTE = re.compile(r"https?://testserver[^\s\"<>,;]*")
FILES = (
    *("events-json", "events-csv", "events-geojson", "pledges-csv"),
    *("events-atom", "status-atom", "corrections-atom"),
)
PAGES = [
    *map(sample, NAMES),
    *map(reverse, FILES),
    *("/no-such-page/", "/?front=mars", "/admin/login/"),
]
EXPECTED = {"/no-such-page/": 404, "/?front=mars": 400}


def answered(path: str, application: Any = None, script: str = "/mon") -> tuple[int, Any, str]:
    """Status, headers and text of what the site answers under a prefix."""
    found: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
        found.update(status=int(status[:3]), headers=dict(headers))

    path, _, query = path.partition("?")
    environ: Any = RequestFactory()._base_environ(  # type: ignore[attr-defined]
        PATH_INFO=path, QUERY_STRING=query, SCRIPT_NAME=script
    )
    request_started.disconnect(close_old_connections)  # it would leave the test's transaction
    try:
        chunks = (application or WSGIHandler())(environ, start)
        text = b"".join(chunks).decode()
    finally:
        request_started.connect(close_old_connections)
        set_script_prefix("/")
    return found["status"], found["headers"], text


@pytest.mark.parametrize("path", PAGES)
def test_every_address_of_a_page_stands_under_the_prefix(path: str) -> None:
    status, _, text = answered(path)
    assert status == EXPECTED.get(path, 200)
    found = (*ADDRESS.findall(text), *IN_JSON.findall(text), *ABSOLUTE.findall(text))
    named = [url.removeprefix(HOST) for url in found]
    assert named
    assert {each for each in named if not each.startswith("/mon/")} == set()


@pytest.mark.parametrize("path", ["/", "/fronts/iraq/", "/figures/events-over-time/"])
def test_a_process_that_is_asked_under_two_paths_links_under_the_one_that_is_asked(
    path: str,
) -> None:
    for script in ("/mon", "", "/desk-of/mon"):
        text = answered(f"{path}?as_of=2025-01-30", script=script)[2]
        named = [*ADDRESS.findall(text), *IN_JSON.findall(text)]
        assert named
        assert {one for one in named if not one.startswith(f"{script}/")} == set()
        assert script or not [one for one in named if one.startswith("/mon/")]


def test_a_redirect_stays_under_the_prefix() -> None:
    status, headers, _ = answered("/fronts/lebanon")
    assert (status, headers.get("Location")) == (301, "/mon/fronts/lebanon/")


@pytest.mark.parametrize(
    ("asked", "path", "script"),
    [
        ("/mon/events/", "/events/", "/mon"),
        ("/mon", "/", "/mon"),
        ("/events/", "/events/", ""),
        ("/money/", "/money/", ""),
    ],
)
def test_a_proxy_may_keep_the_prefix_or_strip_it(asked: str, path: str, script: str) -> None:
    seen: dict[str, str] = {}

    def application(environ: Any, start: Any) -> list[bytes]:
        seen.update(path=environ["PATH_INFO"], script=environ["SCRIPT_NAME"])
        start("200 OK", [])
        return []

    answered(asked, under("/mon", application), script="")
    assert seen == {"path": path, "script": script}
