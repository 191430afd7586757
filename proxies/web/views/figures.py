"""A chart of a question as a file of its own, the table of its numbers as a page, and the figure
that a page draws once the chart comes into view."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import orjson
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from proxies.charts.chart import Chart
from proxies.exports.html import figure_page
from proxies.models import Actor
from proxies.vocab import Role
from proxies.web.forms.filters import LABELS
from proxies.web.forms.pages import DayForm, ExportForm, PledgeExportForm
from proxies.web.views.actors import line_chart
from proxies.web.views.exports import attached, head_of
from proxies.web.views.overview import CHARTS, label_chart
from proxies.web.views.page import Context, Question, bad_question, bad_question_json, question_view
from proxies.web.views.pledges import judged_pledges, ledger_chart

OF_ONE_FRONT = "label-over-time"
"""The first chart of a front's page."""


class Home(NamedTuple):
    """The page a chart stands on: its address, and what the empty question is called there."""

    page: str
    everything: str


@question_view(ExportForm, on_error=bad_question_json)
def figure_html(request: HttpRequest, question: Question, chart: str) -> HttpResponseBase:
    if lacks_front(question, chart):
        return front_needed()
    return _file(request, question, chart_of(question, chart), _home(question))


@question_view(ExportForm, on_error=bad_question_json)
def figure_json(request: HttpRequest, question: Question, chart: str) -> HttpResponseBase:
    if lacks_front(question, chart):
        return front_needed()
    return _figure(chart_of(question, chart))


@question_view(ExportForm, "chart_table.html")
def figure_table(
    request: HttpRequest, question: Question, chart: str
) -> HttpResponseBase | Context:
    if lacks_front(question, chart):
        question.form.add_error("front", one_front_needed())
        return bad_question(request, question.form, question.choices)
    return _numbers(question, chart_of(question, chart), _home(question))


def lacks_front(question: Question, chart: str) -> bool:
    """Whether a chart is of one front, and the question does not name one."""
    if chart not in CHARTS and chart != OF_ONE_FRONT:
        raise Http404("There is no chart of this name.")
    return chart == OF_ONE_FRONT and len(question.answer.fronts) != 1


def front_needed() -> JsonResponse:
    """The refusal of a chart of one front, for a program."""
    errors = [{"filter": LABELS["front"], "message": one_front_needed()}]
    return JsonResponse({"errors": errors}, status=400)


def one_front_needed() -> str:
    return _("This chart is of one front: give one, such as front=iraq.")


def chart_of(question: Question, chart: str) -> Chart:
    answer = question.answer
    return label_chart(answer) if chart == OF_ONE_FRONT else CHARTS[chart](answer)


def _home(question: Question) -> Home:
    return Home(reverse("overview") + question.selection.query(), _("All fronts"))


@question_view(PledgeExportForm, on_error=bad_question_json)
def ledger_html(request: HttpRequest, question: Question) -> HttpResponseBase:
    """The ledger of the pledges of a question."""
    return _file(request, question, *_ledger(question))


@question_view(PledgeExportForm, on_error=bad_question_json)
def ledger_json(request: HttpRequest, question: Question) -> HttpResponseBase:
    return _figure(_ledger(question)[0])


@question_view(PledgeExportForm, "chart_table.html")
def ledger_table(request: HttpRequest, question: Question) -> Context:
    return _numbers(question, *_ledger(question))


def _ledger(question: Question) -> tuple[Chart, Home]:
    page = reverse("pledge-list") + question.query(question.selection)
    return ledger_chart(question, judged_pledges(question)), Home(page, _("All pledges"))


@question_view(DayForm, on_error=bad_question_json)
def line_html(request: HttpRequest, question: Question, slug: str) -> HttpResponseBase:
    """What one faction said and did."""
    return _file(request, question, *_line(question, slug))


@question_view(DayForm, on_error=bad_question_json)
def line_json(request: HttpRequest, question: Question, slug: str) -> HttpResponseBase:
    return _figure(_line(question, slug)[0])


@question_view(DayForm, "chart_table.html")
def line_table(request: HttpRequest, question: Question, slug: str) -> Context:
    return _numbers(question, *_line(question, slug))


def _line(question: Question, slug: str) -> tuple[Chart, Home]:
    actor = get_object_or_404(Actor, slug=slug, role=Role.FACTION)
    drawn = line_chart(actor, question)
    page = actor.get_absolute_url() + question.selection.pin
    return replace(drawn, title=f"{actor.name}: {drawn.title}"), Home(page, actor.name)


def _figure(chart: Chart) -> HttpResponse:
    """The figure alone, as plotly.js reads it."""
    response = HttpResponse(orjson.dumps(chart.figure), content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _numbers(question: Question, chart: Chart, home: Home) -> Context:
    """The table of a chart as a page."""
    return {"title": chart.title, "description": chart.note, "chart": chart, "home": home}


def _file(
    request: HttpRequest, question: Question, chart: Chart, home: Home
) -> StreamingHttpResponse:
    """The chart as a page of its own."""
    head = head_of(request, question, home.everything)
    chunks = figure_page(chart, request.build_absolute_uri(home.page), head)
    return attached(chunks, "text/html; charset=utf-8", head.file_name(chart.id, "html"))
