"""Events: the list of a question, and one event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from proxies.methods import evidence, grade
from proxies.methods.evidence import Citation
from proxies.models import Account, AttackEvent, Attribution
from proxies.models.events import on_day
from proxies.models.knowledge import counting
from proxies.queries.claims import side_by_side
from proxies.queries.corrections import corrections_of
from proxies.record.citations import citations_by
from proxies.record.reading import gather_sides
from proxies.vocab import AttributionKind
from proxies.web.forms.pages import AsOfForm, ListForm
from proxies.web.views.citing import citing_record
from proxies.web.views.known import not_known
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.evidence import evidence_in_words
from proxies.wording.record import when

PER_PAGE = 40
NAMED = ("dataset", "place", "front")
"""What the title of a record is made of."""


@question_view(ListForm, "event_list.html")
def event_list(request: HttpRequest, question: Question) -> Context:
    rows: Any = question.answer.rows(question.sort)
    pages = Paginator(rows, PER_PAGE)
    page = pages.get_page(question.page)
    return {
        "title": " · ".join([_("Events"), *question.clauses]),
        "description": question.answered(pages.count),
        "page": page,
        "beyond": question.page > pages.num_pages,
        "around": pages.get_elided_page_range(min(question.page, pages.num_pages)),
        "query": question.query(question.selection),
    }


@question_view(AsOfForm, "event_detail.html")
def event_detail(request: HttpRequest, question: Question, slug: str) -> Context | HttpResponse:
    day = question.selection.as_of
    found = AttackEvent.objects.select_related("dataset").for_lists(day)
    found = found.with_wounded(day).prefetch_related("targets")
    event = get_object_or_404(found, slug=slug)
    citations = citations_by(Account.objects.filter(event=event), "event", "event__last_day")
    if not AttackEvent.objects.known_by(day).filter(pk=event.pk).exists():
        return not_known(request, question, event, citations.get(event.pk, []))
    weights = weighed(event, citations.get(event.pk, []), day)
    now = len(evidence.weigh(citations.get(event.pk, []), None).citations) if day else None
    reports = len(weights["evidence"].citations), now
    title = f"{event.title}, {when(event)}"
    return {
        "event": event,
        "citing": citing_record(request, question, event, reports, title),
        "title": title,
        "description": event.summary,
        "share_type": "article",
        "corrections": corrections_of(event, day=day),
        **claims_of(event, day),
        **weights,
        "whole": AttackEvent.objects.known_by(day).filter(parts=event).first(),
        "parts": list(event.parts.known_by(day).select_related("place", "front")),
        "neighbours": neighbours(event, day),
        **other_records(event, day),
    }


def other_records(event: AttackEvent, day: date | None) -> dict[str, list[AttackEvent]]:
    """The records that were merged into this one, and those of other datasets that tell of it."""
    until = day or date.max
    linked = Q(same_as=event, same_since__lte=until)
    if event.same_as_id and event.same_since and event.same_since <= until:
        linked |= Q(pk=event.same_as_id) | Q(same_as=event.same_as_id, same_since__lte=until)
    twins = AttackEvent.objects.known_by(day).filter(linked).exclude(pk=event.pk)
    merged = event.merged_records.filter(withdrawn__lte=until).annotate(**on_day(day))
    told = {"merged": merged, "twins": twins}
    return {name: list(found.select_related(*NAMED)) for name, found in told.items()}


def claims_of(event: AttackEvent, day: date | None) -> dict[str, Any]:
    """The counting accounts, the attributions known, and both side by side."""
    accounts = counting(Account.objects.filter(event=event), "event__last_day", day)
    accounts = accounts.select_related("report__source__aligned_with", "origin")
    known = Attribution.objects.known_by(day).filter(event=event)
    attributions = list(known.select_related("actor").prefetch_related("accounts"))
    cited = list(accounts.order_by("counts_from", "pk"))
    return {
        "accounts": cited,
        "attributions": attributions,
        "acting": [one for one in attributions if one.kind != AttributionKind.PARTY],
        "claims": side_by_side(cited, attributions),
    }


def weighed(event: AttackEvent, citations: list[Citation], day: date | None) -> dict[str, Any]:
    """The evidence of an event, weighed against the sides of its parties, and its grade."""
    parties = [party["slug"] for party in event.named]
    parties += [target.slug for target in event.targets.all()]
    found = evidence.weigh(citations, day, gather_sides().of(parties))
    judgement = grade.judge(found) if found.citations else None
    words = evidence_in_words(found, judgement.independence_checked if judgement else None)
    return {"evidence": found, "judgement": judgement, "evidence_words": words}


def neighbours(event: AttackEvent, day: date | None) -> list[AttackEvent]:
    """The events of the same front just before and just after, for reading on."""
    near = AttackEvent.objects.known_by(day).filter(front=event.front)
    near = near.select_related("place", "front")
    before = near.filter(first_day__lt=event.first_day).order_by("-first_day", "slug").first()
    after = near.filter(first_day__gt=event.first_day).order_by("first_day", "slug").first()
    return [found for found in (before, after) if found]
