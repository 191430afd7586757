"""Datasets: where events come from, on what terms, how they got in, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from proxies.exports.rejects import dropped_csv_of, rejects_csv_of
from proxies.models import Dataset, Front, ImportRun
from proxies.queries.datasets import EventsOf, events_by_dataset
from proxies.queries.listed import Key, holding
from proxies.record.coverage import gaps, stretches_of
from proxies.web.forms import columns
from proxies.web.forms.pages import DatasetsForm
from proxies.web.views.listing import listing
from proxies.web.views.page import Context, Question, question_view

RUNS_SHOWN = 5
"""Runs listed for each dataset; the admin holds them all."""


@question_view(DatasetsForm, "dataset_list.html")
def dataset_list(request: HttpRequest, question: Question) -> Context:
    latest = ImportRun.objects.defer("dropped").select_related("undone_by").order_by("-started")
    runs = Prefetch("runs", latest)
    measured = Prefetch("tempo_fronts", Front.objects.order_by("position"))
    datasets: Any = Dataset.objects.prefetch_related(runs, measured)
    datasets = list(datasets.order_by("slug"))
    covered = stretches_of({one.pk: (one.covered_from, one.covered_until) for one in datasets})
    events = events_by_dataset(question.selection.as_of)
    holds = holding(question.selection.q, question.selection.as_of)
    found = [(one, events.get(one.pk)) for one in datasets if holds(_texts(one))]
    rows, shown = listing(question, columns.DATASETS, found, KEYS)
    return {
        **shown,
        "rows": rows,
        "every": len(datasets),
        "title": _("Datasets"),
        "description": _("Where events come from: licence, version, period, coverage and imports."),
        "datasets": [
            (  # its latest runs, the stretches covered, the gaps between, and its events
                dataset,
                list(dataset.runs.all())[:RUNS_SHOWN],
                covered[dataset.pk],
                gaps(covered[dataset.pk]),
                of_it,
            )
            for dataset, of_it in rows
        ],
    }


KEYS: Mapping[str, Key[tuple[Dataset, EventsOf | None]]] = {
    "name": lambda row: row[0].name,
    "coverage": lambda row: row[0].coverage,
    "events": lambda row: row[1].n if row[1] else 0,
    "first": lambda row: row[1].first if row[1] else None,
    "last": lambda row: row[1].last if row[1] else None,
    "licence": lambda row: row[0].licence,
}
"""What each column is sorted by."""


def _texts(dataset: Dataset) -> list[str]:
    """What a dataset is found by."""
    return [dataset.name, dataset.slug, dataset.inclusion, dataset.licence, dataset.citation]


@staff_member_required
def rejects_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that a run refused; for editors, since some sources bar passing their rows on."""
    run = get_object_or_404(ImportRun, pk=pk)
    return rejects_csv_of(run.rejects.all(), f"rejects-{run.pk}")


@staff_member_required
def left_out_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The values that a run left out of rows that it took; for editors too."""
    run = get_object_or_404(ImportRun, pk=pk)
    return dropped_csv_of(run.dropped, f"left-out-{run.pk}")
