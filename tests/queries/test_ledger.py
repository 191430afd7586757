"""The ledger of pledges: its list, its filters, its drawing and its download."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from proxies.charts.ledger import VERDICTS, ledger_figure
from proxies.charts.periods import DAY
from proxies.models import Pledge
from proxies.queries import ledger
from proxies.record.current import record
from proxies.series.counts import Gap, Group
from proxies.series.ledger import Breach, Ledger, LedgerRow, Stretch
from proxies.vocab import IncidentVerdict, PledgeKind
from tests.downloads import asked
from tests.drawn import DEFINED, WORDS, drawn, embedded, tokens
from tests.pages import Page, numbers_of, opened
from tests.web.test_pledge_pages import page, tiles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

CEASEFIRE = "2024-11-27-israel-lebanon-ceasefire"
HALT = "2024-12-23-iraqi-factions-halt"
KSS = "2024-12-23-kss-halt-linked-to-lebanon"
END = date(2026, 6, 30)


def every_page(path: str) -> Page:
    """The ledger of a question, all pages of its list in one."""
    first = opened(path)
    others = sorted(
        link for link in first.links if link.startswith("/pledges/?") and "page=" in link
    )
    return Page("".join(page.markup for page in (first, *map(opened, others))))


def row_of(found: Page, slug: str) -> Page:
    """A pledge's row in the list of the ledger."""
    return Page(found.markup.split(f'<tr data-pledge="{slug}">')[1].split("</tr>")[0])


def test_the_list_says_standing_origins_run_days_and_incidents() -> None:
    row = row_of(opened("/pledges/?as_of=2025-01-08"), HALT).text()
    for words in ("Unilateral halt", "Reported", "would run since 23 Dec 2024", "2 contested"):
        assert words in row
    assert re.search(r"\b16\b", row)


def test_the_list_holds_only_what_was_known_by_the_day() -> None:
    assert HALT not in opened("/pledges/?as_of=2024-12-03").markup
    assert HALT in opened("/pledges/?as_of=2024-12-04").markup


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("kind=ceasefire", lambda p: p.kind == "ceasefire"),
        ("since=2024-11-27", lambda p: p.start >= date(2024, 11, 27)),
        ("until=2024-11-27", lambda p: p.start <= date(2024, 11, 27)),
        ("target=united-states", lambda p: "United States" in p.toward_names),
        ("front=yemen&kind=pause", lambda p: "yemen" in p.front_slugs and p.kind == "pause"),
    ],
)
def test_each_filter_keeps_the_pledges_that_it_names(query: str, kept: Any) -> None:
    expected = {p.slug for p in Pledge.objects.for_lists() if kept(p)}
    shown = re.findall(r'<tr data-pledge="([^"]+)"', every_page(f"/pledges/?{query}").markup)
    assert len(shown) == len(set(shown))
    assert expected
    assert set(shown) == expected


def test_words_find_a_pledge_by_its_text_and_by_a_party_in_any_script() -> None:
    by_text = opened("/pledges/?q=Sounion").markup
    assert "2024-08-28-houthi-sounion-salvage" in by_text
    assert CEASEFIRE not in by_text
    found = every_page("/pledges/?q=%D8%AD%D8%B2%D8%A8+%D8%A7%D9%84%D9%84%D9%87")
    assert CEASEFIRE in found.markup


def test_the_ledger_draws_each_pledge_and_nothing_past_the_record() -> None:
    found = opened("/pledges/")
    figure = embedded(found.markup)["ledger"]
    drawn(figure)
    bars = [trace for trace in figure["data"] if trace["type"] == "bar" and trace["customdata"]]
    urls = {url for trace in bars for url in trace["customdata"]}
    slugs = Pledge.objects.known_by(None).values_list("slug", flat=True)
    early = "2022-04-02-yemen-truce"  # over before the axis begins
    assert urls == {f"/pledges/{slug}/" for slug in slugs if slug != early}
    assert "Before the axis, in the table: 1." in found.text("main")
    nowhere = {f"/pledges/{one.slug}/" for one in Pledge.objects.filter(fronts=None)}
    ends = {END}
    for trace in bars:
        for url, base, length in zip(trace["customdata"], trace["base"], trace["x"], strict=True):
            end = date.fromisoformat(base) + timedelta(length / DAY)
            assert end <= (date.today() if url in nowhere else END), url  # noqa: DTZ011
            ends.add(end)
    marks = [day for trace in figure["data"] if trace["type"] == "scatter" for day in trace["x"]]
    assert max(marks) <= max(ends).isoformat()
    assert figure["layout"]["xaxis"]["range"][1] == max(ends).isoformat()


def test_a_ledger_of_a_past_day_ends_on_that_day() -> None:
    figure = embedded(opened("/pledges/?as_of=2024-12-10").markup)["ledger"]
    assert figure["layout"]["xaxis"]["range"][1] == "2024-12-10"
    days = [day for trace in figure["data"] if trace["type"] == "scatter" for day in trace["x"]]
    assert max(days) <= "2024-12-10"


def test_a_pledge_known_only_by_denials_is_a_mark_without_a_bar() -> None:
    known = record().known_by(date(2024, 12, 10))
    denied = [slug for slug, one in known.pledges.items() if one.standing == "denied"]
    assert denied
    found = every_page("/pledges/?as_of=2024-12-10")
    bars = [t for t in embedded(found.markup)["ledger"]["data"] if t["type"] == "bar"]
    drawn_ = {url for trace in bars for url in trace["customdata"]}
    for slug in denied:
        assert f"/pledges/{slug}/" not in drawn_
        assert "known only by denials" in row_of(found, slug).text()
        assert tiles(page(slug, "2024-12-10"))["State"] == "Denied"


def test_the_table_beside_the_ledger_holds_every_link_of_the_drawing() -> None:
    found, table = opened("/pledges/"), numbers_of("ledger", "/pledges/")
    for trace in embedded(found.markup)["ledger"]["data"]:
        assert all(f'href="{url}"' in table for url in trace["customdata"])


def test_a_pledge_over_before_the_axis_begins_has_no_lane_and_hatching_lies_over_bars() -> None:
    makers, front = (Group("x", "X"),), Group("iraq", "Iraq")
    early = stretch("pause", first=date(2022, 4, 2), last=date(2022, 10, 2), breaches=())
    rows = [LedgerRow(front, makers, one) for one in (early, stretch("ceasefire", breaches=()))]
    gap = Gap("iraq", "Iraq", date(2024, 2, 1), date(2024, 2, 20))
    series = Ledger(tuple(rows), date(2024, 1, 1), date(2024, 3, 1), (gap,))
    figure = ledger_figure(series, words=WORDS)
    drawn(figure)
    assert figure["layout"]["yaxis"]["ticktext"] == ["<b>Iraq</b>", "<b>X</b>  ceasefire ◆"]
    names = [trace["name"] for trace in figure["data"]]
    assert names == ["restraint, in effect", "not covered", "runs on"]
    assert figure["data"][-1]["text"] == ["→"]
    assert figure["layout"]["xaxis"]["side"] == "top"
    assert figure["layout"]["legend"]["yref"] == "container"


def test_the_heading_of_each_front_repeats_the_days_of_the_axis() -> None:
    rows = tuple(
        LedgerRow(Group(front, front), (Group("x", "X"),), stretch("pause", breaches=()))
        for front in ("iraq", "yemen")
    )
    figure = ledger_figure(Ledger(rows, date(2023, 10, 7), date(2026, 6, 30)), words=WORDS)
    drawn(figure)
    days = figure["layout"]["xaxis"]["tickvals"]
    assert days == ["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01"]
    notes = [(one["y"], one["x"], one["text"]) for one in figure["layout"]["annotations"]]
    texts = ["2024", "Jul", "2025", "Jul", "2026"]
    assert notes == [(lane, *pair) for lane in (0, 2) for pair in zip(days, texts, strict=True)]


def test_short_names_of_makers_are_spelt_out_above_the_ledger() -> None:
    words = opened("/pledges/?front=iraq").text("p")
    assert "IRI Islamic Resistance in Iraq" in words
    assert "Nujaba Harakat" not in words, "what is no abbreviation needs no spelling out"


BREACH = Breach(date(2024, 2, 1), "other", "confirmed", "<b>Them</b>", "/events/x/")


def stretch(kind: str, standing: str = "in-effect", **more: Any) -> Stretch:
    given = {"first": date(2024, 1, 1), "last": date(2024, 3, 1), "breaches": (BREACH,), **more}
    restraint = kind in ledger.RESTRAINT
    return Stretch("A title", kind, standing, restraint, runs=True, why="Why.", url="/p/", **given)


@pytest.mark.parametrize("kind", PledgeKind)
@pytest.mark.parametrize("standing", ["in-effect", "reported", "denied"])
@pytest.mark.parametrize("verdict", IncidentVerdict)
def test_every_pledge_is_a_figure_that_plotly_knows(kind: str, standing: str, verdict: str) -> None:
    breach = Breach(date(2024, 2, 1), "bound", verdict, "Them", "/events/x/")
    one = stretch(kind, standing, breaches=(breach, BREACH))
    row = LedgerRow(Group("iraq", "Iraq"), (Group("x", "The X"),), one)
    figure = ledger_figure(Ledger((row,), date(2024, 1, 1), date(2024, 3, 1)), words=WORDS)
    drawn(figure)
    assert tokens(figure) <= DEFINED


def test_each_pledge_has_a_row_that_names_its_makers_and_its_kind() -> None:
    spells = [(1, 2), (1, 3), (5, 6)]
    own = [stretch("pause", first=date(2024, a, 1), last=date(2024, b, 1)) for a, b in spells]
    makers = Group("x", "The X"), Group("y", "The Y")
    rows = tuple(LedgerRow(Group("", "Elsewhere"), makers, replace(o, breaches=())) for o in own)
    figure = ledger_figure(Ledger(rows, date(2024, 1, 1), date(2024, 12, 1)), words=WORDS)
    (bars,) = (trace for trace in figure["data"] if trace["type"] == "bar")
    assert bars["y"] == [1, 2, 3]
    labels = ["<b>Elsewhere</b>", "<b>The X, The Y</b>  pause ●", "pause ●", "pause ●"]
    assert figure["layout"]["yaxis"]["ticktext"] == labels
    assert figure["layout"]["meta"]["short"][1:] == ["<b>The X…</b>  ●", "●", "●"]


def test_incidents_near_each_other_are_one_mark_of_the_gravest_and_each_side_has_a_lane() -> None:
    days = [(1, 5, "bound", "alleged"), (1, 7, "bound", "confirmed"), (2, 20, "bound", "alleged")]
    days += [(1, 5, "other", "contested")]
    breaches = tuple(Breach(date(2024, m, d), s, v, "Them", "/e/") for m, d, s, v in days)
    row = LedgerRow(Group("iraq", "Iraq"), (Group("x", "X"),), stretch("pause", breaches=breaches))
    figure = ledger_figure(Ledger((row,), date(2024, 1, 1), date(2024, 12, 1)), words=WORDS)
    marks = {t["name"]: t for t in figure["data"] if t["name"].split(",")[0] in VERDICTS}
    assert {name: (t["x"], t["y"], t["marker"]["size"]) for name, t in marks.items()} == {
        "confirmed": (["2024-01-05"], [1], [9]),
        "alleged": (["2024-02-20"], [1], [7]),
        "contested, by the other side": (["2024-01-05"], [2], [7]),
    }
    assert "7 January 2024: Them, confirmed" in marks["confirmed"]["hovertext"][0]
    assert figure["layout"]["yaxis"]["ticktext"][2] == "<i>by the other side</i>"


def test_no_mark_of_the_records_ledger_lies_over_another() -> None:
    figure = embedded(opened("/pledges/").markup)["ledger"]
    first, last = map(date.fromisoformat, figure["layout"]["xaxis"]["range"])
    at: dict[int, list[date]] = {}
    for trace in figure["data"]:
        if trace["type"] == "scatter" and trace["name"] != "runs on":
            for day, lane in zip(trace["x"], trace["y"], strict=True):
                at.setdefault(lane, []).append(date.fromisoformat(day))
    days = [sorted(own) for own in at.values()]
    apart = [b - a for own in days for a, b in pairwise(own)]
    assert len(apart) > 10
    assert min(apart) >= (last - first) / 20


def test_the_list_and_the_download_count_nothing_where_nothing_is_covered() -> None:
    rows = csv.DictReader(io.StringIO(asked("/pledges.csv").body.decode()))
    told = {row["slug"]: row for row in rows}
    truce = told["2022-04-02-yemen-truce"]
    assert (truce["bound_confirmed"], truce["other_alleged"]) == ("", "")
    assert told["2024-11-27-israel-lebanon-ceasefire"]["bound_contested"].isdigit()
    text = every_page("/pledges/").text("main")
    assert "not covered: the record begins later" in text
