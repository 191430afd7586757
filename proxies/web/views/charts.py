"""The charts that several pages share: a figure with the series whose numbers its table shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from proxies.charts import map as figures_map
from proxies.charts import marks as figures_marks
from proxies.charts import time as figures
from proxies.models import Front
from proxies.queries import counts as count
from proxies.queries import parties
from proxies.queries.glance import Glance
from proxies.queries.panels import marks
from proxies.queries.statuses import label_over_time
from proxies.series import Matrix, Point, Range
from proxies.vocab import CountBy


@dataclass(frozen=True)
class Chart:
    """One chart of a page: its id, title, a note on how to read it, the figure and its numbers.

    `key` tells what the symbols of the figure stand for that its legend does not name.
    """

    id: str
    title: str
    note: str
    figure: dict[str, Any]
    table: str
    series: Any
    shape: str = ""
    width: str = ""
    empty: bool = False
    file: str = ""
    """Address of the chart as a file of its own."""
    key: figures_marks.Key = ()

    @property
    def told(self) -> str:
        """The note with the key, in one text."""
        signs = ", ".join(f"{sign} {word}" for sign, word in self.key)
        return f"{self.note} {signs}." if signs else self.note


def file_of(id: str, glance: Glance) -> str:
    """Where a chart of this question can be had as a file of its own."""
    return reverse("figure-html", args=[id]) + glance.selection.query()


def time_chart(glance: Glance) -> Chart:
    shown = marks(glance.pledges, glance.span)
    symbols = " Symbols below: pledges, by kind." if shown else ""
    return Chart(
        id="events-over-time",
        title="Events over time",
        note=f"By the first day of the event, stacked by front.{symbols}",
        figure=figures.stacked_time(glance.stack, shown),
        table="charts/stack_table.html",
        series=glance.stack,
        width="wide",
        empty=not glance.stack.total,
        file=file_of("events-over-time", glance),
        key=figures_marks.key(mark.kind for mark in shown),
    )


def casualty_chart(ranges: Sequence[Range], file: str = "") -> Chart:
    return Chart(
        id="casualties",
        title="People killed, on any side",
        note="Bars: best figures. Whiskers: sums of the lowest and the highest figures reported.",
        figure=figures.casualties(ranges),
        table="charts/range_table.html",
        series=ranges,
        empty=not any(row.events for row in ranges),
        file=file,
    )


MOST_BARS = 12
"""Factions drawn; the table beside the chart holds them all."""


def faction_chart(glance: Glance) -> Chart:
    bars = parties.by_faction(glance.named, glance.selection)
    note = "An event that names two factions counts for each. Denied attributions do not count."
    if glance.selection.count == CountBy.MEMBERS:
        some, every = parties.unresolved(bars)
        note += (
            f" Umbrellas are resolved to members named beside them: {some} of {every} counts name "
            "only an umbrella or facade, and no member."
        )
    return Chart(
        id="factions",
        title="Factions named",
        note=note,
        figure=figures.ranked(bars[:MOST_BARS]),
        table="charts/bar_table.html",
        series=bars,
        empty=not bars,
        file=file_of("factions", glance),
    )


def weapon_chart(glance: Glance) -> Chart:
    matrix = count.weapon_by_front(glance.events, glance.fronts)
    chart = matrix_chart(
        "weapons",
        "Weapons by front",
        "An event with two weapons stands in both rows.",
        matrix,
        ("weapon", "front"),
    )
    return replace(chart, file=file_of("weapons", glance))


def outcome_chart(glance: Glance) -> Chart:
    matrix = parties.attribution_by_outcome(glance.named, count.outcomes(glance.by_day))
    chart = matrix_chart(
        "outcomes",
        "Who is named, and what came of it",
        "By the way a party is named for the event, and by outcome.",
        matrix,
        ("attribution", "outcome"),
    )
    return replace(chart, file=file_of("outcomes", glance))


def matrix_chart(id: str, title: str, note: str, matrix: Matrix, titles: tuple[str, str]) -> Chart:
    figure = figures.heatmap(matrix, row_title=titles[0], column_title=titles[1])
    table = "charts/matrix_table.html"
    return Chart(id, title, note, figure, table, matrix, empty=not matrix.rows)


def map_chart(glance: Glance) -> Chart:
    points = count.by_place(glance.known, glance.selection)
    slugs = [front.slug for front in glance.fronts]
    return Chart(
        id="map",
        title="Where it landed",
        note="One dot per place and front, sized by events; many places are known only roughly. "
        "The front is where the fire came from, not the country hit.",
        figure=figures_map.place_map(points, bounds_of(glance, points), slugs),
        table="charts/point_table.html",
        series=points,
        shape="map",
        width="wide",
        empty=not points,
        file=file_of("map", glance),
    )


def bounds_of(glance: Glance, points: Sequence[Point]) -> figures_map.Bounds:
    """Bounds that hold every point, and the whole of a front where only one is looked at."""
    if len(glance.fronts) != 1:
        return figures_map.around(points)
    front = glance.fronts[0]
    return figures_map.around(points, (front.south, front.west, front.north, front.east))


def label_chart(glance: Glance, front: Front) -> Chart:
    """Events over time, the label of the front above them."""
    spells = label_over_time(front.slug, glance.span)
    figure = figures.stacked_time(glance.stack, marks(glance.pledges, glance.span), spells)
    chart = time_chart(glance)
    note = (
        "Strip above: the label of each day, as known on that day. Bars: events of this question, "
        "by their first day."
    )
    return replace(
        chart,
        title="Label and events over time",
        note=f"{note} Symbols below: pledges, by kind." if chart.key else note,
        figure=figure,
        table="charts/spell_table.html",
        series={"spells": spells, "stack": glance.stack},
        shape="tall",
        empty=False,
        file=file_of("label-over-time", glance),
    )


def front_charts(glance: Glance, front: Front) -> list[Chart]:
    """The charts of a front's page: those of the overview, its label over time above the first."""
    return [label_chart(glance, front), *overview_charts(glance)[1:]]


CHARTS: dict[str, Callable[[Glance], Chart]] = {
    "events-over-time": time_chart,
    "casualties": lambda glance: casualty_chart(glance.ranges, file_of("casualties", glance)),
    "factions": faction_chart,
    "weapons": weapon_chart,
    "outcomes": outcome_chart,
    "map": map_chart,
}
"""The six charts of the overview by their ids, in order of reading."""


def overview_charts(glance: Glance) -> list[Chart]:
    return [draw(glance) for draw in CHARTS.values()]
