"""How much a reader is sent before anything is asked for: bytes, which no machine changes."""

from __future__ import annotations

import gzip
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

BARE, PACKED = 110_000, 25_000
"""Bytes of the HTML of a page, and as they are sent."""


@pytest.mark.parametrize("path", ["/", "/?as_of=2024-12-23", "/?front=iraq&weapon=drone"])
def test_the_overview_weighs_little(path: str) -> None:
    page = Client().get(path).content
    assert len(page) <= BARE
    assert len(gzip.compress(page, 6)) <= PACKED


def test_a_page_holds_no_figure_and_names_where_each_is() -> None:
    page = Client().get("/?front=iraq").text
    drawn = re.findall(r'data-figure="([^"]+)" data-source="([^"]+)"', page)
    assert [address for _, address in drawn] == [
        f"/figures/{name}.json?front=iraq" for name, _ in drawn
    ]
    assert len(drawn) == page.count('class="plot"') == 6
    assert re.findall(r'<script type="application/json" id="([^"]+)"', page) == ["terms"]
