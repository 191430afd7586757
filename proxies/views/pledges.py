"""Pledges: the ledger and one pledge."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from proxies.aggregates.corrections import corrections_of
from proxies.aggregates.panels import asked_pledges
from proxies.forms import AsOfForm, PledgeForm
from proxies.methods import evidence, sides, standing
from proxies.methods.evidence import Said
from proxies.models import Pledge, PledgeCitation
from proxies.models.knowledge import counting
from proxies.models.pledges import PledgeQuerySet
from proxies.views.citing import citing
from proxies.views.known import not_known
from proxies.views.page import Question, asks, render_page

OWN_DAY = Coalesce("pledge__declared", "pledge__effective")


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
        "pledges": with_standings(pledges, question.selection.as_of),
        "kinds": kinds,
    }
    return render_page(request, "pledge_list.html", context)


def with_standings(pledges: PledgeQuerySet, day: date | None) -> list[Pledge]:
    """Pledges with their `evidence` and `standing` by a day, in one more query."""
    rows = list(pledges)
    said = said_of(rows)
    for pledge in rows:
        pledge.evidence = evidence.weigh(said.get(pledge.pk, []), day)
        pledge.standing = standing.judge(pledge.evidence)
    return rows


def said_of(pledges: list[Pledge]) -> dict[int, list[Said]]:
    """Pledge id → its citations."""
    citations = PledgeCitation.objects.filter(pledge__in=pledges).annotate(own_day=OWN_DAY)
    return evidence.gather(citations, "pledge", "own_day")


@asks(AsOfForm)
def pledge_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    day = question.selection.as_of
    found = Pledge.objects.for_lists()
    pledge = get_object_or_404(found.prefetch_related("by__actor", "toward", "fronts"), slug=slug)
    said = said_of([pledge]).get(pledge.pk, [])
    if not Pledge.objects.known_by(day).filter(pk=pledge.pk).exists():
        return not_known(request, question, pledge, said)
    weights = weighed(pledge, said, day)
    now = len(evidence.weigh(said, None).said) if day else None
    counted = ("report", len(weights["evidence"].said), now)
    context = {
        "question": question,
        "pledge": pledge,
        "citing": citing(request, question, pledge.title, counted),
        "title": pledge.title,
        "description": pledge.summary,
        "share_type": "article",
        "corrections": corrections_of(pledge, day),
        "citations": citations_of(pledge, day),
        "bindings": pledge.bindings.select_related("faction__actor"),
        **weights,
        **linked(pledge, day),
    }
    return render_page(request, "pledge_detail.html", context)


def citations_of(pledge: Pledge, day: date | None) -> list[PledgeCitation]:
    """The counting citations of a pledge, in order of their day."""
    cited = PledgeCitation.objects.filter(pledge=pledge).annotate(own_day=OWN_DAY)
    known = counting(cited, "own_day", day).select_related("report__source__aligned_with", "origin")
    return list(known.order_by("counts_from", "pk"))


def weighed(pledge: Pledge, said: list[Said], day: date | None) -> dict[str, Any]:
    """The evidence of a pledge, weighed against the sides of its parties, and its standing."""
    parties = [faction.actor.slug for faction in pledge.by.all()]
    parties += [actor.slug for actor in pledge.toward.all()]
    found = evidence.weigh(said, day, sides.gather().of(parties))
    return {"evidence": found, "standing": standing.judge(found)}


def linked(pledge: Pledge, day: date | None) -> dict[str, list[Pledge]]:
    """Pledges that this one depends on or extends, and those that depend on or extend it."""
    known = Pledge.objects.known_by(day)
    return {
        "depends_on": list(known.filter(dependents=pledge).for_lists()),
        "dependents": list(known.filter(depends_on=pledge).for_lists()),
        "extended": list(known.filter(extensions=pledge)),
        "extensions": list(known.filter(extends=pledge).for_lists()),
    }
