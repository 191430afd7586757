"""A chart of a question as a file of its own."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import reverse

from proxies.export_forms import ExportForm
from proxies.exports.figure_page import Drawing, figure_page
from proxies.views.charts import CHARTS, Chart, label_chart
from proxies.views.exports import attached, head_of
from proxies.views.glance import Glance
from proxies.views.page import Question, asks, bad_question_json

LABELS = "label-over-time"
"""The first chart of a front's page."""


@asks(ExportForm, refuse=bad_question_json)
def figure_html(request: HttpRequest, question: Question, chart: str) -> HttpResponseBase:
    if chart not in CHARTS and chart != LABELS:
        raise Http404("There is no chart of this name.")
    glance = Glance.at(question.selection, question.names)
    if chart == LABELS and len(glance.fronts) != 1:
        message = "This chart is of one front: give one, such as front=iraq."
        return JsonResponse({"errors": [{"filter": "Front", "message": message}]}, status=400)
    drawn = label_chart(glance, glance.fronts[0]) if chart == LABELS else CHARTS[chart](glance)
    return _file(request, question, drawn, chart)


def _file(
    request: HttpRequest, question: Question, chart: Chart, name: str
) -> StreamingHttpResponse:
    head = head_of(request, question, "All fronts")
    page = request.build_absolute_uri(reverse("overview") + question.selection.query())
    drawing = Drawing(chart.title, chart.told, chart.figure, chart.empty, page)
    response = StreamingHttpResponse(
        figure_page(drawing, head), content_type="text/html; charset=utf-8"
    )
    return attached(response, head.file_name(name, "html"))
