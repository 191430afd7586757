"""A chart as a file: it holds all it needs, says what it is, and asks nothing of any host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page as Browser

from proxies.exports.html import palette, resolved, template
from proxies.models import Front
from proxies.web.views.overview import CHARTS
from tests.downloads import asked
from tests.drawn import DEFINED, drawn, figure_at, tokens
from tests.pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

OF_PLEDGES = {
    "ledger": "?kind=pause&as_of=2024-12-23",
    "said-and-did/hezbollah": "?as_of=2024-12-23",
}
"""Charts of pledges as files, and a question that each takes."""

LOADS = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=|@import|url\(")


def file_of(chart: str, query: str = "?front=iraq&as_of=2024-12-23") -> str:
    text: str = asked(f"/figures/{chart}.html{query}").body.decode("utf-8")
    return text


def outside(text: str) -> str:
    """The file without its scripts: what a browser reads as markup."""
    return re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("chart", [*CHARTS, "label-over-time", *OF_PLEDGES])
def test_a_file_needs_nothing_else(chart: str) -> None:
    text = file_of(chart, OF_PLEDGES.get(chart, "?front=iraq&as_of=2024-12-23"))
    assert not LOADS.search(outside(text))
    assert re.findall("<script[^>]*>", text) == ["<script>"] * text.count("<script")
    assert "default-src 'none'" in text
    assert "Plotly.newPlot" in text
    addresses = set(re.findall(r"https?://[^\"'<>\s]+", outside(text)))
    assert all(address.startswith("http://testserver/") for address in addresses)
    assert "$" not in "".join(re.findall(r'"\$[a-z][a-z0-9-]*"', text))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_file_says_what_it_is(chart: str) -> None:
    text = outside(file_of(chart))
    for words in ("Iraq front", "as known on 2024-12-23", "CC BY 4.0", "Citation:", "Dataset:"):
        assert words in text
    assert "<title>" in text


@pytest.mark.parametrize(("chart", "query"), OF_PLEDGES.items())
def test_a_file_of_pledges_is_offered_on_its_page_and_leads_back_to_it(
    chart: str, query: str
) -> None:
    text = outside(file_of(chart, query))
    back = re.search(r'href="http://testserver(/[^"]+)"', text)
    assert back
    page = asked(back[1].replace("&amp;", "&")).content.decode()
    offered = re.search(rf'href="(/figures/{chart}\.html[^"]*)"', page)
    assert offered
    assert outside(file_of(chart, offered[1].replace("&amp;", "&").split(".html")[1])) == text


@pytest.mark.parametrize("chart", [*CHARTS, "label-over-time", *OF_PLEDGES])
def test_the_figure_of_a_chart_is_to_be_had_alone(chart: str) -> None:
    address = f"/figures/{chart}.json{OF_PLEDGES.get(chart, '?front=iraq&as_of=2024-12-23')}"
    figure = figure_at(address)
    assert drawn(figure).data
    assert tokens(figure) <= DEFINED
    client = Client()
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    Front.objects.filter(slug="iraq").update(lat=33.5)
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_a_figure_of_no_chart_and_one_of_a_bad_question_are_refused() -> None:
    client = Client()
    assert client.get("/figures/colours.json").status_code == 404
    assert client.get("/figures/said-and-did/nobody.json").status_code == 404
    for address, name in (
        ("/figures/label-over-time.json", "Front"),
        ("/figures/map.json?weapon=mace", "Weapon"),
    ):
        refused = client.get(address)
        assert refused.status_code == 400
        assert refused.json()["errors"][0]["filter"] == name


def test_a_file_of_nobody_is_not_found_and_an_unknown_filter_is_refused() -> None:
    client = Client()
    assert client.get("/figures/said-and-did/nobody.html").status_code == 404
    assert client.get("/figures/said-and-did/hezbollah.html?front=iraq").status_code == 400
    assert client.get("/figures/ledger.html?weapon=drone").status_code == 400


def test_the_numbers_of_a_chart_are_a_page_that_says_what_it_is_and_leads_back() -> None:
    page = opened("/figures/events-over-time/?front=iraq&as_of=2024-12-23")
    assert page.text("h1") == "Most events in November 2023 and October 2024: 6 each"
    assert "Events over time. By the first day" in page.text("main")
    assert "Iraq front, as known on 23 December 2024" in page.text("main")
    assert "/?front=iraq&as_of=2024-12-23" in page.links
    assert "Milestones on the axis" in page.text("main")
    ledger = opened("/figures/ledger/?kind=pause&as_of=2024-12-23")
    assert "/pledges/?as_of=2024-12-23&kind=pause" in ledger.links
    line = opened("/figures/said-and-did/hezbollah/")
    latest = "Last of 28 pledges on 28 June 2026, last of 30 attacks on 3 June 2026"
    assert line.text("h1") == f"Hezbollah: {latest}"
    assert "Said and did. Above: pledges" in line.text("main")
    assert "/factions/hezbollah/" in line.links


def test_numbers_of_no_chart_are_refused_as_a_page() -> None:
    client = Client()
    assert client.get("/figures/colours/").status_code == 404
    assert client.get("/figures/said-and-did/nobody/").status_code == 404
    refused = client.get("/figures/label-over-time/")
    assert refused.status_code == 400
    assert "give one, such as front=iraq" in refused.text
    assert "<table" not in refused.text


def test_the_map_brings_its_base_map() -> None:
    assert "world_50m:{" in file_of("map")
    assert "world_50m:{" not in file_of("weapons")


def test_a_question_without_events_says_so() -> None:
    text = file_of("map", "?q=unheard-of")
    assert "That is not the same as nothing happening." in text
    assert "<script" not in text


def test_a_chart_that_is_none_is_not_found() -> None:
    assert Client().get("/figures/colours.html").status_code == 404
    assert Client().get("/figures/label-over-time.html").status_code == 400


def test_colours_are_those_of_the_day() -> None:
    assert resolved("$ink") == palette()["ink"]
    assert resolved({"a": ["$surface/0.5", "$nothing", 3]}) == {
        "a": ["rgba(255, 255, 255, 0.5)", "$nothing", 3]
    }
    assert tokens(template()) <= set(palette())
    assert drawn({"data": [], "layout": {"template": template()}})


def test_every_chart_of_a_page_leads_to_its_file() -> None:
    page = asked("/?front=iraq").content.decode()
    for chart in CHARTS:
        assert f'href="/figures/{chart}.html?front=iraq"' in page
    front = asked("/fronts/iraq/").content.decode()
    assert 'href="/figures/label-over-time.html?front=iraq"' in front
    assert page.count('data-picture="svg screen"') == len(CHARTS)


def test_a_link_to_a_file_says_how_large_it_is() -> None:
    page = asked("/?front=iraq").content.decode()
    for chart in ("map", "weapons"):
        said = re.search(rf'href="/figures/{chart}\.html[^>]*, ([\d.]+) MB"', page)
        assert said
        size = len(file_of(chart, "?front=iraq").encode())
        assert float(said[1]) == pytest.approx(size / 1e6, abs=0.06)


@pytest.mark.browser
@pytest.mark.parametrize("chart", ["map", "casualties", "label-over-time"])
def test_a_file_draws_itself_without_a_network(chart: str, page: Browser, tmp_path: Path) -> None:
    file = tmp_path / "chart.html"
    file.write_text(file_of(chart), "utf-8")
    asked_for: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(file.as_uri())
    page.wait_for_selector("#chart .main-svg")
    if chart == "map":
        page.wait_for_selector("#chart .layer.land path")
        assert page.locator("#chart .scattergeo path.point").count() > 5
    assert faults == []
    assert [url for url in asked_for if not url.startswith(("file:", "data:", "blob:"))] == []
