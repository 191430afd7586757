"""The overview: four fronts at a glance under one question, and the charts of its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from proxies.charts import map as maps
from proxies.charts import time
from proxies.charts.chart import Chart
from proxies.charts.findings import (
    Finding,
    of_bars,
    of_cells,
    of_days,
    of_ranges,
    of_rows,
    of_stack,
)
from proxies.charts.gaps import MILESTONE
from proxies.charts.marks import Key, Pledges, marks_key
from proxies.charts.ranked import matrix_figure, ranked
from proxies.models.base import page_of
from proxies.queries.answer import Answer
from proxies.queries.statuses import label_over_time
from proxies.record.current import record
from proxies.selection import Selection
from proxies.series.counts import Matrix, Stack
from proxies.vocab import CountBy
from proxies.web.forms.question import QuestionForm
from proxies.web.views.charts import FIGURE, forms, worded
from proxies.web.views.citing import citing_question
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.charts import (
    claimed_by_partners,
    figure_words,
    hatching,
    matrix_axes,
    resolved_to_members,
    symbols_below,
)
from proxies.wording.findings import finding_in_words
from proxies.wording.map import map_key, map_note, map_words

FIRST = {"events-over-time": "two-thirds", "factions": "third", "map": "wide"}
"""The charts that stand open on the overview, and how wide; the others are folded below them."""

MOST_BARS = 12
"""Factions drawn; the table beside the chart holds them all."""

FEW_BARS = 4
"""So many fit a low box."""


@question_view(QuestionForm, "overview.html")
def overview(request: HttpRequest, question: Question) -> Context:
    answer = question.answer
    title = " · ".join(question.clauses_without_day) or _("Overview of four fronts")
    return {
        "answer": answer,
        "brief_day": record().last_covered(question.known_by),
        "narrowed": bool(question.selection.but(front=(), as_of=None)),
        "title": " · ".join(question.clauses) or _("Overview"),
        "description": question.answer_in_words(answer.totals.events),
        "citing": citing_question(request, question, title, answer),
        "charts": [replace(CHARTS[id](answer), width=width) for id, width in FIRST.items()],
        "more_charts": [draw(answer) for id, draw in CHARTS.items() if id not in FIRST],
    }


def time_chart(answer: Answer) -> Chart:
    return _chart(
        "events-over-time",
        answer.selection,
        table="charts/stack_table.html",
        draw=lambda: time.stacked_time(
            _with_dots(answer),
            Pledges(answer.marks, answer.pledges_between),
            over=answer.overlay,
            words=figure_words(),
        ),
        finding=_time_finding(answer),
        series=answer.stack,
        more=_notes(answer, marked=bool(answer.marks)),
        over=answer.overlay,
        days=answer.span,
        key=_key(answer),
        shape="short" if answer.dots else "",
        words="events-one-by-one" if answer.dots else "",
        width="wide",
        empty=not answer.stack.total,
    )


def _with_dots(answer: Answer) -> Stack:
    return replace(answer.stack, dots=answer.dots, span=answer.span)


def _time_finding(answer: Answer) -> str:
    totals, dots = answer.totals, answer.dots
    found = of_days([dot.day for dot in dots]) if dots else of_stack(answer.stack)
    of_one = {totals.faction_attacks: "faction-attack", totals.state_strikes: "state-strike"}
    return finding_in_words(found, of_one.get(totals.events, "")) if found else ""


def label_chart(answer: Answer) -> Chart:
    """Events over time, the label of the one front asked for above them: it stands where they
    stand alone elsewhere, under the same id."""
    (front,) = answer.fronts
    spells = label_over_time(front.slug, answer.span)
    chart = _chart(
        "label-over-time",
        answer.selection,
        table="charts/spell_table.html",
        draw=lambda: time.stacked_time(
            _with_dots(answer),
            Pledges(answer.marks, answer.pledges_between),
            spells,
            over=answer.overlay,
            words=figure_words(),
        ),
        finding=_time_finding(answer),
        series={"spells": spells, "stack": answer.stack},
        more=_notes(answer, marked=bool(answer.marks)),
        over=answer.overlay,
        days=answer.span,
        key=_key(answer),
        shape="tall",
        words="label-one-by-one" if answer.dots else "",
        width="wide",
    )
    return replace(chart, id="events-over-time")


def _key(answer: Answer) -> Key:
    """The symbols of the pledges and of the turning points on a time axis."""
    words = figure_words()
    pledges = marks_key((mark.kind for mark in answer.marks), words=words)
    return (*pledges, *(((MILESTONE, words.milestone),) if answer.overlay.milestones else ()))


def _notes(answer: Answer, *, marked: bool = False) -> list[str]:
    """What is added to the note of a chart with a time axis."""
    return [symbols_below() if marked else "", hatching() if answer.overlay.gaps else ""]


def casualty_chart(answer: Answer) -> Chart:
    return _chart(
        "casualties",
        answer.selection,
        table="charts/range_table.html",
        draw=lambda: time.casualties(answer.ranges, over=answer.overlay, words=figure_words()),
        finding=_found(of_ranges(answer.ranges)),
        series=answer.ranges,
        more=_notes(answer),
        over=answer.overlay,
        days=answer.span,
        key=((MILESTONE, figure_words().milestone),) if answer.overlay.milestones else (),
        empty=not any(row.events for row in answer.ranges),
    )


def faction_chart(answer: Answer) -> Chart:
    bars = answer.factions
    collective = sum(bar.count + bar.apart for bar in bars if bar.collective)
    every = sum(bar.count + bar.apart for bar in bars)
    resolved = answer.selection.count == CountBy.MEMBERS
    return _chart(
        "factions",
        answer.selection,
        table="charts/bar_table.html",
        draw=lambda: ranked(bars[:MOST_BARS], words=figure_words()),
        finding=_found(of_bars(bars)),
        series=bars,
        more=(
            claimed_by_partners() if any(bar.apart for bar in bars) else "",
            resolved_to_members(collective, every) if resolved else "",
        ),
        shape="short" if len(bars) <= FEW_BARS else "",
        empty=not bars,
    )


def map_chart(answer: Answer) -> Chart:
    """The places of the events, and the whole of a front where only one is looked at."""
    located = answer.located
    unplaced = answer.totals.events - located.events
    chart = _chart(
        "map",
        answer.selection,
        table="charts/point_table.html",
        draw=lambda: maps.place_map(
            answer.map_points, map_frame(answer), answer.at_places, words=map_words(answer.centres)
        ),
        series=SimpleLazyObject(lambda: answer.places),
        key=map_key(located.precisions),
        shape="map",
        width="wide",
        empty=not located.events,
    )
    return replace(chart, note=map_note(unplaced, cells=located.too_many))


def map_frame(answer: Answer) -> maps.MapFrame:
    """The middle of each front, and the bounds of the one that is looked at alone."""
    bounds = [(front.south, front.west, front.north, front.east) for front in answer.fronts]
    return maps.MapFrame(answer.centres, bounds[0] if len(bounds) == 1 else None)


def weapon_chart(answer: Answer) -> Chart:
    return _matrix_chart(answer, "weapons", answer.weapons)


def _matrix_chart(answer: Answer, id: str, matrix: Matrix) -> Chart:
    row, column = matrix_axes(id)
    return _chart(
        id,
        answer.selection,
        table="charts/matrix_table.html",
        draw=lambda: matrix_figure(
            matrix, row_title=row, column_title=column, words=figure_words()
        ),
        finding=_found(of_rows(matrix, id) if id == "weapons" else of_cells(matrix, id)),
        series=matrix,
        empty=not matrix.rows,
    )


def _found(finding: Finding | None) -> str:
    return finding_in_words(finding) if finding else ""


def _chart(id: str, selection: Selection, **parts: Any) -> Chart:
    """A chart of events, with the list of them."""
    query = selection.query()
    events = page_of("event-list") + query
    return worded(id, events=events, **forms(FIGURE, query, id), **parts)


CHARTS: dict[str, Callable[[Answer], Chart]] = {
    "events-over-time": time_chart,
    "casualties": casualty_chart,
    "factions": faction_chart,
    "weapons": weapon_chart,
    "outcomes": lambda a: _matrix_chart(a, "outcomes", a.outcomes),
    "map": map_chart,
}
"""The six charts of the overview by their ids, in order of reading."""
