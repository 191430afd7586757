"""Downloads of a question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from proxies.aggregates.matching import matching
from proxies.aggregates.panels import coverage
from proxies.exports import credit, event_rows, json_chunks
from proxies.forms import ExportForm
from proxies.views.events import in_order
from proxies.views.page import Question, asks, bad_question_json


@asks(ExportForm, refuse=bad_question_json)
def events_json(request: HttpRequest, question: Question) -> HttpResponseBase:
    selection = question.selection
    events = matching(selection)
    day = selection.as_of or question.names.today
    head = {
        "question": " · ".join(question.clauses) or "all events",
        "as_of": day.isoformat(),
        **credit(coverage(selection, question.names.datasets)),
        "count": events.count(),
    }
    ordered = in_order(events.with_knowledge(selection.as_of), question.sort)
    rows = event_rows(ordered, selection.as_of)
    return StreamingHttpResponse(json_chunks(head, rows), content_type="application/json")
