"""Datasets: where events come from, on what terms, how they got in, and what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.db.models import Count, Max, Min, Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from proxies.exports.rejects import rejects_csv_of
from proxies.forms import AsOfForm
from proxies.models import Dataset, Front, ImportRun
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
    measured = Prefetch("tempo_fronts", Front.objects.order_by("position"))
    datasets: Any = Dataset.objects.annotate(**counted).prefetch_related(runs, measured)
    datasets = datasets.order_by("slug")
    context = {
        "question": question,
        "title": "Datasets",
        "description": "Where events come from: licence, version, period, coverage and imports.",
        "datasets": [(dataset, list(dataset.runs.all())[:RUNS_SHOWN]) for dataset in datasets],
    }
    return render_page(request, "dataset_list.html", context)


@staff_member_required
def rejects_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that a run refused; for editors, since some sources bar passing their rows on."""
    run = get_object_or_404(ImportRun, pk=pk)
    return rejects_csv_of(run.rejects.all(), f"rejects-{run.pk}")
