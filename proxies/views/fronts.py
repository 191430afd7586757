"""A front's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from proxies.aggregates.panels import panels
from proxies.forms import FrontForm
from proxies.models import Assessment, Front
from proxies.views.charts import overview_charts
from proxies.views.glance import Glance
from proxies.views.page import Question, asks, render_page


@asks(FrontForm)
def front_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    found = Front.objects.prefetch_related("closures__citations__report__source")
    front = get_object_or_404(found, slug=slug)
    glance = Glance.at(question.selection.but(front=(slug,)), question.names)
    panel = panels([front], glance.by_front, glance.stack, glance.events, glance.pledges)[0]
    context = {
        "question": question,
        "front": front,
        "title": f"{front.short_name} front",
        "description": front.scope,
        "panel": panel,
        "charts": overview_charts(glance),
        "assessments": assessments_of(front),
        **glance.context(),
    }
    return render_page(request, "front_detail.html", context)


def assessments_of(front: Front) -> list[Assessment]:
    """Published assessments of a front, the newest first, with their sources."""
    found = Assessment.objects.published().filter(front=front)
    return list(found.for_lists())
