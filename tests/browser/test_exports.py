"""A chart saved from the page, as a picture in either format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

BEGINS = {"svg": b"<svg", "png": b"\x89PNG"}


@pytest.mark.parametrize("kind", BEGINS)
@pytest.mark.parametrize("chart", ["events-over-time", "map"])
def test_a_chart_is_saved_as_a_picture(
    kind: str, chart: str, visit: Visit, complaints: list[str]
) -> None:
    page = visit("/?front=iraq")
    with page.expect_download() as saved:
        page.click(f'#chart-{chart} [data-picture="{kind}"]')
    assert saved.value.suggested_filename == f"proxies-{chart}.{kind}"
    assert Path(saved.value.path()).read_bytes().startswith(BEGINS[kind])
    assert complaints == []
