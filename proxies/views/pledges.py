"""Pledges: the ledger and one pledge."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from proxies.aggregates.panels import asked_pledges
from proxies.forms import AsOfForm, PledgeForm
from proxies.models import Pledge
from proxies.views.page import Question, asks, render_page


@asks(PledgeForm)
def pledge_list(request: HttpRequest, question: Question) -> HttpResponse:
    pledges = asked_pledges(question.selection)
    kinds = question.form.cleaned_data["kind"]
    if kinds:
        pledges = pledges.filter(kind__in=kinds)
    context = {
        "question": question,
        "title": " · ".join(["Pledges", *question.clauses]),
        "description": "Ceasefires, halts, pauses, vows and threats, as declared and reported.",
        "pledges": list(pledges),
        "kinds": kinds,
    }
    return render_page(request, "pledge_list.html", context)


@asks(AsOfForm)
def pledge_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    pledge = get_object_or_404(
        Pledge.objects.published()
        .for_lists()
        .select_related("extends")
        .prefetch_related("by__actor", "toward", "fronts", "bindings__faction__actor"),
        slug=slug,
    )
    context = {
        "question": question,
        "pledge": pledge,
        "title": pledge.title,
        "description": pledge.summary,
        "share_type": "article",
        "citations": list(
            pledge.citations.select_related("report__source__aligned_with", "origin")
        ),
        "depends_on": _related(pledge.depends_on),
        "dependents": _related(pledge.dependents),
        "extensions": _related(pledge.extensions),
    }
    return render_page(request, "pledge_detail.html", context)


def _related(manager) -> list[Pledge]:  # type: ignore[no-untyped-def]
    return list(manager.published().for_lists())
