"""Events: the list of a question, and one event."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from proxies.aggregates.charts import BEST
from proxies.aggregates.matching import matching
from proxies.forms import AsOfForm, ListForm
from proxies.models import AttackEvent
from proxies.models.events import AttackEventQuerySet
from proxies.views.page import Question, asks, render_page

PER_PAGE = 40
ORDERS = {
    "newest": ("-first_day", "slug"),
    "oldest": ("first_day", "slug"),
    "deadliest": (F("best").desc(nulls_last=True), "-first_day", "slug"),
}


@asks(ListForm)
def event_list(request: HttpRequest, question: Question) -> HttpResponse:
    events = in_order(matching(question.selection), question.sort)
    pages = Paginator(events.for_lists(), PER_PAGE)
    context = {
        "question": question,
        "title": " · ".join(["Events", *question.clauses]),
        "description": question.answered(pages.count),
        "page": pages.get_page(question.page),
        "beyond": question.page > pages.num_pages,
        "around": pages.get_elided_page_range(min(question.page, pages.num_pages)),
        "query": question.selection.query(**_kept(question)),
    }
    return render_page(request, "event_list.html", context)


def in_order(events: AttackEventQuerySet, sort: str) -> AttackEventQuerySet:
    """The events in one of the orders of `ListForm`."""
    return events.annotate(best=BEST).order_by(*ORDERS[sort])


def _kept(question: Question) -> dict[str, str]:
    return {"sort": question.sort} if question.sort != "newest" else {}


@asks(AsOfForm)
def event_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    found = AttackEvent.objects.published().select_related("front", "place", "dataset", "parent")
    event = get_object_or_404(found.prefetch_related("attributions__actor", "targets"), slug=slug)
    accounts = event.accounts.select_related("report__source__aligned_with", "origin")
    context = {
        "question": question,
        "event": event,
        "title": event.title,
        "description": event.summary,
        "share_type": "article",
        "accounts": list(accounts),
        "parts": list(event.parts.published()),
        "neighbours": neighbours(event),
    }
    return render_page(request, "event_detail.html", context)


def neighbours(event: AttackEvent) -> list[AttackEvent]:
    """The events of the same front just before and just after, for reading on."""
    near = (
        AttackEvent.objects.published().filter(front=event.front).select_related("place", "front")
    )
    before = near.filter(first_day__lt=event.first_day).order_by("-first_day", "slug").first()
    after = near.filter(first_day__gt=event.first_day).order_by("first_day", "slug").first()
    return [found for found in (before, after) if found]
