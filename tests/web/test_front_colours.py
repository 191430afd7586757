"""A renamed front keeps its colours and patterns, on pages, in charts and in files of charts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from proxies.charts.fronts import PATTERNS
from proxies.exports.html import palette, resolved
from proxies.models import Front
from tests.downloads import json_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

OVER_TIME = "/figures/events-over-time.json?since=2024-01-01&until=2024-12-31"


def test_no_page_links_colours_of_renamed_fronts_where_there_is_none(client: Client) -> None:
    assert "fronts.css" not in client.get("/").text
    assert client.get("/fronts.css").content == b""


def test_a_renamed_front_keeps_its_colours(client: Client) -> None:
    Front.objects.filter(slug="iraq").update(slug="mesopotamia")
    page = client.get("/").text
    assert '<link rel="stylesheet" href="/fronts.css">' in page
    assert 'data-front="mesopotamia"' in page
    sheet = client.get("/fronts.css")
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    rules = re.sub(r"\s+", " ", sheet.text)
    assert "--front-mesopotamia: var(--front-iraq);" in rules
    selector = '[data-front="mesopotamia"], #front-mesopotamia'
    assert f"{selector} {{ --front: var(--front-iraq); }}" in rules
    Front.objects.filter(slug="mesopotamia").update(slug="two-rivers")
    assert "mesopotamia" not in client.get("/fronts.css").text


def test_charts_of_a_renamed_front_look_as_before() -> None:
    def marker(slug: str) -> object:
        traces = json_of(OVER_TIME)["data"]
        return next(one["marker"] for one in traces if one.get("meta") == {"front": slug})

    before = marker("iraq")
    Front.objects.filter(slug="iraq").update(slug="mesopotamia")
    assert marker("mesopotamia") == before
    assert before["pattern"]["shape"] == PATTERNS["iraq"]  # type: ignore[index]
    assert resolved("$front-mesopotamia") == palette()["front-iraq"]
    assert resolved(["$front-mesopotamia/0.5"]) == resolved(["$front-iraq/0.5"])
