"""Sources: the list and one source."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from proxies.forms import AsOfForm
from proxies.models import Report, Source
from proxies.views.page import Question, asks, render_page


@asks(AsOfForm)
def source_list(request: HttpRequest, question: Question) -> HttpResponse:
    sources = (
        Source.objects.select_related("aligned_with")
        .annotate(reports_count=Count("reports", distinct=True))
        .order_by("-reports_count", "name")
    )
    context = {
        "question": question,
        "title": "Sources",
        "description": "Who the record cites, how reliable each source is held to be, and why.",
        "sources": sources,
    }
    return render_page(request, "source_list.html", context)


@asks(AsOfForm)
def source_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.select_related("aligned_with"), slug=slug)
    reports = Report.objects.filter(source=source).prefetch_related(
        "accounts__event__place",
        "accounts__event__front",
        "pledgecitations__pledge",
        "assessmentcitations__assessment__front",
        "closurecitations__closure__front",
    )
    context = {
        "question": question,
        "title": source.name,
        "description": f"{source.name}: {source.reliability_note}",
        "source": source,
        "reports": reports,
    }
    return render_page(request, "source_detail.html", context)
