"""Datasets: where events come from, on what terms, how they got in, and what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.db.models import Count, Max, Min, Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from proxies.exports.columns import Column
from proxies.exports.tables import csv_chunks
from proxies.forms import AsOfForm
from proxies.models import Dataset, ImportRun
from proxies.views.page import Question, asks, render_page
from proxies.vocab import WorkflowState

RUNS_SHOWN = 5
"""Runs listed for each dataset; the admin holds them all."""


@asks(AsOfForm)
def dataset_list(request: HttpRequest, question: Question) -> HttpResponse:
    shown = Q(events__state=WorkflowState.PUBLISHED)
    counted = {
        "events_shown": Count("events", filter=shown),
        "first_event": Min("events__first_day", filter=shown),
        "last_event": Max("events__last_day", filter=shown),
    }
    runs = Prefetch("runs", ImportRun.objects.order_by("-started"))
    datasets: Any = Dataset.objects.annotate(**counted).prefetch_related(runs).order_by("slug")
    context = {
        "question": question,
        "title": "Datasets",
        "description": "Where events come from: licence, version, period, coverage and imports.",
        "datasets": [(dataset, list(dataset.runs.all())[:RUNS_SHOWN]) for dataset in datasets],
    }
    return render_page(request, "dataset_list.html", context)


REJECT_COLUMNS = (
    Column("line", "integer", "Where the row begins in the file, from 1."),
    Column("column", "string", "The column that was refused, where there is one."),
    Column("value", "string", "What stood there."),
    Column("reason", "string", "Why it was refused, and how to mend it."),
    Column("raw", "string", "The row as it stood, cut at 2,000 characters."),
)


@staff_member_required
def rejects_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that a run refused; for editors, since some sources bar passing their rows on."""
    run = get_object_or_404(ImportRun, pk=pk)
    rows = run.rejects.values(*(column.name for column in REJECT_COLUMNS)).iterator()
    chunks = csv_chunks(REJECT_COLUMNS, rows)
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejects-{run.pk}.csv"'
    return response
