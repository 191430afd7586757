"""Sources: the list and one source."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from proxies.aggregates.corrections import corrections_of
from proxies.forms import AsOfForm
from proxies.methods import source_record
from proxies.models import Account, AttackEvent, Pledge, PledgeCitation, Report, Source
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
    day = question.selection.as_of
    events = source_record.gather_events()
    context = {
        "question": question,
        "title": source.name,
        "description": f"{source.name}: {source.reliability_note}",
        "source": source,
        "reports": reports_of(source, day),
        "corrections": corrections_of(source, day=day),
        "record": source_record.judge(source.slug, events, day),
    }
    return render_page(request, "source_detail.html", context)


def reports_of(source: Source, day: date | None) -> QuerySet[Report]:
    """The reports of a source that were out by a day, with the records they speak of."""
    reports = Report.objects.filter(source=source)
    if day is not None:
        reports = reports.filter(Q(published__lte=day) | Q(published=None))
    shown = AttackEvent.objects.known_by(day)
    accounts = Account.objects.filter(event__in=shown).select_related(
        "event__place", "event__front"
    )
    pledges = PledgeCitation.objects.filter(pledge__in=Pledge.objects.known_by(day))
    return reports.prefetch_related(
        Prefetch("accounts", accounts),
        Prefetch("pledgecitations", pledges.select_related("pledge")),
        "assessmentcitations__assessment__front",
        "closurecitations__closure__front",
    )
