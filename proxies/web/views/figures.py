"""A chart of a question as a file of its own."""

from __future__ import annotations

from dataclasses import replace

from django.http import (
    Http404,
    HttpRequest,
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
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.web.views.pledges import judged_pledges, ledger_chart

OF_ONE_FRONT = "label-over-time"
"""The first chart of a front's page."""


@question_view(ExportForm, on_error=bad_question_json)
def figure_html(request: HttpRequest, question: Question, chart: str) -> HttpResponseBase:
    if chart not in CHARTS and chart != OF_ONE_FRONT:
        raise Http404("There is no chart of this name.")
    answer = question.answer
    if chart == OF_ONE_FRONT and len(answer.fronts) != 1:
        message = _("This chart is of one front: give one, such as front=iraq.")
        errors = [{"filter": LABELS["front"], "message": message}]
        return JsonResponse({"errors": errors}, status=400)
    drawn = label_chart(answer) if chart == OF_ONE_FRONT else CHARTS[chart](answer)
    page = reverse("overview") + question.selection.query()
    return _file(request, question, drawn, (page, _("All fronts")))


@question_view(PledgeExportForm, on_error=bad_question_json)
def ledger_html(request: HttpRequest, question: Question) -> HttpResponseBase:
    """The ledger of the pledges of a question."""
    drawn = ledger_chart(question, judged_pledges(question))
    page = reverse("pledge-list") + question.query(question.selection)
    return _file(request, question, drawn, (page, _("All pledges")))


@question_view(DayForm, on_error=bad_question_json)
def line_html(request: HttpRequest, question: Question, slug: str) -> HttpResponseBase:
    """What one faction said and did."""
    actor = get_object_or_404(Actor, slug=slug, role=Role.FACTION)
    drawn = line_chart(actor, question)
    page = actor.get_absolute_url() + question.selection.query()
    named = replace(drawn, title=f"{drawn.title}: {actor.name}")
    return _file(request, question, named, (page, actor.name))


def _file(
    request: HttpRequest, question: Question, chart: Chart, about: tuple[str, str]
) -> StreamingHttpResponse:
    """The chart as a page of its own; `about` is the page it stands on, and what the empty
    question is called there."""
    page, everything = about
    head = head_of(request, question, everything)
    chunks = figure_page(chart, request.build_absolute_uri(page), head)
    return attached(chunks, "text/html; charset=utf-8", head.file_name(chart.id, "html"))
